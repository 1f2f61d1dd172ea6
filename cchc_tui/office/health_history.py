"""The history examined: whether git may be used, what is not in it yet, what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from cchc_tui.git.checkout import Checkout
from cchc_tui.git.command import GitError, version
from cchc_tui.git.founding import missing_settings
from cchc_tui.git.healing import graph_is_sound, index_is_sound, is_whole
from cchc_tui.git.leftovers import unfinished_objects
from cchc_tui.git.locks import stale_locks
from cchc_tui.git.merging import stages
from cchc_tui.git.unfinished import unfinished_work
from cchc_tui.language.text import printable
from cchc_tui.office.health_files import LEFT_BEHIND
from cchc_tui.office.hooks import is_our_hook
from cchc_tui.office.ledger import Ledger
from cchc_tui.office.netted import netted
from cchc_tui.office.sync import is_ours
from cchc_tui.office.unfinished_sync import pending_sync
from cchc_tui.records.finding import Finding, Severity

NO_HISTORY = "no-history"
INDEX_LOCK = "git-lock"
DETACHED = "detached"
BROKEN = "git-broken"
UNCOMMITTED = "uncommitted"
CHANGED = "changed-by-hand"
MISSING = "missing-file"
SETTINGS = "git-settings"
LOOSE = "git-loose"
SETTLED_MERGE = "settled-merge"
OLDEST_GIT = (2, 25)
"""`--pathspec-from-file` came with it."""
MANY_LOOSE = 10_000
_RECENT = 1_000
"""So many commits are looked through for one from the future."""
_LISTED = 5


def look_at_history(ledger: Ledger, marked: Collection[str | None] = ()) -> Iterator[Finding]:
    """Say everything there is to say about the repository of the records; `marked` files have conflict marks and
    findings of their own. Each part has its own net: one that cannot look does not keep the others from it.
    """
    number = version()
    if number and number < OLDEST_GIT:
        old = ".".join(map(str, number))
        yield _finding("git-old", f"git {old} quá cũ, cần từ 2.25. Người quản trị hãy nâng cấp git.", Severity.ERROR)
    try:
        checkout = ledger.checkout
    except GitError as fault:
        yield _unusable(fault)
        return
    parts: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: _look_at_state(checkout),
        lambda: _look_at_sharing(ledger),
        lambda: _look_at_waiting(ledger),
        lambda: _look_at_changes(checkout, {*ledger.waiting_paths(), *marked}),
        lambda: _look_at_repository(checkout),
    )
    for look in parts:
        yield from netted("kho lịch sử", look, code=BROKEN, cure="Chữa: cchc doctor --fix")


def _look_at_sharing(ledger: Ledger) -> Iterator[Finding]:
    if waiting := pending_sync(ledger.records):
        yield _finding("unsettled", waiting, Severity.WARNING)


def _unusable(fault: GitError) -> Finding:
    code = NO_HISTORY if fault.reason == "none" else "git"
    return _finding(code, f"{fault.message} {fault.hint}".strip(), Severity.WARNING)


def _look_at_state(checkout: Checkout) -> Iterator[Finding]:
    for lock in stale_locks(checkout.of):
        yield _finding(
            INDEX_LOCK,
            f"Tệp khóa {lock} của git bị bỏ lại. Lần lưu sau tự bỏ nó, hoặc chữa ngay: cchc doctor --fix",
            Severity.WARNING,
        )
    if checkout.merging and not stages(checkout):
        message = "Lần gộp (git merge) làm bằng tay không còn xung đột mà chưa kết thúc. Chữa: cchc doctor --fix"
        yield _finding(SETTLED_MERGE, message, Severity.WARNING)
        return
    if unfinished := unfinished_work(checkout.git_dir):
        yield _finding("merging", f"{unfinished.message} {unfinished.hint}", Severity.WARNING)
        return
    head = checkout.head()
    if checkout.detached:
        message = (
            "Kho lịch sử không đứng trên nhánh nào (detached HEAD): các lần lưu phải chờ. Chữa: cchc doctor --fix"
            " (hoặc người quản trị chạy: git switch main)."
        )
        yield _finding(DETACHED, message, Severity.ERROR)
        return
    if (head is None and checkout.has_branches()) or (head is not None and not is_whole(checkout, head)):
        message = "Lịch sử hỏng: không đọc được bản ghi mới nhất hoặc tệp của nó. Chữa: cchc doctor --fix"
        yield _finding(BROKEN, message, Severity.ERROR)
    elif not graph_is_sound(checkout):
        message = "Bảng tra lịch sử (commit-graph) của git hỏng. Chữa: cchc doctor --fix"
        yield _finding(BROKEN, message, Severity.WARNING)
    elif not index_is_sound(checkout):
        message = "Bảng kê (index) của git hỏng hoặc còn thiếu. Chữa: cchc doctor --fix"
        yield _finding(BROKEN, message, Severity.WARNING)


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
    try:
        lacking = [key for key, _ in missing_settings(checkout)] if own else []
    except GitError:
        lacking = ["config (hỏng)"]
    if own and not (checkout.records / ".gitattributes").exists():
        lacking.append(".gitattributes")
    if lacking:
        message = f"Kho lịch sử thiếu thiết lập: {', '.join(lacking)}. Chữa: cchc doctor --fix"
        yield _finding(SETTINGS, message, Severity.NOTICE)
    counted = dict(line.split(": ", 1) for line in checkout.run("count-objects", "-v").text.splitlines())
    if int(counted.get("count", "0")) > MANY_LOOSE:
        message = f"Kho lịch sử có {counted['count']} mẩu rời nên chậm dần. Dọn: cchc doctor --fix"
        yield _finding(LOOSE, message, Severity.NOTICE)
    if left := unfinished_objects(checkout.of):
        message = f"Kho lịch sử còn {len(left)} tệp tạm của những lệnh git bị dừng giữa chừng. Dọn: cchc doctor --fix"
        yield _finding(LEFT_BEHIND, message, Severity.NOTICE)
    folder = checkout.git_dir / "hooks"
    runnable = (p for p in folder.glob("*") if p.suffix != ".sample" and p.stat().st_mode & 0o111)
    hooks = [p.name for p in runnable if not is_our_hook(p)]
    if hooks:
        message = f"Kho có hook ({', '.join(sorted(hooks))}); cchc không chạy hook khi lưu và đồng bộ."
        yield _finding("git-hooks", message, Severity.NOTICE)


def last_and_latest(ledger: Ledger) -> tuple[float, float]:
    """Return when the last commit was made, and the latest day that one of the recent ones bears, both in seconds since
    the epoch; 0 without any.
    """
    try:
        answer = ledger.checkout.run("log", "--topo-order", f"--max-count={_RECENT}", "--format=%ct %at", may_fail=True)
    except GitError:
        return 0.0, 0.0
    times = [float(word) for word in answer.text.split() if word.isdigit()] if answer.code == 0 else []
    return (times[0], max(times)) if times else (0.0, 0.0)


def _finding(code: str, message: str, severity: Severity, path: str | None = None) -> Finding:
    return Finding(code=code, severity=severity, message=message, path=path)
