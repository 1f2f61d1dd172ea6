"""The question before facts behind a closed report change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.office import ClosedFactsError
from cchc_tui.tui.screens.dialogs import Question

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


def with_closed_facts_asked(desk: Desk, save: Callable[[], None]) -> bool:
    """Save, after asking where a closed report would come out otherwise; asked once a session for each report.

    Return whether it was done without a question. `save` is called again when the person agrees, so it changes nothing
    of the screen before its records are saved.
    """
    try:
        save()
    except ClosedFactsError as fault:
        ask_about_closed(desk, fault, save)
        return False
    return True


def asked_first(desk: Desk, save: Callable[[], None]) -> Callable[[], None]:
    """Return the save as an answer of a question: it asks about closed reports by itself."""

    def answer() -> None:
        with_closed_facts_asked(desk, save)

    return answer


def ask_about_closed(desk: Desk, fault: ClosedFactsError, again: Callable[[], None]) -> None:
    """Ask whether facts of these closed reports shall change, and do it `again` when they shall."""

    def agreed() -> None:
        if desk.office.agreed is not None:
            desk.office.agreed.update(sheet.id for sheet in fault.reports)
        with_closed_facts_asked(desk, again)

    named = ", ".join(sheet.title for sheet in fault.reports)
    text = printable(
        f"Báo cáo {named} đã chốt số liệu. Ghi thay đổi này thì hồ sơ không còn khớp với bản đã chốt;"
        " bản đã chốt vẫn giữ nguyên từng chữ."
    )
    answers = [("g", "Vẫn ghi", agreed), ("escape", "Thôi, chưa ghi gì", lambda: None)]
    desk.open(Question(desk, "Hồ sơ của báo cáo đã chốt", text, answers))
