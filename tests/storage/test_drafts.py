"""Drafts of unsaved forms."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_tui.errors import EnvironmentFaultError
from cchc_tui.storage.drafts import Draft, DraftBox


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DraftBox:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return DraftBox(tmp_path / "records")


def draft(token: str, **texts: str) -> Draft:
    return Draft(token=token, kind="Directive", title="công văn mới", when="2026-11-23 08:40", texts=texts)


def test_what_was_typed_comes_back_letter_for_letter(box: DraftBox) -> None:
    typed = draft(box.new_token(), subject="tăng cường \x1b[31m\ttuyên truyền\n\ud800", symbol="")
    box.keep(typed)
    assert box.left_behind() == [typed]


def test_a_draft_is_for_the_eyes_of_its_owner_only(box: DraftBox) -> None:
    box.keep(draft("1-0-a", subject="nửa câu"))
    assert stat.S_IMODE((box.folder / "1-0-a.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(box.folder.stat().st_mode) == 0o700


def test_a_kept_draft_is_replaced_and_a_dropped_one_is_gone(box: DraftBox) -> None:
    box.keep(draft("1-0-a", subject="một"))
    box.keep(draft("1-0-a", subject="một hai"))
    assert [d.texts["subject"] for d in box.left_behind()] == ["một hai"]
    box.drop("1-0-a")
    box.drop("1-0-a")
    assert box.left_behind() == []


def test_two_offices_do_not_see_each_others_drafts(box: DraftBox, tmp_path: Path) -> None:
    box.keep(draft("1-0-a", subject="Hà Kỳ"))
    assert DraftBox(tmp_path / "other").left_behind() == []


def test_the_draft_of_a_running_sitting_is_left_alone_until_it_ends(box: DraftBox) -> None:
    code = (
        "import sys; from cchc_tui.storage.drafts import DraftBox\n"
        "print(DraftBox.new_token(), flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        token = other.stdout.readline().strip()
        box.keep(draft(token, subject="đang gõ"))
        assert box.left_behind() == []
        other.stdin.close()
    assert [d.token for d in box.left_behind()] == [token]


def test_a_number_given_to_another_process_since_does_not_hide_the_draft(box: DraftBox) -> None:
    box.keep(draft(f"{os.getppid()}-1-abcd", subject="từ lần khởi động trước"))
    assert len(box.left_behind()) == 1


_HEAD = '{"token": "x", "kind": "K", "title": "", "when": "", "texts": '


@pytest.mark.parametrize("text", ["", "{", "[]", '{"token": 1}', _HEAD + "[1]}", _HEAD + '{"a": 1}}'])
def test_a_file_that_is_no_draft_is_passed_over(box: DraftBox, text: str) -> None:
    box.keep(draft("1-0-a", subject="thật"))
    (box.folder / "x.json").write_text(text, encoding="utf-8")
    assert [d.token for d in box.left_behind()] == ["1-0-a"]


def test_a_state_directory_that_cannot_be_written_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("a file stands where the directory should be", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with pytest.raises(EnvironmentFaultError, match="Không giữ được bản nháp"):
        DraftBox(tmp_path / "records").keep(draft("1-0-a", subject="một"))


def test_a_thrown_away_draft_can_be_called_back_until_it_is_dropped(box: DraftBox) -> None:
    box.keep(draft("1-0-a", subject="một"))
    box.discard("1-0-a")
    box.discard("1-0-a")
    assert box.left_behind() == []
    assert [d.texts["subject"] for d in box.discarded()] == ["một"]
    box.drop("1-0-a")
    assert box.discarded() == []


def test_of_many_thrown_away_drafts_the_latest_are_kept(box: DraftBox) -> None:
    for number in range(30):
        box.keep(draft(f"1-0-{number:02d}", subject=str(number)))
        os.utime(box.folder / f"1-0-{number:02d}.json", (number, number))
        box.discard(f"1-0-{number:02d}")
    assert [int(d.texts["subject"]) for d in box.discarded()] == list(range(29, 9, -1))


def test_a_running_sitting_gives_its_draft_over_by_ending(box: DraftBox) -> None:
    code = (
        "import sys; from cchc_tui.storage.drafts import DraftBox\n"
        "print(DraftBox.new_token(), flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        held = draft(other.stdout.readline().strip(), subject="nửa câu")
        box.keep(held)
        assert (box.left_behind(), box.held_elsewhere()) == ([], [held])
        assert not box.take_over(held)  # not reaped yet, so it still counts as running
        other.wait()
    assert (box.left_behind(), box.held_elsewhere()) == ([held], [])
