"""Typed text is cleaned, folded, sorted and shown as an office expects."""

import ctypes
import ctypes.util
import random
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_tui.language.text import clean, clean_line, fold, hidden_letters, matches, nearest, order_key, printable, slug

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


class TestClean:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("dòng 1\r\ndòng 2\rdòng 3", "dòng 1\ndòng 2\ndòng 3"),
            ("Hà\u00a0Kỳ, 2\u202f500", "Hà Kỳ, 2 500"),
            ("tuyên\u200b truyền\ufeff", "tuyên truyền"),
            ("liên\u00adthông", "liênthông"),
            ("UBND\u202e xã\u2066", "UBND xã"),
            ("chuông\x07 và ESC\x1b[31m", "chuông và ESC[31m"),
            ("nửa cặp \ud83d còn lại", "nửa cặp  còn lại"),
            ("Shift+Enter\vcủa Word", "Shift+Enter\ncủa Word"),
            ("cột\tcột", "cột\tcột"),
            ("  thụt vào \n giữ  \n", "  thụt vào\n giữ"),
            ("\n\nmột\n\nhai\n\n", "một\n\nhai"),
            (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân"),
            ("e\u200b\u0302\u0323", "ệ"),
            ("", ""),
            (" \u00a0\n\t", ""),
        ],
    )
    def test_what_is_typed_becomes_what_is_kept(self, typed: str, kept: str) -> None:
        assert clean(typed) == kept

    def test_tone_marks_stay_where_they_were_typed(self) -> None:
        assert clean("hòa hoà") == "hòa hoà"

    @given(st.text(st.characters(exclude_categories=())))
    def test_cleaning_twice_changes_nothing_more(self, text: str) -> None:
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in once)
        once.encode("utf-8")

    @given(st.text(st.characters(exclude_categories=())))
    def test_one_line_is_one_line_and_stays_so(self, text: str) -> None:
        line = clean_line(text)
        assert clean_line(line) == line
        assert not re.search(r"[\r\n\t]|  |^ | $", line)

    def test_a_line_joins_what_was_pasted(self) -> None:
        assert clean_line(" về việc \r\n\tchấn chỉnh   công tác\u00a0") == "về việc chấn chỉnh công tác"


class TestFold:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Ủy ban nhân dân xã Hà Kỳ", "uy ban nhan dan xa ha ky"),
            ("ĐẢNG, Ðảng, đảng, ðảng", "dang, dang, dang, dang"),
            ("17/CV–UBND", "17/cv-ubnd"),
            ("“Cải cách” ‘một cửa’", "\"cai cach\" 'mot cua'"),
            ("phổ\u00a0biến\u200b", "pho bien"),
            ("chính\n  phủ", "chinh phu"),
            ("oﬃce", "office"),
        ],
    )
    def test_marks_case_and_typography_do_not_count(self, text: str, key: str) -> None:
        assert fold(text) == key

    def test_every_vietnamese_letter_folds_to_plain_ascii_composed_or_not(self) -> None:
        for letter in VIETNAMESE + VIETNAMESE.upper():
            folded = fold(letter)
            assert re.fullmatch("[a-z]", folded), letter
            assert fold(unicodedata.normalize("NFD", letter)) == folded

    @given(st.text())
    def test_folding_twice_changes_nothing_more(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    def test_the_words_of_a_query_match_in_any_order_without_marks(self) -> None:
        subject = fold("Kế hoạch tuyên truyền cải cách hành chính năm 2023")
        assert matches(subject, "ke hoach")
        assert matches(subject, "Hành chính KẾ HOẠCH")
        assert matches(subject, "2023 truyen")
        assert matches(subject, "  ")
        assert not matches(subject, "kế hoạch 2024")


class TestSlug:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Kế hoạch", "ke-hoach"),
            ("17/CV-UBND", "17-cv-ubnd"),
            ("Đài truyền thanh xã", "dai-truyen-thanh-xa"),
            ("  --§--  ", ""),
            ("năm 2023…", "nam-2023"),
        ],
    )
    def test_a_slug_is_ascii(self, text: str, expected: str) -> None:
        assert slug(text) == expected

    @given(st.text())
    def test_a_slug_never_holds_anything_but_letters_digits_and_hyphens(self, text: str) -> None:
        assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))


class TestOrder:
    @pytest.mark.parametrize(
        "in_order",
        [
            "12 < 2 < a < an < An < àn < ản < ãn < án < ạn < anh < ăn < ân < ba < bà < bả < bã",
            "da < dân < đa < đá < em < êm < oan < ôn < ơn < tuyên < tuyền < tuyến < uy < ưa",
            "xã Cao Kỳ < xã Đại Từ < xã Hà Kỳ < xã Hà Lâm < xã Hạ Long < xã Hải Kỳ < xã Ý Yên",
        ],
    )
    def test_letters_come_first_then_tones_then_case_word_by_word(self, in_order: str) -> None:
        phrases = in_order.split(" < ")
        shuffled = random.Random(1).sample(phrases, len(phrases))
        assert sorted(shuffled, key=order_key) == phrases

    def test_decomposed_text_sorts_with_composed_text(self) -> None:
        assert order_key(unicodedata.normalize("NFD", "Ủy ban Đề ơn")) == order_key("Ủy ban Đề ơn")

    def test_the_order_is_that_of_icu(self) -> None:
        compare = _icu_compare()
        if compare is None:
            pytest.skip("ICU is not installed")
        chance = random.Random(2023)
        letters = VIETNAMESE * 2 + VIETNAMESE.upper() + "   -,.;:!?/()&%+0123456789\"'fjwzFJWZéöçñ"
        for _ in range(4000):
            left = [chance.choice(letters) for _ in range(chance.randint(1, 6))]
            right = [*left, *chance.choices(letters, k=chance.randint(0, 1))]
            for _ in range(chance.randint(0, 2)):
                right[chance.randrange(len(right))] = chance.choice(letters)
            one, two = "".join(left), "".join(right)
            ours = (order_key(one) > order_key(two)) - (order_key(one) < order_key(two))
            assert ours == compare(one, two), (one, two)


def _icu_compare() -> Callable[[str, str], int] | None:
    """ICU's own comparison for vi_VN, or None where the library is not installed."""
    name = ctypes.util.find_library("icui18n")
    version = re.search(r"\.so\.(\d+)", name or "")
    if not name or not version:
        return None
    library, status = ctypes.CDLL(name), ctypes.c_int(0)
    opened = getattr(library, f"ucol_open_{version[1]}")
    opened.restype = ctypes.c_void_p
    collator = ctypes.c_void_p(opened(b"vi_VN", ctypes.byref(status)))
    compare = getattr(library, f"ucol_strcollUTF8_{version[1]}")

    def compared(left: str, right: str) -> int:
        one, two = left.encode(), right.encode()
        return int(compare(collator, one, len(one), two, len(two), ctypes.byref(status)))

    return compared


class TestNearest:
    def test_a_mistyped_name_finds_its_choice(self) -> None:
        keys = ["issued_on", "issuer", "subject", "Trích yếu"]
        assert nearest("isued_on", keys) == "issued_on"
        assert nearest("trich yeu", keys) == "Trích yếu"
        assert nearest("SUBJET", keys) == "subject"

    def test_nothing_near_is_nothing(self) -> None:
        assert nearest("xyz", ["issued_on", "subject"]) is None
        assert nearest("x" * 1_000_000, ["issued_on"]) is None
        assert nearest("abc", []) is None

    def test_of_choices_equal_but_for_marks_the_first_is_taken(self) -> None:
        assert nearest("ke hoach", ["Kế hoạch", "Kể hoạch"]) == "Kế hoạch"


class TestPrintable:
    def test_escape_sequences_are_shown_and_not_obeyed(self) -> None:
        assert printable("\x1b]0;tên\x07 \x9b31m\x7f") == "␛]0;tên␇ \ufffd31m␡"

    def test_hidden_and_reordering_characters_are_shown(self) -> None:
        assert printable("a\u202eb\u200bc\ud800") == "a\ufffdb\ufffdc\ufffd"

    def test_line_ends_are_shown_unless_kept(self) -> None:
        assert printable("một\nhai\tba") == "một␊hai␉ba"
        assert printable("một\nhai\tba\r", keep="\n") == "một\nhai␉ba␍"

    @given(st.text(st.characters(exclude_categories=())))
    @settings(max_examples=200)
    def test_no_control_character_is_left(self, text: str) -> None:
        shown = printable(text)
        assert len(shown) == len(text)
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)


def test_hidden_letters_are_those_that_a_record_never_keeps() -> None:
    assert hidden_letters("a\u202eb\x1b\u200b") == "\u202e\x1b\u200b"
    assert hidden_letters("một\u00a0hai\n\tba đ") == ""
