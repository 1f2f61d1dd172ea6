"""Findings in a few words, for a line of a screen."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.language.text import printable
from cchc_tui.records.finding import Finding


def brief(findings: Sequence[Finding], prose: str = "") -> str:
    """Return the first of some findings with its place, and how many more there are; "" for none.

    One in `prose`, the path of the prose that is open, goes before all others: it can be mended where one stands.
    Its place is its line alone.
    """
    if not findings:
        return ""
    first = next((finding for finding in findings if prose and finding.path == prose), findings[0])
    place = first.place
    if prose and first.path == prose:
        place = f"dòng {first.line}" if first.line else ""
    named = place and (first.path or "") not in first.message
    more = f" (và {len(findings) - 1} chỗ nữa)" if len(findings) > 1 else ""
    return printable(f"{place}: {first.message}" if named else first.message) + more
