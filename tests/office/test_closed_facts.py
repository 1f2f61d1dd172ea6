"""Every way to write a record asks before facts behind a closed report change: one guard before every save."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import ClosedFactsError, Office
from cchc_tui.office.setup import begin_history
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.cure import FieldCure
from cchc_tui.records.directive import Directive
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.storage.shipped import sample_ward_dir

DAY = date(2026, 11, 27)
CLOSED = {"2026-quy-3-cchc", "2026-quy-3-kstthc"}
Way = Callable[[Office], object]


def _document(office: Office) -> object:
    row = next(s for s in office.records.stored(Directive) if s.record.issued_on == date(2026, 7, 8))
    return office.records.save(row, row.record.change(subject="việc khác"))


def _delete(office: Office) -> object:
    row = next(s for s in office.records.stored(MediaCount) if s.record.period == "2026-08")
    return office.records.delete_all([row], "nhập nhầm")


def _task(office: Office) -> object:
    sheet = office.reports.find("2026-quy-3-cchc").record
    row = next(s for s in office.records.stored(ChecklistItem) if s.record.checklist == sheet.checklist)
    return office.records.save_all([(row, row.record.change(evaluation="not_met"))])


def _sheet(office: Office) -> object:
    row = office.reports.find("2026-quy-3-cchc")
    return office.records.save(row, row.record.change(number="999"))


def _figure(office: Office) -> object:
    period = parse_period("2026-quy-3")
    assert period is not None
    line = office.figures.table("tthc-06", period).lines[0]
    return office.figures.fill("tthc-06", period, [{"row": line.code, "label": line.label, "qua-han": 77}])


def _import(office: Office) -> object:
    paper = office.directory.parent / "giay.jsonl"
    record = {
        "record": "directive", "direction": "outgoing", "kind": "cong-van", "symbol": "77/UBND-VP",
        "issued_on": "2026-07-09", "issuer": "UBND phường Bến Sậy", "subject": "một việc",
    }  # fmt: skip
    paper.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return office.intake.take(office.intake.candidates([paper]))


def _cure(office: Office) -> object:
    row = next(s for s in office.records.stored(Directive) if s.record.issued_on == date(2026, 7, 8))
    cure = FieldCure(row.record.id, "subject", row.record.subject, "việc khác")
    return office.rules.cure(
        [Finding(code="x", severity=Severity.ERROR, message="x", path=row.path, record=row.record.id, cure=cure)]
    )


def _version(office: Office) -> object:
    agreed, office.agreed = office.agreed, None
    _document(office)
    office.records.refresh()
    office.agreed = agreed
    row = next(s for s in office.records.stored(Directive) if s.record.subject == "việc khác")
    return office.history.restore_version(row.record.id, office.history.log(row.record.id, 5)[-1].commit)


def _undo(office: Office) -> object:
    agreed, office.agreed = office.agreed, None
    _document(office)
    office.records.refresh()
    office.agreed = agreed
    return office.history.undo()


WAYS: dict[str, Way] = {
    "save": _document, "delete": _delete, "evaluation": _task, "sheet": _sheet, "figure": _figure, "import": _import,
    "cure": _cure, "version": _version, "undo": _undo,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_it_is_refused_until_it_is_agreed_to(tmp_path: Path, way: str) -> None:
    records = Path(shutil.copytree(sample_ward_dir(), tmp_path / "records"))
    if way in ("version", "undo"):
        begin_history(records)
    office = Office.open(records, today=DAY)
    office.agreed = set()
    with pytest.raises(ClosedFactsError) as refused:
        WAYS[way](office)
    assert {sheet.slug for sheet in refused.value.reports} <= CLOSED
    office.agreed.update(sheet.id for sheet in refused.value.reports)
    office.records.refresh()
    if way in ("version", "undo"):
        before = sorted(office.history.log(limit=9), key=lambda saved: saved.when)
        office.history.undo()
        assert len(office.history.log(limit=9)) == len(before) + 1
    else:
        assert WAYS[way](office)


def test_what_a_later_period_records_asks_nothing(tmp_path: Path) -> None:
    """A document, a count and a figure after the last day of both closed reports, and an office setting."""
    office = Office.open(Path(shutil.copytree(sample_ward_dir(), tmp_path / "records")), today=DAY)
    office.agreed = set()
    period = parse_period("2026-quy-4")
    assert period is not None
    office.figures.fill("tthc-06", period, [{"label": "Chứng thực", "qua-han": 1}])
    paper = next(s for s in office.records.stored(Directive) if s.record.issued_on and s.record.issued_on.month == 11)
    office.records.save(paper, paper.record.change(note="đã gửi"))
    office.records.save_settings(office.settings.change(recipients=("Lưu: VT",)))
    assert any(s.record.period == "2026-quy-4" for s in office.records.stored(FigureRow))
