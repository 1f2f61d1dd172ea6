"""A table of another program on the screen: columns shown with what they are, mended, taken in, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.records.period import parse_period
from tests.tui.conftest import Sitting
from tests.tui.test_figure_grid import cells

OTHERS = """SỐ LIỆU MỘT CỬA QUÝ III NĂM 2023;;;
Tên lĩnh vực;Hồ sơ nộp qua mạng;Nộp trực tiếp, dịch vụ bưu chính;Mã nội bộ
Chứng thực;1.200;30;7
Hộ tịch;75;8;9
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "bang.csv"
    path.write_text(OTHERS, encoding="utf-8")
    return path


def given(sitting: Sitting, path: Path) -> str:
    """The screen after the path of a file was pasted into the box."""
    sitting.press("i<Ctrl+U>")
    sitting.desk.top.paste(str(path))
    return sitting.press("<Enter>")


@pytest.fixture
def grid(sitting: Sitting) -> Sitting:
    sitting.desk.period = parse_period("quý 3/2023")  # type: ignore[assignment]
    sitting.press("btthc-06<Enter>")
    return sitting


def test_columns_are_shown_mended_and_taken_in_and_the_next_file_asks_nothing(grid: Sitting, sheet: Path) -> None:
    shown = given(grid, sheet)
    assert "Hồ sơ nộp qua mạng" in shown
    assert "không nhập" in shown
    grid.press("<Home><Down><Enter>truc tuyen<Enter>")
    shown = grid.press("<F2>")
    assert "Ghi 4 ô, 0 ô đổi số" in shown
    assert cells(grid) == {}, "nothing is written before it is asked"
    grid.press("g")
    assert cells(grid) == {"chung-thuc.truc-tuyen": 1200, "chung-thuc.truc-tiep": 30,
                           "ho-tich.truc-tuyen": 75, "ho-tich.truc-tiep": 8}  # fmt: skip

    sheet.write_text(OTHERS.replace("1.200", "1.300"), encoding="utf-8")
    grid.press("<Home>")
    shown = given(grid, sheet)
    assert shown.count("đã nhớ") >= 2
    assert "1200 → 1300" in grid.press("<F2>")
    grid.press("g")
    assert cells(grid)["chung-thuc.truc-tuyen"] == 1300


def test_cells_pasted_with_their_heads_find_their_columns(grid: Sitting) -> None:
    grid.press("<Left>")
    grid.desk.top.paste("Lĩnh vực giải quyết\tQuá hạn\tTrực tuyến\tTrước hạn\nChứng thực\t1\t1.200\t5\n")
    shown = grid.press("<F2>")
    assert "Ghi 2 ô" in shown, "two columns are called Quá hạn: that one is not taken for granted"
    grid.press("g")
    assert cells(grid) == {"chung-thuc.truc-tuyen": 1200, "chung-thuc.truoc-han": 5}


def test_a_file_that_is_no_register_asks_what_it_is_a_table_of(ha_ky: Sitting, tmp_path: Path) -> None:
    path = tmp_path / "tin-bai.csv"
    path.write_text("Chỉ tiêu;Tháng 5;Tháng 6\nBài trên loa;4;5\n", encoding="utf-8")
    ha_ky.press("2")
    assert "là bảng số liệu của" in given(ha_ky, path)
    shown = ha_ky.press("<Enter>")
    assert "thống kê tin bài" in shown
    ha_ky.press("<End><Enter><Enter><F2>")
    before = len(ha_ky.saved("media/*/*.toml"))
    ha_ky.press("g")
    assert len(ha_ky.saved("media/*/*.toml")) == before + 2


def test_in_the_smallest_window_every_line_fits(grid: Sitting, sheet: Path) -> None:
    given(grid, sheet)
    for width, height in ((80, 24), (60, 15), (120, 40)):
        assert all(len(row) <= width for row in grid.screen(width, height).splitlines())
