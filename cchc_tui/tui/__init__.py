"""The terminal face: keyboard-only data entry and reports, made for slow lines and Vietnamese input methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_tui.office import Office

Progress = Callable[[int, int], None]

_SOON = 0.15
"""Seconds a small office is waited for: it needs no other picture before its own."""


def run(
    open_office: Callable[[Progress], Office],
    *,
    mouse: bool = False,
    read_only: bool = False,
    welcome: Sequence[str] = (),
) -> int:
    """Open the office on the whole terminal until the person leaves; the exit code. The first screen tells the
    `welcome`.

    `open_office` is called in a thread and told whom to tell how far it is; what it raises is raised here.
    EnvironmentFaultError where no screen can be drawn.
    """
    from cchc_tui.tui.terminal import prepare
    from cchc_tui.tui.typed_ahead import keys_untouched

    prepare()
    with keys_untouched():
        from cchc_tui.tui.app import CchcApp
        from cchc_tui.tui.opening import Opening
        from cchc_tui.tui.program import make_desk

        opening = Opening(lambda progress: make_desk(open_office, progress, read_only=read_only, welcome=welcome))
        if opening.ends_within(_SOON) and opening.fault is not None:
            raise opening.fault
        app = CchcApp(opening)
        app.run(mouse=mouse)
    if app.bug is not None:
        raise app.bug
    return app.return_code or 0
