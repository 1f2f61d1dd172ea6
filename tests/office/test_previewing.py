"""The page as a clerk reads it, against what export is given."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.document.page import MARK, Block
from cchc_tui.office import Office
from cchc_tui.office.previewing import NotComposedError

SAMPLE = Path(__file__).parents[2] / "records"


@pytest.fixture
def ha_ky(tmp_path: Path) -> Office:
    records = tmp_path / "office" / "records"
    shutil.copytree(SAMPLE, records)
    return Office.open(records, today=date(2023, 12, 22))


def words(blocks: tuple[Block, ...]) -> str:
    rows = [(*b.lines, *b.right, *(cell for row in b.rows for cell in row)) for b in blocks]
    return " ".join(" ".join(row) for row in rows).replace("\xa0", " ")


def test_the_page_begins_with_its_head_and_ends_with_its_appendix(ha_ky: Office) -> None:
    paper = ha_ky.pages.preview(ha_ky.reports.find("2023-nam"))
    head = paper.blocks[0]
    assert head.lines[:2] == ("ỦY BAN NHÂN DÂN", "XÃ HÀ KỲ")
    assert head.right[:2] == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert paper.blocks[1].lines[0] == "BÁO CÁO"
    assert not paper.frozen
    foot = next(b for b in paper.blocks if b.kind == "sides" and "Nơi nhận:" in b.lines)
    assert foot.right[-1] == "Vũ Văn Khanh"
    assert paper.blocks[-1].kind == "table"
    assert paper.blocks.index(foot) < len(paper.blocks) - 2


def test_every_word_of_the_composition_is_on_the_page(ha_ky: Office) -> None:
    shown = words(ha_ky.pages.preview(ha_ky.reports.find("2023-nam")).blocks)
    _, _, body = ha_ky.reports.compose("2023-nam").removeprefix("---\n").partition("\n---\n")
    for line in body.split("\n"):
        if line and not line.startswith((":::", "|")):
            assert line.lstrip("#+-\\ ").rstrip(".") in shown, line
    assert shown.count("./.") == 1


def test_a_line_of_the_prose_is_found_again_in_the_page(ha_ky: Office) -> None:
    report = ha_ky.reports.find("2023-nam")
    prose = ha_ky.reports.body(report).text
    line = next(n for n, row in enumerate(prose.split("\n"), 1) if row.startswith("{{ van_ban("))
    (here,) = [b for b in ha_ky.pages.preview(report, prose, line=line).blocks if b.here]
    assert here.lines[0].startswith("Ngày\xa021/02/2023, UBND xã đã ban hành Công văn")
    assert MARK not in words(ha_ky.pages.preview(report, prose, line=line).blocks)


def test_no_line_marked_changes_the_words(ha_ky: Office) -> None:
    report = ha_ky.reports.find("2023-nam")
    prose = ha_ky.reports.body(report).text
    plain = words(ha_ky.pages.preview(report).blocks)
    for line in range(1, prose.count("\n") + 2, 3):
        assert words(ha_ky.pages.preview(report, prose, line=line).blocks) == plain


def test_what_export_would_refuse_is_said_beforehand(ha_ky: Office) -> None:
    report = ha_ky.reports.find("2023-nam")
    assert ha_ky.rules.obstacles(report) == ()
    (found,) = ha_ky.rules.obstacles(report, "một\n\n{{ ky.tem }}")
    assert (found.code, found.path, found.line) == ("unknown-placeholder", "reports/2023-nam/body.md", 3)
    assert "“ky.tem”; có phải “ky.ten”" in found.message
    with pytest.raises(NotComposedError, match="dòng 3") as fault:
        ha_ky.pages.preview(report, "một\n\n{{ ky.tem }}")
    assert fault.value.findings == (found,)


def test_a_closed_report_shows_the_text_that_was_closed(ha_ky: Office) -> None:
    ha_ky.closing.freeze("2023-nam")
    report = ha_ky.reports.find("2023-nam")
    before = words(ha_ky.pages.preview(report).blocks)
    ha_ky.reports.save_body(ha_ky.reports.body(report), "# Khác hẳn\n")
    paper = ha_ky.pages.preview(report)
    assert paper.frozen
    assert words(paper.blocks) == before
