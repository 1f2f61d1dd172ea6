"""A cited date that is not the record's is told with both; another year or another office's document is not."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.document.passages import read_document
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.rules.prose.citation_contradicts import RULE
from cchc_tui.rules.rule import Kept, Paper
from tests.rules.builders import OFFICE, TODAY, letter, sheet

REGISTER = (
    letter("17/CV-UBND", date(2023, 2, 21)),
    letter("91/CV-UBND", date(2023, 4, 11)),
    letter("59/KH-UBND", date(2022, 12, 31), kind="ke-hoach"),
    letter("30/2020/NĐ-CP", date(2020, 3, 5), kind="nghi-dinh", issuer="Chính phủ", direction="incoming"),
    letter("33/UBND-NV", date(2023, 5, 2), issuer="UBND huyện Tứ Kỳ", direction="incoming"),
)


def found(text: str) -> list[Finding]:
    kept = Kept(sheet(), "reports/2023-nam/report.toml")
    return list(RULE.findings(Paper(read_document(text), kept, OFFICE, None, TODAY, register=REGISTER)))


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
