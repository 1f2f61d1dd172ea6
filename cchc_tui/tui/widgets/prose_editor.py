"""The editor of a prose with its code folded: figures are chips, conditions and hints grey words.

The text is never changed by that. A fold is stepped over as one letter; with the caret inside it, it stands open.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from cchc_tui.office import ProseValues
from cchc_tui.tui.canvas import wrap
from cchc_tui.tui.key import Key
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.tui.widgets.folds import Fold, folds_of

_BLANK = "\u00a0"
"""Stands for the blanks of a fold while a line is broken: a chip is not broken in two."""


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A stretch of the text as it is shown in one row."""

    start: int
    end: int
    text: str
    fold: Fold | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the window: the stretch of the text it covers, and its pieces."""

    start: int
    end: int
    pieces: tuple[ShownPiece, ...]


@dataclass
class ProseEditor(Editor):
    """An editor of many lines that shows what code comes to."""

    values: ProseValues = field(default_factory=ProseValues)
    folding: bool = True
    _shown: tuple[tuple[object, ...], list[ShownRow]] = field(default=((), []), repr=False)
    _folded: tuple[tuple[object, ...], list[Fold]] = field(default=((), []), repr=False)

    # ---- folds ---------------------------------------------------------------------------------------------------
    @property
    def folds(self) -> list[Fold]:
        """What is folded now: all but what the caret is inside."""
        if not self.folding:
            return []
        state = (self.text, id(self.values))
        if self._folded[0] != state:
            self._folded = (state, folds_of(self.text, self.values))
        return [fold for fold in self._folded[1] if not fold.start < self.caret < fold.end]

    @property
    def fold_here(self) -> Fold | None:
        """The fold that the caret stands on, or just behind."""
        folds = self.folds
        on = next((fold for fold in folds if fold.start == self.caret), None)
        return on or next((fold for fold in folds if fold.end == self.caret), None)

    def unfold(self) -> None:
        """Open the fold at the caret; where there is none, show all code, or fold it again."""
        fold = self.fold_here
        if fold is None:
            self.folding = not self.folding
        else:
            self.caret = min(fold.start + 3, fold.end - 2)

    # ---- keys ----------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Do what the key means in a text; the caret never stops in the middle of what is folded."""
        before = self.caret
        outside = [fold for fold in self.folds if fold.end - fold.start > 1]
        taken = super().key(key)
        if key.name in ("home", "end", "ctrl+z", "ctrl+r", "left", "right"):
            for fold in outside:
                if fold.start < self.caret < fold.end and fold.end <= len(self.text):
                    self.caret = fold.end if key.name == "end" or self.caret > before else fold.start
        return taken

    def _do(self, key: Key) -> bool:
        """Step over a fold, take a chip away whole, open what is not to be taken away at one stroke."""
        if key.name == "backspace" and self._phantoms:
            return super()._do(key)
        near = {"left": "end", "backspace": "end", "ctrl+w": "end", "right": "start", "delete": "start"}.get(key.name)
        fold = next((f for f in self.folds if near and getattr(f, near) == self.caret), None)
        if fold is not None:
            self._raw, self._phantoms, self._column = "", 0, None
            return self._on_fold(key.name, fold)
        if key.name == "ctrl+w":
            return self._cut_back(max(self._word_start(), self._last_fold_end()))
        if key.name == "ctrl+u":
            start = self.text.rfind("\n", 0, self.caret) + 1
            return self._cut_back(next((f.end for f in self.folds if f.start < start < f.end), start))
        return super()._do(key)

    def _on_fold(self, key: str, fold: Fold) -> bool:
        if key in ("left", "right"):
            self.caret = fold.start if key == "left" else fold.end
        elif not self.text.startswith("{{", fold.start):
            self.caret = min(fold.start + 3, fold.end - 2)
        else:
            self.text = self.text[: fold.start] + self.text[fold.end :]
            self.caret = fold.start
        return True

    def _word_start(self) -> int:
        kept = self.text[: self.caret].rstrip()
        return max(kept.rfind(" "), kept.rfind("\n")) + 1

    def _last_fold_end(self) -> int:
        return max((fold.end for fold in self.folds if fold.end <= self.caret), default=0)

    def _cut_back(self, start: int) -> bool:
        self.finish_word()
        self.text, self.caret = self.text[:start] + self.text[self.caret :], start
        return True

    # ---- rows ----------------------------------------------------------------------------------------------------
    def shown_rows(self) -> list[ShownRow]:
        """Return the rows on screen with what stands in them."""
        folds = self.folds
        state = (self.text, self.width, tuple(folds))
        if self._shown[0] != state:
            self._shown = (state, self._make_rows(folds))
        return self._shown[1]

    def _make_rows(self, folds: list[Fold]) -> list[ShownRow]:
        rows: list[ShownRow] = []
        at = number = 0
        while True:
            pieces, end, number = self._line(at, folds, number)
            rows += self._broken(pieces, at)
            if end >= len(self.text):
                return rows
            at = end + 1

    def _line(self, at: int, folds: list[Fold], number: int) -> tuple[list[ShownPiece], int, int]:
        """Return the pieces of the line that begins at `at`, its end, and the number of the next fold."""
        pieces: list[ShownPiece] = []
        while True:
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            if number >= len(folds) or folds[number].start > end:
                pieces += [ShownPiece(at, end, self.text[at:end])] if end > at else []
                return pieces, end, number
            fold = folds[number]
            pieces += [ShownPiece(at, fold.start, self.text[at : fold.start])] if fold.start > at else []
            pieces.append(ShownPiece(fold.start, fold.end, fold.shown, fold))
            at, number = fold.end, number + 1

    def _broken(self, pieces: list[ShownPiece], at: int) -> list[ShownRow]:
        """Return the line broken at the width into rows."""
        words = "".join(piece.text.replace(" ", _BLANK) if piece.fold else piece.text for piece in pieces)
        rows: list[ShownRow] = []
        for start, end in wrap(words, self.width):
            part = _part(pieces, start, end)
            first, last = (part[0].start, part[-1].end) if part else (at, at)
            rows.append(ShownRow(first, last, part))
        return rows

    def rows(self) -> list[tuple[int, int]]:
        """Return the stretch of the text that each row shows."""
        return [(row.start, row.end) for row in self.shown_rows()]

    def place(self) -> tuple[int, int]:
        """Row and column of the caret as it is shown."""
        rows = self.shown_rows()
        number = max(0, bisect_right(rows, self.caret, key=lambda row: row.start) - 1)
        while number and rows[number - 1].start == rows[number].start and rows[number - 1].pieces:
            number -= 1  # a chip longer than a row: the caret is where it begins
        column = 0
        for piece in rows[number].pieces:
            if self.caret < piece.end or (piece.fold is None and self.caret == piece.end):
                return number, column + (0 if piece.fold else max(0, self.caret - piece.start))
            column += len(piece.text)
        return number, column

    def go_to(self, row: int, column: int) -> None:
        """Put the caret on a row and column, or the nearest there is; on a fold at its edge."""
        rows = self.shown_rows()
        here = rows[min(max(row, 0), len(rows) - 1)]
        last = row >= len(rows) - 1 or rows[row + 1].start > here.end
        for piece in here.pieces:
            if column < len(piece.text):
                self.caret = piece.start if piece.fold else piece.start + column
                return
            column -= len(piece.text)
        self.caret = here.end if last or (here.pieces and here.pieces[-1].fold) else max(here.start, here.end - 1)


def _part(pieces: list[ShownPiece], start: int, end: int) -> tuple[ShownPiece, ...]:
    """Return what of the pieces stands between two columns of their line; a fold in two rows is whole in each."""
    found: list[ShownPiece] = []
    column = 0
    for piece in pieces:
        first, last = max(start, column), min(end, column + len(piece.text))
        if first < last:
            text = piece.text[first - column : last - column]
            if piece.fold:
                found.append(ShownPiece(piece.start, piece.end, text, piece.fold))
            else:
                found.append(ShownPiece(piece.start + first - column, piece.start + last - column, text))
        column += len(piece.text)
    return tuple(found)
