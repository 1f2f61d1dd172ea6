"""Lines of authority follow from each other."""

from __future__ import annotations

from cchc_tui.rules.records.signing_stack import RULE
from tests.rules.builders import found_on, sheet

RIGHT = [
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("CHỦ TỊCH",),
]


def test_kt_without_a_deputy_is_found() -> None:
    (finding,) = found_on(RULE, reports=[sheet(signing=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))])
    assert finding.quote == "KT. CHỦ TỊCH"


def test_a_council_without_tm_is_found() -> None:
    (finding,) = found_on(RULE, reports=[sheet(signing=("ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))])
    assert "TM. ỦY BAN NHÂN DÂN" in finding.message


def test_right_stacks_are_lawful() -> None:
    assert found_on(RULE, reports=[sheet(signing=stack) for stack in RIGHT]) == []
