"""Screen 3, Nhiệm vụ: the rows of the yearly checklist, evaluated by one key, with how far it has got."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from cchc_tui.language.text import fold, printable
from cchc_tui.office import Stored
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, place_key
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.task_tables import table_of_period
from cchc_tui.tui.bars import progress_bar
from cchc_tui.tui.canvas import Line, Run, full
from cchc_tui.tui.columns import Row, badge
from cchc_tui.tui.key import Key
from cchc_tui.tui.panes import WIDER
from cchc_tui.tui.screens.closed_facts import with_closed_facts_asked
from cchc_tui.tui.screens.dialogs import Picker
from cchc_tui.tui.screens.form import FormView
from cchc_tui.tui.screens.overview_paint import days_words
from cchc_tui.tui.screens.records import RecordList
from cchc_tui.tui.widgets.table import Column
from cchc_tui.tui.words import directive_words, evidence_entries, media_words

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_BAR = 24
_TAKEN = frozenset("nmsrvthwqb")
"""Letters that are commands of lists."""


class TaskList(RecordList):
    """One table of tasks in its order: that of the period, until another is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ChecklistItem)
        self.table.sorted_by = ""
        self._usual = self.table.columns
        self._wider = self._with_people(self.table.columns)
        self._chosen: str | None = None
        """The table that was asked for; None for that of the period."""
        self.actions |= {"evaluate": self.evaluate, "evidence": self.evidence}
        self.reload()

    @property
    def names(self) -> list[str]:
        """The tables there are."""
        return sorted({s.record.checklist or "" for s in self.desk.office.records.stored(ChecklistItem)})

    @property
    def shown_table(self) -> str:
        """The table in sight; "" where there is none."""
        if self._chosen in self.names:
            return self._chosen or ""
        sheets = (s.record for s in self.desk.office.records.stored(ReportSheet))
        return table_of_period(self.desk.period, sheets, self.names)

    def all_rows(self) -> list[Row]:
        """Return the tasks of the table in sight, by number."""
        table = self.shown_table
        rows = [s for s in self.desk.office.records.stored(ChecklistItem) if (s.record.checklist or "") == table]
        return cast("list[Row]", sorted(rows, key=lambda s: (place_key(s.record.position), s.record.id)))

    def scope(self) -> None:
        """Show the next table of tasks."""
        names = self.names
        if len(names) < 2:
            self.desk.say("Chỉ có một bảng nhiệm vụ." if names else "Chưa có bảng nhiệm vụ nào.")
            return
        self._chosen = names[(names.index(self.shown_table) + 1) % len(names)]
        self.table.marks = set()
        self.reload()
        self.desk.say(f"Bảng {self._chosen}: {self.totals()}.")

    def name_of(self, command: str) -> str:
        """Return the key of the period leads through the tables here."""
        return "Bảng khác" if command == "scope" else super().name_of(command)

    def go_to(self, record: str) -> None:
        """Move the cursor to that task, in the table it stands in."""
        found = next((s for s in self.desk.office.records.stored(ChecklistItem) if s.record.id == record), None)
        if found is not None and (found.record.checklist or "") != self.shown_table:
            self._chosen = found.record.checklist or ""
            self.reload()
        super().go_to(record)

    def saved(self, stored: Stored[Record]) -> None:
        """Show the task that a form has saved, whatever table it is in."""
        self.shown()
        self.go_to(stored.record.id)

    def new(self) -> None:
        """Open an empty form for the table in sight."""
        defaults = {"checklist": self.shown_table} if self.shown_table else {}
        self.desk.open(FormView(self.desk, ChecklistItem, defaults=defaults, on_saved=self.saved))

    def key(self, key: Key) -> bool:
        """Return as in every list; the letter of an evaluation gives it and moves on."""
        code = None if self.typing else self._letters().get(key.name)
        if code is None:
            return super().key(key)
        if self.desk.read_only:
            self.desk.say("Đang mở ở chế độ chỉ xem (--read-only): không sửa được hồ sơ.", "warn")
        elif self.table.current is not None:
            self._evaluate(code)
        return True

    def _letters(self) -> dict[str, str]:
        """By its letter each evaluation's code: the first letter of its words that is free."""
        found: dict[str, str] = {}
        for evaluation in self.desk.office.settings.evaluations:
            letters = [c for c in fold(evaluation.label or "") if c.isalpha() and c not in _TAKEN and c not in found]
            if letters and evaluation.code:
                found[letters[0]] = evaluation.code
        return found

    def evaluate(self) -> None:
        """Set the next of the office's words, for every chosen row; after the last one: not evaluated."""
        words = [e.code for e in self.desk.office.settings.evaluations]
        if not words:
            self.desk.say("Cơ quan chưa khai các mức đánh giá: bấm 8, mục Mức đánh giá.", "warn")
            return
        chosen = self.table.chosen
        first = cast("ChecklistItem", chosen[0].record)
        following: list[str | None] = [*words, None]
        now = following[(words.index(first.evaluation) + 1) % len(following)] if first.evaluation in words else words[0]
        self._evaluate(now, move=False)

    def _evaluate(self, now: str | None, *, move: bool = True) -> None:
        """Give the chosen rows an evaluation, and `move` on from a single one."""
        chosen = self.table.chosen
        first = cast("ChecklistItem", chosen[0].record)
        changes = [(row, self._evaluated(cast("ChecklistItem", row.record), now)) for row in chosen]
        label = self.desk.office.settings.evaluation_label(now) or "chưa đánh giá"
        what = f"nhiệm vụ số {first.position}" if len(chosen) == 1 else f"{len(chosen)} nhiệm vụ"

        def save() -> None:
            self.desk.office.records.save_all(changes)
            self.reload()
            if move and len(chosen) == 1:
                self.table.move(1)
            self.desk.say_saved(f"{what[:1].upper()}{what[1:]}: {label.lower()}.")

        with_closed_facts_asked(self.desk, save)

    def _evaluated(self, item: ChecklistItem, evaluation: str | None) -> ChecklistItem:
        """Return the task so evaluated; the day of the first evaluation is the day it was done, where nobody named
        another.
        """
        day = (item.done_on or self.desk.office.today) if evaluation else None
        return item.change(evaluation=evaluation, done_on=day)

    def evidence(self) -> None:
        """Pick the documents and counts that prove the task under the cursor."""
        row = self.table.current
        assert row is not None
        item = cast("ChecklistItem", row.record)

        def take(ids: list[str]) -> None:
            with_closed_facts_asked(self.desk, lambda: keep(ids))

        def keep(ids: list[str]) -> None:
            self.desk.office.records.save(row, item.change(evidence=tuple(ids)))
            self.reload()
            self.desk.say_saved(f"Nhiệm vụ {item.position}: {len(ids)} tài liệu kiểm chứng.")

        entries = evidence_entries(self.desk.office)
        self.desk.open(Picker(self.desk, "Tài liệu kiểm chứng", entries, take, several=True, marked=item.evidence))

    def paint(self, width: int, height: int) -> list[Line]:
        """Return as every list; in a very wide window with who does it and how well it is proved."""
        self.table.columns = self._wider if width >= WIDER else self._usual
        return super().paint(width, height)

    def _paint_table(self, width: int, height: int) -> list[Line]:
        """Return what stands over the list: the checklist's name, how far it has got, and what is not well."""
        return [full(self._progress(width), width), *super()._paint_table(width, height - 1)]

    def _progress(self, width: int) -> list[Run]:
        items = [cast("ChecklistItem", row.record) for row in self.table.rows]
        if not items:
            return []
        evaluations = self.desk.office.settings.evaluations
        done = sum(item.evaluation in {e.code for e in evaluations if e.met} for item in items)
        share = round(100 * done / len(items))
        bar = progress_bar(done, len(items), _BAR if width >= 80 else _BAR // 2, "good")
        runs: list[Run] = [
            (f"{printable(self.shown_table) or 'NHIỆM VỤ'}  ", "strong"),
            *bar,
            (f"  {done}/{len(items)} đạt ({share}%)", ""),
        ]
        for evaluation in evaluations:
            number = sum(item.evaluation == evaluation.code for item in items)
            if number and not evaluation.met:
                runs.append((f"   {badge(self.desk.office.settings, evaluation.code)[0]} {number}", "warn"))
        unset = sum(item.evaluation is None for item in items)
        return [*runs, (f"   · {unset} chưa đánh giá", "")]

    def make_columns(self) -> list[Column[Row]]:
        """Return as declared, the evaluation as a badge; the day it is due where any task has one."""
        columns = super().make_columns()
        if any(s.record.due_on for s in self.desk.office.records.stored(ChecklistItem)):
            columns.insert(-1, Column("due_on", "Hạn", 13, self._due, order=_due_order, style=self._due_style))
        return columns

    def _with_people(self, columns: Sequence[Column[Row]]) -> list[Column[Row]]:
        """Return the columns with the person and the evidence in place of the products, which the detail tells."""
        more = [
            Column[Row]("owner", "Người", 16, lambda row: _owner(cast("ChecklistItem", row.record))),
            Column[Row]("evidence", "Kiểm chứng", 11, _proved, align="right"),
        ]
        kept = [column for column in columns if column.key != "products"]
        return [*kept[:2], *more, *kept[2:]]

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
        """Return the task in full and what proves it."""
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


def _owner(item: ChecklistItem) -> str:
    return printable(item.owner or item.lead or "")


def _proved(row: Row) -> str:
    number = len(cast("ChecklistItem", row.record).evidence)
    return f"{number} tài liệu" if number else "chưa có"


def _due_order(row: Row) -> date:
    return cast("ChecklistItem", row.record).due_on or date.max
