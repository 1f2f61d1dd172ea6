"""Numbers in words, as people write them, and what is none."""

from __future__ import annotations

import pytest

from cchc_tui.language.number_words import parse_number_words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một", 1), ("mười", 10), ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("Hai mươi tư", 24),
        ("chín mươi nhăm", 95), ("ba chục", 30), ("một trăm", 100), ("một trăm linh năm", 105),
        ("một trăm lẻ tám", 108), ("hai trăm mười", 210), ("hai trăm rưỡi", 250), ("chín trăm chín mươi chín", 999),
        ("một nghìn", 1000), ("hai ngàn rưỡi", 2500), ("hai nghìn không trăm linh một", 2001),
        ("mười hai nghìn ba trăm bốn mươi lăm", 12345), ("ba vạn", 30_000), ("hai triệu rưỡi", 2_500_000),
        ("một tỷ hai trăm triệu", 1_200_000_000),
    ],
)  # fmt: skip
def test_a_number_in_words(words: str, number: int) -> None:
    assert parse_number_words(words) == number


@pytest.mark.parametrize(
    "words",
    ["", "không", "hai ba", "hai nghìn ba", "một trăm hai", "mươi hai", "mốt", "lăm", "trăm", "nghìn hai", "hai mốt",
     "hai nghìn ba nghìn", "năm hai mươi", "linh", "rưỡi", "hai mươi mươi", "hai tin"],
)  # fmt: skip
def test_what_is_none(words: str) -> None:
    assert parse_number_words(words) is None
