"""What a table can be read into: how the columns and rows of a form are known by name, and the office's measures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from cchc_tui.language.text import fold, slug
from cchc_tui.records.form import HEAD_SEPARATOR, StatisticalForm
from cchc_tui.records.office import Measure, OfficeSettings
from cchc_tui.records.table_mapping import COUNTS, PERIOD, ROW, VALUE
from cchc_tui.records.tally import OUTLET_WORDS, Counted, counted_by, outlet_of

_ALIKE = 0.72
"""How alike two names must be to be offered as the same; what is offered is asked."""
_OUT_OF = 1.08
"""How much more alike than the next best."""
_NEAR = _ALIKE / _OUT_OF
_LONGEST = 200


class FormTarget:
    """A form: its columns by their heads, its rows by their names."""

    def __init__(self, form: StatisticalForm, rows: Mapping[str, str]) -> None:
        """`rows` are the names of those that are filled in already, by their codes."""
        self.code = form.code
        self.total = form.total
        self._form = form
        self._columns = {column.key: " ".join(column.head) for column in form.columns}
        self._rows = {row.code: row.label for row in form.rows} or dict(rows)

    def named(self, head: str) -> str | None:
        """Return the column with this whole head, or its key; else the only one whose head ends alike."""
        parts = [slug(part) for part in head.split(HEAD_SEPARATOR)]
        if parts == [slug(self._form.row_head)]:
            return ROW
        for column in self._form.columns:
            if [slug(part) for part in column.head] == parts or column.key == head:
                return column.key
        last = [column.key for column in self._form.columns if slug(column.head[-1]) == parts[-1]]
        return last[0] if len(last) == 1 else None

    def guessed(self, head: str) -> str | None:
        """Return the typed column whose head or words are most like it."""
        typed = [(c.key, name) for c in self._form.typed for name in (self._columns[c.key], c.head[-1], *c.words)]
        return _likest(head.replace(HEAD_SEPARATOR, " "), typed)

    def row_named(self, label: str) -> str | None:
        """Return the row with this name; where the office names its own and none is like it, the name is the row."""
        wanted = slug(label)
        for row in self._form.rows:
            if wanted in (row.code, slug(row.label), slug(f"{row.number} {row.label}"), slug(row.number)):
                return row.code
        if found := next((code for code, name in self._rows.items() if wanted in (code, slug(name))), None):
            return found
        return None if self._form.rows or self.row_guessed(label) else wanted or None

    def row_guessed(self, label: str) -> str | None:
        """Return the row whose name is most like it."""
        return _likest(label, list(self._rows.items()))

    def meanings(self) -> list[tuple[str, str]]:
        """Return what a column can be, each with its words."""
        return [(c.key, HEAD_SEPARATOR.join(c.head)) for c in self._form.typed]

    def row_meanings(self) -> list[tuple[str, str]]:
        """Return the rows that are there."""
        return list(self._rows.items())


_VALUE_HEADS = (
    "so-luong", "so-lieu", "ket-qua", "gia-tri", "thuc-hien", "ket-qua-thuc-hien", "so-luong-thuc-hien", "tong-so",
    "tong", "so",
)  # fmt: skip
_ROW_HEADS = ("chi-tieu", "noi-dung", "kenh", "hinh-thuc", "kenh-tuyen-truyen", "hinh-thuc-tuyen-truyen", "loai-hinh")
_PERIOD_HEADS = ("thang", "ky", "quy", "thoi-gian", "ky-bao-cao")
_PERIOD_HEAD = re.compile(r"(?:thang|quy)-(?:\d{1,2}|i{1,3}|iv)(?:-(?:nam-)?20\d\d)?|nam-20\d\d|20\d\d|t\d{1,2}")
"""`thang-7`, `quy-iii-2026`: a head that is a period, folded; its numbers are of that period."""


class CountsTarget:
    """The office's counts: measures by their labels, in columns or in rows."""

    code = COUNTS
    total = ""

    def __init__(self, office: OfficeSettings) -> None:
        self._office = office
        self._measures = {f"{m.channel}.{m.code}": m for m in office.measures}

    def named(self, head: str) -> str | None:
        """Return the measure that a head names with or without its channel, or the part it plays."""
        words = slug(head.replace(HEAD_SEPARATOR, " "))
        if _PERIOD_HEAD.fullmatch(words):
            return VALUE
        for part, heads in ((ROW, _ROW_HEADS), (PERIOD, _PERIOD_HEADS), (VALUE, _VALUE_HEADS)):
            if words in heads:
                return part
        return self._measure_named(words)

    def guessed(self, head: str) -> str | None:
        """Return the one measure whose channel and kind a head speaks of."""
        return self._measure_guessed(head)

    def row_named(self, label: str) -> str | None:
        """Return the measure that a row names."""
        return self._measure_named(slug(label))

    def row_guessed(self, label: str) -> str | None:
        """Return the one measure that a row speaks of."""
        return self._measure_guessed(label)

    def meanings(self) -> list[tuple[str, str]]:
        """Return the measures, each with channel, label and unit."""
        return [(path, self.words(path)) for path in self._measures]

    row_meanings = meanings

    def words(self, path: str) -> str:
        """Return a measure as a person reads it: `Đài truyền thanh: tin, bài (bài)`."""
        measure = self._measures[path]
        unit = f" ({measure.unit})" if measure.unit else ""
        return f"{self._office.channel_label(measure.channel)}: {measure.label}{unit}"

    def measure(self, path: str) -> Measure | None:
        """Return the measure with this channel and code; None for one that the office does not count."""
        return self._measures.get(path)

    def _measure_named(self, words: str) -> str | None:
        found = [path for path, measure in self._measures.items() if words in self._names(measure)]
        return found[0] if len(found) == 1 else None

    def _names(self, measure: Measure) -> set[str]:
        label = measure.label or measure.code or ""
        named = [label, f"{label} {measure.unit or ''}"]
        channel = self._office.channel_label(measure.channel)
        named += [f"{channel} {name}" for name in named] + [f"{name} {channel}" for name in named]
        return {slug(name) for name in named} | {slug(f"{measure.channel} {measure.code}")}

    def _measure_guessed(self, text: str) -> str | None:
        """Return the measure of the channel and the kind that the words speak of; else the one named most alike."""
        words = f" {fold(text)} "
        outlets = [o for o, names in OUTLET_WORDS.items() if any(f" {name} " in words for name in names)]
        kinds = counted_by(Measure(label=text))
        channels = {c.code for c in self._office.channels if outlet_of(c) in outlets}
        near = [p for p, m in self._measures.items() if m.channel in channels or not outlets]
        told = [p for p in near if kinds is not Counted.OTHER and counted_by(self._measures[p]) is kinds]
        if outlets and len(told) == 1:
            return told[0]
        if outlets and len(near) == 1:
            return near[0]
        names = [(p, name) for p in near for name in (self._measures[p].label or "", self.words(p))]
        return _likest(text, names)


def _holds(words: str, name: str) -> bool:
    """Return whether a name of two words and more stands whole in these words: Hộ tịch in “hộ tịch, quốc tịch”."""
    return len(name.split()) > 1 and f" {name} " in f" {words.replace(',', ' ').replace('  ', ' ')} "


def _likest(words: str, choices: list[tuple[str, str]]) -> str | None:
    """Return the choice named most like these words; None where none is near, or two are."""
    wanted = fold(words)[:_LONGEST]
    held = {key for key, name in choices if _holds(wanted, fold(name)) or _holds(fold(name), wanted)}
    if len(held) == 1:
        return held.pop()
    best: dict[str, float] = {}
    for key, name in choices:
        alike = SequenceMatcher(None, wanted, fold(name)[:_LONGEST], autojunk=False)
        if alike.real_quick_ratio() >= _NEAR and alike.quick_ratio() >= _NEAR:
            best[key] = max(best.get(key, 0.0), alike.ratio())
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ALIKE or (len(ranked) > 1 and ranked[0][1] < _OUT_OF * ranked[1][1]):
        return None
    return ranked[0][0]
