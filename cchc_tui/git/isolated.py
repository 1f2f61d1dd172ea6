"""A git directory of ours for somebody else's repository: its objects, branches and index, and none of its settings.

Whoever may write in a shared repository may name programs in it: hooks, filters, monitors, signing and password
helpers, ways to another machine, and whatever the next version of git brings. So no command ever runs in one. It runs
in a folder of this account that has the repository's objects and branches by links, and of its settings only those of a
short list of plain values. What is not on the list does not exist, for our side of a synchronisation and for the other.
"""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.errors import system_cause
from cchc_tui.git.command import GitError, git, version
from cchc_tui.git.locating import GitPlace
from cchc_tui.storage.temporary import temporary_folder

_VALUES = frozenset(
    f"core.{name}"
    for name in (
        "repositoryformatversion", "filemode", "ignorecase", "precomposeunicode", "symlinks", "trustctime", "checkstat",
        "autocrlf", "eol", "sharedrepository", "compression", "loosecompression",
    )
) | {"extensions.objectformat", "extensions.refstorage"}  # fmt: skip
"""What a repository may say about how its files and objects are written; none of these starts a program."""
_LINKED = ("objects", "refs", "packed-refs", "logs", "reftable", "shallow")
"""What is the repository's own, shared by all its work trees."""
_FSYNC_KNOWN = (2, 36)
_INFO = ("exclude", "sparse-checkout")


@dataclass(slots=True)
class IsolatedGitDir:
    """The git directory of ours, for as long as the program runs."""

    folder: Path
    of: GitPlace
    _seen: tuple[object, ...] = ()

    @property
    def places(self) -> dict[str, str]:
        """What turns git to this directory. The settings of the person and of the machine are theirs, and stay."""
        tree = {"GIT_WORK_TREE": str(self.of.top), "GIT_INDEX_FILE": str(self.of.git_dir / "index")}
        return {"GIT_DIR": str(self.folder), "GIT_ATTR_NOSYSTEM": "1", **(tree if self.of.top else {})}

    @property
    def environment(self) -> dict[str, str]:
        """The same for all work that needs no other machine: no settings at all but the few that are kept."""
        return {
            **self.places,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            # Older versions know no GIT_CONFIG_GLOBAL.
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
        }

    def renew(self) -> None:
        """Follow the repository: another branch may be in force, a setting may have changed, since the last call."""
        config = self.of.common / "config"
        seen = (_signature(self.of.git_dir / "HEAD"), _signature(config), _names(self.of.git_dir))
        if seen == self._seen:
            return
        self._write("HEAD", _head_text(self.of.git_dir))
        self._write("config", _allowed(config, bare=self.of.top is None))
        for name in _LINKED:
            _link(self.of.common / name, self.folder / name)
        for name in _names(self.of.git_dir):
            _link(self.of.git_dir / name, self.folder / name)
        for name in _INFO:
            _link(self.of.common / "info" / name, self.folder / "info" / name)
        self._seen = seen

    def _write(self, name: str, text: str) -> None:
        temporary = self.folder / f".{name}.{threading.get_ident()}"
        temporary.write_text(text, encoding="utf-8", errors="surrogateescape")
        temporary.replace(self.folder / name)


_made: dict[tuple[int, int, Path, Path | None], IsolatedGitDir] = {}
_making = threading.Lock()


def isolated(of: GitPlace) -> IsolatedGitDir:
    """Return the directory of ours for a repository as it is now. GitError when there is no room for it."""
    key = (os.getpid(), os.geteuid(), of.git_dir, of.top)
    try:
        with _making:
            found = _made.get(key)
            if found is None or not found.folder.is_dir():
                found = _made[key] = IsolatedGitDir(_new_folder(), of)
            found.renew()
    except OSError as error:
        message = f"Không tạo được chỗ tạm cho git ({system_cause(error)})."
        raise GitError(message, "Hãy xem thư mục tạm của máy (/tmp) còn chỗ và ghi được không.") from error
    return found


def _new_folder() -> Path:
    folder = temporary_folder("git")
    (folder / "info").mkdir()
    return folder


def _signature(file: Path) -> tuple[int, ...]:
    try:
        status = file.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino


def _names(git_dir: Path) -> tuple[str, ...]:
    """Name the parts of a split index: git looks for them beside HEAD."""
    with contextlib.suppress(OSError):
        return tuple(sorted(e.name for e in os.scandir(git_dir) if e.name.startswith("sharedindex.")))
    return ()


def _head_text(git_dir: Path) -> str:
    """Return what HEAD says where that makes sense to git; a spoilt one is left to whoever mends it."""
    try:
        text = (git_dir / "HEAD").read_text("utf-8", "surrogateescape")
    except OSError:
        text = ""
    word = text.strip()
    sound = word.startswith("ref: refs/") or (len(word) in (40, 64) and set(word) <= set("0123456789abcdef"))
    return text if sound else "ref: refs/heads/.invalid\n"


def _link(target: Path, name: Path) -> None:
    if name.is_symlink():
        return
    if target.exists() or name.name == "packed-refs":  # git makes that one when it likes
        name.symlink_to(target)


def _allowed(config: Path, *, bare: bool) -> str:
    """Return the settings that are kept, in git's own form. Settings that cannot be read count as none."""
    lines = [f"[core]\n\tbare = {'true' if bare else 'false'}\n\tlogAllRefUpdates = true\n{_durable()}"]
    answer = git(Path("/"), "config", "--file", str(config), "--null", "--list", may_fail=True)
    pairs = (entry.partition("\n") for entry in answer.out.decode("utf-8", "surrogateescape").split("\0") if entry)
    for key, _, value in pairs:
        if key in _VALUES and value.replace("-", "").isalnum():
            section, _, word = key.partition(".")
            lines.append(f"[{section}]\n\t{word} = {value}\n")
    return "".join(lines)


def _durable() -> str:
    """Return the settings without which a power cut may leave an empty object behind a saved record.

    Not `fsyncMethod = batch`: there git passes over an object that it could not bring into place, and moves the branch.
    """
    if version() >= _FSYNC_KNOWN:
        return "\tfsync = committed,reference\n"
    return "\tfsyncObjectFiles = true\n"
