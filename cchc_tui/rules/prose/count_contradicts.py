"""A number in the prose that contradicts the records."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.citations.counts import find_counts
from cchc_tui.language.wording import format_quantity
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import REPORTING, Mark, Paper, ProseRule


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each count whose channel is sure and whose total in the records is another number."""
    book = paper.yearbook
    if book is None:
        return
    for passage in paper.document.body():
        for mention in find_counts(passage.text, paper.office):
            measure = mention.measure
            if measure is None or mention.doubts:
                continue
            total = book.total(measure.channel or "", measure.code or "")
            if total is not None and total != mention.quantity:
                said, kept = format_quantity(mention.quantity), format_quantity(total)
                label = f"{paper.office.channel_label(measure.channel)}, {measure.label}"
                message = f"{label}: báo cáo ghi {said} nhưng số liệu trong hồ sơ là {kept}."
                yield Mark(passage, mention.start, mention.end, message)


RULE = ProseRule(
    code="count-contradicts",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Số ghi trong báo cáo bằng số liệu trong hồ sơ của kỳ.",
    example="báo cáo ghi 65 tin bài, hồ sơ cộng được 55",
    check=check,
)
