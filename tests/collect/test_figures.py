"""The figures of many offices: rows with decimals, flows and stocks, rates from sums and never from averages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.collect import gather, summarise
from cchc_tui.collect.figure_totals import FigureTotal
from cchc_tui.collect.lake import ask
from cchc_tui.collect.page import html_page
from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import create_office
from cchc_tui.records.period import GENERAL_REGIME, Period, PeriodKind
from cchc_tui.storage.shipped import templates_dir

QUARTERS = [Period(PeriodKind.QUARTER, 2026, number) for number in range(1, 5)]
OWN = """title = "GIỜ"
unit = "giờ"
columns = [{ key = "gio", head = "Giờ phát", places = 1 }]
"""
Filled = Mapping[str, Decimal | str]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two communes: 99 of 100 in time, and 1 of 10; one with a form of its own; stocks of two quarters."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    sources = []
    for name, in_time, late in (("A", 99, 1), ("B", 1, 9)):
        records = create_office(
            tmp_path / name, {"short_name": f"UBND xã {name}", "place": name, "province": "Hải Phòng"}
        )
        (records / "templates" / "forms").mkdir(parents=True, exist_ok=True)
        (records / "templates" / "forms" / "gio-phat.toml").write_text(OWN, encoding="utf-8")
        begin_history(records, own=True)
        office = Office.open(records, today=date(2026, 12, 20))
        fill(
            office,
            "dvc-truc-tuyen",
            QUARTERS[0],
            {"label": "Xã", "dung-han": Decimal(in_time), "qua-han": Decimal(late)},
        )
        for quarter, stock in zip(QUARTERS[:2], (7, 4), strict=True):
            row = {
                "label": "Đất đai",
                "truc-tuyen": Decimal(10),
                "ky-truoc": Decimal(2),
                "dang-trong-han": Decimal(stock),
            }
            fill(office, "tthc-06", quarter, row)
        fill(office, "gio-phat", QUARTERS[0], {"label": "Xã", "gio": Decimal("0.1")})
        sources.append(records)
    folder = tmp_path / "lake"
    assert gather(sources, folder).faults == 0
    return folder


def fill(office: Office, form: str, period: Period, row: Filled) -> None:
    office.figures.fill(form, period, [row])
    office.records.refresh()


def totals(lake: Path) -> dict[str, FigureTotal]:
    year = Period(PeriodKind.YEAR, 2026)
    found = summarise(lake, year, GENERAL_REGIME.window(year)).figures
    return {f"{total.form}.{total.column}": total for total in found}


def test_a_rate_of_all_is_of_the_sums_and_no_average(lake: Path) -> None:
    rate = totals(lake)["dvc-truc-tuyen.ty-le-dung-han"]
    assert rate.value == Decimal("90.91"), "100 of 110, not the 54,5 of (99 + 10) / 2"
    assert (rate.words, rate.offices) == ("90,91%", 2)


def test_flows_add_up_stocks_are_of_the_last_period_what_was_carried_in_of_the_first(lake: Path) -> None:
    found = totals(lake)
    assert found["tthc-06.truc-tuyen"].value == 40
    assert found["tthc-06.dang-trong-han"].value == 8
    assert found["tthc-06.ky-truoc"].value == 4


def test_decimals_stay_exact_and_a_form_of_the_offices_own_is_known(lake: Path) -> None:
    hours = totals(lake)["gio-phat.gio"]
    assert (hours.value, hours.words, hours.label) == (Decimal("0.2"), "0,2 giờ", "Giờ phát")


def test_what_is_missing_is_said(lake: Path) -> None:
    missing = totals(lake)["tthc-06.truc-tiep"]
    assert (missing.value, missing.offices, missing.lacking) == (None, 0, 2)


def test_the_rows_can_be_asked_and_stand_on_the_page(lake: Path) -> None:
    sql = """SELECT commune, "row", value FROM figures WHERE form = 'gio-phat' ORDER BY commune"""
    assert [(row[1], row[2]) for row in ask(lake, sql).rows] == [("xa", Decimal("0.1"))] * 2
    year = Period(PeriodKind.YEAR, 2026)
    template = (templates_dir() / "summary" / "page.html").read_text(encoding="utf-8")
    page = html_page(summarise(lake, year, GENERAL_REGIME.window(year)), template)
    assert "Biểu số liệu cả kỳ" in page
    assert "90,91%" in page
