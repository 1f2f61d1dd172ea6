"""Records and findings as JSON: the keys of the TOML files, dates as ISO, nothing a terminal could obey."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cchc_tui.language.wording import without_zeros
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, to_plain
from cchc_tui.records.finding import Finding

if TYPE_CHECKING:
    from cchc_tui.office import Stored


def plain_record(stored: Stored[Record]) -> dict[str, Any]:
    """Return the record's TOML keys with `path`, and for a directive `parsed`: its number and symbol taken apart, or
    null.
    """
    plain = to_plain(stored.record) | {"path": stored.path}
    if isinstance(stored.record, Directive):
        parsed = stored.record.parsed
        plain["parsed"] = parsed._asdict() if parsed else None
    return plain


FINDING_KEYS = ("code", "severity", "message", "path", "line", "record", "clause")
"""What a finding is in JSON, no more and no less: other programs rely on it."""


def plain_finding(finding: Finding) -> dict[str, Any]:
    """Return what is said of the finding, null where there is nothing."""
    return {key: getattr(finding, key) for key in FINDING_KEYS}


def to_json(value: Any) -> str:
    """Return JSON text with Vietnamese letters as they are and every hidden character escaped."""
    import json  # only who asks for JSON needs it, and numbers with decimals

    text = json.dumps(_jsonable(value), ensure_ascii=False, indent=2)
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _jsonable(value: Any) -> Any:
    """Return the value with TOML's own types as text: dates, times, numbers with decimals (a JSON number would be
    binary in most readers), and the floats JSON has no word for.
    """
    from decimal import Decimal

    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return exact if isinstance(exact := without_zeros(value), int) else str(exact)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
