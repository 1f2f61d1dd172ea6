"""The grid of counts."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Sitting, sit_down


@pytest.fixture
def grid(sitting: Sitting) -> Sitting:
    sitting.press("2")
    return sitting


def cells(sitting: Sitting) -> dict[tuple[str, str], tuple[int, str]]:
    """What lies on disk, by measure and period."""
    return {
        (r["measure"], r["period"]): (r["value"], r.get("qualifier", "exact"))
        for r in sitting.saved("media/*/*.toml")
        if "deleted_on" not in r
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("24", (24, "exact")), ("2.500", (2500, "exact")), ("trên 90", (90, "over")), ("~>2500", None),
     ("khoảng trên 2500", (2500, "about_over")), ("gần 30", (30, "nearly"))],
)  # fmt: skip
def test_a_cell_takes_numbers_as_clerks_say_them(grid: Sitting, typed: str, kept: tuple[int, str] | None) -> None:
    grid.press(f"<Right>{typed}<Enter>")
    assert cells(grid) == ({("bai", "2023-01"): kept} if kept else {})
    assert ("không phải là số lượng" in grid.message) is (kept is None)


def test_enter_goes_down_and_tab_goes_right(grid: Sitting) -> None:
    grid.press("<Right>1<Enter>2<Tab>3<Enter>")
    assert cells(grid) == {
        ("bai", "2023-01"): (1, "exact"),
        ("luot-phat", "2023-01"): (2, "exact"),
        ("luot-phat", "2023-02"): (3, "exact"),
    }


def test_plus_adds_to_what_stands_there(grid: Sitting) -> None:
    grid.press("<Right>trên 90<Enter><Up>+3<Enter>")
    assert cells(grid) == {("bai", "2023-01"): (93, "over")}


def test_totals_carry_the_weakest_qualifier(grid: Sitting) -> None:
    shown = grid.press("<Right>10<Tab>trên 20<Enter>")
    row = next(line for line in shown.splitlines() if "bài tuyên truyền" in line and "|" not in line)
    assert row.endswith(">30")
    assert next(line for line in shown.splitlines() if "Cộng" in line).endswith(">30")


def test_only_numbers_of_one_unit_are_added_up(grid: Sitting) -> None:
    shown = grid.press("<Right>10<Enter>trên 90<Enter>55<Enter>").splitlines()
    sums = {line[:20].strip(): line.split()[-1] for line in shown if "Cộng" in line}
    assert sums == {"Cộng (bài)": "10", "Cộng (lượt)": ">90", "Cộng (tin bài)": "55"}


def test_the_smallest_window_shows_the_row_and_the_sum_of_its_unit(grid: Sitting) -> None:
    for period in ("quý 1/2023", "quý 2/2023", "quý 3/2023", "quý 4/2023", "2023"):
        grid.press(f"<Home><F4><Tab><Tab>{period}<Tab>2500<F2>")
    grid.press("<Right>10<Enter>90<Enter>55<Enter>")
    shown = grid.screen(60, 15)
    assert "► tin bài đăng tải" in shown
    assert "Cộng (tin bài)" in shown
    assert "5 số liệu cho khoảng dài hơn một tháng" in shown
    assert "Ctrl+P Lệnh" in shown


def test_the_sources_and_notes_of_a_row_are_read_together(grid: Sitting) -> None:
    grid.press("<Right>5<Enter><Up><Enter><Tab><Tab><Tab><Tab><Tab>Đài xã<F2>")
    assert "nguồn: Đài xã" in grid.press("<Home>v")


def test_a_cell_half_typed_comes_back_as_a_draft(grid: Sitting) -> None:
    grid.press("<Right><Right>khoảng trên 2500")
    again = sit_down(grid.records)
    again.desk.office.drafts.left_behind()
    assert "bài tuyên truyền, tháng 2 năm 2023" in again.screen()
    again.press("<Enter><F2>")
    assert cells(again) == {("bai", "2023-02"): (2500, "about_over")}
    assert again.desk.office.drafts.left_behind() == []


def test_a_longer_window_stands_beside_and_counts_once(grid: Sitting) -> None:
    grid.press("<Right>10<Enter>")
    shown = grid.press("<Home><Up><F4><Tab><Tab>2023<Tab>24<F2>")
    assert "Số liệu cho khoảng dài hơn một tháng:" in shown
    assert "bài tuyên truyền, năm 2023: 24" in shown
    row = next(line for line in shown.splitlines() if "bài tuyên truyền" in line and ":" not in line)
    assert row.endswith("24")


def test_digits_change_the_screen_only_on_the_names(grid: Sitting) -> None:
    assert grid.press("3")
    assert grid.desk.tab == 3
    grid.press("2<Right>3<Enter>")
    assert cells(grid) == {("bai", "2023-01"): (3, "exact")}
    assert grid.press("<Home>1")
    assert grid.desk.tab == 1


def test_escape_leaves_the_cell_alone(grid: Sitting) -> None:
    grid.press("<Right>5<Enter><Up>7<Esc>")
    assert cells(grid) == {("bai", "2023-01"): (5, "exact")}


def test_a_cell_is_emptied_after_a_question(grid: Sitting) -> None:
    grid.press("<Right>5<Enter><Up><Delete>")
    assert "xóa?" in grid.screen()
    grid.press("x")
    assert cells(grid) == {}


def test_enter_opens_source_and_note(grid: Sitting) -> None:
    assert "Nguồn số liệu" in grid.press("<Right>5<Enter><Up><Enter>")


def test_months_run_past_a_narrow_window(grid: Sitting) -> None:
    shown = grid.press("<End>")
    assert "T12" in shown
    assert "T1 " not in shown.splitlines()[2]


def test_the_months_stand_as_bars_under_their_columns(grid: Sitting) -> None:
    shown = grid.press("<Right>1<Tab>4<Tab>8<Enter><Up>")
    heights = [
        max(y for y, line in enumerate(reversed(shown.splitlines())) if line[x - 1 : x] in ("█", "▄"))
        for x in (38, 46, 54)
    ]
    assert heights == sorted(heights)
    assert heights[0] < heights[2]


def test_the_same_as_lines(grid: Sitting) -> None:
    grid.press("<Right>5<Enter>")
    assert "tháng 1/2023" in grid.press("<Ctrl+E>")
    assert "Cộng" in grid.press("<Ctrl+E>")


def test_reading_only(grid: Sitting) -> None:
    grid.desk.read_only = True
    grid.press("<Right>5<Enter>")
    assert cells(grid) == {}


def test_while_a_number_is_typed_the_keys_are_for_it(grid: Sitting) -> None:
    grid.press("<Right>7<Enter><Up>")
    assert "Enter Sửa" in grid.screen()
    shown = grid.press("9")
    bar = " ".join(shown.splitlines()[-2:])
    assert "Enter Ghi" in bar
    assert "F3 Bỏ số" in bar
    assert not any(word in bar for word in ("Sửa", "Xóa", "Mới", "Xuất", "("))
    assert "    9" in shown
    for key in ("<F8>", "<Delete>", "<F4>", "<F9>", "<Ctrl+E>"):
        assert "Đang gõ: 9" in grid.press(key)
    assert "Đang gõ “9” vào ô" in grid.message
    grid.press("<Enter>")
    assert cells(grid) == {("bai", "2023-01"): (9, "exact")}


def test_the_input_method_may_change_in_the_middle_of_a_cell(grid: Sitting) -> None:
    grid.press("<Ctrl+L><Right>tree<Ctrl+L><Ctrl+L>n 90<Enter>")
    assert cells(grid) == {("bai", "2023-01"): (90, "over")}


def test_last_months_numbers_are_copied_into_empty_cells_after_they_were_shown(ha_ky: Sitting) -> None:
    """The cell that has a number keeps it; all are one save."""
    ha_ky.press("2<Enter><Left>6<Enter>28<Enter><Up><Up><Right>9<Enter><Up>")
    before = len(ha_ky.saved("media/*/*.toml"))
    asked = " ".join(ha_ky.press("<Ctrl+D>").split())
    assert "Chép 1 số của tháng 11 năm 2023 vào các ô trống của tháng 12 năm 2023?" in asked
    ha_ky.press("<Esc>")
    assert len(ha_ky.saved("media/*/*.toml")) == before
    ha_ky.press("<Ctrl+D>c")
    found = {r["measure"]: r["value"] for r in ha_ky.saved("media/*/*.toml") if r["period"] == "2023-12"}
    assert sorted(found.values()) == [9, 28]
    assert "Đứng ở một tháng còn ô trống" in ha_ky.press("<Ctrl+D>")
