"""Reading the history: who changed which files when, and what was in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from cchc_tui.git.checkout import Checkout
from cchc_tui.git.command import fault

BLOB_LIMIT = 10_000_000
"""Larger files of the history are not read: no lawful prose is, and memory is the colleagues' too."""
_FIRST_PAGE, _GROWTH = 4, 8
"""Mostly the newest save of a person is what is looked for; who saved long ago is found in few further calls."""
LISTED = 5_000
"""Most commits read at once."""


class PathChange(NamedTuple):
    """One file in one commit."""

    path: str
    """Relative to the records directory."""
    before: str | None
    """Blob id; None: the file was new."""
    after: str | None
    """Blob id; None: the file went."""


class Commit(NamedTuple):
    """One commit, with the files of the records that it changed."""

    id: str
    when: datetime
    """When the person saved, local time."""
    name: str
    email: str
    message: str
    parents: tuple[str, ...]
    changes: tuple[PathChange, ...]

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]

    def trailers(self, key: str) -> list[str]:
        """Return the values of the lines `key: value` at the end of the message."""
        start = f"{key}: "
        return [line.removeprefix(start) for line in self.message.splitlines()[1:] if line.startswith(start)]


_FORMAT = "--format=%x02%H%x1f%at%x1f%P%x1f%an%x1f%ae%x1f%B%x03"


def read_log(
    checkout: Checkout,
    *,
    path: str = ".",
    pattern: str = "",
    limit: int = LISTED,
    start: str = "HEAD",
    author: str = "",
    only_removed: bool = False,
    linked: bool = False,
    skip: int = 0,
) -> list[Commit]:
    """Return the commits that changed `path` (or, with `pattern`, paths that fit a glob; "": all), newest first.

    Renames are not guessed: a record's path never changes, and git takes similar records for each other. Of a merge
    only the files that it made different from both sides are listed. `author`: only those with this e-mail.
    `only_removed`: only those that removed a file, and only those files. `linked`: side by side histories one after
    the other, whatever their dates are.
    """
    words = [
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "-c",
        f"--max-count={limit}",
        f"--skip={skip}",
        _FORMAT,
    ]
    if linked:
        words.append("--topo-order")
    if only_removed:
        words.append("--diff-filter=D")
    if author:
        words += ["--fixed-strings", f"--author=<{author}>"]
    where = f":(glob){checkout.prefix}{pattern}" if pattern else path
    extra = {"GIT_LITERAL_PATHSPECS": "0"} if pattern else None
    limits = ("--", where) if where else ()
    answer = checkout.run(*words, start, *limits, extra=extra, may_fail=True, at_top=bool(pattern))
    if answer.code and "bad revision 'HEAD'" not in answer.error:  # there is no commit yet
        raise fault(answer.error)
    return list(_parse(answer.out, checkout.prefix))


def pages_of_log(checkout: Checkout, *, author: str) -> Iterator[Commit]:
    """Give a person's commits, newest first in the order of the history, reading only as far as is asked for."""
    # Asked for one path, git would compare the trees of every commit on the way.
    path = "." if checkout.prefix else ""
    skip, size = 0, _FIRST_PAGE
    while skip < LISTED:
        page = read_log(checkout, path=path, author=author, linked=True, limit=size, skip=skip)
        yield from page
        if len(page) < size:
            return
        skip, size = skip + size, _GROWTH * size


def main_line(checkout: Checkout) -> set[str]:
    """Return the commits made here, or before this copy was begun: of every merge only our own side."""
    answer = checkout.run("rev-list", "--first-parent", f"--max-count={LISTED}", "HEAD", may_fail=True)
    return set(answer.text.split()) if answer.code == 0 else set()


def _parse(out: bytes, prefix: str) -> Iterator[Commit]:
    """Yield commits from git's answer: a header, then pairs of change and path, all parted by NUL."""
    parts = iter(out.split(b"\0"))
    head: bytes | None = None
    changes: list[PathChange] = []
    for part in parts:
        if part.startswith(b"\x02"):
            if head is not None:
                yield _commit(head, changes)
            head, changes = part, []
        elif part.lstrip(b"\n").startswith(b":"):
            path = next(parts).decode("utf-8", "surrogateescape")
            if path.startswith(prefix):
                changes.append(_change(part.lstrip(b"\n").decode("ascii"), path.removeprefix(prefix)))
    if head is not None:
        yield _commit(head, changes)


def _commit(head: bytes, changes: Sequence[PathChange]) -> Commit:
    text = head[1:].decode("utf-8", "replace").removesuffix("\x03")
    number, seconds, parents, name, email, message = text.split("\x1f", 5)
    when = datetime.fromtimestamp(int(seconds or 0), UTC).astimezone()
    return Commit(number, when, name, email, message.rstrip("\n"), tuple(parents.split()), tuple(changes))


def _change(raw: str, path: str) -> PathChange:
    """Return `:modes… ids… letters`, of a merge with one more mode and id for each further parent; the first parent
    counts.
    """
    words = raw.lstrip(":").split()
    sides = (len(words) - 1) // 2
    ids = words[sides : 2 * sides]
    before, after = (None if set(one) == {"0"} else one for one in (ids[0], ids[-1]))
    return PathChange(path, before, after)


def read_blobs(checkout: Checkout, ids: Collection[str]) -> dict[str, bytes]:
    """Return the contents of these blobs; those that are missing or too large are left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    sizes = checkout.run("cat-file", "--batch-check", stdin="\n".join(wanted).encode()).text.splitlines()
    small = []
    for line in sizes:
        words = line.split()
        if len(words) == 3 and words[1] == "blob" and int(words[2]) <= BLOB_LIMIT:
            small.append(words[0])
    return dict(_contents(checkout.run("cat-file", "--batch", stdin="\n".join(small).encode()).out)) if small else {}


def _contents(out: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield `id type size`, a line feed, the bytes, a line feed; one after the other."""
    place = 0
    while place < len(out):
        end = out.index(b"\n", place)
        name, _, size = out[place:end].decode("ascii").split()
        start, place = end + 1, end + 2 + int(size)
        yield name, out[start : place - 1]


def trailers_between(checkout: Checkout, older: str, newer: str, key: str) -> set[str]:
    """Return the values of one trailer in all commits after `older`, those that change no file too."""
    answer = checkout.run("log", "-z", "--format=%B", f"{older}..{newer}")
    lines = (line for message in answer.text.split("\0") for line in message.splitlines()[1:])
    return {line.removeprefix(f"{key}: ") for line in lines if line.startswith(f"{key}: ")}


def resolve_commit(checkout: Checkout, words: str) -> str | None:
    """Return the full id of a commit named by its id or the beginning of it; None when there is no such commit."""
    if not 4 <= len(words) <= 64 or not all(c in "0123456789abcdef" for c in words):
        return None
    answer = checkout.run("rev-parse", "--verify", "--quiet", f"{words}^{{commit}}", may_fail=True)
    return answer.text if answer.code == 0 else None


def read_path(checkout: Checkout, commit: str, path: str) -> bytes | None:
    """Return the file as it was in a commit; None when it was not there (or is too large)."""
    named = checkout.run("rev-parse", "--verify", "--quiet", f"{commit}:{checkout.prefix}{path}", may_fail=True)
    return read_blobs(checkout, [named.text]).get(named.text) if named.code == 0 else None
