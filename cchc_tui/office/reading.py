"""The files of an office as they were read last, without anything that writing needs: a list must not wait for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeVar, cast

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import clean_line, nearest
from cchc_tui.records.acceptance import Acceptance
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.records.period import MONTHS_IN_YEAR, Window
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.finished import read_finished
from cchc_tui.storage.paths import ACCEPTANCE_FILE
from cchc_tui.storage.record_file import record_from
from cchc_tui.storage.records_folder import templates_of
from cchc_tui.storage.repository import Loaded, Progress, Repository, Stored
from cchc_tui.storage.toml_file import parse_toml

R = TypeVar("R", bound=Record)


class RecordReader:
    """What all parts of an office read from: the records as they were read last; read when they are first asked for."""

    def __init__(self, directory: Path, *, progress: Progress | None = None) -> None:
        self.directory = directory
        self._repository = Repository(directory)
        self._progress = progress
        self._read: Loaded | None = None
        self._lists: Loaded | None = None

    def snapshot(self) -> RecordReader:
        """Return a reader that knows what was read so far and goes its own way from here."""
        other = RecordReader(self.directory)
        other._repository = self._repository.snapshot()
        other._read, other._lists = self._read, self._lists
        return other

    @property
    def loaded(self) -> Loaded:
        """What was read last; read now at first and after `expire`."""
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

    def expire(self) -> None:
        """Let the next look read again: who saves and ends need not wait for it."""
        self._read = self._lists = None

    @property
    def settings(self) -> OfficeSettings:
        """The office; an empty one when office.toml cannot be read, so that its finding can still be shown."""
        return self._singles.office.record if self._singles.office else OfficeSettings()

    @property
    def stored_settings(self) -> Stored[OfficeSettings] | None:
        """office.toml as it was read; None when it could not be."""
        return self._singles.office

    @property
    def templates(self) -> Path | None:
        """The office's own templates beside or inside the records; its files win over the shipped ones."""
        return templates_of(self.directory)

    @property
    def knows_office(self) -> bool:
        """Whether office.toml could be read; what follows from its fault is not told as faults of its own."""
        return self._singles.office is not None

    @property
    def people(self) -> People | None:
        """The people of people.toml; None without one that can be read."""
        return self._singles.people.record if self._singles.people else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the files when they were read."""
        return tuple(self.loaded.findings)

    def acceptance(self) -> tuple[Stored[Acceptance] | None, list[Finding]]:
        """Return what the office decided about findings, and what is wrong with the file that keeps it."""
        faults: list[Finding] = []
        data = read_finished(self.directory, ACCEPTANCE_FILE)
        if data is None:
            return None, faults
        place = self.directory / ACCEPTANCE_FILE
        read = data if isinstance(data, Finding) else parse_toml(place, data, shown=ACCEPTANCE_FILE)
        return record_from(read, ACCEPTANCE_FILE, Acceptance, None, faults), faults

    def blocking(self) -> list[Finding]:
        """Return the errors of files that nobody accepted: while there are any no report is final."""
        errors = [f for f in self.findings if f.severity is Severity.ERROR]
        stored, _ = self.acceptance() if errors else (None, [])
        return stored.record.remaining(errors) if stored else errors

    def stored(
        self,
        cls: type[R],
        *,
        deleted: bool = False,
        around: Window | None = None,
        naming: Collection[str] = (),
        last: int | None = None,
    ) -> tuple[Stored[R], ...]:
        """Return the records of one kind that are in use, or with `deleted` the deleted ones, in file order.

        Found without unpacking the others: with `around` at least those that name a day of these days, with `naming`
        at least those that hold one of these texts as JSON writes them, with `last` those of so many files at the end.
        """
        if around is not None or naming:
            found = self.loaded.mentioning(cls, naming or _days_of(cast("Window", around)))
        else:
            found = self.loaded.of(cls) if last is None else self.loaded.latest(cls, last)
        return tuple(s for s in found if s.record.deleted is deleted)

    def sheets(self) -> tuple[Stored[ReportSheet], ...]:
        """Return the reports in use; while nothing has been read, the files of no other kind are looked at for them."""
        found = self._repository.of_kind(ReportSheet) if self._read is None else self._read.of(ReportSheet)
        return tuple(s for s in found if not s.record.deleted)

    def mentioning(self, cls: type[R], texts: Collection[str]) -> tuple[Stored[R], ...]:
        """Return at least those records in use that hold one of the texts as JSON writes them, in file order."""
        return tuple(s for s in self.loaded.mentioning(cls, texts) if not s.record.deleted)

    def with_any(self, cls: type[R], *keys: str) -> tuple[Stored[R], ...]:
        """Return at least those records in use in which one of the fields is filled, in file order."""
        return tuple(s for s in self.loaded.with_any(cls, keys) if not s.record.deleted)

    def everything(self) -> list[Stored[Record]]:
        """Return every file that can be read: office, people, records in use and deleted."""
        singles = [s for s in (self.loaded.office, self.loaded.people) if s is not None]
        groups: Sequence[Sequence[Stored[Record]]] = [self.loaded.of(cls) for cls in self.loaded.shelves]
        return [*cast("list[Stored[Record]]", singles), *(s for group in groups for s in group)]

    def find(self, reference: str) -> Stored[Record]:
        """Return the record with that id, or the report with that short name.

        WrongUseError when there is none, FindingsError when its file cannot be read.
        """
        wanted = clean_line(reference)
        reports = self.loaded.of(ReportSheet)
        found = self.loaded.with_id(wanted) or self._single_named(wanted)
        found = found or next((s for s in reports if s.record.slug == wanted), None)
        if found is not None:
            return found
        if fault := next((f for f in self.findings if _is_file_of(f.path or "", wanted)), None):
            raise FindingsError(
                f"Có tệp của hồ sơ “{wanted}” nhưng không đọc được. {fault.message}",
                f"Lấy lại bản trước: cchc log {wanted}, rồi cchc restore {wanted} --at MÃ_LẦN_LƯU",
            )
        near = nearest(wanted, [*self.loaded.ids(), *(s.record.slug or "" for s in reports)])
        raise WrongUseError(
            f"Không có hồ sơ nào mang mã “{wanted}”.",
            f"Có phải “{near}”?" if near else "Xem mã bằng: cchc list directives (hoặc media, checklist).",
        )

    def _single_named(self, name: str) -> Stored[Record] | None:
        """Return office.toml or people.toml by its id, or by its name: one typed by hand has no id."""
        singles = {"office": self.loaded.office, "people": self.loaded.people}
        found = (s for stem, s in singles.items() if s is not None and name in (stem, s.record.id))
        return cast("Stored[Record] | None", next(found, None))

    def find_report(self, reference: str) -> Stored[ReportSheet]:
        """Return the report with that short name or id. WrongUseError when there is none."""
        wanted = clean_line(reference)
        reports = self.stored(ReportSheet)
        for stored in reports:
            if wanted in (stored.record.slug, stored.record.id):
                return stored
        listed = ", ".join(s.record.slug or s.record.id for s in reports) or "chưa có báo cáo nào"
        raise WrongUseError(f"Không có báo cáo “{wanted}”.", f"Các báo cáo hiện có: {listed}.")


def _is_file_of(path: str, reference: str) -> bool:
    """Return whether a file that could not be read is, by its name, that of the record: names end in the id."""
    return path.endswith(f"_{reference}.toml") or path == f"reports/{reference}/report.toml"


def _days_of(window: Window) -> set[str]:
    """Return how the days of the window begin in JSON: by month for those of a year at most, else by year."""
    first, last = window.first.year * MONTHS_IN_YEAR + window.first.month - 1, window.last.year * MONTHS_IN_YEAR
    last += window.last.month - 1
    if last - first <= MONTHS_IN_YEAR:
        parts = {f"{n // MONTHS_IN_YEAR:04d}-{n % MONTHS_IN_YEAR + 1:02d}" for n in range(first, last + 1)}
    else:
        parts = {f"{year:04d}" for year in range(window.first.year, window.last.year + 1)}
    return {f'"{part}-' for part in parts}
