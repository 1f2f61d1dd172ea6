"""Screen 4: how far each report has got, closing it, exporting it, beginning the next one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import CchcError
from cchc_tui.tui.desk import Desk
from tests.tui.conftest import Sitting, sit_down

BODY = "reports/2023-nam/body.md"


class Waiting:
    """An event loop that runs nothing before it is told to: what a person sees while something is at work."""

    def __init__(self, desk: Desk) -> None:
        self.jobs: list[tuple[object, object]] = []
        desk.attach(self)  # type: ignore[arg-type]

    def paint_soon(self) -> None:
        """Nothing to draw on."""

    def in_background(self, work: object, done: object) -> None:
        self.jobs.append((work, done))

    def outside(self, work: object) -> None:
        """Nothing to give away."""

    def run(self) -> None:
        """All that waits, and what it leads to."""
        while self.jobs:
            work, done = self.jobs.pop(0)
            try:
                result = work()  # type: ignore[operator]
            except CchcError as fault:
                result = fault
            done(result)  # type: ignore[operator]


def body(sitting: Sitting) -> str:
    return (sitting.records / BODY).read_text(encoding="utf-8")


def write_body(sitting: Sitting, text: str) -> None:
    (sitting.records / BODY).write_text(text, encoding="utf-8")
    sitting.press("<Ctrl+R>")


def flat(screen: str) -> str:
    """The screen on one line, borders of boxes left out."""
    return " ".join(screen.replace("│", " ").split())


def test_the_list_tells_window_state_and_that_nothing_is_missing(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4")
    assert "2023-nam · số liệu 15/12/2022 – 14/12/2023 · nháp" in shown
    assert "Đã đủ để xuất bản chính thức." in shown
    assert "đủ" in next(line for line in shown.splitlines() if line.startswith("►"))


def test_a_task_without_evaluation_is_missing(ha_ky: Sitting) -> None:
    ha_ky.press("3")
    while "evaluation" in ha_ky.saved("checklists/*/01_*.toml")[0]:
        ha_ky.press("<Ctrl+E>")
    assert "Còn thiếu: 1 nhiệm vụ chưa đánh giá." in ha_ky.press("4")


def test_a_name_that_is_not_there_blocks_and_is_said_with_its_line(ha_ky: Sitting) -> None:
    write_body(ha_ky, "# I. CHUNG\n\nMột {{ ky.tem }}.\n")
    shown = flat(ha_ky.press("4"))
    assert "Đã đủ" not in shown
    assert "Chưa xuất chính thức được: dòng 3: Không có chỗ điền “ky.tem”; có phải “ky.ten”?" in shown


def test_a_figure_that_is_not_counted_yet_blocks(ha_ky: Sitting) -> None:
    for path in ha_ky.records.glob("media/*/*.toml"):
        path.unlink()
    ha_ky.press("<Ctrl+R>")
    shown = flat(ha_ky.press("4"))
    assert "Đã đủ" not in shown
    assert "Chưa xuất chính thức được" in shown


def test_nothing_is_said_to_be_ready_before_it_is_known(ha_ky: Sitting) -> None:
    loop = Waiting(ha_ky.desk)
    shown = ha_ky.press("4")
    assert "Đã đủ" not in shown
    assert "Đang xem còn vướng gì không…" in shown
    loop.run()
    assert "Đã đủ để xuất bản chính thức." in ha_ky.screen()


def test_what_is_due_stands_below_and_in_the_header(ha_ky: Sitting) -> None:
    shown = flat(ha_ky.press("4"))
    assert (
        "Đến hạn: Báo cáo cải cách hành chính năm 2023 (chốt số liệu 14/12/2023): hạn gửi 20/12/2023, quá 2 ngày."
        in shown
    )
    header, tabs = ha_ky.screen().splitlines()[:2]
    assert "15/12/2022–14/12/2023" in header
    assert "4!Báo cáo" in tabs
    assert "4 Báo cáo ×1" in ha_ky.screen(120, 40).splitlines()[1]


def test_nothing_due_soon_leaves_the_header_alone(ha_ky: Sitting) -> None:
    ha_ky.desk.office.today = date(2023, 8, 1)
    ha_ky.press("<Ctrl+R>")
    assert "4 Báo cáo" in ha_ky.screen().splitlines()[1]


def test_the_preview_begins_with_the_page_not_with_keys(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4<Ctrl+Y>")
    first = shown.splitlines()[3]
    assert "ỦY BAN NHÂN DÂN" in first
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "co-quan" not in shown
    assert "UBND xã Hà Kỳ báo cáo kết quả" in shown


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_word_of_the_report_is_in_the_preview(ha_ky: Sitting, width: int) -> None:
    ha_ky.press("4<Ctrl+Y>")
    seen = ""
    for _ in range(60):
        seen += "\n".join(line for line in ha_ky.screen(width, 24).split("\n")[3:-1]) + "\n"
        ha_ky.press("<PageDown>")
    seen = " ".join(seen.split())
    composed = ha_ky.desk.office.reports.compose("2023-nam").partition("\n---\n")[2]
    for line in composed.splitlines():
        if line and not line.startswith(("|", ":::")):
            start = " ".join(line.lstrip("#+-\\ ").split()[:3])
            assert start in seen, line


def test_a_fault_in_the_prose_leads_from_the_preview_to_its_line(ha_ky: Sitting) -> None:
    write_body(ha_ky, "# I. CHUNG\n\nMột {{ ky.tem }}.\n")
    assert "có phải “ky.ten”?" in flat(ha_ky.press("4<Ctrl+Y>"))
    assert "dòng 3/3" in ha_ky.press("s")


def test_exporting_writes_both_files_and_says_where(ha_ky: Sitting) -> None:
    ha_ky.press("<F9>")
    assert "Đã xuất 2023-nam" in ha_ky.message
    assert {p.suffix for p in ha_ky.desk.office.reports.output_folder.iterdir()} >= {".docx", ".pdf"}


def test_exporting_with_a_broken_file_offers_a_draft_under_another_name(ha_ky: Sitting) -> None:
    (ha_ky.records / "directives/2023/hong.toml").write_text("hỏng", encoding="utf-8")
    assert "Chưa xuất được bản chính thức" in ha_ky.press("<F9>")
    ha_ky.press("d")
    assert "Đã xuất" in ha_ky.message
    assert not (ha_ky.desk.office.reports.output_folder / "2023-nam.pdf").exists()


def test_a_refused_export_leads_to_the_findings(ha_ky: Sitting) -> None:
    (ha_ky.records / "directives/2023/hong.toml").write_text("hỏng", encoding="utf-8")
    shown = ha_ky.press("<F9>k")
    assert ha_ky.desk.tab == 5
    assert "hong.toml" in shown


def test_a_file_edited_in_word_is_asked_about(ha_ky: Sitting) -> None:
    ha_ky.press("<F9>")
    docx = ha_ky.desk.office.reports.output_folder / "2023-nam.docx"
    docx.write_bytes(b"edited in Word")
    shown = ha_ky.press("<F9>")
    assert "Tệp đã có người sửa" in shown
    ha_ky.press("<Esc>")
    assert docx.read_bytes() == b"edited in Word"
    ha_ky.press("<F9>g")
    assert "Đã xuất" in ha_ky.message
    assert docx.read_bytes() != b"edited in Word"


def test_one_may_go_back_to_work_while_it_is_exported(ha_ky: Sitting) -> None:
    loop = Waiting(ha_ky.desk)
    assert "F3 Về làm việc khác" in ha_ky.press("<F9>")
    ha_ky.press("<F3>")
    assert "xong sẽ báo" in ha_ky.message
    ha_ky.press("<F4>17")
    loop.run()
    assert "Đã xuất 2023-nam" in ha_ky.message
    assert "Thêm văn bản" in ha_ky.screen()


def test_a_refusal_after_going_back_takes_no_keys_away(ha_ky: Sitting) -> None:
    (ha_ky.records / "directives/2023/hong.toml").write_text("hỏng", encoding="utf-8")
    loop = Waiting(ha_ky.desk)
    ha_ky.press("<F9><F3><F4>17")
    loop.run()
    assert "Chưa xuất được 2023-nam" in ha_ky.message
    assert "17d" in ha_ky.press("d")


def test_closing_is_asked_and_shown(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4<Ctrl+K>")
    assert "Chốt số liệu 2023-nam?" in shown
    ha_ky.press("<Enter>")
    assert ha_ky.saved("reports/*/report.toml")[0].get("state") != "frozen"
    shown = ha_ky.press("<Ctrl+K>c")
    assert ha_ky.saved("reports/*/report.toml")[0]["state"] == "frozen"
    assert "đã chốt ngày 22/12/2023" in shown
    assert "đã chốt" in next(line for line in shown.splitlines() if line.startswith("►"))


def test_figures_changed_since_closing_are_said_and_export_asks_which(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+K>c")
    closed = ha_ky.desk.office.closing.frozen_text("2023-nam")
    (path,) = ha_ky.records.glob("directives/2023/*17-cv*.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("chấn chỉnh", "ĐỔI RỒI"), encoding="utf-8")
    shown = ha_ky.press("<Ctrl+R>4")
    assert "chốt, đổi!" in shown
    assert "Số liệu đã đổi từ khi chốt" in shown
    assert "Báo cáo đã chốt, số liệu nay đã đổi" in ha_ky.press("<F9>")
    ha_ky.press("x")
    assert "Đã xuất 2023-nam" in ha_ky.message
    assert ha_ky.desk.office.closing.frozen_text("2023-nam") == closed
    preview = ha_ky.press("<Ctrl+Y>")
    assert "đã chốt" in preview
    assert "ĐỔI RỒI" not in "".join(ha_ky.press("<PageDown>") for _ in range(20))


def test_opening_again_lets_the_new_figures_in(ha_ky: Sitting) -> None:
    ha_ky.press("4<Ctrl+K>c<Ctrl+K>m")
    assert "Đã mở chốt" in ha_ky.message
    assert ha_ky.saved("reports/*/report.toml")[0].get("state") != "frozen"


def test_a_stale_export_is_not_closed_and_the_way_is_offered(ha_ky: Sitting) -> None:
    ha_ky.press("4<F9>")
    write_body(ha_ky, body(ha_ky) + "\nThêm một câu.\n")
    shown = ha_ky.press("4<Ctrl+K>c")
    assert "Chưa chốt được" in shown
    ha_ky.press("x")
    ha_ky.press("<Ctrl+K>c")
    assert ha_ky.saved("reports/*/report.toml")[0]["state"] == "frozen"


def test_the_next_report_from_the_last_lists_what_names_the_old_year(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4<F4>")
    assert "Từ báo cáo 2023-nam (năm 2023)" in shown
    assert "\n2024" in ha_ky.press("<Enter>")
    shown = ha_ky.press("<Enter>")
    assert (ha_ky.records / "reports/2024-nam/report.toml").exists()
    assert "những câu còn nói về kỳ cũ" in shown
    assert "31/12/2022" in shown
    assert "dòng 11/" in ha_ky.press("<Down><Enter>")
    assert "những câu còn nói về kỳ cũ" in ha_ky.press("<F3>")
    assert "Sửa báo cáo  2024-nam" in ha_ky.press("<Up><Enter>")


def test_a_report_that_is_there_already_asks_for_another_name(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4<F4><Enter><Ctrl+U>2023<Enter>")
    assert "Đã có báo cáo" in shown
    ha_ky.press("<Ctrl+U>2023-lan-2<Enter>")
    assert (ha_ky.records / "reports/2023-lan-2/report.toml").exists()


def test_a_report_from_an_outline_takes_the_period_that_is_due(ha_ky: Sitting) -> None:
    assert "\n2023\n" in ha_ky.press("4<F4>cai cach hanh chinh nam<Enter>")
    shown = flat(ha_ky.press("<Enter>"))
    assert "hạn gửi 20/12/2023" in shown
    (made,) = [sheet for sheet in ha_ky.saved("reports/*/report.toml") if sheet["slug"] != "2023-nam"]
    assert made["regime"] == "cchc"
    assert "# I." in (ha_ky.records / f"reports/{made['slug']}/body.md").read_text(encoding="utf-8")


def test_an_unreadable_period_is_complained_of(ha_ky: Sitting) -> None:
    shown = ha_ky.press("4<F4><Enter><Ctrl+U>mùa xuân<Enter>")
    assert "“mùa xuân” không phải là một kỳ" in shown
    assert len(list(ha_ky.records.glob("reports/*"))) == 1


def test_looking_only_begins_and_closes_nothing(ha_ky: Sitting) -> None:
    sitting = sit_down(ha_ky.records, read_only=True)
    for keys in ("4<F4>", "<Ctrl+K>"):
        sitting.press(keys)
        assert "chỉ xem" in sitting.message
    sitting.press("<Ctrl+E>chữ<Tab><F2>")
    assert "chữ" not in body(sitting)[:10]
    assert not Path(sitting.desk.office.drafts.folder).exists()


@pytest.mark.parametrize("keys", ["4", "4<Ctrl+Y>", "4<Ctrl+E><F4>", "4<Ctrl+K>", "4<F4>", "4<F4><Enter><Enter>"])
def test_small_windows_hold_every_screen(ha_ky: Sitting, keys: str) -> None:
    ha_ky.press(keys)
    shown = ha_ky.screen(60, 15)
    assert shown.strip()
    if keys == "4":
        assert "► năm 2023" in shown


def test_what_is_owed_is_begun_from_its_obligation(ha_ky: Sitting) -> None:
    ha_ky.press("4<F4>phai nop cai cach hanh chinh nam 2023")
    assert "Phải nộp: Báo cáo cải cách hành chính năm 2023, hạn 20/12/2023" in ha_ky.screen()
    ha_ky.press("<Enter>")
    made = ha_ky.desk.office.reports.find("2023-nam-cchc").record
    assert (made.obligation, made.outline, made.period) == ("cchc", "cchc-nam", "2023-nam")
