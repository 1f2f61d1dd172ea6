"""One sentence with its dates and the citations that are being read in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cchc_tui.citations.cited import Citation
from cchc_tui.language.wording import full_year
from cchc_tui.records.symbol import Symbol

DATE = re.compile(
    r"(?<![\d/.,-])(?P<d>\d{1,2})(?:\s?(?P<sign>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sign)\s?(?P<y>\d{4}|\d{2})(?![\d/])"
    r"|\s+tháng\s+(?P<m2>\d{1,2})\s*,?\s*năm\s+(?P<y2>\d{4}))"
)
"""`5/3/2026`: a date with one of three signs, or in words."""


@dataclass(slots=True)
class Day:
    start: int
    end: int
    value: date | None
    used: bool = False


def read_day(match: re.Match[str]) -> Day:
    year = int(match["y"] or match["y2"])
    if year < 100:
        year = full_year(year)
    try:
        value = date(year, int(match["m"] or match["m2"]), int(match["d"]))
    except ValueError:
        value = None
    return Day(match.start(), match.end(), value)


@dataclass
class CitationReading:
    """One citation while its sentence is being understood."""

    symbol: Symbol | None
    at: tuple[int, int]
    start: int
    kind: str | None
    kind_text: str
    name: str | None = None
    issuer: str | None = None
    day: Day | None = None
    subject: str | None = None
    end: int = 0
    doubts: list[str] = field(default_factory=list)

    def doubt(self, why: str) -> None:
        if why not in self.doubts:
            self.doubts.append(why)

    def result(self) -> Citation:
        return Citation(
            start=self.start, end=max(self.end, self.at[1]), kind=self.kind, kind_text=self.kind_text,
            symbol=self.symbol, symbol_at=self.at, issued_on=self.day.value if self.day else None,
            issuer=self.issuer, subject=self.subject, doubts=tuple(self.doubts),
        )  # fmt: skip


@dataclass
class Scene:
    """The sentence from `start` to `end` of `text`; `readings` are in its order."""

    text: str
    start: int
    end: int
    days: list[Day] = field(default_factory=list)
    readings: list[CitationReading] = field(default_factory=list)

    def next_start(self, place: int) -> int:
        """Return where the citation after this one begins, else the end of the sentence."""
        return self.readings[place + 1].start if place + 1 < len(self.readings) else self.end

    def continues_list(self, place: int) -> bool:
        """Return whether a comma, a semicolon or `và` stands before this citation."""
        between = self.text[self.readings[place - 1].at[1] : self.readings[place].start]
        return bool(re.search(r"(?:[,;]|và)\s*$", between[-20:]))

    def are_joined(self, place: int) -> bool:
        """Return whether nothing but `và`, a comma, `số` or a kind stands between this number and the next."""
        here, then = self.readings[place], self.readings[place + 1]
        between = self.text[here.at[1] : then.start if then.kind_text else then.at[0]]
        return bool(re.fullmatch(r"\s*(?:,|và|,\s*và|/|-)\s*(?:số)?\s*:?\s*", between))


def find_days(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Day]:
    """Return the dates of a sentence that are no part of a number and symbol or of a law's citation."""
    spans = sorted(taken)
    begins = [begin for begin, _ in spans]
    days = []
    for match in DATE.finditer(text, start, end):
        before = bisect_left(begins, match.end()) - 1
        if before < 0 or spans[before][1] <= match.start():
            days.append(read_day(match))
    return days
