"""What one member of an office, or a stolen account, can prepare against the others: it comes to nothing."""

from __future__ import annotations

import ctypes
import json
import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.records.directive import Directive
from tests.sshd import running_sshd

from .conftest import git, letter, open_office

ENTRY = {"format": 1, "message": "m\n", "name": "n", "email": "e", "when": "2026-11-23T08:00:00+00:00"}


def cchc(records: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The program as a colleague calls it."""
    return subprocess.run(
        [sys.executable, "-m", "cchc_tui", "--records", str(records), *words], capture_output=True, text=True
    )


def add(records: Path, number: int) -> subprocess.CompletedProcess[str]:
    words = (
        "--direction",
        "outgoing",
        "--kind",
        "cong-van",
        "--symbol",
        f"{number}/CV-X",
        "--subject",
        "a",
        "--issued-on",
        "21/2/2026",
    )
    return cchc(records, "add", "directive", "--direction", "outgoing", *words)


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Path]:
    """A program that leaves a mark, and where the mark lies."""
    program = tmp_path / "bay.sh"
    program.write_text(f"#!/bin/sh\nid -un >> {tmp_path}/mark\nexit 1\n", encoding="ascii")
    program.chmod(0o755)
    yield program
    assert not (tmp_path / "mark").exists(), "a program that a member prepared was run"


# ---- what lies in .cchc ----
@pytest.mark.parametrize("linked", [".cchc/staging", ".cchc", ".cchc/UID", ".cchc/UID/staging", ".cchc/UID/journal"])
def test_a_linked_work_folder_deletes_nothing_and_does_not_stop_saving(
    office: Office, records: Path, tmp_path: Path, linked: str
) -> None:
    office.records.add(letter(1))
    documents = tmp_path / "documents"
    (documents / "journal").mkdir(parents=True)
    for name in ("luong.docx", "0123456789abcdef.tmp", "0123456789abcdef.old", "journal/00000001.writing"):
        (documents / name).write_text("{", encoding="ascii")
    before = sorted(str(p) for p in documents.rglob("*"))
    planted = records / ".cchc/journal"
    planted.mkdir(exist_ok=True)
    (planted / "00000001.writing").write_text("{", encoding="ascii")
    place = records / linked.replace("UID", str(os.geteuid()))
    if place.is_dir():
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(documents)
    assert cchc(records, "list", "directives").returncode == 0
    assert cchc(records, "--read-only", "check").returncode in (0, 1)
    assert sorted(str(p) for p in documents.rglob("*")) == before
    assert add(records, 2).returncode == 0
    assert sorted(str(p) for p in documents.rglob("*")) == before
    assert len(open_office(records).records.stored(Directive)) == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="acting as another account needs root")
@pytest.mark.parametrize("spoil", ["owner", "hard link", "writable"])
def test_an_entry_that_its_account_did_not_write_is_not_performed(office: Office, records: Path, spoil: str) -> None:
    office.records.add(letter(1))
    home = records / ".cchc/4242"
    (home / "journal").mkdir(parents=True)
    entry = home / "journal/00000005.writing"
    files = [{"path": "directives/2023/x.toml", "before": None, "text": "x"}]
    entry.write_text(json.dumps({**ENTRY, "format": 2, "name": "Người Khác", "files": files}), encoding="utf-8")
    entry.chmod(0o640)
    for path in (home, home / "journal", entry):
        os.chown(path, 4242, -1)
    if spoil == "owner":
        os.chown(entry, 4243, -1)
    elif spoil == "hard link":
        os.link(entry, records / ".cchc/khac")
    else:
        entry.chmod(0o660)
    open_office(records).records.add(letter(2))
    assert not (records / "directives/2023/x.toml").exists()
    assert entry.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="acting as another account needs root")
def test_a_folder_that_somebody_made_under_my_number_is_moved_away(office: Office, records: Path) -> None:
    folder = records / ".cchc" / str(os.geteuid())
    folder.mkdir(parents=True)
    os.chown(folder, 4242, -1)
    stored = office.records.add(letter(1))
    assert office.records.find(stored.record.id).record == stored.record
    assert folder.stat().st_uid == os.geteuid()


def test_a_folder_swapped_with_a_link_while_a_journal_is_finished_leads_nowhere(
    office: Office, records: Path, tmp_path: Path
) -> None:
    """A path that is looked at first and used afterwards is followed wherever it leads by then."""
    office.records.add(letter(1))
    home = tmp_path / "home"
    home.mkdir()
    folder, link = records / "zz", records / ".zz-link"
    folder.mkdir()
    link.symlink_to(home)
    journal = records / ".cchc" / str(os.geteuid()) / "journal"
    journal.mkdir(parents=True, exist_ok=True)
    places = [journal, records / ".cchc/journal"]
    places[1].mkdir(exist_ok=True)
    stop = threading.Event()
    libc = ctypes.CDLL(None)

    def swap() -> None:
        while not stop.is_set():
            for _ in range(2):
                libc.syscall(316, -100, os.fsencode(folder), -100, os.fsencode(link), 2)

    swapping = threading.Thread(target=swap)
    swapping.start()
    try:
        for run in range(5):
            files = [{"path": f"zz/authorized_keys{n}", "before": None, "text": "x"} for n in range(100)]
            for place in places:
                entry = place / f"{9000 + run:08d}.writing"
                entry.write_text(json.dumps({**ENTRY, "files": files}), encoding="utf-8")
                entry.chmod(0o640)
            cchc(records, "list", "directives")
            cchc(records, "set", office.records.stored(Directive)[0].record.id, f"note={run}")
    finally:
        stop.set()
        swapping.join()
    assert list(home.iterdir()) == []


def test_looking_opens_nothing_in_the_records_for_writing(office: Office, records: Path) -> None:
    stored = office.records.add(letter(1))
    before = {p: (p.lstat().st_mtime_ns, p.lstat().st_ctime_ns) for p in [records, *records.rglob("*")]}
    for words in (
        ["list", "directives"],
        ["show", stored.record.id],
        ["log"],
        ["check"],
        ["blame", stored.record.id],
        ["doctor"],
    ):
        cchc(records, "--read-only", *words)
    assert {p: (p.lstat().st_mtime_ns, p.lstat().st_ctime_ns) for p in [records, *records.rglob("*")]} == before


# ---- what lies in .git ----
SETTINGS = {
    "push.gpgSign": "true", "gpg.program": "TRAP", "gpg.ssh.program": "TRAP", "commit.gpgSign": "true",
    "tag.gpgSign": "true",
    "core.hooksPath": "HOOKS", "core.fsmonitor": "TRAP", "core.sshCommand": "TRAP", "core.askPass": "TRAP",
    "core.editor": "TRAP", "core.pager": "TRAP", "core.gitProxy": "TRAP", "core.alternateRefsCommand": "TRAP",
    "credential.helper": "!TRAP", "filter.bay.clean": "TRAP", "filter.bay.smudge": "TRAP", "filter.bay.process": "TRAP",
    "diff.external": "TRAP", "diff.bay.command": "TRAP", "diff.bay.textconv": "TRAP", "merge.bay.driver": "TRAP",
    "gc.recentObjectsHook": "TRAP", "uploadpack.packObjectsHook": "TRAP", "remote.origin.uploadpack": "TRAP",
    "remote.origin.receivepack": "TRAP", "remote.origin.vcs": "ext", "sequence.editor": "TRAP",
    "log.showSignature": "true",
    "trailer.bay.command": "TRAP", "interactive.diffFilter": "TRAP", "receive.certNonceSeed": "x",
    "alias.push": "!TRAP",
    "push.recurseSubmodules": "on-demand", "include.path": "INCLUDED", "fetch.recurseSubmodules": "true",
}  # fmt: skip


def set_traps(repository: Path, trap: Path) -> None:
    """Let every setting that starts a program name the trap, and every hook be it."""
    hooks = trap.parent / f"hooks-{repository.name}"
    hooks.mkdir(exist_ok=True)
    included = trap.parent / "included"
    included.write_text(f"[core]\n\tfsmonitor = {trap}\n\thooksPath = {hooks}\n", encoding="ascii")
    own = repository / "hooks" if (repository / "objects").is_dir() else repository / ".git/hooks"
    own.mkdir(exist_ok=True)
    for name in (
        "pre-commit", "commit-msg", "post-commit", "pre-push", "pre-receive", "update", "post-receive", "post-update",
        "reference-transaction", "post-index-change", "post-checkout", "post-merge", "pre-auto-gc", "push-to-checkout",
        "proc-receive", "post-rewrite", "prepare-commit-msg", "fsmonitor-watchman",
    ):  # fmt: skip
        for folder in (hooks, own):
            shutil.copy(trap, folder / name)
    for key, value in SETTINGS.items():
        plain = value.replace("TRAP", str(trap)).replace("HOOKS", str(hooks)).replace("INCLUDED", str(included))
        git(repository, "-c", "alias.x=", "config", key, plain)


def test_no_program_named_in_the_repository_or_in_the_meeting_place_is_run(
    office: Office, records: Path, tmp_path: Path, trap: Path
) -> None:
    stored = office.records.add(letter(1))
    meeting = tmp_path / "chung.git"
    assert "Hai kho đã như nhau" in cchc(records, "sync", "--to", str(meeting)).stderr
    git(tmp_path, "clone", "-q", str(meeting), "canh")
    (records / ".gitattributes").write_text("* filter=bay diff=bay merge=bay\n", encoding="ascii")
    (records / ".git/info").mkdir(exist_ok=True)
    (records / ".git/info/attributes").write_text("* filter=bay diff=bay merge=bay\n", encoding="ascii")
    set_traps(records, trap)
    set_traps(meeting, trap)
    one = stored.record.id
    words = (
        ["set", one, "note=x"], ["log", one], ["blame", one], ["undo", "-y"], ["doctor"], ["doctor", "--fix"], ["sync"],
        ["sync", "--bundle", str(tmp_path / "b.bundle")], ["check"],
        ["collect", str(records), "-o", str(tmp_path / "lake")],
        ["init", str(tmp_path / "may-khac"), "--from", str(meeting)], ["set", one, "note=y"], ["sync"],
    )  # fmt: skip
    for call in words:
        ended = cchc(records, *call)
        assert ended.returncode in (0, 1), (call, ended.stderr)
    assert (
        git(tmp_path / "canh", "ls-remote", str(meeting), "refs/heads/main").split()[0]
        == open_office(records).ledger.checkout.head()
    ), "the synchronisation did its work all the same"


@pytest.fixture
def far_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another machine, reached by a program that stands for ssh: it gives the words to a shell there, as sshd does."""
    folder = tmp_path / "far"
    (folder / "tmp").mkdir(parents=True)
    (folder / "ssh").write_text(
        "#!/bin/sh\n"
        "for word; do last=$word; done\n"
        f"if [ -e {folder}/plain ]; then case $last in git-*) ;; *) echo \"fatal: unrecognized command '$last'\" >&2\n"
        "exit 128;; esac; fi\n"
        f'cd {folder} && exec env -u GIT_DIR -u GIT_WORK_TREE HOME={folder} TMPDIR={folder}/tmp sh -c "$last"\n',
        encoding="ascii",
    )
    (folder / "ssh").chmod(0o755)
    git(folder, "init", "-q", "--bare", "--shared=group", "-b", "main", "chung.git")
    monkeypatch.setenv("GIT_SSH_COMMAND", str(folder / "ssh"))
    return folder


def synced_with_far(records: Path, place: str) -> list[subprocess.CompletedProcess[str]]:
    """Connect to another machine, and bring a second copy and this one together there."""
    other = records.parent / "may-khac"
    calls: list[tuple[Path, list[str]]] = [
        (records, ["sync", "--to", place]),
        (records, ["init", str(other), "--from", place]),
        (other / "records", ["sync"]),
    ]
    done = [cchc(at, *words) for at, words in calls]
    add(other / "records", 7)
    return [*done, cchc(other / "records", "sync"), cchc(records, "sync")]


@pytest.mark.parametrize("name", ["chung.git", "~/chung.git"])
def test_no_program_named_in_a_repository_of_another_machine_is_run(
    office: Office, records: Path, far_machine: Path, trap: Path, name: str
) -> None:
    office.records.add(letter(1))
    meeting = far_machine / "chung.git"
    set_traps(meeting, trap)
    git(meeting, "config", "receive.procReceiveRefs", "refs/heads")
    place = name if name.startswith("~") else str(far_machine / name)
    for done in synced_with_far(records, f"may:{place}"):
        assert done.returncode == 0, done.stderr
    assert len(open_office(records).records.stored(Directive)) == 2
    git(meeting, "--git-dir=.", "fsck")
    assert git(meeting, "--git-dir=.", "rev-parse", "main").strip() == open_office(records).ledger.checkout.head()
    assert {f.stat().st_mode & 0o027 for f in meeting.glob("objects/??/*")} == {0}, "nobody outside the group looks"
    assert {f.stat().st_mode & 0o070 for f in meeting.glob("objects/??")} == {0o070}, "colleagues write there too"
    assert list((far_machine / "tmp").iterdir()) == [], "nothing is left on the other machine"


def test_nor_is_one_through_a_real_sshd(
    office: Office, records: Path, tmp_path: Path, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.records.add(letter(1))
    git(tmp_path, "init", "-q", "--bare", "--shared=group", "-b", "main", "chung.git")
    set_traps(tmp_path / "chung.git", trap)
    (tmp_path / "sshd").mkdir()
    with running_sshd(tmp_path / "sshd") as door:
        monkeypatch.setenv("GIT_SSH_COMMAND", shlex.join([*door.command, "-F", "none", "-o", "BatchMode=yes"]))
        place = f"{door.place}:{tmp_path}/chung"
        for words in (["sync", "--to", place], ["init", str(tmp_path / "may-khac"), "--from", place]):
            done = cchc(records, *words)
            assert done.returncode == 0, done.stderr
    assert len(open_office(tmp_path / "may-khac/records").records.stored(Directive)) == 1


def test_a_server_that_takes_only_gits_plain_words_gets_those(office: Office, records: Path, far_machine: Path) -> None:
    office.records.add(letter(1))
    (far_machine / "plain").touch()
    for done in synced_with_far(records, f"may:{far_machine}/chung.git"):
        assert done.returncode == 0, done.stderr
    assert len(open_office(records).records.stored(Directive)) == 2


def test_the_name_of_a_place_does_not_make_its_hooks_run(
    office: Office, records: Path, far_machine: Path, trap: Path
) -> None:
    """A member names a repository after what a plain server says: that must not open the way to its hooks."""
    office.records.add(letter(1))
    meeting = far_machine / "not a git command"
    git(far_machine, "init", "-q", "--bare", "-b", "main", meeting.name)
    set_traps(meeting, trap)
    shutil.rmtree(meeting / "objects")
    assert cchc(records, "sync", "--to", f"may:{meeting}").returncode == 4
    (meeting / "objects").mkdir()
    assert cchc(records, "sync", "--to", f"may:{meeting}").returncode == 0


def test_a_working_copy_on_another_machine_takes_nothing_in(office: Office, records: Path, far_machine: Path) -> None:
    office.records.add(letter(1))
    git(far_machine, "clone", "-q", str(records), "may")
    office.records.add(letter(2))
    done = cchc(records, "sync", "--to", f"may:{far_machine}/may")
    assert (done.returncode, "đang có người nhập liệu" in done.stderr) == (4, True), done.stderr


def test_a_repository_nested_in_the_records_runs_nothing(
    office: Office, records: Path, tmp_path: Path, trap: Path
) -> None:
    office.records.add(letter(1))
    cchc(records, "sync", "--to", str(tmp_path / "chung.git"))
    git(tmp_path, "init", "-q", "--bare", "sub.git")
    git(records, "init", "-q", "sub")
    sub = records / "sub"
    git(sub, "commit", "-q", "--allow-empty", "-m", "x")
    git(sub, "remote", "add", "origin", str(tmp_path / "sub.git"))
    git(sub, "config", "remote.origin.receivepack", str(trap))
    git(sub, "config", "push.default", "current")
    git(records, "config", "push.recurseSubmodules", "on-demand")
    git(records, "-c", "advice.addEmbeddedRepo=false", "add", "sub")
    git(records, "commit", "-q", "-m", "sub")
    cchc(records, "sync")


def test_a_missing_object_is_asked_of_nobody(office: Office, records: Path, tmp_path: Path, trap: Path) -> None:
    stored = office.records.add(letter(1))
    office.records.save(stored, stored.record.change(note="x"))
    git(tmp_path, "init", "-q", "--bare", "x.git")
    for key, value in {
        "core.repositoryformatversion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": str(tmp_path / "x.git"), "remote.origin.uploadpack": str(trap),
    }.items():  # fmt: skip
        git(records, "config", key, value)
    blob = git(records, "rev-parse", f"HEAD~1:{stored.path}").strip()
    (records / ".git/objects" / blob[:2] / blob[2:]).unlink()
    one = stored.record.id
    for call in (
        ["log", one],
        ["blame", one],
        ["set", one, "note=y"],
        ["undo", "-y"],
        ["doctor"],
        ["sync", "--bundle", str(tmp_path / "b")],
    ):
        assert "Traceback" not in cchc(records, *call).stderr


@pytest.mark.parametrize("how", ["link", "file"])
def test_a_git_directory_of_somebody_elses_gets_no_commit(
    office: Office, records: Path, tmp_path: Path, how: str
) -> None:
    """`.git` replaced so that a colleague's save would land in a repository of the colleague's own."""
    office.records.add(letter(1))
    git(tmp_path, "init", "-q", "rieng")
    private = tmp_path / "rieng/.git"
    git(tmp_path / "rieng", "commit", "-q", "--allow-empty", "-m", "riêng")
    shutil.rmtree(records / ".git")
    if how == "link":
        (records / ".git").symlink_to(private)
    else:
        (records / ".git").write_text(f"gitdir: {private}\n", encoding="utf-8")
    assert "chưa vào lịch sử" in add(records, 2).stderr
    assert git(tmp_path / "rieng", "log", "--format=%s", "--all").strip() == "riêng"


# ---- what comes from outside ----
@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".gitattributes", "*.toml working-tree-encoding=UTF-16\n"),
        (".gitignore", "directives/\n"),
        ("people.toml", '[[people]]\naccount = "root"\nname = "Người Lạ"\nemail = "la@xa"\n'),
    ],
)
def test_a_file_that_says_how_others_are_kept_is_asked_for(
    office: Office, records: Path, tmp_path: Path, name: str, text: str
) -> None:
    office.records.add(letter(1))
    git(records.parent, "clone", "-q", "records", "ngoai")
    outside = records.parent / "ngoai"
    (outside / name).write_text(text, encoding="utf-8")
    git(outside, "add", "-f", name)
    git(outside, "commit", "-qm", "x")
    git(outside, "bundle", "create", "-q", str(tmp_path / "x.bundle"), "main")
    before = (records / name).read_bytes() if (records / name).exists() else None
    assert cchc(records, "sync", "--bundle", str(tmp_path / "x.bundle")).returncode == 3
    assert (name, before) == (name, (records / name).read_bytes() if (records / name).exists() else None)
    assert add(records, 2).returncode == 0
    asked = open_office(records)
    (conflict,) = asked.sharing.conflicts()
    assert (conflict.path, conflict.fields[0].theirs) == (name, text)
    asked.sharing.resolve(conflict, {"text": conflict.fields[0].mine})
    assert cchc(records, "sync", "--bundle", str(tmp_path / "x.bundle")).returncode == 0
    assert (name, before) == (name, (records / name).read_bytes() if (records / name).exists() else None)
    assert "chưa vào lịch sử" not in add(records, 3).stderr


def test_attributes_that_were_taken_in_do_not_stop_the_history(office: Office, records: Path) -> None:
    office.records.add(letter(1))
    (records / ".gitattributes").write_text("*.toml working-tree-encoding=UTF-16\n", encoding="ascii")
    stored = office.records.add(letter(2))
    assert (office.ledger.trouble, office.ledger.uncommitted) == ("", 0)
    assert git(records, "show", f"HEAD:{stored.path}").encode() == (records / stored.path).read_bytes()


def test_an_export_folder_made_by_one_is_open_to_all_of_the_group(office: Office, records: Path) -> None:
    office.records.add(letter(1))
    records.parent.chmod(0o2770)
    code = f"umask 0077; cd {records}; exec {sys.executable} -m cchc_tui export-register --period 2023 --to csv"
    done = subprocess.run(["sh", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    exports = records.parent / "xuat"
    assert exports.stat().st_mode & 0o7777 == 0o2770
    assert [file.stat().st_mode & 0o077 for file in exports.iterdir()] == [0o060]
