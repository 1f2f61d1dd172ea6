"""The work tree that holds the records: found, asked what differs, and given commits of exactly the contents named."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.git.command import Answer, GitError, fault, git
from cchc_tui.git.committing import IMPORT, Author, NewCommit, import_fault, made_commit
from cchc_tui.git.isolated import isolated
from cchc_tui.git.locating import GitPlace, locate
from cchc_tui.git.unfinished import unfinished_work
from cchc_tui.records.finding import Finding
from cchc_tui.storage.tree_folder import TreeFolder

SHA1 = "0" * 40
LOOSE_SAMPLE = 27
"""Objects in one of the 256 folders of loose ones from which they are packed: git's own sign for some 6 700 in all."""
DAY_SECONDS = 86_400
FILE_LIMIT = 50_000_000
"""Largest file in bytes that is taken into the history."""
INDEX_BEHIND = "cchc-index-behind"
"""Lies in the git directory while the index lacks what the branch has: it costs whoever finds it a rebuilding."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Checkout:
    """A records directory inside a git work tree. All paths are relative to the records directory."""

    records: Path
    of: GitPlace
    prefix: str
    """Path of the records directory inside the work tree with a `/` at its end; "" when it is the root."""

    @property
    def top(self) -> Path:
        """The root of the work tree: the records directory itself or a folder above it."""
        assert self.of.top is not None  # `find_checkout` refuses a bare repository
        return self.of.top

    @property
    def git_dir(self) -> Path:
        """The git directory of this work tree."""
        return self.of.git_dir

    @property
    def merging(self) -> bool:
        """Whether a merge by hand is not finished."""
        return (self.git_dir / "MERGE_HEAD").exists()

    # ---- running git -----------------------------------------------------------------------------------------------
    def run(
        self,
        *words: str,
        stdin: bytes = b"",
        extra: Mapping[str, str] | None = None,
        may_fail: bool = False,
        lock: int | None = None,
        at_top: bool = False,
        seconds: float | None = None,
    ) -> Answer:
        """Run `git words…` in the records directory, or at the top, obeying no setting of the repository."""
        places = {**isolated(self.of).environment, **(extra or {})}
        folder = self.top if at_top else self.records
        try:
            return git(folder, *words, stdin=stdin, extra=places, may_fail=may_fail, lock=lock, seconds=seconds)
        except GitError as refused:
            if refused.reason == "none":  # there is one: we found it
                raise _spoilt() from refused
            raise

    def setting(self, key: str) -> str:
        """Return a plain value of the repository's own settings, for us to judge; "" when it is not set."""
        return git(self.records, *self._settings(), "--get", key, may_fail=True).text

    def settings(self) -> dict[str, str]:
        """Return all of the repository's own settings. GitError when they cannot be read."""
        answer = git(self.records, *self._settings(), "--null", "--list")
        pairs = (entry.partition("\n") for entry in answer.out.decode("utf-8", "surrogateescape").split("\0") if entry)
        return {key.lower(): value for key, _, value in pairs}

    def set_setting(self, key: str, value: str) -> None:
        """Write one of the repository's own settings."""
        git(self.records, *self._settings(), key, value)

    def _settings(self) -> tuple[str, ...]:
        return "config", "--file", str(self.of.common / "config")

    # ---- where the history stands ----------------------------------------------------------------------------------
    def head(self) -> str | None:
        """Return the commit the work tree stands on; None before the first one."""
        answer = self.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}", may_fail=True)
        return answer.text if answer.code == 0 else None

    def start(self) -> str | None:
        """Return the commit to go on from; None for the very first one. GitError where what HEAD says is spoilt.

        Told apart with care: a first commit made over a spoilt branch would leave the whole history behind.
        """
        head = self.head()
        if head is None and self.has_branches():
            raise _spoilt()
        return head

    def has_branches(self) -> bool:
        """Say whether there is, or was, any branch: then HEAD has to lead to a commit."""
        common = self.of.common
        if not (common / "refs").is_dir():
            return True  # git makes that folder with the repository
        tops = (common / "refs" / "heads", common / "logs" / "refs" / "heads")
        packed = common / "packed-refs"
        return any(file.is_file() for top in tops if top.is_dir() for file in top.rglob("*")) or (
            packed.is_file() and b" refs/heads/" in packed.read_bytes()
        )

    def branch(self) -> str | None:
        """Return the branch that commits go to; None when HEAD is detached, or spoilt."""
        try:
            text = (self.git_dir / "HEAD").read_text("utf-8", "surrogateescape").strip()
        except OSError:
            return None
        start = "ref: refs/heads/"
        return text.removeprefix(start) if text.startswith(start) and len(text) > len(start) else None

    @property
    def detached(self) -> bool:
        """Whether HEAD names a commit and no branch; one that says nothing is spoilt and no one's doing."""
        try:
            text = (self.git_dir / "HEAD").read_text("ascii", "replace").strip()
        except OSError:
            return False
        return len(text) in (40, 64) and set(text) <= set("0123456789abcdef")

    def committed(self, paths: Sequence[str], commit: str = "HEAD") -> dict[str, str]:
        """Return the blob id in a commit of each of `paths` that it has."""
        listed: dict[str, str] = {}
        for start in range(0, len(paths), _CHUNK):
            part = paths[start : start + _CHUNK]
            answer = self.run("ls-tree", "-z", commit, "--", *part, may_fail=True)
            for line in filter(None, answer.out.split(b"\0")):
                head, _, path = line.partition(b"\t")
                listed[path.decode("utf-8", "surrogateescape")] = head.split()[2].decode("ascii")
        return listed

    def changed(self) -> list[tuple[str, str]]:
        """Return what differs from HEAD under the records: git's two letters and the path, `??` for untracked."""
        words = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty")
        found = []
        for line in filter(None, self.run("status", *words, "--", ".").out.split(b"\0")):
            path = line[3:].decode("utf-8", "surrogateescape").removeprefix(self.prefix)
            found.append((line[:2].decode("ascii"), path))
        return found

    def ignored(self, path: str) -> bool:
        """Say whether a bigger repository's .gitignore keeps `path` out of the history."""
        plain = {"GIT_LITERAL_PATHSPECS": "0"}  # the only command that refuses to take paths as they are
        return self.run("check-ignore", "--quiet", "--", path, extra=plain, may_fail=True).code == 0

    # ---- committing ------------------------------------------------------------------------------------------------
    def commit(self, paths: Sequence[str], message: str, author: Author, committer: Author, *, lock: int) -> str | None:
        """Commit `paths` as they lie on disk; the commit, or None when HEAD already has them so."""
        contents: dict[str, bytes | None] = {}
        with TreeFolder(self.records) as tree:
            for path in paths:
                data = tree.read(path, limit=FILE_LIMIT)
                if isinstance(data, Finding):
                    raise GitError(data.message, "Hãy chuyển tệp ấy ra ngoài thư mục hồ sơ.")
                contents[path] = unix_lines(path, data)
        made = self.commit_contents(contents, message, author, committer, lock=lock)
        if made is None:  # it looked changed because the index did not know
            self.follow(contents, self.head() or SHA1, lock=lock)
        return made

    def commit_contents(
        self,
        contents: Mapping[str, bytes | None],
        message: str,
        author: Author,
        committer: Author,
        *,
        lock: int,
        parents: Sequence[str] = (),
    ) -> str | None:
        """Commit these contents without looking at the work tree, which may be further on; None removes a path.

        The commit comes back, or None when HEAD already has them so. `parents`: two, to bring two histories together;
        else HEAD. GitError, and nothing changed, while the history is in the middle of something.
        """
        self.demand_quiet()
        branch, head = self.branch(), parents[0] if parents else self.start()
        known = self.committed(list(contents), head) if head else {}
        changed = {p: data for p, data in contents.items() if not _is_known(known.get(p), data)}
        if not changed and len(parents) < 2:
            return None
        new = NewCommit(
            f"refs/heads/{branch}",
            parents or ([head] if head else []),
            {self.prefix + path: data for path, data in changed.items()},
            message,
            author,
            committer,
        )
        answer = self.run(*IMPORT, stdin=new.stream(), extra=_reflog(committer), may_fail=True, lock=lock)
        if answer.code:
            raise import_fault(answer.error)
        made = made_commit(answer.out)
        self.follow(changed, made, lock=lock)
        return made

    def demand_quiet(self) -> None:
        """Refuse, with what is going on and what ends it, where a commit would be on no branch or amid other work."""
        if unfinished := unfinished_work(self.git_dir):
            raise unfinished
        if self.branch() is None:
            raise fault("HEAD is detached") if self.detached else _spoilt()

    def note_decision(self, message: str, author: Author, *, lock: int) -> None:
        """Make a commit that changes no file: somebody decided to keep what is here."""
        self.demand_quiet()
        head = self.head()
        if head is not None:
            new = NewCommit(f"refs/heads/{self.branch()}", [head], {}, message, author, author)
            answer = self.run(*IMPORT, stdin=new.stream(), extra=_reflog(author), may_fail=True, lock=lock)
            if answer.code:
                raise import_fault(answer.error)

    def move_head(self, commit: str, before: str | None, *, lock: int) -> None:
        """Let the branch point to `commit`; GitError when somebody moved it from `before` meanwhile."""
        old = before or "0" * len(commit)
        self.run("update-ref", "-m", "cchc", "HEAD", commit, old, lock=lock)

    # ---- the index -------------------------------------------------------------------------------------------------
    def follow(self, contents: Mapping[str, bytes | None], like: str, *, lock: int) -> None:
        """Let the index have these contents, as the branch has. It is only for git by hand, so it never stops a save.

        `like`: any id of the repository, in whose hash the blobs are named.
        """
        if not (self.git_dir / "index").exists():
            self._begin_index(lock)
            return
        nothing = "0" * len(like)
        lines = [
            f"{0 if data is None else 100644} {nothing if data is None else blob_id(data, like)}\t{self.prefix}{path}\0"
            for path, data in contents.items()
        ]
        try:
            listed = "".join(lines).encode("utf-8", "surrogateescape")
            self.run("update-index", "-z", "--index-info", stdin=listed, lock=lock, at_top=True)
        except GitError:
            with contextlib.suppress(OSError):
                (self.git_dir / INDEX_BEHIND).touch()

    def _begin_index(self, lock: int) -> None:
        try:
            self.rebuild_index(lock=lock)
        except GitError:
            with contextlib.suppress(OSError):
                (self.git_dir / INDEX_BEHIND).touch()

    def rebuild_index(self, *, lock: int) -> None:
        """Make the index anew from HEAD."""
        if self.head() is None:
            self.run("read-tree", "--empty", lock=lock)
        else:
            self.run("read-tree", "HEAD", lock=lock)
        self.run("update-index", "-q", "--refresh", may_fail=True, lock=lock, at_top=True)
        (self.git_dir / INDEX_BEHIND).unlink(missing_ok=True)

    # ---- tidying ---------------------------------------------------------------------------------------------------
    def pack_when_many(self, *, lock: int) -> bool:
        """Pack the loose objects once they are thousands, about every 1 500 saves; a look at one folder else.

        git's own tidying is switched off: it goes on behind our back, with our lock or without it. Objects that no
        commit needs stay loose, so it is not tried more than once a day.
        """
        objects = self.of.common / "objects"
        try:
            sample = sum(1 for _ in (objects / "17").iterdir())
            if sample <= LOOSE_SAMPLE:
                return False
            newest = max((pack.stat().st_mtime for pack in (objects / "pack").glob("*.pack")), default=0.0)
        except OSError:
            return False
        if time.time() - newest < DAY_SECONDS:
            return False
        self.write_graph(lock=lock)
        return self.run("repack", "-d", "-q", may_fail=True, lock=lock).code == 0

    def write_graph(self, *, lock: int | None = None) -> None:
        """Note which commit changed which paths, so that the history of one record is found without reading all."""
        words = ("commit-graph", "write", "--reachable", "--changed-paths", "--split", "--no-progress")
        self.run(*words, may_fail=True, lock=lock)


def _spoilt() -> GitError:
    return GitError("Kho lịch sử (.git) hỏng nên chưa ghi được.", "Chữa: cchc doctor --fix", reason="broken")


def _is_known(known: str | None, data: bytes | None) -> bool:
    return known is None if data is None else known is not None and blob_id(data, known) == known


def _reflog(committer: Author) -> dict[str, str]:
    """Return who moved the branch, for git's own notes."""
    name, _, rest = committer.line().decode().partition(" <")
    return {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": rest.partition(">")[0]}


def unix_lines(path: str, data: bytes | None) -> bytes | None:
    """Return a text as the history keeps it: a Windows editor's line ends are no change of a record."""
    if data is None or b"\0" in data or not path.endswith((".toml", ".md")):
        return data
    return data.replace(b"\r\n", b"\n")


def find_checkout(records: Path) -> Checkout:
    """Return the work tree around `records`. GitError: reason `none` without one, `missing` without git…"""
    of = locate(records)
    if of.top is None:
        raise GitError("Thư mục hồ sơ nằm trong kho git không có cây làm việc.", reason="none")
    checkout = Checkout(records, of, "".join(f"{part}/" for part in records.resolve().relative_to(of.top).parts))
    isolated(of)
    return checkout


def blob_id(data: bytes, like: str) -> str:
    """Return the id git gives a file with these bytes, in the hash that `like` is written in."""
    digest = hashlib.sha256() if len(like) == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data) + data)
    return digest.hexdigest()
