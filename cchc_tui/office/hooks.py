"""The check before a commit made by hand: a git hook of the repository. The program's own saves run no hook."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from cchc_tui.errors import RefusedError
from cchc_tui.git.checkout import find_checkout
from cchc_tui.git.hooks_folder import hooks_folder
from cchc_tui.storage.atomic import create_file, group_rights, replace_file

HOOK = "pre-commit"
KEPT = f"{HOOK}.truoc-cchc"
"""The name under which somebody else's hook is kept; ours runs it first."""
MARK = "# cchc hook install"
"""The second line of a hook of ours; a hook without it is somebody else's."""
_LINE = "cchc check --errors --no-reports >&2 || exit 1"


def hook_text(records: Path) -> str:
    """Return the hook: errors stop the commit, warnings and notices do not.

    A commit that holds nothing of the records is left alone; with no program to be found it is let pass, and said.
    """
    program, place = shlex.quote(sys.executable), shlex.quote(str(records))
    return f"""#!/bin/sh
{MARK}: kiểm tra hồ sơ trước khi commit bằng tay; bỏ qua một lần: git commit --no-verify
before="$(dirname "$0")/{KEPT}"
if [ -x "$before" ]; then "$before" "$@" || exit $?; fi
git diff --cached --quiet -- {place} 2>/dev/null && exit 0
if [ ! -x {program} ]; then
    echo 'Không tìm thấy cchc ở '{program}' nên chưa kiểm tra hồ sơ. Gắn lại: cchc hook install' >&2
    exit 0
fi
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GIT_PREFIX
exec {program} -m cchc_tui --records {place} check --errors --no-reports >&2
"""


def is_our_hook(path: Path) -> bool:
    """Return whether the hook at this path is the one installed here."""
    return path.name == HOOK and MARK in path.read_text(encoding="utf-8", errors="replace")[:200]


def install_hook(records: Path, *, force: bool = False) -> Path:
    """Put the hook where git looks for it; its path. With `force` somebody else's is kept beside it and run first.

    RefusedError where another hook stands, or where git runs a folder of hooks that other repositories share;
    GitError without git.
    """
    folder = hooks_folder(find_checkout(records))
    if folder.shared:
        raise RefusedError(
            f"git đang dùng thư mục hook chung cho nhiều kho (core.hooksPath = {folder.path}), không ghi vào đó.",
            f"Thêm vào hook {HOOK} ở thư mục ấy dòng: {_LINE}; hoặc bỏ thiết lập: git config --unset core.hooksPath",
        )
    path = folder.path / HOOK
    text = hook_text(records).encode("utf-8")
    with group_rights():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not is_our_hook(path):
            _keep(path, force=force)
        if path.exists():
            replace_file(path, text)
        else:
            create_file(path, text)
        path.chmod(0o775)
    return path


def _keep(path: Path, *, force: bool) -> None:
    """Set somebody else's hook aside. RefusedError unless `force`, and where one is set aside already."""
    kept = path.with_name(KEPT)
    if not force:
        raise RefusedError(
            f"Kho đã có hook khác ở {path}, không ghi đè.",
            f"Dùng --force: hook ấy được giữ thành {KEPT} và vẫn chạy trước; hoặc tự thêm vào nó dòng: {_LINE}",
        )
    if kept.exists():
        raise RefusedError(
            f"{kept} đã có, nên không giữ thêm được hook ở {path}.", "Hãy xem lại hai hook ấy rồi xóa bớt một."
        )
    path.rename(kept)
