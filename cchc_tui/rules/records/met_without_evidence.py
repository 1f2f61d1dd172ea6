"""A task said to be done with nothing to show for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import REPORTING, Book, Kept, RecordRule, Slip, checklist_words


def check(book: Book) -> Iterator[Slip]:
    """A slip for each task done without evidence; one slip for a whole checklist that gives none anywhere."""
    done_codes = {row.code for row in book.office.evaluations if row.met}
    checklists: defaultdict[str | None, list[Kept[ChecklistItem]]] = defaultdict(list)
    for kept in book.checklist:
        if kept.record.evaluation in done_codes:
            checklists[kept.record.checklist].append(kept)
    for name, done in checklists.items():
        shown = checklist_words(name)
        bare = [kept for kept in done if not kept.record.evidence]
        if len(bare) > 1 and len(bare) == len(done):
            numbers = ", ".join(str(kept.record.position) for kept in bare)
            message = f"{shown}: các nhiệm vụ {numbers} ghi là đạt nhưng chưa gắn tài liệu kiểm chứng nào."
            yield Slip(bare[0], message, key="evidence")
            continue
        for kept in bare:
            message = f"{shown}, nhiệm vụ {kept.record.title}: ghi là đạt nhưng chưa gắn tài liệu kiểm chứng."
            yield Slip(kept, message, key="evidence")


RULE = RecordRule(
    code="met-without-evidence",
    severity=Severity.NOTICE,
    clause=REPORTING,
    says="Nhiệm vụ ghi là đạt nên có tài liệu kiểm chứng.",
    example="Đạt, cột Tài liệu kiểm chứng trống",
    check=check,
)
