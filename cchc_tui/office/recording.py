"""Recording facts: add, change, delete and restore records of an office."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cchc_tui.errors import EnvironmentFaultError, RefusedError, WrongUseError
from cchc_tui.language.text import clean, clean_line
from cchc_tui.language.wording import format_date
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, field_of, fields_of, missing_fields
from cchc_tui.records.finding import Finding
from cchc_tui.records.identity import identity_of
from cchc_tui.records.office import OfficeSettings, Person
from cchc_tui.records.period import Window
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.paths import birth_id
from cchc_tui.storage.stored import Stored

if TYPE_CHECKING:
    from cchc_tui.office.ledger import Ledger
    from cchc_tui.storage.saving import Change, SaveMessage

R = TypeVar("R", bound=Record)


class DuplicateError(RefusedError):
    """The record is already there (NĐ 30/2020, Phụ lục VI, Phần I, III.1.h). `others` are the ones already kept."""

    def __init__(self, message: str, others: Sequence[Stored[Record]]) -> None:
        super().__init__(message, "Hãy mở bản đã có để sửa, hoặc nêu lý do nếu thật sự là hai văn bản khác nhau.")
        self.others = tuple(others)


class Records:
    """The records of one office: looked at as they were read last, written back under the person's name."""

    def __init__(
        self, reader: RecordReader, *, today: date, person: Callable[[], Person], ledger: Callable[[], Ledger]
    ) -> None:
        """`ledger` is asked for when something is saved: a list must not wait for what only saving needs."""
        self.found_at_save: tuple[Finding, ...] = ()
        """What was wrong with the files when the last save looked for duplicates in them."""
        self._reader = reader
        self._today = today
        self._person = person
        self._ledger = ledger

    # ---- looking ---------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read again what changed on disk."""
        self._reader.refresh()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the files when they were read."""
        return self._reader.findings

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
        return self._reader.stored(cls, deleted=deleted, around=around, naming=naming, last=last)

    def find(self, reference: str) -> Stored[Record]:
        """Return the record with that id, or the report with that short name.

        WrongUseError when there is none, FindingsError when its file cannot be read.
        """
        return self._reader.find(reference)

    def describe(self, record: Record) -> str:
        """Return the record in a few words of the office: `công văn 17/CV-UBND`."""
        from cchc_tui.records.description import describe_record

        return describe_record(record, self._reader.settings)

    def duplicates(self, record: Record) -> tuple[Stored[Record], ...]:
        """Return the records in use that are the same fact by `records.identity`, but for the record itself."""
        settings = self._reader.settings
        key = identity_of(record, settings)
        if key is None:
            return ()
        return tuple(
            s
            for s in self._perhaps_same(record)
            if not s.record.deleted and s.record.id != record.id and identity_of(s.record, settings) == key
        )

    def _of_the_same_agency(self, record: Directive) -> list[Directive]:
        """Return documents in use whose symbol names the agency this one's names."""
        agency = record.parsed.agency if record.parsed else None
        near = self._reader.loaded.mentioning(Directive, [agency]) if agency else self._reader.loaded.of(Directive)
        return [s.record for s in near if not s.record.deleted]

    def _perhaps_same(self, record: R) -> Iterable[Stored[R]]:
        """Return all that could be the same fact: for a document those with its number somewhere, and days of its year
        where the year is not in the symbol; not all of many years.
        """
        parsed = record.parsed if isinstance(record, Directive) else None
        if not isinstance(record, Directive) or parsed is None or parsed.number is None:
            return self._reader.loaded.of(type(record))
        number = str(parsed.number)
        rarer = number if parsed.year or record.issued_on is None else f'"{record.issued_on.year:04d}-'
        near = self._reader.loaded.mentioning(type(record), [rarer], number)
        return (s for s in near if isinstance(s.record, Directive) and number in (s.record.symbol or ""))

    def folder_times(self) -> tuple[tuple[str, int], ...]:
        """Return what differs from an earlier answer when anybody has saved since; cheap enough to ask every second."""
        from cchc_tui.storage.watch import folder_times

        return folder_times(self._reader.directory)

    # ---- saving ----------------------------------------------------------------------------------------------------
    def add(self, record: R, *, allow_duplicate: str = "") -> Stored[R]:
        """Keep a new record under a new id. DuplicateError unless a reason is given, which goes into the note."""
        return self.add_all([record], allow_duplicate=allow_duplicate)[0]

    def add_all(
        self, records: Iterable[R], *, allow_duplicate: str = "", texts: Mapping[str, str] | None = None
    ) -> list[Stored[R]]:
        """Keep several new records in one transaction; `texts`: prose that belongs to them, by path."""
        from cchc_tui.storage.saving import Change

        changes = [Change(None, self.prepare(record, allow_duplicate)) for record in records]
        return cast("list[Stored[R]]", self._save(changes, allow_duplicate, texts=texts))

    def save(self, stored: Stored[R], after: R, *, message: SaveMessage | None = None) -> Stored[R]:
        """Write the changed record; what a colleague changed meanwhile in other fields is kept. ConflictError else."""
        return self.save_all([(stored, after)], message=message)[0]

    def save_all(
        self,
        changes: Iterable[tuple[Stored[R], R]],
        *,
        message: SaveMessage | None = None,
        beside: Mapping[str, bytes | None] | None = None,
    ) -> list[Stored[R]]:
        """Write several changed records in one transaction; `beside`: files that go with them, None for one removed."""
        from cchc_tui.storage.saving import Change

        prepared = [Change(s, self._checked(after)) for s, after in changes]
        return cast("list[Stored[R]]", self._save(prepared, ".", message, beside=beside))

    @property
    def stored_settings(self) -> Stored[OfficeSettings] | None:
        """office.toml as it was read; None when it could not be."""
        return self._reader.stored_settings

    def save_settings(self, after: OfficeSettings) -> Stored[OfficeSettings]:
        """Write office.toml. EnvironmentFaultError when it cannot be read."""
        stored = self._reader.stored_settings
        if stored is None:
            raise EnvironmentFaultError("Không đọc được office.toml nên chưa lưu được.", "Xem cchc check.")
        from cchc_tui.storage.saving import Change

        (saved,) = self._save([Change(stored, after)], ".", None)
        return cast("Stored[OfficeSettings]", saved)

    def put_all(self, pairs: Iterable[tuple[Stored[R] | None, R]]) -> list[Stored[R]]:
        """Write changed records and keep new ones (those without anything before) in one transaction."""
        from cchc_tui.storage.saving import Change

        changes = [Change(s, self._checked(r) if s else self.prepare(r)) for s, r in pairs]
        return cast("list[Stored[R]]", self._save(changes, ""))

    def delete(self, stored: Stored[R], because: str) -> Stored[R]:
        """Put a tombstone on the record: it stays on disk, lists and reports hide it."""
        return self.delete_all([stored], because)[0]

    def delete_all(self, found: Iterable[Stored[R]], because: str) -> list[Stored[R]]:
        """Put a tombstone on several records in one transaction."""
        reason = clean_line(because)
        if not reason:
            raise WrongUseError("Chưa nêu lý do xóa.", "Hãy ghi ngắn gọn vì sao xóa, ví dụ: nhập trùng.")
        gone = {"deleted_on": self._today, "deleted_by": self._person().name, "deleted_because": reason}
        return self.save_all([(stored, stored.record.change(**gone)) for stored in found])

    def restore(self, stored: Stored[R]) -> Stored[R]:
        """Take the tombstone off."""
        return self.save(stored, stored.record.change(deleted_on=None, deleted_by=None, deleted_because=None))

    def prepare(self, record: R, allow_duplicate: str = "", *, may_be_open: bool = False) -> R:
        """Return a new record as it would be kept: with its id, defaults, and the reason for a duplicate in its note.

        WrongUseError naming every missing or unknown value at once; DoubtfulIssuerError where nobody can tell whose a
        document is, unless that `may_be_open`.
        """
        settings = self._reader.settings
        values: dict[str, Any] = {"id": birth_id(record)}
        if isinstance(record, Directive):
            from cchc_tui.office.entering import completed

            whose = completed(record, settings, self._of_the_same_agency, may_be_open=may_be_open)
            values |= {"direction": whose.direction, "kind": whose.kind, "issuer": whose.issuer}
        reason = clean_line(allow_duplicate)
        if reason and self.duplicates(record.change(**values)):
            from cchc_tui.records.allowed_duplicate import with_reason

            note = getattr(record, "note", None)
            values["note"] = with_reason(note, reason)
        return self._checked(record.change(**values))

    def _checked(self, record: R) -> R:
        """Return a record fit to be kept, files that prove something with their hash. WrongUseError else."""
        from cchc_tui.office.proofs import with_marks

        return checked_record(record.change(**with_marks(record, self._reader.directory)), self._reader.settings)

    def _save(
        self,
        changes: Sequence[Change],
        allow_duplicate: str,
        message: SaveMessage | None = None,
        texts: Mapping[str, str] | None = None,
        beside: Mapping[str, bytes | None] | None = None,
    ) -> list[Stored[Record]]:
        from cchc_tui.storage.saving import PLAIN_MESSAGE, save_changes, text_bytes

        def guard() -> None:
            if any(change.before is None for change in changes):
                self._reader.refresh()
                self.found_at_save = self._reader.findings
            if not self._reader.knows_office:
                raise EnvironmentFaultError("Không đọc được office.toml nên chưa lưu được.", "Xem cchc check.")
            if not allow_duplicate:
                self._refuse_duplicates(changes)

        saved = save_changes(
            self._reader.directory,
            changes,
            before_write=guard,
            hooks=self._ledger(),
            message=message or PLAIN_MESSAGE,
            beside={**{path: text_bytes(text) for path, text in (texts or {}).items()}, **(beside or {})},
        )
        self._reader.expire()
        return saved

    def _refuse_duplicates(self, changes: Sequence[Change]) -> None:
        """Raise DuplicateError when a new record is already kept, or is the same as another of this transaction."""
        settings = self._reader.settings
        seen: set[tuple[object, ...]] = set()
        for new in (change.after for change in changes if change.before is None):
            if others := self.duplicates(new):
                raise DuplicateError(_duplicate_message(others[0], settings), others)
            key = identity_of(new, settings)
            if key in seen:
                raise DuplicateError(f"Cùng một lần thêm có hai {self.describe(new)}.", ())
            if key is not None:
                seen.add(key)


def checked_record(record: R, settings: OfficeSettings) -> R:
    """Return the record with clean texts; WrongUseError naming every missing or unknown value at once."""
    from cchc_tui.records.typed import value_faults

    tidy = record.change(**_cleaned_texts(record))
    messages = [f"Thiếu “{f.label}” ({f.key})." for f in missing_fields(tidy)] if not tidy.deleted else []
    messages += [f.message for f in value_faults(tidy, settings)]
    messages += _folder_faults(tidy)
    if messages:
        raise WrongUseError(" ".join(messages), "Hãy bổ sung rồi lưu lại; chưa ghi gì.")
    return tidy


def _folder_faults(record: Record) -> list[str]:
    """Return what is wrong with a short name that is also the name of a folder."""
    key = {ChecklistItem: "checklist", ReportSheet: "slug"}.get(type(record), "")
    field, name = field_of(type(record), key), getattr(record, key, None) or ""
    if field is None or not (name.startswith(".") or {"/", "\\"} & set(name)):
        return []
    return [f"“{field.label}” ({key}) cũng là tên thư mục, không chứa / hay \\, không bắt đầu bằng dấu chấm: “{name}”."]


def _cleaned_texts(record: Record) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for f in fields_of(type(record)):
        value = getattr(record, f.key)
        if isinstance(value, str):
            values[f.key] = clean(value) or None
        elif isinstance(value, tuple) and all(isinstance(line, str) for line in value):
            values[f.key] = tuple(line for line in (clean(v) for v in value) if line)
    return values


def _duplicate_message(other: Stored[Record], settings: OfficeSettings) -> str:
    from cchc_tui.records.description import describe_record

    match other.record:
        case Directive(symbol=symbol, issued_on=kept):
            day = format_date(kept) if kept else "chưa ghi"
            return f"Văn bản số {symbol} ngày {day} đã có trong sổ (mã {other.record.id})."
        case _:
            return f"Đã có {describe_record(other.record, settings)} (mã {other.record.id})."
