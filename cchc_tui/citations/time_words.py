"""Which period the words of a sentence or a heading speak of: the report's own, another one, or one nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from cchc_tui.language.number_words import parse_number_words
from cchc_tui.records.period import Period, PeriodKind, free_period, parse_period

_DAY = r"\d{1,2}\s?(?:[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
_DAY_WITH_YEAR = r"\d{1,2}\s?(?:[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\s+tháng\s+\d{1,2}\s*,?\s*năm\s+\d{4})"
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:\s*(?:/|-|,?\s*năm)\s*(?P<{{}}>{_YEAR})(?!\d))?"
_END = r"\s*(?:đến|tới|-|–)\s*(?:hết\s+)?"
_COUNTED_MONTHS = "hai|ba|bốn|năm|sáu|bảy|tám|chín"
_FORMS: dict[str, str] = {
    "span": rf"từ\s+(?:ngày\s+)?(?P<first>{_DAY})\s*,?{_END}(?:ngày\s+)?(?P<last>{_DAY_WITH_YEAR})",
    "months": (
        rf"từ\s+tháng\s+(?P<m1>\d{{1,2}})(?:\s*(?:/|năm)\s*(?P<my1>{_YEAR}))?{_END}tháng\s+"
        rf"(?P<m2>\d{{1,2}})(?:\s*(?:/|năm)\s*(?P<my2>{_YEAR}))?"
    ),
    "years": (
        rf"(?:giai\s+đoạn|nhiệm\s+kỳ|(?:từ\s+|trong\s+)?(?:các\s+|hai\s+|02\s+|2\s+)?năm)\s+{_YEAR}"
        rf"\s*(?:-|–|đến|và|,)\s*(?:năm\s+)?{_YEAR}"
    ),
    "same": rf"cùng\s+kỳ(?:\s+(?:của\s+)?năm\s+(?:trước|ngoái|{_YEAR}))?",
    "before": (
        r"(?:năm|quý|tháng|kỳ)\s+(?:trước(?:\s+đó)?|ngoái|liền\s+kề)"
        r"|nửa\s+(?:(?:đầu|cuối)\s+)?năm|(?:các|những|mấy|vài)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?"
        rf"|tháng\s+(?:giêng|chạp|một|tư|mười(?:\s+(?:một|hai))?|{_COUNTED_MONTHS})"
        r"|(?:(?:hai|ba|0?[23])\s+)?(?:quý|tuần)\s+(?:đầu|cuối|còn\s+lại)(?:\s+(?:năm|quý|tháng))?"
        r"|(?:đầu|giữa|cuối)\s+(?:năm|quý|tháng|kỳ)"
    ),
    "running": (
        rf"lũy\s+kế|luỹ\s+kế|đến\s+nay|từ\s+(?:đầu\s+năm|đầu\s+nhiệm\s+kỳ|năm\s+{_YEAR})(?:\s+(?:đến|tới)\s+nay)?"
        rf"|(?:tính\s+)?đến\s+(?:hết\s+)?(?:(?:ngày\s+)?(?P<until>{_DAY})|tháng\s+(?P<um>\d{{1,2}})"
        rf"(?:\s*(?:/|năm)\s*(?P<uy>{_YEAR}))?)"
    ),
    "piece": (
        r"trong\s+(?P<part>tuần|tháng|quý)(?!\s+(?:[IVX\d]|một|hai|ba|bốn|tư|hành|cao|an))"
        r"|tuần\s+(?:thứ\s+)?(?:\d{1,2}|qua|này|trước)"
    ),
    "own": r"năm\s+nay|(?:trong|cả)\s+năm(?=\s*[,;:.]|\s+(?!\d)\w|\s*$)|(?:trong\s+)?kỳ\s+(?:này|báo\s+cáo)",
    "quarter": r"quý\s+(?P<q>IV|I{1,3}|[1-4]|một|hai|ba|tư|bốn)" + _OF_YEAR.format("qy"),
    "several": (
        rf"(?P<n>0?[2-9]|1[01]|mười\s+một|mười|{_COUNTED_MONTHS})\s+tháng(?:\s+(?P<end>đầu|cuối))?"
        + _OF_YEAR.format("sy")
        + r"(?:\s+(?:đầu|cuối)?\s*năm)?"
    ),
    "month": r"(?<!ngày\s)tháng\s+(?P<m>\d{1,2})(?!\d)" + _OF_YEAR.format("ty"),
    "day": rf"(?:^|(?<=[,;:]\s)|(?<=\b[Vv]ào\s))ngày\s+(?P<d>{_DAY_WITH_YEAR})",
    "year": rf"(?:trong\s+|cả\s+)?năm\s+(?P<y>{_YEAR})(?!\d)",
}
"""Ways to say when, those that others begin like first."""
_COMPARED = re.compile(r"(?:so\s+với|bằng|hơn|kém|vượt|gấp)\s+(?:\S+\s+){0,2}$", re.IGNORECASE)
"""`so với `: another period, to compare with."""

NOT_SHOWN = "không rõ kỳ của số liệu: câu ghi “{}”"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words that say when. `period` is None where they name one that nobody can tell for sure."""

    start: int
    end: int
    words: str
    period: Period | None
    own: bool = False
    """They say that it is the report's own period."""
    compared: bool = False
    """`so với năm 2022`: what something is compared with, not when it was."""


def find_times(text: str, of: Period | None, *, apart: Sequence[tuple[int, int]] = ()) -> list[TimeWords]:
    """Return the words of `text` that say when, in order; what lies in the spans `apart` is a document's own.

    `of` is the period of the whole paper: it gives the year to a quarter or a month that names none.
    """
    lowered = text.lower()
    if not any(sign in lowered for sign in ("ăm", "ến", "uần", "uý", "háng", "ỳ", "gày", "từ", "ũy", "uỹ", "iai")):
        return []
    found: list[TimeWords] = []
    at = 0
    while match := _pattern().search(text, at):
        at = match.end()
        if any(start < match.end() and match.start() < end for start, end in apart):
            continue
        found.append(_read(match, text, of))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    parts = "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items())
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


def _read(match: re.Match[str], text: str, of: Period | None) -> TimeWords:
    words = " ".join(match[0].split())
    compared = bool(_COMPARED.search(text[max(0, match.start() - 40) : match.start()]))
    own = match["own"] is not None
    period = of if own else _period(match, of)
    return TimeWords(match.start(), match.end(), words, period, own=own or (period is not None and period == of),
                     compared=compared)  # fmt: skip


def _period(match: re.Match[str], of: Period | None) -> Period | None:
    year = of.year if of else 0
    if match["span"]:
        return parse_period(f"{match['first']} đến {match['last']}")
    if match["months"]:
        return _months(match, year)
    if match["running"]:
        return of if of and _reaches_its_end(match, of) else None
    if match["piece"]:
        kind = {"tháng": PeriodKind.MONTH, "quý": PeriodKind.QUARTER}.get((match["part"] or "").lower())
        return of if of is not None and of.kind is kind else None
    if match["same"] or match["before"] or match["years"] or match["day"]:
        return None
    if match["quarter"] is not None:
        named = match["qy"] or year
        return parse_period(f"quý {_digits(match['q'])}/{named}") if named else None
    if match["several"] is not None:
        return _several(match, year)
    if match["month"] is not None:
        return parse_period(f"{match['m']}/{match['ty']}") if match["ty"] else None
    return Period(PeriodKind.YEAR, int(match["y"]))


def _reaches_its_end(match: re.Match[str], of: Period) -> bool:
    """Return whether `tính đến …` names the last month of the paper's period: what was done in all of it."""
    if match["until"]:
        parts = [int(part) for part in re.findall(r"\d+", match["until"])]
    elif match["um"]:
        parts = [0, int(match["um"]), *([int(match["uy"])] if match["uy"] else [])]
    else:
        return False
    month, year = parts[1], parts[2] if len(parts) > 2 else of.year
    if of.free is not None:
        return (year, month) == (of.free.last.year, of.free.last.month)
    return (year, month) == (of.year, of.months[1])


def _several(match: re.Match[str], year: int) -> Period | None:
    named = match["sy"] or year
    if not named or not (match["end"] or match["sy"]):
        return None
    return parse_period(f"{_digits(match['n'])} tháng {match['end'] or 'đầu'} năm {named}")


def _digits(typed: str) -> str:
    """Return a number in words as digits, any other as it is: `sáu`, `06`, `IV`."""
    number = parse_number_words(typed)
    return str(number if number is not None else int(typed) if typed.isdecimal() else typed)


def _months(match: re.Match[str], year: int) -> Period | None:
    last_year = int(match["my2"] or match["my1"] or year)
    first_year = int(match["my1"] or last_year)
    first, last = int(match["m1"]), int(match["m2"])
    if not (last_year and 1 <= first <= 12 and 1 <= last <= 12 and (first_year, first) <= (last_year, last)):
        return None
    if first_year == last_year and first == 1:
        return parse_period(f"{last} tháng đầu năm {last_year}") if 1 < last < 12 else None
    after = date(last_year + last // 12, last % 12 + 1, 1)
    return free_period(date(first_year, first, 1), date.fromordinal(after.toordinal() - 1))


def governing(times: Sequence[TimeWords], at: int, end: int, text: str = "") -> TimeWords | None:
    """Return the words that say when the number from `at` to `end` of `text` was: the nearest before it, else those
    right after it.

    `26 tin bài (cùng kỳ năm 2022: 19 tin bài)`: what a bracket or a semicolon parts from a number is not said of it.
    """
    before = [time for time in times if time.end <= at]
    behind = next((time for time in times if time.start >= end and not time.compared), None)
    if behind is not None and _OF_A_TIME.fullmatch(text[end : behind.start]):
        return behind
    if before:
        return _joined(before, text)
    return None if behind is None or _PARTED.search(text[end : behind.start]) else behind


_PARTED = re.compile(r"[(;]|[,–-]\s*(?:so\s+với\s+)?$")
"""` tin bài (`: what parts a number from words that say when."""
_OF_A_TIME = re.compile(r"[^,;:.()\d]{0,40}\s(?:trong|của|ở)\s+", re.IGNORECASE)
"""`9 tin bài trong quý II`: said of this number, whatever was named before it."""


def _joined(before: Sequence[TimeWords], text: str) -> TimeWords:
    """Return the last words; two that `và` joins name no period of a record."""
    last = before[-1]
    if len(before) > 1 and re.fullmatch(r"\s*(?:và|,|cùng|cùng với)\s*", text[before[-2].end : last.start]):
        words = f"{before[-2].words} và {last.words}"
        return TimeWords(before[-2].start, last.end, words, None)
    return last


def result_times(title: str, year: int | None) -> list[TimeWords]:
    """Return the periods whose results a title reports: not the one planned next, nor that of a paper the title cites.

    `year` is that of the paper's date, for a title that names none.
    """
    named = {int(found) for found in re.findall(rf"(?<![\d/]){_YEAR}(?!\d)", title)}
    of = Period(PeriodKind.YEAR, named.pop() if len(named) == 1 else year or 0)
    return list(_results(title, of if of.year else None))


_PLANNED = re.compile(
    r"(?:phương\s+hướng|nhiệm\s+vụ|kế\s+hoạch|dự\s+kiến|chương\s+trình|mục\s+tiêu|định\s+hướng)[^,;]*$", re.I
)
"""`phương hướng `: another period, planned for."""
_CITED = re.compile(
    r"(?:Nghị\s+quyết|Quyết\s+định|Kế\s+hoạch|Chỉ\s+thị|Công\s+văn|Chương\s+trình|Đề\s+án|Luật|Nghị\s+định)\s+(?:số\s+)?\d?\S*[^,;]*$",
    re.I,
)
"""`Kế hoạch năm `: a period within a document's name."""
_SYMBOL = re.compile(r"\d+\s?[/-]\s?\S*[A-ZĐ]{2}")
"""`12/KH-UBND`: a symbol, whose year is not the paper's."""


def _results(title: str, of: Period | None) -> Iterator[TimeWords]:
    for time in find_times(title, of):
        lead = title[: time.start]
        cited = _CITED.search(lead)
        if time.period is None or time.compared:
            continue
        if cited and _SYMBOL.search(cited[0]):
            continue
        if _PLANNED.search(lead) and re.search(r"[,;]|(?<!\w)và(?!\w)", lead):
            continue
        yield time
