"""A document listed twice is found; two monthly letters that differ in one digit are not."""

from __future__ import annotations

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.records.period import parse_period
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.prose.citation_listed_twice import RULE
from tests.rules.builders import OFFICE, found_in, letter, quotes

ISSUED = "UBND xã đã ban hành công văn số"


def test_the_seeds_repeated_line_is_found() -> None:
    line = f"Ngày 21/02/2023 {ISSUED} 17/CV-UBND về việc chấn chỉnh TTHC"
    assert quotes(RULE, f"{line}\n\n{line}") == ["công văn số 17/CV-UBND về việc chấn chỉnh TTHC"]


def test_two_monthly_letters_are_two_documents() -> None:
    may = f"Ngày 15/6/2023 {ISSUED} 142/UBND-NV về nhiệm vụ tháng 5/2023"
    july = f"Ngày 06/9/2023 {ISSUED} 184/UBND-NV về nhiệm vụ tháng 7/2023"
    assert quotes(RULE, f"{may}\n\n{july}") == []


def test_the_sentence_names_the_first_line() -> None:
    line = f"Ngày 21/02/2023 {ISSUED} 17/CV-UBND về việc chấn chỉnh TTHC"
    (finding,) = found_in(RULE, f"{line}\n\n{line}")
    assert finding.line == 3
    assert finding.message == "Văn bản số 17/CV-UBND ngày 21/02/2023 được liệt kê hai lần, lần đầu ở dòng 1."


def test_a_duplicate_kept_on_purpose_may_be_printed_twice() -> None:
    line = f"Ngày 21/02/2023 {ISSUED} 17/CV-UBND về việc chấn chỉnh TTHC"
    period = parse_period("2023-nam")
    assert period is not None
    kept = letter("17/CV-UBND", note=with_reason(None, "gửi hai nơi"))
    book = make_yearbook(OFFICE, period, [kept], [], [])
    assert quotes(RULE, f"{line}\n\n{line}", yearbook=book) == []
