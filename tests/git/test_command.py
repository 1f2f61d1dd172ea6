"""One call of git: an environment of ours, faults as Vietnamese sentences."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc_tui.errors import EnvironmentFaultError
from cchc_tui.git.command import GitError, fault, git, version


def test_git_is_there_and_new_enough() -> None:
    assert (version() or ()) >= (2, 25)


def test_variables_that_turn_git_elsewhere_are_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "--quiet", "here")
    git(tmp_path, "init", "--quiet", "elsewhere")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "x"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Người khác")
    assert git(tmp_path / "here", "rev-parse", "--show-toplevel").text == str((tmp_path / "here").resolve())


def test_git_speaks_english_to_us_whatever_the_login_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "vi")
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    with pytest.raises(GitError) as caught:
        git(tmp_path, "rev-parse", "--show-toplevel")
    assert caught.value.reason == "none"


def test_a_missing_folder_and_a_missing_program_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EnvironmentFaultError, match="không còn") as gone:
        git(tmp_path / "khong-co", "status")
    assert not isinstance(gone.value, GitError)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="chưa có chương trình git") as missing:
        git(tmp_path, "status")
    assert missing.value.reason == "missing"
    assert version() == ()


def test_git_has_no_terminal_to_ask_for_a_password_in(tmp_path: Path) -> None:
    asking = "alias.where=!tty; echo $GIT_TERMINAL_PROMPT; (: < /dev/tty) 2>&1"
    answer = git(tmp_path, "-c", asking, "where", may_fail=True)
    tty, prompt, open_terminal = answer.text.split("\n")[:3]
    assert (tty, prompt) == ("not a tty", "0")
    assert "/dev/tty" in open_terminal


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("fatal: Unable to create '/x/.git/index.lock': File exists.", "locked"),
        ("fatal: cannot lock ref 'HEAD': Unable to create '/x/.git/HEAD.lock': File exists.", "locked"),
        ("error: insufficient permission for adding an object to repository database", "rights"),
        ("fatal: Unable to create '/x/.git/index.lock': Permission denied", "rights"),
        ("fatal: Unable to create '/x/.git/index.lock': Read-only file system", "rights"),
        ("fatal: write error: No space left on device", "full"),
        ("fatal: cannot do a partial commit during a merge.", "merging"),
        ("fatal: not a git repository (or any of the parent directories): .git", "none"),
        ("fatal: something new", "other"),
        ("", "other"),
    ],
)
def test_what_git_says_becomes_a_sentence_with_advice(said: str, reason: str) -> None:
    found = fault(said)
    assert found.reason == reason
    assert found.message.endswith(".")
    assert found.hint
    assert found.exit_code == 4


def test_words_of_git_that_we_do_not_know_are_quoted_harmlessly() -> None:
    assert fault("hint: x\nfatal: lỗi \x1b[2J lạ").message == "git không làm được: fatal: lỗi [2J lạ."


def test_a_long_answer_and_a_long_question_do_not_block_each_other(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    text = os.urandom(300_000).hex().encode()
    blob = git(tmp_path, "hash-object", "-w", "--stdin", stdin=text).text
    assert git(tmp_path, "cat-file", "blob", blob).out == text
