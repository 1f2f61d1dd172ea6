"""Two tasks of one checklist with the same number."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import REPORTING, Book, Kept, RecordRule, Slip, checklist_words


def check(book: Book) -> Iterator[Slip]:
    """A slip for each item whose place in its checklist is taken, unless it was kept on purpose."""
    first: dict[tuple[str | None, int | None], Kept[ChecklistItem]] = {}
    for kept in book.checklist:
        if reason_to_keep(kept.record):
            continue
        key = (kept.record.checklist, kept.record.position)
        other = first.setdefault(key, kept)
        if other is not kept and kept.record.position is not None:
            yield Slip(
                kept,
                f"{checklist_words(kept.record.checklist)}: nhiệm vụ số {kept.record.position} có hai lần"
                f" (mã {other.record.id} và {kept.record.id}).",
                key="position",
            )


RULE = RecordRule(
    code="duplicate-position",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Mỗi số thứ tự của một bảng nhiệm vụ chỉ dùng một lần.",
    example="hai nhiệm vụ cùng số 3",
    check=check,
)
