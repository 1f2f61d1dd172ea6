"""$EDITOR: the terminal given away to the person's own editor, and its text taken back; nothing is lost if it dies."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import EnvironmentFaultError, system_cause
from cchc_tui.tui.screens.dialogs import Question

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_USUAL = ("nano", "vim", "vi")
"""Tried in this order where the person has named none."""


def editing_file(desk: Desk, token: str) -> Path:
    """Return where the text lies while the editor has it: beside the drafts, so that a killed program finds it
    again.
    """
    return desk.office.drafts.folder / f"{token}.md"


def left_in_editor(desk: Desk, token: str) -> str:
    """Return what an editor saved while the program was killed, and forget it; "" when there is nothing."""
    path = editing_file(desk, token)
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
        path.unlink()
    except OSError:
        return ""
    return text.rstrip("\n")


def use_own_editor(desk: Desk, token: str, text: str, take: Callable[[str], None]) -> None:
    """Open the text in $VISUAL, $EDITOR or a usual editor; `take` gets what it leaves.

    When the editor ends with a fault and left another text, or leaves nothing, the person is asked which to keep.
    EnvironmentFaultError where it cannot be started.
    """
    named = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    command = named or [next((name for name in _USUAL if shutil.which(name)), _USUAL[0])]
    path = editing_file(desk, token)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as fault:
        raise EnvironmentFaultError(
            f"Không ghi được tệp để mở bằng trình soạn thảo ({system_cause(fault)}: {path})."
        ) from fault
    code = _run(desk, [*command, str(path)])
    left = left_in_editor(desk, token)
    if code == 0 and (left or not text):
        take(left)
        desk.say("Đã lấy bài từ trình soạn thảo về; F2 để lưu.")
    elif left == text:
        desk.say(f"Trình soạn thảo kết thúc bất thường (mã {code}); bài vẫn như trước khi mở.", "warn")
    else:
        _ask(desk, code, left, take)


def _run(desk: Desk, words: list[str]) -> int:
    """Return the exit code of the editor. EnvironmentFaultError where it cannot be started; its file is left for a
    retry.
    """
    codes: list[int] = []
    faults: list[OSError] = []

    def work() -> None:
        # Ctrl+C is the editor's while it has the terminal; a handler of ours, unlike ignoring, is not inherited by it.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            codes.append(subprocess.run(words, check=False).returncode)
        except OSError as fault:
            faults.append(fault)
        finally:
            signal.signal(signal.SIGINT, before)

    desk.outside(work)
    if faults or not codes:
        Path(words[-1]).unlink(missing_ok=True)
        cause = system_cause(faults[0]) if faults else "không chạy"
        raise EnvironmentFaultError(
            f"Không mở được trình soạn thảo “{words[0]}” ({cause}).", "Hãy đặt biến EDITOR, ví dụ: export EDITOR=nano."
        )
    return codes[0]


def _ask(desk: Desk, code: int, left: str, take: Callable[[str], None]) -> None:
    rows = left.count("\n") + 1 if left else 0
    why = f"Trình soạn thảo kết thúc bất thường (mã {code})." if code else "Trình soạn thảo để lại một tệp trống."
    answers = [
        ("l", f"Lấy bài nó để lại ({rows} dòng)", lambda: take(left)),
        ("escape", "Giữ bài như trước khi mở", lambda: None),
    ]
    desk.open(Question(desk, "Lấy bài nào?", why, answers))
