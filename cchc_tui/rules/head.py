"""Rules on the head of a paper: kind, agency, number and symbol, place, subject, legal bases, what fits on its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cchc_tui.document.components import is_titled
from cchc_tui.document.form import Form
from cchc_tui.document.measure import head_right_mm, line_lengths
from cchc_tui.document.official import OfficialDocument
from cchc_tui.language.text import fold
from cchc_tui.records.finding import Severity
from cchc_tui.records.kind import KINDS
from cchc_tui.rules.context import HeadIssue
from cchc_tui.rules.rule import PageRule, page_rule


def form_of_page(page: OfficialDocument) -> Form:
    """Return which parts a page of its kind has."""
    return page.layout.form(page.head.kind)


def kind_words(page: OfficialDocument) -> str:
    """Return the kind as a sentence begins with it."""
    return page.head.kind.name if page.head.kind else "Văn bản này"


_UNIT_AND_NAME = re.compile(r"^(?:xã|phường|tỉnh|huyện|thị trấn)\s", re.IGNORECASE)
"""`xã Hạ Kỳ`: a place name with its unit's word."""
_KEEPS_UNIT = re.compile(r"^(?:Phường|Quận)\s+(?:\d|Điện Biên Phủ)|^Thành phố Hồ Chí Minh")
"""`Phường 5`: a name that is nothing without its unit: numbers, persons, days."""


@page_rule(
    "kind-missing",
    Severity.ERROR,
    layout_key="kind_name",
    says="Văn bản ghi rõ tên loại.",
    example="phần đầu không có “loai”",
)
def kind_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a head that names no kind."""
    if not page.head.kind and not page.head.kind_name:
        yield HeadIssue("loai", "Chưa ghi loại văn bản (loai: bao-cao, ke-hoach, cong-van…).")


@page_rule(
    "kind-name",
    Severity.WARNING,
    layout_key="kind_name",
    says="Tên loại in ra đúng là tên của loại đã chọn.",
    example="loai: bao-cao, ten-loai: TỜ TRÌNH",
)
def kind_name(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a printed name that is not the kind's."""
    head = page.head
    if head.kind and head.kind_name and fold(head.kind_name) != fold(head.kind.name):
        message = f"Tên loại “{head.kind_name}” khác với loại “{head.kind.name}”."
        yield HeadIssue("ten-loai", message, head.kind_name)


@page_rule(
    "agency-missing",
    Severity.ERROR,
    layout_key="agency",
    says="Văn bản ghi tên cơ quan ban hành.",
    example="phần đầu không có “co-quan”",
)
def agency_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a head without agency."""
    if not page.head.agency:
        yield HeadIssue("co-quan", "Chưa ghi tên cơ quan ban hành.")


@page_rule(
    "agency-lines",
    Severity.WARNING,
    layout_key="agency",
    says="Tên cơ quan ban hành gọn trong vài dòng.",
    example="tên cơ quan chia bốn dòng",
)
def agency_lines(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a name of more lines than the layout takes."""
    lines, most = len(page.head.agency), int(page.layout.number("agency_max_lines"))
    if lines > most:
        yield HeadIssue("co-quan", f"Tên cơ quan ban hành có {lines} dòng; nên trình bày trong {most} dòng.")


@page_rule(
    "superior-of-committee",
    Severity.NOTICE,
    layout_key="superior_agency",
    says="Ủy ban nhân dân không ghi cơ quan chủ quản.",
    example="UBND HUYỆN trên ỦY BAN NHÂN DÂN XÃ",
)
def superior_of_committee(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a superior agency above a people's committee."""
    head = page.head
    if head.superior and fold(" ".join(head.agency)).startswith(fold("Ủy ban nhân dân")):
        message = "Ủy ban nhân dân không ghi cơ quan chủ quản; chỉ các đơn vị thuộc Ủy ban mới ghi."
        yield HeadIssue("co-quan-chu-quan", message, " ".join(head.superior))


@page_rule(
    "agency-in-text",
    Severity.NOTICE,
    clause="Cách ghi phần đầu văn bản của chương trình",
    says="Tên cơ quan viết thường được ghi để dùng trong dòng “(Kèm theo …)”.",
    example="phần đầu không có “ten-co-quan”",
)
def agency_in_text(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a head that has the agency's name in capitals only."""
    if not page.head.agency_in_text:
        message = "Chưa ghi ten-co-quan; dòng “(Kèm theo …)” và thuộc tính tác giả sẽ dùng tên viết hoa."
        yield HeadIssue("ten-co-quan" if "ten-co-quan" in page.head.lines else "co-quan", message)


@page_rule(
    "document-number-form",
    Severity.WARNING,
    layout_key="number",
    says="Số của văn bản là chữ số Ả Rập.",
    example="so: 12/2023",
)
def document_number_form(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a number that is more than digits and one letter."""
    number = page.head.number
    if number and not re.fullmatch(r"\d+[a-zđ]?", number):
        message = f"Số “{number}” phải là chữ số Ả Rập (có thể kèm một chữ cái)."
        yield HeadIssue("so", message, number)


@page_rule(
    "number-zero",
    Severity.ERROR,
    layout_key="number",
    says="Số của văn bản đánh từ 01.",
    example="so: 0",
)
def number_zero(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a number that is only zeros."""
    number = page.head.number
    if re.fullmatch(r"0+[a-zđ]?", number):
        yield HeadIssue("so", f"Số “{number}”: số văn bản đánh từ 01; chưa có số thì để trống.", number)


@page_rule(
    "symbol-missing",
    Severity.ERROR,
    layout_key="number",
    says="Văn bản có ký hiệu.",
    example="phần đầu không có “ky-hieu”",
)
def symbol_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a head without symbol."""
    if not page.head.symbol:
        yield HeadIssue("ky-hieu", "Chưa ghi ký hiệu văn bản.")


@page_rule(
    "symbol-space",
    Severity.WARNING,
    layout_key="number",
    says="Ký hiệu viết liền, không có dấu cách.",
    example="BC - UBND",
)
def symbol_space(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a symbol with a space in it."""
    symbol = page.head.symbol
    if re.search(r"\s", symbol):
        yield HeadIssue("ky-hieu", f"Ký hiệu “{symbol}” không được có dấu cách.", symbol)


@page_rule(
    "letter-kind-code",
    Severity.ERROR,
    layout_key="number",
    files_only=True,
    says="Ký hiệu của công văn không có chữ viết tắt tên loại.",
    example="công văn mang ký hiệu CV-UBND",
)
def letter_kind_code(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a letter whose symbol begins with the code of a kind."""
    symbol = page.head.symbol
    first = symbol.split("-")[0].strip()
    codes = {kind.abbreviation for kind in (*page.layout.kinds.values(), *KINDS) if kind.abbreviation}
    if not is_titled(page.head) and first in codes and "-" in symbol:
        message = (
            f"Công văn không ghi chữ viết tắt tên loại: “{symbol}” bắt đầu bằng “{first}”; hãy ghi tên cơ quan -"
            " đơn vị soạn thảo, như UBND-VP."
        )
        yield HeadIssue("ky-hieu", message, symbol)


@page_rule(
    "symbol-kind-code",
    Severity.WARNING,
    layout_key="number",
    files_only=True,
    says="Ký hiệu bắt đầu bằng chữ viết tắt của tên loại.",
    example="báo cáo mang ký hiệu KH-UBND",
)
def symbol_kind_code(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a symbol with the code of another kind."""
    head = page.head
    code = head.kind.abbreviation if head.kind else None
    if head.symbol and head.kind and code and is_titled(head) and head.symbol.split("-")[0].strip() != code:
        message = f"Ký hiệu “{head.symbol}” của {head.kind.name} phải bắt đầu bằng “{code}-”."
        yield HeadIssue("ky-hieu", message, head.symbol)


@page_rule(
    "place-missing",
    Severity.WARNING,
    layout_key="place_date",
    says="Văn bản ghi địa danh.",
    example="phần đầu không có “dia-danh”",
)
def place_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a head without place."""
    if not page.head.place and form_of_page(page).place_date:
        yield HeadIssue("dia-danh", "Chưa ghi địa danh.")


@page_rule(
    "place-unit",
    Severity.WARNING,
    layout_key="place_date",
    says="Địa danh chỉ ghi tên riêng của đơn vị hành chính.",
    example="xã Hà Kỳ, ngày 05 tháng 01 năm 2023",
)
def place_unit(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a place that says what kind of unit it is; one named by a number or a person keeps the word."""
    place = page.head.place if form_of_page(page).place_date else ""
    if _UNIT_AND_NAME.match(place) and not _KEEPS_UNIT.match(place):
        message = f"Địa danh “{place}” chỉ ghi tên riêng của đơn vị hành chính, như “Hà Kỳ”."
        yield HeadIssue("dia-danh", message, place)


@page_rule(
    "place-unneeded",
    Severity.NOTICE,
    layout_key="place_date",
    says="Loại văn bản mà mẫu không có địa danh thì không ghi địa danh.",
    example="thư công có “dia-danh”",
)
def place_unneeded(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a place that the sample of this kind has not."""
    form = form_of_page(page)
    if page.head.place and not form.place_date:
        message = f"{kind_words(page)} không ghi địa danh ({form.sample}); mục này không được in ra."
        yield HeadIssue("dia-danh", message, page.head.place)


@page_rule(
    "subject-unneeded",
    Severity.NOTICE,
    layout_key="subject",
    says="Loại văn bản mà mẫu không có trích yếu thì không ghi trích yếu.",
    example="giấy giới thiệu có “trich-yeu”",
)
def subject_unneeded(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a subject that the sample of this kind has not."""
    form = form_of_page(page)
    if " ".join(page.head.subject) and not form.subject:
        yield HeadIssue("trich-yeu", f"{kind_words(page)} không có trích yếu ({form.sample}).")


@page_rule(
    "subject-missing",
    Severity.WARNING,
    layout_key="subject",
    says="Văn bản có trích yếu nội dung.",
    example="phần đầu không có “trich-yeu”",
)
def subject_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a head without subject."""
    if not " ".join(page.head.subject) and form_of_page(page).subject:
        yield HeadIssue("trich-yeu", "Chưa ghi trích yếu nội dung.")


@page_rule(
    "subject-v-v",
    Severity.WARNING,
    layout_key="subject",
    says="“V/v” chỉ dùng trong công văn.",
    example="báo cáo có trích yếu “V/v kết quả…”",
)
def subject_about(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report the short "V/v" in a paper with a title."""
    if not form_of_page(page).subject:
        return
    subject = " ".join(page.head.subject)
    if is_titled(page.head) and subject[:3].lower() == "v/v":
        message = "“V/v” chỉ dùng trong công văn; văn bản có tên loại ghi “Về việc …” hoặc ghi thẳng nội dung."
        yield HeadIssue("trich-yeu", message, subject[:3])


@page_rule(
    "subject-end",
    Severity.NOTICE,
    layout_key="subject",
    files_only=True,
    says="Trích yếu không có dấu ở cuối.",
    example="Kết quả công tác năm 2023.",
)
def subject_end(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a subject that ends with a mark."""
    if not form_of_page(page).subject:
        return
    subject = " ".join(page.head.subject)
    if subject.endswith((".", ";", ":")):
        yield HeadIssue("trich-yeu", "Trích yếu không có dấu ở cuối.", subject[-1])


@page_rule(
    "subject-lines",
    Severity.WARNING,
    layout_key="subject_max_lines",
    says="Trích yếu in gọn trong vài dòng.",
    example="trích yếu in thành năm dòng",
)
def subject_lines(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a subject of too many lines on paper: a line typed too long for the page falls into several."""
    if not form_of_page(page).subject:
        return
    look, room, most = (
        page.layout.components["subject"],
        page.layout.text_width_mm,
        page.layout.number("subject_max_lines"),
    )
    printed = len(page.head.subject)
    if is_titled(page.head):
        shown = [line for line in page.components.subject if line.strip()]
        printed = sum(len(line_lengths(line, look, page.profile, page.widths, room)) for line in shown)
    if printed > int(most):
        yield HeadIssue("trich-yeu", f"Trích yếu in thành {printed} dòng; nên ngắn gọn trong {int(most)} dòng.")


@page_rule(
    "basis-dash",
    Severity.WARNING,
    layout_key="legal_basis",
    says="Trước căn cứ không có gạch đầu dòng.",
    example="can-cu: ['- Căn cứ Luật …']",
)
def basis_dash(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report each legal basis that begins with a dash."""
    for line in page.head.legal_bases:
        if line.startswith(("-", "+")):
            yield HeadIssue("can-cu", f"Trước căn cứ không có gạch đầu dòng: “{line[:50]}”.", line)


@page_rule(
    "basis-start",
    Severity.NOTICE,
    layout_key="legal_basis",
    says="Căn cứ bắt đầu bằng “Căn cứ” hoặc “Theo”.",
    example="can-cu: [Luật Tổ chức chính quyền địa phương]",
)
def basis_start(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report each legal basis that begins with another word."""
    for line in page.head.legal_bases:
        if not line.startswith(("-", "+")) and not re.match(r"(?:Căn cứ|Theo|Xét|Thực hiện)\b", line):
            yield HeadIssue("can-cu", f"Căn cứ thường bắt đầu bằng “Căn cứ” hoặc “Theo”: “{line[:50]}”.", line)


def _one_line(
    component: str, name: str, key: str, severity: Severity, example: str, words: Callable[[OfficialDocument], str]
) -> PageRule:
    """Declare the rule that a component of the head stays on one line of its column."""

    @page_rule(
        f"wraps-{component.replace('_', '-')}",
        severity,
        layout_key=component,
        says=f"{name} in gọn trên một dòng.",
        example=example,
    )
    def stays_on_one_line(page: OfficialDocument) -> Iterator[HeadIssue]:
        right = head_right_mm(page)
        room = page.layout.text_width_mm - right if component == "number" else right
        lengths = line_lengths(words(page), page.layout.components[component], page.profile, page.widths, room)
        if len(lengths) > 1 or lengths[0] > room:
            message = f"{name} không vừa một dòng ({room:.0f} mm); hãy dùng co-chu: 13 hoặc lề hẹp hơn."
            yield HeadIssue(key, message)

    return stays_on_one_line


wraps_national_name = _one_line(
    "national_name", "Quốc hiệu", "co-quan", Severity.ERROR, "bố cục có lề quá rộng",
    lambda page: page.layout.text("national_name"),
)  # fmt: skip
wraps_motto = _one_line(
    "motto", "Tiêu ngữ", "co-quan", Severity.WARNING, "bố cục có lề quá rộng", lambda page: page.layout.text("motto")
)
wraps_place_date = _one_line(
    "place_date", "Địa danh và thời gian", "dia-danh", Severity.WARNING, "địa danh dài hơn cột phải",
    lambda page: page.components.place_date,
)  # fmt: skip
wraps_number = _one_line(
    "number",
    "Số, ký hiệu",
    "ky-hieu",
    Severity.WARNING,
    "ký hiệu dài hơn cột trái",
    lambda page: page.components.number,
)


@page_rule(
    "agency-wraps",
    Severity.NOTICE,
    layout_key="agency",
    says="Mỗi dòng tên cơ quan vừa cột trái.",
    example="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG trên một dòng",
)
def agency_wraps(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report each line of the agency's name that is longer than its column."""
    room = page.layout.text_width_mm - head_right_mm(page)
    for text in (*page.components.superior, *page.components.agency):
        if len(line_lengths(text, page.layout.components["agency"], page.profile, page.widths, room)) > 1:
            message = (
                f"“{text}” dài hơn cột trái ({room:.0f} mm) nên tự xuống dòng; hãy tách dòng trong co-quan cho đẹp."
            )
            yield HeadIssue("co-quan", message, text)


_LIMITED = (
    ("number", "so", lambda page: (page.head.number,)),
    ("symbol", "ky-hieu", lambda page: (page.head.symbol,)),
    ("kind_name", "ten-loai", lambda page: (page.head.kind_name,)),
    ("agency", "co-quan", lambda page: (" ".join(page.head.agency),)),
    ("subject", "trich-yeu", lambda page: (" ".join(page.head.subject),)),
    ("signer", "ky", lambda page: (page.head.signature.name,)),
    ("position", "ky", lambda page: page.head.signature.authority),
    ("recipient", "noi-nhan", lambda page: page.head.recipients),
)
"""Limit of the layout, key of the head, the texts it limits."""


@page_rule(
    "too-long",
    Severity.WARNING,
    layout_key="limit_subject",
    files_only=True,
    says="Mỗi thành phần không dài quá mức của văn bản điện tử.",
    example="trích yếu 501 ký tự",
)
def too_long(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report each text longer than the exchange of electronic documents allows."""
    for name, key, texts in _LIMITED:
        most = int(page.layout.number(f"limit_{name}"))
        for text in texts(page):
            if len(text) > most:
                message = f"“{text[:40]}…” dài {len(text)} ký tự; trường này tối đa {most}."
                yield HeadIssue(key, message, text[:40], clause=page.layout.clause(f"limit_{name}"))
