"""Rules on spaces and punctuation marks."""

from __future__ import annotations

import pytest

from cchc_tui.records.cure import TextCure
from cchc_tui.rules.punctuation import (
    double_space,
    doubled_mark,
    end_mark,
    end_punctuation,
    missing_space,
    space_before_mark,
)
from cchc_tui.rules.rule import TextRule
from tests.rules.builders import found_in, named, quotes

FOUND = [
    (double_space, "trên  đài truyền thanh xã", "n  đ"),
    (double_space, "Đài   xã phát", "i   x"),
    (space_before_mark, "tại UBND xã .", "ã ."),
    (space_before_mark, "cán bộ , công chức", "ộ ,"),
    (space_before_mark, "năm 2023 ./.", "3 ./."),
    (space_before_mark, "Câu thứ nhất .Câu thứ hai.", "t ."),
    (space_before_mark, "Câu thứ hai ,và ba.", "i ,"),
    (space_before_mark, "Câu thứ nhất .và hai", "t ."),
    (missing_space, "của xã.Ngoài ra", ".Ngoài"),
    (missing_space, "cán bộ,công chức của xã", ",công"),
    (doubled_mark, "trong năm 2023..", ".."),
    (doubled_mark, "cán bộ,, công chức", ",,"),
    (doubled_mark, "của xã,.", ",."),
    (end_mark, "Năm 2023./.\n\nCòn nữa.", "./."),
    (end_mark, "Hết năm 2023.//.", ".//."),
    (end_punctuation, "UBND xã đã chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã", "xã"),
    (end_punctuation, "- Mở lớp tập huấn cho cán bộ. Phân công người theo dõi từng việc ở xã", "xã"),
]
"""Rule, a line of prose, the words it points at."""


LEFT_ALONE = [
    (double_space, "trên đài truyền thanh"),
    (double_space, "Báo cáo số        /BC-UBND ngày     /12/2023"),
    (double_space, "Ảnh ![](a.png) chụp và [](b) đây"),
    (double_space, "xã  , huyện"),
    (double_space, "`hai  dấu cách` trong mã"),
    (double_space, "| a  | b |\n|----|----|\n| một  | hai |"),
    (space_before_mark, "tại UBND xã."),
    (space_before_mark, "Công văn số .../UBND-VP"),
    (space_before_mark, "tỷ lệ 1 : 2"),
    (space_before_mark, "xem https://haky.vn ."),
    (space_before_mark, "quan tâm theo dõi ..."),
    (space_before_mark, "lưu ở tệp .docx và tên miền .vn, dùng .NET"),
    (space_before_mark, "mức 3 ,5"),
    (missing_space, "của xã. Ngoài ra"),
    (missing_space, "TP.Hà Nội"),
    (missing_space, "97,7% hồ sơ"),
    (missing_space, "haky.tuky.gov.vn"),
    (missing_space, "17/UBND-VP"),
    (doubled_mark, "quan tâm theo dõi..."),
    (doubled_mark, "tin, bài, v.v., của xã"),
    (doubled_mark, "hết năm 2023./."),
    (doubled_mark, "tệp dạng khác (.DOC, .DOCX, .XLS)"),
    (end_mark, "Mở đầu.\n\nHết năm 2023./."),
    (end_mark, "Không có dấu kết."),
    (end_punctuation, "UBND xã đã chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã."),
    (end_punctuation, "chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã"),
    (end_punctuation, "Đồng chí Nguyễn Văn A, Ủy viên Ban Thường vụ, Phó Chủ nhiệm"),
    (end_punctuation, "Các nội dung đã được phân công cụ thể cho từng bộ phận theo quy định của"),
    (end_punctuation, "Vũ Văn Khanh"),
    (end_punctuation, "# UBND xã đã chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã"),
    (end_punctuation, "Bảng 1. Số tin bài đã được đăng tải trên trang của xã"),
    (
        end_punctuation,
        "| Nội dung | Kết quả |\n|---|---|\n| chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã | Đạt |",
    ),
    (end_punctuation, "Xem thêm thông tin ở trang của xã tại địa chỉ https://haky.vn"),
]
"""Rule, a line of prose it has nothing to say about."""


@pytest.mark.parametrize(("rule", "text", "quote"), FOUND, ids=named)
def test_the_words_are_found(rule: TextRule, text: str, quote: str) -> None:
    assert quotes(rule, text) == [quote]


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE, ids=named)
def test_the_line_is_left_alone(rule: TextRule, text: str) -> None:
    assert quotes(rule, text) == []


def test_a_space_on_the_wrong_side_is_put_on_the_right_one() -> None:
    (finding,) = found_in(space_before_mark, "Câu thứ nhất .Câu thứ hai.")
    assert isinstance(finding.cure, TextCure)
    assert (finding.cure.before, finding.cure.after) == ("t .", "t. ")
