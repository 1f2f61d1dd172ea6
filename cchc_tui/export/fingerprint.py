"""A seal inside each file we make, so that a later export knows its own work from a colleague's.

The seal is the SHA-256 of the file with the seal itself left out: a custom property in a DOCX, an entry of the
catalogue in a PDF. Word and LibreOffice write other bytes when they save, so an edited file no longer matches its seal;
a signing program puts its part behind ours, which is still found whole before it. Beside the seal stands the
fingerprint of the Markdown the file was made from: closing a report so knows a file made before the last change.
"""

from __future__ import annotations

import hashlib
import re
from enum import Enum
from io import BytesIO
from itertools import islice
from pathlib import Path

DOCX_PROPERTY = "cchc-dau-van-tay"
_CUSTOM_PART = "docProps/custom.xml"
_PDF_PREFIX = "cchc-dau-van-tay-"
PDF_MARK = _PDF_PREFIX + "0" * 64
"""What is written into a PDF; sealing replaces its zeros."""

SOURCE_PROPERTY = "cchc-nguon"

_PDF_SEAL = re.compile((_PDF_PREFIX + "([0-9a-f]{64})").encode())
_DOCX_SEAL = re.compile((DOCX_PROPERTY + '"[^>]*><vt:lpwstr>([0-9a-f]{64})<').encode())
_PDF_SOURCE = re.compile((SOURCE_PROPERTY + "-([0-9a-f]{32})").encode())
_DOCX_SOURCE = re.compile((SOURCE_PROPERTY + '"[^>]*><vt:lpwstr>([0-9a-f]{32})<').encode())
_PDF_END = re.compile(rb"%%EOF\n")
_MOST_ENDS = 4
"""Ends of file looked at: ours is the second."""
_LARGEST_READ = 400_000_000


class FileOrigin(Enum):
    """Who wrote the file that stands where we want to write."""

    NONE = "none"
    OURS = "ours"
    EDITED = "edited"
    SIGNED = "signed"
    FOREIGN = "foreign"


def pdf_marks(source: str) -> str:
    """Return what a PDF carries of ours: room for the seal, and the fingerprint of the source."""
    return f"{PDF_MARK} {SOURCE_PROPERTY}-{source}"


def custom_properties(seal: str, source: str) -> bytes:
    """Return the DOCX part that carries the seal and the fingerprint of the source."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{_property(2, DOCX_PROPERTY, seal)}{_property(3, SOURCE_PROPERTY, source)}</Properties>"
    ).encode()


def _property(number: int, name: str, value: str) -> str:
    return (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
    )


def seal_of_parts(parts: dict[str, bytes]) -> str:
    """Return the seal of a DOCX: over the names and contents of every part but the one that carries it."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        if name != _CUSTOM_PART:
            digest.update(f"{name}\n{len(parts[name])}\n".encode())
            digest.update(parts[name])
    return digest.hexdigest()


def seal_pdf(pdf: bytes) -> bytes:
    """Return the PDF with its own hash in the keyword (same length, so no offset moves)."""
    seal = hashlib.sha256(pdf).hexdigest()
    return pdf.replace(PDF_MARK.encode(), (_PDF_PREFIX + seal).encode())


def origin_of(path: Path) -> FileOrigin:
    """Whose the file at `path` is. A file that cannot be read as DOCX or PDF is foreign."""
    if not path.exists():
        return FileOrigin.NONE
    if not path.is_file() or path.stat().st_size > _LARGEST_READ:
        return FileOrigin.FOREIGN
    data = path.read_bytes()
    return _pdf_origin(data) if data[:5] == b"%PDF-" else _docx_origin(_docx_parts(data))


def source_of(path: Path) -> str | None:
    """Return the fingerprint of the Markdown a file of ours was made from; None when it is not ours or no longer as
    made.
    """
    if origin_of(path) not in (FileOrigin.OURS, FileOrigin.SIGNED):
        return None
    data = path.read_bytes()
    if data[:5] == b"%PDF-":
        found = _PDF_SOURCE.search(data)
    else:
        found = _DOCX_SOURCE.search((_docx_parts(data) or {}).get(_CUSTOM_PART, b""))
    return found[1].decode() if found else None


def our_part(data: bytes) -> int:
    """Return how many bytes of a PDF, from its beginning, are a whole file as we made it; 0 when there is none.

    A signing program puts its part behind: ours then ends at one of the first ends of file.
    """
    match = _PDF_SEAL.search(data)
    if not match:
        return 0
    blank = data.replace(match[0], PDF_MARK.encode())
    for end in (len(blank), *(found.end() for found in islice(_PDF_END.finditer(blank), _MOST_ENDS))):
        if hashlib.sha256(blank[:end]).hexdigest().encode() == match[1]:
            return end
    return 0


def _pdf_origin(data: bytes) -> FileOrigin:
    if not _PDF_SEAL.search(data):
        return FileOrigin.FOREIGN
    ours = our_part(data)
    if ours == len(data):
        return FileOrigin.OURS
    return FileOrigin.SIGNED if ours and b"/ByteRange" in data[ours:] else FileOrigin.EDITED


def _docx_parts(data: bytes) -> dict[str, bytes] | None:
    """Return the parts of a DOCX by name; None for what is no such file."""
    import zipfile  # checking a document must not wait for it

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_READ:
                return None
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None


def _docx_origin(parts: dict[str, bytes] | None) -> FileOrigin:
    if parts is None:
        return FileOrigin.FOREIGN
    match = _DOCX_SEAL.search(parts.get(_CUSTOM_PART, b""))
    if not match:
        return FileOrigin.EDITED if DOCX_PROPERTY.encode() in parts.get(_CUSTOM_PART, b"") else FileOrigin.FOREIGN
    return FileOrigin.OURS if seal_of_parts(parts).encode() == match[1] else FileOrigin.EDITED
