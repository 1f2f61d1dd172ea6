"""Reporting periods and their windows: what the regimes say, day by day."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest

from cchc_tui.records.period import GENERAL_REGIME, Period, PeriodKind, Regime, Window, free_period, parse_period

CCHC = Regime(
    "cchc",
    "Báo cáo cải cách hành chính",
    closing_day=14,
    periods=("quy-1", "6-thang", "quy-3", "nam"),
    cumulative=("6-thang", "nam"),
)
LAST_DAY = Regime("lich", "Theo tháng dương lịch", closing_day=31)


def _period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None, text
    return found


class TestParse:
    @pytest.mark.parametrize(
        ("code", "typed"),
        [
            ("2023-06", "2023-6 | 6/2023 | 06/2023 | 6-2023 | tháng 6/2023 | tháng 06 năm 2023 | THANG 6 NAM 2023"),
            (
                "2023-quy-3",
                "2023-quy-3 | quý 3/2023 | quý III/2023 | Quý III năm 2023 | q3/2023 | quy 3 2023 | 2023-q3",
            ),
            ("2023-quy-4", "quý IV/2023 | quý iv năm 2023"),
            ("2023-6-thang", "6 tháng đầu năm 2023 | 6 tháng 2023 | 6 tháng/2023 | 2023-6-thang | 2023-6t"),
            ("2023-9-thang", "9 tháng đầu năm 2023 | 9 tháng năm 2023 | 2023-9-thang"),
            ("2023-nam", "2023 | năm 2023 | nam 2023 | 2023-nam | NĂM 2023"),
            (
                "2022-12-15..2023-12-14",
                "15/12/2022 - 14/12/2023 | 15/12/2022–14/12/2023 | từ 15/12/2022 đến 14/12/2023"
                " | từ ngày 15.12.2022 đến ngày 14.12.2023 | 2022-12-15..2023-12-14 | 15/12/2022..14/12/2023"
                " | từ ngày 15 tháng 12 năm 2022 đến ngày 14 tháng 12 năm 2023",
            ),
            (
                "2025-07-01..2025-09-14",
                "từ 01/7 đến 14/9/2025 | 1/7–14/9/2025 | Từ ngày 01/7 đến ngày 14/9/2025 | 01.7 - 14.9.2025"
                " | từ ngày 01 tháng 7 đến ngày 14 tháng 9 năm 2025",
            ),
            ("2026-8-thang", "8 tháng đầu năm 2026 | 08 tháng đầu năm 2026 | 8 THÁNG NĂM 2026 | 8 tháng đầu 2026"),
            ("2023-11-thang", "11 tháng đầu năm 2023 | 11 tháng đầu/2023"),
            ("2024-6-thang-cuoi", "6 tháng cuối năm 2024 | 06 tháng cuối năm 2024 | 6 tháng cuối/2024"),
            ("2024-3-thang-cuoi", "3 tháng cuối năm 2024"),
            ("2024-nam", "cả năm 2024"),
        ],
    )
    def test_codes_and_what_clerks_type(self, code: str, typed: str) -> None:
        for text in typed.split(" | "):
            for spelling in (text, unicodedata.normalize("NFD", text), f"  {text}\u00a0"):
                assert _period(spelling).code == code, spelling
        assert _period(code).code == code
        assert _period(_period(code).name).code == code

    @pytest.mark.parametrize(
        "text",
        [
            "", "13/2023", "0/2023", "quý 5/2023", "quý 0/2023", "tháng 6", "23", "1823", "2223", "2023 2024",
            "7 tháng 2023", "12 tháng đầu năm 2023", "1 tháng đầu năm 2023", "12 tháng cuối năm 2023",
            "từ 15/12 đến 14/6/2025", "từ 31/6 đến 14/9/2025", "từ 01/7/2025 đến 14/9",
            "31/2/2023 - 1/3/2023", "2/3/2023 - 1/3/2023", "1/3/2023", "nửa năm", "2023-13", "6/23",
            "² 2023",
        ],
    )  # fmt: skip
    def test_anything_else_is_none(self, text: str) -> None:
        assert parse_period(text) is None

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("2023-06", "tháng 6 năm 2023"),
            ("2023-quy-1", "quý I năm 2023"),
            ("2023-6-thang", "6 tháng đầu năm 2023"),
            ("2023-9-thang", "9 tháng đầu năm 2023"),
            ("2023-nam", "năm 2023"),
            ("2026-8-thang", "8 tháng đầu năm 2026"),
            ("2024-6-thang-cuoi", "6 tháng cuối năm 2024"),
            ("2022-12-15..2023-12-14", "từ ngày 15/12/2022 đến ngày 14/12/2023"),
        ],
    )
    def test_names_as_the_administration_says_them(self, code: str, name: str) -> None:
        assert _period(code).name == name


class TestWindows:
    @pytest.mark.parametrize(
        ("regime", "text", "first", "last"),
        [
            (GENERAL_REGIME, "1/2023", "2022-12-15", "2023-01-14"),
            (GENERAL_REGIME, "6/2023", "2023-05-15", "2023-06-14"),
            (GENERAL_REGIME, "quý 1/2023", "2022-12-15", "2023-03-14"),
            (GENERAL_REGIME, "quý 2/2023", "2023-03-15", "2023-06-14"),
            (GENERAL_REGIME, "quý 4/2023", "2023-09-15", "2023-12-14"),
            (GENERAL_REGIME, "6 tháng 2023", "2022-12-15", "2023-06-14"),
            (GENERAL_REGIME, "9 tháng 2023", "2022-12-15", "2023-09-14"),
            (GENERAL_REGIME, "2023", "2022-12-15", "2023-12-14"),
            (GENERAL_REGIME, "8 tháng đầu năm 2026", "2025-12-15", "2026-08-14"),
            (LAST_DAY, "8 tháng đầu năm 2026", "2026-01-01", "2026-08-31"),
            (CCHC, "6 tháng cuối năm 2024", "2024-06-15", "2024-12-14"),
            (CCHC, "từ 01/7 đến 14/9/2025", "2025-07-01", "2025-09-14"),
            (CCHC, "quý 1/2023", "2022-12-15", "2023-03-14"),
            (CCHC, "6 tháng 2023", "2022-12-15", "2023-06-14"),
            (CCHC, "quý 3/2023", "2023-06-15", "2023-09-14"),
            (CCHC, "2023", "2022-12-15", "2023-12-14"),
            (LAST_DAY, "2/2024", "2024-02-01", "2024-02-29"),
            (LAST_DAY, "2023", "2023-01-01", "2023-12-31"),
            (GENERAL_REGIME, "01/7/2025 - 14/9/2025", "2025-07-01", "2025-09-14"),
        ],
    )
    def test_the_days_of_each_period(self, regime: Regime, text: str, first: str, last: str) -> None:
        assert regime.window(_period(text)) == Window(date.fromisoformat(first), date.fromisoformat(last))

    @pytest.mark.parametrize("closing_day", [1, 14, 28, 29, 30, 31])
    def test_months_tile_years_without_a_gap_or_an_overlap(self, closing_day: int) -> None:
        regime = Regime("x", "x", closing_day=closing_day)
        for year in (2023, 2024):
            months = [regime.window(Period(PeriodKind.MONTH, year, month)) for month in range(1, 13)]
            whole = regime.window(Period(PeriodKind.YEAR, year))
            assert (months[0].first, months[-1].last) == (whole.first, whole.last)
            for before, after in pairwise(months):
                assert after.first == before.last + timedelta(days=1)
        assert regime.window(_period("1/2024")).first == regime.window(_period("12/2023")).last + timedelta(days=1)

    def test_a_cumulative_quarter_counts_from_the_start_of_the_year(self) -> None:
        regime = Regime("x", "x", closing_day=14, cumulative=("quy-3",))
        assert regime.window(_period("quý 3/2023")).first == date(2022, 12, 15)
        assert regime.window(_period("quý 2/2023")).first == date(2023, 3, 15)

    @pytest.mark.parametrize(
        ("typed", "first", "last"),
        [
            ("6 tháng 2023", date(2022, 12, 15), date(2023, 6, 14)),
            ("6 tháng cuối năm 2023", date(2023, 6, 15), date(2023, 12, 14)),
            ("9 tháng 2023", date(2022, 12, 15), date(2023, 9, 14)),
            ("quý 3/2023", date(2023, 6, 15), date(2023, 9, 14)),
        ],
    )
    def test_where_nothing_accumulates_a_period_counts_its_own_months(
        self, typed: str, first: date, last: date
    ) -> None:
        regime = Regime("x", "x", closing_day=14, cumulative=())
        assert regime.window(_period(typed)) == Window(first, last)

    def test_half_years_that_do_not_accumulate_make_the_year(self) -> None:
        regime = Regime("x", "x", closing_day=14, cumulative=())
        halves = [regime.window(_period(typed)) for typed in ("6 tháng 2023", "6 tháng cuối năm 2023")]
        year = regime.window(_period("2023"))
        assert (halves[0].first, halves[1].last) == (year.first, year.last)
        assert halves[1].first == halves[0].last + timedelta(days=1)

    def test_an_office_may_set_a_window_of_its_own(self) -> None:
        own = Window(date(2023, 1, 1), date(2023, 12, 20))
        regime = Regime("x", "x", closing_day=14, overrides=(("2023-nam", own),))
        assert regime.window(_period("2023")) == own
        assert regime.window(_period("2024")).first == date(2023, 12, 15)

    def test_a_directive_of_late_december_belongs_to_the_next_year(self) -> None:
        assert date(2023, 12, 27) in GENERAL_REGIME.window(_period("2024"))
        assert date(2023, 12, 27) not in GENERAL_REGIME.window(_period("2023"))


class TestRegime:
    def test_what_is_asked_for(self) -> None:
        asked = [
            text
            for text in ("6/2023", "quý 1/2023", "quý 2/2023", "6 tháng 2023", "2023")
            if CCHC.reports(_period(text))
        ]
        assert asked == ["quý 1/2023", "6 tháng 2023", "2023"]
        assert GENERAL_REGIME.reports(_period("quý 2/2023"))
        for text in ("01/7/2025 - 14/9/2025", "8 tháng đầu năm 2026", "6 tháng cuối năm 2024"):
            assert CCHC.reports(_period(text)), f"{text}: what no regime plans is always allowed"


class TestPrevious:
    @pytest.mark.parametrize(
        ("text", "before"),
        [
            ("1/2023", "2022-12"), ("6/2023", "2023-05"), ("quý 1/2023", "2022-quy-4"), ("quý 3/2023", "2023-quy-2"),
            ("6 tháng 2023", "2022-6-thang"), ("8 tháng đầu năm 2026", "2025-8-thang"),
            ("2023", "2022-nam"), ("11/1/2023 - 20/1/2023", "2023-01-01..2023-01-10"),
        ],
    )  # fmt: skip
    def test_the_period_of_the_same_kind_before(self, text: str, before: str) -> None:
        assert _period(text).previous.code == before


def test_windows_cover_and_overlap() -> None:
    year, june = GENERAL_REGIME.window(_period("2023")), GENERAL_REGIME.window(_period("6/2023"))
    july = GENERAL_REGIME.window(_period("7/2023"))
    assert year.covers(june)
    assert not june.covers(year)
    assert year.overlaps(june)
    assert not june.overlaps(july)
    assert june.overlaps(Window(june.last, july.first))


def test_a_free_period_is_named_after_the_year_it_ends_in() -> None:
    assert free_period(date(2022, 12, 15), date(2023, 12, 14)).year == 2023


@pytest.mark.parametrize(
    "code",
    [
        "2023-12", "2023-06", "2023-quy-4", "2023-quy-1", "2023-6-thang", "2023-9-thang", "2023-8-thang",
        "2023-6-thang-cuoi", "2023-nam",
    ],
)  # fmt: skip
def test_the_following_period_has_this_one_before_it(code: str) -> None:
    period = parse_period(code)
    assert period is not None
    assert period.following.previous == period
    assert period.following != period


def test_free_days_are_followed_by_as_many() -> None:
    period = parse_period("2022-12-15..2023-12-14")
    assert period is not None
    assert period.following.code == "2023-12-15..2024-12-13"
