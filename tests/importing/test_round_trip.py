"""What this program printed comes back as it was: no word otherwise in silence, no sure fact that was none."""

from __future__ import annotations

from tests.importing.round_trip import run


def test_two_random_reports_come_back_as_they_were() -> None:
    figures = run(2)
    assert (figures.reports, figures.composed, figures.told) == (2, 2, 0)
    assert figures.wrong == []
    assert figures.silent == []
    assert figures.sure > figures.reports
