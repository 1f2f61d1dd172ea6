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
    assert said.stdout.startswith("TỔNG HỢP NĂM 2025 (từ ngày 15/12/2024 đến ngày 14/12/2025)\n\n3 cơ quan: ")

    assert cchc(tmp_path, "init", "tinh", "--short-name", "UBND tỉnh Lạng Sơn").returncode == 0
    home = tmp_path / "tinh"
    begun = cchc(home, "new-report", "--outline", "tuyen-truyen-cchc", "--period", "2025")
    slug = begun.stdout.splitlines()[0]
    made = cchc(home, "report", slug, "--collected", "../tong-hop", "--draft", "-o", "bao-cao.md")
    assert made.returncode == 0, made.stderr
    exported = cchc(home, "export", "bao-cao.md")
    assert exported.returncode == 0, exported.stderr

    assert "| 3 | UBND xã 3 |" in (home / "bao-cao.md").read_text(encoding="utf-8")
    assert (home / "bao-cao.docx").stat().st_size > 10_000
    assert (home / "bao-cao.pdf").read_bytes().startswith(b"%PDF")


def test_the_tables_are_said_without_a_gathering_as_the_gathering_publishes_them(tmp_path: Path) -> None:
    make_office(tmp_path, province="Lạng Sơn", code="00001", name="UBND xã 1", records=20)
    assert cchc(tmp_path, "collect", "00001.git", "-o", "tong-hop").returncode == 0
    published = (tmp_path / "tong-hop" / "schema" / "tables.sql").read_text(encoding="utf-8")

    said = cchc(tmp_path, "schema", "--tables")
    assert (said.returncode, said.stdout) == (0, published)
    assert "CREATE TABLE directives (" in published
