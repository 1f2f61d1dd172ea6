"""Two histories compared file by file: what each side did since they parted, without touching the work tree.

Renames are never guessed. git's own merge takes a removed record and a similar new one for a rename and writes a
colleague's edits into the wrong record (seen on git 2.39); a record's path never changes, so there is nothing to guess.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.git.checkout import Author, Checkout, take_into_index
from cchc_tui.git.command import GitError, git

_UNFINISHED = ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "CHERRY_PICK_HEAD", "AUTO_MERGE")
"""git's notes of a merge by hand, which go when it is concluded."""
_PLAIN_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Side:
    """One file as one side has it since the two parted."""

    before: str | None
    """Blob when they parted; None: it was not there."""
    after: str | None
    """Blob now; None: that side removed it."""
    plain: bool
    """Whether it is an ordinary file; a link or a repository inside is not."""


def merge_base(checkout: Checkout, ours: str, theirs: str) -> str | None:
    """The commit from which both come; None when they have nothing in common."""
    answer = checkout.run("merge-base", ours, theirs, may_fail=True)
    return answer.text.partition("\n")[0] if answer.code == 0 else None


def is_ancestor(checkout: Checkout, older: str, newer: str) -> bool:
    """Whether `newer` contains everything of `older`."""
    return checkout.run("merge-base", "--is-ancestor", older, newer, may_fail=True).code == 0


def changed_since(checkout: Checkout, base: str, side: str) -> dict[str, Side]:
    """The files that differ between two commits, by their path from the top of the work tree."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", base, side)
    parts = git(checkout.top, *words).out.split(b"\0")
    found = {}
    for raw, path in zip(parts[0::2], parts[1::2], strict=False):
        _, mode, *ids, _ = raw.decode("ascii").split()
        before, after = (None if set(one) == {"0"} else one for one in ids)
        found[path.decode("utf-8", "surrogateescape")] = Side(before, after, after is None or mode in _PLAIN_MODES)
    return found


def paths_in(checkout: Checkout, commit: str) -> set[str]:
    """Every file under the records in a commit."""
    where = ("--", checkout.prefix) if checkout.prefix else ()
    answer = git(checkout.top, "ls-tree", "-r", "-z", "--name-only", commit, *where)
    paths = answer.out.decode("utf-8", "surrogateescape").split("\0")
    return {path.removeprefix(checkout.prefix) for path in paths if path}


def merge_text(base: bytes, theirs: bytes, mine: bytes) -> bytes | None:
    """Prose changed by two in different places, brought together; None when the places meet."""
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        files = []
        for name, data in (("mine", mine), ("base", base), ("theirs", theirs)):
            (Path(folder) / name).write_bytes(data)
            files.append(name)
        answer = git(Path(folder), "merge-file", "-p", "-q", *files, may_fail=True)
    return answer.out if answer.code == 0 else None


def stages(checkout: Checkout) -> dict[str, dict[int, str]]:
    """What an unfinished merge by hand left: path → stage (1 base, 2 ours, 3 theirs) → blob."""
    found: dict[str, dict[int, str]] = {}
    for line in filter(None, checkout.run("ls-files", "--unmerged", "-z", "--", ".").out.split(b"\0")):
        head, _, path = line.partition(b"\t")
        _, blob, stage = head.decode("ascii").split()
        found.setdefault(path.decode("utf-8", "surrogateescape"), {})[int(stage)] = blob
    return found


def mark_resolved(checkout: Checkout, path: str, *, lock: int) -> None:
    """Tell git that this file of an unfinished merge is settled as it lies on disk."""
    with checkout.apart() as own:
        take_into_index(own, path.encode("utf-8", "surrogateescape"), lock)


def conclude(checkout: Checkout, author: Author, *, lock: int) -> bool:
    """Finish a merge by hand once no file is in conflict; False while some are."""
    if not checkout.merging or git(checkout.top, "ls-files", "--unmerged").out:
        return False
    extra = {
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_COMMITTER_NAME": author.name,
        "GIT_COMMITTER_EMAIL": author.email,
    }
    notes = [file for name in _UNFINISHED if (file := checkout.git_dir / name).is_file()]
    with checkout.apart() as own:
        for file in notes:
            shutil.copyfile(file, own.folder / file.name)
        own.run("commit", "--quiet", "--no-verify", "--no-edit", extra=extra, lock=lock)
        checkout.move_head(own.made(), own.start, lock=lock)
    for file in notes:
        file.unlink(missing_ok=True)
    return True


def join(
    checkout: Checkout,
    contents: Mapping[str, bytes | None],
    parents: tuple[str, str],
    message: str,
    author: Author,
    *,
    lock: int,
) -> None:
    """Commit our tree with these contents and both histories as parents, ours first, and move the branch to it.

    The index follows; the work tree must have the contents already.
    """
    tree = checkout.tree_with(parents[0], contents, lock=lock)
    new = checkout.commit_tree(tree, parents, message, author, author, lock=lock)
    step_to(checkout, new, parents[0], contents, lock=lock)


def step_to(checkout: Checkout, new: str, old: str, paths: Iterable[str], *, lock: int) -> None:
    """Move the branch from `old` to `new` and let the index follow at these paths."""
    checkout.move_head(new, old, lock=lock)
    checkout.follow(list(paths), lock=lock)


def note_decision(checkout: Checkout, message: str, author: Author, *, lock: int) -> None:
    """A commit that changes no file: somebody decided to keep what is here."""
    head = checkout.head()
    if head is not None:
        new = checkout.commit_tree(checkout.tree_of(head), [head], message, author, author, lock=lock)
        checkout.move_head(new, head, lock=lock)


def demand_clean(checkout: Checkout) -> None:
    """GitError when an unfinished merge, or a detached HEAD, stands in the way of bringing histories together."""
    if checkout.merging:
        raise GitError("Có một lần gộp (git merge) làm bằng tay chưa xong.", "Hãy chạy: cchc resolve", reason="merging")
    if checkout.branch() is None:
        raise GitError(
            "Kho lịch sử không đứng trên nhánh nào (detached HEAD) nên không đồng bộ được.",
            "Hãy nhờ người quản trị chạy: git switch main",
        )
