"""A paragraph pasted twice is named with both its lines."""

from __future__ import annotations

from cchc_tui.records.finding import Severity
from cchc_tui.rules.prose.repeated_paragraph import RULE
from tests.rules.builders import found_in

LONG = "Thường xuyên xây dựng tin bài, cập nhật thông tin tuyên truyền trên hệ thống đài"


def test_both_lines_are_named() -> None:
    (finding,) = found_in(RULE, f"{LONG}.\n\nMột đoạn khác.\n\n- {LONG};\n")
    assert finding.severity is Severity.WARNING
    assert finding.line == 5
    assert finding.message == (
        "Đoạn “Thường xuyên xây dựng tin bài, cập nhật thông tin tuyên…” (dòng 5) lặp lại nguyên văn đoạn ở dòng 1."
    )


def test_short_lines_tables_and_other_words_may_return() -> None:
    assert found_in(RULE, "Không có phát sinh.\n\nKhông có phát sinh.\n") == []
    assert found_in(RULE, f"| a | b |\n|---|---|\n| {LONG} | {LONG} |\n") == []
    assert found_in(RULE, f"{LONG} xã.\n\n{LONG} huyện.\n") == []


def test_a_document_listed_twice_is_left_to_its_own_rule() -> None:
    line = "Ngày 21/02/2023 UBND xã đã ban hành Công văn số 17/UBND-VP về việc chấn chỉnh công tác tiếp nhận"
    assert found_in(RULE, f"{line}\n\n{line}\n") == []
