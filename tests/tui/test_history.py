"""Screen 6: who saved what in words, who wrote each field, the way back to any version, the deleted, Ctrl+U."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Sitting, in_git, sit_down
from tests.tui.test_reports import body, flat

ONE = "<F4>17/CV-UBND<Tab>hn<Tab><Tab><Tab><Tab>một<F2>"
"""A first document."""
MORE = "<Enter><Tab><Tab><Tab><Tab><Tab> và hai<F2>"
"""Its subject goes on."""


def test_a_saved_change_is_undone_also_after_a_restart(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press(ONE + MORE)
    assert sitting.saved()[0]["subject"] == "một và hai"
    sitting = sit_down(with_history)
    assert "một và hai → một" in sitting.press("<Ctrl+U>")
    sitting.press("<Enter>")
    assert "Đã hoàn tác" in sitting.message
    assert sitting.saved()[0]["subject"] == "một"


def test_undo_knows_only_the_history(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press(ONE + MORE)
    in_git(with_history, "update-ref", "-d", "HEAD")
    sitting.press("<Ctrl+U>")
    assert "Hoàn tác lần lưu này?" not in sitting.screen()
    assert sitting.saved()[0]["subject"] == "một và hai"


def test_a_deletion_is_undone(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press(ONE + "<F8>nhầm<Enter>")
    assert "deleted_on" in sitting.saved()[0]
    sitting.press("<Ctrl+U><Enter>")
    assert "deleted_on" not in sitting.saved()[0]
    assert "17/CV-UBND" in sitting.screen()


def test_undo_without_a_history_says_so(sitting: Sitting) -> None:
    sitting.press("<Ctrl+U>")
    assert sitting.message != ""


def test_history_tells_who_did_what_and_goes_back(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press(ONE + MORE)
    shown = sitting.press("6")
    assert "Lê Thị Hà" in shown
    assert "2 lần lưu" in shown
    shown = sitting.press("<Enter>")
    assert "− một" in shown
    assert "+ một và hai" in shown
    sitting.press("<F3><Down><Ctrl+E>t")
    assert sitting.saved()[0]["subject"] == "một"
    assert "3 lần lưu" in sitting.screen()
    assert "đã trở lại bản này" in sitting.message


def test_each_field_tells_who_wrote_it(with_history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = sit_down(with_history)
    sitting.press(ONE)
    monkeypatch.setenv("CCHC_PERSON", "Trần Thị Lan <lan@hk>")
    sitting = sit_down(with_history)
    sitting.press(MORE)
    shown = flat(sitting.press("6w"))
    assert "Trích yếu: Trần Thị Lan" in shown
    assert "Số, ký hiệu: Lê Thị Hà" in shown


def test_the_saves_of_one_record_alone(ha_ky: Sitting) -> None:
    ha_ky.press(MORE + "<Down>" + MORE)
    assert "của hồ sơ này" not in ha_ky.press("6")
    shown = ha_ky.press("h")
    assert "lần lưu của hồ sơ này" in shown
    ha_ky.press("<F3>")
    assert ha_ky.desk.tab == 6


def test_the_prose_of_a_report_goes_back_too(ha_ky: Sitting) -> None:
    before = body(ha_ky)
    ha_ky.press("4<Ctrl+E>Một. <F2>Hai. <F2><F3>h")
    assert "sửa phần lời" in ha_ky.screen()
    ha_ky.press("<Down><Ctrl+E>t")
    assert body(ha_ky).startswith("Một. {{")
    ha_ky.press("<End><Ctrl+E>t")
    assert body(ha_ky) == before


def test_undo_of_prose_says_how_much_it_was(ha_ky: Sitting) -> None:
    before = body(ha_ky)
    assert "sẽ lấy lại bản trước" in flat(ha_ky.press("4<Ctrl+E>Một. <F2><F3><Ctrl+U>"))
    ha_ky.press("<Enter>")
    assert body(ha_ky) == before


def test_a_save_of_many_says_where_to_go(ha_ky: Sitting) -> None:
    ha_ky.press("m<Ctrl+X>ghi chu<Enter>chung<Enter>6<Ctrl+E>")
    assert "nhiều hồ sơ" in ha_ky.message


def test_deleted_records_are_listed_and_restored(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press(ONE + "<F8>nhầm<Enter>")
    shown = sitting.press("6<Ctrl+K>")
    assert "nhầm" in shown
    assert "Lê Thị Hà" in shown
    sitting.press("<Enter>k")
    assert "deleted_on" not in sitting.saved()[0]
    assert "Đã khôi phục" in sitting.message


def test_a_file_removed_by_hand_is_listed_and_comes_back(ha_ky: Sitting) -> None:
    (path,) = ha_ky.records.glob("directives/2023/*17-cv*.toml")
    text = path.read_text(encoding="utf-8")
    in_git(ha_ky.records, "rm", "-q", str(path))
    in_git(ha_ky.records, "commit", "-qm", "dọn")
    shown = ha_ky.press("<Ctrl+R>6<Ctrl+K>")
    assert "tệp bị xóa khỏi thư mục" in flat(shown)
    assert "Nguyễn Văn An" in shown
    ha_ky.press("<Enter>k")
    assert path.read_text(encoding="utf-8") == text


def test_looking_only_brings_nothing_back(with_history: Path) -> None:
    sit_down(with_history).press(ONE + MORE + "<F8>nhầm<Enter>")
    sitting = sit_down(with_history, read_only=True)
    for keys in ("6<Ctrl+E>", "<Ctrl+U>", "<Ctrl+K><Enter>"):
        sitting.press(keys)
        assert "chỉ xem" in sitting.message
    assert "deleted_on" in sitting.saved()[0]


@pytest.mark.parametrize(("width", "height"), [(60, 15), (80, 24), (120, 40)])
def test_every_size_shows_who_and_what(ha_ky: Sitting, width: int, height: int) -> None:
    ha_ky.press(MORE + "6")
    row = next(line for line in ha_ky.screen(width, height).splitlines() if line.startswith("►"))
    assert "Lê Thị Hà" in row
    assert "công văn 325" in row
