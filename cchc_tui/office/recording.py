"""Recording facts: add, change, delete and restore records of an office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from cchc_tui.errors import EnvironmentFaultError, RefusedError, WrongUseError
from cchc_tui.language.text import clean, clean_line
from cchc_tui.language.wording import format_date
from cchc_tui.office.ledger import Ledger, describe_record
from cchc_tui.office.reading import ReadingDesk
from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import OUTGOING, Directive, issuer_key, likely_kind
from cchc_tui.records.fields import Record, field_of, fields_of, missing_fields
from cchc_tui.records.finding import Finding
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, Person
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.typed import value_faults
from cchc_tui.storage.paths import new_id
from cchc_tui.storage.person import current_person
from cchc_tui.storage.repository import Progress, Stored
from cchc_tui.storage.saving import Change, save_changes

R = TypeVar("R", bound=Record)


class DuplicateError(RefusedError):
    """The record is already there (NĐ 30/2020, Phụ lục VI, Phần I, III.1.h). `others` are the ones already kept."""

    def __init__(self, message: str, others: Sequence[Stored[Record]]) -> None:
        super().__init__(message, "Hãy mở bản đã có để sửa, hoặc nêu lý do nếu thật sự là hai văn bản khác nhau.")
        self.others = tuple(others)


class RecordBook(ReadingDesk):
    """The records of one office, written back under the person's name."""

    def __init__(self, records: Path, *, today: date, progress: Progress | None = None) -> None:
        super().__init__(records, today=today, progress=progress)
        self.ledger = Ledger(records, lambda: self.person, lambda: self.office)
        self.found_at_save: tuple[Finding, ...] = ()
        """What was wrong with the files when the last save looked for duplicates in them."""

    @property
    def person(self) -> Person:
        """Who saves from here."""
        return current_person(self._singles.people.record if self._singles.people else None)

    def named(self, record: Record) -> str:
        """The record in a few words of the office: `công văn 17/CV-UBND`."""
        return describe_record(record, self.office)

    def duplicates(self, record: Record) -> tuple[Stored[Record], ...]:
        """Records in use that are the same fact: same number, symbol, year and issuer; same channel, measure, period;
        same place in a checklist. The record itself is not among them.
        """
        key = identity_of(record, self.office)
        if key is None:
            return ()
        office = self.office
        return tuple(
            s
            for s in self._perhaps_same(record)
            if not s.record.deleted and s.record.id != record.id and identity_of(s.record, office) == key
        )

    def _perhaps_same(self, record: R) -> Iterable[Stored[R]]:
        """All that could be the same fact: for a document those with its number somewhere, and days of its year where
        the year is not in the symbol; not all of many years.
        """
        parsed = record.parsed if isinstance(record, Directive) else None
        if not isinstance(record, Directive) or parsed is None or parsed.number is None:
            return self._loaded.of(type(record))
        number = str(parsed.number)
        rarer = number if parsed.year or record.issued_on is None else f'"{record.issued_on.year:04d}-'
        near = self._loaded.mentioning(type(record), [rarer], number)
        return (s for s in near if isinstance(s.record, Directive) and number in (s.record.symbol or ""))

    def add(self, record: R, *, allow_duplicate: str = "") -> Stored[R]:
        """Keep a new record under a new id. DuplicateError unless a reason is given, which goes into the note."""
        return self.add_all([record], allow_duplicate=allow_duplicate)[0]

    def add_all(self, records: Iterable[R], *, allow_duplicate: str = "") -> list[Stored[R]]:
        """Keep several new records in one transaction."""
        changes = [Change(None, self._prepared(record, allow_duplicate)) for record in records]
        return cast("list[Stored[R]]", self._save(changes, allow_duplicate))

    def save(self, stored: Stored[R], after: R, *, drop_comments: bool = False) -> Stored[R]:
        """Write the changed record; what a colleague changed meanwhile in other fields is kept. ConflictError else."""
        saved = self.save_all([(stored, after)], drop_comments=drop_comments)
        return saved[0]

    def save_all(self, changes: Iterable[tuple[Stored[R], R]], *, drop_comments: bool = False) -> list[Stored[R]]:
        """Write several changed records in one transaction."""
        prepared = [Change(s, self._checked(after), drop_comments) for s, after in changes]
        return cast("list[Stored[R]]", self._save(prepared, "."))

    def delete(self, stored: Stored[R], because: str) -> Stored[R]:
        """Put a tombstone on the record: it stays on disk, lists and reports hide it."""
        return self.delete_all([stored], because)[0]

    def delete_all(self, found: Iterable[Stored[R]], because: str) -> list[Stored[R]]:
        """Put a tombstone on several records in one transaction."""
        reason = clean_line(because)
        if not reason:
            raise WrongUseError("Chưa nêu lý do xóa.", "Hãy ghi ngắn gọn vì sao xóa, ví dụ: nhập trùng.")
        gone = {"deleted_on": self.today, "deleted_by": self.person.name, "deleted_because": reason}
        return self.save_all([(stored, stored.record.change(**gone)) for stored in found])

    def restore(self, stored: Stored[R]) -> Stored[R]:
        """Take the tombstone off."""
        return self.save(stored, stored.record.change(deleted_on=None, deleted_by=None, deleted_because=None))

    def _prepared(self, record: R, allow_duplicate: str) -> R:
        """A new record with its id, defaults and the reason for keeping a duplicate in its note."""
        values: dict[str, Any] = {"id": new_id()}
        if isinstance(record, Directive):
            values["direction"] = record.direction or OUTGOING
            values["kind"] = record.kind or likely_kind(record.symbol)
            if values["direction"] == OUTGOING:
                values["issuer"] = record.issuer or self.office.short_name
        reason = clean_line(allow_duplicate)
        if reason and self.duplicates(record.change(**values)):
            note = getattr(record, "note", None)
            values["note"] = with_reason(note, reason)
        return self._checked(record.change(**values))

    def _checked(self, record: R) -> R:
        """The record with clean texts; FindingsError naming every missing or unknown value at once."""
        tidy = record.change(**_cleaned_texts(record))
        messages = [f"Thiếu “{f.label}” ({f.key})." for f in missing_fields(tidy)] if not tidy.deleted else []
        messages += [f.message for f in value_faults(tidy, self.office)]
        messages += _folder_faults(tidy)
        if messages:
            raise WrongUseError(" ".join(messages), "Hãy bổ sung rồi lưu lại; chưa ghi gì.")
        return tidy

    def _save(self, changes: Sequence[Change], allow_duplicate: str) -> list[Stored[Record]]:
        def guard() -> None:
            if any(change.before is None for change in changes):
                self.refresh()
                self.found_at_save = self.findings
            if not self._singles.office:
                raise EnvironmentFaultError("Không đọc được office.toml nên chưa lưu được.", "Xem cchc check.")
            if not allow_duplicate:
                self._refuse_duplicates(changes)

        saved = save_changes(self.records, changes, before_write=guard, hooks=self.ledger)
        self._expire()
        return saved

    def _refuse_duplicates(self, changes: Sequence[Change]) -> None:
        """DuplicateError when a new record is already kept, or is the same as another of this transaction."""
        seen: set[tuple[object, ...]] = set()
        for new in (change.after for change in changes if change.before is None):
            if others := self.duplicates(new):
                raise DuplicateError(_duplicate_message(others[0], self.office), others)
            key = identity_of(new, self.office)
            if key in seen:
                raise DuplicateError(f"Cùng một lần thêm có hai {self.named(new)}.", ())
            if key is not None:
                seen.add(key)


def _folder_faults(record: Record) -> list[str]:
    """What is wrong with a short name that is also the name of a folder."""
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


def identity_of(record: Record, office: OfficeSettings) -> tuple[object, ...] | None:
    """What makes two records of one class the same fact; None for what is never the same as another."""
    match record:
        case Directive():
            key = record.identity
            return key if key is None or key[2] else (*key[:2], issuer_key(office.short_name))
        case MediaCount():
            return (record.channel, record.measure, record.period)
        case ChecklistItem():
            return (record.checklist, record.position)
        case ReportSheet():
            return (record.slug,)
        case _:
            return None


def _duplicate_message(other: Stored[Record], office: OfficeSettings) -> str:
    match other.record:
        case Directive(symbol=symbol, issued_on=kept):
            day = format_date(kept) if kept else "chưa ghi"
            return f"Văn bản số {symbol} ngày {day} đã có trong sổ (mã {other.record.id})."
        case _:
            return f"Đã có {describe_record(other.record, office)} (mã {other.record.id})."
