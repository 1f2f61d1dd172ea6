"""A repository in every state that people, power cuts and other programs leave it in.

In each a save either reaches the history at once, or waits and says so; then one command brings everything back, and
nothing that was saved is lost: not the record, not its commit, not the name and time it was saved under.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.office.doctor import examine
from cchc_tui.office.verifying import verify_records
from cchc_tui.records.directive import Directive

from .conftest import git, letter, make_office, open_office

Spoil = Callable[[Path], object]
Repair = Callable[[Path], object]

FIX: Repair = lambda records: examine(str(records), mend=True)  # noqa: E731


def run_git(records: Path, *words: str) -> Repair:
    return lambda _: git(records, *words)


def newest(records: Path, what: str = "HEAD") -> Path:
    """The file of a loose object."""
    name = git(records, "rev-parse", what).strip()
    return records / ".git/objects" / name[:2] / name[2:]


def gone(what: str) -> Spoil:
    return lambda records: newest(records, what).unlink()


def emptied(what: str) -> Spoil:
    def spoil(records: Path) -> None:
        file = newest(records, what)
        file.chmod(0o644)
        file.write_bytes(b"")

    return spoil


def garbled(what: str) -> Spoil:
    def spoil(records: Path) -> None:
        file = newest(records, what)
        file.chmod(0o644)
        file.write_bytes(file.read_bytes()[:10] + b"\xff" * 20)

    return spoil


def written(name: str, data: bytes) -> Spoil:
    def spoil(records: Path) -> None:
        (records / ".git" / name).parent.mkdir(parents=True, exist_ok=True)
        (records / ".git" / name).write_bytes(data)

    return spoil


def removed(name: str) -> Spoil:
    def spoil(records: Path) -> None:
        path = records / ".git" / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    return spoil


def cut(name: str) -> Spoil:
    def spoil(records: Path) -> None:
        path = records / ".git" / name
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return spoil


def both(*steps: Spoil) -> Spoil:
    def spoil(records: Path) -> None:
        for step in steps:
            step(records)

    return spoil


def rebasing(records: Path) -> None:
    """A rebase that stopped at a conflict."""
    git(records, "checkout", "-q", "-b", "khac", "HEAD~1")
    (records / "x.txt").write_text("a", encoding="ascii")
    git(records, "add", "x.txt")
    git(records, "commit", "-qm", "a")
    git(records, "checkout", "-q", "main")
    (records / "x.txt").write_text("b", encoding="ascii")
    git(records, "add", "x.txt")
    git(records, "commit", "-qm", "b")
    fails(records, "rebase", "khac")


def picking(verb: str) -> Spoil:
    def spoil(records: Path) -> None:
        (records / "x.txt").write_text("a", encoding="ascii")
        git(records, "add", "x.txt")
        git(records, "commit", "-qm", "a")
        (records / "x.txt").write_text("b", encoding="ascii")
        git(records, "commit", "-qam", "b")
        one = git(records, "rev-parse", "HEAD~1").strip()
        (records / "x.txt").write_text("c", encoding="ascii")
        git(records, "commit", "-qam", "c")
        fails(records, verb, one)

    return spoil


def merging(records: Path) -> None:
    git(records, "checkout", "-q", "-b", "khac", "HEAD~1")
    (records / "x.txt").write_text("a", encoding="ascii")
    git(records, "add", "x.txt")
    git(records, "commit", "-qm", "a")
    git(records, "checkout", "-q", "main")
    (records / "x.txt").write_text("b", encoding="ascii")
    git(records, "add", "x.txt")
    git(records, "commit", "-qm", "b")
    fails(records, "merge", "khac")


def fails(records: Path, *words: str) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        git(records, *words)


def end_merge(records: Path) -> None:
    (records / "x.txt").write_text("a\nb", encoding="ascii")
    git(records, "add", "x.txt")
    git(records, "commit", "-qm", "gộp")


def bisecting(records: Path) -> None:
    git(records, "bisect", "start")
    git(records, "bisect", "bad", "HEAD")
    git(records, "bisect", "good", "HEAD~2")


def sparse(records: Path) -> None:
    git(records, "sparse-checkout", "init", "--cone")
    git(records, "sparse-checkout", "set", "directives")


WORKS: dict[str, Spoil] = {
    "as it is": lambda _: None,
    "index lock left": written("index.lock", b""),
    "branch lock left": written("refs/heads/main.lock", b""),
    "HEAD lock left": written("HEAD.lock", b""),
    "config lock left": written("config.lock", b""),
    "packed-refs lock left": both(lambda r: git(r, "pack-refs", "--all"), written("packed-refs.lock", b"")),
    "index truncated": cut("index"),
    "index empty": written("index", b""),
    "index gone": removed("index"),
    "index of nonsense": written("index", b"DIRC" + b"\xff" * 300),
    "branch file empty": written("refs/heads/main", b""),
    "branch file of zeros": written("refs/heads/main", b"\0" * 41),
    "branch file of nonsense": written("refs/heads/main", b"xin chao\n"),
    "branch names what is not there": written("refs/heads/main", b"1" * 40 + b"\n"),
    "branch file gone": removed("refs/heads/main"),
    "HEAD empty": written("HEAD", b""),
    "HEAD of nonsense": written("HEAD", b"\0\0\0\0"),
    "HEAD gone": removed("HEAD"),
    "HEAD names a branch that is not there": written("HEAD", b"ref: refs/heads/la\n"),
    "refs gone": removed("refs"),
    "newest commit empty": emptied("HEAD"),
    "newest commit gone": gone("HEAD"),
    "newest commit garbled": garbled("HEAD"),
    "newest tree gone": gone("HEAD^{tree}"),
    "newest tree empty": emptied("HEAD^{tree}"),
    "folder of the newest tree gone": gone("HEAD:directives"),
    "newest file gone": gone("HEAD:office.toml"),
    "newest file empty": emptied("HEAD:office.toml"),
    "two newest commits gone": both(gone("HEAD~1"), gone("HEAD")),
    "notes on branches gone": removed("logs"),
    "config of nonsense": written("config", b"[core\n\xff"),
    "config empty": written("config", b""),
    "config gone": removed("config"),
    "config says bare": lambda r: git(r, "config", "core.bare", "true"),
    "config says another work tree": lambda r: git(r, "config", "core.worktree", "/"),
    "all packed": lambda r: (git(r, "repack", "-adq"), git(r, "pack-refs", "--all")),
    "split index": lambda r: git(r, "update-index", "--split-index"),
    "sparse": sparse,
    "commit-graph of nonsense": written("objects/info/commit-graph", b"CGPH" + b"\xff" * 200),
    "replaced commit": lambda r: git(r, "replace", "HEAD", "HEAD~1"),
    "staged by hand": lambda r: ((r / "x.txt").write_text("x", encoding="ascii"), git(r, "add", "x.txt")),
    "tag of the branch's name": lambda r: git(r, "tag", "main"),
}
"""In these a save reaches the history at once; what is spoilt is mended on the way."""

WAITS: dict[str, tuple[Spoil, Repair, str]] = {
    "detached": (lambda r: git(r, "checkout", "-q", "--detach"), FIX, "detached"),
    "detached further back": (lambda r: git(r, "checkout", "-q", "HEAD~1"), FIX, "detached"),
    "rebase stopped": (rebasing, lambda r: git(r, "rebase", "--abort"), "git rebase"),
    "am stopped": (written("rebase-apply/applying", b""), removed("rebase-apply"), "git am"),
    "bisect": (bisecting, lambda r: git(r, "bisect", "reset"), "git bisect"),
    "merge stopped": (merging, end_merge, "git merge"),
    "cherry-pick stopped": (picking("cherry-pick"), lambda r: git(r, "cherry-pick", "--abort"), "git cherry-pick"),
    "revert stopped": (picking("revert"), lambda r: git(r, "revert", "--abort"), "git revert"),
}
"""In these it waits and says so; the command that ends it is named, and the save is then committed."""


@pytest.fixture
def office(records: Path) -> Office:
    """An office with a few saves, the newest of them of a record that others follow."""
    office = open_office(records)
    for number in (1, 2, 3):
        office.records.add(letter(number))
    stored = office.records.stored(Directive)[0]
    office.records.save(stored, stored.record.change(note="mới nhất"))
    return office


def saved(records: Path) -> list[str]:
    return [line for line in git(records, "log", "--format=%an|%s").splitlines() if "công văn" in line]


def demand_whole(records: Path, before: list[str]) -> None:
    """Every save is in the history under its name, all of it can be read, and nothing is left to be mended."""
    after = saved(records)
    assert sorted(after) == sorted(["Trần Thị Lan|công văn 9/CV-UBND: thêm", *before])
    git(records, "fsck", "--no-dangling")
    assert git(records, "status", "--porcelain") in ("", "A  x.txt\n", "D  x.txt\n")
    office = open_office(records)
    assert (office.records.findings, office.ledger.uncommitted, len(office.records.stored(Directive))) == ((), 0, 4)
    left = [f.code for f in office.health.examine() if f.code not in ("git-settings", "changed-by-hand")]
    assert left == []


@pytest.mark.parametrize("name", WORKS)
def test_a_save_reaches_the_history_and_mends_what_is_spoilt(office: Office, records: Path, name: str) -> None:
    before = saved(records)
    WORKS[name](records)
    fresh = open_office(records)
    told: list[str] = []
    fresh.ledger.warn = told.append
    fresh.records.add(letter(9))
    assert (fresh.ledger.trouble, fresh.ledger.uncommitted) == ("", 0), told
    FIX(records)
    if name == "replaced commit":
        git(records, "replace", "-d", git(records, "replace", "-l").strip())
    if name == "config says bare":
        git(records, "config", "core.bare", "false")
    if name == "config says another work tree":
        git(records, "config", "--unset", "core.worktree")
    demand_whole(records, before)
    assert len(told) <= 1, "told in one line"


@pytest.mark.parametrize("name", WORKS)
def test_doctor_looks_at_every_state_and_mends_it(office: Office, records: Path, name: str) -> None:
    before = saved(records)
    WORKS[name](records)
    examine(str(records))
    mended = examine(str(records), mend=True)
    assert not [f for f in mended.findings if f.code in ("git-broken", "git-lock", "detached")], mended
    if name.startswith(("config says", "replaced")):
        return  # git by hand goes by that, and somebody may want it so
    open_office(records).records.add(letter(9))
    demand_whole(records, before)


@pytest.mark.parametrize("name", WAITS)
def test_a_save_waits_and_says_so_and_one_command_brings_it_back(office: Office, records: Path, name: str) -> None:
    before = saved(records)
    spoil, repair, word = WAITS[name]
    spoil(records)
    started = saved(records)
    fresh = open_office(records)
    told: list[str] = []
    fresh.ledger.warn = told.append
    stored = fresh.records.add(letter(9))
    stored = fresh.records.save(stored, stored.record.change(note="hai lần"))
    assert [word in line and "chưa vào lịch sử" in line for line in told] == [True, True], told
    assert saved(records) == started, "no commit on no branch"
    repair(records)
    other = open_office(records)
    other.records.save(other.records.stored(Directive)[1], other.records.stored(Directive)[1].record)
    assert (other.ledger.trouble, other.ledger.uncommitted) == ("", 0)
    kept = other.records.find(stored.record.id).record
    assert isinstance(kept, Directive)
    assert kept.note == "hai lần"
    after = saved(records)
    assert after[:2] == ["Trần Thị Lan|công văn 9/CV-UBND: sửa Ghi chú", "Trần Thị Lan|công văn 9/CV-UBND: thêm"]
    assert sorted(after[2:]) == sorted(before)
    assert git(records, "status", "--porcelain") in ("", "?? x.txt\n")


def test_an_old_file_that_is_lost_is_found_by_verify(office: Office, records: Path) -> None:
    stored = office.records.stored(Directive)[0]
    newest(records, f"HEAD~1:{stored.path}").unlink()
    proven = verify_records(records)
    assert [finding.code for finding in proven.findings] == ["git-broken", "unknown-author"]


def test_a_linked_work_tree_and_a_longer_hash_work(tmp_path: Path) -> None:
    main = tmp_path / "kho"
    main.mkdir()
    git(main, "init", "-q", "--object-format=sha256", "-b", "main")
    git(main, "commit", "-q", "--allow-empty", "-m", "lập")
    git(main, "worktree", "add", "-q", "-b", "canh", str(tmp_path / "canh"))
    records = make_office(tmp_path / "canh/records", history=False)
    office = open_office(records)
    office.records.add(letter(1))
    assert (office.ledger.trouble, office.ledger.uncommitted) == ("", 0)
    assert "công văn 1" in git(tmp_path / "canh", "log", "-1", "--format=%s")


def test_a_shallow_copy_works(office: Office, records: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{records}", "nong")
    shallow = open_office(tmp_path / "nong")
    shallow.records.add(letter(9))
    assert (shallow.ledger.trouble, shallow.ledger.uncommitted) == ("", 0)


def test_a_sub_module_and_borrowed_objects_work(office: Office, records: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--shared", str(records), "muon")
    git(tmp_path, "init", "-q", "-b", "main", "lon")
    git(tmp_path / "lon", "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(records), "records")
    for copy in (tmp_path / "muon", tmp_path / "lon/records"):
        other = open_office(copy)
        other.records.add(letter(9))
        assert (other.ledger.trouble, other.ledger.uncommitted) == ("", 0)
        assert "công văn 9" in git(copy, "log", "-1", "--format=%s")


def test_what_was_committed_on_no_branch_by_hand_is_kept_on_one(office: Office, records: Path) -> None:
    git(records, "checkout", "-q", "--detach", "HEAD~1")
    git(records, "commit", "-q", "--allow-empty", "-m", "riêng")
    aside = git(records, "rev-parse", "HEAD").strip()
    FIX(records)
    assert git(records, "branch", "--contains", aside, "--format=%(refname:short)").strip() == f"cchc-{aside[:10]}"
    assert git(records, "symbolic-ref", "HEAD").strip() == "refs/heads/main"
