"""resolve, sync, person, freeze, init --shared."""

from __future__ import annotations

import grp
import os
from pathlib import Path

import pytest

from cchc_tui.git.command import git
from cchc_tui.office.setup import begin_history

from .conftest import Call, OnTerminal


@pytest.fixture
def history(office: Path) -> Path:
    begin_history(office, own=True)
    return office


@pytest.fixture
def stick(history: Path, cchc: Call, tmp_path: Path) -> Path:
    """Two copies that changed the same field, one of them on a stick."""
    bundle = tmp_path / "cchc.bundle"
    made = cchc(
        "add",
        "directive",
        "--direction",
        "outgoing",
        "--symbol",
        "17/CV-UBND",
        "--issued-on",
        "21/2/2023",
        "--subject",
        "một",
    )
    assert cchc("sync", "--bundle", str(bundle)).code == 0
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(bundle), "may-khac")
    other = ("--records", str(tmp_path / "may-khac"))
    assert cchc(*other, "set", made.out.strip(), "subject=của họ").code == 0
    assert cchc(*other, "sync", "--bundle", str(bundle)).code == 0
    assert cchc("set", made.out.strip(), "subject=của mình").code == 0
    return bundle


def test_the_same_field_of_two_copies_is_refused_shown_and_settled(stick: Path, cchc: Call) -> None:
    ended = cchc("sync", "--bundle", str(stick))
    assert ended.code == 3
    assert "của họ:   của họ" in ended.out
    assert "cchc resolve" in ended.err
    (listed,) = cchc("resolve", "--json").json
    assert [(f["key"], f["theirs"], f["mine"]) for f in listed["fields"]] == [("subject", "của họ", "của mình")]
    assert cchc("resolve", "--list").code == 3
    assert "--take" in cchc("resolve").err
    assert cchc("resolve", "--take", "theirs").code == 0
    assert cchc("sync", "--bundle", str(stick)).code == 0
    assert [d["subject"] for d in cchc("list", "directives", "--json").json] == ["của họ"]


@pytest.mark.parametrize("verb", ["list directives", "doctor", "report x", "check", "show x"])
def test_every_verb_that_looks_names_conflicts_that_wait(stick: Path, cchc: Call, verb: str) -> None:
    assert cchc("sync", "--bundle", str(stick)).code == 3
    ended = cchc(*verb.split())
    assert "chỗ hai bên cùng sửa, chưa chọn; xem: cchc resolve" in ended.err + ended.out


@pytest.mark.parametrize(("typed", "deleted"), [("x", True), ("Giữ", False)])
def test_delete_or_keep_is_asked_in_words(
    stick: Path, cchc: Call, office: Path, on_terminal: OnTerminal, typed: str, deleted: bool
) -> None:
    assert cchc("sync", "--bundle", str(stick)).code == 3
    assert cchc("resolve", "--take", "mine").code == 0
    assert cchc("sync", "--bundle", str(stick)).code == 0
    (one,) = cchc("list", "directives", "--json").json
    other = ("--records", str(stick.parent / "may-khac"))
    assert cchc(*other, "sync", "--bundle", str(stick)).code == 0
    assert cchc(*other, "delete", one["id"], "--because", "nhập trùng").code == 0
    assert cchc(*other, "sync", "--bundle", str(stick)).code == 0
    assert cchc("set", one["id"], "note=vừa thêm").code == 0
    shown = cchc("sync", "--bundle", str(stick)).out
    assert "họ đã:   xóa ngày" in shown
    assert "(Nguyễn Thị Hà): nhập trùng" in shown
    assert "mình đã: sửa Ghi chú: (trống) → “vừa thêm”" in shown
    ended = on_terminal("resolve", "--records", str(office), typed=typed, when="g = giữ lại")
    assert ended.code == 0, ended.out
    kept = cchc("show", one["id"], "--json").json
    assert ("deleted_on" in kept, kept["note"]) == (deleted, "vừa thêm")
    assert kept.get("deleted_because") == ("nhập trùng" if deleted else None)


def test_a_second_machine_is_one_command(history: Path, cchc: Call, tmp_path: Path) -> None:
    bare = tmp_path / "chung.git"
    ended = cchc("sync", "--to", str(bare))
    assert (ended.code, ended.out) == (0, "")
    assert "cchc init THƯ_MỤC --from " in ended.err
    made = cchc("init", str(tmp_path / "may-khac"), "--from", str(bare))
    assert (made.code, made.out) == (0, f"{tmp_path / 'may-khac/records'}\n")
    other = ("--records", made.out.strip())
    added = cchc(
        "add",
        "directive",
        "--direction",
        "outgoing",
        "--kind",
        "cong-van",
        "--issued-on",
        "hn",
        "--subject",
        "x",
        *other,
    )
    assert cchc("sync", *other).code == 0
    assert cchc("sync").code == 0
    assert cchc("show", added.out.strip()).code == 0
    assert cchc("init", str(tmp_path / "z"), "--from", str(bare), "--short-name", "A").code == 2
    assert cchc("sync", "--to", str(bare), "--bundle", "x").code == 2


def test_without_conflicts_resolve_says_so(history: Path, cchc: Call) -> None:
    ended = cchc("resolve")
    assert (ended.code, ended.err) == (0, "Không có xung đột nào.\n")


def test_sync_without_another_repository_says_how_to_name_one(history: Path, cchc: Call) -> None:
    ended = cchc("sync")
    assert ended.code == 2
    assert "cchc sync --to" in ended.err


def test_a_person_is_shown_and_named(history: Path, cchc: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cchc("person").out == "Nguyễn Thị Hà <ha@xahaky.gov.vn>\n"
    monkeypatch.delenv("CCHC_PERSON")
    assert cchc("person", "Lê Văn Nam", "--email", "nam@xa").out == "Lê Văn Nam <nam@xa>\n"
    assert cchc("person").out == "Lê Văn Nam <nam@xa>\n"
    assert cchc("person", " ").code == 2


def test_init_shared_sets_rights_and_prints_the_one_command_for_root(tmp_path: Path, cchc: Call) -> None:
    folder, group = tmp_path / "chung", grp.getgrgid(os.getgid()).gr_name
    ended = cchc("init", str(folder), "--short-name", "UBND xã A", "--place", "A", "--shared", "--group", group)
    records = folder / "records"
    assert (ended.code, ended.out) == (0, f"{records}\n")
    assert ended.err.count("sudo sh -c ") == 1
    assert f"safe.directory {records}" in ended.err
    assert records.stat().st_mode & 0o7777 == 0o2770
    assert (records / "office.toml").stat().st_mode & 0o777 == 0o660
    assert cchc("--records", str(records), "doctor").out.count("lỗi:") == 0
    again = cchc("init", str(folder), "--shared", "--group", group)
    assert (again.code, again.out) == (0, f"{records}\n")


@pytest.mark.parametrize("words", [("--shared",), ("--group", "x"), ("--shared", "--group", "a b; reboot")])
def test_init_refuses_to_share_with_no_group_or_a_strange_one(
    tmp_path: Path, cchc: Call, words: tuple[str, ...]
) -> None:
    ended = cchc("init", str(tmp_path / "chung"), "--short-name", "A", "--place", "A", *words)
    assert ended.code == 2
    assert not (tmp_path / "chung").exists()


def test_a_closed_report_is_printed_as_it_was(tmp_path: Path, cchc: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    from cchc_tui.office.starting import copy_sample

    records, _ = copy_sample(tmp_path / "mau")
    begin_history(records.resolve(), own=True)
    sample = ("--records", str(records))
    before = cchc(*sample, "report", "2023-nam").out
    closed = cchc(*sample, "freeze", "2023-nam")
    assert closed.code == 0
    assert closed.out.startswith("frozen.md sha256:")
    for one in cchc(*sample, "list", "directives", "--json").json:
        cchc(*sample, "delete", one["id"], "--because", "thử")
    assert cchc(*sample, "report", "2023-nam", "--at-freeze").out == before
    assert cchc(*sample, "freeze", "2023-nam").code == 3
    assert cchc(*sample, "freeze", "--undo", "2023-nam").code == 0
    again = cchc(*sample, "freeze", "--undo", "2023-nam")
    assert (again.code, again.out, again.err) == (3, "", "Báo cáo 2023-nam chưa chốt số liệu nên không có gì để mở.\n")
    assert cchc(*sample, "report", "2023-nam", "--at-freeze").code == 3


def test_a_save_that_does_not_reach_the_history_says_so(history: Path, cchc: Call) -> None:
    (history / ".git/BISECT_LOG").touch()
    ended = cchc(
        "add",
        "directive",
        "--direction",
        "outgoing",
        "--kind",
        "ke-hoach",
        "--issued-on",
        "21/2/2023",
        "--subject",
        "một",
    )
    assert ended.code == 0
    assert "chưa vào lịch sử" in ended.err
    assert "git bisect reset" in ended.err
