"""Beginning reports in a real office on disk."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError, RefusedError, WrongUseError
from cchc_tui.office import Office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.storage.shipped import sample_records_dir


@pytest.fixture
def office(tmp_path: Path) -> Office:
    shutil.copytree(sample_records_dir(), tmp_path / "records")
    return Office.open(tmp_path / "records", today=date(2024, 3, 10))


def test_the_next_year_is_begun_from_the_last(office: Office) -> None:
    begun = office.outlines.new_report("2024", from_report="2023-nam")
    assert begun.report.path == "reports/2024-nam/report.toml"
    assert begun.report.record.subject == "Kết quả công tác tuyên truyền Cải cách hành chính năm 2024"
    assert [left.place for left in begun.leftovers] == ["căn cứ", "phần lời"]
    items = [s.record for s in office.records.stored(ChecklistItem) if s.record.checklist == "2024-tuyen-truyen"]
    assert [(i.position, i.evaluation) for i in items] == [(n, None) for n in range(1, 6)]
    assert len({s.record.id for s in office.records.stored(ChecklistItem)}) == 10
    assert office.reports.body(begun.report).text == office.reports.body(office.reports.find("2023-nam")).text


def test_the_new_report_composes_as_a_draft_and_is_refused_as_final_until_its_numbers_are_there(
    office: Office,
) -> None:
    office.outlines.new_report("2024", from_report="2023-nam")
    assert office.reports.compose("2024-nam", draft=True).count("chưa có số liệu") == 4
    with pytest.raises(FindingsError) as caught:
        office.reports.compose("2024-nam")
    assert caught.value.message.count("reports/2024-nam/body.md, dòng ") == 4


def test_the_old_report_is_left_as_it_was(office: Office) -> None:
    before = office.reports.compose("2023-nam")
    office.outlines.new_report("2024", from_report="2023-nam")
    assert office.reports.compose("2023-nam") == before


def test_several_reports_are_made_from_the_same_facts(office: Office) -> None:
    for outline in ("cchc-nam", "tuyen-truyen-cchc"):
        office.outlines.new_report("2023", outline=outline)
    for slug in ("2023-nam-cchc", "2023-nam-tuyen-truyen"):
        text = office.reports.compose(slug, draft=True)
        assert "khoảng trên 2.500 lượt" in text
        assert text.count("Công văn số 17/CV-UBND") == 1


def test_a_quarter_of_the_reform_regime_counts_its_own_days(office: Office) -> None:
    begun = office.outlines.new_report("quý 3/2023", outline="cchc-quy")
    text = office.reports.compose(begun.report.record.slug or "", draft=True)
    assert "từ ngày 15/6/2023 đến ngày 14/9/2023" in text
    assert "142/UBND-NV" in text
    assert "184/UBND-NV" in text
    assert "91/CV-UBND" not in text


def test_a_report_already_there_is_not_begun_again(office: Office) -> None:
    with pytest.raises(RefusedError) as caught:
        office.outlines.new_report("2023", outline="cchc-nam", slug="2023-nam")
    assert str(caught.value) == "Đã có báo cáo “2023-nam”.\nHãy mở báo cáo ấy, hoặc đặt tên ngắn khác."


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"period": "2024"}, "Phải nêu một trong hai: báo cáo cũ để lấy làm mẫu (--from), hoặc đề cương (--outline)."),
        (
            {"period": "2024", "from_report": "2023-nam", "outline": "cchc-nam"},
            "Phải nêu một trong hai: báo cáo cũ để lấy làm mẫu (--from), hoặc đề cương (--outline).",
        ),
        ({"period": "năm sau", "outline": "cchc-nam"}, "“năm sau” không phải là một kỳ báo cáo."),
        ({"period": "2024", "from_report": "2022-nam"}, "Không có báo cáo “2022-nam”."),
        ({"period": "2024", "outline": "cchc"}, "Không có đề cương “cchc”."),
    ],
)
def test_a_wrong_call_says_what_is_wrong(office: Office, arguments: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        office.outlines.new_report(arguments.pop("period"), **arguments)
    assert caught.value.message == sentence


def test_outlines_that_fit_the_period_come_first(office: Office) -> None:
    from cchc_tui.records.period import parse_period

    names = [o.name for o in office.outlines.listed(parse_period("2023-6-thang"))]
    assert names[:2] == ["cchc-6-thang", "tuyen-truyen-cchc"]
    assert len(names) == 5


def test_what_is_due_knows_what_has_been_made(office: Office) -> None:
    office.outlines.new_report("quý 1/2024", outline="cchc-quy")
    assert [(d.period.code, d.report) for d in office.agenda.owed_reports()] == [("2024-quy-1", "2024-quy-1-cchc")]


def test_the_offices_own_outline_is_used(office: Office) -> None:
    folder = office.directory.parent / "templates" / "outlines"
    folder.mkdir(parents=True)
    text = "---\nten: Của xã\ntrich-yeu: Việc {{ ky.ten }}\n---\n# I. VIỆC\n\nĐã làm.\n"
    (folder / "cua-xa.md").write_text(text, encoding="utf-8")
    begun = office.outlines.new_report("2023", outline="cua-xa")
    assert begun.report.record.subject == "Việc năm 2023"
    assert begun.body.text == "# I. VIỆC\n\nĐã làm.\n"
