"""Rights, owners and the file system of a shared records directory."""

from __future__ import annotations

import grp
import os
import stat
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.office.setup import shared_mode
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.atomic import sync_directory
from cchc_tui.storage.pending import WORK_FOLDER
from cchc_tui.storage.person import account_name

RIGHTS = "rights"
LEAST_FREE_FILES = 1_000
CLOCK_SECONDS = 300
"""A file or a commit later than now by more than this: the clock is wrong, or was."""
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "afs", "ceph", "glusterfs")


def look_at_access(records: Path, folders: Sequence[Path]) -> Iterator[Finding]:
    """Yield the folders this account cannot write into: one finding for each cause, with the cure of that cause."""
    causes: dict[str, list[Path]] = {}
    for folder in folders:
        if not os.access(folder, os.W_OK | os.X_OK):
            causes.setdefault(_why_closed(records, folder), []).append(folder)
    for cure, closed in causes.items():
        shown = printable(str(closed[0])) + (f" và {len(closed) - 1} thư mục khác" if len(closed) > 1 else "")
        message = f"Tài khoản này không ghi được vào {shown}: {cure}"
        yield Finding(code="not-writable", severity=Severity.WARNING, message=message)


def _why_closed(records: Path, folder: Path) -> str:
    """Why the system does not let this account write there, and what helps."""
    if os.statvfs(folder).f_flag & os.ST_RDONLY:
        return (
            "ổ đĩa đang gắn chỉ để đọc. Chỉ xem thì không phải làm gì; muốn nhập liệu, người quản trị xem ổ đĩa có lỗi"
            f" không rồi chạy: mount -o remount,rw {_mount_point(folder)}"
        )
    status = folder.stat()
    group = _group_name(status.st_gid)
    inside = status.st_gid in {os.getegid(), *os.getgroups()}
    if not inside and status.st_mode & 0o030 != 0o030:
        return (
            "hồ sơ chỉ để một người ghi. Muốn cả nhóm cùng nhập liệu, người quản trị chạy:"
            f" cchc init {records} --shared --group NHÓM"
        )
    if not inside:
        account = account_name()
        if account in _members(status.st_gid):
            return f"tài khoản {account} đã được thêm vào nhóm {group} nhưng phải đăng xuất rồi đăng nhập lại."
        return (
            f"tài khoản {account} không ở trong nhóm {group} nên chỉ xem được. Nếu người này cũng nhập liệu, người quản"
            f" trị chạy: sudo usermod -aG {group} {account} (rồi đăng nhập lại)."
        )
    return f"nhóm {group} không có quyền ghi. Người quản trị cần chạy: chmod -R g+rwXs {records}"


def _group_name(number: int) -> str:
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)


def _members(number: int) -> list[str]:
    try:
        return grp.getgrgid(number).gr_mem
    except KeyError:
        return []


def _mount_point(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.is_mount())


def look_at_rights(records: Path) -> Iterator[Finding]:
    """Of a tree that a group shares: what colleagues cannot write, or what will not belong to the group."""
    top = records.stat()
    if not top.st_mode & stat.S_ISGID:
        return
    wrong = [path for path in shared_paths(records) if not _is_shared(path, top.st_gid)]
    if wrong:
        mine = sum(1 for path in wrong if path.lstat().st_uid == os.getuid())
        shown = printable(str(wrong[0].relative_to(records)))
        command = f"sudo chgrp -R {_group_name(top.st_gid)} {records} && sudo chmod -R g+rwX,o= {records}"
        yield Finding(
            code=RIGHTS,
            severity=Severity.WARNING,
            message=f"{len(wrong)} tệp, thư mục mà nhóm không ghi được, không thuộc nhóm, hoặc người ngoài nhóm xem"
            f" được, ví dụ {shown}."
            f" cchc doctor --fix chữa {mine} tệp của bạn; số còn lại người quản trị chạy: {command}",
            path=str(wrong[0].relative_to(records)),
        )


def shared_paths(records: Path) -> Iterator[Path]:
    """List everything in the shared tree but links, and what each account keeps for itself there."""
    for folder, names, files in os.walk(records):
        if Path(folder) == records:
            names[:] = [name for name in names if name != WORK_FOLDER]
        for name in (*names, *files):
            path = Path(folder) / name
            if not path.is_symlink():
                yield path


def _is_shared(path: Path, group: int) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return True
    mode = stat.S_IMODE(status.st_mode)
    if stat.S_ISDIR(status.st_mode):
        return status.st_gid == group and mode & 0o2077 == 0o2070
    wanted = 0o060 if mode & 0o200 else 0o040
    return status.st_gid == group and mode & (wanted | 0o007) == wanted


def mend_rights(records: Path) -> int:
    """Give the group what is this person's own; how many files and folders were mended."""
    group = records.stat().st_gid
    mended = 0
    for path in list(shared_paths(records)):
        if not _is_shared(path, group) and path.lstat().st_uid in (os.getuid(),):
            os.chown(path, -1, group, follow_symlinks=False)
            path.chmod(shared_mode(path))
            mended += 1
    sync_directory(records)
    return mended


def look_at_file_system(records: Path) -> Iterator[Finding]:
    """Yield a network drive, whose locks other machines do not see; no room for more files."""
    kind = _file_system(records)
    if kind in _NETWORK or kind.startswith("fuse."):
        yield Finding(
            code="network-drive",
            severity=Severity.WARNING,
            message=f"Thư mục hồ sơ nằm trên ổ mạng ({kind}): khóa khi lưu không chắc có tác dụng giữa các máy."
            " Hãy để hồ sơ trên đĩa của máy chủ và làm việc qua SSH.",
        )
    room = os.statvfs(records)
    if room.f_files and room.f_favail < LEAST_FREE_FILES:
        message = f"Đĩa chứa hồ sơ chỉ còn tạo được {room.f_favail} tệp (hết inode). Hãy báo người quản trị."
        yield Finding(code="disk-files", severity=Severity.ERROR, message=message)


def _file_system(records: Path) -> str:
    """Return the type of the file system that holds the records; "" when the system does not say."""
    best, kind = "", ""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        words = line.split()
        place = words[4].replace("\\040", " ")
        inside = place == "/" or str(records) == place or str(records).startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best) and "-" in words:
            best, kind = place, words[words.index("-") + 1]
    return kind


def look_at_clock(records: Path, last: float, latest: float) -> Iterator[Finding]:
    """Yield a clock that is behind what has already happened: the `last` commit, or a file. A `latest` commit from the
    future below later ones only shows that it was wrong once.
    """
    now = time.time()
    office = (records / "office.toml").stat().st_mtime
    ahead = max(last, office) - now
    if ahead > CLOCK_SECONDS:
        yield Finding(
            code="clock",
            severity=Severity.WARNING,
            message=f"Đồng hồ máy chậm hơn lần lưu gần nhất khoảng {_lasting(ahead)}: ngày giờ trong lịch sử sẽ sai."
            " Người quản trị hãy chạy: timedatectl set-ntp true",
        )
    elif latest - now > CLOCK_SECONDS:
        day = format_date(date.fromtimestamp(latest))
        yield Finding(
            code="future-save",
            severity=Severity.NOTICE,
            message=f"Lịch sử có lần lưu ghi ngày {day}, sau hôm nay: lúc ấy đồng hồ máy sai. Ngày của lần lưu đã ghi"
            " không sửa được, nhưng thứ tự các lần lưu vẫn đúng và hoàn tác theo thứ tự ấy.",
        )


def _lasting(seconds: float) -> str:
    """Return a length of time in its largest unit of which there are two: `8 năm`, `26 ngày`, `5 giờ`, `12 phút`."""
    units = ((31_557_600, "năm"), (86_400, "ngày"), (3_600, "giờ"), (60, "phút"))
    size, name = next((unit for unit in units if seconds >= 2 * unit[0]), units[-1])
    return f"{round(seconds / size)} {name}"
