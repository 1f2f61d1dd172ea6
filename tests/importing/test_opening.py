"""Files that are something else, too large, or meant to harm."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest

from cchc_tui.errors import CchcError, EnvironmentFaultError, FindingsError
from cchc_tui.importing import opening, spreadsheet
from tests.importing.builders import pandoc, read, seed_docx, workbook


def test_old_word_files_are_to_be_saved_anew(tmp_path: Path) -> None:
    path = tmp_path / "cu.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(FindingsError, match=r"kiểu cũ \(\.doc, \.xls\).*\n.*Lưu thành \(Save As\) DOCX"):
        read(path)


def test_a_pdf_is_to_be_given_as_docx_or_text(tmp_path: Path) -> None:
    path = tmp_path / "bc.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(FindingsError, match="Hãy nhập bản DOCX"):
        read(path)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "that.txt").write_text("x", encoding="utf-8")
    (tmp_path / "lien-ket.txt").symlink_to(tmp_path / "that.txt")
    with pytest.raises(EnvironmentFaultError, match="Không mở được"):
        read(tmp_path / "lien-ket.txt")


def test_a_folder_and_a_missing_file_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFaultError, match="không phải là một tệp thường"):
        read(tmp_path)
    with pytest.raises(EnvironmentFaultError, match="Không mở được"):
        read(tmp_path / "khong-co.docx")


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 1000)
    (tmp_path / "lon.txt").write_bytes(bytes(1001))
    with pytest.raises(FindingsError, match="quá mức"):
        read(tmp_path / "lon.txt")


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30_000_000))
    with pytest.raises(FindingsError, match="bung ra quá lớn"):
        read(path)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml"])
def test_xml_entities_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "xxe.docx"
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        if name != "word/document.xml":
            archive.writestr(name, entity)
        else:
            path.unlink()
            with zipfile.ZipFile(path, "w") as other:
                other.writestr(name, entity)
    with pytest.raises(FindingsError, match="DOCTYPE"):
        read(path)


def test_a_zip_that_is_no_document_and_a_cut_off_one_are_sentences(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "anh.zip", "w") as archive:
        archive.writestr("anh.jpg", b"x")
    with pytest.raises(FindingsError, match="không phải DOCX, ODT hay XLSX"):
        read(tmp_path / "anh.zip")
    whole = seed_docx(tmp_path).read_bytes()
    (tmp_path / "cut.docx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FindingsError, match="hỏng hoặc có mật khẩu"):
        read(tmp_path / "cut.docx")


def test_every_byte_flipped_ends_in_records_or_a_sentence(tmp_path: Path) -> None:
    whole = workbook(
        tmp_path / "so.xlsx", {"a": [["Số ký hiệu", "Ngày VB", "Trích yếu"], ["1/UBND-VP", "1/1/2023", "x"]]}
    )
    data = whole.read_bytes()
    for place in range(0, len(data), max(1, len(data) // 60)):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        whole.write_bytes(bytes(broken))
        with contextlib.suppress(CchcError):  # a traceback of another kind would end the test
            read(whole)


@pytest.mark.parametrize("name", ["so.xlsx", "bc.docx", "bc.odt"])
def test_an_office_file_that_is_no_archive_is_damaged_not_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"not a zip")
    with pytest.raises(FindingsError, match="hỏng hoặc có mật khẩu"):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["bc.docx", "so.csv", "bc.txt"])
def test_an_empty_file_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\n")
    with pytest.raises(FindingsError, match="là tệp rỗng"):
        read(tmp_path / name)


def test_a_document_without_a_letter_is_a_sentence(tmp_path: Path) -> None:
    pandoc("-f", "html", "-t", "docx", "-o", str(tmp_path / "anh.docx"), text="<p></p>")
    with pytest.raises(FindingsError, match="không có chữ nào; có thể chỉ có ảnh chụp"):
        read(tmp_path / "anh.docx")


HEADS = ["Số ký hiệu", "Ngày VB", "Trích yếu"]


def with_sheet(path: Path, sheet: str) -> Path:
    """An XLSX whose only sheet is this XML."""
    made = workbook(path, {"a": [HEADS]})
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made


def row(number: int, *cells: str, first: str = "A") -> str:
    """One row with texts in it, from column `first` on."""
    inside = "".join(
        f'<c r="{chr(ord(first) + n) if len(first) == 1 else first}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for n, text in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_a_row_numbered_two_thousand_million_ends_the_sheet(tmp_path: Path) -> None:
    body = row(1, *HEADS) + row(2, "1/UBND-VP", "1/2/2023", "x y") + row(2_000_000_000, "2/UBND-VP", "1/2/2023", "z")
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:C2"/><sheetData>{body}</sheetData></worksheet>'
    assert [c.values["symbol"] for c in read(with_sheet(tmp_path / "so.xlsx", sheet))] == ["1/UBND-VP"]


def test_a_cell_in_the_last_column_does_not_widen_every_row(tmp_path: Path) -> None:
    far = row(2, "x", first="XFD")
    body = row(1, *HEADS) + far + row(3, "1/UBND-VP", "1/2/2023", "x y")
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD9"/><sheetData>{body}</sheetData></worksheet>'
    assert len(read(with_sheet(tmp_path / "so.xlsx", sheet))) == 1


def test_too_many_rows_are_to_be_split_by_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 3)
    rows = [HEADS, *([f"{n}/UBND-VP", "1/2/2023", "x y"] for n in range(1, 6))]
    with pytest.raises(FindingsError, match=r"có hơn 3 dòng[^$]*chia sổ theo năm"):
        read(workbook(tmp_path / "so.xlsx", {"a": rows}))


def test_more_xml_than_any_register_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_XML", 1000)
    with pytest.raises(FindingsError, match="bung ra quá lớn"):
        read(workbook(tmp_path / "so.xlsx", {"a": [HEADS]}))
