"""A repository begun as a copy of another one, and the bare repository through which copies meet."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from cchc_tui.errors import RefusedError, system_cause
from cchc_tui.git.checkout import FILE_LIMIT, Checkout
from cchc_tui.git.command import NETWORK_SECONDS, git
from cchc_tui.git.exchange import branches_of, fetch_from, local_path
from cchc_tui.git.founding import BRANCH, found, stand_on_branch
from cchc_tui.git.isolated import isolated
from cchc_tui.git.objects import TreeFile, escapes_records_dir, tree_files
from cchc_tui.storage.atomic import replace_file, sync_directory
from cchc_tui.storage.temporary import temporary_beside


def fetch_history(source: str, folder: Path) -> tuple[Checkout, str]:
    """Return a new repository in `folder` with the history of `source` (a repository or a bundle), and its newest
    commit.

    No file is on disk yet. GitError when `source` cannot be reached; RefusedError when it has no commit.
    """
    head, branches = branches_of(folder, source)
    known = [name for name in (head, BRANCH, *branches) if name in branches]
    if not known:
        raise RefusedError(f"{source} chưa có lần lưu nào.", "Hãy chạy cchc sync ở máy đang có hồ sơ trước.")
    checkout = found(folder)
    stand_on_branch(checkout, known[0])
    return checkout, fetch_from(checkout, source, known[0])


def write_files(checkout: Checkout, commit: str) -> None:
    """Let the branch stand on `commit` and put its files on disk. Only in a new repository."""
    checkout.run("update-ref", "HEAD", commit)
    plain = ("-c", "core.symlinks=false", "-c", "core.protectHFS=true", "-c", "core.protectNTFS=true")
    checkout.run(*plain, "reset", "--quiet", "--hard", "HEAD", seconds=NETWORK_SECONDS)
    checkout.write_graph()


def unlawful_file(checkout: Checkout, commit: str, work_folder: str) -> TreeFile | None:
    """Return the first file that no copy of records has reason to hold: a link, a repository inside, a giant, our own
    work.
    """
    for file in tree_files(isolated(checkout.of).folder, commit):
        parts = file.path.split("/")
        if not file.regular or file.size > FILE_LIMIT or work_folder in parts or escapes_records_dir(file.path):
            return file
    return None


def make_meeting_place(place: Path, like: Path) -> None:
    """Make a new bare repository for those who work in the folder `like`, its HEAD on our branch; whole or not at
    all.
    """
    if not place.parent.is_dir():
        advice = "Hãy nhờ người quản trị tạo, ví dụ: sudo mkdir /srv/git"
        raise RefusedError(f"Không có thư mục {place.parent}.", advice)
    aside = temporary_beside(place)
    try:
        if place.is_dir() and not os.access(place.parent, os.W_OK):
            _make_bare(place, like)  # an administrator made the folder for them, and nothing can be made beside it
            return
        try:
            _make_bare(aside, like)
            aside.rename(place)
            sync_directory(place.parent)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise RefusedError(f"Không tạo được {place} ({system_cause(error)}).", "Chưa làm gì.") from error


def _make_bare(folder: Path, like: Path) -> None:
    folder.mkdir(exist_ok=True)
    if like.stat().st_mode & stat.S_ISGID:
        os.chown(folder, -1, like.stat().st_gid)
        folder.chmod(0o2770)
    git(folder, "init", "--quiet", "--bare", "--template=", "--shared=group")
    replace_file(folder / "HEAD", f"ref: refs/heads/{BRANCH}\n".encode())


def connect(checkout: Checkout, source: str) -> None:
    """Name the repository to synchronise with; one on this machine that is not there yet is made.

    RefusedError when another one is named already.
    """
    place = local_path(source)
    wanted = str(place) if place else source
    named = checkout.setting("remote.origin.url")
    if named and named != wanted:
        raise RefusedError(
            f"Kho hồ sơ này đã nối với {named}.", f"Muốn đổi hẳn: git remote set-url origin {wanted}; chưa làm gì."
        )
    if place and (not place.exists() or (place.is_dir() and not any(place.iterdir()))):
        make_meeting_place(place, checkout.records)
    branches_of(checkout.records, wanted)
    if not named:
        name_remote(checkout, wanted)


def name_remote(checkout: Checkout, place: str) -> None:
    """Note down the repository to synchronise with, as `git remote add` does."""
    checkout.set_setting("remote.origin.url", place)
    checkout.set_setting("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
