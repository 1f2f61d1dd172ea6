"""Tables of other programs taken in as figures of a form or as counts, by a mapping that is asked once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.citations.time_words import result_times
from cchc_tui.errors import CchcError, FindingsError, RefusedError, WrongUseError
from cchc_tui.importing.mapped_table import Known, MappedColumn, MappedName, MappedTable, TableLine, map_table
from cchc_tui.importing.table_grid import UNCOUNTED, TableGrid, grid_of_text, read_grids
from cchc_tui.importing.table_targets import CountsTarget, FormTarget
from cchc_tui.language.text import clean_line, nearest
from cchc_tui.office.figure_cells import FilledRow, typed_cell, without_sums
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.table_counts import CountChange, count_changes, count_pairs, unnamed_rows
from cchc_tui.records.figures import CellValue
from cchc_tui.records.form import ColumnKind, StatisticalForm
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.table_mapping import COUNTS, NOT_TAKEN, PART_WORDS, PERIOD, ROW, VALUE, TableMapping
from cchc_tui.storage.atomic import FileWrite
from cchc_tui.storage.mapping_file import mapping_bytes, mapping_path, read_mapping
from cchc_tui.storage.saving import write_files, writing
from cchc_tui.storage.tree_folder import read_inside

if TYPE_CHECKING:
    from cchc_tui.office.figures import CellChange, Figures
    from cchc_tui.office.ledger import Ledger
    from cchc_tui.office.recording import Records

Target = FormTarget | CountsTarget


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What taking a table in would change."""

    table: MappedTable
    cells: tuple[tuple[Period, tuple[FilledRow, ...], tuple[CellChange, ...]], ...] = ()
    """Of a form: for each period its rows and what they change."""
    counts: tuple[CountChange, ...] = ()

    @property
    def count(self) -> int:
        """How many figures would be set."""
        return len(self.counts) + sum(len(changes) for _, _, changes in self.cells)

    @property
    def replaced(self) -> int:
        """How many of them stand there with another value."""
        over = sum(change.before is not None for _, _, changes in self.cells for change in changes)
        return over + sum(change.stored is not None for change in self.counts)


class Tables:
    """The way in for tables."""

    def __init__(self, reader: RecordReader, records: Records, figures: Figures, ledger: Ledger) -> None:
        self._reader = reader
        self._records = records
        self._figures = figures
        self._ledger = ledger

    def targets(self) -> list[tuple[str, str]]:
        """Return what a table can be read into, each with its name: the counts first, then the forms."""
        forms = [(form.code, form.title.capitalize()) for form in self._figures.forms()]
        return [(COUNTS, "Thống kê tin bài"), *forms]

    def read(
        self, path: Path, target: str, *, sheet: str = "", answers: Sequence[str] = (), period: Period | None = None
    ) -> MappedTable:
        """Return the table of a file that most columns are known of, as what it means for a target.

        `answers` say what a column is, `Nhận qua mạng=truc-tuyen`; `sheet` names one of several. FindingsError where
        there is no table, WrongUseError where an answer names nothing.
        """
        return self._best(
            _named_grids(read_grids(path), sheet, path.name), target, self.answered(target, answers), period
        )

    def read_text(self, text: str, target: str, *, period: Period | None = None) -> MappedTable:
        """Return cells copied with their heads as what they mean."""
        return self._best([grid_of_text(text)], target, TableMapping(target), period)

    def known_of(self, path: Path) -> list[MappedTable]:
        """Return the file's table for each target that knows all its columns of figures, or was told some of them
        before, the surest first.
        """
        grids = read_grids(path)
        found = []
        for target, _ in self.targets():
            try:
                table = self._best(grids, target, TableMapping(target), None)
            except FindingsError:
                continue
            is_told = any(column.known is Known.REMEMBERED for column in table.columns)
            if table.certain and (is_told or not (table.unread or table.guessed)):
                found.append(table)
        return sorted(found, key=lambda table: -table.certain)

    def _best(
        self, grids: Sequence[TableGrid], target: str, answered: TableMapping, period: Period | None
    ) -> MappedTable:
        kept = read_mapping(target, self._reader.templates)
        known = self._target(target, period)
        fault: FindingsError | None = None
        tables: list[MappedTable] = []
        for grid in grids:
            try:
                tables.append(map_table(grid, known, kept, answered))
            except FindingsError as error:
                fault = fault or error
        if not tables:
            raise fault or FindingsError("Tệp không có bảng nào.", "Nhập được bảng trong XLSX, CSV, DOCX.")
        best = max(tables, key=lambda table: (table.certain, len(table.guessed), len(table.lines)))
        if period is None and target != COUNTS and (named := self.period_of(best)) is not None:
            return self._best(grids, target, answered, named)  # the rows of that period are known by their names
        return best

    def _target(self, code: str, period: Period | None) -> Target:
        if code == COUNTS:
            return CountsTarget(self._reader.settings)
        form = self._figures.form(code)
        lines = self._figures.table(code, period).lines if period else ()
        return FormTarget(form, {line.code: line.label for line in lines})

    def meanings(self, target: str) -> list[tuple[str, str]]:
        """Return what a column can be for a target, each with its words; the last is to leave it out."""
        parts = [(ROW, PART_WORDS[ROW]), (PERIOD, PART_WORDS[PERIOD])]
        parts += [(VALUE, PART_WORDS[VALUE])] if target == COUNTS else []
        return [*self._target(target, None).meanings(), *parts, (NOT_TAKEN, PART_WORDS[NOT_TAKEN])]

    def row_meanings(self, target: str, period: Period | None) -> list[tuple[str, str]]:
        """Return the rows that a name can stand for."""
        return self._target(target, period).row_meanings()

    def answered(self, target: str, answers: Sequence[str]) -> TableMapping:
        """Return answers as typed, `HEAD=MEANING` or `dong:NAME=ROW`. WrongUseError for one that says nothing."""
        columns: dict[str, str] = {}
        rows: dict[str, str] = {}
        meanings = dict(self.meanings(target))
        for text in answers:
            words, equals, meaning = (part.strip() for part in text.rpartition("="))
            is_row = words.startswith(_ROW_ANSWER)
            if not equals or not words:
                raise WrongUseError(f"“{text}” không đọc được.", 'Viết --map "TÊN CỘT=KHÓA" hay --map "dong:TÊN=MÃ".')
            if not is_row and meaning not in meanings:
                near = nearest(meaning, meanings)
                raise WrongUseError(
                    f"Không có cột “{meaning}” để nhập “{words}” vào.",
                    f"Có phải “{near}”?" if near else f"Được chọn: {', '.join(meanings)}.",
                )
            (rows if is_row else columns)[words.removeprefix(_ROW_ANSWER)] = meaning
        return TableMapping(target, columns, rows)

    def answer(self, table: MappedTable, what: MappedColumn | MappedName, meaning: str) -> MappedTable:
        """Return the table with one column or one row's name taken for this."""
        if isinstance(what, MappedName):
            names = tuple(replace(n, meaning=meaning, known=Known.ANSWERED) if n == what else n for n in table.names)
            return replace(table, names=names)
        columns = tuple(replace(c, meaning=meaning, known=Known.ANSWERED) if c == what else c for c in table.columns)
        return replace(table, columns=columns)

    def period_of(self, table: MappedTable) -> Period | None:
        """Return the period that the words above the table name."""
        times = [time.period for time in result_times(table.title, None) if time.period]
        return times[0] if times else parse_period(table.name)

    def unnamed(self, table: MappedTable) -> list[str]:
        """Return the names of rows whose numbers are not taken, for nobody knows of which measure they are."""
        return unnamed_rows(table) if table.target == COUNTS else []

    def plan(self, table: MappedTable, period: Period | None) -> TablePlan:
        """Return what would change. FindingsError naming line and column of what is no figure; WrongUseError where the
        period is not known, or two columns are the same.
        """
        self._demand_apart(table)
        if table.target == COUNTS:
            return TablePlan(table, counts=count_changes(table, self._reader, period))
        form = self._figures.form(table.target)
        meanings = {name.label: name.meaning for name in table.names}
        rows: dict[Period, list[FilledRow]] = {}
        for line in table.lines:
            meaning = meanings.get(line.label, "")
            if meaning != NOT_TAKEN:
                rows.setdefault(_period_of(line, period), []).append(_filled(form, table, line, meaning))
        figures, found = self._figures, []
        for of, filled in rows.items():
            kept = without_sums(form, filled)
            found.append((of, tuple(kept), tuple(figures.plan(table.target, of, kept))))
        return TablePlan(table, tuple(found))

    def take(self, plan: TablePlan, *, source: str = "") -> int:
        """Set the figures and remember what was answered; return how many were set."""
        for period, rows, changes in plan.cells:
            if changes:
                self._figures.fill(plan.table.target, period, rows, source=source)
        if plan.counts:
            self._records.put_all(count_pairs(plan.counts, source))
        self._reader.refresh()
        self.remember(plan.table)
        return plan.count

    def remember(self, table: MappedTable) -> str:
        """Keep what a person said about heads and names; return the file, "" where there was nothing new."""
        columns, rows = table.answers()
        before = read_mapping(table.target, self._reader.templates)
        after = before.learned(columns, rows)
        if after == before:
            return ""
        own = self._reader.directory / "templates"
        templates = self._reader.templates or own
        if templates != own:
            place = templates / mapping_path(table.target)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(mapping_bytes(after))
            return str(place)
        path = f"templates/{mapping_path(table.target)}"
        with writing(self._reader.directory, self._ledger) as lock:
            now = read_inside(self._reader.directory, path)
            if now is not None and not isinstance(now, bytes):
                raise RefusedError(now.message, "Chưa ghi cách đọc bảng.")
            note = self._ledger.text_note("cách đọc bảng", path)
            write_files(self._reader.directory, [FileWrite(path, now, mapping_bytes(after))], note, self._ledger, lock)
        return path

    def _demand_apart(self, table: MappedTable) -> None:
        if not any(column.taken and column.meaning not in (ROW, PERIOD) for column in table.columns):
            heads = "; ".join(f"“{column.head}”" for column in table.columns)
            known = ", ".join(key for key, _ in self.meanings(table.target))
            raise FindingsError(
                f"Không cột nào của bảng là cột của {_target_words(table.target)}; bảng có: {heads or 'không có'}.",
                f'Nói cột nào là gì: --map "TÊN CỘT=KHÓA"; các khóa: {known}.',
            )
        taken = [c.meaning for c in table.columns if c.taken and c.meaning not in (ROW, PERIOD, VALUE)]
        if twice := {meaning for meaning in taken if taken.count(meaning) > 1}:
            heads = ", ".join(f"“{c.head}”" for c in table.columns if c.meaning in twice)
            raise WrongUseError(f"Hai cột {heads} cùng là {', '.join(sorted(twice))}.", "Chọn lại một trong hai cột.")


def _filled(form: StatisticalForm, table: MappedTable, line: TableLine, meaning: str) -> FilledRow:
    row: dict[str, CellValue] = {"label": line.label}
    if meaning:
        row["row"] = meaning
    for column in table.columns:
        text = line.cells.get(column.at)
        kept = form.column(column.meaning)
        if text is None or kept is None or kept.formula is not None or text in _NOTHING:
            continue
        try:
            is_text = kept.kind is ColumnKind.TEXT
            row[kept.key] = typed_cell(kept, text if is_text else _without_zeros(_counted(text), kept.places))
        except CchcError as error:
            where = f"dòng {line.line}" if not table.name else f"{table.name}, dòng {line.line}"
            raise FindingsError(f"{where}: {error.message}", error.hint or "") from error
    return row


_ROW_ANSWER = "dong:"
_NOTHING = ("", "-", "–")


def _counted(text: str) -> str:
    if text.startswith(UNCOUNTED):
        raise WrongUseError(f"Ô “{text[:60]}” là công thức chưa có kết quả.", "Mở tệp bằng Excel, lưu lại rồi nhập.")
    return text


def _without_zeros(text: str, places: int) -> str:
    """Return a number of a sheet without the zeros that its column does not have: `12,00` of a whole one is 12."""
    whole, _, decimals = text.partition(",")
    is_more = len(decimals) > places and decimals.isdigit() and not decimals[places:].strip("0")
    return (f"{whole},{decimals[:places]}" if places else whole) if is_more else text


def _target_words(target: str) -> str:
    return "thống kê tin bài" if target == COUNTS else f"biểu {target}"


def _period_of(line: TableLine, period: Period | None) -> Period:
    if not line.period:
        if period is None:
            raise WrongUseError("Chưa biết số liệu của kỳ nào.", "Thêm --period KỲ: quý 3/2026, 9/2026, 2026.")
        return period
    found = parse_period(line.period) or (parse_period(f"{line.period}/{period.year}") if period else None)
    if found is None:
        raise FindingsError(f"Dòng {line.line}: “{line.period}” không phải là một kỳ.", "Viết như 9/2026, quý 3/2026.")
    return found


def _named_grids(grids: list[TableGrid], sheet: str, name: str) -> list[TableGrid]:
    if not sheet:
        return grids
    wanted = clean_line(sheet).casefold()
    found = [grid for grid in grids if grid.name.casefold() == wanted]
    if not found:
        raise WrongUseError(
            f"“{name}” không có trang “{sheet}”.", f"Các trang: {', '.join(grid.name for grid in grids)}."
        )
    return found
