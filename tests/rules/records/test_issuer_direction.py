"""Outgoing is the office's, incoming is another's."""

from __future__ import annotations

from cchc_tui.records.finding import Severity
from cchc_tui.records.office import Issuer, Predecessor
from cchc_tui.rules.records.issuer_direction import RULE
from tests.rules.builders import OFFICE, found_on, letter


def test_another_agency_s_paper_is_not_outgoing() -> None:
    (finding,) = found_on(RULE, directives=[letter("160/SNV-CCHC", issuer="Sở Nội vụ")])
    assert finding.severity is Severity.ERROR
    assert finding.cure is not None
    assert finding.cure.after == "incoming"  # type: ignore[union-attr]


def test_an_own_paper_is_not_incoming() -> None:
    (finding,) = found_on(RULE, directives=[letter(direction="incoming")])
    assert "ghi là văn bản đến, mà cơ quan ban hành là UBND xã Hà Kỳ" in finding.message


def test_a_room_of_the_office_is_warned_of_until_it_is_declared() -> None:
    paper = letter("5/BC-TTPVHCC", issuer="Trung tâm Phục vụ hành chính công xã Hà Kỳ")
    (finding,) = found_on(RULE, directives=[paper])
    assert (finding.severity, finding.cure) == (Severity.WARNING, None)
    assert "cchc office --issuer" in finding.message
    declared = OFFICE.change(issuers=(Issuer(code="TTPVHCC", name="Trung tâm Phục vụ hành chính công xã Hà Kỳ"),))
    assert found_on(RULE, directives=[paper], office=declared) == []


def test_a_predecessor_s_paper_is_the_office_s_own() -> None:
    office = OFFICE.change(predecessors=(Predecessor(name="UBND xã Tiên Động"),))
    assert found_on(RULE, directives=[letter(issuer="UBND xã Tiên Động")], office=office) == []
