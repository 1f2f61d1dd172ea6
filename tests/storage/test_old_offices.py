"""Offices as earlier versions wrote them, every kind of record and a save killed half-way: read, finished, kept on."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import Office, begin_history
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import FROZEN, ReportSheet

OFFICES = sorted((Path(__file__).parent / "old_offices").iterdir())
KILLED = "dở"
"""The note that the killed save gave both letters; one of them had it on disk."""


@pytest.fixture(params=OFFICES, ids=lambda folder: folder.name)
def records(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office as it lay on disk when the program was killed, its history begun before that."""
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("CCHC_PERSON", "Phạm Văn Bình <binh@xa>")
    records = tmp_path / "records"
    shutil.copytree(request.param, records, ignore=shutil.ignore_patterns("work"))
    begin_history(records, own=True)
    shutil.copytree(request.param / "work", records / ".cchc", dirs_exist_ok=True)
    for file in (records / ".cchc").rglob("*"):
        os.chown(file, os.geteuid(), os.getegid())
    return records


def test_every_kind_of_record_is_read_whole(records: Path) -> None:
    office = Office.open(records)
    assert office.records.findings == ()
    incoming, plan = office.records.stored(Directive)
    read = incoming.record
    assert (read.direction, read.kind, read.symbol, read.issued_on) == (
        "incoming", "cong-van", "12/SNV-CCHC", date(2023, 2, 3),
    )  # fmt: skip
    assert (read.subject, read.recipients) == ('hướng dẫn "một cửa" \\ liên thông', ("Như trên", "Lưu: VT"))
    assert (read.copies, read.received_number, read.sent_on, read.kept_by) == (3, 17, date(2023, 2, 4), "Văn thư")
    assert [s.record.note for s in (incoming, plan)] == [KILLED, KILLED]
    (count,) = office.records.stored(MediaCount)
    assert (count.record.period, count.record.value, count.record.qualifier) == ("2023-06", 17, "over")
    (task,) = office.records.stored(ChecklistItem)
    assert (task.record.products, task.record.evidence, task.record.due_on) == (
        ("KH 17",),
        (read.id,),
        date(2023, 3, 1),
    )
    assert [person.name for person in office.people.listed] == ["Trần Thị Lan"]
    assert (office.settings.short_name, office.settings.letterhead) == (
        "UBND xã Hà Kỳ",
        ("ỦY BAN NHÂN DÂN", "XÃ HÀ KỲ"),
    )


def test_a_closed_report_is_proven_by_the_hash_it_was_closed_with(records: Path) -> None:
    office = Office.open(records)
    (report,) = office.records.stored(ReportSheet)
    assert report.record.state == FROZEN
    kept = next(records.rglob("frozen.md")).read_text(encoding="utf-8")
    assert office.closing.frozen_text("2023-nam") == kept


def test_the_next_save_finishes_the_killed_one_and_changes_nothing_else(records: Path) -> None:
    before = {f: f.read_bytes() for f in records.rglob("*.toml") if "directives" not in str(f)}
    office = Office.open(records)
    stored = office.records.stored(Directive)[0]
    saved = office.records.save(stored, stored.record.change(copies=4))
    assert saved.record == stored.record.change(copies=4)
    assert {f: f.read_bytes() for f in before} == before
    assert [s.record.note for s in Office.open(records).records.stored(Directive)] == [KILLED, KILLED]
    said = [(save.who, save.words) for save in office.history.log(limit=2)]
    assert [who for who, _ in said] == ["Phạm Văn Bình", "Trần Thị Lan"]
    assert said[1][1] == "sửa 2 văn bản"
    assert not (records / ".cchc/staging").exists()
    assert (office.ledger.uncommitted, office.ledger.trouble) == (0, "")
