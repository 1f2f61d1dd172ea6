"""A wrong code in a cited symbol is told once, unless the document is among the records."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.period import parse_period
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.prose.cited_symbol import RULE
from tests.rules.builders import OFFICE, found_in, letter

TEXT = "UBND xã ban hành Công văn số 17/CV-UBND ngày 21/02/2023 và nhắc lại Công văn số 17/CV-UBND."


def test_a_letter_with_the_code_cv_is_told_once() -> None:
    (finding,) = found_in(RULE, TEXT)
    assert finding.message == "Công văn 17/CV-UBND: ký hiệu của công văn không có chữ CV, viết như 17/UBND-VP."
    assert finding.quote == "17/CV-UBND"


def test_codes_the_decree_does_not_know_are_told_with_the_right_one() -> None:
    (finding,) = found_in(RULE, "Quy chế số 05/QCh-UBND ngày 21/02/2023 về làm việc.")
    assert finding.message == "05/QCh-UBND: Nghị định không có chữ viết tắt QCh, đúng là QC."


def test_right_symbols_and_documents_of_the_records_are_left_alone() -> None:
    period = parse_period("2023-nam")
    assert period is not None
    book = make_yearbook(OFFICE, period, [letter("17/CV-UBND", date(2023, 2, 21))], [], [])
    assert found_in(RULE, TEXT, yearbook=book) == []
    assert found_in(RULE, "Công văn số 17/UBND-VP và Quyết định số 30/QĐ-UBND, Nghị quyết số 24-NQ/TW.") == []
