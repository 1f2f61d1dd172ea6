"""An office's reference.docx edited in Word: what it may set, that the PDF follows, and what the decree refuses."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.export.docx import build_docx
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.official_document import template_folders
from tests.export.builders import document


def reference(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Our own DOCX as the office's reference; each change is (part, old text, new text)."""
    path = folder / "docx" / "reference.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(BytesIO(build_docx(document()))) as ours, zipfile.ZipFile(path, "w") as target:
        for name in ours.namelist():
            text = ours.read(name)
            for part, old, new in changes:
                if name == f"word/{part}.xml":
                    assert old.encode() in text, old
                    text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(name, text)
    return folder


def test_one_of_ours_unchanged_changes_nothing(tmp_path: Path) -> None:
    shipped = read_layout("nd30-2020", template_folders(None))
    assert read_layout("nd30-2020", template_folders(reference(tmp_path))) == shipped


def style_of(name: str) -> str:
    """The beginning of a style up to where its look is said."""
    with zipfile.ZipFile(BytesIO(build_docx(document()))) as ours:
        styles = ours.read("word/styles.xml").decode()
    start = styles.index(f'w:val="{name}"')
    return styles[start : styles.index("</w:style>", start)]


def changed(name: str, old: str, new: str) -> tuple[str, str, str]:
    look = style_of(name)
    assert old in look, look
    return "styles", look, look.replace(old, new, 1)


def test_sizes_distances_and_margins_inside_the_bounds_are_taken(tmp_path: Path) -> None:
    folder = reference(
        tmp_path,
        changed("NĐ30 Trích yếu", 'w:sz w:val="28"', 'w:sz w:val="26"'),
        changed("Body Text", 'w:after="120"', 'w:after="160"'),
        ("document", 'w:left="1701"', 'w:left="1984"'),
    )
    layout = read_layout("nd30-2020", template_folders(folder))
    assert layout.components["subject"].sizes[14] == 13
    assert layout.number("paragraph_gap_pt") == 8
    assert layout.number("margin_left_mm") == 35


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("NĐ30 Trích yếu", 'w:sz w:val="28"', 'w:sz w:val="36"'), "cỡ chữ 18 của “Trích yếu”"),
        (("NĐ30 Trích yếu", "<w:b ", '<w:b w:val="0" '), "kiểu “Trích yếu” đổi chữ đậm"),
        (("NĐ30 Trích yếu", 'w:val="center"', 'w:val="left"'), "kiểu “Trích yếu” đổi canh lề"),
        (("Body Text", 'w:after="120"', 'w:after="40"'), "paragraph_gap_pt = 2"),
    ],
)
def test_what_the_decree_forbids_is_refused_with_its_clause(
    change: tuple[str, str, str], said: str, tmp_path: Path
) -> None:
    folder = reference(tmp_path, changed(*change))
    with pytest.raises(FindingsError, match="Căn cứ: Phụ lục I") as caught:
        read_layout("nd30-2020", template_folders(folder))
    assert said in caught.value.message
    assert "reference.docx" in caught.value.message


def test_a_file_that_is_no_docx_is_a_sentence(tmp_path: Path) -> None:
    reference(tmp_path).joinpath("docx/reference.docx").write_bytes(b"Word")
    with pytest.raises(FindingsError, match="không phải tệp DOCX đọc được"):
        read_layout("nd30-2020", template_folders(tmp_path))
