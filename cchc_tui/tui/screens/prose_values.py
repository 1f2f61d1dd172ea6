"""What the code of a prose comes to, asked for beside the keys, for the editor that shows values in place of code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from cchc_tui.errors import CchcError
from cchc_tui.office import NOTHING_COUNTED, ProseValues, Stored
from cchc_tui.tui.widgets.folds import code_words, expressions_of

if TYPE_CHECKING:
    from cchc_tui.records.report_sheet import ReportSheet
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.widgets.prose_editor import ProseEditor


class ValuesAsked:
    """Keeps the values of an editor up to date with its text and with the records."""

    def __init__(self, desk: Desk, report: Stored[ReportSheet], editor: ProseEditor) -> None:
        self.desk, self.report, self.editor = desk, report, editor
        self._busy = False
        self._asked: tuple[list[str], list[str]] | None = None
        """The figures and conditions that were asked for last."""

    def forget(self) -> None:
        """Ask anew: the records are other ones now."""
        self._asked = None
        self.editor.values = ProseValues()

    def ask(self) -> None:
        """Ask for what is not known yet; what is typed meanwhile is asked for afterwards."""
        if self._busy or "{" not in self.editor.text:
            return
        asked, known = expressions_of(self.editor.text), self.editor.values
        if asked == self._asked or (known.values.keys() >= set(asked[0]) and known.holds.keys() >= set(asked[1])):
            return
        self._busy, self._asked = True, asked
        self.desk.background(lambda office: office.reports.values(self.report, *asked), self._take)

    def _take(self, result: object) -> None:
        self._busy = False
        if not isinstance(result, CchcError):
            self.editor.values = cast("ProseValues", result)
        self.ask()

    def words(self) -> str:
        """Return what the figure under the caret is, with what it was earlier; "" where there is none."""
        fold = self.editor.fold_here
        if fold is None:
            return ""
        seen = self.editor.values.values.get(fold.code)
        if seen is None:
            return fold.shown
        value = seen.value if seen.value is not None else NOTHING_COUNTED
        parts = [
            f"{seen.meaning or code_words(fold.code) or fold.code}: {value}",
            f"kỳ trước {seen.before}" if seen.before else "",
            f"cùng kỳ {seen.year_before}" if seen.year_before else "",
        ]
        return " · ".join(part for part in parts if part)


def earlier_words(name: str, now: Mapping[str, str]) -> list[str]:
    """Return what a count was in the period before and how it changed, where both are known."""
    before, change = (now.get(name.replace("so_lieu.", f"{other}.", 1), "") for other in ("so_lieu_truoc", "so_sanh"))
    if not name.startswith("so_lieu.") or NOTHING_COUNTED in (before, change) or not before:
        return []
    return [f"kỳ trước {before}", change]
