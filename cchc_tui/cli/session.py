"""What every verb shares: the records asked for, opened late, and the two streams it speaks on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.language.text import fold, printable
from cchc_tui.records.finding import Finding, Severity

if TYPE_CHECKING:
    from datetime import date

    from cchc_tui.office import Office

GOOD = 0
FINDINGS = 1
REFUSED = 3
ENVIRONMENT = 4
MANY_FILES = 2_000
"""Reading so many takes long enough for a person to wonder."""


class Session(NamedTuple):
    """One call of the program."""

    records: str | None
    """The directory named with --records; None: CCHC_RECORDS, else the nearest upwards."""
    read_only: bool = False
    """Nothing may be written into the records."""
    today: date | None = None
    """The day it is taken to be; None: that of the clock."""

    def open(self) -> Office:
        """Return the office. Files that cannot be read are named on stderr, so that no list passes for a whole one."""
        office = self.open_quietly()
        warn_of_broken_files(office.records.findings)
        warn_of_pending_sync(office.directory)
        return office

    def open_to_add(self) -> Office:
        """Return the office for adding to it: its records are read when duplicates are looked for, under the lock.

        `warn_of_broken_files` says afterwards what could not be read then.
        """
        office = self.open_quietly(read=False)
        warn_of_pending_sync(office.directory)
        return office

    def open_quietly(self, progress: Callable[[int, int], None] | None = None, *, read: bool = True) -> Office:
        """Return the office, for verbs that show the findings themselves; how far it is goes to stderr, or to
        `progress`.
        """
        from cchc_tui.office import Office

        progress = progress or _show_reading
        office = Office.open(
            self.records, today=self.today, progress=progress, read=read, read_only=self.read_only, tell=print_notice
        )
        office.agreed = set()
        return office

    def demand_writable(self) -> None:
        """RefusedError when the person asked for looking only."""
        if self.read_only:
            raise RefusedError("Đang chỉ xem (--read-only) nên không ghi gì.", "Bỏ --read-only rồi chạy lại.")

    def open_if_any(self) -> Office | None:
        """Return the office, or None where no directory was named and none lies upwards."""
        try:
            return self.open_quietly()
        except WrongUseError:
            if self.records or os.environ.get("CCHC_RECORDS"):
                raise
            return None


def _show_reading(done: int, of: int) -> None:
    """Show one line on the terminal while many files are read for the first time; it goes when they are."""
    if of >= MANY_FILES and sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[KĐang đọc hồ sơ: {done}/{of}" if done < of else "\r\x1b[K")


def warn_of_broken_files(findings: Iterable[Finding]) -> None:
    """Say on stderr how many places of the records could not be read or lack something."""
    broken = sum(f.severity is Severity.ERROR for f in findings)
    if broken:
        print_notice(f"Có {broken} chỗ trong hồ sơ không đọc được hoặc còn thiếu; xem: cchc check")


def warn_of_pending_sync(records: Path) -> None:
    """Name on stderr a synchronisation that waits for a choice: what is listed is not yet what both sides have."""
    from cchc_tui.office import pending_sync

    if sentence := pending_sync(records):
        print_notice(sentence)


def print_data(text: str) -> None:
    """Print data, to stdout: lines that another program may read."""
    sys.stdout.write(text + "\n")


def print_text(text: str) -> None:
    """Print a whole text to stdout, byte for byte for another program; on a screen with nothing a terminal could
    obey.
    """
    sys.stdout.write(printable(text, keep="\n\t") if on_screen() else text)


def on_screen() -> bool:
    """Return whether what is printed is looked at."""
    return sys.stdout.isatty()


def print_notice(text: str) -> None:
    """Talk, to stderr, with nothing in it that a terminal could obey."""
    sys.stderr.write(printable(text, keep="\n") + "\n")


def has_terminal() -> bool:
    """Return whether a person sits at both ends: input and output are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> str:
    """Return what the person answers on one line, asked on stderr. RefusedError when the input ends instead."""
    sys.stderr.write(printable(question) + " ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        raise RefusedError("Đã ngừng vì không có câu trả lời.")
    return line.strip()


def agrees(question: str) -> bool:
    """Return whether the person says yes; anything else is no. WrongUseError where nobody can be asked."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUseError(
            "Lệnh này cần hỏi lại, mà đầu vào không phải cửa sổ dòng lệnh nên không có ai trả lời.",
            "Chưa làm gì. Thêm --yes để làm mà không hỏi.",
        )
    return fold(ask(f"{question} [c/K]")) in ("c", "co", "y", "yes")
