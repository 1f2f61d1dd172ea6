"""An example of a kind of document, turned into one of this office: its names, its letterhead, who signs for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from cchc_tui.language.text import fold
from cchc_tui.records.letterhead import issuer_of_symbol, issuing_body, proposed_signatory, symbol_for
from cchc_tui.records.office import OfficeSettings

_NOBODY = "Nguyễn Văn A"
"""A word of an example: whoever has not been named keeps the paper from its final copy."""
_NOWHERE = "xã Mẫu"
_SIGNERS = (("Trần Thị Bình", "CHỦ TỊCH"), ("Nguyễn Văn An", "PHÓ CHỦ TỊCH"), ("Lê Văn Cường", "CHÁNH VĂN PHÒNG"))
"""Who signs in the examples, by the last line above the name."""
_UNIT = re.compile(r"(?<!cấp )(?<!thị )(?<!\w)xã(?! hội| viên| Hà Thanh|, phường)(?!\w)")
"""`UBND xã`: the commune of the paper; not `kinh tế - xã hội`, not the neighbour of the example."""
_KEY = re.compile(r"(?P<key>[a-z-]+):")
"""`co-quan:`: a key of the head at the beginning of its line."""


def example_of_office(text: str, settings: OfficeSettings, *, day: date, issuer: str = "") -> str:
    """Return the example with the names of the office, issued by it or by its issuer with that abbreviation.

    What the office has not said becomes a word of an example, which no final copy may hold. WrongUseError for an
    unknown issuer.
    """
    for before, after in _words(settings, day):
        text = text.replace(before, after)
    text = _UNIT.sub(settings.unit_word or "xã", text)
    opening, head, body = text.split("---\n", 2)
    lines = head.splitlines()
    symbol = next((line.partition(":")[2].strip() for line in lines if line.startswith("ky-hieu:")), "")
    wanted = symbol_for(settings, issuer, symbol) if issuer else symbol
    if issuer or issuer_of_symbol(settings, symbol) or symbol.endswith("-UBND") or symbol.startswith("UBND-"):
        lines = _with_keys(lines, _head(settings, wanted, day, signs=bool(issuer)))
    return "---\n".join([opening, "\n".join(lines) + "\n", body])


def _words(settings: OfficeSettings, day: date) -> Iterator[tuple[str, str]]:
    """Yield what stands in the examples and what stands there for this office, the longer words first."""
    commune, place = settings.unit_title or _NOWHERE, settings.place or "Mẫu"
    yield "XÃ HÀ KỲ", commune.upper()
    yield "xã Hà Kỳ", commune
    yield "Hà Kỳ", place
    serving = settings.signatories_on(day) + tuple(
        s for issuer in settings.issuers for s in settings.signatories_on(day, issuer.code)
    )
    for example, position in _SIGNERS:
        yield example, next((s.name or "" for s in serving if s.signing[-1:] == (position,)), _NOBODY)
    if settings.unit_word in ("phường", "đặc khu"):
        yield "Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị"
    if settings.unit_word == "phường":
        yield "Trưởng thôn", "Tổ trưởng tổ dân phố"
        yield "Trưởng các thôn", "Tổ trưởng các tổ dân phố"
        yield "các thôn", "các tổ dân phố"
        yield "Các thôn", "Các tổ dân phố"
    if fold(settings.province or "").startswith("thanh pho"):
        for agency in ("nhân dân", "UBND", "Nội vụ", "Tài chính", "dân sự"):
            yield f"{agency} tỉnh", f"{agency} thành phố"


def _head(settings: OfficeSettings, symbol: str, day: date, *, signs: bool) -> dict[str, list[str]]:
    """Return the keys of the head that say who issues the paper; who signs it for another issuer than the example's."""
    body = issuing_body(settings, symbol, day)
    values = {"co-quan-chu-quan": [f"co-quan-chu-quan: {body.superior}"] if body.superior else []}
    if any(body.lines):
        values |= {
            "co-quan": ["co-quan:", *(f"  - {line}" for line in body.lines)],
            "ten-co-quan": [f"ten-co-quan: {body.full_name}"],
        }
    if signs:
        signer = proposed_signatory(settings, day, symbol)
        signing = signer.signing if signer else ("THỦ TRƯỞNG",)
        values["ky-hieu"] = [f"ky-hieu: {symbol}"]
        values["ky"] = ["ky:", "  quyen-han:", *(f"    - {line}" for line in signing)]
        values["ky"] += [f"  ho-ten: {(signer.name if signer else None) or _NOBODY}"]
    return values


def _with_keys(lines: list[str], values: Mapping[str, list[str]]) -> list[str]:
    """Return the head with these keys in place of its own, a new one before the agency; a key without lines is gone."""
    made: list[str] = []
    skipping = False
    for line in lines:
        found = _KEY.match(line)
        if found is None:
            if not skipping:
                made.append(line)
            continue
        key = found["key"]
        if key == "co-quan":
            made += values.get("co-quan-chu-quan", [])
        skipping = key in values
        made += [line] if not skipping else [] if key == "co-quan-chu-quan" else values[key]
    return made
