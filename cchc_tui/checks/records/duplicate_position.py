"""Two tasks of one checklist with the same number."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.checks.rule import GOOD_WRITING, Book, Kept, RecordRule, Slip
from cchc_tui.domain.checklist import ChecklistItem
from cchc_tui.domain.finding import Severity


def check(book: Book) -> Iterator[Slip]:
    """A slip for each item whose place in its checklist is taken."""
    first: dict[tuple[str | None, int | None], Kept[ChecklistItem]] = {}
    for kept in book.checklist:
        key = (kept.record.checklist, kept.record.position)
        other = first.setdefault(key, kept)
        if other is not kept and kept.record.position is not None:
            yield Slip(
                kept,
                f"Bảng {kept.record.checklist}: nhiệm vụ số {kept.record.position} có hai lần"
                f" (mã {other.record.id} và {kept.record.id}).",
                key="position",
            )


RULE = RecordRule(
    code="duplicate-position",
    severity=Severity.WARNING,
    clause=GOOD_WRITING,
    says="Mỗi số thứ tự của một bảng nhiệm vụ chỉ dùng một lần.",
    example="hai nhiệm vụ cùng số 3",
    check=check,
)
