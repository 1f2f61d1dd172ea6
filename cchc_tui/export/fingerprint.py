"""A seal inside each file we make, so that a later export knows its own work from a colleague's.

The seal is the SHA-256 of the file with the seal itself left out: a custom property in a DOCX, a keyword in a PDF.
Word and LibreOffice write other bytes when they save, so an edited file no longer matches its seal.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from enum import Enum
from io import BytesIO
from pathlib import Path

DOCX_PROPERTY = "cchc-dau-van-tay"
_CUSTOM_PART = "docProps/custom.xml"
_PDF_PREFIX = "cchc-dau-van-tay-"
PDF_MARK = _PDF_PREFIX + "0" * 64
"""The keyword the PDF template writes; sealing replaces its zeros."""

_PDF_SEAL = re.compile((_PDF_PREFIX + "([0-9a-f]{64})").encode())
_DOCX_SEAL = re.compile((DOCX_PROPERTY + '"[^>]*><vt:lpwstr>([0-9a-f]{64})<').encode())
_LARGEST_READ = 400_000_000


class Origin(Enum):
    """Who wrote the file that stands where we want to write."""

    NONE = "none"
    OURS = "ours"
    EDITED = "edited"
    FOREIGN = "foreign"


def custom_properties(seal: str) -> bytes:
    """The DOCX part that carries the seal."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{DOCX_PROPERTY}">'
        f"<vt:lpwstr>{seal}</vt:lpwstr></property></Properties>"
    ).encode()


def seal_of_parts(parts: dict[str, bytes]) -> str:
    """The seal of a DOCX: over the names and contents of every part but the one that carries it."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        if name != _CUSTOM_PART:
            digest.update(f"{name}\n{len(parts[name])}\n".encode())
            digest.update(parts[name])
    return digest.hexdigest()


def seal_pdf(pdf: bytes) -> bytes:
    """The PDF with its own hash in the keyword (same length, so no offset moves)."""
    seal = hashlib.sha256(pdf).hexdigest()
    return pdf.replace(PDF_MARK.encode(), (_PDF_PREFIX + seal).encode())


def origin_of(path: Path) -> Origin:
    """Whose the file at `path` is. A file that cannot be read as DOCX or PDF is foreign."""
    if not path.exists():
        return Origin.NONE
    if not path.is_file() or path.stat().st_size > _LARGEST_READ:
        return Origin.FOREIGN
    data = path.read_bytes()
    return _pdf_origin(data) if data[:5] == b"%PDF-" else _docx_origin(data)


def _pdf_origin(data: bytes) -> Origin:
    match = _PDF_SEAL.search(data)
    if not match:
        return Origin.FOREIGN
    blank = data.replace(match[0], PDF_MARK.encode())
    return Origin.OURS if hashlib.sha256(blank).hexdigest().encode() == match[1] else Origin.EDITED


def _docx_origin(data: bytes) -> Origin:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_READ:
                return Origin.FOREIGN
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return Origin.FOREIGN
    match = _DOCX_SEAL.search(parts.get(_CUSTOM_PART, b""))
    if not match:
        return Origin.EDITED if DOCX_PROPERTY.encode() in parts.get(_CUSTOM_PART, b"") else Origin.FOREIGN
    return Origin.OURS if seal_of_parts(parts).encode() == match[1] else Origin.EDITED
