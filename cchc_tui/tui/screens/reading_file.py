"""A file being read beside the screens: how far it has got, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.tui.screens.working import Told, Working

if TYPE_CHECKING:
    from cchc_tui.office import Offered, Office
    from cchc_tui.tui.desk import Desk

T = TypeVar("T")


def read_file(
    desk: Desk, path: Path, prepare: Callable[[Offered], T], done: Callable[[T], None],
    failed: Callable[[CchcError], None] | None = None,
) -> None:  # fmt: skip
    """Read what a file offers; `prepare` makes something of it, still beside the screens, `done` gets that, and
    `failed` hears why there is nothing. F3 stops it; nothing is written.
    """

    def work(office: Office, told: Told) -> T:
        return prepare(office.intake.read([path], progress=told))

    stopped = f"Đã thôi đọc {printable(path.name)}; chưa ghi gì."
    desk.open(Working(desk, "Đọc tệp", str(path), work, done, failed=failed, stopped=stopped))
