"""What is typed or pasted into *Số, ký hiệu* and says more than a number: a whole citation, or a kind with a day."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cchc_tui.language.wording import format_date, parse_date
from cchc_tui.office import read_citation
from cchc_tui.records.directive import OUTGOING, Directive
from cchc_tui.records.issuing import resolve_issuer
from cchc_tui.tui.form_rules import Boxes, Context
from cchc_tui.tui.suggest import next_symbol, own_papers

_KIND_AND_DAY = re.compile(r"(?P<code>[^\W\d]{2,5})(?:\s+(?P<day>\d\S*))?")
"""`kh 5/3`: the letters of a kind, and a day or none."""
_LABELS = {
    "kind": "tên loại", "symbol": "số, ký hiệu", "issued_on": "ngày", "issuer": "cơ quan ban hành",
    "subject": "trích yếu", "direction": "chiều văn bản",
}  # fmt: skip


def spread_values(boxes: Boxes, context: Context) -> Mapping[str, str]:
    """Return what the text of *Số, ký hiệu* says, by field as a person would type it; {} where it is a symbol alone or
    says nothing surely.
    """
    typed = boxes["symbol"].editor.text.strip()
    return _of_citation(typed, boxes) or _of_kind(typed, boxes, context)


def proposed_spread(values: Mapping[str, str]) -> str:
    """Return what Enter would make of the text, for the line under it; "" for nothing."""
    day = f" ngày {values['issued_on']}" if "issued_on" in values else ""
    return f"Enter: {values['symbol']}{day}" if values else ""


def told_of_spread(values: Mapping[str, str], left: Mapping[str, str]) -> str:
    """Return one line on the fields that were filled in, and those `left` because something stood there."""
    kept = f" Giữ nguyên {', '.join(_LABELS[key] for key in left)} đã gõ." if left else ""
    if "direction" in values:
        return f"Số tiếp theo của sổ: {values['symbol']}, văn bản đi. Ctrl+Z lấy lại như đã gõ.{kept}"
    filled = ", ".join(_LABELS[key] for key in values)
    return f"Đã tách thành {len(values)} mục: {filled}. Ctrl+Z lấy lại như đã gõ.{kept}"


def _of_citation(typed: str, boxes: Boxes) -> Mapping[str, str]:
    if " " not in typed:
        return {}
    found = read_citation(typed)
    if found is None or not found.symbol_text:
        return {}
    kind = next((c.label for c in boxes["kind"].choices if c.code == found.kind), "")
    values = {
        "kind": kind, "symbol": found.symbol_text, "issued_on": format_date(found.issued_on) if found.issued_on else "",
        "issuer": found.issuer or "", "subject": found.subject or "",
    }  # fmt: skip
    return {key: value for key, value in values.items() if value}


def _of_kind(typed: str, boxes: Boxes, context: Context) -> Mapping[str, str]:
    match = _KIND_AND_DAY.fullmatch(typed)
    today, settings = context.office.today, context.office.settings
    day = parse_date(match["day"], today) if match and match["day"] else None
    if match is None or (match["day"] and day is None):
        return {}
    symbol = next_symbol(settings, context.found(own_papers), (day or today).year, match["code"])
    if not symbol:
        return {}
    # A number of an own series is ours: nobody need be asked about it again.
    ours = resolve_issuer(Directive(symbol=symbol, direction=OUTGOING), settings).issuer or ""
    side = next(c.label for c in boxes["direction"].choices if c.code == OUTGOING)
    values = {"symbol": symbol, "issued_on": format_date(day) if day else "", "issuer": ours, "direction": side}
    return {key: value for key, value in values.items() if value}
