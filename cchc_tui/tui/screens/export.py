"""F9: a report to DOCX and PDF, beside the screens, with its phases told and a way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.period import parse_period
from cchc_tui.domain.report_sheet import ReportSheet
from cchc_tui.errors import CchcError, FindingsError, RefusedError
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Picker, Question, framed
from cchc_tui.workspace import Stored

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_WIDTH = 70


def export_report(desk: Desk, report: Stored[ReportSheet] | None = None) -> None:
    """Export `report`, else the report of the period; asks when there are several."""
    if report is not None:
        desk.open(Exporting(desk, report))
        return
    reports = desk.workspace.stored(ReportSheet)
    here = [s for s in reports if parse_period(s.record.period or "") == desk.period] or list(reports)
    if not here:
        desk.say("Chưa có báo cáo nào. Bấm 4 rồi F4 để lập báo cáo.", "warning")
    elif len(here) == 1:
        desk.open(Exporting(desk, here[0]))
    else:
        by_id = {s.record.id: s for s in here}
        entries = [(s.record.id, f"{s.record.title}  {s.record.subject or ''}") for s in here]
        desk.open(Picker(desk, "Xuất báo cáo nào?", entries, lambda ids: desk.open(Exporting(desk, by_id[ids[0]]))))


class Exporting(View):
    """The box while a report is made. F3 goes back to work; the export goes on and tells when it is done."""

    modal = True

    def __init__(self, desk: Desk, report: Stored[ReportSheet], *, draft: bool = False, force: bool = False) -> None:
        super().__init__(desk)
        self.report, self.draft, self.force = report, draft, force
        self.phases: list[str] = []
        self.actions = {"back": self.leave}

    def shown(self) -> None:
        """Begins as soon as it lies on the desk."""
        if not self.phases:
            self._tell("Đang lập báo cáo")
            self.desk.background(self._work, self._done)

    def _tell(self, phase: str) -> None:
        self.phases.append(phase)
        if self.desk.loop is not None:
            self.desk.loop.paint_soon()

    def _work(self) -> object:
        slug = self.report.record.slug or self.report.record.id
        return self.desk.workspace.export_report(slug, draft=self.draft, force=self.force, progress=self._tell)

    def _done(self, result: object) -> None:
        waiting = self in self.desk.views
        if waiting:
            self.desk.close(self)
        if isinstance(result, FindingsError) and not self.draft:
            self._offer("Chưa xuất được bản chính thức", result, "d", "Xuất bản dự thảo", draft=True)
        elif isinstance(result, RefusedError) and not self.force:
            self._offer("Tệp đã có người sửa", result, "g", "Ghi đè", force=True)
        elif isinstance(result, CchcError):
            self.desk.complain(result)
        else:
            paths = getattr(result, "paths", None) or ()
            words = ", ".join(_short(Path(str(path))) for path in paths)
            self.desk.say(f"Đã xuất {self.report.record.title}: {words}", "good")

    def _offer(
        self, title: str, fault: CchcError, key: str, words: str, *, draft: bool = False, force: bool = False
    ) -> None:
        def again() -> None:
            self.desk.open(Exporting(self.desk, self.report, draft=draft or self.draft, force=force or self.force))

        self.desk.open(Question(self.desk, title, str(fault), [(key, words, again), ("escape", "Thôi", lambda: None)]))

    def key(self, key: Key) -> bool:
        """Only the way back; other keys wait for nothing."""
        return key.name not in ("f3", "escape", "ctrl+g")

    def leave(self) -> None:
        """Back to work while the export goes on."""
        self.desk.close(self)
        self.desk.say("Báo cáo đang được xuất, xong sẽ báo ở dòng này.")

    def paint(self, width: int, height: int) -> list[Line]:
        """The phases so far."""
        wide = min(width, _WIDTH)
        lines = [
            full([(f"{'✓' if n < len(self.phases) - 1 else '·'} {phase}", "")], wide - 4)
            for n, phase in enumerate(self.phases)
        ]
        lines += paragraph("F3 về làm việc khác, việc xuất vẫn tiếp tục.", wide - 4)
        return framed(f"Xuất báo cáo {self.report.record.title}", lines[-(height - 2) :], wide)


def _short(path: Path) -> str:
    """The path from the working directory, where it lies under it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
