"""Numbers before something counted: in digits, in words, with `nghìn` behind them, with letters that a scan misread.

Each is given with what is doubtful about its reading; one that cannot be read has no value and its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from cchc_tui.language.number_words import HUNDRED, NUMBER_WORDS, SCALES, parse_number_words
from cchc_tui.language.wording import Quantity, parse_decimal, parse_number, parse_quantity

COMMA = "số {} viết dấu phẩy: có thể là hàng nghìn hoặc phần lẻ"
ROUND = "câu ghi “{}”: có thể là số làm tròn"
ONE_WORD = "số viết bằng chữ: “{}”"
MISREAD = "số “{}” có chữ cái, như chữ quét: có thể là {}"
GLUED = "số “{}” viết liền với chữ phía sau"
UNREADABLE = "không đọc được số “{}”"
VAGUE = "câu ghi “{}”, không phải một số đúng"

QUALIFIER = (
    r"(?:khoảng trên|khoảng hơn|khoảng gần|khoảng|trên|hơn|gần|xấp xỉ|ước (?:đạt|tính|khoảng|thực hiện)|ước|chừng)"
)
DIGITS = r"\d{1,3}(?:[. ]\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,7}"
_START = r"(?:(?<![\w/.,-])|(?<=\d[-–]))"
_UNIT = r"(?=(?P<unit>%|(?<=[\s)])[^\W\d_][^\d;.()]{0,48}))"
_DIGITS = re.compile(
    rf"{_START}(?P<quantity>(?:{QUALIFIER}\s+)?(?P<number>{DIGITS}))(?P<of>/\d{{1,7}}(?![\d/-]))?"
    rf"(?P<spelled>\s*\([^\d()]{{3,60}}\))?\s*{_UNIT}",
    re.IGNORECASE,
)
"""`trên 120 lượt`: a number, its qualifier, its words in brackets, its unit."""
_SCALED = re.compile(
    rf"{_START}(?P<quantity>(?:{QUALIFIER}\s+)?(?P<number>\d{{1,3}}(?:\.\d{{3}})*(?:[.,]\d{{1,3}})?\s?"
    rf"(?P<scale>{'|'.join(SCALES)}|{HUNDRED}|chục)(?:\s+(?P<rest>rưỡi|\d{{1,3}}))?))\s+{_UNIT}",
    re.IGNORECASE,
)
"""`1,5 triệu lượt`: digits and a word that says how many noughts follow."""
_MISREAD = re.compile(
    rf"{_START}(?P<quantity>(?:{QUALIFIER}\s+)?(?P<number>(?=[lIOo|]*\d|[lI|]O\s)[\dlIOo|]{{2,7}}"
    rf"(?:\.[\dlIOo|]{{3}})*|\d{{1,3}}(?:\.[\dlIOo|]{{3}})+))\s+{_UNIT}"
)
"""`l2 tin bài`: a letter of a scan where a digit was."""
_WORDS = re.compile(
    rf"(?<!\w)(?P<quantity>(?:{QUALIFIER}\s+)?(?P<number>(?:{'|'.join(NUMBER_WORDS)})"
    rf"(?:\s+(?:{'|'.join(NUMBER_WORDS)})){{0,14}}))(?!\w)(?:\s*\((?P<digits>{DIGITS})\))?\s+{_UNIT}",
    re.IGNORECASE,
)
"""`hai mươi bốn tin bài`: a number in words."""
_INDEFINITE = re.compile(
    r"(?<!\w)(?P<quantity>(?P<number>(?:hàng|vài|mấy|nhiều|cả)(?:\s+(?:chục|trăm|nghìn|ngàn|vạn|triệu))+|vài|mấy|dăm))"
    rf"\s+{_UNIT}",
    re.IGNORECASE,
)
"""`hàng trăm lượt`: many, but nobody can say how many."""
_GLUED = re.compile(
    rf"{_START}(?P<quantity>(?:{QUALIFIER}\s+)?(?P<number>{DIGITS}))(?=(?P<unit>[^\W\d_][^\d;.()]{{1,48}}))"
)
"""`24tin bài`: the blank is lacking."""
_ODD = re.compile(rf"{_START}(?P<quantity>(?:{QUALIFIER}\s+)?(?P<number>\d[\d.,]*\d))\s*{_UNIT}", re.IGNORECASE)
"""`12,5 cuộc`: digits and signs in an order that is no whole number."""
_AS_DIGITS = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"})
_ORDINAL = re.compile(r"(?<!\w)(?:thứ|lần|hạng|cấp|khóa|loại)\s+$", re.IGNORECASE)
"""`thứ `: before the word of an ordinal."""
_ALSO_OTHER_WORDS = ("năm", "tư", "không")
"""`trong năm hai mươi bốn tin`: words of a sentence that a number may also begin with."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number before the words that may be its unit."""

    start: int
    """Where its qualifier, else the number begins."""
    end: int
    """Where the number ends."""
    words: str
    """The number as it is written."""
    quantity: Quantity
    unit: str
    """The words behind it."""
    unit_start: int
    doubts: tuple[str, ...] = ()
    has_value: bool = True
    of: str = ""
    """`/30` of `5/30`."""
    spelled: str = ""
    """Its words in brackets."""

    @property
    def is_article(self) -> bool:
        """Whether it is a lone `một`, which counts as often as it does not."""
        return self.words.lower() == "một"


def find_numerals(text: str, start: int, end: int) -> list[Numeral]:
    """Return the numbers between two places of a text that stand before words, in order."""
    found: list[Numeral] = []
    taken: set[int] = set()
    for pattern, read in _WRITINGS:
        for match in pattern.finditer(text, start, end):
            if taken.isdisjoint(range(match.start("number"), match.end("number"))) and (numeral := read(match)):
                found.append(numeral)
                taken.update(range(numeral.start, numeral.end))
    return sorted(found, key=lambda numeral: numeral.start)


def _plain(match: re.Match[str]) -> Numeral | None:
    quantity = parse_quantity(match["quantity"].replace(",", "."))
    if quantity is None:
        return None
    doubts = (COMMA.format(match["number"]),) if "," in match["number"] else ()
    return _numeral(match, quantity, doubts, of=match["of"] or "", spelled=match["spelled"] or "")


def _scaled(match: re.Match[str]) -> Numeral | None:
    digits = re.split(r"\s?[^\W\d]", match["number"], maxsplit=1)[0]
    scale = {**SCALES, HUNDRED: 100, "chục": 10}[match["scale"].lower()]
    base = parse_decimal(digits) if parse_number(digits) is None else parse_number(digits)
    if base is None:
        base = Decimal(digits.replace(",", "."))
    value = Decimal(base) * scale
    rest = (match["rest"] or "").lower()
    if rest:
        value += scale // 2 if rest == "rưỡi" else int(rest)
    if value != value.to_integral_value():
        return _unreadable(match)
    return _with_value(match, int(value), ROUND.format(match["number"]))


def _misread(match: re.Match[str]) -> Numeral | None:
    if match["number"].replace(".", "").isdigit():
        return None
    value = parse_number(match["number"].translate(_AS_DIGITS))
    if value is None:
        return _unreadable(match)
    return _with_value(match, value, MISREAD.format(match["number"], value))


def _in_words(match: re.Match[str]) -> Numeral | None:
    words = match["number"].split()
    before = match.string[max(0, match.start("number") - 12) : match.start("number")]
    while words and words[0].lower() in _ALSO_OTHER_WORDS and parse_number_words(" ".join(words)) is None:
        words = words[1:]
    if not words or (len(words) == 1 and _ORDINAL.search(before)):
        return None
    shown = " ".join(words)
    value = parse_number_words(shown)
    if value is None:
        return None if len(words) == 1 else _numeral(match, Quantity(0), (VAGUE.format(shown),), has_value=False)
    doubts = [ONE_WORD.format(shown)] if len(words) == 1 else []
    if match["digits"] and parse_number(match["digits"]) != value:
        doubts.append(f"số {match['digits']} và chữ “{shown}” không khớp")
    return _with_value(match, value, *doubts)


def _indefinite(match: re.Match[str]) -> Numeral | None:
    return _numeral(match, Quantity(0), (VAGUE.format(match["number"]),), has_value=False)


def _glued(match: re.Match[str]) -> Numeral | None:
    value = parse_number(match["number"].replace(",", "."))
    return None if value is None else _with_value(match, value, GLUED.format(match["number"]))


def _odd(match: re.Match[str]) -> Numeral | None:
    value = parse_decimal(match["number"])
    if value is None:
        return _unreadable(match)
    return _with_value(match, value)


def _unreadable(match: re.Match[str]) -> Numeral:
    return _numeral(match, Quantity(0), (UNREADABLE.format(match["number"]),), has_value=False)


def _with_value(match: re.Match[str], value: int | Decimal, *doubts: str) -> Numeral:
    before = match["quantity"][: match.start("number") - match.start("quantity")]
    qualifier = parse_quantity(f"{before}1")
    assert qualifier is not None
    return _numeral(match, Quantity(value, qualifier.qualifier), doubts)


def _numeral(
    match: re.Match[str],
    quantity: Quantity,
    doubts: tuple[str, ...],
    *,
    has_value: bool = True,
    of: str = "",
    spelled: str = "",
) -> Numeral:
    return Numeral(
        match.start("quantity"), match.end("number"), match["number"], quantity, match["unit"], match.start("unit"),
        doubts, has_value, of, spelled,
    )  # fmt: skip


_WRITINGS = (
    (_SCALED, _scaled), (_DIGITS, _plain), (_MISREAD, _misread), (_WORDS, _in_words), (_INDEFINITE, _indefinite),
    (_GLUED, _glued), (_ODD, _odd),
)  # fmt: skip
"""Every way to write a number, those first that others would read in part."""
