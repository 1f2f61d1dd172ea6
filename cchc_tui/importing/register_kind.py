"""Kind and subject of a document as a register words them: in two columns, or as one phrase."""

from __future__ import annotations

import re
from functools import cache

from cchc_tui.citations.kinds import kind_slug, kinds_agree
from cchc_tui.language.text import fold
from cchc_tui.records.directive import likely_kind
from cchc_tui.records.kind import KINDS
from cchc_tui.records.symbol import Symbol

OTHER_KIND = "tên loại không khớp ký hiệu"
UNKNOWN_KIND = "tên loại “{}” không có trong danh sách"

_ABOUT = re.compile(r"^(?:về việc|v/v)\s*[:.]?\s+", re.IGNORECASE)
"""`V/v báo cáo`: the words before a subject that are not part of it."""


@cache
def _by_name() -> dict[str, str]:
    return {fold(kind.name): kind.slug for kind in reversed(KINDS)}


@cache
def _leading_kind() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(kind.name) for kind in KINDS), key=len, reverse=True))
    return re.compile(
        rf"^(?P<kind>(?i:{names})|CV|QĐ|KH|BC|TB|TTr|NQ|GM|HD|CTr)(?!\w)"
        r"\s*(?i:số\s*:?\s*\d\S*[/-]\S*\s*)?[,:.]?\s*(?i:(?:về việc|v/v|về)\s*:?\s+)?(?P<rest>.+)$"
    )


def kind_and_subject(
    stated: str, text: str, symbol: Symbol | None, typed: str, *, is_one_phrase: bool
) -> tuple[str | None, str, list[str]]:
    """Return the slug of the kind, the bare subject, and what is doubtful.

    `stated` is the kind's own column, `text` the subject's, `is_one_phrase` whether that column is headed "tên loại và
    trích yếu". Elsewhere a subject may begin with the name of a kind and be of another: a công văn "báo cáo số liệu".
    """
    doubts: list[str] = []
    party = symbol is not None and symbol.party
    slug = _slug(stated, party=party)
    if stated and slug is None:
        doubts.append(UNKNOWN_KIND.format(stated))
    by_symbol = likely_kind(typed)
    found = _leading_kind().match(text)
    lead = _slug(found["kind"], party=party) if found else None
    if found and lead:
        if slug is None and (is_one_phrase or by_symbol is None or _agree(lead, symbol, by_symbol)):
            slug = lead
        if slug == lead:
            text = found["rest"]
    slug = slug or by_symbol
    if slug and symbol is not None and not _agree(slug, symbol, by_symbol):
        doubts.append(OTHER_KIND)
    return slug, _ABOUT.sub("", text).strip(" .;"), doubts


def _slug(word: str, *, party: bool) -> str | None:
    """Return the slug of a kind's name or code; a công văn of the Party is a kind of its own."""
    slug = (_by_name().get(fold(word)) or kind_slug(word.strip(" ."))) if word else None
    return "cong-van-dang" if slug == "cong-van" and party else slug


def _agree(slug: str, symbol: Symbol | None, by_symbol: str | None) -> bool:
    """Return whether the kind can carry the symbol; CV names a công văn and nothing else."""
    if symbol is None or slug == by_symbol:
        return True
    return symbol.type_code != "CV" and kinds_agree(slug, symbol)
