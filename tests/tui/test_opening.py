"""A big office is read while the first picture already stands; nothing typed meanwhile is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from cchc_tui.errors import WrongUseError
from cchc_tui.office import Office
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.opening import Opening
from cchc_tui.tui.program import make_desk
from tests.tui.conftest import TODAY, Sitting, write_directives


def words(opening: Opening) -> str:
    return "\n".join("".join(text for text, _ in line).rstrip() for line in opening.paint(80, 24))


def test_while_it_is_read_the_picture_says_how_far(records: Path) -> None:
    told, may_end = threading.Event(), threading.Event()

    def slowly(progress: Callable[[int, int], None]) -> Desk:
        progress(500, 2000)
        told.set()
        may_end.wait()
        return make_desk(lambda p: Office.open(records, today=TODAY, progress=p), progress, read_only=False)

    opening = Opening(slowly)
    told.wait()
    assert not opening.ends_within(0)
    assert "Đang đọc hồ sơ… 500/2000" in words(opening)
    assert "Ctrl+Q Thoát" in words(opening)
    may_end.set()
    assert opening.ends_within(60)
    assert opening.desk is not None
    assert "Sổ mới." in "".join(t for line in opening.desk.paint(80, 24).lines for t, _ in line)


def test_a_fault_is_kept_for_whoever_waits(tmp_path: Path) -> None:
    opening = Opening(lambda progress: make_desk(lambda p: Office.open(tmp_path), progress, read_only=False))
    assert opening.ends_within(60)
    assert isinstance(opening.fault, WrongUseError)


def test_what_was_saved_while_we_read_is_taken_in_by_the_next_look(records: Path) -> None:
    def open_office(progress: Callable[[int, int], None]) -> Office:
        office = Office.open(records, today=TODAY)
        write_directives(records, 1)
        return office

    desk = make_desk(open_office, lambda done, of: None, read_only=False)
    assert desk.folder_times == ()


def test_a_welcome_lies_over_the_first_screen_until_a_key_takes_it_away(records: Path) -> None:
    lines = ("Một phường đặt ra để thử.", "", "Hồ sơ: /nha/cchc-demo/records")
    desk = make_desk(lambda _: Office.open(records, today=TODAY), lambda *_: None, read_only=False, welcome=lines)
    sitting = Sitting(desk, records)
    shown = sitting.screen()
    assert "Hồ sơ làm thử" in shown
    assert all(line in shown for line in lines)
    assert "VIỆC PHẢI LÀM" in shown or "Sổ mới." in shown
    assert "Hồ sơ làm thử" not in sitting.press("<Enter>")
