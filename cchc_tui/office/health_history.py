"""The history examined: whether git may be used, what is not in it yet, what stands in its way."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from pathlib import Path

from cchc_tui.git.checkout import Checkout
from cchc_tui.git.command import GitError, git, version
from cchc_tui.git.founding import missing_settings
from cchc_tui.language.text import printable
from cchc_tui.office.hooks import is_our_hook
from cchc_tui.office.ledger import Ledger
from cchc_tui.office.sync import is_ours
from cchc_tui.office.waiting import unsettled
from cchc_tui.records.finding import Finding, Severity

NO_HISTORY = "no-history"
DUBIOUS = "safe-directory"
INDEX_LOCK = "git-lock"
UNCOMMITTED = "uncommitted"
CHANGED = "changed-by-hand"
MISSING = "missing-file"
SETTINGS = "git-settings"
LOOSE = "git-loose"
OLDEST_GIT = (2, 25)
"""`--pathspec-from-file` came with it."""
LOCK_SECONDS = 60.0
"""A lock of git's that is older has been left behind: while we hold the writers' lock no save of ours is running."""
MANY_LOOSE = 10_000
_RECENT = 1_000
"""So many commits are looked through for one from the future."""
_LISTED = 5
_LOCKS = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "refs/heads/main.lock")


def look_at_history(ledger: Ledger, marked: Collection[str | None] = ()) -> Iterator[Finding]:
    """Everything there is to say about the repository of the records; `marked` files have conflict marks and findings
    of their own.
    """
    number = version()
    if number is not None and number < OLDEST_GIT:
        old = ".".join(map(str, number))
        yield _finding("git-old", f"git {old} quá cũ, cần từ 2.25. Người quản trị hãy nâng cấp git.", Severity.ERROR)
    try:
        checkout = ledger.checkout
    except GitError as fault:
        yield _unusable(ledger.records, fault)
        return
    yield from _look_at_state(checkout)
    if waiting := unsettled(ledger.records):
        yield _finding("unsettled", waiting, Severity.WARNING)
    yield from _look_at_waiting(ledger)
    yield from _look_at_changes(checkout, {*ledger.waiting_paths(), *marked})
    yield from _look_at_repository(checkout)


def _unusable(records: Path, fault: GitError) -> Finding:
    if fault.reason == "dubious":
        return _finding(
            DUBIOUS,
            "git không tin thư mục hồ sơ vì chủ của nó là tài khoản khác, nên không ghi được lịch sử."
            f" Người quản trị chạy một lần: sudo git config --system --add safe.directory {records}"
            " — hoặc chỉ cho riêng bạn: cchc doctor --fix",
            Severity.ERROR,
        )
    code = NO_HISTORY if fault.reason == "none" else "git"
    return _finding(code, f"{fault.message} {fault.hint}".strip(), Severity.WARNING)


def _look_at_state(checkout: Checkout) -> Iterator[Finding]:
    for lock in left_locks(checkout):
        yield _finding(
            INDEX_LOCK,
            f"Tệp khóa {lock} của git bị bỏ lại nên lịch sử không ghi thêm được. Chữa: cchc doctor --fix",
            Severity.ERROR,
        )
    if checkout.merging:
        message = "Có một lần gộp (git merge) làm bằng tay chưa xong. Hãy chạy: cchc resolve"
        yield _finding("merging", message, Severity.WARNING)
    if checkout.branch() is None:
        message = "Kho lịch sử không đứng trên nhánh nào (detached HEAD). Người quản trị hãy chạy: git switch main"
        yield _finding("detached", message, Severity.WARNING)


def left_locks(checkout: Checkout) -> list[Path]:
    """git's lock files that nobody can be holding any more, by their age."""
    found = []
    for name in _LOCKS:
        lock = checkout.git_dir / name
        try:
            age = time.time() - lock.stat().st_mtime
        except OSError:
            continue
        if age > LOCK_SECONDS or age < -LOCK_SECONDS:
            found.append(lock)
    return found


def _look_at_waiting(ledger: Ledger) -> Iterator[Finding]:
    if ledger.uncommitted:
        yield _finding(
            UNCOMMITTED,
            f"{ledger.uncommitted} lần lưu đã nằm trên đĩa nhưng chưa vào lịch sử. Chữa: cchc doctor --fix",
            Severity.WARNING,
        )


def _look_at_changes(checkout: Checkout, waiting: set[str | None]) -> Iterator[Finding]:
    changed = [(sign, path) for sign, path in checkout.changed() if path not in waiting]
    edited = [path for sign, path in changed if sign.strip() not in ("D", "??") or (sign == "??" and is_ours(path))]
    if edited:
        yield _finding(
            CHANGED,
            f"{len(edited)} tệp đổi ngoài chương trình, chưa vào lịch sử: {_listed(edited)}."
            " Chữa: cchc doctor --fix (ghi là “sửa ngoài chương trình”).",
            Severity.WARNING,
            edited[0],
        )
    gone = [path for sign, path in changed if "D" in sign and is_ours(path)]
    if gone:
        yield _finding(
            MISSING,
            f"{len(gone)} tệp hồ sơ bị xóa khỏi thư mục: {_listed(gone)}."
            " Lấy lại từ lịch sử: cchc doctor --fix; muốn bỏ thật thì dùng lệnh xóa của chương trình.",
            Severity.ERROR,
            gone[0],
        )


def _listed(paths: list[str]) -> str:
    return printable(", ".join(paths[:_LISTED])) + ("…" if len(paths) > _LISTED else "")


def _look_at_repository(checkout: Checkout) -> Iterator[Finding]:
    own = not checkout.prefix
    lacking = [key for key, _ in missing_settings(checkout)] if own else []
    if own and not (checkout.records / ".gitattributes").exists():
        lacking.append(".gitattributes")
    if lacking:
        message = f"Kho lịch sử thiếu thiết lập: {', '.join(lacking)}. Chữa: cchc doctor --fix"
        yield _finding(SETTINGS, message, Severity.NOTICE)
    counted = dict(line.split(": ", 1) for line in checkout.run("count-objects", "-v").text.splitlines())
    if int(counted.get("count", "0")) > MANY_LOOSE:
        message = f"Kho lịch sử có {counted['count']} mẩu rời nên chậm dần. Dọn: cchc doctor --fix"
        yield _finding(LOOSE, message, Severity.NOTICE)
    folder = checkout.git_dir / "hooks"
    runnable = (p for p in folder.glob("*") if p.suffix != ".sample" and p.stat().st_mode & 0o111)
    hooks = [p.name for p in runnable if not is_our_hook(p)]
    if hooks:
        message = f"Kho có hook ({', '.join(sorted(hooks))}); cchc không chạy hook khi lưu và đồng bộ."
        yield _finding("git-hooks", message, Severity.NOTICE)


def last_and_latest(ledger: Ledger) -> tuple[float, float]:
    """When the last commit was made, and the latest day that one of the recent ones bears, both in seconds since the
    epoch; 0 without any.
    """
    try:
        answer = ledger.checkout.run("log", "--topo-order", f"--max-count={_RECENT}", "--format=%ct %at", may_fail=True)
    except GitError:
        return 0.0, 0.0
    times = [float(word) for word in answer.text.split() if word.isdigit()] if answer.code == 0 else []
    return (times[0], max(times)) if times else (0.0, 0.0)


def trust(records: Path) -> None:
    """Let this person's git use the records though another account owns them."""
    git(Path("/"), "config", "--global", "--add", "safe.directory", str(records))


def _finding(code: str, message: str, severity: Severity, path: str | None = None) -> Finding:
    return Finding(code=code, severity=severity, message=message, path=path)
