"""Telex and VNI type every syllable, undo by repeating, and leave abbreviations and foreign words alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.language.syllable import all_syllables, split_tone
from cchc_tui.language.telex import Method, compose, finish, to_keys

MARKS = {
    Method.TELEX: {"ă": "w", "â": "a", "ê": "e", "ô": "o", "ơ": "w", "ư": "w", "đ": "d"},
    Method.VNI: {"ă": "8", "â": "6", "ê": "6", "ô": "6", "ơ": "7", "ư": "7", "đ": "9"},
}
TONES = {Method.TELEX: dict(zip("sfrxj", "sfrxj", strict=True)), Method.VNI: dict(zip("sfrxj", "12345", strict=True))}
PLAIN = str.maketrans("ăâêôơưđ", "aaeooud")
SAFE_IN_LISTS = "bcghklmnpqstvfrxjz"


def spellings(word: str, method: Method) -> set[str]:
    """The ways people type a word: marks at once with the tone last or at its vowel, or all marks last."""
    marks, tones = MARKS[method], TONES[method]
    flat, tone = split_tone(word)
    tone_key = tones.get(tone, "")
    if method is Method.TELEX and "oo" in flat:
        return {flat.replace("oo", "ooo") + tone_key}  # xooong: the third o takes the mark of xông back
    at_once = "".join(letter.translate(PLAIN) + marks.get(letter, "") for letter in flat)
    at_vowel = "".join(
        bare.translate(PLAIN) + marks.get(bare, "") + tones.get(its_tone, "")
        for bare, its_tone in map(split_tone, word)
    )
    marks_last = "".join(dict.fromkeys(marks[letter] for letter in flat if letter in marks))
    return {at_once + tone_key, at_vowel, flat.translate(PLAIN) + marks_last + tone_key}


@pytest.mark.parametrize("method", Method)
def test_every_syllable_can_be_typed_in_every_usual_way(method: Method) -> None:
    for word in all_syllables():
        for keys in spellings(word, method):
            assert compose(keys, method) == word, keys
            assert finish(keys, method) == word, keys


@pytest.mark.parametrize("method", Method)
def test_every_syllable_goes_back_to_keys(method: Method) -> None:
    for word in all_syllables():
        keys = to_keys(word, method)
        assert keys is not None
        assert compose(keys, method) == word
        assert compose(to_keys(word.upper(), method) or "", method) == word.upper()


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("tieengs", "tiếng"),
        ("tiengse", "tiếng"),
        ("tiesnge", "tiếng"),
        ("Tuyeen", "Tuyên"),
        ("UYR", "ỦY"),
        ("DDANGR", "ĐẢNG"),
        ("ddaf", "đà"),
        ("hoaf", "hòa"),
        ("truwowngf", "trường"),
        ("truongwf", "trường"),
        ("truowngf", "trường"),
        ("buwocs", "bước"),
        ("buwocws", "bước"),
        ("thuowr", "thuở"),
        ("thuowngr", "thưởng"),
        ("huow", "huơ"),
        ("quoocs", "quốc"),
        ("quow", "quơ"),
        ("giuwx", "giữ"),
        ("gif", "gì"),
        ("giengse", "giếng"),
        ("muaw", "mưa"),
        ("w", "ư"),
        ("nguwowif", "người"),
        ("ngwowif", "người"),
        ("xooong", "xoong"),
        ("khuyur", "khuỷu"),
        ("tooifz", "tôi"),
        ("tooifs", "tối"),
    ],
)
def test_telex_as_people_type_it(keys: str, shown: str) -> None:
    assert compose(keys) == shown


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("aaa", "aa"),
        ("ass", "as"),
        ("tesst", "test"),
        ("uww", "uw"),
        ("ww", "w"),
        ("ddd", "dd"),
        ("eee", "ee"),
        ("ooo", "oo"),
        ("aww", "aw"),
        ("oww", "ow"),
        ("uowww", "uow"),
        ("axxx", "axx"),
        ("lozz", "lozz"),
    ],
)
def test_a_mark_repeated_is_taken_back_and_stays_so(keys: str, shown: str) -> None:
    assert compose(keys) == shown
    assert finish(keys) == shown


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("tie6ng1", "tiếng"),
        ("d9u7o7c5", "được"),
        ("duoc975", "được"),
        ("hoa2", "hòa"),
        ("HD9ND", "HĐND"),
        ("a10", "a"),
        ("a66", "a6"),
        ("a88", "a8"),
        ("a11", "a1"),
        ("u77", "u7"),
        ("d99", "d9"),
        ("2023", "2023"),
    ],
)
def test_vni_as_people_type_it(keys: str, shown: str) -> None:
    assert compose(keys, Method.VNI) == shown


def test_stops_refuse_the_tones_they_cannot_have() -> None:
    assert compose("hocf") == "hocf"
    assert compose("hocs") == "hóc"
    assert compose("tatr") == "tatr"
    assert compose("sachj") == "sạch"


def test_the_new_tone_style_on_wish() -> None:
    assert compose("hoaf", old_style=False) == "hoà"
    assert finish("uyr", old_style=False) == "uỷ"


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("HDDND", "HĐND"),
        ("TTDDT", "TTĐT"),
        ("KHDDT", "KHĐT"),
        ("QDD", "QĐ"),
        ("NDD", "NĐ"),
        ("ddc", "đc"),
        ("DDU", "ĐU"),
        ("UBND", "UBND"),
        ("TTHC", "TTHC"),
        ("CCHC", "CCHC"),
        ("MTTQ", "MTTQ"),
        ("TTr", "TTr"),
    ],
)
def test_abbreviations_are_kept(keys: str, kept: str) -> None:
    assert finish(keys) == kept


@pytest.mark.parametrize(
    "word",
    ["windows", "Facebook", "website", "email", "pano", "software", "Excel", "online", "add", "server", "tests"],
)
def test_foreign_words_come_back_when_the_word_ends(word: str) -> None:
    assert finish(word) == word


def test_letters_safe_in_lists_never_change_each_other() -> None:
    chance = random.Random(7)
    for _ in range(20_000):
        keys = "".join(chance.choices(SAFE_IN_LISTS, k=chance.randint(1, 8)))
        assert compose(keys) == keys


@given(st.text("aeouiydwsfrxjzbcghknptvATGDW", max_size=12), st.sampled_from(Method))
def test_typing_can_go_on_after_backspace(keys: str, method: Method) -> None:
    """What stands in the field has keys of its own, or none; those keys show it again."""
    shown = compose(keys, method)
    again = to_keys(shown, method)
    assert again is None or compose(again, method) == shown


@given(st.text(max_size=12), st.sampled_from(Method), st.booleans())
def test_no_key_is_an_accident(keys: str, method: Method, old_style: bool) -> None:
    compose(keys, method, old_style=old_style)
    finish(keys, method, old_style=old_style)
    to_keys(keys, method)


def test_words_in_the_text_become_keys_again() -> None:
    assert to_keys("tiế") == "tiees"
    assert to_keys("Xoong") == "Xooong"
    assert to_keys("test") == "tesst"
    assert to_keys("tie\u0302\u0301ng") == "tieesng"
    assert to_keys("đã", Method.VNI) == "d9a4"
