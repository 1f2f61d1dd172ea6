"""A list of recipients without the clerk's copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip

_FILING = re.compile(r"^[-–\s]*Lưu\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)


def check(book: Book) -> Iterator[Slip]:
    """A slip for each open report whose recipients have no line "Lưu: VT, …"."""
    for kept in book.reports:
        if kept.record.state == "frozen":
            continue
        lines = kept.record.recipients or book.office.recipients
        filing = [(n, m) for n, line in enumerate(lines) if (m := _FILING.match(line))]
        if any(re.search(r"(?<!\w)VT(?!\w)", m["rest"]) for _, m in filing):
            continue
        shown = f"“{lines[filing[-1][0]].strip()}” thiếu VT (văn thư)" if filing else "thiếu dòng “Lưu: VT, …”"
        yield Slip(
            kept,
            f"Nơi nhận của báo cáo {kept.record.title} {shown}.",
            key="recipients",
            quote=lines[filing[-1][0]] if filing else None,
            new=_with_clerk(lines, filing[-1][0], filing[-1][1]["rest"]) if filing and kept.record.recipients else None,
        )


def _with_clerk(lines: Sequence[str], place: int, rest: str) -> tuple[str, ...]:
    """The lines with VT first in the filing line; its final full stop is the export's business."""
    unit = rest.strip(" .;")
    return (*lines[:place], f"Lưu: VT, {unit}" if unit else "Lưu: VT", *lines[place + 1 :])


RULE = RecordRule(
    code="filing-line",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 9 điểm b",
    says="Dòng cuối của Nơi nhận là “Lưu: VT, …”.",
    example="- Lưu: VP.",
    needs_office=True,
    check=check,
)
