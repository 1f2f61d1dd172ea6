"""The weekly report, composed from what has changed since the last one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.office import Obligation
from cchc_tui.storage.shipped import sample_records_dir

TODAY = date(2023, 12, 15)
WEEK = Obligation(code="tuan", name="Báo cáo tuần", periods=("tuan",), deadline="thứ sáu hằng tuần")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office that owes a report every Friday, in the week from 11/12 to 17/12/2023."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    shutil.copytree(sample_records_dir(), tmp_path / "records")
    office = Office.open(tmp_path / "records", today=TODAY)
    office.records.save_settings(office.settings.change(obligations=(WEEK,)))
    paper = office.records.add(
        Directive(
            direction=INCOMING, kind="cong-van", symbol="208/SNV-CCHC", issued_on=date(2023, 12, 5),
            received_on=date(2023, 12, 11), issuer="Sở Nội vụ", subject="báo cáo số liệu {% if x %} *năm*",
            due_on=date(2023, 12, 14), handler="Thu Hà",
        )
    )  # fmt: skip
    office.records.add(
        Directive(
            direction=OUTGOING, kind="cong-van", symbol="340/UBND-VP", issued_on=date(2023, 12, 13),
            subject="trả lời", answers=(paper.record.id,),
        )
    )  # fmt: skip
    office.records.add(
        Directive(
            direction=INCOMING, kind="cong-van", symbol="209/SNV-CCHC", issued_on=date(2023, 12, 5),
            received_on=date(2023, 12, 8), issuer="Sở Nội vụ", subject="rà soát", due_on=date(2023, 12, 16),
        )
    )  # fmt: skip
    for position, more in enumerate(
        (
            {"progress": ("08/12/2023: đã khảo sát", "12/12/2023: đã họp dân"), "due_on": date(2023, 12, 20)},
            {"evaluation": "met", "done_on": date(2023, 12, 12)},
            {"evaluation": "met", "done_on": date(2023, 12, 8), "assigned_on": date(2023, 12, 11)},
        ),
        1,
    ):
        office.records.add(ChecklistItem(checklist="viec", position=position, task=f"Việc {position}", **more))
    return office


def prose(office: Office, period: str) -> str:
    return office.outlines.new_owed_report("tuan", period).body.text


def test_it_tells_what_changed_what_is_late_and_what_comes(office: Office) -> None:
    text = prose(office, "11/12/2023 - 17/12/2023")
    assert "từ ngày 11/12/2023 đến ngày 17/12/2023" in text
    assert "Đã ban hành 1 văn bản; nhận 1 văn bản phải xử lý; xử lý xong 1 văn bản." in text
    assert "(trả lời bằng 340/UBND-VP)." in text
    assert "Nhận mới 1 nhiệm vụ; hoàn thành 1 nhiệm vụ.\n\n- Việc 2." in text
    assert "- Việc 1: 12/12/2023: đã họp dân." in text
    assert "khảo sát" not in text
    late, ahead = text.partition("# II. VIỆC QUÁ HẠN")[2].split("# III. VIỆC TUẦN TỚI")
    assert "209/SNV-CCHC: rà soát, hạn 16/12/2023" in late
    assert "Việc 1, hạn 20/12/2023" in ahead


def test_since_the_last_report_not_only_its_own_week(office: Office) -> None:
    prose(office, "27/11/2023 - 03/12/2023")
    text = prose(office, "11/12/2023 - 17/12/2023")
    assert "từ ngày 4/12/2023 đến ngày 17/12/2023" in text or "từ ngày 04/12/2023 đến ngày 17/12/2023" in text
    assert "nhận 2 văn bản phải xử lý" in text
    assert "- Việc 1: 08/12/2023: đã khảo sát; 12/12/2023: đã họp dân." in text


def test_what_records_say_is_printed_and_never_obeyed(office: Office) -> None:
    slug = office.outlines.new_owed_report("tuan", "11/12/2023 - 17/12/2023").report.record.slug or ""
    assert slug == "2023-12-11-den-2023-12-17-tuan"
    composed = office.reports.compose(slug, draft=True)
    assert "\\{\\% if x" in composed
    assert "\\*năm\\*" in composed
    assert "UBND xã Hà Kỳ báo cáo kết quả công tác" in composed


def test_the_nearest_week_is_proposed(office: Office) -> None:
    assert office.outlines.new_owed_report("tuan").report.record.obligation == "tuan"
