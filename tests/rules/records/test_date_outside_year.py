"""The year of date, symbol and folder is one."""

from __future__ import annotations

from datetime import date

from cchc_tui.rules.records.date_outside_year import RULE
from cchc_tui.rules.rule import Book, Kept
from tests.rules.builders import OFFICE, found_on, letter


def test_a_symbol_with_another_year_is_found() -> None:
    decree = letter("30/2020/NĐ-CP", date(2021, 3, 5), kind="nghi-dinh")
    (finding,) = found_on(RULE, directives=[decree])
    assert "ký hiệu ghi năm 2020" in finding.message


def test_a_file_in_another_years_folder_is_found() -> None:
    book = Book(OFFICE, directives=[Kept(letter(), "directives/2022/x.toml")])
    assert [f.key for f in RULE.findings(book)] == ["issued_on"]


def test_the_same_year_is_lawful() -> None:
    assert found_on(RULE, directives=[letter(), letter("30/2020/NĐ-CP", date(2020, 3, 5), kind="nghi-dinh")]) == []
