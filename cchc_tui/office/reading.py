"""Looking at the records of an office, without anything that writing needs: a list must not wait for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import clean_line, nearest
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, Window
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook, make_yearbook
from cchc_tui.storage.repository import Loaded, Progress, Repository, Stored

R = TypeVar("R", bound=Record)


class ReadingDesk:
    """The records of one office as they were read last; read when they are first asked for."""

    def __init__(self, records: Path, *, today: date, progress: Progress | None = None) -> None:
        self.records = records
        self.today = today
        self._repository = Repository(records)
        self._progress = progress
        self._read: Loaded | None = None
        self._lists: Loaded | None = None

    @property
    def _loaded(self) -> Loaded:
        """What was read last; read now at first and after `_expire`."""
        if self._read is None:
            self.refresh()
            assert self._read is not None
        return self._read

    @property
    def _singles(self) -> Loaded:
        """What was read last of office.toml and people.toml, for which no record need be read."""
        if self._read is not None:
            return self._read
        if self._lists is None:
            self._lists = self._repository.singles()
        return self._lists

    def refresh(self) -> None:
        """Read again what changed on disk."""
        self._read = self._repository.load(self._progress)

    def _expire(self) -> None:
        """Let the next look read again: who saves and ends need not wait for it."""
        self._read = self._lists = None

    @property
    def office(self) -> OfficeSettings:
        """The office; an empty one when office.toml cannot be read, so that its finding can still be shown."""
        return self._singles.office.record if self._singles.office else OfficeSettings()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the files when they were read."""
        return tuple(self._loaded.findings)

    def stored(self, cls: type[R], *, deleted: bool = False, around: Window | None = None) -> tuple[Stored[R], ...]:
        """The records of one kind that are in use, or with `deleted` the deleted ones, in file order.

        With `around` at least those that name a day of these days, found without unpacking the others.
        """
        found = self._loaded.of(cls) if around is None else self._loaded.mentioning(cls, _days_of(around))
        return tuple(s for s in found if s.record.deleted is deleted)

    def find(self, reference: str) -> Stored[Record]:
        """The record with that id, or the report with that short name. WrongUseError when there is none, FindingsError
        when its file cannot be read.
        """
        wanted = clean_line(reference)
        reports = self._loaded.of(ReportSheet)
        found = self._loaded.with_id(wanted) or next((s for s in reports if s.record.slug == wanted), None)
        if found is not None:
            return found
        if fault := next((f for f in self.findings if _is_file_of(f.path or "", wanted)), None):
            raise FindingsError(
                f"Có tệp của hồ sơ “{wanted}” nhưng không đọc được. {fault.message}",
                f"Lấy lại bản trước: cchc log {wanted}, rồi cchc restore {wanted} --at MÃ_LẦN_LƯU",
            )
        near = nearest(wanted, [*self._loaded.ids(), *(s.record.slug or "" for s in reports)])
        raise WrongUseError(
            f"Không có hồ sơ nào mang mã “{wanted}”.",
            f"Có phải “{near}”?" if near else "Xem mã bằng: cchc list directives (hoặc media, checklist).",
        )

    def find_report(self, reference: str) -> Stored[ReportSheet]:
        """The report with that short name or id. WrongUseError when there is none."""
        wanted = clean_line(reference)
        reports = self.stored(ReportSheet)
        for stored in reports:
            if wanted in (stored.record.slug, stored.record.id):
                return stored
        listed = ", ".join(s.record.slug or s.record.id for s in reports) or "chưa có báo cáo nào"
        raise WrongUseError(f"Không có báo cáo “{wanted}”.", f"Các báo cáo hiện có: {listed}.")

    def yearbook(self, period: Period, *, regime: str | None = None) -> Yearbook:
        """What a report on `period` would see, with every checklist of the office."""
        window = self.office.window_of(period, regime)
        return self._yearbook(period, regime, window, [s.record for s in self.stored(ChecklistItem)])

    def _yearbook(self, period: Period, regime: str | None, window: Window, items: Iterable[ChecklistItem]) -> Yearbook:
        return make_yearbook(
            self.office,
            period,
            (s.record for s in self.stored(Directive, around=window)),
            (s.record for s in self.stored(MediaCount)),
            items,
            regime=regime,
            window=window,
        )


def _is_file_of(path: str, reference: str) -> bool:
    """Whether a file that could not be read is, by its name, that of the record: names end in the id."""
    return path.endswith(f"_{reference}.toml") or path == f"reports/{reference}/report.toml"


def _days_of(window: Window) -> set[str]:
    """How the days of the window begin in JSON: by month for two, else by year."""
    first, last = window.first, window.last
    if (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month <= 1:
        parts = {day.isoformat()[:7] for day in (first, last)}
    else:
        parts = {f"{year:04d}" for year in range(first.year, last.year + 1)}
    return {f'"{part}-' for part in parts}
