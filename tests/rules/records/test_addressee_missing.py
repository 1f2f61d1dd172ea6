"""A report to a superior says to whom."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.addressee_missing import RULE
from tests.rules.builders import OFFICE, found_on, sheet


def test_no_addressee_is_a_warning() -> None:
    assert [f.severity for f in found_on(RULE, reports=[sheet(addressees=())])] == [Severity.WARNING]


def test_the_offices_usual_one_makes_it_a_notice_with_a_cure() -> None:
    usual = ("Sở Nội vụ",)
    (finding,) = found_on(RULE, reports=[sheet(addressees=())], office=OFFICE.change(addressees=usual))
    assert finding.severity is Severity.NOTICE
    assert finding.cure == FieldCure("r1", "addressees", (), usual)


def test_addressed_frozen_and_other_kinds_are_lawful() -> None:
    others = [sheet(), sheet(addressees=(), state="frozen"), sheet(addressees=(), kind="thong-bao")]
    assert found_on(RULE, reports=others) == []
