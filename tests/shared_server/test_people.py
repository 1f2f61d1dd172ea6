"""Who saves: by account, by name given once per login, by CCHC_PERSON."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc_tui.errors import WrongUseError
from cchc_tui.storage import person

from .conftest import git, letter, open_office

PEOPLE = """[[people]]
account = "{account}"
name = "Trần Thị Lan"
email = "lan@xa"

[[people]]
account = "{second}"
name = "Lê Văn Nam"
email = "nam@xa"
"""


@pytest.fixture(autouse=True)
def _nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CCHC_PERSON")
    monkeypatch.setattr(person, "_login", lambda: ("máy", "lần đăng nhập 1"))


def listed(records: Path, second: str) -> None:
    text = PEOPLE.format(account=person.account_name(), second=second)
    (records / "people.toml").write_text(text, encoding="utf-8")


def test_an_account_of_one_person_is_that_person(records: Path) -> None:
    listed(records, "nam")
    office = open_office(records)
    assert (office.people.is_unsure, office.people.current.name, office.people.current.email) == (
        False,
        "Trần Thị Lan",
        "lan@xa",
    )


def test_a_shared_account_is_asked_once_per_login(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(records, person.account_name())
    office = open_office(records)
    assert office.people.is_unsure
    assert [p.name for p in office.people.listed] == ["Trần Thị Lan", "Lê Văn Nam"]
    assert office.people.current.name == person.full_name(person.account_name()), "never the first of several"
    office.people.choose("Lê Văn Nam")
    again = open_office(records)
    assert not again.people.is_unsure
    again.records.add(letter(1))
    assert git(records, "log", "-1", "--format=%an <%ae>").strip() == "Lê Văn Nam <nam@xa>"
    monkeypatch.setattr(person, "_login", lambda: ("máy", "lần đăng nhập 2"))
    assert open_office(records).people.is_unsure


def test_an_account_nobody_has_named_is_asked_too(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "account_name", lambda: "ubnd-khong-co")
    office = open_office(records)
    assert office.people.is_unsure
    assert office.people.choose("Phạm Thị Mới").name == "Phạm Thị Mới"
    assert not office.people.is_unsure


@pytest.mark.parametrize("name", ["", "   ", "123", "​"])
def test_a_name_without_letters_is_no_name(records: Path, name: str) -> None:
    with pytest.raises(WrongUseError, match="Chưa ghi họ tên"):
        open_office(records).people.choose(name)


def test_the_given_name_is_kept_for_its_owner_only(records: Path) -> None:
    open_office(records).people.choose("Trần Thị Lan")
    (kept,) = (Path(os.environ["XDG_STATE_HOME"]) / "cchc/login").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_cchc_person_wins_and_may_name_somebody_of_the_list(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(records, "nam")
    monkeypatch.setenv("CCHC_PERSON", "nam")
    assert open_office(records).people.current.email == "nam@xa"
    monkeypatch.setenv("CCHC_PERSON", "Người Khác <khac@xa>")
    office = open_office(records)
    assert (office.people.current.name, office.people.current.email, office.people.is_unsure) == (
        "Người Khác",
        "khac@xa",
        False,
    )


def test_a_name_cannot_smuggle_anything_into_the_history(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_PERSON", "A\x1b[31m\n\nRecord: zzzzzz <a@b>\n<c@d>")
    open_office(records).records.add(letter(1))
    name = git(records, "log", "-1", "--format=%an|%ae").strip()
    assert name.isprintable()
    assert git(records, "log", "-1", "--format=%(trailers:key=Record)").count("\n") == 2


def test_two_logins_are_told_apart_by_what_the_system_knows_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_SESSION_ID", "41")
    first = person._login()
    monkeypatch.setenv("XDG_SESSION_ID", "42")
    assert person._login() != first
    assert person._login() == person._login()
