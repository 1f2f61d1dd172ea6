"""Every document says whether it was issued or received."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.records.missing_direction import RULE
from tests.rules.builders import found_on, letter


def test_what_issuer_or_symbol_tell_is_the_cure() -> None:
    papers = [
        letter(direction=None),
        letter("160/SNV-CCHC", direction=None, issuer=None),
        letter("36/KH-UBND", direction=None, issuer=None),
    ]
    cures = {f.record: f.cure for f in found_on(RULE, directives=papers)}
    assert cures == {
        "d17/UBND-VP": FieldCure("d17/UBND-VP", "direction", None, "outgoing"),
        "d160/SNV-CCHC": FieldCure("d160/SNV-CCHC", "direction", None, "incoming"),
        "d36/KH-UBND": None,
    }


def test_a_document_with_a_direction_is_silent() -> None:
    assert found_on(RULE, directives=[letter(), letter("1/SNV-CCHC", direction="incoming", issuer="Sở Nội vụ")]) == []
