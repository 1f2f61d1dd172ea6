"""Registers in the shapes offices keep them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.importing import ALREADY_ABOVE, read_source
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


def test_five_thousand_rows_come_with_progress(tmp_path: Path) -> None:
    rows = [
        DECREE_HEADS[:3],
        *([f"{n}/UBND-VP", date(2023, 1 + n % 12, 1 + n % 28), f"Công văn về việc thứ {n}"] for n in range(1, 5001)),
    ]
    heard: list[tuple[int, int]] = []
    path = workbook(tmp_path / "so.xlsx", {"2023": rows})
    found = read_source(path, office=OFFICE, today=TODAY, progress=lambda done, of: heard.append((done, of)))
    assert len(found) == 5000
    assert heard[-1] == (5000, 5000)
    assert len(heard) == 50


def test_a_table_that_is_no_register_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match="Không nhận ra các cột của sổ văn bản"):
        read(workbook(tmp_path / "x.xlsx", {"a": [["Họ tên", "Lương"], ["An", 5]]}))
