"""Whose paper is this: issuer and direction derived from each other and from the abbreviation in the symbol.

What the abbreviation alone says is sure where only one agency has it (SNV, TTg, ĐU). UBND and HĐND exist at every
level: there the office's own series decide, and a number they do not explain is doubtful and asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cchc_tui.language.text import fold
from cchc_tui.records.agency import COMMUNE_UNITS, PROVINCE_UNITS, Agency, Level, agency_of, code_key
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive, issuer_key, likely_kind
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.symbol import Symbol

DAYS_OF_YEAR = 366
ROOM = 20
"""Numbers ahead of the last own one that are still believed: what was issued and not recorded yet."""
_FEW = 60
"""A commune's council issues fewer resolutions a year than this; its committee fewer plans than five times it."""
_ALWAYS_FOREIGN = ("luat", "phap-lenh", "lenh", "nghi-dinh", "thong-tu", "thong-tu-lien-tich", "nghi-quyet-lien-tich")
WHOSE = ("direction", "issuer", "symbol", "kind")
"""The fields that say whose a document is."""
_DIRECTION_WORDS = {OUTGOING: "văn bản đi", INCOMING: "văn bản đến"}

Tail = tuple[str, str, str, bool, bool]


class IssuerGuess(NamedTuple):
    """Whose a document seems to be. With a `doubt` nothing of it may be taken for known before a person answers."""

    direction: str | None = None
    issuer: str | None = None
    level: Level | None = None
    doubt: str = ""
    """A Vietnamese sentence that asks; "" when the guess is sure."""

    @property
    def said(self) -> str:
        """What stands beside the symbol: `Sở Nội vụ · cấp tỉnh · văn bản đến`; a doubt begins with `!`."""
        if self.doubt:
            return f"! {self.doubt}"
        words = (self.issuer, self.level, _DIRECTION_WORDS.get(self.direction or ""))
        return " · ".join(word for word in words if word)


@dataclass(frozen=True)
class SymbolHabits:
    """What the records tell of symbols: which endings are the office's own, and who else writes which."""

    own: defaultdict[Tail, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))
    series: defaultdict[tuple[str, int], list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))
    """Own numbers of one series and year."""
    others: defaultdict[Tail, list[tuple[date, int, str]]] = field(default_factory=lambda: defaultdict(list))
    issuers: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Other agencies by abbreviation."""


def habits_of(directives: Iterable[Directive], office: OfficeSettings) -> SymbolHabits:
    """Return what these documents tell; those whose direction is not known tell nothing."""
    habits = SymbolHabits()
    for directive in directives:
        parsed, day = directive.parsed, directive.issued_on
        if parsed is None or parsed.number is None or day is None or directive.deleted:
            continue
        if directive.direction == OUTGOING:
            habits.own[_tail(parsed)].append((day, parsed.number))
            habits.series[series_name(office, directive.kind, parsed), day.year].append((day, parsed.number))
        elif directive.direction == INCOMING and directive.issuer:
            habits.others[_tail(parsed)].append((day, parsed.number, directive.issuer))
            habits.issuers[code_key(parsed.agency)][directive.issuer] += 1
    return habits


def series_name(office: OfficeSettings, kind: str | None, parsed: Symbol | None) -> str:
    """Return the name of the series a document is numbered in: a declared one, else its kind's and office's. A series
    without an issuer is the office's: an issuer with a seal of its own numbers by itself.
    """
    agency = code_key(parsed.agency if parsed else None)
    other = any(code_key(issuer.code) == agency for issuer in office.issuers)
    for row in office.series:
        if row.holds(kind) and (code_key(row.issuer) == agency if row.issuer else not other):
            return row.name or ""
    return parsed.series if parsed else ""


def is_own_name(issuer: str | None, office: OfficeSettings) -> bool:
    """Return whether a name is the office's: its own, one of its issuers', a predecessor's, or `UBND xã` without a
    place.
    """
    key = issuer_key(issuer)
    return bool(key) and key in own_names(office)


def own_names(office: OfficeSettings) -> frozenset[str]:
    """Return every name the office issues documents under, as `issuer_key` compares them."""
    names = [office.short_name, office.full_name]
    for issuer in office.issuers:
        names += [issuer.name, issuer.full_name]
    for predecessor in office.predecessors:
        names += [predecessor.name, predecessor.full_name]
    if office.unit_word:
        names += [f"UBND {office.unit_word}"]
    return frozenset(issuer_key(name) for name in names if name)


def own_issuers(office: OfficeSettings, day: date | None = None) -> dict[str, str]:
    """Return the office's own abbreviations, as `code_key` compares them, with the issuer each stands for on that
    day.
    """
    own = {code_key(issuer.code): issuer.name or "" for issuer in office.issuers_on(day) if issuer.code}
    if (code := _code_of_name(office.short_name)) and code not in own:
        own[code] = office.short_name or ""
    return own


def bears_own_code(symbol: Symbol, office: OfficeSettings) -> bool:
    """Return whether the abbreviation in a symbol is one of the office's own, or the symbol has none to go by."""
    own = own_issuers(office)
    return not symbol.party and (symbol.agency is None or not own or code_key(symbol.agency) in own)


def resolve_issuer(directive: Directive, office: OfficeSettings, habits: SymbolHabits | None = None) -> IssuerGuess:
    """Return issuer and direction of a document: what was typed stands, the rest is derived, contradictions asked."""
    by_code = guess_by_symbol(directive, office, habits)
    if directive.issuer:
        return _with_issuer(directive, office, by_code)
    if directive.direction == OUTGOING:
        if by_code.direction == INCOMING and not by_code.doubt:
            return by_code._replace(doubt=_not_ours(directive, by_code))
        code = directive.parsed.agency if directive.parsed else None
        own = own_issuers(office, directive.issued_on).get(code_key(code))
        return IssuerGuess(OUTGOING, own or office.short_name, by_code.level)
    if directive.direction == INCOMING:
        if by_code.direction == OUTGOING and not by_code.doubt and not _is_shared(directive, office):
            return by_code._replace(doubt=f"Số {directive.symbol} theo sổ là của {by_code.issuer}: văn bản đến hay đi?")
        known = by_code.issuer if by_code.direction == INCOMING and not by_code.doubt else None
        return IssuerGuess(INCOMING, known, by_code.level)
    return by_code


def _not_ours(directive: Directive, by_code: IssuerGuess) -> str:
    whose = by_code.issuer or "cơ quan khác"
    return f"Ký hiệu {directive.symbol} là của {whose}, nên không phải văn bản đi: ghi cơ quan ban hành hoặc sửa số."


def _with_issuer(directive: Directive, office: OfficeSettings, by_code: IssuerGuess) -> IssuerGuess:
    issuer = directive.issuer
    side = OUTGOING if is_own_name(issuer, office) else INCOMING
    guess = IssuerGuess(side, issuer, level_of_name(issuer) or by_code.level)
    if directive.direction and directive.direction != side:
        what = "không phải của cơ quan mình" if side == INCOMING else "là của cơ quan mình"
        return guess._replace(
            doubt=f"“{issuer}” {what}, mà ghi là {_DIRECTION_WORDS[directive.direction]}: sửa một mục."
        )
    if not by_code.doubt and by_code.direction not in (None, side) and not _is_shared(directive, office):
        whose = by_code.issuer or "cơ quan khác"
        return guess._replace(doubt=f"Ký hiệu {directive.symbol} là của {whose}, mà cơ quan ban hành ghi “{issuer}”.")
    return guess


def _is_shared(directive: Directive, office: OfficeSettings) -> bool:
    """Return whether the symbol's abbreviation is the office's and that of other levels too: a person who names the
    issuer knows better than any series.
    """
    code = directive.parsed.agency if directive.parsed else None
    agency = agency_of(code)
    return agency is not None and agency.level is None and code_key(code) in own_issuers(office)


def guess_by_symbol(directive: Directive, office: OfficeSettings, habits: SymbolHabits | None = None) -> IssuerGuess:
    """Return what symbol and kind say, whatever direction and issuer are written."""
    habits = habits or SymbolHabits()
    if directive.kind in _ALWAYS_FOREIGN and not directive.symbol:
        return IssuerGuess(INCOMING, None, Level.CENTRAL)
    parsed = directive.parsed
    if parsed is None or not parsed.agency:
        asked = f"Không biết {directive.symbol} là của cơ quan nào" if directive.symbol else "Chưa có số, ký hiệu"
        return IssuerGuess(doubt=f"{asked}: ghi văn bản đi hay đến và cơ quan ban hành.")
    key, own = code_key(parsed.agency), own_issuers(office, directive.issued_on)
    agency = agency_of(parsed.agency, party=parsed.party)
    if key in own and not (agency and agency.level is None):
        return IssuerGuess(OUTGOING, own[key], level_of_name(own[key]) or (agency.level if agency else None))
    if key in own:
        return _guess_shared(directive, parsed, office, habits)
    return _guess_foreign(parsed, agency, office, habits)


def _guess_foreign(parsed: Symbol, agency: Agency | None, office: OfficeSettings, habits: SymbolHabits) -> IssuerGuess:
    """Return the guess for an abbreviation that is not the office's."""
    code, known = parsed.agency, habits.issuers.get(code_key(parsed.agency))
    if known:
        (name, _), *more = known.most_common(2)
        doubt = f"{code} đã là của {name} và {more[0][0]}: lần này của cơ quan nào?" if more else ""
        return IssuerGuess(INCOMING, name, level_of_name(name) or (agency.level if agency else None), doubt)
    if agency is None and (joint := _joint(code or "", office)):
        return IssuerGuess(INCOMING, joint, Level.CENTRAL)
    if agency is None:
        asked = f"Chưa biết {code} là cơ quan nào: ghi cơ quan ban hành."
        return IssuerGuess(INCOMING, None, Level.OTHER, asked)
    name = _filled(agency.name, office)
    match agency.level:
        case Level.COMMUNE if not parsed.party and code_key(code) not in ("CAX", "CAP", "CADK"):
            asked = f"{name or code} có phải đơn vị của cơ quan mình không: văn bản đi hay đến?"
            return IssuerGuess(INCOMING, name, Level.COMMUNE, asked)
        case None:
            level = Level.PROVINCE if parsed.year or (parsed.number or 0) > _FEW else Level.COMMUNE
            asked = (
                f"{agency.name} có ở nhiều cấp: ghi cơ quan ban hành, ví dụ “{_at_level(agency.code, level, office)}”."
            )
            return IssuerGuess(INCOMING, _at_level(agency.code, level, office), level, asked)
        case level:
            asked = "" if name else f"Chưa biết {code} là cơ quan nào: ghi cơ quan ban hành."
            return IssuerGuess(INCOMING, name or None, level, asked)


def _joint(code: str, office: OfficeSettings) -> str:
    """Return the names of the central agencies of a joint document (VPCP-BNV); "" when one of them is not known."""
    found = [agency_of(part) for part in code.split("-")] if "-" in code else []
    known = [_filled(agency.name, office) for agency in found if agency and agency.level is Level.CENTRAL]
    return ", ".join(known) if found and len(known) == len(found) else ""


def _guess_shared(directive: Directive, parsed: Symbol, office: OfficeSettings, habits: SymbolHabits) -> IssuerGuess:
    """Return the guess for an abbreviation that other levels have too (UBND): by the office's own series."""
    own = own_issuers(office, directive.issued_on)[code_key(parsed.agency)]
    ours = IssuerGuess(OUTGOING, own, level_of_name(own))
    theirs = IssuerGuess(INCOMING, _at_level(parsed.agency or "", Level.PROVINCE, office), Level.PROVINCE)
    tail, number, day = _tail(parsed), parsed.number, directive.issued_on
    others = habits.others.get(tail, [])
    if others:
        name = Counter(issuer for _, _, issuer in others).most_common(1)[0][0]
        theirs = IssuerGuess(INCOMING, name, level_of_name(name))
    asked = f"“{parsed.text}” có thể là của {own} hoặc của {theirs.issuer or 'cơ quan khác'}: văn bản đi hay đến?"
    if number is None:  # not numbered yet: nobody sends such a paper
        return ours if not parsed.year else ours._replace(doubt=asked)
    fits_own = tail in habits.own and _fits(number, day, list(_own_numbers(directive, parsed, office, habits)))
    # Only some of a series is recorded here, so a gap of any size lies below the number that the office declared.
    fits_own = fits_own or _fits_declared(directive, parsed, office)
    fits_theirs = bool(others) and _fits(number, day, [(when, n) for when, n, _ in others])
    if fits_own and not fits_theirs and not parsed.year:
        return ours
    if parsed.unit and others and tail not in habits.own:
        return theirs
    likely = ours if _looks_own(parsed, number, fits_own=fits_own, known=tail in habits.own) else theirs
    return likely._replace(doubt=asked)


def _looks_own(parsed: Symbol, number: int, *, fits_own: bool, known: bool) -> bool:
    """Return whether a number that may be another's is rather the commune's: by the room it names, else by its size; a
    number that does not fit a `known` own series is rather not.
    """
    unit = code_key(parsed.unit)
    if parsed.year or unit in {code_key(code) for code in PROVINCE_UNITS}:
        return False
    if fits_own or unit in {code_key(code) for code in COMMUNE_UNITS}:
        return True
    return not known and number <= 5 * _FEW


def _own_numbers(
    directive: Directive, parsed: Symbol, office: OfficeSettings, habits: SymbolHabits
) -> Iterator[tuple[date, int]]:
    """Yield the own numbers of the document's series in its year; without any, a guess from the year before."""
    name = series_name(office, directive.kind or likely_kind(directive.symbol), parsed)
    year = directive.issued_on.year if directive.issued_on else None
    years = sorted(y for series, y in habits.series if series == name)
    if not years:
        return
    if year is None or year in years:
        yield from habits.series[name, year if year in years else years[-1]]
        return
    nearest = min(years, key=lambda y: abs(y - (year or y)))
    top = max(number for _, number in habits.series[name, nearest])
    day = directive.issued_on
    if day is not None:
        yield day, top * day.timetuple().tm_yday // DAYS_OF_YEAR


def _fits(number: int, day: date | None, known: list[tuple[date, int]]) -> bool:
    """Return whether a number stands where a series would have it on that day."""
    if not known:
        return False
    if day is None:
        return number <= max(n for _, n in known) + ROOM
    before = max((n for when, n in known if when <= day), default=0)
    after = min((n for when, n in known if when > day), default=None)
    upper = after if after is not None else before + max(ROOM, before // 4)
    lower = before - max(ROOM, before // 4)
    return lower <= number <= max(upper, before)


def _fits_declared(directive: Directive, parsed: Symbol, office: OfficeSettings) -> bool:
    """Return whether the series, declared with the number it had when the program was begun, explains the number."""
    kind, day = directive.kind or likely_kind(directive.symbol), directive.issued_on
    row = next((row for row in office.series if row.name == series_name(office, kind, parsed)), None)
    if row is None or row.last_number is None or day is None or day.year != row.last_year:
        return False
    return (parsed.number or 0) <= row.last_number + max(ROOM, row.last_number // 4)


def level_of_name(name: str | None) -> Level | None:
    """Return the level an agency's name tells; None where it does not."""
    folded = fold(name or "")
    words = f" {folded} "
    if any(f" {unit} " in words for unit in ("xa", "phuong", "dac khu", "thi tran")):
        return Level.COMMUNE
    if any(f" {unit} " in words for unit in ("huyen", "quan", "thi xa")) or folded.startswith(("huyen uy", "quan uy")):
        return Level.DISTRICT
    if any(f" {unit} " in words for unit in ("tinh", "thanh pho", "tp", "tinh uy", "thanh uy")):
        return Level.PROVINCE
    if folded.startswith(("so ", "tp.")) or " tp." in words:
        return Level.PROVINCE
    central = ("bo ", "chinh phu", "thu tuong", "quoc hoi", "uy ban thuong vu quoc hoi", "trung uong", "chu tich nuoc")
    return Level.CENTRAL if folded.startswith(central) or " trung uong" in words or "quoc hoi" in folded else None


def _tail(parsed: Symbol) -> Tail:
    kind = "" if parsed.type_code in (None, "CV") else code_key(parsed.type_code)
    return (kind, code_key(parsed.agency), code_key(parsed.unit), parsed.year is not None, parsed.party)


def _code_of_name(name: str | None) -> str:
    """Return the abbreviation of an agency's name: UBND of `UBND xã Hà Kỳ`, SNV of `Sở Nội vụ`; "" when unknown."""
    from cchc_tui.records.agency import AGENCIES

    folded = issuer_key(name)
    for code in ("ubnd", "hdnd"):
        if folded.split(" ")[0] == code:
            return code.upper()
    if folded.startswith("dang uy"):
        return "DU"
    plain = (a for a in AGENCIES if "{" not in a.name and a.level and folded.startswith(fold(a.name)))
    best = max(plain, key=lambda a: len(a.name), default=None)
    return code_key(best.code) if best else ""


def _filled(name: str, office: OfficeSettings) -> str:
    """Return an agency's name with the office's own province and commune in place."""
    province = office.province or ""
    party = f"Thành ủy {province[len('thành phố ') :]}" if fold(province).startswith("thanh pho") else ""
    party = party or (f"Tỉnh ủy {province[len('tỉnh ') :]}" if fold(province).startswith("tinh ") else "Tỉnh ủy")
    words = {"tinh_uy": party, "tinh": province or "tỉnh", "xa": office.unit_title}
    return " ".join(name.format(**words).split())


def _at_level(code: str, level: Level, office: OfficeSettings) -> str:
    """Return `UBND tỉnh Bắc Ninh`, `HĐND phường Kỳ Lừa`."""
    where = office.unit_title if level is Level.COMMUNE else office.province or "tỉnh"
    return f"{code} {where}".strip()
