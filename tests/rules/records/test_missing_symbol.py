"""An issued document has a number that can be read."""

from __future__ import annotations

import pytest

from cchc_tui.rules.records.missing_symbol import RULE
from tests.rules.builders import found_on, letter


@pytest.mark.parametrize("symbol", [None, "/KH-UBND", "không số"])
def test_no_number_is_noticed(symbol: str | None) -> None:
    assert len(found_on(RULE, directives=[letter(symbol)])) == 1


def test_a_number_or_a_law_is_lawful() -> None:
    assert found_on(RULE, directives=[letter(), letter(None, kind="luat")]) == []
