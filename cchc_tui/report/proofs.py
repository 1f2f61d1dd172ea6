"""What the prose can ask of evidence: the list of what proves the tasks of a report, or the rows of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cchc_tui.language.wording import format_date, format_quantity
from cchc_tui.records.directive import Directive
from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.records.proof import ProofKind, read_proof
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.report.markdown import Markdown, escape, escape_cell
from cchc_tui.report.rendering import PlaceholderError

_MARK = 12
"""Digits of a file's hash that are printed: enough to tell two files apart by eye."""


class ProofSentences:
    """The functions of one report."""

    def __init__(self, yearbook: Yearbook, register: Sequence[Directive], figures: FigureBook) -> None:
        self._yearbook = yearbook
        self._figures = figures
        documents = {document.id: document for document in (*yearbook.directives, *register)}
        self._said = {key: _document(document) for key, document in documents.items()}
        self._said |= {count.id: self._count(count) for count in yearbook.media}

    def functions(self) -> dict[str, Callable[..., Markdown]]:
        """Return the functions by the names the prose uses."""
        return {"kiem_chung": self._listed}

    def _listed(self, form: object = "") -> Markdown:
        """Return `kiem_chung()` for the tasks of the report, `kiem_chung("tthc-06")` for the rows of a form in its
        period.
        """
        rows = self._of_form(str(form)) if form else self._of_tasks()
        lines = [
            f"| {number} | {escape(what)} | {escape_cell([self.said(one) for one in evidence])} |"
            for number, what, evidence in rows
            if evidence
        ]
        if not lines:
            raise PlaceholderError("chưa có tài liệu kiểm chứng nào được gắn.")
        return Markdown("\n".join(["| TT | Nội dung | Tài liệu kiểm chứng |", "|:-:|:---|:---|", *lines]))

    def said(self, text: str) -> str:
        """Return a line of evidence as a list prints it."""
        proof = read_proof(text)
        if proof.kind is ProofKind.RECORD:
            return self._said.get(proof.target, f"hồ sơ mã {proof.target}")
        return f"{proof.target} (SHA-256 {proof.mark[:_MARK]}…)" if proof.mark else proof.target

    def _of_tasks(self) -> Iterable[tuple[str, str, tuple[str, ...]]]:
        for item in self._yearbook.checklist:
            yield item.number or str(item.position or ""), item.task or "", item.evidence

    def _of_form(self, code: str) -> Iterable[tuple[str, str, tuple[str, ...]]]:
        for number, row in enumerate(self._figures.rows(code, self._yearbook.period), 1):
            yield str(number), row.label or row.row or "", row.evidence

    def _count(self, count: MediaCount) -> str:
        measure = self._yearbook.office.measure_of(count.channel, count.measure)
        period = parse_period(count.period or "")
        channel = self._yearbook.office.channel_label(count.channel)
        unit = f" {measure.unit}" if measure and measure.unit else ""
        when = period.name if period else count.period or ""
        return f"{channel}, {when}: {format_quantity(count.quantity)}{unit}"


def _document(document: Directive) -> str:
    kind = KIND_BY_SLUG.get(document.kind or "")
    number = f"{kind.name if kind else 'Văn bản'} số {document.symbol}" if document.symbol else "Văn bản"
    day = f" ngày {format_date(document.issued_on)}" if document.issued_on else ""
    return f"{number}{day}" + (f": {document.subject}" if document.subject else "")
