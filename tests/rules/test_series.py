"""The numbers of a series follow one another and are given once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cchc_tui.records.directive import Directive
from cchc_tui.records.office import Series
from cchc_tui.rules.series import series_gap, series_repeated
from tests.rules.builders import OFFICE, found_on, letter


def _letters(numbers: Iterable[int]) -> list[Directive]:
    return [letter(f"{n}/UBND-VP", date(2023, 1, min(n, 28))) for n in numbers]


def test_what_was_left_out_is_named_on_the_last_one() -> None:
    (finding,) = found_on(series_gap, directives=_letters([*range(1, 9), 10, 11, *range(14, 22)]))
    assert finding.record == "d21/UBND-VP"
    assert "chưa thấy số 9, 12–13: văn bản chưa nhập" in finding.message


def test_a_series_recorded_in_part_is_silent() -> None:
    assert found_on(series_gap, directives=_letters([17, 91, 142, 184, 325])) == []
    assert found_on(series_gap, directives=_letters(range(4, 20))) == []


def test_one_number_under_two_symbols_is_found_and_the_series_is_named() -> None:
    declared = OFFICE.change(series=(Series(name="Sổ công văn", kinds=("cong-van",)),))
    both = [letter("17/UBND-VP"), letter("17/UBND-VHXH", date(2023, 3, 1))]
    (finding,) = found_on(series_repeated, directives=both, office=declared)
    assert finding.message == (
        "Số 17 cấp hai lần trong Sổ công văn năm 2023: 17/UBND-VP ngày 21/02/2023 và 17/UBND-VHXH ngày 01/3/2023."
    )


def test_a_series_that_is_only_guessed_says_how_to_declare_one() -> None:
    both = [letter("17/UBND-VP"), letter("17/UBND-VHXH", date(2023, 3, 1))]
    assert "cchc office --series" in found_on(series_repeated, directives=both)[0].message


def test_other_kinds_years_suffixes_and_the_same_symbol_are_silent() -> None:
    papers = [
        letter("17/UBND-VP"),
        letter("17/KH-UBND", kind="ke-hoach"),
        letter("17/UBND-VHXH", date(2024, 2, 21)),
        letter("17a/UBND-VHXH"),
        letter("17/UBND-VP", id="again"),
    ]
    assert found_on(series_repeated, directives=papers) == []
