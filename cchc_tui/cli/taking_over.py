"""`take-over`: the records of an office that was joined into this one come along, under its old name."""

from __future__ import annotations

from pathlib import Path

import click

from cchc_tui.cli.agreeing import THOUGH_CLOSED, agreeing
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date, parse_date


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Nhận hồ sơ của cơ quan đã sáp nhập vào đây.",
    help="Nhận văn bản, số liệu, biểu, nhiệm vụ của một cơ quan đã sáp nhập, thành một lần lưu. Văn bản giữ tên cơ "
    "quan ban hành cũ; số liệu ghi rõ của cơ quan nào, nên cùng kỳ cộng đủ các cơ quan cũ. Văn bản đã có thì không "
    "nhận lần hai. Báo cáo của cơ quan cũ ở lại nơi ấy, nguyên như đã ký.",
)
@click.argument("source", metavar="HỒ_SƠ_CŨ", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--until", metavar="NGÀY", required=True, help="Ngày cuối cùng của cơ quan cũ: 30/6/2025.")
@click.option("--yes", is_flag=True, help=THOUGH_CLOSED)
@click.pass_obj
def take_over(session: Session, source: Path, until: str, yes: bool) -> int:
    """Take over one old office."""
    session.demand_writable()
    office = session.open()
    day = parse_date(until, office.today)
    if day is None:
        raise WrongUseError(f"“{until}” không phải là một ngày.", "Viết như 30/6/2025. Chưa làm gì.")
    taken = agreeing(office, lambda: office.intake.take_over(source, day), yes=yes)
    for name, number in taken.counts.items():
        print_data(printable(f"{name}: {number}"))
    if taken.known:
        print_data(f"văn bản đã có, không nhận lần hai: {taken.known}")
    print_notice(f"Đã nhận hồ sơ của {printable(taken.predecessor.name or '')} (đến hết {format_date(day)}).")
    return GOOD
