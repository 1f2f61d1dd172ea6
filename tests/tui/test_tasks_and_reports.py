"""Tasks, reports, their prose, findings, history."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tui.conftest import Sitting, sit_down, write_directives

SAMPLE = Path(__file__).parents[2] / "records"


@pytest.fixture
def ha_ky(records: Path) -> Sitting:
    """The sample office in a git repository."""
    shutil.rmtree(records)
    shutil.copytree(SAMPLE, records)
    folder = records.parent
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "add", "-A"], check=True)
    names = ["-c", "user.name=Lê Thị Hà", "-c", "user.email=ha@hk"]
    subprocess.run(["git", "-C", str(folder), *names, "commit", "-qm", "hồ sơ mẫu"], check=True)
    return sit_down(records)


def test_one_key_cycles_the_offices_words(ha_ky: Sitting) -> None:
    ha_ky.press("3")
    words = [e.code for e in ha_ky.desk.workspace.office.evaluations]
    first = ha_ky.saved("checklists/*/01_*.toml")[0]["evaluation"]
    ha_ky.press("<Ctrl+E>")
    after = ha_ky.saved("checklists/*/01_*.toml")[0].get("evaluation")
    assert after == [*words, None][words.index(first) + 1]
    for _ in words:
        ha_ky.press("<Ctrl+E>")
    assert ha_ky.saved("checklists/*/01_*.toml")[0].get("evaluation") == first


def test_the_progress_bar_counts_what_is_met(ha_ky: Sitting) -> None:
    assert "5/5 đạt (100%)" in ha_ky.press("3")
    assert "[###################.....] 4/5 đạt (80%)" in ha_ky.press("<Ctrl+E>")


def test_evidence_is_picked_from_documents_and_counts(ha_ky: Sitting) -> None:
    ha_ky.press("3<Ctrl+K>17/CV<Tab><Backspace><Backspace><Backspace><Backspace><Backspace>bai tuyen<Tab><Enter>")
    (item,) = ha_ky.saved("checklists/*/01_*.toml")
    assert len(item["evidence"]) == 2
    assert "Kiểm chứng (2):" in ha_ky.screen()


def test_products_are_lines(ha_ky: Sitting) -> None:
    ha_ky.press("3<Enter><Tab><Tab><Tab><Enter>Một sản phẩm nữa<F2>")
    assert ha_ky.saved("checklists/*/01_*.toml")[0]["products"][-1] == "Một sản phẩm nữa"


def test_a_new_task_gets_the_next_number(ha_ky: Sitting) -> None:
    ha_ky.press("3<F4><Tab><Tab>Việc mới<F2>")
    (item,) = ha_ky.saved("checklists/*/06_*.toml")
    assert item["position"] == 6
    assert item["checklist"] == ha_ky.saved("checklists/*/01_*.toml")[0]["checklist"]


def test_the_list_of_reports_tells_window_and_what_is_missing(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4")
    assert "Số liệu từ 15/12/2022 đến 14/12/2023." in shown
    assert "Đã đủ để xuất bản chính thức." in shown
    ha_ky.press("3<Ctrl+E><Ctrl+E><Ctrl+E>")
    item = ha_ky.saved("checklists/*/01_*.toml")[0]
    if "evaluation" not in item:
        assert "Còn thiếu: 1 nhiệm vụ chưa đánh giá." in ha_ky.press("4")


def test_the_preview_is_what_export_gets(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+Y>")
    composed = ha_ky.desk.workspace.compose("2023-nam")
    seen = ha_ky.screen()
    for _ in range(30):
        seen += ha_ky.press("<PageDown>")
    for line in composed.splitlines():
        if line and len(line) < 70 and not line.startswith("|"):
            assert line in seen


def test_prose_is_edited_with_figures_from_the_records(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E><Ctrl+K>24<Enter> bài<F2>")
    body = (ha_ky.records / "reports/2023-nam/body.md").read_text(encoding="utf-8")
    assert body.startswith("{{ so_lieu.")
    assert " bài" in body.splitlines()[0]


def test_a_heading_is_gone_to(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E><Ctrl+T>danh gia chung<Enter>X<F2>")
    body = (ha_ky.records / "reports/2023-nam/body.md").read_text(encoding="utf-8")
    assert any(line.startswith("X#") and "ĐÁNH GIÁ CHUNG" in line.upper() for line in body.splitlines())


def test_prose_of_a_dropped_line_comes_back(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+E>Câu đang viết dở")
    again = sit_down(ha_ky.records)
    assert "Phần lời báo cáo 2023-nam" in again.screen()
    assert "Câu đang viết dở" in again.press("<Enter>")


def test_the_persons_own_editor_is_used(ha_ky: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Câu thêm từ ngoài.\\n" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    ha_ky.press("4<Ctrl+E><Ctrl+E><F2>")
    body = (ha_ky.records / "reports/2023-nam/body.md").read_text(encoding="utf-8")
    assert body.endswith("Câu thêm từ ngoài.\n")


def test_a_missing_editor_is_told_and_nothing_lost(ha_ky: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/khong/co")
    ha_ky.press("4<Ctrl+E>mở đầu <Ctrl+E>")
    assert "Không mở được trình soạn thảo" in ha_ky.message
    assert "mở đầu " in ha_ky.screen()


def test_exporting_writes_both_files_and_says_where(ha_ky: Sitting) -> None:
    ha_ky.press("<F9>")
    assert "Đã xuất 2023-nam" in ha_ky.message
    assert {p.suffix for p in ha_ky.desk.workspace.output_folder.iterdir()} >= {".docx", ".pdf"}


def test_exporting_with_a_broken_file_offers_a_draft(ha_ky: Sitting) -> None:
    (ha_ky.records / "directives/2023/hong.toml").write_text("hỏng", encoding="utf-8")
    assert "Chưa xuất được bản chính thức" in ha_ky.press("<F9>")
    ha_ky.press("d")
    assert "Đã xuất" in ha_ky.message


def test_findings_lead_to_the_field(sitting: Sitting) -> None:
    write_directives(sitting.records, 1)
    (path,) = sitting.records.glob("directives/*/*.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("subject", "la"), encoding="utf-8")
    sitting = sit_down(sitting.records)
    shown = sitting.press("5")
    assert "✗ lỗi" in shown
    assert "▸Trích yếu" in sitting.press("<Enter>")


def test_a_saved_change_is_undone_also_after_a_restart(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press("<F4>17/CV-UBND<Tab>hn<Tab><Tab><Tab>một<F2>")
    sitting.press("<Enter><Tab><Tab><Tab><Tab> và hai<F2>")
    assert sitting.saved()[0]["subject"] == "một và hai"
    sitting = sit_down(with_history)
    shown = sitting.press("<Ctrl+U>")
    assert "một và hai → một" in shown
    sitting.press("<Enter>")
    assert "Đã hoàn tác" in sitting.message
    assert sitting.saved()[0]["subject"] == "một"


def test_a_deletion_is_undone(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press("<F4>17/CV-UBND<Tab>hn<Tab><Tab><Tab>một<F2><F8>nhầm<Enter>")
    assert "deleted_on" in sitting.saved()[0]
    sitting.press("<Ctrl+U><Enter>")
    assert "deleted_on" not in sitting.saved()[0]
    assert "17/CV-UBND" in sitting.screen()


def test_history_tells_who_did_what_and_goes_back(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press("<F4>17/CV-UBND<Tab>hn<Tab><Tab><Tab>một<F2><Enter><Tab><Tab><Tab><Tab> và hai<F2>")
    shown = sitting.press("6")
    assert "Lê Thị Hà" in shown
    assert "2 lần lưu" in shown
    assert "trước: một" in sitting.press("<Enter>")
    sitting.press("<F3><Down><Ctrl+E>t")
    assert sitting.saved()[0]["subject"] == "một"
    assert "3 lần lưu" in sitting.screen()


def test_deleted_records_are_listed_and_restored(with_history: Path) -> None:
    sitting = sit_down(with_history)
    sitting.press("<F4>17/CV-UBND<Tab>hn<Tab><Tab><Tab>một<F2><F8>nhầm<Enter>")
    assert "nhầm" in sitting.press("6<Ctrl+K>")
    sitting.press("<Enter>k")
    assert "deleted_on" not in sitting.saved()[0]


def test_undo_without_a_history_says_so(sitting: Sitting) -> None:
    sitting.press("<Ctrl+U>")
    assert sitting.message != ""
