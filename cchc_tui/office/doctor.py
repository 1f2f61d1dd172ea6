"""The machine examined: what a clerk's day needs and whether it is there, each fault with its cure."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from pathlib import Path

from cchc_tui import __version__
from cchc_tui.errors import CchcError, RefusedError
from cchc_tui.office.health import heal_all
from cchc_tui.office.health_rights import look_at_access
from cchc_tui.office.netted import Check, netted
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

    Changes nothing, unless it shall `mend` what can be mended safely; then the findings are those that are left. A
    check that dies is told, and the others go on.
    """
    facts = [f"cchc {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"]
    findings: list[Finding] = []
    mended: list[str] = []
    checks: list[tuple[str, Check]] = []
    try:
        records = find_records(given)
    except CchcError as error:
        findings.append(_finding("no-records", str(error)))
    else:
        facts.append(f"Thư mục hồ sơ: {records}")
        if mend:
            findings += netted("việc tự chữa", partial(_mend, records, mended))
        checks += _checks_of_records(records, facts, given)
    checks += [
        ("pandoc", partial(_look_at_pandoc, facts)),
        ("typst", partial(_look_at_typst, facts)),
        ("phông chữ", partial(_look_at_font, facts)),
        ("cửa sổ dòng lệnh", _look_at_terminal),
    ]
    findings += [finding for what, look in checks for finding in netted(what, look)]
    return Examination(tuple(facts), tuple(by_gravity(findings)), tuple(mended))


def _mend(records: Path, mended: list[str]) -> Iterable[Finding]:
    health = Office.open(records).health
    mended += heal_all(health, health.examine())
    return ()


def _checks_of_records(records: Path, facts: list[str], given: str | None) -> list[tuple[str, Check]]:
    opened = cache(lambda: Office.open(records))
    return [
        ("các tệp hồ sơ", lambda: _look_at_files(opened(), facts)),
        ("quyền ghi và khóa", partial(_look_at_rights, records)),
        ("thư mục hồ sơ", lambda: opened().health.examine()),
        ("chỗ trống của đĩa", partial(_look_at_disk, records, facts)),
        ("lời nhắc chứng thực", partial(_offer_verification, facts, given)),
    ]


def _look_at_files(office: Office, facts: list[str]) -> Iterator[Finding]:
    faults = sum(1 for finding in office.records.findings if finding.severity is Severity.ERROR)
    facts.append(f"Số hồ sơ đọc được: {sum(len(office.records.stored(cls)) for cls in PATTERNS)}")
    if faults:
        yield _finding("faulty-files", f"Có {faults} lỗi trong các tệp hồ sơ. Xem từng lỗi: cchc check")


def _look_at_rights(records: Path) -> Iterator[Finding]:
    """Look whether this account may write, and whether the file system knows locks."""
    folders = [records, *(records / pattern.split("/", 1)[0] for pattern in PATTERNS.values())]
    yield from look_at_access(records, [folder for folder in folders if folder.is_dir()])
    try:
        with locked(records, wait=0):
            pass
    except RefusedError:
        yield _finding("locked", "Đang có người lưu vào hồ sơ.", severity=Severity.NOTICE)
    except CchcError as error:
        yield _finding("no-lock", str(error))


def _look_at_disk(records: Path, facts: list[str]) -> Iterator[Finding]:
    free = shutil.disk_usage(records).free
    facts.append(f"Đĩa còn trống: {free // 1_000_000} MB")
    if free < LEAST_FREE_BYTES:
        message = f"Đĩa chứa hồ sơ chỉ còn {free // 1_000_000} MB. Hãy dọn bớt hoặc báo người quản trị."
        yield _finding("disk-space", message)


def _offer_verification(facts: list[str], given: str | None) -> Iterable[Finding]:
    """Name what goes further than this: it reads the whole history, so it is not done by the way."""
    place = f"--records {shlex.quote(given)} " if given else ""
    facts.append(f"Chứng thực mọi hồ sơ và toàn bộ lịch sử: cchc {place}verify (chạy hằng đêm: cchc guide dong-bo)")
    return ()


def _look_at_pandoc(facts: list[str]) -> Iterator[Finding]:
    from cchc_tui.export.pandoc import demand_new_enough, pandoc_version

    try:
        facts.append(f"pandoc {pandoc_version()}")
        demand_new_enough()
    except CchcError as error:
        yield _finding("pandoc", str(error))


def _look_at_typst(facts: list[str]) -> Iterator[Finding]:
    try:
        facts.append(f"typst {metadata.version('typst')}")
    except metadata.PackageNotFoundError:
        yield _finding("typst", "Thiếu thư viện typst nên không xuất được PDF. Hãy cài lại chương trình.")


def _look_at_font(facts: list[str]) -> Iterator[Finding]:
    from cchc_tui.export.fonts import pdf_font

    font = pdf_font()
    facts.append(f"Phông chữ của PDF: {font.family}")
    if not font.is_times:
        yield _finding(
            "font",
            "Máy không có phông Times New Roman hay phông cùng bề rộng, PDF sẽ dùng phông thay thế."
            " Người quản trị cần chạy: apt install fonts-croscore",
            severity=Severity.WARNING,
        )


def _look_at_terminal() -> Iterator[Finding]:
    """Look whether the window can show the screens; nothing without a window."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        message = "Cửa sổ dòng lệnh không khai loại (TERM). PuTTY: Connection › Data › Terminal-type: xterm-256color."
        yield _finding("terminal", message, severity=Severity.WARNING)
    size = os.get_terminal_size(sys.stdout.fileno())
    if size.columns < SMALLEST_WINDOW[0] or size.lines < SMALLEST_WINDOW[1]:
        message = f"Cửa sổ {size.columns}×{size.lines} hẹp quá; màn hình nhập liệu cần ít nhất 60×15."
        yield _finding("terminal-size", message, severity=Severity.WARNING)


def _finding(code: str, message: str, *, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code=code, severity=severity, message=message.replace("\n", " "))
