"""A subject that begins with "về việc" or ends with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Severity
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.letters import SMALL
from cchc_tui.rules.rule import ND30, Book, Kept, RecordRule, Slip

_ABOUT = re.compile(r"^(?:về việc|v/v)\s*:?\s+", re.IGNORECASE)
_VERB = re.compile(
    r"(?:Tăng cường|Triển khai|Chấn chỉnh|Đẩy mạnh|Thực hiện|Tổ chức|Ban hành|Phê duyệt|Kiểm tra|Rà soát|Hướng dẫn"
    rf"|Đề nghị|Phối hợp|Tuyên truyền|Báo cáo|Tiếp tục|Nâng cao)(?= [{SMALL}])"
)
"""Words that subjects begin with and that no name begins with."""


def check(book: Book) -> Iterator[Slip]:
    """A slip for each subject that would print "về việc" or a stop twice, or a capital in the middle of a sentence."""
    groups: tuple[Kept[Directive] | Kept[ReportSheet], ...] = (*book.directives, *book.reports)
    for kept in groups:
        subject = kept.record.subject or ""
        right = _ABOUT.sub("", subject).rstrip(" .;,")
        if isinstance(kept.record, Directive) and (verb := _VERB.match(right)):
            right = verb[0].lower() + right[verb.end() :]
        if right != subject and right and getattr(kept.record, "state", None) != "frozen":
            yield Slip(
                kept,
                f"Trích yếu của {kept.record.name} {beginning(kept.record.title)}"
                f" viết là “{beginning(right)}” (không “về việc” ở đầu, không dấu ở cuối, chữ đầu viết thường).",
                key="subject",
                new=right,
            )


RULE = RecordRule(
    code="subject-form",
    severity=Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 5",
    says="Trích yếu ghi trong hồ sơ không có chữ “về việc” ở đầu, không có dấu chấm ở cuối, chữ đầu viết thường.",
    example="V/v Chấn chỉnh TTHC.",
    check=check,
)
