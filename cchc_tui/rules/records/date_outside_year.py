"""A date whose year is not the year of the number or of the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip

_FOLDER_YEAR = re.compile(r"^directives/(\d{4})/")


def check(book: Book) -> Iterator[Slip]:
    """A slip where the symbol holds another year than the date, or the file lies in another year's folder."""
    for kept in book.directives:
        day, parsed = kept.record.issued_on, kept.record.parsed
        if day is None:
            continue
        folder = _FOLDER_YEAR.match(kept.path)
        if parsed is not None and parsed.year and parsed.year != day.year:
            other = f"ký hiệu ghi năm {parsed.year}"
        elif folder and int(folder[1]) != day.year:
            other = f"hồ sơ nằm ở thư mục năm {folder[1]}"
        else:
            continue
        message = f"Văn bản {kept.record.title} ghi ngày {format_date(day)} nhưng {other}. Hãy xem lại năm."
        yield Slip(kept, message, key="issued_on")


RULE = RecordRule(
    code="date-outside-year",
    severity=Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Ngày ban hành phải thuộc năm của số, ký hiệu và của sổ.",
    example="30/2020/NĐ-CP ghi ngày 05/3/2021",
    check=check,
)
