"""Findings in a few words, for a line of a screen: a place is told as the office calls it, never by its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.records.finding import Finding
from cchc_tui.records.report_sheet import ReportSheet

if TYPE_CHECKING:
    from cchc_tui.office import Office, Stored

PROSE_FILE = "body.md"
OFFICE_FILE = "office.toml"
_OTHER_FILES = {OFFICE_FILE: "Cơ quan", "people.toml": "Người dùng sổ"}


def place_words(office: Office, finding: Finding) -> str:
    """Return where it is: the record by its name, the prose by its report and line; the file of what cannot be read."""
    path = finding.path or ""
    if path.endswith(PROSE_FILE) and (report := report_of(office, finding)) is not None:
        line = f", dòng {finding.line}" if finding.line else ""
        return f"lời báo cáo {report.record.title}{line}"
    if path in _OTHER_FILES:
        return _OTHER_FILES[path]
    if finding.record is not None:
        try:
            return office.records.describe(office.records.find(finding.record).record)
        except CchcError:
            return finding.place
    return finding.place


def report_of(office: Office, finding: Finding) -> Stored[ReportSheet] | None:
    """Return the report in whose folder the finding is."""
    folder = (finding.path or "").rpartition("/")[0]
    return next((s for s in office.records.stored(ReportSheet) if s.path.rpartition("/")[0] == folder), None)


def brief(office: Office, findings: Sequence[Finding], prose: str = "") -> str:
    """Return the first of some findings with its place, and how many more there are; "" for none.

    One in `prose`, the path of the prose that is open, goes before all others: it can be mended where one stands.
    Its place is its line alone.
    """
    if not findings:
        return ""
    first = next((finding for finding in findings if prose and finding.path == prose), findings[0])
    here = prose and first.path == prose
    words = _with_place(first, (f"dòng {first.line}" if first.line else "") if here else place_words(office, first))
    more = f" (và {len(findings) - 1} chỗ nữa)" if len(findings) > 1 else ""
    return printable(words) + more


def told(office: Office, finding: Finding) -> str:
    """Return the finding with its place before it, where its own words do not name it."""
    return _with_place(finding, place_words(office, finding))


def _with_place(finding: Finding, place: str) -> str:
    named = place and place not in finding.message and (finding.path or "") not in finding.message
    return f"{place}: {finding.message}" if named else finding.message
