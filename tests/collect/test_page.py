"""The page of a summary: one file, complete without a network, its tables sorted and filtered in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.collect import gather
from cchc_tui.collect.charts import bar_chart
from tests.bench.offices import make_office

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
ACT = """
<script>
const head = document.querySelectorAll("section")[0].querySelectorAll("th button");
head[3].click(); head[3].click();
const box = document.querySelectorAll("section")[0].querySelector("input");
box.value = "xa 1"; box.dispatchEvent(new Event("input"));
const rows = [...document.querySelectorAll("section")[0].querySelectorAll("tbody tr")];
document.body.dataset.order = rows.map(row => row.cells[3].dataset.value).join(" ");
document.body.dataset.shown = rows.filter(row => !row.hidden).map(row => row.cells[1].textContent).join("|");
</script>
"""
"""Sort by documents, most first, then filter without diacritics."""


@pytest.fixture
def page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    for number, records in enumerate((20, 60, 40)):
        make_office(
            tmp_path, province=f"Tỉnh {number % 2}", code=f"{number:05d}", name=f"UBND xã {number}", records=records
        )
    gather(sorted(tmp_path.glob("*.git")), tmp_path / "lake")
    out = tmp_path / "trang.html"
    assert run(["summary", str(tmp_path / "lake"), "--period", "2025", "--html", str(out)]) == 0
    assert "theo lần tổng hợp số 1" in capsys.readouterr().err
    assert run(["summary", str(tmp_path / "lake"), "--period", "2025", "--html", str(out)]) != 0, (
        "not overwritten unasked"
    )
    return out.read_text(encoding="utf-8")


def test_the_page_is_one_file_that_fetches_nothing(page: str) -> None:
    links = re.findall(r'(?:src|href|url\()\s*=?\s*["\']?(?!#)([^"\')\s>]+)', page)
    assert [link for link in links if link.startswith(("http", "//"))] == []
    assert "<script src" not in page
    assert page.count("<svg") == 4
    for words in ("Tổng hợp năm 2025", "Lần tổng hợp số 1", "UBND xã 2", "Theo tháng, kỳ đã ghi", "Tỉnh 1"):
        assert words in page


@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
def test_a_browser_sorts_and_filters_the_table_of_offices(page: str, tmp_path: Path) -> None:
    acted = tmp_path / "acted.html"
    acted.write_text(page.replace("</body>", f"{ACT}</body>"), encoding="utf-8")
    shown = subprocess.run(
        [str(BROWSER), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", acted.as_uri()],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    ).stdout  # fmt: skip

    order = re.search(r'data-order="([^"]*)"', shown)
    assert order is not None
    counts = [int(count) for count in order[1].split()]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) > 1
    assert 'data-shown="UBND xã 1"' in shown


def test_words_of_an_office_are_text_on_the_page(tmp_path: Path) -> None:
    make_office(tmp_path, province="Huế", code="00001", name="UBND xã <script>alert(1)</script>", records=0)
    gather([tmp_path / "00001.git"], tmp_path / "lake")
    out = tmp_path / "trang.html"
    assert run(["summary", str(tmp_path / "lake"), "--period", "2025", "--html", str(out)]) == 0
    assert "<script>alert" not in out.read_text(encoding="utf-8")


def test_drawing_leaves_the_imports_of_the_program_alone() -> None:
    import pygal

    bar_chart(["Hà Kỳ"], [3], unit="bài")
    assert not [finder for finder in sys.meta_path if isinstance(finder, pygal.PluginImportFixer)]
