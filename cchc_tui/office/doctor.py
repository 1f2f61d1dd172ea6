"""The machine examined: what a clerk's day needs and whether it is there, each fault with its cure."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from cchc_tui import __version__
from cchc_tui.errors import CchcError, RefusedError
from cchc_tui.office.health import heal_all
from cchc_tui.office.health_rights import look_at_access
from cchc_tui.office.office import Office
from cchc_tui.records.finding import Finding, Severity, by_gravity
from cchc_tui.storage.lock import locked
from cchc_tui.storage.paths import PATTERNS
from cchc_tui.storage.records_folder import find_records

SMALLEST_WINDOW = (60, 15)
"""Columns and rows that the screens need."""
LEAST_FREE_BYTES = 200_000_000
"""Below this a warning: git and a large export need room beside the records."""


@dataclass(frozen=True)
class Examination:
    """What was looked at: a line for each fact, and the faults."""

    facts: tuple[str, ...]
    findings: tuple[Finding, ...]
    mended: tuple[str, ...] = ()
    """What was mended, or could not be, in sentences."""


def examine(given: str | None, *, mend: bool = False) -> Examination:
    """Look at the program, the records directory that `given` leads to, and what exports need.

    Changes nothing, unless it shall `mend` what can be mended safely; then the findings are those that are left.
    """
    facts = [f"cchc {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"]
    findings: list[Finding] = []
    mended: list[str] = []
    try:
        records = find_records(given)
    except CchcError as error:
        findings.append(_finding("no-records", str(error)))
    else:
        facts.append(f"Thư mục hồ sơ: {records}")
        mended = _mend(records) if mend else []
        facts += _examine_records(records, findings)
    facts += _examine_export(findings)
    _look_at_terminal(findings)
    return Examination(tuple(facts), tuple(by_gravity(findings)), tuple(mended))


def _mend(records: Path) -> list[str]:
    health = Office.open(records).health
    return heal_all(health, health.examine())


def _examine_records(records: Path, findings: list[Finding]) -> list[str]:
    office = Office.open(records)
    _look_at_files(office, findings)
    _look_at_rights(records, findings)
    findings += office.health.examine()
    free = shutil.disk_usage(records).free
    if free < LEAST_FREE_BYTES:
        message = f"Đĩa chứa hồ sơ chỉ còn {free // 1_000_000} MB. Hãy dọn bớt hoặc báo người quản trị."
        findings.append(_finding("disk-space", message))
    count = sum(len(office.records.stored(cls)) for cls in PATTERNS)
    return [f"Số hồ sơ đọc được: {count}", f"Đĩa còn trống: {free // 1_000_000} MB"]


def _look_at_files(office: Office, findings: list[Finding]) -> None:
    faults = sum(1 for finding in office.records.findings if finding.severity is Severity.ERROR)
    if faults:
        findings.append(_finding("faulty-files", f"Có {faults} lỗi trong các tệp hồ sơ. Xem từng lỗi: cchc check"))


def _look_at_rights(records: Path, findings: list[Finding]) -> None:
    """Whether this account may write, and whether the file system knows locks."""
    folders = [records, *(records / pattern.split("/", 1)[0] for pattern in PATTERNS.values())]
    findings += look_at_access(records, [folder for folder in folders if folder.is_dir()])
    try:
        with locked(records, wait=0):
            pass
    except RefusedError:
        findings.append(_finding("locked", "Đang có người lưu vào hồ sơ.", severity=Severity.NOTICE))
    except CchcError as error:
        findings.append(_finding("no-lock", str(error)))


def _examine_export(findings: list[Finding]) -> list[str]:
    """pandoc, typst and a Times face."""
    from cchc_tui.export.fonts import pdf_font
    from cchc_tui.export.pandoc import demand_new_enough, pandoc_version

    facts = []
    try:
        facts.append(f"pandoc {pandoc_version()}")
        demand_new_enough()
    except CchcError as error:
        findings.append(_finding("pandoc", str(error)))
    try:
        facts.append(f"typst {metadata.version('typst')}")
    except metadata.PackageNotFoundError:
        findings.append(_finding("typst", "Thiếu thư viện typst nên không xuất được PDF. Hãy cài lại chương trình."))
    font = pdf_font()
    facts.append(f"Phông chữ của PDF: {font.family}")
    if not font.is_times:
        findings.append(
            _finding(
                "font",
                "Máy không có phông Times New Roman hay phông cùng bề rộng, PDF sẽ dùng phông thay thế."
                " Người quản trị cần chạy: apt install fonts-croscore",
                severity=Severity.WARNING,
            )
        )
    return facts


def _look_at_terminal(findings: list[Finding]) -> None:
    """Whether the window can show the screens; nothing without a window."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        message = "Cửa sổ dòng lệnh không khai loại (TERM). PuTTY: Connection › Data › Terminal-type: xterm-256color."
        findings.append(_finding("terminal", message, severity=Severity.WARNING))
    size = os.get_terminal_size(sys.stdout.fileno())
    if size.columns < SMALLEST_WINDOW[0] or size.lines < SMALLEST_WINDOW[1]:
        message = f"Cửa sổ {size.columns}×{size.lines} hẹp quá; màn hình nhập liệu cần ít nhất 60×15."
        findings.append(_finding("terminal-size", message, severity=Severity.WARNING))


def _finding(code: str, message: str, *, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code=code, severity=severity, message=message.replace("\n", " "))
