"""Whose paper is it: its head says which agency made it, under whom, and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cchc_tui.importing.blocks import Paragraph
from cchc_tui.importing.paper import Paper
from cchc_tui.language.text import fold
from cchc_tui.records.directive import issuer_key
from cchc_tui.records.office import OfficeSettings

NO_HEAD = "đầu văn bản không ghi tên cơ quan, nên coi là của cơ quan này"
OF_ANOTHER_COMMUNE = "báo cáo của {}, không phải của cơ quan này; chỉ nhập nếu đơn vị ấy đã nhập vào cơ quan này"
OF_A_UNIT = "báo cáo của {}, đơn vị thuộc cơ quan này"


class AgencyForm(StrEnum):
    """Which rules a paper is written by."""

    STATE = "state"
    PARTY = "party"
    COUNCIL = "council"
    ASSOCIATION = "association"


class Owner(StrEnum):
    """What a paper is to this office."""

    OURS = "ours"
    OUR_UNIT = "our-unit"
    ANOTHER_COMMUNE = "another-commune"
    """A commune's like ours, perhaps one that was joined with ours."""
    OTHERS = "others"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Whose:
    """The maker of a paper."""

    owner: Owner
    form: AgencyForm
    issuer: str = ""
    """The agency as prose writes it; "" where the head names none."""
    head: str = ""
    """The lines of the head it was read from."""
    sure_name: bool = True
    """False where capitals had to be guessed from the head alone."""


_PLACES = ("xa ", "phuong ", "thi tran ", "dac khu ", "huyen ", "quan ", "thi xa ", "thanh pho ", "tinh ", "tp ")
_COMMUNES = ("xa ", "phuong ", "thi tran ", "dac khu ")
_ASSOCIATIONS = (
    "hoi ",
    "hiep hoi",
    "lien hiep",
    "lien doan",
    "doan ",
    "mat tran",
    "uy ban mat tran",
    "ubmttq",
    "cau lac bo",
    "cong doan",
    "chi hoi",
    "lien minh",
)
_PARTY = (
    "dang ",
    "dang bo",
    "dang uy",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "ban chap hanh dang",
    "uy ban kiem tra",
)
_COUNCIL = ("hoi dong nhan dan", "hdnd")


def whose(paper: Paper, office: OfficeSettings) -> Whose:
    """Return the maker of a paper as its head says; of one without a head as number and place let it be."""
    lines = [line for line in paper.agency if not _is_above_all(line)]
    if not lines:
        return _without_head(paper, office)
    agency = _agency_lines(lines)
    head = " ".join(agency)
    if fold(head) == "ban chap hanh" and fold(lines[0]).startswith("dang bo "):
        head = f"ĐẢNG ỦY {' '.join(' '.join(lines[:-1]).split()[2:])}"  # what the committee is called in prose
    name, sure = as_prose(head, _texts(paper))
    form = _form(paper, head)
    own = {issuer_key(office.short_name), issuer_key(office.full_name), issuer_key(" ".join(office.letterhead))} - {""}
    key = issuer_key(head)
    whole = issuer_key(" ".join(lines))
    if form is not AgencyForm.PARTY and key in own:
        return Whose(Owner.OURS, form, office.short_name or name, head)
    if form is not AgencyForm.PARTY and (declared := _declared(key, whole, office)):
        return Whose(Owner.OURS, form, declared, head)
    if form is AgencyForm.STATE and any(whole.startswith(one) for one in own):
        return Whose(Owner.OUR_UNIT, form, name, head, sure)
    is_commune = (
        form is AgencyForm.STATE and key.startswith("ubnd ") and key.removeprefix("ubnd ").startswith(_COMMUNES)
    )
    return Whose(Owner.ANOTHER_COMMUNE if is_commune else Owner.OTHERS, form, name, head, sure)


def _declared(key: str, whole: str, office: OfficeSettings) -> str:
    """Return the name of an issuer with a seal of its own, or of a merged commune, that is declared; "" for others."""
    issuers = [(issuer.name, issuer.full_name) for issuer in office.issuers]
    predecessors = [(joined.name, joined.full_name) for joined in office.predecessors]
    for names in (*issuers, *predecessors):
        keys = {issuer_key(name) for name in names} - {""}
        if keys & {key, whole, f"{key} {issuer_key(office.place)}"}:
            return names[0] or names[1] or ""
    return ""


def _without_head(paper: Paper, office: OfficeSettings) -> Whose:
    """Return ours where place and symbol are ours; else nobody can tell."""
    form = AgencyForm.PARTY if paper.party or paper.sign == "-" else AgencyForm.STATE
    ours = bool(paper.place) and fold(paper.place) == fold(office.place or "") and "UBND" in paper.symbol.upper()
    if ours and form is AgencyForm.STATE:
        return Whose(Owner.OURS, form, office.short_name or "", f"{paper.symbol}, {paper.place}")
    return Whose(Owner.UNKNOWN, form)


def _is_above_all(line: str) -> bool:
    return fold(line).startswith(("dang cong san viet nam", "cong hoa xa hoi", "doc lap"))


def _agency_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines that name the maker: the last ones, without those of who is above it."""
    kept = list(lines)
    for place in range(len(kept) - 1, -1, -1):
        folded = f"{fold(kept[place])} "
        is_place = folded.startswith(_PLACES)
        is_more = folded.startswith(("va ", "- ", "hanh chinh", "nhan dan", "cong ", "- xa hoi"))
        if not is_place and not is_more:
            return kept[place:]
    return kept


def _form(paper: Paper, head: str) -> AgencyForm:
    folded = fold(head)
    if paper.party or paper.sign == "-" or folded.startswith(_PARTY):
        return AgencyForm.PARTY
    if folded.startswith(_COUNCIL):
        return AgencyForm.COUNCIL
    return AgencyForm.ASSOCIATION if folded.startswith(_ASSOCIATIONS) else AgencyForm.STATE


def _texts(paper: Paper) -> list[str]:
    texts = [block.text for block in paper.body if isinstance(block, Paragraph)]
    return [*paper.legal_basis, *paper.addressees, *paper.recipients, *texts]


_USUAL = {
    "uy ban nhan dan": "Ủy ban nhân dân", "hoi dong nhan dan": "Hội đồng nhân dân", "so noi vu": "Sở Nội vụ",
    "van phong hdnd va ubnd": "Văn phòng HĐND và UBND", "mat tran to quoc viet nam": "Mặt trận Tổ quốc Việt Nam",
    "uy ban mat tran to quoc viet nam": "Ủy ban Mặt trận Tổ quốc Việt Nam", "dang uy": "Đảng ủy", "dang bo": "Đảng bộ",
    "trung tam phuc vu hanh chinh cong": "Trung tâm Phục vụ hành chính công", "phong noi vu": "Phòng Nội vụ",
    "phong van hoa - xa hoi": "Phòng Văn hóa - Xã hội", "tinh uy": "Tỉnh ủy", "thanh uy": "Thành ủy",
    "huyen uy": "Huyện ủy", "van phong": "Văn phòng", "bo noi vu": "Bộ Nội vụ", "chinh phu": "Chính phủ",
    "ban chap hanh": "Ban Chấp hành", "cong an": "Công an", "ubnd": "UBND", "hdnd": "HĐND",
}  # fmt: skip
_PLACE_WORDS = {word.strip() for word in _PLACES} | {"cap"}


def as_prose(capitals: str, texts: Iterable[str]) -> tuple[str, bool]:
    """Return a name in capitals as prose writes it, and whether that is sure.

    The paper's own prose shows how it is written; else the usual names do; else only the first two words are capital.
    """
    words = " ".join(capitals.split())
    folded = fold(words)
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    for text in texts:
        found = pattern.search(text)
        if found and not found[0].isupper():
            return found[0][0].upper() + found[0][1:], True
    for usual in sorted(_USUAL, key=len, reverse=True):
        if folded == usual:
            return _USUAL[usual], True
        if folded.startswith(f"{usual} "):
            rest = words.split()[len(usual.split()) :]
            return f"{_USUAL[usual]} {_place(rest)}", bool(rest) and rest[0].lower() in _spelled_places()
    first, *rest = words.split()
    if not rest:
        return first.capitalize(), False
    return " ".join([first.capitalize(), rest[0].capitalize(), *(word.lower() for word in rest[1:])]), False


def _spelled_places() -> set[str]:
    return {"xã", "phường", "huyện", "quận", "tỉnh", "thành", "thị", "đặc"}


def _place(words: Sequence[str]) -> str:
    """Return `TỈNH MẪU` as `tỉnh Mẫu`: the unit small, its name with capitals."""
    lower = [word.lower() for word in words]
    count = 2 if tuple(lower[:2]) in (("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu")) else 1
    if lower and lower[0] in _spelled_places():
        return " ".join([*lower[:count], *(word.capitalize() for word in words[count:])])
    return " ".join(word.capitalize() for word in words)
