"""The position stands in capitals without the agency."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.records.signing_position import RULE
from tests.rules.builders import found_on, sheet


def test_the_seeds_position_is_cured() -> None:
    lines = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Phó chủ tịch UBND xã")
    (finding,) = found_on(RULE, reports=[sheet(signing=lines)])
    assert finding.cure == FieldCure("r1", "signing", lines, (*lines[:2], "PHÓ CHỦ TỊCH"))


def test_right_lines_are_lawful() -> None:
    assert found_on(RULE, reports=[sheet(), sheet(signing=("CHỦ TỊCH",)), sheet(signing=())]) == []
