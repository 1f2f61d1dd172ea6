"""The report sheet: what one report is called, which window it sees, to whom it goes and who signs it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from cchc_tui.records.fields import Choice, FieldType, Record, entry

DRAFT = "draft"
FROZEN = "frozen"


class ReportSheet(Record):
    """The facts of one report beside its prose (`body.md` in the same folder)."""

    name: ClassVar[str] = "báo cáo"

    slug: str | None = entry("Tên ngắn", FieldType.LINE, required=True, width=14, help="Cũng là tên thư mục: 2023-nam.")
    kind: str | None = entry("Tên loại", FieldType.CHOICE, choices_from="kinds", required=True)
    period: str | None = entry("Kỳ báo cáo", FieldType.PERIOD, required=True, form=1, width=16)
    regime: str | None = entry("Chế độ báo cáo", FieldType.CHOICE, choices_from="regimes", form=2)
    from_on: date | None = entry("Tính từ ngày", FieldType.DATE, help="Chỉ ghi khi khác chế độ báo cáo.")
    to_on: date | None = entry("Tính đến ngày", FieldType.DATE, help="Chỉ ghi khi khác chế độ báo cáo.")
    number: str | None = entry("Số", FieldType.LINE, limit=11, form=3, help="Để trống khi còn là dự thảo.")
    symbol: str | None = entry("Ký hiệu", FieldType.LINE, limit=30, form=4, help="Ví dụ: BC-UBND.")
    dated_on: date | None = entry("Ngày ký", FieldType.DATE, form=5, width=10)
    place: str | None = entry("Địa danh", FieldType.LINE, form=6)
    subject: str | None = entry("Trích yếu", FieldType.LINE, limit=500, required=True, form=7, width=34)
    addressees: tuple[str, ...] = entry("Kính gửi", FieldType.LINES, form=8)
    legal_basis: tuple[str, ...] = entry("Căn cứ", FieldType.LINES)
    recipients: tuple[str, ...] = entry("Nơi nhận", FieldType.LINES, form=9)
    signing: tuple[str, ...] = entry(
        "Quyền hạn, chức vụ người ký",
        FieldType.LINES,
        form=10,
        help="Mỗi dòng một mức: TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH.",
    )
    signatory: str | None = entry("Người ký", FieldType.LINE, limit=50, form=11)
    checklist: str | None = entry("Bảng nhiệm vụ ở phụ lục", FieldType.LINE, form=12)
    appendix_title: str | None = entry("Tên phụ lục", FieldType.LINE, form=13)
    appendix_columns: tuple[str, ...] = entry(
        "Cột thêm của phụ lục", FieldType.LINES, help="Mỗi dòng một cột: Đơn vị chủ trì, Thời hạn, Tài liệu kiểm chứng."
    )
    outline: str | None = entry("Đề cương", FieldType.LINE)
    obligation: str | None = entry("Báo cáo phải nộp (mã)", FieldType.LINE)
    predecessor: str | None = entry(
        "Của cơ quan trước sáp nhập", FieldType.LINE, help="Chỉ ghi cho báo cáo của một cơ quan đã sáp nhập vào đây."
    )
    submitted_on: date | None = entry("Ngày trình ký", FieldType.DATE, form=14)
    sent_on: date | None = entry("Ngày gửi", FieldType.DATE, form=15)
    sent_to: str | None = entry("Đã gửi đến", FieldType.LINE, form=16)
    sent_by: str | None = entry(
        "Cách gửi", FieldType.LINE, form=17, help="Trục liên thông, thư điện tử, nhập trên hệ thống…"
    )
    state: str | None = entry(
        "Tình trạng",
        FieldType.CHOICE,
        choices=(Choice(DRAFT, "nháp"), Choice(FROZEN, "đã chốt")),
        system=True,
        width=8,
    )
    frozen_on: date | None = entry("Ngày chốt số liệu", FieldType.DATE, system=True)
    frozen_at: str | None = entry("Bản hồ sơ đã chốt", FieldType.LINE, system=True)
    frozen_facts: str | None = entry("Dấu vân tay số liệu lúc chốt", FieldType.LINE, system=True)
    exported: tuple[str, ...] = entry("Tệp đã xuất", FieldType.LINES, system=True)
    note: str | None = entry("Ghi chú", FieldType.TEXT)

    @property
    def title(self) -> str:
        """The short name, else the subject."""
        return self.slug or self.subject or self.id
