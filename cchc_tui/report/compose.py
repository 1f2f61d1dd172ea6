"""The door: one report as CommonMark with one YAML head, prose filled in, appendix made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cchc_tui.errors import FindingsError
from cchc_tui.records.directive import Directive
from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.report.headings import empty_sections

if TYPE_CHECKING:
    from cchc_tui.report.names import Name
    from cchc_tui.report.rendering import Function

NOT_COUNTED_YET = "\\[chưa có số liệu\\]"
"""What a draft prints, in brackets, where a number is not known yet; the final report is refused instead."""
NOT_WRITTEN_YET = "\\[chưa có nội dung\\]"
"""What a draft prints, in brackets, under a heading with nothing under it."""


def compose_report(
    sheet: ReportSheet,
    yearbook: Yearbook,
    body: str,
    *,
    source: str,
    templates: Path | None,
    draft: bool,
    previous: Yearbook | None = None,
    register: Sequence[Directive] = (),
    figures: FigureBook | None = None,
    year_before: Yearbook | None = None,
    counts: Sequence[MediaCount] = (),
) -> str:
    """Return the report as Markdown. `source` names the prose in messages; `templates` is the office's own folder.

    `previous` is what the period before saw, `year_before` the same period a year before, for comparisons; `register`
    holds every document that may be cited, the yearbook's when empty; `figures` are those of the office's forms,
    `counts` all counts it keeps.

    FindingsError names file, line and the nearest placeholder for everything that is wrong.
    """
    if not body.strip() and not draft:
        _refuse_empty_prose(sheet, source)
    # Jinja2 comes in here, so that a list or a check never waits for it.
    from cchc_tui.report.appendix import appendix
    from cchc_tui.report.front import front_matter
    from cchc_tui.report.language import prose_language

    said = prose_language(
        sheet, yearbook, templates, previous=previous, year_before=year_before, register=register, figures=figures,
        counts=counts,
    )  # fmt: skip
    prose = _rendered(body, source, said.names, said.functions, draft=draft)
    # Căn cứ stand where the prose asks for them, else where the decree puts them, under the title.
    legal_basis = () if said.sentences.legal_basis_placed else sheet.legal_basis
    head = front_matter(sheet, yearbook, draft=draft, legal_basis=legal_basis)
    parts = (head, prose, appendix(sheet, yearbook, said.wording, said.proofs.said))
    return "\n\n".join(part for part in parts if part) + "\n"


def _rendered(body: str, source: str, names: Sequence[Name], functions: Mapping[str, Function], *, draft: bool) -> str:
    """Return the prose with its placeholders filled in; a draft says of each gap that it is one."""
    from cchc_tui.report.markdown import Markdown
    from cchc_tui.report.rendering import render

    missing = Markdown(NOT_COUNTED_YET) if draft else None
    text = render(body, file=source, names=names, functions=functions, missing=missing).strip()
    return _with_gaps_named(text) if draft else text


def _refuse_empty_prose(sheet: ReportSheet, source: str) -> NoReturn:
    raise FindingsError(
        f"Báo cáo {sheet.title} chưa có phần lời ({source}).",
        "Hãy soạn phần lời, hoặc lập báo cáo từ một đề cương.",
    )


def _with_gaps_named(text: str) -> str:
    """Return a draft's prose with a word under every heading that has nothing under it yet."""
    lines = text.split("\n")
    for heading in reversed(empty_sections(text)):
        lines[heading.line : heading.line] = ["", NOT_WRITTEN_YET]
    return "\n".join(lines)
