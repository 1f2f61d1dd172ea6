"""Screen 8: every part of office.toml in forms, saved as any record is; screen 7: what is due by its day."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import write_directives
from tests.tui.conftest import Sitting, sit_down
from tests.tui.test_reports import flat


def office_of(sitting: Sitting) -> dict[str, Any]:
    return tomllib.loads((sitting.records / "office.toml").read_text(encoding="utf-8"))


def go_to_part(sitting: Sitting, label: str) -> None:
    """The cursor to the part with that name."""
    sitting.press("8")
    while not any(line.startswith(f"► {label}") for line in sitting.screen().splitlines()):
        sitting.press("<Down>")


@pytest.fixture
def settings(with_history: Path) -> Sitting:
    """The program open on the settings of an office with a history."""
    return sit_down(with_history, screen=8)


def test_the_names_are_a_form_like_any_other(settings: Sitting) -> None:
    assert "Tên cơ quan," in settings.press("<Enter>")
    settings.press("<Tab><Ctrl+U>UBND phường Hà Kỳ<F2>")
    assert office_of(settings)["short_name"] == "UBND phường Hà Kỳ"
    assert "UBND phường Hà Kỳ" in settings.screen().splitlines()[0]


def test_a_colleagues_save_while_the_names_are_open_is_told_there(settings: Sitting) -> None:
    settings.press("<Enter><Tab><Ctrl+U>UBND phường Hà Kỳ")
    office = settings.records / "office.toml"
    office.write_text(office.read_text("utf-8").replace('place = "Hà Kỳ"', 'place = "Hà Nội"'), encoding="utf-8")
    settings.desk.office.records.refresh()
    settings.desk.records_changed()
    assert "Địa danh" in settings.screen().splitlines()[3]
    settings.press("<F2>")
    assert (office_of(settings)["short_name"], office_of(settings)["place"]) == ("UBND phường Hà Kỳ", "Hà Nội")


def test_a_signatory_is_added_changed_and_taken_out(settings: Sitting) -> None:
    go_to_part(settings, "Người ký")
    settings.press("<F4>Nguyễn Thị Lan<Tab>TM. ỦY BAN NHÂN DÂN<Ctrl+J>CHỦ TỊCH<F2>")
    assert office_of(settings)["signatories"] == [
        {"name": "Nguyễn Thị Lan", "signing": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}
    ]
    settings.press("<Right><Enter> Anh<F2>")
    assert office_of(settings)["signatories"][0]["name"] == "Nguyễn Thị Lan Anh"
    settings.press("<F8>x")
    assert "signatories" not in office_of(settings)
    assert "hoàn tác" in settings.message


def test_a_code_that_is_taken_is_refused_in_its_field(settings: Sitting) -> None:
    go_to_part(settings, "Kênh tuyên truyền")
    shown = settings.press("<F4>trang-tin<Tab>Trang khác<F2>")
    assert "× Mã “trang-tin” đã có trong danh sách này" in shown
    assert len(office_of(settings)["channels"]) == 2


def test_taking_out_what_records_use_says_how_many(settings: Sitting) -> None:
    settings.press("2<Right>5<Enter><Home>")
    go_to_part(settings, "Kênh tuyên truyền")
    settings.press("<Right>")
    assert "Còn 1 hồ sơ dùng mã này" in settings.press("<F8>")


def test_a_half_typed_entry_is_kept_as_a_draft(settings: Sitting) -> None:
    go_to_part(settings, "Người ký")
    settings.press("<F4>Nguyễn Thị Lan")
    again = sit_down(settings.records)
    assert "Bản nháp" in again.screen()
    assert "Nguyễn Thị Lan" in again.press("<Enter>")
    again.press("<F2>")
    assert office_of(again)["signatories"][0]["name"] == "Nguyễn Thị Lan"


def test_papers_and_tasks_stand_by_their_day_and_enter_goes_there(with_history: Path) -> None:
    write_directives(with_history, 2)
    for number, day in ((1, "2023-12-20"), (2, "2023-12-27")):
        (path,) = with_history.glob(f"directives/2023/*a{number:05d}.toml")
        text = path.read_text("utf-8").replace("outgoing", "incoming") + f"due_on = {day}\n"
        path.write_text(text, encoding="utf-8")
    sitting = sit_down(with_history, screen=7)
    shown = sitting.screen()
    assert "QUÁ HẠN        1 việc" in shown
    assert "BẢY NGÀY TỚI   1 việc" in shown
    assert "THÁNG 12/2023" in sitting.screen(120, 40)
    sitting.press("<Down><Enter>")
    assert sitting.desk.tab == 1
    assert "► 2/UBND-VP" in sitting.screen()


def test_what_is_due_is_narrowed_to_a_person_and_a_state(with_history: Path) -> None:
    write_directives(with_history, 2)
    for number, day, who in ((1, "2023-12-20", "Thu Hà"), (2, "2023-12-27", "Minh")):
        (path,) = with_history.glob(f"directives/2023/*a{number:05d}.toml")
        text = path.read_text("utf-8").replace("outgoing", "incoming") + f'due_on = {day}\nhandler = "{who}"\n'
        path.write_text(text, encoding="utf-8")
    sitting = sit_down(with_history, screen=7)
    assert "2 việc có hạn" in sitting.screen()
    shown = sitting.press("<F5>thu ha<Enter>")
    assert "1 việc có hạn theo “thu ha”, 1 quá hạn" in shown
    assert "2/UBND-VP" not in shown
    assert "Không có việc nào theo “qua han minh”." in sitting.press("<F5>" + "<Backspace>" * 6 + "qua han minh<Enter>")
    assert "2 việc có hạn" in sitting.press("<F3>")


def test_the_books_stand_as_they_are_printed_and_are_written(with_history: Path) -> None:
    write_directives(with_history, 1)
    (path,) = with_history.glob("directives/2023/*a00001.toml")
    text = path.read_text("utf-8").replace("outgoing", "incoming") + 'due_on = 2023-12-27\nhandler = "Thu Hà"\n'
    path.write_text(text, encoding="utf-8")
    sitting = sit_down(with_history, screen=7)
    assert "Sổ theo dõi giải quyết văn bản đến, năm 2023: 1 dòng" in sitting.press("<Ctrl+E>")
    assert "Thời hạn giải quyết: 27/12/2023" in flat(sitting.screen())
    assert "0 dòng" in sitting.press("<F5>khong<Enter>")
    sitting.press("<F3><F9><Enter>")
    assert "Đã ghi 1 dòng vào" in sitting.message
    (book,) = with_history.parent.rglob("so-theo-doi-giai-quyet-van-ban-den-2023-nam.docx")
    assert "Đã có tệp" in sitting.press("<F9><Enter>")
    sitting.press("<F3><Enter>")
    assert (sitting.desk.tab, book.stat().st_size > 1000) == (1, True)
    sitting.press("7<Ctrl+E><Ctrl+E>")
    assert "Sổ theo dõi nhiệm vụ, năm 2023" in sitting.screen()
    assert "việc có hạn" in sitting.press("<F3>")


def test_the_forms_have_the_days_and_who_holds_it(with_history: Path) -> None:
    write_directives(with_history, 1)
    sitting = sit_down(with_history, screen=1)
    sitting.press("<Enter>")
    form = sitting.desk.top
    labels = [box.declared.label for box in form.boxes.values()]
    for label in ("Hạn trả lời, xử lý", "Đơn vị, người xử lý", "Ngày xử lý xong", "Trả lời văn bản đến"):
        assert label in labels


def test_the_day_that_a_paper_asks_for_is_offered(with_history: Path) -> None:
    sitting = sit_down(with_history, screen=1)
    sitting.press("<F4>209/SNV-CCHC<Enter>20/11/2023<Enter>")
    boxes = sitting.desk.top.boxes
    boxes["issuer"].put("Sở Nội vụ")
    boxes["subject"].put("báo cáo trước ngày 25/11/2023")
    sitting.press("<Down>")
    assert boxes["due_on"].offer == "25/11/2023"
    assert boxes["due_on"].editor.text == ""


def test_what_is_due_leads_the_first_screen(with_history: Path) -> None:
    write_directives(with_history, 1)
    (path,) = with_history.glob("directives/2023/*.toml")
    text = path.read_text("utf-8").replace("outgoing", "incoming") + "due_on = 2023-12-20\n"
    path.write_text(text, encoding="utf-8")
    assert "► × Trả lời 1/UBND-VP" in sit_down(with_history, screen=0).screen()
