"""A finding in the composed report is told at the place its words were typed."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure, TextCure
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.rules.origin import Origins
from cchc_tui.rules.rule import Kept
from tests.rules.builders import letter

BODY = "# I. MỤC\n\nĐã có {{ so }} bài  mới, của xã .\n\nMột dòng\n\nMột dòng"
COMPOSED = (
    "---\nx: 1\n---\n\n# I. MỤC\n\nĐã có trên 24 bài  mới, của xã .\n\nMột dòng\n\nMột dòng\n\n"
    "Ngày 21/02/2023: TTHC  xã."
)


def finding(line: int, column: int, before: str, after: str) -> Finding:
    cure = TextCure("", line, column, before, after)
    return Finding(code="x", severity=Severity.NOTICE, message="", line=line, record="r1", quote=before, cure=cure)


def origins() -> Origins:
    return Origins(COMPOSED, BODY, "reports/a/body.md", [Kept(letter(subject="TTHC  xã"), "directives/d.toml")])


def test_a_line_that_is_the_same_keeps_its_column() -> None:
    moved = origins().of(finding(11, 4, "dòng", "Dòng"))
    assert (moved.path, moved.line) == ("reports/a/body.md", 7)
    assert moved.cure == TextCure("reports/a/body.md", 7, 4, "dòng", "Dòng")


def test_a_line_with_a_placeholder_is_found_by_the_words_around() -> None:
    moved = origins().of(finding(7, COMPOSED.split("\n")[6].index("i  m"), "i  m", "i m"))
    assert moved.cure == TextCure("reports/a/body.md", 3, BODY.split("\n")[2].index("i  m"), "i  m", "i m")


def test_words_of_a_record_lead_to_the_record() -> None:
    moved = origins().of(finding(13, 17, "C  x", "C x"))
    assert (moved.record, moved.key, moved.path, moved.line) == ("d17/UBND-VP", "subject", "directives/d.toml", None)
    assert moved.cure == FieldCure("d17/UBND-VP", "subject", "TTHC  xã", "TTHC xã")


def test_words_nobody_typed_keep_the_report_and_lose_the_cure() -> None:
    moved = origins().of(finding(7, 6, "trên 24", "24"))
    assert (moved.path, moved.line, moved.record, moved.cure) == ("reports/a/body.md", None, "r1", None)
