"""What happened on one day is never added twice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.language.wording import Qualifier, Quantity
from cchc_tui.records.counting import crossing, total_of
from cchc_tui.records.period import Window


def days(first: int, last: int) -> Window:
    start = date(2023, 1, 1)
    return Window(start + timedelta(first), start + timedelta(last))


def test_windows_apart_add_up_exactly() -> None:
    assert total_of([(days(0, 30), Quantity(3)), (days(31, 58), Quantity(4))]) == Quantity(7)
    assert total_of([]) is None


def test_a_longer_window_stands_for_those_inside_it() -> None:
    months = [(days(0, 30), Quantity(3)), (days(31, 58), Quantity(4))]
    assert total_of([(days(0, 90), Quantity(9)), *months]) == Quantity(9)


def test_two_windows_that_cross_give_the_larger_said_as_at_least() -> None:
    crossed = [(days(0, 180), Quantity(40)), (days(90, 270), Quantity(50))]
    assert total_of(crossed) == Quantity(50, Qualifier.OVER)
    assert total_of([*crossed, (days(280, 300), Quantity(6))]) == Quantity(56, Qualifier.OVER)
    assert total_of([*crossed, (days(271, 300), Quantity(6))]) == Quantity(56, Qualifier.OVER)


def test_windows_apart_are_preferred_to_one_that_crosses_both_when_they_come_to_more() -> None:
    counts = [(days(0, 10), Quantity(6)), (days(8, 22), Quantity(10)), (days(20, 30), Quantity(6))]
    assert total_of(counts) == Quantity(12, Qualifier.OVER)


def test_a_crossing_window_in_which_nothing_happened_takes_nothing_from_the_total() -> None:
    assert total_of([(days(0, 180), Quantity(40)), (days(90, 270), Quantity(0))]) == Quantity(40)


def test_a_rounded_count_stays_rounded() -> None:
    crossed = [(days(0, 180), Quantity(40)), (days(90, 270), Quantity(50, Qualifier.ABOUT))]
    assert total_of(crossed) == Quantity(50, Qualifier.ABOUT_OVER)


def test_only_windows_that_cross_are_paired() -> None:
    windows = [days(0, 10), days(5, 15), days(6, 9), days(20, 30), days(0, 10)]
    assert list(crossing(windows)) == [(days(0, 10), days(5, 15))]


spans = st.tuples(st.integers(0, 40), st.integers(0, 20)).map(lambda pair: days(pair[0], pair[0] + pair[1]))


@given(st.dictionaries(spans, st.integers(0, 50), min_size=1, max_size=7))
def test_the_total_is_the_best_of_all_choices_that_do_not_cross(counted: dict[Window, int]) -> None:
    outer = [w for w in counted if not any(o != w and o.covers(w) for o in counted)]
    best = max(
        sum(counted[w] for w in chosen)
        for size in range(len(outer) + 1)
        for chosen in combinations(outer, size)
        if not any(a.overlaps(b) for a, b in combinations(chosen, 2))
    )
    total = total_of([(w, Quantity(value)) for w, value in counted.items()])
    assert total is not None
    assert total.value == best
    assert (total.qualifier is Qualifier.EXACT) == (sum(counted[w] for w in outer) == best)
