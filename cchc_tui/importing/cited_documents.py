"""The documents a paper cites as candidates, each field with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cchc_tui.citations import Citation, find_citations
from cchc_tui.importing.blocks import Paragraph
from cchc_tui.importing.candidate import DIRECTIVE, Candidate, Evidence
from cchc_tui.importing.paper import Paper
from cchc_tui.importing.whose import Owner, Whose
from cchc_tui.language.text import fold
from cchc_tui.records.directive import INCOMING, OUTGOING, issuer_key
from cchc_tui.records.issuing import own_names
from cchc_tui.records.office import OfficeSettings

NO_ISSUER = "không rõ cơ quan ban hành"
WHOSE = "“{}” ở đây có thể là của nơi khác: địa danh của báo cáo không phải của cơ quan này"
LONGEST_SOURCE = 300
_DATE_REACH = 300
"""Letters around a citation in which the words of its date are looked for."""
_PREDECESSOR = "“{}” là cơ quan khác; chỉ là văn bản đi nếu đơn vị ấy đã nhập vào cơ quan này"


def cited_documents(texts: Iterable[str], office: OfficeSettings, paper: Paper, owner: Whose) -> Iterator[Candidate]:
    """Yield a candidate for each citation with anything besides its number; later bare mentions are no records."""
    named: set[str] = set()
    words = _Words(paper)
    for text in texts:
        for citation in find_citations(text):
            key = citation.symbol.key if citation.symbol else ""
            bare = citation.issued_on is None and citation.subject is None
            if (bare and key in named) or _is_this_paper(citation, paper):
                continue
            named.add(key)
            yield _directive(citation, text, office, paper, owner, words)


class _Words:
    """What the paper says of itself, folded as issuers are compared; made once, when a citation asks."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._folded = ""

    def __contains__(self, key: str) -> bool:
        if not self._folded:
            texts = [block.text for block in self._paper.body if isinstance(block, Paragraph)]
            self._folded = issuer_key(" ".join(" ".join([*self._paper.legal_basis, *texts]).split())) or " "
        return key in self._folded


def _is_this_paper(citation: Citation, paper: Paper) -> bool:
    symbol = citation.symbol
    return symbol is not None and symbol.number is None and citation.kind == paper.kind


def _directive(
    citation: Citation, text: str, office: OfficeSettings, paper: Paper, owner: Whose, words: _Words
) -> Candidate:
    issuer, own, whose = _issuer(citation.issuer, office, paper, words)
    if own and owner.owner is Owner.ANOTHER_COMMUNE and not whose:
        whose = (_PREDECESSOR.format(issuer),)
    values: dict[str, Any] = {
        "direction": OUTGOING if own else INCOMING,
        "kind": citation.kind,
        "symbol": citation.symbol_text,
        "issued_on": citation.issued_on,
        "issuer": issuer,
        "subject": citation.subject,
    }
    doubts = (*citation.doubts, *(() if issuer else (NO_ISSUER,)), *whose)
    if not issuer:
        values.pop("direction")
    kept = {key: value for key, value in values.items() if value}
    evidence = {key: Evidence(found) for key, found in _evidence(citation, text, issuer).items() if key in kept}
    return Candidate(DIRECTIVE, kept, around(text, citation.start), doubts, evidence=evidence)


def _evidence(citation: Citation, text: str, issuer: str | None) -> dict[str, str]:
    """Return the words of the sentence behind each field."""
    symbol = text[slice(*citation.symbol_at)] or citation.kind_text
    day = citation.issued_on
    said = citation.issuer or citation.kind_text or symbol
    return {
        "direction": said if issuer else "",
        "kind": citation.kind_text or symbol,
        "symbol": symbol,
        "issued_on": _day_words(text, citation) if day else "",
        "issuer": said,
        "subject": citation.subject or "",
    }


def _day_words(text: str, citation: Citation) -> str:
    from cchc_tui.citations.scene import DATE, read_day

    near = text[max(0, citation.start - _DATE_REACH) : citation.end + _DATE_REACH]
    for match in DATE.finditer(near):
        if read_day(match).value == citation.issued_on:
            return match[0]
    return ""


def around(text: str, start: int) -> str:
    """Return the sentence part that stands at `start`, short enough to show."""
    if len(text) <= LONGEST_SOURCE:
        return text
    begin = max(0, min(start - 80, len(text) - LONGEST_SOURCE))
    return text[begin : begin + LONGEST_SOURCE]


def _issuer(
    issuer: str | None, office: OfficeSettings, paper: Paper, words: _Words
) -> tuple[str | None, bool, tuple[str, ...]]:
    """Return the issuer with its full short name, whether it is the author of the paper, and what is doubtful about
    that.

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
    if key in own_names(office) and key != generic:
        return issuer, True, ()
    elsewhere = bool(paper.place) and fold(paper.place) != fold(office.place or "")
    author = issuer_key(f"{generic} {paper.place}")
    if elsewhere and head in (generic, author) and author in words:
        return (issuer if head == author else f"{issuer} {paper.place}"), True, ()
    if not generic or head != generic:
        return issuer, False, ()
    if elsewhere:
        return issuer, True, (WHOSE.format(issuer),)
    return (issuer if is_person else office.short_name), True, ()
