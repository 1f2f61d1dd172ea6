"""Faults met in reading: files, a prose that cannot be filled in, the head of a paper. Their rules have no check of
their own; whoever reads makes the findings, and the table says what they mean and lets them be accepted.
"""

from __future__ import annotations

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import PROGRAM, REPORTING, Rule


def _met(code: str, severity: Severity, says: str, example: str, clause: str = PROGRAM, *, final: bool = False) -> Rule:
    return Rule(code=code, severity=severity, says=says, example=example, clause=clause, final=final)


FILES = (
    _met("unreadable", Severity.ERROR, "Mọi tệp trong thư mục hồ sơ đọc được.", "tệp trống, liên kết, thiếu quyền đọc"),
    _met("broken-toml", Severity.ERROR, "Tệp hồ sơ đúng cú pháp TOML.", 'subject = "thiếu dấu nháy đóng'),
    _met("not-utf8", Severity.ERROR, "Tệp hồ sơ ghi bằng UTF-8.", "tệp lưu bằng bảng mã CP1258"),
    _met("conflict-markers", Severity.ERROR, "Trong tệp không còn dấu xung đột của git.", "<<<<<<< HEAD"),
    _met("bad-value", Severity.ERROR, "Giá trị của mỗi mục đọc được.", "issued_on = 2023-02-30"),
    _met("missing-field", Severity.ERROR, "Hồ sơ có đủ các mục bắt buộc.", "văn bản không có ngày ban hành"),
    _met("repeated-id", Severity.ERROR, "Mỗi mã hồ sơ chỉ dùng cho một tệp.", "hai tệp cùng mã k7m2pq"),
    _met("unfinished-save", Severity.ERROR, "Lần lưu nào cũng xong trọn vẹn.", "máy tắt giữa lúc lưu"),
    _met("unknown-key", Severity.WARNING, "people.toml chỉ có những khóa đã biết.", "[[peple]]"),
    _met("newer-schema", Severity.WARNING, "Hồ sơ do phiên bản này của chương trình đọc được.", "schema = 9"),
)

REPORTS = (
    _met("not-composed", Severity.ERROR, "Phần lời của báo cáo đọc được.", "body.md không phải UTF-8"),
    _met("unknown-placeholder", Severity.ERROR, "Mỗi chỗ điền là một tên có thật.", "{{ van_ban.tong_so }}"),
    _met("count-unrecorded", Severity.ERROR, "Mỗi chỗ điền có số liệu trong kỳ.", "chưa ghi số bài của kỳ", REPORTING),
    _met(
        "empty-section", Severity.WARNING, "Dưới mỗi đề mục có lời.", "đề mục “2. Tồn tại” để trống", REPORTING,
        final=True,
    ),
    _met(
        "changed-since-freeze", Severity.WARNING, "Số liệu của báo cáo đã chốt còn như lúc chốt.",
        "sửa một văn bản của báo cáo đã chốt", REPORTING,
    ),
)  # fmt: skip

HEADS = (
    _met("head-syntax", Severity.ERROR, "Phần đầu đúng cú pháp YAML.", "trich-yeu: Kết quả: năm 2023"),
    _met("head-repeated", Severity.ERROR, "Mỗi khóa của phần đầu ghi một lần.", "hai dòng “so:”"),
    _met("head-value", Severity.ERROR, "Giá trị trong phần đầu đúng dạng.", "do-khan: gap"),
    _met("head-kind", Severity.ERROR, "Loại văn bản là loại có trong bố cục.", "loai: bao-caoo"),
    _met("head-date", Severity.ERROR, "Ngày trong phần đầu là ngày có thật.", "ngay: 2023-02-30"),
    _met("head-profile", Severity.ERROR, "Cỡ chữ là bộ có trong bố cục.", "co-chu: 15"),
    _met("head-unknown-key", Severity.WARNING, "Phần đầu chỉ có những khóa đã biết.", "trichyeu: …"),
)

BODIES = (
    _met("div-malformed", Severity.WARNING, "Khối “:::” mở và đóng đúng cách.", "::: {.can-cu ten"),
    _met("image", Severity.WARNING, "Ảnh đọc được từ thư mục của văn bản.", "ảnh khong-co.png không có trong thư mục"),
)

IMPORTS = (
    _met(
        "not-read",
        Severity.NOTICE,
        "Mọi số liệu, ký hiệu trong tệp đều đọc được thành hồ sơ.",
        "câu có “120 lượt” không rõ kỳ",
    ),
)

RULES = (*FILES, *REPORTS, *HEADS, *BODIES, *IMPORTS)
