"""A checklist item: one task of the yearly plan with its product and its evaluation."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from cchc_tui.records.fields import FieldType, Record, entry


class ChecklistItem(Record):
    """One row of the appendix: task, product or result, evaluation."""

    name: ClassVar[str] = "nhiệm vụ"

    checklist: str | None = entry(
        "Bảng nhiệm vụ",
        FieldType.LINE,
        required=True,
        form=1,
        help="Tên ngắn của bảng, cũng là tên thư mục: 2023-tuyen-truyen.",
    )
    position: int | str | None = entry(
        "Số thứ tự", FieldType.PLACE, required=True, form=2, width=4, help="3; nhiều cấp thì 1.1, 1.1.2."
    )
    number: str | None = entry(
        "Số hiệu", FieldType.LINE, limit=20, help="1.1, 1.1.2: in thay số thứ tự; để trống thì in số thứ tự."
    )
    group: str | None = entry("Nhóm", FieldType.LINE, limit=200)
    task: str | None = entry("Nội dung nhiệm vụ", FieldType.TEXT, limit=500, required=True, form=3, width=34)
    products: tuple[str, ...] = entry("Sản phẩm, kết quả", FieldType.LINES, form=4, width=26)
    evaluation: str | None = entry("Đánh giá", FieldType.CHOICE, choices_from="evaluations", form=5, width=12)
    evidence: tuple[str, ...] = entry("Tài liệu kiểm chứng", FieldType.IDS, form=6)
    lead: str | None = entry("Đơn vị chủ trì", FieldType.LINE, limit=200)
    cooperating: str | None = entry("Đơn vị phối hợp", FieldType.LINE, limit=200)
    owner: str | None = entry("Người thực hiện", FieldType.LINE, limit=200)
    leader: str | None = entry("Lãnh đạo phụ trách", FieldType.LINE, limit=200)
    source: str | None = entry(
        "Văn bản giao việc", FieldType.LINE, limit=200, help="Số, ký hiệu: 20-NQ/ĐU, 766/QĐ-TTg."
    )
    assigned_on: date | None = entry("Ngày giao", FieldType.DATE)
    due_on: date | None = entry("Thời hạn", FieldType.DATE)
    done_on: date | None = entry("Ngày hoàn thành", FieldType.DATE)
    progress: tuple[str, ...] = entry(
        "Tiến độ", FieldType.LINES, help="Mỗi dòng một lần, có ngày: 03/11/2026: đã họp dân."
    )
    note: str | None = entry("Ghi chú", FieldType.TEXT, limit=500, form=7)

    @property
    def title(self) -> str:
        """Position and task."""
        return f"{self.position or '?'}. {self.task or self.id}"
