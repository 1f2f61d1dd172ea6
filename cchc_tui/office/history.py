"""The history of the records in words; undoing and going back, always as a new save through the same checks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from cchc_tui.errors import FindingsError, RefusedError, WrongUseError
from cchc_tui.git.reading import (
    Commit,
    PathChange,
    main_line,
    pages_of_log,
    read_blobs,
    read_log,
    read_path,
    resolve_commit,
)
from cchc_tui.language.text import clean_line, printable
from cchc_tui.language.wording import format_date, parse_date
from cchc_tui.office.known_facts import UNDONE
from cchc_tui.office.ledger import RECORD, RECORDS, TEXT, UNDOES, Ledger
from cchc_tui.office.people import Login
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.recording import Records
from cchc_tui.office.reporting import Reports
from cchc_tui.records.fields import Record, fields_of, is_empty
from cchc_tui.records.finding import Finding
from cchc_tui.records.history import Blamed, FieldChange, Gone, Saved, field_changes, shown_value
from cchc_tui.records.merge import merge_records
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.atomic import FileWrite
from cchc_tui.storage.canonical import render
from cchc_tui.storage.journal import Note
from cchc_tui.storage.paths import BODY_FILE, OFFICE_FILE, PEOPLE_FILE
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import ConflictError, SaveMessage, Written, write_files, writing
from cchc_tui.storage.toml_file import read_bytes
from cchc_tui.storage.tree_folder import read_inside
from cchc_tui.storage.versions import class_of, read_version

_DIFF_LINES = 2_000
"""Prose longer than this is compared by its number of lines only."""


class History:
    """What happened to the records, and the way back."""

    def __init__(
        self, reader: RecordReader, records: Records, reports: Reports, ledger: Ledger, login: Login, *, today: date
    ) -> None:
        self._reader = reader
        self._records = records
        self._reports = reports
        self._ledger = ledger
        self._login = login
        self._today = today

    def log(self, reference: str | None = None, limit: int = 200) -> list[Saved]:
        """Return the saves, newest first: of one record (id, short name of a report, `office`, `people`) or of all.

        GitError when there is no history. WrongUseError when nothing was ever called so.
        """
        commits = self._log_of(reference, limit)
        changes = [change for commit in commits for change in _shown_changes(commit)]
        blobs = read_blobs(self._ledger.checkout, _ids(changes))
        return [self._saved(commit, blobs) for commit in commits]

    def at(self, reference: str, when: date | str) -> Record | None:
        """Return the record as it was at the end of a day, or in a commit; None when it was not there.

        FindingsError when the file of that time cannot be read.
        """
        named = self._commit_named(when)
        limit = None if named else self._end_of(when)
        for commit in self._log_of(reference, start=named or "HEAD"):
            change = _record_change(commit)
            if change is not None and (limit is None or commit.when <= limit):
                return self._version(change.path, change.after) if change.after else None
        return None

    def stored_at(self, reference: str, when: date | str) -> Stored[Record]:
        """Return the record as it was, with the place of its file. RefusedError when it was not there."""
        record = self.at(reference, when)
        if record is None:
            raise RefusedError(f"Khi đó chưa có hồ sơ “{clean_line(reference)}”.", "Xem các bản bằng: cchc log MÃ")
        path = next(change.path for commit in self._log_of(reference) if (change := _record_change(commit)))
        return Stored(record, path, "")

    def blame(self, reference: str) -> list[Blamed]:
        """Return each filled field of a record with who gave it its value, when, and in which commit."""
        record = self._reader.find(reference).record
        found: dict[str, Commit] = {}
        later = record
        commits = self._log_of(reference)
        blobs = read_blobs(self._ledger.checkout, _ids([c for commit in commits for c in commit.changes]))
        waiting = {f.key for f in fields_of(type(record))}
        for commit in commits:
            change = _record_change(commit)
            if change is None or (after := read_version(change.path, blobs.get(change.after or ""))) is None:
                continue
            waiting -= {key for key in waiting if getattr(later, key) != getattr(after, key)}
            before = read_version(change.path, blobs.get(change.before or ""))
            for key in sorted(waiting):
                if before is None or getattr(before, key) != getattr(after, key):
                    found[key] = commit
            waiting -= found.keys()
            later = before or after
        filled = [f for f in fields_of(type(record)) if not f.system and not is_empty(getattr(record, f.key))]
        return [self._blamed(record, f.key, f.label, found.get(f.key)) for f in filled]

    def last_change(self) -> Saved | None:
        """Return the save that `undo` would take back; None when there is none."""
        commit = self._undoable()
        if commit is None:
            return None
        return self._saved(commit, read_blobs(self._ledger.checkout, _ids(_shown_changes(commit))))

    def undo(self) -> str:
        """Take back this person's last save that is not taken back yet, as a new save; what was done, in a sentence.

        What others changed since in other fields stays. ConflictError when they changed the same fields; RefusedError
        when there is nothing to take back.
        """
        self._demand_committed()
        commit = self._undoable()
        if commit is None:
            raise RefusedError(
                f"{self._login.current.name} chưa có lần lưu nào để hoàn tác.", "Xem mọi lần lưu bằng: cchc log"
            )
        blobs = read_blobs(self._ledger.checkout, _ids(commit.changes))
        self._reader.refresh()
        message = SaveMessage("hoàn tác: ", (f"{UNDOES}: {commit.id}",))
        changes = [c for path in commit.changes if class_of(path.path) and (c := self._undone(path, blobs))]
        if changes:
            back = dict(self._undone_file(path, blobs) for path in commit.changes if _is_of_a_pack(path.path))
            self._records.save_all(changes, message=message, beside=back)
        for path in commit.changes:
            if path.path.endswith("/" + BODY_FILE):
                self._undo_text(path, blobs, message)
        return f"Đã hoàn tác: {_words(commit)} (lưu lúc {commit.when:%H:%M} ngày {format_date(commit.when.date())})."

    def restore_version(self, reference: str, when: date | str) -> Stored[Record]:
        """Make a record what it was at a day or in a commit, as a new save; one whose file is gone is made again."""
        old = self.at(reference, when)
        if old is None:
            raise RefusedError(f"Khi đó chưa có hồ sơ “{clean_line(reference)}”.", "Xem các bản bằng: cchc log MÃ")
        message = SaveMessage(f"trở lại bản {when[:10] if isinstance(when, str) else format_date(when)}: ")
        try:
            stored = self._reader.find(reference)
        except (WrongUseError, FindingsError):
            return self._make_again(reference, old, message)
        return self._records.save(stored, old, message=message)

    def restore_prose(self, reference: str, commit: str) -> Stored[ReportSheet]:
        """Make the prose of a report what it was in a commit, as a new save. RefusedError where it was not there."""
        report = self._reports.find(reference)
        body = self._reports.body(report)
        data = read_path(self._ledger.checkout, commit, body.path)
        if data is None:
            raise RefusedError(f"Khi đó báo cáo {report.record.title} chưa có phần lời.", "Chọn lần lưu khác.")
        message = SaveMessage(f"trở lại bản {commit[:10]}: ")
        self._reports.save_body(body, data.decode("utf-8", "replace"), message=message)
        return report

    def gone(self) -> list[Gone]:
        """Return records whose files were removed outside the program, newest first, each with the version to go back
        to.
        """
        present = {s.record.id for s in self._reader.everything()}
        found: dict[str, Gone] = {}
        for commit in read_log(self._ledger.checkout, only_removed=True):
            for change in commit.changes:
                record = self._version(change.path, change.before) if change.before and not change.after else None
                if record is not None and record.id not in present and record.id not in found and commit.parents:
                    last = commit.parents[0]
                    found[record.id] = Gone(record, change.path, printable(commit.name), commit.when, last)
        return list(found.values())

    # ---- reading ---------------------------------------------------------------------------------------------------
    def _log_of(self, reference: str | None, limit: int = 5_000, start: str = "HEAD") -> list[Commit]:
        checkout = self._ledger.checkout
        if reference is None:
            return read_log(checkout, limit=limit)
        path = self._path_of(reference)
        if path:
            return read_log(checkout, path=path, limit=limit, start=start)
        wanted = clean_line(reference)
        if wanted.isascii() and wanted.isalnum():
            commits = read_log(checkout, pattern=f"**/*_{wanted}.toml", limit=limit, start=start)
            if commits:
                return commits
        raise WrongUseError(f"Không có hồ sơ nào mang mã “{wanted}”, cả trong lịch sử.", "Xem mã bằng: cchc log")

    def _path_of(self, reference: str) -> str:
        """Return where the record lies; a report's whole folder, for its prose is part of it. "" when it is not there
        now.
        """
        named = {"office": OFFICE_FILE, "people": PEOPLE_FILE}.get(reference)
        if named:
            return named
        try:
            path = self._reader.find(reference).path
        except (WrongUseError, FindingsError):
            return ""
        return path.rpartition("/")[0] if path.startswith("reports/") else path

    def _commit_named(self, when: date | str) -> str | None:
        return resolve_commit(self._ledger.checkout, when.strip()) if isinstance(when, str) else None

    def _end_of(self, when: date | str) -> datetime:
        day = when if isinstance(when, date) else parse_date(when, self._today)
        if day is None:
            raise WrongUseError(
                f"“{clean_line(str(when))}” không phải là ngày, cũng không phải mã một lần lưu.",
                "Gõ như 21/2/2023, hoặc mã ở cột đầu của cchc log.",
            )
        return datetime.combine(day, time.max).astimezone()

    def _version(self, path: str, blob: str) -> Record:
        record = read_version(path, read_blobs(self._ledger.checkout, [blob]).get(blob))
        if record is None:
            raise FindingsError(f"Bản khi đó của {path} không đọc được.", "Xem bản khác bằng: cchc log MÃ")
        return record

    def _saved(self, commit: Commit, blobs: dict[str, bytes]) -> Saved:
        shown = _shown_changes(commit)
        changes: tuple[FieldChange, ...] = ()
        ids = commit.trailers(RECORD)
        for change in shown:
            if class_of(change.path):
                before, after = _sides(change, blobs)
                changes += field_changes(before, after, self._reader.settings)
                ids = ids or [r.id for r in (after, before) if r is not None][:1]
            elif change.path.endswith("/" + BODY_FILE):
                changes += (_text_change(blobs.get(change.before or "", b""), blobs.get(change.after or "", b"")),)
        return Saved(
            commit.when,
            printable(commit.name),
            commit.id,
            _words(commit),
            printable(ids[0]) if len(ids) == 1 else "",
            changes,
            len(commit.changes),
        )

    def _blamed(self, record: Record, key: str, label: str, commit: Commit | None) -> Blamed:
        value = shown_value(record, key, self._reader.settings)
        if commit is None:
            return Blamed(key, label, value, "chưa vào lịch sử", None, "")
        return Blamed(key, label, value, printable(commit.name), commit.when, commit.id)

    # ---- undoing ---------------------------------------------------------------------------------------------------
    def _demand_committed(self) -> None:
        if self._ledger.uncommitted:
            with writing(self._reader.directory, self._ledger):
                pass
        if self._ledger.uncommitted:
            raise RefusedError(
                f"Lần lưu gần nhất chưa vào lịch sử nên chưa hoàn tác được. {self._ledger.cause}", "Xem cchc doctor."
            )

    def _undoable(self) -> Commit | None:
        """Return this person's newest save that changed records or prose and was not taken back.

        The order is that of the history, what was saved here first: dates tell nothing when a clock was wrong.
        """
        me = self._ledger.signed()
        checkout = self._ledger.checkout
        here = main_line(checkout)
        undone: set[str] = set()
        elsewhere: Commit | None = None
        for commit in pages_of_log(checkout, author=me.email):  # what takes back comes before what is taken back
            undone.update(commit.trailers(UNDOES))
            mine = (commit.name, commit.email) == (me.name, me.email)
            ours = any(commit.trailers(key) for key in (RECORD, RECORDS, TEXT)) and not commit.trailers(UNDOES)
            if mine and ours and commit.changes and commit.id not in undone and len(commit.parents) < 2:
                if commit.id in here:
                    return commit
                elsewhere = elsewhere or commit
        return elsewhere

    def _undone(self, change: PathChange, blobs: dict[str, bytes]) -> tuple[Stored[Record], Record] | None:
        """Return the change that takes one record back; None when it is back already."""
        old, new = _sides(change, blobs)
        stored = next((s for s in self._reader.everything() if s.path == change.path), None)
        if stored is None or new is None:
            raise RefusedError(
                f"Tệp {change.path} không còn hoặc không đọc được nên chưa hoàn tác được.", "Xem cchc check."
            )
        if old is None:
            return self._unmade(stored, new)
        if stored.record.deleted and not new.deleted:
            name, who = self._records.describe(stored.record), _deletion(stored.record)
            raise RefusedError(
                f"{name[:1].upper()}{name[1:]} đã bị xóa sau lần lưu đó ({who}) nên chưa hoàn tác.",
                f"Khôi phục trước bằng: cchc restore {stored.record.id}; các bản cũ xem bằng: cchc log"
                f" {stored.record.id}",
            )
        merged, conflicts = merge_records(new, stored.record, old)
        if conflicts:
            raise ConflictError(stored, old, merged, conflicts)
        return (stored, merged) if merged != stored.record else None

    def _unmade(self, stored: Stored[Record], made: Record) -> tuple[Stored[Record], Record] | None:
        """Return a record that was made is deleted: its file stays, as always."""
        if stored.record.deleted:
            return None
        if stored.record != made:
            raise RefusedError(
                f"{stored.record.name} {stored.record.title} đã được sửa sau khi thêm nên không hoàn tác việc thêm.",
                "Nếu vẫn muốn bỏ, hãy xóa và ghi lý do.",
            )
        gone = {"deleted_on": self._today, "deleted_by": self._login.current.name, "deleted_because": UNDONE}
        return stored, stored.record.change(**gone)

    def _undone_file(self, change: PathChange, blobs: dict[str, bytes]) -> tuple[str, bytes | None]:
        """Return the content that takes one file of a pack back. RefusedError when it was changed since."""
        now = read_inside(self._reader.directory, change.path)
        if now != (blobs.get(change.after) if change.after else None):
            raise RefusedError(
                f"{change.path} đã được sửa tiếp sau lần lưu đó nên không hoàn tác.", "Bản cũ xem ở cchc log."
            )
        return change.path, blobs.get(change.before) if change.before else None

    def _undo_text(self, change: PathChange, blobs: dict[str, bytes], message: SaveMessage) -> None:
        def back(now: bytes | None) -> bytes | None:
            if now != (blobs.get(change.after) if change.after else None):
                raise RefusedError(
                    f"{change.path} đã được sửa tiếp sau lần lưu đó nên không hoàn tác phần lời.",
                    "Hãy mở phần lời và sửa lại bằng tay; bản cũ xem ở cchc log.",
                )
            return blobs.get(change.before) if change.before else None

        subject = f"{ReportSheet.name} {change.path.split('/')[-2]}: sửa phần lời"
        self._rewrite(change.path, back, lambda: self._ledger.text_note(subject, change.path, message))

    def _make_again(self, reference: str, old: Record, message: SaveMessage) -> Stored[Record]:
        """Put a file back that is no longer there, or cannot be read any more, at its old place."""
        path = next(change.path for commit in self._log_of(reference) if (change := _record_change(commit)))
        self._rewrite(
            path,
            lambda now: render(old, keeping=(now,)),
            lambda: self._ledger.note([Written(path, None, old)], message),
        )
        self._reader.refresh()
        return self._reader.find(reference)

    def _rewrite(self, path: str, change: Callable[[bytes | None], bytes | None], note: Callable[[], Note]) -> None:
        with writing(self._reader.directory, self._ledger) as lock:
            target = self._reader.directory / path
            read = read_bytes(target, shown=path) if target.exists() else None
            now = None if isinstance(read, Finding) else read
            after = change(now)
            if after != now:
                write_files(self._reader.directory, [FileWrite(path, now, after)], note(), self._ledger, lock)


def _is_of_a_pack(path: str) -> bool:
    return path.startswith(("templates/", "packs/"))


def _deletion(record: Record) -> str:
    """Return who deleted a record and when, as far as its tombstone tells."""
    day = format_date(record.deleted_on) if record.deleted_on else "không rõ ngày"
    return f"{printable(record.deleted_by or 'không rõ ai')} xóa ngày {day}"


def _sides(change: PathChange, blobs: dict[str, bytes]) -> tuple[Record | None, Record | None]:
    """Return the record before and after; None where there was none or it cannot be read."""
    old, new = (read_version(change.path, blobs.get(blob or "")) for blob in (change.before, change.after))
    return old, new


def _record_change(commit: Commit) -> PathChange | None:
    return next((change for change in commit.changes if class_of(change.path)), None)


def _shown_changes(commit: Commit) -> tuple[PathChange, ...]:
    """Return the files whose fields are told: of a save of several records, none."""
    records = [change for change in commit.changes if class_of(change.path)]
    return commit.changes if len(records) <= 1 and len(commit.changes) <= 2 else ()


def _ids(changes: list[PathChange] | tuple[PathChange, ...]) -> set[str]:
    return {one for change in changes for one in (change.before, change.after) if one}


def _words(commit: Commit) -> str:
    return printable(clean_line(commit.subject))


def _text_change(before: bytes, after: bytes) -> FieldChange:
    """Prose is told by how many lines came and went."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    if max(len(old), len(new)) > _DIFF_LINES:
        return FieldChange("body", "Phần lời", f"{len(old)} dòng", f"{len(new)} dòng")
    from difflib import ndiff

    signs = [line[:1] for line in ndiff(old, new)]
    return FieldChange("body", "Phần lời", f"bỏ {signs.count('-')} dòng", f"thêm {signs.count('+')} dòng")
