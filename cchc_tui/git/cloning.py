"""A repository begun as a copy of another one, and the bare repository through which copies meet."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cchc_tui.errors import RefusedError, system_cause
from cchc_tui.git.checkout import Checkout
from cchc_tui.git.command import NETWORK_SECONDS, git
from cchc_tui.git.exchange import branches_of, fetch_from, local_path
from cchc_tui.git.founding import BRANCH, found
from cchc_tui.git.objects import TreeFile, leads_astray, tree_files

FILE_LIMIT = 50_000_000
"""Largest file in bytes that a copy is made of."""


def fetch_history(source: str, folder: Path) -> tuple[Checkout, str]:
    """A new repository in `folder` with the history of `source` (a repository or a bundle), and its newest commit.

    No file is on disk yet. GitError when `source` cannot be reached; RefusedError when it has no commit.
    """
    head, branches = branches_of(folder, source)
    known = [name for name in (head, BRANCH, *branches) if name in branches]
    if not known:
        raise RefusedError(f"{source} chưa có lần lưu nào.", "Hãy chạy cchc sync ở máy đang có hồ sơ trước.")
    checkout = found(folder)
    checkout.run("symbolic-ref", "HEAD", f"refs/heads/{known[0]}")
    return checkout, fetch_from(checkout, source, known[0])


def write_files(checkout: Checkout, commit: str) -> None:
    """Let the branch stand on `commit` and put its files on disk. Only in a new repository."""
    checkout.run("update-ref", "HEAD", commit)
    plain = ("-c", "core.symlinks=false", "-c", "core.protectHFS=true", "-c", "core.protectNTFS=true")
    git(checkout.records, *plain, "reset", "--quiet", "--hard", "HEAD", seconds=NETWORK_SECONDS)


def unlawful_file(checkout: Checkout, commit: str, work_folder: str) -> TreeFile | None:
    """The first file that no copy of records has reason to hold: a link, a repository inside, a giant, our own work."""
    for file in tree_files(checkout.records, commit):
        parts = file.path.split("/")
        if not file.regular or file.size > FILE_LIMIT or work_folder in parts or leads_astray(file.path):
            return file
    return None


def make_meeting_place(place: Path, like: Path) -> None:
    """A new bare repository for those who work in the folder `like`, its HEAD on our branch."""
    if not place.parent.is_dir():
        advice = "Hãy nhờ người quản trị tạo, ví dụ: sudo mkdir /srv/git"
        raise RefusedError(f"Không có thư mục {place.parent}.", advice)
    try:
        place.mkdir(exist_ok=True)
        if like.stat().st_mode & stat.S_ISGID:
            os.chown(place, -1, like.stat().st_gid)
            place.chmod(0o2775)
    except OSError as error:
        raise RefusedError(f"Không tạo được {place} ({system_cause(error)}).", "Chưa làm gì.") from error
    git(place, "init", "--quiet", "--bare", "--template=", "--shared=group")
    git(place, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")


def connect(checkout: Checkout, source: str) -> None:
    """Name the repository to synchronise with; one on this machine that is not there yet is made.

    RefusedError when another one is named already.
    """
    place = local_path(source)
    wanted = str(place) if place else source
    named = checkout.run("config", "--get", "remote.origin.url", may_fail=True)
    if named.code == 0 and named.text != wanted:
        raise RefusedError(
            f"Kho hồ sơ này đã nối với {named.text}.", f"Muốn đổi hẳn: git remote set-url origin {wanted}; chưa làm gì."
        )
    if place and (not place.exists() or (place.is_dir() and not any(place.iterdir()))):
        make_meeting_place(place, checkout.records)
    branches_of(checkout.records, wanted)
    if named.code:
        checkout.run("remote", "add", "--", "origin", wanted)
