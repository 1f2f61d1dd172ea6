"""A fault as data: what is wrong, where, how grave, by which clause."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cchc_tui.records.cure import Cure


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The office's word: lỗi, cảnh báo, lưu ý."""
        return _LABELS[self]


_LABELS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.NOTICE: "lưu ý"}
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


class Finding(NamedTuple):
    """One fault. `message` is a whole Vietnamese sentence naming the record or the place."""

    code: str
    severity: Severity
    message: str
    path: str | None = None
    """File, relative to the records directory where it lies inside it."""
    line: int | None = None
    """Line in `path`, from 1."""
    record: str | None = None
    """Id of the record."""
    clause: str | None = None
    """Clause of the decree or of the regime that the rule comes from."""
    key: str | None = None
    """Field of the record."""
    quote: str | None = None
    """The words concerned, as they stand in the text; with code and record it names the finding across edits."""
    cure: Cure | None = None
    """What would settle it, where that is safe to say."""
    final: bool = False
    """Whether no final copy is made while it stands, though it is no error while the paper is being written."""

    @property
    def blocks(self) -> bool:
        """Whether it keeps a paper from its final copy."""
        return self.final or self.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """`path:line`, `path`, or "" when the fault has no file."""
        if self.path is None:
            return ""
        return f"{self.path}:{self.line}" if self.line else self.path


def by_gravity(findings: list[Finding]) -> list[Finding]:
    """Return errors first, then warnings, then notices; inside each by file and line."""
    return sorted(findings, key=lambda f: (_RANK[f.severity], f.path or "", f.line or 0, f.code))
