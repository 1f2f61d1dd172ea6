"""An office in a temporary directory and the program in a pty on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.pty_terminal import Terminal

OFFICE = """\
schema = 1
id = "0ff1ce"
short_name = "UBND xã Hà Kỳ"
place = "Hà Kỳ"

[[channels]]
code = "truyen-thanh"
label = "Đài truyền thanh xã"

[[channels]]
code = "trang-tin"
label = "Trang thông tin điện tử xã"

[[measures]]
channel = "truyen-thanh"
code = "bai"
label = "bài tuyên truyền"
unit = "bài"

[[measures]]
channel = "truyen-thanh"
code = "luot-phat"
label = "lượt phát sóng"
unit = "lượt"

[[measures]]
channel = "trang-tin"
code = "tin-bai"
label = "tin bài đăng tải"
unit = "tin bài"

[[evaluations]]
code = "dat"
label = "Đạt"
met = true

[[evaluations]]
code = "khong-dat"
label = "Không đạt"

[[series]]
name = "Sổ công văn"
kinds = ["cong-van"]
last_number = 400
last_year = 2023

[[series]]
name = "Sổ kế hoạch"
kinds = ["ke-hoach"]
last_number = 400
last_year = 2023

[[series]]
name = "Sổ thông báo"
kinds = ["thong-bao"]
last_number = 400
last_year = 2023

[[series]]
name = "Sổ quyết định"
kinds = ["quyet-dinh"]
last_number = 400
last_year = 2023
"""

LETTERHEAD = 'letterhead = ["ỦY BAN NHÂN DÂN", "XÃ HÀ KỲ"]\n'
"""What an office must have said so that no check complains of it."""

FIRST = "Ctrl+P Lệnh"
"""What stands at the end of every screen's key bar."""
PROGRAM = Path(__file__).with_name("program.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """An office without any record yet. Nothing is wrong with it: no sign of a finding appears when it likes."""
    folder = tmp_path / "office" / "records"
    folder.mkdir(parents=True)
    settings = OFFICE.replace("\n[[channels]]", f"{LETTERHEAD}\n[[channels]]", 1)
    (folder / "office.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What sshd leaves of an environment, with a state directory of the test's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "CCHC_PERSON": "Lê Thị Hà <ha@hk>",
    }


Open = Callable[..., Terminal]


@pytest.fixture
def open_program(records: Path, environment: dict[str, str]) -> Iterator[Open]:
    """Start the program in a pty and wait for its first screen."""
    with ExitStack() as stack:

        def start(*options: str, wait: str = FIRST, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
            argv = [sys.executable, str(PROGRAM), str(records), *options]
            terminal = stack.enter_context(
                Terminal(argv, environment | env, columns=columns, rows=rows, cwd=records.parent)
            )
            if wait:
                terminal.wait_for(wait)
            if wait == FIRST:  # the first screen stands: on to the documents, where most of the tests begin
                terminal.send("1")
                terminal.wait_for("Trích yếu")
            return terminal

        yield start


def write_directives(records: Path, count: int, subject: str = "chấn chỉnh công tác tiếp nhận hồ sơ") -> None:
    """So many documents, written as any other program might write them."""
    for number in range(1, count + 1):
        month, day = (number - 1) // 28 % 12 + 1, (number - 1) % 28 + 1
        folder = records / "directives" / "2023"
        folder.mkdir(parents=True, exist_ok=True)
        text = (
            f'schema = 1\nid = "a{number:05d}"\ndirection = "outgoing"\nkind = "cong-van"\n'
            f'symbol = "{number}/UBND-VP"\nissued_on = 2023-{month:02d}-{day:02d}\nissuer = "UBND xã Hà Kỳ"\n'
            f'subject = "{subject} lần {number}"\n'
        )
        (folder / f"2023-{month:02d}-{day:02d}_{number}-ubnd-vp_a{number:05d}.toml").write_text(text, encoding="utf-8")
