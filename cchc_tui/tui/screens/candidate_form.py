"""The form of a record that a file offers: what is typed goes back to the list of candidates, not to the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cchc_tui.records.fields import Record
from cchc_tui.tui.screens.form import FormView

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk


class CandidateForm(FormView):
    """A form whose saving hands the record back."""

    def __init__(self, desk: Desk, record: Record, take: Callable[[Record], None]) -> None:
        super().__init__(desk, type(record), start=record)
        self._take = take
        del self.actions["save_next"]
        self.first_texts = self._kept_texts = self.texts

    @property
    def title(self) -> str:  # type: ignore[override]
        """What is being done."""
        return f"Sửa trước khi nhập: {self.cls.name} {self.base.title}"

    def name_of(self, command: str) -> str:
        """F2 goes back to the list."""
        return "Lấy bản này" if command == "save" else super().name_of(command)

    def _write(self, record: Record, then: Any, **how: Any) -> None:
        """Hand the record back; it is kept with the others."""
        self.desk.office.drafts.drop(self.token)
        self._kept_texts = self.first_texts = self.texts
        self.desk.close(self)
        self._take(record)
        self.desk.say("Đã lấy bản vừa sửa; F2 để ghi cả danh sách.", "good")
