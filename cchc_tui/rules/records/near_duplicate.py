"""Two documents of one day that say nearly the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cchc_tui.language.similarity import near_pairs
from cchc_tui.language.wording import format_date
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.duplicate_directive import identity
from cchc_tui.rules.rule import ND30, Book, Kept, RecordRule, Slip

_DIGITS = re.compile(r"\d+")
"""Near subjects hold the same numbers, so the others need not be compared."""


def check(book: Book) -> Iterator[Slip]:
    """A slip for the later of two documents of one date whose subjects are near and hold the same numbers."""
    by_day: defaultdict[tuple[date, tuple[str, ...]], list[Kept[Directive]]] = defaultdict(list)
    for kept in book.directives:
        if kept.record.issued_on and kept.record.subject and not reason_to_keep(kept.record):
            digits = tuple(number.lstrip("0") for number in _DIGITS.findall(kept.record.subject))
            by_day[kept.record.issued_on, digits].append(kept)
    for (day, _), group in by_day.items():
        if len(group) < 2:
            continue
        for left, right in near_pairs([kept.record.subject or "" for kept in group]):
            one, two = group[left], group[right]
            key = identity(one.record, book.office)
            if key is None or key != identity(two.record, book.office):
                yield Slip(
                    two,
                    f"Văn bản {two.record.title} gần giống văn bản {one.record.title} cùng ngày {format_date(day)}"
                    f" (mã {one.record.id}): “{two.record.subject}”. Hãy xem có phải một văn bản nhập hai lần.",
                    key="subject",
                )


RULE = RecordRule(
    code="near-duplicate",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục VI, Phần I, mục III.1.h",
    says="Hai văn bản cùng ngày, trích yếu gần như nhau thì nên xem lại có phải một văn bản.",
    example="hai dòng cùng ngày 21/02/2023 “chấn chỉnh công tác tiếp nhận, giải quyết TTHC”",
    check=check,
)
