"""How many keys the main jobs take, besides what is content."""

from __future__ import annotations

from tests.tui.conftest import Sitting


def press_counted(sitting: Sitting, *keys: str) -> int:
    """Press the keys one by one; how many there were."""
    for key in keys:
        sitting.press(key)
    return len(keys)


def test_a_month_of_four_measures_takes_six_keys_and_the_numbers(ha_ky: Sitting) -> None:
    used = press_counted(ha_ky, "2", "<Enter>")
    for number in ("6", "28", "15", "700"):
        ha_ky.press(number)
        used += press_counted(ha_ky, "<Enter>")
    assert used <= 7
    written = [r["value"] for r in ha_ky.saved("media/*/*.toml") if r["period"] == "2023-12"]
    assert sorted(written) == [6, 15, 28, 700]


def test_an_own_document_takes_three_keys_besides_its_kind_its_day_and_its_subject(ha_ky: Sitting) -> None:
    used = press_counted(ha_ky, "1", "<F4>") - 1  # the list of documents is where a clerk sits
    ha_ky.press("kh 21/12")
    used += press_counted(ha_ky, "<Enter>")
    ha_ky.press("tuyên truyền dịp Tết")
    used += press_counted(ha_ky, "<F2>")
    assert used <= 3
    (kept,) = [r for r in ha_ky.saved() if r["subject"] == "tuyên truyền dịp Tết"]
    assert (kept["symbol"], kept["kind"], kept["direction"]) == ("1/KH-UBND", "ke-hoach", "outgoing"), (
        "no plan of 2023 is recorded yet"
    )
    assert str(kept["issued_on"]) == "2023-12-21"


def test_twelve_mixed_evaluations_take_thirteen_keys(ha_ky: Sitting) -> None:
    used = press_counted(ha_ky, "3")
    rows = len([r for r in ha_ky.saved("checklists/*/*.toml") if not r.get("deleted_on")])
    letters = [("d", "c", "k")[number % 3] for number in range(min(12, rows))]
    used += press_counted(ha_ky, *letters)
    assert used <= 13
    found = sorted((r["position"], r.get("evaluation")) for r in ha_ky.saved("checklists/*/*.toml"))
    words = {"d": "met", "c": "not_yet", "k": "not_met"}
    assert [evaluation for _, evaluation in found[: len(letters)]] == [words[letter] for letter in letters]


def test_enter_on_the_names_goes_to_the_month_of_today(ha_ky: Sitting) -> None:
    assert "Tháng 12 năm 2023: chưa có số liệu" in ha_ky.press("2<Enter>")
    assert "Tháng 1 năm 2023: chưa có số liệu" in ha_ky.press("<F3><Right>")


def test_the_filters_keys_are_the_same_on_every_list(ha_ky: Sitting) -> None:
    for screen in ("1", "3", "4", "5", "6", "6<Ctrl+K>"):
        for leave in ("<F3>", "<Esc>", "<Ctrl+G>"):
            ha_ky.press(f"{screen}<F5>zzz<Enter>")
            assert ha_ky.desk.top.query.text == "zzz"  # type: ignore[attr-defined]
            here = ha_ky.desk.top
            ha_ky.press(leave)
            assert ha_ky.desk.top is here
            assert here.query.text == ""  # type: ignore[attr-defined]


def test_f5_twice_searches_everywhere_from_every_list(ha_ky: Sitting) -> None:
    for screen in ("1", "3", "4", "5", "6"):
        assert "Tìm khắp nơi" in ha_ky.press(f"{screen}<F5><F5>")
        ha_ky.press("<F3>")
    for screen in ("0", "2"):
        assert "Tìm khắp nơi ·" in ha_ky.press(f"{screen}<F5>")
        ha_ky.press("<F3>")
