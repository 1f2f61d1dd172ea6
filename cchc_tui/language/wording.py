"""Numbers and dates as the administration writes them, and as clerks type them.

Written: day under 10 and months 1 and 2 with a leading zero (NĐ 30/2020, Phụ lục I, Phần I, II.4.b),
thousands by point and decimals by comma. Typed: whatever is unambiguous; `None` for the rest, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cchc_tui.language.text import clean_line, fold

if TYPE_CHECKING:
    from decimal import Decimal

_BLANK = " " * 5  # room for a day or a month to be written in by hand


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def format_date(day: date) -> str:
    """Return `06/9/2023`, `21/02/2023`: the zero rule of the decree, with slashes, as in running text."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year:04d}"


def format_long_date(day: date | None, *, month: int | None = None, year: int | None = None) -> str:
    """Return `ngày 06 tháng 9 năm 2023`; without a day, room is left for what is not known yet.

    `month` and `year` count only when `day` is None: drafts print `ngày     tháng 12 năm 2023`, because
    number and date are written in after signing (NĐ 30/2020, Điều 15).
    """
    if day is not None:
        return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year:04d}"
    known_month = f" {_month(month)} " if month else _BLANK
    known_year = f" {year:04d}" if year else _BLANK
    return f"ngày{_BLANK}tháng{known_month}năm{known_year}"


def format_number(value: int | Decimal) -> str:
    """Return `2.500`, `97,7`. Not for years and document numbers, which are never parted."""
    whole, _, decimals = (f"{value:,d}" if isinstance(value, int) else f"{value:,f}").partition(".")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def parse_number(text: str) -> int | None:
    """Return a count as clerks type it: `2500`, `2.500`, `2 500`; None for anything else.

    A sign, a decimal part or groups that are not of three digits (`25.00`, `2,500`) are not guessed at.
    """
    text = clean_line(text)
    for separator in ("", ".", " "):
        groups = text.split(separator) if separator else [text]
        if all(group.isascii() and group.isdigit() for group in groups):
            return _join_groups(groups)
    return None


_MOST_DECIMALS = 4
_LONGEST_NUMBER = 15  # digits; TOML keeps 64-bit integers


def parse_decimal(text: str) -> int | Decimal | None:
    """Return a count that may have decimals behind a comma: `97,5`, `1.234,25`; a whole one as `parse_number` does."""
    whole, comma, decimals = clean_line(text).partition(",")
    number = parse_number(whole)
    if number is None or not comma:
        return number
    if not (decimals.isascii() and decimals.isdigit() and len(decimals) <= _MOST_DECIMALS):
        return None
    from decimal import Decimal

    return Decimal(f"{number}.{decimals}")


def _join_groups(groups: list[str]) -> int | None:
    first, *rest = groups
    if rest and (len(first) > 3 or first.startswith("0") or any(len(group) != 3 for group in rest)):
        return None
    digits = "".join(groups)
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


def _one_decimal(value: Decimal) -> str:
    from decimal import ROUND_HALF_UP, Decimal

    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return format_number(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded)


def format_percent(part: int | Decimal, whole: int | Decimal) -> str:
    """Return part of whole with at most one decimal (`97,7%`, `100%`); "" when the whole is 0."""
    from decimal import Decimal  # a list of documents must not wait for it

    return f"{_one_decimal(Decimal(part) * 100 / whole)}%" if whole else ""


def compare(now: int | Decimal, before: int | Decimal) -> str:
    """Return `tăng 12 (15,4%)`, `giảm 3 (50%)`, `không thay đổi`; no share when there was nothing before or it
    rounds to 0.
    """
    if now == before:
        return "không thay đổi"
    direction, change = "tăng" if now > before else "giảm", apart(now, before)
    share = format_percent(change, apart(before, 0))
    return f"{direction} {format_number(change)}" + (f" ({share})" if share not in ("", "0%") else "")


def apart(one: int | Decimal, other: int | Decimal) -> int | Decimal:
    """Return how far two counts lie apart."""
    return one - other if one > other else other - one


def without_zeros(value: Decimal) -> int | Decimal:
    """Return a number of a column of so many decimals without the zeros that the column adds: 24, 97.5."""
    return int(value) if value == value.to_integral_value() else value.normalize()


class Qualifier(StrEnum):
    """How sure a count is, as the office says it."""

    EXACT = "exact"
    OVER = "over"
    ABOUT = "about"
    ABOUT_OVER = "about_over"
    NEARLY = "nearly"
    MORE_THAN = "more_than"

    @property
    def word(self) -> str:
        """The word before the number; "" for an exact count."""
        return _QUALIFIER_WORDS[self]


_QUALIFIER_WORDS = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "trên",
    Qualifier.ABOUT: "khoảng",
    Qualifier.ABOUT_OVER: "khoảng trên",
    Qualifier.NEARLY: "gần",
    Qualifier.MORE_THAN: "hơn",
}
_TYPED_QUALIFIERS = {fold(word): qualifier for qualifier, word in _QUALIFIER_WORDS.items()} | {
    "dung": Qualifier.EXACT,
    "tong": Qualifier.EXACT,
    "tong so": Qualifier.EXACT,
    ">": Qualifier.OVER,
    "~": Qualifier.ABOUT,
    "chung": Qualifier.ABOUT,
    "uoc": Qualifier.ABOUT,
    "uoc dat": Qualifier.ABOUT,
    "uoc tinh": Qualifier.ABOUT,
    "uoc khoang": Qualifier.ABOUT,
    "uoc thuc hien": Qualifier.ABOUT,
    "xap xi": Qualifier.ABOUT,
    "khoang hon": Qualifier.ABOUT_OVER,
    "~ >": Qualifier.ABOUT_OVER,
}


class Quantity(NamedTuple):
    """A count, whole or exact with its decimals, and how sure it is."""

    value: int | Decimal
    qualifier: Qualifier = Qualifier.EXACT


def parse_quantity(text: str, *, decimals: bool = False) -> Quantity | None:
    """Return `khoảng trên 2500`, `trên 90`, `gần 1.200`, `24`, with or without marks; None for anything else. With
    `decimals` `97,5` too: where none are counted, a comma is asked about and not guessed at.
    """
    folded = fold(clean_line(text))
    start = next((place for place, sign in enumerate(folded) if sign.isdigit()), len(folded))
    value = parse_decimal(folded[start:]) if decimals else parse_number(folded[start:])
    qualifier = _TYPED_QUALIFIERS.get(folded[:start].strip())
    return None if value is None or qualifier is None else Quantity(value, qualifier)


def format_quantity(quantity: Quantity) -> str:
    """Return `khoảng trên 2.500`, `trên 90`, `24`."""
    return f"{quantity.qualifier.word} {format_number(quantity.value)}".lstrip()


def add_quantities(quantities: Iterable[Quantity]) -> Quantity:
    """Return the sum, saying no more than its parts do; nothing added up is exactly 0.

    Each part may be *above* its number (over, more_than), *below* it (nearly) or *vague* (about); about_over
    is vague and above, exact is none of them. The sum has every quality one of its parts has::

        above                  over (more_than only when every inexact part says so)
        vague                  about
        vague and above        about_over
        below                  nearly
        below with any other   about

    Two opposite leanings leave only "about", so a sum of sums can say less than the sum of all parts: add up
    the counts themselves, not subtotals.
    """
    value: int | Decimal = 0
    qualifiers = set[Qualifier]()
    for quantity in quantities:
        value += quantity.value
        qualifiers.add(quantity.qualifier)
    return Quantity(value, _weakest(qualifiers - {Qualifier.EXACT}))


def _weakest(inexact: set[Qualifier]) -> Qualifier:
    if not inexact:
        return Qualifier.EXACT
    if len(inexact) == 1:
        return next(iter(inexact))
    if Qualifier.NEARLY in inexact:
        return Qualifier.ABOUT
    if inexact & {Qualifier.ABOUT, Qualifier.ABOUT_OVER}:
        return Qualifier.ABOUT_OVER
    return Qualifier.OVER


_DAYS_BACK_BY_WORD = {
    "hn": 0,
    "hom nay": 0,
    "nay": 0,
    "hq": 1,
    "hom qua": 1,
    "qua": 1,
    "hom kia": 2,
}
# Monday is 0 for `date.weekday`, "thứ hai" for people.
_WEEKDAYS = {
    word: place
    for place, words in enumerate(
        (
            ("t2", "thu hai", "thu 2"),
            ("t3", "thu ba", "thu 3"),
            ("t4", "thu tu", "thu 4"),
            ("t5", "thu nam", "thu 5"),
            ("t6", "thu sau", "thu 6"),
            ("t7", "thu bay", "thu 7"),
            ("cn", "chu nhat"),
        )
    )
    for word in words
}
_NUMERIC_DATE = r"(\d{1,2}) ?([/.-]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2}))?"
_LONG_DATE = r"(\d{1,2}) thang (\d{1,2})(?:,? nam (\d{4}))?"
_ISO_DATE = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_DAYS_FROM_TODAY = r"([+-]) ?(\d{1,4})"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_OLDEST_SHORT_YEAR = 45
_DAYS_AHEAD_WITHOUT_YEAR = 31


def full_year(short: int) -> int:
    """Return the year that two digits mean: 45 to 99 the last century's, 00 to 44 this one's.

    The state is of 1945 (Tuyên ngôn độc lập), so no document of its is older; the clock has no say, or a text would be
    read otherwise ten years on.
    """
    return short + (1900 if short >= _OLDEST_SHORT_YEAR else 2000)


def parse_date(text: str, today: date) -> date | None:
    """Return the day a clerk meant, or None when it is no day at all (31/02) or no form known here.

    `21/2`, `21-2-23`, `21.02.2023`, `ngày 21 tháng 2 năm 2023`, `2023-02-21`, `hn`, `hq`, `+3` and `-1`
    (days from today), `t2` … `t7`, `cn` (the nearest such day not after today). Without a year it is this
    year's day, or last year's when this year's is more than a month ahead: facts are recorded after they
    happened.
    """
    folded = fold(clean_line(text)).rstrip(".,;").removeprefix("ngay ").strip()
    if folded in _DAYS_BACK_BY_WORD:
        return today - timedelta(days=_DAYS_BACK_BY_WORD[folded])
    if folded in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS[folded]) % 7)
    if not folded.isascii():  # \d also takes the digits of other scripts
        return None
    if relative := re.fullmatch(_DAYS_FROM_TODAY, folded):
        return _days_from(today, int(relative[1] + relative[2]))
    if iso := re.fullmatch(_ISO_DATE, folded):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := re.fullmatch(_NUMERIC_DATE, folded):
        return _day_near(numeric[1], numeric[3], numeric[4], today)
    if written := re.fullmatch(_LONG_DATE, folded):
        return _day_near(written[1], written[2], written[3], today)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _days_from(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def _day_near(day: str, month: str, year: str | None, today: date) -> date | None:
    if year is None:
        found = _day(today.year, int(month), int(day))
        if found and found - today > timedelta(days=_DAYS_AHEAD_WITHOUT_YEAR):
            return _day(today.year - 1, int(month), int(day))
        return found
    number = full_year(int(year)) if len(year) == 2 else int(year)
    return _day(number, int(month), int(day))
