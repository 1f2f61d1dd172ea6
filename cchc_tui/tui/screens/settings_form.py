"""The form of one entry of office.toml: a signatory, a channel, a measure, an evaluation, a regime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cchc_tui.office import Draft, Stored
from cchc_tui.records.fields import Entity, Field, Record
from cchc_tui.records.office import OfficeSettings
from cchc_tui.tui.screens.form import FormView, Saved

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

KIND = "office:"
"""How the kind of a draft of such a form begins; the key of the part follows."""


class EntryForm(FormView):
    """An entry of a list in office.toml; saving it saves the office."""

    def __init__(self, desk: Desk, part: Field, row: int | None) -> None:
        """`row` is its place in the list; None for a new one."""
        self.part, self.row = part, row
        cls = cast("type[Entity]", part.of)
        entry = getattr(desk.office.settings, part.key)[row] if row is not None else cls()
        super().__init__(desk, cast("type[Record]", cls), start=cast("Record", entry))
        del self.actions["save_next"]
        self.first_texts = self._kept_texts = self.texts

    @property
    def title(self) -> str:  # type: ignore[override]
        """What is done to which part."""
        return f"{'Sửa' if self.row is not None else 'Thêm'}: {self.part.label}"

    def _write(self, record: Record, then: Saved, **how: Any) -> None:
        """Put the entry in its place and save the office."""
        stored = self.desk.office.records.stored_settings
        if stored is None:
            self.desk.say("Không đọc được phần khai báo cơ quan; bấm 5 để xem lỗi.", "bad")
            return
        rows = list(getattr(stored.record, self.part.key))
        if self._is_taken(record, rows):
            return
        if self.row is None or self.row >= len(rows):
            rows.append(record)
        else:
            rows[self.row] = record
        saved = self.desk.office.records.save(stored, stored.record.change(**{self.part.key: tuple(rows)}))
        self._done(saved)

    def _is_taken(self, record: Record, rows: list[Entity]) -> bool:
        """Return whether another entry has the code already; told under the field."""
        if "code" not in self.boxes:
            return False
        mark = (getattr(record, "code", None), getattr(record, "channel", None))
        others = [row for number, row in enumerate(rows) if number != self.row]
        if all((getattr(row, "code", None), getattr(row, "channel", None)) != mark for row in others):
            return False
        self.boxes["code"].error = f"Mã “{mark[0]}” đã có trong danh sách này. Hãy đặt mã khác."
        self.focus("code")
        self.desk.say("Chưa lưu: mã đã có.", "bad")
        return True

    def _done(self, saved: Stored[OfficeSettings]) -> None:
        self.desk.office.drafts.drop(self.token)
        self._kept_texts = self.first_texts = self.texts
        self.desk.close(self)
        self.desk.records_changed()
        self.desk.say_saved(f"Đã lưu {self.part.label} của {saved.record.title}.")

    def _draft(self) -> Draft:
        return Draft(
            token=self.token,
            kind=f"{KIND}{self.part.key}",
            title=self.title,
            record="" if self.row is None else str(self.row),
            texts=self._changed_texts(),
            focus=self.here.key,
        )
