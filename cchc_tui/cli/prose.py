"""The prose of a report (`body`) and what was left unsaved (`drafts`), for whoever works without the screens."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from cchc_tui.cli.completers import ReportName
from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice, print_text
from cchc_tui.cli.tables import pairs, table
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError, system_cause
from cchc_tui.language.text import printable

STANDARD_INPUT = "-"


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xem hoặc thay phần lời của báo cáo.",
    help="In phần lời (body.md) của một báo cáo như đã soạn, với các chỗ điền số còn nguyên. Kèm --from thì thay bằng"
    " nội dung một tệp: một lần lưu, có trong lịch sử, hoàn tác được.",
)
@click.argument("reference", metavar="BÁO_CÁO", type=ReportName())
@click.option("--from", "source", metavar="TỆP", help="Thay phần lời bằng tệp này; - là đầu vào chuẩn.")
@click.option("--placeholders", is_flag=True, help="Kể những chỗ điền số dùng được, kèm giá trị hiện tại.")
@click.option("--outline", is_flag=True, help="Chỉ in các đề mục, kèm số dòng.")
@click.option("--json", "as_json", is_flag=True, help="In JSON (đi cùng --placeholders hoặc --outline).")
@click.pass_obj
def show_body(
    session: Session, reference: str, source: str | None, placeholders: bool, outline: bool, as_json: bool
) -> int:
    """Print or replace the prose of one report."""
    office = session.open()
    report = office.reports.find(reference)
    if placeholders:
        found = office.reports.placeholders(report)
        if as_json:
            print_data(to_json([asdict(one) for one in found]))
        else:
            for line in table(["Chỗ điền", "Hiện nay", "Nghĩa"], [[p.text, p.value_now, p.meaning] for p in found]):
                print_data(line)
        return GOOD
    body = office.reports.body(report)
    if source is not None:
        after = office.reports.save_body(body, _read(source))
        changed = after.fingerprint != body.fingerprint
        print_notice(f"Đã lưu phần lời của báo cáo {reference}." if changed else "Phần lời không có gì thay đổi.")
    elif outline:
        headings = office.reports.headings(body.text)
        if as_json:
            print_data(to_json([asdict(heading) for heading in headings]))
            return GOOD
        for heading in headings:
            print_data(printable(f"{heading.line:>5}  {'  ' * (heading.level - 1)}{heading.text}"))
    else:
        print_text(body.text)
    return GOOD


def _read(source: str) -> str:
    """Return the text to be saved; WrongUseError when it cannot be read as text."""
    try:
        data = sys.stdin.buffer.read() if source == STANDARD_INPUT else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise WrongUseError(f"Không đọc được {source} ({system_cause(error)}).", "Chưa ghi gì.") from error
    except UnicodeDecodeError as error:
        raise WrongUseError(f"{source} không phải chữ UTF-8 (byte thứ {error.start + 1}).", "Chưa ghi gì.") from error


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xem các bản nháp chưa lưu.",
    help="Kể những gì bạn đã gõ mà chưa lưu được: phiếu bị đứt giữa chừng, lệnh không ghi được. Mở lại trong màn hình"
    " bằng Ctrl+V.",
)
@click.option("--drop", metavar="MÃ_NHÁP", help="Bỏ một bản nháp.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_obj
def show_drafts(session: Session, drop: str | None, as_json: bool) -> int:
    """List this person's drafts, newest first, or forget one."""
    box = session.open_quietly().drafts
    drafts = box.left_behind()
    if drop is not None:
        if drop not in [draft.token for draft in drafts]:
            raise WrongUseError(f"Không có bản nháp “{drop}”.", "Xem mã ở cột đầu của: cchc drafts")
        box.drop(drop)
        print_notice("Đã bỏ bản nháp.")
        return GOOD
    if as_json:
        print_data(to_json([asdict(draft) for draft in drafts]))
        return GOOD
    for draft in drafts:
        print_data(printable(f"{draft.token}  {draft.when}  {draft.title}"))
        for line in pairs([(f"    {key}", text) for key, text in draft.texts.items() if text]):
            print_data(line)
    if not drafts:
        print_notice("Không có bản nháp nào chưa lưu.")
    return GOOD
