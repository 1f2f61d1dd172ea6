"""Channels of other offices: the district's radio, the province's portal, the neighbouring commune's."""

from __future__ import annotations

import re
from itertools import takewhile

from cchc_tui.language.text import fold
from cchc_tui.records.office import OfficeSettings

_CHANNEL = (
    r"(?:đài\s+)?(?:truyền thanh|phát thanh)(?:\s*(?:-|và)\s*truyền hình)?|(?:trang"
    r"|cổng)\s+(?:thông tin(?:\s+điện tử)?|TTĐT|tin)"
    r"|đài truyền hình|website|fanpage|facebook|zalo(?: OA)?|mạng xã hội|báo"
    r"|bộ phận một cửa|trung tâm phục vụ hành chính công"
    r"|trung tâm văn hóa[^,;.]{0,40}?"
)
_OWNER = re.compile(
    rf"(?<!\w)(?P<channel>(?i:{_CHANNEL}))\s+(?:(?i:của|điện tử)\s+)*(?P<level>(?i:Trung ương|quốc gia|Chính phủ"
    rf"|tỉnh|thành phố|huyện"
    r"|quận|thị xã|cấp huyện|cấp tỉnh|cấp trên|Sở|Bộ|xã|phường|thị trấn|đặc khu))(?!\w)(?P<name>(?:\s+[^\W\d_]+){0,4})"
)
"""`đài truyền thanh huyện`: a channel of another level, whose pieces are not ours."""
_COMMUNES = ("xa", "phuong", "thi tran", "dac khu")


def is_anothers(text: str, office: OfficeSettings) -> str:
    """Return the words that name the channel the number belongs to as another office's; "" where it is ours or unnamed.

    The channel named last counts: `Đài truyền thanh xã phát 24 tin bài của Đài truyền thanh huyện` is ours only by the
    words before the number, which is what `text` holds up to its first comma behind it.
    """
    found = list(_OWNER.finditer(text))
    if not found:
        return ""
    last = found[-1]
    level = fold(last["level"])
    named = " ".join(takewhile(str.istitle, last["name"].split()))
    words = " ".join(f"{last['channel']} {last['level']} {named}".split())
    if level not in _COMMUNES:
        return words
    own = fold(f"{office.place or ''} {office.short_name or ''}")
    return words if named and fold(named) not in own else ""
