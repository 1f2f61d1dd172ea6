"""The reason for keeping a duplicate stands in the note and is found there again."""

from __future__ import annotations

from cchc_tui.records.allowed_duplicate import reason_to_keep, with_reason
from tests.rules.builders import letter


def test_a_reason_is_found_again_beside_other_words() -> None:
    note = with_reason("bản hai", "cấp nhầm số") + "\nđã gửi"
    assert note == "bản hai\nCố ý nhập trùng: cấp nhầm số\nđã gửi"
    assert reason_to_keep(letter(note=note)) == "cấp nhầm số"


def test_no_note_or_no_reason_keeps_nothing() -> None:
    assert [reason_to_keep(letter(note=note)) for note in (None, "bản hai", "Cố ý nhập trùng:")] == [None, None, None]
