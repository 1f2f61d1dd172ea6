"""A second full citation in running text is found, the short form and another year's number are not."""

from __future__ import annotations

from cchc_tui.rules.prose.citation_repeated import RULE
from tests.rules.builders import quotes

FULL = "Kế hoạch số 5/KH-UBND ngày 03/01/2023 của UBND xã về CCHC"


def test_a_second_full_citation_is_found() -> None:
    again = FULL.replace("số 5", "số 05")
    assert quotes(RULE, f"Theo {FULL}.\n\nThực hiện {again}.") == [again]


def test_the_short_form_is_lawful() -> None:
    assert quotes(RULE, f"Theo {FULL}.\n\nThực hiện Kế hoạch số 5/KH-UBND.") == []


def test_the_same_number_of_another_year_is_another_document() -> None:
    assert quotes(RULE, f"Theo {FULL.replace('2023', '2022')}.\n\nThực hiện {FULL}.") == []
