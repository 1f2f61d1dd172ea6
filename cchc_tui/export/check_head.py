"""Rules about the head: what must be there, how it is written, what fits on its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cchc_tui.document.components import is_titled
from cchc_tui.document.form import Form
from cchc_tui.document.measure import head_right_mm, line_lengths
from cchc_tui.document.official import OfficialDocument
from cchc_tui.language.text import fold
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.kind import KINDS

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

_TITLES = re.compile(r"^(?:GS|PGS|TS|ThS|BS|KS|CN|NGƯT|NSƯT|Ông|Bà|Đ/c|Đồng chí)\b[. ]", re.IGNORECASE)
_AUTHORITY_FORMS = re.compile(
    r"^(?:T/M|K/T|T/L|TM |KT |TL |TUQ |Q\.(?! )|TM\.(?! )|KT\.(?! )|TL\.(?! )|TUQ\.(?! ))", re.IGNORECASE
)
_AGENCY_IN_POSITION = re.compile(r"(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG)\s+(?:UBND|ỦY BAN|HĐND|XÃ|PHƯỜNG)")
_UNIT_AND_NAME = re.compile(r"^(?:xã|phường|tỉnh|huyện|thị trấn)\s", re.IGNORECASE)
_SENT_TO_ARTICLES = ("quyet-dinh", "nghi-quyet")
"""Kinds whose first recipients are those an Điều of theirs names."""
_KEEPS_UNIT = re.compile(r"^(?:Phường|Quận)\s+(?:\d|Điện Biên Phủ)|^Thành phố Hồ Chí Minh")


def head_findings(document: OfficialDocument) -> Iterator[Finding]:
    """Every rule of the head, in the order of the page."""
    for rule in _RULES:
        for code, severity, message, key, clause in rule(document):
            yield Finding(
                code=code,
                severity=severity,
                message=message,
                path=document.source,
                line=document.head.line(key) or (1 if document.head.lines else None),
                record=None,
                clause=clause,
                key=key,
            )


_Fault = tuple[str, Severity, str, str, str | None]
_Rule = Callable[[OfficialDocument], Iterator[_Fault]]


def _form(document: OfficialDocument) -> Form:
    return document.layout.form(document.head.kind)


def _kind_name(document: OfficialDocument) -> str:
    return document.head.kind.name if document.head.kind else "Văn bản này"


def _kind(document: OfficialDocument) -> Iterator[_Fault]:
    head = document.head
    if not head.kind and not head.kind_name:
        yield (
            "kind-missing",
            ERROR,
            "Chưa ghi loại văn bản (loai: bao-cao, ke-hoach, cong-van…).",
            "loai",
            document.layout.clause("kind_name"),
        )
    if head.kind and head.kind_name and fold(head.kind_name) != fold(head.kind.name):
        yield (
            "kind-name",
            WARNING,
            f"Tên loại “{head.kind_name}” khác với loại “{head.kind.name}”.",
            "ten-loai",
            document.layout.clause("kind_name"),
        )


def _agency(document: OfficialDocument) -> Iterator[_Fault]:
    head, layout = document.head, document.layout
    clause = layout.clause("agency")
    if not head.agency:
        yield "agency-missing", ERROR, "Chưa ghi tên cơ quan ban hành.", "co-quan", clause
    most = int(layout.number("agency_max_lines"))
    if len(head.agency) > most:
        yield (
            "agency-lines",
            WARNING,
            f"Tên cơ quan ban hành có {len(head.agency)} dòng; nên trình bày trong {most} dòng.",
            "co-quan",
            clause,
        )
    if head.superior and fold(" ".join(head.agency)).startswith(fold("Ủy ban nhân dân")):
        yield (
            "superior-of-committee",
            NOTICE,
            "Ủy ban nhân dân không ghi cơ quan chủ quản; chỉ các đơn vị thuộc Ủy ban mới ghi.",
            "co-quan-chu-quan",
            layout.clause("superior_agency"),
        )
    if not head.agency_in_text:
        yield (
            "agency-in-text",
            NOTICE,
            "Chưa ghi ten-co-quan; dòng “(Kèm theo …)” và thuộc tính tác giả sẽ dùng tên viết hoa.",
            "co-quan",
            None,
        )


def _number(document: OfficialDocument) -> Iterator[_Fault]:
    head, clause = document.head, _symbol_clause(document)
    if head.number and not re.fullmatch(r"\d+[a-zđ]?", head.number):
        yield (
            "number-form",
            WARNING,
            f"Số “{head.number}” phải là chữ số Ả Rập (có thể kèm một chữ cái).",
            "so",
            document.layout.clause("number"),
        )
    if re.fullmatch(r"0+[a-zđ]?", head.number):
        yield (
            "number-zero",
            ERROR,
            f"Số “{head.number}”: số văn bản đánh từ 01; chưa có số thì để trống.",
            "so",
            document.layout.clause("number"),
        )
    if not head.symbol:
        yield "symbol-missing", ERROR, "Chưa ghi ký hiệu văn bản.", "ky-hieu", clause
        return
    if re.search(r"\s", head.symbol):
        yield ("symbol-space", WARNING, f"Ký hiệu “{head.symbol}” không được có dấu cách.", "ky-hieu", clause)
    yield from _kind_code(document)


def _symbol_clause(document: OfficialDocument) -> str:
    return f"{document.layout.clause('number')}; {document.layout.kinds_clause}"


def _kind_code(document: OfficialDocument) -> Iterator[_Fault]:
    head, clause = document.head, _symbol_clause(document)
    first = head.symbol.split("-")[0].strip()
    codes = {kind.abbreviation for kind in (*document.layout.kinds.values(), *KINDS) if kind.abbreviation}
    if not is_titled(head):
        if first in codes and "-" in head.symbol:
            yield (
                "letter-kind-code",
                ERROR,
                f"Công văn không ghi chữ viết tắt tên loại: “{head.symbol}” bắt đầu bằng "
                f"“{first}”; hãy ghi tên cơ quan - đơn vị soạn thảo, như UBND-VP.",
                "ky-hieu",
                clause,
            )
    elif head.kind and head.kind.abbreviation and first != head.kind.abbreviation:
        yield (
            "symbol-kind-code",
            WARNING,
            f"Ký hiệu “{head.symbol}” của {head.kind.name} phải bắt đầu bằng “{head.kind.abbreviation}-”.",
            "ky-hieu",
            clause,
        )


def _place(document: OfficialDocument) -> Iterator[_Fault]:
    place, clause = document.head.place, document.layout.clause("place_date")
    if not _form(document).place_date:
        if place:
            yield (
                "place-unneeded",
                NOTICE,
                f"{_kind_name(document)} không ghi địa danh ({_form(document).sample}); mục này không được in ra.",
                "dia-danh",
                clause,
            )
        return
    if not place:
        yield "place-missing", WARNING, "Chưa ghi địa danh.", "dia-danh", clause
    elif _UNIT_AND_NAME.match(place) and not _KEEPS_UNIT.match(place):
        yield (
            "place-unit",
            WARNING,
            f"Địa danh “{place}” chỉ ghi tên riêng của đơn vị hành chính, như “Hà Kỳ”.",
            "dia-danh",
            clause,
        )


def _subject(document: OfficialDocument) -> Iterator[_Fault]:
    head, layout = document.head, document.layout
    subject = " ".join(head.subject)
    clause = layout.clause("subject")
    if not _form(document).subject:
        if subject:
            yield (
                "subject-unneeded",
                NOTICE,
                f"{_kind_name(document)} không có trích yếu ({_form(document).sample}).",
                "trich-yeu",
                clause,
            )
        return
    if not subject:
        yield "subject-missing", WARNING, "Chưa ghi trích yếu nội dung.", "trich-yeu", clause
    elif is_titled(head) and subject[:3].lower() == "v/v":
        yield (
            "subject-v-v",
            WARNING,
            "“V/v” chỉ dùng trong công văn; văn bản có tên loại ghi “Về việc …” hoặc ghi thẳng nội dung.",
            "trich-yeu",
            clause,
        )
    if subject.endswith((".", ";", ":")):
        yield "subject-end", NOTICE, "Trích yếu không có dấu ở cuối.", "trich-yeu", clause
    most, printed = int(layout.number("subject_max_lines")), _subject_lines(document)
    if printed > most:
        yield (
            "subject-lines",
            WARNING,
            f"Trích yếu in thành {printed} dòng; nên ngắn gọn trong {most} dòng.",
            "trich-yeu",
            layout.clause("subject_max_lines"),
        )


def _subject_lines(document: OfficialDocument) -> int:
    """On paper: a line typed too long for the page falls into several."""
    look, room = document.layout.components["subject"], document.layout.text_width_mm
    if not is_titled(document.head):
        return len(document.head.subject)
    return sum(
        len(line_lengths(line, look, document.profile, document.widths, room))
        for line in document.components.subject
        if line.strip()
    )


def _addressees(document: OfficialDocument) -> Iterator[_Fault]:
    head = document.head
    if head.kind and head.kind.addressed and not head.addressees:
        report = head.kind.slug == "bao-cao"
        yield (
            "addressee-missing",
            WARNING if report else ERROR,
            "Báo cáo của cấp dưới gửi cấp trên phải có “Kính gửi”."
            if report
            else f"{head.kind.name} phải có “Kính gửi”.",
            "kinh-gui",
            document.layout.clause("recipients"),
        )
    if _form(document).call:
        if _form(document).call_centred and not head.addressees:
            yield (
                "call-missing",
                ERROR,
                f"{_kind_name(document)} phải ghi nơi được gửi ở “kinh-gui” ({_form(document).sample}).",
                "kinh-gui",
                document.layout.clause("recipients"),
            )
        return
    if head.kind and not head.kind.addressed and head.addressees:
        yield (
            "addressee-unneeded",
            NOTICE,
            f"{head.kind.name} không có “Kính gửi”; nơi nhận ghi ở cuối văn bản.",
            "kinh-gui",
            document.layout.clause("recipients"),
        )


def _recipients(document: OfficialDocument) -> Iterator[_Fault]:
    head, layout = document.head, document.layout
    clause, copy, desk = layout.clause("recipients"), layout.text("file_copy_word"), layout.text("file_copy_desk")
    as_above = layout.text("as_above_words")
    if not _form(document).recipients:
        return
    if not head.recipients:
        yield "recipients-missing", WARNING, "Chưa ghi nơi nhận.", "noi-nhan", clause
        return
    kept = [item for item in head.recipients if item.lstrip("- ").startswith(copy)]
    if not kept:
        yield "file-copy-missing", WARNING, f"Nơi nhận chưa có dòng “{copy} {desk}, …”.", "noi-nhan", clause
    elif not any(re.search(rf"\b{re.escape(desk)}\b", item) for item in kept):
        yield (
            "file-copy-clerk",
            WARNING,
            f"Dòng “{kept[-1]}” phải có {desk} (văn thư), như “{copy} {desk}, VP”.",
            "noi-nhan",
            clause,
        )
    if kept and head.recipients[-1] not in kept:
        yield ("file-copy-last", NOTICE, f"Dòng “{copy}” đứng cuối nơi nhận; khi xuất đã xếp lại.", "noi-nhan", clause)
    if head.addressees and not _form(document).call and not any(as_above in item for item in head.recipients):
        yield (
            "as-above",
            NOTICE,
            f"Có “Kính gửi” thì nơi nhận bắt đầu bằng “{as_above}”; khi xuất đã thêm.",
            "noi-nhan",
            clause,
        )
    if not head.addressees:
        yield from _nothing_above(document, as_above, clause)


def _nothing_above(document: OfficialDocument, as_above: str, clause: str) -> Iterator[_Fault]:
    """Without "Kính gửi" nobody stands above; a decision names the Điều (Mục II, khoản 9 điểm b)."""
    head, kind = document.head, document.head.kind
    to_articles = kind is not None and kind.slug in _SENT_TO_ARTICLES
    as_article = f"{as_above.split()[0]} {document.layout.text('article_word')}"
    wrong = [item for item in head.recipients if item.lstrip("- ").startswith(as_above)]
    if wrong:
        yield (
            "as-above-alone",
            WARNING,
            f"Không có “Kính gửi” nên nơi nhận không ghi “{as_above}”"
            + (f"; quyết định, nghị quyết ghi “{as_article} …”." if to_articles else "; hãy ghi tên cơ quan nhận."),
            "noi-nhan",
            clause,
        )
    elif kind and kind.decides and not any(item.lstrip("- ").startswith(as_article) for item in head.recipients):
        yield ("as-article", NOTICE, f"Nơi nhận của quyết định bắt đầu bằng “{as_article} …”.", "noi-nhan", clause)


def _signature(document: OfficialDocument) -> Iterator[_Fault]:
    head, clause = document.head, document.layout.clause("authority")
    signature = head.signature
    lines = signature.authority
    signers = _form(document).signers
    if signers == 0:
        return
    if len(head.signatures) + 2 * bool(head.left_signature) < signers and signers > 1:
        yield (
            "signers-few",
            WARNING,
            f"{_kind_name(document)} có ít nhất {signers} người ký ({_form(document).sample}): ghi ky-trai và ky, "
            "hoặc ky là một danh sách.",
            "ky",
            clause,
        )
    if not lines:
        yield "position-missing", WARNING, "Chưa ghi quyền hạn, chức vụ của người ký.", "ky", clause
    if not signature.name:
        yield "signer-missing", WARNING, "Chưa ghi họ tên người ký.", "ky", clause
    if _TITLES.match(signature.name):
        yield (
            "signer-title",
            WARNING,
            f"Trước họ tên “{signature.name}” không ghi học hàm, học vị, danh hiệu.",
            "ky",
            clause,
        )
    for line in lines:
        if _AUTHORITY_FORMS.match(line):
            yield (
                "authority-form",
                WARNING,
                f"“{line}”: hãy ghi TM., KT., Q., TL. hoặc TUQ., có dấu chấm và một dấu cách.",
                "ky",
                clause,
            )
        if _AGENCY_IN_POSITION.search(line.upper()) and not line.upper().startswith("TM."):
            yield ("position-agency", WARNING, f"Chức vụ “{line}” không ghi kèm tên cơ quan.", "ky", clause)
    if lines and lines[-1].upper().startswith(("TM.", "KT.", "TL.", "TUQ.")):
        yield ("authority-alone", WARNING, f"Sau “{lines[-1]}” phải có dòng chức vụ của người ký.", "ky", clause)


def _limits(document: OfficialDocument) -> Iterator[_Fault]:
    """Lengths the exchange of electronic documents allows (Phụ lục VI)."""
    head = document.head
    measured = [
        ("number", head.number, "so"),
        ("symbol", head.symbol, "ky-hieu"),
        ("kind_name", head.kind_name, "ten-loai"),
        ("agency", " ".join(head.agency), "co-quan"),
        ("subject", " ".join(head.subject), "trich-yeu"),
        ("signer", head.signature.name, "ky"),
    ]
    measured += [("position", line, "ky") for line in head.signature.authority]
    measured += [("recipient", line, "noi-nhan") for line in head.recipients]
    for name, text, key in measured:
        most = int(document.layout.number(f"limit_{name}"))
        if len(text) > most:
            yield (
                "too-long",
                WARNING,
                f"“{text[:40]}…” dài {len(text)} ký tự; trường này tối đa {most}.",
                key,
                document.layout.clause(f"limit_{name}"),
            )


def _fits(document: OfficialDocument) -> Iterator[_Fault]:
    """What must stay on one line does (the column widths come from the layout and the office's margins)."""
    layout, parts = document.layout, document.components
    right = head_right_mm(document)
    left = layout.text_width_mm - right
    one_line = [
        ("national_name", layout.text("national_name"), right, "co-quan", "Quốc hiệu"),
        ("motto", layout.text("motto"), right, "co-quan", "Tiêu ngữ"),
        ("place_date", parts.place_date, right, "dia-danh", "Địa danh và thời gian"),
        ("number", parts.number, left, "ky-hieu", "Số, ký hiệu"),
    ]
    for component, text, room, key, name in one_line:
        lengths = line_lengths(text, layout.components[component], document.profile, document.widths, room)
        if len(lengths) > 1 or lengths[0] > room:
            yield (
                f"wraps-{component.replace('_', '-')}",
                ERROR if component == "national_name" else WARNING,
                f"{name} không vừa một dòng ({room:.0f} mm); hãy dùng co-chu: 13 hoặc lề hẹp hơn.",
                key,
                layout.clause(component),
            )
    for text in (*parts.superior, *parts.agency):
        lengths = line_lengths(text, layout.components["agency"], document.profile, document.widths, left)
        if len(lengths) > 1:
            yield (
                "agency-wraps",
                NOTICE,
                f"“{text}” dài hơn cột trái ({left:.0f} mm) nên tự xuống dòng; hãy tách dòng trong co-quan cho đẹp.",
                "co-quan",
                layout.clause("agency"),
            )


def _legal_bases(document: OfficialDocument) -> Iterator[_Fault]:
    for line in document.head.legal_bases:
        if line.startswith(("-", "+")):
            yield (
                "basis-dash",
                WARNING,
                f"Trước căn cứ không có gạch đầu dòng: “{line[:50]}”.",
                "can-cu",
                document.layout.clause("legal_basis"),
            )
        elif not re.match(r"(?:Căn cứ|Theo|Xét|Thực hiện)\b", line):
            yield (
                "basis-start",
                NOTICE,
                f"Căn cứ thường bắt đầu bằng “Căn cứ” hoặc “Theo”: “{line[:50]}”.",
                "can-cu",
                document.layout.clause("legal_basis"),
            )


_RULES: tuple[_Rule, ...] = (
    _kind,
    _agency,
    _number,
    _place,
    _subject,
    _addressees,
    _legal_bases,
    _recipients,
    _signature,
    _limits,
    _fits,
)
