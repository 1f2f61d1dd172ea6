"""The way from a finding to its place: the line of the prose, the field of the form, the two versions of a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.records.fields import form_fields
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import OfficeSettings
from cchc_tui.tui.finding_words import OFFICE_FILE, PROSE_FILE, report_of

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

CONFLICT = "conflict-markers"


def open_finding(desk: Desk, finding: Finding) -> None:
    """Open the place of a finding: the line of the prose, the two versions of a conflict, or the field of the form."""
    if finding.code == CONFLICT:
        from cchc_tui.tui.screens.conflicts import ConflictList

        desk.open(ConflictList(desk, finding.path or ""))
        return
    report = report_of(desk.office, finding) if (finding.path or "").endswith(PROSE_FILE) else None
    if report is not None:
        from cchc_tui.tui.screens.body import BodyEditor

        desk.open(BodyEditor(desk, report, line=finding.line or 1, words=finding.quote or ""))
        desk.say(printable(finding.message), "warn")
        return
    if finding.path == OFFICE_FILE and desk.office.records.stored_settings is not None:
        _open_office(desk, finding)
        return
    if finding.record is None or finding.path == OFFICE_FILE:
        desk.say(f"Lỗi này ở tệp, không mở bằng phiếu được: hãy sửa tệp {finding.place}, rồi Ctrl+R.", "warn")
        return
    try:
        stored = desk.office.records.find(finding.record)
    except WrongUseError:
        desk.say(f"Tệp này chưa đọc được nên chưa mở thành phiếu: {finding.place}. Hãy sửa tệp rồi Ctrl+R.", "warn")
        return
    from cchc_tui.tui.screens.form import FormView

    form = FormView(desk, type(stored.record), stored, on_saved=lambda _: desk.records_changed())
    if finding.key:
        form.focus(finding.key)
    desk.open(form)
    desk.say(printable(finding.message), "warn")


def _open_office(desk: Desk, finding: Finding) -> None:
    """Open the form of the office's names at the field, or the screen of the office at the list, that the finding
    is on.
    """
    from cchc_tui.tui.screens.form import FormView
    from cchc_tui.tui.screens.settings import SettingsScreen

    desk.do("go_8", desk.actions["go_8"])
    if finding.key in {field.key for field in form_fields(OfficeSettings)}:
        form = FormView(desk, OfficeSettings, desk.office.records.stored_settings)
        form.focus(finding.key)
        desk.open(form)
    elif isinstance(desk.top, SettingsScreen):
        desk.top.show_part(finding.key or "")
    desk.say(printable(finding.message), "warn")
