"""Reports to come: `due` says which are due when, `new-report` begins one from an earlier one or from an outline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cchc_tui.cli.completers import OutlineName, ReportName
from cchc_tui.cli.plain import plain_record, to_json
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice
from cchc_tui.cli.tables import table
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.records.owed import OwedReport
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet

if TYPE_CHECKING:
    from cchc_tui.office import Begun, Leftover, Office


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Các báo cáo sắp đến hạn, theo chế độ báo cáo.",
    help="Kể các báo cáo phải gửi quanh hôm nay, gần nhất trước: kỳ nào, tính từ ngày nào đến ngày nào, hạn gửi, "
    "đã đến đâu. Hạn tính theo các báo cáo phải nộp và due_day của chế độ báo cáo trong office.toml.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="In JSON: mỗi báo cáo một đối tượng, có obligation, period, due_on…"
)
@click.pass_obj
def show_due(session: Session, as_json: bool) -> int:
    """Print what is due when."""
    office = session.open()
    if office.records.stored_settings is None:
        raise FindingsError(
            "Không đọc được office.toml nên không biết cơ quan phải gửi báo cáo gì, hạn ngày nào.",
            "Xem chỗ sai: cchc check",
        )
    due = office.agenda.owed_reports()
    if as_json:
        print_data(to_json([_plain_due(each, office.today) for each in due]))
    else:
        for each in due:
            print_data(printable(_due_line(each, office.today)))
        if not due:
            print_notice("Không có báo cáo nào đến hạn trong thời gian tới.")
    for name in office.agenda.regimes_without_due_day():
        print_notice(f"{name}: chưa khai ngày phải gửi (due_day) trong office.toml nên không tính được hạn.")
    return GOOD


def _due_line(owed: OwedReport, today: date) -> str:
    """Return `sắp đến hạn: Báo cáo CCHC năm 2026 (…): hạn gửi 20/12/2026, còn 12 ngày. Chưa lập. [cchc]`"""
    made = f"{owed.state.value.capitalize()}: {owed.report}." if owed.report else f"{owed.state.value.capitalize()}."
    return f"{owed.nearness(today)}: {owed.sentence(today)} {made} [{owed.obligation.code}]"


def _plain_due(owed: OwedReport, today: date) -> dict[str, Any]:
    return {
        "obligation": owed.obligation.code,
        "name": owed.obligation.name,
        "regime": owed.obligation.regime,
        "period": owed.period.code,
        "period_name": owed.period.name,
        "from_on": owed.window.first,
        "to_on": owed.window.last,
        "due_on": owed.due_on,
        "days_left": (owed.due_on - today).days,
        "assumed": owed.assumed,
        "state": owed.state.value,
        "settled": owed.settled,
        "report": owed.report,
        "recipient": owed.obligation.recipient,
        "system": owed.obligation.system,
        "sentence": owed.sentence(today),
    }


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Lập báo cáo kỳ mới từ báo cáo cũ hoặc từ đề cương.",
    help="Lập báo cáo của kỳ mới. Với --from: lấy lại phần lời và bảng nhiệm vụ của một báo cáo cũ, xóa trắng kết quả, "
    "đổi năm ở trích yếu, đề mục, tên phụ lục, rồi kể những câu còn nói kỳ cũ. Với --outline: bắt đầu từ đề cương. "
    "Với --for: lập báo cáo phải nộp có mã ấy, lấy sẵn kỳ gần nhất chưa lập, đề cương, nơi nhận, biểu kèm theo. "
    "Dòng đầu in ra là tên ngắn của báo cáo mới, các dòng sau là những câu phải xem lại.",
)
@click.option("--for", "obligation", metavar="MÃ", default="", help="Báo cáo phải nộp: cchc; xem cchc due.")
@click.option("--from", "source", metavar="BÁO_CÁO", default="", type=ReportName(), help="Báo cáo cũ: 2023-nam.")
@click.option("--outline", metavar="ĐỀ_CƯƠNG", default="", type=OutlineName(), help="Tên đề cương; xem --outlines.")
@click.option("--period", metavar="KỲ", default="", help="Kỳ mới: 2024, quý 3/2024, 8 tháng đầu năm 2024, 6/2024.")
@click.option(
    "--issuer", metavar="VIẾT_TẮT", default="", help="Nơi ban hành khác của cơ quan: TTPVHCC; xem cchc office."
)
@click.option("--slug", metavar="TÊN_NGẮN", default="", help="Tên ngắn của báo cáo mới; không nêu thì tự đặt theo kỳ.")
@click.option("--outlines", "only_list", is_flag=True, help="Chỉ kể các đề cương; thêm --period để chỉ kể cái hợp kỳ.")
@click.option("--json", "as_json", is_flag=True, help="In JSON: report (như cchc list reports), body, leftovers.")
@click.pass_obj
def new_report(
    session: Session,
    source: str,
    outline: str,
    obligation: str,
    period: str,
    slug: str,
    issuer: str,
    only_list: bool,
    as_json: bool,
) -> int:
    """Begin a report, and print what a person must still look at."""
    office = session.open()
    if only_list:
        return _show_outlines(office, period, as_json=as_json)
    if obligation:
        if source and outline:
            raise WrongUseError("--from và --outline không đi cùng nhau.", "Nêu một trong hai, hoặc không nêu.")
        if issuer:
            raise WrongUseError("--issuer không đi cùng --for.", "Báo cáo phải nộp ghi sẵn nơi ban hành.")
        begun = office.outlines.new_owed_report(
            obligation, period or None, from_report=source, outline=outline, slug=slug
        )
    elif not period:
        raise WrongUseError("Chưa nêu kỳ của báo cáo mới.", "Thêm --period KỲ: 2024, quý 3/2024, 6 tháng 2024.")
    else:
        begun = office.outlines.new_report(period, from_report=source, outline=outline, slug=slug, issuer=issuer)
    if as_json:
        print_data(to_json(_plain_begun(begun)))
        return GOOD
    sheet = begun.report.record
    print_notice(f"Đã lập báo cáo {sheet.slug}: {sheet.subject}.")
    print_notice(f"Thông tin: {begun.report.path}; phần lời: {begun.body.path}.")
    print_data(printable(sheet.slug or sheet.id))
    for left in begun.leftovers:
        print_data(printable(_leftover_line(left)))
    _tell_misfit(office, sheet, outline)
    _tell_next(begun)
    return GOOD


def _tell_misfit(office: Office, sheet: ReportSheet, outline: str) -> None:
    """Say it when the outline was made for other periods: a quarter's headings are no year's."""
    period = parse_period(sheet.period or "")
    chosen = next((o for o in office.outlines.listed() if o.name == outline), None)
    if chosen and period and not period.unplanned and not chosen.fits(period):
        print_notice(f"Đề cương {outline} dành cho kỳ {', '.join(chosen.periods)}, không phải cho {period.name}.")


def _tell_next(begun: Begun) -> None:
    sheet = begun.report.record
    if begun.leftovers:
        print_notice(f"Còn {len(begun.leftovers)} câu nói kỳ cũ hoặc số gõ tay, hãy xem lại từng câu.")
    print_notice(f"Xem bản dự thảo: cchc report {sheet.slug} --draft; soát: cchc check --report {sheet.slug}")


def _leftover_line(left: Leftover) -> str:
    """Return `phần lời, dòng 11 (năm cũ): Ngày 10/01/2023, …`"""
    line = f", dòng {left.line}" if left.line else ""
    return f"{left.place}{line} ({left.reason}): {left.sentence}"


def _plain_begun(begun: Begun) -> dict[str, Any]:
    leftovers = [
        {"place": each.place, "line": each.line, "reason": each.reason, "sentence": each.sentence}
        for each in begun.leftovers
    ]
    return {"report": plain_record(begun.report), "body": begun.body.path, "leftovers": leftovers}


def _show_outlines(office: Office, period: str, *, as_json: bool) -> int:
    """Return the outlines by name; only those for the period where one is named."""
    wanted = parse_period(period) if period else None
    if period and wanted is None:
        raise WrongUseError(f"“{period}” không phải là một kỳ báo cáo.", "Gõ như 2024, quý 3/2024, 6 tháng 2024.")
    found = [o for o in office.outlines.listed(wanted) if wanted is None or o.fits(wanted)]
    if as_json:
        keys = ("name", "title", "regime", "periods", "file")
        print_data(to_json([{key: getattr(outline, key) for key in keys} for outline in found]))
        return GOOD
    rows: Sequence[Sequence[str]] = [(o.name, o.title, ", ".join(o.periods) or "kỳ nào cũng được") for o in found]
    for line in table(["Đề cương", "Tên", "Kỳ"], rows):
        print_data(line)
    return GOOD
