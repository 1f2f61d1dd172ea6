"""Three Unix accounts in one group with the umasks people really have, and a fourth outside it."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cchc_tui.office.health import heal_all
from cchc_tui.office.setup import share
from cchc_tui.records.directive import Directive
from tests.other_account import become, read_everything

from .conftest import git, make_office, open_office

_RUN = f"cchct{os.getpid()}"
"""Begins the names of this run's accounts: another run on this machine has its own."""
GROUP = f"{_RUN}nhom"
A, B, C = (f"{_RUN}{letter}" for letter in "abc")
UMASKS = {A: 0o002, B: 0o022, C: 0o077}
OUTSIDER = f"{_RUN}ngoai"

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="making Unix accounts needs root"),
    pytest.mark.skipif(shutil.which("useradd") is None, reason="this machine has no useradd"),
    pytest.mark.xdist_group("accounts"),
]


@pytest.fixture(scope="module")
def accounts() -> Iterator[None]:
    """The accounts, made for these tests and taken away afterwards."""
    subprocess.run(["groupadd", "-f", GROUP], check=True)
    names = [*UMASKS, OUTSIDER]
    for name in names:
        group = ["-G", GROUP] if name in UMASKS else []
        subprocess.run(["useradd", "-M", "-N", "-c", f"Người {name[-1].upper()}", *group, name], check=False)
    try:
        yield
    finally:
        for name in names:
            subprocess.run(["userdel", name], check=False, capture_output=True)
        subprocess.run(["groupdel", GROUP], check=False, capture_output=True)


@dataclass(frozen=True)
class Server:
    """A shared office, and a way to work in it under another account."""

    records: Path
    home: Path

    def run(self, account: str, code: str, *, old_login: bool = False) -> str:
        """What Python code prints in a process of that account; a failure is part of it."""
        return self.begin(account, code, old_login=old_login)()

    def begin(self, account: str, code: str, *, old_login: bool = False) -> Callable[[], str]:
        """Start the code, and give what waits for its end. `old_login`: from before the account came into its groups.

        Forked from this process: the interpreter itself need not be readable for the account.
        """
        user = pwd.getpwnam(account)
        home = self.home / account
        home.mkdir(exist_ok=True)
        os.chown(home, user.pw_uid, user.pw_gid)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _become(user, home, [user.pw_gid] if old_login else os.getgrouplist(account, user.pw_gid))
            with os.fdopen(writing, "w", encoding="utf-8") as out, contextlib.redirect_stdout(out):
                try:
                    exec(_HEAD.format(records=str(self.records)) + code, {})
                except BaseException:
                    traceback.print_exc(file=out)
            os._exit(0)
        os.close(writing)

        def finish() -> str:
            with os.fdopen(reading, encoding="utf-8") as said:
                text = said.read()
            os.waitpid(child, 0)
            return text

        return finish


def _become(user: pwd.struct_passwd, home: Path, groups: list[int]) -> None:
    os.chdir("/")
    os.umask(UMASKS.get(user.pw_name, 0o022))
    become(user.pw_uid, user.pw_gid, groups)
    os.environ.pop("CCHC_PERSON", None)
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
        os.environ[name] = str(home)


_HEAD = """
from cchc_tui.office import Office
from cchc_tui.records.directive import Directive
from cchc_tui.errors import CchcError
from datetime import date
office = Office.open({records!r})
"""


@pytest.fixture
def server(accounts: None) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="cchc-chung-", dir="/tmp"))
    folder.chmod(0o755)
    records = make_office(folder / "records")
    share(records, GROUP)
    server = Server(records, folder)
    read_everything()
    try:
        yield server
    finally:
        shutil.rmtree(folder)


ADD = """
s = office.records.add(Directive(direction='outgoing', kind='ke-hoach', subject={!r}, issued_on=date(2023, 2, 21)))
print(s.record.id, office.ledger.trouble)
"""


def test_everybody_in_the_group_saves_commits_and_reads_whatever_their_umask(server: Server) -> None:
    ids = {account: server.run(account, ADD.format(account)).strip() for account in UMASKS}
    assert all(len(one) == 6 for one in ids.values()), ids
    edit = (
        "for s in office.records.stored(Directive):\n"
        "    s = office.records.save(s, s.record.change(note=(s.record.note or '') + {!r}))\n"
        "print(len(office.records.stored(Directive)), office.ledger.trouble, [f.code for f in office.health.examine()])"
    )
    for account in UMASKS:
        assert server.run(account, edit.format(account[-1])).strip() == "3  []", account
    signed = git(server.records, "log", "--format=%an", "--", "directives").split("\n")
    assert [signed.count(f"Người {name}") for name in "ABC"] == [4, 4, 4]
    notes = "sorted(s.record.note for s in office.records.stored(Directive))"
    read = server.run(A, f"print({notes}, len(office.history.log()))")
    assert read.strip() == "['abc', 'abc', 'abc'] 13"
    assert git(server.records, "status", "--porcelain") == ""


def test_what_one_leaves_unfinished_another_finishes_under_the_first_name(server: Server) -> None:
    (server.records / ".git/BISECT_LOG").touch()
    left = server.run(C, ADD.format("dở"))
    assert "git bisect" in left
    (server.records / ".git/BISECT_LOG").unlink()
    server.run(B, ADD.format("sau"))
    names = git(server.records, "log", "-2", "--format=%an").split("\n")
    assert names[:2] == ["Người B", "Người C"]


def test_undo_is_each_persons_own(server: Server) -> None:
    server.run(A, ADD.format("của A"))
    server.run(B, ADD.format("của B"))
    assert "kế hoạch của A: thêm" in server.run(A, "print(office.history.undo())")
    left = server.run(B, "print([s.record.subject for s in office.records.stored(Directive)])")
    assert left.strip() == "['của B']"


def test_an_account_outside_the_group_sees_nothing_and_gets_a_sentence(server: Server) -> None:
    server.run(A, ADD.format("một"))
    said = server.run(OUTSIDER, "print('never')")
    assert f"EnvironmentFaultError: Tài khoản này không được phép vào {server.records}." in said
    assert "never" not in said
    open_to_all = [path for path in server.records.rglob("*") if path.lstat().st_mode & 0o007]
    assert open_to_all == []


def test_an_account_outside_the_group_cannot_hold_the_lock(server: Server) -> None:
    user = pwd.getpwnam(OUTSIDER)
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        try:
            os.open(server.records, os.O_RDONLY)
        except PermissionError:
            os._exit(0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


def test_nobody_needs_a_safe_directory(server: Server) -> None:
    """git refuses a repository of another account because of its settings; none of them is obeyed here."""
    assert not (server.home / B / ".gitconfig").exists()
    said = server.run(
        B, ADD.format("x") + "\nprint([f.code for f in office.health.examine()], len(office.history.log()))"
    )
    assert said.split("\n")[1] == "[] 2"


CLI = """
import contextlib, sys
from cchc_tui.cli import run
with contextlib.redirect_stderr(sys.stdout):
    print("code", run(['--records', {records!r}, *{words!r}]))
"""
ADD_WORDS = [
    "add",
    "directive",
    "--direction",
    "outgoing",
    "--kind",
    "ke-hoach",
    "--subject",
    "việc chung",
    "--issued-on",
    "21/2/2023",
]


def test_doctor_tells_an_account_outside_the_group_what_lets_it_in(server: Server) -> None:
    said = server.run(OUTSIDER, CLI.format(records=str(server.records), words=["doctor"]))
    assert f"sudo usermod -aG {GROUP} {OUTSIDER} (rồi đăng nhập lại)" in said
    assert "chmod" not in said
    assert "không ghi được vào" not in server.run(A, CLI.format(records=str(server.records), words=["doctor"]))


def test_doctor_tells_a_new_member_to_log_in_again(server: Server) -> None:
    said = server.run(A, CLI.format(records=str(server.records), words=["doctor"]), old_login=True)
    assert f"đã được thêm vào nhóm {GROUP} nhưng phải đăng xuất rồi đăng nhập lại" in said


def test_an_office_of_an_earlier_version_is_found_open_and_closed(server: Server) -> None:
    for path in [server.records, *server.records.rglob("*")]:
        path.chmod(path.stat().st_mode | (0o005 if path.is_dir() else 0o004))
    codes = "print([f.code for f in office.health.examine()])"
    assert "rights" in server.run(A, codes)
    heal_all(open_office(server.records).health, open_office(server.records).health.examine())
    assert "rights" not in server.run(A, codes)


def test_the_whole_protocol_holds_for_the_command_line_too(server: Server) -> None:
    """Many saves of one record from three accounts at once: nothing is lost, each is one commit under its own name."""
    made = server.run(A, ADD.format("chung")).split()[0]
    words = "for n in range(8):\n    run(['--records', {r!r}, 'set', {i!r}, '{k}=' + str(n)])"
    keys = {A: "note", B: "signer", C: "copies"}
    codes = [
        "from cchc_tui.cli import run\n" + words.format(r=str(server.records), i=made, k=keys[account])
        for account in UMASKS
    ]
    waiting = [server.begin(account, code) for account, code in zip(UMASKS, codes, strict=True)]
    assert not [said for finish in waiting if "Traceback" in (said := finish())]
    record = open_office(server.records).records.find(made).record
    assert isinstance(record, Directive)
    assert (record.note, record.signer, record.copies) == ("7", "7", 7)
    signed = git(server.records, "log", "--format=%an", "--", "directives").split("\n")
    assert [signed.count(f"Người {name}") for name in "ABC"] == [9, 8, 8]
    assert git(server.records, "status", "--porcelain") == ""


SYNC = """
from pathlib import Path
try:
    print(*office.sharing.sync(to={place!r}).done, sep="\\n")
except CchcError as fault:
    print(fault)
"""


def test_everybody_in_the_group_synchronises_through_the_repository_one_of_them_made(server: Server) -> None:
    place = server.home / A / "chung.git"
    server.run(A, ADD.format("của A"))
    assert "Hai kho đã như nhau" in server.run(A, SYNC.format(place=str(place)))
    place.parent.chmod(0o755)
    server.run(B, ADD.format("của B"))
    assert "Hai kho đã như nhau" in server.run(B, SYNC.format(place=str(place)))
    assert git(place, "rev-parse", "HEAD") == git(server.records, "rev-parse", "HEAD")
    server.run(A, ADD.format("của A nữa"))
    assert "rights" not in server.run(A, "print([f.code for f in office.health.examine()])")
    assert "Hai kho đã như nhau" in server.run(A, SYNC.format(place=str(place)))
