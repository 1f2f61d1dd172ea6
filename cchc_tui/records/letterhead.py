"""Who issues a paper: the office, or the one of its issuers that the symbol names, with the names at its head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import fold
from cchc_tui.records.agency import code_key
from cchc_tui.records.office import Predecessor
from cchc_tui.records.symbol import Symbol, parse_symbol

if TYPE_CHECKING:
    from cchc_tui.records.office import Issuer, OfficeSettings, Signatory

_COUNCIL = "HDND"
"""The people's council, which stands beside the committee: nobody is written above it."""


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """What the head of a paper says of who issues it, and how the prose calls it."""

    code: str | None
    """The abbreviation of an issuer with a seal of its own; None for the office itself."""
    name: str
    full_name: str
    superior: str
    lines: tuple[str, ...]


def issuing_body(
    office: OfficeSettings, symbol: str | None, day: date | None = None, *, predecessor: str | None = None
) -> IssuingBody:
    """Return who issues a paper with that symbol (`BC-TTPVHCC`, a number before it or not) on that day: an issuer of
    the office whose abbreviation it bears, else the office; a `predecessor` named issued it before the merger.

    What an issuer has not said follows from its name: the committee above it, its name without the commune's.
    """
    if predecessor:
        return _joined(office.predecessor_of(predecessor) or Predecessor(name=predecessor))
    issuer = issuer_of_symbol(office, symbol, day)
    if issuer is None:
        return IssuingBody(
            None,
            office.short_name or "",
            office.full_name or office.short_name or "",
            office.superior or "",
            office.letterhead or (office.full_name or office.short_name or "",),
        )
    name = issuer.name or issuer.code or ""
    council = code_key(issuer.code) == _COUNCIL
    return IssuingBody(
        issuer.code,
        name,
        issuer.full_name or name,
        issuer.superior or ("" if council else f"UBND {office.unit_title}".strip().upper()),
        issuer.letterhead or _lines(issuer.full_name or name, office.unit_title, council=council),
    )


def _joined(old: Predecessor) -> IssuingBody:
    """Return a commune that is no more, as its papers named it."""
    name = old.name or ""
    full = old.full_name or name
    return IssuingBody(None, name, full, old.superior or "", old.letterhead or (full.upper(),))


def agency_of_symbol(symbol: str | None) -> str | None:
    """Return the abbreviation in a report's symbol, with a number before it or not: TTPVHCC of `BC-TTPVHCC`."""
    parsed = _parsed(symbol)
    return parsed.agency if parsed else None


def issuer_of_symbol(office: OfficeSettings, symbol: str | None, day: date | None = None) -> Issuer | None:
    """Return the issuer whose abbreviation the symbol bears, as it was on that day; None for the office's own, and for
    one nobody declared.

    An abbreviation may hold a hyphen itself: VH-XH.
    """
    parsed = _parsed(symbol)
    if parsed is None or parsed.agency is None:
        return None
    keys = {code_key(parsed.agency), code_key(f"{parsed.agency}-{parsed.unit}")}
    return next((issuer for issuer in office.issuers_on(day) if code_key(issuer.code) in keys), None)


def _parsed(symbol: str | None) -> Symbol | None:
    words = (symbol or "").strip()
    return parse_symbol(words if words[:1].isdigit() else f"1/{words.lstrip('/')}") if words else None


def symbol_for(office: OfficeSettings, code: str, symbol: str | None) -> str:
    """Return the symbol with which an issuer writes such a paper: BC-TTPVHCC of TTPVHCC and BC-UBND.

    WrongUseError for an abbreviation that no issuer of the office has; the office's own stands for itself.
    """
    from cchc_tui.records.issuing import own_issuers

    known = own_issuers(office)
    if code_key(code) not in known:
        listed = "; ".join(f"{issuer.code}: {issuer.name}" for issuer in office.issuers) or "chưa khai nơi nào"
        raise WrongUseError(
            f"Cơ quan chưa khai nơi ban hành “{code}”.",
            f"Đã khai: {listed}. Khai thêm: cchc office --issuer “{code}=TÊN”.",
        )
    kind = (symbol or "BC").partition("-")[0]
    return f"{kind}-{code}"


def proposed_signatory(
    office: OfficeSettings, day: date | None, symbol: str | None, *, like: tuple[str, ...] = ()
) -> Signatory | None:
    """Return who signs a paper with that symbol on that day: one who signs by the lines `like` before the others."""
    issuer = issuer_of_symbol(office, symbol, day)
    serving = office.signatories_on(day, issuer.code if issuer else None)
    return next((one for one in serving if like and one.signing == like), next(iter(serving), None))


def _lines(name: str, place: str, *, council: bool) -> tuple[str, ...]:
    """Return `TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG`: the commune stands above it already; a council bears its commune
    below.
    """
    bare = name[: -len(place)].rstrip(" ,-") if place and fold(name).endswith(fold(place)) else name
    bare = "Hội đồng nhân dân" if council else bare
    return (bare.upper(), place.upper()) if council and place else (bare.upper(),)
