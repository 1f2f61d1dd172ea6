"""`conform`: a colleague's draft in the styles of the decree."""

from __future__ import annotations

from pathlib import Path

import click

from cchc_tui.cli.session import GOOD, Session, print_data, print_notice
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.language.text import printable


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Đặt lại kiểu của một bản thảo DOCX theo Nghị định 30.",
    help="Đặt kiểu, lề, cỡ chữ của Nghị định 30/2020/NĐ-CP cho một bản thảo DOCX; lời, bảng, ảnh giữ nguyên."
    " Kể từng chỗ đã đổi. Ghi sang tệp mới cạnh bản gốc (TỆP-nd30.docx); bản gốc không đổi.",
)
@click.argument("draft", metavar="TỆP.docx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path), help="Tệp sẽ ghi.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đích đã có.")
@click.pass_obj
def conform_file(session: Session, draft: Path, output: Path | None, force: bool) -> int:
    """Write the draft in the layout's styles and list what was changed."""
    from cchc_tui.office import conform_draft, document_place

    out = output or draft.with_name(f"{draft.stem}-nd30.docx")
    place = document_place(session.records, draft)
    for change in conform_draft(draft, out, templates=place.templates, force=force):
        print_notice(f"{change}.")
    print_data(printable(str(out)))
    return GOOD
