"""What the trial of a new clerk found wrong in small things."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.records.office import People, Person
from cchc_tui.storage.person import account_name, current_person, is_unsure, tell_person
from cchc_tui.tui.program import usual_period
from tests.cli.conftest import Call


def test_due_says_so_when_it_cannot_know(cchc: Call, office: Path) -> None:
    path = office / "office.toml"
    path.write_text(path.read_text("utf-8") + "\nx = [\n", encoding="utf-8")
    ended = cchc("due")
    assert ended.code == 1
    assert "Không đọc được office.toml" in ended.err
    assert "Không có báo cáo nào" not in ended.err


def test_the_quotes_of_a_subject_are_printed_as_quotes(cchc: Call, office: Path) -> None:
    words = ("add", "directive", "--direction", "outgoing", "--symbol", "5/UBND-VP", "--issued-on", "3/3/2026")
    (added,) = cchc(*words, "--subject", 'mô hình "một cửa" và màn hình 55"').out.split()
    (kept,) = cchc("list", "directives", "--json").json
    assert kept["subject"] == 'mô hình “một cửa” và màn hình 55"'
    cchc("set", added, 'subject=phong trào "Vì dân phục vụ"')
    assert cchc("list", "directives", "--json").json[0]["subject"] == "phong trào “Vì dân phục vụ”"


@pytest.mark.parametrize(
    ("begun", "today", "shown"),
    [
        (("2026", "2027"), date(2026, 12, 1), "2026-nam"),
        (("2027",), date(2026, 12, 1), "2026-nam"),
        (("2025", "quý 3/2026"), date(2026, 8, 1), "2026-quy-3"),
        (("2023",), date(2026, 12, 1), "2023-nam"),
        ((), date(2026, 12, 1), "2026-nam"),
    ],
)
def test_the_program_opens_on_a_period_that_has_begun(
    cchc: Call, office: Path, begun: tuple[str, ...], today: date, shown: str
) -> None:
    for period in begun:
        assert cchc("new-report", "--outline", "cchc-nam", "--period", period).code == 0
    assert usual_period(Office.open(office, today=today)).code == shown


def test_a_name_once_said_stays_in_the_next_login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CCHC_PERSON", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    tell_person("Trần Thị Lan")
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    assert current_person(None).name == "Trần Thị Lan"
    assert not is_unsure(None)
    shared = People(people=tuple(Person(account=account_name(), name=name) for name in ("A B", "C D")))
    assert is_unsure(shared), "several people use this account: the next login asks again"
    assert current_person(shared).name != "Trần Thị Lan"


def test_free_days_are_one_period_however_they_are_typed(cchc: Call, office: Path) -> None:
    counted = ("add", "media", "--channel", "trang-tin", "--measure", "tin-bai", "--value", "3", "--period")
    assert cchc(*counted, "từ 01/7 đến 14/9/2026").code == 0
    for same in ("01/7/2026 - 14/9/2026", "2026-07-01..2026-09-14"):
        assert "đã có" in cchc(*counted, same).err.lower()
    (kept,) = cchc("list", "media", "--json").json
    assert kept["period"] == "2026-07-01..2026-09-14"
