"""Histories made to harm: bundles whose trees lead outside, and commits whose authors' names speak to terminals."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.errors import CchcError
from cchc_tui.office import Office
from cchc_tui.office.copying import copy_office
from cchc_tui.records.directive import Directive
from cchc_tui.records.period import parse_period
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.key import Key
from cchc_tui.tui.program import start
from tests.tui.conftest import press_key

from .conftest import git, letter, open_office
from .test_hostile import demand_harmless

EVIL_NAME = "\x1b]0;trộm\x07\u202eLan\x9b31m"


def evil_bundle(office: Office, place: Path, *names: bytes, mode: bytes = b"100644") -> Path:
    """A bundle that goes on from the office's history with one commit.

    Its tree holds a file under each of `names`, made without git's own caution.
    """
    records = office.directory
    evil = place.parent / "ke-xau"
    git(place.parent, "clone", "-q", str(records), str(evil))
    blob = git(evil, "hash-object", "-w", str(records / "office.toml")).strip()
    listed = subprocess.run(["git", "cat-file", "tree", "HEAD^{tree}"], cwd=evil, check=True, capture_output=True)
    tree = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(blob) for name in names) + listed.stdout
    word = ("hash-object", "-t", "tree", "-w", "--literally", "--stdin")
    made = subprocess.run(["git", *word], cwd=evil, input=tree, check=True, capture_output=True).stdout.decode().strip()
    who = {f"GIT_{role}_{what}": "ai@khac" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    words = ["git", "commit-tree", made, "-p", "HEAD", "-m", "x"]
    commit = subprocess.run(words, cwd=evil, env=os.environ | who, check=True, capture_output=True, text=True).stdout
    git(evil, "update-ref", "refs/heads/main", commit.strip())
    git(evil, "bundle", "create", "-q", str(place), "refs/heads/main")
    return place


@pytest.mark.parametrize(
    "names",
    [(b"..",), (b".",), (b".git",), (b".GIT",), (b"git~1",), (b".g\xe2\x80\x8cit",), (b"a/../../b",), (b".cchc",)],
    ids=repr,
)
def test_a_bundle_whose_names_lead_outside_is_refused(office: Office, tmp_path: Path, names: tuple[bytes, ...]) -> None:
    office.records.add(letter(1))
    stick = evil_bundle(office, tmp_path / "x.bundle", *names)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    head = git(office.directory, "rev-parse", "HEAD")
    files = sorted(str(path) for path in office.directory.rglob("*") if ".git/" not in str(path))
    with pytest.raises(CchcError):
        office.sharing.sync(bundle=stick)
    with pytest.raises(CchcError):
        copy_office(str(stick), tmp_path / "moi")
    assert git(office.directory, "rev-parse", "HEAD") == head
    assert sorted(str(path) for path in office.directory.rglob("*") if ".git/" not in str(path)) == files
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    office.records.add(letter(2))
    assert office.ledger.uncommitted == 0


@pytest.mark.parametrize("mode", [b"120000", b"160000"], ids=["link", "repository inside"])
def test_a_bundle_with_links_or_repositories_inside_is_refused(office: Office, tmp_path: Path, mode: bytes) -> None:
    office.records.add(letter(1))
    stick = evil_bundle(office, tmp_path / "x.bundle", b"a.toml", mode=mode)
    with pytest.raises(CchcError):
        office.sharing.sync(bundle=stick)
    assert not (office.directory / "a.toml").exists()


def test_hooks_and_settings_that_travel_as_files_stay_files(office: Office, tmp_path: Path) -> None:
    """A bundle carries no hooks and no settings; files that look like them must not become any."""
    office.records.add(letter(1))
    evil = tmp_path / "ke-xau"
    git(tmp_path, "clone", "-q", str(office.directory), str(evil))
    trap = tmp_path / "trap"
    (evil / "hooks").mkdir()
    (evil / "hooks/post-merge").write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="ascii")
    (evil / "hooks/post-merge").chmod(0o755)
    (evil / "config").write_text(f"[core]\n\tfsmonitor = touch {trap}\n", encoding="ascii")
    (evil / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = https://localhost:1/x\n', encoding="ascii")
    git(evil, "add", "-A")
    git(evil, "commit", "-q", "-m", "x")
    git(evil, "bundle", "create", "-q", str(tmp_path / "x.bundle"), "refs/heads/main")
    for name in ("hooks", "config"):
        assert not (office.directory / ".git" / name).is_symlink()
    office.sharing.sync(bundle=tmp_path / "x.bundle")
    office.records.refresh()
    first = office.records.stored(Directive)[0]
    office.records.save(first, first.record.change(note="sau khi gộp"))
    assert office.ledger.uncommitted == 0
    assert not trap.exists()
    assert (office.directory / "hooks/post-merge").stat().st_mode & 0o111 == 0, "nothing that came in may be run"


@pytest.fixture
def signed_by_nobody_good(office: Office) -> Office:
    """An office whose history has commits by somebody with a name that speaks to terminals."""
    stored = office.records.add(letter(17))
    path = office.directory / stored.path
    path.write_text(path.read_text(encoding="utf-8").replace("lần 17", "lần khác"), encoding="utf-8")
    evil = {f"GIT_{role}_{what}": EVIL_NAME for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    words = ["git", "commit", "-q", "-a", "-m", f"{EVIL_NAME}\n\nRecord: {EVIL_NAME}"]
    subprocess.run(words, cwd=office.directory, env=os.environ | evil, check=True)
    return open_office(office.directory)


def test_names_of_authors_reach_no_terminal_raw(
    signed_by_nobody_good: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office = signed_by_nobody_good
    number = office.records.stored(Directive)[0].record.id
    for words in (["log"], ["log", "--json"], ["log", number], ["blame", number], ["blame", number, "--json"]):
        assert run(["--records", str(office.directory), *words]) == 0
        said = capsys.readouterr()
        assert "trộm" in said.out
        demand_harmless(said.out + said.err, 0)


def test_names_of_authors_reach_no_screen_raw(signed_by_nobody_good: Office) -> None:
    period = parse_period("2023")
    assert period is not None
    desk = Desk(signed_by_nobody_good, period)
    start(desk)
    seen = ""
    for key in ("6", "down", "enter", "escape", "1", "h", "enter", "escape"):
        press_key(desk, Key(key, key if len(key) == 1 else ""))
        desk.settle()
        painted = "".join(text for line in desk.paint(80, 24).lines for text, _ in line)
        demand_harmless(painted, 0)
        seen += painted
    assert "trộm" in seen
