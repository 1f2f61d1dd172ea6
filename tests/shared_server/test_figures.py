"""Ten people fill in one form in two copies: different rows and columns merge by themselves, the same cell is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.office import ConflictError, Office
from cchc_tui.office.starting import create_office
from cchc_tui.office.sync import Synced
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.period import Period, PeriodKind
from tests.shared_server.conftest import open_office

QUARTER = Period(PeriodKind.QUARTER, 2026, 3)
COLUMNS = ("truc-tuyen", "truc-tiep", "ky-truoc", "truoc-han", "dung-han")


@pytest.fixture
def copies(records: Path, tmp_path: Path) -> tuple[Office, Office]:
    """Two copies of one office, connected to one repository."""
    meeting = tmp_path / "kho.git"
    first = open_office(records)
    first.sharing.sync(to=str(meeting))
    from cchc_tui.office import copy_office

    second = copy_office(str(meeting), tmp_path / "ban-hai")
    return first, open_office(second.records)


def fill(office: Office, person: str, row: str, monkeypatch: pytest.MonkeyPatch, **cells: int) -> None:
    monkeypatch.setenv("CCHC_PERSON", f"{person} <a@b.vn>")
    values = {key.replace("_", "-"): Decimal(value) for key, value in cells.items()}
    office.figures.fill("tthc-06", QUARTER, [{"label": row, **values}])
    office.records.refresh()


def sync(*offices: Office) -> Synced:
    """Each after the other, twice, so that all have everything."""
    for office in (*offices, *offices):
        done = office.sharing.sync()
        office.records.refresh()
    return done


def test_ten_people_at_one_form_in_two_copies(copies: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch) -> None:
    for person in range(10):
        row, column = ("Chứng thực", "Hộ tịch")[person // 5], COLUMNS[person % 5]
        fill(copies[person % 2], f"Người {person}", row, monkeypatch, **{column.replace("-", "_"): person + 1})
    assert not sync(*copies).conflicts
    tables = [office.figures.table("tthc-06", QUARTER) for office in copies]
    assert tables[0] == tables[1]
    kept = [line.cells[column] for line in tables[0].lines for column in COLUMNS]
    assert kept == [Decimal(person + 1) for person in range(10)]


def test_the_same_row_begun_in_both_copies_is_one_file(
    copies: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(copies[0], "An", "Chứng thực", monkeypatch, truc_tuyen=120)
    fill(copies[1], "Bình", "Hộ tịch", monkeypatch, truc_tuyen=1)
    fill(copies[1], "Bình", "Chứng thực", monkeypatch, truc_tiep=30)
    assert not sync(*copies).conflicts
    for office in copies:
        rows = {s.record.row: s.record.cells for s in office.records.stored(FigureRow)}
        assert rows == {
            "chung-thuc": {"truc-tuyen": Decimal(120), "truc-tiep": Decimal(30)}, "ho-tich": {"truc-tuyen": Decimal(1)},
        }  # fmt: skip


def test_the_same_cell_is_asked(copies: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch) -> None:
    fill(copies[0], "An", "Chứng thực", monkeypatch, truc_tuyen=120)
    copies[0].sharing.sync()
    fill(copies[1], "Bình", "Chứng thực", monkeypatch, truc_tuyen=121)
    done = copies[1].sharing.sync()
    (conflict,) = done.conflicts
    assert [(field.key, field.theirs, field.mine) for field in conflict.fields] == [("truc-tuyen", 120, 121)]


def test_the_same_cell_in_one_folder_is_asked_too(records: Path) -> None:
    one, other = open_office(records), open_office(records)
    one.figures.fill("tthc-06", QUARTER, [{"label": "Chứng thực", "truc-tuyen": Decimal(120)}])
    other.figures.fill("tthc-06", QUARTER, [{"label": "Chứng thực", "truc-tiep": Decimal(30)}])
    other = open_office(records)
    one.records.refresh()
    one.figures.fill("tthc-06", QUARTER, [{"label": "Chứng thực", "truc-tuyen": Decimal(5)}])
    with pytest.raises(ConflictError):
        other.figures.fill("tthc-06", QUARTER, [{"label": "Chứng thực", "truc-tuyen": Decimal(6)}])
    one.records.refresh()
    cells = one.figures.table("tthc-06", QUARTER).cells("chung-thuc")
    assert (cells["truc-tuyen"], cells["truc-tiep"]) == (Decimal(5), Decimal(30))


def test_a_folder_of_last_year_opens_without_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "xa", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    old = records / "figures" / "2025-quy-3" / "tthc-06_chung-thuc_zzzzzz.toml"
    old.parent.mkdir(parents=True)
    old.write_text(
        'schema = 1\nid = "zzzzzz"\nform = "tthc-06"\nperiod = "2025-quy-3"\nrow = "chung-thuc"\n'
        'label = "Chứng thực"\ntruc-tuyen = 700\n',
        encoding="utf-8",
    )
    office = Office.open(records, today=date(2026, 10, 1))
    assert office.figures.beside("tthc-06", QUARTER)[1].cells("chung-thuc")["truc-tuyen"] == Decimal(700)
    period = Period(PeriodKind.QUARTER, 2025, 3)
    office.figures.fill("tthc-06", period, [{"label": "Chứng thực", "truc-tiep": Decimal(8)}])
    assert "truc-tiep = 8\n" in old.read_text(encoding="utf-8"), "a row of an earlier program keeps its file"
