"""What the office already knows: whether a proposed record is there, was deleted, or looks like one edited since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cchc_tui.language.similarity import are_near
from cchc_tui.language.text import fold
from cchc_tui.language.wording import format_date, format_quantity
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.description import describe_record
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, field_of
from cchc_tui.records.identity import record_key, traces_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import DRAFT, ReportSheet
from cchc_tui.storage.repository import Stored

if TYPE_CHECKING:
    from cchc_tui.importing import Candidate as Candidate

CLASSES: dict[str, type[Record]] = {
    "directive": Directive, "media": MediaCount, "checklist": ChecklistItem, "report": ReportSheet,
}  # fmt: skip
"""The class of each kind of candidate; a `body` is prose and has none."""
BODY = "body"
OTHER_VALUE = "trong hồ sơ đang ghi khác: {}"
DELETED = "đã xóa khỏi hồ sơ{}; ghi lại thì hồ sơ mã {} được khôi phục"
UNDONE = "hoàn tác việc thêm"
"""Why a record is deleted whose making was taken back: taking it in again is then no surprise."""
OTHER_REPORT = "tên ngắn {} là của báo cáo khác (“{}”), nên báo cáo này mang tên {}"
ALIKE = "có thể là hồ sơ đã có, sửa sau khi nhập: {} (mã {})"


@dataclass(frozen=True)
class KnownFacts:
    """The records of an office by what makes each the same fact as another."""

    settings: OfficeSettings
    kept: Mapping[object, Stored[Record]]
    """Those in use, and reports by their prose."""
    gone: Mapping[object, Stored[Record]]
    """The deleted ones: what was deleted must not come back in silence with the next import."""
    alike: Mapping[object, Stored[Record]]
    """Those in use by what an edit of number, date, period or place leaves as it was."""

    def marked(self, candidate: Candidate) -> Candidate:
        """Return the candidate with the id of the record that is the same fact, and with what that says otherwise.

        What was deleted, and what only looks like a record in use, is doubtful.
        """
        key = key_of(candidate, self.settings)
        if key is None:
            return candidate
        if stored := self.kept.get(key):
            other = _told_otherwise(candidate, stored.record)
            there = replace(candidate, exists=stored.record.id)
            return there.doubt(OTHER_VALUE.format(other)) if other else there
        if stored := self.gone.get(key):
            because = stored.record.deleted_because
            if because == UNDONE:
                return candidate
            return candidate.doubt(DELETED.format(f" ({because})" if because else "", stored.record.id))
        traces = traces_of(record_of(candidate)) if candidate.kind != BODY else ()
        if stored := next((self.alike[trace] for trace in traces if trace in self.alike), None):
            return candidate.doubt(ALIKE.format(describe_record(stored.record, self.settings), stored.record.id))
        return candidate

    def told_apart(self, candidates: list[Candidate]) -> list[Candidate]:
        """Return the candidates of one file, its report under another short name where the period's is another
        report's.

        An office writes several reports of one period; the importer names each by its period alone.
        """
        sheet = next((c for c in candidates if c.kind == "report"), None)
        slug = sheet.values.get("slug") if sheet else None
        if sheet is None or not slug:
            return candidates
        free, number = slug, 1
        while (kept := self._report(free)) and not _same_report(kept, sheet.values.get("subject")):
            number += 1
            free = f"{slug}-{number}"
        if free == slug:
            return candidates
        other = self._report(slug)
        why = OTHER_REPORT.format(slug, other.subject if other else "", free)
        keys = {"report": "slug", BODY: "report"}
        return [
            replace(c, values={**c.values, keys[c.kind]: free}).doubt(why) if c.kind in keys else c for c in candidates
        ]

    def _report(self, slug: str) -> ReportSheet | None:
        stored = self.kept.get(record_key(ReportSheet(slug=slug), self.settings))
        return stored.record if stored and isinstance(stored.record, ReportSheet) else None


def _same_report(kept: ReportSheet, subject: str | None) -> bool:
    """Return whether the subjects are one, also after a correction; without one there is nothing to tell them apart."""
    return not subject or not kept.subject or fold(subject) == fold(kept.subject) or are_near(subject, kept.subject)


def record_of(candidate: Candidate) -> Record:
    """Return the record a candidate proposes, with no id yet; keys the program does not know are kept as they are."""
    cls = CLASSES[candidate.kind]
    values: dict[str, Any] = {k: v for k, v in candidate.values.items() if field_of(cls, k)}
    values["extra"] = {k: v for k, v in candidate.values.items() if not field_of(cls, k)}
    if cls is ReportSheet:
        values.setdefault("state", DRAFT)
    return cls(**values)


def key_of(candidate: Candidate, settings: OfficeSettings) -> object:
    """Return what makes a candidate the same fact as a record; None where it says too little to be the same as
    anything.
    """
    if candidate.kind == BODY:
        return (BODY, candidate.values.get("report"))
    record = record_of(candidate)
    if isinstance(record, Directive) and not record.symbol and not record.subject:
        return None
    return record_key(record, settings)


def _told_otherwise(candidate: Candidate, record: Record) -> str:
    """Return what the kept record says where it matters and the candidate says something else; "" when they agree."""
    proposed = record_of(candidate) if candidate.kind != BODY else None
    if isinstance(record, MediaCount) and isinstance(proposed, MediaCount):
        return format_quantity(record.quantity) if record.quantity != proposed.quantity else ""
    if isinstance(record, ChecklistItem) and isinstance(proposed, ChecklistItem):
        return record.task or "" if fold(record.task or "") != fold(proposed.task or "") else ""
    if isinstance(record, Directive) and isinstance(proposed, Directive):
        same_day = proposed.issued_on in (None, record.issued_on)
        return "" if same_day or record.issued_on is None else f"ngày {format_date(record.issued_on)}"
    return ""
