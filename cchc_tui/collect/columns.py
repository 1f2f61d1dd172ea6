"""What a row of each table holds: the declared fields of its records, and what engines cannot work out alone."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import FieldType, Record, fields_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet


@dataclass(frozen=True, slots=True)
class LakeColumn:
    """One column of a table."""

    name: str
    type: str
    """The SQL type, as DuckDB, Spark and Trino understand it: VARCHAR, BIGINT, DECIMAL(23,4), DATE, BOOLEAN,
    VARCHAR[].
    """
    meaning: str
    """In Vietnamese."""


TABLE_OF: dict[type[Record], str] = {
    Directive: "directives",
    MediaCount: "media",
    ChecklistItem: "checklist",
    ReportSheet: "reports",
}

PARTED_BY = ("province", "year")
"""The columns by which the tables of records are parted: one office's rows are replaced without touching other
provinces or years, and a question about one year opens no other."""

_PLACE = (
    LakeColumn("province", "VARCHAR", "Tỉnh, thành phố, viết không dấu"),
    LakeColumn("commune", "VARCHAR", "Xã: mã đơn vị hành chính, hoặc tên viết không dấu"),
)
_RECORD = (
    *_PLACE,
    LakeColumn("year", "BIGINT", "Năm dương lịch của việc ghi chép; 0 khi không biết"),
    LakeColumn("office", "VARCHAR", "Cơ quan"),
    LakeColumn("path", "VARCHAR", "Tệp trong hồ sơ của cơ quan"),
)
_WINDOW = (
    LakeColumn("window_first", "DATE", "Ngày đầu của kỳ theo chế độ báo cáo của cơ quan"),
    LakeColumn("window_last", "DATE", "Ngày cuối của kỳ theo chế độ báo cáo của cơ quan"),
)
_WORKED_OUT: dict[str, tuple[LakeColumn, ...]] = {
    "directives": (
        LakeColumn("number", "BIGINT", "Số của văn bản"),
        LakeColumn("identity", "VARCHAR", "Năm, số ký hiệu và cơ quan ban hành: hai văn bản trùng thì như nhau"),
    ),
    "media": (
        LakeColumn("channel_label", "VARCHAR", "Tên kênh"),
        LakeColumn("measure_label", "VARCHAR", "Tên chỉ tiêu"),
        LakeColumn("unit", "VARCHAR", "Đơn vị tính"),
        *_WINDOW,
    ),
    "checklist": (
        LakeColumn("evaluation_label", "VARCHAR", "Mức đánh giá, chữ của cơ quan"),
        LakeColumn("met", "BOOLEAN", "Là Đạt; trống khi chưa đánh giá"),
    ),
    "reports": _WINDOW,
}
_TYPES = {
    FieldType.DATE: "DATE",
    FieldType.INTEGER: "BIGINT",
    FieldType.PLACE: "BIGINT",
    FieldType.NUMBER: "DECIMAL(23,4)",
    FieldType.FLAG: "BOOLEAN",
    FieldType.LINES: "VARCHAR[]",
    FieldType.IDS: "VARCHAR[]",
}
_TOMBSTONE = ("deleted_on", "deleted_by", "deleted_because")


def _of_records(cls: type[Record]) -> tuple[LakeColumn, ...]:
    """Return the columns of one kind of records. Deleted records are not collected, so their tombstone is no column."""
    declared = [
        LakeColumn(f.key, _TYPES.get(f.type, "VARCHAR"), f.label)
        for f in fields_of(cls)
        if f.key not in _TOMBSTONE and f.type is not FieldType.TABLES
    ]
    return (*_RECORD, *declared, *_WORKED_OUT[TABLE_OF[cls]])


_FIGURES = (
    *_RECORD,
    LakeColumn("id", "VARCHAR", "Mã hồ sơ của dòng"),
    LakeColumn("form", "VARCHAR", "Biểu"),
    LakeColumn("period", "VARCHAR", "Kỳ"),
    *_WINDOW,
    LakeColumn("row", "VARCHAR", "Mã dòng"),
    LakeColumn("row_label", "VARCHAR", "Tên dòng"),
    LakeColumn("column", "VARCHAR", "Mã cột"),
    LakeColumn("column_label", "VARCHAR", "Tên cột, từ đầu bảng ngoài vào"),
    LakeColumn("place", "BIGINT", "Thứ tự của cột trong biểu, từ 0"),
    LakeColumn("unit", "VARCHAR", "Đơn vị tính; % là tỷ lệ"),
    LakeColumn("places", "BIGINT", "Số chữ số sau dấu phẩy"),
    LakeColumn("adds", "VARCHAR", "Cộng qua các kỳ: flow cộng cả, stock lấy kỳ cuối, opening lấy kỳ đầu"),
    LakeColumn("value", "DECIMAL(23,4)", "Số; trống ở cột tỷ lệ, vì tỷ lệ không cộng, không lấy trung bình được"),
    LakeColumn("numerator", "DECIMAL(23,4)", "Tử số của tỷ lệ"),
    LakeColumn("denominator", "DECIMAL(23,4)", "Mẫu số của tỷ lệ"),
    LakeColumn("text", "VARCHAR", "Chữ, ở cột chữ"),
)
FIGURES = "figures"
TABLES: dict[str, tuple[LakeColumn, ...]] = {table: _of_records(cls) for cls, table in TABLE_OF.items()} | {
    FIGURES: _FIGURES,
    "obligations": (
        *_PLACE,
        LakeColumn("year", "BIGINT", "Năm của ngày cuối kỳ"),
        LakeColumn("office", "VARCHAR", "Cơ quan"),
        LakeColumn("code", "VARCHAR", "Mã báo cáo phải nộp"),
        LakeColumn("name", "VARCHAR", "Tên báo cáo"),
        LakeColumn("recipient", "VARCHAR", "Nơi nhận"),
        LakeColumn("system", "VARCHAR", "Hệ thống phải nhập"),
        LakeColumn("owner", "VARCHAR", "Người, đơn vị lập"),
        LakeColumn("period", "VARCHAR", "Kỳ"),
        *_WINDOW,
        LakeColumn("deadline", "VARCHAR", "Hạn gửi, chữ của cơ quan"),
        LakeColumn("due_on", "DATE", "Ngày phải gửi"),
        LakeColumn("assumed", "BOOLEAN", "Ngày ấy tính khi chưa có lịch nghỉ của năm"),
        LakeColumn("state", "VARCHAR", "chưa lập, đang soạn, đã trình, đã ký, đã gửi"),
        LakeColumn("report", "VARCHAR", "Tên ngắn của báo cáo đã lập"),
        LakeColumn("sent_on", "DATE", "Ngày gửi"),
        LakeColumn("on_time", "BOOLEAN", "Gửi đúng hạn; trống khi chưa gửi"),
    ),
    "offices": (
        *_PLACE,
        LakeColumn("office", "VARCHAR", "Cơ quan"),
        LakeColumn("province_name", "VARCHAR", "Tỉnh, thành phố"),
        LakeColumn("commune_code", "VARCHAR", "Mã đơn vị hành chính cấp xã"),
        LakeColumn("source", "VARCHAR", "Kho được tổng hợp"),
        LakeColumn("head", "VARCHAR", "Bản ghi lịch sử (commit) được tổng hợp"),
        LakeColumn("committed_on", "DATE", "Ngày của bản ghi ấy"),
        LakeColumn("records", "BIGINT", "Số hồ sơ đang dùng"),
        LakeColumn("faults", "BIGINT", "Số lỗi, xem bảng errors"),
    ),
    "errors": (
        *_PLACE,
        LakeColumn("office", "VARCHAR", "Cơ quan; trống khi không đọc được office.toml"),
        LakeColumn("source", "VARCHAR", "Kho được tổng hợp"),
        LakeColumn("path", "VARCHAR", "Tệp"),
        LakeColumn("line", "BIGINT", "Dòng, từ 1"),
        LakeColumn("code", "VARCHAR", "Loại lỗi"),
        LakeColumn("message", "VARCHAR", "Lời giải thích"),
        LakeColumn("record", "VARCHAR", "Mã hồ sơ"),
        LakeColumn("key", "VARCHAR", "Khóa trong tệp"),
    ),
}
"""Every table of rows by name, in the order in which they are written."""

BY_YEAR = frozenset({*TABLE_OF.values(), FIGURES, "obligations"})
"""The tables that are parted, see `PARTED_BY`; the others are small and lie in one piece."""

GATHERINGS = "gatherings"
GATHERING_COLUMNS = (
    LakeColumn("id", "BIGINT", "Số thứ tự của lần tổng hợp"),
    LakeColumn("gathered_at", "VARCHAR", "Lúc tổng hợp, theo ISO 8601"),
    LakeColumn("sources_read", "BIGINT", "Số kho được đọc lại"),
    LakeColumn("sources_unchanged", "BIGINT", "Số kho không thay đổi"),
    LakeColumn("sources_unreadable", "BIGINT", "Số kho không đọc được"),
    LakeColumn("columns_mark", "VARCHAR", "Dấu của bộ cột mà lần tổng hợp này ghi"),
    *(
        LakeColumn(f"{table}_version", "BIGINT", f"Phiên bản của bảng {table} thuộc lần tổng hợp này")
        for table in TABLES
    ),
)
"""The table that names the versions which belong together; a gathering is done once its row is there."""

PUBLISHED: dict[str, tuple[LakeColumn, ...]] = {**TABLES, GATHERINGS: GATHERING_COLUMNS}
"""Every table that a reader finds."""
