"""A finding in the composed report is told at the place its words were typed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cchc_tui.records.cure import FieldCure, TextCure
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.office import Signatory
from cchc_tui.rules import ComposedOrigins, Located
from cchc_tui.rules.origin import HEAD_FIELDS
from tests.rules.builders import OFFICE, letter, sheet

SIGNED = OFFICE.change(
    addressees=("Sở Nội vụ",), letterhead=("UBND XÃ",), signatories=(Signatory(name="A", signing=("CHỦ TỊCH",)),)
)
BODY = "# I. MỤC\n\nĐã có {{ so }} bài  mới, của xã .\n\nMột dòng\n\nMột dòng"
COMPOSED = (
    "---\nx: 1\n---\n\n# I. MỤC\n\nĐã có trên 24 bài  mới, của xã .\n\nMột dòng\n\nMột dòng\n\n"
    "Ngày 21/02/2023: TTHC  xã."
)


def finding(line: int, column: int, before: str, after: str) -> Finding:
    cure = TextCure("", line, column, before, after)
    return Finding(code="x", severity=Severity.NOTICE, message="", line=line, record="r1", quote=before, cure=cure)


def origins(**on_sheet: Any) -> ComposedOrigins:
    """A composed report whose last line is printed from a letter."""
    return ComposedOrigins(
        COMPOSED, BODY, "reports/a/body.md", Located(sheet(**on_sheet), "reports/a/report.toml"),
        Located(SIGNED, "office.toml"), [Located(letter(subject="TTHC  xã"), "directives/d.toml")],
    )  # fmt: skip


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


def test_words_nobody_typed_are_told_at_the_line_they_were_filled_in_from() -> None:
    moved = origins().of(finding(7, 6, "trên 24", "24"))
    assert (moved.path, moved.line, moved.record, moved.cure) == ("reports/a/body.md", 3, "r1", None)


def test_what_no_line_of_the_prose_made_is_told_at_the_last_line_above() -> None:
    moved = origins().of(finding(13, 5, "21/02/2023", "21/2"))
    assert (moved.path, moved.line) == ("reports/a/body.md", 7)


@pytest.mark.parametrize(
    ("key", "on_sheet", "place"),
    [
        ("kinh-gui", {}, ("reports/a/report.toml", "addressees")),
        ("kinh-gui", {"addressees": ()}, ("office.toml", "addressees")),
        ("dia-danh", {"place": None}, ("office.toml", "place")),
        ("dia-danh", {"place": "Hà Kỳ"}, ("reports/a/report.toml", "place")),
        ("co-quan", {}, ("office.toml", "letterhead")),
        ("ky", {}, ("reports/a/report.toml", "signing")),
        ("ky", {"signing": ()}, ("reports/a/report.toml", "signatory")),
        ("ky", {"signing": (), "signatory": None}, ("office.toml", "signatories")),
        ("trich-yeu", {"subject": None}, ("reports/a/report.toml", "subject")),
    ],
)
def test_a_key_of_the_head_leads_to_the_field_it_is_printed_from(
    key: str, on_sheet: dict[str, Any], place: tuple[str, str]
) -> None:
    moved = origins(**on_sheet).of_head(Finding(code="x", severity=Severity.NOTICE, message="", key=key))
    assert (moved.path, moved.key) == place


def test_every_key_of_a_composed_head_has_its_field() -> None:
    from cchc_tui.records.period import parse_period
    from cchc_tui.records.yearbook import make_yearbook
    from cchc_tui.report.front import front_matter

    period = parse_period("2023-nam")
    assert period is not None
    office = OFFICE.change(superior="UBND HUYỆN TỨ KỲ")
    yearbook = make_yearbook(office, period, (), (), ())
    head = front_matter(sheet(number="5"), yearbook, draft=True, legal_basis=("Căn cứ A",))
    keys = set(re.findall(r"^([a-z-]+):", head, re.MULTILINE))
    assert keys - {"lang", "du-thao"} == set(HEAD_FIELDS)
