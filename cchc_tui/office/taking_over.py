"""The records of an office that was joined into this one, taken over under its old name, as one save."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import FindingsError, RefusedError, WrongUseError
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import OUTGOING, Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Severity
from cchc_tui.records.identity import identity_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, Predecessor
from cchc_tui.storage.paths import new_id
from cchc_tui.storage.records_folder import find_records
from cchc_tui.storage.saving import Change, SaveMessage, save_changes

if TYPE_CHECKING:
    from cchc_tui.office.ledger import Ledger

_CLASSES: tuple[type[Record], ...] = (Directive, MediaCount, FigureRow, ChecklistItem)


@dataclass(frozen=True)
class TakenOver:
    """What of an old office came along."""

    predecessor: Predecessor
    counts: dict[str, int]
    """How many records of each kind, by what the office calls it."""
    known: int
    """How many papers were here already: what the province sent to several of the old offices."""


def take_over(reader: RecordReader, ledger: Ledger, source: Path, until: date) -> TakenOver:
    """Keep the records of the old office at `source`: its papers under its own name, its counts and figures marked as
    its own, so that totals of its time add up what all old offices counted.

    Its reports stay where they are, closed as they were signed. RefusedError when it was taken over before;
    FindingsError when a file of it cannot be read: half an office would make every sum wrong.
    """
    if until >= date.max:
        raise WrongUseError("Chưa nêu ngày cuối của cơ quan cũ.", "Thêm --until NGÀY: 30/6/2025.")
    old = RecordReader(find_records(source))
    old.refresh()
    broken = [finding for finding in old.findings if finding.severity is Severity.ERROR]
    if broken or not old.knows_office:
        raise FindingsError(
            f"Hồ sơ của cơ quan cũ còn lỗi nên chưa nhận gì: {broken[0].message if broken else 'thiếu office.toml'}",
            f"Chữa ở nơi ấy trước: cchc --records {source} check",
        )
    settings, stored = reader.settings, reader.stored_settings
    name = old.settings.short_name or ""
    if stored is None or name == settings.short_name:
        raise RefusedError(f"{source} là hồ sơ của chính cơ quan này, hoặc chưa đọc được office.toml.", "Chưa ghi gì.")
    if any(_same(row, old.settings) for row in settings.predecessors if row.taken_on):
        raise RefusedError(f"Đã nhận hồ sơ của {name} rồi.", "Muốn nhận lại: cchc undo lần ấy trước.")
    predecessor = Predecessor(
        name=name, full_name=old.settings.full_name, commune_code=old.settings.commune_code, to_on=until,
        taken_on=date.today(), superior=old.settings.superior, letterhead=old.settings.letterhead,
        place=old.settings.place,
    )  # fmt: skip
    records, known = _moved(reader, old, name)
    others = tuple(row for row in settings.predecessors if not _same(row, old.settings))
    after = settings.change(predecessors=(*others, predecessor))
    changes = [Change(stored, after), *(Change(None, record) for record in records)]
    save_changes(reader.directory, changes, hooks=ledger, message=SaveMessage(f"nhận hồ sơ của {name}: "))
    reader.expire()
    return TakenOver(predecessor, dict(Counter(record.name for record in records)), known)


def _same(row: Predecessor, old: OfficeSettings) -> bool:
    return row.name == old.short_name or bool(row.commune_code and row.commune_code == old.commune_code)


def _moved(reader: RecordReader, old: RecordReader, name: str) -> tuple[list[Record], int]:
    """Return the old office's records as they are kept here, and how many papers were here already."""
    here = {identity_of(stored.record, reader.settings): stored.record.id for stored in reader.stored(Directive)}
    ids: dict[str, str] = {}
    moved: list[Record] = []
    known = 0
    for cls in _CLASSES:
        for stored in old.stored(cls):
            record = stored.record
            if isinstance(record, Directive):
                record = _paper(record, name)
                identity = identity_of(record, reader.settings)
                if identity is not None and identity in here:
                    ids[record.id] = here[identity]
                    known += 1
                    continue
                here[identity] = record.id
            elif isinstance(record, MediaCount | FigureRow):
                record = record.change(predecessor=record.predecessor or name)
            ids[record.id] = new_id() if reader.loaded.with_id(record.id) else record.id
            moved.append(record)
    return [_renamed(record, ids, name) for record in moved], known


def _paper(paper: Directive, name: str) -> Directive:
    """Return a paper that says who issued it: the new office would otherwise stand for a name left empty."""
    return paper.change(issuer=name) if paper.direction == OUTGOING and not paper.issuer else paper


def _renamed(record: Record, ids: dict[str, str], name: str) -> Record:
    """Return the record under its id here, its links too; a table of tasks is named after its office."""
    record = record.change(id=ids[record.id])
    if isinstance(record, Directive):
        return record.change(answers=tuple(ids.get(one, one) for one in record.answers))
    if isinstance(record, ChecklistItem):
        evidence = tuple(ids.get(one, one) for one in record.evidence)
        return record.change(checklist=f"{record.checklist} ({name})", evidence=evidence)
    return record
