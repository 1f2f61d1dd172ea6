"""Rules on a report as one text: said once, ended as it began, its appendix mentioned."""

from __future__ import annotations

import pytest

from cchc_tui.records.finding import Severity
from cchc_tui.rules.coherence import appendix_unmentioned, closing_title, heading_stop, repeated_paragraph
from cchc_tui.rules.rule import TextRule
from tests.rules.builders import found_in, named, quotes

LONG = "Thường xuyên xây dựng tin bài, cập nhật thông tin tuyên truyền trên hệ thống đài"
THIS = "Trên đây là báo cáo kết quả tuyên truyền"

FOUND = [
    (appendix_unmentioned, "Nội dung báo cáo.\n\n::: {.phu-luc ten=A}\n\nBảng.\n\n:::", "Nội dung báo cáo."),
    (heading_stop, "# III. ĐÁNH GIÁ CHUNG.", "G."),
    (heading_stop, "III. ĐÁNH GIÁ CHUNG.", "G."),
]
"""Rule, a line of prose, the words it points at."""


LEFT_ALONE = [
    (appendix_unmentioned, "Nội dung theo Phụ lục.\n\n::: {.phu-luc ten=A}\n\nBảng.\n\n:::"),
    (appendix_unmentioned, "Nội dung báo cáo."),
    (heading_stop, "# III. ĐÁNH GIÁ CHUNG"),
    (heading_stop, "# Ưu điểm, v.v."),
    (heading_stop, "Đánh giá chung về công tác."),
    (heading_stop, "# 1."),
]
"""Rule, a line of prose it has nothing to say about."""


@pytest.mark.parametrize(("rule", "text", "quote"), FOUND, ids=named)
def test_the_words_are_found(rule: TextRule, text: str, quote: str) -> None:
    assert quotes(rule, text) == [quote]


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE, ids=named)
def test_the_line_is_left_alone(rule: TextRule, text: str) -> None:
    assert quotes(rule, text) == []


def test_both_lines_are_named() -> None:
    (finding,) = found_in(repeated_paragraph, f"{LONG}.\n\nMột đoạn khác.\n\n- {LONG};\n")
    assert finding.severity is Severity.WARNING
    assert finding.line == 5
    assert finding.message == (
        "Đoạn “Thường xuyên xây dựng tin bài, cập nhật thông tin tuyên…” (dòng 5) lặp lại nguyên văn đoạn ở dòng 1."
    )


def test_short_lines_tables_and_other_words_may_return() -> None:
    assert found_in(repeated_paragraph, "Không có phát sinh.\n\nKhông có phát sinh.\n") == []
    assert found_in(repeated_paragraph, f"| a | b |\n|---|---|\n| {LONG} | {LONG} |\n") == []
    assert found_in(repeated_paragraph, f"{LONG} xã.\n\n{LONG} huyện.\n") == []


def test_a_document_listed_twice_is_left_to_its_own_rule() -> None:
    line = "Ngày 21/02/2023 UBND xã đã ban hành Công văn số 17/UBND-VP về việc chấn chỉnh công tác tiếp nhận"
    assert found_in(repeated_paragraph, f"{line}\n\n{line}\n") == []


def test_another_matter_is_found() -> None:
    text = f"{THIS} cải cách hành chính, kiểm soát thủ tục hành chính và cơ chế một cửa năm 2023 của UBND xã./."
    (finding,) = found_in(closing_title, text)
    assert "khác tên báo cáo" in finding.message


def test_another_year_is_found() -> None:
    (finding,) = found_in(closing_title, f"{THIS} CCHC năm 2022 của UBND xã.")
    assert finding.message == "Câu kết ghi năm 2022, tên báo cáo ghi năm 2023."


def test_the_same_matter_in_other_words_is_lawful() -> None:
    assert found_in(closing_title, f"{THIS} CCHC năm 2023 của UBND xã Hà Kỳ./.") == []
    assert found_in(closing_title, "Trên đây là báo cáo của UBND xã.") == []
    assert found_in(closing_title, "Tuyên truyền thủ tục hành chính và cơ chế một cửa.") == []


def test_a_long_closing_is_quoted_whole_and_never_cut_inside_a_phrase() -> None:
    topic = "kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông năm 2023"
    (finding,) = found_in(closing_title, f"{THIS} cải cách hành chính, {topic} của Ủy ban nhân dân xã Hà Kỳ./.")
    assert f"{topic}”, khác tên báo cáo" in finding.message
