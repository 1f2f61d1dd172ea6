"""A merger played through: three old communes are one ward from 01/7/2025."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError, RefusedError
from cchc_tui.language.wording import Qualifier, Quantity
from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import create_office
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.issuing import is_own_name
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import ReportSheet

LAST_DAY = date(2025, 6, 30)
TODAY = date(2026, 5, 20)
OLD = ("Hà Thanh", "Tiên Động", "Hà Kỳ")
MEASURE = {"channel": "trang-tin", "measure": "tin-bai"}


def period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def old_office(folder: Path, name: str, count: int) -> Path:
    """An old commune with a paper of its own, one that the province sent to all, and the counts of its last quarter."""
    records = create_office(folder, {"short_name": f"UBND xã {name}", "place": name})
    office = Office.open(records, today=LAST_DAY)
    shared = office.records.add(
        Directive(
            direction=INCOMING, kind="ke-hoach", symbol="88/KH-UBND", issued_on=date(2025, 2, 3),
            issuer="UBND tỉnh Hải Dương", subject="tuyên truyền", due_on=date(2025, 3, 1),
        )
    )  # fmt: skip
    office.records.add(
        Directive(
            direction=OUTGOING, kind="cong-van", symbol="17/UBND-VP", issued_on=date(2025, 2, 20),
            subject=f"việc của {name}", answers=(shared.record.id,),
        )
    )  # fmt: skip
    for month in (4, 5, 6):
        office.records.add(MediaCount(**MEASURE, period=f"2025-{month:02d}", value=count))
    office.records.add(
        FigureRow(form="so-hoa", period="2025-quy-2", row="chung", position=1, extra={"tiep-nhan": 10 * count})
    )
    return records


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "moi", {"short_name": "UBND xã Nguyên Giáp", "place": "Nguyên Giáp"})
    begin_history(records, own=True)
    return Office.open(records, today=TODAY)


def merged(ward: Office, folder: Path) -> list[Path]:
    """Take over the three, whose website counts are 1, 2 and 3 a month."""
    olds = [old_office(folder / f"cu-{number}", name, number) for number, name in enumerate(OLD, 1)]
    for old in olds:
        ward.intake.take_over(old, LAST_DAY)
    return olds


def test_the_same_period_last_year_is_that_of_all_three(ward: Office, tmp_path: Path) -> None:
    merged(ward, tmp_path)
    for month in (4, 5, 6):
        ward.records.add(MediaCount(**MEASURE, period=f"2026-{month:02d}", value=20))
    quarter = period("quý 2/2026")
    assert ward.reports.yearbook(quarter).total(*MEASURE.values()) == Quantity(60)
    before = ward.reports.yearbook(Period(quarter.kind, 2025, quarter.number))
    assert before.total(*MEASURE.values()) == Quantity(3 * (1 + 2 + 3))
    assert {f.code for f in ward.rules.check()} & {"duplicate-count", "crossing-counts", "window-total"} == set()


def test_forms_add_up_the_three_too(ward: Office, tmp_path: Path) -> None:
    merged(ward, tmp_path)
    rows = [s.record for s in ward.records.stored(FigureRow)]
    assert sorted((row.predecessor, str(row.cells["tiep-nhan"])) for row in rows) == [
        ("UBND xã Hà Kỳ", "30"), ("UBND xã Hà Thanh", "10"), ("UBND xã Tiên Động", "20"),
    ]  # fmt: skip
    table = ward.figures.table("so-hoa", period("quý 2/2025"))
    assert [str(line.cells["tiep-nhan"]) for line in table.lines if line.code == "chung"] == ["60"]


def test_where_one_of_them_did_not_count_the_sum_is_at_least_that(ward: Office, tmp_path: Path) -> None:
    merged(ward, tmp_path)
    gone = [s for s in ward.records.stored(MediaCount) if s.record.predecessor == "UBND xã Tiên Động"]
    ward.records.delete_all(gone, "không tin số này")
    total = ward.reports.yearbook(period("quý 2/2025")).total(*MEASURE.values())
    assert total == Quantity(12, Qualifier.OVER)


def test_old_papers_keep_their_issuer_and_their_links(ward: Office, tmp_path: Path) -> None:
    merged(ward, tmp_path)
    papers = [s.record for s in ward.records.stored(Directive)]
    own = {paper.issuer: paper for paper in papers if paper.direction == OUTGOING}
    assert set(own) == {f"UBND xã {name}" for name in OLD}
    assert all(is_own_name(issuer, ward.settings) for issuer in own)
    (shared,) = [paper for paper in papers if paper.direction == INCOMING]
    assert own["UBND xã Hà Thanh"].answers == (shared.id,)
    assert ward.agenda.items() == [item for item in ward.agenda.items() if item.kind != "paper"], "it is answered"
    assert not {f.code for f in ward.rules.check()} & {"duplicate-directive", "issuer-direction", "answer-unknown"}


def test_an_old_report_bears_the_head_of_the_old_office_there_and_here(ward: Office, tmp_path: Path) -> None:
    old = old_office(tmp_path / "cu", "Hà Kỳ", 1)
    there = Office.open(old, today=LAST_DAY)
    head = {"superior": "UBND HUYỆN TỨ KỲ", "letterhead": ("ỦY BAN NHÂN DÂN", "XÃ HÀ KỲ")}
    there.records.save_settings(there.settings.change(**head))
    sheet = ReportSheet(
        slug="2025-6-thang", kind="bao-cao", period="2025-6-thang", number="31", symbol="BC-UBND",
        dated_on=date(2025, 6, 20), subject="kết quả",
    )  # fmt: skip
    there.records.add(sheet)
    ward.intake.take_over(old, LAST_DAY)
    ward.records.add(sheet.change(predecessor="UBND xã Hà Kỳ"))
    for office in (Office.open(old, today=TODAY), ward):
        text = office.reports.compose("2025-6-thang", draft=True)
        assert 'co-quan-chu-quan: "UBND HUYỆN TỨ KỲ"' in text
        assert '- "XÃ HÀ KỲ"' in text
        assert 'dia-danh: "Hà Kỳ"' in text
        assert "NGUYÊN GIÁP" not in text.upper()


def test_it_is_one_save_for_each_and_known_by_name_and_day(ward: Office, tmp_path: Path) -> None:
    before = len(ward.history.log())
    merged(ward, tmp_path)
    assert len(ward.history.log()) == before + 3
    assert [(p.name, p.to_on) for p in ward.settings.predecessors] == [(f"UBND xã {n}", LAST_DAY) for n in OLD]
    assert ward.history.log()[0].words.startswith("nhận hồ sơ của UBND xã Hà Kỳ: ")


def test_twice_itself_and_a_broken_office_are_refused(ward: Office, tmp_path: Path) -> None:
    old, *_ = merged(ward, tmp_path)
    with pytest.raises(RefusedError, match="Đã nhận hồ sơ của UBND xã Hà Thanh rồi"):
        ward.intake.take_over(old, LAST_DAY)
    with pytest.raises(RefusedError, match="của chính cơ quan này"):
        ward.intake.take_over(ward.directory, LAST_DAY)
    other = create_office(tmp_path / "khac", {"short_name": "UBND xã Khác", "place": "Khác"})
    (other / "directives" / "2025").mkdir(parents=True)
    (other / "directives" / "2025" / "x_000001.toml").write_text("subject = ")
    with pytest.raises(FindingsError, match="còn lỗi nên chưa nhận gì"):
        ward.intake.take_over(other, LAST_DAY)
