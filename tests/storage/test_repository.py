"""Reading a whole office: every readable record, a finding for the rest, and only what changed the second time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.storage.canonical import render
from cchc_tui.storage.repository import Repository

OFFICE = OfficeSettings(schema=1, short_name="UBND xã Hà Kỳ", place="Hà Kỳ")


def _letter(number: int, **values: object) -> Directive:
    return Directive(
        id=f"x{number:05d}",
        kind="cong-van",
        symbol=f"{number}/CV-UBND",
        issued_on=date(2023, 2, 21),
        subject="chấn chỉnh",
    ).change(**values)


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with three letters."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "records"
    (folder / "directives/2023").mkdir(parents=True)
    (folder / "office.toml").write_bytes(render(OFFICE))
    for number in range(1, 4):
        (folder / f"directives/2023/{number}.toml").write_bytes(render(_letter(number)))
    return folder


def test_every_record_with_its_path_and_fingerprint(records: Path) -> None:
    loaded = Repository(records).load()
    assert loaded.findings == []
    assert loaded.office is not None
    assert loaded.office.record == OFFICE
    assert [(s.record, s.path) for s in loaded.of(Directive)] == [
        (_letter(number), f"directives/2023/{number}.toml") for number in range(1, 4)
    ]
    assert len({s.fingerprint for s in loaded.of(Directive)}) == 3


def test_nothing_depends_on_a_files_name(records: Path) -> None:
    (records / "directives/2023/1.toml").rename(records / "directives/2023/ten moi.toml")
    assert {s.record.id for s in Repository(records).load().of(Directive)} == {"x00001", "x00002", "x00003"}


def test_a_missing_folder_is_no_fault(records: Path) -> None:
    assert not (records / "media").exists()
    assert Repository(records).load().findings == []


class TestSecondReading:
    def test_sees_what_was_added_changed_and_taken_away(self, records: Path) -> None:
        repository = Repository(records)
        repository.load()
        (records / "directives/2023/1.toml").write_bytes(render(_letter(1, subject="việc khác")))
        (records / "directives/2023/2.toml").unlink()
        (records / "directives/2023/4.toml").write_bytes(render(_letter(4)))
        seen = [(s.record.id, s.record.subject) for s in repository.load().of(Directive)]
        assert seen == [("x00001", "việc khác"), ("x00003", "chấn chỉnh"), ("x00004", "chấn chỉnh")]

    def test_sees_a_change_of_the_same_length(self, records: Path) -> None:
        repository = Repository(records)
        repository.load()
        path = records / "directives/2023/1.toml"
        path.write_bytes(path.read_bytes().replace("chấn".encode(), "chặn".encode()))
        assert repository.load().of(Directive)[0].record.subject == "chặn chỉnh"

    def test_a_mended_file_loses_its_finding(self, records: Path) -> None:
        repository = Repository(records)
        path = records / "directives/2023/1.toml"
        path.write_text("subject = ", "utf-8")
        assert [f.severity for f in repository.load().findings] == [Severity.ERROR]
        path.write_bytes(render(_letter(1)))
        assert repository.load().findings == []

    def test_a_new_channel_of_the_office_is_known_at_once(self, records: Path) -> None:
        (records / "media/2023").mkdir(parents=True)
        count = 'schema = 1\nid = "m00001"\nchannel = "zalo"\nmeasure = "bai"\nperiod = "2023-06"\nvalue = 3\n'
        (records / "media/2023/m.toml").write_text(count, "utf-8")
        repository = Repository(records)
        assert [f.key for f in repository.load().findings] == ["channel"]
        more = '\n[[channels]]\ncode = "zalo"\nlabel = "Zalo"\n'
        more += '\n[[measures]]\nchannel = "zalo"\ncode = "bai"\nlabel = "bài"\n'
        with (records / "office.toml").open("a", encoding="utf-8") as office:
            office.write(more)
        assert repository.load().findings == []


def test_deleted_records_may_lack_what_is_required(records: Path) -> None:
    gone = _letter(1, subject=None, deleted_on=date(2023, 3, 1), deleted_by="Hà", deleted_because="trùng")
    (records / "directives/2023/1.toml").write_bytes(render(gone))
    assert Repository(records).load().findings == []


def test_comments_by_hand_are_noticed(records: Path) -> None:
    path = records / "directives/2023/1.toml"
    path.write_bytes(path.read_bytes() + "# hỏi lại\n".encode())
    first, second, _ = Repository(records).load().of(Directive)
    assert (first.comments, second.comments) == (("# hỏi lại",), ())
