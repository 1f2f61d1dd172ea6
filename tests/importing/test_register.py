"""Registers in the shapes offices keep them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.importing import ALREADY_ABOVE, Candidate, read_file, read_source
from tests.importing.builders import OFFICE, TODAY, of_kind, read, values_of, workbook

SIGNER = "Vũ Văn Khanh"
DECREE_HEADS = [
    "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
    "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip


def test_the_decrees_own_book_of_outgoing_documents(tmp_path: Path) -> None:
    rows = [
        ["ỦY BAN NHÂN DÂN XÃ HÀ KỲ"],
        ["SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2023"],
        DECREE_HEADS,
        [f"({n})" for n in range(1, 11)],
        ["17/UBND-VP", datetime(2023, 2, 21), "Công văn về việc chấn chỉnh TTHC", SIGNER, "Các bộ phận; Các thôn",
         "VP", 12, "22/02/2023", None, None],
        ["59/KH-UBND", "31/12/2022", "Kế hoạch tuyên truyền CCHC năm 2023", SIGNER, None, None, "3", None, None, "gấp"],
    ]  # fmt: skip
    first, second = values_of(read(workbook(tmp_path / "so.xlsx", {"2023": rows})), "directive")
    assert first == {
        "direction": "outgoing", "kind": "cong-van", "symbol": "17/UBND-VP", "issued_on": date(2023, 2, 21),
        "subject": "chấn chỉnh TTHC", "issuer": "UBND xã Hà Kỳ", "signer": SIGNER, "copies": 12,
        "recipients": ("Các bộ phận", "Các thôn"), "kept_by": "VP", "sent_on": date(2023, 2, 22),
    }  # fmt: skip
    assert (second["kind"], second["subject"], second["note"]) == ("ke-hoach", "tuyên truyền CCHC năm 2023", "gấp")


def test_an_incoming_book_with_heads_over_two_rows_and_columns_in_any_order(tmp_path: Path) -> None:
    rows = [
        ["TT", "Ngày đến", "Số đến", "Văn bản", None, None, None, "Người nhận"],
        [None, None, None, "Trích yếu nội dung", "Tác giả", "Số ký hiệu", "Ngày tháng VB", None],
        [1, "05/01/2024", 1, "V/v tự chấm điểm Chỉ số CCHC", "Sở Nội vụ", "35/SNV-CCHC", 45294, "Văn phòng"],
    ]
    (found,) = values_of(read(workbook(tmp_path / "den.xlsx", {"Đến": rows})), "directive")
    assert found == {
        "direction": "incoming", "kind": "cong-van", "symbol": "35/SNV-CCHC", "issued_on": date(2024, 1, 3),
        "subject": "tự chấm điểm Chỉ số CCHC", "issuer": "Sở Nội vụ", "received_on": date(2024, 1, 5),
        "received_number": 1, "recipients": ("Văn phòng",),
    }  # fmt: skip


def test_number_and_symbol_in_two_columns_and_a_kind_of_its_own(tmp_path: Path) -> None:
    rows = [["Số", "Ký hiệu", "Ngày ban hành", "Loại văn bản", "Nội dung"],
            [5, "/QĐ-UBND", "3/2/2024", "Quyết định", "Về việc kiện toàn Ban Chỉ đạo."]]  # fmt: skip
    (found,) = values_of(read(workbook(tmp_path / "so.xlsx", {"a": rows})), "directive")
    assert (found["symbol"], found["kind"], found["subject"]) == ("5/QĐ-UBND", "quyet-dinh", "kiện toàn Ban Chỉ đạo")


def test_what_cannot_be_read_is_doubtful_and_named(tmp_path: Path) -> None:
    rows = [DECREE_HEADS[:3], ["không số", "31/02/2023", "Công văn về A"], ["8/UBND-VP", "01/01/2030", "Công văn về B"]]
    first, second = of_kind(read(workbook(tmp_path / "so.xlsx", {"a": rows})), "directive")
    assert "số, ký hiệu “không số” không đọc được" in first.doubtful
    assert "ngày “31/02/2023” không đọc được" in first.doubtful
    assert "ngày 01/01/2030 sau hôm nay" in second.doubtful


def test_the_same_document_twice_in_one_book_is_marked(tmp_path: Path) -> None:
    row = ["17/UBND-VP", "21/02/2023", "Công văn về A"]
    candidates = read(workbook(tmp_path / "so.xlsx", {"a": [DECREE_HEADS[:3], row, row]}))
    assert [c.exists for c in candidates] == [None, ALREADY_ABOVE]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_any_separator(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "so.csv"
    lines = [["Số ký hiệu", "Ngày VB", "Trích yếu"], ["17/UBND-VP", "21/02/2023", '"chấn chỉnh, nhắc nhở"']]
    path.write_text("\n".join(separator.join(line) for line in lines), encoding="utf-8-sig")
    (found,) = values_of(read(path), "directive")
    assert (found["symbol"], found["subject"]) == ("17/UBND-VP", "chấn chỉnh, nhắc nhở")


def test_tcvn3_text_is_converted_and_said_so(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    text = "Sè ký hiÖu;Ngµy th¸ng v¨n b¶n;TrÝch yÕu néi dung\n17/UBND-VP;21/02/2023;tuyªn truyÒn c¶i c¸ch hµnh chÝnh\n"
    path.write_bytes(text.encode("latin-1"))
    (found,) = read(path)
    assert found.values["subject"] == "tuyên truyền cải cách hành chính"
    assert any("bảng mã cũ" in reason for reason in found.doubtful)


def test_a_thousand_rows_come_with_progress(tmp_path: Path) -> None:
    rows = [
        DECREE_HEADS[:3],
        *([f"{n}/UBND-VP", date(2023, 1 + n % 12, 1 + n % 28), f"Công văn về việc thứ {n}"] for n in range(1, 1001)),
    ]
    heard: list[tuple[int, int]] = []
    path = workbook(tmp_path / "so.xlsx", {"2023": rows})
    found = read_source(path, office=OFFICE, today=TODAY, progress=lambda done, of: heard.append((done, of)))
    assert len(found) == 1000
    assert heard[-1] == (2000, 2000)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert len(heard) == 20


def test_a_table_that_is_no_register_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="Không nhận ra các cột của sổ văn bản"):
        read(workbook(tmp_path / "x.xlsx", {"a": [["Họ tên", "Lương"], ["An", 5]]}))


class TestDatesWithoutAYear:
    """A year never comes from the clock: the row, the title and the neighbours say it, and it stays doubtful."""

    HEADS = ("Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày văn bản", "Trích yếu")

    def only(self, path: Path, *rows: Sequence[object], title: str = "a") -> Candidate:
        first, *_ = read(workbook(path / "so.xlsx", {title: rows}))
        return first

    @pytest.mark.parametrize(
        ("arrived", "written", "day"),
        [("07/01/2023", "04/01", date(2023, 1, 4)), ("02/01/2024", "29/12", date(2023, 12, 29))],
    )
    def test_what_arrived_was_written_before(self, tmp_path: Path, arrived: str, written: str, day: date) -> None:
        row = [arrived, 2, "Sở Nội vụ", "5/SNV-CCHC", written, "gửi số liệu"]
        found = self.only(tmp_path, self.HEADS, row)
        assert found.values["issued_on"] == day
        assert found.doubtful == (f"ngày “{written}” không ghi năm, lấy năm {day.year} theo ngày đến",)

    def test_the_title_says_the_year_of_the_book(self, tmp_path: Path) -> None:
        rows = [["SỔ VĂN BẢN ĐI NĂM 2021"], [], ["Số ký hiệu", "Ngày VB", "Trích yếu"], ["5/UBND-VP", "4/1", "x y"]]
        found = self.only(tmp_path, *rows)
        assert found.values["issued_on"] == date(2021, 1, 4)
        assert found.doubtful == ("ngày “4/1” không ghi năm, lấy năm 2021 theo tên sổ",)

    def test_the_sheets_own_name_will_do(self, tmp_path: Path) -> None:
        rows = [["Số ký hiệu", "Ngày VB", "Trích yếu"], ["5/UBND-VP", "ngày 4 tháng 1", "x y"]]
        assert self.only(tmp_path, *rows, title="2020").values["issued_on"] == date(2020, 1, 4)

    def test_both_neighbours_say_it_when_nothing_else_does(self, tmp_path: Path) -> None:
        rows = [[f"{n}/UBND-VP", day, "x y"] for n, day in ((1, "04/01/2022"), (2, "05/01"), (3, "06/01/2022"))]
        path = workbook(tmp_path / "so.xlsx", {"a": [["Số ký hiệu", "Ngày VB", "Trích yếu"], *rows]})
        assert [c.values["issued_on"].year for c in read(path)] == [2022, 2022, 2022]
        assert [bool(c.doubtful) for c in read(path)] == [False, True, False]

    def test_where_nothing_says_it_there_is_no_date(self, tmp_path: Path) -> None:
        found = self.only(tmp_path, ["Số ký hiệu", "Ngày VB", "Trích yếu"], ["5/UBND-VP", "4/1", "x y"])
        assert "issued_on" not in found.values
        assert "ngày “4/1” không ghi năm và không có gì cho biết năm" in found.doubtful

    @pytest.mark.parametrize("word", ["hôm qua", "hn", "t2", "+3", "-1"])
    def test_words_that_count_from_today_are_no_dates(self, tmp_path: Path, word: str) -> None:
        found = self.only(tmp_path, ["Số ký hiệu", "Ngày VB", "Trích yếu"], ["5/UBND-VP", word, "x y"])
        assert "issued_on" not in found.values
        assert found.doubtful


def test_a_letter_dated_after_it_came_is_doubtful(tmp_path: Path) -> None:
    row = ["07/01/2023", 2, "Sở Nội vụ", "5/SNV-CCHC", "04/02/2023", "gửi số liệu"]
    (found,) = read(workbook(tmp_path / "so.xlsx", {"a": [TestDatesWithoutAYear.HEADS, row]}))
    assert found.doubtful == ("ngày văn bản 04/02/2023 sau ngày đến 07/01/2023",)


def test_dates_an_american_excel_turned_round_are_doubtful(tmp_path: Path) -> None:
    days = [datetime(2023, 5, 2), "13/02/2023", "20/02/2023", datetime(2023, 1, 3)]
    rows = [[f"{n}/UBND-VP", day, "x y"] for n, day in enumerate(days, 1)]
    found = read(workbook(tmp_path / "so.xlsx", {"a": [["Số ký hiệu", "Ngày VB", "Trích yếu"], *rows]}))
    assert [bool(c.doubtful) for c in found] == [True, False, False, True]


def test_dates_with_a_time_of_day_and_serial_numbers_as_text_are_read(tmp_path: Path) -> None:
    days = ["21/02/2023 08:30", "2023-02-21T00:00:00", "44978"]
    rows = [[f"{n}/UBND-VP", day, "x y"] for n, day in enumerate(days, 1)]
    found = read(workbook(tmp_path / "so.xlsx", {"a": [["Số ký hiệu", "Ngày VB", "Trích yếu"], *rows]}))
    assert {c.values["issued_on"] for c in found} == {date(2023, 2, 21)}
    assert not any(c.doubtful for c in found)


def test_copies_with_their_unit_are_a_number_and_others_are_named(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu", "Số lượng bản"]]
    rows += [[f"{n}/UBND-VP", "1/2/2023", "x y", many] for n, many in ((1, "3 bản"), (2, "02 bản chính"), (3, "nhiều"))]
    first, second, third = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert (first.values["copies"], second.values["copies"]) == (3, 2)
    assert "copies" not in third.values
    assert third.doubtful == ("số lượng bản “nhiều” không đọc được",)


def test_totals_signatures_repeated_heads_and_empty_rows_are_no_documents(tmp_path: Path) -> None:
    heads = ["Số ký hiệu", "Ngày VB", "Trích yếu", "Số bản"]
    rows = [heads, ["1/UBND-VP", "1/2/2023", "x y", 1], [], ["THÁNG 3"], heads, ["2/UBND-VP", "1/3/2023", "z", 2],
            ["Tổng cộng", None, "2 văn bản", 3], ["NGƯỜI LẬP SỔ", None, "TM. ỦY BAN NHÂN DÂN"]]  # fmt: skip
    found = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert [c.values["symbol"] for c in found] == ["1/UBND-VP", "2/UBND-VP"]


def test_ditto_marks_stand_for_the_row_above_and_are_doubtful(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu", "Người ký"], ["1/UBND-VP", "1/2/2023", "x y", SIGNER],
            ["2/UBND-VP", '"', "z", "-nt-"]]  # fmt: skip
    _, second = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert (second.values["issued_on"], second.values["signer"]) == (date(2023, 2, 1), SIGNER)
    assert second.doubtful == ("“-nt-” lấy theo dòng trên", '“"” lấy theo dòng trên')


@pytest.mark.parametrize(
    ("symbol", "text", "kind", "subject"),
    [
        ("5/UBND-VP", "Báo cáo số liệu tháng 3", "cong-van", "Báo cáo số liệu tháng 3"),
        ("5/BC-UBND", "Báo cáo số liệu tháng 3", "bao-cao", "số liệu tháng 3"),
        ("5/SNV-CCHC", "CV gửi số liệu", "cong-van", "gửi số liệu"),
        ("5-CV/ĐU", "Công văn về việc góp ý", "cong-van-dang", "góp ý"),
    ],
)
def test_a_subject_may_begin_like_another_kind(tmp_path: Path, symbol: str, text: str, kind: str, subject: str) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu"], [symbol, "1/2/2023", text]]
    (found,) = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert (found.values["kind"], found.values["subject"]) == (kind, subject)


def test_a_kind_that_cannot_carry_the_symbol_is_doubtful(tmp_path: Path) -> None:
    rows = [DECREE_HEADS[:3], ["8/KH-UBND", "1/2/2023", "Công văn về việc A"]]
    (found,) = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert found.doubtful == ("tên loại không khớp ký hiệu",)


def test_an_incoming_head_above_its_columns_is_read_with_them(tmp_path: Path) -> None:
    rows = [["Văn bản đến", None, "Văn bản", None, None], ["Số đến", "Ngày", "Số ký hiệu", "Ngày tháng", "Trích yếu"],
            [3, "5/1/2024", "7/SNV-CCHC", "3/1/2024", "x y"]]  # fmt: skip
    (found,) = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert (found.values["received_number"], found.values["received_on"]) == (3, date(2024, 1, 5))
    assert found.values["issued_on"] == date(2024, 1, 3)


@pytest.mark.parametrize(("encoding", "text"), [("utf-16", "chấn chỉnh"), ("utf-8", "chấn chỉnh")])
def test_csv_in_the_encodings_of_excel(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(f"Số ký hiệu;Ngày VB;Trích yếu\n17/UBND-VP;21/02/2023;{text}\n".encode(encoding))
    (found,) = read(path)
    assert (found.values["subject"], found.doubtful) == (text, ())


def test_csv_in_windows_1258_is_read(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    heads = "Sô\u0301 ky\u0301 hiê\u0323u;Nga\u0300y VB;Trích yê\u0301u"
    path.write_bytes(f"{heads}\n17/UBND-VP;21/02/2023;châ\u0301n chi\u0309nh\n".encode("cp1258"))
    (found,) = read(path)
    assert found.values["subject"] == "chấn chỉnh"


def test_a_sheet_in_tcvn3_is_converted_also_in_its_short_heads(tmp_path: Path) -> None:
    rows = [["Sè", "Ký hiÖu", "Ngµy ban hµnh", "Lo¹i v¨n b¶n", "TrÝch yÕu"],
            [10, "Q§-UBND", "5/1/23", "QuyÕt ®Þnh", "VÒ viÖc kiÖn toµn Ban ChØ ®¹o c¶i c¸ch hµnh chÝnh"]]  # fmt: skip
    (found,) = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert (found.values["symbol"], found.values["kind"]) == ("10/QĐ-UBND", "quyet-dinh")
    assert found.values["subject"] == "kiện toàn Ban Chỉ đạo cải cách hành chính"
    assert found.doubtful == ("chữ đã đổi từ bảng mã cũ, chữ hoa có thể mất",)


def test_one_old_cell_makes_only_its_own_row_doubtful(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu"], ["1/UBND-VP", "1/2/2023", "tuyªn truyÒn c¶i c¸ch hµnh chÝnh"],
            ["2/UBND-VP", "1/2/2023", "Khánh thành nhà văn hóa"]]  # fmt: skip
    first, second = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert first.values["subject"] == "tuyên truyền cải cách hành chính"
    assert first.doubtful
    assert (second.values["subject"], second.doubtful) == ("Khánh thành nhà văn hóa", ())


THREE = "Số ký hiệu,Ngày,Trích yếu\n12/UBND-VP,6/3/2023,"


@pytest.mark.parametrize(
    "rest",
    ['"chưa đóng ngoặc\n13/UBND-VP,7/3/2023,x\n14/UBND-VP,8/3/2023,y\n',
     '"chưa đóng ngoặc\n13/UBND-VP,7/3/2023,"x"\n14/UBND-VP,8/3/2023,y\n',
     '"chưa" đóng ngoặc\n13/UBND-VP,7/3/2023,x\n14/UBND-VP,8/3/2023,y\n'],
)  # fmt: skip
def test_a_quotation_mark_left_open_costs_no_other_row(tmp_path: Path, rest: str) -> None:
    (tmp_path / "so.csv").write_text(THREE + rest, encoding="utf-8")
    found = read(tmp_path / "so.csv")
    assert [c.values["symbol"] for c in found] == ["12/UBND-VP", "13/UBND-VP", "14/UBND-VP"]
    assert [bool(c.doubtful) for c in found] == [True, False, False]
    assert "dòng 2 của tệp: dấu ngoặc kép" in found[0].doubtful[0]
    assert [c.values["subject"] for c in found[1:]] == ["x", "y"]


def test_a_cell_that_took_in_the_next_row_is_doubtful(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text(THREE + '"mở\n13/UBND-VP,7/3/2023,x"\n', encoding="utf-8")
    (found,) = read(tmp_path / "so.csv")
    assert "dòng 2 của tệp: một ô chứa cả dòng" in found.doubtful[0]


def test_cells_of_several_lines_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text(THREE + '"một, hai\nba ""bốn"""\n13/UBND-VP,7/3/2023,x\n', encoding="utf-8")
    first, second = read(tmp_path / "so.csv")
    assert (first.values["subject"], first.doubtful) == ('một, hai ba "bốn"', ())
    assert second.values["symbol"] == "13/UBND-VP"


def test_a_row_without_number_and_subject_is_shown_in_doubt(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu", "Người ký"], ["1/UBND-VP", "1/2/2023", "x y", SIGNER],
            [None, "2/2/2023", None, SIGNER], ["3/UBND-VP"]]  # fmt: skip
    _, second, third = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert second.values["issued_on"] == date(2023, 2, 2)
    assert "không có số, ký hiệu" in second.doubtful
    assert third.values["symbol"] == "3/UBND-VP"
    assert "không có ngày ban hành" in third.doubtful


def test_a_row_with_its_place_and_its_date_alone_is_shown_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "so.csv").write_text(
        'STT,Ngày tháng,Số KH,Về việc\n1,"03/04/2023","1/UBND-VP",a\n2,"14/04/2023"\n3\n', encoding="utf-8"
    )
    _, second = read(tmp_path / "so.csv")
    assert second.values["issued_on"] == date(2023, 4, 14)
    assert second.doubtful


def test_a_year_before_there_were_such_offices_is_doubtful(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu"], ["1/UBND-VP", datetime(1900, 1, 1), "x y"]]
    (found,) = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert found.doubtful == ("ngày 01/01/1900 quá xa, Excel có thể đã ghi sai năm",)


def test_two_columns_of_one_name_are_doubtful_where_they_differ(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày", "Trích yếu", "Ngày"], ["1/UBND-VP", datetime(2023, 1, 5), "x", "6/1/2023"],
            ["2/UBND-VP", datetime(2023, 1, 5), "x", "5/1/2023"], ["3/UBND-VP", None, "x", "7/1/2023"]]  # fmt: skip
    first, second, third = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert first.doubtful == ("sổ có hai cột cùng tên, một cột ghi “05/01/2023”, cột kia ghi “6/1/2023”",)
    assert not second.doubtful
    assert third.values["issued_on"] == date(2023, 1, 7)


def test_a_formula_without_its_result_is_named(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu"], ["1/UBND-VP", "=DATE(2023,1,1)", "x"],
            ["2/UBND-VP", "1/2/2023", "y"]]  # fmt: skip
    first, second = read(workbook(tmp_path / "so.xlsx", {"a": rows}))
    assert "issued_on" not in first.values
    assert "ô “=DATE(2023,1,1)” là công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu lại rồi nhập" in first.doubtful
    assert not second.doubtful


def test_columns_and_sheets_nobody_knows_are_accounted_for(tmp_path: Path) -> None:
    rows = [["STT", "Số ký hiệu", "Ngày VB", "Trích yếu", "Màu bìa"], [1, "8/UBND-VP", "10/02/2023", "CCHC", "xanh"]]
    other = [["Điểm danh", "Thứ hai"], ["An", "có"]]
    book = workbook(tmp_path / "so.xlsx", {"Sổ đi": rows, "Điểm danh": other})
    told = [one.said for one in read_file(book, office=OFFICE, today=TODAY).unread]
    assert told == [
        "trang “Sổ đi”: “Màu bìa” (cột không có trong mẫu sổ, 1 ô có chữ: không nhập)",
        "trang “Điểm danh”: (2 dòng, không có dòng tên cột của sổ văn bản)",
    ]
