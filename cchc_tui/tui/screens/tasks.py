"""Screen 3, Nhiệm vụ: the rows of the yearly checklist, evaluated by one key, with how far it has got."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.tui.bars import progress_bar
from cchc_tui.tui.canvas import Line, Run, full
from cchc_tui.tui.columns import Row, badge
from cchc_tui.tui.screens.dialogs import Picker
from cchc_tui.tui.screens.overview_paint import days_words
from cchc_tui.tui.screens.records import RecordList
from cchc_tui.tui.widgets.table import Column
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
            self.desk.say("Cơ quan chưa khai các mức đánh giá trong office.toml.", "warn")
            return
        chosen = self.table.chosen
        first = cast("ChecklistItem", chosen[0].record)
        following: list[str | None] = [*words, None]
        now = following[(words.index(first.evaluation) + 1) % len(following)] if first.evaluation in words else words[0]
        self.desk.office.records.save_all(
            [(row, self._evaluated(cast("ChecklistItem", row.record), now)) for row in chosen]
        )
        self.reload()
        label = self.desk.office.settings.evaluation_label(now) or "chưa đánh giá"
        what = f"nhiệm vụ số {first.position}" if len(chosen) == 1 else f"{len(chosen)} nhiệm vụ"
        self.desk.say_saved(f"{what[:1].upper()}{what[1:]}: {label.lower()}.")

    def _evaluated(self, item: ChecklistItem, evaluation: str | None) -> ChecklistItem:
        """The task so evaluated; the day of the first evaluation is the day it was done, where nobody named another."""
        day = (item.done_on or self.desk.office.today) if evaluation else None
        return item.change(evaluation=evaluation, done_on=day)

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

    def _paint_table(self, width: int, height: int) -> list[Line]:
        """Over the list the checklist's name, how far it has got, and what is not well."""
        return [full(self._progress(width), width), *super()._paint_table(width, height - 1)]

    def _progress(self, width: int) -> list[Run]:
        items = [cast("ChecklistItem", row.record) for row in self.table.rows]
        if not items:
            return []
        evaluations = self.desk.office.settings.evaluations
        done = sum(item.evaluation in {e.code for e in evaluations if e.met} for item in items)
        share = round(100 * done / len(items))
        bar = progress_bar(done, len(items), _BAR if width >= 80 else _BAR // 2, "good")
        runs: list[Run] = [("NHIỆM VỤ  ", "strong"), *bar, (f"  {done}/{len(items)} đạt ({share}%)", "")]
        for evaluation in evaluations:
            number = sum(item.evaluation == evaluation.code for item in items)
            if number and not evaluation.met:
                runs.append((f"   {badge(self.desk.office.settings, evaluation.code)[0]} {number}", "warn"))
        unset = sum(item.evaluation is None for item in items)
        return [*runs, (f"   · {unset} chưa đánh giá", "")]

    def make_columns(self) -> list[Column[Row]]:
        """As declared, the evaluation as a badge; the day it is due where any task has one."""
        columns = super().make_columns()
        if any(s.record.due_on for s in self.desk.office.records.stored(ChecklistItem)):
            columns.insert(-1, Column("due_on", "Hạn", 13, self._due, order=_due_order, style=self._due_style))
        return columns

    def _due(self, row: Row) -> str:
        return self._days(row)[0]

    def _due_style(self, row: Row) -> str:
        return self._days(row)[1]

    def _days(self, row: Row) -> tuple[str, str]:
        item = cast("ChecklistItem", row.record)
        if item.due_on is None:
            return "", ""
        if item.evaluation in {e.code for e in self.desk.office.settings.evaluations if e.met}:
            return f"{item.due_on.day:02d}/{item.due_on.month}", "muted"
        return days_words((item.due_on - self.desk.office.today).days)

    def paint_brief(self, width: int, height: int) -> list[Line]:
        """The task in full and what proves it."""
        lines = super().paint_brief(width, height)
        return [*lines[: height - 1], full([(self._proof(), "muted")], width)]

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


def _due_order(row: Row) -> date:
    return cast("ChecklistItem", row.record).due_on or date.max
