"""The picker's list: what it offers is what composing prints."""

from __future__ import annotations

from cchc_tui.report import placeholders
from tests.report.builders import count, directive, printed, sheet, task, yearbook

FACTS = (
    count("tin-bai", 24),
    count("luot-phat-song", 90, qualifier="over"),
    directive("17/UBND-VP", "2023-02-21"),
    directive("59/KH-UBND", "2022-12-31", kind="ke-hoach"),
    task(1, "a", evaluation="met"),
)


def test_the_list_begins_with_the_numbers_and_says_what_each_is() -> None:
    first = placeholders(yearbook(*FACTS), sheet())[0]
    assert (first.text, first.value_now) == ("{{ so_lieu.truyen_thanh.tin_bai }}", "24")
    assert first.meaning == "Đài truyền thanh: tin, bài xây dựng (bài)"


def test_everything_offered_can_be_printed() -> None:
    offered = placeholders(yearbook(*FACTS), sheet())
    for placeholder in offered:
        text = printed(f"x {placeholder.text}", *FACTS, draft=True)
        assert text.startswith("x"), placeholder.name
        if "(" not in placeholder.name and placeholder.value_now != "chưa có số liệu":
            assert text == f"x {placeholder.value_now}", placeholder.name


def test_documents_are_offered_by_the_kinds_there_are() -> None:
    offered = {p.name: p.value_now for p in placeholders(yearbook(*FACTS), sheet())}
    assert offered["van_ban()"] == "2 văn bản"
    assert offered['van_ban("cong-van")'] == "1 văn bản"
    assert offered['vien_dan("59/KH-UBND")'] == "Kế hoạch số 59/KH-UBND"
    assert 'van_ban("quyet-dinh")' not in offered


def test_what_nobody_counted_is_offered_as_such() -> None:
    offered = {p.name: p.value_now for p in placeholders(yearbook(*FACTS), sheet())}
    assert offered["so_lieu.mot_cua.luot_huong_dan"] == "chưa có số liệu"
    assert offered["so_sanh.truyen_thanh.tin_bai"] == "chưa có số liệu"


def test_with_the_period_before_the_comparison_is_shown() -> None:
    before = yearbook(count("tin-bai", 20, "2022-nam"), period="2022-nam")
    offered = {p.name: p.value_now for p in placeholders(yearbook(*FACTS), sheet(), previous=before)}
    assert offered["so_sanh.truyen_thanh.tin_bai"] == "tăng 4 (20%)"
    assert offered["so_lieu_truoc.truyen_thanh.tin_bai"] == "20"
