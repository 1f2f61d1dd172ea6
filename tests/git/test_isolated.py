"""No program that a repository names for its files is run, whichever command takes files in or compares them."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest

from cchc_tui.git.checkout import Checkout, find_checkout
from cchc_tui.git.command import GitError
from cchc_tui.git.committing import Author
from cchc_tui.git.founding import commit_everything, found
from cchc_tui.git.merging import conclude, mark_resolved, step_to

LAN = Author("Trần Thị Lan", "lan@xahaky.gov.vn")
LOCK = 0


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "a.toml").write_text("x = 1\n", encoding="ascii")
    made = found(folder)
    assert commit_everything(made, "lập\n", LAN, lock=LOCK)
    return made


@pytest.fixture(params=[".gitattributes", ".git/info/attributes"])
def trap(request: pytest.FixtureRequest, checkout: Checkout, tmp_path: Path) -> Path:
    """A filter that leaves a mark and changes what it is given, named by the repository."""
    program, mark = tmp_path / "bay.sh", tmp_path / "mark"
    program.write_text(f"#!/bin/sh\ntouch {mark}\nsed s/x/y/\n", encoding="ascii")
    program.chmod(0o755)
    bare(checkout, "config", "filter.bay.clean", str(program))
    bare(checkout, "config", "filter.bay.smudge", str(program))
    bare(checkout, "config", "filter.bay.required", "true")
    place = checkout.records / request.param
    place.parent.mkdir(exist_ok=True)
    place.write_text("*.toml filter=bay\n", encoding="ascii")
    return mark


def bare(checkout: Checkout, *words: str) -> str:
    """Bare git, as an administrator would type it."""
    who = {f"GIT_{role}_{what}": "ai@khac" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    plain = {"PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C", **who}
    return subprocess.run(
        ["git", *words], cwd=checkout.records, env=plain, check=True, capture_output=True, text=True
    ).stdout


def write(checkout: Checkout, text: str, name: str = "a.toml") -> None:
    (checkout.records / name).write_text(text, encoding="ascii")


def kept(checkout: Checkout, name: str = "a.toml") -> str:
    return bare(checkout, "cat-file", "blob", f"HEAD:{name}")


def test_the_trap_works_for_git_by_hand(checkout: Checkout, trap: Path) -> None:
    write(checkout, "x = 2\n")
    bare(checkout, "commit", "-qam", "bằng tay")
    assert (trap.exists(), kept(checkout)) == (True, "y = 2\n")


def test_a_commit_takes_the_files_as_they_are(checkout: Checkout, trap: Path) -> None:
    write(checkout, "x = 2\n")
    assert checkout.commit(["a.toml"], "sửa\n", LAN, LAN, lock=LOCK)
    assert (trap.exists(), kept(checkout)) == (False, "x = 2\n")


def test_what_differs_is_told_without_it(checkout: Checkout, trap: Path) -> None:
    write(checkout, "x = 2\n")
    assert (" M", "a.toml") in checkout.changed()
    assert not trap.exists()


def test_a_whole_folder_is_taken_in_without_it(checkout: Checkout, trap: Path) -> None:
    write(checkout, "x = 3\n", "b.toml")
    assert commit_everything(checkout, "thêm\n", LAN, lock=LOCK)
    assert (trap.exists(), kept(checkout, "b.toml")) == (False, "x = 3\n")


def test_contents_and_steps_forward_are_taken_in_without_it(checkout: Checkout, trap: Path) -> None:
    start = checkout.head()
    write(checkout, "x = 2\n")
    assert checkout.commit_contents({"a.toml": b"x = 2\n"}, "sửa\n", LAN, LAN, lock=LOCK)
    made = checkout.head()
    assert start is not None
    assert made is not None
    checkout.move_head(start, made, lock=LOCK)
    step_to(checkout, made, start, {"a.toml": b"x = 2\n"}, lock=LOCK)
    assert (trap.exists(), kept(checkout)) == (False, "x = 2\n")


def test_a_merge_by_hand_is_concluded_without_it(checkout: Checkout, trap: Path) -> None:
    start = checkout.head() or ""
    bare(checkout, "branch", "kia")
    bare(checkout, "symbolic-ref", "HEAD", "refs/heads/kia")
    write(checkout, "x = 5\n")
    assert checkout.commit(["a.toml"], "bên kia\n", LAN, LAN, lock=LOCK)
    theirs = checkout.head() or ""
    bare(checkout, "symbolic-ref", "HEAD", "refs/heads/main")
    write(checkout, "x = 6\n")
    assert checkout.commit(["a.toml"], "bên này\n", LAN, LAN, lock=LOCK)
    assert checkout.head() not in (start, theirs)
    (checkout.git_dir / "MERGE_HEAD").write_text(f"{theirs}\n", encoding="ascii")
    (checkout.git_dir / "MERGE_MSG").write_text("gộp\n", encoding="utf-8")
    trap.unlink(missing_ok=True)
    write(checkout, "x = 7\n")
    mark_resolved(checkout, "a.toml", b"x = 7\n", lock=LOCK)
    assert conclude(checkout, LAN, lock=LOCK)
    assert (trap.exists(), kept(checkout), checkout.merging) == (False, "x = 7\n", False)
    assert bare(checkout, "log", "-1", "--format=%s %P").split()[0::2] == ["gộp", theirs]


def test_it_works_in_a_linked_work_tree_and_for_other_hashes(tmp_path: Path) -> None:
    main = tmp_path / "kho"
    main.mkdir()
    subprocess.run(["git", "init", "-q", "--object-format=sha256", "."], cwd=main, check=True)
    made = found(main)
    write(made, "x = 1\n")
    assert commit_everything(made, "lập\n", LAN, lock=LOCK)
    bare(made, "worktree", "add", "-q", "-b", "khac", str(tmp_path / "canh"))
    beside = find_checkout(tmp_path / "canh")
    write(beside, "x = 2\n")
    assert beside.commit(["a.toml"], "sửa\n", LAN, LAN, lock=LOCK)
    assert (kept(beside), beside.changed(), len(beside.head() or "")) == ("x = 2\n", [], 64)


def test_no_room_for_it_is_a_sentence_and_the_save_waits(
    checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    monkeypatch.setattr("cchc_tui.git.isolated._made", {})
    write(checkout, "x = 2\n")
    with pytest.raises(GitError, match="chỗ tạm"):
        checkout.commit(["a.toml"], "sửa\n", LAN, LAN, lock=LOCK)
    monkeypatch.undo()
    assert kept(checkout) == "x = 1\n"
