"""Offices, records and reports with one interesting difference each, and what the rules say about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cchc_tui.document.passages import read_prose
from cchc_tui.language.text import slug
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Finding, by_gravity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Channel, Evaluation, Measure, OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.rules import (
    FileOrigins,
    Located,
    OfficeRecords,
    ReportContext,
    Rule,
    Words,
    check_paper,
    read_words,
)
from cchc_tui.rules.engine import record_findings, text_findings
from cchc_tui.rules.rule import RecordRule, TextRule
from cchc_tui.storage.official_document import read_official_document


class TypedHere:
    """The text that rules read is the text that was typed."""

    def line_of(self, line: int) -> int | None:
        """The line itself."""
        return line

    def of(self, finding: Finding) -> Finding:
        """The finding itself."""
        return finding

    def of_head(self, finding: Finding) -> Finding:
        """The finding itself."""
        return finding


TODAY = date(2024, 3, 1)
AS_TYPED = TypedHere()
TEMPLATES = Path(__file__).parents[2] / "templates" / "wording"

OFFICE = OfficeSettings(
    short_name="UBND xã Hà Kỳ",
    full_name="Ủy ban nhân dân xã Hà Kỳ",
    place="Hà Kỳ",
    channels=(
        Channel(code="truyen-thanh", label="Truyền thanh xã"),
        Channel(code="trang-tin", label="Trang thông tin điện tử xã"),
        Channel(code="mot-cua", label="Bộ phận một cửa"),
    ),
    measures=(
        Measure(channel="truyen-thanh", code="bai", label="Bài tuyên truyền", unit="bài"),
        Measure(channel="truyen-thanh", code="luot-phat", label="Lượt phát sóng", unit="lượt"),
        Measure(channel="trang-tin", code="tin-bai", label="Tin bài đăng tải", unit="tin bài"),
        Measure(channel="mot-cua", code="luot-huong-dan", label="Lượt hướng dẫn trực tiếp", unit="lượt"),
    ),
    evaluations=(Evaluation(code="met", label="Đạt", met=True), Evaluation(code="not_met", label="Không đạt")),
)


def words() -> Words:
    """The word lists that come with the program."""
    names = ("tu-ghep.txt", "ten-co-quan.txt", "don-vi-tinh.txt", "tu-quen.txt")
    return read_words(*((TEMPLATES / name).read_text("utf-8") for name in names))


def letter(symbol: str | None = "17/UBND-VP", day: date | None = date(2023, 2, 21), **values: Any) -> Directive:
    """A công văn of the office."""
    given = {"id": f"d{symbol}", "direction": "outgoing", "kind": "cong-van", "issuer": "UBND xã Hà Kỳ"}
    return Directive(**(given | {"symbol": symbol, "issued_on": day, "subject": "chấn chỉnh TTHC"} | values))


def count(measure: str, period: str, value: int, qualifier: str = "exact", channel: str = "truyen-thanh") -> MediaCount:
    """A count, by default of the radio."""
    return MediaCount(
        id=f"m{measure}{period}", channel=channel, measure=measure, period=period, value=value, qualifier=qualifier
    )


def task(position: int = 1, **values: Any) -> ChecklistItem:
    """A task of the checklist 2023-tuyen-truyen."""
    given = {"id": f"c{position}", "checklist": "2023-tuyen-truyen", "position": position, "task": "Treo khẩu hiệu"}
    return ChecklistItem(**(given | values))


def sheet(**values: Any) -> ReportSheet:
    """The sheet of the yearly report, complete."""
    given = {
        "id": "r1", "slug": "2023-nam", "kind": "bao-cao", "period": "2023-nam", "symbol": "BC-UBND",
        "dated_on": date(2023, 12, 22), "subject": "Kết quả công tác tuyên truyền cải cách hành chính năm 2023",
        "addressees": ("Sở Nội vụ",), "recipients": ("Như trên", "Lưu: VT, VP"), "checklist": "2023-tuyen-truyen",
        "signing": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "signatory": "Vũ Văn Khanh",
    }  # fmt: skip
    return ReportSheet(**(given | values))


def found_on(
    rule: RecordRule,
    *,
    directives: Sequence[Directive] = (),
    media: Sequence[MediaCount] = (),
    checklist: Sequence[ChecklistItem] = (),
    reports: Sequence[ReportSheet] = (),
    office: OfficeSettings = OFFICE,
    today: date = TODAY,
    deleted_ids: frozenset[str] = frozenset(),
) -> list[Finding]:
    """What a rule says about these records."""
    records = OfficeRecords(
        office=office,
        directives=[Located(d, f"directives/{d.issued_on.year if d.issued_on else 0}/{d.id}.toml") for d in directives],
        media=[Located(m, f"media/{m.id}.toml") for m in media],
        checklist=[Located(c, f"checklists/{c.id}.toml") for c in checklist],
        reports=[Located(r, f"reports/{r.slug}/report.toml") for r in reports],
        today=today,
        deleted_ids=deleted_ids,
    )
    return _declared(rule, list(record_findings(rule, records)))


def found_in(
    rule: TextRule,
    markdown: str,
    *,
    yearbook: Yearbook | None = None,
    office: OfficeSettings = OFFICE,
    **on_sheet: Any,
) -> list[Finding]:
    """What a rule says about a report with this prose, also one that is off by itself."""
    wanted = replace(
        context(markdown, yearbook=yearbook, office=office, **on_sheet), switched_on=frozenset({rule.code})
    )
    found = text_findings(rule, wanted)
    return _declared(rule, list(found))


def _declared(rule: Rule, found: list[Finding]) -> list[Finding]:
    """The findings, once it is seen that only a rule that says so gives cures."""
    assert rule.cures or all(finding.cure is None for finding in found), rule.code
    return found


def context(
    markdown: str, *, yearbook: Yearbook | None = None, office: OfficeSettings = OFFICE, **on_sheet: Any
) -> ReportContext:
    """A report with this prose as the rules look at it; its lines are those of the Markdown."""
    located = Located(sheet(**on_sheet), "reports/2023-nam/report.toml")
    return ReportContext(read_prose(markdown), located, office, AS_TYPED, yearbook=yearbook, today=TODAY, words=words())


def found_in_file(text: str, templates: Path | None = None, folder: Path | None = None) -> list[Finding]:
    """What all rules say about a Markdown file outside any office, gravest first."""
    page = read_official_document(text, "thu.md", templates, folder)
    origins = FileOrigins("thu.md", page.head.line)
    located = Located(ReportSheet(slug="thu.md"), "thu.md")
    return by_gravity(check_paper(ReportContext(read_prose(text), located, OfficeSettings(), origins, page=page)))


def quotes(rule: TextRule, markdown: str, **more: Any) -> list[str | None]:
    """The words a rule points at."""
    return [finding.quote for finding in found_in(rule, markdown, **more)]


def named(value: object) -> str | None:
    """The code of a rule as the name of a test; None for other values, whose name pytest makes."""
    return value.code if isinstance(value, Rule) else None


ROW = {
    "truc-tuyen": 1200, "truc-tiep": 30, "ky-truoc": 5, "truoc-han": 1000, "dung-han": 200, "qua-han": 5,
    "dang-trong-han": 29, "dang-qua-han": 1,
}  # fmt: skip
"""A row of form 06 in which everything agrees."""


def figures(form: str, period: str, label: str, **cells: int | str) -> FigureRow:
    """A row of figures; columns are named by their keys."""
    return FigureRow(id=slug(label)[:6], form=form, period=period, row=slug(label), label=label, extra=dict(cells))
