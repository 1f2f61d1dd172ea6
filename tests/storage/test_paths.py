"""Where records lie: ASCII names set at birth, and the way to the records directory."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import WrongUseError
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.paths import birth_path, new_id
from cchc_tui.storage.records_folder import find_records


class TestBirthPath:
    @pytest.mark.parametrize(
        ("record", "path"),
        [
            (
                Directive(id="7k3f9q", symbol="17/CV-UBND", issued_on=date(2023, 2, 21)),
                "directives/2023/2023-02-21_17-cv-ubnd_7k3f9q.toml",
            ),
            (
                Directive(id="7k3f9q", symbol="04/QÐ-UBND", issued_on=date(2023, 2, 21)),
                "directives/2023/2023-02-21_04-qd-ubnd_7k3f9q.toml",
            ),
            (
                Directive(id="7k3f9q", subject="Về việc đôn đốc, “Ủy ban”", issued_on=date(2023, 2, 21)),
                "directives/2023/2023-02-21_ve-viec-don-doc-uy-ban_7k3f9q.toml",
            ),
            (Directive(id="7k3f9q", subject="報告"), "directives/0000/0000-00-00__7k3f9q.toml"),
            (
                MediaCount(id="d8w1qb", channel="truyen-thanh", measure="tin-bai", period="2023-06"),
                "media/2023/2023-06_truyen-thanh-tin-bai_d8w1qb.toml",
            ),
            (
                MediaCount(id="d8w1qb", channel="mot-cua", measure="luot", period="2022-12-15..2023-12-14"),
                "media/2023/2022-12-15-2023-12-14_mot-cua-luot_d8w1qb.toml",
            ),
            (
                ChecklistItem(id="3h8w1c", checklist="2023-tuyen-truyen", position=1),
                "checklists/2023-tuyen-truyen/01_3h8w1c.toml",
            ),
            (ChecklistItem(id="3h8w1c", checklist="../../etc"), "checklists/etc/00_3h8w1c.toml"),
            (ReportSheet(id="r8d2nm", slug="2023-nam"), "reports/2023-nam/report.toml"),
            (ReportSheet(id="r8d2nm", slug="../Quý III/2023"), "reports/quy-iii-2023/report.toml"),
            (OfficeSettings(), "office.toml"),
            (People(), "people.toml"),
        ],
    )
    def test_says_what_lies_there_in_ascii(self, record: Record, path: str) -> None:
        assert birth_path(record) == path

    def test_a_long_subject_is_cut(self) -> None:
        path = birth_path(Directive(id="7k3f9q", subject="đẩy mạnh cải cách hành chính " * 30))
        assert len(path.rpartition("/")[2]) < 70

    def test_ids_are_six_letters_of_crockford_and_differ(self) -> None:
        ids = {new_id() for _ in range(1000)}
        assert len(ids) == 1000
        assert all(len(i) == 6 and set(i) <= set("0123456789abcdefghjkmnpqrstvwxyz") for i in ids)


class TestFindRecords:
    @pytest.fixture
    def office(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """`tmp/xa/records` with an office and a folder deep inside."""
        monkeypatch.delenv("CCHC_RECORDS", raising=False)
        records = tmp_path / "xa/records"
        (records / "directives/2023").mkdir(parents=True)
        (records / "office.toml").write_text("schema = 1\n")
        return records

    @pytest.mark.parametrize("start", ["xa", "xa/records", "xa/records/directives/2023"])
    def test_the_nearest_upwards(self, office: Path, tmp_path: Path, start: str) -> None:
        assert find_records(start=tmp_path / start) == office

    @pytest.mark.parametrize("given", ["xa", "xa/records"])
    def test_named_with_or_without_the_last_folder(self, office: Path, tmp_path: Path, given: str) -> None:
        assert find_records(tmp_path / given) == office

    def test_what_is_named_comes_before_the_variable_and_that_before_what_lies_near(
        self, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = tmp_path / "khac"
        other.mkdir()
        (other / "office.toml").write_text("schema = 1\n")
        monkeypatch.setenv("CCHC_RECORDS", str(other))
        assert find_records(start=office) == other
        assert find_records(office, start=other) == office

    def test_a_named_folder_without_office_is_not_replaced_by_a_near_one(self, office: Path, tmp_path: Path) -> None:
        with pytest.raises(WrongUseError) as error:
            find_records(tmp_path, start=office)
        assert error.value.message == f"Thư mục {tmp_path} không có tệp office.toml."
        assert error.value.hint == f"Hãy chỉ đúng thư mục hồ sơ, hoặc tạo mới bằng: cchc init {tmp_path}"
