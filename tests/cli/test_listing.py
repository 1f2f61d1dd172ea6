"""`list` and `show`: tables for people, JSON for programs, windows as the regime says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc_tui.cli.tables import cells, table
from tests.cli.conftest import Call


@pytest.fixture
def year(cchc: Call, office: Path) -> dict[str, str]:
    """Three directives around the edges of the reporting year 2023, two counts, a task; ids by name."""
    ids = {}
    for name, symbol, day in (
        ("before", "59/KH-UBND", "14/12/2022"),
        ("inside", "17/CV-UBND", "21/02/2023"),
        ("next", "325/UBND-VP", "15/12/2023"),
    ):
        typed = ("--symbol", symbol, "--issued-on", day, "--subject", f"về {name}")
        ids[name] = cchc("add", "directive", "--direction", "outgoing", *typed).out.strip()
    for name, period in (("june", "6/2023"), ("straddling", "1/12/2022 - 31/12/2022")):
        typed = ("--channel", "trang-tin", "--measure", "tin-bai", "--value", "55", "--period", period)
        ids[name] = cchc("add", "media", *typed).out.strip()
    task = ("--checklist", "2023-tuyen-truyen", "--position", "1", "--task", "Tăng cường tuyên truyền")
    ids["task"] = cchc("add", "checklist", *task, "--products", "hội nghị", "--products", "tin bài").out.strip()
    return ids


class TestTable:
    def test_columns_stand_under_their_labels(self, cchc: Call, year: dict[str, str]) -> None:
        listed = cchc("list", "directives")
        assert listed.code == 0
        assert listed.err == ""
        assert listed.out == (
            "Mã      Số, ký hiệu  Ngày ban hành  Tên loại  Cơ quan ban hành  Chiều văn bản  Trích yếu\n"
            f"{year['before']}  59/KH-UBND   14/12/2022     Kế hoạch  UBND xã Hà Kỳ     văn bản đi     về before\n"
            f"{year['inside']}  17/CV-UBND   21/02/2023     Công văn  UBND xã Hà Kỳ     văn bản đi     về inside\n"
            f"{year['next']}  325/UBND-VP  15/12/2023     Công văn  UBND xã Hà Kỳ     văn bản đi     về next\n"
        )

    def test_several_lines_share_one(self, cchc: Call, year: dict[str, str]) -> None:
        assert "hội nghị · tin bài" in cchc("list", "checklist").out

    def test_an_empty_list_is_said_on_stderr(self, cchc: Call, office: Path) -> None:
        listed = cchc("list", "directives")
        assert (listed.code, listed.out, listed.err) == (0, "", "Không có văn bản nào.\n")

    def test_marks_that_combine_take_no_cell_and_wide_letters_two(self) -> None:
        assert cells("Hà Kỳ") == cells("Ha\u0300 Ky\u0300") == 5
        assert cells("報告") == 4

    def test_a_narrow_terminal_cuts_the_widest_column(self) -> None:
        lines = table(["Mã", "Trích yếu"], [["7k3f9q", "chấn chỉnh công tác tiếp nhận"]], width=24)
        assert lines == ["Mã      Trích yếu", "7k3f9q  chấn chỉnh công…"]
        assert max(map(cells, lines)) == 24

    def test_one_long_value_does_not_widen_the_other_lines(self) -> None:
        long = "x" * 400
        lines = table(["Mã", "Nội dung", "Tệp"], [["a", long, "1.toml"], ["b", "ngắn", "2.toml"]])
        assert lines[1] == f"a   {long}  1.toml"
        assert lines[2] == f"b   {'ngắn':<60}  2.toml"
        assert table(["Mã", "Nội dung", "Tệp"], [["b", "ngắn", "2.toml"]])[1] == "b   ngắn      2.toml"

    def test_a_cut_counts_cells_not_characters(self) -> None:
        (_, line) = table(["Số"], [["to\u0302\u0301ng đài truyền thanh xã"]], width=10)
        assert cells(line) == 10


class TestJson:
    def test_keys_are_those_of_the_file_with_path_and_parsed(self, cchc: Call, year: dict[str, str]) -> None:
        first = cchc("list", "directives", "--json").json[1]
        assert first["issued_on"] == "2023-02-21"
        assert first["path"] == f"directives/2023/2023-02-21_17-cv-ubnd_{year['inside']}.toml"
        assert (first["parsed"]["number"], first["parsed"]["type_code"], first["parsed"]["agency"]) == (
            17,
            "CV",
            "UBND",
        )
        assert set(first) == {
            "schema", "id", "direction", "kind", "symbol", "issued_on", "issuer", "subject", "path", "parsed",
        }  # fmt: skip

    def test_a_document_without_symbol_has_nothing_parsed(self, cchc: Call, office: Path) -> None:
        cchc(
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--kind",
            "thu-cong",
            "--issued-on",
            "2023-01-02",
            "--subject",
            "x",
        )
        assert cchc("list", "directives", "--json").json[0]["parsed"] is None

    def test_other_records_have_a_path_but_no_symbol(self, cchc: Call, year: dict[str, str]) -> None:
        media, task = cchc("list", "media", "--json").json[0], cchc("list", "checklist", "--json").json[0]
        assert "parsed" not in media
        assert task["path"] == f"checklists/2023-tuyen-truyen/01_{year['task']}.toml"
        assert task["products"] == ["hội nghị", "tin bài"]

    def test_unknown_keys_and_their_dates_come_out_too(self, cchc: Call, office: Path, directive: str) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        path.write_text(path.read_text("utf-8") + "\nscanned_at = 2023-02-21T08:30:00\nratio = inf\n", "utf-8")
        shown = cchc("show", directive, "--json").json
        assert (shown["scanned_at"], shown["ratio"]) == ("2023-02-21T08:30:00", "inf")


class TestPeriod:
    def test_the_annual_window_begins_on_the_fifteenth_of_december(self, cchc: Call, year: dict[str, str]) -> None:
        listed = cchc("list", "directives", "--period", "năm 2023", "--json")
        assert [d["id"] for d in listed.json] == [year["inside"]]
        assert listed.err == (
            "Tính từ ngày 15/12/2022 đến ngày 14/12/2023,"
            " theo chế độ “Chế độ báo cáo định kỳ (Nghị định số 09/2019/NĐ-CP)”.\n"
        )

    def test_the_regime_may_be_another(self, cchc: Call, year: dict[str, str]) -> None:
        chosen = cchc("list", "directives", "--period", "quý 3/2023", "--regime", "cchc")
        assert "theo chế độ “Báo cáo cải cách hành chính (Công văn số 581/BNV-CCHC)”" in chosen.err
        unknown = cchc("list", "directives", "--period", "2023", "--regime", "cchcc")
        assert unknown.code == 2
        assert unknown.err == "Không có chế độ báo cáo “cchcc” trong office.toml.\nĐược dùng: chung, cchc.\n"

    def test_a_count_cut_by_the_edge_is_in_no_list_and_said(self, cchc: Call, year: dict[str, str]) -> None:
        listed = cchc("list", "media", "--period", "2023", "--json")
        assert [m["id"] for m in listed.json] == [year["june"]]
        assert "1 số liệu tin bài nằm vắt qua ranh giới kỳ nên không tính vào đâu cả." in listed.err

    def test_a_task_belongs_to_the_year_of_its_checklist(self, cchc: Call, year: dict[str, str]) -> None:
        assert len(cchc("list", "checklist", "--period", "2023", "--json").json) == 1
        assert cchc("list", "checklist", "--period", "2024", "--json").json == []

    def test_a_period_that_is_none_is_wrong_use(self, cchc: Call, office: Path) -> None:
        ended = cchc("list", "directives", "--period", "tháng 13/2023")
        assert ended.code == 2
        assert ended.err.startswith("“tháng 13/2023” không phải là một kỳ.\nGõ như 2023, 6/2023")


class TestShow:
    def test_every_field_with_its_label(self, cchc: Call, office: Path, directive: str) -> None:
        cchc("set", directive, "recipients=Như trên", "recipients=Lưu: VT")
        shown = cchc("show", directive)
        assert shown.code == 0
        assert shown.out == (
            f"Mã hồ sơ (không đổi): {directive}\n"
            "Chiều văn bản:        văn bản đi\n"
            "Tên loại:             Công văn\n"
            "Số, ký hiệu:          17/CV-UBND\n"
            "Ngày ban hành:        21/02/2023\n"
            "Cơ quan ban hành:     UBND xã Hà Kỳ\n"
            "Trích yếu:            chấn chỉnh công tác tiếp nhận, giải quyết TTHC\n"
            "Nơi nhận:             Như trên\n"
            "                      Lưu: VT\n"
            f"Tệp:                  directives/2023/2023-02-21_17-cv-ubnd_{directive}.toml\n"
        )

    def test_an_unknown_id_names_the_nearest(self, cchc: Call, office: Path, directive: str) -> None:
        ended = cchc("show", directive[:5])
        assert ended.code == 2
        assert ended.err == f"Không có hồ sơ nào mang mã “{directive[:5]}”.\nCó phải “{directive}”?\n"


class TestHostileRecords:
    """What a record or a file name holds is data; a terminal must never obey it."""

    EVIL = '"\\u001b]0;pwned\\u0007\\u009b31m\\u202eDE"'

    def test_control_characters_are_shown_not_sent(self, cchc: Call, office: Path, directive: str) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        lines = path.read_text("utf-8").splitlines()
        evil = [f"subject = {self.EVIL}" if line.startswith("subject") else line for line in lines]
        path.write_text("\n".join([*evil, f'"evil\\u001bkey" = {self.EVIL}', ""]), "utf-8")
        path.rename(path.with_name("a\x1b[2J.toml"))
        for call in (("list", "directives"), ("show", directive), ("list", "directives", "--json"), ("check",)):
            ended = cchc(*call)
            assert (ended.out + ended.err).replace("\n", "").isprintable(), call
        assert "\x1b]0;pwned" in cchc("show", directive, "--json").json["subject"], "JSON keeps it, escaped"

    def test_a_file_name_that_is_no_text_is_shown_and_survives_saving(
        self, program: Call, office: Path, directive: str
    ) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        odd = os.fsencode(path.parent) + b"/ch\xea\xd2n.toml"
        os.rename(path, odd)  # noqa: PTH104 - a name in bytes
        records = str(office)
        for call in (("list", "directives"), ("show", directive), ("list", "directives", "--json"), ("check",)):
            ended = program("--records", records, *call)
            assert ended.code in (0, 1), ended.err
        assert program("--records", records, "set", directive, "note=đã gửi").code == 0
        assert os.listdir(os.fsencode(path.parent)) == [b"ch\xea\xd2n.toml"]  # noqa: PTH208
        assert program("--records", records, "show", directive, "--json").json["note"] == "đã gửi"


@pytest.mark.parametrize("period", ["8 tháng đầu năm 2026", "6 tháng cuối năm 2024", "từ 01/7 đến 14/9/2025"])
def test_a_count_is_found_again_by_the_period_it_was_added_with(office: Path, cchc: Call, period: str) -> None:
    typed = ("--channel", "trang-tin", "--measure", "tin-bai", "--value", "55", "--period", period)
    added = cchc("add", "media", *typed).out.strip()
    (found,) = cchc("list", "media", "--period", period, "--json").json

    assert found["id"] == added
    assert cchc("list", "media", "--period", found["period"], "--json").json == [found]
    assert cchc("check").code == 0
