"""Rules on cited documents: cited once, in full, as the register knows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from cchc_tui.citations import Citation
from cchc_tui.citations.cited import NESTED_SUBJECT, NO_KIND, NO_SUBJECT, SHARED_SUBJECT, UNSURE_SUBJECT
from cchc_tui.document.passages import Passage, PassageKind
from cchc_tui.language.wording import format_date
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.directive import Directive, issuer_key
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.context import ReportContext, TextIssue, is_outgoing
from cchc_tui.rules.documents import RIGHT_CODES, code_of_a_letter
from cchc_tui.rules.excerpt import ending
from cchc_tui.rules.rule import COPIES, ND30, STATE_PAPERS, Papers, text_rule

Key = tuple[str, int | None]


def document_key(citation: Citation) -> Key | None:
    """Return what makes two citations one document within a report: its number and symbol, and the year where it is
    said.
    """
    symbol = citation.symbol
    return (symbol.key, None) if symbol is not None and symbol.number is not None else None


def is_full(citation: Citation) -> bool:
    """Return whether date and subject are said."""
    return citation.issued_on is not None and citation.subject is not None


def same_year(one: date | None, other: date | None) -> bool:
    """Numbers begin anew each year, so another year is another document."""
    return one is None or other is None or one.year == other.year


@text_rule(
    "citation-repeated",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu.",
    example="nhắc lại Kế hoạch số 59/KH-UBND ngày 31/12/2022 của UBND xã về việc …",
    papers=STATE_PAPERS,
)
def citation_repeated(context: ReportContext) -> Iterator[TextIssue]:
    """Report each full citation after a full one in running text; a list that repeats one has its own rule."""
    first: dict[Key, Citation] = {}
    outer: tuple[Passage, Citation] | None = None
    for passage, citation in context.citations:
        nested = outer is not None and outer[0] is passage and _is_within(passage.text, outer[1], citation)
        outer = outer if nested else (passage, citation)
        key = document_key(citation)
        if key is None or not is_full(citation) or nested:
            continue
        before = first.setdefault(key, citation)
        if before is citation or not same_year(before.issued_on, citation.issued_on):
            continue
        if before.subject == citation.subject and passage.text[: citation.start].strip().startswith(("Ngày", "-", "+")):
            continue
        message = f"{citation.symbol_text} đã viện dẫn đủ ở trên; từ lần sau chỉ ghi tên loại và số, ký hiệu."
        yield TextIssue(passage, citation.start, citation.end, message)


def _is_within(text: str, outer: Citation, citation: Citation) -> bool:
    """Return whether a document is cited in another's title: `sửa đổi, bổ sung một số điều của Nghị định số …`."""
    return ";" not in text[outer.start : citation.start] and outer.subject is not None and citation.start < outer.end


@text_rule(
    "citation-listed-twice",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục VI, Phần I, mục III.1.h",
    says="Mỗi văn bản chỉ liệt kê một lần trong báo cáo.",
    example="hai dòng cùng là công văn số 17/CV-UBND ngày 21/02/2023",
)
def citation_listed_twice(context: ReportContext) -> Iterator[TextIssue]:
    """Report each line that lists a document with date and subject which a line above lists too."""
    first: dict[Key, tuple[Passage, Citation]] = {}
    kept = _kept_on_purpose(context)
    for passage, citation in context.citations:
        key = document_key(citation)
        lead = passage.text[: citation.start].strip()
        if key is None or not is_full(citation) or not lead.startswith(("Ngày", "-", "+")):
            continue
        above, before = first.setdefault(key, (passage, citation))
        if before is citation or before.subject != citation.subject or key[0] in kept:
            continue
        if not same_year(before.issued_on, citation.issued_on):
            continue
        day = format_date(citation.issued_on) if citation.issued_on else ""
        there = context.shown_line(above)
        message = f"Văn bản số {citation.symbol_text} ngày {day} được liệt kê hai lần, lần đầu ở {there}."
        yield TextIssue(passage, citation.start, citation.end, message)


def _kept_on_purpose(context: ReportContext) -> set[str]:
    """Return symbols that the records hold twice, with the reason why."""
    directives = context.yearbook.directives if context.yearbook else ()
    return {d.parsed.key for d in directives if d.parsed and reason_to_keep(d)}


_HARMLESS = {NO_KIND, NO_SUBJECT, NESTED_SUBJECT, SHARED_SUBJECT, UNSURE_SUBJECT}
"""Doubts of a citation that leave its number and its date certain."""


@text_rule(
    "citation-contradicts",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Số, ký hiệu và ngày của văn bản được nhắc đến đúng như trong hồ sơ.",
    example="Kế hoạch số 59/KH-UBND ngày 30/12/2022, hồ sơ ghi ngày 31/12/2022",
    final=True,
)
def citation_contradicts(context: ReportContext) -> Iterator[TextIssue]:
    """Report where the date cited is not the record's; a notice where the office's number stands under other letters.

    Numbers begin anew each year and every office has its own, so another year or another issuer is another document.
    """
    by_key: defaultdict[str, list[Directive]] = defaultdict(list)
    letters: defaultdict[tuple[int, str, int], list[Directive]] = defaultdict(list)
    for directive in context.register:
        if (symbol := directive.parsed) and symbol.number is not None and directive.issued_on:
            by_key[symbol.key].append(directive)
            if is_outgoing(directive) and symbol.type_code in (None, "CV") and not symbol.suffix:
                letters[symbol.number, symbol.series, directive.issued_on.year].append(directive)
    for passage, citation in context.citations:
        symbol, day = citation.symbol, citation.issued_on
        if symbol is None or symbol.number is None or day is None or set(citation.doubts) - _HARMLESS:
            continue
        same = [d for d in by_key.get(symbol.key, ()) if _may_be(d, citation, context.office)]
        message = _other_date(citation, same)
        severity = None
        if message is None and symbol.key not in by_key and symbol.type_code in (None, "CV"):
            series = letters.get((symbol.number, symbol.series, day.year), []) if not symbol.suffix else []
            message = _other_letters(citation, [d for d in series if _may_be(d, citation, context.office)])
            severity = Severity.NOTICE
        if message:
            yield TextIssue(passage, citation.start, citation.end, message, severity=severity)


def _may_be(directive: Directive, citation: Citation, office: OfficeSettings) -> bool:
    """Return whether the citation can mean this record: same year or year in the symbol, issuer not another one."""
    assert citation.issued_on is not None
    assert directive.issued_on is not None
    if directive.issued_on.year != citation.issued_on.year and not (citation.symbol and citation.symbol.year):
        return False
    own = issuer_key(office.short_name)
    recorded = issuer_key(directive.issuer) or own
    cited = issuer_key(citation.issuer)
    if not cited:  # a report that names no issuer speaks of its own documents
        return is_outgoing(directive) or bool(citation.symbol and citation.symbol.year)
    return recorded == cited or recorded.startswith(f"{cited} ") or cited.startswith(f"{recorded} ")


def _other_date(citation: Citation, same: Sequence[Directive]) -> str | None:
    if not same or any(d.issued_on == citation.issued_on for d in same):
        return None
    return f"Phần lời ghi {_cited(citation)}, mà hồ sơ {_recorded(same[0])}: hãy xem ngày nào đúng."


def _other_letters(citation: Citation, same: Sequence[Directive]) -> str | None:
    if not same or any(d.issued_on == citation.issued_on for d in same):
        return None
    return f"Trong hồ sơ không có {_cited(citation)}, chỉ có số ấy ở {_recorded(same[0])}: hãy xem có phải một văn bản."


def _cited(citation: Citation) -> str:
    assert citation.issued_on is not None
    return f"{citation.symbol_text} ngày {format_date(citation.issued_on)}"


def _recorded(directive: Directive) -> str:
    assert directive.issued_on is not None
    issuer = f" của {directive.issuer}" if directive.issuer else ""
    return f"{directive.symbol}{issuer} (mã {directive.id}) ghi ngày {format_date(directive.issued_on)}"


_ASSOCIATION = re.compile(r"(?:Hội(?! đồng)|Hiệp hội|Liên đoàn|Liên minh|Liên hiệp|Câu lạc bộ|Đoàn|Công ty|Quỹ)(?!\w)")
"""`Hội Nữ doanh nhân`: whoever is no office of the state, whose decree binds no letters of theirs."""


@text_rule(
    "cited-symbol",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3 và Phụ lục III",
    says="Ký hiệu của văn bản được nhắc đến mang chữ viết tắt của đúng tên loại; công văn không có chữ viết tắt.",
    example="Công văn số 17/CV-UBND trong phần lời",
)
def cited_symbol(context: ReportContext) -> Iterator[TextIssue]:
    """Yield an issue at the first citation of each such symbol; documents among the records have their rule there.

    Nothing is cured: the number stands so on the document itself.
    """
    book = context.yearbook
    known = {d.parsed.key for d in book.directives if d.parsed} if book else set()
    for passage, citation in context.citations:
        symbol = citation.symbol
        if symbol is None or symbol.party or symbol.key in known:
            continue
        known.add(symbol.key)
        if _ASSOCIATION.match(citation.issuer or ""):
            continue
        if symbol.type_code == "CV":
            message = code_of_a_letter(citation.symbol_text or symbol.text, symbol)
        elif symbol.type_code in RIGHT_CODES:
            right = RIGHT_CODES[symbol.type_code]
            message = f"{citation.symbol_text}: Nghị định không có chữ viết tắt {symbol.type_code}, đúng là {right}."
        else:
            continue
        yield TextIssue(passage, *citation.symbol_at, message)


@text_rule(
    "citation-incomplete",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu.",
    example="theo Kế hoạch số 59/KH-UBND (không ngày, không trích yếu)",
    papers=Papers(forms=STATE_PAPERS.forms, but=COPIES, since=STATE_PAPERS.since),
)
def citation_incomplete(context: ReportContext) -> Iterator[TextIssue]:
    """Report each document that the report nowhere cites in full, at its first citation.

    Of laws the decree wants the name alone; legal documents carry their year, and `theo đề nghị của … tại Tờ trình số
    …` names a proposal by its number.
    """
    complete = {document_key(c) for _, c in context.citations if c.issued_on and (c.subject or c.kind == "luat")}
    seen: set[Key] = set()
    for passage, citation in context.citations:
        key = document_key(citation)
        if key is None or citation.symbol is None or citation.symbol.number is None or key in seen | complete:
            continue
        if (
            citation.kind in ("luat", "phap-lenh")
            or citation.symbol.type_code in _PROPOSALS
            or citation.symbol.year
            or _is_proposal(passage.text, citation)
        ):
            continue
        seen.add(key)
        before, behind = passage.text[: citation.start], passage.text[citation.symbol_at[1] :]
        lacking = [] if citation.issued_on else ["ngày ban hành"]
        lacking += [] if citation.subject or _TOLD.match(behind) else ["trích yếu"]
        if not lacking or _ATTACHED.search(before):
            continue
        message = f"Viện dẫn lần đầu {citation.symbol_text} thiếu {' và '.join(lacking)}."
        yield TextIssue(passage, citation.start, citation.symbol_at[1], message)


_PROPOSED = re.compile(
    r"(?:đề nghị|ý kiến|thẩm tra|thẩm định|kết luận)[^.;]{0,160}?(?:tại|theo)?\s*(?:các\s+)?$", re.IGNORECASE
)
"""`Theo đề nghị của Sở Nội vụ tại `: what leads to a proposal."""


_PROPOSALS = ("TTr", "TT", "BC")
"""Codes of what somebody proposes by: everybody cites them by number and day alone."""


_ATTACHED = re.compile(r"(?:ban hành\s+)?kèm theo\s*$", re.IGNORECASE)
"""`Kèm theo `: the paper itself, named by what is attached to it."""
_TOLD = re.compile(
    r"[^.;]{0,110}?\s(?:về|v/v|ban hành|phê duyệt|thực hiện|sửa đổi|bổ sung|quy định|hướng dẫn)(?!\w)", re.IGNORECASE
)
"""` ngày 23/6/2011 của Chính phủ ban hành`: a subject whose end could not be found."""


def _is_proposal(text: str, citation: Citation) -> bool:
    return bool(_PROPOSED.search(text[: citation.start])) or text.startswith(("Theo đề nghị", "Xét ", "Trên cơ sở"))


@text_rule(
    "cited-after-report",
    Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Văn bản được nhắc đến phải ban hành trước ngày ký báo cáo.",
    example="báo cáo ngày 22/12/2023 dẫn Công văn ngày 27/12/2023",
)
def cited_after_report(context: ReportContext) -> Iterator[TextIssue]:
    """Report each citation dated after the report is signed; while it has no date, after today."""
    signed = context.sheet.record.dated_on
    limit = signed or context.today
    for passage, citation in context.citations:
        if citation.issued_on is None or citation.issued_on <= limit or citation.symbol is None:
            continue
        against = f"ngày ký báo cáo ({format_date(limit)})" if signed else "hôm nay"
        message = f"Văn bản {citation.symbol_text} ghi ngày {format_date(citation.issued_on)}, sau {against}."
        yield TextIssue(passage, citation.start, citation.symbol_at[1], message)


_LAW = re.compile(
    r"(?<!\w)(?:Luật|Bộ luật|Pháp lệnh)(?!\w)[^;.()“”]{0,120}?"
    r"(?P<number>\s*,?\s+số\s+\d{1,3}/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d+)"
)
"""`Luật Đất đai, số 31/2024/QH15`: a law is cited by name and day, its number left out."""


@text_rule(
    "law-number",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm a",
    says="Luật, pháp lệnh viện dẫn không ghi số, ký hiệu và cơ quan ban hành.",
    example="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    papers=STATE_PAPERS,
    off=True,  # since 2025 the offices of the state themselves cite laws with their numbers
)
def law_number(context: ReportContext) -> Iterator[TextIssue]:
    """Report each law or ordinance with a number; quoted titles of other documents are left alone."""
    for passage, match in context.matches(_LAW):
        if passage.text[: match.start()].count("“") > passage.text[: match.start()].count("”"):
            continue
        message = f"Viện dẫn luật, pháp lệnh chỉ ghi tên và ngày, không ghi số: bỏ “{match['number'].strip(' ,')}”."
        yield TextIssue(passage, match.start("number"), match.end("number"), message)


@text_rule(
    "number-word",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Giữa tên loại và số của văn bản có chữ “số”.",
    example="Nghị định 30/2020/NĐ-CP",
    cures=True,
    papers=STATE_PAPERS,
)
def number_word(context: ReportContext) -> Iterator[TextIssue]:
    """Report each citation whose number follows the kind directly."""
    for passage, citation in context.citations:
        if not citation.kind_text or citation.symbol is None or citation.kind_text.lower() == "văn bản":
            continue
        start, end = citation.symbol_at
        between = passage.text[citation.start + len(citation.kind_text) : start]
        if re.fullmatch(r"\s+", between):
            right = f"{citation.kind_text} số {passage.text[start:end]}"
            message = f"Thiếu chữ “số” ở “{passage.text[citation.start : end]}”."
            yield TextIssue(passage, citation.start, end, message, right)


_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]\s|(?:Điều|Chương|Phần|Mục)\s+[\dIVX]+")
"""`Điều 1`: where the legal bases are over."""
_BASIS = re.compile(r"^(?P<dash>[-–+]\s*)?Căn cứ\s")
"""`- Căn cứ Luật`: a line of the legal bases."""


@text_rule(
    "basis-end",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm a",
    says="Mỗi căn cứ xuống dòng, cuối dòng là dấu chấm phẩy, dòng cuối là dấu chấm; không gạch đầu dòng.",
    example="- Căn cứ Nghị định số 30/2020/NĐ-CP ….",
    cures=True,
    papers=STATE_PAPERS,
)
def basis_end(context: ReportContext) -> Iterator[TextIssue]:
    """Report each căn cứ that a dash begins, that does not end in ";" or, as the last one, in "." or ","."""
    lines = [(p, m) for p in _opening(context) if (m := _BASIS.match(p.text))]
    for place, (passage, match) in enumerate(lines):
        text = passage.text.rstrip()
        if match["dash"] or passage.kind is PassageKind.ITEM:
            new = "Căn cứ" if match["dash"] else None  # the mark of a Markdown list is not among the words
            yield TextIssue(passage, 0, match.end() - 1, "Trước chữ “Căn cứ” không có gạch đầu dòng.", new)
        is_last = place + 1 == len(lines)
        if text.endswith((";", ".", ",", ":") if is_last else ";"):
            continue
        right = "." if is_last else ";"
        yield _basis_end_issue(passage, text, right)


def _opening(context: ReportContext) -> Iterator[Passage]:
    """Yield what stands before the first heading, section or article: further on, `Căn cứ` begins a sentence."""
    for passage in context.prose.body():
        if passage.kind is PassageKind.HEADING or _SECTION.match(passage.text):
            return
        yield passage


def _basis_end_issue(passage: Passage, text: str, right: str) -> TextIssue:
    bare = text.rstrip(".,;:")
    start = bare.rfind(" ") + 1
    message = f"Căn cứ “{ending(text)}” phải kết thúc bằng dấu “{right}”."
    return TextIssue(passage, start, len(text), message, bare[start:] + right)
