"""What the office lets stand: accepting a finding or switching a rule off, with a reason, and hearing of it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import fold, matches, printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.acceptance import AcceptedFinding
from cchc_tui.records.finding import Finding
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.screens.dialogs import Prompt, Question
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


def ask_to_accept(desk: Desk, finding: Finding) -> None:
    """Ask for this place alone or the whole rule, then the reason; both are kept in the history."""
    rule = next(rule for rule in desk.office.rules.listed() if rule.code == finding.code)

    def one() -> None:
        _ask_reason(desk, "Chấp nhận chỗ này", lambda why: desk.office.rules.accept(finding, why))

    def whole() -> None:
        _ask_reason(desk, f"Tắt quy tắc {rule.code}", lambda why: desk.office.rules.switch_off(finding.code, why))

    where = "hồ sơ này" if finding.record is not None else "tệp này"
    place = f"“{printable(finding.quote)}”" if finding.quote else where
    answers: list[tuple[str, str, Callable[[], None]]] = [
        ("c", f"Chấp nhận riêng chỗ này ({place})", one),
        ("t", f"Tắt cả quy tắc {finding.code} cho cơ quan", whole),
        ("escape", "Thôi", lambda: None),
    ]
    desk.open(Question(desk, "Chấp nhận", f"{printable(finding.message)}\nQuy tắc {rule.code}: {rule.says}", answers))


def _ask_reason(desk: Desk, title: str, decide: Callable[[str], None]) -> None:
    def take(reason: str) -> str:
        if not reason.strip():
            return "Cần một lý do ngắn, ví dụ: theo quy chế của huyện."
        try:
            decide(reason)
        except CchcError as fault:
            return str(fault)
        desk.records_changed()
        desk.say_saved("Đã ghi lý do; từ giờ không nhắc nữa. Ctrl+K để xem những chỗ đã bỏ qua.")
        return ""

    desk.open(Prompt(desk, title, "Vì sao? Lý do và tên người quyết định được giữ trong lịch sử:", take))


@dataclass(frozen=True)
class Decision:
    """One row: a rule switched off, or a place accepted."""

    code: str
    what: str
    reason: str
    who: str
    day: date | None


def decisions(desk: Desk) -> list[Decision]:
    """Return what the office decided, rules first."""
    kept = desk.office.rules.acceptance
    off = [Decision(r.code or "", "tắt cả quy tắc", r.reason or "", r.by or "", r.on) for r in kept.switched_off]
    places = [
        Decision(r.code or "", f"{_where(r)}{_quoted(r.quote)}", r.reason or "", r.by or "", r.on)
        for r in kept.accepted
    ]
    return off + places


def _where(row: AcceptedFinding) -> str:
    return f"hồ sơ {row.record}" if row.record else f"tệp {row.file or ''}".rstrip()


def _quoted(words: str | None) -> str:
    return f": “{words}”" if words else ""


def open_decisions(desk: Desk) -> None:
    """Open the list of decisions, or say a word that there are none."""
    if decisions(desk):
        desk.open(DecisionList(desk))
    else:
        desk.say("Chưa chấp nhận chỗ nào, chưa tắt quy tắc nào.")


class DecisionList(FilteredView):
    """Every decision with its reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = [
            Column[Decision]("code", "Quy tắc", 20, lambda d: printable(d.code)),
            Column[Decision]("what", "Bỏ qua", 24, lambda d: printable(d.what), flexible=True),
            Column[Decision]("who", "Người quyết định", 17, lambda d: printable(d.who)),
        ]
        self.table: Table[Decision] = Table(columns, lambda d: (d.code, d.what))
        self.actions = {"back": lambda: desk.close(self), "find": self.find, "hear_again": self.hear_again}
        self.records_changed()

    def records_changed(self) -> None:
        """Take the decisions anew."""
        self.fill()

    def fill(self) -> None:
        """Fill the list with what the filter leaves."""
        text = self.query.text
        listed = (d for d in decisions(self.desk) if matches(fold(f"{d.code} {d.what} {d.reason} {d.who}"), text))
        self.table.show(list(listed))

    def disabled_reason(self, command: str) -> str:
        """Why there is nothing to hear of again."""
        return "Không còn quyết định nào." if command == "hear_again" and self.table.current is None else ""

    def hear_again(self) -> None:
        """Ask, then run the rule again for everything."""
        row = self.table.current
        assert row is not None

        def again() -> None:
            self.desk.office.rules.switch_on(row.code)
            self.desk.records_changed()
            self.desk.say_saved(f"Lại nhắc mọi chỗ của quy tắc {row.code}.")

        text = f"Lại nhắc mọi chỗ của quy tắc {row.code}, kể cả những chỗ đã chấp nhận riêng?"
        answers = [("n", "Nhắc lại", again), ("escape", "Thôi", lambda: None)]
        self.desk.open(Question(self.desk, "Nhắc lại", text, answers))

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the reason."""
        row = self.table.current
        foot: list[Line] = []
        if row is not None:
            day = f", ngày {format_date(row.day)}" if row.day else ""
            foot += paragraph(printable(f" Lý do: {row.reason} ({row.who}{day})"), width)[:3]
        foot += self.paint_query(width)
        foot.append(full([(f" {len(self.table.rows)} quyết định", "muted")], width))
        return self.table.paint(width, height - len(foot)) + foot
