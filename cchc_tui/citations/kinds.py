"""Kinds of documents as running text names them, before and after their numbers."""

from __future__ import annotations

import re
from functools import cache

from cchc_tui.citations.agencies import AGENCY
from cchc_tui.records.kind import KINDS, WILD_CODES, kinds_with
from cchc_tui.records.symbol import Symbol

_SHORT_KINDS = {
    "CV": "cong-van", "QĐ": "quyet-dinh", "KH": "ke-hoach", "BC": "bao-cao", "TB": "thong-bao", "NQ": "nghi-quyet",
    "NĐ": "nghi-dinh", "TT": "thong-tu", "CT": "chi-thi", "TTr": "to-trinh", "HD": "huong-dan", "CTr": "chuong-trinh",
    "GM": "giay-moi", "KL": "ket-luan", "TTLT": "thong-tu-lien-tich", "Bộ luật": "luat", "Bộ Luật": "luat",
    "Giấy uỷ quyền": "giay-uy-quyen", "Bản thoả thuận": "ban-thoa-thuan", "Thông tri": "thong-tri",
}  # fmt: skip
_ANY_KIND = ("văn bản chỉ đạo", "văn bản", "Văn bản chỉ đạo", "Văn bản")
_URGENT = (
    r"(?:\s+(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn|cá biệt|liên ngành|liên tịch|chỉ đạo|phối hợp|hành động|công tác"
    r"|kiểm tra"
    r"|chung))?"
)


@cache
def _kind_names() -> dict[str, str | None]:
    """Lower-case name → slug; None for words that say only that it is a document."""
    names: dict[str, str | None] = {kind.name.lower(): kind.slug for kind in reversed(KINDS)}
    names |= {name.lower(): slug for name, slug in _SHORT_KINDS.items() if " " in name}
    return names | dict.fromkeys((word.lower() for word in _ANY_KIND), None)


@cache
def kind_pattern() -> str:
    words = sorted(_kind_names(), key=len, reverse=True)
    short = "|".join(sorted((s for s in _SHORT_KINDS if " " not in s), key=len, reverse=True))
    # "văn bản quy phạm pháp luật số 64/2025/QH15": the word is pháp luật.
    return rf"(?<!\w)(?<!pháp )(?<!Bộ )(?:(?i:{'|'.join(map(re.escape, words))})|(?:{short}))(?!\w)"


@cache
def kind_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{kind_pattern()}){_URGENT}\s*[,:]?\s*(?P<so>(?i:số|so))?\s*:?\s*[.…_ ]*$")


@cache
def kind_issuer_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<kind>{kind_pattern()}){_URGENT}\s+(?:của|do)\s+(?P<issuer>(?:{AGENCY})[^,;:()]{{0,60}}?)"
        r"(?:\s+ban hành)?\s*,?\s+(?:số)\s*:?\s*$"
    )


@cache
def kind_name_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{kind_pattern()})\s+(?P<name>[^,;:()“”]{{4,160}}?)\s*,?\s+(?:số)\s*:?\s*$")


@cache
def law_name_before() -> re.Pattern[str]:
    """Return names of laws may hold commas: Luật Khám bệnh, chữa bệnh số 15/2023/QH15."""
    return re.compile(r"(?<!\w)(?P<kind>(?:Bộ )?[Ll]uật)\s+(?P<name>[^;:()“”]{4,160}?)\s*,?\s+(?:số)\s*:?\s*$")


def kind_slug(word: str) -> str | None:
    return _SHORT_KINDS.get(word) or _kind_names().get(word.lower())


def kind_by_symbol(symbol: Symbol) -> str | None:
    """Return the kind a symbol alone tells."""
    if symbol.type_code:
        kinds = kinds_with(symbol.type_code)
        if symbol.type_code in WILD_CODES:
            return WILD_CODES[symbol.type_code]
        if symbol.type_code == "CV":
            return "cong-van-dang" if symbol.party else "cong-van"
        return kinds[0].slug if kinds else None
    if symbol.year is not None:
        return None  # a law and a resolution of the National Assembly look alike: 56/2017/QH14
    return "cong-van" if symbol.agency else None


def kinds_agree(slug: str, symbol: Symbol) -> bool:
    """Return whether a named kind can carry this symbol; CV on a công văn is against the decree but means no other
    kind.
    """
    code = symbol.type_code
    if code is None:
        return slug in ("cong-van", "luat", "thu-cong") or symbol.year is not None
    if code in ("CV", "GP", "QCh", "DAn", "GN", "TTh"):
        return True
    slugs = {WILD_CODES[code]} if code in WILD_CODES else {kind.slug for kind in kinds_with(code)}
    if symbol.party and code == "QĐ":
        slugs.add("quy-dinh")
    if symbol.party and code == "TT":
        slugs.add("thong-tri")
    return slug in slugs


@cache
def _announcing() -> re.Pattern[str]:
    return re.compile(rf"(?:{kind_pattern()}{_URGENT}\s*[,:]?|(?<!\w)(?i:số))\s*:?\s*$")


def is_announced(before: str) -> bool:
    """Return whether the name of a kind, or "số", stands right before a number."""
    return bool(_announcing().search(before))
