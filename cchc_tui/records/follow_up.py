"""The books of what must be done: incoming papers followed up (NĐ 30/2020/NĐ-CP, Phụ lục IV, mục VIII), and tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cchc_tui.language.wording import format_date
from cchc_tui.records.agenda import SOON_DAYS
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import place_key
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Window
from cchc_tui.records.register import BookRow, Register, RegisterColumn, cleaned, entered


@dataclass(frozen=True, slots=True)
class FollowedPaper:
    """An incoming paper with what answers it."""

    paper: Directive
    replies: tuple[str, ...]
    """Numbers and symbols of the documents that answer it."""

    @property
    def record(self) -> str:
        """Return the id of the paper."""
        return self.paper.id

    @property
    def progress(self) -> str:
        """Return how far it is, as the book says it."""
        if self.paper.settled_on:
            return f"Xong ngày {format_date(self.paper.settled_on)}"
        return "Đã trả lời" if self.replies else "Đang xử lý" if self.paper.handler else "Chưa xử lý"


@dataclass(frozen=True, slots=True)
class BookedTask:
    """A task with its state on one day."""

    item: ChecklistItem
    result: str
    """The office's word for its evaluation; "" before."""
    today: date

    @property
    def record(self) -> str:
        """Return the id of the task."""
        return self.item.id

    @property
    def state(self) -> str:
        """Return `Đã đánh giá`, `Quá hạn`, `Sắp đến hạn` or `Đang thực hiện`."""
        if self.item.evaluation:
            return "Đã đánh giá"
        left = (self.item.due_on - self.today).days if self.item.due_on else None
        if left is not None and left <= SOON_DAYS:
            return "Quá hạn" if left < 0 else "Sắp đến hạn"
        return "Đang thực hiện"


def _written(paper: Directive) -> str:
    """Return kind, symbol, day and author of a paper in one cell, as mục VIII has them."""
    kind = KIND_BY_SLUG.get(paper.kind or "")
    day = f"ngày {format_date(paper.issued_on)}" if paper.issued_on else ""
    author = f"của {paper.issuer}" if paper.issuer else ""
    return " ".join(part for part in (kind.name if kind else "", paper.symbol, day, author) if part)


FOLLOW_UP_BOOK = Register(
    "Sổ theo dõi giải quyết văn bản đến",
    (
        RegisterColumn("Số đến", lambda f: f.paper.received_number, 8),
        RegisterColumn("Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản", lambda f: _written(f.paper), 29),
        RegisterColumn("Đơn vị hoặc người nhận", lambda f: f.paper.handler or "; ".join(f.paper.recipients), 16),
        RegisterColumn("Thời hạn giải quyết", lambda f: f.paper.due_on, 10),
        RegisterColumn("Tiến độ giải quyết", lambda f: f.progress, 13),
        RegisterColumn("Số, ký hiệu văn bản trả lời", lambda f: "; ".join(f.replies), 13),
        RegisterColumn("Ghi chú", lambda f: f.paper.note, 11),
    ),
)
"""Phụ lục IV, mục VIII."""

TASK_BOOK = Register(
    "Sổ theo dõi nhiệm vụ",
    (
        RegisterColumn("STT", lambda t: t.item.position, 4),
        RegisterColumn("Nội dung nhiệm vụ", lambda t: t.item.task, 19),
        RegisterColumn("Số văn bản giao", lambda t: t.item.source, 8),
        RegisterColumn("Ngày giao", lambda t: t.item.assigned_on, 8),
        RegisterColumn("Hạn hoàn thành", lambda t: t.item.due_on, 8),
        RegisterColumn("Đơn vị chủ trì", lambda t: t.item.lead or t.item.owner, 9),
        RegisterColumn("Đơn vị phối hợp", lambda t: t.item.cooperating, 8),
        RegisterColumn("Lãnh đạo phụ trách", lambda t: t.item.leader, 8),
        RegisterColumn("Tiến độ", lambda t: "; ".join(step.rstrip(".") for step in t.item.progress), 9),
        RegisterColumn("Trạng thái", lambda t: t.state, 7),
        RegisterColumn("Kết quả", lambda t: "; ".join((*((t.result,) if t.result else ()), *t.item.products)), 7),
        RegisterColumn("Ghi chú", lambda t: t.item.note, 5),
    ),
)


def followed_papers(directives: Iterable[Directive], window: Window) -> list[FollowedPaper]:
    """Return the incoming papers that came in these days and are waited for or were answered, by arrival."""
    kept = list(directives)
    replies: dict[str, list[str]] = {}
    for directive in kept:
        for answered in directive.answers:
            replies.setdefault(answered, []).append(directive.title)
    found = (FollowedPaper(d, tuple(replies.get(d.id, ()))) for d in entered(kept, window, incoming=True))
    return [f for f in found if f.replies or f.paper.due_on or f.paper.handler or f.paper.settled_on]


def booked_tasks(
    items: Iterable[ChecklistItem], settings: OfficeSettings, window: Window, today: date
) -> list[BookedTask]:
    """Return the tasks given or due in these days, and those without any day that are not evaluated, by table and
    place.
    """
    chosen = [item for item in items if _belongs(item, window)]
    chosen.sort(key=lambda item: (item.checklist or "", place_key(item.position), item.id))
    return [BookedTask(item, settings.evaluation_label(item.evaluation), today) for item in chosen]


def _belongs(item: ChecklistItem, window: Window) -> bool:
    days = [day for day in (item.assigned_on, item.due_on) if day is not None]
    return any(day in window for day in days) if days else not item.evaluation


def rows_of(book: Register, entries: Iterable[FollowedPaper | BookedTask]) -> list[BookRow]:
    """Return the rows of a book."""
    return [BookRow(entry.record, tuple(cleaned(column.cell(entry)) for column in book.columns)) for entry in entries]


BOOK_NAMES: Mapping[str, str] = {
    "di": "văn bản đi",
    "den": "văn bản đến",
    "theo-doi": "văn bản đến phải theo dõi",
    "nhiem-vu": "nhiệm vụ",
}
"""The books that can be written, with what their rows are."""
