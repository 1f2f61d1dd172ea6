"""Packs of two made-up provinces, added, updated and removed: differences first, one save each, undone by undo."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError, RefusedError, WrongUseError
from cchc_tui.office import Office
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import create_office
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.pack import PackPlan
from cchc_tui.records.report_sheet import ReportSheet

TODAY = date(2026, 8, 3)

THANH_GIANG = """code = "thanh-giang"
name = "Chế độ báo cáo của tỉnh Thanh Giang"
version = "2026.1"
publisher = "Văn phòng UBND tỉnh Thanh Giang"
from_on = 2026-01-01

[[regimes]]
code = "tg-thang"
name = "Chế độ báo cáo tháng"
closing_day = 14
periods = ["thang"]

[[obligations]]
code = "tg-tthc"
name = "Báo cáo kiểm soát thủ tục hành chính"
periods = ["quy-3", "nam"]
deadline = "ngày 20"
recipient = "Văn phòng UBND tỉnh"
forms = ["tg-01"]
outline = "tg-tthc"

[[obligations]]
code = "tg-766"
name = "Báo cáo chỉ số phục vụ"
regime = "tg-thang"
deadline = "2 ngày làm việc sau ngày chốt"
"""
LAM_BINH = """code = "lam-binh"
name = "Báo cáo của tỉnh Lâm Bình"
version = "3"

[[obligations]]
code = "lb-tuan"
name = "Báo cáo tuần"
periods = ["tuan"]
deadline = "thứ sáu hằng tuần"

[[obligations]]
code = "tg-766"
name = "Báo cáo chỉ số của Lâm Bình"
periods = ["nam"]
deadline = "ngày 10/01 năm sau"
"""
FORM = """title = "Tình hình giải quyết"
unit = "hồ sơ"
[[columns]]
key = "nhan"
head = "Tiếp nhận"
"""
OUTLINE = """---
ten: Báo cáo thủ tục hành chính
trich-yeu: Kết quả kiểm soát thủ tục hành chính {{ ky.ten }}
---
# I. KẾT QUẢ

Trên đây là báo cáo./.
"""
CALENDAR = "[[years]]\nyear = 2026\noff = [2026-09-02]\n"


def publish(folder: Path, table: str, files: dict[str, str] | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(table, encoding="utf-8")
    (folder / "README.md").write_text("Nhập bằng cchc pack add.", encoding="utf-8")
    for path, text in (files or {}).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def thanh_giang(tmp_path: Path) -> Path:
    files = {"forms/tg-01.toml": FORM, "outlines/tg-tthc.md": OUTLINE, "calendar/tinh.toml": CALENDAR}
    return publish(tmp_path / "thanh-giang", THANH_GIANG, files)


@pytest.fixture
def lam_binh(tmp_path: Path) -> Path:
    return publish(tmp_path / "lam-binh", LAM_BINH)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "xa", {"short_name": "UBND xã Mẫu Sơn", "place": "Mẫu Sơn"})
    begin_history(records, own=True)
    return Office.open(records, today=TODAY)


def told(plan: PackPlan) -> list[str]:
    return [str(line) for line in plan.lines]


def apply(office: Office, plan: PackPlan) -> list[str]:
    office.intake.packs.apply(plan)
    return told(plan)


def owed(office: Office) -> list[tuple[str | None, str, date]]:
    return [
        (one.obligation.code, one.period.code, one.due_on)
        for one in office.agenda.owed_reports()
        if (one.obligation.code or "").startswith(("tg", "lb"))
    ]


def saves(office: Office) -> int:
    return len(office.history.log())


def test_a_pack_is_shown_then_added_as_one_save_and_taken_back_by_undo(office: Office, thanh_giang: Path) -> None:
    plan = office.intake.packs.plan_add(str(thanh_giang))
    assert told(plan) == [
        "+ Chế độ báo cáo tg-thang: Chế độ báo cáo tháng",
        "+ Báo cáo phải nộp tg-tthc từ 01/01/2026: Báo cáo kiểm soát thủ tục hành chính, hạn ngày 20",
        "+ Báo cáo phải nộp tg-766 từ 01/01/2026: Báo cáo chỉ số phục vụ, hạn 2 ngày làm việc sau ngày chốt",
        "+ Tệp templates/calendar/tinh.toml",
        "+ Tệp templates/forms/tg-01.toml",
        "+ Tệp templates/outlines/tg-tthc.md",
    ]
    before = saves(office)
    assert office.intake.packs.listed() == ()
    apply(office, plan)
    assert saves(office) == before + 1
    assert office.history.log()[0].words.startswith("gói thanh-giang bản 2026.1: ")
    assert [(row.code, row.version) for row in office.intake.packs.listed()] == [("thanh-giang", "2026.1")]
    assert ("tg-tthc", "2026-quy-3", date(2026, 9, 20)) in owed(office)
    assert "tg-01" in {form.code for form in office.figures.forms()}
    assert "tg-tthc" in {outline.name for outline in office.outlines.listed()}
    assert office.agenda.work_calendar.years[2026].off == {date(2026, 9, 2)}

    office.history.undo()
    office = Office.open(office.directory, today=TODAY)
    assert saves(office) == before + 2
    assert (office.intake.packs.listed(), owed(office)) == ((), [])
    assert not list((office.directory / "templates").glob("**/*.*"))
    assert not (office.directory / "packs/thanh-giang.toml").exists()


def test_an_update_with_a_changed_deadline_is_one_save_and_undone(office: Office, thanh_giang: Path) -> None:
    apply(office, office.intake.packs.plan_add(str(thanh_giang)))
    newer = THANH_GIANG.replace("2026.1", "2026.2").replace('"ngày 20"', '"ngày 18"')
    publish(thanh_giang, newer, {"forms/tg-01.toml": FORM.replace("Tiếp nhận", "Đã nhận")})
    before = saves(office)
    assert apply(office, office.intake.packs.plan_update("thanh-giang")) == [
        "~ Báo cáo phải nộp tg-tthc từ 01/01/2026, hạn gửi: “ngày 20” → “ngày 18”",
        "~ Tệp templates/forms/tg-01.toml",
    ]
    assert saves(office) == before + 1
    assert ("tg-tthc", "2026-quy-3", date(2026, 9, 18)) in owed(office)
    assert told(office.intake.packs.plan_update("thanh-giang")) == []

    office.history.undo()
    office = Office.open(office.directory, today=TODAY)
    assert ("tg-tthc", "2026-quy-3", date(2026, 9, 20)) in owed(office)
    assert office.intake.packs.listed()[0].version == "2026.1"
    assert "Tiếp nhận" in (office.directory / "templates/forms/tg-01.toml").read_text("utf-8")


def test_a_deadline_that_changes_from_a_day_on_leaves_the_periods_before_as_they_were(
    office: Office, thanh_giang: Path
) -> None:
    apply(office, office.intake.packs.plan_add(str(thanh_giang)))
    first = '[[obligations]]\ncode = "tg-tthc"\n'
    ended = THANH_GIANG.replace("2026.1", "2026.2").replace(first, first + "to_on = 2026-10-31\n")
    later = (
        '\n[[obligations]]\ncode = "tg-tthc"\nname = "Báo cáo kiểm soát thủ tục hành chính"\n'
        'periods = ["quy-3", "nam"]\n'
        'deadline = "ngày 17"\nfrom_on = 2026-11-01\n'
    )
    publish(thanh_giang, ended + later)
    assert apply(office, office.intake.packs.plan_update("thanh-giang")) == [
        "~ Báo cáo phải nộp tg-tthc từ 01/01/2026, áp dụng đến ngày: (trống) → 31/10/2026",
        "+ Báo cáo phải nộp tg-tthc từ 01/11/2026: Báo cáo kiểm soát thủ tục hành chính, hạn ngày 17",
    ]
    office = Office.open(office.directory, today=date(2026, 11, 5))
    assert [one for one in owed(office) if one[0] == "tg-tthc"] == [
        ("tg-tthc", "2026-quy-3", date(2026, 9, 20)),
        ("tg-tthc", "2026-nam", date(2026, 12, 17)),
    ]


def test_removing_a_pack_takes_only_what_it_brought_and_is_undone(
    office: Office, thanh_giang: Path, lam_binh: Path
) -> None:
    apply(office, office.intake.packs.plan_add(str(thanh_giang)))
    assert apply(office, office.intake.packs.plan_add(str(lam_binh))) == [
        "+ Báo cáo phải nộp lb-tuan: Báo cáo tuần, hạn thứ sáu hằng tuần",
        "+ Báo cáo phải nộp tg-766: Báo cáo chỉ số của Lâm Bình, hạn ngày 10/01 năm sau",
    ]
    settings, before = office.settings, saves(office)
    assert [line[0] for line in apply(office, office.intake.packs.plan_remove("thanh-giang"))] == ["-"] * 6
    assert saves(office) == before + 1
    assert {row.code for row in office.settings.obligations} == {"lb-tuan", "tg-766"}
    assert [row.code for row in office.intake.packs.listed()] == ["lam-binh"]
    assert not (office.directory / "templates").exists()

    office.history.undo()
    office = Office.open(office.directory, today=TODAY)
    assert office.settings.obligations == settings.obligations
    assert (office.directory / "templates/forms/tg-01.toml").read_text("utf-8") == FORM


def test_what_the_office_changed_itself_stays_unless_the_pack_is_to_win(office: Office, thanh_giang: Path) -> None:
    apply(office, office.intake.packs.plan_add(str(thanh_giang)))
    rows = [
        row.change(deadline="ngày 19", recipient="Sở Nội vụ") if row.code == "tg-tthc" else row
        for row in office.settings.obligations
    ]
    office.records.save_settings(office.settings.change(obligations=tuple(rows)))
    (office.directory / "templates/forms/tg-01.toml").write_text(FORM + "# của xã\n", "utf-8")
    newer = THANH_GIANG.replace("2026.1", "2026.2").replace('"ngày 20"', '"ngày 18"')
    publish(thanh_giang, newer, {"forms/tg-01.toml": FORM + "note = 'mới'\n"})
    row = "Báo cáo phải nộp tg-tthc từ 01/01/2026, hạn gửi"
    assert told(office.intake.packs.plan_update("thanh-giang")) == [
        f"! {row}: giữ “ngày 19” của cơ quan (gói: “ngày 18”)",
        "! Tệp templates/forms/tg-01.toml: giữ tệp của cơ quan, khác tệp của gói",
    ]
    assert told(office.intake.packs.plan_update("thanh-giang", take_pack=True)) == [
        f"~ {row}: “ngày 19” → “ngày 18”",
        "~ Báo cáo phải nộp tg-tthc từ 01/01/2026, nơi nhận: “Sở Nội vụ” → “Văn phòng UBND tỉnh”",
        "~ Tệp templates/forms/tg-01.toml",
    ]
    apply(office, office.intake.packs.plan_update("thanh-giang"))
    assert {row.deadline for row in office.settings.obligations if row.code == "tg-tthc"} == {"ngày 19"}
    kept = [line for line in told(office.intake.packs.plan_remove("thanh-giang")) if line.startswith("!")]
    assert kept == [
        "! Báo cáo phải nộp tg-tthc từ 01/01/2026: cơ quan đã sửa nên giữ lại",
        "! Tệp templates/forms/tg-01.toml: cơ quan đã sửa nên giữ lại",
    ]


def test_what_records_stand_on_stays_when_the_pack_goes(office: Office, thanh_giang: Path) -> None:
    apply(office, office.intake.packs.plan_add(str(thanh_giang)))
    office.records.add(
        ReportSheet(slug="t7", kind="bao-cao", period="2026-07", regime="tg-thang", subject="s", state="draft")
    )
    office.records.add(FigureRow(form="tg-01", period="2026-07", row="chung", position=1, extra={"nhan": 3}))
    kept = [line for line in told(office.intake.packs.plan_remove("thanh-giang")) if line.startswith("!")]
    assert kept == [
        "! Chế độ báo cáo tg-thang: còn báo cáo lập theo chế độ này nên giữ lại",
        "! Tệp templates/forms/tg-01.toml: còn số liệu ghi theo biểu này nên giữ lại",
    ]


def test_a_row_the_office_has_under_the_same_code_is_its_own(office: Office, thanh_giang: Path, lam_binh: Path) -> None:
    apply(office, office.intake.packs.plan_add(str(lam_binh)))
    mine = tuple(row.change(deadline="ngày 09/01 năm sau") for row in office.settings.obligations)
    office.records.save_settings(office.settings.change(obligations=mine))
    publish(thanh_giang, THANH_GIANG.replace("from_on = 2026-01-01\n", ""))
    lines = told(office.intake.packs.plan_add(str(thanh_giang)))
    kept = "giữ “ngày 09/01 năm sau” của cơ quan (gói: “2 ngày làm việc sau ngày chốt”)"
    assert f"! Báo cáo phải nộp tg-766, hạn gửi: {kept}" in lines


def test_a_pack_is_fetched_from_a_git_repository(office: Office, thanh_giang: Path, tmp_path: Path) -> None:
    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=thanh_giang, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "--quiet", "--initial-branch=main")
    git("add", "-A")
    git("-c", "user.name=T", "-c", "user.email=t@t.vn", "commit", "--quiet", "-m", "Bản 2026.1")
    bare = tmp_path / "goi.git"
    git("clone", "--quiet", "--bare", ".", str(bare))
    apply(office, office.intake.packs.plan_add(str(bare)))
    (row,) = office.intake.packs.listed()
    assert (row.source, row.revision) == (str(bare), git("rev-parse", "HEAD"))

    publish(thanh_giang, THANH_GIANG.replace("2026.1", "2026.2").replace('"ngày 20"', '"ngày 18"'))
    git("-c", "user.name=T", "-c", "user.email=t@t.vn", "commit", "--quiet", "-am", "Bản 2026.2")
    git("push", "--quiet", str(bare), "main")
    assert [line[0] for line in apply(office, office.intake.packs.plan_update("thanh-giang"))] == ["~"]


WRONG = (
    (THANH_GIANG.replace('"ngày 20"', '"cuối kỳ"'), {}, "báo cáo tg-tthc: hạn “cuối kỳ” không đọc được"),
    (THANH_GIANG.replace('"quy-3"', '"quy-5"'), {}, "tg-tthc: “quy-5” không phải là một kỳ"),
    (THANH_GIANG.replace('version = "2026.1"\n', ""), {}, "thiếu “Bản” (version)"),
    (THANH_GIANG.replace("publisher", "publisherr"), {}, "không hiểu khóa “publisherr”, có phải “publisher”?"),
    (THANH_GIANG.replace('"thanh-giang"', '"../x"'), {}, "mã gói “../x” phải là chữ thường không dấu"),
    (THANH_GIANG.replace('outline = "tg-tthc"', 'outline = "khong-co"'), {}, "nêu đề cương “khong-co” không có ở đâu"),
    (THANH_GIANG.replace('["tg-01"]', '["tg-02"]'), {}, "nêu biểu “tg-02” không có ở đâu"),
    ("code = \n", {}, "pack.toml"),
    (THANH_GIANG, {"forms/tg-01.toml": "title = 1"}, "Tệp biểu tg-01.toml không dùng được"),
    (THANH_GIANG, {"outlines/tg-tthc.md": "# I"}, "Đề cương outlines/tg-tthc.md thiếu phần khai báo."),
    (THANH_GIANG, {"calendar/tinh.toml": "[[years]]\n"}, "Tệp lịch nghỉ tinh.toml không đọc được"),
)


@pytest.mark.parametrize(("table", "files", "sentence"), WRONG, ids=[sentence for *_, sentence in WRONG])
def test_a_pack_that_is_not_sound_is_refused_whole(
    office: Office, thanh_giang: Path, table: str, files: dict[str, str], sentence: str
) -> None:
    publish(thanh_giang, table, files)
    before = office.settings
    with pytest.raises(FindingsError) as caught:
        office.intake.packs.plan_add(str(thanh_giang))
    assert sentence in str(caught.value)
    assert "/tmp/" not in str(caught.value)
    assert office.settings == before


def test_a_link_in_a_pack_is_not_followed(office: Office, thanh_giang: Path, tmp_path: Path) -> None:
    (tmp_path / "bi-mat.toml").write_text(FORM)
    (thanh_giang / "forms/la.toml").symlink_to(tmp_path / "bi-mat.toml")
    with pytest.raises(FindingsError):
        office.intake.packs.plan_add(str(thanh_giang))


def test_what_cannot_be_done_is_said(office: Office, thanh_giang: Path, lam_binh: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="Không có"):
        office.intake.packs.plan_add(str(tmp_path / "khong-co"))
    with pytest.raises(WrongUseError, match="Không có gói “thanh-giang”"):
        office.intake.packs.plan_update("thanh-giang")
    apply(office, office.intake.packs.plan_add(str(thanh_giang)))
    with pytest.raises(RefusedError, match="Gói thanh-giang đã có"):
        office.intake.packs.plan_add(str(thanh_giang))
    with pytest.raises(WrongUseError, match="công bố gói lam-binh, không phải thanh-giang"):
        office.intake.packs.plan_update("thanh-giang", str(lam_binh))


def test_a_file_changed_since_the_differences_were_shown_stops_the_save(office: Office, thanh_giang: Path) -> None:
    plan = office.intake.packs.plan_add(str(thanh_giang))
    own = office.directory / "templates/forms/tg-01.toml"
    own.parent.mkdir(parents=True)
    own.write_text("# đồng nghiệp vừa ghi")
    with pytest.raises(RefusedError, match="vừa có người sửa"):
        office.intake.packs.apply(plan)
    assert own.read_text() == "# đồng nghiệp vừa ghi"


def test_templates_of_the_office_beside_its_records_are_not_hidden(office: Office, thanh_giang: Path) -> None:
    beside = office.directory.parent / "templates" / "outlines"
    beside.mkdir(parents=True)
    with pytest.raises(RefusedError, match="ngoài thư mục hồ sơ"):
        office.intake.packs.apply(office.intake.packs.plan_add(str(thanh_giang)))
