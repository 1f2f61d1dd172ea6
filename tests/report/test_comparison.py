"""The period before and the same period a year before, told apart; nothing where a side is not wholly recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import MeasureTarget
from cchc_tui.report import compose_report
from tests.report.builders import SOURCE, count, sheet, yearbook

PROSE = "{{ thong_ke() }}"


def months(*values: int | None, year: int = 2026, first: int = 7) -> list[MediaCount]:
    """Counts of one measure by months; None is a month nobody counted."""
    return [count("tin-bai", value, f"{year}-{first + n:02d}") for n, value in enumerate(values) if value is not None]


QUARTER_3, QUARTER_2, YEAR_BEFORE = months(10, 12, 8), months(9, 9, 9, first=4), months(5, 5, 10, year=2025)
CASES = [
    (
        QUARTER_3, QUARTER_2, YEAR_BEFORE,
        ", tăng 3 (11,1%) so với quý II năm 2026, tăng 10 (50%) so với cùng kỳ (quý III năm 2025)",
    ),
    (QUARTER_3, QUARTER_2[:1], YEAR_BEFORE, ", tăng 10 (50%) so với cùng kỳ (quý III năm 2025)"),
    (QUARTER_3, QUARTER_2, YEAR_BEFORE[1:], ", tăng 3 (11,1%) so với quý II năm 2026"),
    (QUARTER_3[:2], QUARTER_2, YEAR_BEFORE, ""),
    (months(10, None, 8), QUARTER_2, YEAR_BEFORE, ""),
    ([count("tin-bai", 30, "2026-quy-3")], QUARTER_2, [], ", tăng 3 (11,1%) so với quý II năm 2026"),
    (QUARTER_3, [], [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("now", "before", "year", "said"), CASES)
def test_a_comparison_is_printed_only_of_two_periods_that_are_wholly_recorded(
    now: list[MediaCount], before: list[MediaCount], year: list[MediaCount], said: str
) -> None:
    text = compose_report(
        sheet(period="2026-quy-3"), yearbook(*now, period="2026-quy-3"), PROSE, source=SOURCE, templates=None,
        draft=False, previous=yearbook(*before, period="2026-quy-2"),
        year_before=yearbook(*year, period="2025-quy-3"),
    )  # fmt: skip
    (line,) = [line for line in text.splitlines() if line.startswith("- Đài truyền thanh")]
    assert line == f"- Đài truyền thanh: tin, bài xây dựng {sum(c.value or 0 for c in now)} bài{said}."


def test_a_year_is_compared_once() -> None:
    now, then = yearbook(count("tin-bai", 24)), yearbook(count("tin-bai", 20, "2022-nam"), period="2022-nam")
    text = compose_report(
        sheet(), now, PROSE, source=SOURCE, templates=None, draft=False, previous=then, year_before=then
    )
    assert "24 bài, tăng 4 (20%) so với năm 2022." in text


def test_both_are_offered_by_names_of_their_own() -> None:
    text = compose_report(
        sheet(period="2026-quy-3"), yearbook(*QUARTER_3, period="2026-quy-3"),
        "{{ so_lieu_truoc.truyen_thanh.tin_bai }}, {{ so_lieu_cung_ky.truyen_thanh.tin_bai }},"
        " {{ so_sanh_cung_ky.truyen_thanh.tin_bai }} so với {{ ky.cung_ky }}.",
        source=SOURCE, templates=None, draft=False, previous=yearbook(*QUARTER_2, period="2026-quy-2"),
        year_before=yearbook(*YEAR_BEFORE, period="2025-quy-3"),
    )  # fmt: skip
    assert "27, 20, tăng 10 (50%) so với quý III năm 2025." in text


TARGETS = (MeasureTarget(measure="truyen-thanh.tin-bai", year=2026, at_least=60, at_most=None),)
GUIDED = count("luot-huong-dan", 40, "2026-quy-3", channel="mot-cua")
ROUGH = count("luot-phat-song", 120, "2026-quy-3", "over")
ALL = [*QUARTER_3, *QUARTER_2, *YEAR_BEFORE, *months(1, 2, 3, first=1), ROUGH, GUIDED]
ASKED = (
    ('chi_tieu("truyen-thanh.tin-bai")', "30"),
    ('chi_tieu("truyen_thanh.tin_bai", "cùng kỳ")', "20"),
    ('chi_tieu("truyen-thanh.tin-bai", "quý 2/2026")', "27"),
    ('chi_tieu("truyen-thanh.luot-phat-song")', "trên 120"),
    ('luy_ke("truyen-thanh.tin-bai")', "63"),
    ('ke_hoach("truyen-thanh.tin-bai")', "≥ 60"),
    ('so_sanh_chi_tieu("truyen-thanh.tin-bai")', "tăng 10 bài, bằng 150,0% so với cùng kỳ"),
    ('so_sanh_chi_tieu("truyen-thanh.tin-bai", "kỳ trước")', "tăng 3 bài, bằng 111,1% so với kỳ trước"),
    ('ty_le("truyen-thanh.tin-bai", "mot-cua.luot-huong-dan")', "75,00"),
    ('ty_le("truyen-thanh.tin-bai", "mot-cua.luot-huong-dan", "", 0)', "75"),
)


def asked(placeholder: str, *counts: MediaCount) -> str:
    now = yearbook(*counts, period="2026-quy-3")
    now = replace(now, office=now.office.change(targets=TARGETS))
    text = compose_report(
        sheet(period="2026-quy-3"), now, "Số: {{ " + placeholder + " }}!", source=SOURCE, templates=None,
        draft=False, counts=counts,
    )  # fmt: skip
    return text.split("Số: ")[1].split("!")[0].replace("\\", "")


@pytest.mark.parametrize(("placeholder", "said"), ASKED)
def test_the_counts_of_a_channel_are_asked_for_like_the_figures_of_a_form(placeholder: str, said: str) -> None:
    assert asked(placeholder, *ALL) == said


UNKNOWN = (
    ('chi_tieu("truyen-thanh.tin-bai", "năm 2025")', "chưa có đủ số liệu năm 2025"),
    ('ke_hoach("mot-cua.luot-huong-dan")', "chưa khai mức phải đạt năm 2026"),
    ('ty_le("truyen-thanh.luot-phat-song", "truyen-thanh.tin-bai")', "là trên 120, không phải số đúng"),
    ('ty_le("truyen-thanh.tin-bai", "mot-cua.luot-huong-dan", "quý 2/2026")', "chưa có đủ số liệu quý II năm 2026"),
    ('ty_le("truyen-thanh.tin-bai", "mot-cua.luot-huong-dan", "", 9)', "từ 0 đến 4"),
    ('chi_tieu("truyen-thanh.khong-co")', "không có biểu"),
)


@pytest.mark.parametrize(("placeholder", "sentence"), UNKNOWN)
def test_what_is_not_known_is_never_taken_as_nought(placeholder: str, sentence: str) -> None:
    with pytest.raises(FindingsError) as fault:
        asked(placeholder, *ALL)
    assert sentence.casefold() in str(fault.value).casefold()


def test_nothing_to_divide_by_is_no_rate() -> None:
    none = count("luot-huong-dan", 0, "2026-quy-3", channel="mot-cua")
    with pytest.raises(FindingsError, match=r"không phát sinh “mot-cua\.luot-huong-dan”"):
        asked('ty_le("truyen-thanh.tin-bai", "mot-cua.luot-huong-dan")', *QUARTER_3, none)
