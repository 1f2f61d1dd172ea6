"""Finding faults: `check` looks at the records, `doctor` at the machine they lie on."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc_tui.cli.agreeing import agreeing
from cchc_tui.cli.completers import ReportName
from cchc_tui.cli.plain import plain_finding, to_json
from cchc_tui.cli.session import FINDINGS, GOOD, Session, ask, print_data, print_notice, warn_of_pending_sync
from cchc_tui.cli.tracing import show_traces
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import fold, printable
from cchc_tui.records.finding import Finding, Severity

if TYPE_CHECKING:
    from cchc_tui.office import Cured, Office


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Kiểm tra hồ sơ và báo cáo: tệp hỏng, trùng, thiếu, sai thể thức.",
    help="Kiểm tra mọi hồ sơ và mọi báo cáo chưa chốt: tệp không đọc được, văn bản trùng, mục còn thiếu, phần lời sai;"
    " với --report thì chỉ một báo cáo."
    " NGUỒN là tên báo cáo, hoặc một tệp ngoài hồ sơ (DOCX, ODT, TXT, MD, XLSX, CSV): soát mà không nhập vào;"
    " tệp PDF: ai đã ký số, nội dung còn nguyên không."
    " Mã kết thúc 1 khi có lỗi hoặc cảnh báo; chỉ có lưu ý thì là 0.",
)
@click.argument("sources", nargs=-1, metavar="[NGUỒN]...", type=ReportName(or_file=True))
@click.option("--report", metavar="BÁO_CÁO", type=ReportName(), help="Soát một báo cáo: thông tin, số liệu, phần lời.")
@click.option("--all", "_everything", is_flag=True, hidden=True, help="Như không nêu: mọi hồ sơ, mọi báo cáo.")
@click.option("--no-reports", is_flag=True, help="Chỉ soát hồ sơ, không soát phần lời của báo cáo nào.")
@click.option("--errors", is_flag=True, help="Chỉ kể lỗi, bỏ cảnh báo và lưu ý.")
@click.option("--fix", is_flag=True, help="Chữa những chỗ chữa được an toàn: in từng chỗ, hỏi rồi mới chữa.")
@click.option("--yes", is_flag=True, help="Cùng --fix: chữa hết các chỗ đã in, không hỏi.")
@click.option("--rules", is_flag=True, help="In mọi quy tắc: mã, mức, căn cứ, nội dung; quy tắc đang tắt có dấu -.")
@click.option("--accept", "accepted", metavar="MÃ_QUY_TẮC", help="Chấp nhận chỗ này, không nhắc nữa; cần --because.")
@click.option("--record", metavar="MÃ_HỒ_SƠ", help="Hồ sơ (hoặc tên báo cáo) của chỗ được chấp nhận.")
@click.option("--quote", metavar="CHỮ", help="Chữ của chỗ được chấp nhận; không nêu là mọi chỗ trong hồ sơ ấy.")
@click.option("--off", metavar="MÃ_QUY_TẮC", help="Tắt một quy tắc cho cả cơ quan; cần --because.")
@click.option(
    "--on",
    metavar="MÃ_QUY_TẮC",
    help="Bật một quy tắc đang tắt, kể cả quy tắc tắt sẵn; nhắc lại cả những chỗ đã chấp nhận của nó.",
)
@click.option("--because", metavar="LÝ_DO", default="", help="Vì sao chấp nhận hoặc tắt; được lưu cùng quyết định.")
@click.option(
    "--trace", is_flag=True, help="Truy nguồn từng số, ký hiệu, ngày, tên cơ quan của tệp hoặc báo cáo đã nêu."
)
@click.option("--json", "as_json", is_flag=True, help="In JSON: code, severity, message, path, line, record, clause.")
@click.pass_obj
def check_records(
    session: Session,
    sources: tuple[str, ...],
    report: str | None,
    _everything: bool,
    no_reports: bool,
    errors: bool,
    fix: bool,
    yes: bool,
    rules: bool,
    accepted: str | None,
    record: str | None,
    quote: str | None,
    off: str | None,
    on: str | None,
    because: str,
    trace: bool,
    as_json: bool,
) -> int:
    """Print every finding, gravest first; or change what is looked for."""
    names = [str(Path(name)) if _is_file(name) else name for name in (*sources, *([report] if report else []))]
    office = session.open_if_any() if names and all(map(_is_file, names)) else session.open_quietly()
    if office is not None:
        warn_of_pending_sync(office.directory)
    if office is not None and rules:
        return print_rules(office, as_json=as_json)
    if office is not None and (off or on or accepted):
        return decide(office, off=off, on=on, accepted=accepted, record=record, quote=quote, because=because)
    if trace:
        return show_traces(office, names, as_json=as_json)
    look = _Look(office, names, no_reports)
    findings = look.findings()
    if fix and (mended := mend(look, findings, yes=yes)):
        findings = look.findings()
        print_notice(f"Đã chữa {mended} chỗ.")
    if errors:
        findings = [finding for finding in findings if finding.severity is Severity.ERROR]
    if as_json:
        print_data(to_json([plain_finding(finding) for finding in findings]))
    elif errors:
        show_findings(findings, nothing="Không có lỗi nào.")
    else:
        show_findings(findings)
        look.name_what_is_left_out()
    return exit_code(findings)


@dataclass(frozen=True)
class _Look:
    """What one call looks at; `office` is None only for files outside any office."""

    office: Office | None
    names: Sequence[str]
    no_reports: bool

    def findings(self) -> list[Finding]:
        """Return every finding on what was named, else on everything."""
        if not self.names:
            assert self.office is not None
            return self.office.rules.check(reports=not self.no_reports)
        return [finding for name in self.names for finding in self._on(name)]

    def _on(self, name: str) -> list[Finding]:
        if self.office is not None and not _is_file(name):
            if "/" in name or "." in name:
                raise WrongUseError(f"Không có tệp “{name}”.", "Hãy xem lại đường dẫn.")
            return self.office.rules.check_report(name)
        from cchc_tui.office import proof

        return proof(Path(name), self.office, today=self.office.today if self.office else date.today())

    def cure(self, findings: Sequence[Finding], *, yes: bool) -> Cured:
        """Make these cures: those of the records in one save, those of each file outside in that file."""
        from cchc_tui.office import Cured, cure_markdown

        outside = {name for name in self.names if _is_file(name)}
        inside = [f for f in findings if f.path not in outside]
        office = self.office
        parts = []
        if office is not None and inside:
            parts.append(agreeing(office, lambda: office.rules.cure(inside), yes=yes))
        parts += [cure_markdown(Path(name), [f for f in findings if f.path == name]) for name in sorted(outside)]
        return Cured(tuple(f for p in parts for f in p.done), tuple(f for p in parts for f in p.left))

    def name_what_is_left_out(self) -> None:
        """Say what the office decided not to hear of."""
        if self.office is None:
            return
        decided = self.office.rules.acceptance
        if decided.accepted or decided.switched_off:
            parts = [f"{len(decided.accepted)} chỗ đã chấp nhận"] if decided.accepted else []
            parts += [f"{len(decided.switched_off)} quy tắc đã tắt"] if decided.switched_off else []
            print_notice(f"Không kể {', '.join(parts)} (accepted.toml).")


def _is_file(name: str) -> bool:
    return Path(name).is_file()


def mend(look: _Look, findings: Sequence[Finding], *, yes: bool) -> int:
    """Show each cure, make those agreed to, and return how many were made. WrongUseError where nobody can agree."""
    curable = [finding for finding in findings if finding.cure is not None]
    if not curable:
        print_notice("Không có chỗ nào chữa được an toàn.")
        return 0
    cured = look.cure(curable if yes else _agreed(curable), yes=yes)
    if yes:
        for finding in (finding for finding in curable if finding in cured.done):
            print_notice(f"{finding.message}\n  {_cure_line(finding)}")
    for finding in cured.left:
        print_notice(f"Chưa chữa vì chỗ này đã đổi hoặc chồng lên chỗ khác: {finding.message}")
    if cured.done and cured.left:
        print_notice("Hãy chạy lại lệnh này để chữa tiếp những chỗ còn lại.")
    return len(cured.done)


def _agreed(curable: Sequence[Finding]) -> list[Finding]:
    """Return the cures a person says yes to, each shown before it is asked for."""
    if sys.stdin is None or not sys.stdin.isatty():
        for finding in curable:
            print_notice(f"{finding.message}\n  {_cure_line(finding)}")
        raise WrongUseError(
            f"Chưa chữa chỗ nào: có {len(curable)} chỗ chữa được, mà ở đây không có ai trả lời.",
            "Thêm --yes để chữa hết những chỗ trên.",
        )
    chosen: list[Finding] = []
    print_notice(f"Có {len(curable)} chỗ chữa được. Trả lời: c chữa, k bỏ qua, t chữa tất cả từ đây, n thôi.")
    for number, finding in enumerate(curable):
        print_notice(f"{number + 1}/{len(curable)} {finding.message}\n  {_cure_line(finding)}")
        answer = fold(ask("  Chữa chỗ này? [c/K/t/n]"))
        if answer in ("t", "tat ca"):
            return [*chosen, *curable[number:]]
        if answer in ("n", "thoi"):
            return chosen
        if answer in ("c", "co", "y", "yes"):
            chosen.append(finding)
    return chosen


def _cure_line(finding: Finding) -> str:
    return f"{finding.place or finding.record}: {finding.cure.words if finding.cure else ''}"


def print_rules(office: Office, *, as_json: bool) -> int:
    """Return the table of rules; a hyphen before those the office switched off."""
    decided = office.rules.acceptance
    off = {rule.code for rule in office.rules.listed() if decided.is_silent(rule.code, by_itself=rule.off)}
    if as_json:
        keys = ("code", "severity", "clause", "says", "example", "cures")
        rules = office.rules.listed()
        more = {rule.code: {"papers": rule.papers.words, "off": rule.code in off} for rule in rules}
        print_data(to_json([{key: getattr(rule, key) for key in keys} | more[rule.code] for rule in rules]))
        return GOOD
    for rule in office.rules.listed():
        papers = f" ({rule.papers.words})" if rule.papers.words else ""
        sign = "-" if rule.code in off else " "
        print_data(f"{sign} {rule.code} ({rule.severity.label}): {rule.says}{papers} [{rule.clause}]")
    return GOOD


def decide(
    office: Office,
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
        office.rules.switch_off(off, because)
        print_notice(f"Đã tắt quy tắc {off}. Bật lại: cchc check --on {off}")
    if on:
        office.rules.switch_on(on)
        print_notice(f"Đã bật quy tắc {on}.")
    if accepted:
        office.rules.accept_by_name(accepted, record=record, quote=quote, because=because)
        print_notice(f"Đã chấp nhận {accepted}{f' ở hồ sơ {record}' if record else ''}.")
    return GOOD


def show_findings(findings: Sequence[Finding], *, nothing: str = "Không có vấn đề nào.") -> None:
    """Print one line for each finding on stdout, the count on stderr, or the sentence for nothing found."""
    for finding in findings:
        print_data(printable(_line(finding)))
    counts = Counter(finding.severity for finding in findings)
    parts = [f"{counts[severity]} {severity.label}" for severity in Severity if counts[severity]]
    print_notice(", ".join(parts) + "." if parts else nothing)


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 1 when there is an error or a warning, else 0."""
    return FINDINGS if any(f.severity is not Severity.NOTICE for f in findings) else GOOD


def _line(finding: Finding) -> str:
    """Return `lỗi: message [place] [clause]`; the place only where the message does not name the file itself."""
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
    from cchc_tui.office import examine

    if fix:
        session.demand_writable()
    examined = examine(session.records, mend=fix)
    for line in examined.mended:
        print_notice(line)
    if as_json:
        print_data(to_json([plain_finding(finding) for finding in examined.findings]))
    else:
        for line in examined.facts:
            print_data(printable(line))
        show_findings(examined.findings)
    return exit_code(examined.findings)
