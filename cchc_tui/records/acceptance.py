"""What an office decided about checks: rules switched off or on, findings it accepts; each with person and day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from cchc_tui.language.text import clean_line
from cchc_tui.records.fields import Entity, FieldType, Record, entry
from cchc_tui.records.finding import Finding


class SwitchedOff(Entity):
    """A rule this office does not want to hear of."""

    code: str | None = entry("Mã quy tắc", FieldType.LINE, required=True)
    reason: str | None = entry("Lý do", FieldType.LINE, required=True)
    by: str | None = entry("Người quyết định", FieldType.LINE)
    on: date | None = entry("Ngày", FieldType.DATE)


class SwitchedOn(Entity):
    """A rule that is off by itself and that this office wants to hear of."""

    code: str | None = entry("Mã quy tắc", FieldType.LINE, required=True)
    by: str | None = entry("Người quyết định", FieldType.LINE)
    on: date | None = entry("Ngày", FieldType.DATE)


class AcceptedFinding(Entity):
    """One finding that stays as it is: this rule on this record, and where given on these words."""

    code: str | None = entry("Mã quy tắc", FieldType.LINE, required=True)
    record: str | None = entry("Mã hồ sơ", FieldType.LINE)
    file: str | None = entry("Tệp, khi chỗ ấy không thuộc hồ sơ nào", FieldType.LINE)
    quote: str | None = entry("Chữ được chấp nhận", FieldType.LINE)
    reason: str | None = entry("Lý do", FieldType.LINE, required=True)
    by: str | None = entry("Người quyết định", FieldType.LINE)
    on: date | None = entry("Ngày", FieldType.DATE)

    def covers(self, finding: Finding) -> bool:
        """Return whether this is the finding that was accepted; without a quote, all of this rule on the record or,
        where a finding has no record, on the file.
        """
        same = (finding.code, finding.record) == (self.code, self.record)
        here = self.record is not None or finding.path == self.file
        return same and here and self.quote in (None, clean_line(finding.quote or ""))


class Acceptance(Record):
    """`accepted.toml`: the office's decisions about checks, kept in git like every record."""

    name: ClassVar[str] = "quyết định"

    switched_off: tuple[SwitchedOff, ...] = entry("Quy tắc đã tắt", FieldType.TABLES, of=SwitchedOff)
    switched_on: tuple[SwitchedOn, ...] = entry("Quy tắc đã bật", FieldType.TABLES, of=SwitchedOn)
    accepted: tuple[AcceptedFinding, ...] = entry("Chỗ đã chấp nhận", FieldType.TABLES, of=AcceptedFinding)

    @property
    def title(self) -> str:
        """What is decided here."""
        return "về kiểm tra"

    @property
    def wanted(self) -> frozenset[str]:
        """The codes of the rules that are off by themselves and wanted here."""
        return frozenset(row.code for row in self.switched_on if row.code)

    def is_silent(self, code: str, *, by_itself: bool) -> bool:
        """Return whether nothing is heard of a rule: switched off here, or off by itself and not wanted."""
        return any(row.code == code for row in self.switched_off) or (by_itself and code not in self.wanted)

    def remaining(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that are neither switched off nor accepted."""
        off = {row.code for row in self.switched_off}
        return [f for f in findings if f.code not in off and not any(row.covers(f) for row in self.accepted)]
