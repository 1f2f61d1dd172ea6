"""A PDF ready to sign: empty fields at the decree's places, our bytes untouched under whatever is added."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from cchc_tui.errors import RefusedError
from cchc_tui.export import export_markdown, made_from
from cchc_tui.export.fingerprint import FileOrigin, origin_of
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
