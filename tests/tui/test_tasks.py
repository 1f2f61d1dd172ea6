"""Tasks: their evaluation, their evidence, their progress."""

from __future__ import annotations

from cchc_tui.records.checklist import ChecklistItem
from tests.tui.conftest import Sitting


def test_one_key_cycles_the_offices_words(ha_ky: Sitting) -> None:
    ha_ky.press("3")
    words = [e.code for e in ha_ky.desk.office.settings.evaluations]
    first = ha_ky.saved("checklists/*/01_*.toml")[0]["evaluation"]
    ha_ky.press("<Ctrl+E>")
    after = ha_ky.saved("checklists/*/01_*.toml")[0].get("evaluation")
    assert after == [*words, None][words.index(first) + 1]
    for _ in words:
        ha_ky.press("<Ctrl+E>")
    assert ha_ky.saved("checklists/*/01_*.toml")[0].get("evaluation") == first


def test_the_progress_bar_counts_what_is_met(ha_ky: Sitting) -> None:
    assert "5/5 đạt (100%)" in ha_ky.press("3")
    assert "▄▄▄▄▄_____  4/5 đạt (80%)" in ha_ky.press("<Ctrl+E>")


def test_evidence_is_picked_from_documents_and_counts(ha_ky: Sitting) -> None:
    ha_ky.press("3<Ctrl+K>17/CV<Tab><Backspace><Backspace><Backspace><Backspace><Backspace>bai tuyen<Tab><Enter>")
    (item,) = ha_ky.saved("checklists/*/01_*.toml")
    assert len(item["evidence"]) == 2
    assert "Kiểm chứng (2):" in ha_ky.screen()


def test_products_are_lines(ha_ky: Sitting) -> None:
    ha_ky.press("3<Enter><Tab><Tab><Tab><Ctrl+J>Một sản phẩm nữa<F2>")
    assert ha_ky.saved("checklists/*/01_*.toml")[0]["products"][-1] == "Một sản phẩm nữa"


def test_a_new_task_gets_the_next_number(ha_ky: Sitting) -> None:
    ha_ky.press("3<F4><Tab><Tab>Việc mới<F2>")
    (item,) = ha_ky.saved("checklists/*/06_*.toml")
    assert item["position"] == 6
    assert item["checklist"] == ha_ky.saved("checklists/*/01_*.toml")[0]["checklist"]


def test_places_of_several_levels_stand_in_their_order_and_go_on(ha_ky: Sitting) -> None:
    for place in ("5.10", "5.2"):
        ha_ky.press(f"3<F4><Tab>{place}<Tab>Việc {place}<F2>")
    shown = ha_ky.press("3")
    assert shown.index("Việc 5.2") < shown.index("Việc 5.10")
    ha_ky.press("<F4><Tab><Tab>Việc sau<F2>")
    assert ha_ky.saved("checklists/*/05-11_*.toml")[0]["position"] == "5.11"


def test_the_evaluation_stays_in_sight_in_the_smallest_window(ha_ky: Sitting) -> None:
    ha_ky.press("3")
    assert "Đánh giá" in ha_ky.screen(60, 15).splitlines()[3]


def test_one_table_is_shown_that_of_the_period_and_a_key_leads_to_the_next(ha_ky: Sitting) -> None:
    item = ha_ky.desk.office.records.stored(ChecklistItem)[0].record
    ha_ky.desk.office.records.add(item.change(id="", checklist="2024-viec", position=1, task="Việc của năm sau"))
    ha_ky.desk.records_changed()
    shown = ha_ky.press("3")
    assert "2023-tuyen-truyen  " in shown
    assert "Việc của năm sau" not in shown
    shown = ha_ky.press("t")
    assert "2024-viec  " in shown
    assert "1/6 nhiệm vụ" in shown
    ha_ky.press("<F4><Tab><Tab>Việc nữa<F2>")
    assert "Việc nữa" in ha_ky.screen()
    assert "2023-tuyen-truyen  " in ha_ky.press("t")


def test_the_letter_of_an_evaluation_sets_it_and_moves_on(ha_ky: Sitting) -> None:
    ha_ky.press("3kcd")
    given = [item["evaluation"] for item in ha_ky.saved("checklists/*/*.toml")]
    assert given[:3] == ["not_met", "not_yet", "met"]
