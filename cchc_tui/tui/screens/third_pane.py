"""What stands right of a record and its detail in a very wide window: where it is cited, who saved it when."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.tui.canvas import Line, full, paragraph

if TYPE_CHECKING:
    from cchc_tui.office import Hit, Office, Stored
    from cchc_tui.records.history import Saved
    from cchc_tui.tui.desk import Desk

K = TypeVar("K")
T = TypeVar("T")
_SAVES = 20
_PLACES = 8
"""Places and saves that are told."""


class ThirdPane(Generic[K, T]):
    """Gathers beside the screens what is told of the row under the cursor, once the cursor rests on it."""

    def __init__(
        self, desk: Desk, gather: Callable[[Office, K], T], paint: Callable[[T, int, int], list[Line]]
    ) -> None:
        """`gather` gets an office of its own; `paint` the result, the cells and the rows there are."""
        self.desk, self.gather, self.paint_result = desk, gather, paint
        self._wanted: K | None = None
        self._shown: K | None = None
        self._result: T | CchcError | None = None
        self._busy = False

    def forget(self) -> None:
        """Gather anew: the records are other ones now."""
        self._wanted = self._shown = None

    def paint(self, row: K | None, width: int, height: int) -> list[Line]:
        """Return what is known of the row; of another one it is asked for, and an ellipsis stands meanwhile."""
        if row is None:
            return []
        self._wanted = row
        self._ask()
        if self._shown != row:
            return [full([("…", "muted")], width)]
        if isinstance(self._result, CchcError):
            return paragraph(printable(self._result.message), width, "muted")[:height]
        return self.paint_result(self._result, width, height)  # type: ignore[arg-type]

    def _ask(self) -> None:
        row = self._wanted
        if self._busy or row is None or row == self._shown:
            return
        self._busy = True

        def done(result: object) -> None:
            self._busy = False
            self._shown, self._result = row, result  # type: ignore[assignment]
            self._ask()

        self.desk.background(lambda office: self.gather(office, row), done)


def gather_links(office: Office, row: Stored[Record]) -> tuple[list[Hit], list[Saved]]:
    """Return the places in prose that name a document, and the saves of the record."""
    record = row.record
    hits = office.search.find(record.symbol) if isinstance(record, Directive) and record.symbol else []
    try:
        saves = office.history.log(record.id, _SAVES)
    except CchcError:
        saves = []  # without a history there is none to tell; the checks say why
    return [hit for hit in hits if hit.line is not None][:_PLACES], saves


def paint_links(found: tuple[list[Hit], list[Saved]], width: int, height: int) -> list[Line]:
    """Return where the record is cited, then its saves, the latest first."""
    hits, saves = found
    lines: list[Line] = []
    if hits:
        lines.append(full([("VIỆN DẪN TRONG LỜI", "strong")], width))
        for hit in hits:
            where = f"báo cáo {hit.stored.record.title}, dòng {hit.line}"
            lines += [full([("  ", ""), (where, "accent")], width)]
            lines += [full([("    ", ""), *line], width) for line in paragraph(printable(hit.excerpt), width - 4)[:3]]
        lines.append(full([], width))
    lines.append(full([("LỊCH SỬ", "strong"), ("" if saves else "  chưa có lần lưu nào", "muted")], width))
    for save in saves:
        lines += _paint_save(save, width)
    return lines[:height]


def _paint_save(save: Saved, width: int) -> list[Line]:
    """Return one save: when, who, and the fields that it changed, old and new."""
    lines = [full([(f"  {save.when:%d/%m/%Y %H:%M}  ", "muted"), (printable(save.who), "")], width)]
    if not save.changes:
        return [*lines, full([(f"    {printable(save.words)}", "")], width)]
    for change in save.changes:
        old, new = (printable(text).replace("\n", " / ") for text in (change.old, change.new))
        lines.append(full([("    ", ""), (f"{change.label}: ", "muted"), (new if not old else "", "")], width))
        if old:
            lines += [full([("    − ", "bad"), (old, "")], width), full([("    + ", "good"), (new, "")], width)]
    return lines
