"""What a citation says, and why a reading of it can be doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cchc_tui.records.symbol import Symbol

NO_DATE = "không thấy ngày ban hành"
NO_SUBJECT = "không thấy trích yếu"
NO_NUMBER = "số còn để trống"
NO_KIND = "không rõ tên loại"
OTHER_KIND = "tên loại không khớp ký hiệu"
FAR_KIND = "tên loại đứng xa số, ký hiệu"
SEVERAL_DATES = "nhiều ngày đi với nhiều số trong một câu"
SHARED_DATE = "dùng chung ngày với văn bản nêu trước"
RECEIVED_DATE = "ngày nêu có thể là ngày nhận hoặc ngày gửi"
UNSURE_DATE = "ngày nêu có thể là của việc khác trong câu"
COMPETING_DATES = "trước và sau số, ký hiệu nêu hai ngày khác nhau"
SHARED_SUBJECT = "trích yếu có thể là của cả nhóm văn bản"
NESTED_SUBJECT = "trích yếu nhắc đến nhiều văn bản khác"
UNSURE_SUBJECT = "chưa chắc trích yếu dừng ở đâu"
UNSURE_ISSUER = "chưa chắc cơ quan ban hành"
BAD_DATE = "ngày không có trong lịch"
UNREAD_SYMBOL = "số, ký hiệu “{}” không đọc được chắc"
NO_SYMBOL = "không có số, ký hiệu"

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("∕⁄", "/") | {"Ð": "Đ"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One document named in a text. Offsets count in the NFC form of that text."""

    start: int
    """Where the kind, else the number begins."""
    end: int
    """Where the last part that was read ends."""
    kind: str | None
    """Slug of the kind."""
    kind_text: str
    """The kind as typed; "" when the text does not name it before the number."""
    symbol: Symbol | None
    """None for a document cited by date and subject alone."""
    symbol_at: tuple[int, int]
    issued_on: date | None = None
    issuer: str | None = None
    subject: str | None = None
    doubts: tuple[str, ...] = ()

    @property
    def symbol_text(self) -> str | None:
        """Number and symbol as typed, without spaces and dashes of other kinds; None when there is none."""
        if self.symbol is None:
            return None
        return re.sub(r"\s*([/&-])\s*", r"\1", self.symbol.text.translate(DASHES)).lstrip("._… ")
