"""A number of a series is given once."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.office import Series
from cchc_tui.rules.records.series_repeated import RULE
from tests.rules.builders import OFFICE, found_on, letter


def test_one_number_under_two_symbols_is_found_and_the_series_is_named() -> None:
    declared = OFFICE.change(series=(Series(name="Sổ công văn", kinds=("cong-van",)),))
    both = [letter("17/UBND-VP"), letter("17/UBND-VHXH", date(2023, 3, 1))]
    (finding,) = found_on(RULE, directives=both, office=declared)
    assert finding.message == (
        "Số 17 cấp hai lần trong Sổ công văn năm 2023: 17/UBND-VP ngày 21/02/2023 và 17/UBND-VHXH ngày 01/3/2023."
    )


def test_a_series_that_is_only_guessed_says_how_to_declare_one() -> None:
    both = [letter("17/UBND-VP"), letter("17/UBND-VHXH", date(2023, 3, 1))]
    assert "cchc office --series" in found_on(RULE, directives=both)[0].message


def test_other_kinds_years_suffixes_and_the_same_symbol_are_silent() -> None:
    papers = [
        letter("17/UBND-VP"),
        letter("17/KH-UBND", kind="ke-hoach"),
        letter("17/UBND-VHXH", date(2024, 2, 21)),
        letter("17a/UBND-VHXH"),
        letter("17/UBND-VP", id="again"),
    ]
    assert found_on(RULE, directives=papers) == []
