"""One number for one measure and period."""

from __future__ import annotations

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.rules.records.duplicate_count import RULE
from tests.rules.builders import count, found_on


def test_a_second_number_is_an_error() -> None:
    found = found_on(RULE, media=[count("bai", "2023-06", 3), count("bai", "2023-06", 4).change(id="z")])
    assert [f.record for f in found] == ["z"]


def test_another_month_or_measure_is_lawful() -> None:
    others = [count("bai", "2023-06", 3), count("bai", "2023-07", 3), count("luot-phat", "2023-06", 9)]
    assert found_on(RULE, media=others) == []


def test_a_number_kept_on_purpose_is_accepted() -> None:
    again = count("bai", "2023-06", 4).change(id="z", note=with_reason(None, "hai đợt trong tháng"))
    assert found_on(RULE, media=[count("bai", "2023-06", 3), again]) == []
