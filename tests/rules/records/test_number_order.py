"""Numbers rise with the dates inside one series."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.office import Series
from cchc_tui.rules.records.number_order import RULE
from tests.rules.builders import OFFICE, found_on, letter


def test_a_number_out_of_order_is_found_alone() -> None:
    letters = [letter(f"{n}/UBND-VP", date(2023, m, 1)) for n, m in ((17, 2), (95, 3), (20, 4), (25, 5))]
    assert [f.record for f in found_on(RULE, directives=letters)] == ["d95/UBND-VP"]


def test_the_seed_and_numbers_of_one_day_rise() -> None:
    days = {
        "17/CV-UBND": date(2023, 2, 21),
        "91/CV-UBND": date(2023, 4, 11),
        "142/UBND-NV": date(2023, 6, 15),
        "143/UBND-VP": date(2023, 6, 15),
        "325/UBND-VP": date(2023, 11, 27),
        "2/UBND-VP": date(2024, 1, 3),
    }
    assert found_on(RULE, directives=[letter(symbol, day) for symbol, day in days.items()]) == []


def test_plans_and_letters_are_two_series_unless_the_office_says_one() -> None:
    both = [letter("17/UBND-VP"), letter("5/KH-UBND", date(2023, 3, 1), kind="ke-hoach")]
    assert found_on(RULE, directives=both) == []
    one = OFFICE.change(series=(Series(name="chung", kinds=("Công văn", "Kế hoạch")),))
    assert len(found_on(RULE, directives=both, office=one)) == 1


def test_documents_of_others_are_not_our_series() -> None:
    theirs = letter("5/UBND-VP", date(2023, 3, 1), direction="incoming", issuer="UBND huyện")
    assert found_on(RULE, directives=[letter("17/UBND-VP"), theirs]) == []
