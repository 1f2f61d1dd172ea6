"""A closed report says the same for ever, whatever happens to the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.errors import ClosedError, FindingsError, RefusedError
from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import copy_sample
from cchc_tui.records.directive import Directive
from cchc_tui.records.report_sheet import FROZEN

from .conftest import git, open_office

REPORT = "2023-nam"


@pytest.fixture
def sample(tmp_path: Path) -> Office:
    """The sample office with a history."""
    records, _ = copy_sample(tmp_path / "mau")
    begin_history(records.resolve(), own=True)
    return open_office(records.resolve())


def test_a_closed_report_keeps_its_text_the_commit_and_the_hashes_of_its_files(sample: Office) -> None:
    head = git(sample.directory, "rev-parse", "HEAD").strip()
    sample.pages.export_report(REPORT, targets=["docx"])
    sheet = sample.closing.freeze(REPORT).record
    assert (sheet.state, sheet.frozen_on, sheet.frozen_at) == (FROZEN, sample.today, head)
    names = [line.split(" sha256:")[0] for line in sheet.exported]
    assert names == ["frozen.md", "2023-nam.docx"]
    assert (
        git(sample.directory, "show", "--name-only", "--format=%s").split("\n")[0].startswith("chốt số liệu, báo cáo")
    )
    assert len(git(sample.directory, "show", "--name-only", "--format=").split()) == 2, "one save"


def test_years_later_the_same_bytes_come_out(sample: Office) -> None:
    sample.closing.freeze(REPORT)
    text = sample.closing.frozen_text(REPORT)
    for stored in sample.records.stored(Directive):
        sample.records.delete(stored, "thử")
    assert sample.closing.frozen_text(REPORT) == text
    assert sample.reports.compose(REPORT) != text


def test_a_kept_text_that_somebody_edited_or_removed_comes_from_the_history(sample: Office) -> None:
    sample.closing.freeze(REPORT)
    text = sample.closing.frozen_text(REPORT)
    kept = next(sample.directory.rglob("frozen.md"))
    kept.write_text("sửa\n", encoding="utf-8")
    assert sample.closing.frozen_text(REPORT) == text
    kept.unlink()
    assert sample.closing.frozen_text(REPORT) == text


def test_without_the_right_text_anywhere_nothing_is_passed_off_as_closed(sample: Office) -> None:
    report = sample.closing.freeze(REPORT)
    sample.records.save(report, report.record.change(exported=("frozen.md sha256:" + "0" * 64,)))
    with pytest.raises(FindingsError, match="bị sửa hoặc mất"):
        sample.closing.frozen_text(REPORT)


def test_closing_twice_is_refused_and_opening_allows_it_again(sample: Office) -> None:
    sample.closing.freeze(REPORT)
    with pytest.raises(RefusedError, match="đã chốt rồi"):
        sample.closing.freeze(REPORT)
    sample.closing.thaw(REPORT)
    with pytest.raises(RefusedError, match="chưa chốt"):
        sample.closing.frozen_text(REPORT)
    sample.closing.freeze(REPORT)


def test_what_was_changed_by_hand_is_in_the_commit_the_report_was_made_from(sample: Office) -> None:
    stored = sample.records.stored(Directive)[0]
    file = sample.directory / stored.path
    changed = stored.record.subject or ""
    file.write_text(file.read_text(encoding="utf-8").replace(changed, f"{changed} sửa tay"), encoding="utf-8")
    sheet = sample.closing.freeze(REPORT).record
    assert "sửa tay" in git(sample.directory, "show", f"{sheet.frozen_at}:{stored.path}")


def test_without_a_history_a_report_can_be_closed_too(tmp_path: Path) -> None:
    records, _ = copy_sample(tmp_path / "mau")
    office = open_office(records.resolve())
    assert office.closing.freeze(REPORT).record.frozen_at is None
    assert office.closing.frozen_text(REPORT)


def test_a_page_made_before_the_last_change_is_not_closed(sample: Office) -> None:
    sample.pages.export_report(REPORT)
    change_a_record(sample)
    with pytest.raises(RefusedError, match="xuất từ trước khi báo cáo đổi") as refused:
        sample.closing.freeze(REPORT)
    assert refused.value.hint == f"Hãy xuất lại rồi chốt: cchc export {REPORT}, rồi cchc freeze {REPORT}"
    assert sample.reports.find(REPORT).record.state != FROZEN
    sample.pages.export_report(REPORT)
    assert len(sample.closing.freeze(REPORT).record.exported) == 3


def test_a_page_edited_in_word_is_closed_only_when_it_is_named(sample: Office, tmp_path: Path) -> None:
    (docx,) = sample.pages.export_report(REPORT, targets=["docx"]).paths
    docx.write_bytes(b"PK, edited")
    with pytest.raises(RefusedError, match="đã sửa trong Word"):
        sample.closing.freeze(REPORT)
    scan = tmp_path / "ban-ky.pdf"
    scan.write_bytes(b"%PDF-1.4 signed and scanned")
    sheet = sample.closing.freeze(REPORT, files=[docx, scan]).record
    assert [line.split(" sha256:")[0] for line in sheet.exported] == ["frozen.md", f"{REPORT}.docx", "ban-ky.pdf"]


def test_closed_pages_are_never_replaced_by_others(sample: Office) -> None:
    pages = sample.pages.export_report(REPORT).paths
    before = [page.read_bytes() for page in pages]
    sample.closing.freeze(REPORT)
    change_a_record(sample)
    for force in (False, True):
        with pytest.raises(ClosedError, match="nay đã đổi so với bản chốt; chưa xuất gì") as refused:
            sample.pages.export_report(REPORT, force=force)
        assert "--at-freeze" in refused.value.hint
        assert f"cchc freeze {REPORT} --undo" in refused.value.hint
    assert [page.read_bytes() for page in pages] == before
    sample.closing.thaw(REPORT)
    sample.pages.export_report(REPORT)
    assert [page.read_bytes() for page in pages] != before


def test_years_later_the_closed_pages_come_out_byte_for_byte(sample: Office) -> None:
    pages = sample.pages.export_report(REPORT).paths
    before = [page.read_bytes() for page in pages]
    sample.closing.freeze(REPORT)
    change_a_record(sample)
    pages[1].unlink()
    sample.pages.export_report(REPORT, at_freeze=True)
    assert [page.read_bytes() for page in pages] == before
    elsewhere = sample.pages.export_report(REPORT, at_freeze=True, out=sample.reports.output_folder / "lai").paths
    assert [page.read_bytes() for page in elsewhere] == before


def test_a_page_that_a_newer_program_makes_otherwise_is_said_to_differ(sample: Office) -> None:
    pages = sample.pages.export_report(REPORT).paths
    sample.closing.freeze(REPORT)
    stored = sample.reports.find(REPORT)
    other = [f"{line.partition(' ')[0]} sha256:{'0' * 64}" for line in stored.record.exported[1:]]
    sample.records.save(stored, stored.record.change(exported=(stored.record.exported[0], *other)))
    made = sample.pages.export_report(REPORT, at_freeze=True, out=sample.reports.output_folder / "lai")
    assert len([notice for notice in made.notices if "không giống từng byte" in notice]) == len(pages)


def test_a_draft_has_files_of_its_own_and_may_be_made_of_a_closed_report(sample: Office) -> None:
    pages = sample.pages.export_report(REPORT).paths
    before = [page.read_bytes() for page in pages]
    sample.closing.freeze(REPORT)
    change_a_record(sample)
    drafts = sample.pages.export_report(REPORT, draft=True).paths
    assert [path.name for path in drafts] == [f"{REPORT}-du-thao.docx", f"{REPORT}-du-thao.pdf"]
    assert [page.read_bytes() for page in pages] == before


def test_a_list_knows_a_closed_report_whose_facts_have_changed(sample: Office) -> None:
    assert not sample.reports.changed_since_freeze(sample.reports.find(REPORT))
    sample.closing.freeze(REPORT)
    assert not sample.reports.changed_since_freeze(sample.reports.find(REPORT))
    stored = sample.records.stored(Directive)[0]
    sample.records.save(stored, stored.record.change(note="không in ra"))
    assert not sample.reports.changed_since_freeze(sample.reports.find(REPORT)), "a note changes no page"
    change_a_record(sample)
    assert sample.reports.changed_since_freeze(sample.reports.find(REPORT))
    sample.closing.thaw(REPORT)
    assert not sample.reports.changed_since_freeze(sample.reports.find(REPORT))


def test_a_changed_prose_is_a_changed_report(sample: Office) -> None:
    sample.closing.freeze(REPORT)
    body = sample.reports.body(sample.reports.find(REPORT))
    sample.reports.save_body(body, body.text + "\nThêm một câu.\n")
    assert sample.reports.changed_since_freeze(sample.reports.find(REPORT))


def change_a_record(office: Office) -> None:
    """Another subject for a letter that the report prints."""
    stored = next(s for s in office.records.stored(Directive) if s.record.kind == "cong-van")
    office.records.save(stored, stored.record.change(subject="việc khác"))


def test_undo_takes_the_closing_back(sample: Office) -> None:
    before = sample.reports.find(REPORT).record
    sample.closing.freeze(REPORT)
    sample.history.undo()
    report = sample.reports.find(REPORT).record
    assert report == before
