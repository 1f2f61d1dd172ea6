"""F4 on the reports: a new report from an earlier one, from an outline, or from nothing; and what to look at in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cchc_tui.errors import FindingsError, RefusedError, WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.office import Stored
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.fields import Record
from cchc_tui.records.owed import OwedReport
from cchc_tui.records.period import Period, PeriodKind, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.dialogs import Picker, Prompt
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.office import Begun
    from cchc_tui.tui.desk import Desk

_FROM, _OWED, _OUTLINE, _EMPTY = "from:", "owed:", "outline:", "empty"
_NEAREST = 6
"""So many reports that are owed are offered."""
_PROSE = "phần lời"


def ask_new_report(
    desk: Desk, here: Stored[ReportSheet] | None, empty: Callable[[], None], saved: Callable[[Stored[Record]], None]
) -> None:
    """Ask what to begin from, the report under the cursor first; `empty` opens the empty sheet."""
    reports = sorted(desk.office.records.stored(ReportSheet), key=lambda s: s.record.period or "", reverse=True)
    if here is not None:
        reports.sort(key=lambda s: s.record.id != here.record.id)
    entries = [(_FROM + (s.record.slug or s.record.id), _about(s.record)) for s in reports]
    entries += [
        (_OUTLINE + o.name, printable(f"Đề cương: {o.title}")) for o in desk.office.outlines.listed(desk.period)
    ]
    entries += [(_OWED + f"{o.obligation.code} {o.period.code}", _owed_words(o)) for o in _open(desk)]
    entries.append((_EMPTY, "Phiếu trống: tự điền từng mục, tự viết phần lời"))

    def picked(codes: list[str]) -> None:
        if codes[0] == _EMPTY:
            empty()
        elif codes[0].startswith(_OWED):
            code, _, period = codes[0].removeprefix(_OWED).partition(" ")
            if complaint := _keep(desk, lambda: desk.office.outlines.new_owed_report(code, period), saved):
                desk.say(complaint, "bad")
        else:
            _ask_period(desk, codes[0], reports, saved)

    desk.open(Picker(desk, "Lập báo cáo mới từ đâu?", entries, picked, hint="gõ để tìm"))


def _open(desk: Desk) -> list[OwedReport]:
    """Return the reports that are owed and nobody has begun, the nearest first."""
    return [owed for owed in desk.watch.due if owed.report is None][:_NEAREST]


def _owed_words(owed: OwedReport) -> str:
    return printable(f"Phải nộp: {owed.title}, hạn {format_date(owed.due_on)}")


def _about(sheet: ReportSheet) -> str:
    period = parse_period(sheet.period or "")
    when = f" ({period.name})" if period else ""
    return printable(f"Từ báo cáo {sheet.title}{when}: giữ phần lời và bảng nhiệm vụ, bỏ kết quả cũ")


def _ask_period(
    desk: Desk, source: str, reports: list[Stored[ReportSheet]], saved: Callable[[Stored[Record]], None]
) -> None:
    start = _first_guess(desk, source, reports)
    year = start.year

    def take(typed: str) -> str:
        period = parse_period(typed)
        if period is None:
            return f"“{typed}” không phải là một kỳ. Gõ như {year}, quý 1/{year}, 6 tháng {year}."
        same = next((s.record for s in reports if source.startswith(_FROM) and _is_on(s.record, period)), None)
        if same is not None:
            _ask_slug(desk, source, period, f"Đã có báo cáo {same.title} cho {period.name}.", saved)
            return ""
        return _make(desk, source, period, "", saved)

    text = f"Kỳ của báo cáo mới ({year} · quý 1/{year} · 6 tháng {year} · 6/{year}):"
    desk.open(Prompt(desk, "Lập báo cáo mới", text, take, start=_typed(start)))


def _is_on(sheet: ReportSheet, period: Period) -> bool:
    return parse_period(sheet.period or "") == period


def _first_guess(desk: Desk, source: str, reports: list[Stored[ReportSheet]]) -> Period:
    """Return the period after that of the source; for an outline what is due next, else the period of the desk."""
    if source.startswith(_FROM):
        name = source.removeprefix(_FROM)
        sheet = next(s.record for s in reports if name in (s.record.slug, s.record.id))
        period = parse_period(sheet.period or "")
        return period.following if period is not None else desk.period
    outline = next(o for o in desk.office.outlines.listed() if o.name == source.removeprefix(_OUTLINE))
    fitting = [d.period for d in desk.watch.due if d.report is None and outline.fits(d.period)]
    return fitting[0] if fitting else desk.period


def _typed(period: Period) -> str:
    """Return the period as a person types it."""
    match period.kind:
        case PeriodKind.YEAR:
            return f"{period.year}"
        case PeriodKind.MONTH:
            return f"{period.number}/{period.year}"
        case PeriodKind.QUARTER:
            return f"quý {period.number}/{period.year}"
        case PeriodKind.HALF | PeriodKind.NINE_MONTHS:
            return f"{period.months[1]} tháng {period.year}"
        case _:
            return period.code


def _make(desk: Desk, source: str, period: Period, slug: str, saved: Callable[[Stored[Record]], None]) -> str:
    """Keep the new report and show what to look at; a complaint, or "" when it is done."""
    how: dict[str, Any] = {"slug": slug}
    if source.startswith(_FROM):
        how["from_report"] = source.removeprefix(_FROM)
    else:
        how["outline"] = source.removeprefix(_OUTLINE)
    try:
        return _keep(desk, lambda: desk.office.outlines.new_report(period, **how), saved)
    except RefusedError as fault:
        _ask_slug(desk, source, period, fault.message, saved)
        return ""


def _keep(desk: Desk, begin: Callable[[], Begun], saved: Callable[[Stored[Record]], None]) -> str:
    """Begin the report and show it; a complaint, or "" when it is done. RefusedError when its name is taken."""
    try:
        begun = begin()
    except (WrongUseError, FindingsError) as fault:
        return str(fault)
    desk.records_changed()
    saved(begun.report)
    words = f"Đã lập báo cáo {begun.report.record.title}"
    if begun.leftovers:
        desk.open(Leftovers(desk, begun))
        desk.say_saved(f"{words}. Còn {len(begun.leftovers)} câu cần xem lại.")
    else:
        desk.say_saved(f"{words}. Ctrl+E để soạn lời.")
    return ""


def _ask_slug(desk: Desk, source: str, period: Period, why: str, saved: Callable[[Stored[Record]], None]) -> None:
    def take(typed: str) -> str:
        return _make(desk, source, period, typed.strip(), saved) if typed.strip() else "Cần một tên ngắn."

    text = f"{why} Tên ngắn khác cho báo cáo mới, ví dụ {period.code}-2:"
    desk.open(Prompt(desk, "Tên ngắn", text, take, start=f"{period.code}-2"))


class Leftovers(View):
    """The sentences carried over that still speak of the period before; Enter goes to each."""

    def __init__(self, desk: Desk, begun: Begun) -> None:
        super().__init__(desk)
        self.begun = begun
        columns = [
            Column[Any]("place", "Ở đâu", 14, lambda one: printable(one.place + (f":{one.line}" if one.line else ""))),
            Column[Any]("reason", "Vì sao", 10, lambda one: one.reason),
            Column[Any]("sentence", "Câu", 30, lambda one: printable(one.sentence), flexible=True),
        ]
        self.table: Table[Any] = Table(columns, lambda one: (one.place, one.line, one.sentence))
        self.table.show(begun.leftovers)
        self.actions = {"edit": self.edit, "detail": self.edit, "back": lambda: desk.close(self)}

    def name_of(self, command: str) -> str:
        """Enter goes to the sentence here."""
        return "Tới câu ấy" if command == "edit" else ""

    def key(self, key: Key) -> bool:
        """Move."""
        return self.table.key(key)

    def edit(self) -> None:
        """Open the prose at the line, the checklist's item, or the sheet of the report."""
        from cchc_tui.tui.screens.body import BodyEditor
        from cchc_tui.tui.screens.form import FormView

        leftover = self.table.current
        if leftover is None:
            return
        report = self.desk.office.reports.find(self.begun.report.record.id)
        if leftover.place == _PROSE:
            self.desk.open(BodyEditor(self.desk, report, line=leftover.line or 1))
            return
        number = leftover.place.rpartition(" ")[2]
        items = [
            s for s in self.desk.office.records.stored(ChecklistItem)
            if s.record.checklist == report.record.checklist and str(s.record.position) == number
        ]  # fmt: skip
        stored: Stored[Any] = items[0] if items else report
        self.desk.open(FormView(self.desk, type(stored.record), stored))

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the sentence whole."""
        leftover = self.table.current
        foot = paragraph(" " + printable(leftover.sentence), width)[:5] if leftover is not None else []
        title = f" Báo cáo mới {self.begun.report.record.title}: những câu còn nói về kỳ cũ, hãy xem từng câu"
        foot.append(full([(f" {len(self.table.rows)} câu", "muted")], width))
        head = paragraph(title, width, "strong")[:2]
        return head + self.table.paint(width, height - len(foot) - len(head)) + foot
