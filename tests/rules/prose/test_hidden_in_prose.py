"""Hidden characters of the prose are pointed at with their word and taken out."""

from __future__ import annotations

from cchc_tui.records.cure import TextCure
from cchc_tui.rules.prose.hidden_in_prose import RULE
from tests.rules.builders import found_in


def test_the_word_around_it_is_cured() -> None:
    (finding,) = found_in(RULE, "Đã tuyên\u200btruyền\u202e sâu rộng.")
    assert finding.message == "Có ký tự ẩn (U+200B) ở “Đã tuyêntruyền sâu rộng.”."
    assert finding.cure == TextCure("", 1, 3, "tuyên\u200btruyền\u202e", "tuyêntruyền")


def test_fixed_spaces_and_addresses_are_lawful() -> None:
    assert found_in(RULE, "Số\u00a017 tại https://haky.vn và `mã`.") == []
