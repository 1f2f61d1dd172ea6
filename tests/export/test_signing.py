"""A PDF ready to sign: empty fields at the decree's places, our bytes untouched under whatever is added."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from cchc_tui.errors import RefusedError
from cchc_tui.export import export_markdown, made_from
from cchc_tui.export.fingerprint import FileOrigin, origin_of
from cchc_tui.export.signatures import empty_fields
from cchc_tui.office.signed_paper import proof_pdf
from cchc_tui.records.finding import Severity
from export.builders import MILLIMETRE, document, line_with, markdown, pages, pdf_bytes

TWO = {"loai": "bien-ban", "ky_trai": "{quyen-han: THƯ KÝ, ho-ten: Lê A}"}


def fields(pdf: bytes, folder: Path) -> list[pikepdf.Dictionary]:
    (folder / "a.pdf").write_bytes(pdf)
    with pikepdf.open(folder / "a.pdf") as opened:
        assert opened.check_pdf_syntax() == []
        form = opened.Root.AcroForm
        assert int(form.SigFlags) == 1
        return [
            {
                "name": str(field.T),
                "box": [float(side) for side in field.Rect],
                "type": str(field.FT),
                "V": "/V" in field,
            }
            for field in form.Fields
        ]


@pytest.mark.parametrize(("head", "count"), [({}, 1), (TWO, 2)])
def test_an_empty_field_stands_between_position_and_name(head: dict[str, str], count: int, tmp_path: Path) -> None:
    made = document(**head)
    found = fields(pdf_bytes(made), tmp_path)
    assert [field["name"] for field in found] == [f"ChuKy{place + 1}" for place in range(count)]
    assert all(field["type"] == "/Sig" and not field["V"] for field in found)
    page = pages(made)[0]
    position, name = line_with(page, "CHỦ TỊCH")[0], line_with(page, "Vũ Văn Khanh")[0]
    left, bottom, right, top = found[-1]["box"]
    top, bottom = page.rect.height - top, page.rect.height - bottom
    assert position.y1 - 3 < top < bottom < name.y0 + 3
    assert (left + right) / 2 == pytest.approx((name.x0 + name.x1) / 2, abs=1)
    assert (right - left) / MILLIMETRE == pytest.approx(55, abs=0.2)


def test_the_fields_are_tagged_and_no_link_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(document()))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        kinds = [str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert "/Form" in kinds
        assert "/Link" not in kinds
        (widget,) = pdf.pages[0].Annots
        assert str(widget.Subtype) == "/Widget"
        assert int(widget.F) & 4, "it is printed"


def test_keywords_hold_no_hashes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(document()))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert "/Keywords" not in pdf.docinfo
        assert not re.search(r"[0-9a-f]{32}", str(pdf.open_metadata().get("pdf:Keywords", "")))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf_bytes(document(**TWO)) == pdf_bytes(document(**TWO))


def test_a_signed_file_is_known_as_ours_and_never_written_over(tmp_path: Path) -> None:
    text = markdown()
    export_markdown(text, source="a.md", targets=["pdf"], out=tmp_path / "a")
    path = tmp_path / "a.pdf"
    assert origin_of(path) is FileOrigin.OURS
    with path.open("ab") as file:  # what a signing program does: an update behind the file
        file.write(b"99 0 obj\n<</ByteRange[0 1 2 3]>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n")
    assert origin_of(path) is FileOrigin.SIGNED
    assert made_from(path, text) is True
    with pytest.raises(RefusedError, match="đã ký số"):
        export_markdown(text, source="a.md", targets=["pdf"], out=tmp_path / "a")


def test_a_changed_file_with_something_added_is_edited(tmp_path: Path) -> None:
    export_markdown(markdown(), source="a.md", targets=["pdf"], out=tmp_path / "a")
    data = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/F 132", b"/F 133", 1) + b"/ByteRange\n%%EOF\n")
    assert origin_of(tmp_path / "a.pdf") is FileOrigin.EDITED


# ---- signed with a self-made certificate -----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> signers.SimpleSigner:
    """One who signs, known to nobody."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Vũ Văn Khanh")])
    day = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(day - datetime.timedelta(1)).not_valid_after(day + datetime.timedelta(365))
        .add_extension(usage, True).add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("key")
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    return signers.SimpleSigner.load(str(folder / "key.pem"), str(folder / "certificate.pem"))


def signed(pdf: bytes, signer: signers.SimpleSigner, field: str) -> bytes:
    out = BytesIO()
    how = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    signing = signers.PdfSigner(how, signer=signer)
    signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out, existing_fields_only=True)
    return out.getvalue()


def said_of(data: bytes, folder: Path) -> list[tuple[str, str]]:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return [(finding.code, finding.message) for finding in proof_pdf(path)]


def test_signatures_in_both_fields_hold_and_our_bytes_lie_under_them(
    signer: signers.SimpleSigner, tmp_path: Path
) -> None:
    ours = pdf_bytes(document(**TWO))
    once = signed(ours, signer, "ChuKy1")
    twice = signed(once, signer, "ChuKy2")
    assert twice.startswith(ours)
    (tmp_path / "b.pdf").write_bytes(twice)
    seen = subprocess.run(["pdfsig", str(tmp_path / "b.pdf")], capture_output=True, text=True, check=False).stdout
    assert seen.count("Signature Validation: Signature is Valid.") == 2, seen
    assert empty_fields(once) == ["ChuKy2"]
    codes = [code for code, _ in said_of(twice, tmp_path)]
    assert codes == ["pdf-signed"] * 4 + ["pdf-certificate"]
    first, under, *_ = (message for _, message in said_of(twice, tmp_path))
    assert re.match(
        r"Chữ ký “ChuKy1” của Vũ Văn Khanh, ký lúc \d\d/\d\d/\d{4} .*: nội dung không đổi từ khi ký; ", first
    )
    assert "sau đó tệp còn được thêm phần khác" in first
    assert under == "Văn bản cchc đã xuất nằm nguyên vẹn dưới chữ ký “ChuKy1”."


def test_a_byte_changed_under_the_signature_is_said(signer: signers.SimpleSigner, tmp_path: Path) -> None:
    data = bytearray(signed(pdf_bytes(document()), signer, "ChuKy1"))
    place = data.index(b"/Lang") + 8
    data[place] ^= 1
    (code, message), *_ = said_of(bytes(data), tmp_path)
    assert (code, "không còn khớp, nội dung đã bị sửa sau khi ký" in message) == ("pdf-signature-broken", True)


def test_what_was_edited_before_signing_is_not_ours(signer: signers.SimpleSigner, tmp_path: Path) -> None:
    edited = pdf_bytes(document()).replace(b"/F 132", b"/F 133", 1)
    found = dict(said_of(signed(edited, signer, "ChuKy1"), tmp_path))
    assert "pdf-not-ours" in found
    assert "nội dung không đổi từ khi ký" in found["pdf-signed"]


def test_an_unsigned_file_says_whose_it_is_and_where_one_signs(tmp_path: Path) -> None:
    ours = pdf_bytes(document(**TWO))
    assert said_of(ours, tmp_path) == [
        (
            "pdf-unsigned",
            "Đúng là tệp cchc đã xuất, không ai sửa; chưa có chữ ký số; có 2 ô chữ ký để trống (ChuKy1, ChuKy2).",
        )
    ]
    assert said_of(ours.replace(b"/F 132", b"/F 133", 1), tmp_path)[0][1].startswith("Tệp do cchc xuất nhưng đã bị sửa")
    assert said_of(b"%PDF-1.7\n%%EOF\n", tmp_path)[0][1].startswith("Không phải tệp do cchc xuất")
    assert said_of("Tờ trình".encode(), tmp_path) == [("not-read", "Không phải tệp PDF.")]


def test_without_the_extra_it_says_what_it_could_not_look_at(
    signer: signers.SimpleSigner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = signed(pdf_bytes(document()), signer, "ChuKy1")
    for module in ("cchc_tui.export.signatures", "cchc_tui.office.signed_paper"):
        monkeypatch.setattr(f"{module}.can_verify", lambda: False)
    messages = [message for _, message in said_of(data, tmp_path)]
    assert messages[0] == "Chữ ký “ChuKy1”: chưa kiểm tra được nội dung có đổi không."
    assert messages[1] == "Văn bản cchc đã xuất nằm nguyên vẹn dưới chữ ký “ChuKy1”."
    assert "pip install 'cchc-tui[sign]'" in messages[2]


@pytest.mark.parametrize("cut", [20, 3000, 40_000])
def test_a_damaged_signed_file_is_no_accident(signer: signers.SimpleSigner, tmp_path: Path, cut: int) -> None:
    data = signed(pdf_bytes(document()), signer, "ChuKy1")
    assert said_of(data[:-cut], tmp_path)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (lambda data: data[: len(data) // 2], "hỏng hoặc bị cắt cụt"),
        (lambda data: b"%PDF-1.7\n" + bytes(5000), "hỏng hoặc bị cắt cụt"),
        (lambda data: data.replace(b"/Root ", b"/Encrypt 9 0 R /Root "), "đặt mật khẩu"),
        (lambda data: data[8:], "Không phải tệp PDF"),
    ],
)
def test_of_what_cannot_be_read_nobody_says_that_it_is_not_signed(
    spoilt: Callable[[bytes], bytes], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(spoilt(pdf_bytes(document())))
    (found,) = proof_pdf(path)
    assert (found.severity, said in found.message) == (Severity.ERROR, True), found.message
