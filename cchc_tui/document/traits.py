"""Whose rules a paper is written by: the state's, the Party's, those of laws, or nobody's we know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cchc_tui.language.text import fold
from cchc_tui.records.kind import KIND_BY_SLUG, Family
from cchc_tui.records.symbol import parse_symbol

_PARTY_AGENCIES = re.compile(
    r"^(?:dang (?:uy|bo|cong san)|ban chap hanh|(?:tinh|thanh|huyen|quan|thi|bch dang) uy|chi bo)\b"
)
"""`dang uy`: an agency of the Party, folded."""


class PaperForm(StrEnum):
    """The rules that say how a paper looks."""

    STATE = "state"
    """Administrative documents: Nghị định 30/2020/NĐ-CP."""
    PARTY = "party"
    """Papers of the Communist Party, which has rules of its own."""
    NORMATIVE = "normative"
    """Laws, decrees, circulars: Luật Ban hành văn bản quy phạm pháp luật."""

    @property
    def label(self) -> str:
        """Return the words of the table of rules."""
        return _LABELS[self]


_LABELS = {
    PaperForm.STATE: "văn bản hành chính",
    PaperForm.PARTY: "văn bản của Đảng",
    PaperForm.NORMATIVE: "văn bản quy phạm pháp luật",
}


@dataclass(frozen=True, slots=True)
class PaperTraits:
    """What decides which rules speak of a paper; None where nobody knows."""

    form: PaperForm | None = None
    kind: str | None = None
    """Slug of its kind."""
    day: date | None = None
    """The day it bears."""


def form_of(kind: str | None, symbol: str | None, agency: Iterable[str] = ()) -> PaperForm | None:
    """Return the form that kind, symbol and the agency on the head say; None where they say nothing."""
    family = KIND_BY_SLUG[kind].family if kind in KIND_BY_SLUG else None
    parsed = parse_symbol(symbol if symbol and symbol[0].isdigit() else f"1/{symbol}") if symbol else None
    named = [fold(line) for line in agency]
    if family is Family.PARTY or (parsed is not None and parsed.party) or any(map(_PARTY_AGENCIES.match, named)):
        return PaperForm.PARTY
    if family is Family.NORMATIVE or (parsed is not None and parsed.year is not None):
        return PaperForm.NORMATIVE  # 06/2024/QĐ-UBND: a decision with a year in its symbol is law
    return PaperForm.STATE if family is not None or named or parsed is not None else None
