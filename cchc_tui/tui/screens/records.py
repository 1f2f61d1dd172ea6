"""The list of one kind of record: filter as you type, mark, sort, and act on what is marked."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from cchc_tui.language.text import fold, printable, slug
from cchc_tui.office import Stored
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Field, FieldType, Record, fields_of, form_fields, is_empty
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import choices_of
from cchc_tui.records.period import parse_period
from cchc_tui.records.typed import read_typed
from cchc_tui.records.yearbook import count_window
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.columns import Row, columns_of
from cchc_tui.tui.filter import Test, shown, split_query, term_test
from cchc_tui.tui.frame import rule_line
from cchc_tui.tui.key import Key
from cchc_tui.tui.panes import DETAIL, GAP, WIDE, side_by_side, third_width
from cchc_tui.tui.screens.dialogs import Page, Picker, Prompt, Question
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.screens.form import FormView
from cchc_tui.tui.screens.record_detail import brief_lines, detail_lines
from cchc_tui.tui.screens.third_pane import ThirdPane, gather_links, paint_links
from cchc_tui.tui.screens.working import save_many
from cchc_tui.tui.widgets.editor_paint import paint_editor
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_FIRST_ORDER = {Directive: ("issued_on", True), MediaCount: ("period", True), ChecklistItem: ("position", False)}
_GROUPS = {Directive: "kind", MediaCount: "channel", ChecklistItem: "evaluation"}
"""The field whose values the totals line counts."""
_BELOW = 4
"""Lines about the record under the cursor below a narrow list."""
_LEAST_ROOM = 15
"""Lines that a list has to have before some are given away for that."""
_FILTER = 60
_LONG = 1000
"""Records from which sorting them can be felt."""


class RecordList(FilteredView):
    """All records of one kind, newest first."""

    def __init__(self, desk: Desk, cls: type[Record]) -> None:
        super().__init__(desk)
        self.cls = cls
        self.in_period = False
        self._ordered: list[Row] = []
        self._seen: tuple[Row, ...] = ()
        """Every record of the kind when the rows were taken last."""
        self._narrowed = ""
        """The filter that the rows in the table have passed."""
        self._counts: list[tuple[str, int]] = []
        self._texts: dict[str, str] = {}
        """What the search sees of each record, by its path; gathered when a filter is begun."""
        self.table: Table[Row] = Table(
            self.make_columns(), lambda row: row.record.id or row.path, lead=lambda row: "≠" if row.read_only else ""
        )
        self.table.sorted_by, self.table.descending = _FIRST_ORDER.get(cls, ("", False))
        self.third: ThirdPane[Row, Any] = ThirdPane(desk, gather_links, paint_links)
        self.actions = {
            "new": self.new, "edit": self.edit, "find": self.find, "mark": self.table.toggle_mark,
            "delete": self.delete, "set_field": self.set_field, "mark_all": self.table.mark_all, "sort": self.sort,
            "reverse": self.reverse, "detail": self.detail, "scope": self.scope, "copy": self.copy,
            "history": self.history, "export": self.export,
        }  # fmt: skip

    def make_columns(self) -> list[Column[Row]]:
        """Return the columns, from the field declaration."""
        return columns_of(self.cls, self.desk.office.settings)

    # ---- rows ----------------------------------------------------------------------------------------------------
    def reload(self) -> None:
        """Take the records anew, sort and filter them; the cursor stays on its record."""
        self._seen = self.desk.office.records.stored(self.cls)
        rows = [row for row in self.all_rows() if not self.in_period or self._is_in_period(row.record)]
        self._ordered = self._sorted(rows)
        self._texts = {}
        self._narrowed = ""
        self.fill()

    def fill(self) -> None:
        """Keep the rows that the filter leaves, in the order they have."""
        self._stale = False
        query = self.query.text
        narrower = bool(self._narrowed) and query.startswith(self._narrowed) and ":" not in query
        self.table.show(self._filtered(list(self.table.rows) if narrower else self._ordered))
        self._narrowed = query
        self._counts = self._count()

    def all_rows(self) -> list[Row]:
        """Return every record of the kind, the latest file first."""
        return list(reversed(self.desk.office.records.stored(self.cls)))

    def records_changed(self) -> None:
        """Take in that the files on disk are other ones now."""
        self.third.forget()
        self.reload()

    def shown(self) -> None:
        """Back on top: something may have been saved. A long list that is as it was is not sorted anew for that."""
        if len(self._seen) < _LONG or self.desk.office.records.stored(self.cls) != self._seen:
            self.reload()

    def _is_in_period(self, record: Record) -> bool:
        window = self.desk.window
        if isinstance(record, Directive):
            return record.issued_on is not None and record.issued_on in window
        if isinstance(record, MediaCount) and parse_period(record.period or ""):
            return window.overlaps(count_window(record, self.desk.office.settings, None))
        return True

    def _filtered(self, rows: list[Row]) -> list[Row]:
        words, terms = split_query(self.query.text)
        tests: list[Test] = []
        for name, value in terms:
            test = term_test(self.cls, name, value, self.desk.office.settings)
            if test is None:
                words = f"{words} {name}:{value}"
            else:
                tests.append(test)
        if tests:
            rows = [row for row in rows if all(test(row.record) for test in tests)]
        wanted = sorted(fold(words).split(), key=len, reverse=True)  # the longest leaves the fewest for the others
        texts = self._gather_texts() if wanted else {}
        for word in wanted:
            rows = [row for row in rows if word in texts[row.path]]
        return rows

    def _gather_texts(self) -> dict[str, str]:
        """Return the search texts. Taken apart once: among 100 000 records that lasts as long as ten letters may."""
        if not self._texts:
            text_of = self.desk.office.search.text_of
            self._texts = {row.path: text_of(row) for row in self._ordered}
        return self._texts

    def find(self) -> None:
        """Begin to type the filter."""
        super().find()
        self._gather_texts()

    def _sorted(self, rows: list[Row]) -> list[Row]:
        column = next((c for c in self.table.columns if c.key == self.table.sorted_by), None)
        if column is None or column.order is None:
            return rows
        order: Any = column.order
        rows.sort(key=order, reverse=self.table.descending)
        return rows

    def _count(self) -> list[tuple[str, int]]:
        key = _GROUPS.get(self.cls)
        declared = next((f for f in fields_of(self.cls) if f.key == key), None)
        if declared is None:
            return []
        counts = Counter(map(attrgetter(f"record.{declared.key}"), self.table.rows))
        words = {c.code: c.label for c in choices_of(declared, self.desk.office.settings)}
        return [(words.get(code, code) or "chưa ghi", n) for code, n in counts.most_common()]

    def go_to(self, record: str) -> None:
        """Move the cursor to that record; a filter that hides it gives way."""
        if not self.table.go_to_record(record) and self.query.text:
            self.clear()
            self.table.go_to_record(record)

    # ---- keys ----------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Typing a filter, moving, marking."""
        if key.name == " " and not self.typing:
            self.settle()
            self.table.toggle_mark()
            return True
        return super().key(key)

    def name_of(self, command: str) -> str:
        """Return what Enter does while a filter is typed, what F9 does with marks."""
        if command == "export" and self.table.marks:
            return "Xuất đã chọn"
        if command == "edit" and self.typing:
            return "Xong lọc"
        return "Xem" if command == "edit" and self.desk.read_only else ""

    def disabled_reason(self, command: str) -> str:
        """Why a command has nothing to work on."""
        if command in ("edit", "delete", "detail", "copy", "set_field", "mark", "history", "evaluate", "evidence"):
            if self.table.current is None:
                return "Danh sách đang trống, chưa có dòng nào để làm."
            if command in ("delete", "set_field", "evaluate") and any(row.read_only for row in self.table.chosen):
                return "Hồ sơ này do phiên bản cchc mới hơn ghi nên ở đây chỉ xem."
        return ""

    def sort(self) -> None:
        """By the next column."""
        keys = [c.key for c in self.table.columns if c.order is not None]
        at = keys.index(self.table.sorted_by) if self.table.sorted_by in keys else -1
        self.table.sorted_by = keys[(at + 1) % len(keys)]
        self.reload()
        label = next(c.label for c in self.table.columns if c.key == self.table.sorted_by)
        self.desk.say(f"Sắp xếp theo {label}.")

    def reverse(self) -> None:
        """Turn the order round."""
        self.table.descending = not self.table.descending
        self.reload()

    def scope(self) -> None:
        """Show only the reporting period, or everything."""
        self.in_period = not self.in_period
        self.reload()
        self.desk.say(f"{'Chỉ xem hồ sơ trong kỳ' if self.in_period else 'Xem mọi hồ sơ'}: {self.totals()}.")

    # ---- records -------------------------------------------------------------------------------------------------
    def saved(self, stored: Stored[Record]) -> None:
        """Move the cursor to the record that a form has saved."""
        self.shown()
        self.table.go_to_record(stored.record.id)

    def new(self) -> None:
        """Open an empty form."""
        self.desk.open(FormView(self.desk, self.cls, on_saved=self.saved))

    def edit(self) -> None:
        """Open the form of the record under the cursor."""
        row = self.table.current
        assert row is not None
        self.desk.open(FormView(self.desk, self.cls, row, on_saved=self.saved))

    def copy(self) -> None:
        """Open a new form with the same values."""
        row = self.table.current
        assert row is not None
        start = self.cls().change(**{f.key: getattr(row.record, f.key) for f in form_fields(self.cls)})
        self.desk.open(FormView(self.desk, self.cls, start=start, on_saved=self.saved))

    def detail(self) -> None:
        """Show everything in the record, to read."""
        row = self.table.current
        assert row is not None
        record, settings = row.record, self.desk.office.settings

        def lines(width: int) -> list[Line]:
            out: list[Line] = []
            for declared in fields_of(self.cls):
                value = getattr(record, declared.key)
                if not is_empty(value) and declared.key != "schema":
                    out.append(full([(declared.label, "strong")], width))
                    out += paragraph("  " + printable(shown(record, declared, settings), keep="\n"), width)
            out.append(full([("Tệp", "strong")], width))
            return out + paragraph("  " + printable(row.path), width)

        self.desk.open(Page(self.desk, record.title, lines))

    def history(self) -> None:
        """Show the saves of the record under the cursor."""
        from cchc_tui.tui.screens.history import HistoryList

        row = self.table.current
        assert row is not None
        self.desk.open(HistoryList(self.desk, row.record.id))

    def delete(self) -> None:
        """Ask for the reason, then put tombstones on the chosen records."""
        chosen = self.table.chosen
        what = chosen[0].record.title if len(chosen) == 1 else f"{len(chosen)} hồ sơ đã chọn"

        def take(reason: str) -> str:
            if not reason.strip():
                return "Cần một lý do ngắn, ví dụ: nhập trùng."
            office = self.desk.office
            tombstone = {
                "deleted_on": office.today, "deleted_by": office.people.current.name, "deleted_because": reason.strip(),
            }  # fmt: skip
            changes = [(row, row.record.change(**tombstone)) for row in chosen]
            self._saved_together(changes, f"Đã xóa {what}. Ctrl+U để hoàn tác.")
            return ""

        text = f"Xóa {self.cls.name}: {what}?\nGhi lý do rồi bấm Enter. Hồ sơ vẫn còn trên đĩa, khôi phục được."
        self.desk.open(Prompt(self.desk, "Xóa", text, take))

    def set_field(self) -> None:
        """Set one field of all chosen records, in one save."""
        chosen = self.table.chosen
        fields = [f for f in form_fields(self.cls) if f.type not in (FieldType.IDS,)]

        def picked(keys: list[str]) -> None:
            declared = next(f for f in fields if f.key == keys[0])
            choices = choices_of(declared, self.desk.office.settings)
            title = f"{declared.label} cho {len(chosen)} hồ sơ"

            def take(typed: str) -> str:
                value, fault = read_typed(declared, typed, today=self.desk.office.today, choices=choices)
                if fault or declared.required or not is_empty(value):
                    return fault or self._put(declared, value, chosen)
                self._put_or_ask(declared, "", chosen)
                return ""

            if choices:
                words = [*((c.code, c.label) for c in choices), ("", "(bỏ giá trị)")]
                self.desk.open(
                    Picker(self.desk, title, words, lambda codes: self._put_or_ask(declared, codes[0], chosen))
                )
            else:
                self.desk.open(Prompt(self.desk, "Đặt mục cho nhiều hồ sơ", f"{title} (để trống là bỏ giá trị):", take))

        self.desk.open(Picker(self.desk, "Đặt mục nào?", [(f.key, f.label) for f in fields], picked))

    def _put(self, declared: Field, value: Any, chosen: list[Row]) -> str:
        """Save the value in one field of all the records; a complaint where the field may not be empty."""
        if declared.required and is_empty(value):
            return f"Mục “{declared.label}” không được để trống."
        changes = [(row, row.record.change(**{declared.key: value})) for row in chosen]
        done = f"Đã bỏ {declared.label} của" if is_empty(value) else f"Đã đặt {declared.label} cho"
        self._saved_together(changes, f"{done} {len(chosen)} hồ sơ. Ctrl+U để hoàn tác.")
        return ""

    def _saved_together(self, changes: list[tuple[Row, Record]], told: str) -> None:
        """Save the changes in one save and say so; facts of a closed report are asked about before."""

        def done() -> None:
            self.table.marks = set()
            self.reload()
            self.desk.say_saved(told)

        save_many(self.desk, changes, done)

    def _put_or_ask(self, declared: Field, code: str, chosen: list[Row]) -> None:
        """Save the code; to leave the field empty is asked with the number of records."""

        def put() -> None:
            if complaint := self._put(declared, code or None, chosen):
                self.desk.say(complaint, "bad")

        if code or declared.required:
            put()
            return
        text = (
            f"Bỏ trống “{declared.label}” của {len(chosen)} hồ sơ? Giá trị đang có bị bỏ (hoàn tác được bằng Ctrl+U)."
        )
        answers = [("b", f"Bỏ trống {len(chosen)} hồ sơ", put), ("escape", "Thôi", lambda: None)]
        self.desk.open(Question(self.desk, "Bỏ giá trị", text, answers))

    def export(self) -> None:
        """Export the marked records as a table for Excel; with none marked, the report of the period."""
        if not self.table.marks:
            self.desk.actions["export"]()
            return
        office, records = self.desk.office, [row.record for row in self.table.chosen]
        start = f"{slug(self.cls.name)}-{office.today:%Y-%m-%d}.csv"

        def take(typed: str) -> str:
            path = office.reports.output_folder / typed.strip()
            if path.suffix != ".csv":
                return "Tên tệp phải có đuôi .csv."
            if path.exists():
                return f"Đã có tệp {typed.strip()}, hãy đặt tên khác."
            office.registers.export_records(records, path)
            self.desk.say(f"Đã ghi {len(records)} {self.cls.name} vào {path}.", "good")
            return ""

        text = f"Bảng CSV cho Excel của {len(records)} {self.cls.name} đã chọn, ghi vào {office.reports.output_folder}:"
        self.desk.open(Prompt(self.desk, "Xuất hồ sơ đã chọn", text, take, start))

    # ---- picture -------------------------------------------------------------------------------------------------
    def click(self, x: int, y: int) -> None:
        """Choose the row under the mouse; a second press opens it."""
        number = self.table.top + y - 1
        if y >= 1 and number < len(self.table.rows):
            if number == self.table.cursor:
                self.desk.do("edit", self.edit)
            self.table.cursor = number

    def scroll(self, rows: int) -> None:
        """Move the cursor by the wheel."""
        self.table.move(rows)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the filter; the record under the cursor beside it, or below where it is narrow."""
        foot = self.paint_foot(width)
        room = height - len(foot)
        if width >= WIDE:
            return [*self._paint_panes(width, room), *foot]
        below = _BELOW if room >= _LEAST_ROOM and self.table.current is not None else 0
        lines = self._paint_table(width, room - below - (1 if below else 0))
        if below:
            lines += [rule_line(width), *self.paint_brief(width, below)]
        return lines + foot

    def _paint_panes(self, width: int, height: int) -> list[Line]:
        """Return the list, right of it the record under the cursor, and in a very wide window a third pane."""
        third = third_width(width)
        left = width - DETAIL - GAP - (third + GAP if third else 0)
        parts = [(self._paint_table(left, height), left), (self.paint_detail(DETAIL), DETAIL)]
        if third:
            parts.append((self.third.paint(self.table.current, third, height), third))
        return side_by_side(parts, height)

    def _paint_table(self, width: int, height: int) -> list[Line]:
        lines = self.table.paint(width, height)
        if not self.table.rows:
            lines[1:3] = [full([], width), full([("  " + self._empty(), "")], width)]
        return lines[:height]

    def paint_detail(self, width: int) -> list[Line]:
        """Return all about the record under the cursor, for the column beside the list."""
        row = self.table.current
        return detail_lines(self.desk, row.record, width) if row is not None else []

    def paint_brief(self, width: int, height: int) -> list[Line]:
        """Return the same in a few lines below the list."""
        row = self.table.current
        return brief_lines(self.desk, row.record, width, height) if row is not None else []

    def _empty(self) -> str:
        if self.query.text:
            return f"Không có {self.cls.name} nào khớp “{self.query.text}”. F3 để bỏ lọc."
        if self.desk.gone:
            return f"Không đọc được {self.cls.name} nào: thư mục hồ sơ không còn đó."
        return f"Chưa có {self.cls.name} nào. Bấm F4 để thêm."

    def paint_foot(self, width: int) -> list[Line]:
        """Return the filter, while there is one."""
        if not (self.typing or self.query.text):
            return []
        field = paint_editor(self.query, min(width - 6, _FILTER), 1, 1, focused=self.typing)[0]
        return [full([("Tìm:  ", "strong"), *field], width)]

    @property
    def first_commands(self) -> tuple[str, ...]:
        """With marks, what is done to many at once."""
        return ("set_field", "delete", "export", "mark") if self.table.marks else ()

    def position(self) -> str:
        """Return what is shown, for the message line while nothing else is said."""
        errors = sum(f.severity is Severity.ERROR for f in self.desk.office.records.findings)
        wrong = f" · {errors} lỗi trong tệp hồ sơ, bấm 5 để xem" if errors else ""
        return self.totals() + wrong

    def totals(self) -> str:
        """Return how many are shown, of how many, by their groups, and how many are marked."""
        every = len(self._seen)
        rows = len(self.table.rows)
        text = f"{rows} {self.cls.name}" if rows == every else f"{rows}/{every} {self.cls.name}"
        parts = [text + (" trong kỳ" if self.in_period else "")]
        parts += [f"{label} {number}" for label, number in self._counts[:4]]
        if self.table.marks:
            parts.append(f"● đã chọn {len(self.table.chosen)}")
        return " · ".join(parts)
