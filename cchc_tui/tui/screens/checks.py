"""Screen 5, Kiểm tra: every finding by its gravity; Enter goes to the place, F2 cures, F8 accepts with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc_tui.language.text import fold, matches, printable
from cchc_tui.records.conflict import Conflict
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.finding_words import PROSE_FILE, place_words, report_of
from cchc_tui.tui.panes import DETAIL, GAP, WIDE, side_by_side, third_width
from cchc_tui.tui.screens.check_detail import SIGNS, STYLES, gather_page, paint_finding
from cchc_tui.tui.screens.closed_facts import with_closed_facts_asked
from cchc_tui.tui.screens.decisions import ask_to_accept, open_decisions
from cchc_tui.tui.screens.dialogs import Question
from cchc_tui.tui.screens.filtered import FilteredView, Group
from cchc_tui.tui.screens.finding_place import CONFLICT, open_finding
from cchc_tui.tui.screens.page_paint import paint_page
from cchc_tui.tui.screens.third_pane import ThirdPane
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.office import ReportPreview
    from cchc_tui.tui.desk import Desk

_CURES_SHOWN = 8


Row = Finding | Conflict | Group


class CheckList(FilteredView):
    """The findings as the watch saw them last; it looks again whenever the records change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [
            Column[Row]("message", "Nội dung", 30, _words, flexible=True),
            Column[Row]("where", "Ở đâu", 24, self._where),
        ]
        self.table: Table[Row] = Table(columns, _identity, style=_style)
        self.actions = {
            "edit": self.edit, "detail": self.edit, "find": self.find, "cure": self.cure, "accept": self.accept,
            "decisions": lambda: open_decisions(desk),
        }  # fmt: skip
        self.third: ThirdPane[Finding, ReportPreview | None] = ThirdPane(desk, gather_page, _paint_page)
        self.watched()
        desk.watch.look()

    # ---- rows ----------------------------------------------------------------------------------------------------
    def watched(self) -> None:
        """Show what was seen; before the first look what reading the files already told."""
        self.third.forget()
        self.fill()

    def shown(self) -> None:
        """Back on top: a record may have been mended."""
        self.desk.watch.look()

    def fill(self) -> None:
        """Fill the list with what the filter leaves."""
        seen = self.desk.watch.seen
        found = seen.findings if seen is not None else self.desk.office.records.findings
        text = self.query.text
        if text:
            found = tuple(f for f in found if matches(fold(f"{f.message} {f.place} {f.code}"), text))
        waiting = seen.conflicts if seen is not None and not text else ()
        listed = {conflict.path for conflict in waiting}
        rows: list[Row] = [Group("HAI BẢN CHỜ CHỌN", len(waiting)), *waiting] if waiting else []
        for severity in Severity:
            group = [f for f in found if f.severity is severity and not (f.code == CONFLICT and f.path in listed)]
            rows += [Group(severity.label.upper(), len(group)), *group] if group else []
        self.table.show(rows)
        self.leave_group()

    @property
    def here(self) -> Finding | None:
        """The finding under the cursor."""
        row = self.table.current
        return row if isinstance(row, Finding) else None

    @property
    def findings(self) -> list[Finding]:
        """The findings in sight of the filter."""
        return [row for row in self.table.rows if isinstance(row, Finding)]

    # ---- keys ----------------------------------------------------------------------------------------------------
    def name_of(self, command: str) -> str:
        """Enter goes to the place here."""
        return "Tới chỗ sai" if command == "edit" else ""

    def disabled_reason(self, command: str) -> str:
        """Why there is nowhere to go, nothing to cure or to accept."""
        finding = self.here
        if isinstance(self.table.current, Conflict) and command in ("cure", "accept"):
            return "Đây là hai bản chờ chọn; bấm Enter để xem cả hai."
        if command in ("edit", "detail", "cure", "accept") and self.table.current is None:
            return "Không có chỗ nào trong danh sách."
        if finding is not None and command == "cure" and finding.cure is None:
            return "Chỗ này máy không tự chữa an toàn được; bấm Enter để tới chỗ ấy sửa tay."
        return ""

    # ---- commands ------------------------------------------------------------------------------------------------
    def edit(self) -> None:
        """To the place: the field of the form, the line of the prose, or the two versions of a conflict."""
        row = self.table.current
        if isinstance(row, Conflict):
            from cchc_tui.tui.screens.conflicts import ConflictList

            self.desk.open(ConflictList(self.desk, row.path))
        elif isinstance(row, Finding):
            open_finding(self.desk, row)

    def cure(self) -> None:
        """Show what would be written, then ask: this one, or all that can be cured."""
        finding = self.here
        assert finding is not None
        assert finding.cure is not None
        curable = [f for f in self.findings if f.cure is not None]
        text = f"{printable(finding.message)}\nSẽ sửa: {printable(finding.cure.words)}"
        answers: list[tuple[str, str, Callable[[], None]]] = [
            ("c", "Chữa chỗ này", lambda: self._cured([finding])),
        ]
        if len(curable) > 1:
            answers.append(("t", f"Xem và chữa cả {len(curable)} chỗ chữa được", lambda: self._ask_all(curable)))
        self.desk.open(Question(self.desk, "Chữa", text, [*answers, ("escape", "Thôi", _nothing)]))

    def _ask_all(self, curable: list[Finding]) -> None:
        shown = [printable(f.cure.words) for f in curable[:_CURES_SHOWN] if f.cure is not None]
        more = len(curable) - len(shown)
        text = "\n".join([*shown, f"… và {more} chỗ nữa" if more else ""]).rstrip()
        answers = [
            ("c", f"Chữa cả {len(curable)} chỗ", lambda: self._cured(curable)), ("escape", "Thôi", _nothing),
        ]  # fmt: skip
        self.desk.open(Question(self.desk, f"Chữa {len(curable)} chỗ", text, answers))

    def _cured(self, findings: list[Finding]) -> None:
        with_closed_facts_asked(self.desk, lambda: self._cure(findings))

    def _cure(self, findings: list[Finding]) -> None:
        cured = self.desk.office.rules.cure(findings)
        left = f" {len(cured.left)} chỗ đã khác trước nên để nguyên." if cured.left else ""
        self.desk.records_changed()
        self.desk.say_saved(f"Đã chữa {len(cured.done)} chỗ.{left} Ctrl+U để hoàn tác.")

    def accept(self) -> None:
        """Let the finding stand, with a reason that is kept."""
        finding = self.here
        assert finding is not None
        ask_to_accept(self.desk, finding)

    def click(self, x: int, y: int) -> None:
        """Choose the row under the mouse."""
        self.table.cursor = max(0, min(self.table.top + y - 1, len(self.table.rows) - 1))
        self.leave_group()

    def scroll(self, rows: int) -> None:
        """Move the cursor by the wheel."""
        self.table.move(rows)
        self.leave_group(rows)

    # ---- picture -------------------------------------------------------------------------------------------------
    def _where(self, row: Row) -> str:
        if isinstance(row, Group):
            return ""
        if isinstance(row, Conflict):
            return printable(row.title)
        if (row.path or "").endswith(PROSE_FILE) and (report := report_of(self.desk.office, row)) is not None:
            return printable(f"{report.record.title}, dòng {row.line}" if row.line else report.record.title)
        return printable(place_words(self.desk.office, row))

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the finding in full; in a wide window beside it, and the page beside that."""
        foot = self._paint_foot(width, height)
        room = height - len(foot)
        if width < WIDE or not self.table.rows:
            return self._paint_table(width, room) + foot
        third = third_width(width)
        left = width - DETAIL - GAP - (third + GAP if third else 0)
        here = self.here
        detail = paint_finding(self.desk.office, here, DETAIL) if here is not None else []
        parts = [(self._paint_table(left, room), left), (detail, DETAIL)]
        if third:
            parts.append((self.third.paint(here, third, room), third))
        return side_by_side(parts, room) + foot

    def _paint_table(self, width: int, height: int) -> list[Line]:
        lines = self.table.paint(width, height)
        if not self.table.rows:
            lines[1:3] = [full([], width), full([("  " + self._empty(), "")], width)]
        return lines

    def _empty(self) -> str:
        if self.desk.watch.seen is None:
            return "Đang kiểm tra…"
        return f"Không có chỗ nào khớp “{self.query.text}”." if self.query.text else "Không tìm thấy lỗi nào."

    def _paint_foot(self, width: int, height: int) -> list[Line]:
        lines = self.paint_query(width)
        finding = self.here
        if finding is not None and width < WIDE:
            lines += paragraph(" " + printable(finding.message), width)[: 4 if height > 14 else 2]
            cure = f"F2 chữa: {finding.cure.words}" if finding.cure else ""
            facts = " · ".join(
                part for part in (place_words(self.desk.office, finding), finding.clause or "", cure) if part
            )
            lines += paragraph(" " + printable(facts), width, "muted")[: 2 if height > 14 else 1]
        return [*lines, full([(self._totals(), "muted")], width)]

    def _totals(self) -> str:
        counts = [sum(f.severity is s for f in self.findings) for s in Severity]
        totals = " " + " · ".join(f"{n} {s.label}" for n, s in zip(counts, Severity, strict=True))
        return totals + (" · đang kiểm tra…" if self.desk.watch.running else " · tự kiểm tra lại sau mỗi lần lưu")


def _paint_page(paper: ReportPreview | None, width: int, height: int) -> list[Line]:
    """Return the page around the block concerned; of a fact by itself, that it stands on none."""
    if paper is None:
        return [full([("Chỗ này ở hồ sơ, không ở lời báo cáo nào.", "muted")], width)]
    lines, here = paint_page(paper, width)
    top = max(0, min(here - 1, len(lines) - height))
    return lines[top : top + height]


def _identity(row: Row) -> tuple[object, ...]:
    match row:
        case Group():
            return (row.label,)
        case Conflict():
            return (row.path, row.origin)
        case _:
            return (row.code, row.path, row.record, row.message)


def _style(row: Row) -> str:
    if isinstance(row, Finding):
        return STYLES[row.severity]
    return "strong" if isinstance(row, Group) else "warn"


def _words(row: Row) -> str:
    match row:
        case Group():
            return f"{row.label} ({row.count})"
        case Conflict():
            return f"≠ {printable(row.title)}"
        case _:
            return f"{SIGNS[row.severity]} {printable(row.message)}"


def _nothing() -> None:
    """Do nothing."""
