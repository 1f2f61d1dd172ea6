"""Wide windows: from 110 columns the record beside its list, from 160 columns a third pane."""

from __future__ import annotations

import pytest

from cchc_tui.tui.panes import BREAKPOINTS, WIDE, WIDER, side_by_side, third_width
from tests.tui.conftest import Sitting, in_git, sit_down


def panes(sitting: Sitting, width: int) -> list[str]:
    """Each pane of the picture by itself, its rows joined to one text."""
    rows = [row.split("│") for row in sitting.screen(width, 40).splitlines()[2:-2]]
    number = max(len(row) for row in rows)
    return [" ".join(" ".join(row[n] for row in rows if len(row) > n).split()) for n in range(number)]


def test_a_third_pane_tells_where_a_record_is_used_and_who_saved_it(ha_ky: Sitting) -> None:
    body = ha_ky.records / "reports/2023-nam/body.md"
    body.write_text(body.read_text(encoding="utf-8") + "\nTheo 17/CV-UBND, Ủy ban đã làm.\n", encoding="utf-8")
    in_git(ha_ky.records, "commit", "-qam", "thêm một câu")
    sitting = sit_down(ha_ky.records)
    sitting.press("<F5>17/cv<Enter>")
    assert len(panes(sitting, WIDE - 1)) == 1
    beside = panes(sitting, WIDE)
    assert len(beside) == 2
    assert "Cơ quan ban hành UBND xã Hà Kỳ" in beside[1]
    third = panes(sitting, WIDER)[2]
    assert "VIỆN DẪN TRONG LỜI báo cáo 2023-nam, dòng" in third
    assert "Theo 17/CV-UBND, Ủy ban đã làm." in third
    assert "LỊCH SỬ" in third
    assert "Nguyễn Văn An" in third


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("2<Enter>", "CÁC CHỈ TIÊU KHÁC"),
        ("2<Ctrl+E>", "LỊCH SỬ"),
        ("3", "LỊCH SỬ"),
        ("4", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"),
        ("5", "NGUYÊN VĂN"),
        ("6", "hồ sơ mẫu"),
    ],
)
def test_every_list_uses_a_very_wide_window(ha_ky: Sitting, keys: str, wanted: str) -> None:
    ha_ky.press(keys)
    assert wanted in " ".join(panes(ha_ky, 200)[1:])


def test_at_the_widest_the_tasks_tell_who_does_them_and_how_many_proofs_they_have(ha_ky: Sitting) -> None:
    ha_ky.press("3")
    assert "Người" not in ha_ky.screen(120, 40).splitlines()[3]
    assert "Người" in ha_ky.screen(200, 40).splitlines()[3]
    assert "Người" not in ha_ky.screen(120, 40).splitlines()[3]


def test_panes_are_exactly_as_wide_as_the_window() -> None:
    lines = side_by_side([([(("ab", ""),)], 4), ([], 3)], 2)
    assert ["".join(text for text, _ in line) for line in lines] == ["ab   │    ", "     │    "]
    assert [third_width(width) for width in (80, WIDER - 1, WIDER, 200, 400)] == [0, 0, 48, 60, 60]
    assert [first for first, _ in BREAKPOINTS] == sorted({0, 80, WIDE, WIDER})
