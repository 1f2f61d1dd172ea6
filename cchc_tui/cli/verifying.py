"""`verify` proves the records and their whole history, for a person or for cron."""

from __future__ import annotations

import click

from cchc_tui.cli.plain import plain_finding, to_json
from cchc_tui.cli.session import FINDINGS, GOOD, Session, print_data, print_notice
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.language.text import printable


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Chứng thực hồ sơ và toàn bộ lịch sử; hợp để chạy hằng đêm.",
    help="Chứng thực: mọi hồ sơ đúng như lịch sử ghi, mọi dữ liệu của lịch sử đọc được, mọi bản chốt còn nguyên, ai ghi"
    " cũng rõ tên. Không đổi gì. Mã kết thúc 0 khi tất cả đúng, 1 khi có điều phải xem, nên dùng được trong cron.",
)
@click.option("--quiet", is_flag=True, help="Chỉ in khi có điều phải xem lại (cho cron).")
@click.option("--json", "as_json", is_flag=True, help="In JSON: ok, records, commits, frozen, authors, findings.")
@click.pass_obj
def verify_records(session: Session, quiet: bool, as_json: bool) -> int:
    """Print what was proven in one line, and a line for each thing that is not so."""
    from cchc_tui.office import verify_office

    proven = verify_office(session.records, (lambda _: None) if quiet or as_json else print_notice)
    if as_json:
        numbers = {key: getattr(proven, key) for key in ("records", "commits", "frozen", "authors")}
        faults = [plain_finding(finding) for finding in proven.findings]
        print_data(to_json({"ok": not proven.findings, **numbers, "findings": faults}))
    elif proven.findings or not quiet:
        print_data(proven.sentence)
        for finding in proven.findings:
            print_data(printable(f"- {finding.message}"))
    return FINDINGS if proven.findings else GOOD
