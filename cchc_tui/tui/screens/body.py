"""The editor of a report's prose: outline, figures with their values, what it will print beside it, $EDITOR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError, FindingsError, RefusedError
from cchc_tui.office import Draft, NotComposedError, Stored, trace_prose
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.tui.canvas import Line
from cchc_tui.tui.finding_words import brief
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.body_paint import paint_body
from cchc_tui.tui.screens.decoding import offer_decoding
from cchc_tui.tui.screens.dialogs import Picker, Question
from cchc_tui.tui.screens.export import export_report
from cchc_tui.tui.screens.own_editor import left_in_editor, use_own_editor
from cchc_tui.tui.screens.preview import open_preview
from cchc_tui.tui.screens.prose_conflict import meet_colleague
from cchc_tui.tui.screens.prose_values import ValuesAsked, earlier_words
from cchc_tui.tui.widgets.prose_editor import ProseEditor

if TYPE_CHECKING:
    from cchc_tui.office import Heading, ReportPreview, Trace
    from cchc_tui.tui.desk import Desk

KIND = "body"
_MOVES = frozenset({"left", "right", "up", "down", "home", "end", "ctrl+home", "ctrl+end"})


class BodyEditor(View):
    """The prose as Markdown, one paragraph a line, wrapped at the window."""

    typing = True
    guide_name = "report-body"

    def __init__(
        self, desk: Desk, report: Stored[ReportSheet], draft: Draft | None = None, *, line: int = 1, words: str = ""
    ) -> None:
        """Begin with the caret on `line`, at these `words` where it has them, or where a draft differs from the
        file.
        """
        super().__init__(desk)
        self.report = report
        self.body = desk.office.reports.body(report)
        self.editor = ProseEditor(self.body.text.rstrip("\n"), many_lines=True, caret=0)
        self.saved_text = self._kept = self.editor.text
        self.token = desk.office.drafts.new_token()
        self.top = 0
        self.page = 1
        self.side = ""
        """What stands beside the prose: `page`, what it prints; `trace`, where its numbers come from; or nothing."""
        self.paper: ReportPreview | str = ""
        """What the prose prints now; a sentence where it cannot be composed."""
        self.traces: list[Trace] | str = []
        """Numbers, symbols, dates and agencies of the prose with what the records say; a sentence where nobody can."""
        self._composed: tuple[str, str, int] | None = None
        self._composing = False
        self.actions = {
            "save": self.save, "back": self.back, "placeholder": self._pick_placeholder, "outline": self._pick_heading,
            "body_preview": self.preview, "live": self._switch_live, "editor": self._use_editor,
            "telex": desk.switch_method, "export": self.export, "unfold": self.editor.unfold,
        }  # fmt: skip
        self._values = ValuesAsked(desk, report, self.editor)
        self.go_to_line(line, words)
        if draft is not None:
            self._restore(draft)

    def _restore(self, draft: Draft) -> None:
        """Restore the text of a draft, or what an editor saved after it while the program was killed."""
        text = left_in_editor(self.desk, draft.token) or draft.texts.get(KIND, "")
        self.editor.put(text)
        self.editor.caret = _first_difference(self.editor.text, self.saved_text)
        self.settle()
        self.desk.office.drafts.drop(draft.token)

    @property
    def unsaved(self) -> bool:
        """Whether the prose differs from the file."""
        return self.editor.text != self.saved_text

    @property
    def line(self) -> int:
        """The line with the caret, from 1."""
        return self.editor.text.count("\n", 0, self.editor.caret) + 1

    @property
    def frozen(self) -> bool:
        """Whether the report is closed: what is typed here does not change what was closed."""
        return self.report.record.state == FROZEN

    def go_to_line(self, line: int, words: str = "") -> None:
        """Move the caret to the beginning of a line, or of these words in it; past the end to the last line."""
        lines = self.editor.text.split("\n")
        number = min(line, len(lines)) - 1
        self.editor.caret = sum(len(row) + 1 for row in lines[:number]) + max(0, lines[number].find(words))

    def key(self, key: Key) -> bool:
        """Typing; Tab is two spaces, pages move by the window."""
        self.editor.type_with(self.desk.method)
        if key.name in ("pageup", "pagedown"):
            step = self.page - 1 if key.name == "pagedown" else 1 - self.page
            row, column = self.editor.place()
            self.editor.go_to(max(0, row + step), column)
            return True
        if self.desk.read_only and key.name not in _MOVES:
            return False
        if key.name == "tab":
            self.editor.paste("  ")
            return True
        taken = self.editor.key(key)
        if self.editor.damaged:
            self.desk.notice_damage()
        return taken

    def paste(self, text: str) -> None:
        """Take a paste with its lines."""
        if not self.desk.read_only:
            self.editor.paste(text)
            offer_decoding(self.desk, self.editor, text)

    @property
    def first_commands(self) -> tuple[str, ...]:
        """What one does most while writing."""
        if self.editor.fold_here is not None:
            return ("save", "placeholder", "live", "export", "unfold", "back")
        return ("save", "placeholder", "live", "back", "export")

    def disabled_reason(self, command: str) -> str:
        """Why a command cannot work on a prose that is only looked at."""
        if self.desk.read_only and command in ("placeholder", "editor"):
            return "Đang mở ở chế độ chỉ xem (--read-only): không sửa được phần lời."
        return ""

    # ---- saving --------------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Write the prose and stay in it; what stands in the way of the final report is told, never refused."""
        self.editor.finish_word()
        try:
            self.body = self.desk.office.reports.save_body(self.body, self.editor.text)
        except RefusedError:
            if not meet_colleague(self):
                raise
            return
        self.saved_text = self._kept = self.editor.text
        self.desk.office.drafts.drop(self.token)
        words = f"Đã lưu phần lời của báo cáo {self.report.record.title}."
        self.desk.say_saved(words)
        self.desk.background(lambda office: office.rules.obstacles(self.report), lambda found: self._warn(words, found))

    def _warn(self, words: str, found: object) -> None:
        """After a save: the first thing that still keeps the report from being final, with its line."""
        told = found.message if isinstance(found, CchcError) else ""
        told = brief(self.desk.office, found, self.body.path) if isinstance(found, tuple) else told
        if told and self.desk.message[0].startswith(words):
            self.desk.say(f"{words} Còn vướng: {told}", "warn")

    def records_changed(self) -> None:
        """Notice a colleague's save of this prose."""
        try:
            now = self.desk.office.reports.body(self.report)
        except FindingsError as fault:
            self.desk.complain(fault)
            return
        self._values.forget()
        if now.fingerprint == self.body.fingerprint:
            self._composed = None
        elif not self.unsaved:
            self.take_disk()
        elif not self.desk.message[0]:
            self.desk.say("Người khác vừa sửa phần lời này; khi lưu, hai bản được ghép hoặc đặt cạnh nhau.", "warn")

    def take_disk(self) -> None:
        """Begin from what lies on disk now; the caret stays where it was."""
        caret = self.editor.caret
        self.body = self.desk.office.reports.body(self.report)
        self.editor.put(self.body.text.rstrip("\n"))
        self.editor.caret = min(caret, len(self.editor.text))
        self.saved_text = self._kept = self.editor.text
        self.desk.office.drafts.drop(self.token)

    def back(self) -> None:
        """To the reports; with something unsaved, ask what becomes of it."""
        if not self.unsaved:
            self.desk.close(self)
            return

        def save() -> None:
            self.save()
            if not self.unsaved:
                self.desk.close(self)

        def keep() -> None:
            self.desk.close(self)
            self.desk.say("Phần lời đang soạn được giữ làm bản nháp; Ctrl+V để mở lại.")

        answers = [
            ("l", "Lưu", save), ("g", "Giữ làm bản nháp", keep), ("b", "Bỏ những gì đã sửa", self._discard),
            ("escape", "Soạn tiếp", lambda: None),
        ]  # fmt: skip
        self.settle()
        self.desk.open(Question(self.desk, "Chưa lưu", "Phần lời có thay đổi chưa lưu.", answers))

    def _discard(self) -> None:
        self.desk.office.drafts.discard(self.token)
        self._kept = self.editor.text
        self.saved_text = self.editor.text
        self.desk.close(self)
        self.desk.say("Đã bỏ những gì vừa sửa. Ctrl+V lấy lại được.")

    # ---- commands ------------------------------------------------------------------------------------------------
    def _pick_placeholder(self) -> None:
        """Insert a figure from the records; the list shows what each is now."""
        found = self.desk.office.reports.placeholders(self.report)
        now = {p.name: p.value_now for p in found}
        entries = [(p.text, "  ·  ".join([p.value_now, p.meaning, *earlier_words(p.name, now)])) for p in found]
        hint = "giá trị hiện tại, kỳ trước, tăng giảm"
        self.desk.open(Picker(self.desk, "Chèn số liệu", entries, lambda texts: self.editor.paste(texts[0]), hint=hint))

    def _pick_heading(self) -> None:
        """Go to a heading."""
        found = self.outline
        if not found:
            self.desk.say("Bài chưa có đề mục nào (dòng bắt đầu bằng #).", "warn")
            return
        entries = [(str(h.line), "  " * (h.level - 1) + h.text) for h in found]
        picker = Picker(self.desk, "Mục lục", entries, lambda codes: self.go_to_line(int(codes[0])))
        picker.cursor = max(0, sum(h.line <= self.line for h in found) - 1)
        self.desk.open(picker)

    def preview(self) -> None:
        """Show the page with this prose as it is typed, saved or not, from the line with the caret."""
        self.editor.finish_word()
        prose = None if self.frozen and not self.unsaved else self.editor.text
        open_preview(self.desk, self.report, prose, line=self.line)

    def _switch_live(self) -> None:
        """Show what the paragraph will print, then where its numbers come from, shown all the while; then neither."""
        self.side = {"": "page", "page": "trace"}.get(self.side, "")
        self.settle()

    def _use_editor(self) -> None:
        """Open the prose in the person's own editor; what it leaves is taken back, unsaved."""
        self.settle()
        use_own_editor(self.desk, self.token, self.editor.text, self._take_back)

    def _take_back(self, text: str) -> None:
        before = self.editor.text
        self.editor.put(text)
        self.editor.caret = _first_difference(self.editor.text, before)

    def export(self) -> None:
        """Export this report; ask about what is not saved yet."""
        if not self.unsaved:
            export_report(self.desk, self.report)
            return

        def save_first() -> None:
            self.save()
            if not self.unsaved:
                export_report(self.desk, self.report)

        text = "Phần lời có thay đổi chưa lưu; chỉ những gì đã lưu mới được xuất."
        answers = [("l", "Lưu rồi xuất", save_first), ("escape", "Soạn tiếp", lambda: None)]
        self.desk.open(Question(self.desk, "Xuất báo cáo", text, answers))

    def settle(self) -> None:
        """Keep a draft of what is typed, and bring what it prints up to date, before anything is drawn."""
        self._compose()
        self._values.ask()
        if self.editor.text == self._kept or self.desk.read_only:
            return
        self._kept = self.editor.text
        drafts = self.desk.office.drafts
        try:
            if self.unsaved:
                drafts.keep(self._draft())
            else:
                drafts.drop(self.token)
        except CchcError as fault:
            self.desk.complain(fault)

    def _draft(self) -> Draft:
        return Draft(
            token=self.token,
            kind=KIND,
            title=f"Phần lời báo cáo {self.report.record.title}",
            record=self.report.record.id,
            fingerprint=self.body.fingerprint or "",
            texts={KIND: self.editor.text},
            focus=KIND,
        )

    # ---- what it prints ------------------------------------------------------------------------------------------
    def position(self) -> str:
        """Return what the figure under the caret is, and what it was earlier."""
        return self._values.words()

    @property
    def outline(self) -> list[Heading]:
        """The headings of the prose as it is typed."""
        return self.desk.office.reports.headings(self.editor.text)

    def _compose(self) -> None:
        """Compose beside the keys; what was typed meanwhile is composed afterwards."""
        text = self.editor.text
        wanted = (self.side, text, self.line if self.side == "page" else 0)
        if not self.side or self._composing or wanted == self._composed:
            return
        self._composing, self._composed = True, wanted
        if self.side == "trace":
            self.desk.background(lambda office: trace_prose(office, self.report.record, text), self._traced)
        else:
            self.desk.background(lambda office: office.pages.preview(self.report, text, line=wanted[2]), self._shown)

    def _traced(self, result: object) -> None:
        self._composing = False
        self.traces = result.message if isinstance(result, CchcError) else result  # type: ignore[assignment]
        self._compose()

    def _shown(self, result: object) -> None:
        self._composing = False
        if isinstance(result, NotComposedError) and result.findings:
            self.paper = brief(self.desk.office, result.findings, self.body.path)
        elif isinstance(result, CchcError):
            self.paper = result.message
        else:
            self.paper = result  # type: ignore[assignment]
        self._compose()

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the prose around the caret, and what it prints."""
        return paint_body(self, width, height)


def _first_difference(one: str, other: str) -> int:
    """Return where two texts begin to differ; the length of the shorter one when they do not."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
