"""`due` and `new-report`: what has to be made next, and its beginning."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period
from cchc_tui.storage.shipped import sample_records_dir
from tests.cli.conftest import Call


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample office; the current directory is its folder."""
    folder = tmp_path / "ha-ky"
    folder.mkdir()
    shutil.copytree(sample_records_dir(), folder / "records")
    monkeypatch.chdir(folder)
    return folder / "records"


class TestNewReport:
    def test_the_next_year_is_begun_and_old_sentences_are_listed(self, cchc: Call, sample: Path) -> None:
        ended = cchc("new-report", "--from", "2023-nam", "--period", "2024")
        assert ended.code == 0
        assert ended.out.splitlines() == [
            "2024-nam",
            "căn cứ (năm cũ): Thực hiện Kế hoạch số 59/KH-UBND ngày 31/12/2022 của UBND xã Hà Kỳ về việc tuyên truyền"
            " cải cách hành chính năm 2023",
            "phần lời, dòng 11 (năm cũ): Ngày 10/01/2023, UBND xã đã tổ chức Hội nghị triển khai Kế hoạch tuyên truyền"
            " cải cách hành chính {{ ky.ten }}.",
        ]
        assert "Kết quả công tác tuyên truyền Cải cách hành chính năm 2024." in ended.err
        assert "Còn 2 câu" in ended.err
        items = [i for i in cchc("list", "checklist", "--json").json if i["checklist"] == "2024-tuyen-truyen"]
        assert len(items) == 5
        assert not any("evaluation" in item or "evidence" in item for item in items)

    def test_json_has_the_report_its_prose_and_what_to_look_at(self, cchc: Call, sample: Path) -> None:
        made = cchc("new-report", "--from", "2023-nam", "--period", "2024", "--slug", "moi", "--json").json
        assert set(made) == {"report", "body", "leftovers"}
        assert (made["report"]["slug"], made["report"]["path"]) == ("moi", "reports/moi/report.toml")
        assert made["body"] == "reports/moi/body.md"
        assert [(left["place"], left["line"], left["reason"]) for left in made["leftovers"]] == [
            ("căn cứ", None, "năm cũ"), ("phần lời", 11, "năm cũ"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("outline", "period", "slug", "section"),
        [
            ("tuyen-truyen-cchc", "2023", "2023-nam-tuyen-truyen", "# I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"),
            ("cchc-quy", "quý 3/2023", "2023-quy-3-cchc", "## 6. Xây dựng, phát triển chính quyền điện tử"),
            ("cchc-6-thang", "6 tháng 2023", "2023-6-thang-cchc", "NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023"),
            ("cchc-nam", "2023", "2023-nam-cchc", "# IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024"),
            ("bao-cao-quy-chung", "quý 2/2023", "2023-quy-2-chung", "TRỌNG TÂM QUÝ III NĂM 2023"),
        ],
    )
    def test_every_outline_begins_a_report_that_composes(
        self, cchc: Call, sample: Path, outline: str, period: str, slug: str, section: str
    ) -> None:
        ended = cchc("new-report", "--outline", outline, "--period", period)
        assert (ended.code, ended.out) == (0, f"{slug}\n")
        assert section in cchc("report", slug, "--draft").out

    def test_an_outline_of_other_periods_is_remarked(self, cchc: Call, sample: Path) -> None:
        remark = "Đề cương cchc-quy dành cho kỳ quy-1, quy-3, không phải cho năm 2030.\n"
        assert remark in cchc("new-report", "--outline", "cchc-quy", "--period", "2030").err
        fitting = (("cchc-nam", "2031"), ("cchc-nam", "8 tháng đầu năm 2031"))
        assert not any("dành cho" in cchc("new-report", "--outline", o, "--period", p).err for o, p in fitting)

    def test_outlines_are_listed_those_of_a_period_alone_when_it_is_named(self, cchc: Call, sample: Path) -> None:
        assert len(cchc("new-report", "--outlines", "--json").json) == 5
        half = cchc("new-report", "--outlines", "--period", "6 tháng 2024").out
        assert half.splitlines()[0].split() == ["Đề", "cương", "Tên", "Kỳ"]
        assert "cchc-6-thang" in half
        assert "cchc-quy" not in half

    def test_a_wrong_call_says_what_is_missing(self, cchc: Call, sample: Path) -> None:
        for arguments, sentence in (
            (["--from", "2023-nam"], "Chưa nêu kỳ của báo cáo mới."),
            (["--period", "2024"], "Phải nêu một trong hai"),
            (["--period", "sang năm", "--outline", "cchc-nam"], "“sang năm” không phải là một kỳ báo cáo."),
            (["--period", "2024", "--outline", "cchc-na"], "Không có đề cương “cchc-na”.\nCó phải “cchc-nam”?"),
        ):
            ended = cchc("new-report", *arguments)
            assert (ended.code, ended.out) == (2, "")
            assert ended.err.startswith(sentence)
        assert cchc("new-report", "--from", "2023-nam", "--period", "2023", "--slug", "2023-nam").code == 3


class TestDue:
    def test_names_period_window_day_and_what_is_made(self, cchc: Call, sample: Path) -> None:
        due = cchc("due", "--json").json
        assert due, "a quarter lies between two due days at most"
        for each in due:
            period = parse_period(each["period"])
            assert period is not None
            assert each["regime"] == "cchc"
            assert each["due_on"].endswith("-20")
            assert date.fromisoformat(each["due_on"]) - date.today() == timedelta(days=each["days_left"])
            assert (each["report"], each["state"]) == (None, "chưa lập")
        lines = cchc("due").out.splitlines()
        assert len(lines) == len(due)
        assert due[0]["sentence"] in lines[0]
        assert lines[0].endswith("Chưa lập. [cchc]")

    def test_a_report_begun_for_it_is_named(self, cchc: Call, sample: Path) -> None:
        first = cchc("due", "--json").json[0]
        word = "cchc-nam" if first["period"].endswith("-nam") else "cchc-quy"
        slug = cchc("new-report", "--outline", word, "--period", first["period"]).out.strip()
        assert f"Đang soạn: {slug}. [cchc]" in cchc("due").out

    def test_a_regime_without_a_due_day_is_said_to_have_none(self, cchc: Call, sample: Path) -> None:
        ended = cchc("due")
        assert "Nghị định số 09/2019/NĐ-CP): chưa khai ngày phải gửi (due_day)" in ended.err
        assert OfficeSettings().regimes == ()
        plain = (sample / "office.toml").read_text("utf-8").partition("# Chế độ báo cáo\n")[0]
        (sample / "office.toml").write_text(plain, "utf-8")
        assert cchc("due").err.startswith("Không có báo cáo nào đến hạn trong thời gian tới.")
