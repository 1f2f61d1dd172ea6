"""Finding faults: `check` looks at the records, `doctor` at the machine they lie on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from cchc_tui.cli.plain import plain_finding, to_json
from cchc_tui.cli.session import FINDINGS, GOOD, Session, put, tell
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.domain.finding import Finding, Severity
from cchc_tui.domain.text import printable


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Kiểm tra hồ sơ: tệp hỏng, trùng, thiếu.",
    help="Kiểm tra mọi hồ sơ: tệp không đọc được, văn bản trùng, mục còn thiếu. "
    "Mã kết thúc 1 khi có lỗi hoặc cảnh báo; chỉ có lưu ý thì là 0.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="In JSON: code, severity, message, path, line, record, clause, key."
)
@click.pass_obj
def check_records(session: Session, as_json: bool) -> int:
    """Print every finding, gravest first."""
    findings = session.open_quietly().check()
    if as_json:
        put(to_json([plain_finding(finding) for finding in findings]))
    else:
        show_findings(findings)
    return exit_code(findings)


def show_findings(findings: Sequence[Finding]) -> None:
    """One line for each finding on stdout, the count on stderr."""
    for finding in findings:
        put(printable(_line(finding)))
    counts = Counter(finding.severity for finding in findings)
    parts = [f"{counts[severity]} {severity.label}" for severity in Severity if counts[severity]]
    tell(", ".join(parts) + "." if parts else "Không có vấn đề nào.")


def exit_code(findings: Sequence[Finding]) -> int:
    """1 when there is an error or a warning, else 0."""
    return FINDINGS if any(f.severity is not Severity.NOTICE for f in findings) else GOOD


def _line(finding: Finding) -> str:
    """`lỗi: message [place] [clause]`; the place only where the message does not name the file itself."""
    place = f" [{finding.place}]" if finding.path and finding.path not in finding.message else ""
    clause = f" [{finding.clause}]" if finding.clause else ""
    return f"{finding.severity.label}: {finding.message}{place}{clause}"


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Khám máy và thư mục hồ sơ.",
    help="Khám máy và thư mục hồ sơ: quyền ghi, đĩa, phông chữ, chương trình kèm theo. Mỗi chỗ hỏng kèm cách chữa.",
)
@click.option("--json", "as_json", is_flag=True, help="In JSON như cchc check --json.")
@click.pass_obj
def doctor(session: Session, as_json: bool) -> int:
    """Print what is wrong with the machine and the records directory."""
    from cchc_tui.workspace.doctor import examine

    examined = examine(session.records)
    if as_json:
        put(to_json([plain_finding(finding) for finding in examined.findings]))
    else:
        for line in examined.facts:
            put(printable(line))
        show_findings(examined.findings)
    return exit_code(examined.findings)
