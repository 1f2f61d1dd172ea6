"""Two spaces in a row in a text of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.fields import FieldType, Record, fields_of
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around, beginning
from cchc_tui.rules.rule import GOOD_WRITING, Book, Kept, RecordRule, Slip

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_TEXTS = (FieldType.LINE, FieldType.TEXT, FieldType.LINES)


def check(book: Book) -> Iterator[Slip]:
    """A slip for each field that holds two spaces between words; notes are nobody's business."""
    groups: tuple[tuple[Kept[Record], ...], ...] = (
        tuple(book.directives), tuple(book.media), tuple(book.checklist), tuple(book.reports),
    )  # fmt: skip
    for group in groups:
        for kept in group:
            yield from _slips(kept)


def _slips(kept: Kept[Record]) -> Iterator[Slip]:
    for field in fields_of(type(kept.record)):
        value = getattr(kept.record, field.key)
        if not value or field.type not in _TEXTS or field.system or field.key == "note":
            continue
        lines = value if isinstance(value, tuple) else (value,)
        if not any("  " in line for line in lines):
            continue
        wrong = next((line for line in lines if _SPACES.search(line)), None)
        if wrong is None:
            continue
        right = tuple(_SPACES.sub(" ", line) for line in lines)
        place = _SPACES.search(wrong)
        shown = around(wrong, *place.span()) if place else wrong
        yield Slip(
            kept,
            f"“{field.label}” của {kept.record.name} {beginning(kept.record.title)}: thừa dấu cách ở “{shown}”.",
            key=field.key,
            new=right if isinstance(value, tuple) else right[0],
        )


RULE = RecordRule(
    code="record-spacing",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Chữ trong hồ sơ không có hai dấu cách liền nhau.",
    example="chuyên mục CCHC trên  đài truyền thanh xã",
    check=check,
)
