"""Work begun by hand in the repository and not ended: a save then waits, and says so each time."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.git.command import GitError

_SIGNS: tuple[tuple[str, str, str, str], ...] = (
    (
        "rebase-merge",
        "rebase",
        "Có một lần git rebase làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Người quản trị hãy chạy git rebase --continue hoặc git rebase --abort trong thư mục hồ sơ.",
    ),
    (
        "rebase-apply",
        "rebase",
        "Có một lần git rebase (hoặc git am) làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Người quản trị hãy chạy git rebase --abort (hoặc git am --abort) trong thư mục hồ sơ.",
    ),
    (
        "MERGE_HEAD",
        "merging",
        "Có một lần gộp (git merge) làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Hãy chạy: cchc resolve",
    ),
    (
        "CHERRY_PICK_HEAD",
        "picking",
        "Có một lần git cherry-pick làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Người quản trị hãy chạy git cherry-pick --continue hoặc --abort trong thư mục hồ sơ.",
    ),
    (
        "REVERT_HEAD",
        "reverting",
        "Có một lần git revert làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Người quản trị hãy chạy git revert --continue hoặc --abort trong thư mục hồ sơ.",
    ),
    (
        "BISECT_LOG",
        "bisect",
        "Có một lần git bisect làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Người quản trị hãy chạy: git bisect reset",
    ),
)


def unfinished_work(git_dir: Path) -> GitError | None:
    """Return what is going on in a git directory and what ends it; None when nothing is."""
    for name, reason, message, hint in _SIGNS:
        if (git_dir / name).exists():
            return GitError(message, hint, reason=reason)
    return None
