"""Counts named in running text: how many pieces, broadcasts or consultations, on which channel.

Only what the office itself counts is read (`office.toml`); a number whose channel could be another is marked doubtful,
a part ("trong đó 5 bài"), a change ("tăng 12 bài") and a plan ("mỗi tuần 2 tin bài") are no counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cchc_tui.language.text import fold
from cchc_tui.language.wording import Quantity, parse_quantity
from cchc_tui.records.office import Measure, OfficeSettings
from cchc_tui.records.tally import OUTLET_WORDS, Counted, Outlet, counted_by, measures_of

TWO_OUTLETS = "câu nhắc đến hai kênh"
SEVERAL_MEASURES = "cơ quan khai nhiều chỉ tiêu giống nhau cho kênh này"
ONE_MONTH = "số liệu có thể chỉ của một tháng"

_QUALIFIER = r"(?:khoảng trên|khoảng hơn|khoảng gần|khoảng|trên|hơn|gần|xấp xỉ|ước|chừng)"
_COUNT = re.compile(
    rf"(?<![\w/.,-])(?P<quantity>(?:{_QUALIFIER}\s+)?(?P<number>\d{{1,3}}(?:[. ]\d{{3}})+|\d{{1,7}}))\s+"
    r"(?P<unit>tin\s*,?\s*(?:và\s+)?bài|bài viết|bài đăng|bài|tin|lượt phát sóng|lượt phát thanh|lượt phát|lượt)(?!\w)",
    re.IGNORECASE,
)
_NOT_A_TOTAL = re.compile(
    r"(?:tăng|giảm|thêm|mỗi|hằng|hàng|ít nhất|tối thiểu|trong đó|chỉ tiêu|kế hoạch|bình quân|trung bình|so với|phấn đấu"
    r"|số|năm|tháng|quý|điều|khoản)\s+(?:\w+\s+){0,3}?$",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng)\s+(?:ngày|tuần|tháng|quý|kỳ)(?!\w)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng số|được|tổng cộng|đã có|gồm)\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?]\s")
_MONTH = re.compile(r"(?<!đến )(?<!\w)(?:trong |riêng )?tháng \d{1,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CountMention:
    """A count in a text. `measure` is None where the office has no such measure."""

    start: int
    """Where the qualifier, else the number begins."""
    end: int
    """Where the number ends, without its unit."""
    outlet: Outlet
    counted: Counted
    measure: Measure | None
    quantity: Quantity
    doubts: tuple[str, ...] = ()


def find_counts(text: str, office: OfficeSettings) -> list[CountMention]:
    """Every count of a passage that the office's channels explain."""
    if not any(letter.isdigit() for letter in text):
        return []
    found = (_read(text, match, office) for match in _COUNT.finditer(text))
    return [mention for mention in found if mention is not None]


def _read(text: str, match: re.Match[str], office: OfficeSettings) -> CountMention | None:
    before = text[: match.start()]
    last_stop = max((m.end() for m in _SENTENCE.finditer(before)), default=0)
    sentence = before[last_stop:]
    if _REPEATED.search(sentence) or (_NOT_A_TOTAL.search(sentence[-40:]) and not _TOTAL.search(sentence[-12:])):
        return None
    counted = _counted(match["unit"], sentence, before)
    quantity = parse_quantity(match["quantity"])
    if counted is None or quantity is None:
        return None
    outlet, doubts = _outlet(before, sentence, text[match.end() :], counted)
    if outlet is None:
        return None
    measures = [m for m in measures_of(office, outlet) if _same(counted, counted_by(m))]
    if len(measures) > 1:
        doubts = (*doubts, SEVERAL_MEASURES)
    if _MONTH.search(sentence):
        doubts = (*doubts, ONE_MONTH)
    start = match.start("quantity")
    measure = measures[0] if measures else None
    return CountMention(start, match.end("number"), outlet, counted, measure, quantity, doubts)


def _same(one: Counted, other: Counted) -> bool:
    return one is other or {one, other} == {Counted.ARTICLE, Counted.POST}


def _counted(unit: str, sentence: str, before: str) -> Counted | None:
    folded_unit, near, far = fold(unit), fold(sentence), fold(before)
    if not folded_unit.startswith("luot"):
        return Counted.ARTICLE
    if "phat" in folded_unit or re.search(r"phat song|luot phat|phat lai|phat thanh", near):
        return Counted.BROADCAST
    if re.search(r"huong dan|tuyen truyen truc tiep|tu van|tiep don", near or far):
        return Counted.GUIDANCE
    return None


@cache
def _outlet_pattern() -> re.Pattern[str]:
    groups = (f"(?P<{outlet.value}>{'|'.join(words)})" for outlet, words in OUTLET_WORDS.items())
    return re.compile(rf"\b(?:{'|'.join(groups)})\b")


def _outlets(text: str) -> list[Outlet]:
    """The outlets a text names, in order."""
    return [Outlet(m.lastgroup) for m in _outlet_pattern().finditer(fold(text)) if m.lastgroup]


def _outlet(before: str, sentence: str, after: str, counted: Counted) -> tuple[Outlet | None, tuple[str, ...]]:
    """The outlet named last before the number, else one named right after it."""
    if counted is Counted.GUIDANCE:
        named = Outlet.DESK in _outlets(before) or Outlet.DESK in _outlets(after[:80])
        return (Outlet.DESK, ()) if named else (None, ())
    here = _outlets(sentence) or _outlets(_SENTENCE.split(after)[0][:80]) or _outlets(before)
    if not here:
        return (Outlet.RADIO, ()) if counted is Counted.BROADCAST else (None, ())
    if counted is Counted.BROADCAST:
        return (Outlet.RADIO, ()) if Outlet.RADIO in here else (None, ())
    clause = re.split(r"[,:;]\s", sentence)[-1]
    doubts = (TWO_OUTLETS,) if len(set(_outlets(clause))) > 1 else ()
    return here[-1], doubts
