"""The decree's registers: whose documents, in which order, for which days."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.period import Period, PeriodKind, Window, parse_period
from cchc_tui.records.register import INCOMING_BOOK, OUTGOING_BOOK, book_rows, calendar_window, printed

YEAR = Window(date(2023, 1, 1), date(2023, 12, 31))


def document(number: int, day: date, **values: object) -> Directive:
    given = {
        "id": str(number),
        "direction": OUTGOING,
        "kind": "cong-van",
        "symbol": f"{number}/UBND-VP",
        "subject": "A",
    }
    return Directive(issued_on=day, **(given | values))  # type: ignore[arg-type]


@pytest.mark.parametrize("book", [OUTGOING_BOOK, INCOMING_BOOK])
def test_each_book_has_ten_columns_that_fill_a_page(book: object) -> None:
    assert len(book.columns) == 10  # type: ignore[attr-defined]
    assert sum(column.share for column in book.columns) == 100  # type: ignore[attr-defined]


def test_outgoing_documents_stand_by_day_then_by_number_as_numbers() -> None:
    rows = book_rows(
        [document(100, date(2023, 3, 1)), document(9, date(2023, 3, 1)), document(1, date(2023, 2, 1))],
        YEAR,
        incoming=False,
    )
    assert [row[0] for row in rows] == ["1/UBND-VP", "9/UBND-VP", "100/UBND-VP"]


def test_incoming_documents_stand_by_the_day_they_came() -> None:
    late = document(5, date(2022, 12, 28), direction=INCOMING, received_on=date(2023, 1, 3), received_number=1)
    rows = book_rows([late, document(6, date(2023, 1, 2))], YEAR, incoming=True)
    assert [row[:2] for row in rows] == [(date(2023, 1, 3), 1)]


def test_kind_and_subject_read_as_one_phrase() -> None:
    letter = document(1, date(2023, 2, 1), subject="chấn chỉnh")
    decision = document(2, date(2023, 2, 2), kind="quyet-dinh", subject="ban hành Quy chế")
    rows = book_rows([letter, decision], YEAR, incoming=False)
    assert [row[2] for row in rows] == ["Công văn về việc chấn chỉnh", "Quyết định ban hành Quy chế"]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("quý 4/2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("01/7/2023 - 15/8/2023", date(2023, 7, 1), date(2023, 8, 15)),
    ],
)
def test_registers_count_calendar_days(period: str, first: date, last: date) -> None:
    asked = parse_period(period)
    assert asked is not None
    assert calendar_window(asked) == Window(first, last)
    assert calendar_window(Period(PeriodKind.HALF, 2023)).last == date(2023, 6, 30)


def test_cells_print_as_the_administration_writes() -> None:
    assert [printed(cell) for cell in (date(2023, 9, 6), 12, None, "x")] == ["06/9/2023", "12", "", "x"]
