"""The editor of a report's prose: outline, placeholders with their values, preview, $EDITOR."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.report_sheet import ReportSheet
from cchc_tui.errors import CchcError, EnvironmentFaultError, system_cause
from cchc_tui.tui.canvas import Cell, Line, cells, full, join
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.decoding import offer_decoding
from cchc_tui.tui.screens.dialogs import Picker, Question
from cchc_tui.tui.screens.preview import open_preview
from cchc_tui.tui.widgets.editor import Editor
from cchc_tui.workspace import Draft, Stored

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

KIND = "body"


class BodyEditor(View):
    """The prose as Markdown, one paragraph a line, wrapped at the window."""

    typing = True

    def __init__(self, desk: Desk, report: Stored[ReportSheet], draft: Draft | None = None) -> None:
        super().__init__(desk)
        self.report = report
        self.body = desk.workspace.body(report)
        self.editor = Editor(self.body.text.rstrip("\n"), many_lines=True, caret=0)
        self.saved_text = self._kept = self.editor.text
        self.token = desk.workspace.drafts.new_token()
        self.top = 0
        self.page = 1
        self.actions = {
            "save": self.save, "back": self.back, "placeholder": self.pick_placeholder, "outline": self.pick_heading,
            "body_preview": self.preview, "editor": self.use_editor, "telex": desk.switch_method,
        }  # fmt: skip
        if draft is not None:
            self.editor.put(draft.texts.get(KIND, ""))
            self.editor.caret = _first_difference(self.editor.text, self.saved_text)
            self.settle()
            desk.workspace.drafts.drop(draft.token)

    @property
    def unsaved(self) -> bool:
        """Whether the prose differs from the file."""
        return self.editor.text != self.saved_text

    def key(self, key: Key) -> bool:
        """Typing; Tab is two spaces, pages move by the window."""
        self.editor.method = self.desk.method
        if key.name in ("pageup", "pagedown"):
            step = self.page - 1 if key.name == "pagedown" else 1 - self.page
            row, column = self.editor.place()
            self.editor.go_to(max(0, row + step), column)
            return True
        if key.name == "tab":
            self.editor.paste("  ")
            return True
        taken = self.editor.key(key)
        if self.editor.damaged:
            self.desk.notice_damage()
        return taken

    def paste(self, text: str) -> None:
        """A paste with its lines."""
        self.editor.paste(text)
        offer_decoding(self.desk, self.editor, text)

    # ---- commands ------------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Write the prose and stay in it."""
        self.body = self.desk.workspace.save_body(self.body, self.editor.text)
        self.saved_text = self._kept = self.editor.text
        self.desk.workspace.drafts.drop(self.token)
        self.desk.say(f"Đã lưu phần lời của báo cáo {self.report.record.title}.", "good")

    def back(self) -> None:
        """To the reports; with something unsaved, ask what becomes of it."""
        if not self.unsaved:
            self.desk.close(self)
            return

        def save() -> None:
            self.save()
            self.desk.close(self)

        answers = [
            ("l", "Lưu", save),
            ("g", "Giữ làm bản nháp", lambda: self.desk.close(self)),
            ("b", "Bỏ những gì đã sửa", self._discard),
            ("escape", "Soạn tiếp", lambda: None),
        ]
        self.settle()
        self.desk.open(Question(self.desk, "Chưa lưu", "Phần lời có thay đổi chưa lưu.", answers))

    def _discard(self) -> None:
        self.desk.workspace.drafts.drop(self.token)
        self._kept = self.editor.text
        self.saved_text = self.editor.text
        self.desk.close(self)

    def pick_placeholder(self) -> None:
        """Insert a figure from the records; the list shows what each is now."""
        found = self.desk.workspace.placeholders(self.report)
        entries = [(p.text, f"{p.value_now}  ·  {p.meaning}  ·  {p.name}") for p in found]
        self.desk.open(
            Picker(
                self.desk, "Chèn số liệu", entries, lambda texts: self.editor.paste(texts[0]), hint="giá trị hiện tại"
            )
        )

    def pick_heading(self) -> None:
        """Go to a heading."""
        found = self.desk.workspace.headings(self.editor.text)
        if not found:
            self.desk.say("Bài chưa có đề mục nào (dòng bắt đầu bằng #).", "warning")
            return
        entries = [(str(h.line), "  " * (h.level - 1) + h.text) for h in found]

        def go(codes: list[str]) -> None:
            lines = self.editor.text.split("\n")
            self.editor.caret = sum(len(line) + 1 for line in lines[: int(codes[0]) - 1])

        self.desk.open(Picker(self.desk, "Mục lục", entries, go))

    def preview(self) -> None:
        """The report with this prose: what is typed is saved first, so that preview and export are one."""
        if self.unsaved and not self.desk.read_only:
            self.save()
        open_preview(self.desk, self.report)

    def use_editor(self) -> None:
        """The prose in the person's own editor; what it leaves is taken back, unsaved."""
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano")
        with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8", delete=False) as file:
            file.write(self.editor.text + "\n")
        path = Path(file.name)
        fault: list[OSError] = []

        def work() -> None:
            try:
                subprocess.run([*command, str(path)], check=False)
            except OSError as error:
                fault.append(error)

        try:
            self.desk.outside(work)
            text = path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
        finally:
            path.unlink()
        if fault:
            raise EnvironmentFaultError(
                f"Không mở được trình soạn thảo “{command[0]}” ({system_cause(fault[0])}).",
                "Hãy đặt biến EDITOR, ví dụ: export EDITOR=nano.",
            )
        self.editor.put(text)
        self.desk.say("Đã lấy bài từ trình soạn thảo về; F2 để lưu.")

    def settle(self) -> None:
        """Keep a draft of what is typed before anything is drawn."""
        if self.editor.text == self._kept:
            return
        self._kept = self.editor.text
        drafts = self.desk.workspace.drafts
        try:
            if self.unsaved:
                drafts.keep(
                    Draft(
                        token=self.token,
                        kind=KIND,
                        title=f"Phần lời báo cáo {self.report.record.title}",
                        when=datetime.now().strftime("%d/%m/%Y %H:%M"),
                        record=self.report.record.id,
                        fingerprint=self.body.fingerprint or "",
                        texts={KIND: self.editor.text},
                        focus=KIND,
                    )
                )
            else:
                drafts.drop(self.token)
        except CchcError as fault:
            self.desk.complain(fault)

    # ---- picture -------------------------------------------------------------------------------------------------
    def paint(self, width: int, height: int) -> list[Line]:
        """Title, the rows around the caret, where the caret is."""
        self.editor.width = width - 3
        rows = self.editor.rows()
        row, column = self.editor.place()
        self.page = max(1, height - 2)
        self.top = max(0, min(max(self.top, row - self.page + 1), row))
        mark = " (chưa lưu)" if self.unsaved else ""
        lines = [full([(f" Phần lời báo cáo {self.report.record.title}{mark}", "title")], width)]
        for number in range(self.top, self.top + self.page):
            lines.append(self._paint_row(rows, number, row, column, width))
        lines.append(full([(f" dòng {self.editor.text.count(chr(10), 0, self.editor.caret) + 1}", "dim")], width))
        return lines

    def _paint_row(self, rows: list[tuple[int, int]], number: int, row: int, column: int, width: int) -> Line:
        if number >= len(rows):
            return full([(" ~", "dim")], width)
        start, end = rows[number]
        text = self.editor.text[start:end]
        style = "bold" if text.startswith("#") else "code" if "{{" in text or text.startswith("---") else ""
        line: list[Cell] = cells(full([(" ", ""), (text, style)], width))
        if number == row:
            at = 1 + len(cells([(text[:column], "")]))
            line[at] = (line[at][0] or " ", "caret")
        return join(line)


def _first_difference(one: str, other: str) -> int:
    """Where two texts begin to differ; the length of the shorter one when they do not."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
