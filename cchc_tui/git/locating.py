"""Finding the repository around a folder, without asking git: git reads the settings of whatever it finds first.

What git would refuse without a `safe.directory` is no danger here, because no setting of the repository is obeyed
(`git.isolated`). What could lead a save into a repository of somebody's own is refused instead: a `.git` that is a
link, or one that names a git directory which does not know this work tree.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NamedTuple

from cchc_tui.errors import system_cause
from cchc_tui.git.command import GitError, fault

_LONGEST = 4_096
"""Bytes of a `.git` file that are read: it holds one path."""


class GitPlace(NamedTuple):
    """Where a repository lies."""

    top: Path | None
    """The root of the work tree; None of a bare one."""
    git_dir: Path
    """What belongs to this work tree: HEAD, the index."""
    common: Path
    """What all its work trees share: branches, objects, settings."""


def locate(start: Path) -> GitPlace:
    """Return the repository that `start` is, or lies in. GitError when there is none, or a doubtful one."""
    try:
        start = start.resolve()
        device = start.stat().st_dev
        for folder in (start, *start.parents):
            if folder.stat().st_dev != device:
                break
            found = _located_at(folder)
            if found is not None:
                return found
    except OSError as error:
        raise GitError(f"Không tìm được kho lịch sử ({system_cause(error)}).", "Hãy báo người quản trị.") from error
    raise fault("not a git repository")


def _located_at(folder: Path) -> GitPlace | None:
    named = folder / ".git"
    try:
        mode = named.lstat().st_mode
    except FileNotFoundError:
        return GitPlace(None, folder, folder) if is_git_dir(folder) else None
    if stat.S_ISLNK(mode):
        raise GitError(
            f"{named} là một liên kết (symlink) nên không ghi lịch sử vào đó.",
            "Hãy nhờ người quản trị thay bằng kho thật.",
        )
    if stat.S_ISDIR(mode):
        # One with a spoilt HEAD or without branches is a history to be mended, not a folder without a history.
        return GitPlace(folder, named, named) if (named / "objects").is_dir() else None
    return _of_file(folder, named)


def is_git_dir(folder: Path) -> bool:
    """Say whether a folder looks like a bare repository."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _of_file(top: Path, named: Path) -> GitPlace:
    """Return the repository of a linked work tree or of a submodule: the other end must know this folder too."""
    with named.open("rb") as file:
        text = file.read(_LONGEST).decode("utf-8", "surrogateescape")
    git_dir = (top / text.removeprefix("gitdir:").strip()).resolve()
    pointer = git_dir / "commondir"
    common = (git_dir / _line(pointer)).resolve() if pointer.is_file() else git_dir
    back = git_dir / "gitdir"
    knows = Path(_line(back)).resolve() == named if back.is_file() else _names_work_tree(git_dir, top)
    if not text.startswith("gitdir:") or not knows or not (common / "objects").is_dir():
        raise GitError(
            f"{named} chỉ tới {git_dir}, nhưng kho ấy không nhận thư mục này là cây làm việc của nó.",
            "Hãy nhờ người quản trị xem: git worktree repair",
        )
    return GitPlace(top, git_dir, common)


def _names_work_tree(git_dir: Path, top: Path) -> bool:
    """Say whether the settings of a submodule name this folder; read as text, none of them is obeyed."""
    lines = (git_dir / "config").read_text("utf-8", "surrogateescape").splitlines()
    values = [value.strip() for line in lines for key, _, value in [line.partition("=")] if key.strip() == "worktree"]
    return bool(values) and (git_dir / values[-1]).resolve() == top


def _line(file: Path) -> str:
    return file.read_text("utf-8", "surrogateescape").strip()
