"""A cited document that the register knows with another date, or under another symbol."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cchc_tui.citations import Citation
from cchc_tui.citations.cited import NESTED_SUBJECT, NO_KIND, NO_SUBJECT, SHARED_SUBJECT, UNSURE_SUBJECT
from cchc_tui.language.wording import format_date
from cchc_tui.records.directive import Directive, issuer_key
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule, is_outgoing

_HARMLESS = {NO_KIND, NO_SUBJECT, NESTED_SUBJECT, SHARED_SUBJECT, UNSURE_SUBJECT}
"""Doubts of a citation that leave its number and its date certain."""


def check(paper: Paper) -> Iterator[Mark]:
    """A mark where the date cited is not the record's; a notice where the office's number stands under other letters.

    Numbers begin anew each year and every office has its own, so another year or another issuer is another document.
    """
    by_key: defaultdict[str, list[Directive]] = defaultdict(list)
    letters: defaultdict[tuple[int, str, int], list[Directive]] = defaultdict(list)
    for directive in paper.register:
        if (symbol := directive.parsed) and symbol.number is not None and directive.issued_on:
            by_key[symbol.key].append(directive)
            if is_outgoing(directive) and symbol.type_code in (None, "CV") and not symbol.suffix:
                letters[symbol.number, symbol.series, directive.issued_on.year].append(directive)
    for passage, citation in paper.citations:
        symbol, day = citation.symbol, citation.issued_on
        if symbol is None or symbol.number is None or day is None or set(citation.doubts) - _HARMLESS:
            continue
        same = [d for d in by_key.get(symbol.key, ()) if _may_be(d, citation, paper.office)]
        message = _other_date(citation, same)
        severity = None
        if message is None and symbol.key not in by_key and symbol.type_code in (None, "CV"):
            series = letters.get((symbol.number, symbol.series, day.year), []) if not symbol.suffix else []
            message = _other_letters(citation, [d for d in series if _may_be(d, citation, paper.office)])
            severity = Severity.NOTICE
        if message:
            yield Mark(passage, citation.start, citation.end, message, severity=severity)


def _may_be(directive: Directive, citation: Citation, office: OfficeSettings) -> bool:
    """Whether the citation can mean this record: same year or year in the symbol, issuer not another one."""
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


RULE = ProseRule(
    code="citation-contradicts",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm b",
    says="Số, ký hiệu và ngày của văn bản được nhắc đến đúng như trong hồ sơ.",
    example="Kế hoạch số 59/KH-UBND ngày 30/12/2022, hồ sơ ghi ngày 31/12/2022",
    check=check,
)
