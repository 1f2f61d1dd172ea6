"""The code of a symbol is the code of its kind; a công văn has none."""

from __future__ import annotations

import pytest

from cchc_tui.rules.records.symbol_kind import RULE
from tests.rules.builders import found_on, letter, sheet


@pytest.mark.parametrize(
    ("symbol", "kind", "words"),
    [
        ("17/CV-UBND", "cong-van", "không có chữ CV"),
        ("5/QCh-UBND", "quy-che", "đúng là QC"),
        ("5/DAn-UBND", "du-an", "đúng là DA"),
        ("5/GN-UBND", "giay-nghi-phep", "đúng là GNP"),
        ("5/QĐ-UBND", "ke-hoach", "không phải KH"),
        ("5/KH-UBND", "cong-van", "là của kế hoạch"),
        ("5/UBND-VP", "ke-hoach", "thiếu chữ viết tắt KH"),
    ],
)
def test_a_wrong_code_is_found_and_never_cured(symbol: str, kind: str, words: str) -> None:
    (finding,) = found_on(RULE, directives=[letter(symbol, kind=kind)])
    assert words in finding.message
    assert finding.cure is None


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("17/UBND-VP", "cong-van"),
        ("5/QĐ-UBND", "quyet-dinh"),
        ("5/Ctr-UBND", "chuong-trinh"),
        ("30/2020/NĐ-CP", "nghi-dinh"),
        ("340-CV/ĐU", "cong-van-dang"),
    ],
)
def test_a_right_code_is_lawful(symbol: str, kind: str) -> None:
    assert found_on(RULE, directives=[letter(symbol, kind=kind)]) == []


def test_documents_of_others_are_not_ours_to_correct() -> None:
    assert found_on(RULE, directives=[letter("17/CV-UBND", direction="incoming")]) == []


def test_the_symbol_of_an_open_report_is_looked_at() -> None:
    assert found_on(RULE, reports=[sheet()]) == []
    (finding,) = found_on(RULE, reports=[sheet(symbol="KH-UBND")])
    assert finding.key == "symbol"
