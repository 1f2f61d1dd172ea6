"""One file as it was read just now: what it looked like then, and what was in it."""

from __future__ import annotations

from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.search import search_text
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.walk import Signature


class Entry:
    """One file that was read."""

    __slots__ = ("_text", "findings", "path", "proof", "stored")

    def __init__(
        self,
        path: str,
        proof: Signature | None,
        stored: Stored[Record] | None,
        findings: tuple[Finding, ...],
    ) -> None:
        self.path = path
        self.proof = proof
        """The signature with which the file is certainly still the same; None when it was too fresh to tell."""
        self.stored = stored
        """None when it could not be read."""
        self.findings = findings
        self._text: str | None = None

    @property
    def id(self) -> str:
        """Id of the record; "" when it could not be read."""
        return self.stored.record.id if self.stored else ""

    def text(self, office: OfficeSettings) -> str:
        """Return what the search sees of the record, made when it is first asked for; "" without a record."""
        if self._text is None:
            self._text = search_text(self.stored.record, office) if self.stored else ""
        return self._text
