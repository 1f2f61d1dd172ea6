"""`figures`: statistical forms shown, filled in, taken in from a spreadsheet and written out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_tui.cli.agreeing import agreeing
from cchc_tui.cli.kinds import named_period
from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import FINDINGS, GOOD, Session, print_data, print_notice
from cchc_tui.cli.table_import import take_table
from cchc_tui.cli.tables import table
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import printable

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.records.figure_book import FigureTable


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Biểu số liệu: xem, ghi, nhập từ bảng tính, xuất.",
    help="Không nêu BIỂU: kể các biểu. Có BIỂU và --period: in biểu của kỳ ấy, cột công thức và dòng tổng đã tính, "
    "rồi những chỗ chưa cân đối. --set DÒNG.CỘT=SỐ ghi từng ô; --from nhập cả bảng XLSX, CSV, DOCX, hỏi trước khi ghi; "
    "--to xuất ra tệp.",
)
@click.argument("form", metavar="[BIỂU]", required=False)
@click.option(
    "--period", metavar="KỲ", help="quý 3/2026, 2026, 9/2026. Năm, 6 tháng tự cộng từ các quý hoặc tháng đã ghi."
)
@click.option("--set", "cells", metavar="DÒNG.CỘT=SỐ", multiple=True, help="Ghi một ô; nêu nhiều lần được.")
@click.option(
    "--from",
    "source",
    metavar="TỆP",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Nhập bảng trong XLSX, CSV, DOCX.",
)
@click.option("--sheet", metavar="TRANG", default="", help="Với --from: trang của bảng tính, bảng của DOCX.")
@click.option(
    "--map", "answers", metavar="CỘT=KHÓA", multiple=True, help="Với --from: cột trong tệp là cột nào của biểu."
)
@click.option("--to", "form_out", type=click.Choice(("csv", "xlsx")), help="Xuất ra tệp CSV hoặc XLSX.")
@click.option("-o", "--output", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path), help="Tên tệp xuất.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.option("--yes", is_flag=True, help="Ghi mà không hỏi: cả ô lấy từ --from, cả số của báo cáo đã chốt.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_obj
def show_figures(
    session: Session, form: str | None, period: str | None, cells: Sequence[str], source: Path | None, sheet: str,
    answers: Sequence[str], form_out: str | None, output: Path | None, force: bool, yes: bool, as_json: bool,
) -> int:  # fmt: skip
    """Show a form; before that fill it in where asked. 1 when a balance does not hold or a target is missed."""
    office = session.open()
    if form is None:
        return _list_forms(office)
    if period is None:
        raise WrongUseError("Chưa nêu kỳ của biểu.", "Thêm --period KỲ: quý 3/2026, 2026.")
    wanted = named_period(period)
    if cells or source:
        session.demand_writable()
    if cells:
        rows = [office.figures.read_cell(form, text) for text in cells]
        changes = agreeing(office, lambda: office.figures.fill(form, wanted, rows), yes=yes)
        print_notice(f"Đã ghi {len(changes)} ô." if changes else "Không có ô nào thay đổi.")
    if source:
        take_table(office, source, form, wanted, sheet=sheet, answers=answers, yes=yes)
    filled = office.figures.table(form, wanted)
    if form_out or output:
        place = office.figures.export(filled, form_out or "xlsx", output, force=force)
        print_data(str(place))
        return GOOD
    if as_json:
        print_data(to_json(_plain(filled)))
    else:
        _show(office, filled)
    faults = office.figures.faults(form, wanted)
    for fault in faults:
        print_notice(printable(fault.message))
    return FINDINGS if any(fault.code != "figure-missing" for fault in faults) else GOOD


def _list_forms(office: Office) -> int:
    rows = [(form.code, form.title.capitalize(), form.note) for form in office.figures.forms()]
    for line in table(("Biểu", "Tên", "Ghi chú"), rows):
        print_data(printable(line))
    return GOOD


def _show(office: Office, filled: FigureTable) -> None:
    _, rows = office.figures.shown_rows(filled)
    heads = [filled.form.row_head, *(column.key for column in filled.form.columns)]
    print_data(f"{filled.form.title}, {filled.period.name}" + (f" ({filled.form.unit})" if filled.form.unit else ""))
    for line in table(heads, rows):
        print_data(printable(line))


def _plain(filled: FigureTable) -> dict[str, object]:
    return {
        "form": filled.form.code,
        "period": filled.period.code,
        "rows": [{"row": line.code, "label": line.label, **_texts(line.cells)} for line in filled.lines],
        "total": _texts(filled.whole),
    }


def _texts(cells: object) -> dict[str, str | None]:
    assert isinstance(cells, dict)
    return {key: None if value is None else str(value) for key, value in cells.items()}
