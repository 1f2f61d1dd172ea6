"""A paper as candidates: what it is to this office, what it cites and counts, its tasks, its sheet and its prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from cchc_tui.document.attribute import quoted
from cchc_tui.importing.blocks import Block, Paragraph, SourceTable, collapse
from cchc_tui.importing.candidate import ALREADY_ABOVE, BODY, CHECKLIST, DIRECTIVE, MEDIA, Candidate, PlaceholderFigure
from cchc_tui.importing.checklist import is_checklist, read_items
from cchc_tui.importing.cited_documents import LONGEST_SOURCE, cited_documents
from cchc_tui.importing.counted import CountedText, counted_texts, counts_of
from cchc_tui.importing.pages import is_lone_number_head
from cchc_tui.importing.paper import Paper, read_paper
from cchc_tui.importing.prose import (
    PATH,
    escape,
    heading_levels,
    markdown_of,
    markdown_table,
    table_rows,
    with_placeholders,
)
from cchc_tui.importing.register import read_register
from cchc_tui.importing.sheet import NamedPeriod, own_document, period_of, report_sheet
from cchc_tui.importing.spreadsheet import Progress, Row
from cchc_tui.importing.whose import Owner, Whose, whose
from cchc_tui.language.text import fold
from cchc_tui.language.wording import Qualifier, Quantity, format_quantity
from cchc_tui.records.directive import Directive
from cchc_tui.records.identity import directive_identity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period

LOST_TABLE = "có bảng bị mất cột khi chép chữ; hãy nhập bản DOCX, hoặc lấy chữ từ PDF bằng pdftotext -layout"
LEGAL_BASIS_HERE = "{{ can_cu() }}"
TOLD_OTHERWISE = "trong cùng nguồn còn ghi {}"
_TITLE_LINES = 4  # above the table of a register: its name, its year


@dataclass(frozen=True)
class ReadPaper:
    """A paper as it was understood."""

    candidates: list[Candidate]
    paper: Paper
    owner: Whose
    counted: tuple[CountedText, ...] = ()
    """Every paragraph with the numbers in it, results or not."""
    kept_tables: tuple[SourceTable, ...] = ()
    """Tables that stay in the prose as they are."""
    sheet: Candidate | None = None
    """What its head and foot say, also of a paper that is no report of ours; None where there is no paper."""
    prose: str = ""
    """Its prose as it stands, for whoever checks it."""


@dataclass
class _Parts:
    """What of a paper's blocks is records and what stays prose."""

    items: list[Candidate] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    """Those that became no records."""


def read_report(blocks: Sequence[Block], office: OfficeSettings, today: date) -> list[Candidate]:
    """Return everything a paper offers, in the order of the document; its sheet and prose come last."""
    return understand(blocks, office, today).candidates


def understand(
    blocks: Sequence[Block], office: OfficeSettings, today: date, progress: Progress | None = None
) -> ReadPaper:
    """Return a paper taken apart and as candidates; of another agency's only the entry that it is itself."""
    paper = read_paper(blocks)
    owner = whose(paper, office)
    if owner.owner is Owner.OTHERS and paper.kind:
        sheet = report_sheet(paper, period_of(paper), None, owner)
        prose, _ = _markdown(paper, paper.body, paper.appendices, ())
        return ReadPaper([own_document(paper, owner)], paper, owner, sheet=sheet, prose=prose)
    named = period_of(paper)
    texts = [collapse(block.text) for block in paper.body if isinstance(block, Paragraph)]
    cited = list(cited_documents(_heard([*paper.legal_basis, *texts], progress), office, paper, owner))
    counted = tuple(counted_texts(_heard(paper.body, progress), heading_levels(paper.body), office, named.period))
    is_report = paper.kind in ("", "bao-cao")
    media = list(counts_of(counted, paper, named.period, named.words)) if is_report else []
    parts = _Parts()
    name = _checklist_name(paper, named.period)
    body = _without_records(paper.body, parts, name, office, today)
    appendices = [(title, _without_records(content, parts, name, office, today)) for title, content in paper.appendices]
    candidates = [*cited, *media, *parts.items]
    is_register = not paper.kind and any(item.kind == DIRECTIVE for item in parts.items)
    checked: tuple[Candidate | None, str] = None, ""
    if not is_report:
        candidates.append(own_document(paper, owner))
        prose, _ = _markdown(paper, body, [(title, rest) for title, rest in appendices if rest], ())
        checked = report_sheet(paper, named, None, owner), prose
    elif not is_register and (paper.kind or paper.signing or len(texts) > 3):
        kept = [(title, rest) for title, rest in appendices if rest]
        candidates += _report(blocks, paper, named, owner, counted, body, kept, has_tasks=_has_tasks(parts), name=name)
    marked = _mark_repeated(candidates, office)
    return ReadPaper(marked, paper, owner, counted, tuple(parts.tables), *checked)


T = TypeVar("T")


def _heard(parts: Sequence[T], progress: Progress | None) -> Iterator[T]:
    """Yield the parts one by one, while `progress` hears of them."""
    for number, part in enumerate(parts):
        if progress is not None and number % 50 == 0:
            progress(number, len(parts))
        yield part


def _has_tasks(parts: _Parts) -> bool:
    return any(item.kind == CHECKLIST for item in parts.items)


def _report(
    blocks: Sequence[Block],
    paper: Paper,
    named: NamedPeriod,
    owner: Whose,
    counted: Sequence[CountedText],
    body: Sequence[Block],
    appendices: Sequence[tuple[str, list[Block]]],
    *,
    has_tasks: bool,
    name: str,
) -> Iterator[Candidate]:
    """Yield the sheet of a report and its prose."""
    sheet = report_sheet(paper, named, name if has_tasks else None, owner)
    yield sheet
    markdown, figures = _markdown(paper, body, appendices, counted)
    texts = [collapse(block.text) for block in paper.body if isinstance(block, Paragraph)]
    first = next((text for text in texts if text), "")
    slug = named.period.code if named.period else None
    lines = tuple(_source_lines(paper, body, appendices))
    prose = Candidate(BODY, {"report": slug, "text": markdown}, first[:LONGEST_SOURCE], figures=figures, lines=lines)
    lost = any(is_lone_number_head(block.text) for block in blocks if isinstance(block, Paragraph))
    yield prose.doubt(*sheet.doubtful, *([LOST_TABLE] if lost else []))


# -- tasks ----------------------------------------------------------------------------------------------------------
def _checklist_name(paper: Paper, period: Period | None) -> str:
    """Return `2023-tuyen-truyen` for a plan of propaganda, else after the report."""
    titles = fold(" ".join([paper.subject, *(title for title, _ in paper.appendices)]))
    year = period.year if period else paper.year or 0
    is_reform = "cai cach" in titles or "cchc" in titles
    topic = "tuyen-truyen" if "tuyen truyen" in titles else "cchc" if is_reform else "nhiem-vu"
    return f"{year}-{topic}" if year else topic


def _without_records(
    blocks: Sequence[Block], parts: _Parts, name: str, office: OfficeSettings, today: date
) -> list[Block]:
    rest: list[Block] = []
    for block in blocks:
        titles = [part.text for part in rest if isinstance(part, Paragraph)][-_TITLE_LINES:]
        if isinstance(block, SourceTable) and is_checklist(block):
            parts.items += read_items(block, name, office, today)
        elif isinstance(block, SourceTable) and (
            entries := read_register(_as_rows(block), office, today, titles=titles)
        ):
            parts.items += entries
        else:
            if isinstance(block, SourceTable):
                parts.tables.append(block)
            rest.append(block)
    return rest


def _as_rows(table: SourceTable) -> list[Row]:
    """Return the table as rows of a register; lines of a cell stay lines."""
    return [tuple("\n".join(filter(None, map(collapse, cell))) or None for cell in row) for row in table.filled.rows]


# -- the prose ------------------------------------------------------------------------------------------------------
def _markdown(
    paper: Paper,
    body: Sequence[Block],
    appendices: Sequence[tuple[str, list[Block]]],
    counted: Sequence[CountedText],
) -> tuple[str, tuple[PlaceholderFigure, ...]]:
    """Yield the prose in the dialect of the reports, and its numbers that stand as placeholders."""
    mentions = {text.text: text.mentions for text in counted}
    figures: list[PlaceholderFigure] = []

    def texts(blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Paragraph):
                text, found = with_placeholders(block.text, mentions.get(block.text, ()))
                figures.extend(found)
                yield text

    parts = [LEGAL_BASIS_HERE] if paper.legal_basis else []
    parts.append(markdown_of(body, texts(body)))
    for title, content in appendices:
        inside = [markdown_table(b) if isinstance(b, SourceTable) else escape(b.text) for b in content]
        parts.append("\n\n".join([f'::: {{.phu-luc ten="{quoted(title)}"}}', *inside, ":::"]))
    return "\n\n".join(part for part in parts if part) + "\n", tuple(figures)


def _source_lines(paper: Paper, body: Sequence[Block], appendices: Sequence[tuple[str, list[Block]]]) -> Iterator[str]:
    """Yield what the paper says where the composed report has its prose, paragraph by paragraph and cell by cell."""
    yield from paper.legal_basis
    for block in [*body, *(block for _, content in appendices for block in content)]:
        if isinstance(block, Paragraph):
            yield f"+ {block.text}" if block.bullet == "+" else block.text
        else:
            cells = (" ".join(cell) for row in table_rows(block) for cell in row if any(cell))
            yield from (cell.replace(PATH, ">") for cell in cells)


def _mark_repeated(candidates: Sequence[Candidate], office: OfficeSettings) -> list[Candidate]:
    """Return the same document or count a second time is marked; a count said again with another number doubts both."""
    seen: dict[tuple[object, ...], int] = {}
    marked: list[Candidate] = []
    for candidate in candidates:
        key = _key(candidate, office)
        place = seen.setdefault(key, len(marked)) if key else len(marked)
        if place == len(marked):
            marked.append(candidate)
            continue
        first = marked[place]
        if candidate.kind == MEDIA and _said(first) != _said(candidate):
            if not candidate.doubtful or first.doubtful:  # what was read for sure is not doubted for what was not
                marked[place] = first.doubt(TOLD_OTHERWISE.format(_said(candidate)))
            candidate = candidate.doubt(TOLD_OTHERWISE.format(_said(first)))
        marked.append(replace(candidate, exists=ALREADY_ABOVE))
    return marked


def _said(candidate: Candidate) -> str:
    value, qualifier = candidate.values.get("value"), candidate.values.get("qualifier", Qualifier.EXACT)
    return format_quantity(Quantity(value, Qualifier(qualifier))) if isinstance(value, int) else "?"


def _key(candidate: Candidate, office: OfficeSettings) -> tuple[object, ...] | None:
    values = candidate.values
    if candidate.kind == MEDIA:
        return (MEDIA, values.get("channel"), values.get("measure"), values.get("period"))
    if candidate.kind == DIRECTIVE:
        keys = ("direction", "symbol", "issued_on", "issuer")
        identity = directive_identity(Directive(**{k: values[k] for k in keys if k in values}), office)
        return (DIRECTIVE, *identity) if identity else None
    return None
