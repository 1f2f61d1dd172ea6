"""The work tree that holds the records: found, asked what differs, and told to commit exactly the paths given."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc_tui.git.apart import Apart, apart
from cchc_tui.git.command import Answer, GitError, fault, git
from cchc_tui.language.text import clean_line

SHA1 = "0" * 40
LOOSE_SAMPLE = 27
"""Objects in one of the 256 folders of loose ones from which they are packed: git's own sign for some 6 700 in all."""
DAY_SECONDS = 86_400
MESSAGE_LIMIT = 20_000
"""Longest commit message in characters; it travels as one argument, which Linux bounds at 128 kB."""


@dataclass(frozen=True, slots=True)
class Author:
    """Under whose name, and when, a commit is made."""

    name: str
    email: str
    when: datetime | None = None
    """None: now."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A records directory inside a git work tree. All paths are relative to the records directory."""

    records: Path
    top: Path
    """The root of the work tree: the records directory itself or a folder above it."""
    prefix: str
    """Path of the records directory inside the work tree with a `/` at its end; "" when it is the root."""
    git_dir: Path

    @property
    def merging(self) -> bool:
        """Whether a merge (or cherry-pick) by hand is not finished; git then refuses to commit single paths."""
        return any((self.git_dir / name).exists() for name in ("MERGE_HEAD", "CHERRY_PICK_HEAD"))

    def run(self, *words: str, stdin: bytes = b"", may_fail: bool = False, lock: int | None = None) -> Answer:
        """`git words…` in the records directory."""
        return git(self.records, *words, stdin=stdin, may_fail=may_fail, lock=lock)

    def apart(self) -> contextlib.AbstractContextManager[Apart]:
        """For every command that reads the work tree: no program that the repository names runs there."""
        return apart(self.records, self.top, self.git_dir)

    def head(self) -> str | None:
        """The commit the work tree stands on; None before the first one."""
        answer = self.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}", may_fail=True)
        return answer.text if answer.code == 0 else None

    def branch(self) -> str | None:
        """The branch that commits go to; None when HEAD is detached."""
        answer = self.run("symbolic-ref", "--quiet", "--short", "HEAD", may_fail=True)
        return answer.text if answer.code == 0 else None

    def committed(self, paths: Sequence[str]) -> dict[str, str]:
        """Blob id in HEAD of each of `paths` that HEAD has."""
        listed: dict[str, str] = {}
        for start in range(0, len(paths), 500):
            part = paths[start : start + 500]
            answer = self.run("ls-tree", "-z", "HEAD", "--", *part, may_fail=True)
            for line in filter(None, answer.out.split(b"\0")):
                head, _, path = line.partition(b"\t")
                listed[path.decode("utf-8", "surrogateescape")] = head.split()[2].decode("ascii")
        return listed

    def changed(self) -> list[tuple[str, str]]:
        """What differs from HEAD under the records directory: git's two letters and the path, `??` for untracked."""
        words = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty")
        with self.apart() as own:
            answer = own.run("status", *words, "--", ".")
        found = []
        for line in filter(None, answer.out.split(b"\0")):
            path = line[3:].decode("utf-8", "surrogateescape").removeprefix(self.prefix)
            found.append((line[:2].decode("ascii"), path))
        return found

    def ignored(self, path: str) -> bool:
        """Whether a bigger repository's .gitignore keeps `path` out of the history."""
        plain = {"GIT_LITERAL_PATHSPECS": "0"}  # the only command that refuses to take paths as they are
        return git(self.records, "check-ignore", "--quiet", "--", path, extra=plain, may_fail=True).code == 0

    def commit(
        self, paths: Sequence[str], message: str, author: Author, committer: Author, *, lock: int, new: bool = True
    ) -> bool:
        """Commit exactly `paths` as they lie on disk; False when HEAD already has them so.

        Whatever else is changed or staged stays as it is. `new`: some of the paths may be unknown to git yet.
        """
        if self.merging:
            raise fault("cannot do a partial commit during a merge")
        listed = "\0".join(paths).encode("utf-8", "surrogateescape")
        with self.apart() as own:
            if new:
                take_into_index(own, listed, lock)
            answer = own.run(
                "commit",
                "--quiet",
                "--no-verify",
                "--cleanup=verbatim",
                f"--message={message[:MESSAGE_LIMIT]}",
                "--only",
                "--pathspec-from-file=-",
                "--pathspec-file-nul",
                stdin=listed,
                extra=_names(author, committer),
                may_fail=True,
                lock=lock,
            )
            if answer.code == 0:
                self.move_head(own.made(), own.start, lock=lock)
                return True
            if answer.code == 1 and not answer.error.startswith(("error:", "fatal:")):
                # A file that differs only by line ends leaves a wrong size in the index; git calls it changed for ever.
                take_into_index(own, listed, lock)
                return False
        if not new and "did not match any file" in answer.error:
            return self.commit(paths, message, author, committer, lock=lock)
        raise fault(answer.error)

    def follow(self, paths: Sequence[str], *, lock: int) -> None:
        """Let the index have these paths as HEAD has them."""
        listed = "\0".join(paths).encode("utf-8", "surrogateescape")
        if listed:
            with self.apart() as own:
                own.run("reset", "--quiet", "--pathspec-from-file=-", "--pathspec-file-nul", stdin=listed, lock=lock)

    def pack_when_many(self, *, lock: int) -> bool:
        """Pack the loose objects once they are thousands, about every 1 500 saves; a look at one folder else.

        git's own tidying is switched off: it goes on behind our back, with our lock or without it. Objects that no
        commit needs stay loose, so it is not tried more than once a day.
        """
        objects = self.git_dir / "objects"
        try:
            sample = sum(1 for _ in (objects / "17").iterdir())
            if sample <= LOOSE_SAMPLE:
                return False
            newest = max((pack.stat().st_mtime for pack in (objects / "pack").glob("*.pack")), default=0.0)
        except OSError:
            return False
        if time.time() - newest < DAY_SECONDS:
            return False
        return git(self.records, "repack", "-d", "-q", may_fail=True, lock=lock).code == 0

    def commit_contents(
        self, contents: Mapping[str, bytes | None], message: str, author: Author, committer: Author, *, lock: int
    ) -> bool:
        """Commit these contents without looking at the work tree, which may be further on; None removes a path."""
        head = self.head()
        base = self.tree_of(head) if head else None
        tree = self.tree_with(base, contents, lock=lock)
        if tree == base:
            return False
        new = self.commit_tree(tree, [head] if head else [], message, author, committer, lock=lock)
        self.move_head(new, head, lock=lock)
        with contextlib.suppress(GitError):
            self.follow(list(contents), lock=lock)
        return True

    def tree_of(self, commit: str) -> str:
        """The tree id of a commit."""
        return self.run("rev-parse", "--verify", "--quiet", f"{commit}^{{tree}}").text

    def tree_with(self, base: str | None, contents: Mapping[str, bytes | None], *, lock: int) -> str:
        """The id of a new tree: `base` (a tree or a commit) with these files of the records changed."""
        index = self.git_dir / f"cchc-index-{hashlib.sha256(repr(sorted(contents)).encode()).hexdigest()[:12]}"
        extra = {"GIT_INDEX_FILE": str(index)}
        try:
            git(self.top, "read-tree", *([base] if base else ["--empty"]), extra=extra, lock=lock)
            nothing = b"0" * len(base or SHA1)
            lines = [self._index_line(path, data, nothing, lock) for path, data in contents.items()]
            git(self.top, "update-index", "-z", "--index-info", stdin=b"".join(lines), extra=extra, lock=lock)
            return git(self.top, "write-tree", extra=extra, lock=lock).text
        finally:
            index.unlink(missing_ok=True)

    def _index_line(self, path: str, data: bytes | None, nothing: bytes, lock: int) -> bytes:
        name = (self.prefix + path).encode("utf-8", "surrogateescape")
        if data is None:
            return b"0 " + nothing + b"\t" + name + b"\0"
        blob = git(self.top, "hash-object", "-w", "--stdin", stdin=data, lock=lock).out.strip()
        return b"100644 " + blob + b"\t" + name + b"\0"

    def commit_tree(
        self, tree: str, parents: Sequence[str], message: str, author: Author, committer: Author, *, lock: int
    ) -> str:
        """Make a commit object; nothing points to it yet."""
        named = [word for parent in parents for word in ("-p", parent)]
        return git(
            self.top,
            "commit-tree",
            tree,
            *named,
            stdin=message[:MESSAGE_LIMIT].encode("utf-8"),
            extra=_names(author, committer),
            lock=lock,
        ).text

    def move_head(self, commit: str, before: str | None, *, lock: int) -> None:
        """Let the branch point to `commit`; GitError when somebody moved it from `before` meanwhile."""
        old = before or "0" * len(commit)
        git(self.top, "update-ref", "-m", "cchc", "HEAD", commit, old, lock=lock)


def take_into_index(own: Apart, listed: bytes, lock: int) -> None:
    """Let the index have these paths (parted by NUL) as they lie on disk."""
    own.run("update-index", "--add", "--remove", "-z", "--stdin", stdin=listed, lock=lock)


def _names(author: Author, committer: Author) -> dict[str, str]:
    names = {
        "GIT_AUTHOR_NAME": name_line(author.name),
        "GIT_AUTHOR_EMAIL": name_line(author.email),
        "GIT_COMMITTER_NAME": name_line(committer.name),
        "GIT_COMMITTER_EMAIL": name_line(committer.email),
    }
    if author.when is not None:
        names["GIT_AUTHOR_DATE"] = f"@{int(author.when.timestamp())} {author.when.strftime('%z') or '+0000'}"
    return names


def name_line(text: str) -> str:
    """A name git takes: one line, no angle brackets, never empty."""
    return clean_line(text.replace("<", "").replace(">", "")) or "không rõ"


def find_checkout(records: Path) -> Checkout:
    """The work tree around `records`. GitError: reason `none` without one, `missing` without git, `dubious`…"""
    wanted = ("--is-inside-work-tree", "--show-toplevel", "--show-prefix", "--absolute-git-dir")
    answer = git(records, "rev-parse", *wanted)
    lines = answer.out.decode("utf-8", "surrogateescape").split("\n")
    if lines[0] != "true":
        raise GitError("Thư mục hồ sơ nằm trong kho git không có cây làm việc.", reason="none")
    return Checkout(records, Path(lines[1]), lines[2], Path(lines[3]))


def blob_id(data: bytes, like: str) -> str:
    """The id git gives a file with these bytes, in the hash that `like` is written in."""
    digest = hashlib.sha256() if len(like) == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data) + data)
    return digest.hexdigest()
