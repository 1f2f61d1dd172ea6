"""Ctrl+U: this person's last save taken back, as a new save; the history is the only memory for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.office import ConflictError
from cchc_tui.records.history import PROSE
from cchc_tui.tui.screens.closed_facts import with_closed_facts_asked
from cchc_tui.tui.screens.conflict import ConflictView
from cchc_tui.tui.screens.dialogs import Question

if TYPE_CHECKING:
    from cchc_tui.records.history import FieldChange
    from cchc_tui.tui.desk import Desk

_SHOWN = 6


def ask_undo(desk: Desk) -> None:
    """Show what would be taken back, and take it back when told so."""
    last = desk.office.history.last_change()
    if last is None:
        desk.say("Chưa có lần lưu nào của bạn để hoàn tác.", "warn")
        return
    text = f"{last.words}\nLưu lúc {last.when:%H:%M} ngày {last.when:%d/%m/%Y}."
    text += "".join("\n" + _words(change) for change in last.changes[:_SHOWN])
    answers = [("h", "Hoàn tác", lambda: _undo(desk)), ("escape", "Thôi", lambda: None)]
    desk.open(Question(desk, "Hoàn tác lần lưu này?", text, answers, at=0))


def _words(change: FieldChange) -> str:
    """Return one field as it is and as it will be; of a prose only how much that save changed."""
    if change.key == PROSE:
        return f"{change.label}: lần lưu đó {change.old}, {change.new}; sẽ lấy lại bản trước."
    return printable(f"{change.label}: {change.new or '(trống)'} → {change.old or '(trống)'}")


def _undo(desk: Desk) -> None:
    with_closed_facts_asked(desk, lambda: _take_back(desk))


def _take_back(desk: Desk) -> None:
    try:
        sentence = desk.office.history.undo()
    except ConflictError as fault:
        desk.open(ConflictView(desk, fault, lambda saved: desk.records_changed()))
        return
    desk.office.records.refresh()
    desk.records_changed()
    desk.say(sentence, "good")
