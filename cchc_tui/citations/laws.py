"""Laws and ordinances cited by name and date: the whole name, and who issued them, which the kind alone says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_tui.citations.cited import BAD_DATE, Citation
from cchc_tui.citations.clauses import tidy
from cchc_tui.citations.scene import DATE, read_day
from cchc_tui.language.letters import CAPITAL

_LAW = re.compile(
    rf"(?<!\w)(?<!pháp )(?P<kind>Bộ [Ll]uật|[Ll]uật|[Pp]háp lệnh)\s+(?P<name>(?:sửa đổi|[{CAPITAL}])"
    r"(?:(?!\s+ngày\s+\d|\s+số\s*:?\s*\d)[^;:()“”/]){2,240}?)\s*,?\s+"
    r"(?:(?:được\s+)?(?:Quốc hội|Ủy ban Thường vụ Quốc hội)[^,;:()]{0,60}?\s(?:thông qua|ban hành)\s+)?ngày\s+(?=\d)"
)
"""`Luật Cán bộ, công chức ngày 13`: a law cited by name and day, without a number."""
_TWO_LAWS = re.compile(r"(?:,|;|\svà)\s+(?:các\s+)?(?:Bộ )?[Ll]uật\s")
"""`, Luật `: a second law within what looked like one name."""
_NOT_A_NAME = re.compile(
    r"\s(?:được|đã|vào|từ|đến|tại|cho|là|nhân dịp|nhân ngày|hưởng ứng|trên địa bàn|có hiệu lực|trong năm)\s"
)
"""` được `: a sentence about a law, not its name."""
ISSUERS = {"luat": "Quốc hội", "phap-lenh": "Ủy ban Thường vụ Quốc hội"}
"""Who alone issues such a kind."""


def find_laws(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[Citation]:
    """Yield the laws cited by name and date between `start` and `end`; those with a number are read with it."""
    if "uật " not in text and "háp lệnh " not in text:
        return
    for match in _LAW.finditer(text, start, end):
        name = match["name"]
        amends = name.startswith("sửa đổi")
        several = None if amends else _TWO_LAWS.search(name)
        begin = match.start()
        if several:  # `Luật Thanh niên, Luật Cư trú ngày 13/11/2020`: only the last has a date
            last = list(_TWO_LAWS.finditer(name))[-1]
            begin, name = match.start("name") + last.start(), name[last.end() :]
        day = DATE.match(text, match.end(), end)
        if day is None or _NOT_A_NAME.search(f" {name} ") or any(a < day.end() and begin < b for a, b in taken):
            continue
        read = read_day(day)
        kind = "phap-lenh" if match["kind"].lower().startswith("pháp") else "luat"
        subject = tidy(name, whole=True)
        if not subject:
            continue
        typed = "Luật" if several else match["kind"]
        if several:
            begin = text.index("uật", begin) - 1
        doubts = () if read.value else (BAD_DATE,)
        yield Citation(
            start=begin, end=day.end(), kind=kind, kind_text=typed, symbol=None, symbol_at=(begin, begin),
            issued_on=read.value, issuer=ISSUERS[kind], subject=subject, doubts=doubts,
        )  # fmt: skip
