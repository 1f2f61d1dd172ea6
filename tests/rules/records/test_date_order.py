"""A document is sent and received after it was issued."""

from __future__ import annotations

from datetime import date

from cchc_tui.rules.records.date_order import RULE
from tests.rules.builders import found_on, letter


def test_sent_before_issued_is_found() -> None:
    assert [f.key for f in found_on(RULE, directives=[letter(sent_on=date(2023, 2, 2))])] == ["sent_on"]


def test_sent_the_same_day_is_lawful() -> None:
    assert found_on(RULE, directives=[letter(sent_on=date(2023, 2, 21), received_on=date(2023, 2, 22))]) == []
