"""Words of an example that nobody replaced: they must not stand on an official page."""

from __future__ import annotations

import re
from functools import cache

from cchc_tui.language.letters import CAPITAL


@cache
def _pattern() -> re.Pattern[str]:
    unit = "xã|phường|đặc khu|thị trấn|tỉnh|thành phố|XÃ|PHƯỜNG|ĐẶC KHU|TỈNH|THÀNH PHỐ"
    return re.compile(
        rf"(?<!\w)(?:(?:{unit}) (?:Mẫu|MẪU)(?!\w| [{CAPITAL}])"  # not xã Mẫu Sơn, which is a place
        r"|(?:Nguyễn|Trần|Lê|Phạm) (?:Văn|Thị) [A-EX](?!\w)"
        r"|\[chưa có (?:số liệu|nội dung)\]|(?:\.{6,}|…{3,})(?!/))"
    )


def template_words(text: str) -> list[str]:
    """Return the words of `text` that only an example has, each once, in order: `tỉnh Mẫu`, `Nguyễn Văn A`."""
    return list(dict.fromkeys(match[0] for match in _pattern().finditer(text.replace("\\[", "[").replace("\\]", "]"))))
