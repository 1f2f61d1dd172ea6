"""The prose of a report: figures, outline, what it prints, $EDITOR, colleagues, drafts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.conftest import Sitting, sit_down
from tests.tui.test_reports import BODY, body, flat


def editor(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "editor"
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(path))


def test_prose_is_edited_with_figures_from_the_records(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E><Ctrl+K>24<Enter> bài<F2>")
    assert body(ha_ky).startswith("{{ so_lieu.")
    assert " bài" in body(ha_ky).splitlines()[0]


def test_the_picker_shows_each_value_as_it_is_now(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4<Ctrl+E><Ctrl+K>ky ten")
    assert "năm 2023  ·  tên kỳ báo cáo" in shown


def test_a_heading_is_gone_to(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E><Ctrl+T>danh gia chung<Enter>X<F2>")
    assert any(line.startswith("X#") and "ĐÁNH GIÁ CHUNG" in line.upper() for line in body(ha_ky).splitlines())


def test_a_save_warns_of_what_blocks_and_never_refuses(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>{{ ky.tem }} <F2>")
    assert body(ha_ky).startswith("{{ ky.tem }}")
    assert "Đã lưu" in ha_ky.message
    assert "dòng 1: Không có chỗ điền “ky.tem”; có phải “ky.ten”?" in ha_ky.message
    ha_ky.press("<Ctrl+U><F2>")
    assert "vướng" not in ha_ky.message


def test_a_fault_of_the_prose_is_told_before_one_that_lies_elsewhere(ha_ky: Sitting) -> None:
    settings = ha_ky.records / "office.toml"
    said = re.sub(r"letterhead = \[.*?\]\n", "", settings.read_text(encoding="utf-8"), flags=re.DOTALL)
    settings.write_text(said, encoding="utf-8")
    ha_ky.press("4<Ctrl+E>{{ ky.tem }} <F2>")
    assert "dòng 1: Không có chỗ điền “ky.tem”" in ha_ky.message
    ha_ky.press("<Ctrl+U><F2>")
    assert "Còn vướng: office.toml chưa ghi “Tên cơ quan ở đầu văn bản”" in ha_ky.message


def test_the_page_follows_what_is_typed_and_where(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4<Ctrl+E><F4>")
    assert "── sẽ in ra ──" in shown
    assert "Thực hiện Kế hoạch số 59/KH-UBND" in shown
    ha_ky.press("<Ctrl+T>danh gia<Enter><Down>{{ ky.ten }} thật<Enter>")
    below = ha_ky.screen().partition("sẽ in ra")[2]
    assert "năm 2023 thật" in below
    assert "chưa lưu" in ha_ky.screen()
    assert "thật" not in body(ha_ky)


def test_in_a_wide_window_the_page_stands_beside(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E><F4>")
    row = next(line for line in ha_ky.screen(120, 40).splitlines() if "[Thực hiện Kế hoạch" in line)
    assert "│" in row


def test_the_page_says_what_cannot_be_composed(ha_ky: Sitting) -> None:
    assert "× dòng 1: Không có chỗ điền “x”" in ha_ky.press("4<Ctrl+E><F4>{{ x }}")


def test_the_preview_shows_what_is_typed_without_saving_it(ha_ky: Sitting) -> None:
    before = body(ha_ky)
    assert "Chưa lưu câu này" in ha_ky.press("4<Ctrl+E>Chưa lưu câu này. <Ctrl+Y>")
    assert body(ha_ky) == before


def test_prose_of_a_dropped_line_comes_back(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>Câu đang viết dở")
    again = sit_down(ha_ky.records)
    assert "Phần lời báo cáo 2023-nam" in again.screen()
    assert "Câu đang viết dở" in again.press("<Enter>")


def test_leaving_with_something_unsaved_says_where_the_draft_is(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>Dở<F3>g")
    assert "Ctrl+V" in ha_ky.message
    assert "Dở" in ha_ky.press("<Ctrl+V><Enter>")


def test_the_persons_own_editor_is_used(ha_ky: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, 'printf "Câu thêm từ ngoài.\\n" >> "$1"\n', monkeypatch)
    ha_ky.press("4<Ctrl+E><Ctrl+E><F2>")
    assert body(ha_ky).endswith("Câu thêm từ ngoài.\n")


def test_a_missing_editor_is_told_and_nothing_lost(ha_ky: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/khong/co")
    ha_ky.press("4<Ctrl+E>mở đầu <Ctrl+E>")
    assert "Không mở được trình soạn thảo" in ha_ky.message
    assert "mở đầu " in ha_ky.screen()
    assert "mở đầu" in sit_down(ha_ky.records).press("<Enter>")


def test_an_editor_that_dies_takes_nothing_with_it(
    ha_ky: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, ': > "$1"\nkill -9 $$\n', monkeypatch)
    shown = ha_ky.press("4<Ctrl+E>đang viết <Ctrl+E>")
    assert "kết thúc bất thường" in shown
    assert "đang viết [Thực hiện Kế hoạch" in ha_ky.press("<Esc>")


def test_an_editor_that_fails_leaves_the_choice(
    ha_ky: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, 'printf "Bài khác.\\n" > "$1"\nexit 1\n', monkeypatch)
    assert "Lấy bài nó để lại (1 dòng)" in ha_ky.press("4<Ctrl+E><Ctrl+E>")
    assert "Bài khác." in ha_ky.press("l")


def test_an_editor_that_changed_nothing_and_failed_is_only_told(
    ha_ky: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, "exit 1\n", monkeypatch)
    ha_ky.press("4<Ctrl+E><Ctrl+E>")
    assert "bài vẫn như trước khi mở" in ha_ky.message
    assert "(chưa lưu)" not in ha_ky.screen()


def test_what_an_editor_saved_while_the_program_was_killed_comes_back(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>trước ")
    (draft,) = ha_ky.desk.office.drafts.folder.glob("*.json")
    draft.with_suffix(".md").write_text("Viết trong trình soạn.\n", encoding="utf-8")
    assert "Viết trong trình soạn." in sit_down(ha_ky.records).press("<Enter>")


def test_a_colleague_elsewhere_in_the_prose_is_joined(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>Của tôi. ")
    path = ha_ky.records / BODY
    path.write_text(path.read_text(encoding="utf-8") + "\nCủa đồng nghiệp.\n", encoding="utf-8")
    ha_ky.press("<F2>")
    assert "hai bản đã ghép" in ha_ky.message
    assert "Của tôi." not in body(ha_ky)
    ha_ky.press("<F2>")
    assert body(ha_ky).startswith("Của tôi.")
    assert body(ha_ky).endswith("Của đồng nghiệp.\n")


def test_a_colleague_at_the_same_place_is_put_beside(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>Của tôi. ")
    path = ha_ky.records / BODY
    path.write_text("Của họ. " + path.read_text(encoding="utf-8"), encoding="utf-8")
    shown = ha_ky.press("<F2>")
    assert "+ Của họ. {{ can_cu() }}" in shown
    assert "+ Của tôi. {{ can_cu() }}" in shown
    ha_ky.press("<F2><F2>")
    assert body(ha_ky).startswith("Của họ. {{")
    ha_ky.press("<Right><F2>")
    assert body(ha_ky).startswith("Của tôi. {{")
    assert "(chưa lưu)" not in ha_ky.screen()


def test_a_third_prose_may_be_typed(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>Của tôi. ")
    path = ha_ky.records / BODY
    path.write_text("Của họ. " + path.read_text(encoding="utf-8"), encoding="utf-8")
    ha_ky.press("<F2><Enter><Ctrl+Home>Của cả hai. <F2><F2>")
    assert body(ha_ky).startswith("Của cả hai. Của tôi. {{")


def test_exporting_with_unsaved_prose_asks_first(ha_ky: Sitting) -> None:
    assert "chỉ những gì đã lưu mới được xuất" in flat(ha_ky.press("4<Ctrl+E>Thêm. <F9>"))
    ha_ky.press("l")
    assert body(ha_ky).startswith("Thêm. ")
    assert "Đã xuất" in ha_ky.message


def test_a_closed_report_says_that_its_prose_is_closed(ha_ky: Sitting) -> None:
    assert "sửa ở đây không đổi bản đã chốt" in ha_ky.press("4<Ctrl+K>c<Ctrl+E>")


def test_the_method_may_change_in_the_middle_of_a_word_of_prose(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E><Ctrl+L>thur<Ctrl+L><Ctrl+L><F2>")
    assert body(ha_ky).startswith("thủ")


def test_the_key_bar_of_prose_names_the_export(ha_ky: Sitting) -> None:
    assert "F9 Xuất" in " ".join(ha_ky.press("4<Ctrl+E>").splitlines()[-2:])


def test_the_source_of_each_number_stands_beside_the_prose(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>Đài truyền thanh xã đã xây dựng 29 bài tuyên truyền.<Enter><Up><F4><F4>")
    shown = flat(ha_ky.screen(120, 50))
    assert "── nguồn: " in shown
    assert "1 khác hồ sơ" in shown
    assert "▸1 khác hồ sơ: số liệu “29 bài" in shown
    assert "có nguồn" in flat(ha_ky.screen(120, 120))
    assert "── nguồn" not in ha_ky.press("<F4>")
