"""`cchc chart`: the counts of a period as bars by month, for a terminal or a pipe."""

from __future__ import annotations

import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from cchc_tui.cli.kinds import named_period
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import fold, printable
from cchc_tui.language.wording import format_number, format_quantity
from cchc_tui.records.figure_book import a_year_before
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.tui.bars import change_words, month_bars
from cchc_tui.tui.media_table import MediaTable, make_media_table, months_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_tui.office import Office
    from cchc_tui.records.yearbook import Yearbook

_HEIGHT = 6
_CELL, _LEAST_CELL = 6, 5


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Vẽ tin bài theo tháng thành cột.",
    help="Vẽ số liệu tin bài của một kỳ thành cột theo tháng, mỗi chỉ tiêu một biểu. KÊNH là mã hoặc vài chữ trong tên "
    "kênh, không cần dấu; để trống là mọi kênh. BIỂU.CỘT hay BIỂU.CỘT.DÒNG (tthc-06.tiep-nhan) vẽ một cột của biểu số "
    "liệu theo quý hoặc tháng đã ghi.",
)
@click.argument("channel", metavar="[KÊNH]", required=False, default="")
@click.option("--period", metavar="KỲ", help="2023, 6/2023, quý 3/2023, 6 tháng 2023. Để trống là năm nay.")
@click.pass_obj
def show_chart(session: Session, channel: str, period: str | None) -> int:
    """Print one chart for each measure of the channels named."""
    office = session.open()
    wanted = named_period(period) if period else Period(PeriodKind.YEAR, office.today.year)
    if "." in channel:
        return _show_indicator(office, channel, wanted)
    months = months_of(office.settings.window_of(wanted), office.settings)
    counts = office.records.stored(MediaCount)
    table = make_media_table(office.settings, office.reports.yearbook(wanted), months, counts)
    rows = [number for number, row in enumerate(table.rows) if _is_named(office, row.channel, channel)]
    if channel and not rows:
        names = ", ".join(c.code or "" for c in office.settings.channels)
        raise WrongUseError(f"Không có kênh nào khớp “{channel}”.", f"Các kênh: {names}.")
    now, earlier = office.reports.yearbook(wanted), _earlier(office, wanted)
    width = shutil.get_terminal_size((80, 24)).columns
    drawn = 0
    for number in rows:
        row = table.rows[number]
        total = table.totals[number]
        if total is None:
            continue
        change = _changes(now, earlier, row.channel, row.measure)
        head = f"{office.settings.channel_label(row.channel)}: {row.label}"
        print_data(f"{printable(head)}, {wanted.name}: {format_quantity(total)} {row.unit}{change}".rstrip())
        for line in _bars(table, number, width):
            print_data(line)
        print_data("")
        drawn += 1
    if not drawn:
        print_notice(f"Chưa có số liệu nào trong {wanted.name}.")
    return GOOD


def _earlier(office: Office, period: Period) -> list[tuple[str, Yearbook]]:
    """Return the period before and the same period a year before, each with what it is called; the same one once."""
    year = a_year_before(period)
    before = [] if period.free or period.previous == year else [("kỳ trước", period.previous)]
    named = [*before, ("cùng kỳ", year)]
    return [(f"{words} ({one.name})", office.reports.yearbook(one)) for words, one in named]


def _changes(now: Yearbook, earlier: list[tuple[str, Yearbook]], channel: str, measure: str) -> str:
    """Return how a measure changed; nothing where one side of a comparison is not wholly recorded."""
    total = now.whole_total(channel, measure)
    found = [(words, book.whole_total(channel, measure)) for words, book in earlier]
    told = [f"   {change_words(total.value, was.value)} so với {words}" for words, was in found if total and was]
    return "".join(told)


def _show_indicator(office: Office, path: str, wanted: Period) -> int:
    """Print the column of a form, `tthc-06.tiep-nhan` or with a row behind it, over the quarters or months it has."""
    code, _, rest = path.partition(".")
    key, _, row = rest.partition(".")
    form = office.figures.form(code)
    column = form.column(key)
    if column is None:
        names = ", ".join(c.key for c in form.columns)
        raise WrongUseError(f"Biểu {code} không có cột “{key}”.", f"Các cột: {names}.")
    book = office.figures.book
    tables = [t for t in book.series(code, wanted) if isinstance(t.cells(row).get(key), Decimal)]
    if not tables:
        print_notice(f"Chưa có số liệu nào của {path} trong {wanted.name}.")
        return GOOD
    values = [value for t in tables if isinstance(value := t.cells(row)[key], Decimal)]
    now, then = (
        book.table(code, wanted).cells(row).get(key),
        book.same_period_last_year(code, wanted).cells(row).get(key),
    )
    unit = "%" if column.is_rate else f" {column.unit or form.unit}".rstrip()
    said = f": {format_number(now)}{unit}" if isinstance(now, Decimal) else ""
    change = ""
    if isinstance(now, Decimal) and isinstance(then, Decimal):
        change = f"   {change_words(now, then)} so với cùng kỳ"
    print_data(printable(f"{code}, {' › '.join(column.head)}, {wanted.name}{said}{change}"))
    cell = max(_CELL, *(len(format_number(value)) + 1 for value in values))
    for line in month_bars([int(value * 100) for value in values], _HEIGHT, cell, cell - 2):
        print_data("  " + "".join(text for text, _ in line).rstrip())
    print_data(_under([format_number(value) for value in values], cell))
    print_data(_under([_brief(table.period) for table in tables], cell))
    return GOOD


def _brief(period: Period) -> str:
    letter = {PeriodKind.QUARTER: "Q", PeriodKind.MONTH: "T"}.get(period.kind)
    return f"{letter}{period.number}" if letter else str(period.year)


def _is_named(office: Office, code: str, wanted: str) -> bool:
    """Return whether the channel is meant: by its code, or by some words of its name without marks."""
    return not wanted or wanted == code or fold(wanted) in fold(office.settings.channel_label(code))


def _bars(table: MediaTable, row: int, width: int) -> list[str]:
    """Return the bars, the numbers and the months under them; nothing where no month has a count of its own."""
    values = [quantity.value if (quantity := table.quantity(row, n)) else None for n in range(len(table.months))]
    if not any(values):
        return ["  (chỉ có số cho khoảng dài hơn một tháng)"]
    cell = _CELL if width >= 2 + _CELL * len(values) else _LEAST_CELL
    lines = ["  " + "".join(text for text, _ in line).rstrip() for line in month_bars(values, _HEIGHT, cell, cell - 2)]
    numbers = [format_number(value) if value is not None else "·" for value in values]
    return [*lines, _under(numbers, cell), _under([f"T{month.number}" for month in table.months], cell)]


def _under(words: Sequence[str], cell: int) -> str:
    return "  " + "".join(word.rjust(cell) for word in words)
