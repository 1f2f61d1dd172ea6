"""The first screen: what is to be done, how far recording has come, and on a new office what to set up."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.records.period import Period, PeriodKind, parse_period
from tests.terminal.conftest import write_directives
from tests.tui.conftest import Sitting, sit_down
from tests.tui.pictures import write_office


@pytest.fixture
def small(tmp_path: Path) -> Sitting:
    """A small office, open on its first screen."""
    return sit_down(write_office(tmp_path / "small"), screen=0)


def test_the_program_opens_on_it(records: Path) -> None:
    write_directives(records, 3)
    assert "0 Tổng quan" in sit_down(records, screen=0).screen().splitlines()[1]


def test_months_that_are_over_and_empty_are_called_for_and_enter_goes_to_the_first_empty_cell(small: Sitting) -> None:
    assert "► ! Tin bài tháng 12/2023: 2 ô trống" in small.screen()
    small.press("<Enter>")
    assert small.desk.tab == 2
    small.press("5<Enter>")
    saved = small.saved("media/2023/*.toml")
    assert {(r["channel"], r["value"]) for r in saved if r["period"] == "2023-12"} == {("truyen-thanh", 5)}


def test_a_count_for_a_longer_time_stands_for_its_months(small: Sitting) -> None:
    row = next(line for line in small.screen(120, 40).splitlines() if "trên 90" in line)
    assert "?" not in row[: row.index("│")]


def test_a_task_that_is_late_comes_first_and_enter_goes_to_it(small: Sitting) -> None:
    path = next(small.records.glob("checklists/*/03.toml"))
    path.write_text(path.read_text("utf-8") + "due_on = 2023-12-20\n", encoding="utf-8")
    small.press("<Ctrl+R>")
    assert "► × Nhiệm vụ: " in small.screen()
    assert "quá 2 ngày" in small.screen()
    assert "3!Nhiệm vụ" in small.screen().splitlines()[1]
    small.press("<Enter>")
    assert small.desk.tab == 3
    assert "►    3 Khẩu hiệu" in small.screen()


def test_what_is_found_by_the_checks_is_told_after_they_have_looked(small: Sitting) -> None:
    write_directives(small.records, 1)
    (path,) = small.records.glob("directives/2023/*a00001.toml")
    path.write_text(path.read_text("utf-8").replace("subject", "la"), encoding="utf-8")
    small.press("<Ctrl+R>")
    small.desk.watch.look()
    assert "lỗi phải chữa trước khi trình" in small.screen()


def test_bars_documents_tasks_and_months_stand_beside_in_a_wide_window(small: Sitting) -> None:
    shown = small.screen(120, 40)
    assert "ĐÃ GHI" in shown
    assert "5 đi, 0 đến" in shown
    assert "2/3 đạt" in shown
    assert "███" in small.press("<Down><Down><Down>") + small.screen(120, 40)
    assert all(len(line) <= 200 for line in small.screen(200, 60).splitlines())


def test_a_new_office_shows_what_to_set_up(records: Path) -> None:
    records.joinpath("office.toml").write_text('schema = 1\nshort_name = "UBND xã Mẫu"\nplace = "Mẫu"\n', "utf-8")
    new = sit_down(records, screen=0)
    shown = new.screen()
    assert "Sổ mới." in shown
    assert "×  Tên cơ quan             phải có: còn là “UBND xã Mẫu”" in shown
    assert "Chưa thể xuất bản chính thức" in shown
    assert "Thêm văn bản" in new.press("<End><Enter>")


def test_one_search_finds_everything_and_enter_jumps(small: Sitting) -> None:
    shown = small.press("<F5>treo khau hieu")
    assert "► nhiệm vụ" in shown
    small.press("<Enter>")
    assert small.desk.tab == 3
    assert "►    3 Khẩu hiệu" in small.screen()
    small.press("0<F5>da ban hanh cac van ban<Enter>")
    assert "Phần lời báo cáo" in small.screen()


def test_every_size_shows_it_whole(small: Sitting) -> None:
    for width, height in [(60, 15), (60, 24), (80, 24), (110, 30), (120, 40), (160, 50), (200, 60)]:
        small.screen(width, height)


def test_a_document_is_three_keys_and_what_is_typed_away(records: Path) -> None:
    sitting = sit_down(records, screen=0)
    sitting.desk.office.today = date(2023, 12, 22)
    sitting.press("<F4>17/CV-UBND<Tab>21/12<Tab><Tab><Tab><Tab>chấn chỉnh công tác<F2>")
    (path,) = records.glob("directives/*/*.toml")
    assert tomllib.loads(path.read_text("utf-8"))["subject"] == "chấn chỉnh công tác"


@pytest.fixture
def figured(small: Sitting) -> Sitting:
    """The same office with form 766 in two months and form 06 in a quarter of its year."""
    office = small.desk.office
    for number, late in ((2, 25), (3, 0)):
        rate = {"label": "Xã", "dung-han": Decimal(75), "qua-han": Decimal(late)}
        office.figures.fill("dvc-truc-tuyen", Period(PeriodKind.MONTH, 2023, number), [rate])
    row = {"label": "Hộ tịch", "truc-tuyen": Decimal(7), "truc-tiep": Decimal(2), "ky-truoc": Decimal(1)}
    office.figures.fill("tthc-06", Period(PeriodKind.QUARTER, 2023, 1), [row])
    small.desk.period = Period(PeriodKind.QUARTER, 2023, 1)
    small.press("<Ctrl+R>")
    return small


def test_columns_of_forms_stand_among_the_counts_with_their_bars_and_enter_opens_the_form(figured: Sitting) -> None:
    shown = figured.screen(130, 44)
    assert re.search(r"Xử lý: đúng hạn .* 75 +75 ", shown), "a form by months: its first column with figures"
    assert re.search(r"Số lượng hồ sơ tiếp nhận.*·   10 ", shown), "a form by quarters in the quarter's last month"
    figured.press("<End>")
    shown = figured.screen(130, 44)
    assert "TTHC-06" in shown
    assert "█" in shown
    figured.press("<Enter>")
    assert "Hộ tịch" in figured.screen()
    assert "Đã ghi 3/8 ô" in figured.screen()


def test_the_office_chooses_which_columns(figured: Sitting) -> None:
    path = figured.records / "office.toml"
    text = path.read_text(encoding="utf-8")
    chosen = '["tthc-06.truc-tiep", "dvc-truc-tuyen.ty-le-dung-han", "khong-co.cot"]'
    path.write_text(f"overview = {chosen}\n{text}", encoding="utf-8")
    figured.press("<Ctrl+R>")
    shown = figured.screen(130, 44)
    assert "Trực tiếp, dịch vụ" in shown
    assert "Xử lý: đúng hạn" not in shown
    assert re.search(r"Tỷ lệ đúng hạn \(%\).* 75,0 +100 ", shown), "a rate with as many decimals as there is room for"


def test_the_head_names_the_quarter_as_the_office_writes_it(ha_ky: Sitting) -> None:
    period = parse_period("2023-quy-4")
    assert period is not None
    ha_ky.desk.period = period
    assert "Quý IV năm 2023" in ha_ky.screen().splitlines()[0]
