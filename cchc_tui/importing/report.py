"""A report as candidates: what it cites, what it counts, its tasks, its sheet and its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cchc_tui.citations import Citation, find_citations
from cchc_tui.citations.counts import CountMention, find_counts
from cchc_tui.document.attribute import quoted
from cchc_tui.importing.blocks import Block, Paragraph, Table, collapse
from cchc_tui.importing.candidate import ALREADY_ABOVE, BODY, CHECKLIST, DIRECTIVE, MEDIA, REPORT, Candidate
from cchc_tui.importing.checklist import is_checklist, read_items
from cchc_tui.importing.pages import is_lone_number_head
from cchc_tui.importing.paper import Paper, read_paper
from cchc_tui.importing.prose import escape, markdown_of, markdown_table, with_placeholders
from cchc_tui.importing.register import read_register
from cchc_tui.importing.spreadsheet import Row
from cchc_tui.language.text import fold
from cchc_tui.language.wording import Qualifier, format_date, format_quantity
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive, issuer_key
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period, PeriodKind, parse_period
from cchc_tui.records.tally import Counted, Outlet

NO_ISSUER = "không rõ cơ quan ban hành"
WHOSE = "“{}” ở đây có thể là của nơi khác: địa danh của báo cáo không phải của cơ quan này"
NO_PERIOD = "không rõ kỳ báo cáo"
NO_CHANNEL = "cơ quan chưa khai kênh và chỉ tiêu này trong office.toml"
NO_SUBJECT = "không rõ trích yếu của báo cáo"
LOST_TABLE = "có bảng bị mất cột khi chép chữ; hãy nhập bản DOCX, hoặc lấy chữ từ PDF bằng pdftotext -layout"
LEGAL_BASIS_HERE = "{{ can_cu() }}"
_LONGEST_SOURCE = 300
_TITLE_LINES = 4  # above the table of a register: its name, its year
_NEW_MEASURES = {
    (Outlet.RADIO, Counted.ARTICLE): ("truyen-thanh", "tin-bai"),
    (Outlet.RADIO, Counted.BROADCAST): ("truyen-thanh", "luot-phat-song"),
    (Outlet.SOCIAL, Counted.ARTICLE): ("mang-xa-hoi", "bai-dang"),
    (Outlet.WEB, Counted.ARTICLE): ("trang-tin", "tin-bai"),
    (Outlet.DESK, Counted.GUIDANCE): ("mot-cua", "luot-huong-dan"),
}
"""Codes proposed where the office has not named the channel yet: those a new office begins with."""


def read_report(blocks: Sequence[Block], office: OfficeSettings, today: date) -> list[Candidate]:
    """Everything a report offers, in the order of the document; its sheet and prose come last."""
    paper = read_paper(blocks)
    period = _period_of(paper)
    texts = [collapse(block.text) for block in paper.body if isinstance(block, Paragraph)]
    cited = list(_directives([*paper.legal_basis, *texts], office, paper, today))
    counted = list(_media(texts, office, paper, period))
    slug = period.code if period else None
    items: list[Candidate] = []
    kept_tables: list[tuple[str, list[Block]]] = []
    name = _checklist_name(paper, period)
    body = _without_records(paper.body, items, name, office, today)
    for title, content in paper.appendices:
        rest = _without_records(content, items, name, office, today)
        if rest:
            kept_tables.append((title, rest))
    candidates = [*cited, *counted, *items]
    is_register = not paper.kind and any(item.kind == DIRECTIVE for item in items)
    if not is_register and (paper.kind or paper.signing or len(texts) > 3):
        has_tasks = any(item.kind == CHECKLIST for item in items)
        candidates.append(_sheet(paper, period, name if has_tasks else None))
        markdown = _markdown(paper, body, kept_tables, office)
        first = next((text for text in texts if text), "")
        prose = Candidate(BODY, {"report": slug, "text": markdown}, first[:_LONGEST_SOURCE])
        paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
        candidates.append(prose.doubt(LOST_TABLE) if any(map(is_lone_number_head, paragraphs)) else prose)
    return _mark_repeated(candidates)


# -- documents ------------------------------------------------------------------------------------------------------
def _directives(texts: Sequence[str], office: OfficeSettings, paper: Paper, today: date) -> Iterator[Candidate]:
    """A candidate for each citation with anything besides its number; later bare mentions are no records."""
    named: set[str] = set()
    for text in texts:
        for citation in find_citations(text):
            key = citation.symbol.key if citation.symbol else ""
            bare = citation.issued_on is None and citation.subject is None
            if (bare and key in named) or _is_this_paper(citation, paper):
                continue
            named.add(key)
            yield _directive(citation, text, office, paper)


def _is_this_paper(citation: Citation, paper: Paper) -> bool:
    symbol = citation.symbol
    return symbol is not None and symbol.number is None and citation.kind == paper.kind


def _directive(citation: Citation, text: str, office: OfficeSettings, paper: Paper) -> Candidate:
    issuer, own, whose = _issuer(citation.issuer, office, paper)
    values: dict[str, Any] = {
        "direction": OUTGOING if own else INCOMING,
        "kind": citation.kind,
        "symbol": citation.symbol_text,
        "issued_on": citation.issued_on,
        "issuer": issuer,
        "subject": citation.subject,
    }
    doubts = citation.doubts if issuer or citation.kind in ("luat", "phap-lenh") else (*citation.doubts, NO_ISSUER)
    doubts = (*doubts, *whose)
    if not issuer:
        values.pop("direction")
    return Candidate(DIRECTIVE, {k: v for k, v in values.items() if v}, _around(text, citation), doubts)


def _around(text: str, citation: Citation) -> str:
    """The sentence part a citation stands in, short enough to show."""
    if len(text) <= _LONGEST_SOURCE:
        return text
    start = max(0, min(citation.start - 80, len(text) - _LONGEST_SOURCE))
    return text[start : start + _LONGEST_SOURCE]


def _issuer(issuer: str | None, office: OfficeSettings, paper: Paper) -> tuple[str | None, bool, tuple[str, ...]]:
    """The issuer with its full short name, whether it is the author of the paper, and what is doubtful about that.

    "UBND xã" is the office that wrote the paper. That need not be this one: communes were joined on 01/7/2025 and take
    in the reports of those they came from, whose documents keep the name they were issued under.
    """
    if not issuer:
        return None, False, ()
    key = issuer_key(issuer)
    own = issuer_key(office.short_name)
    generic = own.removesuffix(fold(office.place or "")).strip()
    head = key.removeprefix("chu tich ").removeprefix("pho ")
    is_person = head != key
    if head == own or key == issuer_key(office.full_name):
        return (issuer if is_person else office.short_name), True, ()
    elsewhere = bool(paper.place) and fold(paper.place) != fold(office.place or "")
    author = issuer_key(f"{generic} {paper.place}")
    if elsewhere and head in (generic, author) and author in _words_of(paper):
        return (issuer if head == author else f"{issuer} {paper.place}"), True, ()
    if not generic or head != generic:
        return issuer, False, ()
    if elsewhere:
        return issuer, True, (WHOSE.format(issuer),)
    return (issuer if is_person else office.short_name), True, ()


def _words_of(paper: Paper) -> str:
    """What the paper says of itself, folded as issuers are compared."""
    texts = [block.text for block in paper.body if isinstance(block, Paragraph)]
    return issuer_key(" ".join(" ".join([*paper.legal_basis, *texts]).split()))


# -- counts ---------------------------------------------------------------------------------------------------------
def _media(texts: Sequence[str], office: OfficeSettings, paper: Paper, period: Period | None) -> Iterator[Candidate]:
    when = f" ngày {format_date(paper.dated_on)}" if paper.dated_on else ""
    for text in texts:
        for mention in find_counts(text, office):
            yield _count(mention, text, period, f"Báo cáo{when}")


def _count(mention: CountMention, text: str, period: Period | None, source: str) -> Candidate:
    doubts = list(mention.doubts)
    if mention.measure is not None:
        channel, measure = mention.measure.channel, mention.measure.code
    else:
        channel, measure = _NEW_MEASURES.get(
            (mention.outlet, mention.counted), (mention.outlet.value, mention.counted.value)
        )
        doubts.append(NO_CHANNEL)
    if period is None:
        doubts.append(NO_PERIOD)
    quantity = mention.quantity
    values: dict[str, Any] = {
        "channel": channel, "measure": measure, "period": period.code if period else None,
        "value": quantity.value, "qualifier": Qualifier(quantity.qualifier).value, "source": source,
    }  # fmt: skip
    start = max(0, mention.start - 120)
    return Candidate(
        MEDIA, {k: v for k, v in values.items() if v is not None}, text[start : mention.end + 60], tuple(doubts)
    )


# -- tasks ----------------------------------------------------------------------------------------------------------
def _checklist_name(paper: Paper, period: Period | None) -> str:
    """`2023-tuyen-truyen` for a plan of propaganda, else after the report."""
    titles = fold(" ".join([paper.subject, *(title for title, _ in paper.appendices)]))
    year = period.year if period else paper.year or 0
    topic = (
        "tuyen-truyen"
        if "tuyen truyen" in titles
        else "cchc"
        if "cai cach" in titles or "cchc" in titles
        else "nhiem-vu"
    )
    return f"{year}-{topic}" if year else topic


def _without_records(
    blocks: Sequence[Block], items: list[Candidate], name: str, office: OfficeSettings, today: date
) -> list[Block]:
    rest: list[Block] = []
    for block in blocks:
        titles = [part.text for part in rest if isinstance(part, Paragraph)][-_TITLE_LINES:]
        if isinstance(block, Table) and is_checklist(block):
            items += read_items(block, name, office, today)
        elif isinstance(block, Table) and (entries := read_register(_as_rows(block), office, today, titles=titles)):
            items += entries
        else:
            rest.append(block)
    return rest


def _as_rows(table: Table) -> list[Row]:
    """The table as rows of a register; lines of a cell stay lines."""
    return [tuple("\n".join(filter(None, map(collapse, cell))) or None for cell in row) for row in table.rows]


# -- the sheet and the prose ----------------------------------------------------------------------------------------
_PERIODS = re.compile(
    r"(?:quý\s+(?:[IV]{1,3}|[1-4])|\b(?:0?[2-9]|1[01])\s+tháng(?:\s+(?:đầu|cuối))?|tháng\s+\d{1,2})\s*(?:/|năm)?\s*20\d\d"
    r"|năm\s+20\d\d",
    re.IGNORECASE,
)


def _period_of(paper: Paper) -> Period | None:
    """The period the title names, else the year of the title of its appendix, else of its date."""
    for text in (paper.subject, *(title for title, _ in paper.appendices)):
        found = _PERIODS.search(text)
        if found and (period := parse_period(found[0])):
            return period
    return Period(PeriodKind.YEAR, paper.year) if paper.year else None


def _sheet(paper: Paper, period: Period | None, checklist: str | None) -> Candidate:
    signing = tuple(paper.signing)
    titles = [title for title, content in paper.appendices if any(isinstance(b, Table) for b in content)]
    values: dict[str, Any] = {
        "slug": period.code if period else None,
        "kind": paper.kind or "bao-cao",
        "period": period.code if period else None,
        "number": paper.number or None,
        "symbol": paper.symbol or None,
        "dated_on": paper.dated_on,
        "place": paper.place or None,
        "subject": paper.subject or None,
        "addressees": tuple(paper.addressees),
        "legal_basis": tuple(paper.legal_basis),
        "recipients": tuple(paper.recipients),
        "signing": signing,
        "signatory": paper.signatory or None,
        "checklist": checklist,
        "appendix_title": titles[0] if titles and checklist else None,
    }
    doubts = [] if period else [NO_PERIOD]
    doubts += [] if paper.subject else [NO_SUBJECT]
    source = "\n".join(filter(None, (paper.dated_line, paper.subject)))
    return Candidate(REPORT, {k: v for k, v in values.items() if v}, source, tuple(doubts))


def _markdown(
    paper: Paper, body: Sequence[Block], appendices: Sequence[tuple[str, list[Block]]], office: OfficeSettings
) -> str:
    def texts(blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield with_placeholders(block.text, find_counts(block.text, office))

    parts = [LEGAL_BASIS_HERE] if paper.legal_basis else []
    parts.append(markdown_of(body, texts(body)))
    for title, content in appendices:
        inside = [markdown_table(b) if isinstance(b, Table) else escape(b.text) for b in content]
        parts.append("\n\n".join([f'::: {{.phu-luc ten="{quoted(title)}"}}', *inside, ":::"]))
    return "\n\n".join(part for part in parts if part) + "\n"


def _mark_repeated(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same document or count a second time is marked, and so is a count said again with another number."""
    seen: dict[tuple[object, ...], Candidate] = {}
    marked = []
    for candidate in candidates:
        key = _key(candidate)
        first = seen.setdefault(key, candidate) if key else candidate
        if first is candidate:
            marked.append(candidate)
            continue
        said = [f"{c.values.get('qualifier', '')} {c.values.get('value', '')}" for c in (first, candidate)]
        other = candidate.kind == MEDIA and said[0] != said[1]
        doubt = (f"ở trên ghi {_quantity(first)}",) if other else ()
        marked.append(
            Candidate(
                candidate.kind, candidate.values, candidate.source, candidate.doubt(*doubt).doubtful, ALREADY_ABOVE
            )
        )
    return marked


def _quantity(candidate: Candidate) -> str:
    from cchc_tui.language.wording import Quantity

    return format_quantity(Quantity(candidate.values["value"], Qualifier(candidate.values["qualifier"])))


def _key(candidate: Candidate) -> tuple[object, ...] | None:
    values = candidate.values
    if candidate.kind == MEDIA:
        return (MEDIA, values.get("channel"), values.get("measure"), values.get("period"))
    if candidate.kind == DIRECTIVE:
        keys = ("symbol", "issued_on", "issuer")
        identity = Directive(**{k: values[k] for k in keys if k in values}).identity
        return (DIRECTIVE, *identity) if identity else None
    return None
