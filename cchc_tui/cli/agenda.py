"""`today`: all that is due in the office, for a person, a login line, a program and a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_tui.cli.session import FINDINGS, GOOD, Session, print_data, print_notice, print_text, warn_of_broken_files
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.agenda import AgendaItem, AgendaKind, Urgency, brief_line
from cchc_tui.records.finding import Severity

if TYPE_CHECKING:
    from cchc_tui.office import Office

_KINDS = {AgendaKind.PAPER: "văn bản đến", AgendaKind.TASK: "nhiệm vụ", AgendaKind.REPORT: "báo cáo"}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_FEW_ERRORS = 3
_ASSUMED = "chưa có lịch nghỉ của năm ấy, hạn tính tạm"


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Việc và hạn: quá hạn, hôm nay, 3 ngày, 7 ngày tới.",
    help="Kể mọi việc có hạn mà chưa xong: văn bản đến phải trả lời, nhiệm vụ chưa đánh giá, báo cáo chưa gửi; rồi các "
    "tháng chưa ghi số liệu và số lỗi của hồ sơ. Mã kết thúc 1 khi có việc quá hạn, để đặt trong cron hay thư tự động.",
)
@click.option(
    "--person", metavar="TÊN", default="", help="Chỉ việc của người hay đơn vị này; gõ một phần tên, không cần dấu."
)
@click.option("--all", "show_all", is_flag=True, help="Kể cả việc còn trên 7 ngày.")
@click.option(
    "--brief",
    is_flag=True,
    help="Chỉ một dòng, và không in gì khi không có việc trong 7 ngày; cho lời chào lúc đăng nhập.",
)
@click.option("--json", "as_json", is_flag=True, help="In JSON: mọi việc chưa xong, kể cả việc còn lâu.")
@click.option(
    "--ics", metavar="[TỆP]", is_flag=False, flag_value="-", default=None,
    help="Ghi lịch iCalendar vào TỆP để mở bằng Outlook, điện thoại; không nêu tệp thì in ra.",
)  # fmt: skip
@click.pass_obj
def show_today(session: Session, person: str, show_all: bool, brief: bool, as_json: bool, ics: str | None) -> int:
    """Print what is due; 1 when something is overdue."""
    office = session.open_quietly()
    items = office.agenda.items(person)
    if brief:
        if line := brief_line(items):
            print_data(printable(line))
        warn_of_broken_files(office.agenda.unread)
    elif ics is not None:
        _write_calendar(office, items, ics)
    elif as_json:
        from cchc_tui.cli.plain import to_json

        print_data(to_json(_plain(office, items)))
    else:
        _show(office, items, show_all=show_all)
    return FINDINGS if any(item.urgency is Urgency.OVERDUE for item in items) else GOOD


def _show(office: Office, items: Sequence[AgendaItem], *, show_all: bool) -> None:
    from cchc_tui.cli.tables import table  # the login line waits for no table

    print_data(f"VIỆC VÀ HẠN, {_WEEKDAYS[office.today.weekday()]} {format_date(office.today)}")
    for urgency, group in groupby(items, key=lambda item: item.urgency):
        found = list(group)
        print_data("")
        if urgency is Urgency.LATER and not show_all:
            print_data(f"SAU ĐÓ: {len(found)} việc, gần nhất {format_date(found[0].due_on)}; xem: cchc today --all")
            continue
        print_data(f"{urgency.value.upper()}: {len(found)} việc")
        for line in table(("Hạn", "Còn", "Việc", "Nội dung", "Ai", "Tình trạng"), [_row(item) for item in found])[1:]:
            print_data(printable(line))
    if not items:
        print_data("Không có việc nào có hạn mà chưa xong.")
    _show_errors(office)
    gaps = office.agenda.empty_months()
    if gaps:
        print_data("")
        print_data("THÁNG CHƯA GHI SỐ LIỆU")
        for gap in gaps:
            print_data(printable(gap.sentence))
    warn_of_broken_files(office.records.findings)


def _show_errors(office: Office) -> None:
    """Tell the errors that keep reports from their final copy, the first few in full."""
    errors = _errors(office)
    if errors:
        print_data("")
        print_data(f"LỖI PHẢI CHỮA: {len(errors)}; xem hết: cchc check")
        for message in errors[:_FEW_ERRORS]:
            print_data(printable(message))


def _errors(office: Office) -> list[str]:
    return [finding.message for finding in office.rules.check() if finding.severity is Severity.ERROR]


def _row(item: AgendaItem) -> tuple[str, ...]:
    state = f"{item.state} ({_ASSUMED})" if item.assumed else item.state
    return (format_date(item.due_on), item.left, _KINDS[item.kind], item.title, item.person, state)


def _plain(office: Office, items: Sequence[AgendaItem]) -> dict[str, Any]:
    return {
        "day": office.today,
        "items": [
            {
                "kind": item.kind.value,
                "title": item.title,
                "due_on": item.due_on,
                "days_left": item.days_left,
                "urgency": item.urgency.value,
                "person": item.person,
                "state": item.state,
                "record": item.record,
                "assumed": item.assumed,
            }
            for item in items
        ],
        "empty_months": [
            {"channel": gap.channel, "months": [month.code for month in gap.months]}
            for gap in office.agenda.empty_months()
        ],
        "errors": _errors(office),
        "broken_files": len(office.records.findings),
    }


def _write_calendar(office: Office, items: Sequence[AgendaItem], place: str) -> None:
    if place == "-":
        print_text(office.agenda.calendar_text(items))
        return
    office.agenda.write_calendar(items, Path(place))
    print_notice(f"Đã ghi {len(items)} việc vào {place}.")
