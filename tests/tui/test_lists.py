"""Lists: filter, sort, mark, act on what is marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.errors import CchcError
from cchc_tui.records.directive import Directive
from cchc_tui.tui.filter import split_query
from cchc_tui.tui.program import look_for_changes
from cchc_tui.tui.screens import working
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.screens.records import RecordList
from tests.tui.conftest import Sitting, sit_down, write_directives


@pytest.fixture
def twenty(sitting: Sitting) -> Sitting:
    write_directives(sitting.records, 20)
    return sit_down(sitting.records)


def symbols(sitting: Sitting) -> list[str]:
    """The first column of the rows in sight."""
    rows = [line for line in sitting.screen().splitlines() if re.match(r"[► ][● ]\d*/UBND-VP", line)]
    return [row[2:].split()[0] for row in rows]


def test_the_newest_comes_first_and_the_cursor_shows_it(twenty: Sitting) -> None:
    assert symbols(twenty)[:3] == ["20/UBND-VP", "19/UBND-VP", "18/UBND-VP"]
    assert "► 20/UBND-VP" in twenty.screen()


def test_numbers_sort_as_numbers(twenty: Sitting) -> None:
    twenty.press("ssss")
    assert "Sắp xếp theo" in twenty.message
    twenty.press("r")
    assert symbols(twenty) == sorted(symbols(twenty), key=lambda s: int(s.split("/")[0]))


def test_the_filter_takes_words_in_any_order_without_marks(twenty: Sitting) -> None:
    twenty.press("<F5>so 17 chan ho<Enter>")
    assert symbols(twenty) == ["17/UBND-VP"]
    assert "1/20 văn bản" in twenty.screen()


@pytest.mark.parametrize(
    ("query", "count"),
    [("ngay:5", 1), ("thang:1", 20), ("thang:2", 0), ("nam:2023", 20), ("loai:cong-van", 20), ("loai:ke-hoach", 0),
     ("coquan:ubnd", 20), ("quy:1 so:3/", 2), ("khongco:1", 0)],
)  # fmt: skip
def test_terms(twenty: Sitting, query: str, count: int) -> None:
    twenty.press(f"<F5>{query}")
    assert f"{count}/20 văn bản" in twenty.screen() or count == 20


def test_a_query_is_split_into_words_and_terms() -> None:
    assert split_query("Kế hoạch thang:6 loai:") == ("ke hoach loai", [("thang", "6")])


def test_escape_takes_the_filter_away_and_the_cursor_stays(twenty: Sitting) -> None:
    twenty.press("<F5>so lan 7<Enter><F5><Esc>")
    assert "20 văn bản" in twenty.screen()


@pytest.mark.parametrize("screen", ["1", "2<Ctrl+E>", "3", "4", "5", "6", "7"])
def test_every_list_is_narrowed_and_shown_whole_again_by_the_same_keys(with_history: Path, screen: str) -> None:
    write_directives(with_history, 2)
    sitting = sit_down(with_history)
    sitting.press(screen)
    view = sitting.desk.top
    assert isinstance(view, FilteredView)
    whole = list(view.table.rows)
    for begin in ("<F5>", "<Ctrl+F>", "/"):
        for leave in ("<F3>", "<Esc>", "<Ctrl+G>", "<Enter><F3>", "<Tab><Esc>", "<F5><Ctrl+G>"):
            assert " zzz" in sitting.press(f"{begin}zzz")
            assert len(view.table.rows) == 0
            sitting.press(leave)
            assert (sitting.desk.top, view.query.text, list(view.table.rows)) == (view, "", whole)


def test_marked_rows_get_a_field_in_one_save(twenty: Sitting) -> None:
    twenty.press("  ")
    assert "●" in twenty.screen()
    assert "đã chọn 2" in twenty.screen()
    twenty.press("<Ctrl+X>nguoi ky<Enter>Vũ Văn Khanh<Enter>")
    signed = [r["symbol"] for r in twenty.saved() if r.get("signer") == "Vũ Văn Khanh"]
    assert sorted(signed) == ["19/UBND-VP", "20/UBND-VP"]


def test_deleting_wants_a_reason_and_hides_the_marked(twenty: Sitting) -> None:
    twenty.press(" <Down> <F8>")
    twenty.press("<Enter>")
    assert "Cần một lý do" in twenty.screen()
    twenty.press("nhập trùng<Enter>")
    assert symbols(twenty)[:2] == ["19/UBND-VP", "17/UBND-VP"]
    gone = [r for r in twenty.saved() if "deleted_on" in r]
    assert {r["deleted_because"] for r in gone} == {"nhập trùng"}
    assert {r["deleted_by"] for r in gone} == {"Lê Thị Hà"}


def test_caps_lock_does_not_matter(twenty: Sitting) -> None:
    assert "đã chọn 20" in twenty.press("M")
    assert "directives/2023/" in twenty.press("V")


def test_marking_all_and_none(twenty: Sitting) -> None:
    assert "đã chọn 20" in twenty.press("m")
    assert "đã chọn" not in twenty.press("m")


def test_a_copy_opens_filled_and_is_new(twenty: Sitting) -> None:
    twenty.press("<Ctrl+D><Ctrl+U>99/UBND-VP<F2>")
    assert [r["subject"] for r in twenty.saved() if r["symbol"] == "99/UBND-VP"] == [
        "chấn chỉnh công tác tiếp nhận hồ sơ lần 20"
    ]
    assert len(twenty.saved()) == 21


def test_the_saved_record_has_the_cursor(twenty: Sitting) -> None:
    twenty.press("<F4>7/QĐ-UBND<Tab>1/1/2023<Tab><Tab><Tab><Tab>quyết định giữa các công văn<F2>")
    assert "► 7/QĐ-UBND" in twenty.screen()


def test_only_the_period(twenty: Sitting) -> None:
    twenty.press("<Ctrl+T>2022<Enter>t")
    assert "0/20 văn bản trong kỳ" in twenty.message
    assert "Năm 2022  15/12/2021–14/12/2022" in twenty.screen()


def test_letters_of_a_sleeping_input_method_change_nothing(twenty: Sitting) -> None:
    before = twenty.saved()
    for letter in "bcghklmpqstvfrxjz":
        twenty.press(letter + "<Backspace>đ<Esc><Esc>")
    assert twenty.saved() == before


def test_whole_record_to_read(twenty: Sitting) -> None:
    shown = twenty.press("v")
    assert "chấn chỉnh công tác tiếp nhận hồ sơ lần 20" in shown
    assert "directives/2023/" in shown


def test_only_rows_in_sight_are_formatted(twenty: Sitting) -> None:
    """At any length of the list a picture formats one row for each line of the window."""
    view = twenty.desk.top
    assert isinstance(view, RecordList)
    asked: list[object] = []
    column = view.table.columns[0]
    counted = type(column)(
        column.key, column.label, column.width, lambda row: asked.append(row) or column.text(row), order=column.order
    )
    view.table.columns = [counted, *view.table.columns[1:]]
    view.table.rows = list(view.table.rows) * 5000
    twenty.screen()
    assert len(view.table.rows) == 100_000
    assert len(asked) <= 24
    twenty.press("<End>")
    twenty.screen()
    assert len(asked) <= 3 * 24


def test_an_unreadable_file_is_told_under_the_list(sitting: Sitting) -> None:
    write_directives(sitting.records, 2)
    next(sitting.records.glob("directives/*/*.toml")).write_text("schema = 1\nsubject = ", encoding="utf-8")
    sitting = sit_down(sitting.records)
    assert "1 lỗi trong tệp hồ sơ, bấm 5 để xem" in sitting.screen()
    assert len(sitting.desk.office.records.stored(Directive)) == 1


def test_f3_takes_filter_and_marks_off(twenty: Sitting) -> None:
    assert "F3 để bỏ lọc" in twenty.press("<F5>không có chữ này<Enter>")
    assert "20 văn bản" in twenty.press("<F3>")
    assert "đã chọn 1" in twenty.press(" ")
    assert "đã chọn" not in twenty.press("<Ctrl+G>")


def test_a_choice_for_marked_rows_is_picked_from_its_list(twenty: Sitting) -> None:
    twenty.press("  <Ctrl+X>ten loai<Enter>ke hoach<Enter>")
    assert sorted(r["symbol"] for r in twenty.saved() if r["kind"] == "ke-hoach") == ["19/UBND-VP", "20/UBND-VP"]


def test_a_required_field_is_not_emptied_for_many(twenty: Sitting) -> None:
    assert "không được để trống" in twenty.press("  <Ctrl+X>trich yeu<Enter><Enter>")
    assert all(record.get("subject") for record in twenty.saved())


def test_to_empty_a_field_of_many_is_asked_with_their_number(twenty: Sitting) -> None:
    assert "của 2 hồ sơ?" in twenty.press("  <Ctrl+X>nguoi ky<Enter><Enter>")
    twenty.press("b")
    assert "Đã bỏ Người ký của 2 hồ sơ" in twenty.message


def test_no_value_stands_last_among_the_values(ha_ky: Sitting) -> None:
    shown = ha_ky.press("3  <Ctrl+X>danh gia<Enter>")
    assert shown.index("Không đạt") < shown.index("(bỏ giá trị)")
    assert "của 2 hồ sơ?" in ha_ky.press("<Down><Down><Down><Enter>")


def test_marked_rows_are_exported_as_a_table(twenty: Sitting) -> None:
    assert "F9 Xuất đã chọn" in twenty.press("  ")
    twenty.press("<F9><Enter>")
    (table,) = (twenty.records.parent / "xuat").glob("*.csv")
    assert table.name == "van-ban-2023-12-22.csv"
    heads, *rows = table.read_text(encoding="utf-8-sig").splitlines()
    assert heads.startswith("Số, ký hiệu;Ngày ban hành;Tên loại;Cơ quan ban hành;Chiều văn bản;Trích yếu;Ghi chú")
    assert [row.split(";")[:3] for row in rows] == [
        ["20/UBND-VP", "20/01/2023", "Công văn"],
        ["19/UBND-VP", "19/01/2023", "Công văn"],
    ]
    assert "Đã có tệp" in twenty.press("<F9><Enter>")


def test_a_refused_save_of_many_keeps_the_box_and_what_was_typed(twenty: Sitting) -> None:
    twenty.press(" <F8>nhập trùng")
    twenty.desk.office.ledger.read_only = True
    twenty.press("<Enter>")
    assert "nhập trùng" in twenty.screen()
    assert "×" in twenty.screen()


def test_a_document_without_a_number_is_no_blank_row(sitting: Sitting) -> None:
    write_directives(sitting.records, 2)
    (path, _) = sorted(sitting.records.glob("directives/*/*.toml"))
    path.write_text(path.read_text(encoding="utf-8").replace('symbol = "1/UBND-VP"\n', ""), encoding="utf-8")
    again = sit_down(sitting.records)
    assert "(chưa có số)" in again.screen()
    runs = [run for line in again.desk.paint(80, 24).lines for run in line]
    assert next(style for text, style in runs if "(chưa có số)" in text) == "muted"


def test_a_directory_that_is_gone_is_not_an_empty_one(twenty: Sitting) -> None:
    aside = twenty.records.with_name("khác")
    twenty.records.rename(aside)
    assert look_for_changes(twenty.desk)
    assert "Không còn thư mục hồ sơ" in twenty.message
    shown = twenty.press("<Ctrl+R><Down>")
    assert "► 19/UBND-VP" in shown
    assert "UBND xã Hà Kỳ" in shown
    assert "MẤT THƯ MỤC HỒ SƠ" in shown
    assert "Chưa có văn bản nào" not in twenty.press("<Enter><F3><F5>xyz<F3>")
    assert not look_for_changes(twenty.desk)
    aside.rename(twenty.records)
    assert look_for_changes(twenty.desk)
    assert twenty.message == "Đã có lại thư mục hồ sơ."
    assert "MẤT THƯ MỤC" not in twenty.screen()


def test_a_measure_is_named_as_its_own_channel_names_it(records: Path) -> None:
    """Two channels have measures of the same code."""
    office = records / "office.toml"
    office.write_text(office.read_text("utf-8").replace('code = "tin-bai"', 'code = "bai"'), "utf-8")
    sitting = sit_down(records, screen=2)
    sitting.press("<Ctrl+E><F4>Đài truyền thanh xã<Tab>bài tuyên truyền<Tab>quý 3/2023<Tab>7<F2>")
    assert "Đài truyền thanh xã, bài tuyên truyền, quý III năm 2023: 7" in sitting.message
    (row,) = [line for line in sitting.screen(120, 40).splitlines() if "quý III/2023" in line]
    assert "bài tuyên truyền" in row
    assert "tin bài đăng tải" not in row


class KeptLoop:
    """A loop that does what is for the background when the test says so."""

    def __init__(self, sitting: Sitting) -> None:
        self.jobs: list[tuple[Callable[[], object], Callable[[object], None]]] = []
        sitting.desk.loop = self

    def paint_soon(self) -> None:
        """Draw nothing."""

    def in_background(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Keep the work."""
        self.jobs.append((work, done))

    def outside(self, work: Callable[[], None]) -> None:
        """Give nothing away."""

    def finish(self) -> None:
        """Do all that waits."""
        for work, done in [self.jobs.pop() for _ in range(len(self.jobs))]:
            try:
                done(work())
            except CchcError as fault:
                done(fault)


@pytest.mark.parametrize("stops", [False, True])
def test_many_changes_tell_how_far_they_are_and_can_be_stopped(
    twenty: Sitting, monkeypatch: pytest.MonkeyPatch, *, stops: bool
) -> None:
    monkeypatch.setattr(working, "MANY", 10)
    loop = KeptLoop(twenty)
    shown = twenty.press("m<Ctrl+X>trich yeu<Enter>chung một việc<Enter>")
    assert "20 hồ sơ, một lần lưu" in shown
    assert "F3 Dừng, chưa ghi gì" in shown
    if stops:
        twenty.press("<F3>")
    loop.finish()
    changed = [record["subject"] for record in twenty.saved()].count("chung một việc")
    assert changed == (0 if stops else 20)
    assert ("Đã dừng; chưa ghi gì." if stops else "Đã đặt Trích yếu cho 20 hồ sơ") in twenty.message


def test_what_is_being_written_cannot_be_stopped_half_way(twenty: Sitting) -> None:
    box = working.Working(twenty.desk, "Lưu", "20 hồ sơ", lambda office, told: None, lambda made: None, writes=True)
    box._told(1, 2)
    assert "50%   1/2" in "".join(text for line in box.paint(60, 10) for text, _ in line)
    box._told(2, 2)
    box.stop()
    assert not box.stopped
    assert "không dừng giữa chừng" in twenty.message
