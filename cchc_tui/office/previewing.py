"""A report as its paper says it, to read on a screen; or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_tui.document.page import Block
from cchc_tui.errors import FindingsError
from cchc_tui.records.finding import Finding


@dataclass(frozen=True, slots=True)
class ReportPreview:
    """A report to read."""

    blocks: tuple[Block, ...]
    frozen: bool = False
    """It is the text that was closed, whatever the records say since."""


class NotComposedError(FindingsError):
    """A report that not even a draft can be made of, with what is wrong and where."""

    def __init__(self, fault: FindingsError, findings: Sequence[Finding]) -> None:
        super().__init__(fault.message, fault.hint)
        self.findings = tuple(findings)
