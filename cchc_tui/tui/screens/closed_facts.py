"""The question before facts behind a closed report change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.records.fields import Record
from cchc_tui.tui.screens.dialogs import Question

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


def with_closed_facts_asked(desk: Desk, pairs: Sequence[tuple[Record | None, Record]], go: Callable[[], None]) -> bool:
    """Do it, after asking where a closed report would come out otherwise; asked once a session for each report.

    Return whether it was done without a question.
    """
    touched = [
        sheet
        for sheet in desk.office.records.closed_reports_touched(pairs)
        if sheet.id not in desk.changed_though_closed
    ]
    if not touched:
        go()
        return True

    def agreed() -> None:
        desk.changed_though_closed.update(sheet.id for sheet in touched)
        go()

    named = ", ".join(sheet.title for sheet in touched)
    text = printable(
        f"Báo cáo {named} đã chốt số liệu. Ghi thay đổi này thì hồ sơ không còn khớp với bản đã chốt;"
        " bản đã chốt vẫn giữ nguyên từng chữ."
    )
    answers = [("g", "Vẫn ghi", agreed), ("escape", "Thôi, chưa ghi gì", lambda: None)]
    desk.open(Question(desk, "Hồ sơ của báo cáo đã chốt", text, answers))
    return False
