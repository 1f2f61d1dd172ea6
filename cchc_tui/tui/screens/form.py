"""The form of one record: fields from their declaration, errors under them, a draft at every change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cchc_tui.errors import CchcError
from cchc_tui.office import ConflictError, Draft, DuplicateError, Stored
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import FieldType, Record, form_fields, is_empty
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.tui.canvas import Line
from cchc_tui.tui.form_rules import SHARED, context_of, derive, faults
from cchc_tui.tui.form_spread import proposed_spread, spread_values, told_of_spread
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.closed_facts import with_closed_facts_asked
from cchc_tui.tui.screens.conflict import ConflictView
from cchc_tui.tui.screens.decoding import offer_decoding
from cchc_tui.tui.screens.dialogs import Picker, Prompt, Question
from cchc_tui.tui.screens.form_paint import paint_form
from cchc_tui.tui.widgets.field_box import FieldBox
from cchc_tui.tui.words import choose_entries, meanwhile, saved_sentence

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

Saved = Callable[[Stored[Record]], None]

_ONLY_READ = "Đang mở ở chế độ chỉ xem (--read-only): không sửa được hồ sơ."
_READING = frozenset({"tab", "enter", "down", "shift+tab", "up", "pagedown", "pageup", "left", "home", "end"})
"""Keys that change no text."""
_ERASING = frozenset({"backspace", "delete", "right", "ctrl+w", "ctrl+u"})
"""Keys that change a text without being a letter of it; → may take an offer over."""


class FormView(View):
    """One record being typed. A new one when `stored` is None."""

    typing = True

    def __init__(
        self,
        desk: Desk,
        cls: type[Record],
        stored: Stored[Record] | None = None,
        *,
        start: Record | None = None,
        defaults: Mapping[str, str] | None = None,
        on_saved: Saved | None = None,
    ) -> None:
        """`start`: a new record's first values; `defaults`: texts its untouched fields will have."""
        super().__init__(desk)
        self.cls, self.stored, self.on_saved = cls, stored, on_saved
        self.base = stored.record if stored else start or cls()
        self.token = desk.office.drafts.new_token()
        self.boxes = {f.key: self._box(f.key) for f in form_fields(cls)}
        for key, text in (defaults or {}).items():
            self.boxes[key].default = text
        self.at = 0
        self.top = 0
        self.notice = ""
        """Said about the record beforehand."""
        self._now: Record | None = self.stored.record if self.stored else None
        """The record as it lies on disk, a colleague's changes included; None when there is none any more."""
        self._spread_texts: tuple[dict[str, str], dict[str, str]] | None = None
        """What stood in the fields before and after one text was spread over several."""
        self.first_texts = {} if start and not stored else self.texts
        self._kept_texts = self.texts
        self.context = context_of(desk.office, getattr(self.base, "id", ""))
        self.actions = {
            "save": self.save, "save_next": self.save_next, "back": self.back, "choose": self.choose,
            "telex": self.switch_method,
        }  # fmt: skip
        self._derive()

    def _box(self, key: str) -> FieldBox:
        declared = next(f for f in form_fields(self.cls) if f.key == key)
        choices = choices_of(declared, self.desk.office.settings, self.base)
        return FieldBox.of(declared, getattr(self.base, key), self.desk.office.today, choices)

    # ---- what is typed -------------------------------------------------------------------------------------------
    @property
    def title(self) -> str:  # type: ignore[override]
        """What is being done to which record."""
        if self.stored is None:
            return f"Thêm {self.cls.name}"
        return f"{'Xem' if self.desk.read_only else 'Sửa'} {self.cls.name}: {self.base.title}"

    @property
    def here(self) -> FieldBox:
        """The field with the caret."""
        return list(self.boxes.values())[self.at]

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: box.editor.text for key, box in self.boxes.items()}

    @property
    def unsaved(self) -> bool:
        """Whether anything differs from what was there at first."""
        return bool(self._changed_texts())

    @property
    def changed_keys(self) -> frozenset[str]:
        """The fields whose text is another one than at first."""
        return frozenset(self._changed_texts())

    def _derive(self) -> None:
        derive(self.cls, self.boxes, self.context)
        if self.cls is Directive and " " in self.boxes["symbol"].editor.text.strip():
            self.boxes["symbol"].told = proposed_spread(spread_values(self.boxes, self.context))

    # ---- keys ----------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Go on with Tab and Enter; the rest is typing."""
        if self.desk.read_only and key.name not in _READING:
            return self._refuse_typing(key)
        if key.name == "ctrl+z" and self._gather_again():
            return True
        box = self.here
        box.editor.type_with(self.desk.method)
        if key.name == "right":
            self._derive()
        if box.key_pressed(key):
            if box.editor.damaged:
                self.desk.notice_damage()
            return True
        steps = {"tab": 1, "enter": 1, "down": 1, "shift+tab": -1, "up": -1}
        if key.name in steps:
            self.move(steps[key.name])
            return True
        if key.name in ("pagedown", "pageup"):
            self.move(5 if key.name == "pagedown" else -5)
            return True
        return False

    def paste(self, text: str) -> None:
        """Take a paste into the field with the caret."""
        if self.desk.read_only:
            self.desk.say(_ONLY_READ, "warn")
            return
        self.here.editor.paste(text)
        self.here.error = ""
        if self.here.editor.damaged:
            self.desk.notice_damage()
        offer_decoding(self.desk, self.here.editor, text)
        self._spread()

    def _refuse_typing(self, key: Key) -> bool:
        """Return whether the key would have changed the text: it does not, and is told why."""
        editor = self.here.editor
        if key.name == "right" and editor.caret < len(editor.text):
            return editor.key(key)
        if not key.char and key.name not in _ERASING:
            return False
        self.desk.say(_ONLY_READ, "warn")
        return True

    def move(self, step: int) -> None:
        """Move the caret to another field, round the ends; from a text that filled several to the first one open."""
        self._derive()
        spread = step == 1 and not self.desk.read_only and self._spread()
        if not self.desk.read_only:
            self.here.leave()
        count = len(self.boxes)
        self.at = (self.at + step) % count if abs(step) == 1 else max(0, min(self.at + step, count - 1))
        self._derive()
        if spread:
            self.focus(next((key for key, box in self.boxes.items() if not box.text), self.here.key))

    def _spread(self) -> bool:
        """Spread over the fields what *Số, ký hiệu* says of more than a number; whether it did."""
        if self.cls is not Directive or self.here.key != "symbol" or self.desk.read_only:
            return False
        values = spread_values(self.boxes, self.context)
        open_ones = {k: v for k, v in values.items() if k == "symbol" or self.boxes[k].editor.text in ("", v)}
        before = self.texts
        for key, text in open_ones.items():
            self.boxes[key].put(text)
        if open_ones:
            self._derive()
            self._spread_texts = (before, self.texts)
            self.desk.say(told_of_spread(open_ones, {k: v for k, v in values.items() if k not in open_ones}))
        return bool(open_ones)

    def _gather_again(self) -> bool:
        """Put back what stood in the fields before a text was spread, as long as nothing was typed since."""
        before, after = self._spread_texts or ({}, {})
        if not before or self.texts != after:
            return False
        for key, text in before.items():
            self.boxes[key].put(text)
        self._spread_texts = None
        self._derive()
        self.desk.say("Đã lấy lại như đã gõ.")
        return True

    def focus(self, key: str) -> None:
        """Move the caret to the field with that key, if the form has it."""
        if key in self.boxes:
            self.at = list(self.boxes).index(key)

    def disabled_reason(self, command: str) -> str:
        """Why a command does not work in this field."""
        if command == "save_next" and self.cls is OfficeSettings:
            return "Cơ quan chỉ có một phiếu này: F2 để lưu."
        if command == "choose" and self.desk.read_only:
            return _ONLY_READ
        if command == "choose" and not (self.here.choices or self.here.declared.type is FieldType.IDS):
            return f"Mục “{self.here.declared.label}” gõ trực tiếp, không có danh sách để chọn."
        return ""

    def out_of_place(self, command: str) -> str:
        """Return the report is exported from the lists: what is typed here is not in the records yet."""
        if command == "export":
            return "F9 xuất báo cáo từ danh sách: phiếu này chưa lưu thì chưa vào báo cáo. F2 lưu, rồi F9."
        return ""

    def switch_method(self) -> None:
        """Switch between telex, VNI, off."""
        self.desk.switch_method()

    def choose(self) -> None:
        """Pick the value from its list."""
        box = self.here
        several = box.declared.type is FieldType.IDS
        entries = choose_entries(self.desk.office, box)

        def take(codes: list[str]) -> None:
            words = dict(entries)
            box.put("\n".join(codes) if several else words[codes[0]])
            self._derive()

        marked = box.editor.text.split("\n") if several else []
        self.desk.open(Picker(self.desk, box.declared.label, entries, take, several=several, marked=marked))

    # ---- saving --------------------------------------------------------------------------------------------------
    def build(self) -> Record | None:
        """Return the record as typed; None when a field cannot be read or is missing, with every error shown."""
        self._derive()
        self.here.leave()
        self._derive()
        values: dict[str, Any] = {}
        for key, box in self.boxes.items():
            value, box.error = box.read()
            untouched = self.stored is not None and box.editor.text == self.first_texts[key]
            values[key] = getattr(self.base, key) if untouched else value
            if untouched:
                box.error = ""
            if box.declared.required and is_empty(values[key]) and not box.error:
                box.error = f"Thiếu {box.declared.label}."
        if not any(box.error for box in self.boxes.values()):
            before = self.stored.record if self.stored else None
            for key, sentence in faults(self.cls, before, self.base.change(**values), self.context).items():
                self.boxes[key].error = sentence
        bad = [key for key, box in self.boxes.items() if box.error]
        if bad:
            self.focus(bad[0])
            labels = ", ".join(self.boxes[key].declared.label for key in bad)
            self.desk.say(f"Chưa lưu: còn {len(bad)} mục cần sửa ({labels}).", "bad")
            return None
        return self.base.change(**values)

    def save(self) -> None:
        """Save and go back to the list."""
        self._save(lambda stored: None)

    def save_next(self) -> None:
        """Save and open the next new record with the shared fields kept."""

        def another(stored: Stored[Record]) -> None:
            keys = SHARED.get(self.cls, ())
            defaults = {key: self.boxes[key].text for key in keys if self.boxes[key].text}
            message = self.desk.message
            self.desk.open(FormView(self.desk, self.cls, defaults=defaults, on_saved=self.on_saved))
            self.desk.message = message

        self._save(another)

    def _save(self, then: Saved) -> None:
        record = self.build()
        if record is None:
            return
        with_closed_facts_asked(self.desk, lambda: self._write(record, then))

    def _write(self, record: Record, then: Saved, *, duplicate: str = "") -> None:
        """Write the record; what stands in the way becomes a question."""
        office = self.desk.office
        try:
            if self.stored is None:
                saved = office.records.add(record, allow_duplicate=duplicate)
            else:
                saved = office.records.save(self.stored, record)
        except DuplicateError as fault:
            self._ask_about_duplicate(fault, record, then)
            return
        except ConflictError as fault:

            def finish(stored: Stored[Record]) -> None:
                self.finish(stored)
                then(stored)

            self.desk.open(ConflictView(self.desk, fault, finish))
            return
        self.finish(saved, record)
        then(saved)

    def finish(self, saved: Stored[Record], typed: Record | None = None) -> None:
        """Finish with the record on disk, a colleague's fields beside those `typed`: the draft has done its duty."""
        before = self.stored.record if self.stored else None
        self.desk.office.drafts.drop(self.token)
        self._kept_texts = self.first_texts = self.texts
        self.desk.close(self)
        self.desk.say_saved(saved_sentence(before, saved.record, typed, self.desk.office.settings))
        if self.on_saved is not None:
            self.on_saved(saved)

    def _ask_about_duplicate(self, fault: DuplicateError, record: Record, then: Saved) -> None:
        def keep() -> None:
            self.desk.open(Prompt(self.desk, "Lưu dù trùng", "Vì sao vẫn lưu? Lý do được ghi vào Ghi chú.", take))

        def take(reason: str) -> str:
            if not reason.strip():
                return "Cần một lý do, ví dụ: hai văn bản khác nhau cùng số."
            with_closed_facts_asked(self.desk, lambda: self._write(record, then, duplicate=reason))
            return ""

        def open_other() -> None:
            other = fault.others[0]
            self.desk.open(FormView(self.desk, type(other.record), other, on_saved=self.on_saved))

        answers = [
            ("m", "Mở bản đã có", open_other),
            ("l", "Lưu dù trùng, có lý do", keep),
            ("escape", "Sửa tiếp", _nothing),
        ]
        self.desk.open(Question(self.desk, "Trùng hồ sơ", fault.message, answers))

    # ---- leaving, drafts, colleagues -----------------------------------------------------------------------------
    def back(self) -> None:
        """To the list; with something unsaved, ask what becomes of it."""
        if not self.unsaved:
            self.discard()
            return
        answers = [
            ("l", "Lưu", self.save),
            ("g", "Giữ làm bản nháp, về danh sách", self.keep_for_later),
            ("b", "Bỏ những gì đã gõ", self.discard),
            ("escape", "Nhập tiếp", _nothing),
        ]
        self.settle()
        self.desk.open(Question(self.desk, "Phiếu chưa lưu", f"{self.title}: có thay đổi chưa lưu.", answers))

    def keep_for_later(self) -> None:
        """Close; the draft stays."""
        self.desk.close(self)
        self.desk.say("Đã giữ làm bản nháp. Ctrl+V để mở lại.", "good")

    def discard(self) -> None:
        """Close; what was typed is kept aside, to be called back."""
        thrown = self.unsaved
        self.desk.office.drafts.discard(self.token)
        self._kept_texts = self.texts
        self.first_texts = self.texts
        self.desk.close(self)
        if thrown:
            self.desk.say("Đã bỏ những gì vừa gõ. Ctrl+V lấy lại được.")

    def settle(self) -> None:
        """Renew the offers, and keep what is typed as a draft before anything is drawn."""
        self._derive()
        texts = self.texts
        if texts == self._kept_texts:
            return
        self._kept_texts = texts
        try:
            if self.unsaved:
                self.desk.office.drafts.keep(self._draft())
            else:
                self.desk.office.drafts.drop(self.token)
        except CchcError as fault:
            self.desk.complain(fault)

    def restore(self, draft: Draft) -> None:
        """Put the texts of a draft back; from now on they are kept under this form's own name."""
        for key, text in draft.texts.items():
            if key in self.boxes:
                self.boxes[key].put(text)
        self.focus(draft.focus)
        self.settle()
        self.desk.office.drafts.drop(draft.token)

    def _changed_texts(self) -> dict[str, str]:
        """Return only what was touched: a draft put back must not undo what a colleague wrote in the other fields."""
        return {key: text for key, text in self.texts.items() if text != self.first_texts.get(key, "")}

    def _draft(self) -> Draft:
        return Draft(
            token=self.token,
            kind=self.cls.__name__,
            title=self.title,
            record=self.base.id if self.stored else "",
            fingerprint=self.stored.fingerprint if self.stored else "",
            texts=self._changed_texts(),
            focus=self.here.key,
        )

    def records_changed(self) -> None:
        """Say so of a colleague's save on disk when it touches this record."""
        self.context = context_of(self.desk.office, getattr(self.base, "id", ""))
        if self.stored is None:
            return
        records = self.desk.office.records
        if self.cls is OfficeSettings:
            settings = records.stored_settings
            self._now = settings.record if settings is not None else None
        else:
            self._now = next((s.record for s in records.stored(self.cls) if s.record.id == self.base.id), None)

    @property
    def told(self) -> str:
        """The line under the title: what a colleague did to this record meanwhile, else what was said beforehand."""
        if self.stored is None:
            return self.notice
        mine = [self.boxes[key].declared for key in self._changed_texts()]
        return meanwhile(self.stored.record, self._now, mine) or self.notice

    def click(self, x: int, y: int) -> None:
        """Move to the field under the mouse."""
        for number, (first, last) in enumerate(self.spans):
            if first <= y + self.top < last and number != self.at:
                self.move(number - self.at)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the form."""
        lines, self.top, self.spans = paint_form(self, width, height)
        return lines

    spans: list[tuple[int, int]] = []  # noqa: RUF012 - replaced at every painting


def _nothing() -> None:
    """Do nothing: the harmless answer."""
