"""Many offices at once: gathered into one place, asked, and put into a province's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import FindingsError
from cchc_tui.office.checking import Checking
from cchc_tui.office.reporting import Reports
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Channel, Measure, OfficeSettings
from cchc_tui.records.period import GENERAL_REGIME, Period, free_period
from cchc_tui.records.yearbook import Yearbook

if TYPE_CHECKING:
    from cchc_tui.collect import Gathered, QueryResult, Summary
    from cchc_tui.collect.gather import Progress
    from cchc_tui.collect.summary import Total
    from cchc_tui.collect.tidy import Tidied

__all__ = [
    "Gathered",
    "QueryResult",
    "Summary",
    "Total",
    "ask",
    "compose_collected",
    "gather",
    "summarise",
    "table_schemas",
    "tidy",
    "write_page",
    "write_parquet",
]


def gather(sources: Sequence[Path], lake: Path, *, progress: Progress | None = None) -> Gathered:
    """Bring `lake` up to the HEAD of every source; see `cchc_tui.collect.gather`."""
    from cchc_tui.collect import gather as gather_offices

    return gather_offices(sources, lake, progress=progress)


def tidy(lake: Path, *, keep: int) -> Tidied:
    """Forget all but the newest gatherings and remove their files; see `cchc_tui.collect.tidy`."""
    from cchc_tui.collect.tidy import tidy as tidy_lake

    return tidy_lake(lake, keep=keep)


def write_parquet(lake: Path, folder: Path) -> int:
    """Write the newest gathering as bare Parquet files; return its number."""
    from cchc_tui.collect.plain_parquet import write_parquet as write_files

    return write_files(lake, folder)


def summarise(lake: Path, period: Period, gathering: int | None = None) -> Summary:
    """Return what the gathered offices say of a period, its days those of the general regime (NĐ 09/2019/NĐ-CP)."""
    from cchc_tui.collect import summarise as summarise_lake

    return summarise_lake(lake, period, GENERAL_REGIME.window(period), gathering)


def write_page(summary: Summary, target: Path, *, force: bool) -> None:
    """Write a summary as one self-contained HTML file. RefusedError, without `force`, where a file stands."""
    from cchc_tui.collect.page import html_page
    from cchc_tui.storage.atomic import create_file, replace_file
    from cchc_tui.storage.shipped import templates_dir

    template = (templates_dir() / "summary" / "page.html").read_text(encoding="utf-8")
    write = replace_file if force else create_file
    write(target, html_page(summary, template).encode())


def ask(lake: Path, sql: str, gathering: int | None = None) -> QueryResult:
    """Return the answer to one SELECT about the gathered offices."""
    from cchc_tui.collect import ask as ask_lake

    return ask_lake(lake, sql, gathering)


def table_schemas() -> str:
    """Return `CREATE TABLE` of every table that is gathered, for engines that read the Parquet files by themselves."""
    from cchc_tui.collect.schema import sql_schemas

    return sql_schemas()


def compose_collected(
    reports: Reports, rules: Checking, reference: str, lake: Path, *, draft: bool = False
) -> tuple[str, list[str]]:
    """Compose a report of an office above others: its counts those of all gathered offices, which an appendix lists.
    Return it with what is told with it.

    FindingsError while files of some office cannot be read or it may not be a final copy, unless `draft`.
    """
    from cchc_tui.collect import summarise as summarise_lake
    from cchc_tui.report.communes import communes_appendix

    stored = reports.reportable(reference, draft=draft)
    own = reports.yearbook_of(stored.record)
    summary = summarise_lake(lake, own.period, own.window)
    if summary.faults and not draft:
        raise FindingsError(
            f"Chưa lập được báo cáo chính thức: hồ sơ các xã còn {summary.faults} lỗi, số liệu có thể thiếu.",
            f"Xem từng lỗi: cchc summary {lake} --sql 'SELECT office, path, line, message FROM errors'",
        )
    previous = reports.previous_yearbook(stored.record)
    if previous is not None:
        previous = _with_counts(previous, summarise_lake(lake, previous.period, previous.window))
    year_before = reports.year_before_yearbook(stored.record)
    if year_before is not None:
        year_before = _with_counts(year_before, summarise_lake(lake, year_before.period, year_before.window))
    counted = _with_counts(own, summary)
    text = reports.composed(stored, counted, previous, draft=draft, year_before=year_before)
    told = rules.told_with(stored) if draft else rules.demand_final_text(stored, text, counted)
    rows = [(s.office, s.state, s.documents, s.met, s.not_met, s.unset) for s in summary.standings]
    title = f"Tình hình thực hiện của các xã {own.period.name}"
    source = f"Số liệu theo lần tổng hợp số {summary.gathering}, ngày {summary.gathered_on}."
    return text + "\n" + communes_appendix(title, rows, source), told


def _with_counts(yearbook: Yearbook, summary: Summary) -> Yearbook:
    """Return the yearbook with one count for each measure: the total of all offices."""
    window = free_period(yearbook.window.first, yearbook.window.last).code
    media = tuple(
        MediaCount(
            id=f"{total.channel}/{total.measure}",
            channel=total.channel,
            measure=total.measure,
            period=window,
            value=total.quantity.value,
            qualifier=total.quantity.qualifier.value,
        )
        for total in summary.totals
    )
    return replace(yearbook, office=_with_lists(yearbook.office, summary.totals), media=media, straddling=())


def _with_lists(office: OfficeSettings, totals: Sequence[Total]) -> OfficeSettings:
    """Return the office with the communes' channels and measures that it has not declared itself, in the communes'
    words: what a list does not know is in no sentence of a report.
    """
    channels = {channel.code: channel for channel in office.channels}
    measures = {(measure.channel, measure.code): measure for measure in office.measures}
    for total in totals:
        channels.setdefault(total.channel, Channel(code=total.channel, label=total.channel_label))
        new = Measure(channel=total.channel, code=total.measure, label=total.measure_label, unit=total.unit)
        measures.setdefault((total.channel, total.measure), new)
    return office.change(channels=tuple(channels.values()), measures=tuple(measures.values()))
