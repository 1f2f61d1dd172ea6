"""Ctrl+D in the grid of counts: last month's numbers into the empty cells of this one, shown and asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.records.media import MediaCount
from cchc_tui.tui.media_table import MediaTable, brief
from cchc_tui.tui.screens.closed_facts import asked_first
from cchc_tui.tui.screens.dialogs import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_tui.tui.desk import Desk

_SHOWN = 8


def counts_to_copy(table: MediaTable, month: int) -> list[MediaCount]:
    """Return the counts of the month before as they would be this month's, for the cells that are empty."""
    found: list[MediaCount] = []
    for row in range(len(table.rows) if 0 < month < len(table.months) else 0):
        before = table.cells.get((row, month - 1))
        if before is not None and (row, month) not in table.cells:
            old = before.record
            found.append(
                MediaCount(
                    channel=old.channel, measure=old.measure, value=old.value, qualifier=old.qualifier,
                    period=table.months[month].code,
                )
            )  # fmt: skip
    return found


def ask_to_copy(desk: Desk, table: MediaTable, month: int, done: Callable[[], None]) -> None:
    """Show what would be copied, and keep it in one save when told so."""
    counts = counts_to_copy(table, month)
    here, before = table.months[month].name, table.months[month - 1].name
    shown = [
        printable(f"{measured.label}: {brief(table.quantity(row, month - 1))}")
        for row, measured in enumerate(table.rows)
        if any((c.channel, c.measure) == (measured.channel, measured.measure) for c in counts)
    ]
    more = [f"và {len(shown) - _SHOWN} số nữa"] if len(shown) > _SHOWN else []

    def copy() -> None:
        desk.office.records.add_all(counts)
        done()
        desk.say_saved(f"Đã chép {len(counts)} số của {before.lower()}. Sửa ô nào khác đi; Ctrl+U hoàn tác cả lượt.")

    text = "\n".join(
        [f"Chép {len(counts)} số của {before.lower()} vào các ô trống của {here.lower()}?", *shown[:_SHOWN], *more]
    )
    answers = [("c", "Chép", asked_first(desk, copy)), ("escape", "Thôi", lambda: None)]
    desk.open(Question(desk, "Chép tháng trước", text, answers))
