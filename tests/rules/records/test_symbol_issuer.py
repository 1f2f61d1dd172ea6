"""The abbreviation in a symbol is its issuer's."""

from __future__ import annotations

from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.symbol_issuer import RULE
from tests.rules.builders import found_on, letter


def test_the_party_s_symbol_is_not_the_committee_s() -> None:
    (finding,) = found_on(RULE, directives=[letter("20-NQ/ĐU", kind="nghi-quyet")])
    assert finding.severity is Severity.ERROR
    assert finding.message == "Ký hiệu 20-NQ/ĐU là của Đảng ủy xã Hà Kỳ, mà cơ quan ban hành ghi “UBND xã Hà Kỳ”."


def test_another_level_is_a_warning() -> None:
    (finding,) = found_on(RULE, directives=[letter("7/BNV-VP", issuer="Sở Nội vụ", direction="incoming")])
    assert finding.severity is Severity.WARNING


def test_what_may_be_right_is_silent() -> None:
    papers = [
        letter(),
        letter("160/SNV-CCHC", issuer="Sở Nội vụ tỉnh Hải Dương", direction="incoming"),
        letter("155/KH-UBND", issuer="UBND tỉnh Hải Dương", direction="incoming"),
        letter("05-NQ/TU", issuer="Ban Chấp hành Đảng bộ", direction="incoming"),
        letter("9/GM-HVN", issuer="Hội Văn nghệ", direction="incoming"),
    ]
    assert found_on(RULE, directives=papers) == []
