"""Who issues a paper: the office, or the issuer whose abbreviation the symbol bears; and who signs for it when."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.errors import WrongUseError
from cchc_tui.records.letterhead import issuer_of_symbol, issuing_body, proposed_signatory, symbol_for
from cchc_tui.records.office import Issuer, OfficeSettings, Signatory

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
