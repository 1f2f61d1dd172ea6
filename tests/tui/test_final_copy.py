"""An office of which nothing was said makes no final page, whatever key is pressed on whatever screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import create_office
from cchc_tui.records.report_sheet import FROZEN
from tests.tui.conftest import Sitting, sit_down

KEYS = ("<F9>x", "<Ctrl+O>g", "<F9><Enter>", "<Ctrl+K>c")
"""Every key that makes pages or closes a report, with every answer but `d`, which makes a draft."""


@pytest.fixture
def fresh(tmp_path: Path) -> Sitting:
    """A new office with nothing filled in, and a report begun in it."""
    records = create_office(tmp_path / "xa", {})
    begin_history(records)
    Office.open(records, today=date(2026, 12, 1)).outlines.new_report("2026", outline="cchc-nam")
    return sit_down(records)


def pages(sitting: Sitting) -> list[str]:
    return sorted(p.name for p in sitting.records.parent.rglob("*") if p.suffix in (".docx", ".pdf"))


@pytest.mark.parametrize("screen", "012345678")
def test_no_key_makes_a_final_page(fresh: Sitting, screen: str) -> None:
    for keys in KEYS:
        fresh.press(f"<Esc><Esc>{screen}{keys}")
        assert pages(fresh) == [], keys
    assert fresh.desk.office.reports.find("2026-nam-cchc").record.state != FROZEN


def test_the_refusal_names_the_places_and_leads_to_them(fresh: Sitting) -> None:
    shown = fresh.press("4<F9>").replace("\n", " ")
    assert "office.toml thiếu “Tên cơ quan, viết gọn”" in shown
    fresh.press("k")
    assert "LỖI" in fresh.screen()
    assert "► " in fresh.press("<F5>ten co quan viet gon<Enter><Enter>")
    assert "Tên cơ quan, viết gọn" in fresh.screen()


def test_a_draft_is_made_under_a_name_of_its_own(fresh: Sitting) -> None:
    fresh.press("4<F9>d")
    assert [name for name in pages(fresh) if "du-thao" not in name] == []
