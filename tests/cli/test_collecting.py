"""`collect`, `summary` and a province's report as a clerk calls them: whole programs, and nothing said but by them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.offices import make_office
from tests.cli.conftest import plain_environment

pytest.importorskip("duckdb", reason="duckdb is not installed (extra `collect`)")


def cchc(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cchc_tui", *words], cwd=place, env=plain_environment(place),
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


def test_a_provinces_report_from_the_first_command_to_the_pages(tmp_path: Path) -> None:
    (tmp_path / "xa").mkdir()
    for number in (1, 2, 3):
        make_office(tmp_path / "xa", province="Lạng Sơn", code=f"0000{number}", name=f"UBND xã {number}", records=40)
    sources = [str(path) for path in sorted((tmp_path / "xa").glob("*.git"))]

    gathered = cchc(tmp_path, "collect", *sources, "-o", "tong-hop")
    assert (gathered.returncode, gathered.stdout) == (0, "")
    assert gathered.stderr == "Đọc mới 3 kho, 0 kho không thay đổi.\n"

    said = cchc(tmp_path, "summary", "tong-hop", "--period", "2025")
    assert (said.returncode, said.stderr) == (0, "")
    first, gathering, _, offices, *_ = said.stdout.splitlines()
    assert first == "TỔNG HỢP NĂM 2025 (từ ngày 15/12/2024 đến ngày 14/12/2025)"
    assert gathering.startswith("Lần tổng hợp số 1, ngày ")
    assert offices.startswith("3 cơ quan: ")

    assert cchc(tmp_path, "init", "tinh", "--short-name", "UBND tỉnh Lạng Sơn").returncode == 0
    home = tmp_path / "tinh"
    begun = cchc(home, "new-report", "--outline", "tuyen-truyen-cchc", "--period", "2025")
    slug = begun.stdout.splitlines()[0]
    made = cchc(home, "report", slug, "--collected", "../tong-hop", "--draft", "-o", "bao-cao.md")
    assert made.returncode == 0, made.stderr
    exported = cchc(home, "export", "bao-cao.md")
    assert exported.returncode == 0, exported.stderr

    text = (home / "bao-cao.md").read_text(encoding="utf-8")
    assert "| 3 | UBND xã 3 |" in text
    assert "Số liệu theo lần tổng hợp số 1, ngày " in text
    assert (home / "bao-cao.docx").stat().st_size > 10_000
    assert (home / "bao-cao.pdf").read_bytes().startswith(b"%PDF")


def test_the_tables_are_said_without_a_gathering(tmp_path: Path) -> None:
    said = cchc(tmp_path, "schema", "--tables")
    assert said.returncode == 0
    assert "-- PARTITIONED BY (province, year)\nCREATE TABLE directives (" in said.stdout
    assert "CREATE TABLE gatherings (" in said.stdout
