"""Files that are something else, too large, or meant to harm."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest

from cchc_tui.errors import CchcError, EnvironmentFaultError, FindingsError
from cchc_tui.importing import opening
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
