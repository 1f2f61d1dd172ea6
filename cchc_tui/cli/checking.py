"""Finding faults: `check` looks at the records, `doctor` at the machine they lie on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cchc_tui.cli.plain import plain_finding, to_json
from cchc_tui.cli.session import FINDINGS, GOOD, Session, put, tell, tell_unsettled
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.domain.finding import Finding, Severity
from cchc_tui.domain.text import printable

if TYPE_CHECKING:
    from cchc_tui.workspace import Workspace


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Kiểm tra hồ sơ và báo cáo: tệp hỏng, trùng, thiếu, sai thể thức.",
    help="Kiểm tra mọi hồ sơ: tệp không đọc được, văn bản trùng, mục còn thiếu; với --report thì soát cả phần lời của"
    " báo cáo. Mã kết thúc 1 khi có lỗi hoặc cảnh báo; chỉ có lưu ý thì là 0.",
)
@click.option("--report", "report", metavar="BÁO_CÁO", help="Soát một báo cáo: thông tin, số liệu, phần lời.")
@click.option("--errors", is_flag=True, help="Chỉ kể lỗi, bỏ cảnh báo và lưu ý.")
@click.option("--fix", is_flag=True, help="Chữa những chỗ chữa được an toàn; in từng chỗ trước khi chữa.")
@click.option("--rules", is_flag=True, help="In mọi quy tắc: mã, mức, căn cứ, nội dung; quy tắc đã tắt có dấu -.")
@click.option("--accept", "accepted", metavar="MÃ_QUY_TẮC", help="Chấp nhận chỗ này, không nhắc nữa; cần --because.")
@click.option("--record", metavar="MÃ_HỒ_SƠ", help="Hồ sơ của chỗ được chấp nhận.")
@click.option("--quote", metavar="CHỮ", help="Chữ của chỗ được chấp nhận; không nêu là mọi chỗ trong hồ sơ ấy.")
@click.option("--off", metavar="MÃ_QUY_TẮC", help="Tắt một quy tắc cho cả cơ quan; cần --because.")
@click.option("--on", metavar="MÃ_QUY_TẮC", help="Bật lại một quy tắc.")
@click.option("--because", metavar="LÝ_DO", default="", help="Vì sao chấp nhận hoặc tắt; được lưu cùng quyết định.")
@click.option(
    "--json", "as_json", is_flag=True, help="In JSON: code, severity, message, path, line, record, clause, key, quote."
)
@click.pass_obj
def check_records(
    session: Session,
    report: str | None,
    errors: bool,
    fix: bool,
    rules: bool,
    accepted: str | None,
    record: str | None,
    quote: str | None,
    off: str | None,
    on: str | None,
    because: str,
    as_json: bool,
) -> int:
    """Print every finding, gravest first; or change what is looked for."""
    workspace = session.open_quietly()
    tell_unsettled(workspace.records)
    if rules:
        return print_rules(workspace, as_json=as_json)
    if off or on or accepted:
        return decide(workspace, off=off, on=on, accepted=accepted, record=record, quote=quote, because=because)
    findings = workspace.check_report(report) if report else workspace.check()
    if fix and (mended := mend(workspace, findings)):
        findings = workspace.check_report(report) if report else workspace.check()
        tell(f"Đã chữa {mended} chỗ.")
    if errors:
        findings = [finding for finding in findings if finding.severity is Severity.ERROR]
    if as_json:
        put(to_json([plain_finding(finding) for finding in findings]))
    else:
        show_findings(findings)
    return exit_code(findings)


def mend(workspace: Workspace, findings: Sequence[Finding]) -> int:
    """Say each cure on stderr, make them, and return how many were made."""
    curable = [finding for finding in findings if finding.cure is not None]
    for finding in curable:
        tell(printable(f"{finding.place or finding.record}: {finding.cure.words if finding.cure else ''}"))
    cured = workspace.cure(curable)
    for finding in cured.left:
        tell(printable(f"Chưa chữa vì chỗ này đã đổi hoặc chồng lên chỗ khác: {finding.message}"))
    if not curable:
        tell("Không có chỗ nào chữa được an toàn.")
    return len(cured.done)


def print_rules(workspace: Workspace, *, as_json: bool) -> int:
    """The table of rules; a hyphen before those the office switched off."""
    off = {row.code for row in workspace.acceptance.switched_off}
    if as_json:
        keys = ("code", "severity", "clause", "says", "example")
        rules = workspace.rules()
        put(to_json([{key: getattr(rule, key) for key in keys} | {"off": rule.code in off} for rule in rules]))
        return GOOD
    for rule in workspace.rules():
        put(f"{'-' if rule.code in off else ' '} {rule.code} ({rule.severity.label}): {rule.says} [{rule.clause}]")
    return GOOD


def decide(
    workspace: Workspace,
    *,
    off: str | None,
    on: str | None,
    accepted: str | None,
    record: str | None,
    quote: str | None,
    because: str,
) -> int:
    """Switch a rule off or on, or accept one finding."""
    if off:
        workspace.switch_off(off, because)
        tell(f"Đã tắt quy tắc {off}. Bật lại: cchc check --on {off}")
    if on:
        workspace.switch_on(on)
        tell(f"Đã bật lại quy tắc {on}.")
    if accepted:
        workspace.accept_by_name(accepted, record=record, quote=quote, because=because)
        tell(f"Đã chấp nhận {accepted}{f' ở hồ sơ {record}' if record else ''}.")
    return GOOD


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
    help="Khám máy và thư mục hồ sơ: quyền ghi, đĩa, lịch sử, tệp hỏng chữ, phông chữ, chương trình kèm theo. "
    "Mỗi chỗ hỏng kèm cách chữa.",
)
@click.option("--fix", is_flag=True, help="Chữa luôn những chỗ chữa được an toàn, rồi nêu những chỗ còn lại.")
@click.option("--json", "as_json", is_flag=True, help="In JSON như cchc check --json.")
@click.pass_obj
def doctor(session: Session, fix: bool, as_json: bool) -> int:
    """Print what is wrong with the machine and the records directory, and mend what is safe to mend."""
    from cchc_tui.workspace.doctor import examine

    if fix:
        session.demand_writable()
    examined = examine(session.records, mend=fix)
    for line in examined.mended:
        tell(line)
    if as_json:
        put(to_json([plain_finding(finding) for finding in examined.findings]))
    else:
        for line in examined.facts:
            put(printable(line))
        show_findings(examined.findings)
    return exit_code(examined.findings)
