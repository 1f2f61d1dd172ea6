"""`cchc chart`: bars of counts for a terminal or a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.cli import run
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
