"""`today` and the books of what must be done, as a clerk calls them."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from cchc_tui.cli.login_line import LoginLine, login_line
from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.report_sheet import ReportSheet

TODAY = date.today()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with a late paper of Thu Hà's, a task of Minh's in two days, and an obligation due in forty."""
    from cchc_tui.office.starting import create_office

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "xa", {"short_name": "UBND xã Mẫu Sơn", "place": "Mẫu Sơn"})
    settings = records / "office.toml"
    day = TODAY + timedelta(days=40)
    # The regimes of a new office have due days of their own, which would stand in the list on some days of a year only.
    regimes = re.sub(r"(?m)^due_day = .*$", "", settings.read_text(encoding="utf-8"))
    settings.write_text(
        regimes
        + f'\n[[obligations]]\ncode = "mot-lan"\nname = "Báo cáo riêng"\nwindow = "{TODAY}..{TODAY}"\n'
        + f'deadline = "{day.day}/{day.month}/{day.year}"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(records.parent)
    office = Office.open(records)
    office.records.add(
        Directive(
            direction=INCOMING, kind="cong-van", symbol="208/UBND-VP", issued_on=TODAY - timedelta(days=30),
            received_on=TODAY - timedelta(days=29), received_number=71, issuer="UBND tỉnh Lạng Sơn",
            subject="báo cáo số liệu", due_on=TODAY - timedelta(days=2), handler="Thu Hà",
        )
    )  # fmt: skip
    office.records.add(
        ChecklistItem(
            checklist="viec-khac", position=1, task="Lắp biển báo", owner="Minh", source="20-NQ/ĐU",
            assigned_on=TODAY - timedelta(days=9), due_on=TODAY + timedelta(days=2), progress=("01/11: đã khảo sát",),
        )
    )  # fmt: skip
    return office


def run(*words: str) -> int:
    from cchc_tui.cli import run

    return run(list(words))


def test_today_lists_by_nearness_and_ends_with_1_while_something_is_late(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("today") == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("VIỆC VÀ HẠN, ")
    assert "QUÁ HẠN: 1 việc" in said
    assert "TRONG 3 NGÀY: 1 việc" in said
    (late,) = [line for line in said if "208/UBND-VP" in line]
    assert "quá 2 ngày" in late
    assert "Thu Hà" in late
    assert any(line.startswith("SAU ĐÓ: 1 việc") for line in said)


def test_all_shows_what_is_far_off_too(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    run("today", "--all")
    assert "Báo cáo riêng" in capsys.readouterr().out


def test_errors_and_empty_months_are_told_after_what_is_due(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    run("today")
    assert "LỖI PHẢI CHỮA" not in capsys.readouterr().out
    (task,) = office.records.stored(ChecklistItem)
    office.records.save(task, task.record.change(evidence=("khong1",)))
    run("today")
    said = capsys.readouterr().out
    assert "LỖI PHẢI CHỮA: 1; xem hết: cchc check" in said
    assert "tài liệu kiểm chứng mang mã “khong1” không có" in said
    run("today", "--json")
    assert len(json.loads(capsys.readouterr().out)["errors"]) == 1


def test_a_day_in_the_words_of_a_paper_is_proposed_not_taken(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--kind", "cong-van", "--symbol", "209/SNV-CCHC", "--issued-on", "2026-11-20", "--issuer", "Sở Nội vụ"]
    assert run("add", "directive", *words, "--subject", "báo cáo trước ngày 25/11/2026") == 0
    said = capsys.readouterr()
    assert f"Văn bản nói hạn 25/11/2026; ghi để được nhắc: cchc set {said.out.strip()} due_on=25/11/2026" in said.err
    (paper,) = [s.record for s in office.snapshot().records.stored(Directive) if s.record.symbol == "209/SNV-CCHC"]
    assert paper.due_on is None


def test_one_line_for_the_login_and_none_when_nothing_is_due(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("today", "--brief") == 1
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert said.out.startswith("1 việc quá hạn, 1 việc trong 7 ngày; trễ nhất ")
    assert said.err == ""

    assert run("today", "--brief", "--person", "không ai") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("today --brief", LoginLine(None, False, "")),
        ("--records ho-so today --brief", LoginLine("ho-so", False, "")),
        ("today --brief --records=ho-so --read-only", LoginLine("ho-so", True, "")),
        ("--read-only today --person=Hà --brief", LoginLine(None, True, "Hà")),
        ("today --person Hà --brief", LoginLine(None, False, "Hà")),
        ("--brief today", None),
        ("--person Hà today --brief", None),
        ("today --brief --json", None),
        ("today --brief --help", None),
        ("today --brief --records", None),
        ("today --brief --records --read-only", None),
        ("today --brief=1", None),
        ("today --brief thừa", None),
        ("list --brief", None),
        (f"--records {__file__} today --brief", None),
    ],
)
def test_the_login_line_answers_what_it_is_sure_of_and_leaves_the_rest_to_the_command_line(
    words: str, asked: LoginLine | None
) -> None:
    assert login_line(words.split()) == asked


@pytest.mark.parametrize(
    "words",
    [
        ["today", "--brief"],
        ["--read-only", "today", "--brief", "--person", "minh"],
        ["today", "--brief", "--records", "khong-co"],
    ],
)
def test_the_login_line_says_what_the_command_line_would(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    code, said = run(*words), capsys.readouterr()
    monkeypatch.setattr("cchc_tui.cli.login_line.login_line", lambda words: None)
    assert (run(*words), capsys.readouterr()) == (code, said)


def test_the_login_line_says_that_files_are_missing_from_it(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    settings = office.directory / "office.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "short_name = \n", encoding="utf-8")
    assert run("today", "--brief", "--person", "không ai") == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Có 1 chỗ trong hồ sơ không đọc được hoặc còn thiếu; xem: cchc check\n")


def test_an_exchanged_day_is_written_by_one_command(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    begin_history(office.directory, own=True)
    friday, saturday = date(2028, 3, 3), date(2028, 3, 4)
    assert not office.agenda.work_calendar.is_known(friday)
    assert run("office", "--day-off", "3/3/2028", "--work-day", "04/03/2028") == 0
    assert "03/3/2028 nghỉ; 04/3/2028 làm bù" in capsys.readouterr().out
    calendar = Office.open(office.directory).agenda.work_calendar
    assert (calendar.is_working(friday), calendar.is_working(saturday), calendar.is_known(friday)) == (
        False,
        True,
        True,
    )
    assert calendar.add_working_days(date(2028, 3, 2), 1) == saturday
    assert run("undo", "--yes") == 0
    assert Office.open(office.directory).agenda.work_calendar.is_working(friday)
    assert run("office", "--day-off", "mai kia") == 2


@pytest.mark.parametrize(
    ("person", "titles"), [("thu ha", ["208/UBND-VP: báo cáo số liệu"]), ("minh", ["1. Lắp biển báo"])]
)
def test_only_what_somebody_holds(
    office: Office, capsys: pytest.CaptureFixture[str], person: str, titles: list[str]
) -> None:
    run("today", "--json", "--person", person)
    assert [item["title"] for item in json.loads(capsys.readouterr().out)["items"]] == titles


def test_an_answer_takes_the_paper_from_the_list_and_enters_the_book(
    office: Office, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (paper,) = office.records.stored(Directive)
    office.records.add(
        Directive(
            direction=OUTGOING, kind="cong-van", symbol="99/UBND-VP", issued_on=TODAY, subject="báo cáo số liệu",
            answers=(paper.record.id,),
        )
    )  # fmt: skip
    assert run("today") == 0
    assert "208/UBND-VP" not in capsys.readouterr().out

    out = tmp_path / "theo-doi.csv"
    year = TODAY - timedelta(days=29)
    assert run("export-register", "--period", str(year.year), "--book", "theo-doi", "--to", "csv", "-o", str(out)) == 0
    head, row = csv.reader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert (len(head), head[5]) == (7, "Số, ký hiệu văn bản trả lời")
    assert (row[0], row[4], row[5]) == ("71", "Đã trả lời", "99/UBND-VP")
    assert row[1].startswith("Công văn 208/UBND-VP ngày ")
    assert row[1].endswith(" của UBND tỉnh Lạng Sơn")


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_the_book_of_tasks_has_twelve_columns(office: Office, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"viec.{form}"
    period = f"01/01/{TODAY.year - 1} - 31/12/{TODAY.year + 1}"
    assert run("export-register", "--period", period, "--book", "nhiem-vu", "--to", form, "-o", str(out)) == 0
    if form == "csv":
        head, row = csv.reader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
        assert len(head) == 12
        assert (row[1], row[2], row[8], row[9]) == ("Lắp biển báo", "20-NQ/ĐU", "01/11: đã khảo sát", "Sắp đến hạn")
    else:
        assert out.stat().st_size > 2000


def test_a_book_whose_rows_are_no_records_is_not_written_as_records(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    period = f"01/01/{TODAY.year - 1} - 31/12/{TODAY.year + 1}"
    assert (
        run("export-register", "--period", period, "--book", "nhiem-vu", "--to", "jsonl", "-o", str(tmp_path / "x"))
        == 2
    )
    assert "không ghi được thành jsonl" in capsys.readouterr().err


def test_the_calendar_keeps_an_events_identity(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from icalendar import Calendar

    out = tmp_path / "viec.ics"
    run("today", "--ics", str(out))
    first = Calendar.from_ical(out.read_bytes())
    assert str(first["x-wr-timezone"]) == "Asia/Ho_Chi_Minh"
    events = {str(event["uid"]): event for event in first.walk("VEVENT")}
    assert len(events) == 3
    (late,) = [event for event in events.values() if str(event["summary"]) == "208/UBND-VP: báo cáo số liệu"]
    assert late["dtstart"].dt == TODAY - timedelta(days=2)
    assert late["dtend"].dt == TODAY - timedelta(days=1)
    midnight_in_vietnam = datetime.combine(TODAY - timedelta(days=1), time(17), UTC)
    assert late["dtstamp"].dt == midnight_in_vietnam
    todos = {str(todo["related-to"]): todo for todo in first.walk("VTODO")}
    assert {uid: todo["due"].dt for uid, todo in todos.items()} == {u: e["dtstart"].dt for u, e in events.items()}
    assert {str(todo["status"]) for todo in todos.values()} == {"NEEDS-ACTION"}
    identities = [str(one["uid"]) for one in (*first.walk("VEVENT"), *first.walk("VTODO"))]
    assert len(set(identities)) == 6

    (task,) = office.records.stored(ChecklistItem)
    office.records.save(task, task.record.change(due_on=TODAY + timedelta(days=5), task="Lắp mọi biển báo"))
    (period,) = [item for item in office.agenda.items() if item.kind == "report"]
    office.records.add(
        ReportSheet(slug="rieng", kind="bao-cao", period=f"{TODAY}..{TODAY}", subject="s", obligation="mot-lan")
    )
    capsys.readouterr()
    run("today", "--ics")
    second = Calendar.from_ical(capsys.readouterr().out)
    assert {str(event["uid"]) for event in second.walk("VEVENT")} == set(events), period.key


def test_a_title_of_any_letters_is_read_back_whole(office: Office, tmp_path: Path) -> None:
    from icalendar import Calendar

    words = "Rà soát; sửa, đổi \\ “quy chế” " + "một hai ba " * 20
    (task,) = office.records.stored(ChecklistItem)
    office.records.save(task, task.record.change(task=words))
    out = tmp_path / "viec.ics"
    run("today", "--ics", str(out))
    assert all(len(line) <= 75 for line in out.read_bytes().split(b"\r\n"))
    titles = {str(event["summary"]) for event in Calendar.from_ical(out.read_bytes()).walk("VEVENT")}
    assert f"1. {words.strip()}" in titles


def test_a_broken_calendar_of_the_office_is_a_sentence(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office.directory / "templates" / "calendar"
    folder.mkdir(parents=True)
    (folder / "xa.toml").write_text('[[years]]\nyear = 2026\noff = ["2026-01-01"]\n')
    run("today")
    assert "Tệp lịch nghỉ xa.toml không đọc được: ngày viết như 2026-02-17" in capsys.readouterr().err
