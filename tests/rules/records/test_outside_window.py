"""What falls between the closing day and the day of signing is said once, not counted in silence."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.outside_window import RULE
from tests.rules.builders import found_on, letter, sheet


def test_a_document_after_the_closing_day_is_told() -> None:
    late = [letter("400/UBND-VP", date(2023, 12, 20)), letter("401/UBND-VP", date(2023, 12, 21))]
    (finding,) = found_on(RULE, directives=late, reports=[sheet(dated_on=date(2023, 12, 22))])
    assert finding.severity is Severity.NOTICE
    assert finding.message == (
        "Báo cáo 2023-nam chốt ngày 14/12/2023, ký ngày 22/12/2023: 2 văn bản ban hành ở giữa không tính vào kỳ này"
        " (400/UBND-VP ngày 20/12/2023, 401/UBND-VP ngày 21/12/2023)."
    )


def test_inside_the_window_after_signing_from_others_or_with_a_window_of_its_own_nothing_is_said() -> None:
    late = letter("400/UBND-VP", date(2023, 12, 20))
    others = [
        letter(day=date(2023, 12, 14)),
        letter(day=date(2023, 12, 23)),
        late.change(issuer="Sở Nội vụ", direction="incoming"),
    ]
    assert found_on(RULE, directives=others, reports=[sheet()]) == []
    assert found_on(RULE, directives=[late], reports=[sheet(to_on=date(2023, 12, 21))]) == []
    assert found_on(RULE, directives=[late], reports=[sheet(state="frozen")]) == []
