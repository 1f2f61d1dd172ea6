"""Numbers and symbols of documents ("số, ký hiệu"), as written in the wild, taken apart.

Grammar (NĐ 30/2020, Phụ lục I, Phần I, II.3; for the Party, Hướng dẫn 05-HD/VPTW 2026):

    individual document    số[a-z]? "/" LOẠI "-" CQ [ "-" ĐƠN VỊ ]     04/QĐ-UBND  1551/QĐ-SNNMT-VP
    công văn               số "/" CQ [ "-" ĐƠN VỊ ]                    142/UBND-NV
    legal document         số "/" NĂM "/" LOẠI "-" CQ                  30/2020/NĐ-CP
    National Assembly      số "/" NĂM "/" (QH|UBTVQH)khóa              72/2025/QH15
    joint document         số "/" NĂM "/" TTLT "-" CQ "-" CQ           01/2011/TTLT-VPCP-BNV
    Party                  số "-" LOẠI "/" CQ                          24-NQ/TW
    not yet numbered       "/" LOẠI "-" CQ                             /BC-UBND

Typing is forgiven where the meaning is clear: spaces, dashes of any kind, Ð for Đ, O for 0, case, a lost
hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cchc_tui.language.text import clean_line, fold
from cchc_tui.language.wording import full_year
from cchc_tui.records.kind import KINDS, WILD_CODES

# Codes seen in the wild that no kind has: CV on a công văn (against the decree, common in communes), GP giấy
# phép, and wrong codes that printed forms carry (QCh, DAn, GN, TTh): read as codes so that a check can say
# so.
_CODES_IN_THE_WILD = ("CV", "GP", "QCh", "DAn", "GN", "TTh", *WILD_CODES)
_JOINT_CODES = {"TTLT", "NQLT"}
_ONLY_WITH_YEAR = {"L", "PL"}  # orders of the President, ordinances: too short to trust elsewhere
# Codes that stand for another document once Đ is written D: only these keep their Đ in a key.
_DISTINGUISHED_BY_BAR = {"HĐ", "ĐA"}
# Which codes may have lost the hyphen before which office (QĐUBND, NĐCP). Others are not guessed at: TTCP is the
# government inspectorate, TTHĐND a council's standing committee, BCA a ministry.
_OFTEN_ISSUED = ("QĐ", "KH", "BC", "TB", "TTr", "CV", "CT", "NQ", "GM", "HD", "CTr")
_LOST_HYPHEN = {
    "UBND": _OFTEN_ISSUED,
    "HĐND": _OFTEN_ISSUED,
    "HDND": _OFTEN_ISSUED,
    "CP": ("NĐ", "NQ"),
    "TTG": ("QĐ", "CT"),
}
# Codes no office's name begins with: 01/PANM is a phương án without office, 4494/SGDĐT a công văn.
_NEVER_AN_OFFICE = ("QĐ", "NQ", "NĐ", "PA", "TTR")
_SHORT_OFFICES = {"VP", "CP", "TU", "TW", "ĐU"}  # two letters are enough for these: 36/CP
_LOWER_CASE_OFFICES = {"ubnd", "hdnd", "tu", "du", "tw", "cat"}
_LEGAL_CODES = {"NĐ", "NQ", "TT", "TTLT", "NQLT", "QĐ", "CT"}
_LONGEST_LOWER_CASE = 5  # letters of an office typed small behind a year and a code: 26/2025/tt-byt
_CURRENCIES = {"VND", "VNĐ", "USD"}
_FIRST_YEAR, _LAST_YEAR = 1945, 2099
_FIRST_FOUR_DIGIT_YEAR = 2000  # 12/98/QĐ-TTg, but 12/2000/QĐ-TTg
_LONGEST = 80  # letters; the decree's own limits are 11 for the number and 30 for the symbol (Phụ lục VI)


class Symbol(NamedTuple):
    """A number and symbol taken apart. Equal documents have equal `key`s, however they were typed."""

    text: str
    """As typed, cleaned."""
    number: int | None
    """None while the document has no number yet."""
    suffix: str
    """A letter after the number (274a), `bis`, or a dotted part with its dot (66.25); "" mostly."""
    year: int | None
    """Only where the symbol itself holds it: legal documents."""
    type_code: str | None
    """The code of the kind, spelled as the decree does; None for a công văn and for laws (72/2025/QH15)."""
    agency: str | None
    """The issuing office's abbreviation as typed; None where the symbol has none (240/QĐ)."""
    unit: str | None
    """The drafting unit or field, as typed."""
    party: bool
    """Written in the Party's form, number and code joined by a hyphen."""
    key: str
    """Number without leading zeros and the folded symbol without `/ - .` and spaces."""

    @property
    def sort_key(self) -> tuple[int, int, str, int, str]:
        """Number as an integer, then suffix, then year; a document without a number sorts last."""
        dotted = int(self.suffix[1:]) if self.suffix.startswith(".") else 0
        number = 1 << 31 if self.number is None else self.number
        return (number, dotted, self.suffix, self.year or 0, self.key)

    @property
    def series(self) -> str:
        """What numbers run in: office and kind (`ubnd/qd`), the office alone for công văn, with or without
        CV.

        An office may also keep one series for all kinds (NĐ 30/2020, Điều 15.1.c): then `agency` is the
        series. Legal documents, which hold a year, have series of their own.
        """
        return _series(self.agency, self.type_code, bool(self.year))


@lru_cache(maxsize=1024)
def _series(agency: str | None, type_code: str | None, of_a_year: bool) -> str:
    kind = "" if type_code in (None, "CV") else fold(type_code or "")
    return "/".join(part for part in (fold(agency or ""), kind, "qppl" if of_a_year else "") if part)


@lru_cache(maxsize=4096)  # every check and every column of a record asks again
def parse_symbol(text: str) -> Symbol | None:
    """Return the parts of a number and symbol, or None when the text is something else (a date, a ratio, a URL)."""
    typed = clean_line(text)
    if not typed or len(typed) > _LONGEST or typed.isdecimal():
        return None
    found = _whole_symbol().fullmatch(_normalise(typed))
    if found is None:
        return None
    groups = found["letters"].translate(_GROUP_ENDS).split()
    year = _read_year(found["year"])
    type_code, agency, unit = _name_parts(groups, year)
    party = found["first"] == "-"
    number, suffix = _read_number(found["digits"], found["dotted"], found["suffix"], year)
    if (found["year"] and year is None) or ((party or _is_short(found["year"])) and type_code is None):
        return None
    if not _is_plausible(groups, type_code, agency, year, number):
        return None
    key = f"{'' if number is None else number}{suffix}/{year or ''}/{_fold_letters(groups, type_code)}"
    return Symbol(typed, number, suffix, year, type_code, agency, unit, party, key)


def unread_symbol(number: str, code: str) -> Symbol:
    """Return a number whose symbol nobody can take apart, kept whole so that a person may look at it."""
    digits = re.match(r"\d+", number)
    value = int(digits[0]) if digits else None
    suffix = number[digits.end() :].lower() if digits else ""
    key = f"{'' if value is None else value}{suffix}//{fold(code)}"
    return Symbol(f"{number}{code}", value or None, suffix, None, None, None, None, False, key)


_LETTERS = "A-Za-zĂÂĐÊÔƠƯăâđêôơư"
_GROUP = rf"[{_LETTERS}][{_LETTERS}0-9&]*"
_DIGITS = r"(?=[O.]*\d)[\dO](?:[\dOo]{0,4}[\dO])?"  # at least one real digit; O only where it must be 0
_GROUP_ENDS = str.maketrans("-/.", "   ")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("∕⁄", "/") | {"Ð": "Đ", "ð": "đ"})


@cache
def _whole_symbol() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<digits>{_DIGITS})(?P<dotted>\.\d{{1,3}})?(?: ?(?P<suffix>bis|[A-Za-zđĐ]))?|[.…_ ]*)"
        rf"(?:/(?P<year>[\dO]{{4}}|\d\d))?"
        rf"(?P<first>[/-])(?P<letters>{_GROUP}(?:[-/. ]{_GROUP}){{0,5}})",
        re.ASCII,
    )


@cache
def _around_signs() -> re.Pattern[str]:
    return re.compile(r"\s*([/&-])\s*")


@cache
def _leading_word() -> re.Pattern[str]:
    return re.compile(r"(?:số|sô|so)(?![^\W\d_])\s*[:.]?\s*", re.IGNORECASE)


def _normalise(typed: str) -> str:
    """Return one kind of dash, slash and Đ, no spaces at signs, no leading "Số", no punctuation around."""
    bare = typed.translate(_DASHES).lstrip("(['\"“‘").rstrip(")]'\"”’.,;:")
    if bare[:1] in "sS":
        bare = _leading_word().sub("", bare, count=1)
    return _around_signs().sub(r"\1", bare)


def _is_short(year: str | None) -> bool:
    return year is not None and len(year) == 2


def _read_year(digits: str | None) -> int | None:
    if digits is None:
        return None
    year = int(digits.replace("O", "0"))
    if _is_short(digits):
        full = full_year(year)
        return full if full < _FIRST_FOUR_DIGIT_YEAR else None
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _read_number(
    digits: str | None, dotted: str | None, letter: str | None, year: int | None
) -> tuple[int | None, str]:
    """Return number and suffix; a number of 0 (00/BC-UBND) is a number not given yet.

    The government numbers some legal documents 66.1, 66.25; elsewhere three digits after a point are
    thousands.
    """
    if digits is None:
        return None, ""
    number = int(digits.replace("O", "0").replace("o", "0"))
    if dotted and year is None and len(dotted) == 4 and 1 <= number <= 999:
        number, dotted = number * 1000 + int(dotted[1:]), None
    return number or None, (dotted or "") + (letter or "").lower()


@cache
def _codes() -> dict[str, str]:
    """Return upper-case spelling → code as the decree spells it; a D stands for Đ where no other code is meant."""
    codes = [kind.abbreviation for kind in KINDS if kind.abbreviation] + list(_CODES_IN_THE_WILD)
    return {code.upper().replace("Đ", "D"): code for code in codes} | {code.upper(): code for code in codes}


def _type_code(group: str, year: int | None) -> str | None:
    code = _codes().get(group.upper())
    return None if code in _ONLY_WITH_YEAR and year is None else code


def _name_parts(groups: list[str], year: int | None) -> tuple[str | None, str | None, str | None]:
    """Type code, agency and unit."""
    first, *rest = groups
    code = _type_code(first, year)
    if code is None and (split := _split_lost_hyphen(first)):
        code, office = split
        rest = [office, *rest]
    if code in _JOINT_CODES:
        return code, "-".join(rest) or None, None
    if code is not None:
        return code, rest[0] if rest else None, "-".join(rest[1:]) or None
    if not rest:
        for never in _NEVER_AN_OFFICE:
            if first.upper().startswith(never):
                return _codes()[never], None, None
    return None, first, "-".join(rest) or None


def _split_lost_hyphen(group: str) -> tuple[str, str] | None:
    upper = group.upper()
    for office, issued in _LOST_HYPHEN.items():
        if upper.endswith(office) and (code := _codes().get(upper.removesuffix(office))) in issued:
            return code, group[-len(office) :]
    return None


def _is_plausible(
    groups: list[str], type_code: str | None, agency: str | None, year: int | None, number: int | None
) -> bool:
    """Return whether the letters are abbreviations rather than words or units of measure (5/ngay, 10/KG)."""
    if year is not None and groups[0].islower() and _is_lower_case_law(groups, type_code):
        return True
    if not all(_is_abbreviation(group) for group in groups):
        return False
    if len(groups) > 1 or (type_code and agency):
        return True
    letters = sum(letter.isalpha() for letter in groups[0])
    if number is None or groups[0].islower():
        return False
    if type_code or year:
        return letters > 1
    return (letters > 2 or groups[0].upper() in _SHORT_OFFICES) and groups[0].upper() not in _CURRENCIES


def _is_lower_case_law(groups: list[str], type_code: str | None) -> bool:
    """Return whether small letters behind a number and a year are a law's or a legal document's: `72/2025/qh15`.

    The code of a kind, or the term of the National Assembly, is what tells them from words.
    """
    if len(groups) == 1:
        return bool(re.fullmatch(r"(?:qh|ubtvqh)\d{1,2}", groups[0]))
    return type_code in _LEGAL_CODES and all(
        re.fullmatch(rf"[a-zđ]{{2,{_LONGEST_LOWER_CASE}}}\d{{0,2}}", group) for group in groups[1:]
    )


def _is_abbreviation(group: str) -> bool:
    capitals = sum(letter.isupper() for letter in group)
    if capitals >= 2 or group.isupper() or group.upper() in _codes():
        return True
    folded = fold(group)
    return folded in _LOWER_CASE_OFFICES or not any(vowel in folded[1:] for vowel in "aeiouy")


def _fold_letters(groups: list[str], type_code: str | None) -> str:
    """Return the letters of a key. TƯ is TW (Trung ương), not TU (Tỉnh ủy, Thành ủy)."""
    folded = fold("".join(group[:-1] + "W" if group.upper().endswith("TƯ") else group for group in groups))
    if type_code in _DISTINGUISHED_BY_BAR:
        return type_code.lower() + folded[len(type_code) :]
    return folded


def find_symbols(text: str) -> list[tuple[int, int, Symbol]]:
    """Return every number and symbol in running text, with where it starts and ends in `text`, in order.

    Stricter than `parse_symbol`, because prose is full of slashes: letters without a unit or code count only
    after the word "số", and so does a symbol without a number.
    """
    found = [
        (start, end, symbol)
        for match in _in_prose().finditer(text)
        for start, end, symbol in _read_candidate(text, match)
    ]
    for match in _unnumbered_in_prose().finditer(text):
        symbol = parse_symbol(match["symbol"])
        if symbol is not None:
            found.append((*match.span("symbol"), symbol))
    return sorted(found, key=lambda place: place[:2])


_DASH, _SLASH = "[-‐‑‒–—−]", "[/∕⁄]"
_PROSE_GROUP = rf"[{_LETTERS}Ðð][{_LETTERS}Ðð0-9&]{{0,19}}(?![\w\u0300-\u036f])"
_PROSE_JOIN = rf"\s?{_SLASH}\s?|\s?{_DASH}\s?|\.(?=[A-ZĐÐ]{{2}})"


@cache
def _in_prose() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w/.…&@∕⁄‐‑‒–—−-]){_DIGITS}(?:\.\d{{1,3}})?(?:bis|[A-Za-zđĐ])?(?:\s?{_SLASH}\s?[\dO]{{4}})?"
        rf"(?P<groups>(?:(?:{_PROSE_JOIN}){_PROSE_GROUP}){{1,5}})"
    )


@cache
def _group_in_prose() -> re.Pattern[str]:
    return re.compile(rf"(?P<join>{_PROSE_JOIN})(?P<group>{_PROSE_GROUP})")


@cache
def _unnumbered_in_prose() -> re.Pattern[str]:
    return re.compile(
        # Bounded runs: an unbounded one tries every length again at each of many spaces.
        rf"(?<!\w)[Ss](?:ố|o\u0302\u0301|Ố)[\s:]{{0,60}}(?P<symbol>[.…_]{{0,60}}\s{{0,9}}/\s?{_PROSE_GROUP}"
        rf"(?:{_DASH}\s?{_PROSE_GROUP}){{1,3}})"
    )


def _read_candidate(text: str, match: re.Match[str]) -> Iterator[tuple[int, int, Symbol]]:
    """Yield the longest reading of a candidate that prose allows, if any."""
    groups = list(_group_in_prose().finditer(text, *match.span("groups")))
    numbered = _follows_number_word(text, match.start())
    for count in range(_allowed_groups(groups), 0, -1):
        end = groups[count - 1].end()
        symbol = parse_symbol(text[match.start() : end])
        if symbol is None:
            continue
        is_small = symbol.text.islower()
        is_legal = symbol.year and not (is_small and not all(_is_abbreviation(g["group"]) for g in groups[:count]))
        if numbered or is_legal or (count > 1 and not is_small):
            yield match.start(), end, symbol
        return


def _allowed_groups(groups: list[re.Match[str]]) -> int:
    """Return how many of the groups belong together: `17/CV - UBND` does, the office after `17/CV-UBND - UBND xã`
    does not.
    """
    first = groups[0]
    is_coded = _type_code(first["group"].translate(_DASHES), None) is not None
    is_party = first["join"].strip() not in ("/", "∕", "⁄")
    if (is_party or _is_loose(first["join"])) and not is_coded:
        return 0
    for place, group in enumerate(groups[1:], start=1):
        is_slash = group["join"].strip() in ("/", "∕", "⁄")
        is_second_code = is_slash and place == 1 and is_coded and not group["join"][0].isspace()
        if is_slash != (is_party and place == 1) and not is_second_code:
            return place
        if group["join"][0].isspace() and not (is_coded and place == 1):
            return place
    return len(groups)


def _is_loose(join: str) -> bool:
    return join[0].isspace() and join[-1].isspace()


def _follows_number_word(text: str, start: int) -> bool:
    return fold(text[max(0, start - 12) : start]).rstrip(": ").split(" ")[-1] == "so"
