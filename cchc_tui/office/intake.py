"""Taking in what the office already has: sources as candidates, and those a person chose as records, in one save."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.language.text import clean, printable
from cchc_tui.office.entering import examined
from cchc_tui.office.import_gate import ImportGate
from cchc_tui.office.known_facts import BODY as BODY
from cchc_tui.office.known_facts import CLASSES, KnownFacts, key_of
from cchc_tui.office.known_facts import record_of as record_of
from cchc_tui.office.ledger import Ledger
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.recording import Records
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.identity import record_key, traces_of
from cchc_tui.records.issuing import habits_of
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.atomic import FileWrite, safe_target
from cchc_tui.storage.canonical import render
from cchc_tui.storage.paths import BODY_FILE, birth_path
from cchc_tui.storage.records_folder import templates_of
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import SaveMessage, Written, write_files, writing
from cchc_tui.storage.toml_file import read_bytes

if TYPE_CHECKING:
    from cchc_tui.importing import Candidate as Candidate
    from cchc_tui.importing import Unread as Unread
    from cchc_tui.office.packs import Packs
    from cchc_tui.office.tables import Tables
    from cchc_tui.office.taking_over import TakenOver


@dataclass(frozen=True)
class Taken:
    """What `take` did."""

    records: tuple[Record, ...]
    """The records now kept, with their ids."""
    bodies: tuple[str, ...]
    """Paths of the prose files written."""
    left: tuple[Candidate, ...]
    """What was there already when it came to writing."""


@dataclass(frozen=True)
class Offered:
    """What files offer, and what of them became no record."""

    candidates: list[Candidate]
    unread: tuple[Unread, ...]
    sheet: Candidate | None = None
    """Head and foot of the last paper that is offered as no report, for whoever checks it."""
    prose: str = ""
    """Its prose."""
    passages: tuple[tuple[str, str], ...] = ()
    """Place and words of everything the papers say between head and signature."""


def _are_two(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates with one number are two papers all the same."""
    from cchc_tui.importing.register import are_two_papers

    return one.kind == "directive" and are_two_papers(one.values, other.values)


class Intake:
    """The way in for what the office already has in files."""

    def __init__(self, reader: RecordReader, records: Records, ledger: Ledger, *, today: date) -> None:
        self._reader = reader
        self._records = records
        self._ledger = ledger
        self._today = today

    @cached_property
    def packs(self) -> Packs:
        """What provinces publish for their communes."""
        from cchc_tui.office.packs import Packs

        return Packs(self._reader, lambda: self._ledger, today=self._today)

    @cached_property
    def tables(self) -> Tables:
        """Tables of other programs, as figures of a form or as counts."""
        from cchc_tui.office.figures import Figures
        from cchc_tui.office.tables import Tables

        return Tables(self._reader, self._records, Figures(self._reader, self._records), self._ledger)

    def take_over(self, source: Path, until: date) -> TakenOver:
        """Keep the records of an office that was joined into this one, see `office.taking_over`."""
        from cchc_tui.office.taking_over import take_over

        return take_over(self._reader, self._ledger, source, until)

    def candidates(
        self, paths: Iterable[Path], *, progress: Callable[[int, int], None] | None = None
    ) -> list[Candidate]:
        """Return what these files offer; as `read`."""
        return self.read(paths, progress=progress).candidates

    def read(self, paths: Iterable[Path], *, progress: Callable[[int, int], None] | None = None) -> Offered:
        """Return what these files offer, each marked where it is already kept or stood in an earlier file, and their
        account.

        `progress` hears how many of how many rows of a register have been read. FindingsError and
        EnvironmentFaultError as `cchc_tui.importing.read_source`.
        """
        from cchc_tui.importing import ALREADY_ABOVE, read_file

        self._reader.refresh()
        known = self._known_facts()
        habits = habits_of((s.record for s in self._reader.stored(Directive)), self._reader.settings)
        above: dict[object, Candidate] = {}
        found: list[Candidate] = []
        unread: list[Unread] = []
        sheet: Candidate | None = None
        prose = ""
        passages: list[tuple[str, str]] = []
        gate = self._gate()
        for path in paths:
            read = read_file(path, office=self._reader.settings, today=self._today, progress=progress)
            unread += read.unread
            sheet, prose = read.sheet, read.prose
            passages += read.passages
            first_of_file = len(found)
            settings = self._reader.settings
            offered = [examined(c, settings, habits) if c.kind == "directive" else c for c in read.candidates]
            for candidate in known.told_apart(offered):
                key = key_of(candidate, self._reader.settings)
                if candidate.exists is None:
                    candidate = known.marked(candidate)
                first = above.setdefault(key, candidate) if key is not None else candidate
                if candidate.exists is None and first is not candidate and not _are_two(first, candidate):
                    candidate = replace(candidate, exists=ALREADY_ABOVE)
                found.append(candidate)
            found[first_of_file:] = gate.passed(found[first_of_file:], [c for c in found if c.sure and not c.exists])
        return Offered(found, tuple(unread), sheet, prose, tuple(passages))

    def obstacle(self, candidate: Candidate) -> str:
        """Why a candidate cannot be kept as it is, in a sentence; "" when it can."""
        if candidate.kind == BODY:
            return "" if candidate.values.get("report") else "Chưa biết phần lời thuộc báo cáo nào."
        try:
            self._records.prepare(self.as_record(candidate), may_be_open=True)
        except WrongUseError as fault:
            return fault.message
        return ""

    def as_record(self, candidate: Candidate) -> Record:
        """Return the record a candidate proposes, without an id; for a form to open and for saving. Not for a body."""
        return record_of(candidate)

    def take(self, candidates: Sequence[Candidate], *, source: str = "") -> Taken:
        """Keep these candidates, all or none, in one save and one commit; those already there are left out.

        `source` names the files in the history. WrongUseError names what cannot be kept.
        """
        new = self._settled([c for c in candidates if not c.exists])
        prepared = [(c, self._records.prepare(record_of(c), may_be_open=True) if c.kind != BODY else None) for c in new]
        with writing(self._reader.directory, self._ledger) as lock:
            self._reader.refresh()
            writes, written, bodies, left = self._planned(prepared)
            if writes:
                lead = f"nhập từ {printable(source)}: " if source else "nhập: "
                message = SaveMessage(lead)
                if written:
                    note = self._ledger.note(written, message)
                else:
                    note = self._ledger.text_note("phần lời", bodies[0], message)
                write_files(self._reader.directory, writes, note, self._ledger, lock)
        self._reader.refresh()
        left += [c for c in candidates if c.exists]
        return Taken(tuple(w.after for w in written), tuple(bodies), tuple(left))

    # ---- inside ----------------------------------------------------------------------------------------------------
    def _gate(self) -> ImportGate:
        in_use = [stored.record for cls in CLASSES.values() for stored in self._reader.stored(cls)]
        return ImportGate(self._reader.settings, in_use, templates_of(self._reader.directory))

    def _settled(self, chosen: Sequence[Candidate]) -> list[Candidate]:
        """Return what was chosen, each prose with the placeholders that hold for just these records."""
        if not any(c.figures for c in chosen):
            return list(chosen)
        gate = self._gate()
        sheets = {c.values.get("slug"): record_of(c) for c in chosen if c.kind == "report"}
        return [
            gate.settled(
                c, sheet if isinstance(sheet := sheets.get(c.values.get("report")), ReportSheet) else None, chosen
            )
            if c.figures
            else c
            for c in chosen
        ]

    def _planned(
        self, prepared: Sequence[tuple[Candidate, Record | None]]
    ) -> tuple[list[FileWrite], list[Written], list[str], list[Candidate]]:
        """Return the files to write, looked at again under the lock: a colleague may have been quicker."""
        known = self._known_facts()
        there = set(known.kept)
        folders = {s.record.slug: s.path.rpartition("/")[0] for s in self._reader.stored(ReportSheet)}
        writes: list[FileWrite] = []
        written: list[Written] = []
        bodies: list[str] = []
        left: list[Candidate] = []
        for candidate, record in prepared:
            key = key_of(candidate, self._reader.settings)
            if key in there:
                left.append(candidate)
            elif record is not None:
                there.add(key)
                write, change = self._record_write(record, known.gone.get(key))
                writes.append(write)
                written.append(change)
                if isinstance(record, ReportSheet):
                    folders[record.slug] = change.path.rpartition("/")[0]
            elif (folder := folders.get(candidate.values.get("report"))) is None:
                left.append(candidate)
            else:
                writes.append(self._body_write(f"{folder}/{BODY_FILE}", candidate))
                bodies.append(writes[-1].path)
        return writes, written, bodies, left

    def _record_write(self, record: Record, gone: Stored[Record] | None) -> tuple[FileWrite, Written]:
        """Return a new file; for what was deleted its own again, with its id and its history."""
        if gone is None or gone.read_only:
            path = birth_path(record)
            return FileWrite(path, None, render(record)), Written(path, None, record)
        after = record.change(id=gone.record.id)
        now = read_bytes(safe_target(self._reader.directory, gone.path), shown=gone.path)
        if isinstance(now, Finding):
            raise RefusedError(now.message, "Chưa ghi gì.")
        return FileWrite(gone.path, now, render(after, keeping=(now,))), Written(gone.path, gone.record, after)

    def _body_write(self, path: str, candidate: Candidate) -> FileWrite:
        """Return a prose file that is not there yet, or is there and empty."""
        target = safe_target(self._reader.directory, path)
        now = read_bytes(target, shown=path) if target.exists() else None
        text = clean(str(candidate.values["text"])).strip("\n") + "\n"
        return FileWrite(path, None if isinstance(now, Finding) else now, text.encode("utf-8"))

    def _known_facts(self) -> KnownFacts:
        """Return every record, in use and deleted, by what makes it the same fact as another."""
        in_use = [stored for cls in CLASSES.values() for stored in self._reader.stored(cls)]
        deleted = [stored for cls in CLASSES.values() for stored in self._reader.stored(cls, deleted=True)]
        kept: dict[object, Stored[Record]] = {}
        for stored in in_use:
            kept.setdefault(record_key(stored.record, self._reader.settings), stored)
        for report in self._reader.stored(ReportSheet):
            path = self._reader.directory / report.path.rpartition("/")[0] / BODY_FILE
            if path.exists() and path.stat().st_size > 1:
                kept[(BODY, report.record.slug)] = report
        gone: dict[object, Stored[Record]] = {
            record_key(stored.record, self._reader.settings): stored for stored in deleted
        }
        alike = {trace: stored for stored in in_use for trace in traces_of(stored.record)}
        return KnownFacts(self._reader.settings, kept, gone, alike)
