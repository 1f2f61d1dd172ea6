"""The paper itself as a record: the sheet of our report, our outgoing document, or one incoming entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cchc_tui.citations.time_words import result_times
from cchc_tui.importing.blocks import SourceTable
from cchc_tui.importing.candidate import ASSUMED, DIRECTIVE, REPORT, Candidate, Evidence
from cchc_tui.importing.counted import NO_PERIOD
from cchc_tui.importing.paper import Paper
from cchc_tui.importing.whose import NO_HEAD, OF_A_UNIT, OF_ANOTHER_COMMUNE, AgencyForm, Owner, Whose
from cchc_tui.records.directive import INCOMING, OUTGOING, likely_kind
from cchc_tui.records.period import Period

NO_SUBJECT = "không rõ trích yếu của báo cáo"
TWO_PERIODS = "tên báo cáo nêu hai kỳ: {}"
PERIOD_OF_APPENDIX = "kỳ báo cáo lấy theo tên phụ lục “{}”"
UNSURE_NAME = "chưa chắc cách viết hoa tên cơ quan “{}”"
_NEEDED = (("symbol", "số, ký hiệu"), ("issued_on", "ngày ban hành"), ("subject", "trích yếu"))
_ABOUT = re.compile(r"^(?:V/v|Về việc|về)\s*:?\s+", re.IGNORECASE)
"""`Về việc báo cáo`: the words before a subject that are not part of it."""


@dataclass(frozen=True)
class NamedPeriod:
    """The period a report is on, the words that say so, and what is doubtful about it."""

    period: Period | None
    words: str = ""
    doubts: tuple[str, ...] = ()


def period_of(paper: Paper) -> NamedPeriod:
    """Return the period whose results the title reports, else the one its appendix's title names; never that of its
    date.
    """
    found = result_times(paper.subject, paper.year)
    if found:
        codes = dict.fromkeys(time.period.code for time in found if time.period)
        doubts = (TWO_PERIODS.format(", ".join(f"“{time.words}”" for time in found)),) if len(codes) > 1 else ()
        return NamedPeriod(found[0].period, found[0].words, doubts)
    for title, content in paper.appendices:
        named = result_times(title, paper.year)
        if named and any(isinstance(block, SourceTable) for block in content):
            return NamedPeriod(named[0].period, named[0].words, (PERIOD_OF_APPENDIX.format(title),))
    return NamedPeriod(None)


def report_sheet(paper: Paper, named: NamedPeriod, checklist: str | None, owner: Whose) -> Candidate:
    """Return the sheet of a report."""
    titles = [title for title, content in paper.appendices if any(isinstance(b, SourceTable) for b in content)]
    period = named.period
    values: dict[str, Any] = {
        "slug": period.code if period else None,
        "kind": paper.kind or "bao-cao",
        "period": period.code if period else None,
        "number": paper.number or None,
        "symbol": (paper.symbol_text if paper.sign == "-" else paper.symbol) or None,
        "dated_on": paper.dated_on,
        "place": paper.place or None,
        "subject": paper.subject or None,
        "addressees": tuple(paper.addressees),
        "legal_basis": tuple(paper.legal_basis),
        "recipients": tuple(paper.recipients),
        "signing": tuple(paper.signing),
        "signatory": paper.signatory or None,
        "checklist": checklist,
        "appendix_title": titles[0] if titles and checklist else None,
    }
    kept = {key: value for key, value in values.items() if value}
    doubts = [*named.doubts, *([] if period else [NO_PERIOD]), *([] if paper.subject else [NO_SUBJECT]), *_whose(owner)]
    doubts += [] if paper.kind else [ASSUMED.format("tên loại", "báo cáo")]
    source = "\n".join(filter(None, (paper.dated_line, paper.subject)))
    return Candidate(REPORT, kept, source, tuple(doubts), evidence=_sheet_evidence(paper, named, kept))


def _whose(owner: Whose) -> Sequence[str]:
    match owner.owner:
        case Owner.ANOTHER_COMMUNE:
            return (OF_ANOTHER_COMMUNE.format(owner.issuer),)
        case Owner.OUR_UNIT:
            return (OF_A_UNIT.format(owner.issuer),)
        case Owner.UNKNOWN:
            return (NO_HEAD,)
        case _:
            return ()


def _sheet_evidence(paper: Paper, named: NamedPeriod, kept: dict[str, Any]) -> dict[str, Evidence]:
    """Return what the fields rest on: mostly the lines they are."""
    number = f"Số: {paper.number}{paper.sign}{paper.symbol}"
    words = {
        "slug": named.words, "period": named.words, "kind": paper.kind, "number": number, "symbol": number,
        "dated_on": paper.dated_line, "place": paper.dated_line,
    }  # fmt: skip
    return {
        key: Evidence(
            words.get(key) or ("; ".join(value) if isinstance(value, tuple) else str(value)),
            assumed=key == "kind" and not paper.kind,
        )
        for key, value in kept.items()
        if key != "checklist"
    }


def own_document(paper: Paper, owner: Whose) -> Candidate:
    """Return the paper as one entry of a register: ours goes out, another's came in."""
    ours = owner.owner in (Owner.OURS, Owner.OUR_UNIT)
    subject = _ABOUT.sub("", paper.subject).strip()
    symbol = paper.symbol_text
    values: dict[str, Any] = {
        "direction": OUTGOING if ours else INCOMING,
        "kind": _kind(paper, owner),
        "symbol": symbol or None,
        "issued_on": paper.dated_on,
        "issuer": owner.issuer or None,
        "subject": subject or None,
        "signer": paper.signatory or None,
        "recipients": tuple(paper.recipients) if ours else (),
    }
    kept = {key: value for key, value in values.items() if value}
    doubts = [f"không có {word}" for key, word in _NEEDED if key not in kept]
    doubts += [] if owner.sure_name or ours else [UNSURE_NAME.format(owner.issuer)]
    evidence = {
        "direction": owner.head, "kind": paper.kind, "symbol": symbol, "issued_on": paper.dated_line,
        "issuer": owner.head, "subject": paper.subject, "signer": paper.signatory,
        "recipients": "; ".join(paper.recipients),
    }  # fmt: skip
    source = "\n".join(filter(None, (owner.head, symbol, paper.dated_line, paper.subject)))
    found = {key: Evidence(words) for key, words in evidence.items() if key in kept}
    return Candidate(DIRECTIVE, kept, source, tuple(doubts), evidence=found)


def _kind(paper: Paper, owner: Whose) -> str | None:
    if paper.kind == "cong-van" and owner.form is AgencyForm.PARTY:
        return "cong-van-dang"
    return paper.kind or likely_kind(paper.symbol_text)
