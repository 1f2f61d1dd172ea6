"""Every document but a law says who issued it."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.records.missing_issuer import RULE
from tests.rules.builders import found_on, letter


def test_our_own_document_is_cured_with_our_name() -> None:
    (finding,) = found_on(RULE, directives=[letter(issuer=None)])
    assert finding.cure == FieldCure("d17/UBND-VP", "issuer", None, "UBND xã Hà Kỳ")


def test_a_received_one_has_no_safe_cure() -> None:
    (finding,) = found_on(RULE, directives=[letter(issuer=None, direction="incoming")])
    assert finding.cure is None


def test_a_law_needs_no_issuer() -> None:
    assert found_on(RULE, directives=[letter(issuer=None, kind="luat"), letter()]) == []
