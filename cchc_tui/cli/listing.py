"""Looking at records: `list` and `show`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import click

from cchc_tui.cli.completers import RecordId
from cchc_tui.cli.kinds import KindType, named_period
from cchc_tui.cli.plain import plain_record, to_json
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice
from cchc_tui.cli.tables import pairs, table
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Field, Record, fields_of, form_fields, is_empty, list_columns, place_key
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import choices_of, regimes_of
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.typed import show_value

if TYPE_CHECKING:
    from cchc_tui.office import Office, Stored


ROOM_FOR_DIRECTION = 80
"""Cells of a terminal from which the list of documents has the column of their direction."""


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Liệt kê văn bản, tin bài, nhiệm vụ, báo cáo.",
    help="Liệt kê hồ sơ. LOẠI là directives (văn bản), media (thống kê tin bài), checklist (nhiệm vụ) "
    "hoặc reports (báo cáo).",
)
@click.argument("cls", metavar="LOẠI", type=KindType())
@click.option(
    "--period",
    metavar="KỲ",
    help="Chỉ những hồ sơ mà báo cáo kỳ này tính: 2023, 6/2023, quý 3/2023, 6 tháng 2023, 8 tháng đầu năm 2023, "
    "15/12/2022 - 14/12/2023.",
)
@click.option("--regime", metavar="CHẾ_ĐỘ", help="Mã chế độ báo cáo trong office.toml, khi khác chế độ thường dùng.")
@click.option("--deleted", is_flag=True, help="Liệt kê các hồ sơ đã xóa.")
@click.option("--json", "as_json", is_flag=True, help="In JSON, khóa như trong tệp TOML, thêm path và parsed.")
@click.pass_obj
def list_records(
    session: Session, cls: type[Record], period: str | None, regime: str | None, deleted: bool, as_json: bool
) -> int:
    """Print the records of one kind."""
    office = session.open()
    if period is None:
        found = list(office.records.stored(cls, deleted=deleted))
    else:
        found = _seen_in(office, cls, deleted, named_period(period), regime)
    found.sort(key=_order)
    if as_json:
        print_data(to_json([_plain(office, stored) for stored in found]))
        return GOOD
    if not found:
        print_notice(f"Không có {cls.name} nào.")
        return GOOD
    for line in _table(office, cls, found):
        print_data(line)
    return GOOD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xem một hồ sơ.",
    help="Xem mọi mục đã ghi của một hồ sơ. MÃ là mã sáu ký tự, hoặc tên ngắn của báo cáo.",
)
@click.argument("reference", metavar="MÃ", type=RecordId())
@click.option("--at", "when", metavar="NGÀY", help="Xem bản cuối ngày ấy, hoặc ở lần lưu mang mã ấy (cchc log).")
@click.option("--json", "as_json", is_flag=True, help="In JSON, khóa như trong tệp TOML, thêm path và parsed.")
@click.pass_obj
def show_record(session: Session, reference: str, when: str | None, as_json: bool) -> int:
    """Print one record, deleted or not, as it is or as it was."""
    office = session.open()
    stored = office.history.stored_at(reference, when) if when else office.records.find(reference)
    if as_json:
        print_data(to_json(plain_record(stored)))
        return GOOD
    record = stored.record
    rows = [(f.label, _shown(office, record, f)) for f in fields_of(type(record)) if f.key != "schema"]
    rows += [(key, str(value)) for key, value in sorted(record.extra.items())]
    rows += [("Tệp", stored.path), *(("Lời chú gõ tay", comment) for comment in stored.comments)]
    for line in pairs([row for row in rows if row[1]]):
        print_data(line)
    return GOOD


def _seen_in(
    office: Office, cls: type[Record], deleted: bool, period: Period, regime: str | None
) -> list[Stored[Record]]:
    """Return those that a report on the period counts; says which window that is, and what its edges cut in two."""
    # The reports' part takes longer to import than to list a thousand records; a list needs this one thing of it.
    from cchc_tui.records.yearbook import make_yearbook

    _demand_known(office, regime)
    window = office.settings.window_of(period, regime)
    found = office.records.stored(cls, deleted=deleted, around=window if cls is Directive else None)
    documents = [s.record for s in found if isinstance(s.record, Directive)]
    counts = [s.record for s in found if isinstance(s.record, MediaCount)]
    yearbook = make_yearbook(office.settings, period, documents, counts, (), regime=regime)
    seen = {record.id for record in (*yearbook.directives, *yearbook.media)}
    print_notice(f"Tính {yearbook.window.name}, theo chế độ “{office.settings.regime_of(regime).name}”.")
    if yearbook.straddling:
        print_notice(f"{len(yearbook.straddling)} số liệu tin bài nằm vắt qua ranh giới kỳ nên không tính vào đâu cả.")
    checklists = _checklists_of(office, period)
    return [s for s in found if s.record.id in seen or _is_of(s.record, period, checklists)]


def _demand_known(office: Office, regime: str | None) -> None:
    known = [choice.code for choice in regimes_of(office.settings)]
    if regime is not None and regime not in known:
        raise WrongUseError(f"Không có chế độ báo cáo “{regime}” trong office.toml.", f"Được dùng: {', '.join(known)}.")


def _checklists_of(office: Office, period: Period) -> set[str | None]:
    """Return the checklists that reports on the period print."""
    sheets = [s.record for s in office.records.stored(ReportSheet)]
    return {sheet.checklist for sheet in sheets if _same_period(sheet, period)} - {None}


def _is_of(record: Record, period: Period, checklists: set[str | None]) -> bool:
    """Return whether an item or a report belongs to the period: by the report that prints it, else by the year in its
    name.
    """
    match record:
        case ChecklistItem():
            named = (record.checklist or "").startswith(f"{period.year:04d}-")
            return record.checklist in checklists if checklists else named
        case ReportSheet():
            return _same_period(record, period)
        case _:
            return False


def _same_period(sheet: ReportSheet, period: Period) -> bool:
    return parse_period(sheet.period or "") == period


def _plain(office: Office, stored: Stored[Record]) -> dict[str, Any]:
    """Return the record as JSON; of a report also whether it would come out otherwise than it was closed."""
    plain = plain_record(stored)
    if isinstance(stored.record, ReportSheet):
        plain["changed_since_freeze"] = office.reports.changed_since_freeze(cast("Stored[ReportSheet]", stored))
    return plain


def _state(office: Office, stored: Stored[Record]) -> list[str]:
    """Return the last column of a report: nháp, đã chốt, or đã chốt with what became of it since."""
    if not isinstance(stored.record, ReportSheet):
        return []
    if stored.record.state != FROZEN:
        return ["nháp"]
    changed = office.reports.changed_since_freeze(cast("Stored[ReportSheet]", stored))
    return ["đã chốt, số liệu đã đổi" if changed else "đã chốt"]


def _table(office: Office, cls: type[Record], found: Sequence[Stored[Record]]) -> list[str]:
    columns = list_columns(cls)
    width = os.get_terminal_size().columns if sys.stdout.isatty() else None
    if cls is Directive and (width is None or width >= ROOM_FOR_DIRECTION):
        columns = tuple(f for f in form_fields(cls) if f in columns or f.key == "direction")
    rows = [[s.record.id, *(_shown(office, s.record, f) for f in columns), *_state(office, s)] for s in found]
    state = ["Tình trạng"] if cls is ReportSheet else []
    return table(["Mã", *(f.label for f in columns), *state], rows, width=width)


def _shown(office: Office, record: Record, field: Field) -> str:
    value = getattr(record, field.key)
    if is_empty(value):
        return ""
    return show_value(field, value, choices=choices_of(field, office.settings, record))


def _order(stored: Stored[Record]) -> tuple[Any, ...]:
    """Return directives by date and number, counts by channel, measure and period, items by place, reports by
    period.
    """
    match stored.record:
        case Directive() as directive:
            parsed = directive.parsed
            number = parsed.sort_key if parsed else ()
            return (directive.issued_on or date.max, number, directive.id)
        case MediaCount() as count:
            return (count.channel or "", count.measure or "", count.period or "", count.id)
        case ChecklistItem() as item:
            return (item.checklist or "", place_key(item.position), item.id)
        case ReportSheet() as sheet:
            return (sheet.period or "", sheet.slug or "", sheet.id)
        case record:
            return (record.id,)
