"""Agencies as running text names them."""

from __future__ import annotations

import re

from cchc_tui.language.text import fold
from cchc_tui.records.symbol import Symbol

AGENCY = (
    r"(?<!\w)(?:(?:Thường trực|Thường vụ|Ban Thường vụ|Lãnh đạo|Chủ tịch|Phó Chủ tịch|Bí thư)\s+)?"
    r"(?:UBND|Ủy ban|Uỷ ban|ủy ban nhân dân|uỷ ban nhân dân|HĐND|Hội đồng|hội đồng nhân dân|Đảng ủy|Đảng uỷ|Đảng bộ"
    r"|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Quận ủy|Thị ủy|Trung ương|Ban|Bộ|Sở|Phòng|Văn phòng"
    r"|Chính phủ|Thủ tướng|Quốc hội|Công an|Công An|Trung tâm|Chi cục|Cục|Tổng cục|Vụ|Thanh tra|Kho bạc|Bảo hiểm"
    r"|Trường|Trạm|Đài|MTTQ|Mặt trận|Hội|Đoàn|Liên đoàn|Tòa án|Toà án|Viện|Ngân hàng|Chủ tịch|Bộ trưởng|Bộ phận"
    r"|Tổ|xã|phường|tỉnh|huyện)(?!\w)"
)
"""How the name of an agency begins."""


def issuer_by_symbol(symbol: Symbol) -> str | None:
    """Issuers that a symbol alone names: the government, its head, the National Assembly and its committee."""
    agency = fold(symbol.agency or "")
    if agency.startswith("ubtvqh"):
        return "Ủy ban Thường vụ Quốc hội"
    if re.fullmatch(r"qh\d*", agency):
        return "Quốc hội"
    return {"cp": "Chính phủ", "ttg": "Thủ tướng Chính phủ"}.get(agency)
