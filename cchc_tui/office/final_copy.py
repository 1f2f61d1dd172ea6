"""What keeps a report from its final copy: everything a signature must not be put under, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.errors import FindingsError
from cchc_tui.records.directive import Directive
from cchc_tui.records.issuing import resolve_issuer
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.template_words import listed, template_words
from cchc_tui.records.yearbook import Yearbook

SHOWN = 20


def demand_final(sheet: ReportSheet, yearbook: Yearbook, text: str) -> None:
    """FindingsError naming each place of a composed report that is not fit for the final copy."""
    found = [*_in_office(yearbook), *_in_text(text), *_in_tasks(sheet, yearbook), *_in_documents(yearbook)]
    if not found:
        return
    more = [f"- và {len(found) - SHOWN} chỗ nữa"] if len(found) > SHOWN else []
    raise FindingsError(
        f"Chưa lập được bản chính thức của báo cáo {sheet.title}, còn {len(found)} chỗ:\n"
        + "\n".join([*(f"- {sentence}" for sentence in found[:SHOWN]), *more]),
        "Hãy sửa các chỗ trên, hoặc lập bản dự thảo bằng --draft.",
    )


def _in_office(yearbook: Yearbook) -> Iterator[str]:
    office = yearbook.office
    if not office.short_name:
        yield "office.toml chưa ghi tên cơ quan; ghi bằng: cchc office --unit … --name …"
    if not office.letterhead:
        yield "office.toml chưa ghi tên cơ quan ở đầu văn bản (letterhead)"
    if not office.place:
        yield "office.toml chưa ghi địa danh (place)"


def _in_text(text: str) -> Iterator[str]:
    from cchc_tui.report import NOT_WRITTEN_YET, empty_sections

    for heading in empty_sections(text.replace(NOT_WRITTEN_YET, "")):
        yield f"đề mục “{heading.text}” chưa có nội dung"
    if words := template_words(text):
        yield f"còn chữ của mẫu chưa thay: {listed(words)}"


def _in_tasks(sheet: ReportSheet, yearbook: Yearbook) -> Iterator[str]:
    for item in yearbook.checklist:
        if not item.evaluation:
            yield f"bảng {sheet.checklist}, nhiệm vụ {item.position} chưa đánh giá"


def _in_documents(yearbook: Yearbook) -> Iterator[str]:
    for directive in yearbook.directives:
        if sentence := _whose_fault(directive, yearbook):
            yield f"văn bản {directive.title} (mã {directive.id}): {sentence}"


def _whose_fault(directive: Directive, yearbook: Yearbook) -> str:
    if not directive.direction:
        return "chưa ghi văn bản đi hay đến"
    return resolve_issuer(directive, yearbook.office).doubt if directive.issuer else ""
