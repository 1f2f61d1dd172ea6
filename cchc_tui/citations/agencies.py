"""Agencies as running text names them."""

from __future__ import annotations

import re

from cchc_tui.language.text import fold
from cchc_tui.records.symbol import Symbol

_HEADS = (
    r"UBND|Ủy ban|Uỷ ban|ủy ban nhân dân|uỷ ban nhân dân|HĐND|Hội đồng|hội đồng nhân dân|Đảng ủy|Đảng uỷ|Đảng bộ"
    r"|Đảng đoàn"
    r"|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Quận ủy|Thị ủy|Trung ương|Ban|Bộ|Sở|Phòng|Văn phòng"
    r"|Chính phủ|Thủ tướng|Quốc hội|Công an|Công An|Trung tâm|Chi cục|Cục|Tổng cục|Vụ|Thanh tra|Kho bạc|Bảo hiểm"
    r"|Trường|Trạm|Đài|MTTQ|Mặt trận|Hội|Đoàn|Liên đoàn|Tòa án|Toà án|Viện|Ngân hàng|Chủ tịch|Bộ trưởng|Bộ phận"
    r"|Hiệp hội|Liên hiệp|Liên minh|Câu lạc bộ|Quỹ|Công ty|Tổng công ty|Tập đoàn|Hợp tác xã|Học viện|Bệnh viện|Chi bộ"
    r"|Chi hội|Chi nhánh|Hạt Kiểm lâm|Tiểu ban|Bưu điện|Điện lực|Nhà văn hóa|Chi đoàn|Liên chi|Tổ công tác"
    r"|Tổ Công tác|Tổ"
)
AGENCY = (
    r"(?<!\w)(?:(?:Thường trực|Thường vụ|Ban Thường vụ|Lãnh đạo|Chủ tịch|Phó Chủ tịch|Bí thư)\s+)?"
    rf"(?:{_HEADS})(?!\w)"
)
"""How the name of an agency begins. A unit of administration alone (tỉnh, xã) is the name of none."""
ACTOR = rf"(?:{AGENCY}|(?<!\w)(?:xã|phường|tỉnh|huyện|địa phương)(?!\w))"
"""Who does something in a sentence: agencies, and the units that stand for them there."""
_UNITS = {
    "tinh", "xa", "phuong", "huyen", "quan", "thanh pho", "thi xa", "thi tran", "dac khu", "dia phuong", "cap tren",
    "co quan", "don vi", "cac cap", "nganh", "trung uong", "nha nuoc", "cap co tham quyen", "co quan cap tren",
}  # fmt: skip


def is_mere_unit(name: str) -> bool:
    """Return whether a name is only a unit of administration, which issues nothing: tỉnh, xã, cấp trên."""
    return fold(name) in _UNITS


def issuer_by_symbol(symbol: Symbol) -> str | None:
    """Return issuers that a symbol alone names: the government, its head, the National Assembly and its committee."""
    agency = fold(symbol.agency or "")
    if agency.startswith("ubtvqh"):
        return "Ủy ban Thường vụ Quốc hội"
    if re.fullmatch(r"qh\d*", agency):
        return "Quốc hội"
    return {"cp": "Chính phủ", "ttg": "Thủ tướng Chính phủ"}.get(agency)
