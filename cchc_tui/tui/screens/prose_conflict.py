"""A prose that a colleague saved while it was being typed: brought together by lines, or put side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from cchc_tui.office import Versions, bring_together
from cchc_tui.records.conflict import Conflict, ConflictOrigin
from cchc_tui.tui.screens.conflict import ConflictView

if TYPE_CHECKING:
    from cchc_tui.office import Body, Stored
    from cchc_tui.records.report_sheet import ReportSheet
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.widgets.editor import Editor

_STORY = ("Người khác vừa lưu phần lời này, sửa cùng chỗ với bạn. Dòng + là thêm, dòng - là bỏ so với lúc bạn mở.",)


class EditedProse(Protocol):
    """A prose being typed, as far as two versions of it are brought together."""

    desk: Desk
    report: Stored[ReportSheet]
    body: Body

    @property
    def editor(self) -> Editor:
        """What is typed."""

    def take_disk(self) -> None:
        """Begin from what lies on disk now."""

    def settle(self) -> None:
        """Keep a draft of what is typed."""


def meet_colleague(view: EditedProse) -> bool:
    """After a refused save: put both versions together in the editor, or open the choice; False when nobody else wrote.

    Nothing is written here: what was put together is looked at first, and F2 saves it.
    """
    desk, before = view.desk, view.body
    now = desk.office.reports.body(view.report)
    if now.fingerprint == before.fingerprint:
        return False
    mine = view.editor.text.rstrip("\n") + "\n"
    sides = [before.text, now.text, mine]
    result = bring_together(Versions(before.path, *(side.encode("utf-8") for side in sides)), ConflictOrigin.MARKS)
    if isinstance(result, Conflict):
        fault = replace(result, fingerprint=now.fingerprint)
        desk.open(ConflictView(desk, fault, lambda _: view.take_disk(), story=_STORY))
        return True
    view.take_disk()
    view.editor.put(result.decode("utf-8").rstrip("\n"))
    view.settle()
    desk.say("Người khác vừa sửa chỗ khác của phần lời: hai bản đã ghép lại đây, chưa lưu. Xem rồi bấm F2.", "warn")
    return True
