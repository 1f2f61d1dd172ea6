"""A file opened for import: only a regular one, of bounded size, without entities or bombs, told apart by its bytes."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, FindingsError, system_cause
from cchc_tui.language.text import printable

MAX_BYTES = 50_000_000
"""A longer file is no report and no register of a commune."""
MAX_UNPACKED = 400_000_000
"""What a DOCX, ODT or XLSX may unpack to; a 5 000-row register unpacks to 5 MB."""
MAX_XML = 150_000_000
"""What of it may be XML, which takes several times as much memory when it is read; the rest is pictures."""
MAX_MEMBERS = 10_000
_MAX_RATIO = 200  # XML packs at 10 to 30; a bomb packs at a thousand and more
_RATIO_FROM = 1_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = (".docx", ".docm", ".odt", ".xlsx", ".xlsm", ".ods")
"""Endings of files that are ZIP archives inside; anything else under such a name is damaged."""
_FORBIDDEN_XML = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True)
class Opened:
    """A file's bytes and what they are: docx, odt, xlsx or text."""

    path: Path
    data: bytes
    format: str

    @property
    def name(self) -> str:
        """The file's name, safe to show."""
        return printable(self.path.name)


def open_source(path: Path) -> Opened:
    """Return the file.

    EnvironmentFaultError when it cannot be read, FindingsError when it is nothing that can be imported.
    """
    shown = printable(str(path))
    data = _read(path, shown)
    if not data.strip():
        raise FindingsError(f"“{shown}” là tệp rỗng.", "Hãy xem lại: có thể tệp chưa lưu xong hoặc chép chưa hết.")
    if data.startswith(b"PK\x03\x04"):
        return Opened(path, data, _packed_format(data, shown))
    if data.startswith(_OLD_OFFICE):
        wanted = "XLSX" if path.suffix.lower() in (".xls", ".et") else "DOCX"
        raise FindingsError(
            f"“{shown}” là tệp Word, Excel kiểu cũ (.doc, .xls) nên chưa đọc được.",
            f"Hãy mở bằng Word, Excel hoặc LibreOffice, chọn Lưu thành (Save As) {wanted}, rồi nhập tệp mới.",
        )
    if data.startswith(b"%PDF"):
        raise FindingsError(
            f"“{shown}” là PDF, không giữ được câu và bảng để nhập.",
            "Hãy nhập bản DOCX; nếu chỉ có PDF thì lấy chữ ra (pdftotext -layout tệp.pdf tệp.txt) rồi nhập tệp .txt.",
        )
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and utf16_without_mark(data) is None:
        raise FindingsError(
            f"“{shown}” không phải văn bản, bảng tính hay tệp chữ.", "Nhập được: DOCX, ODT, XLSX, CSV, TXT, JSONL."
        )
    if path.suffix.lower() in _PACKED:
        raise _damaged(shown)
    return Opened(path, data, "text")


_VIETNAMESE_PAGES = b"\x00\x01\x03\x1e\x20"
"""The upper bytes of Vietnamese text: Latin, its marks, its letters with two marks, quotation marks."""


def utf16_without_mark(data: bytes) -> str | None:
    """Return the encoding of UTF-16 text that does not begin by saying so; None for anything else."""
    start = data[:4096]
    for encoding, upper, lower in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if len(data) % 2 == 0 and not upper.strip(_VIETNAMESE_PAGES) and lower.count(0) < len(lower) // 20 + 1:
            return encoding
    return None


def _read(path: Path, shown: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise EnvironmentFaultError(
            f"Không mở được “{shown}”: {system_cause(error)}.", "Hãy xem lại tên tệp và quyền đọc."
        ) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise EnvironmentFaultError(f"“{shown}” không phải là một tệp thường.")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > MAX_BYTES:
            raise FindingsError(
                f"“{shown}” lớn {status.st_size // 1_000_000} MB, quá mức {MAX_BYTES // 1_000_000} MB.",
                "Hãy bỏ ảnh trong tệp hoặc chia nhỏ sổ theo năm rồi nhập.",
            )
        return file.read(MAX_BYTES + 1)


def _packed_format(data: bytes, shown: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, shown)
            names = {member.filename for member in members}
            found = _format_of(archive, names)
            if found and archive.testzip() is None:
                _refuse_entities(archive, members, shown)
                return found
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _damaged(shown) from error
    if found:
        raise _damaged(shown)
    raise FindingsError(f"“{shown}” là tệp nén nhưng không phải DOCX, ODT hay XLSX.", "Hãy giải nén rồi nhập từng tệp.")


def _damaged(shown: str) -> FindingsError:
    return FindingsError(
        f"“{shown}” hỏng hoặc có mật khẩu nên không đọc được.",
        "Hãy mở tệp bằng Word hoặc Excel, bỏ mật khẩu, lưu lại rồi nhập.",
    )


def _format_of(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        return {"application/vnd.oasis.opendocument.text": "odt"}.get(kind, "")
    return ""


def _refuse_bomb(members: list[zipfile.ZipInfo], shown: str) -> None:
    total = sum(member.file_size for member in members)
    dense = any(m.file_size > _RATIO_FROM and m.file_size > _MAX_RATIO * max(m.compress_size, 1) for m in members)
    xml = sum(member.file_size for member in members if member.filename.endswith(".xml"))
    if total > MAX_UNPACKED or xml > MAX_XML or len(members) > MAX_MEMBERS or dense:
        raise FindingsError(
            f"“{shown}” bung ra quá lớn ({total // 1_000_000} MB) nên không được mở.",
            "Nếu là sổ thật, hãy chia theo năm; nếu không, tệp có thể hỏng hoặc cố ý gây hại.",
        )


def _refuse_entities(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], shown: str) -> None:
    """Refuse a document type: no office program writes one, and an XML reader could be made to read files or fill
    memory.
    """
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as file:
                start = file.read(8192)
            if any(word in start.upper() for word in _FORBIDDEN_XML) or b"<\x00!\x00" in start:
                raise FindingsError(
                    f"“{shown}” chứa khai báo XML lạ (DOCTYPE) nên không được mở.", "Hãy lưu lại bằng Word rồi nhập."
                )
