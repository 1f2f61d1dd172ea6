"""Whose name goes into the history: asked where several people share an account, told where nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.tui.screens.dialogs import Picker, Prompt

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


def greet(desk: Desk) -> None:
    """Ask at the start at a shared account; where nobody is named, say what the history will write."""
    if not desk.office.people.is_unsure:
        return
    if len(desk.office.people.listed) > 1:
        ask_person(desk)
    else:
        desk.say(f"Lịch sử ghi tên “{desk.office.people.current.name}”. Để ghi họ tên mình: Ctrl+P, gõ “họ tên”.")


def ask_person(desk: Desk) -> None:
    """Pick or type who is at the keyboard, for this login."""
    people = [p.name for p in desk.office.people.listed if p.name]

    def take(name: str) -> str:
        person = desk.office.people.choose(name)
        desk.say(f"Từ giờ các lần lưu ghi tên {person.name}.", "good")
        return ""

    if not people:
        desk.open(Prompt(desk, "Họ tên", "Họ và tên người đang làm việc (ghi vào lịch sử):", take))
        return
    entries = [(name, name) for name in people] + [("", "Người khác…")]

    def picked(names: list[str]) -> None:
        if names[0]:
            take(names[0])
        else:
            desk.open(Prompt(desk, "Họ tên", "Họ và tên người đang làm việc:", take))

    desk.open(Picker(desk, "Ai đang làm việc?", entries, picked))
