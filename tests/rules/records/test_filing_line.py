"""The clerk's copy is always among the recipients."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.records.filing_line import RULE
from tests.rules.builders import found_on, sheet


def test_the_seeds_line_is_cured() -> None:
    before = ("TT Đảng ủy", "- Lưu: VP.")
    (finding,) = found_on(RULE, reports=[sheet(recipients=before)])
    assert finding.cure == FieldCure("r1", "recipients", before, ("TT Đảng ủy", "Lưu: VT, VP"))


def test_no_filing_line_is_found_without_a_guess() -> None:
    (finding,) = found_on(RULE, reports=[sheet(recipients=("TT Đảng ủy",))])
    assert finding.cure is None


def test_the_right_line_is_lawful() -> None:
    assert found_on(RULE, reports=[sheet(), sheet(recipients=("Lưu: VP",), state="frozen")]) == []
