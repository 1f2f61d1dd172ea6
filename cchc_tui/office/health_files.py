"""What is wrong with files that can be read all the same: byte order marks, line ends, letters, names, links, dates."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.journal import unknown_entries
from cchc_tui.storage.leftovers import HALF_BEGUN, left_behind
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.pending import DAMAGED, WORK_FOLDER, journal_names
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.toml_file import read_bytes

BOM = "file-bom"
CRLF = "file-crlf"
NFD = "file-nfd"
LETTERS = (BOM, CRLF, NFD)
"""Faults of a file's letters: cured without touching what it says."""
LEFT_BEHIND = "left-behind"
_BOM_BYTES = b"\xef\xbb\xbf"
_TEMPORARY = re.compile(r"^\..*\.[0-9a-f]{8,16}\.tmp$")


def look_at_letters(records: Path, paths: list[str]) -> Iterator[Finding]:
    """Yield files that another program wrote: with a byte order mark, with CRLF, or with letters taken apart."""
    for path in paths:
        data = read_bytes(records / path, shown=path)
        if isinstance(data, Finding):
            continue
        if data.startswith(_BOM_BYTES):
            yield _letters(BOM, path, "có dấu BOM ở đầu (do Notepad ghi)")
        if b"\r" in data:
            yield _letters(CRLF, path, "dùng cách xuống dòng của Windows (CRLF)")
        text = data.decode("utf-8", "replace")
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            yield _letters(NFD, path, "có chữ tiếng Việt tổ hợp rời (NFD), tìm kiếm và git sẽ thấy khác")


def _letters(code: str, path: str, what: str) -> Finding:
    message = f"Tệp {printable(path)} {what}. Chữa: cchc doctor --fix (nội dung không đổi)."
    return Finding(code=code, severity=Severity.WARNING, message=message, path=path)


def mended_letters(data: bytes) -> bytes:
    """Return the same text without byte order mark, with LF and letters put together."""
    text = data.removeprefix(_BOM_BYTES).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).encode("utf-8")


def look_at_names(stored: list[Stored[Record]]) -> Iterator[Finding]:
    """Yield names that are not ASCII, and records whose id is not at the end of their file's name."""
    for one in stored:
        shown = printable(one.path)
        if not one.path.isascii():
            message = f"Tên tệp {shown} có dấu; máy khác hoặc USB có thể đọc khác. Hồ sơ vẫn dùng được."
            yield Finding(code="name-not-ascii", severity=Severity.NOTICE, message=message, path=one.path)
        named = isinstance(one.record, OfficeSettings | People | ReportSheet) or one.path.endswith(
            f"_{one.record.id}.toml"
        )
        if not named:
            message = f"Tệp {shown} chứa hồ sơ mã {printable(one.record.id)} nhưng tên tệp không kết thúc bằng mã ấy."
            advice = " Có lẽ tệp được chép hoặc đổi tên bằng tay; chương trình vẫn tìm theo mã bên trong."
            yield Finding(code="id-not-in-name", severity=Severity.NOTICE, message=message + advice, path=one.path)


def look_at_dates(stored: list[Stored[Record]], today: date) -> Iterator[Finding]:
    """Days that have not come yet: a mistyped year, or a wrong clock when it was set."""
    for one in stored:
        for key in ("issued_on", "deleted_on", "frozen_on"):
            day = getattr(one.record, key, None)
            if day is not None and day > today:
                record = one.record
                message = f"{record.name} {record.title} (mã {record.id}) ghi ngày {format_date(day)}, sau hôm nay."
                yield Finding(
                    code="future-date",
                    severity=Severity.WARNING,
                    message=f"{message[0].upper()}{printable(message[1:])} Hãy mở ra xem có gõ nhầm năm.",
                    path=one.path,
                    record=record.id,
                    key=key,
                )


def look_at_strays(records: Path) -> Iterator[Finding]:
    """Yield links, which are never followed, and what a killed program left."""
    for folder, names, files in os.walk(records):
        if Path(folder) == records:
            names[:] = [n for n in names if n not in (".git", WORK_FOLDER) and not HALF_BEGUN.fullmatch(n)]
        for name in [*names, *files]:
            path = Path(folder) / name
            shown = str(path.relative_to(records))
            if path.is_symlink():
                message = f"{printable(shown)} là một liên kết (symlink); chương trình không đi theo. Hãy bỏ nó đi."
                yield Finding(code="link", severity=Severity.WARNING, message=message, path=shown)
            elif _TEMPORARY.match(name):
                message = f"{printable(shown)} là tệp tạm của một lần ghi dở. Chữa: cchc doctor --fix"
                yield Finding(code="temporary", severity=Severity.NOTICE, message=message, path=shown)
    if left := left_behind(records):
        message = f"Còn {len(left)} tệp tạm của những lần ghi bị dừng giữa chừng ({left[0]}…). Chữa: cchc doctor --fix"
        yield Finding(code=LEFT_BEHIND, severity=Severity.NOTICE, message=message)
    yield from _look_at_journal(records)


def _look_at_journal(records: Path) -> Iterator[Finding]:
    """Entries that cannot be read: damaged by the disk, or written by a newer version."""
    for name in journal_names(records):
        if name.state == DAMAGED:
            message = f"Nhật ký lưu {printable(name.name)} hỏng nên đã để riêng. Hãy báo người quản trị xem tệp ấy."
            yield Finding(code="damaged-journal", severity=Severity.WARNING, message=message)
    for name in unknown_entries(records):
        message = (
            f"Nhật ký lưu {printable(name.name)} do phiên bản cchc mới hơn ghi, ở đây không đọc được nên để nguyên."
            " Hãy nâng cấp cchc trên máy này."
        )
        yield Finding(code="newer-journal", severity=Severity.WARNING, message=message)


def text_files(stored: list[Stored[Record]]) -> list[str]:
    """Return the files of these records and the prose of the reports among them."""
    paths = [one.path for one in stored]
    return paths + [p.rpartition("/")[0] + "/" + BODY_FILE for p in paths if p.startswith("reports/")]
