"""The check before a commit made by hand: a git hook of the repository. The program's own saves run no hook."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from cchc_tui.errors import RefusedError
from cchc_tui.git.checkout import find_checkout
from cchc_tui.storage.atomic import create_file, group_rights, replace_file

HOOK = "pre-commit"
MARK = "# cchc hook install"
"""The second line of a hook of ours; a hook without it is somebody else's."""


def hook_text(records: Path) -> str:
    """The hook: errors stop the commit, warnings and notices do not. With no program to be found it lets pass."""
    program = shlex.quote(sys.executable)
    place = shlex.quote(str(records))
    return (
        f"#!/bin/sh\n{MARK}: kiểm tra hồ sơ trước khi commit bằng tay; bỏ qua một lần: git commit --no-verify\n"
        f"[ -x {program} ] || exit 0\n"
        "unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE\n"
        f"exec {program} -m cchc_tui --records {place} check --errors >&2\n"
    )


def is_our_hook(path: Path) -> bool:
    """Whether the hook at this path is the one installed here."""
    return path.name == HOOK and MARK in path.read_text(encoding="utf-8", errors="replace")[:200]


def install_hook(records: Path, *, force: bool = False) -> Path:
    """Put the hook into the repository; its path. RefusedError where another hook stands, GitError without git."""
    path = find_checkout(records).git_dir / "hooks" / HOOK
    text = hook_text(records).encode("utf-8")
    with group_rights():
        path.parent.mkdir(exist_ok=True)
        if path.exists():
            if not is_our_hook(path) and not force:
                raise RefusedError(
                    f"Kho đã có hook khác ở {path}, không ghi đè.",
                    "Thêm vào cuối hook ấy dòng: cchc check --errors; hoặc dùng --force để thay.",
                )
            replace_file(path, text)
        else:
            create_file(path, text)
        path.chmod(0o775)
    return path
