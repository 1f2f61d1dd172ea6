"""Forms, driven by keys; what counts is the record on disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.tui.program import look_for_changes
from tests.tui.conftest import Sitting, sit_down, write_directives

FILLED = "<F4>17/CV-UBND<Tab>21/2/2023<Tab><Tab><Tab><Tab>chấn chỉnh công tác"


def test_the_first_field_has_the_focus_and_the_fields_stand_in_order(sitting: Sitting) -> None:
    shown = sitting.press("<F4>").splitlines()
    labels = ["Số, ký hiệu", "Ngày ban hành *", "Tên loại *", "Cơ quan ban hành", "Trích yếu *", "Ghi chú"]
    at = [next(n for n, line in enumerate(shown) if label in line) for label in labels]
    assert at == sorted(at)
    assert shown[at[0]].startswith("►")


def test_saving_shows_every_error_and_goes_to_the_first(sitting: Sitting) -> None:
    shown = sitting.press("<F4>17/CV-UBND<Tab>31/02/2023<F2>")
    assert "× “31/02/2023” không phải là một ngày" in shown
    assert "× Thiếu Trích yếu." in shown
    assert next(line for line in shown.splitlines() if line.startswith("►")).startswith("► × Ngày ban hành")
    assert sitting.saved() == []


def test_an_unreadable_date_is_told_while_typing(sitting: Sitting) -> None:
    assert "Chưa đọc được. Gõ như 21/2/2023" in sitting.press("<F4><Tab>31/02")
    assert "“31/02” không phải là một ngày" in sitting.press("<Tab>")


def test_a_date_is_read_while_typing_and_shown_as_the_office_writes_it(sitting: Sitting) -> None:
    assert "= 06/9/2023" in sitting.press("<F4><Tab>6-9-23")
    assert " 06/9/2023\n" in sitting.press("<Tab>")


@pytest.mark.parametrize(("typed", "day"), [("hn", "2023-12-22"), ("hq", "2023-12-21"), ("21/2", "2023-02-21")])
def test_dates_as_clerks_type_them(sitting: Sitting, typed: str, day: str) -> None:
    sitting.press(f"<F4>1/UBND-VP<Tab>{typed}<Tab><Tab><Tab><Tab>trích yếu<F2>")
    assert str(sitting.saved()[0]["issued_on"]) == day


@pytest.mark.parametrize(
    ("symbol", "kind"), [("59/KH-UBND", "ke-hoach"), ("17/CV-UBND", "cong-van"), ("12/QĐ-UBND", "quyet-dinh")]
)
def test_the_kind_follows_from_the_symbol(sitting: Sitting, symbol: str, kind: str) -> None:
    sitting.press(f"<F4>{symbol}<Tab>hn<Tab><Tab><Tab><Tab>trích yếu<F2>")
    assert sitting.saved()[0]["kind"] == kind


def test_a_kind_is_known_by_its_beginning(sitting: Sitting) -> None:
    sitting.press("<F4>17/CV-UBND<Tab>hn<Tab>quyet d<Tab><Tab><Tab>trích yếu<F2>")
    assert sitting.saved()[0]["kind"] == "quyet-dinh"


def test_a_default_gives_way_to_what_is_typed_and_may_be_refused(sitting: Sitting) -> None:
    shown = sitting.press("<F4>17/CV-UBND<Tab>hn<Tab>")
    assert " (UBND xã Hà Kỳ)\n" in shown
    assert " (văn bản đi)\n" in shown
    shown = sitting.press("<Tab>UBND huyện Tứ Kỳ<Tab>")
    assert " (văn bản đến)\n" in shown, "direction follows from the issuer"
    sitting.press("<Tab>trích yếu<F2>")
    assert [(r["issuer"], r["direction"]) for r in sitting.saved()] == [("UBND huyện Tứ Kỳ", "incoming")]


def test_what_the_symbol_tells_stands_beside_it(sitting: Sitting) -> None:
    assert "= Sở Nội vụ · cấp tỉnh · văn bản đến" in sitting.press("<F4>160/SNV-CCHC<Tab>")
    sitting.press("hn<Tab><Tab><Tab><Tab>trích yếu<F2>")
    assert [(r["issuer"], r["direction"]) for r in sitting.saved()] == [("Sở Nội vụ", "incoming")]


def test_a_doubtful_paper_is_never_guessed_in_grey_and_must_be_answered(sitting: Sitting) -> None:
    shown = sitting.press("<F4>1420/UBND-NC<Tab>hn<Tab>")
    assert "! Có thể là của UBND xã Hà Kỳ" in shown
    assert "(UBND" not in shown
    sitting.press("<Tab><Tab><Tab>trích yếu<F2>")
    assert sitting.saved() == []
    assert next(line for line in sitting.screen().splitlines() if line.startswith("►")).startswith("► × Chiều văn bản")
    sitting.press("van ban den<Shift+Tab>UBND tỉnh Hải Dương<F2>")
    assert [(r["issuer"], r["direction"]) for r in sitting.saved()] == [("UBND tỉnh Hải Dương", "incoming")]


def test_the_next_number_is_offered_and_taken_by_the_right_arrow(sitting: Sitting) -> None:
    write_directives(sitting.records, 7)
    sitting = sit_down(sitting.records)
    assert "→ 401/UBND-VP" in sitting.press("<F4>"), "400 were issued before the program was begun"
    assert " 401/UBND-VP\n" in sitting.press("<Right>")


def test_a_year_without_documents_begins_its_series_anew(sitting: Sitting) -> None:
    write_directives(sitting.records, 7)
    sitting = sit_down(sitting.records)
    sitting.desk.office.today = date(2024, 1, 2)
    assert "→ 1/UBND-VP" in sitting.press("<F4>")


def test_a_subject_is_completed_from_earlier_ones(sitting: Sitting) -> None:
    write_directives(sitting.records, 2)
    sitting = sit_down(sitting.records)
    assert "→ chấn chỉnh công tác tiếp nhận hồ sơ lần 2" in sitting.press("<F4><Tab><Tab><Tab><Tab><Tab>chan chinh")


def test_a_duplicate_is_shown_while_typing_and_asked_about_on_saving(sitting: Sitting) -> None:
    sitting.press(FILLED + "<F2>")
    shown = sitting.press("<F4>017/CV–UBND<Tab>21/2/2023<Tab><Tab><Tab><Tab>khác hẳn")
    assert "! Đã có trong sổ: 17/CV-UBND ngày 21/02/2023, chấn chỉnh công tác" in shown
    assert "Trùng hồ sơ" in sitting.press("<F2>")
    assert len(sitting.saved()) == 1
    sitting.press("l<Enter>")
    assert "Cần một lý do" in sitting.screen()
    sitting.press("hai bản khác nhau<Enter>")
    found = sitting.saved()
    assert len(found) == 2
    assert any("hai bản khác nhau" in record.get("note", "") for record in found)


def test_the_other_record_can_be_opened_from_the_question(sitting: Sitting) -> None:
    sitting.press(FILLED + "<F2>")
    assert "Sửa văn bản  17/CV-UBND" in sitting.press(FILLED + "<F2>m")


def test_warnings_never_stop_a_save(sitting: Sitting) -> None:
    sitting.press("<F4>17<Tab>1/1/2030<Tab>cong van<Tab><Tab>van ban di<Tab>một năm rất xa<F2>")
    assert len(sitting.saved()) == 1


def test_save_and_next_keeps_the_shared_fields_as_defaults(sitting: Sitting) -> None:
    shown = sitting.press("<F4>1700/QĐ-UBND<Tab>21/2/2023<Tab><Tab>UBND huyện Tứ Kỳ<Tab><Tab>một<Ctrl+N>")
    assert "Thêm văn bản" in shown
    assert "(21/02/2023)" in shown
    assert "(UBND huyện" not in shown
    sitting.press("18/QĐ-UBND<Tab><Tab><Tab><Tab><Tab>hai<F2>")
    assert {(r["symbol"], str(r["issued_on"]), r["issuer"], r["direction"]) for r in sitting.saved()} == {
        ("1700/QĐ-UBND", "2023-02-21", "UBND huyện Tứ Kỳ", "incoming"),
        ("18/QĐ-UBND", "2023-02-21", "UBND xã Hà Kỳ", "outgoing"),
    }, "whose a document is, is never carried on"


def test_enter_goes_on_everywhere_and_ctrl_j_breaks_the_line_in_a_note(sitting: Sitting) -> None:
    sitting.press("<F4>17/CV-UBND<Enter>hn<Enter><Enter><Enter><Enter>trích yếu<Ctrl+J>dòng một<Ctrl+J>dòng hai<F2>")
    assert sitting.saved()[0]["note"] == "dòng một\ndòng hai"


def test_what_was_not_touched_is_not_rewritten(sitting: Sitting) -> None:
    write_directives(sitting.records, 1)
    (path,) = sitting.records.glob("directives/*/*.toml")
    path.write_text(path.read_text(encoding="utf-8") + 'kept_by = "tủ số  2"\nla = 5\n', encoding="utf-8")
    sitting = sit_down(sitting.records)
    sitting.press("<Enter><Tab><Tab><Tab><Tab><Tab> thêm<F2>")
    (record,) = sitting.saved()
    assert record["subject"].endswith(" thêm")
    assert record["kept_by"] == "tủ số  2"
    assert record["la"] == 5


def test_a_choice_is_picked_from_its_list(sitting: Sitting) -> None:
    sitting.press("<F4>1/x<Tab>hn<Tab><Ctrl+K>bien ban<Enter><Tab>Hội Nông dân<Tab><Tab>trích yếu<F2>")
    assert sitting.saved()[0]["kind"] == "bien-ban"


def test_a_field_without_a_list_says_so(sitting: Sitting) -> None:
    sitting.press("<F4><Ctrl+K>")
    assert sitting.message == "Mục “Số, ký hiệu” gõ trực tiếp, không có danh sách để chọn."


def test_leaving_asks_only_when_something_was_typed(sitting: Sitting) -> None:
    assert "Chưa có văn bản nào" in sitting.press("<F4><F3>")
    assert "có thay đổi chưa lưu" in sitting.press("<F4>17<F3>")
    assert "► ● Số, ký hiệu" in sitting.press("<Esc>")
    assert "Chưa có văn bản nào" in sitting.press("<F3>b")


def test_a_kept_draft_comes_back_in_the_same_sitting(sitting: Sitting) -> None:
    sitting.press(FILLED + "<F3>g")
    assert sitting.message == "Đã giữ làm bản nháp. Ctrl+V để mở lại."
    assert "17/CV-UBND" in sitting.press("<Ctrl+V><Enter>")
    sitting.press("<F2>")
    assert sitting.saved()[0]["subject"] == "chấn chỉnh công tác"


def test_comments_typed_into_the_file_outlive_a_save(sitting: Sitting) -> None:
    write_directives(sitting.records, 1)
    (path,) = sitting.records.glob("directives/*/*.toml")
    path.write_text("# hỏi lại anh Nam về số này\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    sitting = sit_down(sitting.records)
    sitting.press("<Enter><Tab><Tab><Tab><Tab><Tab> thêm<F2>")
    assert "thêm" in str(sitting.saved())
    assert path.read_text(encoding="utf-8").count("# hỏi lại anh Nam về số này\n") == 1


def test_a_pasted_tcvn3_text_is_recognised_and_converted_on_request(sitting: Sitting) -> None:
    sitting.press("<F4><Tab><Tab><Tab><Tab><Tab>")
    sitting.desk.top.paste("tuyªn truyÒn c¶i c¸ch hµnh chÝnh")
    assert "tuyên truyền cải cách hành chính" in sitting.screen()
    sitting.press("c")
    assert sitting.desk.top.here.editor.text == "tuyên truyền cải cách hành chính"  # type: ignore[attr-defined]


def test_reading_only_refuses_to_save(sitting: Sitting) -> None:
    write_directives(sitting.records, 1)
    sitting = sit_down(sitting.records, read_only=True)
    assert "[chỉ xem]" in sitting.screen()
    sitting.press("<F4>")
    assert "chỉ xem" in sitting.message
    sitting.press("<Enter><Tab><Tab><Tab><Tab><Tab> thêm<F2>")
    assert "chỉ xem" in sitting.message
    assert not sitting.saved()[0]["subject"].endswith("thêm")


def test_reading_only_offers_no_drafts(sitting: Sitting) -> None:
    sitting.press(FILLED)
    reading = sit_down(sitting.records, read_only=True)
    assert "Bản nháp" not in reading.screen()
    reading.press("<Ctrl+V>")
    assert "chỉ xem" in reading.message


def test_without_a_history_a_save_says_why_once_and_then_in_short(sitting: Sitting) -> None:
    sitting.press(FILLED + "<F2>")
    assert "không nằm trong kho git" in sitting.message
    sitting.press("<F4>18/CV-UBND<Tab>hn<Tab><Tab><Tab><Tab>khác<F2>")
    assert sitting.message == "Đã thêm văn bản 18/CV-UBND. Chưa vào lịch sử."


def test_a_media_count_takes_number_and_qualifier_together(sitting: Sitting) -> None:
    sitting.press("2<F4>dai<Tab>luot<Tab>6/2023<Tab>khoảng trên 2500<F2>")
    (record,) = sitting.saved("media/*/*.toml")
    assert (record["value"], record["qualifier"], record["period"]) == (2500, "about_over", "2023-06")
    assert (record["channel"], record["measure"]) == ("truyen-thanh", "luot-phat")


@pytest.mark.parametrize("end", ["<Tab>", "<F2>", "<Ctrl+U>", " "])
def test_the_word_at_hand_is_done_when_the_input_method_changes(sitting: Sitting, end: str) -> None:
    sitting.press("<F4>17/CV-UBND<Tab>hn<Tab><Tab><Tab><Tab><Ctrl+L>thur")
    assert " thủ\n" in sitting.screen()
    sitting.press(f"<Ctrl+L><Ctrl+L>{end}")
    if end == "<Ctrl+U>":
        assert "thủ" not in sitting.screen()
    else:
        assert "thủ" in sitting.screen() or sitting.saved()[0]["subject"] == "thủ"


def test_a_foreign_word_gets_its_letters_back_when_the_input_method_changes(sitting: Sitting) -> None:
    sitting.press("<F4><Tab><Tab><Tab><Tab><Tab><Ctrl+L>window<Ctrl+L>s")
    assert " windows\n" in sitting.screen()


def test_the_report_is_not_exported_out_of_a_form(sitting: Sitting) -> None:
    bar = sitting.press("<F4>17/CV-UBND").splitlines()[-2:]
    assert not any("Xuất" in line for line in bar)
    sitting.press("<F9>")
    assert "F9 xuất báo cáo từ danh sách" in sitting.message
    assert not (sitting.records.parent / "xuat").exists()
    assert "17/CV-UBND" in sitting.screen()


def test_reading_only_no_letter_reaches_a_form_and_leaving_it_asks_nothing(sitting: Sitting) -> None:
    sitting.press(FILLED + "<F2>")
    reading = sit_down(sitting.records, read_only=True)
    assert "Enter Xem" in reading.screen()
    shown = reading.press("<Enter>abc<Backspace><Delete><Ctrl+W><Right>")
    assert "Xem văn bản  17/CV-UBND" in shown
    assert " 17/CV-UBND\n" in shown
    assert "chỉ xem" in reading.message
    reading.desk.top.paste("dán vào")
    reading.press("<Tab><Tab><Tab><Tab><Tab><F3>")
    assert "Phiếu chưa lưu" not in reading.screen()
    assert "Bản nháp" not in sit_down(sitting.records).screen()


def test_a_field_that_both_changed_is_said_to_need_a_choice(sitting: Sitting) -> None:
    sitting.press(FILLED + "<F2>")
    other = sit_down(sitting.records)
    sitting.press("<Enter>" + "<Tab>" * 6 + "của tôi")
    other.press("<Enter>" + "<Tab>" * 6 + "của họ<F2>")
    look_for_changes(sitting.desk)
    shown = " ".join(sitting.screen().split())
    assert "Người khác vừa sửa: Ghi chú. Bạn cũng sửa Ghi chú: khi lưu phải chọn bản nào." in shown
    assert "gộp" not in shown
    sitting.press("<Ctrl+U><Tab>đến")
    shown = " ".join(sitting.screen().split())
    assert "Người khác vừa sửa: Ghi chú. Khi lưu, các mục khác nhau được gộp lại." in shown


CITED = (
    "Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND huyện Tứ Kỳ về việc kiểm tra công tác cải cách hành chính năm 2023"
)


def test_a_citation_pasted_into_the_number_fills_five_fields_and_can_be_taken_back(sitting: Sitting) -> None:
    sitting.press("<F4>")
    form = sitting.desk.top
    form.paste(CITED)  # type: ignore[attr-defined]
    assert "Đã tách thành 5 mục: tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu" in sitting.message
    sitting.press("<Ctrl+Z>")
    assert form.texts["symbol"] == CITED  # type: ignore[attr-defined]
    assert form.texts["subject"] == ""  # type: ignore[attr-defined]
    sitting.press("<Enter><F2>")
    (kept,) = sitting.saved()
    assert (kept["symbol"], kept["kind"], str(kept["issued_on"])) == ("12/KH-UBND", "ke-hoach", "2023-01-05")
    assert (kept["issuer"], kept["direction"]) == ("UBND huyện Tứ Kỳ", "incoming")
    assert kept["subject"] == "kiểm tra công tác cải cách hành chính năm 2023"


@pytest.mark.parametrize(
    ("typed", "symbol", "day"),
    [
        ("kh", "36/KH-UBND", None),
        ("kh 5/12", "36/KH-UBND", "05/12/2023"),
        ("cv", "9/UBND-VP", None),
        ("bc", "1/BC-UBND", None),
        ("17/CV-UBND", "17/CV-UBND", None),
        ("kh 45/45", "kh 45/45", None),
        ("không rõ", "không rõ", None),
        ("qđ", "41/QĐ-UBND", None),
    ],
)
def test_the_letters_of_a_kind_are_the_next_number_of_its_series(
    records: Path, typed: str, symbol: str, day: str | None
) -> None:
    """Plans stand at 35, letters at 8, decisions were declared to stand at 40, another's number 90 counts nowhere."""
    settings = (records / "office.toml").read_text("utf-8").split("[[series]]")[0]
    series = '\n[[series]]\nname = "Sổ quyết định"\nkinds = ["quyet-dinh"]\nlast_number = 40\nlast_year = 2023\n'
    (records / "office.toml").write_text(settings + series, encoding="utf-8")
    sitting = sit_down(records)
    papers = [("35/KH-UBND", "UBND xã Hà Kỳ"), ("8/UBND-VP", "UBND xã Hà Kỳ"), ("90/KH-UBND", "UBND tỉnh Hải Dương")]
    for number, issuer in papers:
        sitting.press(f"<F4>{number}<Tab>5/5/2023<Tab><Tab>{issuer}<Tab><Tab>việc của {number}<F2>")
    shown = sitting.press(f"<F4>{typed}")
    assert ("= Enter: 36/KH-UBND ngày 05/12/2023" in shown) is (day is not None)
    sitting.press("<Enter>")
    texts = sitting.desk.top.texts  # type: ignore[attr-defined]
    assert (texts["symbol"], texts["issued_on"]) == (symbol, day or "")
