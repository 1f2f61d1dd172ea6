"""The day by which a paper asks for its answer, read from its words."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.answer_day import asked_day

WRITTEN = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("báo cáo kết quả trước ngày 25/11/2026", date(2026, 11, 25)),
        ("gửi về Sở Nội vụ chậm nhất 17h00 ngày 30/11 để tổng hợp", date(2026, 11, 30)),
        ("chậm nhất là ngày 05/01", date(2027, 1, 5)),
        ("Trước 17 giờ 00, ngày 02-12-2026.", date(2026, 12, 2)),
        ("hạn cuối 10/12/2026", date(2026, 12, 10)),
        ("đợt 1 trước ngày 25/11/2026, đợt 2 trước ngày 20/12/2026", date(2026, 12, 20)),
        ("thực hiện Kế hoạch số 12/2026 ngày 25/11/2026", None),
        ("trước ngày 31/02/2027", None),
        ("trước kỳ họp", None),
        ("", None),
    ],
)
def test_the_day_asked_for(text: str, day: date | None) -> None:
    assert asked_day(text, WRITTEN) == day


def test_without_a_year_nothing_is_guessed_of_an_undated_paper() -> None:
    assert asked_day("trước ngày 25/11", None) is None
