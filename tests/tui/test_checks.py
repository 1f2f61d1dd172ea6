"""Screen 5: findings in groups, the way to each, cures after asking, reasons that are kept, looking again by itself."""

from __future__ import annotations

import re
import time
import tomllib

import pytest

from cchc_tui.tui.program import look_for_changes
from cchc_tui.tui.watch import QUICK, REST
from tests.tui.conftest import Sitting, in_git, sit_down, write_directives
from tests.tui.test_reports import Waiting, body, flat, write_body


def test_findings_stand_in_groups_and_the_cursor_steps_over_their_heads(ha_ky: Sitting) -> None:
    shown = ha_ky.press("5")
    assert "CẢNH BÁO (6)" in shown
    lines = shown.splitlines()
    assert lines.index(next(x for x in lines if "CẢNH BÁO" in x)) < lines.index(next(x for x in lines if "LƯU Ý" in x))
    for keys in ("<Up>", "<Home>", "<Down><Down>", "<End>", "<PageUp>"):
        cursor = next(line for line in ha_ky.press(keys).splitlines() if line.startswith("►"))
        assert "(" not in cursor[:20]


def test_findings_lead_to_the_field(sitting: Sitting) -> None:
    write_directives(sitting.records, 1)
    (path,) = sitting.records.glob("directives/*/*.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("subject", "la"), encoding="utf-8")
    sitting = sit_down(sitting.records)
    assert "LỖI (2)" in sitting.press("5"), "the office has no letterhead either"
    shown = sitting.press("<F5>trich yeu<Enter><Enter>")
    assert "►   Trích yếu" in shown
    assert sitting.message


def test_findings_on_the_office_lead_to_its_form_and_to_its_lists(ha_ky: Sitting) -> None:
    path = ha_ky.records / "office.toml"
    written = re.sub(r"letterhead = \[[^\]]*\]\n", "", path.read_text("utf-8"))
    path.write_text(written.replace("Vũ Văn Khanh", "Nguyễn Văn A"), encoding="utf-8")
    sheet = ha_ky.records / "reports/2023-nam/report.toml"
    sheet.write_text(re.sub(r"(?m)^(signatory = .*|signing = \[[^\]]*\])$", "", sheet.read_text("utf-8")), "utf-8")
    sitting = sit_down(ha_ky.records)
    assert "LỖI (2)" in sitting.press("5")
    shown = sitting.press("<F5>dau van ban<Enter><Enter>")
    assert "►   Tên cơ quan ở đầu\n    văn bản, từng dòng" in shown
    sitting.press("<Esc>5<F3><F5>nguyen van a<Enter>")
    assert "► Người ký" in sitting.press("<Enter>")


def test_findings_of_the_prose_lead_to_its_line(ha_ky: Sitting) -> None:
    write_body(ha_ky, "# I. CHUNG\n\nMột câu.\n\nMột  hai khoảng trắng.\n")
    ha_ky.press("5<F5>dau cach<Enter>")
    shown = ha_ky.press("<Enter>")
    assert "Phần lời báo cáo 2023-nam" in shown
    assert "dòng 5/5" in shown


def test_a_prose_that_cannot_be_composed_leads_to_its_line(ha_ky: Sitting) -> None:
    write_body(ha_ky, "# I. CHUNG\n\nMột {{ ky.tem }}.\n")
    assert "LỖI (1)" in ha_ky.press("5")
    assert "dòng 3/3" in ha_ky.press("<Enter>")


def test_a_cure_is_shown_asked_about_and_made(ha_ky: Sitting) -> None:
    write_body(ha_ky, "# I. CHUNG\n\nMột  hai.\n\nBa  bốn.\n")
    before = body(ha_ky)
    assert "Sẽ sửa:" in ha_ky.press("5<F5>dau cach<Enter><F2>")
    ha_ky.press("<Enter>")
    assert body(ha_ky) == before
    ha_ky.press("<F2>c")
    assert "Đã chữa 1 chỗ" in ha_ky.message
    assert body(ha_ky).count("  ") == 1
    ha_ky.press("<Esc><F5>dau cach<Enter>")
    assert ha_ky.desk.watch.errors == 0


def test_all_cures_are_shown_before_they_are_made(ha_ky: Sitting) -> None:
    write_body(ha_ky, "# I. CHUNG\n\nMột  hai.\n\nBa  bốn.\n")
    assert "Chữa 2 chỗ" in ha_ky.press("5<F5>dau cach<Enter><F2>t")
    ha_ky.press("c")
    assert "  " not in body(ha_ky)


def test_what_cannot_be_cured_says_so(ha_ky: Sitting) -> None:
    assert "F2 Chữa" not in ha_ky.press("5")
    ha_ky.press("<F2>")
    assert "bấm Enter để tới chỗ ấy sửa tay" in ha_ky.message


def test_a_finding_is_accepted_with_a_reason_kept_in_git(ha_ky: Sitting) -> None:
    ha_ky.press("5<F5>symbol-kind<Enter><F8>c")
    assert "Cần một lý do" in ha_ky.press("<Enter>")
    shown = ha_ky.press("theo quy chế của huyện<Enter>")
    assert "CẢNH BÁO (1)" in shown
    kept = tomllib.loads((ha_ky.records / "accepted.toml").read_text(encoding="utf-8"))["accepted"]
    assert [(row["code"], row["reason"], row["by"]) for row in kept] == [
        ("symbol-kind", "theo quy chế của huyện", "Lê Thị Hà")
    ]
    assert "accepted.toml" in in_git(ha_ky.records, "log", "-1", "--name-only", "--format=%an")


def test_a_rule_is_switched_off_and_heard_of_again(ha_ky: Sitting) -> None:
    assert "CẢNH BÁO (2)" in ha_ky.press("5<F5>symbol-kind<Enter>")
    assert "CẢNH BÁO" not in ha_ky.press("<F8>tkhông dùng<Enter>")
    assert "tắt cả quy tắc" in ha_ky.press("<Ctrl+K>")
    ha_ky.press("<Ctrl+E>n")
    assert "0 quyết định" in ha_ky.screen()
    assert "CẢNH BÁO (2)" in ha_ky.press("<F3>")


def test_a_broken_file_is_accepted_with_a_reason_under_its_path(ha_ky: Sitting) -> None:
    (ha_ky.records / "directives/2023/hong.toml").write_text("hỏng", encoding="utf-8")
    assert "LỖI (1)" in ha_ky.press("<Ctrl+R>5")
    assert "Chấp nhận riêng chỗ này (tệp này)" in ha_ky.press("<F8>")
    ha_ky.press("ctệp cũ, đã bỏ<Enter>")
    (row,) = ha_ky.saved("accepted.toml")[0]["accepted"]
    assert (row["code"], row["file"], row["reason"]) == ("broken-toml", "directives/2023/hong.toml", "tệp cũ, đã bỏ")
    assert "LỖI" not in ha_ky.press("<Ctrl+R>")
    assert "tệp directives/2023/hong.toml" in ha_ky.press("<Ctrl+K>")


def test_it_looks_again_after_a_save_without_being_asked(ha_ky: Sitting) -> None:
    loop = Waiting(ha_ky.desk)
    ha_ky.press("5")
    loop.run()
    assert "Công văn 17/CV-UBND" in ha_ky.screen()
    (path,) = ha_ky.records.glob("directives/2023/*17-cv*.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("17/CV-UBND", "17/UBND-VP"), encoding="utf-8")
    ha_ky.desk.records_changed()
    assert "đang kiểm tra…" in ha_ky.screen()
    assert ha_ky.press("<Down><Up>")  # keys go on meanwhile
    loop.run()
    assert "17/CV-UBND" not in ha_ky.screen()


def test_saves_that_come_while_it_looks_are_looked_at_once_more(ha_ky: Sitting) -> None:
    loop = Waiting(ha_ky.desk)
    for _ in range(5):
        ha_ky.desk.records_changed()
    assert len(loop.jobs) == 1
    work, done = loop.jobs.pop()
    done(work())  # type: ignore[operator]
    assert len(loop.jobs) == 1
    loop.run()
    assert not ha_ky.desk.watch.running


def test_a_look_that_took_long_rests_before_the_next(ha_ky: Sitting) -> None:
    loop, watch = Waiting(ha_ky.desk), ha_ky.desk.watch
    watch._took, watch._ended = QUICK * 2, time.monotonic()
    ha_ky.desk.records_changed()
    assert loop.jobs == []
    watch._ended -= REST * watch._took
    look_for_changes(ha_ky.desk)
    assert len(loop.jobs) == 1


def test_the_header_counts_errors_on_every_screen(ha_ky: Sitting) -> None:
    (ha_ky.records / "directives/2023/hong.toml").write_text("hỏng", encoding="utf-8")
    ha_ky.press("<Ctrl+R>5")
    assert "5!Kiểm tra" in ha_ky.press("1").splitlines()[1]


def test_the_filter_narrows(ha_ky: Sitting) -> None:
    shown = ha_ky.press("5<F5>91 cv")
    assert "91/CV-UBND" in shown
    assert "17/CV-UBND" not in shown
    assert "17/CV-UBND" in flat(ha_ky.press("<Esc>"))


def test_looking_only_cures_and_accepts_nothing(ha_ky: Sitting) -> None:
    write_body(ha_ky, "# I. CHUNG\n\nMột  hai.\n")
    before = body(ha_ky)
    sitting = sit_down(ha_ky.records, read_only=True)
    for keys in ("5<F5>dau cach<Enter><F2>", "<F8>"):
        sitting.press(keys)
        assert "chỉ xem" in sitting.message
    assert body(sitting) == before


@pytest.mark.parametrize(("width", "height"), [(60, 15), (80, 24), (120, 40)])
def test_every_size_shows_the_finding_and_its_place(ha_ky: Sitting, width: int, height: int) -> None:
    ha_ky.press("5")
    shown = ha_ky.screen(width, height)
    assert "► ! Công văn 17/CV-UBND" in shown
    assert "công văn 17/CV-UBND" in shown  # the record as the office calls it
    assert ".toml" not in shown
