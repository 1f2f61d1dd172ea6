"""Commits made from contents: neither the work tree nor the index is looked at, so nothing lying there is taken in.

git's own import does it in one process however many files there are: blobs, trees, the commit and the branch. It asks
no attribute, so that no conversion named in `.gitattributes` stands between a record and the history.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from cchc_tui.git.command import GitError, fault
from cchc_tui.language.text import clean_line

MESSAGE_LIMIT = 20_000
"""Longest commit message in characters."""
_PLAIN = re.compile(rb"[A-Za-z0-9_./ -]*\Z")


class Author(NamedTuple):
    """Under whose name, and when, a commit is made."""

    name: str
    email: str
    when: datetime | None = None
    """None: now."""

    def line(self) -> bytes:
        """Return name, address and time as git writes them."""
        when = self.when or datetime.now().astimezone()
        zone = when.strftime("%z") or "+0000"
        return f"{name_line(self.name)} <{name_line(self.email)}> {int(when.timestamp())} {zone}".encode()


def name_line(text: str) -> str:
    """Return a name git takes: one line, no angle brackets, never empty."""
    return clean_line(text.replace("<", "").replace(">", "")) or "không rõ"


class NewCommit(NamedTuple):
    """A commit to be made."""

    branch: str
    """Its full name, `refs/heads/main`."""
    parents: Sequence[str]
    contents: Mapping[str, bytes | None]
    """What differs from the first parent, by path from the top; None removes."""
    message: str
    author: Author
    committer: Author

    def stream(self) -> bytes:
        """Return the commit in the language of `git fast-import`."""
        message = self.message[:MESSAGE_LIMIT].encode("utf-8", "replace")
        parts = [
            b"commit %b\nmark :1\n" % self.branch.encode(),
            b"author %b\ncommitter %b\n" % (self.author.line(), self.committer.line()),
            _data(message),
        ]
        for word, parent in zip((b"from", *[b"merge"] * len(self.parents)), self.parents, strict=False):
            parts.append(b"%b %b\n" % (word, parent.encode()))
        for path, data in self.contents.items():
            quoted = _quoted(path.encode("utf-8", "surrogateescape"))
            parts.append(b"D %b\n" % quoted if data is None else b"M 100644 inline %b\n%b" % (quoted, _data(data)))
        return b"".join([*parts, b"\nget-mark :1\ndone\n"])


IMPORT = ("fast-import", "--quiet", "--done", "--date-format=raw")


def made_commit(out: bytes) -> str:
    """Return the id that the import answered with. GitError when it answered nothing."""
    number = out.decode("ascii", "replace").strip()
    if not number:
        raise GitError("git không cho biết bản ghi vừa lập.", "Hãy lưu lại; nếu vẫn thế, xem cchc doctor.")
    return number


def import_fault(said: str) -> GitError:
    """Return what git said as a sentence: a branch that moved meanwhile is told as such."""
    if "does not contain" in said or "Not updating" in said:
        return GitError("Lịch sử vừa được một lệnh git khác ghi thêm.", "Hãy lưu lại.", reason="moved")
    return fault(said)


def _data(data: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(data), data)


def _quoted(path: bytes) -> bytes:
    """Return a path as the import reads it: plain, or in quotes with every odd byte as octal digits."""
    if _PLAIN.match(path) and not path.startswith((b'"', b" ")) and not path.endswith(b" "):
        return path
    return b'"' + b"".join(bytes([c]) if 32 < c < 127 and c not in b'"\\' else b"\\%03o" % c for c in path) + b'"'
