"""Issuer, direction and symbol of a document agree."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import Issuer, Predecessor
from cchc_tui.rules.issuers import issuer_direction, missing_direction, symbol_issuer
from tests.rules.builders import OFFICE, found_on, letter


def test_what_issuer_or_symbol_tell_is_the_cure() -> None:
    papers = [
        letter(direction=None),
        letter("160/SNV-CCHC", direction=None, issuer=None),
        letter("36/KH-UBND", direction=None, issuer=None),
    ]
    cures = {f.record: f.cure for f in found_on(missing_direction, directives=papers)}
    assert cures == {
        "d17/UBND-VP": FieldCure("d17/UBND-VP", "direction", None, "outgoing"),
        "d160/SNV-CCHC": FieldCure("d160/SNV-CCHC", "direction", None, "incoming"),
        "d36/KH-UBND": None,
    }


def test_a_document_with_a_direction_is_silent() -> None:
    assert (
        found_on(
            missing_direction, directives=[letter(), letter("1/SNV-CCHC", direction="incoming", issuer="Sở Nội vụ")]
        )
        == []
    )


def test_another_agency_s_paper_is_not_outgoing() -> None:
    (finding,) = found_on(issuer_direction, directives=[letter("160/SNV-CCHC", issuer="Sở Nội vụ")])
    assert finding.severity is Severity.ERROR
    assert finding.cure is not None
    assert finding.cure.after == "incoming"  # type: ignore[union-attr]


def test_an_own_paper_is_not_incoming() -> None:
    (finding,) = found_on(issuer_direction, directives=[letter(direction="incoming")])
    assert "ghi là văn bản đến, mà cơ quan ban hành là UBND xã Hà Kỳ" in finding.message


def test_a_room_of_the_office_is_warned_of_until_it_is_declared() -> None:
    paper = letter("5/BC-TTPVHCC", issuer="Trung tâm Phục vụ hành chính công xã Hà Kỳ")
    (finding,) = found_on(issuer_direction, directives=[paper])
    assert (finding.severity, finding.cure) == (Severity.WARNING, None)
    assert "cchc office --issuer" in finding.message
    declared = OFFICE.change(issuers=(Issuer(code="TTPVHCC", name="Trung tâm Phục vụ hành chính công xã Hà Kỳ"),))
    assert found_on(issuer_direction, directives=[paper], office=declared) == []


def test_a_predecessor_s_paper_is_the_office_s_own() -> None:
    office = OFFICE.change(predecessors=(Predecessor(name="UBND xã Tiên Động"),))
    assert found_on(issuer_direction, directives=[letter(issuer="UBND xã Tiên Động")], office=office) == []


def test_the_party_s_symbol_is_not_the_committee_s() -> None:
    (finding,) = found_on(symbol_issuer, directives=[letter("20-NQ/ĐU", kind="nghi-quyet")])
    assert finding.severity is Severity.ERROR
    assert finding.message == "Ký hiệu 20-NQ/ĐU là của Đảng ủy xã Hà Kỳ, mà cơ quan ban hành ghi “UBND xã Hà Kỳ”."


def test_another_level_is_a_warning() -> None:
    (finding,) = found_on(symbol_issuer, directives=[letter("7/BNV-VP", issuer="Sở Nội vụ", direction="incoming")])
    assert finding.severity is Severity.WARNING


def test_what_may_be_right_is_silent() -> None:
    papers = [
        letter(),
        letter("160/SNV-CCHC", issuer="Sở Nội vụ tỉnh Hải Dương", direction="incoming"),
        letter("155/KH-UBND", issuer="UBND tỉnh Hải Dương", direction="incoming"),
        letter("05-NQ/TU", issuer="Ban Chấp hành Đảng bộ", direction="incoming"),
        letter("9/GM-HVN", issuer="Hội Văn nghệ", direction="incoming"),
    ]
    assert found_on(symbol_issuer, directives=papers) == []
