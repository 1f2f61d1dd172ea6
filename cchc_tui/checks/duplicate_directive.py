"""The same document entered twice (NĐ 30/2020/NĐ-CP, Phụ lục VI, Phần I, III.1.h)."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.domain.directive import Directive
from cchc_tui.domain.finding import Finding, Severity
from cchc_tui.domain.office import Office
from cchc_tui.domain.wording import format_date

CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần I, mục III.1.h"


def duplicate_directives(office: Office, directives: Sequence[tuple[Directive, str]]) -> list[Finding]:
    """An error for each document whose number, symbol, year and issuer another one already has.

    Same date: an error. Another date: a warning, since one of the two dates may be the slip.
    """
    first: dict[tuple[int, str, str], tuple[Directive, str]] = {}
    findings = []
    for directive, path in sorted(directives, key=lambda pair: (pair[0].issued_on is None, pair[0].issued_on, pair[1])):
        key = directive.identity
        if key is None:
            continue
        other, other_path = first.setdefault(key, (directive, path))
        if other is not directive:
            findings.append(_finding(directive, path, other, other_path))
    return findings


def _finding(directive: Directive, path: str, other: Directive, other_path: str) -> Finding:
    same_day = directive.issued_on == other.issued_on
    day = format_date(other.issued_on) if other.issued_on else "không rõ ngày"
    tail = "" if same_day else " nhưng khác ngày ban hành; hãy xem lại ngày nào đúng"
    return Finding(
        code="duplicate-directive",
        severity=Severity.ERROR if same_day else Severity.WARNING,
        message=f"Văn bản số {directive.symbol} ngày {day} đã có trong sổ ({other_path}, mã {other.id}){tail}.",
        path=path,
        record=directive.id,
        clause=CLAUSE,
        key="symbol",
    )
