"""A table of another program before it is taken in: what each column and row is taken for, mended where wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_quantity
from cchc_tui.office import MappedColumn, MappedName, MappedTable, TablePlan
from cchc_tui.records.form import HEAD_SEPARATOR
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.closed_facts import asked_first
from cchc_tui.tui.screens.dialogs import Picker, Question
from cchc_tui.tui.screens.path_prompt import PathPrompt
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.records.period import Period
    from cchc_tui.tui.desk import Desk

Part = MappedColumn | MappedName
ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".docx", ".docm", ".odt", ".txt")
_SHOWN_CHANGES = 8


class TableColumns(View):
    """Every column with its meaning; rows too where their names are not those of the office."""

    guide_name = "import"

    def __init__(self, desk: Desk, name: str, table: MappedTable, period: Period | None = None) -> None:
        """`period` is that of the grid it was asked for from; without one the words above the table say it."""
        super().__init__(desk)
        self.name, self.mapped = name, table
        self.words = dict(desk.office.intake.tables.meanings(table.target))
        self.rows = dict(desk.office.intake.tables.row_meanings(table.target, period))
        named = period or desk.office.intake.tables.period_of(table)
        self.period, self.seen = named or desk.period, desk.period
        self.why = "" if period or named is None else " (theo chữ trên bảng)"
        columns = [
            Column[Part]("head", "Trong tệp", 24, lambda p: printable(_called(p)), flexible=True),
            Column[Part]("sample", "Ví dụ", 12, lambda p: printable(p.sample if isinstance(p, MappedColumn) else "")),
            Column[Part]("meaning", "Là", 30, lambda p: printable(_own_first(self._meaning(p))), kept=True),
            Column[Part]("known", "Vì sao", 8, lambda p: str(p.known)),
        ]
        self.table: Table[Part] = Table(columns, _identity, style=_style, lead=_sign)
        self.actions = {"edit": self.choose, "save": self.ask_to_save, "back": lambda: desk.close(self)}
        self._fill()

    def records_changed(self) -> None:
        """Take another period where a person has just chosen one."""
        if self.desk.period != self.seen:
            self.period, self.seen, self.why = self.desk.period, self.desk.period, ""

    def _fill(self) -> None:
        names = [name for name in self.mapped.names if name.known != "đúng tên"]
        self.table.show([*self.mapped.columns, *names])

    def _meaning(self, part: Part) -> str:
        known = self.rows if isinstance(part, MappedName) else self.words
        unknown = "không nhập" if isinstance(part, MappedColumn) or self.mapped.target == "so-lieu" else "dòng mới"
        return known.get(part.meaning, part.meaning) or unknown

    # ---- the desk ------------------------------------------------------------------------------------------------
    @property
    def first_commands(self) -> tuple[str, ...]:
        """What this screen is for."""
        return ("edit", "save", "back")

    def name_of(self, command: str) -> str:
        """Return what the general commands do here."""
        return {"edit": "Là cột nào", "save": "Xem, ghi", "back": "Thôi"}.get(command, "")

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to choose."""
        return "Bảng không có cột nào." if command == "edit" and self.table.current is None else ""

    def key(self, key: Key) -> bool:
        """Move."""
        return self.table.key(key)

    # ---- commands ------------------------------------------------------------------------------------------------
    def choose(self) -> None:
        """Say what the column or the row under the cursor is."""
        part = self.table.current
        assert part is not None
        tables, here = self.desk.office.intake.tables, self.table.cursor
        known = self.rows if isinstance(part, MappedName) else self.words

        def take(codes: list[str]) -> None:
            self.mapped = tables.answer(self.mapped, part, codes[0])
            self._fill()
            self.table.cursor = min(here + 1, len(self.table.rows) - 1)

        self.desk.open(Picker(self.desk, printable(f"{_called(part)}: là"), list(known.items()), take))

    def ask_to_save(self) -> None:
        """Show what would change, then set it; what is guessed was seen and so is agreed to."""
        try:
            plan = self.desk.office.intake.tables.plan(self.mapped.agreed(guesses=True, seen=True), self.period)
        except CchcError as fault:
            self.desk.say(printable(f"{fault.message} {fault.hint or ''}"), "bad")
            return
        if not plan.count and not any(plan.table.answers()):
            self.desk.say("Bảng giống hệt số đã ghi: không có ô nào thay đổi.")
            return
        shown = _changes(plan)
        said = f"Ghi {plan.count} ô, {plan.replaced} ô đổi số; lần sau cùng tên cột thì không hỏi nữa."
        more = [f"và {len(shown) - _SHOWN_CHANGES} ô nữa"] if len(shown) > _SHOWN_CHANGES else []
        text = "\n".join([said, *(printable(line) for line in shown[:_SHOWN_CHANGES]), *more])
        answers = [
            ("g", "Ghi", asked_first(self.desk, lambda: self._take(plan))),
            ("escape", "Xem tiếp", lambda: None),
        ]
        self.desk.open(Question(self.desk, "Nhập bảng số liệu", text, answers))

    def _take(self, plan: TablePlan) -> None:
        done = self.desk.office.intake.tables.take(plan, source=self.name)
        self.desk.close(self)
        self.desk.records_changed()
        self.desk.say_saved(f"Đã ghi {done} ô từ {printable(self.name)}." if done else "Đã nhớ cách đọc bảng này.")

    def paint(self, width: int, height: int) -> list[Line]:
        """Return what the file is, the columns, and what stands under the cursor in full."""
        target = self.mapped.target
        form = "thống kê tin bài" if target == "so-lieu" else f"biểu {target}"
        head = full([(printable(f" {self.name} → {form}, {self.period.name}{self.why}"), "strong")], width)
        part = self.table.current
        foot = paragraph(printable(f" {_called(part)} → {self._meaning(part)}"), width)[:3] if part else []
        return [head, *self.table.paint(width, height - 1 - len(foot)), *foot]


def _own_first(meaning: str) -> str:
    """Return a head from its own words outwards: where there is no room for all, those tell the columns apart."""
    return " ‹ ".join(reversed(meaning.split(HEAD_SEPARATOR)))


def _called(part: Part) -> str:
    return f"dòng {part.label}" if isinstance(part, MappedName) else part.head


def _identity(part: Part) -> object:
    return ("row", part.label) if isinstance(part, MappedName) else ("column", part.at)


def _style(part: Part) -> str:
    return "warn" if part.known == "đoán" else "muted" if not part.known else ""


def _sign(part: Part) -> str:
    return "?" if part.known == "đoán" else "×" if not part.meaning and isinstance(part, MappedColumn) else ""


def _changes(plan: TablePlan) -> list[str]:
    cells = [
        f"{change.label} · {change.column}: {'trống' if change.before is None else change.before} → {change.after}"
        for _, _, changes in plan.cells
        for change in changes
    ]
    counts = [f"{c.measure.label}, {c.period.name}: {format_quantity(c.quantity)}" for c in plan.counts]
    return [*cells, *counts]


def open_table(desk: Desk, path: Path, target: str, period: Period | None = None) -> None:
    """Read a file as a table of a target and show its columns."""
    try:
        table = desk.office.intake.tables.read(path, target, period=period)
    except CchcError as fault:
        desk.complain(fault)
        return
    desk.open(TableColumns(desk, path.name, table, period))


def ask_target(desk: Desk, path: Path) -> None:
    """Open a file that is no register as the table it is known to be, else ask what it is a table of."""
    try:
        known = desk.office.intake.tables.known_of(path)
        targets = desk.office.intake.tables.targets()
    except CchcError as fault:
        desk.complain(fault)
        return
    surest = [table for table in known if table.certain == known[0].certain]
    if len(surest) == 1:
        desk.open(TableColumns(desk, path.name, surest[0]))
        return
    title = printable(f"{path.name} không phải sổ văn bản: là bảng số liệu của")
    desk.open(Picker(desk, title, targets, lambda codes: open_table(desk, path, codes[0])))


def ask_table(desk: Desk, target: str, period: Period) -> None:
    """Ask for a file with the figures of a form."""

    def take(path: Path) -> str:
        open_table(desk, path, target, period)
        return ""

    text = "Bảng trong XLSX, CSV hoặc DOCX; cột nào chưa biết thì hỏi một lần. Gõ đường dẫn tệp:"
    desk.open(PathPrompt(desk, f"Nhập biểu {target}, {period.name}", text, ENDINGS, take, start=f"{Path.cwd()}/"))


def table_with_heads(desk: Desk, target: str, period: Period, text: str) -> MappedTable | None:
    """Return cells copied together with their heads; None for bare cells."""
    try:
        table = desk.office.intake.tables.read_text(text, target, period=period)
    except CchcError:
        return None
    return table if table.certain > 1 else None
