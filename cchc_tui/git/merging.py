"""Two histories compared file by file: what each side did since they parted, without touching the work tree.

Renames are never guessed. git's own merge takes a removed record and a similar new one for a rename and writes a
colleague's edits into the wrong record (seen on git 2.39); a record's path never changes, so there is nothing to guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_tui.git.checkout import SHA1, Checkout
from cchc_tui.git.command import git
from cchc_tui.git.committing import Author, name_line
from cchc_tui.storage.temporary import working_folder

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
    """Return the commit from which both come; None when they have nothing in common."""
    answer = checkout.run("merge-base", ours, theirs, may_fail=True)
    return answer.text.partition("\n")[0] if answer.code == 0 else None


def is_ancestor(checkout: Checkout, older: str, newer: str) -> bool:
    """Return whether `newer` contains everything of `older`."""
    return checkout.run("merge-base", "--is-ancestor", older, newer, may_fail=True).code == 0


def changed_since(checkout: Checkout, base: str, side: str) -> dict[str, Side]:
    """Return the files that differ between two commits, by their path from the top of the work tree."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", base, side)
    parts = checkout.run(*words).out.split(b"\0")
    found = {}
    for raw, path in zip(parts[0::2], parts[1::2], strict=False):
        _, mode, *ids, _ = raw.decode("ascii").split()
        before, after = (None if set(one) == {"0"} else one for one in ids)
        found[path.decode("utf-8", "surrogateescape")] = Side(before, after, after is None or mode in _PLAIN_MODES)
    return found


def paths_in(checkout: Checkout, commit: str) -> set[str]:
    """Return every file under the records in a commit."""
    where = ("--", checkout.prefix) if checkout.prefix else ()
    answer = checkout.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, *where, at_top=True)
    paths = answer.out.decode("utf-8", "surrogateescape").split("\0")
    return {path.removeprefix(checkout.prefix) for path in paths if path}


def merge_text(base: bytes, theirs: bytes, mine: bytes) -> bytes | None:
    """Prose changed by two in different places, brought together; None when the places meet."""
    with working_folder("merge") as folder:
        files = []
        for name, data in (("mine", mine), ("base", base), ("theirs", theirs)):
            (folder / name).write_bytes(data)
            files.append(name)
        answer = git(folder, "merge-file", "-p", "-q", *files, may_fail=True)
    return answer.out if answer.code == 0 else None


def stages(checkout: Checkout) -> dict[str, dict[int, str]]:
    """Return what an unfinished merge by hand left: path → stage (1 base, 2 ours, 3 theirs) → blob."""
    found: dict[str, dict[int, str]] = {}
    for line in filter(None, checkout.run("ls-files", "--unmerged", "-z", "--", ".").out.split(b"\0")):
        head, _, path = line.partition(b"\t")
        _, blob, stage = head.decode("ascii").split()
        found.setdefault(path.decode("utf-8", "surrogateescape"), {})[int(stage)] = blob
    return found


def mark_resolved(checkout: Checkout, path: str, data: bytes | None, *, lock: int) -> None:
    """Tell git that this file of an unfinished merge is settled, with this content."""
    nothing = "0" * len(checkout.head() or SHA1)
    name = checkout.prefix + path
    lines = [f"0 {nothing}\t{name}\0"]
    if data is not None:
        blob = checkout.run("hash-object", "-w", "--stdin", stdin=data, lock=lock).text
        lines.append(f"100644 {blob}\t{name}\0")
    listed = "".join(lines).encode("utf-8", "surrogateescape")
    checkout.run("update-index", "-z", "--index-info", stdin=listed, lock=lock, at_top=True)


def conclude(checkout: Checkout, author: Author, *, lock: int) -> bool:
    """Finish a merge by hand once no file is in conflict; False while some are."""
    if not checkout.merging or checkout.run("ls-files", "--unmerged", at_top=True).out:
        return False
    others = (checkout.git_dir / "MERGE_HEAD").read_text("ascii").split()
    ours = checkout.head()
    parents = [word for parent in [*([ours] if ours else []), *others] for word in ("-p", parent)]
    tree = checkout.run("write-tree", lock=lock, at_top=True).text
    made = checkout.run(
        "commit-tree", tree, *parents, stdin=_merge_message(checkout), extra=_names(author), lock=lock
    ).text
    checkout.move_head(made, ours, lock=lock)
    for name in _UNFINISHED:
        (checkout.git_dir / name).unlink(missing_ok=True)
    return True


def _merge_message(checkout: Checkout) -> bytes:
    """Return what git noted down for the merge, without the lines it only shows."""
    try:
        lines = (checkout.git_dir / "MERGE_MSG").read_bytes().splitlines()
    except OSError:
        lines = []
    kept = [line for line in lines if not line.startswith(b"#")]
    return b"\n".join(kept).strip() + b"\n" if any(kept) else "gộp hai nhánh\n".encode()


def _names(author: Author) -> dict[str, str]:
    name, email = name_line(author.name), name_line(author.email)
    return {
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": email,
    }


def step_to(checkout: Checkout, new: str, old: str, contents: Mapping[str, bytes | None], *, lock: int) -> None:
    """Move the branch from `old` to `new` and let the index have what differs."""
    checkout.demand_quiet()
    checkout.move_head(new, old, lock=lock)
    checkout.follow(contents, new, lock=lock)


def demand_clean(checkout: Checkout) -> None:
    """Raise GitError when an unfinished merge, or a detached HEAD, stands in the way of bringing histories together."""
    checkout.demand_quiet()
