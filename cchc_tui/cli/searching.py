"""Searching: `find`."""

from __future__ import annotations

import os
import sys

import click

from cchc_tui.cli.kinds import Count
from cchc_tui.cli.plain import plain_record, to_json
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice
from cchc_tui.cli.tables import table
from cchc_tui.cli.vietnamese import OPTIONS_WORD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Tìm trong hồ sơ và lời báo cáo.",
    help="Tìm những hồ sơ và những dòng trong lời báo cáo có đủ các TỪ: thứ tự nào cũng được, không cần gõ dấu. "
    "Khớp nhất đứng đầu: các từ liền nhau, rồi các từ nằm trong trích yếu, rồi hồ sơ mới hơn.",
)
@click.argument("words", metavar="TỪ…", nargs=-1, required=True)
@click.option("--limit", metavar="SỐ", type=Count(), help="In nhiều nhất bấy nhiêu chỗ.")
@click.option("--json", "as_json", is_flag=True, help="In JSON như cchc list --json, thêm found_in, line, excerpt.")
@click.pass_obj
def find_records(session: Session, words: tuple[str, ...], limit: int | None, as_json: bool) -> int:
    """Print where the words are."""
    hits = session.open().search.find(" ".join(words))
    shown = hits[:limit]
    if as_json:
        print_data(
            to_json(
                [
                    plain_record(hit.stored) | {"found_in": hit.path, "line": hit.line, "excerpt": hit.excerpt}
                    for hit in shown
                ]
            )
        )
        return GOOD
    if not hits:
        print_notice("Không tìm thấy.")
        return GOOD
    width = os.get_terminal_size().columns if sys.stdout.isatty() else None
    rows = [[hit.stored.record.id, hit.stored.record.name, hit.excerpt, _place(hit.path, hit.line)] for hit in shown]
    for line in table(["Mã", "Loại", "Nội dung", "Tệp"], rows, width=width):
        print_data(line)
    if len(shown) < len(hits):
        print_notice(f"Còn {len(hits) - len(shown)} chỗ nữa chưa in.")
    return GOOD


def _place(path: str, line: int | None) -> str:
    return f"{path}:{line}" if line else path
