"""A closed report says the same for ever, whatever happens to the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.domain.directive import Directive
from cchc_tui.domain.report_sheet import FROZEN
from cchc_tui.errors import FindingsError, RefusedError
from cchc_tui.workspace import Workspace
from cchc_tui.workspace.setup import begin_history
from cchc_tui.workspace.starting import copy_sample

from .conftest import git, open_office

REPORT = "2023-nam"


@pytest.fixture
def sample(tmp_path: Path) -> Workspace:
    """The sample office with a history."""
    records, _ = copy_sample(tmp_path / "mau")
    begin_history(records.resolve(), own=True)
    return open_office(records.resolve())


def test_a_closed_report_keeps_its_text_the_commit_and_the_hashes_of_its_files(sample: Workspace) -> None:
    head = git(sample.records, "rev-parse", "HEAD").strip()
    made = sample.output_folder / f"{REPORT}.docx"
    made.parent.mkdir()
    made.write_bytes(b"PK")
    sheet = sample.freeze(REPORT).record
    assert (sheet.state, sheet.frozen_on, sheet.frozen_at) == (FROZEN, sample.today, head)
    names = [line.split(" sha256:")[0] for line in sheet.exported]
    assert names == ["frozen.md", "2023-nam.docx"]
    assert git(sample.records, "show", "--name-only", "--format=%s").split("\n")[0].startswith("chốt số liệu, báo cáo")
    assert len(git(sample.records, "show", "--name-only", "--format=").split()) == 2, "one save"


def test_years_later_the_same_bytes_come_out(sample: Workspace) -> None:
    sample.freeze(REPORT)
    text = sample.frozen_text(REPORT)
    for stored in sample.stored(Directive):
        sample.delete(stored, "thử")
    assert sample.frozen_text(REPORT) == text
    assert sample.compose(REPORT) != text


def test_a_kept_text_that_somebody_edited_or_removed_comes_from_the_history(sample: Workspace) -> None:
    sample.freeze(REPORT)
    text = sample.frozen_text(REPORT)
    kept = next(sample.records.rglob("frozen.md"))
    kept.write_text("sửa\n", encoding="utf-8")
    assert sample.frozen_text(REPORT) == text
    kept.unlink()
    assert sample.frozen_text(REPORT) == text


def test_without_the_right_text_anywhere_nothing_is_passed_off_as_closed(sample: Workspace) -> None:
    report = sample.freeze(REPORT)
    sample.save(report, report.record.change(exported=("frozen.md sha256:" + "0" * 64,)))
    with pytest.raises(FindingsError, match="bị sửa hoặc mất"):
        sample.frozen_text(REPORT)


def test_closing_twice_is_refused_and_opening_allows_it_again(sample: Workspace) -> None:
    sample.freeze(REPORT)
    with pytest.raises(RefusedError, match="đã chốt rồi"):
        sample.freeze(REPORT)
    sample.thaw(REPORT)
    with pytest.raises(RefusedError, match="chưa chốt"):
        sample.frozen_text(REPORT)
    sample.freeze(REPORT)


def test_what_was_changed_by_hand_is_in_the_commit_the_report_was_made_from(sample: Workspace) -> None:
    stored = sample.stored(Directive)[0]
    file = sample.records / stored.path
    changed = stored.record.subject or ""
    file.write_text(file.read_text(encoding="utf-8").replace(changed, f"{changed} sửa tay"), encoding="utf-8")
    sheet = sample.freeze(REPORT).record
    assert "sửa tay" in git(sample.records, "show", f"{sheet.frozen_at}:{stored.path}")


def test_without_a_history_a_report_can_be_closed_too(tmp_path: Path) -> None:
    records, _ = copy_sample(tmp_path / "mau")
    office = open_office(records.resolve())
    assert office.freeze(REPORT).record.frozen_at is None
    assert office.frozen_text(REPORT)


def test_undo_takes_the_closing_back(sample: Workspace) -> None:
    before = sample.find_report(REPORT).record
    sample.freeze(REPORT)
    sample.undo()
    report = sample.find_report(REPORT).record
    assert report == before
