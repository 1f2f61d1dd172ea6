"""Commands that read the work tree, run apart from every setting and attribute of the repository.

git passes a file that it takes in, or compares, through the program that a `filter` setting names, and `.git/config`
and `.git/info/attributes` of a shared repository can be written by a whole group. No option of git's oldest version we
know switches that off. So these commands get a git directory of their own for the moment: the branch as it stands,
the settings that are plain values, no attributes; the objects, the index and the files are the real ones.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.errors import system_cause
from cchc_tui.git.command import Answer, GitError, git

_BRANCH = Path("refs/heads/apart")
_VALUES = frozenset(
    f"core.{name}"
    for name in (
        "repositoryformatversion", "filemode", "ignorecase", "precomposeunicode", "symlinks", "trustctime", "checkstat",
        "autocrlf", "eol", "sharedrepository", "fsync", "fsyncmethod", "compression", "loosecompression",
    )
) | {"extensions.objectformat"}  # fmt: skip
"""What a repository may say about how its files and objects are written; none of these starts a program."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The git directory aside, for as long as it is there."""

    folder: Path
    records: Path
    start: str | None
    """The commit the branch stood on; None before the first one."""
    places: Mapping[str, str]

    def run(
        self,
        *words: str,
        stdin: bytes = b"",
        extra: Mapping[str, str] | None = None,
        may_fail: bool = False,
        lock: int | None = None,
    ) -> Answer:
        """`git words…` in the records directory, apart."""
        places = {**self.places, **(extra or {})}
        return git(self.records, *words, stdin=stdin, extra=places, may_fail=may_fail, lock=lock)

    def made(self) -> str:
        """The commit that a `commit` made here; the real branch does not know it yet."""
        return (self.folder / _BRANCH).read_text(encoding="ascii").strip()


@contextmanager
def apart(records: Path, top: Path, git_dir: Path) -> Iterator[Apart]:
    """A git directory aside for the work tree `top`, gone after the block. GitError when there is no room for it."""
    answer = git(records, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", may_fail=True)
    start = answer.text if answer.code == 0 else None
    with ExitStack() as held:
        try:
            aside = tempfile.TemporaryDirectory(prefix="cchc-git-", ignore_cleanup_errors=True)
            folder = Path(held.enter_context(aside))
            (folder / _BRANCH.parent).mkdir(parents=True)
            (folder / "HEAD").write_text(f"ref: {_BRANCH}\n", encoding="ascii")
            if start:
                (folder / _BRANCH).write_text(f"{start}\n", encoding="ascii")
            _write_settings(records, folder / "config")
        except OSError as error:
            message = f"Không tạo được chỗ tạm cho git ({system_cause(error)})."
            raise GitError(message, "Hãy xem thư mục tạm của máy (/tmp) còn chỗ và ghi được không.") from error
        yield Apart(folder, records, start, _places(folder, top, git_dir))


def _write_settings(records: Path, file: Path) -> None:
    listed = git(records, "config", "--local", "--null", "--list").out.decode("utf-8", "surrogateescape")
    pairs = (entry.partition("\n") for entry in listed.split("\0") if entry)
    lines = []
    for key, _, value in pairs:
        if key in _VALUES and value.replace(",", "").replace("-", "").isalnum():
            section, _, word = key.partition(".")
            lines.append(f"[{section}]\n\t{word} = {value}\n")
    file.write_text("".join(lines), encoding="ascii")


def _places(folder: Path, top: Path, git_dir: Path) -> dict[str, str]:
    """Where git finds what; the person's own settings and those of the machine stay out too."""
    common = git_dir / "commondir"  # there in a linked work tree
    shared = (git_dir / common.read_text(encoding="utf-8").strip()) if common.is_file() else git_dir
    return {
        "GIT_DIR": str(folder),
        "GIT_WORK_TREE": str(top),
        "GIT_INDEX_FILE": str(git_dir / "index"),
        "GIT_OBJECT_DIRECTORY": str(shared / "objects"),
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        # Older versions know no GIT_CONFIG_GLOBAL.
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
