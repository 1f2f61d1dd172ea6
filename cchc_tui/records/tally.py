"""What a channel is and what a measure counts, told from the office's own words, for rules and for reading prose."""

from __future__ import annotations

from enum import StrEnum

from cchc_tui.language.text import fold
from cchc_tui.records.office import Channel, Measure, OfficeSettings


class Outlet(StrEnum):
    """Where pieces appear."""

    RADIO = "radio"
    WEB = "web"
    SOCIAL = "social"
    DESK = "desk"
    VISUAL = "visual"
    MEETING = "meeting"


class Counted(StrEnum):
    """What is counted."""

    BROADCAST = "broadcast"
    ARTICLE = "article"
    GUIDANCE = "guidance"
    POST = "post"
    OTHER = "other"


OUTLET_WORDS: dict[Outlet, tuple[str, ...]] = {
    Outlet.SOCIAL: ("facebook", "zalo", "fanpage", "mang xa hoi"),
    Outlet.DESK: (
        "mot cua", "tiep nhan va tra ket qua", "tiep nhan tra ket qua", "phuc vu hanh chinh cong", "tiep nhan ho so",
    ),
    Outlet.RADIO: ("truyen thanh", "phat thanh", "loa"),
    Outlet.WEB: ("trang thong tin", "cong thong tin", "trang ttdt", "trang tin", "website", "cong ttdt"),
    Outlet.VISUAL: ("truc quan", "khau hieu", "pano", "bang ron", "ap phich", "to roi"),
    Outlet.MEETING: ("hoi nghi", "tap huan", "hoi thi", "cuoc thi", "doi thoai"),
}  # fmt: skip
"""Folded words by which prose and labels name an outlet, narrower outlets first."""

_COUNTED_WORDS: tuple[tuple[Counted, tuple[str, ...]], ...] = (
    (Counted.BROADCAST, ("phat song", "luot phat", "phat lai")),
    (Counted.GUIDANCE, ("huong dan", "tuyen truyen truc tiep", "tu van", "luot cong dan", "luot nguoi")),
    (Counted.POST, ("bai dang", "dang bai")),
    (Counted.ARTICLE, ("tin bai", "bai", "tin")),
)


def outlet_of(channel: Channel) -> Outlet | None:
    """Return what kind of outlet a channel of the office is; None when its name does not tell."""
    name = " " + fold(f"{channel.label or ''} {(channel.code or '').replace('-', ' ')}") + " "
    return next((o for o, words in OUTLET_WORDS.items() if any(f" {w} " in name for w in words)), None)


def counted_by(measure: Measure) -> Counted:
    """Return what a measure of the office counts."""
    name = " " + fold(f"{measure.label or ''} {measure.unit or ''} {(measure.code or '').replace('-', ' ')}") + " "
    return next((c for c, words in _COUNTED_WORDS if any(f" {w} " in name for w in words)), Counted.OTHER)


def measures_of(office: OfficeSettings, outlet: Outlet) -> list[Measure]:
    """Return the measures of the office's channels of that kind."""
    codes = {c.code for c in office.channels if outlet_of(c) is outlet}
    return [m for m in office.measures if m.channel in codes]
