"""The final copy: how a paper is refused that may not be one yet, and what is told with every page that goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cchc_tui.document.head import Head
from cchc_tui.errors import FindingsError
from cchc_tui.records.finding import Finding, Severity

SHOWN = 20
"""So many places are named by whoever refuses a final copy."""
_NOT_PRINTED = ("comment", "head-unknown-key", "image")
"""The rules on what stands in a text and on no page."""
_NOT_SET = ("strike", "task-list")
"""The rules on what is printed sign by sign, as it was typed."""
_DRAFT_KEY = "du-thao"


@dataclass(frozen=True, slots=True)
class TextToExport:
    """The Markdown that pages are made from, and what is told with them."""

    text: str
    told: tuple[str, ...]


def demand_no_obstacle(findings: Iterable[Finding], paper: str, hint: str) -> None:
    """FindingsError naming the place of each finding that keeps `paper`, as a sentence calls it, from its final copy.

    `hint` says what to do meanwhile.
    """
    blocking = [finding for finding in findings if finding.blocks]
    if not blocking:
        return
    rows = [f"- {f.place}: {f.message}" if f.path else f"- {f.message}" for f in blocking[:SHOWN]]
    more = [f"… và {len(blocking) - SHOWN} chỗ nữa."] if len(blocking) > SHOWN else []
    head = f"Chưa lập được bản chính thức của {paper}, còn {len(blocking)} chỗ:"
    raise FindingsError("\n".join([head, *rows, *more]), hint)


def told_with_pages(findings: Sequence[Finding], command: str) -> list[str]:
    """Return what every export says: the count of findings with the command that lists them, and what is on no page or
    stands there as bare signs.
    """
    counts = Counter(finding.severity for finding in findings)
    counted = ", ".join(f"{counts[severity]} {severity.label}" for severity in Severity)
    said = (("Không có trên trang", _NOT_PRINTED), ("In ra nguyên dấu đã gõ", _NOT_SET))
    return [
        f"Kết quả kiểm tra: {counted} ({command}).",
        *(
            f"{what}: {f.place + ': ' if f.path else ''}{f.message}"
            for what, codes in said
            for f in findings
            if f.code in codes
        ),
    ]


def as_draft(text: str, head: Head) -> str:
    """Return a Markdown document whose head says that it is a draft."""
    lines = text.split("\n")
    if head.draft:
        return text
    if line := head.line(_DRAFT_KEY):
        lines[line - 1] = f"{_DRAFT_KEY}: true"
    elif lines[0].rstrip() == "---":
        lines.insert(1, f"{_DRAFT_KEY}: true")
    else:
        lines[:0] = ["---", f"{_DRAFT_KEY}: true", "---", ""]
    return "\n".join(lines)
