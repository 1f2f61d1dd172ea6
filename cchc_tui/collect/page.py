"""A summary as one HTML file that needs nothing else: figures, charts, tables that sort and filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby
from string import Template

from cchc_tui.collect.charts import bar_chart, stacked_chart
from cchc_tui.collect.figure_totals import FigureTotal
from cchc_tui.collect.summary import DRAFTING, MISSING, REPORTED, Standing, Summary, Total
from cchc_tui.language.wording import format_date, format_number, format_quantity
from cchc_tui.records.period import Period, PeriodKind, parse_period

MOST_CHARTS = 12
"""Most measures with a chart of their own; the tables have all of them."""
_HINT = "gõ vài chữ, không cần dấu"
_STATES = {REPORTED: "good", DRAFTING: "warn", MISSING: "bad"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    number: int | Decimal | None = None
    """The number behind the text: such cells stand right and are sorted by it."""
    style: str = ""

    def html(self) -> str:
        """Return the cell as `<td>`."""
        names = " ".join(name for name in ("number" if self.number is not None else "", self.style) if name)
        styled = f' class="{names}"' if names else ""
        value = f' data-value="{self.number}"' if self.number is not None else ""
        return f"<td{styled}{value}>{escape(self.text)}</td>"


def html_page(summary: Summary, template: str) -> str:
    """Return the page. `template` is HTML with `$title`, `$about` and `$body`."""
    about = (
        f"Từ ngày {format_date(summary.window.first)} đến ngày {format_date(summary.window.last)}. "
        f"Lần tổng hợp số {summary.gathering}, ngày {summary.gathered_on}."
    )
    body = "\n".join((_figures(summary), _charts(summary), *_sections(summary)))
    title = f"Tổng hợp {summary.period.name}"
    return Template(template).substitute(title=escape(title), about=escape(about), body=body)


def _figures(summary: Summary) -> str:
    standings = summary.standings
    by_state = {state: sum(s.state == state for s in standings) for state in _STATES}
    shown = [
        ("Cơ quan", len(standings), ""),
        *((state.capitalize(), count, _STATES[state]) for state, count in by_state.items()),
        ("Văn bản", sum(s.documents for s in standings), ""),
        ("Nhiệm vụ Đạt", sum(s.met for s in standings), "good"),
        ("Không đạt", sum(s.not_met for s in standings), "bad"),
        ("Chưa đánh giá", sum(s.unset for s in standings), "warn"),
        ("Lỗi hồ sơ", summary.faults, "bad" if summary.faults else ""),
    ]
    boxes = [f'<div><dt>{escape(n)}</dt><dd class="{style}">{format_number(v)}</dd></div>' for n, v, style in shown]
    warning = '<p class="bad">Còn hồ sơ không đọc được: các số dưới đây có thể thiếu.</p>' if summary.faults else ""
    return f'<dl class="figures">{"".join(boxes)}</dl>{warning}'


def _charts(summary: Summary) -> str:
    figures = [_reported_chart(summary.standings), *_month_charts(summary)]
    return f'<h2>Biểu đồ</h2>\n<div class="charts">{"".join(figures)}</div>'


def _reported_chart(standings: Sequence[Standing]) -> str:
    """Return how many offices of each province have reported."""
    provinces = [(name, list(group)) for name, group in groupby(standings, key=lambda s: s.province_name)]
    parts = {state.capitalize(): [sum(s.state == state for s in group) for _, group in provinces] for state in _STATES}
    return _figure("Báo cáo theo tỉnh", stacked_chart([name for name, _ in provinces], parts))


def _month_charts(summary: Summary) -> Iterator[str]:
    """Yield a chart of the months for each measure, the measures counted by most offices first."""
    measures = sorted(summary.totals, key=lambda t: (-t.offices, t.channel, t.measure))
    for total in measures[:MOST_CHARTS]:
        by_month = {
            period.number: one.quantity.value
            for one in summary.months
            if (one.channel, one.measure) == (total.channel, total.measure) and (period := _month(one)) is not None
        }
        if by_month:
            months = range(min(by_month), max(by_month) + 1)
            chart = bar_chart([f"T{m}" for m in months], [by_month.get(m) for m in months], unit=total.unit)
            yield _figure(f"{total.channel_label}: {total.measure_label} ({total.unit})", chart)


def _month(total: Total) -> Period | None:
    period = parse_period(total.period)
    return period if period is not None and period.kind is PeriodKind.MONTH else None


def _figure(caption: str, svg: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{svg}</figure>"


def _sections(summary: Summary) -> Iterator[str]:
    """Yield the tables that have rows."""
    standings = [
        [
            Cell(s.province_name),
            Cell(s.office),
            Cell(s.state, style=_STATES[s.state]),
            *(Cell(format_number(n), n) for n in (s.documents, s.met, s.not_met, s.unset, s.faults)),
        ]
        for s in summary.standings
    ]
    heads = ("Tỉnh", "Cơ quan", "Báo cáo", "Văn bản", "Đạt", "Không đạt", "Chưa đánh giá", "Lỗi")
    yield _section("Các cơ quan", heads, standings)
    yield _section("Tổng số cả kỳ", ("Kênh", "Chỉ tiêu", "Số lượng", "Số cơ quan"), map(_total_cells, summary.totals))
    months = [[Cell(_name(one.period)), *_total_cells(one)] for one in summary.months]
    yield _section("Theo tháng, kỳ đã ghi", ("Kỳ", "Kênh", "Chỉ tiêu", "Số lượng", "Số cơ quan"), months)
    figures = [_figure_cells(total) for total in summary.figures]
    yield _section("Biểu số liệu cả kỳ", ("Biểu", "Cột", "Số liệu", "Số cơ quan", "Còn thiếu"), figures)
    if summary.straddling:
        count = format_number(summary.straddling)
        yield f"<p>{count} số liệu nằm vắt qua ranh giới kỳ nên không tính vào đâu cả.</p>"
    repeated = [
        [Cell(r.province), Cell(r.symbol), Cell(format_date(r.issued_on)), Cell(", ".join(r.offices))]
        for r in summary.repeated
    ]
    yield _section("Văn bản trùng giữa các cơ quan", ("Tỉnh", "Số, ký hiệu", "Ngày", "Cơ quan"), repeated)


def _total_cells(total: Total) -> list[Cell]:
    quantity = f"{format_quantity(total.quantity)} {total.unit}".rstrip()
    return [
        Cell(total.channel_label),
        Cell(total.measure_label),
        Cell(quantity, total.quantity.value),
        Cell(format_number(total.offices), total.offices),
    ]


def _figure_cells(total: FigureTotal) -> list[Cell]:
    return [
        Cell(total.form),
        Cell(total.label),
        Cell(total.words, total.value if total.value is not None else 0),
        Cell(format_number(total.offices), total.offices),
        Cell(format_number(total.lacking), total.lacking, "warn" if total.lacking else ""),
    ]


def _name(code: str) -> str:
    period = parse_period(code)
    return period.name if period else code


def _section(title: str, heads: Sequence[str], rows: Iterator[list[Cell]] | Sequence[list[Cell]]) -> str:
    """Return a table under its title with a box that filters it; nothing without rows."""
    cells = list(rows)
    if not cells:
        return ""
    right = [cell.number is not None for cell in cells[0]]
    head = "".join(
        f'<th scope="col"{" class=number" if number else ""}><button type="button">{escape(name)}</button></th>'
        for name, number in zip(heads, right, strict=True)
    )
    lines = "\n".join(f"<tr>{''.join(cell.html() for cell in row)}</tr>" for row in cells)
    return (
        f"<section><h2>{escape(title)}</h2>\n"
        f'<label class="filter">Lọc: <input type="search" placeholder="{_HINT}"><output></output></label>\n'
        f'<div class="table"><table><thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody></table></div></section>'
    )
