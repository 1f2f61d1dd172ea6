"""A directive: what makes two documents one, and which kind a symbol stands for."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.directive import Directive, issuer_key, likely_kind
from cchc_tui.records.identity import directive_identity
from cchc_tui.records.office import OfficeSettings

LETTER = Directive(symbol="17/CV-UBND", issued_on=date(2023, 2, 21), issuer="UBND xã Hà Kỳ")


def _identity(directive: Directive) -> tuple[int, str, str] | None:
    return directive_identity(directive, OfficeSettings())


@pytest.mark.parametrize(
    "same",
    [
        {"symbol": "017/CV-UBND"},
        {"symbol": "17 /CV – UBND"},
        {"symbol": "Số 17/CV-UBND"},
        {"issuer": "Ủy ban nhân dân xã Hà Kỳ"},
        {"issuer": "UBND xa\u0303 Ha\u0300 Ky\u0300"},
        {"issued_on": date(2023, 12, 30)},
        {"subject": "khác"},
    ],
)
def test_typed_otherwise_it_is_the_same_document(same: dict[str, object]) -> None:
    assert _identity(LETTER.change(**same)) == _identity(LETTER) is not None


@pytest.mark.parametrize(
    "other",
    [
        {"symbol": "18/CV-UBND"},
        {"symbol": "17/KH-UBND"},
        {"symbol": "17a/CV-UBND"},
        {"issuer": "UBND huyện Hà Trung"},
        {"issuer": None},
        {"issued_on": date(2024, 2, 21)},
    ],
)
def test_another_number_kind_issuer_or_year_is_another_document(other: dict[str, object]) -> None:
    assert _identity(LETTER.change(**other)) != _identity(LETTER)


@pytest.mark.parametrize(
    "without", [{"symbol": None}, {"symbol": "/CV-UBND"}, {"symbol": "chưa rõ"}, {"issued_on": None}]
)
def test_without_number_or_date_nothing_is_a_duplicate(without: dict[str, object]) -> None:
    assert _identity(LETTER.change(**without)) is None


def test_a_legal_documents_own_year_counts() -> None:
    decree = Directive(symbol="30/2020/NĐ-CP", issued_on=date(2021, 1, 1))
    assert _identity(decree) == _identity(Directive(symbol="30/2020/NĐ-CP", issued_on=date(2020, 3, 5)))


def test_long_and_short_names_of_an_office_are_one() -> None:
    assert issuer_key("Ủy ban nhân dân xã Hà Kỳ") == issuer_key("UBND xã Hà Kỳ")
    assert issuer_key("Hội đồng nhân dân xã") == issuer_key("HĐND xã")
    assert issuer_key(None) == ""


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("142/UBND-NV", "cong-van"),
        ("17/CV-UBND", "cong-van"),
        ("59/KH-UBND", "ke-hoach"),
        ("12/BC-UBND", "bao-cao"),
        ("04/QĐ-UBND", "quyet-dinh"),
        ("240/QĐ", "quyet-dinh"),
        ("30/2020/NĐ-CP", "nghi-dinh"),
        ("/BC-UBND", "bao-cao"),
        ("24-NQ/TW", "nghi-quyet"),
        ("340-CV/ĐU", "cong-van-dang"),
        ("72/2025/QH15", None),
        ("chưa có số", None),
        (None, None),
    ],
)
def test_the_kind_a_symbol_stands_for(symbol: str | None, kind: str | None) -> None:
    assert likely_kind(symbol) == kind
