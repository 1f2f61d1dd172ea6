"""Rules on the sheet of a report: to whom it goes and who signs it."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.records.finding import Severity
from cchc_tui.rules.sheet import addressee_missing, filing_line, signing_position, signing_stack
from tests.rules.builders import OFFICE, found_on, sheet

RIGHT = [
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("CHỦ TỊCH",),
]


def test_no_addressee_is_a_warning() -> None:
    assert [f.severity for f in found_on(addressee_missing, reports=[sheet(addressees=())])] == [Severity.WARNING]


def test_the_offices_usual_one_makes_it_a_notice_with_a_cure() -> None:
    usual = ("Sở Nội vụ",)
    (finding,) = found_on(addressee_missing, reports=[sheet(addressees=())], office=OFFICE.change(addressees=usual))
    assert finding.severity is Severity.NOTICE
    assert finding.cure == FieldCure("r1", "addressees", (), usual)


def test_addressed_frozen_and_other_kinds_are_lawful() -> None:
    others = [sheet(), sheet(addressees=(), state="frozen"), sheet(addressees=(), kind="thong-bao")]
    assert found_on(addressee_missing, reports=others) == []


def test_the_seeds_line_is_cured() -> None:
    before = ("TT Đảng ủy", "- Lưu: VP.")
    (finding,) = found_on(filing_line, reports=[sheet(recipients=before)])
    assert finding.cure == FieldCure("r1", "recipients", before, ("TT Đảng ủy", "Lưu: VT, VP"))


def test_no_filing_line_is_found_without_a_guess() -> None:
    (finding,) = found_on(filing_line, reports=[sheet(recipients=("TT Đảng ủy",))])
    assert finding.cure is None


def test_the_right_line_is_lawful() -> None:
    assert found_on(filing_line, reports=[sheet(), sheet(recipients=("Lưu: VP",), state="frozen")]) == []


def test_the_seeds_position_is_cured() -> None:
    lines = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Phó chủ tịch UBND xã")
    (finding,) = found_on(signing_position, reports=[sheet(signing=lines)])
    assert finding.cure == FieldCure("r1", "signing", lines, (*lines[:2], "PHÓ CHỦ TỊCH"))


def test_right_lines_are_lawful() -> None:
    assert found_on(signing_position, reports=[sheet(), sheet(signing=("CHỦ TỊCH",)), sheet(signing=())]) == []


def test_kt_without_a_deputy_is_found() -> None:
    (finding,) = found_on(signing_stack, reports=[sheet(signing=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))])
    assert finding.quote == "KT. CHỦ TỊCH"


def test_a_council_without_tm_is_found() -> None:
    (finding,) = found_on(signing_stack, reports=[sheet(signing=("ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))])
    assert "TM. ỦY BAN NHÂN DÂN" in finding.message


def test_right_stacks_are_lawful() -> None:
    assert found_on(signing_stack, reports=[sheet(signing=stack) for stack in RIGHT]) == []
