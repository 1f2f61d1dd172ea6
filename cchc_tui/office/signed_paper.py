"""Checking a PDF: whose file it is, who signed it, and whether what was signed is what we exported."""

from __future__ import annotations

import re
from pathlib import Path

from cchc_tui.export.fingerprint import FileOrigin, origin_of
from cchc_tui.export.signatures import PdfSignature, can_verify, empty_fields, signatures_of
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.toml_file import read_bytes

_MOST_BYTES = 400_000_000
_END, _TAIL_BYTES = b"%%EOF", 2048
_LOCKED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
"""`/Encrypt 9 0 R`: the entry of a locked file, in its trailer."""
_UNSIGNED = {
    FileOrigin.OURS: (Severity.NOTICE, "Đúng là tệp cchc đã xuất, không ai sửa; chưa có chữ ký số"),
    FileOrigin.EDITED: (Severity.WARNING, "Tệp do cchc xuất nhưng đã bị sửa sau đó; chưa có chữ ký số"),
    FileOrigin.FOREIGN: (Severity.NOTICE, "Không phải tệp do cchc xuất; chưa có chữ ký số"),
}
SIGNED, UNSIGNED, BROKEN, UNDER, AUTHORITY = (
    "pdf-signed",
    "pdf-unsigned",
    "pdf-signature-broken",
    "pdf-not-ours",
    "pdf-certificate",
)


def proof_pdf(path: Path) -> list[Finding]:
    """Return what is to be said of one PDF. EnvironmentFaultError when it cannot be read."""
    data = read_bytes(path.resolve(), shown=str(path), limit=_MOST_BYTES)
    if isinstance(data, Finding):
        return [data]
    if not data.startswith(b"%PDF-"):
        return [_said(path, "not-read", Severity.ERROR, "Không phải tệp PDF.")]
    signatures = signatures_of(data)
    if not signatures and (why := _unreadable(data)):
        return [_said(path, "not-read", Severity.ERROR, why)]
    if not signatures:
        severity, sentence = _UNSIGNED.get(origin_of(path), _UNSIGNED[FileOrigin.FOREIGN])
        fields = empty_fields(data)
        ready = f"; có {len(fields)} ô chữ ký để trống ({', '.join(fields)})" if fields else ""
        return [_said(path, UNSIGNED, severity, f"{sentence}{ready}.")]
    found = [finding for signature in signatures for finding in _on_signature(path, signature)]
    return [*found, _said(path, AUTHORITY, Severity.NOTICE, _authority())]


def _unreadable(data: bytes) -> str:
    """Return why nobody can say whether a PDF is signed; "" where it can be read."""
    if _END not in data[-_TAIL_BYTES:]:
        return "Tệp PDF hỏng hoặc bị cắt cụt (không có dấu kết thúc) nên không biết đã ký số chưa. Hãy lấy lại tệp gốc."
    if _LOCKED.search(data):
        return "Tệp PDF đặt mật khẩu nên không xem được chữ ký số. Hãy xin bản không đặt mật khẩu."
    return ""


def _on_signature(path: Path, signature: PdfSignature) -> list[Finding]:
    by = f" của {signature.signer}" if signature.signer else ""
    when = f", ký lúc {signature.time}" if signature.time else ""
    who = f"Chữ ký “{signature.field}”{by}{when}"
    if signature.intact is False:
        return [_said(path, BROKEN, Severity.ERROR, f"{who}: không còn khớp, nội dung đã bị sửa sau khi ký.")]
    state = "nội dung không đổi từ khi ký" if signature.intact else "chưa kiểm tra được nội dung có đổi không"
    more = "" if signature.whole else "; sau đó tệp còn được thêm phần khác (chữ ký sau, chú thích)"
    found = [_said(path, SIGNED, Severity.NOTICE, f"{who}: {state}{more}.")]
    under = "Văn bản cchc đã xuất nằm nguyên vẹn dưới chữ ký"
    if signature.over_ours:
        return [*found, _said(path, SIGNED, Severity.NOTICE, f"{under} “{signature.field}”.")]
    sentence = f"Dưới chữ ký “{signature.field}” không phải là tệp cchc đã xuất, hoặc tệp đã bị sửa trước khi ký."
    return [*found, _said(path, UNDER, Severity.WARNING, sentence)]


def _authority() -> str:
    if can_verify():
        return "Chưa xét chứng thư số do ai cấp, còn hiệu lực hay không: việc ấy là của chương trình ký số."
    return (
        "Chưa kiểm tra được chữ ký có khớp với nội dung không: hãy cài thêm phần “sign” (pip install 'cchc-tui[sign]')."
    )


def _said(path: Path, code: str, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message, path=str(path))
