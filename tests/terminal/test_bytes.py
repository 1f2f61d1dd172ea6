"""What the screens cost on the line, at 80×24, TERM=xterm-256color, no COLORTERM. Bytes are exact: they are limits.

Every kind of field is typed into in `tests/tui/test_bytes.py`; here is shown that the program in a pty sends just that.
"""

from __future__ import annotations

from pathlib import Path

from tests.terminal.conftest import Open, write_directives
from tests.terminal.pty_terminal import Terminal
from tests.tui.test_bytes import CURSOR, FORM, LETTER, LIST, OVERVIEW, QUESTION, TAB


def rest(terminal: Terminal) -> None:
    """Wait until what is found out beside the screens has come and nothing follows it.

    Every other second the program looks for what others saved: it rests when it stays silent over such a look.
    """
    for _ in range(20):
        if terminal.settle() + terminal.quiet_bytes(3.0) == 0:
            return


def test_the_first_screen_a_list_a_form_a_question_and_nothing_while_nobody_types(
    open_program: Open, records: Path
) -> None:
    write_directives(records, 40)
    terminal = open_program(wait="VIỆC PHẢI LÀM")
    rest(terminal)
    assert terminal.received <= OVERVIEW
    assert terminal.press("1") <= LIST
    rest(terminal)
    assert max(terminal.press("<Down>") for _ in range(3)) <= CURSOR
    assert terminal.press("<F4>") <= FORM
    assert max(terminal.press("<Tab>") for _ in range(5)) <= TAB
    assert max(terminal.press(letter) for letter in "kỷ luật") <= LETTER
    assert terminal.press("<F3>") <= QUESTION
    assert terminal.quiet_bytes(5.0) == 0
