"""The names of a commune office that follow from the kind of its unit and its name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cchc_tui.language.text import clean_line, fold
from cchc_tui.records.office import UNITS, Issuer, OfficeSettings, Signatory

_COMMUNE = re.compile(r"(?:UBND|Ủy ban nhân dân) (?P<unit>(?i:xã|phường|đặc khu)) (?P<name>.+)")
_CODES = {choice.label: choice.code for choice in UNITS}
COLLECTIVE = "TM. ỦY BAN NHÂN DÂN"


def unit_code(typed: str) -> str | None:
    """Return the code of a kind of unit typed as a word or a code; None for another word."""
    wanted = fold(typed).replace(" ", "-")
    return next((choice.code for choice in UNITS if wanted in (choice.code, fold(choice.label))), None)


def names_of_unit(unit: str, name: str) -> dict[str, Any]:
    """Return the office's names of a unit: short and full name, letterhead, place; its usual recipients."""
    word = next(choice.label for choice in UNITS if choice.code == unit)
    # A unit named by a number is written whole (NĐ 30/2020, Phụ lục I, Phần I, II.4.a).
    place = f"{word.capitalize()} {name}" if name.isdecimal() else name
    return {
        "unit": unit,
        "short_name": f"UBND {word} {name}",
        "full_name": f"Ủy ban nhân dân {word} {name}",
        "letterhead": ("ỦY BAN NHÂN DÂN", f"{word} {name}".upper()),
        "place": place,
        "recipients": (f"TT Đảng ủy, HĐND {word}", f"Lãnh đạo UBND {word}", "Lưu: VT"),
    }


def names_of_title(*titles: str | None) -> dict[str, Any]:
    """Return what `UBND xã Hà Kỳ`, short or in full, says about the other names; {} when it says nothing."""
    given = (_COMMUNE.fullmatch(clean_line(title or "")) for title in titles)
    found = next(filter(None, given), None)
    return names_of_unit(_CODES[found["unit"].lower()], found["name"]) if found else {}


def with_superior(settings: OfficeSettings) -> dict[str, Any]:
    """Return addressee and recipients once the province is known: a report to it is received `Như trên`."""
    if not settings.province or settings.addressees or not settings.unit:
        return {}
    received = settings.recipients
    first = () if "Như trên" in received else ("Như trên",)
    return {"addressees": (f"UBND {settings.province} (qua Sở Nội vụ)",), "recipients": (*first, *received)}


def signatories_of(chairman: str, deputies: Sequence[str]) -> tuple[Signatory, ...]:
    """Return chairman and deputies of a commune with the lines they sign under (NĐ 30/2020, Phụ lục I, II.7)."""
    head = (Signatory(name=chairman, signing=(COLLECTIVE, "CHỦ TỊCH")),) if chairman else ()
    rest = (Signatory(name=name, signing=(COLLECTIVE, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")) for name in deputies if name)
    return (*head, *rest)


_CITY_UNITS = ("phường", "đặc khu")


def commune_bodies(unit: str) -> dict[str, str]:
    """Return the bodies of a commune that may issue papers of their own: abbreviation → name (NĐ 150/2025/NĐ-CP)."""
    city = unit in _CITY_UNITS
    return {
        "TTPVHCC": "Trung tâm Phục vụ hành chính công",
        "VP": "Văn phòng HĐND và UBND",
        "VHXH": "Phòng Văn hóa - Xã hội",
        "KTHTĐT" if city else "KT": "Phòng Kinh tế, Hạ tầng và Đô thị" if city else "Phòng Kinh tế",
        "HĐND": "HĐND",
    }


def body_of_commune(code: str, unit: str, title: str) -> Issuer | None:
    """Return the body with that abbreviation of the commune `title` (`phường Bến Sậy`); None for an unknown one."""
    name = commune_bodies(unit).get(code)
    return Issuer(code=code, name=f"{name} {title}") if name else None


def head_of_body(code: str, name: str) -> Signatory:
    """Return who signs for a body of the commune by its abbreviation, with the lines that stand above the name."""
    positions = {
        "TTPVHCC": ("GIÁM ĐỐC",), "VP": ("CHÁNH VĂN PHÒNG",), "HĐND": ("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
    }  # fmt: skip
    return Signatory(name=name, signing=positions.get(code, ("TRƯỞNG PHÒNG",)), issuer=code)


def with_signatories(
    known: Sequence[Signatory], named: Sequence[Signatory], since: date | None
) -> tuple[Signatory, ...]:
    """Return who signs once these are named: whoever signed by the same lines for the same issuer goes, or, where it is
    said `since` when, stays until the day before.
    """
    places = {(one.issuer or None, one.signing) for one in named}
    kept: list[Signatory] = []
    for old in known:
        if (old.issuer or None, old.signing) not in places:
            kept.append(old)
        elif since is not None and any(old.name == one.name for one in named) and old.to_on is None:
            named = [one for one in named if one.name != old.name]
            kept.append(old)
        elif old.to_on or since is not None:
            kept.append(old if old.to_on or since is None else old.change(to_on=since - timedelta(days=1)))
    return (*kept, *(one.change(from_on=since) if since else one for one in named))


def completed_settings(settings: OfficeSettings, values: Mapping[str, Any]) -> OfficeSettings:
    """Return the settings with `values`, and what follows from them where nobody has said otherwise."""
    named = names_of_title(values.get("short_name"), values.get("full_name"))
    fresh = {key: value for key, value in named.items() if not getattr(settings, key) or key in ("unit", *values)}
    changed = settings.change(**{**fresh, **values})
    return changed.change(**with_superior(changed))
