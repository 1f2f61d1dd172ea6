"""What the prose can ask of the figures of forms: one figure, a comparison in words, a whole table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from cchc_tui.errors import CchcError
from cchc_tui.language.wording import Qualifier, Quantity, format_quantity
from cchc_tui.records.figure_book import FigureBook, FigureTable, a_year_before, no_form, number_text
from cchc_tui.records.figures import CellValue
from cchc_tui.records.form import ColumnKind, FormColumn
from cchc_tui.records.office import Measure
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, PeriodKind, parse_period
from cchc_tui.report.markdown import Markdown, escape, escape_cell
from cchc_tui.report.measures import MeasureFigures, exact_value
from cchc_tui.report.rendering import PlaceholderError

SAME_PERIOD, PERIOD_BEFORE, YEAR_SO_FAR = "cùng kỳ", "kỳ trước", "lũy kế"
_PLACES = Decimal("0.1")
_MOST_PLACES = 4


class FigureSentences:
    """The functions of one report: `period` is the report's own."""

    def __init__(self, book: FigureBook, period: Period, measures: MeasureFigures | None = None) -> None:
        """`measures` are the counts of channels, named as `truyen-thanh.tin-bai`."""
        self._book = book
        self._period = period
        self._measures = measures

    def functions(self) -> dict[str, Callable[..., Markdown]]:
        """Return the functions by the names the prose uses."""
        return {
            "chi_tieu": self._figure,
            "luy_ke": lambda path: self._figure(path, YEAR_SO_FAR),
            "ke_hoach": self._target,
            "ty_le": self._rate,
            "so_sanh_chi_tieu": self._compared,
            "bieu": self._table,
        }

    def _figure(self, path: object, period: object = "") -> Markdown:
        """Return `chi_tieu("tthc-06.tiep-nhan")`, `chi_tieu("tthc-06.tiep-nhan.chung-thuc", "cùng kỳ")`."""
        asked, of = str(path), self._named(str(period))
        if (measure := self._measure(asked)) is not None and self._measures is not None:
            return escape(format_quantity(self._measures.quantity(measure, of)))
        column, value = self._value(asked, of)
        return escape(_printed(column, value))

    def _measure(self, path: str) -> Measure | None:
        """Return the measure of a channel that a path names; None for a column of a form."""
        channel, _, code = path.partition(".")
        return self._measures.find(channel, code) if self._measures is not None else None

    def _exact(self, path: str, period: Period) -> Decimal:
        if (measure := self._measure(path)) is not None and self._measures is not None:
            return exact_value(self._measures.quantity(measure, period), path)
        return self._value(path, period)[1]

    def _rate(self, part: object, whole: object, period: object = "", places: object = 2) -> Markdown:
        """Return `ty_le("mot-cua.luot-huong-dan", "tthc-06.tiep-nhan")`: a share in per cent, rounded half up.

        PlaceholderError where what it is taken of did not happen.
        """
        if not isinstance(places, int) or places not in range(_MOST_PLACES + 1):
            raise PlaceholderError(f"số chữ số sau dấu phẩy của ty_le là từ 0 đến {_MOST_PLACES}.")
        of = self._named(str(period))
        top, below = self._exact(str(part), of), self._exact(str(whole), of)
        if not below:
            raise PlaceholderError(f"{of.name} không phát sinh “{whole}” nên không có tỷ lệ; viết câu ấy bằng lời.")
        return escape(number_text((100 * top / below).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)))

    def _target(self, path: object) -> Markdown:
        if (measure := self._measure(str(path))) is not None and self._measures is not None:
            reached = self._measures.target(measure, self._period.year)
            if reached is None:
                raise PlaceholderError(f"office.toml chưa khai mức phải đạt năm {self._period.year} của “{path}”.")
            return escape(reached.words)
        form, key, _ = _parts(str(path))
        table = self._look_up(form, self._period)
        target = table.form.target(key, self._period.year)
        if target is None:
            raise PlaceholderError(f"biểu {form} chưa khai mức phải đạt năm {self._period.year} của cột “{key}”.")
        return escape(target.words)

    def _compared(self, path: object, period: object = SAME_PERIOD) -> Markdown:
        """Return `so_sanh_chi_tieu("tthc-06.tiep-nhan")` → `tăng 600 hồ sơ, bằng 171,4% so với cùng kỳ`."""
        named = str(period)
        words = named if named in (SAME_PERIOD, PERIOD_BEFORE) else self._named(named).name
        if (measure := self._measure(str(path))) is not None and self._measures is not None:
            counted = self._measures.quantity(measure, self._period)
            before = self._measures.quantity(measure, self._named(named))
            return escape(_quantities_compared(counted, before, measure.unit or "", words))
        column, now = self._value(str(path), self._period)
        _, then = self._value(str(path), self._named(named))
        unit = column.unit or self._look_up(_parts(str(path))[0], self._period).form.unit
        return escape(compare_in_words(now, then, unit, words, rate=column.kind is ColumnKind.RATIO))

    def _table(self, code: object, period: object = "") -> Markdown:
        """Return the whole form as a table, its merged heads as paths."""
        return table_markdown(self._look_up(str(code), self._named(str(period))))

    def _look_up(self, code: str, period: Period) -> FigureTable:
        try:
            return self._book.table(code, period)
        except CchcError as error:
            raise PlaceholderError(" ".join(str(error).split("\n"))) from error

    def _value(self, path: str, period: Period) -> tuple[FormColumn, Decimal]:
        """Return a column and its figure. PlaceholderError where there is none: nothing is taken as 0."""
        form, key, row = _parts(path)
        table = self._look_up(form, period)
        column = table.form.column(key)
        if column is None:
            known = ", ".join(c.key for c in table.form.columns)
            raise PlaceholderError(f"biểu {form} không có cột “{key}”; các cột: {known}.")
        value = table.cells(row).get(key)
        if not isinstance(value, Decimal):
            where = f", dòng {row}" if row else ""
            raise PlaceholderError(f"chưa có đủ số liệu {period.name} cho “{path}”{where}: biểu {form} còn ô trống.")
        return column, value

    def _named(self, words: str) -> Period:
        """Return the period that a function names, by default the report's own."""
        match words.strip().lower():
            case "":
                return self._period
            case "cùng kỳ":
                return a_year_before(self._period)
            case "kỳ trước":
                return self._period.previous
            case "lũy kế":
                return _year_so_far(self._period)
        period = parse_period(words)
        if period is None:
            raise PlaceholderError(f"“{words}” không phải là một kỳ; viết cùng kỳ, kỳ trước, lũy kế, quý 3/2026, 2025.")
        return period


def _quantities_compared(now: Quantity, then: Quantity, unit: str, than: str) -> str:
    """Return a change in words; of counts that are not exact no share is told."""
    if now.qualifier is then.qualifier is Qualifier.EXACT:
        return compare_in_words(Decimal(now.value), Decimal(then.value), unit, than, rate=False)
    if now.value == then.value:
        return f"tương đương {than}"
    verb = "tăng" if now.value > then.value else "giảm"
    return (
        f"{verb} khoảng {number_text(abs(Decimal(now.value) - Decimal(then.value)))} {unit}".rstrip()
        + f" so với {than}"
    )


def compare_in_words(now: Decimal, then: Decimal, unit: str, than: str, *, rate: bool) -> str:
    """Return a change in words: numbers by their difference and share, rates in percentage points."""
    change = now - then
    if not change:
        return f"bằng {than}"
    verb, size = ("tăng" if change > 0 else "giảm"), number_text(abs(change))
    if rate:
        return f"{verb} {size} điểm phần trăm so với {than}"
    counted = f"{verb} {size} {unit}".rstrip()
    if not then:
        return f"{counted} so với {than}"
    share = number_text((100 * now / then).quantize(_PLACES, ROUND_HALF_UP))
    return f"{counted}, bằng {share}% so với {than}"


def table_markdown(table: FigureTable) -> Markdown:
    """Return a form as a pipe table: heads as paths, the row of column numbers, groups, rows, the total."""
    form = table.form
    heads = ["TT", form.row_head, *(" > ".join(column.head) for column in form.columns)]
    lines = [_row(heads), "|" + "|".join([":-:", ":--", *map(_side, form.columns)]) + "|"]
    if any(column.number for column in form.columns):
        lines.append(_row(["(1)", "(2)", *(column.number.partition(" ")[0] for column in form.columns)]))
    group = ""
    for number, line in enumerate(table.lines, 1):
        if line.group and line.group != group:
            group = line.group
            lines.append(_row(["", f"**{escape_cell([group])}**", *("" for _ in form.columns)]))
        label = escape_cell([line.label])
        name = f"**{label}**" if line.summed else label
        lines.append(_row([line.number or str(number), name, *_cells(form.columns, line.cells)]))
    if form.total and table.lines:
        lines.append(_row(["", f"**{form.total}**", *_cells(form.columns, table.whole)]))
    unit = f"Đơn vị: {form.unit}\n\n" if form.unit else ""
    return Markdown(unit + "\n".join(lines))


def _side(column: FormColumn) -> str:
    return ":--" if column.kind is ColumnKind.TEXT else "--:"


def _cells(columns: tuple[FormColumn, ...], cells: Mapping[str, CellValue]) -> list[str]:
    return [escape(_printed(column, cells.get(column.key))) for column in columns]


def _printed(column: FormColumn, value: CellValue) -> str:
    """Return a cell as printed; a rate without anything to divide by, and a missing figure, are a dash."""
    if isinstance(value, Decimal):
        return number_text(value)
    return value or ("" if column.kind is ColumnKind.TEXT else "-")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _parts(path: str) -> tuple[str, str, str]:
    form, _, rest = path.partition(".")
    key, _, row = rest.partition(".")
    if not key:
        raise PlaceholderError(f"“{path}” chưa nêu cột; viết như tthc-06.tiep-nhan.")
    return form, key, row


def _year_so_far(period: Period) -> Period:
    """Return the year from its first month to the last of a period."""
    if period.free is not None:
        return period
    _, last = period.months
    kinds = {3: Period(PeriodKind.QUARTER, period.year, 1), 6: Period(PeriodKind.HALF, period.year)}
    kinds |= {9: Period(PeriodKind.NINE_MONTHS, period.year), MONTHS_IN_YEAR: Period(PeriodKind.YEAR, period.year)}
    return kinds.get(last, Period(PeriodKind.FIRST_MONTHS, period.year, last))


NO_FIGURES = FigureBook((), no_form)
"""For prose outside an office."""
