"""The way from a finding to its place: the line of the prose, the field of the form, the two versions of a conflict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.office import Stored
from cchc_tui.records.finding import Finding
from cchc_tui.records.report_sheet import ReportSheet

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

CONFLICT = "conflict-markers"
_NOT_COMPOSED = "not-composed"
_LINE = re.compile(r"dòng (\d+)")


def open_finding(desk: Desk, finding: Finding) -> None:
    """The place of a finding: the line of the prose, the two versions of a conflict, or the field of the form."""
    if finding.code == CONFLICT:
        from cchc_tui.tui.screens.conflicts import ConflictList

        desk.open(ConflictList(desk, finding.path or ""))
        return
    in_prose = (finding.path or "").endswith("body.md") or finding.code == _NOT_COMPOSED
    report = _report_of(desk, finding) if in_prose else None
    if report is not None:
        from cchc_tui.tui.screens.body import BodyEditor

        line = finding.line if (finding.path or "").endswith("body.md") else None
        desk.open(BodyEditor(desk, report, line=line or line_told(finding.message), words=finding.quote or ""))
        desk.say(printable(finding.message), "warning")
        return
    if finding.record is None:
        desk.say(f"Lỗi này ở tệp, không mở bằng phiếu được: hãy sửa tệp {finding.place}, rồi Ctrl+R.", "warning")
        return
    try:
        stored = desk.office.records.find(finding.record)
    except WrongUseError:
        desk.say(f"Tệp này chưa đọc được nên chưa mở thành phiếu: {finding.place}. Hãy sửa tệp rồi Ctrl+R.", "warning")
        return
    from cchc_tui.tui.screens.form import FormView

    form = FormView(desk, type(stored.record), stored, on_saved=lambda _: desk.records_changed())
    if finding.key:
        form.focus(finding.key)
    desk.open(form)
    desk.say(printable(finding.message), "warning")


def line_told(message: str) -> int:
    """The first line that a message names; 1 when it names none."""
    told = _LINE.search(message)
    return int(told[1]) if told else 1


def _report_of(desk: Desk, finding: Finding) -> Stored[ReportSheet] | None:
    folder = (finding.path or "").rpartition("/")[0]
    return next((s for s in desk.office.records.stored(ReportSheet) if s.path.rpartition("/")[0] == folder), None)
