"""Rules on the sheet of a report: to whom it goes and who signs it."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.cure import FieldCure
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import Issuer, Signatory
from cchc_tui.rules.sheet import (
    addressee_missing,
    filing_line,
    report_issuer,
    signatory_term,
    signing_position,
    signing_stack,
)
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


SIGNERS = OFFICE.change(
    issuers=(Issuer(code="TTPVHCC", name="Trung tâm"),),
    signatories=(
        Signatory(name="Vũ Văn Khanh", signing=("CHỦ TỊCH",), from_on=date(2021, 7, 1), to_on=date(2023, 12, 21)),
        Signatory(name="Bùi Thu Hà", signing=("CHỦ TỊCH",), from_on=date(2023, 12, 22)),
    ),
)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"signatory": "Bùi Thu Hà"}, ""),
        ({"signatory": "Người Chưa Khai"}, ""),
        ({"state": "frozen"}, ""),
        ({"dated_on": date(2023, 12, 21)}, ""),
        ({}, "không giữ chức vụ vào ngày 22/12/2023 (nhiệm kỳ khai từ 01/7/2021 đến hết 21/12/2023). Ngày ấy có Bùi"),
        ({"dated_on": None}, "không giữ chức vụ vào ngày 01/3/2024"),
        ({"signatory": "Bùi Thu Hà", "symbol": "BC-TTPVHCC"}, "không khai là người ký của Trung tâm."),
    ],
)
def test_the_signer_serves_on_the_day_of_signing(values: dict[str, object], said: str) -> None:
    found = found_on(signatory_term, reports=[sheet(**values)], office=SIGNERS)
    assert [f.key for f in found] == (["signatory"] if said else [])
    assert all(said in f.message and f.blocks for f in found)


@pytest.mark.parametrize(
    ("symbol", "code"),
    [("BC-UBND", ""), ("BC-TTPVHCC", ""), (None, ""), ("BC", ""), ("BC-VHXH", "VHXH"), ("BC/ĐU", "ĐU")],
)
def test_the_symbol_names_an_issuer_of_the_office(symbol: str | None, code: str) -> None:
    found = found_on(report_issuer, reports=[sheet(symbol=symbol)], office=SIGNERS)
    assert [f"ghi “{code}”" in f.message and f.blocks for f in found] == ([True] if code else [])
