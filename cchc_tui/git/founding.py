"""Making the repository of a new office."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cchc_tui.git.checkout import Checkout, find_checkout
from cchc_tui.git.command import git
from cchc_tui.git.committing import Author
from cchc_tui.git.locating import GitPlace
from cchc_tui.storage.atomic import group_rights, replace_file, sync_directory

BRANCH = "main"

SETTINGS = (
    ("core.sharedRepository", "group"),
    ("core.quotePath", "false"),
    ("core.autocrlf", "false"),
    # A power cut must not leave an empty object behind a saved record; older versions of git pass it over.
    ("core.fsync", "committed,reference"),
    ("merge.conflictStyle", "diff3"),
    # git takes a deleted record and a similar new one for a rename, and merges one's edits into the other.
    ("merge.renames", "false"),
    (f"branch.{BRANCH}.mergeOptions", "-X find-renames=100%"),
    ("pull.rebase", "false"),
)
"""What the repository of an office is set to, and `doctor` looks for."""

ATTRIBUTES = "* text=auto eol=lf\n*.toml text eol=lf\n*.md text eol=lf\n"
"""No `merge=union`: it makes invalid TOML and loses values without a word."""
IGNORED = "/.cchc/\n.*.tmp\n.*.swp\n*~\n.~lock.*#\n"


def found(records: Path) -> Checkout:
    """Make `records` the root of a new repository with our settings; nothing is committed yet."""
    git(records, "init", "--quiet", "--template=", "--shared=group")
    _stand_on_branch(records / ".git")
    checkout = find_checkout(records)
    apply_settings(checkout)
    return checkout


@contextmanager
def founding(records: Path) -> Iterator[Checkout]:
    """Give a new repository that lies aside, for its first commit; then it becomes that of the records.

    Killed or refused before that, the records have no history, and none that is half begun.
    """
    aside = records / f".git.{os.urandom(8).hex()}.tmp"
    try:
        with group_rights():
            aside.mkdir()
            git(aside, "init", "--quiet", "--template=", "--shared=group")
            git_dir = aside / ".git"
            (git_dir / "info").mkdir()
            replace_file(git_dir / "info" / "exclude", b"/.git.*.tmp\n")
            _stand_on_branch(git_dir)
            checkout = Checkout(records, GitPlace(records, git_dir, git_dir), "")
            apply_settings(checkout)
            yield checkout
            with suppress(FileNotFoundError):  # one that is no repository; a real one would have been found
                (records / ".git").rename(records / f".git.la-{os.urandom(4).hex()}")
            git_dir.rename(records / ".git")
            sync_directory(records)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _stand_on_branch(git_dir: Path, branch: str = BRANCH) -> None:
    """Let HEAD name the branch, and make the folder of git's notes on how branches moved."""
    with group_rights():
        replace_file(git_dir / "HEAD", f"ref: refs/heads/{branch}\n".encode())
        (git_dir / "logs").mkdir(exist_ok=True)
        (git_dir / "logs").chmod((git_dir / "refs").stat().st_mode & 0o7777)


def stand_on_branch(checkout: Checkout, branch: str) -> None:
    """Let the work tree stand on a branch, without touching a file."""
    _stand_on_branch(checkout.git_dir, branch)


def apply_settings(checkout: Checkout) -> None:
    """Set what is not set as it should be."""
    for key, value in missing_settings(checkout):
        checkout.set_setting(key, value)


def renew_settings(checkout: Checkout) -> None:
    """Begin the settings anew where they cannot be read; the old ones are kept beside them."""
    config = checkout.of.common / "config"
    with suppress(FileNotFoundError):
        config.rename(config.with_name("config.hong"))
    long = len(checkout.head() or "") == 64
    plain = "[core]\n\trepositoryformatversion = {}\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n"
    with group_rights():
        text = plain.format(1 if long else 0) + ("[extensions]\n\tobjectformat = sha256\n" if long else "")
        replace_file(config, text.encode("ascii"))
    apply_settings(checkout)


def missing_settings(checkout: Checkout) -> list[tuple[str, str]]:
    """Return the settings that this repository lacks or has otherwise. GitError when they cannot be read."""
    have = checkout.settings()
    return [(key, value) for key, value in SETTINGS if have.get(key.lower()) not in _same(value)]


def _same(value: str) -> tuple[str, ...]:
    """Return whether both say the same: git writes `group` as 1 or true when it makes the repository itself."""
    return (value, "1", "true") if value == "group" else (value,)


def commit_everything(checkout: Checkout, message: str, author: Author, *, lock: int) -> bool:
    """Commit all files under the records directory that are not ignored."""
    paths = [path for _, path in checkout.changed()]
    return bool(paths) and checkout.commit(paths, message, author, author, lock=lock) is not None
