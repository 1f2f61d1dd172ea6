"""The sample ward of 2026: whole, right, and its forms at one with each other.

Everything in it is invented; what other tests take from it is held here: a month without a count, a balance that does
not hold or a closed report whose facts moved would spoil them all.
"""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.storage.canonical import render
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS, birth_path
from cchc_tui.storage.repository import load_record
from cchc_tui.storage.shipped import sample_ward_dir

TODAY = date(2026, 11, 27)
MONTHS = [f"2025-{month:02d}" for month in range(7, 13)] + [f"2026-{month:02d}" for month in range(1, 12)]
UNDER_WAY = (
    "reports/2026-nam-cchc/", "checklists/2026-cchc/", "directives/2026/2026-11-09_1377-",
    "figures/2026-11/dvc-truc-tuyen_",
)  # fmt: skip
QUARTERS = ["2025-quy-3", "2025-quy-4", "2026-quy-1", "2026-quy-2", "2026-quy-3"]


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The ward as it is on its day, in a copy of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Office.open(Path(shutil.copytree(sample_ward_dir(), tmp_path / "records")), today=TODAY)


def period(code: str) -> Period:
    found = parse_period(code)
    assert found is not None
    return found


def test_nothing_is_wrong_with_it(ward: Office) -> None:
    """What is still to be done is told: the year's report, its tasks, a late paper, a target missed in November."""
    assert [finding.message for finding in ward.records.findings] == []
    found = ward.rules.check()
    assert [f.message for f in found if f.severity is Severity.ERROR] == []
    assert [f.message for f in found if not (f.path or "").startswith(UNDER_WAY)] == []


def test_every_document_says_whose_it_is(ward: Office) -> None:
    kept = [stored.record for stored in ward.records.stored(Directive)]
    own = {d.issuer for d in kept if d.direction == OUTGOING}
    assert own == {ward.settings.short_name, *(i.name for i in ward.settings.issuers if i.code in ("TTPVHCC", "VP"))}
    assert len([d for d in kept if d.direction == OUTGOING]) == 33
    incoming = [d for d in kept if d.direction == INCOMING]
    assert len(incoming) == 12
    assert all(d.received_number and d.received_on and d.issuer not in own for d in incoming)
    assert all(d.issued_on and d.issued_on.weekday() < 5 for d in kept)


def test_every_measure_was_counted_every_month(ward: Office) -> None:
    counted = {(c.channel, c.measure, c.period) for c in (s.record for s in ward.records.stored(MediaCount))}
    declared = {(m.channel, m.code) for m in ward.settings.measures}
    assert counted == {(channel, code, month) for channel, code in declared for month in MONTHS}
    assert ward.agenda.empty_months() == []


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_forms_of_a_quarter_agree(ward: Office, quarter: str) -> None:
    """Form 06 with its balances, with the months of the online form, and with the form on digitising."""
    assert [f.message for f in ward.figures.faults("tthc-06", period(quarter))] == []
    six, online, digital = (
        ward.figures.table(code, period(quarter)).whole for code in ("tthc-06", "dvc-truc-tuyen", "so-hoa")
    )
    number = {key: value for key, value in six.items() if isinstance(value, Decimal)}
    assert online["nhan-truc-tuyen"] == number["truc-tuyen"]
    assert _sum(online, "nhan-truc-tiep", "nhan-buu-chinh") == number["truc-tiep"]
    assert (online["dung-han"], online["qua-han"]) == (number["truoc-han"] + number["dung-han"], number["qua-han"])
    assert digital["tiep-nhan"] == number["truc-tuyen"] + number["truc-tiep"]
    assert digital["da-giai-quyet"] == number["da-giai-quyet"]


def _sum(cells: object, *keys: str) -> Decimal:
    assert isinstance(cells, dict)
    return sum((cells[key] for key in keys), Decimal(0))


def test_a_target_is_met_in_one_month_and_missed_in_another(ward: Office) -> None:
    faults = {month: [f.code for f in ward.figures.faults("dvc-truc-tuyen", period(month))] for month in MONTHS[6:]}
    assert faults["2026-10"] == []
    assert faults["2026-11"] == ["figure-target"]


def test_two_reports_are_closed_and_say_still_what_they_said(ward: Office) -> None:
    sheets = {s.record.slug: s for s in ward.records.stored(ReportSheet)}
    closed = {slug for slug, stored in sheets.items() if stored.record.state == FROZEN}
    assert closed == {"2026-quy-3-cchc", "2026-quy-3-kstthc"}
    for slug in closed:
        assert slug
        assert not ward.reports.changed_since_freeze(sheets[slug])
        assert ward.closing.frozen_text(slug).split("---\n", 2)[2] == ward.reports.compose(slug).split("---\n", 2)[2]


def test_the_year_is_under_way_with_papers_tasks_and_reports_due(ward: Office) -> None:
    late = [item.title for item in ward.agenda.items() if item.due_on < TODAY]
    assert [title.partition(":")[0] for title in late] == ["6. Xử lý dứt điểm hồ sơ đất đai quá hạn", "1377/SKHCN-CĐS"]
    assert len([item for item in ward.agenda.items() if item.due_on >= TODAY]) >= 8


def _files() -> list[tuple[str, type[Record]]]:
    ward = sample_ward_dir()
    kinds: list[tuple[str, type[Record]]] = [(OFFICE_FILE, OfficeSettings)]
    for cls, pattern in PATTERNS.items():
        kinds += [(str(path.relative_to(ward)), cls) for path in sorted(ward.glob(pattern))]
    return kinds


def test_every_file_is_as_the_program_writes_it() -> None:
    for path, cls in _files():
        stored = load_record(sample_ward_dir(), path, cls, None, [])
        assert stored is not None
        assert render(stored.record) == (sample_ward_dir() / path).read_bytes(), path
        assert birth_path(stored.record) == path
    assert {cls for _, cls in _files()} >= {Directive, MediaCount, FigureRow, ReportSheet}
