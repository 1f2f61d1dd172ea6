"""Lines of authority in the signing block that do not follow from each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip

_FOR = re.compile(r"^KT\s*\.\s*(?P<head>.+)$", re.IGNORECASE)
_COLLECTIVE = re.compile(r"^(?:TM\s*\.\s*)?(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND)", re.IGNORECASE)


def check(book: Book) -> Iterator[Slip]:
    """A slip for a "KT." without the deputy below it, and for a council's paper signed without "TM."."""
    for kept in book.reports:
        lines = kept.record.signing
        if kept.record.state == "frozen":
            continue
        for place, line in enumerate(lines):
            if (found := _FOR.match(line)) and not _names_deputy(lines[place + 1 :]):
                message = f"sau “{line}” phải có dòng chức vụ cấp phó, ví dụ PHÓ {found['head'].upper()}"
            elif _COLLECTIVE.match(line) and not line.upper().startswith("TM"):
                message = f"ký thay mặt tập thể phải ghi “TM. {line.upper()}”"
            else:
                continue
            yield Slip(kept, f"Báo cáo {kept.record.title}: {message}.", key="signing", quote=line)


def _names_deputy(below: tuple[str, ...]) -> bool:
    return bool(below) and below[0].upper().startswith(("PHÓ", "P."))


RULE = RecordRule(
    code="signing-stack",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 7 điểm a và Điều 13",
    says="TM. đi với tập thể; dưới KT. người đứng đầu là chức vụ cấp phó.",
    example="KT. CHỦ TỊCH rồi đến họ tên",
    check=check,
)
