"""Everything proven once: the files are those of the history, all of it can be read, what was closed is as it was.

`doctor` looks at what hinders a day's work; this looks at what nobody would notice for years.
"""

from __future__ import annotations

import pwd
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cchc_tui.errors import CchcError
from cchc_tui.git.checkout import Checkout, find_checkout
from cchc_tui.git.command import GitError
from cchc_tui.language.text import printable
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.storage.journal import entries
from cchc_tui.storage.paths import FROZEN_FILE
from cchc_tui.storage.person import full_name
from cchc_tui.storage.records_folder import find_records
from cchc_tui.storage.repository import Loaded, Repository
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import fingerprint
from cchc_tui.storage.tree_folder import read_inside
from cchc_tui.storage.versions import class_of

_SECONDS = 3_600.0
"""A history of many years on a slow disk takes minutes."""
_LIMIT = 50_000_000
_LISTED = 5
_PROGRAM = ("Sửa ngoài chương trình", "khong-ro@localhost")
"""Under this name goes what somebody changed with an editor; it is nobody's."""
_WRONG = ("error", "missing", "broken", "fatal")

Told = Callable[[str], None]


@dataclass(frozen=True)
class Verification:
    """What was proven, and what is not as it has to be."""

    records: int
    commits: int
    frozen: int
    authors: int
    findings: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        """What was proven, in one line."""
        if self.findings:
            return f"Không đúng: {len(self.findings)} điều phải xem lại."
        return (
            f"Đúng: {self.records} hồ sơ khớp với lịch sử, {self.commits} lần lưu đều đọc được,"
            f" {self.frozen} bản chốt còn nguyên, {self.authors} người ghi đều rõ."
        )


def verify_office(given: str | None, tell: Told = lambda _: None) -> Verification:
    """Prove the records that `given` leads to; see `verify_records`."""
    return verify_records(find_records(given), tell)


def verify_records(records: Path, tell: Told = lambda _: None) -> Verification:
    """Prove the records and their history; nothing is changed. `tell` hears what is being looked at."""
    tell("Đang đọc hồ sơ…")
    loaded = Repository(records).load()
    found = [f for f in loaded.findings if f.severity is Severity.ERROR]
    sheets = [cast("Stored[ReportSheet]", s) for s in loaded.shelves[ReportSheet].records]
    closed = [sheet for sheet in sheets if sheet.record.state == FROZEN]
    tell("Đang so các bản đã chốt…")
    found += [finding for sheet in closed for finding in _wrong_hash(records, sheet)]
    commits = authors = 0
    try:
        checkout = find_checkout(records)
        tell("Đang so hồ sơ với lịch sử…")
        found += _unlike_history(checkout)
        tell("Đang đọc toàn bộ lịch sử…")
        found += _unreadable(checkout)
        commits = _count(checkout)
        names = _authors(checkout)
        authors = len(names)
        found += _unknown_authors(names, loaded)
    except GitError as fault:
        found.append(_finding("no-history", f"{fault.message} {fault.hint}".strip()))
    count = sum(len(shelf) for shelf in loaded.shelves.values())
    return Verification(count, commits, len(closed), authors, tuple(found))


def _wrong_hash(records: Path, sheet: Stored[ReportSheet]) -> Iterator[Finding]:
    """Find a closed report whose kept text is not the one that was closed."""
    path = f"{sheet.path.rpartition('/')[0]}/{FROZEN_FILE}"
    start = f"{FROZEN_FILE} sha256:"
    wanted = next((line.removeprefix(start) for line in sheet.record.exported if line.startswith(start)), "")
    try:
        data = read_inside(records, path, limit=_LIMIT)
    except CchcError:
        data = None
    if not wanted or not isinstance(data, bytes) or fingerprint(data) != wanted:
        name = printable(sheet.record.slug or sheet.record.id)
        yield _finding("frozen-hash", f"Bản chốt của báo cáo {name} ({path}) không còn đúng như lúc chốt.", path)


def _unlike_history(checkout: Checkout) -> Iterator[Finding]:
    """Find records that are not what the last commit has, and saves that no commit has."""
    waiting = len(entries(checkout.records))
    if waiting:
        yield _finding("uncommitted", f"{waiting} lần lưu chưa vào lịch sử. Xem: cchc doctor")
    differing = [path for _, path in checkout.changed() if class_of(path) is not None or path.endswith(".md")]
    if differing:
        shown = printable(", ".join(differing[:_LISTED])) + ("…" if len(differing) > _LISTED else "")
        yield _finding("unlike-history", f"{len(differing)} tệp khác với lịch sử: {shown}.", differing[0])


def _unreadable(checkout: Checkout) -> Iterator[Finding]:
    """Find objects of the history that are missing, or whose content is not what their name says."""
    words = ("fsck", "--full", "--strict", "--no-dangling", "--no-reflogs", "--no-progress")
    answer = checkout.run(*words, may_fail=True, seconds=_SECONDS)
    said = [line for line in (*answer.error.splitlines(), *answer.text.splitlines()) if line.startswith(_WRONG)]
    if answer.code and not said:
        said = [f"fsck: {answer.code}"]
    if said:
        shown = printable("; ".join(said[:_LISTED])) + ("…" if len(said) > _LISTED else "")
        yield _finding(
            "git-broken",
            f"Lịch sử có {len(said)} chỗ hỏng hoặc thiếu: {shown}. Thử: cchc doctor --fix; không được thì lấy lại .git"
            " từ bản sao lưu hoặc từ kho chung.",
        )


def _count(checkout: Checkout) -> int:
    answer = checkout.run("rev-list", "--count", "HEAD", may_fail=True)
    return int(answer.text) if answer.code == 0 else 0


def _authors(checkout: Checkout) -> set[tuple[str, str]]:
    answer = checkout.run("log", "-z", "--format=%an%x1f%ae", may_fail=True)
    pairs = (line.strip("\n").partition("\x1f") for line in answer.text.split("\0") if line)
    return {(name, email) for name, _, email in pairs}


def _unknown_authors(names: set[tuple[str, str]], loaded: Loaded) -> Iterator[Finding]:
    """Find names that neither people.toml nor the machine's accounts know."""
    listed = {(p.name or "", p.email or "") for p in (loaded.people.record.people if loaded.people else ())}
    for name, email in sorted(names - listed - {_PROGRAM}):
        if not _is_account(name, email):
            yield _finding(
                "unknown-author",
                f"Có lần lưu mang tên {printable(name)} <{printable(email)}> mà people.toml không có. Nếu đúng là người"
                " của cơ quan, hãy ghi vào people.toml.",
            )


def _is_account(name: str, email: str) -> bool:
    account, _, place = email.rpartition("@")
    try:
        pwd.getpwnam(account)
    except (KeyError, ValueError):
        return False
    return place == "localhost" and full_name(account) == name


def _finding(code: str, message: str, path: str | None = None) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, path=path)
