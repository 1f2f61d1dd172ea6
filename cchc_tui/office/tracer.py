"""Trace: where each number, symbol, date and agency of a paper comes from, by the records of the office.

Every one of them has a source (and which), says otherwise than the records (and what they say), or has no source. That
is also how a draft is checked that a colleague or a machine has written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cchc_tui.citations import Citation, find_citations
from cchc_tui.citations.agencies import AGENCY
from cchc_tui.citations.counts import NO_DEED, SUMMED, CountMention, Setting, read_counts
from cchc_tui.citations.form_figures import NamedColumn, find_form_figures, named_columns
from cchc_tui.citations.scene import DATE, read_day
from cchc_tui.citations.time_words import find_times
from cchc_tui.language.letters import CAPITAL
from cchc_tui.language.similarity import are_near
from cchc_tui.language.text import fold
from cchc_tui.language.wording import Quantity, format_date, format_quantity
from cchc_tui.records.directive import Directive, issuer_key
from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import make_yearbook


class Verdict(StrEnum):
    """What the records say of one thing in a paper."""

    SOURCED = "sourced"
    CONTRADICTED = "contradicted"
    UNSOURCED = "unsourced"

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return {"sourced": "có nguồn", "contradicted": "khác hồ sơ", "unsourced": "không có nguồn"}[self.value]


class Thing(StrEnum):
    """What is traced."""

    COUNT = "count"
    DOCUMENT = "document"
    DATE = "date"
    AGENCY = "agency"
    NUMBER = "number"

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return {"count": "số liệu", "document": "văn bản", "date": "ngày", "agency": "cơ quan", "number": "số"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class TracedText:
    """One passage to trace: its words and where it stands."""

    text: str
    place: str = ""
    """`dòng 12`; "" where nobody can say."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """One number, symbol, date or name of a paper and what the records say of it."""

    thing: Thing
    words: str
    verdict: Verdict
    says: str = ""
    """Of a contradiction what the records say; of a source which it is."""
    record: str | None = None
    """Id of the record."""
    place: str = ""
    line: int | None = None
    start: int = 0
    """Where the words begin in the passage."""
    end: int = 0

    @property
    def said(self) -> str:
        """`khác hồ sơ: 29 tin bài (hồ sơ ghi 27) [dòng 12]`."""
        says = f" ({'hồ sơ ghi ' if self.verdict is Verdict.CONTRADICTED else ''}{self.says})" if self.says else ""
        place = f" [{self.place}]" if self.place else ""
        return f"{self.verdict.label}: {self.thing.label} “{self.words}”{says}{place}"


class Tracer:
    """The records of an office as sources of a paper on one period."""

    def __init__(
        self,
        settings: OfficeSettings,
        directives: Sequence[Directive],
        media: Sequence[MediaCount],
        *,
        sheet: ReportSheet | None = None,
        figures: FigureBook | None = None,
    ) -> None:
        """`sheet` is that of the paper: its period, its date, to whom it goes; `figures` those of the forms."""
        self._settings = settings
        self._directives = [d for d in directives if not d.deleted]
        self._media = [m for m in media if not m.deleted]
        self._sheet = sheet
        self._period = parse_period(sheet.period or "") if sheet else None
        self._figures = figures
        self._totals: dict[tuple[str, str, str], Quantity | None] = {}

    def trace(self, passages: Iterable[TracedText]) -> list[Trace]:
        """Return every number, symbol, date and agency of the passages, in order."""
        return [trace for passage in passages for trace in self._of(passage)]

    def _of(self, passage: TracedText) -> Iterator[Trace]:
        text = passage.text
        citations = find_citations(text)
        taken = [(c.start, c.end) for c in citations]
        found = [self._document(c, text) for c in citations]
        for mention in read_counts(text, self._settings, Setting(self._period)):
            if not _overlaps(mention.start, mention.end, taken):
                found.append(self._count(mention, text))
                taken += [(mention.start, mention.unit_end)]
        for read in (self._form_figures, self._dates, self._agencies, self._numbers):
            more = list(read(text, taken))
            found += more
            taken += [(trace.start, trace.end) for trace in more]
        for trace in sorted(found, key=lambda t: t.start):
            yield Trace(
                trace.thing, trace.words, trace.verdict, trace.says, trace.record, passage.place, passage.line,
                trace.start, trace.end,
            )  # fmt: skip

    # ---- documents -------------------------------------------------------------------------------------------------
    @cached_property
    def _by_symbol(self) -> dict[str, list[Directive]]:
        by: dict[str, list[Directive]] = defaultdict(list)
        for directive in self._directives:
            if directive.parsed is not None:
                by[directive.parsed.key].append(directive)
        return by

    def _document(self, citation: Citation, text: str) -> Trace:
        start, end = citation.symbol_at if citation.symbol else (citation.start, citation.end)
        words = " ".join(text[citation.start : end].split()) if citation.symbol else " ".join(text[start:end].split())
        record, says = self._found(citation)
        if record is None:
            return Trace(Thing.DOCUMENT, words, Verdict.UNSOURCED, start=citation.start, end=citation.end)
        verdict = Verdict.CONTRADICTED if says else Verdict.SOURCED
        return Trace(Thing.DOCUMENT, words, verdict, says or record.title, record.id or None,
                     start=citation.start, end=citation.end)  # fmt: skip

    def _found(self, citation: Citation) -> tuple[Directive | None, str]:
        """Return the record of a cited document, and what it says otherwise."""
        if citation.symbol is None:
            return next((d for d in self._directives if _is_law(d, citation)), None), ""
        known = self._by_symbol.get(citation.symbol.key, [])
        if not known:
            return None, ""
        same_day = [d for d in known if citation.issued_on in (None, d.issued_on)]
        if not same_day:
            day = known[0].issued_on
            return known[0], f"ngày {format_date(day)}" if day else "chưa có ngày"
        record = same_day[0]
        if citation.issuer and record.issuer and not self._is_same_agency(citation.issuer, record.issuer):
            return record, f"cơ quan ban hành {record.issuer}"
        return record, ""

    def _is_same_agency(self, one: str, other: str) -> bool:
        """Return whether two names can be one agency: "UBND xã" is the office itself."""
        a, b = (issuer_key(name).removeprefix("chu tich ") for name in (one, other))
        own = issuer_key(self._settings.short_name)
        return a == b or a.startswith(b) or b.startswith(a) or (a in own and b in own)

    # ---- counts ----------------------------------------------------------------------------------------------------
    def _count(self, mention: CountMention, text: str) -> Trace:
        words = " ".join(text[mention.start : mention.unit_end].split())
        verdict, says = self._judged(mention)
        return Trace(Thing.COUNT, words, verdict, says, start=mention.start, end=mention.unit_end)

    def _judged(self, mention: CountMention) -> tuple[Verdict, str]:
        """Return verdict on a count, and what the records say or why they say nothing."""
        when = mention.when
        period = self._period if when is None else None if when.compared else when.period
        measure = mention.measure
        if mention.refused or not mention.has_value or measure is None or period is None:
            return Verdict.UNSOURCED, mention.refused or next(iter(mention.doubts), "")
        total = self._total(period, measure.channel or "", measure.code or "")
        if total is None:
            return Verdict.UNSOURCED, ""
        label = f"{self._settings.channel_label(measure.channel)}, {measure.label}, {period.name}"
        if total == mention.quantity:
            return Verdict.SOURCED, label
        if unsure := next((doubt for doubt in mention.doubts if not _is_of_words_only(doubt)), ""):
            return Verdict.UNSOURCED, unsure
        return Verdict.CONTRADICTED, f"{format_quantity(total)}: {label}"

    def _total(self, period: Period, channel: str, measure: str) -> Quantity | None:
        key = (period.code, channel, measure)
        if key not in self._totals:
            regime = self._sheet.regime if self._sheet else None
            book = make_yearbook(self._settings, period, (), self._media, (), regime=regime)
            self._totals[key] = book.total(channel, measure)
        return self._totals[key]

    # ---- figures of forms ------------------------------------------------------------------------------------------
    @cached_property
    def _columns(self) -> list[NamedColumn]:
        return named_columns(self._figures, self._period) if self._figures and self._period else []

    def _form_figures(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Trace]:
        for found in find_form_figures(text, self._columns, self._period) if self._period else ():
            if _overlaps(found.start, found.end, taken):
                continue
            where = f"{found.column.head[-1]}, biểu {found.where}, {found.table.period.name}"
            verdict = Verdict.SOURCED if found.agrees else Verdict.CONTRADICTED
            says = where if found.agrees else f"{found.with_unit(found.kept)}: {where}"
            yield Trace(Thing.COUNT, found.with_unit(found.said), verdict, says, start=found.start, end=found.end)

    # ---- dates, agencies, other numbers ------------------------------------------------------------------------------
    @cached_property
    def _days(self) -> dict[object, tuple[str, str | None]]:
        """The days the records know: what each is, and of which record."""
        days: dict[object, tuple[str, str | None]] = {d.issued_on: (d.title, d.id or None) for d in self._directives}
        if self._sheet and self._sheet.dated_on:
            days[self._sheet.dated_on] = ("ngày ký báo cáo", None)
        if self._period is not None:
            window = self._settings.window_of(self._period, self._sheet.regime if self._sheet else None)
            days.setdefault(window.first, ("đầu kỳ báo cáo", None))
            days.setdefault(window.last, ("cuối kỳ báo cáo", None))
        return days

    def _dates(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Trace]:
        for match in DATE.finditer(text):
            if _overlaps(*match.span(), taken):
                continue
            source = self._days.get(read_day(match).value)
            says, record = source or ("", None)
            yield Trace(Thing.DATE, match[0], Verdict.SOURCED if source else Verdict.UNSOURCED, says, record,
                        start=match.start(), end=match.end())  # fmt: skip

    @cached_property
    def _agency_names(self) -> dict[str, str]:
        """Names the records know, folded, with where each stands."""
        settings = self._settings
        names: dict[str, str] = {}
        for directive in self._directives:
            if directive.issuer:
                names[issuer_key(directive.issuer)] = f"cơ quan ban hành {directive.title}"
        sheet = self._sheet
        for line in (*(sheet.addressees if sheet else ()), *settings.addressees):
            names[issuer_key(line)] = "nơi kính gửi"
        for line in (*(sheet.recipients if sheet else ()), *settings.recipients):
            names[issuer_key(line)] = "nơi nhận"
        for channel in settings.channels:
            names[issuer_key(channel.label)] = "kênh của cơ quan"
        for name in (settings.short_name, settings.full_name, settings.superior):
            names[issuer_key(name)] = "tên cơ quan"
        names.pop("", None)
        return names

    def _agencies(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Trace]:
        for match in _AGENCY_NAME.finditer(text):
            if _overlaps(*match.span(), taken):
                continue
            key = issuer_key(match[0])
            source = self._agency_names.get(key) or next(
                (where for name, where in self._agency_names.items() if _is_within(key, name)), ""
            )
            verdict = Verdict.SOURCED if source else Verdict.UNSOURCED
            yield Trace(Thing.AGENCY, match[0], verdict, source, start=match.start(), end=match.end())

    def _numbers(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Trace]:
        """Numbers nothing explains; those that say when or that number a line are none."""
        times = [(time.start, time.end) for time in find_times(text, self._period)]
        for match in _NUMBER.finditer(text):
            if _overlaps(*match.span(), taken) or _NUMBERING.match(text[: match.end() + 1]):
                continue
            if _overlaps(*match.span(), times):
                continue
            yield Trace(
                Thing.NUMBER, " ".join(match[0].split()), Verdict.UNSOURCED, start=match.start(), end=match.end()
            )


_NUMBER = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?:\s*%|(?!\w))(?:/\d+)?")
_NUMBERING = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\[\d+\])$|\s*(?:Điều|Mục|Phần|Chương)\s+\d+\.?$")
_CAPITAL = rf"[{CAPITAL}][^\W\d_]*"
_AGENCY_NAME = re.compile(
    rf"{AGENCY}(?:\s+(?:{_CAPITAL}|nhân dân|nội vụ|xã|phường|huyện|quận|tỉnh|thành phố|thị xã|thị trấn|đặc khu|một cửa"
    r"|truyền thanh|phát thanh|thông tin điện tử|và UBND|và Ủy ban nhân dân|- Xã hội|hành chính công|vụ)(?!\w)){1,8}"
)


def _is_of_words_only(doubt: str) -> bool:
    """Return whether a doubt leaves no other number to the words: a verb that lacks, a sum that is named."""
    return doubt == NO_DEED or doubt.startswith(SUMMED.partition("{")[0])


def _is_within(key: str, name: str) -> bool:
    """Return whether a name says less of an agency that is known: `UBND xã` of `UBND xã Hà Kỳ`, `Đài truyền thanh`."""
    return len(key.split()) > 1 and f" {key} " in f" {name} "


def _is_law(directive: Directive, citation: Citation) -> bool:
    same = directive.kind == citation.kind and directive.issued_on == citation.issued_on
    one, other = directive.subject or "", citation.subject or ""
    return same and (fold(one) == fold(other) or are_near(one, other))


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)
