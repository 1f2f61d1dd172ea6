"""Searching finds records and lines of prose by words in any order, without marks, the nearest first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records.directive import Directive
from cchc_tui.records.period import Window
from cchc_tui.records.report_sheet import ReportSheet


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("CCHC_PERSON", "Nguyễn Thị Hà <ha@xahaky.gov.vn>")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    records = create_office(tmp_path / "ubnd", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    office = Office.open(records, today=date(2023, 12, 22))
    for symbol, day, subject, note in (
        ("17/CV-UBND", date(2023, 2, 21), "đẩy mạnh tuyên truyền cải cách hành chính", None),
        ("22/CV-UBND", date(2023, 3, 1), "truyền thanh: tuyên dương cải cách, thủ tục hành chính", None),
        ("30/CV-UBND", date(2023, 4, 3), "mượn hội trường", "để họp về tuyên truyền cải cách hành chính"),
        ("31/CV-UBND", date(2023, 5, 3), "tuyên truyền cải cách hành chính quý II", None),
    ):
        office.records.add(
            Directive(direction="outgoing", symbol=symbol, kind="cong-van", issued_on=day, subject=subject, note=note)
        )
    return office


def symbols(office: Office, words: str) -> list[str]:
    return [hit.excerpt.partition(",")[0] for hit in office.search.find(words)]


def test_words_side_by_side_then_in_the_subject_then_newer_come_first(office: Office) -> None:
    found = symbols(office, "tuyen truyen cai cach hanh chinh")
    assert found == ["31/CV-UBND", "17/CV-UBND", "30/CV-UBND", "22/CV-UBND"]


@pytest.mark.parametrize("words", ["trường hội", "HOI TRUONG", "  hội   trườ ", "30/cv truong"])
def test_order_marks_and_case_do_not_count(office: Office, words: str) -> None:
    assert symbols(office, words) == ["30/CV-UBND"]


@pytest.mark.parametrize("words", ["", "  ", "không có đâu"])
def test_nothing_is_found_for_no_words_and_for_strange_ones(office: Office, words: str) -> None:
    assert office.search.find(words) == []


def test_values_are_found_as_the_office_reads_them(office: Office) -> None:
    assert symbols(office, "công văn 21/02/2023") == ["17/CV-UBND"]


def test_deleted_records_are_not_found(office: Office) -> None:
    office.records.delete(office.search.find("hội trường")[0].stored, "nhập nhầm")
    assert office.search.find("hội trường") == []


def test_a_line_of_a_reports_prose_is_found_with_its_number(office: Office) -> None:
    office.records.add(ReportSheet(slug="2023-nam", kind="bao-cao", period="2023-nam", subject="kết quả tuyên truyền"))
    folder = office.directory / "reports" / "2023-nam"
    (folder / "body.md").write_text("# I. Kết quả\n\nĐã phát 90 lượt trên loa thôn.\n", encoding="utf-8")

    (hit,) = office.search.find("loa luot")
    assert (hit.path, hit.line, hit.excerpt) == ("reports/2023-nam/body.md", 3, "Đã phát 90 lượt trên loa thôn.")


def test_the_command_prints_a_table_and_json(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--records", str(office.directory), "find", "hoi", "truong"]) == 0
    assert "30/CV-UBND, mượn hội trường" in capsys.readouterr().out

    assert run(["--records", str(office.directory), "find", "cai", "cach", "--limit", "1", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["symbol"], found["line"], found["found_in"]) == ("31/CV-UBND", None, found["path"])


def test_a_command_that_finds_nothing_says_so(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--records", str(office.directory), "find", "zzz"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Không tìm thấy.\n")


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2023, 2, 21), date(2023, 3, 1), {"17/CV-UBND", "22/CV-UBND"}),
        (date(2022, 12, 15), date(2023, 12, 14), {"17/CV-UBND", "22/CV-UBND", "30/CV-UBND", "31/CV-UBND"}),
        (date(2024, 1, 1), date(2024, 1, 31), set()),
    ],
)
def test_records_around_some_days_are_found_packed_as_well_as_unpacked(
    office: Office, monkeypatch: pytest.MonkeyPatch, first: date, last: date, found: set[str]
) -> None:
    monkeypatch.setattr("cchc_tui.storage.repository.PAYS_FROM", 1)
    monkeypatch.setattr("cchc_tui.storage.walk.SETTLING_NS", -(10**10))
    Office.open(office.directory)
    again = Office.open(office.directory)
    shelf = again._reader.loaded.shelves[Directive]
    around = again.records.stored(Directive, around=Window(first, last))

    assert (len(shelf), len(shelf.fresh)) == (4, 0)
    assert len(shelf.kept.unpacked) == len(around)
    days = {s.record.symbol for s in around if s.record.issued_on and first <= s.record.issued_on <= last}
    assert days == found


@pytest.mark.parametrize(
    ("symbol", "day", "same"),
    [
        ("17/CV-UBND", date(2023, 6, 1), True),
        ("17/CV-UBND", date(2022, 6, 1), False),
        ("18/CV-UBND", date(2023, 6, 1), False),
    ],
)
def test_a_duplicate_is_found_in_the_cache_without_unpacking_other_years(
    office: Office, monkeypatch: pytest.MonkeyPatch, symbol: str, day: date, same: bool
) -> None:
    monkeypatch.setattr("cchc_tui.storage.repository.PAYS_FROM", 1)
    monkeypatch.setattr("cchc_tui.storage.walk.SETTLING_NS", -(10**10))
    Office.open(office.directory)
    again = Office.open(office.directory)
    (kept,) = [s.record for s in office.records.stored(Directive) if s.record.symbol == "17/CV-UBND"]
    found = again.records.duplicates(kept.change(id="", symbol=symbol, issued_on=day))

    assert [s.record.symbol for s in found] == ["17/CV-UBND"] * same
    assert day.year == 2023 or not again._reader.loaded.shelves[Directive].kept.unpacked
