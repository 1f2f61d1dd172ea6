"""Where lines end: symbols whole, dates whole, names of agencies on their line when a size of the decree allows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.errors import EnvironmentFaultError
from cchc_tui.export.door import write_files
from cchc_tui.storage import atomic
from export.builders import document, docx_parts, docx_text, line_with, lines, pages, style, words

SYMBOLS = "76/NQ-CP, 11/QĐ-UBND, 30/2020/NĐ-CP, 12/UBND-VX, 118/TTr-UBND, 5/KH-BCĐ"


def test_no_line_of_the_pdf_ends_inside_a_symbol() -> None:
    for filler in range(0, 60, 4):
        made = document(f"{'x' * filler} {SYMBOLS}, {SYMBOLS}, {SYMBOLS}.")
        printed = [word.strip(",.;/") for page in pages(made) for word in words(page).split()]
        for symbol in SYMBOLS.split(", "):
            assert printed.count(symbol) == 3, (filler, symbol)


def test_no_line_of_a_head_ends_inside_a_symbol() -> None:
    for filler in range(0, 24, 3):
        made = document(loai="cong-van", trich_yeu=f"thực hiện {'x' * filler} Nghị quyết số 76/NQ-CP ngày 15/7/2021")
        assert any("76/NQ-CP" in text for text, _, _ in lines(pages(made)[0])), filler


def test_the_day_of_what_an_appendix_belongs_to_is_on_one_line() -> None:
    made = document('Xem Phụ lục.\n\n::: {.phu-luc ten="Biểu"}\n\nMột.\n\n:::', ten_co_quan="Ủy ban nhân dân phường")
    assert any("ngày 22 tháng 12 năm 2023" in text for text, _, _ in lines(pages(made)[1]))


@pytest.mark.parametrize(("name", "size"), [("PHƯỜNG TRẦN HƯNG ĐẠO", 12), ("XÃ HÀ KỲ", 13)])
def test_an_agency_is_set_smaller_before_its_name_breaks(name: str, size: int) -> None:
    made = document(co_quan=f"[ỦY BAN NHÂN DÂN, {name}]", dia_danh="Trần Hưng Đạo")
    _, spans = line_with(pages(made)[0], name)
    assert round(float(spans[0]["size"])) == size  # type: ignore[arg-type]
    assert f'<w:sz w:val="{size * 2}"' in style(docx_parts(made)["word/styles.xml"], "Agency")


def test_forty_recipients_begin_on_the_page_of_the_signature() -> None:
    made = document("Nội dung.", noi_nhan=f"[Như trên, {', '.join(f'Nơi {n}' for n in range(40))}, 'Lưu: VT']")
    first = words(pages(made)[0])
    assert "Nội dung./." in first
    assert "- Nơi 20;" in first
    xml = docx_parts(made)["word/document.xml"]
    table = xml[xml.rindex("<w:tbl>") :]
    assert docx_text(table).count("Nơi") == 41
    assert "<w:cantSplit" not in table


def test_a_full_disk_says_which_file_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create = atomic.create_file

    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".pdf":
            raise OSError(28, "No space left on device")
        create(path, data)

    monkeypatch.setattr(atomic, "create_file", full)
    made = {tmp_path / "a.docx": b"x", tmp_path / "a.pdf": b"y"}
    with pytest.raises(EnvironmentFaultError, match=r"Đã ghi .*a\.docx.*chưa ghi được .*a\.pdf"):
        write_files(made, force=True)
    assert (tmp_path / "a.docx").exists()
