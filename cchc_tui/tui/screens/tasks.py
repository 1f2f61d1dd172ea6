"""Screen 3, Nhiệm vụ: the rows of the yearly checklist, evaluated by one key, with how far it has got."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.columns import Row
from cchc_tui.tui.screens.dialogs import Picker
from cchc_tui.tui.screens.records import RecordList
from cchc_tui.tui.words import directive_words, evidence_entries, media_words

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_BAR = 24


class TaskList(RecordList):
    """All checklist items, the latest checklist first, each in its order."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ChecklistItem)
        self.table.sorted_by = ""
        self.actions |= {"evaluate": self.evaluate, "evidence": self.evidence}
        self.reload()

    def all_rows(self) -> list[Row]:
        """By checklist, the latest name first, then by number."""
        rows = self.desk.office.records.stored(ChecklistItem)
        by_number = sorted(rows, key=lambda s: (s.record.position or 0, s.record.id))
        return cast("list[Row]", sorted(by_number, key=lambda s: s.record.checklist or "", reverse=True))

    def evaluate(self) -> None:
        """The next of the office's words, for every chosen row; after the last one: not evaluated."""
        words = [e.code for e in self.desk.office.settings.evaluations]
        if not words:
            self.desk.say("Cơ quan chưa khai các mức đánh giá trong office.toml.", "warning")
            return
        chosen = self.table.chosen
        first = cast("ChecklistItem", chosen[0].record)
        following: list[str | None] = [*words, None]
        now = following[(words.index(first.evaluation) + 1) % len(following)] if first.evaluation in words else words[0]
        self.desk.office.records.save_all([(row, row.record.change(evaluation=now)) for row in chosen])
        self.reload()
        label = self.desk.office.settings.evaluation_label(now) or "chưa đánh giá"
        what = f"nhiệm vụ số {first.position}" if len(chosen) == 1 else f"{len(chosen)} nhiệm vụ"
        self.desk.say_saved(f"{what[:1].upper()}{what[1:]}: {label.lower()}.")

    def evidence(self) -> None:
        """Pick the documents and counts that prove the task under the cursor."""
        row = self.table.current
        assert row is not None
        item = cast("ChecklistItem", row.record)

        def take(ids: list[str]) -> None:
            self.desk.office.records.save(row, item.change(evidence=tuple(ids)))
            self.reload()
            self.desk.say_saved(f"Nhiệm vụ {item.position}: {len(ids)} tài liệu kiểm chứng.")

        entries = evidence_entries(self.desk.office)
        self.desk.open(Picker(self.desk, "Tài liệu kiểm chứng", entries, take, several=True, marked=item.evidence))

    def paint_foot(self, width: int) -> list[Line]:
        """Evidence of the row under the cursor, the progress bar, the totals."""
        return [
            full([(" " + self._proof(), "dim")], width),
            full([(" " + self._progress(), "")], width),
            *super().paint_foot(width),
        ]

    def _progress(self) -> str:
        items = [cast("ChecklistItem", row.record) for row in self.table.rows]
        met = {e.code for e in self.desk.office.settings.evaluations if e.met}
        done = sum(item.evaluation in met for item in items)
        unset = sum(item.evaluation is None for item in items)
        if not items:
            return ""
        filled = round(_BAR * done / len(items))
        share = round(100 * done / len(items))
        return f"[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{len(items)} đạt ({share}%), {unset} chưa đánh giá"

    def _proof(self) -> str:
        row = self.table.current
        if row is None:
            return ""
        ids = cast("ChecklistItem", row.record).evidence
        if not ids:
            return "Chưa có tài liệu kiểm chứng (Ctrl+K để chọn)."
        office = self.desk.office
        words = [directive_words(s.record) for s in office.records.stored(Directive) if s.record.id in ids]
        words += [
            media_words(s.record, office.settings) for s in office.records.stored(MediaCount) if s.record.id in ids
        ]
        missing = len(ids) - len(words)
        return f"Kiểm chứng ({len(ids)}): " + "; ".join(words) + (f"; {missing} tài liệu không còn" if missing else "")
