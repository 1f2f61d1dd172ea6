"""What a file offers: every candidate taken, skipped or edited, and all that were taken kept in one save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError, FindingsError, WrongUseError
from cchc_tui.language.text import fold, matches, printable
from cchc_tui.office import BODY, ClosedFactsError, Taken
from cchc_tui.records.fields import Record, form_fields, is_empty
from cchc_tui.tui.canvas import Line, full, paragraph
from cchc_tui.tui.key import Key
from cchc_tui.tui.screens.base import Action
from cchc_tui.tui.screens.candidate_form import CandidateForm
from cchc_tui.tui.screens.closed_facts import ask_about_closed
from cchc_tui.tui.screens.dialogs import Page, Question, Waiting
from cchc_tui.tui.screens.filtered import FilteredView
from cchc_tui.tui.screens.offers import KINDS, Offer, evidence_lines, offers_of, words_of
from cchc_tui.tui.screens.path_prompt import PathPrompt
from cchc_tui.tui.screens.reading_file import read_file
from cchc_tui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from cchc_tui.office import Office, Unread
    from cchc_tui.tui.desk import Desk

ENDINGS = (
    ".docx", ".docm", ".odt", ".txt", ".md", ".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".json", ".jsonl", ".ndjson",
)  # fmt: skip
"""Of the files that are shown while a path is typed; what can be read is for the reading to say."""

_SHEETS = (".xlsx", ".xlsm", ".csv", ".tsv")


def ask_file(desk: Desk) -> None:
    """Ask for a file and read what it offers."""
    if desk.read_only:
        desk.say("Đang mở ở chế độ chỉ xem (--read-only): không nhập được.", "warn")
        return

    def take(path: Path) -> str:
        office = desk.office
        read_file(
            desk, path, lambda found: (offers_of(office, found.candidates), found.unread),
            lambda made: _show(desk, path, *made), lambda fault: _as_table(desk, path, fault),
        )  # fmt: skip
        return ""

    text = (
        "Báo cáo (DOCX, ODT, TXT), sổ văn bản, bảng số liệu (XLSX, CSV) hoặc JSON mỗi dòng một hồ sơ. Gõ đường dẫn tệp:"
    )
    desk.open(PathPrompt(desk, "Nhập từ tệp", text, ENDINGS, take, start=f"{Path.cwd()}/"))


def _as_table(desk: Desk, path: Path, fault: CchcError) -> None:
    """Take a sheet that is no register for a table of figures."""
    from cchc_tui.tui.screens.table_columns import ask_target

    if isinstance(fault, FindingsError) and path.suffix.lower() in _SHEETS:
        ask_target(desk, path)
    else:
        desk.complain(fault)


def _show(desk: Desk, path: Path, offers: list[Offer], unread: Sequence[Unread]) -> None:
    if not offers:
        desk.say(f"Không đọc được hồ sơ nào từ {printable(path.name)}.", "warn")
        return
    desk.open(CandidateList(desk, path, offers, unread))


class CandidateList(FilteredView):
    """Every candidate in the order of the file."""

    guide_name = "import"

    def __init__(self, desk: Desk, path: Path, offers: list[Offer], unread: Sequence[Unread] = ()) -> None:
        super().__init__(desk)
        self.path, self.offers, self.unread = path, offers, unread
        self.only_open = False
        """Only those that a person must look at."""
        columns = [
            Column[Offer]("kind", "Loại", 9, lambda o: KINDS.get(o.candidate.kind, o.candidate.kind)),
            Column[Offer]("words", "Nội dung", 30, lambda o: printable(o.words), flexible=True),
            Column[Offer]("remark", "Lưu ý", 26, lambda o: printable(o.remark)),
        ]
        self.table: Table[Offer] = Table(columns, lambda o: o.number, style=_style, lead=lambda o: o.sign)
        self.actions = {
            "mark": self.toggle, "mark_all": self.toggle_all, "edit": self.edit, "detail": self.source,
            "scope": self.toggle_scope, "find": self.find, "save": self.ask_to_save, "back": self.back,
        }  # fmt: skip
        for screen in range(1, 7):  # another screen would take this list away unasked
            self.actions[f"go_{screen}"] = self._goer(f"go_{screen}")
        self.fill()

    # ---- rows ----------------------------------------------------------------------------------------------------
    def fill(self) -> None:
        """Fill the list with what the filter leaves."""
        text = self.query.text
        self.table.show([
            o for o in self.offers
            if (not self.only_open or (o.remark and not o.candidate.exists))
            and (not text or matches(fold(f"{o.words} {o.remark}"), text))
        ])  # fmt: skip

    @property
    def taken(self) -> list[Offer]:
        """What F2 would keep."""
        return [o for o in self.offers if o.taken]

    @property
    def account(self) -> str:
        """How much of the file became no record; "" where all of it did."""
        return f"Chưa đọc thành hồ sơ: {len(self.unread)} chỗ" if self.unread else ""

    @property
    def unsaved(self) -> bool:
        """Whether leaving would leave something that was to be taken."""
        return bool(self.taken)

    # ---- keys ----------------------------------------------------------------------------------------------------
    def key(self, key: Key) -> bool:
        """Typing the filter, moving, taking."""
        if key.name == " " and not self.typing:
            self.desk.do("mark", self.toggle)
            return True
        return super().key(key)

    def name_of(self, command: str) -> str:
        """Return what the general commands are called here."""
        scope = "Xem hết" if self.only_open else "Chưa chắc"
        there = self.table.current is not None and self.table.current.candidate.exists
        return {
            "mark": "Lấy/bỏ", "mark_all": "Lấy hết", "detail": "Nguồn", "scope": scope, "save": "Ghi vào sổ",
            "edit": "Mở bản đã có" if there else "Sửa trước",
        }.get(command, "")  # fmt: skip

    def out_of_place(self, command: str) -> str:
        """Return the report is exported from the lists: what waits here is not in the records yet."""
        if command == "export":
            return "F9 xuất báo cáo từ danh sách: những gì ở đây chưa lưu thì chưa vào báo cáo. F2 lưu, rồi F9."
        return ""

    def disabled_reason(self, command: str) -> str:
        """Why a candidate cannot be taken, or nothing kept."""
        offer = self.table.current
        if command in ("mark", "edit", "detail") and offer is None:
            return "Danh sách đang trống."
        if command == "mark" and offer is not None and offer.candidate.exists:
            return f"Không nhập lần nữa: {offer.remark}. Enter để mở bản đã có."
        if command == "mark" and offer is not None and offer.refused and not offer.taken:
            return f"Chưa nhập được: {offer.refused} Bấm Enter để bổ sung."
        if command == "save" and not self.taken:
            return "Chưa lấy hồ sơ nào. Bấm phím cách để lấy dòng con trỏ."
        return ""

    def _goer(self, command: str) -> Action:
        return lambda: self.back() if self.taken else self.desk.actions[command]()

    # ---- commands ------------------------------------------------------------------------------------------------
    def toggle(self) -> None:
        """Take or skip the candidate under the cursor, and step down."""
        offer = self.table.current
        assert offer is not None
        offer.taken = not offer.taken
        self.table.move(1)

    def toggle_all(self) -> None:
        """Take all in sight that can be taken; when all are, none."""
        able = [o for o in self.table.rows if not o.candidate.exists and not o.refused]
        wanted = not all(o.taken for o in able)
        for offer in able:
            offer.taken = wanted

    def toggle_scope(self) -> None:
        """Show only those a person must look at, or all."""
        self.only_open = not self.only_open
        self.fill()

    def source(self) -> None:
        """Show the words it was read from, and what is doubtful about it."""
        offer = self.table.current
        assert offer is not None
        candidate = offer.candidate

        def lines(width: int) -> list[Line]:
            out = paragraph(printable(offer.words), width, "strong")
            if offer.remark:
                out += paragraph("Lưu ý: " + printable(offer.remark), width, "warn")
            out += [full([], width), full([("Đọc từ", "strong")], width)]
            text = str(candidate.values["text"]) if candidate.kind == BODY else candidate.source
            out += paragraph(printable(text, keep="\n"), width)
            rests = evidence_lines(candidate)
            out += [full([], width), full([("Căn cứ của từng mục", "strong")], width)] if rests else []
            for line, assumed in rests:
                out += paragraph(printable(line), width, "warn" if assumed else "")
            out += [full([], width), full([(self.account, "strong")], width)] if self.unread else []
            for one in self.unread:
                out += paragraph(printable(f"- {one.said}"), width)
            return out

        self.desk.open(Page(self.desk, KINDS.get(candidate.kind, ""), lines))

    def edit(self) -> None:
        """Open the form of the candidate; of one that is kept already the kept record; of a prose its text."""
        offer = self.table.current
        assert offer is not None
        if offer.candidate.kind == BODY:
            self.source()
        elif offer.candidate.exists:
            self._open_kept(offer.candidate.exists)
        else:
            record = self.desk.office.intake.as_record(offer.candidate)
            form = CandidateForm(self.desk, record, lambda edited: self._edited(offer, edited))
            self.desk.open(form)
            if offer.remark:
                form.notice = printable(offer.remark)

    def _open_kept(self, record: str) -> None:
        from cchc_tui.tui.screens.form import FormView

        try:
            stored = self.desk.office.records.find(record)
        except WrongUseError:
            self.desk.say(f"Hồ sơ này {printable(record)}.")
            return
        self.desk.open(FormView(self.desk, type(stored.record), stored))

    def _edited(self, offer: Offer, record: Record) -> None:
        """Note that a person has looked at it: nothing is doubtful any more, and it is taken."""
        keys = [f.key for f in form_fields(type(record))]
        values = {k: v for k, v in offer.candidate.values.items() if k not in keys}
        values |= {key: getattr(record, key) for key in keys if not is_empty(getattr(record, key))}
        offer.candidate = replace(offer.candidate, values=values, doubtful=())
        offer.words = words_of(self.desk.office, offer.candidate)
        offer.refused = self.desk.office.intake.obstacle(offer.candidate)
        offer.taken = not offer.refused
        self.fill()

    def back(self) -> None:
        """Leave; with something taken, ask first."""
        if not self.taken:
            self.desk.close(self)
            return
        answers = [
            ("g", f"Ghi {len(self.taken)} hồ sơ vào sổ", self.save),
            ("b", "Bỏ cả danh sách, không nhập", lambda: self.desk.close(self)),
            ("escape", "Xem tiếp", lambda: None),
        ]
        self.desk.open(Question(self.desk, "Chưa nhập", "Những hồ sơ đã chọn chưa được ghi vào sổ.", answers))

    def ask_to_save(self) -> None:
        """Say what will be kept and what not, then keep it."""
        there = sum(bool(o.candidate.exists) for o in self.offers)
        skipped = len(self.offers) - there - len(self.taken)
        text = f"Ghi {len(self.taken)} hồ sơ vào sổ trong một lần lưu? Bỏ qua {skipped}, đã có sẵn {there}."
        answers = [("g", "Ghi", self.save), ("escape", "Xem tiếp", lambda: None)]
        self.desk.open(Question(self.desk, "Nhập", text, answers, at=0))

    def save(self) -> None:
        """Save all of them at once, beside the screens but with nothing else to be done meanwhile."""
        chosen = [o.candidate for o in self.taken]
        name = printable(self.path.name)
        writing = Waiting(self.desk, "Nhập", f"Đang ghi {len(chosen)} hồ sơ trong một lần lưu, xin đợi…")
        self.desk.open(writing)

        def done(result: object) -> None:
            self.desk.close(writing)
            self._kept(result)

        def take(office: Office) -> tuple[Taken, str]:
            return office.intake.take(chosen, source=name), office.ledger.trouble

        self.desk.background(take, done)

    def _kept(self, result: object) -> None:
        if isinstance(result, ClosedFactsError):
            ask_about_closed(self.desk, result, self.save)
        elif isinstance(result, CchcError):
            self.desk.complain(result)
        elif isinstance(result, tuple):
            taken, trouble = result
            self.desk.close(self)
            self.desk.office.records.refresh()
            self.desk.records_changed()
            prose = f" và {len(taken.bodies)} phần lời" if taken.bodies else ""
            left = f" {len(taken.left)} hồ sơ đã có người ghi trước nên để nguyên." if taken.left else ""
            words = f"Đã ghi {len(taken.records)} hồ sơ{prose} từ {printable(self.path.name)}.{left}"
            self.desk.say_saved(words, trouble)

    # ---- picture -------------------------------------------------------------------------------------------------
    def click(self, x: int, y: int) -> None:
        """Choose the row under the mouse."""
        self.table.cursor = max(0, min(self.table.top + y - 2, len(self.table.rows) - 1))

    def scroll(self, rows: int) -> None:
        """Move the cursor by the wheel."""
        self.table.move(rows)

    def paint(self, width: int, height: int) -> list[Line]:
        """Return the list, under it the candidate in full and the counts."""
        head = [full([(f" Nhập từ {printable(self.path.name)}", "strong")], width)]
        foot = self._paint_foot(width, height)
        lines = self.table.paint(width, height - len(foot) - 1)
        if not self.table.rows:
            lines[1:3] = [full([], width), full([("  Không có dòng nào khớp.", "")], width)]
        return head + lines + foot

    def _paint_foot(self, width: int, height: int) -> list[Line]:
        lines = self.paint_query(width)
        offer = self.table.current
        if offer is not None:
            lines += paragraph(" " + printable(offer.words), width)[: 3 if height > 14 else 1]
            if offer.remark:
                lines += paragraph(" " + printable(offer.remark), width, "warn")[: 3 if height > 14 else 2]
        there = sum(bool(o.candidate.exists) for o in self.offers)
        doubtful = sum(bool(o.candidate.doubtful) and not o.candidate.exists for o in self.offers)
        counts = f" {len(self.offers)} đọc được · ● {len(self.taken)} sẽ ghi · ? {doubtful} chưa chắc · = {there} đã có"
        if self.account:
            lines.append(full([(f" {self.account} (V: xem)", "warn")], width))
        lines.append(full([(counts, "muted")], width))
        return lines


def _style(offer: Offer) -> str:
    if offer.candidate.exists:
        return "muted"
    return "warn" if offer.remark and not offer.taken else ""
