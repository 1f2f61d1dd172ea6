"""`import`, `export-register`, `schema` and `hook` as a clerk calls them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call, plain_environment
from tests.importing.builders import SEED, workbook

KNOWN = ("source", "doubtful", "exists", "evidence")
KILLED_WHILE_PLACING = """
import os, signal, sys
from cchc_tui.cli import run
left, real = [{files}], os.link
def link(*args, **more):
    real(*args, **more)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
os.link = link
sys.exit(run())
"""
"""The program, killed right after so many new files were put in their place."""


class TestImport:
    def test_a_dry_run_lists_and_writes_nothing(self, cchc: Call, office: Path) -> None:
        ended = cchc("import", str(SEED), "--dry-run")
        assert ended.code == 0
        assert "+ Văn bản: Công văn · 91/CV-UBND · 11/4/2023 · UBND xã Hà Kỳ · triển khai thanh toán" in ended.out
        assert "đã có: đã nêu ở trên trong cùng nguồn" in ended.out
        assert ended.err.strip() == "Đọc được 18: 1 đã có, 0 chưa chắc, 17 sẽ ghi."
        assert cchc("list", "directives", "--json").json == []

    def test_json_gives_record_toml_keys_source_doubtful_exists(self, cchc: Call, office: Path) -> None:
        found = cchc("import", str(SEED), "--dry-run", "--json").json
        first, count = found[0], next(c for c in found if c["record"] == "media")
        assert (first["record"], first["doubtful"], first["exists"]) == ("directive", [], None)
        assert (first["kind"], first["symbol"], first["issued_on"]) == ("ke-hoach", "59/KH-UBND", "2022-12-31")
        assert first["source"].startswith("Thực hiện Kế hoạch số 59/KH-UBND")
        assert first["values"] == {k: v for k, v in first.items() if k not in ("record", "values", *KNOWN)}
        assert (count["value"], count["qualifier"]) == (24, "exact")
        assert count["values"]["source"] == "Báo cáo ngày 22/12/2023"
        described = cchc("schema").json["$defs"]["candidate"]
        assert all(set(described["required"]) <= set(candidate) for candidate in found)
        assert {c["record"] for c in found} == set(described["properties"]["record"]["enum"])

    def test_what_a_dry_run_printed_can_be_imported_itself(self, cchc: Call, office: Path, tmp_path: Path) -> None:
        printed = tmp_path / "xem-truoc.json"
        printed.write_text(cchc("import", str(SEED), "--dry-run", "--json").out, encoding="utf-8")
        assert "Đã ghi 16 hồ sơ và 1 phần lời." in cchc("import", str(printed), "--yes").err
        assert all(c["exists"] for c in cchc("import", str(SEED), "--dry-run", "--json").json)

    def test_without_a_yes_and_a_terminal_nothing_is_written(self, cchc: Call, office: Path) -> None:
        ended = cchc("import", str(SEED))
        assert "Chưa ghi gì. Thêm --yes" in ended.err
        assert cchc("list", "directives", "--json").json == []

    def test_yes_writes_and_a_second_time_adds_nothing(self, cchc: Call, office: Path) -> None:
        assert "Đã ghi 16 hồ sơ và 1 phần lời." in cchc("import", str(SEED), "--yes").err
        assert "18 đã có, 0 chưa chắc, 0 sẽ ghi" in cchc("import", str(SEED), "--yes").err
        assert len(cchc("list", "directives", "--json").json) == 6

    def test_doubtful_ones_are_left_out_unless_asked_for(self, cchc: Call, office: Path, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("Theo Công văn số 9/UBND-VP ngày 05/01/2024 về gửi phiếu tới các thôn.", encoding="utf-8")
        ended = cchc("import", str(path), "--yes")
        assert "? Văn bản: Công văn · 9/UBND-VP" in ended.out
        assert "chưa chắc: chưa chắc trích yếu dừng ở đâu; không rõ cơ quan ban hành" in ended.out
        assert cchc("list", "directives", "--json").json == []
        cchc("import", str(path), "--yes", "--doubtful")
        (kept,) = cchc("list", "directives", "--json").json
        assert "direction" not in kept, "what nobody answered is not shown as known"
        assert "chưa ghi là văn bản đi hay đến" in cchc("check").out

    def test_a_long_register_says_what_goes_on_without_a_terminal_too(
        self, cchc: Call, office: Path, tmp_path: Path
    ) -> None:
        rows = [f"{n}/UBND-VP,1/2/2023,việc {n},UBND xã Hà Kỳ" for n in range(1, 601)]
        path = tmp_path / "so.csv"
        path.write_text("\n".join(["Số ký hiệu,Ngày VB,Trích yếu,Cơ quan ban hành", *rows]), encoding="utf-8")
        first, *_, writing, done = cchc("import", str(path), "--yes").err.splitlines()
        assert first == "Đang đọc sổ…"
        assert writing == "Đang ghi 600 hồ sơ, xin chờ…"
        assert done == "Đã ghi 600 hồ sơ."

    def test_a_file_with_nothing_in_it_is_said(self, cchc: Call, office: Path, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Xin chào", encoding="utf-8")
        ended = cchc("import", str(tmp_path / "a.txt"), "--dry-run")
        assert ended.err.strip() == "Không thấy văn bản, số liệu, nhiệm vụ hay báo cáo nào trong tệp."

    def test_a_file_that_cannot_be_read_is_a_sentence(self, cchc: Call, office: Path, tmp_path: Path) -> None:
        ended = cchc("import", str(tmp_path / "khong-co.docx"))
        assert ended.code == 4
        assert "Không mở được" in ended.err


class TestKilled:
    """kill -9 in the middle of an import: nothing of it, or all of it, and once more adds only what is missing."""

    @pytest.mark.parametrize("files", [1, 40, 119])
    def test_all_or_nothing(self, program: Call, office: Path, folder: Path, tmp_path: Path, files: int) -> None:
        rows = [[f"{n}/UBND-VP", "1/2/2023", f"việc {n}"] for n in range(1, 121)]
        book = workbook(tmp_path / "so.xlsx", {"a": [["Số ký hiệu", "Ngày VB", "Trích yếu"], *rows]})
        words = [sys.executable, "-c", KILLED_WHILE_PLACING.format(files=files), "import", str(book), "--yes"]
        env = plain_environment(tmp_path)
        killed = subprocess.run(words, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert killed.returncode == -signal.SIGKILL
        assert len(list(office.glob("directives/*/*.toml"))) < 120
        again = program("import", str(book), "--yes", cwd=folder)
        assert again.code == 0, again.err
        kept = program("list", "directives", "--json", cwd=folder).json
        assert sorted(int(record["parsed"]["number"]) for record in kept) == list(range(1, 121))
        assert "Đã ghi" not in again.err  # what was begun was finished, not begun anew
        assert program("check", "--errors", cwd=folder).code == 0


class TestRegister:
    @pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "jsonl"])
    def test_it_is_written_beside_the_records_and_its_path_printed(self, cchc: Call, office: Path, form: str) -> None:
        cchc("import", str(SEED), "--yes")
        ended = cchc("export-register", "--period", "2023", "--to", form)
        assert ended.code == 0
        assert Path(ended.out.strip()) == office.parent / "xuat" / f"so-van-ban-di-2023-nam.{form}"
        assert ended.err.strip() == "Sổ có 5 văn bản."
        assert cchc("export-register", "--period", "2023", "--to", form).code == 0  # the same bytes

    def test_an_empty_book_and_an_unread_period_are_wrong_use(self, cchc: Call, office: Path) -> None:
        assert cchc("export-register", "--period", "2023").code == 2
        assert "“xyz” không phải là một kỳ" in cchc("export-register", "--period", "xyz").err


class TestSchemaAndHook:
    def test_the_schema_is_printed_with_and_without_an_office(
        self, cchc: Call, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "enum" in cchc("schema").json["$defs"]["media"]["properties"]["channel"]
        (tmp_path / "khac").mkdir()
        monkeypatch.chdir(tmp_path / "khac")
        assert "enum" not in json.loads(cchc("schema").out)["$defs"]["media"]["properties"]["channel"]

    def test_the_hook_needs_a_history(self, cchc: Call, office: Path) -> None:
        assert cchc("hook", "install").code == 4


class TestCheckOfAReport:
    def test_a_report_is_checked_mended_and_checked_again(self, cchc: Call, office: Path) -> None:
        cchc("import", str(SEED), "--yes")
        before = cchc("check", "--report", "2023-nam", "--json")
        assert before.code == 1
        assert list(before.json[0]) == ["code", "severity", "message", "path", "line", "record", "clause"]
        mended = cchc("check", "--report", "2023-nam", "--fix", "--yes")
        assert "reports/2023-nam/body.md:21: “công văn” → “Công văn”" in mended.err
        assert "“Phó chủ tịch UBND xã”" not in cchc("check", "--report", "2023-nam").out
        codes = [finding["code"] for finding in cchc("check", "--report", "2023-nam", "--json").json]
        assert "C07" not in codes
        assert "spelling-compound" in codes  # a guess is never a cure

    def test_only_errors_can_be_asked_for(self, cchc: Call, office: Path) -> None:
        cchc("import", str(SEED), "--yes")
        ended = cchc("check", "--errors")
        assert (ended.code, ended.out) == (0, "")

    def test_rules_are_listed_switched_off_and_accepted(self, cchc: Call, office: Path) -> None:
        cchc("import", str(SEED), "--yes")
        assert "  C07 (cảnh báo): " in cchc("check", "--rules").out
        assert cchc("check", "--off", "C07").code == 2
        assert cchc("check", "--off", "C07", "--because", "văn bản cũ").code == 0
        assert "- C07 (cảnh báo): " in cchc("check", "--rules").out
        assert any(rule["off"] for rule in cchc("check", "--rules", "--json").json)
        first = next(f for f in cchc("check", "--json").json if f["code"] == "symbol-kind")
        cchc("check", "--accept", "symbol-kind", "--record", first["record"], "--because", "đã ban hành")
        assert first not in cchc("check", "--json").json
        cchc("check", "--on", "C07")
        assert "  C07 (cảnh báo): " in cchc("check", "--rules").out
        assert cchc("check", "--accept", "symbol-kind", "--because", "x").code == 2


class TestInto:
    def test_the_difference_is_printed_and_saved_with_yes(self, cchc: Call, office: Path, tmp_path: Path) -> None:
        prose = tmp_path / "a.txt"
        prose.write_text(
            "Hà Kỳ, ngày 22 tháng 12 năm 2023\nBÁO CÁO\nKết quả cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\nXã đã làm"
            " một.\n\nXã đã làm hai.\n",
            encoding="utf-8",
        )
        cchc("import", str(prose), "--yes", "--doubtful")
        prose.write_text(prose.read_text(encoding="utf-8").replace("làm hai", "làm hai việc"), encoding="utf-8")
        ended = cchc("import", str(prose), "--into", "2023-nam")
        assert "+Xã đã làm hai việc." in ended.out
        assert "Thêm --yes để ghi" in ended.err
        assert cchc("import", str(prose), "--into", "2023-nam", "--yes").code == 0
        assert "Xã đã làm hai việc." in cchc("report", "2023-nam", "--draft").out
        assert "không có gì khác" in cchc("import", str(prose), "--into", "2023-nam").err
        assert cchc("import", str(prose), str(prose), "--into", "2023-nam").code == 2
