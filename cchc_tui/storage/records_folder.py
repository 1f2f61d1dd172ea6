"""Which folder holds the records of an office, and where its templates lie: asked before any record is read."""

from __future__ import annotations

import os
from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, WrongUseError
from cchc_tui.storage.shipped import templates_dir

OFFICE_FILE = "office.toml"
RECORDS_VARIABLE = "CCHC_RECORDS"


def find_records(given: str | Path | None = None, start: Path | None = None) -> Path:
    """Return the records directory: the one given, else CCHC_RECORDS, else the nearest `records/office.toml` upwards.

    Raises WrongUseError when there is none, EnvironmentFaultError when this account may not look into it.
    """
    try:
        return _find_records(given, start)
    except PermissionError as error:
        folder = Path(error.filename).parent
        raise EnvironmentFaultError(f"Tài khoản này không được phép vào {folder}.", _way_in(folder)) from error


def _way_in(folder: Path) -> str:
    """Say what lets this account into a folder that is closed to it."""
    import grp

    from cchc_tui.storage.person import account_name

    account = account_name()
    try:
        group = grp.getgrgid(folder.stat().st_gid)
    except (OSError, KeyError):
        return f"Hãy nhờ người quản trị thêm tài khoản vào nhóm của cơ quan: sudo usermod -aG NHÓM {account}"
    if account in group.gr_mem:
        return f"{account} đã được thêm vào nhóm {group.gr_name} nhưng phải đăng xuất rồi đăng nhập lại."
    return (
        f"Nếu {account} cũng làm việc ở cơ quan này, người quản trị chạy: sudo usermod -aG {group.gr_name} {account}"
        " (rồi đăng nhập lại)."
    )


def _find_records(given: str | Path | None, start: Path | None) -> Path:
    named = given or os.environ.get(RECORDS_VARIABLE)
    if named:
        directory = Path(named)
        for candidate in (directory, directory / "records"):
            if (candidate / OFFICE_FILE).is_file():
                return candidate.resolve()
        raise WrongUseError(
            f"Thư mục {directory} không có tệp {OFFICE_FILE}.",
            f"Hãy chỉ đúng thư mục hồ sơ, hoặc tạo mới bằng: cchc init {directory}",
        )
    here = (start or Path.cwd()).resolve()
    for parent in (here, *here.parents):
        if (parent / "records" / OFFICE_FILE).is_file():
            return parent / "records"
        if (parent / OFFICE_FILE).is_file() and (parent / "directives").is_dir():
            return parent
    raise WrongUseError(
        f"Không tìm thấy thư mục hồ sơ (records/{OFFICE_FILE}) ở {here} hay các thư mục bên trên.",
        f"Hãy chạy trong thư mục của cơ quan, dùng --records THƯ_MỤC, đặt {RECORDS_VARIABLE}, hoặc: cchc init THƯ_MỤC",
    )


def templates_of(directory: Path) -> Path | None:
    """Return an office's own templates beside or inside its records; their files win over the shipped ones."""
    for folder in (directory / "templates", directory.parent / "templates"):
        if folder.is_dir() and folder.resolve() != templates_dir().resolve():
            return folder
    return None
