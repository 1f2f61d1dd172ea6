"""`cchc chart`: bars of counts for a terminal or a pipe."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records.period import Period, PeriodKind, parse_period
from tests.tui.pictures import write_office


@pytest.fixture
def records(tmp_path: Path) -> str:
    return str(write_office(tmp_path / "office"))


def test_each_measure_is_a_chart_with_its_total_and_its_months(
    records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--records", records, "chart", "truyen thanh", "--period", "2023"]) == 0
    shown = capsys.readouterr().out
    assert "Đài truyền thanh xã: bài tuyên truyền, năm 2023: 6 bài" in shown
    bars = [line for line in shown.splitlines() if "█" in line]
    assert len(bars[-1].split()) == 3
    assert len(bars[0].split()) == 1
    assert "T1    T2    T3" in shown
    assert "trên 90 lượt" in shown
    assert "chỉ có số cho khoảng dài hơn một tháng" in shown
    assert "tin bài đăng tải" not in shown


def test_without_a_channel_every_measure_that_has_counts_is_drawn(
    records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--records", records, "chart", "--period", "2023"]) == 0
    assert "khoảng 12 tin bài" in capsys.readouterr().out


def test_an_unknown_channel_is_refused_with_those_there_are(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--records", records, "chart", "facebook"]) == 2
    assert "truyen-thanh, trang-tin" in capsys.readouterr().err


def test_a_period_without_counts_says_so(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--records", records, "chart", "--period", "2019"]) == 0
    assert "Chưa có số liệu nào trong năm 2019" in capsys.readouterr().err


def test_a_comparison_names_its_period_and_is_shown_only_of_whole_ones(
    records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def add(period: str, value: int) -> None:
        words = ("--channel", "trang-tin", "--measure", "tin-bai", "--period", period, "--value", str(value))
        assert run(["--records", records, "add", "media", *words]) == 0

    for period, value in (("quý 2/2025", 10), ("quý 2/2026", 16), ("1/2026", 4), ("2/2026", 4)):
        add(period, value)
    assert run(["--records", records, "chart", "trang-tin", "--period", "quý 2/2026"]) == 0
    assert "16 tin bài   ▲ +6 so với cùng kỳ (quý II năm 2025)\n" in capsys.readouterr().out
    add("3/2026", 4)
    assert run(["--records", records, "chart", "trang-tin", "--period", "quý 2/2026"]) == 0
    assert "▲ +4 so với kỳ trước (quý I năm 2026)   ▲ +6 so với cùng kỳ" in capsys.readouterr().out


@pytest.fixture
def figured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An office with form 06 in three quarters and one of the year before, and a form of one row by months."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "phuong", {"short_name": "UBND phường Hà Kỳ", "place": "Hà Kỳ"})
    office = Office.open(records)
    for code, online in (("2025-quy-3", 600), ("2026-quy-1", 1000), ("2026-quy-2", 500), ("2026-quy-3", 1200)):
        period = parse_period(code)
        assert period is not None
        rows = [{"label": "Chứng thực", "truc-tuyen": Decimal(online)}, {"label": "Hộ tịch", "truc-tuyen": Decimal(7)}]
        office.figures.fill("tthc-06", period, rows)
    for number, late in ((1, 3), (3, 0)):
        month = Period(PeriodKind.MONTH, 2026, number)
        office.figures.fill(
            "dvc-truc-tuyen", month, [{"label": "Phường", "dung-han": Decimal(97), "qua-han": Decimal(late)}]
        )
    return str(records)


INDICATORS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("tthc-06.truc-tuyen", "2026", ("1.007 507 1.207", "Q1 Q2 Q3")),
    ("tthc-06.truc-tuyen.ho-tich", "2026", ("7 7 7",)),
    ("tthc-06.truc-tuyen", "quý 3/2026", ("quý III năm 2026: 1.207 hồ sơ ▲ +600 so với cùng kỳ", "Q3")),
    ("dvc-truc-tuyen.ty-le-dung-han", "2026", ("97,00 100,00", "T1 T3")),
    ("dvc-truc-tuyen.ty-le-dung-han", "1/2026", ("tháng 1 năm 2026: 97,00%",)),
)


@pytest.mark.parametrize(("path", "period", "shown"), INDICATORS)
def test_any_column_of_a_form_is_drawn_with_its_figures_and_periods(
    figured: str, capsys: pytest.CaptureFixture[str], path: str, period: str, shown: tuple[str, ...]
) -> None:
    assert run(["--records", figured, "chart", path, "--period", period]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    for words in shown:
        assert words in printed
    assert "█" in printed


@pytest.mark.parametrize(
    ("path", "code", "sentence"),
    [
        ("tthc-06.khong-co", 2, "không có cột “khong-co”"),
        ("tthc-6.truc-tuyen", 2, "Có phải “tthc-06”?"),
        ("tthc-06.tiep-nhan", 0, "Chưa có số liệu nào của tthc-06.tiep-nhan trong năm 2026"),
        ("tthc-06.truc-tuyen.khong", 0, "Chưa có số liệu nào"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    figured: str, capsys: pytest.CaptureFixture[str], path: str, code: int, sentence: str
) -> None:
    assert run(["--records", figured, "chart", path, "--period", "2026"]) == code
    assert sentence in capsys.readouterr().err
