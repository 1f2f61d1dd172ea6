"""Who issues a paper: the office, or the issuer whose abbreviation the symbol bears; and who signs for it when."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.errors import WrongUseError
from cchc_tui.records.directive import OUTGOING, Directive
from cchc_tui.records.issuing import resolve_issuer
from cchc_tui.records.letterhead import issuer_of_symbol, issuing_body, proposed_signatory, symbol_for
from cchc_tui.records.office import Issuer, OfficeSettings, Predecessor, Signatory

COLLECTIVE = "TM. ỦY BAN NHÂN DÂN"
WARD = OfficeSettings(
    unit="phuong",
    short_name="UBND phường Bến Sậy",
    full_name="Ủy ban nhân dân phường Bến Sậy",
    letterhead=("ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN SẬY"),
    place="Bến Sậy",
    issuers=(
        Issuer(code="TTPVHCC", name="Trung tâm Phục vụ hành chính công phường Bến Sậy"),
        Issuer(code="VP", name="Văn phòng HĐND và UBND phường Bến Sậy", superior="UBND PHƯỜNG", letterhead=("VP",)),
        Issuer(code="VH-XH", name="Phòng Văn hóa - Xã hội"),
        Issuer(code="HĐND", name="HĐND phường Bến Sậy"),
    ),
    signatories=(
        Signatory(name="Cũ", signing=(COLLECTIVE, "CHỦ TỊCH"), to_on=date(2026, 4, 9)),
        Signatory(name="Phó", signing=(COLLECTIVE, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        Signatory(name="Mới", signing=(COLLECTIVE, "CHỦ TỊCH"), from_on=date(2026, 4, 10)),
        Signatory(name="Giám đốc", signing=("GIÁM ĐỐC",), issuer="TTPVHCC"),
    ),
)


@pytest.mark.parametrize(
    ("symbol", "superior", "lines"),
    [
        ("BC-UBND", "", ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN SẬY")),
        ("UBND-VP", "", ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN SẬY")),
        (None, "", ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN SẬY")),
        ("BC-TTPVHCC", "UBND PHƯỜNG BẾN SẬY", ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",)),
        ("12/TTPVHCC-HCC", "UBND PHƯỜNG BẾN SẬY", ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",)),
        ("TB-VP", "UBND PHƯỜNG", ("VP",)),
        ("KH-VH-XH", "UBND PHƯỜNG BẾN SẬY", ("PHÒNG VĂN HÓA - XÃ HỘI",)),
        ("NQ-HĐND", "", ("HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG BẾN SẬY")),
    ],
)
def test_the_head_is_that_of_the_issuer_in_the_symbol(symbol: str | None, superior: str, lines: tuple[str]) -> None:
    body = issuing_body(WARD, symbol)
    assert (body.superior, body.lines) == (superior, lines)


RENAMED = OfficeSettings(
    short_name="UBND xã Nguyên Giáp",
    letterhead=("UBND XÃ NGUYÊN GIÁP",),
    issuers=(
        Issuer(code="VP", name="Văn phòng HĐND và UBND", from_on=date(2025, 7, 1)),
        Issuer(code="VP", name="Văn phòng", to_on=date(2025, 6, 30)),
        Issuer(code="TTVH", name="Trung tâm Văn hóa", from_on=date(2025, 1, 1), to_on=date(2025, 6, 30)),
    ),
    predecessors=(
        Predecessor(name="UBND xã Hà Kỳ", to_on=date(2025, 6, 30), superior="UBND HUYỆN TỨ KỲ"),
        Predecessor(name="UBND xã Hà Thanh", letterhead=("ỦY BAN NHÂN DÂN", "XÃ HÀ THANH")),
    ),
)


@pytest.mark.parametrize(
    ("symbol", "day", "name"),
    [
        ("BC-VP", date(2025, 6, 30), "Văn phòng"),
        ("BC-VP", date(2025, 7, 1), "Văn phòng HĐND và UBND"),
        ("BC-VP", None, "Văn phòng HĐND và UBND"),
        ("BC-TTVH", date(2025, 3, 1), "Trung tâm Văn hóa"),
        ("BC-TTVH", date(2026, 3, 1), "Trung tâm Văn hóa"),
        ("BC-UBND", date(2025, 3, 1), "UBND xã Nguyên Giáp"),
    ],
)
def test_an_issuer_has_the_name_of_the_day(symbol: str, day: date | None, name: str) -> None:
    assert issuing_body(RENAMED, symbol, day).name == name
    paper = Directive(direction=OUTGOING, kind="bao-cao", symbol=f"3/{symbol}", issued_on=day)
    assert resolve_issuer(paper, RENAMED).issuer == name


@pytest.mark.parametrize(
    ("predecessor", "superior", "lines"),
    [
        ("UBND xã Hà Kỳ", "UBND HUYỆN TỨ KỲ", ("UBND XÃ HÀ KỲ",)),
        ("UBND xã Hà Thanh", "", ("ỦY BAN NHÂN DÂN", "XÃ HÀ THANH")),
        ("UBND xã Không Khai", "", ("UBND XÃ KHÔNG KHAI",)),
    ],
)
def test_a_commune_that_is_no_more_heads_its_own_papers(predecessor: str, superior: str, lines: tuple[str]) -> None:
    body = issuing_body(RENAMED, "BC-UBND", date(2025, 3, 1), predecessor=predecessor)
    assert (body.name, body.superior, body.lines) == (predecessor, superior, lines)


def test_an_abbreviation_nobody_declared_is_no_issuer() -> None:
    assert issuer_of_symbol(WARD, "BC-KTHT") is None
    with pytest.raises(WrongUseError, match="chưa khai nơi ban hành “KTHT”"):
        symbol_for(WARD, "KTHT", "BC-UBND")
    assert symbol_for(WARD, "TTPVHCC", "BC-UBND") == "BC-TTPVHCC"
    assert symbol_for(WARD, "UBND", None) == "BC-UBND"


@pytest.mark.parametrize(
    ("day", "symbol", "like", "name"),
    [
        (date(2026, 4, 9), "BC-UBND", (), "Cũ"),
        (date(2026, 4, 10), "BC-UBND", (COLLECTIVE, "CHỦ TỊCH"), "Mới"),
        (date(2026, 4, 10), "BC-UBND", (COLLECTIVE, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Phó"),
        (date(2026, 4, 10), "BC-TTPVHCC", (), "Giám đốc"),
        (date(2026, 4, 10), "TB-VP", (), None),
    ],
)
def test_who_signs_is_who_serves_that_day(day: date, symbol: str, like: tuple[str, ...], name: str | None) -> None:
    found = proposed_signatory(WARD, day, symbol, like=like)
    assert (found.name if found else None) == name
