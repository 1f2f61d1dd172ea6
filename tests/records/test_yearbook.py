"""What one report sees: records of its window, in order, with totals that count nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.language.wording import Qualifier, Quantity
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, RegimeTable, WindowTable
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.yearbook import Yearbook, count_window, make_yearbook

GONE = date(2023, 3, 1)


def _count(period: str, value: int, qualifier: str | None = None, **more: object) -> MediaCount:
    return MediaCount(
        id=f"{period}-{value}", channel="dai", measure="bai", period=period, value=value, qualifier=qualifier
    ).change(**more)


def _book(
    period: str = "2023-nam",
    directives: tuple[Directive, ...] = (),
    media: tuple[MediaCount, ...] = (),
    checklist: tuple[ChecklistItem, ...] = (),
    office: OfficeSettings = OfficeSettings(),  # noqa: B008 - frozen
    window: Window | None = None,
) -> Yearbook:
    read = parse_period(period)
    assert read is not None
    return make_yearbook(office, read, directives, media, checklist, window=window)


def _letter(day: date | None, symbol: str = "1/CV-UBND", **more: object) -> Directive:
    return Directive(id=f"{symbol} {day}", symbol=symbol, issued_on=day).change(**more)


class TestDirectives:
    def test_those_issued_in_the_window_edges_included(self) -> None:
        days = [date(2022, 12, 14), date(2022, 12, 15), date(2023, 12, 14), date(2023, 12, 15), None]
        seen = _book(directives=tuple(_letter(day) for day in days)).directives
        assert [d.issued_on for d in seen] == [date(2022, 12, 15), date(2023, 12, 14)]

    def test_by_date_then_by_number(self) -> None:
        day = date(2023, 2, 21)
        letters = (_letter(date(2023, 4, 11), "91/CV-UBND"), _letter(day, "100/CV-UBND"), _letter(day, "17/CV-UBND"))
        assert [d.symbol for d in _book(directives=letters).directives] == ["17/CV-UBND", "100/CV-UBND", "91/CV-UBND"]

    def test_deleted_ones_are_left_out(self) -> None:
        day = date(2023, 2, 21)
        assert _book(directives=(_letter(day, deleted_on=GONE),)).directives == ()


class TestTotals:
    def test_months_add_up_and_carry_their_qualifiers(self) -> None:
        book = _book(media=(_count("2023-01", 10), _count("2023-02", 20, "over")))
        assert book.total("dai", "bai") == Quantity(30, Qualifier.OVER)

    def test_nothing_counted_is_none_and_a_counted_nothing_is_zero(self) -> None:
        assert _book().total("dai", "bai") is None
        assert _book(media=(_count("2023-01", 0),)).total("dai", "bai") == Quantity(0)

    def test_a_longer_count_stands_for_the_months_inside_it(self) -> None:
        media = (_count("2023-nam", 90, "over"), _count("2023-01", 10), _count("2023-02", 20))
        assert _book(media=media).total("dai", "bai") == Quantity(90, Qualifier.OVER)

    def test_a_quarter_and_a_month_outside_it_add_up(self) -> None:
        media = (_count("2023-quy-1", 30), _count("2023-02", 12), _count("2023-04", 5))
        assert _book(media=media).total("dai", "bai") == Quantity(35)

    def test_counts_outside_the_window_do_not_count(self) -> None:
        media = (_count("2022-12", 7), _count("2023-12", 8), _count("2024-01", 9))
        assert _book(media=media).total("dai", "bai") == Quantity(8)

    def test_a_count_cut_in_two_is_in_no_total_and_said(self) -> None:
        book = _book(media=(_count("2022-12-01..2022-12-31", 5), _count("2023-03", 2)))
        assert book.total("dai", "bai") == Quantity(2)
        assert [m.value for m in book.straddling] == [5]

    def test_a_count_of_the_whole_year_says_nothing_about_a_month(self) -> None:
        book = _book("2023-06", media=(_count("2023-nam", 90),))
        assert book.total("dai", "bai") is None
        assert book.straddling == ()

    def test_other_channels_measures_and_deleted_ones_do_not_count(self) -> None:
        media = (_count("2023-01", 1, deleted_on=GONE), _count("2023-01", 2, channel="web"), _count("2023-01", 3))
        assert _book(media=media).total("dai", "bai") == Quantity(3)

    def test_a_count_without_a_readable_period_is_a_programs_fault(self) -> None:
        with pytest.raises(ValueError, match="no readable period"):
            count_window(_count("bao giờ", 1), OfficeSettings(), None)


class TestWindow:
    def test_the_report_may_say_its_own_days(self) -> None:
        own = Window(date(2023, 1, 1), date(2023, 12, 31))
        book = _book(directives=(_letter(date(2023, 12, 27)), _letter(date(2022, 12, 20))), window=own)
        assert [d.issued_on for d in book.directives] == [date(2023, 12, 27)]

    def test_the_office_may_set_days_of_its_own_even_without_a_table_of_regimes(self) -> None:
        row = WindowTable(regime="chung", period="2023-nam", window="2023-01-01..2023-12-31")
        book = _book(directives=(_letter(date(2023, 12, 27)),), office=OfficeSettings(windows=(row,)))
        assert len(book.directives) == 1

    def test_the_regime_is_that_of_the_office(self) -> None:
        month = RegimeTable(code="lich", name="Theo tháng", closing_day=31)
        book = _book(directives=(_letter(date(2023, 12, 27)),), office=OfficeSettings(regime="lich", regimes=(month,)))
        assert (book.regime, len(book.directives)) == ("lich", 1)


def test_items_stand_by_position() -> None:
    items = (
        ChecklistItem(id="b", position=2),
        ChecklistItem(id="a", position=10),
        ChecklistItem(id="c", position=1),
        ChecklistItem(id="d", position=3, deleted_on=GONE),
    )
    assert [item.id for item in _book(checklist=items).checklist] == ["c", "b", "a"]
