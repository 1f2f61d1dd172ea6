"""Rules on cited documents: cited once, in full, as the register knows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.period import parse_period
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.citations import (
    basis_end,
    citation_contradicts,
    citation_incomplete,
    citation_listed_twice,
    citation_repeated,
    cited_after_report,
    cited_symbol,
    law_number,
    number_word,
)
from cchc_tui.rules.engine import text_findings
from cchc_tui.rules.rule import TextRule
from tests.rules.builders import OFFICE, context, found_in, letter, named, quotes

FULL = "Kế hoạch số 5/KH-UBND ngày 03/01/2023 của UBND xã về CCHC"
ISSUED = "UBND xã đã ban hành công văn số"
REGISTER = (
    letter("17/CV-UBND", date(2023, 2, 21)),
    letter("91/CV-UBND", date(2023, 4, 11)),
    letter("59/KH-UBND", date(2022, 12, 31), kind="ke-hoach"),
    letter("30/2020/NĐ-CP", date(2020, 3, 5), kind="nghi-dinh", issuer="Chính phủ", direction="incoming"),
    letter("33/UBND-NV", date(2023, 5, 2), issuer="UBND huyện Tứ Kỳ", direction="incoming"),
)
TEXT = "UBND xã ban hành Công văn số 17/CV-UBND ngày 21/02/2023 và nhắc lại Công văn số 17/CV-UBND."

FOUND = [
    (citation_incomplete, "Theo Kế hoạch số 59/KH-UBND. Kế hoạch số 59/KH-UBND nêu rõ.", "Kế hoạch số 59/KH-UBND"),
    (cited_after_report, "Theo Công văn số 17/UBND-VP ngày 27/12/2023 của UBND xã về A.", "Công văn số 17/UBND-VP"),
    (law_number, "Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024;", " số 33/2024/QH15"),
    (number_word, "Theo Nghị định 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.", "Nghị định 30/2020/NĐ-CP"),
    (basis_end, "Căn cứ Luật A.\n\nCăn cứ Luật B.", "A."),
    (basis_end, "- Căn cứ Luật B;", "Căn cứ"),
]
"""Rule, a line of prose, the words it points at."""


LEFT_ALONE = [
    (
        citation_incomplete,
        "Theo Kế hoạch số 59/KH-UBND ngày 31/12/2022 của UBND xã về tuyên truyền. Kế hoạch số 59/KH-UBND nêu rõ.",
    ),
    (citation_incomplete, "Báo cáo số      /BC-UBND."),
    (citation_incomplete, "(Kèm theo Quyết định số 26/QĐ-UBND ngày 18/11/2025 của UBND tỉnh)"),
    (citation_incomplete, "Quyết định số 5/QĐ-TTg ngày 15/9/2022 của Thủ tướng ban hành Kế hoạch rà soát."),
    (basis_end, "Căn cứ Luật A.\n\nI. MỤC ĐÍCH\n\n- Căn cứ kế hoạch này, các thôn lập danh sách."),
    (cited_symbol, "Công văn số 3/CV-HND ngày 05/6/2023 của Hội Nữ doanh nhân tỉnh về đại hội."),
    (cited_after_report, "Theo Công văn số 17/UBND-VP ngày 21/02/2023 của UBND xã về A."),
    (cited_after_report, "Đến ngày 31/12/2024 hoàn thành."),
    (law_number, "Căn cứ Luật Lưu trữ ngày 21/6/2024;"),
    (law_number, "Tài liệu “Hỏi đáp Luật Lưu trữ số 33/2024/QH15”."),
    (law_number, "Nghị quyết số 56/2017/QH14 ngày 24/11/2017."),
    (number_word, "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ."),
    (number_word, "văn bản 17/UBND-VP"),
    (basis_end, "Căn cứ Luật A;\n\nCăn cứ Luật B."),
    (basis_end, "Căn cứ Luật A;"),
]
"""Rule, a line of prose it has nothing to say about."""


@pytest.mark.parametrize(("rule", "text", "quote"), FOUND, ids=named)
def test_the_words_are_found(rule: TextRule, text: str, quote: str) -> None:
    assert quotes(rule, text) == [quote]


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE, ids=named)
def test_the_line_is_left_alone(rule: TextRule, text: str) -> None:
    assert quotes(rule, text) == []


def test_a_second_full_citation_is_found() -> None:
    again = FULL.replace("số 5", "số 05")
    assert quotes(citation_repeated, f"Theo {FULL}.\n\nThực hiện {again}.") == [again]


def test_the_short_form_is_lawful() -> None:
    assert quotes(citation_repeated, f"Theo {FULL}.\n\nThực hiện Kế hoạch số 5/KH-UBND.") == []


def test_the_same_number_of_another_year_is_another_document() -> None:
    assert quotes(citation_repeated, f"Theo {FULL.replace('2023', '2022')}.\n\nThực hiện {FULL}.") == []


def test_the_seeds_repeated_line_is_found() -> None:
    line = f"Ngày 21/02/2023 {ISSUED} 17/CV-UBND về việc chấn chỉnh TTHC"
    assert quotes(citation_listed_twice, f"{line}\n\n{line}") == ["công văn số 17/CV-UBND về việc chấn chỉnh TTHC"]


def test_two_monthly_letters_are_two_documents() -> None:
    may = f"Ngày 15/6/2023 {ISSUED} 142/UBND-NV về nhiệm vụ tháng 5/2023"
    july = f"Ngày 06/9/2023 {ISSUED} 184/UBND-NV về nhiệm vụ tháng 7/2023"
    assert quotes(citation_listed_twice, f"{may}\n\n{july}") == []


def test_the_sentence_names_the_first_line() -> None:
    line = f"Ngày 21/02/2023 {ISSUED} 17/CV-UBND về việc chấn chỉnh TTHC"
    (finding,) = found_in(citation_listed_twice, f"{line}\n\n{line}")
    assert finding.line == 3
    assert finding.message == "Văn bản số 17/CV-UBND ngày 21/02/2023 được liệt kê hai lần, lần đầu ở dòng 1."


def test_a_duplicate_kept_on_purpose_may_be_printed_twice() -> None:
    line = f"Ngày 21/02/2023 {ISSUED} 17/CV-UBND về việc chấn chỉnh TTHC"
    period = parse_period("2023-nam")
    assert period is not None
    kept = letter("17/CV-UBND", note=with_reason(None, "gửi hai nơi"))
    book = make_yearbook(OFFICE, period, [kept], [], [])
    assert quotes(citation_listed_twice, f"{line}\n\n{line}", yearbook=book) == []


def found(text: str) -> list[Finding]:
    return list(text_findings(citation_contradicts, replace(context(text), register=REGISTER)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Công văn số 17/CV-UBND ngày 22/02/2023 của UBND xã về việc a", ("22/02/2023", "21/02/2023", "d17/CV-UBND")),
        ("theo Kế hoạch số 59/KH-UBND ngày 30/12/2022.", ("30/12/2022", "31/12/2022", "d59/KH-UBND")),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ về công tác văn thư", ("05/3/2021", "05/3/2020")),
        ("Công văn số 33/UBND-NV ngày 03/5/2023 của UBND huyện về việc b", ("03/5/2023", "02/5/2023")),
    ],
)
def test_both_dates_and_the_record_are_named(text: str, said: tuple[str, ...]) -> None:
    (finding,) = found(text)
    assert finding.severity is Severity.WARNING
    assert all(words in finding.message for words in said)


def test_a_number_of_the_office_under_other_letters_is_a_notice() -> None:
    (finding,) = found("Công văn số 91/UBND-VP ngày 22/02/2023 của UBND xã về việc a")
    assert finding.severity is Severity.NOTICE
    assert "91/UBND-VP ngày 22/02/2023" in finding.message
    assert "91/CV-UBND của UBND xã Hà Kỳ (mã d91/CV-UBND) ghi ngày 11/4/2023" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Công văn số 17/CV-UBND ngày 21/02/2023 của UBND xã về việc a",
        "Công văn số 17/CV-UBND ngày 22/02/2022 của UBND xã về việc a",
        "Kế hoạch số 59/KH-UBND ngày 30/12/2022 của UBND huyện Tứ Kỳ về việc a",
        "Công văn số 91/UBND-VP ngày 22/02/2023 của UBND huyện về việc a",
        "Công văn số 91/UBND-VP ngày 11/4/2023 của UBND xã về việc a",
        "Quyết định số 91/QĐ-UBND ngày 22/02/2023 của UBND xã về việc a",
        "Công văn số 33/UBND-NV ngày 03/5/2023 về việc b",
        "Kế hoạch số 59/KH-UBND đã ban hành",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_letter_with_the_code_cv_is_told_once() -> None:
    (finding,) = found_in(cited_symbol, TEXT)
    assert finding.message == "Công văn 17/CV-UBND: ký hiệu của công văn không có chữ CV, viết như 17/UBND-VP."
    assert finding.quote == "17/CV-UBND"


def test_codes_the_decree_does_not_know_are_told_with_the_right_one() -> None:
    (finding,) = found_in(cited_symbol, "Quy chế số 05/QCh-UBND ngày 21/02/2023 về làm việc.")
    assert finding.message == "05/QCh-UBND: Nghị định không có chữ viết tắt QCh, đúng là QC."


def test_right_symbols_and_documents_of_the_records_are_left_alone() -> None:
    period = parse_period("2023-nam")
    assert period is not None
    book = make_yearbook(OFFICE, period, [letter("17/CV-UBND", date(2023, 2, 21))], [], [])
    assert found_in(cited_symbol, TEXT, yearbook=book) == []
    assert found_in(cited_symbol, "Công văn số 17/UBND-VP và Quyết định số 30/QĐ-UBND, Nghị quyết số 24-NQ/TW.") == []
