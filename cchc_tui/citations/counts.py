"""Counts named in running text: how many pieces, broadcasts, meetings or consultations, on which channel, when.

Only what the office itself counts is read (`office.toml`). A count is sure when its channel, what is counted, a word of
something done and its value were each found; whatever could be otherwise is doubtful, and what is no result at all (a
plan, a rate, another office's channel) is given with the reason, so that nothing that was passed over is passed over in
silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cchc_tui.citations.deeds import PLAN, has_deed, is_plan_heading, others_deed, why_no_result
from cchc_tui.citations.measure_words import CLASSIFIERS, TURNS, Named, share_of, words_of
from cchc_tui.citations.numerals import DIGITS, Numeral, find_numerals
from cchc_tui.citations.others_channels import is_anothers
from cchc_tui.citations.scene import DATE
from cchc_tui.citations.time_words import NOT_SHOWN, TimeWords, find_times, governing
from cchc_tui.language.text import fold
from cchc_tui.language.wording import Qualifier, Quantity
from cchc_tui.records.office import Measure, OfficeSettings
from cchc_tui.records.period import Period
from cchc_tui.records.symbol import find_symbols
from cchc_tui.records.tally import OUTLET_WORDS, Counted, Outlet, counted_by, measures_of

TWO_OUTLETS = "câu nhắc đến hai kênh"
SEVERAL_MEASURES = "cơ quan khai nhiều chỉ tiêu giống nhau cho kênh này"
ONE_MONTH = "số liệu có thể chỉ của một tháng"
NO_DEED = "câu không có từ nào nói việc đã làm"
BOUND = "câu ghi “{}”, không phải một số đúng"
SUMMED = "cộng “{}”"
WORDS_DIFFER = "số {} và chữ “{}” không khớp"
OTHERS_DEED = "có thể là việc của nơi khác: “{}”"
ONE_OF = "câu ghi “{}”"
NO_OUTLET = "không rõ kênh, chỉ tiêu nào"
ANOTHERS = "kênh của cơ quan khác: “{}”"
OTHER_PERIOD = "số liệu của kỳ khác: “{}”"
ARTICLE = "chữ “một” có thể không phải số đếm"
DECIMALS = "chỉ tiêu không khai phần lẻ mà câu ghi {}"

_BOUND_BEFORE = re.compile(
    r"(?P<words>(?:không\s+(?:dưới|quá|ít hơn|nhiều hơn|vượt quá)|ít nhất|tối thiểu|tối đa|nhiều nhất|dưới|chưa đến"
    r"|chưa tới|tới|lên đến|lên tới"
    rf"|từ|đến)\s+(?:là\s+)?|(?:từ\s+|khoảng\s+)?(?:{DIGITS})\s*(?:-|–|đến|tới)\s*)$",
    re.IGNORECASE,
)
"""`không dưới `: a bound or a range, which is no count."""
_BOUND_AFTER = re.compile(
    r"\s*(?:\S+\s+){0,3}?(?P<words>trở lên|trở xuống|đổ lên|đổ xuống|là tối đa|là tối thiểu)(?!\w)", re.IGNORECASE
)
"""` trở lên`: the same behind the number."""
_SENTENCE_END = re.compile(r"[.;!?](?=\s)\s*")
"""`. `: where the next sentence begins."""
_SUM_JOIN = re.compile(r"\s*(?:[,;]|và|[,;]\s*và|cùng)\s*", re.IGNORECASE)
"""`, `: counts that are added up."""
_ON_AN_OUTLET = re.compile(r"\s*(?:[^\W\d]+\s+){0,4}?(?:trên|tại|qua|ở|của)\s+[^,;.()\d]{3,60}", re.IGNORECASE)
"""`24 tin bài trên đài truyền thanh xã`: named behind its number."""
_MONTH = re.compile(r"(?<!đến )(?<!\w)(?:trong |riêng )?tháng \d{1,2}", re.IGNORECASE)
"""`tháng 3`: a part of the period."""
_BARE_NUMBER = re.compile(r"(?<![\w/.,-])\d{1,3}(?:\.\d{3})+(?![\w/])|(?<![\w/.,-])\d+(?:,\d+)?(?![\w/.]\w|\w|\s?%)")
"""`24`: digits that are no part of a symbol, a date or a share."""
_REACH = 80
"""Letters before a number in which the words of what it counts are looked for."""
_BEFORE, _AFTER = 400, 160
"""Letters of a sentence looked at before and after a number: no person writes more about one."""


@dataclass(frozen=True, slots=True)
class CountMention:
    """A count in a text. `measure` is None where the office has no such measure."""

    start: int
    """Where the qualifier, else the number begins."""
    end: int
    """Where the number ends, without its unit."""
    outlet: Outlet | None
    counted: Counted
    measure: Measure | None
    quantity: Quantity
    doubts: tuple[str, ...] = ()
    refused: str = ""
    """Why it is no result of this office's own; "" for one that is."""
    when: TimeWords | None = None
    """The words that say when; None where only the paper does."""
    unit_end: int = 0
    """Where the words of its unit end."""
    has_value: bool = True
    """False for a range or a bound: the number alone would say what the text does not."""
    channel_words: str = ""
    """The words that name the channel; "" where what is counted names it."""
    parts: tuple[tuple[int, int], ...] = ()
    """Of a sum: where each of its numbers stands."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the paper says around a passage."""

    period: Period | None = None
    """Of the whole paper."""
    heading: str = ""
    """The headings above the passage."""


def find_counts(text: str, office: OfficeSettings, setting: Setting | None = None) -> list[CountMention]:
    """Return every count of a passage that the office's channels explain and that tells of something done."""
    return [mention for mention in read_counts(text, office, setting) if not mention.refused]


def read_counts(text: str, office: OfficeSettings, setting: Setting | None = None) -> list[CountMention]:
    """Return every number of a passage beside something the office counts, also those that are no results."""
    reader = _CountReader(text, office, setting or Setting())
    return _summed(text, [mention for mention in reader.mentions() if mention is not None])


def numbers_beside(text: str, office: OfficeSettings, mentions: Sequence[CountMention]) -> Iterator[tuple[int, int]]:
    """Yield where a number stands behind the words of something counted and is read as nothing: `Số tin bài: 24`."""
    taken = [(m.start, m.unit_end) for m in mentions]
    taken += [(a, b) for m in mentions for a, b in m.parts]
    taken += [(start, end) for start, end, _ in find_symbols(text)] if "/" in text or "-" in text else []
    taken += [(time.start, time.end) for time in find_times(text, None)]
    taken += [match.span() for match in DATE.finditer(text)]
    names = words_of(office)
    for match in _BARE_NUMBER.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        near = fold(re.split(r"[.;!?()]|\d", text[max(0, match.start() - _REACH) : match.start()])[-1]).split()
        if any(" ".join(near[at : at + count]) in names for at in range(len(near)) for count in (1, 2, 3, 4)):
            yield match.span()


@dataclass
class _CountReader:
    """One passage while it is read, sentence by sentence: what the sentences before named goes on to hold."""

    text: str
    office: OfficeSettings
    setting: Setting
    outlets_before: tuple[Outlet, ...] = ()

    def mentions(self) -> Iterator[CountMention | None]:
        apart = [(start, end) for start, end, _ in find_symbols(self.text)] if "/" in self.text else []
        heading_times = find_times(self.setting.heading, self.setting.period)
        start = 0
        for end in [*(m.end() for m in _SENTENCE_END.finditer(self.text)), len(self.text)]:
            numerals = find_numerals(self.text, start, end)
            if numerals:
                times = find_times(
                    self.text[start:end], self.setting.period, apart=[(a - start, b - start) for a, b in apart]
                )
                near = heading_times[-1] if heading_times else None
                for numeral in numerals:
                    when = governing(times, numeral.start - start, numeral.end - start, self.text[start:end])
                    yield self._read(numeral, start, end, when or near)
            self.outlets_before = tuple(_outlets(self.text[max(start, end - _BEFORE) : end])) or self.outlets_before
            start = end

    def _read(self, numeral: Numeral, start: int, end: int, when: TimeWords | None) -> CountMention | None:
        before = self.text[max(start, numeral.start - _BEFORE) : numeral.start]
        named, unit_end = self._named(numeral, before)
        if named is None:
            return None
        after = self.text[unit_end : min(end, unit_end + _AFTER)]
        counted = self._counted(named, before)
        found = self._measure(named, counted, before, after) if counted else None
        if counted is None or found is None:
            return CountMention(
                numeral.start, numeral.end, None, counted or Counted.OTHER, None, numeral.quantity,
                refused=NO_OUTLET, when=when, unit_end=unit_end, has_value=numeral.has_value,
            )  # fmt: skip
        outlet, measure, doubts, words = found
        why = why_no_result(before, after) or (PLAN if is_plan_heading(self.setting.heading) else "")
        anothers = is_anothers(f"{before}{after.split(',')[0]}", self.office)
        why = why or (ANOTHERS.format(anothers) if anothers else "") or (ARTICLE if numeral.is_article else "")
        doubts = (*doubts, *named.doubts, *self._doubts(numeral, before, after, when), *_places_doubt(numeral, measure))
        bound = _bound(before, numeral, after)
        if bound:
            doubts = (*doubts, BOUND.format(bound))
        return CountMention(
            numeral.start, numeral.end, outlet, counted, measure, numeral.quantity, doubts, refused=why,
            when=when, unit_end=unit_end, has_value=numeral.has_value and not bound, channel_words=words,
        )  # fmt: skip

    def _named(self, numeral: Numeral, before: str) -> tuple[Named | None, int]:
        """Return the longest wording the words behind the number begin with, and where it ends."""
        if numeral.unit == "%":
            return share_of(self.office, before, self.text[numeral.unit_start + 1 :][:_AFTER]), numeral.unit_start + 1
        names = words_of(self.office)
        words = list(re.finditer(r"[^\s,/:]+", numeral.unit))[:8]
        for count in range(len(words), 0, -1):
            folded = fold(" ".join(word[0] for word in words[:count]))
            first, _, rest = folded.partition(" ")
            named = names.get(folded) or (names.get(rest) if first in CLASSIFIERS else None)
            if named and named.typed in ("", " ".join(word[0] for word in words[:count]).casefold()):
                return named, numeral.unit_start + words[count - 1].end()
        return None, numeral.end

    def _counted(self, named: Named, before: str) -> Counted | None:
        """Return what is counted; "lượt" alone says it only with the words before it."""
        if named.measures or named.counted is not Counted.OTHER:
            return named.counted
        if named.words != TURNS:
            return None
        near = fold(before)
        far = near or fold(self.text[max(0, len(self.text) - _BEFORE) :])
        if re.search(r"phat song|luot phat|phat lai|phat thanh|bai voi|truyen thanh", near) and "huong dan" not in near:
            return Counted.BROADCAST
        if re.search(r"huong dan|tuyen truyen truc tiep|tu van|tiep don|tiep cong dan", far):
            return Counted.GUIDANCE
        return Counted.GUIDANCE if Outlet.DESK in self.outlets_before else None

    def _measure(
        self, named: Named, counted: Counted, before: str, after: str
    ) -> tuple[Outlet | None, Measure | None, tuple[str, ...], str] | None:
        """Return outlet, measure, doubts and the words that name the channel; None where nothing explains the
        number.
        """
        if named.measures:
            return self._by_its_name(named, before, after)
        outlet, doubts = self._outlet(before, after, counted)
        if outlet is None:
            return None
        measures = [m for m in measures_of(self.office, outlet) if _same(counted, counted_by(m))]
        if len(measures) > 1:
            doubts = (*doubts, SEVERAL_MEASURES)
        return outlet, measures[0] if measures else None, doubts, _words_of_outlet(f"{before} {after}", outlet)

    def _by_its_name(
        self, named: Named, before: str, after: str
    ) -> tuple[Outlet | None, Measure | None, tuple[str, ...], str] | None:
        """Return a measure named by its own words; where several channels have it, the one that the sentence names."""
        measures = [m for code in named.measures if (m := self.office.measure_of(*code))]
        here = _outlets(before) or _outlets(after[:80]) or list(self.outlets_before)
        outlets = {m.channel: o for o in Outlet for m in measures_of(self.office, o)}
        if named.counted is Counted.GUIDANCE and Outlet.DESK in here and Outlet.MEETING not in here[-1:]:
            desk = [m for m in measures_of(self.office, Outlet.DESK) if counted_by(m) is Counted.GUIDANCE]
            if desk:
                return (
                    Outlet.DESK,
                    desk[0],
                    () if len(desk) == 1 else (SEVERAL_MEASURES,),
                    _words_of_outlet(before, Outlet.DESK),
                )
        fitting = [m for m in measures if outlets.get(m.channel) in here] or measures
        doubts = () if len(fitting) == 1 else (SEVERAL_MEASURES,)
        return outlets.get(fitting[0].channel), fitting[0], doubts, ""

    def _outlet(self, before: str, after: str, counted: Counted) -> tuple[Outlet | None, tuple[str, ...]]:
        """Return the outlet named last before the number, else one named right after it, else one of the sentences
        before.
        """
        sentence = _outlets(before)
        behind = _outlets(_SENTENCE_END.split(after)[0][:80])
        right_behind = _outlets(found[0]) if (found := _ON_AN_OUTLET.match(after)) else []
        if counted is Counted.GUIDANCE:
            named = Outlet.DESK in (*sentence, *behind, *self.outlets_before)
            return (Outlet.DESK, ()) if named else (None, ())
        here = right_behind[:1] or sentence or behind[:1] or list(self.outlets_before)
        if not here:
            return (Outlet.RADIO, ()) if counted is Counted.BROADCAST else (None, ())
        if counted is Counted.BROADCAST:
            return (Outlet.RADIO, ()) if Outlet.RADIO in here else (None, ())
        clause = re.split(r"[:;]\s|\d", before)[-1]
        doubts = (TWO_OUTLETS,) if not right_behind and len(set(_outlets(clause))) > 1 else ()
        return here[-1], doubts

    def _doubts(self, numeral: Numeral, before: str, after: str, when: TimeWords | None) -> Iterator[str]:
        if not has_deed(before, after):
            yield NO_DEED
        if who := others_deed(before, after):
            yield OTHERS_DEED.format(who)
        if numeral.of:
            yield ONE_OF.format(f"{numeral.words}{numeral.of}")
        if when is not None and when.compared:
            yield OTHER_PERIOD.format(when.words)
        elif when is not None and when.period is None:
            yield ONE_MONTH if when.words.lower().startswith("tháng") else NOT_SHOWN.format(when.words)
        elif when is not None and self.setting.period is None and not when.own:
            yield ONE_MONTH if _MONTH.search(when.words) else OTHER_PERIOD.format(when.words)
        yield from numeral.doubts
        if numeral.spelled and not _spells(numeral.spelled, numeral.words):
            yield WORDS_DIFFER.format(numeral.words, numeral.spelled.strip(" ()"))


def _same(one: Counted, other: Counted) -> bool:
    return one is other or {one, other} == {Counted.ARTICLE, Counted.POST}


def _places_doubt(numeral: Numeral, measure: Measure | None) -> tuple[str, ...]:
    """Return that the number has more decimals than its measure declares."""
    value, places = numeral.quantity.value, (measure.places if measure else None) or 0
    too_many = not isinstance(value, int) and -int(value.as_tuple().exponent) > places
    return (DECIMALS.format(numeral.words),) if too_many else ()


def _bound(before: str, numeral: Numeral, after: str) -> str:
    """Return the words that make the number one end of a range, or a limit; "" where it is the number itself."""
    if found := _BOUND_BEFORE.search(before):
        return " ".join(f"{found['words']}{numeral.words}".split())
    if (found := _BOUND_AFTER.match(numeral.unit)) or (found := _BOUND_AFTER.match(after)):
        return f"{numeral.words} … {found['words']}"
    if re.search(r"(?<!\w)trở (?:lên|xuống)(?!\w)", numeral.unit):
        return " ".join(f"{numeral.words} {numeral.unit}".split())
    return ""


def _summed(text: str, mentions: Sequence[CountMention]) -> list[CountMention]:
    """Return `31 tin và 22 bài` of one measure are one count of 53, said to be added up."""
    found: list[CountMention] = []
    for mention in mentions:
        last = found[-1] if found else None
        joined = last is not None and _SUM_JOIN.fullmatch(text[last.unit_end : mention.start])
        if last is None or not joined or not _is_one_measure(last, mention):
            found.append(mention)
            continue
        parts = (*(last.parts or ((last.start, last.end),)), (mention.start, mention.end))
        both = {last.quantity.qualifier, mention.quantity.qualifier}
        qualifier = Qualifier.EXACT if both == {Qualifier.EXACT} else last.quantity.qualifier
        total = Quantity(last.quantity.value + mention.quantity.value, qualifier)
        words = " ".join(text[parts[0][0] : mention.unit_end].split())
        doubts = tuple(d for d in last.doubts if not d.startswith(SUMMED.partition("{")[0]))
        found[-1] = replace(
            last, end=mention.end, unit_end=mention.unit_end, quantity=total, parts=parts,
            doubts=(*doubts, SUMMED.format(words)),
        )  # fmt: skip
    return found


def _is_one_measure(one: CountMention, other: CountMention) -> bool:
    same = one.measure == other.measure if one.measure else (one.outlet, one.counted) == (other.outlet, other.counted)
    return (
        same
        and one.outlet is not None
        and one.refused == other.refused
        and one.counted in (Counted.ARTICLE, Counted.POST)
    )


_DIGIT_WORDS = ("khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin")
_LIKE = {
    "lam": "nam", "nham": "nam", "tu": "bon", "linh": "", "le": "", "muoi": "", "moi": "", "tram": "", "nghin": "",
    "ngan": "", "trieu": "",
}  # fmt: skip


def _spells(spelled: str, number: str) -> bool:
    """Return whether the words in brackets hold the digits of the number; words that are no number say nothing against
    it.
    """
    words = [_LIKE.get(word, word) for word in fold(spelled).strip(" ()").split()]
    said = [_DIGIT_WORDS.index(word) for word in words if word in _DIGIT_WORDS]
    if not said:
        return True
    digits = [int(digit) for digit in number if digit.isdigit() and digit != "0"]
    shown = [digit for digit in said if digit]
    return shown == digits or shown == [digit for place, digit in enumerate(digits) if (place, digit) != (0, 1)]


@cache
def _outlet_pattern() -> re.Pattern[str]:
    groups = (f"(?P<{outlet.value}>{'|'.join(words)})" for outlet, words in OUTLET_WORDS.items())
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(groups)})(?![a-z0-9])")


def _outlets(text: str) -> list[Outlet]:
    """Return the outlets a text names, in order."""
    return [Outlet(m.lastgroup) for m in _outlet_pattern().finditer(fold(text)) if m.lastgroup]


def _words_of_outlet(text: str, outlet: Outlet) -> str:
    """Return the folded words by which a text names this outlet, the last time it does."""
    named = [m[0] for m in _outlet_pattern().finditer(fold(text)) if m.lastgroup == outlet.value]
    return named[-1] if named else ""
