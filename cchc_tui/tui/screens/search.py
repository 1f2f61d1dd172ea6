"""One search over documents, counts, tasks and prose, from any screen; Enter jumps to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.canvas import Line, fit, full
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import band, inner_width, keys_line
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.editor_paint import paint_editor

if TYPE_CHECKING:
    from cchc_tui.office import Hit
    from cchc_tui.tui.desk import Desk

_SCREENS = {Directive: 1, MediaCount: 2, ChecklistItem: 3, ReportSheet: 4}
_NAMES = {Directive: "văn bản", MediaCount: "tin bài", ChecklistItem: "nhiệm vụ", ReportSheet: "báo cáo"}
_MOST = 12


class SearchBox(View):
    """What is typed, and what has it."""

    modal = True
    typing = True
    hangs = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.query = Editor(method=desk.method)
        self.hits: list[Hit] = []
        self.cursor = 0
        self._asked = ""
        self.actions = {"back": lambda: desk.close(self)}

    def key(self, key: Key) -> bool:
        """Arrows choose, Enter jumps, letters search."""
        if key.name in ("up", "down"):
            self.settle()
            self.cursor = max(0, min(self.cursor + (1 if key.name == "down" else -1), len(self.hits) - 1))
        elif key.name == "enter":
            self.settle()
            self._jump()
        else:
            return self.query.key(key)
        return True

    def paste(self, text: str) -> None:
        """Search for a paste."""
        self.query.paste(text)

    def settle(self) -> None:
        """Search once for all letters that came together."""
        if self.query.text != self._asked:
            self._asked = self.query.text
            self.hits = self.desk.office.search.find(self._asked)
            self.cursor = 0

    def _jump(self) -> None:
        """To the screen of what was found, the cursor on it; into the prose at its line."""
        if not self.hits:
            self.desk.say("Không có gì khớp. Gõ từ khác; không cần dấu.", "warn")
            return
        self.desk.close(self)
        show_hit(self.desk, self.hits[self.cursor])

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the band under the tabs: the words, the first places, how many more."""
        lines = [paint_editor(self.query, min(inner_width(width), 78), 1, 1, focused=True)[0]]
        room = max(1, min(_MOST, height - 5))
        top = max(0, min(self.cursor - room // 2, len(self.hits) - room))
        for number in range(top, min(top + room, len(self.hits))):
            lines.append(self._paint_hit(self.hits[number], number == self.cursor, width))
        if self.query.text and not self.hits:
            lines.append(full([("  Không có gì khớp; gõ từ khác, không cần dấu.", "")], width))
        more = f"{len(self.hits)} chỗ" if self.hits else "văn bản, tin bài, nhiệm vụ, báo cáo và lời báo cáo"
        lines += [full([], width), keys_line([("Enter", "Tới chỗ đó"), ("F3", "Thôi")], width)]
        return [*band(f"Tìm khắp nơi · {more}", lines, width), *band("", [], width)]

    @staticmethod
    def _paint_hit(hit: Hit, here: bool, width: int) -> Line:
        text = f"{fit(kind_words(hit), 18)} {printable(hit.excerpt)}"
        return full([(("► " if here else "  ") + text, "here" if here else "")], width, "here" if here else "")


def kind_words(hit: Hit) -> str:
    """Return what was found: a kind of record, or the line of a prose."""
    kind = _NAMES.get(type(hit.stored.record), "")
    return f"{kind}, lời dòng {hit.line}" if hit.line is not None else kind


def show_hit(desk: Desk, hit: Hit) -> None:
    """Open the screen of what was found, the cursor on it; into the prose at its line."""
    desk.open_tab(_SCREENS.get(type(hit.stored.record), 1))
    desk.top.go_to(hit.stored.record.id)
    if hit.line is not None:
        from cchc_tui.tui.screens.body import BodyEditor

        desk.open(BodyEditor(desk, desk.office.reports.find(hit.stored.record.id), line=hit.line))
