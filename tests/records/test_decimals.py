"""Counts with decimals: exact from the key to the page, whole numbers as they always were."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.errors import WrongUseError
from cchc_tui.language.wording import Qualifier, Quantity, add_quantities, format_quantity, parse_quantity
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Measure
from cchc_tui.records.period import parse_period

WHOLE = """\
# Phiên bản cấu trúc
schema = 1

# Mã hồ sơ (không đổi)
id = "abc234"

# Kênh
channel = "truyen-thanh"

# Chỉ tiêu
measure = "gio-phat"

# Kỳ
period = "2026-03"

# Số lượng
value = 24
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office that counts hours on the air, with one decimal."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "xa", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    monkeypatch.chdir(records.parent)
    office = Office.open(records, today=date(2026, 10, 1))
    hours = Measure(channel="truyen-thanh", code="gio-phat", label="giờ phát sóng", unit="giờ", places=1)
    office.records.save_settings(office.settings.change(measures=(*office.settings.measures, hours)))
    office.records.refresh()
    return office


def count(value: object, measure: str = "gio-phat", month: str = "2026-03") -> MediaCount:
    return MediaCount(channel="truyen-thanh", measure=measure, period=month, value=value)  # type: ignore[arg-type]


def test_a_whole_number_is_read_and_written_byte_for_byte_as_before(office: Office) -> None:
    path = office.directory / "media" / "2026" / "2026-03_x_abc234.toml"
    path.parent.mkdir(parents=True)
    path.write_text(WHOLE, encoding="utf-8")
    office.records.refresh()
    (stored,) = office.records.stored(MediaCount)
    assert type(stored.record.value) is int
    office.records.save(stored, stored.record.change(note="đã đối chiếu"))
    office.records.refresh()
    (stored,) = office.records.stored(MediaCount)
    office.records.save(stored, stored.record.change(note=None))
    assert path.read_text(encoding="utf-8") == WHOLE


def test_a_number_with_decimals_is_kept_exactly_and_adds_up_exactly(office: Office) -> None:
    for month, value in (("2026-01", Decimal("0.1")), ("2026-02", Decimal("0.2")), ("2026-03", 24)):
        office.records.add(count(value, month=month))
    office.records.refresh()
    kept = {s.record.period: s.record.value for s in office.records.stored(MediaCount)}
    assert kept == {"2026-01": Decimal("0.1"), "2026-02": Decimal("0.2"), "2026-03": 24}
    quarter = parse_period("2026-quy-1")
    assert quarter is not None
    total = office.reports.yearbook(quarter).total("truyen-thanh", "gio-phat")
    assert total == Quantity(Decimal("24.3"))
    assert 'value = "0.1"\n' in next(office.directory.glob("media/2026/2026-01_*")).read_text(encoding="utf-8")


def test_decimals_that_a_measure_does_not_declare_are_a_sentence(office: Office) -> None:
    with pytest.raises(WrongUseError, match="“giờ phát sóng” nhận 1 chữ số sau dấu phẩy, mà số ghi là 2,55"):
        office.records.add(count(Decimal("2.55")))
    other = next(m for m in office.settings.measures if m.channel == "truyen-thanh" and not m.places)
    with pytest.raises(WrongUseError, match="chỉ nhận số nguyên, mà số ghi là 2,500"):
        office.records.add(count(Decimal("2.500"), other.code or ""))


def test_typed_and_printed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["add", "media", "--channel", "truyen-thanh", "--measure", "gio-phat", "--period", "3/2026"]
    assert run([*words, "--value", "khoảng 1.234,5"]) == 0
    office.records.refresh()
    (stored,) = office.records.stored(MediaCount)
    assert stored.record.quantity == Quantity(Decimal("1234.5"), Qualifier.ABOUT)
    assert format_quantity(stored.record.quantity) == "khoảng 1.234,5"
    capsys.readouterr()
    assert run(["list", "media"]) == 0
    assert "1.234,5" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "decimals", "quantity"),
    [("97,5", True, Quantity(Decimal("97.5"))), ("trên 1.234,50", True, Quantity(Decimal("1234.50"), Qualifier.OVER)),
     ("2,500", False, None), ("2.5", True, None), ("2,", True, None), ("2500", True, Quantity(2500))],
)  # fmt: skip
def test_a_comma_is_taken_for_decimals_only_where_they_are_counted(
    text: str, decimals: bool, quantity: Quantity | None
) -> None:
    assert parse_quantity(text, decimals=decimals) == quantity


def test_sums_of_decimals_carry_the_qualifier() -> None:
    parts = [Quantity(Decimal("0.1")), Quantity(2, Qualifier.OVER), Quantity(Decimal("0.2"))]
    assert add_quantities(parts) == Quantity(Decimal("2.3"), Qualifier.OVER)
