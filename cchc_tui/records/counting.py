"""Adding up counts of one measure whose windows may lie inside one another, or cross."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_tui.language.wording import Qualifier, Quantity, add_quantities
from cchc_tui.records.period import Window

if TYPE_CHECKING:
    from decimal import Decimal

Counted = tuple[Window, Quantity]


def total_of(counts: Sequence[Counted]) -> Quantity | None:
    """Return the total of one measure, qualifiers carried; None when nothing was counted.

    A count stated for a longer window stands for those inside it. Where two windows cross, both cannot be added: what
    happened on the shared days would count twice. Then the total is the largest sum of windows that do not cross, said
    as "trên", because at least that much is certain.
    """
    outermost = [
        (window, quantity)
        for window, quantity in counts
        if not any(other != window and other.covers(window) for other, _ in counts)
    ]
    if not outermost:
        return None
    groups = _by_window(outermost)
    chosen = _largest_apart(groups)
    parts = [quantity for window, quantities in groups if window in chosen for quantity in quantities]
    left = [quantity for window, quantities in groups if window not in chosen for quantity in quantities]
    if any(quantity.value for quantity in left):
        parts.append(Quantity(0, Qualifier.OVER))
    return add_quantities(parts)


def total_of_offices(counts: Mapping[str | None, Sequence[Counted]], *, lacking: bool) -> Quantity | None:
    """Return the total of offices that were joined: each added up by itself, then together.

    Where one of them is `lacking` its count the others are "trên": at least that much is certain.
    """
    parts = [total for each in counts.values() if (total := total_of(each)) is not None]
    if not parts:
        return None
    return add_quantities([*parts, Quantity(0, Qualifier.OVER)] if lacking else parts)


def crossing(windows: Sequence[Window]) -> Iterator[tuple[Window, Window]]:
    """Yield the pairs of windows that share days while neither lies inside the other."""
    ordered = sorted(set(windows))
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.first > one.last:
                break
            if not one.covers(other) and not other.covers(one):
                yield one, other


def _by_window(counts: Sequence[Counted]) -> list[tuple[Window, list[Quantity]]]:
    groups: dict[Window, list[Quantity]] = {}
    for window, quantity in counts:
        groups.setdefault(window, []).append(quantity)
    return sorted(groups.items(), key=lambda group: (group[0].last, group[0].first))


def _largest_apart(groups: Sequence[tuple[Window, list[Quantity]]]) -> set[Window]:
    """Return the windows that do not cross and whose counts come to most, by the day they end."""
    if all(one.last < other.first for (one, _), (other, _) in pairwise(groups)):
        return {window for window, _ in groups}
    best: list[tuple[int | Decimal, tuple[Window, ...]]] = [(0, ())]
    for number, (window, quantities) in enumerate(groups):
        before = sum(1 for other, _ in groups[:number] if other.last < window.first)
        value, windows = best[before]
        taken = (value + sum(q.value for q in quantities), (*windows, window))
        best.append(max(best[number], taken, key=lambda choice: (choice[0], len(choice[1]))))
    return set(best[-1][1])
