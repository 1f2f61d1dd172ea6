"""Rules on the spelling of words."""

from __future__ import annotations

import pytest

from cchc_tui.records.cure import TextCure
from cchc_tui.rules.rule import TextRule
from cchc_tui.rules.spelling import hidden_in_prose, spelling_abbreviation, spelling_compound, tone_mix
from tests.rules.builders import OFFICE, found_in, named, quotes

FOUND = [
    (spelling_compound, "Kết quả công tác tuyền truyền", "tuyền truyền"),
    (spelling_compound, "phố biến giáo dục pháp luật", "phố biến"),
    (spelling_compound, "tổ chức, các nhân tra cứu", "các nhân"),
    (spelling_abbreviation, "Giải quyết TTHC. Danh mục TTHC. Công khai TTHC. Niêm yết TTHC.\n\nDanh mục THHC.", "THHC"),
    (tone_mix, "hòa giải, hòa bình, hoà giải", "hoà"),
    (tone_mix, "ủy ban, tùy, tuỳ theo", "tuỳ"),
]
"""Rule, a line of prose, the words it points at."""


LEFT_ALONE = [
    (spelling_compound, "tuyên truyền, phổ biến, cá nhân"),
    (spelling_compound, "các nhân viên của xã"),
    (spelling_compound, "khu phố cổ Hội An"),
    (spelling_compound, "ông Lê Văn Bán"),
    (spelling_compound, "phản ảnh của cử tri, đại biểu dân cử"),
    (spelling_abbreviation, "Giải quyết TTHC. Sở GD&ĐT, CBCC, CCHC."),
    (tone_mix, "hòa giải, ủy ban, quý, quỹ, khỏe"),
    (tone_mix, "hoà giải, khoẻ"),
]
"""Rule, a line of prose it has nothing to say about."""


@pytest.mark.parametrize(("rule", "text", "quote"), FOUND, ids=named)
def test_the_words_are_found(rule: TextRule, text: str, quote: str) -> None:
    assert quotes(rule, text) == [quote]


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE, ids=named)
def test_the_line_is_left_alone(rule: TextRule, text: str) -> None:
    assert quotes(rule, text) == []


def test_the_word_around_it_is_cured() -> None:
    (finding,) = found_in(hidden_in_prose, "Đã tuyên\u200btruyền\u202e sâu rộng.")
    assert finding.message == "Có ký tự ẩn (U+200B) ở “Đã tuyêntruyền sâu rộng.”."
    assert finding.cure == TextCure("", 1, 3, "tuyên\u200btruyền\u202e", "tuyêntruyền")


def test_fixed_spaces_and_addresses_are_lawful() -> None:
    assert found_in(hidden_in_prose, "Số\u00a017 tại https://haky.vn và `mã`.") == []


def test_the_offices_own_name_is_no_slip() -> None:
    """A ward may be called what looks like a misspelt word."""
    words = "Tuyên truyền tại phường phố biến"
    assert quotes(spelling_compound, words) == ["phố biến"]
    own = OFFICE.change(short_name="UBND phường Phố Biến", place="Phố Biến")
    assert quotes(spelling_compound, words, office=own) == []
