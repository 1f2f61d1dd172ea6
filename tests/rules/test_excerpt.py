"""What a sentence quotes is never cut inside a word."""

from __future__ import annotations

from cchc_tui.document.passages import read_prose
from cchc_tui.rules.excerpt import around, beginning, ending

TEXT = "Công tác tuyên truyền được thực hiện thường xuyên tại UBND xã"


def test_neighbours_are_whole_words_and_what_is_left_out_is_marked() -> None:
    start = TEXT.index("được")
    assert around(TEXT, start, start + 4, letters=3) == "…truyền được thực…"
    assert around(TEXT, 0, 4, letters=0) == "Công…"
    assert around(TEXT, 0, len(TEXT)) == TEXT


def test_the_end_and_the_beginning_of_a_text() -> None:
    assert ending(TEXT, letters=6) == "…UBND xã"
    assert beginning(TEXT, letters=12) == "Công tác…"
    assert beginning(TEXT) == TEXT


def test_what_has_no_space_is_cut_all_the_same() -> None:
    assert len(around("a" * 1000, 500, 501)) < 120
    assert beginning("a" * 1000, letters=80) == "a" * 80 + "…"


def test_what_is_covered_is_shown_as_left_out_and_a_lone_star_as_typed() -> None:
    (passage,) = read_prose("Lệnh `mã` và 5 * 3 hay **đậm**.").passages
    assert around(passage.text, 0, len(passage.text)) == "Lệnh … và 5 * 3 hay đậm."
