"""The words by which prose names what an office counts: the units and labels of `office.toml`, and the usual ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cchc_tui.language.text import fold
from cchc_tui.records.office import Measure, OfficeSettings
from cchc_tui.records.tally import Counted, Outlet, counted_by, outlet_of

_ARTICLES = (
    "tin bai", "tin va bai", "bai viet", "bai dang", "tin bai tuyen truyen", "bai tuyen truyen", "tin tuc",
    "bai", "tin",
)  # fmt: skip
_BROADCASTS = ("luot phat song", "luot phat thanh", "luot phat", "lan phat song", "buoi phat song", "buoi phat thanh")
_GUIDED = ("luot nguoi", "luot cong dan", "luot ho", "luot nguoi dan", "cong dan", "luot to chuc cong dan")
TURNS = "luot"
"""What is counted on the air and at the desk alike."""
CLASSIFIERS = ("cuoc", "tam", "cum", "buoi", "lop", "to", "cai", "chiec", "dot", "bang", "tuyen")
"""Words that stand before what they count: 5 tấm pano, 3 cuộc hội nghị."""
_GENERIC = {
    *CLASSIFIERS,
    "luot",
    "bai",
    "tin",
    "nguoi",
    "lan",
    "tin bai",
    "phut",
    "gio",
    "%",
    "ho so",
    "van ban",
    "phieu",
}
"""Units that say too little by themselves: several measures may be counted in them."""
PERCENT = "%"
OTHER_ORDER = "có thể là chỉ tiêu “{}”"
_SHARE_WORDS = re.compile(r"^(?:ty le|ti le|muc do|%)\s+|\s*\(?%\)?$")
"""`ty le `: what a label of a share begins with, and prose leaves out."""
_LONG_NAME = 3
"""Words by which prose names what has a longer label: buổi tiếp âm of “buổi tiếp âm đài cấp trên”."""
_VERBS_OF_LABELS = {
    "xay dung", "dang", "dang tai", "phat", "treo", "dung", "du", "tham du", "tham gia", "to chuc", "cap phat", "in",
    "ban hanh", "duoc", "da",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One way to name what is counted."""

    words: str
    """Folded."""
    counted: Counted
    measures: tuple[tuple[str, str], ...]
    """Channel and code of the measures these words alone name; none where only the channel tells which."""
    doubts: tuple[str, ...] = ()
    typed: str = ""
    """With its marks, where the folded words are others' too: `tờ` is no `tổ`."""


def words_of(office: OfficeSettings) -> Mapping[str, Named]:
    """Return every folded wording of what is counted, by its words."""
    desks = {channel.code for channel in office.channels if outlet_of(channel) is Outlet.DESK}
    return _words(
        tuple((m.channel or "", m.code or "", m.label or "", m.unit or "", m.channel in desks) for m in office.measures)
    )


@lru_cache(maxsize=8)
def _words(measures: tuple[tuple[str, str, str, str, bool], ...]) -> Mapping[str, Named]:
    usual = ((_ARTICLES, Counted.ARTICLE), (_BROADCASTS, Counted.BROADCAST), (_GUIDED, Counted.GUIDANCE))
    found = {words: Named(words, counted, ()) for wordings, counted in usual for words in wordings}
    found[TURNS] = Named(TURNS, Counted.OTHER, ())
    own: dict[str, list[tuple[Measure, Counted]]] = {}
    for channel, code, label, unit, is_desk in measures:
        measure = Measure(channel=channel, code=code, label=label, unit=unit)
        for words in dict.fromkeys(_wordings(measure, is_desk=is_desk)):
            own.setdefault(words, []).append((measure, counted_by(measure)))
    for words, told in own.items():
        if words not in _ARTICLES and words not in _BROADCASTS:
            named = tuple((m.channel or "", m.code or "") for m, _ in told)
            found[words] = Named(words, told[0][1], named)
    for *_, unit, _ in measures:
        if (words := fold(unit)) and words != PERCENT:
            found.setdefault(words, Named(words, Counted.OTHER, (), typed=unit.casefold()))
    return found


def share_of(office: OfficeSettings, before: str, after: str) -> Named | None:
    """Return the measure in per cent that a share is of, by the words around it; asked where they stand in another
    order than in its label.
    """
    clause = fold(re.split(r"\d[^,;]*[,;]|;", before)[-1])
    behind = fold(re.split(r"[,;.()]|\d", after)[0])
    around = f" {' '.join(re.findall(r'[a-z]+', f'{clause} {behind}'))} "
    found: list[tuple[int, Named]] = []
    for measure in office.measures:
        label = _SHARE_WORDS.sub("", fold(measure.label or "")).strip()
        if fold(measure.unit or "") != PERCENT or not label:
            continue
        code = ((measure.channel or "", measure.code or ""),)
        if f" {label} " in around:
            found.append((len(label), Named(PERCENT, Counted.OTHER, code)))
        elif set(label.split()) <= set(around.split()):
            found.append((0, Named(PERCENT, Counted.OTHER, code, (OTHER_ORDER.format(measure.label),))))
    longest = max((length for length, _ in found), default=0)
    best = [named for length, named in found if length == longest]
    if not best:
        return None
    return Named(PERCENT, Counted.OTHER, tuple(code for named in best for code in named.measures), best[0].doubts)


def _wordings(measure: Measure, *, is_desk: bool) -> Iterator[str]:
    """Yield the measure's label, its parts and their beginnings, and its unit where that says enough.

    Pieces, broadcasts and the guidance of the desk are named alike everywhere: only the channel tells whose they are.
    """
    label, unit = fold(measure.label or ""), fold(measure.unit or "")
    counted = counted_by(measure)
    if counted in (Counted.ARTICLE, Counted.POST, Counted.BROADCAST) or (counted is Counted.GUIDANCE and is_desk):
        return
    for part in re.split(r"\s*(?:,|/|;|\(|\)|\bva\b)\s*", label):
        words = part.split()
        if attended := re.fullmatch(r"luot nguoi (?:tham )?(du|gia)", part):
            yield from (f"nguoi {attended[1]}", f"nguoi tham {attended[1]}", f"dai bieu tham {attended[1]}")
        while len(words) > 1 and (words[-1] in _VERBS_OF_LABELS or " ".join(words[-2:]) in _VERBS_OF_LABELS):
            yield " ".join(words)
            words = words[: -1 if words[-1] in _VERBS_OF_LABELS else -2]
        name = " ".join(words)
        if len(words) > _LONG_NAME and words[0] in CLASSIFIERS:
            yield " ".join(words[:_LONG_NAME])
        if name and name not in _GENERIC:
            yield name
            if unit and unit not in name:
                yield f"{unit} {name}"
    if unit and unit not in _GENERIC:
        yield unit
