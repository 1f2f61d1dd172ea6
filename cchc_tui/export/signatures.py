"""Who signed a PDF, whether it is as it was signed, and whether our file lies untouched under the signature.

Where a signature lies and what it covers is read with the standard library. Whether it holds, and whose it is, needs
pyHanko, the extra `sign`: cryptography weighs more than the whole program.
"""

from __future__ import annotations

import importlib.util
import logging
import re
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from typing import Any

from cchc_tui.export.fingerprint import our_part

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_FIELD = re.compile(rb"/T\s*\(([^()\\]{1,80})\)")
_OBJECT = re.compile(rb"\d+ 0 obj(.*?)endobj", re.DOTALL)
_MOST_SIGNATURES = 20


@dataclass(frozen=True)
class PdfSignature:
    """One signature. `intact`: the bytes it covers are those that were signed, None when nobody could look; `whole`:
    nothing was added behind it; `over_ours`: it covers a whole file of ours.
    """

    field: str
    whole: bool
    over_ours: bool
    signer: str = ""
    time: str = ""
    intact: bool | None = None


def signatures_of(data: bytes) -> list[PdfSignature]:
    """Return the signatures of a PDF, in the order they were made."""
    found = _read_with_library(data) if can_verify() else None
    if found is not None:
        return found
    names = _signed_fields(data)
    places = list(islice(_RANGE.finditer(data), _MOST_SIGNATURES))
    return [_seen(data, match, names[n] if n < len(names) else "") for n, match in enumerate(places)]


def can_verify() -> bool:
    """Return whether pyHanko is installed."""
    return importlib.util.find_spec("pyhanko") is not None


def empty_fields(data: bytes) -> list[str]:
    """Return the names of the signature fields nobody has signed."""
    signed = set(_signed_fields(data))
    fields = [_name(each) for each in _OBJECT.findall(data) if b"/FT/Sig" in each.replace(b" ", b"")]
    return [name for name in dict.fromkeys(fields) if name and name not in signed]


def _signed_fields(data: bytes) -> list[str]:
    fields = (each for each in _OBJECT.findall(data) if b"/FT/Sig" in each.replace(b" ", b""))
    return list(dict.fromkeys(_name(each) for each in fields if re.search(rb"/V\s*\d", each)))


def _name(field: bytes) -> str:
    match = _FIELD.search(field)
    return match[1].decode("latin-1") if match else ""


def _seen(data: bytes, match: re.Match[bytes], field: str) -> PdfSignature:
    return _placed(data, PdfSignature(field, False, False), tuple(int(number) for number in match.groups()))


def _placed(data: bytes, signature: PdfSignature, covered: tuple[int, ...]) -> PdfSignature:
    start, first, second, rest = covered
    ours = our_part(data)
    return replace(
        signature,
        whole=start == 0 and second + rest >= len(data.rstrip()),
        over_ours=bool(ours) and start == 0 and first >= ours,
    )


def _read_with_library(data: bytes) -> list[PdfSignature] | None:
    """Return the signatures as pyHanko sees them; None for a file it cannot read."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        signed = PdfFileReader(BytesIO(data), strict=False).embedded_signatures[:_MOST_SIGNATURES]
        return [_examined(data, each) for each in signed]
    except (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


def _examined(data: bytes, signed: Any) -> PdfSignature:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    logging.getLogger("pyhanko").addHandler(
        logging.NullHandler()
    )  # it would write a certificate nobody knows to stderr
    covered = tuple(int(number) for number in signed.byte_range)
    bare = PdfSignature(str(signed.field_name), False, False, signer=_subject(signed.signer_cert))
    try:
        status = validate_pdf_signature(signed, ValidationContext(trust_roots=[], allow_fetching=False))
    except SignatureValidationError:
        return _placed(data, replace(bare, intact=False), covered)
    when = status.timestamp_validity.timestamp if status.timestamp_validity else signed.self_reported_timestamp
    time = when.astimezone().strftime("%d/%m/%Y %H:%M:%S") if when else ""
    return _placed(data, replace(bare, time=time, intact=bool(status.intact and status.valid)), covered)


def _subject(certificate: Any) -> str:
    """Return the name a certificate is made out to."""
    named = certificate.subject.native
    return str(named.get("common_name") or named.get("organization_name") or certificate.subject.human_friendly)
