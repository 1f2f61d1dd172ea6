"""Places of tasks: 3 as it always was, and 1.1, 1.10 of several levels, typed, kept, sorted and printed."""

from __future__ import annotations

import random
from datetime import date

import pytest

from cchc_tui.collect.rows import with_whole_place
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.fields import field_of, from_plain, place_key, to_plain
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import GENERAL_REGIME, Period, PeriodKind
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.typed import read_typed, show_value
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.report import compose_report
from cchc_tui.storage.canonical import render
from cchc_tui.storage.paths import birth_path

FIELD = field_of(ChecklistItem, "position")
assert FIELD is not None
ORDER = (1, "1.1", "1.2", "1.2.1", "1.10", 2, "2.1", 10)


@pytest.mark.parametrize(
    ("typed", "kept"), [("3", 3), ("1.1", "1.1"), ("1.1.", "1.1"), (" 1.10.2 ", "1.10.2"), ("0", 0), ("", None)]
)
def test_a_place_is_typed_as_it_is_printed(typed: str, kept: int | str | None) -> None:
    assert FIELD is not None
    assert read_typed(FIELD, typed, today=date(2026, 1, 1)) == (kept, "")
    assert show_value(FIELD, kept) == typed.strip().rstrip(".")


@pytest.mark.parametrize("typed", ["1,1", "I.1", "1..2", "-1", "1.1a", "1.1.1.1.1.1.1", ".1"])
def test_what_is_no_place_is_a_sentence(typed: str) -> None:
    assert FIELD is not None
    value, message = read_typed(FIELD, typed, today=date(2026, 1, 1))
    assert value is None
    assert "không phải là số thứ tự. Gõ như 3, 1.1 hoặc 1.1.2." in message


@pytest.mark.parametrize(("place", "line"), [(3, "position = 3\n"), ("1.1", 'position = "1.1"\n')])
def test_a_whole_place_is_kept_as_it_always_was(place: int | str, line: str) -> None:
    item = ChecklistItem(id="aaaaaa", checklist="2026", position=place, task="Việc")
    assert line in render(item).decode()
    assert from_plain(ChecklistItem, to_plain(item)) == (item, [])


@pytest.mark.parametrize("wrong", [True, -1, 1.1, "1", "1.", "một", "1.1.1.1.1.1.1"])
def test_what_a_file_may_not_say(wrong: object) -> None:
    _, (fault,) = from_plain(ChecklistItem, {"position": wrong})
    assert (fault.key, "“Số thứ tự” phải là số nguyên" in fault.message) == ("position", True)


def test_names_of_files_and_the_report_are_in_natural_order() -> None:
    shuffled = random.Random(1).sample(ORDER, len(ORDER))
    items = [
        ChecklistItem(id=f"t{n:05}", checklist="2026", position=p, task=f"Việc {p}") for n, p in enumerate(shuffled)
    ]
    assert [i.position for i in sorted(items, key=lambda item: place_key(item.position))] == list(ORDER)
    names = {birth_path(item).rpartition("/")[2].partition("_")[0] for item in items}
    assert names == {"01", "01-01", "01-02", "01-02-01", "01-10", "02", "02-01", "10"}
    book = make_yearbook(OfficeSettings(), Period(PeriodKind.YEAR, 2026), (), (), items, regime=GENERAL_REGIME.code)
    sheet = ReportSheet(
        id="r00001", slug="2026", period="2026-nam", checklist="2026", subject="kết quả", kind="bao-cao"
    )
    printed = compose_report(sheet, book, "Lời.", source="", templates=None, draft=True)
    cells = [line.split("|")[1].strip() for line in printed.splitlines() if "| Việc " in line]
    assert cells == [str(place) for place in ORDER]


def test_a_province_reads_them_as_numbers_of_tasks() -> None:
    item = ChecklistItem(id="aaaaaa", checklist="2026", position="1.1", task="Việc")
    row = with_whole_place(to_plain(item))
    assert (row["position"], row["number"]) == (None, "1.1")
    assert with_whole_place(to_plain(item.change(position=3)))["position"] == 3
