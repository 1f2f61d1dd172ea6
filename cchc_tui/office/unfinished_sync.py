"""Whether a synchronisation waits for somebody to choose: one look at one file where nothing waits."""

from __future__ import annotations

from pathlib import Path

_MARK = "refs/cchc/incoming"
"""The other side's commits, kept by git until they are merged."""


def pending_sync(records: Path) -> str:
    """Return what has to be done before the copies are one again, in a sentence; "" when nothing waits."""
    if not _left(records):
        return ""
    from cchc_tui.git.checkout import find_checkout
    from cchc_tui.git.command import GitError
    from cchc_tui.git.exchange import incoming
    from cchc_tui.git.merging import is_ancestor
    from cchc_tui.office.sync import conflicts_with

    try:
        checkout = find_checkout(records)
        head, theirs = checkout.head(), incoming(checkout)
        if head is None or theirs is None or is_ancestor(checkout, theirs, head):
            return ""
        number = len(conflicts_with(checkout, head, theirs))
    except GitError:
        return ""
    if number:
        return f"Lần đồng bộ trước còn {number} chỗ hai bên cùng sửa, chưa chọn; xem: cchc resolve"
    return "Lần đồng bộ trước chưa xong; chạy tiếp: cchc sync"


def _left(records: Path) -> bool:
    for folder in (records, *records.parents):
        repository = folder / ".git"
        if repository.exists():
            return (repository / _MARK).exists()
    return False
