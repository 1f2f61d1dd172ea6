"""The figures of offices that were joined into this one are added up, a rate from what it is made of."""

from __future__ import annotations

from decimal import Decimal

from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.form import StatisticalForm
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.storage.form_file import read_form
from cchc_tui.storage.shipped import templates_dir
from tests.rules.builders import figures

QUARTER = Period(PeriodKind.QUARTER, 2025, 2)


def _form(code: str) -> StatisticalForm:
    return read_form(code, [templates_dir()])


def test_two_old_offices_stand_in_one_row_with_their_sum() -> None:
    first = figures("dvc-truc-tuyen", QUARTER.code, "Phường", **{"dung-han": 90, "qua-han": 10})
    other = figures("dvc-truc-tuyen", QUARTER.code, "Phường", **{"dung-han": 100, "qua-han": 0})
    rows = [first.change(predecessor="UBND xã A"), other.change(id="b", predecessor="UBND xã B")]
    cells = FigureBook(rows, _form).table("dvc-truc-tuyen", QUARTER).cells("phuong")
    assert (cells["dung-han"], cells["qua-han"], cells["ty-le-dung-han"]) == (190, 10, Decimal("95.00"))
