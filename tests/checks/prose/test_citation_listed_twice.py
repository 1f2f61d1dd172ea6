"""A document listed twice is found; two monthly letters that differ in one digit are not."""

from __future__ import annotations

from cchc_tui.checks.prose.citation_listed_twice import RULE
from tests.checks.builders import quotes

ISSUED = "UBND xã đã ban hành công văn số"


def test_the_seeds_repeated_line_is_found() -> None:
    line = f"Ngày 21/02/2023 {ISSUED} 17/CV-UBND về việc chấn chỉnh TTHC"
    assert quotes(RULE, f"{line}\n\n{line}") == ["công văn số 17/CV-UBND về việc chấn chỉnh TTHC"]


def test_two_monthly_letters_are_two_documents() -> None:
    may = f"Ngày 15/6/2023 {ISSUED} 142/UBND-NV về nhiệm vụ tháng 5/2023"
    july = f"Ngày 06/9/2023 {ISSUED} 184/UBND-NV về nhiệm vụ tháng 7/2023"
    assert quotes(RULE, f"{may}\n\n{july}") == []
