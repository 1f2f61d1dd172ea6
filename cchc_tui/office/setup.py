"""Setting up: the history of a new office, and the rights with which a whole group works on one set of files."""

from __future__ import annotations

import grp
import os
import shlex
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.errors import CchcError, WrongUseError, system_cause
from cchc_tui.git.checkout import Checkout, find_checkout
from cchc_tui.git.command import GitError
from cchc_tui.git.committing import Author
from cchc_tui.git.founding import ATTRIBUTES, IGNORED, commit_everything, founding
from cchc_tui.git.healing import needs_index
from cchc_tui.storage.atomic import create_file, group_rights
from cchc_tui.storage.faults import write_fault
from cchc_tui.storage.leftovers import sweep_half_begun
from cchc_tui.storage.lock import locked
from cchc_tui.storage.person import current_person

FOLDER_MODE = 0o2770
"""The whole group writes, nobody else looks, and new files get the group of their folder (setgid)."""
FILE_MODE = 0o660


@dataclass(frozen=True)
class Setup:
    """What was done, and what only root can do."""

    done: tuple[str, ...]
    """Vietnamese sentences."""
    root_command: str
    """One shell line; "" when nothing is left to do."""


def begin_history(records: Path, *, own: bool = False) -> str:
    """Give new records a history, and make the first commit; what was done, in a sentence.

    Inside a work tree that does not ignore them they join its repository, unless they are to have their `own`.
    Without git the records work all the same, and the sentence says so.
    """
    try:
        around = None if own else _around(records)
        with group_rights(), locked(records) as lock, ExitStack() as held:
            if around is None:
                sweep_half_begun(records)
                _write_once(records / ".gitattributes", ATTRIBUTES)
                _write_once(records / ".gitignore", IGNORED)
            checkout = around or held.enter_context(founding(records))
            person = current_person(None)
            author = Author(person.name or "", person.email or "")
            commit_everything(checkout, "lập thư mục hồ sơ\n", author, lock=lock)
            if needs_index(checkout):
                checkout.rebuild_index(lock=lock)
    except CchcError as fault:
        return f"Hồ sơ chưa có lịch sử. {fault.message} {fault.hint}".strip()
    except OSError as error:
        return f"Hồ sơ chưa có lịch sử ({system_cause(error)}). Lập sau bằng: cchc doctor --fix"
    if around is not None:
        return f"Lịch sử được ghi vào kho git đã có ở {around.top}."
    return "Đã lập kho lịch sử (git): mỗi lần lưu là một bản, xem bằng cchc log."


def _around(records: Path) -> Checkout | None:
    """Return the work tree the records lie in already; None without one, or when it ignores them."""
    try:
        checkout = find_checkout(records)
    except GitError as fault:
        if fault.reason != "none":
            raise
        return None
    return None if checkout.ignored("office.toml") else checkout


def _write_once(path: Path, text: str) -> None:
    if not path.exists():
        create_file(path, text.encode("utf-8"))


def share(records: Path, group: str, *, around: Path | None = None) -> Setup:
    """Let everybody in a Unix group work on the records: group, rights, setgid. WrongUseError without a group's name.

    `around` is the office's folder with the exports, of which only the folder itself is shared. What this account may
    not do is left to root, as one command.
    """
    demand_group_name(group)
    left: list[str] = []
    try:
        number = grp.getgrnam(group).gr_gid
    except KeyError:
        number = -1
        left.append(f"groupadd {group}")
    folders = [around] if around else []
    if number < 0 or not _give([*folders, *_tree(records)], number):
        left += [f"chgrp {group} {_quoted(f)} && chmod 2770 {_quoted(f)}" for f in folders]
        left += [f"chgrp -R {group} {_quoted(records)}", _chmod(_quoted(records))]
    left.append(f"git config --system --add safe.directory {_quoted(records)}")
    done = (
        f"Quyền của nhóm {group}: thư mục 2770 (setgid), tệp 0660; người ngoài nhóm không xem được.",
        f"Thêm người: sudo usermod -aG {group} TÀI_KHOẢN (người ấy đăng nhập lại là dùng được).",
        "Thêm máy xách tay: ở đây chạy cchc sync --to /srv/git/cchc.git, ở máy kia cchc init THƯ_MỤC --from KHO_ẤY.",
    )
    return Setup(done, f"sudo sh -c {shlex.quote(' && '.join(left))}")


def demand_group_name(group: str) -> None:
    """WrongUseError for a word that cannot be the name of a Unix group."""
    if not group.isascii() or not group.replace("-", "").replace("_", "").isalnum() or group[0] == "-":
        raise WrongUseError(
            "Chưa nêu đúng tên nhóm Unix của những người cùng nhập liệu.",
            "Ví dụ: cchc init /srv/cchc --shared --group cchc",
        )


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _chmod(top: str) -> str:
    return f"find {top} -type d -exec chmod 2770 {{}} + && find {top} -type f -exec chmod u+rw,g+rw,o= {{}} +"


def _give(paths: Iterable[Path], group: int) -> bool:
    """Set group and rights of all of them; False when the system does not let this account."""
    try:
        for path in paths:
            os.chown(path, -1, group, follow_symlinks=False)
            path.chmod(shared_mode(path))
    except PermissionError:
        return False
    except OSError as error:
        raise write_fault(Path(error.filename or "."), error) from error
    return True


def shared_mode(path: Path) -> int:
    """Return the rights a file or folder of a shared tree has; git's finished objects stay read-only."""
    mode = stat.S_IMODE(path.lstat().st_mode)
    if path.is_dir():
        return FOLDER_MODE
    return FILE_MODE | (mode & 0o110) if mode & 0o200 else (mode | 0o440) & 0o770


def _tree(top: Path) -> Iterator[Path]:
    """Yield the folder and all below it, links left out."""
    yield top
    for folder, names, files in os.walk(top):
        for name in (*names, *files):
            path = Path(folder) / name
            if not path.is_symlink():
                yield path
