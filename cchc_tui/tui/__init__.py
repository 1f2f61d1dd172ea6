"""The terminal face: keyboard-only data entry and reports, made for slow lines and Vietnamese input methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_tui.workspace import Workspace


def run(workspace: Workspace, *, mouse: bool = False, read_only: bool = False) -> int:
    """Open the office on the whole terminal until the person leaves; the exit code.

    EnvironmentFaultError where no screen can be drawn.
    """
    from cchc_tui.tui.terminal import prepare

    prepare()
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.face import Face
    from cchc_tui.tui.program import start, usual_period

    desk = Desk(workspace, usual_period(workspace), read_only=read_only)
    start(desk)
    face = Face(desk)
    face.run(mouse=mouse)
    if face.bug is not None:
        raise face.bug
    return face.return_code or 0
