"""A second machine begun from the shared repository or a stick; what is sent along to harm stays outside."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cchc_tui.errors import CchcError, RefusedError, WrongUseError
from cchc_tui.git.command import git as run_git
from cchc_tui.git.founding import missing_settings
from cchc_tui.office import Office
from cchc_tui.office.copying import copy_office
from cchc_tui.records.directive import Directive

from .conftest import git, letter, make_office, open_office


@pytest.fixture
def shared(office: Office, records: Path) -> Path:
    """A repository that was made by the first synchronisation."""
    office.records.add(letter(1))
    place = records.parent / "git" / "chung.git"
    place.parent.mkdir()
    told = office.sharing.sync(to=str(place)).done
    assert any(f"--from {os.uname().nodename}:{place.resolve()}" in line for line in told)
    return place


def test_the_first_synchronisation_makes_the_meeting_place(shared: Path, office: Office) -> None:
    assert git(shared, "symbolic-ref", "HEAD") == "refs/heads/main\n"
    assert git(shared, "rev-parse", "HEAD") == git(office.directory, "rev-parse", "HEAD")
    assert shared.stat().st_mode & 0o2070 == 0o2070, "colleagues of the group write there too"
    assert office.sharing.sync(to=str(shared)).conflicts == ()
    with pytest.raises(RefusedError, match="đã nối với"):
        office.sharing.sync(to=str(shared.parent / "khac.git"))


@pytest.mark.parametrize("kind", ["repository", "bundle", "folder of the office"])
def test_a_copy_is_a_whole_office_that_can_be_synchronised(
    shared: Path, office: Office, tmp_path: Path, kind: str
) -> None:
    stick = tmp_path / "usb.bundle"
    office.sharing.sync(bundle=stick)
    source = {"repository": shared, "bundle": stick, "folder of the office": office.directory.parent}[kind]
    copied = copy_office(str(source), tmp_path / "may-tinh")
    laptop = open_office(copied.records)
    assert copied.records == tmp_path / "may-tinh/records"
    assert (laptop.records.findings, [s.record.symbol for s in laptop.records.stored(Directive)]) == ((), ["1/CV-UBND"])
    assert git(copied.records, "rev-parse", "HEAD") == git(office.directory, "rev-parse", "HEAD")
    assert missing_settings(laptop.ledger.checkout) == []
    assert git(copied.records, "status", "--porcelain") == ""
    assert laptop.health.examine() == []
    laptop.records.add(letter(2))
    if kind != "folder of the office":
        bundle = stick if kind == "bundle" else None
        for one in (laptop, office):
            assert one.sharing.sync(bundle=bundle).conflicts == ()
        assert len(office.records.stored(Directive)) == 2


def test_a_bare_repository_whose_head_names_nothing_is_put_right_and_copied(
    office: Office, records: Path, tmp_path: Path
) -> None:
    bare = records.parent / "cu.git"
    git(records.parent, "init", "-q", "--bare", "-b", "master", str(bare))
    git(records, "remote", "add", "origin", str(bare))
    office.records.add(letter(1))
    office.sharing.sync()
    assert git(bare, "symbolic-ref", "HEAD") == "refs/heads/main\n"
    git(bare, "symbolic-ref", "HEAD", "refs/heads/khong-co")
    assert len(open_office(copy_office(str(bare), tmp_path / "x").records).records.stored(Directive)) == 1


def test_a_place_written_as_seen_from_the_records_is_found(
    office: Office, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git(records.parent, "init", "-q", "--bare", "-b", "master", "cu.git")
    git(records, "remote", "add", "origin", "../cu.git")
    office.records.add(letter(1))
    assert office.sharing.sync().conflicts == ()
    assert git(records.parent / "cu.git", "symbolic-ref", "HEAD") == "refs/heads/main\n"
    (tmp_path / "nha").mkdir()
    monkeypatch.chdir(tmp_path / "nha")
    git(tmp_path, "clone", "-q", "--bare", str(records), "kho.git")
    assert copy_office("../kho.git", Path("may")).records == tmp_path / "nha/may/records"


def test_a_repository_with_another_branch_only_is_not_given_a_second_history(office: Office, records: Path) -> None:
    other = make_office(records.parent / "khac")
    git(other, "branch", "-m", "master")
    bare = records.parent / "cu.git"
    git(records.parent, "clone", "-q", "--bare", str(other), str(bare))
    with pytest.raises(RefusedError, match="có nhánh master mà không có nhánh main"):
        office.sharing.sync(to=str(bare))
    assert git(bare, "branch", "--format=%(refname:short)") == "master\n"


def test_records_in_a_folder_of_a_bigger_repository_are_copied_with_it(records: Path, tmp_path: Path) -> None:
    office = open_office(records)
    office.records.add(letter(1))
    big = tmp_path / "lon"
    big.mkdir()
    git(big, "init", "-q", "-b", "main")
    subprocess.run(["cp", "-r", str(records), str(big / "records")], check=True)
    subprocess.run(["rm", "-rf", str(big / "records/.git"), str(big / "records/.cchc")], check=True)
    git(big, "add", "-A")
    git(big, "commit", "-q", "-m", "x")
    copied = copy_office(str(big / ".git"), tmp_path / "may")
    assert copied.records == tmp_path / "may/records"
    assert len(open_office(copied.records).records.stored(Directive)) == 1


def test_nothing_is_written_over_and_nothing_is_left_behind(shared: Path, tmp_path: Path) -> None:
    taken = tmp_path / "co-roi"
    (taken / "records").mkdir(parents=True)
    (taken / "records/thu.txt").write_text("của tôi", encoding="utf-8")
    with pytest.raises(RefusedError, match="không trống"):
        copy_office(str(shared), taken)
    assert [p.name for p in taken.rglob("*")] == ["records", "thu.txt"]
    empty = tmp_path / "trong.git"
    git(tmp_path, "init", "-q", "--bare", str(empty))
    for source in (str(tmp_path / "khong-co"), str(tmp_path / "co-roi"), str(empty)):
        with pytest.raises(CchcError):
            copy_office(source, tmp_path / "moi")
        assert not (tmp_path / "moi").exists()
    plain = tmp_path / "thuong"
    plain.mkdir()
    git(plain, "init", "-q")
    (plain / "a.txt").touch()
    git(plain, "add", "-A")
    git(plain, "commit", "-q", "-m", "x")
    with pytest.raises(WrongUseError, match="không phải kho hồ sơ"):
        copy_office(str(plain), tmp_path / "moi")


@pytest.mark.parametrize("what", ["link", "repository inside", "our own work", "giant"])
def test_what_no_office_sends_is_not_copied(
    shared: Path, tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = tmp_path / "ke-xau"
    git(tmp_path, "clone", "-q", str(shared), str(evil))
    if what == "link":
        (evil / "directives/x.toml").symlink_to("/etc/passwd")
    elif what == "our own work":
        (evil / ".cchc").mkdir()
        (evil / ".cchc/x").touch()
    elif what == "giant":
        monkeypatch.setattr("cchc_tui.git.cloning.FILE_LIMIT", 1_000)
        (evil / "x").write_bytes(b"x" * 2_000)
    else:
        git(evil, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},kho-con")
    if what != "repository inside":
        git(evil, "add", "-A", "-f")
    git(evil, "commit", "-q", "-m", "x")
    git(evil, "push", "-q", "origin", "main")
    with pytest.raises(RefusedError, match="không nhận"):
        copy_office(str(shared), tmp_path / "moi")
    assert not (tmp_path / "moi").exists()


def test_programs_named_in_settings_are_not_run(shared: Path, office: Office, tmp_path: Path) -> None:
    """Every setting that makes fetch or push start a program, in a repository a colleague may write to."""
    trap = tmp_path / "trap"
    program = tmp_path / "bay"
    program.write_text(f"#!/bin/sh\ntouch {trap}\nexit 1\n", encoding="ascii")
    program.chmod(0o755)
    settings = {
        "remote.origin.uploadpack": str(program), "remote.origin.receivepack": str(program),
        "remote.origin.vcs": "ext", "core.sshCommand": str(program), "core.gitProxy": str(program),
        "core.alternateRefsCommand": str(program), "core.askPass": str(program), "credential.helper": "",
        "fetch.recurseSubmodules": "true", "gc.auto": "1", "core.hooksPath": str(tmp_path),
    }  # fmt: skip
    for key, value in settings.items():
        git(office.directory, "config", key, value)
    office.records.add(letter(7))
    assert office.sharing.sync().conflicts == ()
    for place in ("git://localhost:1/x", "ssh://localhost:1/x", f"ext::{program}", "--upload-pack=/bin/true"):
        git(office.directory, "config", "remote.origin.url", place)
        with pytest.raises(CchcError):
            office.sharing.sync()
    assert not trap.exists()


def test_only_the_persons_own_password_helper_is_asked(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The repository's helpers are not, whether for all places or for one; a server that wants a password shows it."""
    traps = {name: tmp_path / name for name in ("kho", "kho-rieng", "minh")}
    home = tmp_path / "nha"
    home.mkdir()
    (home / ".gitconfig").write_text(f'[credential]\n\thelper = "!touch {traps["minh"]}; false"\n', encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    with asking_for_a_password() as place:
        git(office.directory, "config", "credential.helper", f"!touch {traps['kho']}; false")
        git(office.directory, "config", f"credential.{place}.helper", f"!touch {traps['kho-rieng']}; false")
        git(office.directory, "config", "remote.origin.url", f"{place}/kho.git")
        git(office.directory, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
        with pytest.raises(CchcError, match="Không tới được kho kia"):
            office.sharing.sync()
    assert [name for name, trap in traps.items() if trap.exists()] == ["minh"]


@contextmanager
def asking_for_a_password() -> Iterator[str]:
    """A web server on this machine that wants a password for everything; its address."""

    class Asking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="kho"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_ssh_is_never_allowed_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")
    monkeypatch.setenv("GIT_SSH", "/bin/false")
    monkeypatch.setenv("GIT_ASKPASS", "/bin/false")
    monkeypatch.delenv("GIT_SSH_COMMAND", raising=False)
    said = run_git(tmp_path, "-c", "alias.env=!env", "env").text
    env = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
    assert env["GIT_SSH_COMMAND"] == "ssh -o BatchMode=yes"
    assert (env["SSH_ASKPASS_REQUIRE"], env["GIT_TERMINAL_PROMPT"]) == ("never", "0")
    assert not {"SSH_ASKPASS", "GIT_SSH", "GIT_ASKPASS"} & env.keys()
