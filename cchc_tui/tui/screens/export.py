"""F9: a report to DOCX and PDF, beside the screens, with its phases told and a way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.errors import CchcError, ClosedError, FindingsError, RefusedError
from cchc_tui.language.text import printable
from cchc_tui.office import Stored
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.finding_words import told
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Picker, Question, band, keys_line

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.tui.desk import Desk

_WIDTH = 70
_REASONS = 7
"""Lines of a refusal that are shown; the rest is counted."""


def export_report(desk: Desk, report: Stored[ReportSheet] | None = None) -> None:
    """Export `report`, else the report of the period; asks when there are several."""
    if report is not None:
        desk.open(Exporting(desk, report))
        return
    reports = desk.office.records.stored(ReportSheet)
    here = [s for s in reports if parse_period(s.record.period or "") == desk.period] or list(reports)
    if not here:
        desk.say("Chưa có báo cáo nào. Bấm 4 rồi F4 để lập báo cáo.", "warn")
    elif len(here) == 1:
        desk.open(Exporting(desk, here[0]))
    else:
        by_id = {s.record.id: s for s in here}
        entries = [(s.record.id, printable(f"{s.record.title}  {s.record.subject or ''}")) for s in here]
        desk.open(Picker(desk, "Xuất báo cáo nào?", entries, lambda ids: desk.open(Exporting(desk, by_id[ids[0]]))))


class Exporting(View):
    """The box while a report is made. F3 goes back to work; the export goes on and tells when it is done."""

    modal = True

    def __init__(self, desk: Desk, report: Stored[ReportSheet], **how: Any) -> None:
        """`how`: draft, force, at_freeze, as `office.pages.export_report` takes them."""
        super().__init__(desk)
        self.report, self.how = report, how
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

    def _work(self, office: Office) -> object:
        name = self.report.record.slug or self.report.record.id
        return office.pages.export_report(name, progress=self._tell, **self.how)

    def _done(self, result: object) -> None:
        waiting = self in self.desk.views
        if waiting:
            self.desk.close(self)
        if isinstance(result, CchcError) and not waiting:
            why = result.message.splitlines()[0]
            self.desk.say(printable(f"Chưa xuất được {self.report.record.title}: {why} Bấm F9 để xem."), "bad")
        elif isinstance(result, ClosedError) and not self.how.get("at_freeze"):
            self._offer("Báo cáo đã chốt, số liệu nay đã đổi", result, "x", "Xuất đúng bản đã chốt", "at_freeze")
        elif isinstance(result, FindingsError) and not self.how.get("draft"):
            self._offer("Chưa xuất được bản chính thức", result, "d", "Xuất bản dự thảo (tên tệp riêng)", "draft")
        elif isinstance(result, RefusedError) and not self.how.get("force"):
            self._offer("Tệp đã có người sửa", result, "g", "Ghi đè", "force")
        elif isinstance(result, CchcError):
            self.desk.complain(result)
        else:
            self._told(result)

    def _told(self, result: Any) -> None:
        paths = ", ".join(_short(Path(str(path))) for path in result.paths)
        notices = " ".join(result.notices)
        self.desk.say(printable(f"Đã xuất {self.report.record.title}: {paths}. {notices}".strip()), "good")

    def _offer(self, title: str, fault: CchcError, key: str, words: str, how: str) -> None:
        def again() -> None:
            self.desk.open(Exporting(self.desk, self.report, **{**self.how, how: True}))

        answers: list[tuple[str, str, Callable[[], None]]] = [(key, words, again)]
        if isinstance(fault, FindingsError):
            answers.append(("k", "Xem từng chỗ ở màn hình Kiểm tra", self._to_checks))
        answers.append(("escape", "Thôi", lambda: None))
        self.desk.open(Question(self.desk, title, self._reasons(fault), answers))

    def _reasons(self, fault: CchcError) -> str:
        """Why it was refused, in as many lines as a band has room for: places by the names of their records, and none
        of the advice for the command line.
        """
        found = self.desk.office.rules.obstacles(self.report) if isinstance(fault, FindingsError) else ()
        lines = [f"- {told(self.desk.office, one)}" for one in found] or fault.message.split("\n")
        more = len(lines) - _REASONS
        shown = lines[:_REASONS] + ([f"… và {more} chỗ nữa"] if more > 0 else [])
        return printable("\n".join(shown), keep="\n")

    def _to_checks(self) -> None:
        self.desk.do("go_5", self.desk.actions["go_5"])

    def key(self, key: Key) -> bool:
        """Take only the way back; other keys wait for nothing."""
        return key.name not in ("f3", "escape", "ctrl+g")

    def leave(self) -> None:
        """Back to work while the export goes on."""
        self.desk.close(self)
        self.desk.say("Báo cáo đang được xuất, xong sẽ báo ở dòng này.")

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the phases so far."""
        done = len(self.phases) - 1
        lines = [
            full([("√ ", "good") if n < done else ("· ", ""), (phase, "")], width)
            for n, phase in enumerate(self.phases)
        ]
        lines += [full([], width), keys_line([("F3", "Về làm việc khác, việc xuất vẫn tiếp tục")], width)]
        return band(f"Xuất báo cáo {self.report.record.title}", lines[-(height - 1) :], width)


def _short(path: Path) -> str:
    """Return the path from the working directory, where it lies under it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
