"""The table of commands."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

import pytest

from cchc_tui.tui.commands import ANYWHERE, COMMANDS
from cchc_tui.tui.desk import CHANGING
from tests.tui.conftest import Sitting

# A tmux, a screen or the terminal itself takes these before we see them.
TAKEN = {"ctrl+a", "ctrl+b", "ctrl+c", "ctrl+z", "ctrl+h", "ctrl+i", "ctrl+m", "f6", "f7", "f11", "f12"}


def test_no_key_means_two_things_at_one_place() -> None:
    meanings = defaultdict(list)
    for command in COMMANDS:
        for key in command.keys:
            meanings[command.where, key].append(command.id)
    assert {place: ids for place, ids in meanings.items() if len(ids) > 1} == {}


def test_no_key_is_one_that_terminals_keep_for_themselves() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert keys & TAKEN == set()
    assert not any(key.startswith(("alt+", "shift+")) for key in keys)


def test_no_letter_and_no_backspace_changes_a_record() -> None:
    """With Telex on a list may receive `d`, Backspace, `đ` for one letter."""
    for command in COMMANDS:
        if command.id in CHANGING - {"new"}:
            assert all(len(key) > 1 and key != "backspace" for key in command.keys), command.id


def test_every_command_has_a_name_and_a_sentence() -> None:
    for command in COMMANDS:
        assert command.name[0].isupper()
        assert command.help.endswith((".", "?"))
        assert unicodedata.is_normalized("NFC", command.name + command.help)


def test_help_and_menu_show_every_command(sitting: Sitting) -> None:
    shown = sitting.press("<F1>")
    assert "Trợ giúp" in shown
    seen = ""
    for _ in range(40):
        seen += sitting.press("<PageDown>")
    sitting.press("<F3>")
    for command in COMMANDS:
        assert command.help.split(",")[0].split(";")[0][:25] in (shown + seen).replace("\n", " "), command.id


def test_the_menu_finds_without_diacritics_and_runs(sitting: Sitting) -> None:
    assert "Thêm văn bản" in sitting.press("<Ctrl+P>moi<Enter>")


def test_a_command_of_another_place_says_where_it_works(sitting: Sitting) -> None:
    sitting.press("<Ctrl+P>chen so<Enter>")
    assert sitting.message == "Lệnh “Chèn số” chỉ dùng khi soạn lời báo cáo."


def test_a_key_that_cannot_work_now_is_left_out_and_says_why(sitting: Sitting) -> None:
    assert "F8 Xóa" not in sitting.screen()
    sitting.press("<F8>")
    assert sitting.message == "Danh sách đang trống, chưa có dòng nào để làm."


def test_the_key_bar_is_true_for_the_screen(sitting: Sitting) -> None:
    """Every key it names does something: the command is known to the screen or to the desk."""
    for place in ("1", "2", "3", "4", "5", "6"):
        sitting.press(place)
        for command, _, _ in sitting.desk.available():
            assert sitting.desk.action_of(command.id) is not None
    assert {c.where for c in COMMANDS} >= {ANYWHERE}


@pytest.mark.parametrize(
    ("keys", "title"),
    [("1", "Vào sổ văn bản"), ("2", "Tin bài"), ("3", "Nhiệm vụ"), ("5", "Kiểm tra"), ("6", "Lịch sử")],
)
def test_f1_opens_the_keys_and_the_chapter_of_the_screen(sitting: Sitting, keys: str, title: str) -> None:
    opened = sitting.press(f"{keys}<F1>")
    assert "─ Trợ giúp" in opened
    assert opened.index("Phím thường dùng ở màn hình này") < opened.index(f"\n{title}")
    assert "─ Trợ giúp" not in sitting.press("<F1>")
