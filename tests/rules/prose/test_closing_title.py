"""A closing sentence about another matter or year is found, abbreviations are the same matter."""

from __future__ import annotations

from cchc_tui.rules.prose.closing_title import RULE
from tests.rules.builders import found_in

THIS = "Trên đây là báo cáo kết quả tuyên truyền"


def test_another_matter_is_found() -> None:
    text = f"{THIS} cải cách hành chính, kiểm soát thủ tục hành chính và cơ chế một cửa năm 2023 của UBND xã./."
    (finding,) = found_in(RULE, text)
    assert "khác tên báo cáo" in finding.message


def test_another_year_is_found() -> None:
    (finding,) = found_in(RULE, f"{THIS} CCHC năm 2022 của UBND xã.")
    assert finding.message == "Câu kết ghi năm 2022, tên báo cáo ghi năm 2023."


def test_the_same_matter_in_other_words_is_lawful() -> None:
    assert found_in(RULE, f"{THIS} CCHC năm 2023 của UBND xã Hà Kỳ./.") == []
    assert found_in(RULE, "Trên đây là báo cáo của UBND xã.") == []
    assert found_in(RULE, "Tuyên truyền thủ tục hành chính và cơ chế một cửa.") == []


def test_a_long_closing_is_quoted_whole_and_never_cut_inside_a_phrase() -> None:
    topic = "kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông năm 2023"
    (finding,) = found_in(RULE, f"{THIS} cải cách hành chính, {topic} của Ủy ban nhân dân xã Hà Kỳ./.")
    assert f"{topic}”, khác tên báo cáo" in finding.message
