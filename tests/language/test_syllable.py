"""The syllable model knows Vietnamese spelling: what can be written, and where the tone mark stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.language.syllable import all_syllables, is_syllable, place_tone, split_syllable, split_tone

REAL = """
    cải cách hành chính tuyên truyền phổ biến giáo dục pháp luật trên cổng thông tin điện tử của ủy ban nhân dân xã
    Hà Kỳ quyết thủ tục kiểm soát một cửa liên thông quyền nghĩa vụ trách nhiệm đạo đức công chức người được hưởng thuở
    nghiêng khuỷu khuya huỳnh xoong quốc huơ ngoằn ngoèo giếng gì gìn giữ quýt quạ yếu ước ướt rượu quyển ỷ ở ạ hoạch
"""
NEVER = "tieng2 nghà kà cế ngê bàc tòc tat hãc hôạt nghỉep window test1 ngghe ac pàp guơ zalo fa w b ng tr hnah"
OTHERS = ["", "hòaà", "tiéng", "hoàn-thành", "ươở"]


@pytest.mark.parametrize("word", REAL.split())
def test_words_of_real_reports_are_syllables_in_any_case(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", [*NEVER.split(), *OTHERS])
def test_other_letters_are_not(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("flat", "tone", "old", "new"),
    [
        ("hoa", "f", "hòa", "hoà"),
        ("khoe", "r", "khỏe", "khoẻ"),
        ("uy", "r", "ủy", "uỷ"),
        ("quy", "s", "quý", "quý"),
        ("gia", "s", "giá", "giá"),
        ("mua", "f", "mùa", "mùa"),
        ("hoan", "f", "hoàn", "hoàn"),
        ("khuyu", "r", "khuỷu", "khuỷu"),
        ("ngoeo", "f", "ngoèo", "ngoèo"),
        ("truyên", "f", "truyền", "truyền"),
        ("ươc", "s", "ước", "ước"),
        ("giêng", "s", "giếng", "giếng"),
        ("gi", "f", "gì", "gì"),
        ("nghia", "x", "nghĩa", "nghĩa"),
        ("bcđ", "s", "bcđ", "bcđ"),
    ],
)
def test_the_tone_mark_stands_where_each_style_puts_it(flat: str, tone: str, old: str, new: str) -> None:
    assert place_tone(flat, tone) == old
    assert place_tone(flat, tone, old_style=False) == new


def test_both_styles_are_right_but_no_third_place() -> None:
    assert is_syllable("hòa")
    assert is_syllable("hoà")
    assert not is_syllable("hoàn".replace("à", "a").replace("o", "ò"))


def test_every_syllable_of_the_model_comes_apart_and_together_again() -> None:
    syllables = set(all_syllables())
    assert 19_000 < len(syllables) < 19_500
    for word in syllables:
        flat, tone = split_tone(word)
        parts = split_syllable(flat)
        assert parts is not None
        assert "".join(parts) == flat
        assert place_tone(flat, tone) == word


def test_closed_syllables_take_only_two_tones() -> None:
    stopped = [word for word in all_syllables() if split_tone(word)[0].endswith(("c", "ch", "p", "t"))]
    assert {split_tone(word)[1] for word in stopped} == {"s", "j"}


@given(st.text(max_size=12))
def test_any_text_is_a_syllable_or_not(text: str) -> None:
    assert is_syllable(text) in (True, False)
