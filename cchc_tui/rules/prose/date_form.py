"""Dates written against the zero rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_tui.language.wording import format_date, format_long_date
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Mark, Paper, ProseRule

_SLASHED = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{4}|\d{2})(?![\d/]|[.,]\d)"
)
_MONTH = re.compile(r"(?<!\d )tháng\s+0(?P<m>[3-9])(?P<sign>\s*/\s*|\s*,?\s+năm\s+)(?P<y>\d{4})(?![\d/])")
_SHORT_MONTH = re.compile(r"tháng\s+[3-9]\s*/\s*\d{4}(?![\d/])")
_LONG = re.compile(r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s*,?\s+năm\s+(?P<y>\d{4})")


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each date without the zero of days under 10 and of months 1, 2, with another sign, or a short year.

    A zero before months 3 to 9 is a slip in the long form; with slashes only where the report writes others without.
    """
    slashed = [(p, m) for p, m in paper.matches(_SLASHED) if not p.in_appendix or p.kind != "cell"]
    without = any(re.fullmatch(r"[3-9]", m["m"]) for _, m in slashed) or any(paper.matches(_SHORT_MONTH))
    for passage, match in slashed:
        day = _day(match["d"], match["m"], match["y"])
        if day is None or (match["sign"] != "/" and len(match["y"]) == 2):
            continue
        right = format_date(day)
        extra_zero = match[0] == f"{day.day:02d}/{day.month:02d}/{day.year}"
        if match[0] != right and (not extra_zero or without):
            yield Mark(passage, match.start(), match.end(), f"Ngày “{match[0]}” viết là {right}.", right)
    for passage, match in paper.matches(_LONG):
        day = _day(match["d"], match["m"], match["y"])
        if day is not None and (right := format_long_date(day)) != " ".join(match[0].split()):
            yield Mark(passage, match.start(), match.end(), f"“{match[0]}” viết là “{right}”.", right)
    for passage, match in paper.matches(_MONTH):
        if "/" not in match["sign"] or without:
            right = f"tháng {match['m']}{match['sign']}{match['y']}"
            yield Mark(passage, match.start(), match.end(), f"“{match[0]}” viết là “{right}”.", right)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


RULE = ProseRule(
    code="date-form",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 4 điểm b",
    says="Ngày dưới 10 và tháng 1, 2 viết thêm số 0 ở trước, tháng 3 đến tháng 9 thì không; năm viết đủ bốn chữ số.",
    example="ngày 6/9/2023, ngày 21/2/23",
    check=check,
)
