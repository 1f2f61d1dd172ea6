"""Reading one TOML file: its data, or a finding that says what is wrong, on which line, and what to do."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cchc_tui.errors import system_cause
from cchc_tui.language.text import printable
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.plain_toml import plain_table

MAX_RECORD_BYTES = 1_000_000
"""Larger files are refused unread: the longest lawful record is a few kilobytes."""

# Compiled by `re` when first used: a start that reads only office.toml needs one of them.
_CONFLICT = rb"(?m)^(?:<{7}|>{7}|\|{7})(?: |\r?$)"
_CONFLICT_MIDDLE = rb"(?m)^={7}\r?$"
"""Left alone by a half-finished repair; inside a long text it may also be an underline, so it counts only where the
file cannot be read.
"""
_POSITION = r"\(at line (\d+), column (\d+)\)"
_SHOWN_CONTROLS = frozenset(map(chr, (*range(0x2400, 0x2420), 0x2421))) - {"␉"}
_BOM = b"\xef\xbb\xbf"


class TomlFile(NamedTuple):
    """A file that could be read: its bytes, their SHA-256, and the parsed table."""

    path: Path
    data: bytes
    table: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return fingerprint(self.data)


def fingerprint(data: bytes) -> str:
    """Return SHA-256 of `data`, hexadecimal: whether a file is still what was read."""
    return hashlib.sha256(data).hexdigest()


def read_toml(path: Path, *, shown: str) -> TomlFile | Finding:
    """Return the file's data, or the finding that explains why it cannot be read. `shown` is the path in messages."""
    data = read_bytes(path, shown=shown)
    if isinstance(data, Finding):
        return data
    return parse_toml(path, data, shown=shown)


def read_bytes(path: Path, *, shown: str, limit: int = MAX_RECORD_BYTES, folder: int | None = None) -> bytes | Finding:
    """Return the bytes of a regular file of at most `limit` bytes, or a finding. Links are not followed.

    With `folder`, the descriptor of an open folder, `path` is a name in it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError as error:
        return _unreadable(shown, _cause(error))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _unreadable(shown, "không phải là một tệp thường. Hãy chuyển nó ra ngoài thư mục hồ sơ.")
        if status.st_size > limit:
            return _unreadable(
                shown,
                f"dài {-(-status.st_size // 1000)} kB, quá mức {limit // 1000} kB của một hồ sơ nên không được đọc."
                " Hãy xem có phải tệp khác bị chép nhầm vào đây.",
            )
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(limit + 1)
    except OSError as error:
        return _unreadable(shown, _cause(error))
    finally:
        os.close(descriptor)


def parse_toml(path: Path, data: bytes, *, shown: str) -> TomlFile | Finding:
    """Return the table that `data` holds, or a finding with line and column."""
    if not data.strip():
        return _unreadable(
            shown,
            "trống ngay từ dòng 1, không có dữ liệu. Hãy lấy lại bản trước trong lịch sử (git) hoặc xóa tệp này.",
            line=1,
        )
    if not data.strip(b"\0"):
        return _unreadable(
            shown,
            "chỉ gồm các byte 0 ngay từ dòng 1, dấu vết của một lần mất điện hay hỏng đĩa."
            " Hãy lấy lại bản trước trong lịch sử (git).",
            line=1,
        )
    if marker := re.search(_CONFLICT, data):
        return _conflict(shown, data, marker)
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(shown, data, error)
    plain = plain_table(text)
    if plain is not None:
        return TomlFile(path, data, plain)
    try:
        return TomlFile(path, data, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        if marker := re.search(_CONFLICT_MIDDLE, data):
            return _conflict(shown, data, marker)
        return _broken(shown, text, str(error))
    except RecursionError:
        return _unreadable(shown, "lồng quá nhiều tầng ngoặc nên không đọc được. Một hồ sơ không cần đến thế.", line=1)


def _conflict(shown: str, data: bytes, marker: re.Match[bytes]) -> Finding:
    line = data.count(b"\n", 0, marker.start()) + 1
    return _unreadable(
        shown,
        f"còn dấu xung đột của git (<<<<<<<, =======, >>>>>>>) từ dòng {line}."
        " Hãy chạy cchc resolve hoặc giữ lại một bên rồi xóa các dấu ấy.",
        line=line,
        code="conflict-markers",
    )


def line_of(data: bytes, key: str) -> int | None:
    """Return the line, from 1, on which a top-level `key` stands in a TOML file, or None."""
    name = re.escape(key.encode())
    found = re.search(rb'^[ \t]*"?' + name + rb'"?[ \t]*=|^\[\[?' + name + rb"\]", data, re.MULTILINE)
    return data.count(b"\n", 0, found.start()) + 1 if found else None


def _undecodable(shown: str, data: bytes, error: UnicodeDecodeError) -> Finding:
    start = data.rfind(b"\n", 0, error.start) + 1
    line = data.count(b"\n", 0, error.start) + 1
    return _unreadable(
        shown,
        f"không phải UTF-8: dòng {line}, cột {error.start - start + 1} có byte 0x{data[error.start]:02X}."
        " Có thể tệp được ghi bằng bảng mã cũ (CP1258, TCVN3, VNI); hãy mở lại và lưu bằng UTF-8.",
        line=line,
        code="not-utf8",
    )


def _broken(shown: str, text: str, error: str) -> Finding:
    """Return a TOML syntax fault in the clerk's words; the library's own sentence is English and stays out of it."""
    found = re.search(_POSITION, error)
    line = int(found[1]) if found else text.count("\n") + 1
    column = int(found[2]) if found else 1
    lines = text.splitlines()
    there = printable(lines[line - 1].strip()[:60]) if 0 < line <= len(lines) else "cuối tệp"
    cause = _likely_cause(error, there, list_open=_list_is_open(lines, line))
    return _unreadable(
        shown,
        f"không đúng cú pháp TOML ở dòng {line}, cột {column}: “{there}”. {cause}",
        line=line,
        code="broken-toml",
    )


def _list_is_open(lines: list[str], line: int) -> bool:
    """Return whether the faulty line is a new key, or the end, where a list still waits for its bracket."""
    here = lines[line - 1] if line <= len(lines) else ""
    above = "\n".join(lines[: line - 1] if re.match(r"\s*(?:\w+\s*=\s*\S|$)", here) else lines).rstrip()
    return above.endswith(("[", ",")) or here.rstrip().endswith("[")


def _likely_cause(error: str, there: str, *, list_open: bool) -> str:
    """Return what most likely happened; `there` is the faulty line as it is shown, hidden characters made visible.

    `list_open`: the line above or the last one leaves a list open.
    """
    if any(letter in there for letter in _SHOWN_CONTROLS):
        return "Có ký tự điều khiển lẫn vào dòng này; hãy gõ lại cả dòng."
    if "date" in error:
        return "Ngày phải có thật và viết như 2023-02-21."
    if "overwrite" in error:
        return "Có lẽ một khóa được viết hai lần."
    if "Unclosed array" in error or ("Invalid value" in error and list_open):
        return "Có lẽ thiếu dấu ngoặc vuông đóng danh sách."
    if "Illegal character" in error or "Unterminated" in error or ("Expected" in error and '"' in error):
        return "Có lẽ thiếu dấu nháy kép đóng chuỗi."
    if "Invalid value" in error:
        return "Giá trị chữ phải đặt trong dấu nháy kép."
    return "Mỗi dòng phải có dạng: khóa = giá trị."


def _cause(error: OSError) -> str:
    """Return why the system would not give the file."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "không được phép đọc. Hãy nhờ người quản trị cấp quyền đọc (cchc doctor chỉ cách)."
        case errno.ENOENT:
            return "không còn nữa: có người vừa xóa hoặc đổi tên."
        case errno.ELOOP:
            return "là một liên kết (symlink); hồ sơ phải là tệp thật nằm trong thư mục hồ sơ."
        case errno.EISDIR:
            return "là một thư mục, không phải tệp hồ sơ."
        case errno.EIO:
            return "không đọc được vì lỗi đĩa. Hãy báo ngay người quản trị."
        case _:
            return f"không đọc được ({system_cause(error)})."


def _unreadable(shown: str, cause: str, *, line: int | None = None, code: str = "unreadable") -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"Tệp {printable(shown)} {cause}",
        path=shown,
        line=line,
    )
