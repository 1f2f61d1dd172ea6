"""Markdown documents outside the records: read, and begun from an example of their kind."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import EnvironmentFaultError, FindingsError, RefusedError, WrongUseError
from cchc_tui.export import BatchResult, ExportResult, Order, export_many, new_document
from cchc_tui.records.finding import Finding
from cchc_tui.storage.atomic import create_file, replace_file
from cchc_tui.storage.records_folder import RECORDS_VARIABLE, find_records, templates_of
from cchc_tui.storage.toml_file import read_bytes

if TYPE_CHECKING:
    from cchc_tui.records.office import OfficeSettings

__all__ = [
    "BatchResult",
    "DocumentPlace",
    "ExportResult",
    "Order",
    "begin_document",
    "document_place",
    "export_many",
    "is_untouched",
    "read_document",
    "sealed",
    "templates_of",
    "unsealed",
    "write_composed",
]

MAX_DOCUMENT_BYTES = 20_000_000
"""A Markdown document larger than this is no document of an office: about 10 000 printed pages."""

_SEAL_WORD = "dấu vân tay"
_SEAL = re.compile(rf"---\n# cchc lập; {_SEAL_WORD} (?P<digest>[0-9a-f]{{32}})\n")


def read_document(path: Path) -> str:
    """Return the text of a Markdown file. FindingsError when it is no UTF-8 text, EnvironmentFaultError when
    unreadable.
    """
    shown = str(path)
    data = read_bytes(path.resolve(), shown=shown, limit=MAX_DOCUMENT_BYTES)
    if isinstance(data, Finding):
        raise EnvironmentFaultError(data.message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FindingsError(
            f"Tệp {shown} không phải UTF-8 (dòng {line}).",
            "Có thể tệp được ghi bằng bảng mã cũ (CP1258, TCVN3, VNI); hãy mở lại và lưu bằng UTF-8.",
        ) from error


@dataclass(frozen=True)
class DocumentPlace:
    """What lies around a document: the records of its office (None outside any), and the templates it is printed by."""

    records: Path | None
    templates: Path | None

    @property
    def settings(self) -> OfficeSettings | None:
        """What the office says of itself; None outside any office."""
        from cchc_tui.office.reading import RecordReader

        return RecordReader(self.records).settings if self.records else None


def document_place(named: str | None, document: Path) -> DocumentPlace:
    """Return where a document belongs: to the office that is named, else to the one it lies in, else to the one we
    stand in.

    Outside any office templates that lie beside the document are taken, when a layout is among them.
    """
    for start in (document.absolute().parent, None):
        try:
            records = find_records(named, start)
            return DocumentPlace(records, templates_of(records))
        except WrongUseError:
            if named or os.environ.get(RECORDS_VARIABLE):
                raise
    beside = document.absolute().parent / "templates"
    return DocumentPlace(None, beside if (beside / "layout").is_dir() else None)


def begin_document(
    kind: str, out: Path, settings: OfficeSettings | None = None, *, issuer: str = "", day: date | None = None
) -> None:
    """Write the filled example of one kind to `out`: of the office with these settings, or of one of its issuers, else
    as it ships. WrongUseError for an unknown kind or issuer, RefusedError where `out` is.
    """
    from cchc_tui.office.example_paper import example_of_office

    text = new_document(kind)
    if settings is None and issuer:
        raise WrongUseError("Ở đây không có hồ sơ của cơ quan nào để biết nơi ban hành.", "Chạy trong thư mục hồ sơ.")
    if settings is not None:
        text = example_of_office(text, settings, day=day or date.today(), issuer=issuer)
    create_file(out, text.encode("utf-8"))


def sealed(text: str) -> str:
    """Return the composed document with a comment in its head that tells, later, whether somebody has edited it
    since.
    """
    opening, _, rest = text.partition("\n")
    return f"{opening}\n# cchc lập; {_SEAL_WORD} {_digest(text)}\n{rest}" if opening == "---" else text


def unsealed(text: str) -> str:
    """Return the document as it was before `sealed`."""
    found = _SEAL.match(text)
    return f"---\n{text[found.end() :]}" if found else text


def is_untouched(text: str) -> bool:
    """Return whether the text is just as `sealed` gave it."""
    found = _SEAL.match(text)
    return found is not None and found["digest"] == _digest(unsealed(text))


def write_composed(out: Path, text: str, *, force: bool = False) -> None:
    """Write a sealed document. RefusedError, without `force`, where a file stands that we did not make or that was
    edited since.
    """
    if not out.exists():
        create_file(out, text.encode("utf-8"))
        return
    if not force and not is_untouched(read_document(out)):
        raise RefusedError(
            f"{out} đã có và không phải do cchc report lập, hoặc đã được sửa tay sau đó.",
            "Hãy chọn tên khác, hoặc thêm --force để ghi đè.",
        )
    replace_file(out, text.encode("utf-8"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]
