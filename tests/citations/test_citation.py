"""Citations in the wild: wholly right or marked doubtful, never silently wrong."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.citations import NO_DATE, Citation, find_citations

TABLE = Path(__file__).parents[1] / "cases" / "citations.txt"
AT_LEAST_RIGHT = 0.97


@dataclass
class Case:
    sentence: str
    expected: list[tuple[str, ...]] = field(default_factory=list)
    doubtful: list[bool] = field(default_factory=list)


def read_table() -> list[Case]:
    cases: list[Case] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("> ", "NFD> ")):
            sentence = line.partition("> ")[2].replace("⏎", "\n")
            cases.append(Case(unicodedata.normalize("NFD", sentence) if line.startswith("NFD") else sentence))
        elif line.startswith(("= ", "? ")):
            cases[-1].expected.append(tuple(part.strip() for part in line[2:].split("|")))
            cases[-1].doubtful.append(line.startswith("?"))
    return cases


def shown(citation: Citation) -> tuple[str, ...]:
    day = citation.issued_on.isoformat() if citation.issued_on else None
    values = (citation.kind, citation.symbol_text, day, citation.issuer, citation.subject)
    return tuple(value or "-" for value in values)


CASES = read_table()


def test_the_table_holds_150_sentences() -> None:
    assert len({case.sentence for case in CASES}) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence[:60])
def test_no_sentence_is_silently_read_wrong(case: Case) -> None:
    found = find_citations(case.sentence)
    assert len(found) == len(case.expected), [shown(c) for c in found]
    for citation, expected, must_doubt in zip(found, case.expected, case.doubtful, strict=True):
        assert shown(citation) == expected or citation.doubts
        assert citation.doubts or not must_doubt


def test_nearly_all_sentences_are_read_wholly_right() -> None:
    wrong = [case.sentence for case in CASES if not is_right(case)]
    assert len(wrong) <= (1 - AT_LEAST_RIGHT) * len(CASES), "\n".join(wrong)


def is_right(case: Case) -> bool:
    found = find_citations(case.sentence)
    return [shown(c) for c in found] == case.expected and [bool(c.doubts) for c in found] == case.doubtful


def test_offsets_point_at_the_words_that_were_read() -> None:
    text = "Sau đó, UBND xã ban hành công văn số 17/CV-UBND ngày 21/02/2023 về việc chấn chỉnh TTHC."
    (citation,) = find_citations(text)
    assert text[citation.start : citation.end] == "công văn số 17/CV-UBND ngày 21/02/2023 về việc chấn chỉnh TTHC"
    assert text[slice(*citation.symbol_at)] == "17/CV-UBND"


def test_the_date_of_a_conference_is_not_taken_for_the_plan_it_spread() -> None:
    (citation,) = find_citations("Ngày 10/01/2023, xã tổ chức Hội nghị triển khai Kế hoạch số 59/KH-UBND về CCHC.")
    assert citation.issued_on is None
    assert NO_DATE in citation.doubts


def test_a_sentence_nobody_wrote_takes_time_by_its_length() -> None:
    """Cut into parts, two thousand documents in one sentence are all found, none lost at a cut."""
    found = find_citations("Công văn số 1/UBND-VP ngày 05/01/2023 và " * 2_000)
    assert len(found) == 2_000
    assert {c.issued_on for c in found} == {date(2023, 1, 5)}


@pytest.mark.parametrize("name", ["Đất đai", "Ủy ban", "Cán bộ, công chức", "Ưu đãi", "Ẩm thực"])
def test_a_law_is_found_whatever_capital_its_name_begins_with(name: str) -> None:
    (citation,) = find_citations(f"Thực hiện Luật {name} ngày 18 tháng 01 năm 2024, UBND xã đã niêm yết.")
    assert (citation.subject, citation.issued_on) == (name, date(2024, 1, 18))
