"""Nothing that happened can be dated after today."""

from __future__ import annotations

from datetime import date

from cchc_tui.rules.records.date_in_future import RULE
from tests.rules.builders import count, found_on, letter


def test_a_document_and_a_month_after_today_are_found() -> None:
    found = found_on(RULE, directives=[letter(day=date(2032, 2, 21))], media=[count("bai", "2024-04", 3)])
    assert [f.key for f in found] == ["issued_on", "period"]


def test_today_and_this_month_are_lawful() -> None:
    assert found_on(RULE, directives=[letter(day=date(2024, 3, 1))], media=[count("bai", "2024-03", 3)]) == []
