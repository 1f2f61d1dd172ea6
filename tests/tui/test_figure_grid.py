"""A statistical form on the screen: typed, pasted, worked out, checked; from the same file as the report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.records.directive import Directive
from cchc_tui.records.period import parse_period
from tests.tui.conftest import TODAY, Sitting, sit_down

QUARTER = parse_period("quý 3/2023")


@pytest.fixture
def grid(sitting: Sitting) -> Sitting:
    """Form 06 of quarter 3, still without a row."""
    sitting.desk.period = QUARTER  # type: ignore[assignment]
    sitting.press("btthc-06<Enter>")
    return sitting


def cells(sitting: Sitting) -> dict[str, object]:
    """What lies on disk, by row and column."""
    declared = {"schema", "id", "form", "period", "row", "position", "label", "group", "source", "evidence", "note"}
    return {
        f"{r['row']}.{key}": value
        for r in sitting.saved("figures/*/*.toml")
        for key, value in r.items()
        if key not in declared
    }


def line(shown: str, label: str) -> list[str]:
    """The figures of a row as they stand on the screen."""
    found = next(row for row in shown.splitlines() if row[2:].strip().startswith(label))
    return found[2:].strip().removeprefix(label).split()


def test_what_is_typed_is_kept_cell_by_cell_and_formulas_follow_each_digit(grid: Sitting) -> None:
    grid.press("<F4>Chứng thực<Enter>")
    assert line(grid.press("<Right>120<Tab>3"), "Chứng thực")[:2] == ["-", "120"]
    shown = grid.press("0<Tab>5")
    assert line(shown, "Chứng thực")[:4] == ["155", "120", "30", "5"], "the sum with the digit that is being typed"
    assert line(shown, "Tổng số")[:4] == ["155", "120", "30", "5"]
    assert "chung-thuc.ky-truoc" not in cells(grid)
    grid.press("<Enter>")
    assert cells(grid) == {"chung-thuc.truc-tuyen": 120, "chung-thuc.truc-tiep": 30, "chung-thuc.ky-truoc": 5}


def test_merged_heads_stand_once_over_their_columns(grid: Sitting) -> None:
    shown = grid.press("<F4>Chứng thực<Enter>")
    assert [row.count("Số lượng hồ sơ tiếp nhận") for row in shown.splitlines()[2:5]] == [0, 1, 0]
    assert shown.count("Trong kỳ") == 1
    wide = grid.screen(width=170, height=30)
    assert "Quá hạn" in wide
    assert "‹" not in wide


def test_a_formula_cell_takes_no_digit_and_says_where_to_type(grid: Sitting) -> None:
    grid.press("<F4>Chứng thực<Enter>5")
    assert "do công thức tính: ghi ở các cột truc-tuyen, truc-tiep, ky-truoc" in grid.message
    assert cells(grid) == {}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nhiều", "“nhiều” không phải là một số ở cột “Trực tuyến”."),
        ("1,5", "nhận 0 chữ số sau dấu phẩy"),
        ("-3", "không phải là một số"),
    ],
)
def test_what_is_no_figure_stays_in_the_cell_with_a_sentence(grid: Sitting, typed: str, sentence: str) -> None:
    grid.press(f"<F4>Chứng thực<Enter><Right>{typed}<Enter>")
    assert sentence in grid.message
    assert cells(grid) == {}
    grid.press("<Esc>7<Enter>")
    assert cells(grid) == {"chung-thuc.truc-tuyen": 7}


WHOLE_ROW = "<Right>1200<Tab>30<Tab>5<Tab><Right>1000<Tab>200<Tab>5<Tab><Right>29<Tab>1<Enter>"


def test_a_balance_that_does_not_hold_is_told_while_typing_and_gone_when_it_does(grid: Sitting) -> None:
    grid.press(f"<F4>Chứng thực<Enter>{WHOLE_ROW}")
    assert "×" not in grid.screen()
    shown = grid.press("<Home><Right><Right>1201")
    assert "× Chứng thực: Số lượng hồ sơ tiếp nhận › Tổng số là 1.236, mà" in shown
    assert "1 chỗ chưa khớp" in grid.press("<Enter>") or "Đã ghi" in grid.message
    assert "×" in grid.screen()
    assert "×" not in grid.press("1200")


def test_the_cell_under_the_cursor_says_the_period_before_and_the_year_before(grid: Sitting) -> None:
    office = grid.desk.office
    for when, number in (("quý 2/2023", 11), ("quý 3/2022", 22)):
        period = parse_period(when)
        assert period is not None
        office.figures.fill("tthc-06", period, [{"label": "Chứng thực", "truc-tuyen": Decimal(number)}])
    shown = grid.press("<F3><F3>btthc-06<Enter><F4>Chứng thực<Enter><Right>33<Enter><Up>")
    assert "Trực tuyến: 33 · kỳ trước 11 · cùng kỳ 22" in " ".join(shown.split())


def test_a_sum_of_shorter_periods_is_shown_and_not_typed_over(sitting: Sitting) -> None:
    for quarter in range(1, 5):
        period = parse_period(f"quý {quarter}/2023")
        assert period is not None
        sitting.desk.office.figures.fill("tthc-06", period, [{"label": "Chứng thực", "truc-tuyen": Decimal(quarter)}])
    sitting.desk.period = parse_period("2023")  # type: ignore[assignment]
    shown = sitting.press("btthc-06<Enter><Right>9")
    assert line(shown, "Chứng thực")[1] == "10"
    assert "đang cộng từ các kỳ ngắn hơn" in sitting.message


COPIED = (
    "Lĩnh vực A\t10\t10\t0\t0\t10\t10\t0\t0\t0\t0\t0\r\n"
    "Lĩnh vực B\t1.234\t1.234\t-\t\t\t\t\t\t\t\t\r\n"
    "Tổng số\t1244\r\n"
)


def test_a_whole_table_is_pasted_after_what_changes_was_shown(grid: Sitting) -> None:
    grid.press("<Home>")
    grid.desk.top.paste(COPIED)
    shown = grid.screen()
    assert "Phần dán ghi 9 ô: 9 ô đang trống, 0 ô đổi số." in shown
    assert cells(grid) == {}
    grid.press("g")
    kept = cells(grid)
    assert kept["linh-vuc-a.truc-tuyen"] == 10
    assert kept["linh-vuc-b.truc-tuyen"] == 1234
    assert len(kept) == 9, "formulas, blanks, dashes and the total row are no figures"
    grid.press("<Home>")
    grid.desk.top.paste(COPIED.replace("1.234\t-", "1.235\t-"))
    assert "1.234 → 1.235" in grid.screen()
    grid.press("<Esc>")
    grid.desk.top.paste(COPIED)
    assert "không có ô nào thay đổi" in grid.message


def test_a_block_is_pasted_at_the_cell_under_the_cursor(grid: Sitting) -> None:
    grid.press("<F4>Chứng thực<Enter><Home><F4>Hộ tịch<Enter><Up><Right>")
    grid.desk.top.paste("1\t2\n3\t4")
    grid.press("g")
    assert cells(grid) == {
        "chung-thuc.truc-tuyen": 1, "chung-thuc.truc-tiep": 2, "ho-tich.truc-tuyen": 3, "ho-tich.truc-tiep": 4,
    }  # fmt: skip
    grid.desk.top.paste("1\t2\n3\tnăm\n")
    assert "Dòng “Hộ tịch”: “năm” không phải là một số ở cột “Trực tiếp, dịch vụ bưu chính”" in grid.message
    grid.desk.top.paste("1\t2\n3\t4\n5\t6\n")
    assert "Phần dán có 3 dòng, mà từ ô này chỉ còn 2 dòng" in grid.message


def test_a_figure_is_taken_out_and_brought_back(with_history: object, grid: Sitting) -> None:
    grid.press("<F4>Chứng thực<Enter><Right>120<Enter><Delete>x")
    assert cells(grid) == {}
    grid.press("<Ctrl+U>")
    grid.press("<Enter>")
    assert cells(grid) == {"chung-thuc.truc-tuyen": 120}


def test_a_cell_half_typed_is_a_draft_that_opens_in_its_place(grid: Sitting) -> None:
    grid.press("<F4>Chứng thực<Enter><Right>12")
    again = sit_down(grid.records)
    again.press("<Enter>")
    assert "12" in line(again.screen(), "Chứng thực")
    again.press("3<Enter>")
    assert cells(again) == {"chung-thuc.truc-tuyen": 123}


def test_rows_are_proved_by_records(grid: Sitting) -> None:
    grid.press("<F4>Chứng thực<Enter><Right><Ctrl+K>")
    assert "ghi số trước" in grid.message
    grid.desk.office.records.add(
        Directive(symbol="12/BC-UBND", subject="Báo cáo", direction="outgoing", issued_on=TODAY)
    )
    grid.press("5<Enter><Ctrl+K> <Enter>")
    (row,) = grid.saved("figures/*/*.toml")
    assert len(row["evidence"]) == 1


def test_only_looking_types_nothing(records: Path) -> None:
    sitting = sit_down(records)
    sitting.desk.office.figures.fill("tthc-06", QUARTER, [{"label": "Chứng thực", "truc-tuyen": Decimal(1)}])  # type: ignore[arg-type]
    looking = sit_down(records, read_only=True)
    looking.desk.period = QUARTER  # type: ignore[assignment]
    looking.press("btthc-06<Enter><Right>9")
    looking.desk.top.paste("1\t2")
    assert "--read-only" in looking.message
    assert cells(looking) == {"chung-thuc.truc-tuyen": 1}
