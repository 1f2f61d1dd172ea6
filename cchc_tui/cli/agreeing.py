"""The question before facts behind a closed report change, the same for every verb that writes records."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from cchc_tui.cli.session import agrees, print_notice
from cchc_tui.errors import RefusedError

if TYPE_CHECKING:
    from cchc_tui.office import Office

T = TypeVar("T")
THOUGH_CLOSED = "Không hỏi lại khi hồ sơ thuộc báo cáo đã chốt số liệu."


def agreeing(office: Office, save: Callable[[], T], *, yes: bool) -> T:
    """Return what `save` gives, after asking where it would change facts of a closed report; with `yes` unasked.

    RefusedError where the person does not agree or nobody is there; nothing is written then.
    """
    if yes:
        office.agreed = None
        return save()
    from cchc_tui.office import ClosedFactsError

    while True:
        try:
            return save()
        except ClosedFactsError as fault:
            if office.agreed is None or sys.stdin is None or not sys.stdin.isatty():
                raise
            print_notice(fault.message)
            if not agrees("Vẫn ghi?"):
                raise RefusedError("Chưa ghi gì.") from None
            office.agreed.update(sheet.id for sheet in fault.reports)
