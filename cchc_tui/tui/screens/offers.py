"""One candidate of a file on the screen: its words, its sign, and whether it is to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.office import BODY, CLASSES
from cchc_tui.records.fields import Record, field_of, is_empty
from cchc_tui.records.office import choices_of
from cchc_tui.records.typed import show_value

if TYPE_CHECKING:
    from cchc_tui.office import Candidate, Office

KINDS = {
    "directive": "Văn bản", "media": "Số liệu", "checklist": "Nhiệm vụ", "report": "Báo cáo", BODY: "Phần lời",
}  # fmt: skip
_SHOWN = {
    "directive": ("symbol", "issued_on", "issuer", "subject"),
    "media": ("channel", "measure", "period", "qualifier", "value"),
    "checklist": ("checklist", "position", "task", "evaluation"),
    "report": ("slug", "period", "dated_on", "subject"),
}


@dataclass
class Offer:
    """One candidate and what becomes of it."""

    number: int
    candidate: Candidate
    taken: bool
    words: str
    refused: str
    """Why it cannot be kept as it is; "" when it can."""

    @property
    def remark(self) -> str:
        """Why it is not simply taken."""
        if self.candidate.exists:
            kept = "đã có trong sổ" if self.candidate.exists.isalnum() else self.candidate.exists
            return "; ".join((kept, *self.candidate.doubtful))
        return "; ".join(filter(None, (self.refused, *self.candidate.doubtful)))

    @property
    def sign(self) -> str:
        """`●` taken, `=` there already, `?` doubtful, `×` cannot be kept, blank: skipped."""
        if self.taken:
            return "●"
        if self.candidate.exists:
            return "="
        return "×" if self.refused else "?" if self.candidate.doubtful else " "


def offers_of(office: Office, found: Sequence[Candidate]) -> list[Offer]:
    """Return what becomes of each candidate as long as nobody says otherwise: sure and new ones are taken."""
    offers = []
    for number, candidate in enumerate(found):
        refused = "" if candidate.exists else office.intake.obstacle(candidate)
        taken = not (candidate.exists or candidate.doubtful or refused)
        offers.append(Offer(number, candidate, taken, words_of(office, candidate), refused))
    return offers


def evidence_lines(candidate: Candidate) -> list[tuple[str, bool]]:
    """Return what each field of a candidate rests on, as lines, and whether it was only assumed."""
    cls = CLASSES.get(candidate.kind)
    lines = []
    for key, evidence in candidate.evidence.items():
        declared = field_of(cls, key) if cls else None
        word = "tạm lấy, nguồn không ghi" if evidence.assumed else f"“{' '.join(evidence.words.split())}”"
        lines.append((f"{declared.label if declared else key}: {word}", evidence.assumed))
    return lines


def words_of(office: Office, candidate: Candidate) -> str:
    """Return the candidate on one line, as the office writes its values."""
    if candidate.kind == BODY:
        return f"{candidate.values.get('report') or '?'}, {len(str(candidate.values['text']).split())} chữ"
    record = office.intake.as_record(candidate)
    return " · ".join(filter(None, (_value(office, record, key) for key in _SHOWN[candidate.kind])))


def _value(office: Office, record: Record, key: str) -> str:
    declared = field_of(type(record), key)
    value = getattr(record, key)
    if declared is None or is_empty(value):
        return ""
    choices = choices_of(declared, office.settings, record)
    return " ".join(show_value(declared, value, choices=choices).split())
