"""A media count: how many pieces, broadcasts, posts or consultations there were in one period."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cchc_tui.language.wording import Qualifier, Quantity
from cchc_tui.records.fields import Choice, FieldType, Record, entry

if TYPE_CHECKING:
    from decimal import Decimal


class MediaCount(Record):
    """One number of one channel and one measure, for a month or for a longer window where only a total is known."""

    name: ClassVar[str] = "thống kê tin bài"

    channel: str | None = entry("Kênh", FieldType.CHOICE, choices_from="channels", required=True, form=1, width=18)
    measure: str | None = entry("Chỉ tiêu", FieldType.CHOICE, choices_from="measures", required=True, form=2, width=18)
    period: str | None = entry(
        "Kỳ",
        FieldType.PERIOD,
        required=True,
        form=3,
        width=14,
        help="Tháng viết 6/2023; khoảng ngày viết 15/12/2022 - 14/12/2023.",
    )
    value: int | Decimal | None = entry("Số lượng", FieldType.NUMBER, required=True, form=4, width=9)
    qualifier: str | None = entry(
        "Mức chính xác",
        FieldType.CHOICE,
        choices=tuple(Choice(q.value, q.word or "đúng") for q in Qualifier),
        form=5,
        width=11,
    )
    predecessor: str | None = entry(
        "Của cơ quan trước sáp nhập", FieldType.LINE, help="Chỉ ghi cho số liệu của một cơ quan đã sáp nhập vào đây."
    )
    source: str | None = entry("Nguồn số liệu", FieldType.LINE, limit=200, form=6)
    note: str | None = entry("Ghi chú", FieldType.TEXT, limit=500, form=7)

    @property
    def quantity(self) -> Quantity:
        """The value with its qualifier; a missing qualifier means an exact count."""
        return Quantity(self.value or 0, Qualifier(self.qualifier or Qualifier.EXACT))

    @property
    def title(self) -> str:
        """Channel, measure and period as stored."""
        return f"{self.channel or '?'} · {self.measure or '?'} · {self.period or '?'}"
