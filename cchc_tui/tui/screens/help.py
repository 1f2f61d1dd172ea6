"""F1 and Ctrl+P: the table of commands, with the guide's chapter, as a page to read, and as a menu to run."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from cchc_tui.guide import chapter_for, guide_lines
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.commands import COMMANDS, key_words
from cchc_tui.tui.palette import PaletteEntry, usual_source
from cchc_tui.tui.screens.dialogs import Page, Picker

if TYPE_CHECKING:
    from cchc_tui.guide import GuideChapter
    from cchc_tui.tui.desk import Desk

_KEYS = 20
TAB_NAMES = ("overview", "directives", "media", "checklist", "reports", "checks", "history", "due", "office")
"""The guide's names of the screens behind the digits."""
TYPING = (
    ("Tab, Enter, ↓", "Sang mục kế tiếp."),
    ("Shift+Tab, ↑", "Về mục trước."),
    ("→ ở cuối chữ", "Nhận phần gợi ý sau dấu →."),
    ("Ctrl+Z, Ctrl+R", "Lùi lại từ vừa gõ, và gõ lại từ đã lùi."),
    ("Ctrl+J", "Xuống dòng trong mục có nhiều dòng; Enter luôn sang mục kế tiếp."),
    ("Ctrl+U", "Xóa từ đầu dòng tới con trỏ."),
    ("Ctrl+W", "Xóa từ bên trái."),
    ("Ngày", "21/2 · 21-2-23 · hn (hôm nay) · hq (hôm qua) · +3 · t2 … cn."),
    ("Số lượng", "2500 · 2.500 · trên 90 · khoảng trên 2500; trong bảng tin bài +3 là cộng thêm."),
    ("Lọc", "Các từ theo thứ tự bất kỳ, không cần dấu; thang:6 nam:2023 loai:cong-van coquan:ubnd."),
)


def keys_here(here: set[str], width: int) -> list[Line]:
    """Return the usual commands of the open screen, those of `here` that stand in its key bar."""
    lines = [full([("Phím thường dùng ở màn hình này", "strong")], width)]
    lines += [line for c in COMMANDS if c.id in here and not c.barred for line in _entry(key_words(c), c.help, width)]
    return [*lines, full([], width)]


def other_keys(here: set[str], width: int) -> list[Line]:
    """Return the other commands of the open screen, what is typed in fields, the commands of other screens by place."""
    lines = [full([("Các phím khác ở màn hình này", "strong")], width)]
    lines += [line for c in COMMANDS if c.id in here and c.barred for line in _entry(key_words(c), c.help, width)]
    lines += [full([], width), full([("Khi gõ", "strong")], width)]
    lines += [line for keys, words in TYPING for line in _entry(keys, words, width)]
    others = [c for c in COMMANDS if c.id not in here]
    for place in dict.fromkeys(c.where for c in others):
        lines += [full([], width), full([(place.capitalize(), "strong")], width)]
        lines += [line for c in others if c.where == place for line in _entry(key_words(c), c.help, width)]
    return lines


def _entry(keys: str, words: str, width: int) -> list[Line]:
    body = paragraph(words, width - _KEYS)
    return [full([(f"  {keys if n == 0 else '':<{_KEYS - 2}}", "key"), *line], width) for n, line in enumerate(body)]


def _screen_of(desk: Desk) -> str:
    """Return the guide's name of what is open: the topmost screen that has one, else the screen of the digits."""
    named = (view.guide_name for view in reversed(desk.views) if view.guide_name)
    return next(named, TAB_NAMES[desk.tab])


class HelpPage(Page):
    """F1: the keys of the moment, the guide's chapter on the screen, every other key."""

    helpful = False

    def __init__(self, desk: Desk) -> None:
        here = {command.id for command, _, _ in desk.available()}
        chapter = chapter_for(_screen_of(desk))

        @cache
        def lines(width: int) -> list[Line]:
            return [*keys_here(here, width), *_chapter_lines(chapter, width), *other_keys(here, width)]

        super().__init__(desk, "Trợ giúp", lines)


def _chapter_lines(chapter: GuideChapter, width: int) -> list[Line]:
    rest = f"Đọc ngoài màn hình: cchc guide {chapter.slug}. Mọi chủ đề: cchc guide."
    shown = [
        full([(text, "strong" if style else "") for text, style in line], width)
        for line in guide_lines(chapter.text, width)
    ]
    return [*shown, full([], width), *paragraph(rest, width), full([], width)]


class Menu(Picker):
    """Ctrl+P: every command, found without diacritics, and the records that have the words; a command that means
    nothing here says where it does.
    """

    helpful = False
    hangs = True

    def __init__(self, desk: Desk) -> None:
        self._find = (desk.make_palette or partial(usual_source, desk))()
        self._asked: str | None = None
        self._entries: list[PaletteEntry] = []
        everything = [(str(number), entry.words) for number, entry in enumerate(self._find(""))]
        super().__init__(desk, "Lệnh", everything, self._run, hint="gõ để tìm lệnh hay hồ sơ, không cần dấu")

    @property
    def found(self) -> list[tuple[str, str]]:
        """What has the words typed, by its place."""
        if self.query.text != self._asked:
            self._asked = self.query.text
            self._entries = self._find(self._asked)
        return [(str(number), entry.words) for number, entry in enumerate(self._entries)]

    def _run(self, codes: list[str]) -> None:
        self._entries[int(codes[0])].run()
