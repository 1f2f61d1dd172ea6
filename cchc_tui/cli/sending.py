"""`sent`: a report has gone out, when, to whom, how and under which number."""

from __future__ import annotations

import click

from cchc_tui.cli.completers import ReportName
from cchc_tui.cli.session import GOOD, Session, print_notice
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import clean_line
from cchc_tui.language.wording import format_date, parse_date


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Ghi báo cáo đã gửi: ngày nào, gửi ai, số mấy.",
    help="Ghi rằng báo cáo đã gửi đi; kỳ ấy hết nợ. Chương trình không gửi hộ: gửi qua trục liên thông, thư điện tử "
    "hay nhập trên hệ thống rồi ghi lại ở đây. Không nêu --to thì là nơi kính gửi của báo cáo.",
)
@click.argument("reference", metavar="BÁO_CÁO", type=ReportName())
@click.option("--on", "day", metavar="NGÀY", default="", help="Ngày gửi, không nêu là hôm nay: 17/9/2026.")
@click.option("--to", metavar="NƠI", default="", help="Gửi đến đâu.")
@click.option("--by", metavar="CÁCH", default="", help="Trục liên thông, thư điện tử, phần mềm nào.")
@click.option("--number", metavar="SỐ", default="", help="Số của báo cáo, khi chưa ghi.")
@click.option("--undo", is_flag=True, help="Ghi lại là chưa gửi.")
@click.pass_obj
def record_sent(session: Session, reference: str, day: str, to: str, by: str, number: str, undo: bool) -> int:
    """Keep that a report was sent, or that it was not."""
    office = session.open()
    if undo:
        if day or to or by or number:
            raise WrongUseError("--undo không đi cùng tùy chọn khác.", "Chưa ghi gì.")
        office.closing.take_back_sent(reference)
        print_notice(f"Đã ghi: báo cáo {reference} chưa gửi.")
        return GOOD
    on = parse_date(day, office.today) if day else office.today
    if on is None:
        raise WrongUseError(f"“{day}” không phải là một ngày.", "Viết như 17/9/2026. Chưa ghi gì.")
    sheet = office.closing.record_sent(
        reference, on=on, to=clean_line(to), by=clean_line(by), number=clean_line(number)
    ).record
    where = f" đến {sheet.sent_to}" if sheet.sent_to else ""
    how = f", {sheet.sent_by}" if sheet.sent_by else ""
    print_notice(f"Đã ghi: báo cáo {sheet.slug} gửi ngày {format_date(on)}{where}{how}.")
    return GOOD
