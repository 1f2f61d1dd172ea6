"""The numbers of a series follow one another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cchc_tui.records.directive import Directive
from cchc_tui.rules.records.series_gap import RULE
from tests.rules.builders import found_on, letter


def _letters(numbers: Iterable[int]) -> list[Directive]:
    return [letter(f"{n}/UBND-VP", date(2023, 1, min(n, 28))) for n in numbers]


def test_what_was_left_out_is_named_on_the_last_one() -> None:
    (finding,) = found_on(RULE, directives=_letters([*range(1, 9), 10, 11, *range(14, 22)]))
    assert finding.record == "d21/UBND-VP"
    assert "chưa thấy số 9, 12–13: văn bản chưa nhập" in finding.message


def test_a_series_recorded_in_part_is_silent() -> None:
    assert found_on(RULE, directives=_letters([17, 91, 142, 184, 325])) == []
    assert found_on(RULE, directives=_letters(range(4, 20))) == []
