"""Files of a repository read from its objects: no work tree is needed, none is looked at."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.git.command import GitError, git
from cchc_tui.git.isolated import isolated
from cchc_tui.git.locating import locate
from cchc_tui.storage.temporary import working_folder


@dataclass(frozen=True, slots=True)
class TreeFile:
    """One file of a commit."""

    path: str
    """From the root of the repository, with `/`."""
    blob: str
    size: int
    regular: bool
    """False for links and submodules."""


_UNSEEN = dict.fromkeys((*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF))
"""What the file system of a Mac passes over in a name."""


def escapes_records_dir(path: str) -> bool:
    """Return whether a path of a commit leads outside, or into .git on any file system a laptop may have.

    git itself looks only when it fetches from a repository, not when it opens a bundle.
    """
    return any(_is_astray(part) for part in path.split("/"))


def _is_astray(name: str) -> bool:
    plain = name.translate(_UNSEEN).casefold().partition(":")[0].rstrip(" .")
    return plain in ("", ".git", "git~1") or "\\" in name or "\0" in name


def head_of(source: Path) -> str:
    """Return the commit HEAD of a repository, a bare one or a bundle stands on.

    GitError when it has none or is none.
    """
    if source.is_file():
        answer = git(source.parent, "bundle", "list-heads", source.name)
        pairs = (line.partition(" ") for line in answer.text.splitlines())
        heads = {name: commit for commit, _, name in pairs}
        head = heads.get("HEAD") or next(iter(heads.values()), "")
    else:
        head = git(view_of(source), "rev-parse", "--verify", "HEAD^{commit}").text
    if not head:
        raise GitError(f"{source} chưa có bản ghi lịch sử nào.", reason="none")
    return head


def view_of(source: Path) -> Path:
    """Return a folder in which git reads a repository, a bare one or one with a work tree, and obeys none of it."""
    return isolated(locate(source)).folder


@contextlib.contextmanager
def opened(source: Path) -> Iterator[tuple[Path, str]]:
    """Give a folder in which git finds the objects of `source`, and where `source` lies inside the repository ("" or
    `folder/`). A bundle is unpacked for the length of the block.
    """
    if not source.is_file():
        of = locate(source)
        inside = "" if of.top is None else "".join(f"{p}/" for p in source.resolve().relative_to(of.top).parts)
        yield isolated(of).folder, inside
        return
    with working_folder("bundle") as folder:
        git(folder, "init", "--quiet", "--bare", "--template=")
        git(folder, "fetch", "--quiet", str(source.resolve()), "+HEAD:refs/heads/collected")
        yield folder, ""


def tree_files(folder: Path, commit: str) -> list[TreeFile]:
    """Return all files of a commit, by path."""
    answer = git(folder, "ls-tree", "-r", "-z", "--long", "--full-tree", commit)
    files = []
    for line in answer.out.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, kind, blob, size = facts.split()
        regular = kind == b"blob" and mode.startswith(b"100")
        files.append(TreeFile(path.decode("utf-8", "replace"), blob.decode(), int(size) if regular else 0, regular))
    return files


def blobs(folder: Path, wanted: Sequence[str]) -> list[bytes]:
    """Return the contents of these blobs in the order asked, in one call of git."""
    out = git(folder, "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in wanted).encode()).out
    contents, at = [], 0
    for blob in wanted:
        head, _, _ = out[at : at + 200].partition(b"\n")
        size = head.rpartition(b" ")[2]
        if not size.isdigit():
            raise GitError(f"Kho lịch sử {folder} thiếu dữ liệu ({blob[:12]}).", "Hãy chạy git fsck ở kho ấy.")
        start = at + len(head) + 1
        contents.append(out[start : start + int(size)])
        at = start + int(size) + 1
    return contents


def committed_on(folder: Path, commit: str) -> str:
    """Return the day of a commit, `2023-12-22`."""
    return git(folder, "show", "--no-patch", "--format=%cs", commit).text
