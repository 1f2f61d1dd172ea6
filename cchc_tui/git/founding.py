"""Making the repository of a new office."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.git.checkout import Author, Checkout, find_checkout
from cchc_tui.git.command import git

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
    git(records, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    checkout = find_checkout(records)
    apply_settings(checkout)
    return checkout


def apply_settings(checkout: Checkout) -> None:
    """Set what is not set as it should be."""
    for key, value in missing_settings(checkout):
        git(checkout.records, "config", "--local", key, value)


def missing_settings(checkout: Checkout) -> list[tuple[str, str]]:
    """The settings that this repository lacks or has otherwise."""
    answer = git(checkout.records, "config", "--local", "--null", "--list")
    pairs = (entry.partition("\n") for entry in answer.text.split("\0") if entry)
    have = {key.lower(): value for key, _, value in pairs}
    return [(key, value) for key, value in SETTINGS if have.get(key.lower()) not in _same(value)]


def _same(value: str) -> tuple[str, ...]:
    """git writes `group` as 1 or true when it makes the repository itself."""
    return (value, "1", "true") if value == "group" else (value,)


def commit_everything(checkout: Checkout, message: str, author: Author, *, lock: int) -> bool:
    """Commit all files under the records directory that are not ignored."""
    with checkout.apart() as own:
        own.run("add", "--all", "--", ".", lock=lock)
    listed = git(checkout.records, "diff", "--cached", "--name-only", "--relative", "-z", lock=lock)
    paths = [p for p in listed.out.decode("utf-8", "surrogateescape").split("\0") if p]
    return bool(paths) and checkout.commit(paths, message, author, author, lock=lock, new=False)
