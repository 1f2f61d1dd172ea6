"""Numbers and dates are written as the administration does and read as clerks type them."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.language.wording import (
    Qualifier,
    Quantity,
    add_quantities,
    compare,
    format_date,
    format_long_date,
    format_number,
    format_percent,
    format_quantity,
    parse_date,
    parse_number,
    parse_quantity,
)

FRIDAY = date(2023, 12, 22)
UNCLEAR_DATES = (
    "31/2|29/02/2023|0/5|32/1/2023|21/13|21-2/23|21/2/023|12/98/1|21|2/2023|thứ tám||ngày|nay mai"
    "|21/2/2023/4|1/1/1899|٢١/٢/٢٠٢٣|+|+99999|21 2 2023|hôm|2023-2-30"
)
UNCLEAR_NUMBERS = "25.00|2,500|2.5|1.2500|0.500|1.000 000|-5|+5|2500đ||.|1..000|²|٢|9999999999999999|1.00a"


class TestWrittenDates:
    @pytest.mark.parametrize(
        ("day", "short", "long"),
        [
            (date(2023, 9, 6), "06/9/2023", "ngày 06 tháng 9 năm 2023"),
            (date(2023, 2, 21), "21/02/2023", "ngày 21 tháng 02 năm 2023"),
            (date(2020, 1, 5), "05/01/2020", "ngày 05 tháng 01 năm 2020"),
            (date(2019, 6, 29), "29/6/2019", "ngày 29 tháng 6 năm 2019"),
            (date(2023, 3, 1), "01/3/2023", "ngày 01 tháng 3 năm 2023"),
            (date(2023, 12, 10), "10/12/2023", "ngày 10 tháng 12 năm 2023"),
        ],
    )
    def test_days_under_ten_and_the_first_two_months_have_a_zero(self, day: date, short: str, long: str) -> None:
        assert format_date(day) == short
        assert format_long_date(day) == long

    def test_a_draft_leaves_room_for_what_is_not_known(self) -> None:
        assert format_long_date(None, month=12, year=2023) == "ngày     tháng 12 năm 2023"
        assert format_long_date(None, month=2) == "ngày     tháng 02 năm     "
        assert format_long_date(None, year=2023) == "ngày     tháng     năm 2023"


class TestTypedDates:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("21/2", date(2023, 2, 21)),
            ("21-2-23", date(2023, 2, 21)),
            ("21.02.2023", date(2023, 2, 21)),
            ("21/02/2023", date(2023, 2, 21)),
            ("21 / 2 / 2023", date(2023, 2, 21)),
            ("2023-02-21", date(2023, 2, 21)),
            ("ngày 21 tháng 2 năm 2023", date(2023, 2, 21)),
            ("Ngày 06 tháng 9", date(2023, 9, 6)),
            ("ngày 06/9/2023.", date(2023, 9, 6)),
            ("nga\u0300y 6/9", date(2023, 9, 6)),
            ("1/1/98", date(1998, 1, 1)),
            ("2/9/45", date(1945, 9, 2)),
            ("1/1/44", date(2044, 1, 1)),
            ("hn", FRIDAY),
            ("Hôm nay", FRIDAY),
            ("hq", date(2023, 12, 21)),
            ("hom qua", date(2023, 12, 21)),
            ("hôm kia", date(2023, 12, 20)),
            ("+3", date(2023, 12, 25)),
            ("-1", date(2023, 12, 21)),
            ("- 30", date(2023, 11, 22)),
            ("t2", date(2023, 12, 18)),
            ("T6", FRIDAY),
            ("t7", date(2023, 12, 16)),
            ("cn", date(2023, 12, 17)),
            ("thứ hai", date(2023, 12, 18)),
            ("Thứ Bảy", date(2023, 12, 16)),
            ("thứ 4", date(2023, 12, 20)),
            ("29/02/2024", date(2024, 2, 29)),
        ],
    )
    def test_what_clerks_type_is_the_day_they_mean(self, typed: str, day: date) -> None:
        assert parse_date(typed, FRIDAY) == day

    @pytest.mark.parametrize(
        "typed",
        UNCLEAR_DATES.split("|"),
    )
    def test_impossible_and_unclear_dates_are_none(self, typed: str) -> None:
        assert parse_date(typed, FRIDAY) is None

    def test_without_a_year_a_day_far_ahead_is_last_years(self) -> None:
        january = date(2024, 1, 5)
        assert parse_date("25/12", january) == date(2023, 12, 25)
        assert parse_date("5/2", january) == date(2024, 2, 5)
        assert parse_date("6/2", january) == date(2023, 2, 6)

    def test_the_ends_of_the_calendar_are_none(self) -> None:
        assert parse_date("+9999", date.max) is None

    @given(st.dates(date(1950, 1, 1), date(2030, 12, 31)))
    def test_what_is_written_can_be_typed(self, day: date) -> None:
        assert parse_date(format_date(day), FRIDAY) == day
        assert parse_date(format_long_date(day), FRIDAY) == day
        assert parse_date(day.isoformat(), FRIDAY) == day

    @given(st.text(max_size=20), st.dates())
    def test_anything_typed_is_a_day_or_none(self, text: str, today: date) -> None:
        assert parse_date(text, today) is None or isinstance(parse_date(text, today), date)


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (0, "0"),
            (999, "999"),
            (2500, "2.500"),
            (1234567, "1.234.567"),
            (-2500, "-2.500"),
            (10**15 + 1, "1.000.000.000.000.001"),
            (Decimal("97.7"), "97,7"),
            (Decimal("1234.50"), "1.234,50"),
            (Decimal("1E+3"), "1.000"),
        ],
    )
    def test_thousands_have_a_point_and_decimals_a_comma(self, value: int | Decimal, written: str) -> None:
        assert format_number(value) == written

    @pytest.mark.parametrize(
        ("typed", "value"),
        [("2500", 2500), ("2.500", 2500), ("2 500", 2500), (" 2\u00a0500 ", 2500), ("1.234.567", 1234567), ("007", 7)],
    )
    def test_a_count_is_read_with_or_without_separators(self, typed: str, value: int) -> None:
        assert parse_number(typed) == value

    @pytest.mark.parametrize(
        "typed",
        UNCLEAR_NUMBERS.split("|"),
    )
    def test_what_is_not_clearly_a_count_is_none(self, typed: str) -> None:
        assert parse_number(typed) is None

    @given(st.integers(0, 10**15 - 1))
    def test_what_is_written_can_be_typed(self, value: int) -> None:
        assert parse_number(format_number(value)) == value


class TestQuantities:
    @pytest.mark.parametrize(
        ("typed", "value", "qualifier"),
        [
            ("24", 24, Qualifier.EXACT),
            ("đúng 24", 24, Qualifier.EXACT),
            ("trên 90", 90, Qualifier.OVER),
            ("khoảng trên 2500", 2500, Qualifier.ABOUT_OVER),
            ("Khoang tren 2.500", 2500, Qualifier.ABOUT_OVER),
            ("khoảng 1 200", 1200, Qualifier.ABOUT),
            ("gần 100", 100, Qualifier.NEARLY),
            ("hơn 100", 100, Qualifier.MORE_THAN),
            (">90", 90, Qualifier.OVER),
            ("~ 90", 90, Qualifier.ABOUT),
        ],
    )
    def test_a_count_keeps_how_sure_it_is(self, typed: str, value: int, qualifier: Qualifier) -> None:
        assert parse_quantity(typed) == Quantity(value, qualifier)

    @pytest.mark.parametrize("typed", ["trên", "dưới 90", "90 lượt", "trên 25.00", "", "trên dưới 5", "90 trên"])
    def test_other_words_are_none(self, typed: str) -> None:
        assert parse_quantity(typed) is None

    def test_the_seed_says_about_over_two_thousand_five_hundred(self) -> None:
        assert format_quantity(Quantity(2500, Qualifier.ABOUT_OVER)) == "khoảng trên 2.500"
        assert format_quantity(Quantity(24)) == "24"

    @given(st.integers(0, 10**12), st.sampled_from(Qualifier))
    def test_what_is_written_can_be_typed(self, value: int, qualifier: Qualifier) -> None:
        assert parse_quantity(format_quantity(Quantity(value, qualifier))) == Quantity(value, qualifier)

    @pytest.mark.parametrize(
        ("parts", "total"),
        [
            ("", "exact"),
            ("exact exact", "exact"),
            ("exact over", "over"),
            ("exact about", "about"),
            ("over over", "over"),
            ("more_than more_than exact", "more_than"),
            ("over more_than", "over"),
            ("about over", "about_over"),
            ("about more_than", "about_over"),
            ("about about_over", "about_over"),
            ("about_over over exact", "about_over"),
            ("nearly nearly", "nearly"),
            ("nearly over", "about"),
            ("nearly more_than", "about"),
            ("nearly about", "about"),
            ("nearly about_over over", "about"),
        ],
    )
    def test_a_sum_says_no_more_than_its_parts_in_any_order(self, parts: str, total: str) -> None:
        for order in permutations(parts.split()):
            summed = add_quantities(Quantity(10, Qualifier(part)) for part in order)
            assert summed == Quantity(10 * len(order), Qualifier(total))


class TestComparison:
    @pytest.mark.parametrize(
        ("now", "before", "said"),
        [
            (90, 78, "tăng 12 (15,4%)"),
            (3, 6, "giảm 3 (50%)"),
            (5, 5, "không thay đổi"),
            (0, 5, "giảm 5 (100%)"),
            (5, 0, "tăng 5"),
            (100_001, 100_000, "tăng 1"),
            (5000, 2500, "tăng 2.500 (100%)"),
        ],
    )
    def test_growth_is_said_in_number_and_share(self, now: int, before: int, said: str) -> None:
        assert compare(now, before) == said

    def test_a_share_is_rounded_half_up_to_one_decimal(self) -> None:
        assert format_percent(43, 44) == "97,7%"
        assert format_percent(1, 2000) == "0,1%"
        assert format_percent(7, 7) == "100%"
        assert format_percent(1, 0) == ""
