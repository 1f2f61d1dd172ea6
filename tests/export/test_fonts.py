"""The font of the PDF is chosen by the letters it has."""

from __future__ import annotations

import struct
from pathlib import Path

from cchc_tui.export.fonts import INSIDE_TYPST, pdf_font, vietnamese_letters
from cchc_tui.export.truetype import read_font

STYLES = ("Regular", "Bold", "Italic", "Bold Italic")


def font_file(path: Path, family: str, style: str, letters: list[int]) -> None:
    """A font of two tables, name and cmap: all that is looked at."""
    strings = [(1, family.encode("utf-16-be")), (2, style.encode("utf-16-be"))]
    storage, records = b"", b""
    for name, raw in strings:
        records += struct.pack(">6H", 3, 1, 0x409, name, len(raw), len(storage))
        storage += raw
    names = struct.pack(">3H", 0, len(strings), 6 + len(records)) + records + storage
    groups = b"".join(struct.pack(">III", letter, letter, 1) for letter in letters)
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(letters)) + groups
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    start = 12 + 16 * 2
    head = struct.pack(">4s4H", b"\x00\x01\x00\x00", 2, 0, 0, 0)
    head += struct.pack(">4sIII", b"cmap", 0, start, len(cmap))
    head += struct.pack(">4sIII", b"name", 0, start + len(cmap), len(names))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + cmap + names)


def family(folder: Path, name: str, letters: list[int], styles: tuple[str, ...] = STYLES) -> None:
    for style in styles:
        font_file(folder / f"{name.replace(' ', '')}-{style.replace(' ', '')}.ttf", name, style, letters)


WHOLE = sorted(vietnamese_letters())


def test_there_are_134_letters() -> None:
    assert len(vietnamese_letters()) == 134


def test_times_comes_before_tinos_and_tinos_before_liberation(tmp_path: Path) -> None:
    found = []
    for name in ("Liberation Serif", "Tinos", "Times New Roman"):
        family(tmp_path, name, WHOLE)
        found.append(pdf_font(None, [tmp_path]).family)
    assert found == ["Liberation Serif", "Tinos", "Times New Roman"]


def test_a_family_with_42_letters_is_passed_over_whatever_its_name(tmp_path: Path) -> None:
    family(tmp_path, "Times New Roman", WHOLE[:42])
    family(tmp_path, "Liberation Serif", WHOLE)
    assert pdf_font(None, [tmp_path]).family == "Liberation Serif"


def test_a_family_without_its_italic_is_passed_over(tmp_path: Path) -> None:
    family(tmp_path, "Tinos", WHOLE, ("Regular", "Bold", "Bold Italic"))
    assert pdf_font(None, [tmp_path]).family == INSIDE_TYPST


def test_the_offices_fonts_come_first(tmp_path: Path) -> None:
    family(tmp_path / "templates" / "fonts", "Tinos", WHOLE)
    family(tmp_path / "system", "Times New Roman", WHOLE)
    font = pdf_font(tmp_path / "templates", [tmp_path / "system"])
    assert font.family == "Tinos"
    assert all("templates" in str(path) for path in font.files)


def test_a_damaged_file_is_no_font(tmp_path: Path) -> None:
    family(tmp_path, "Tinos", WHOLE)
    whole = (tmp_path / "Tinos-Bold.ttf").read_bytes()
    for length in range(0, len(whole), 97):
        (tmp_path / "Tinos-Bold.ttf").write_bytes(whole[:length])
        assert pdf_font(None, [tmp_path]).family == INSIDE_TYPST
    assert read_font(tmp_path / "none.ttf", vietnamese_letters()) is None
