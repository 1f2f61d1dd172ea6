"""Taking in a file: its path by typing, candidates taken, skipped, edited, one save, a way to stop."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from cchc_tui.errors import CchcError, EnvironmentFaultError
from cchc_tui.office.intake import Intake
from cchc_tui.tui.screens.path_prompt import PathPrompt
from tests.tui.conftest import Sitting, in_git, sit_down
from tests.tui.test_reports import Waiting

SEED = Path(__file__).parents[1] / "ha_ky_2023" / "goc.txt"
REGISTER = """\
STT,Số ký hiệu,Ngày tháng văn bản,Tên loại,Trích yếu nội dung
1,401/UBND-VP,05/01/2023,Công văn,tăng cường kỷ luật kỷ cương hành chính
2,402/UBND-VP,09/01/2023,Công văn,rà soát thủ tục hành chính
3,17/CV-UBND,21/02/2023,Công văn,"chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã"
4,403/UBND-VP,,Công văn,triển khai dịch vụ công trực tuyến
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "sổ đi 2023.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def typed(sitting: Sitting) -> str:
    """The path as it stands in the box."""
    prompt = sitting.desk.top
    assert isinstance(prompt, PathPrompt)
    return prompt.editor.text


def opened(sitting: Sitting, path: Path) -> str:
    """The candidates of a file, its path pasted."""
    sitting.press("i<Ctrl+U>")
    sitting.desk.top.paste(str(path))
    return sitting.press("<Enter>")


def test_names_complete_while_the_path_is_typed(ha_ky: Sitting, tmp_path: Path, register: Path) -> None:
    (tmp_path / "sổ đến 2023.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "ảnh.png").write_text("", encoding="utf-8")
    shown = ha_ky.press(f"i<Ctrl+U>{tmp_path}/so")
    assert "sổ đi 2023.csv" in shown
    assert "ảnh.png" not in shown
    ha_ky.press("<Tab>")
    assert typed(ha_ky) == f"{tmp_path}/sổ đ"
    ha_ky.press("i<Tab>")
    assert "Nhập từ sổ đi 2023.csv" in ha_ky.press("<Enter>")


def test_a_name_is_chosen_by_the_arrows(ha_ky: Sitting, tmp_path: Path, register: Path) -> None:
    ha_ky.press(f"i<Ctrl+U>{tmp_path}/so<Down>")
    assert "Nhập từ sổ đi 2023.csv" in ha_ky.press("<Enter>")


def test_a_folder_is_gone_into_and_a_missing_file_told(ha_ky: Sitting, tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    ha_ky.press(f"i<Ctrl+U>{tmp_path}/kho<Enter>")
    assert typed(ha_ky) == f"{tmp_path}/kho/"
    assert "Không có tệp" in ha_ky.press("khong.csv<Enter>")


def test_sure_ones_are_taken_doubtful_ones_wait_kept_ones_are_told(ha_ky: Sitting, register: Path) -> None:
    lines = opened(ha_ky, register).splitlines()
    assert any("●Văn bản" in x and "401/UBND-VP" in x for x in lines)
    assert any("=Văn bản" in x and "17/CV-UBND" in x and "đã có trong sổ" in x for x in lines)
    assert not any("●" in x and "403/UBND-VP" in x for x in lines)
    assert "4 đọc được · ● 2 sẽ ghi" in ha_ky.screen()


def test_what_was_taken_is_kept_in_one_save(ha_ky: Sitting, register: Path) -> None:
    before = in_git(ha_ky.records, "rev-list", "--count", "HEAD")
    opened(ha_ky, register)
    assert "Ghi 2 hồ sơ vào sổ trong một lần lưu? Bỏ qua 1, đã có sẵn 1." in ha_ky.press("<F2>")
    ha_ky.press("<Enter>")
    assert "Đã ghi 2 hồ sơ từ sổ đi 2023.csv" in ha_ky.message
    assert int(in_git(ha_ky.records, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert "401/UBND-VP" in ha_ky.screen()
    assert "● 0 sẽ ghi" in opened(ha_ky, register)


def test_one_may_be_skipped_and_a_doubtful_one_mended(ha_ky: Sitting, register: Path) -> None:
    opened(ha_ky, register)
    ha_ky.press(" ")
    assert "● 1 sẽ ghi" in ha_ky.screen()
    shown = ha_ky.press("<End><Enter>")
    assert "Sửa trước khi nhập" in shown
    ha_ky.press("<Tab>16/01/2023<F2>")
    assert "Đã lấy bản vừa sửa" in ha_ky.message
    ha_ky.press("<F2><Enter>")
    kept = {row["symbol"] for row in ha_ky.saved()}
    assert "403/UBND-VP" in kept
    assert "401/UBND-VP" not in kept


def test_what_cannot_be_kept_says_why_and_how(ha_ky: Sitting, register: Path) -> None:
    opened(ha_ky, register)
    ha_ky.press("<End> ")
    assert "Bấm Enter để bổ sung" in ha_ky.message
    ha_ky.press("<Up> ")
    assert "Không nhập lần nữa" in ha_ky.message
    assert "Sửa văn bản  17/CV-UBND" in ha_ky.press("<Enter>")


def test_only_the_doubtful_ones_may_be_looked_at_with_their_source(ha_ky: Sitting, register: Path) -> None:
    opened(ha_ky, register)
    shown = ha_ky.press("t")
    assert "403/UBND-VP" in shown
    assert "401/UBND-VP" not in shown
    assert "Đọc từ" in ha_ky.press("v")


def test_leaving_with_something_taken_asks(ha_ky: Sitting, register: Path) -> None:
    opened(ha_ky, register)
    assert "chưa được ghi vào sổ" in ha_ky.press("<F3>")
    ha_ky.press("b")
    assert len(ha_ky.saved()) == 6


def test_another_screen_does_not_take_the_list_away(ha_ky: Sitting, register: Path) -> None:
    opened(ha_ky, register)
    assert "chưa được ghi vào sổ" in ha_ky.press("2")
    ha_ky.press("<Esc> <Down> ")
    assert "● 2 sẽ ghi" not in ha_ky.screen()


def test_nothing_is_done_while_it_is_written(ha_ky: Sitting, register: Path) -> None:
    opened(ha_ky, register)
    loop = Waiting(ha_ky.desk)
    assert "Đang ghi 2 hồ sơ" in ha_ky.press("<F2><Enter>")
    assert "Đang ghi 2 hồ sơ" in ha_ky.press("2<F3><Esc><Ctrl+Q>")
    loop.run()
    assert "Đã ghi 2 hồ sơ" in ha_ky.message


def test_a_save_that_fails_leaves_the_list(ha_ky: Sitting, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(ha_ky, register)

    def full(*_: object, **__: object) -> None:
        raise EnvironmentFaultError("Đĩa đầy.")

    monkeypatch.setattr(Intake, "take", full)
    ha_ky.press("<F2><Enter>")
    assert "Đĩa đầy." in ha_ky.message
    assert "● 2 sẽ ghi" in ha_ky.screen()


def test_a_report_brings_counts_tasks_and_prose(records: Path) -> None:
    sitting = sit_down(records)
    shown = opened(sitting, SEED)
    for kind in ("Văn bản", "Số liệu"):
        assert kind in shown
    shown = "".join(sitting.press("<PageDown>") for _ in range(3))
    assert "Phần lời" in shown


def test_what_is_no_source_is_told(ha_ky: Sitting, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("không phải zip", encoding="utf-8")
    opened(ha_ky, tmp_path / "a.xlsx")
    assert ha_ky.message


def test_a_long_register_tells_how_far_they_are_and_can_be_stopped(ha_ky: Sitting, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Số ký hiệu", "Ngày ban hành", "Tên loại", "Trích yếu"])
    for n in range(1, 401):
        sheet.append([n, f"{n}/UBND-TH", f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/2021", "Công văn", f"việc số {n}"])
    path = tmp_path / "so.xlsx"
    book.save(path)
    loop = Waiting(ha_ky.desk)
    assert "Đang làm…" in opened(ha_ky, path)
    reading = ha_ky.desk.top
    assert len(loop.jobs) == 1
    work, done = loop.jobs.pop()
    made = work()  # type: ignore[operator]
    assert re.search(r"[▄_] +(99|100)%", ha_ky.screen())
    assert "F3 Dừng, chưa ghi gì" in ha_ky.screen()
    ha_ky.press("<F3>")
    done(made)  # type: ignore[operator]
    assert "Nhập từ" not in ha_ky.screen()
    assert "Đã thôi đọc so.xlsx" in ha_ky.message
    with pytest.raises(CchcError):
        reading._told(1, 400)  # type: ignore[attr-defined]


def test_looking_only_takes_nothing_in(ha_ky: Sitting) -> None:
    sitting = sit_down(ha_ky.records, read_only=True)
    sitting.press("i")
    assert "chỉ xem" in sitting.message


@pytest.mark.parametrize(("width", "height"), [(60, 15), (80, 24), (120, 40)])
def test_every_size_shows_sign_and_counts(ha_ky: Sitting, register: Path, width: int, height: int) -> None:
    opened(ha_ky, register)
    shown = ha_ky.screen(width, height)
    assert "►●Văn bản" in shown
    assert "● 2 sẽ ghi" in shown


@pytest.mark.parametrize("pasted", [False, True])
def test_a_whole_path_takes_the_place_of_the_folder_offered(ha_ky: Sitting, tmp_path: Path, pasted: bool) -> None:
    ha_ky.press("i")
    if pasted:
        ha_ky.desk.top.paste(f"'{tmp_path}/không-có.csv'\n")
    else:
        ha_ky.press(f"{tmp_path}/không-có.csv")
    view = ha_ky.desk.top
    assert isinstance(view, PathPrompt)
    assert str(view.path) == f"{tmp_path}/không-có.csv"
    ha_ky.press("<Ctrl+U>a/<Tab>/")
    assert str(view.editor.text).startswith("a/")


def test_what_was_not_read_is_told_and_shown(ha_ky: Sitting, tmp_path: Path) -> None:
    path = tmp_path / "sổ.csv"
    path.write_text(
        "STT,Số ký hiệu,Ngày tháng văn bản,Trích yếu nội dung,Màu bìa\n1,401/UBND-VP,05/01/2023,kỷ luật,xanh\n",
        encoding="utf-8",
    )
    assert "Chưa đọc thành hồ sơ: 1 chỗ" in opened(ha_ky, path)
    assert "“Màu bìa” (cột không có trong mẫu sổ, 1 ô có chữ: không nhập)" in ha_ky.press("v")
