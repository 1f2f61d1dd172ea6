"""The registers out again: CSV for Excel, XLSX, DOCX for the bound book, JSON Lines for other programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.language.text import clean
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Field, Record, form_fields, to_plain
from cchc_tui.records.follow_up import BOOK_NAMES, FOLLOW_UP_BOOK, TASK_BOOK, booked_tasks, followed_papers, rows_of
from cchc_tui.records.json_schema import json_schema
from cchc_tui.records.office import choices_of
from cchc_tui.records.period import Period, Window
from cchc_tui.records.register import (
    INCOMING_BOOK,
    OUTGOING_BOOK,
    BookRow,
    Cell,
    book_rows,
    calendar_window,
    entered,
    printed,
)
from cchc_tui.records.typed import show_value
from cchc_tui.storage.atomic import create_file, replace_file

RegisterFormat = Literal["csv", "xlsx", "docx", "jsonl"]
_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What Excel takes for a formula at the beginning of a CSV cell."""


_BOOKS = {"di": OUTGOING_BOOK, "den": INCOMING_BOOK, "theo-doi": FOLLOW_UP_BOOK, "nhiem-vu": TASK_BOOK}


class Registers:
    """The books of the văn thư, and records as tables for other programs."""

    def __init__(self, reader: RecordReader, *, today: date) -> None:
        self._reader = reader
        self._today = today

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the records with this office's own codes."""
        return json_schema(self._reader.settings)

    def rows(self, period: Period, book: str) -> list[tuple[Cell, ...]]:
        """Return the rows of one book for the calendar days of the period; the books are those of BOOK_NAMES."""
        if book in ("theo-doi", "nhiem-vu"):
            return [row.cells for row in self.listed(period, book)]
        directives = (s.record for s in self._reader.stored(Directive))
        return book_rows(directives, calendar_window(period), incoming=book == "den")

    def listed(self, period: Period, book: str) -> list[BookRow]:
        """Return the rows of a book of what must be done, `theo-doi` or `nhiem-vu`, with the records they say."""
        window = calendar_window(period)
        if book == "theo-doi":
            directives = (s.record for s in self._reader.stored(Directive))
            return rows_of(FOLLOW_UP_BOOK, followed_papers(directives, window))
        tasks = (s.record for s in self._reader.stored(ChecklistItem))
        return rows_of(TASK_BOOK, booked_tasks(tasks, self._reader.settings, window, self._today))

    def export(self, period: Period, form: RegisterFormat, out: Path, *, book: str = "di", force: bool = False) -> int:
        """Write one book to `out`; return how many rows it holds.

        WrongUseError when it holds none, or when JSON lines are asked of a book whose rows are no records.
        RefusedError when another file is there, unless `force`.
        """
        self._reader.refresh()
        rows = self.rows(period, book)
        if not rows:
            listed = "checklist" if book == "nhiem-vu" else "directives"
            raise WrongUseError(
                f"Sổ không có {BOOK_NAMES[book]} nào của {period.name}.", f"Xem lại kỳ: cchc list {listed}"
            )
        write_table(out, self._data(form, rows, period, book), force=force)
        return len(rows)

    def export_records(self, records: Sequence[Record], out: Path, *, force: bool = False) -> None:
        """Write chosen records of one kind to `out` as CSV for Excel, a column for each field of the form.

        RefusedError when another file is there, unless `force`.
        """
        fields = form_fields(type(records[0]))
        rows = [[clean(self._shown(r, declared)).replace("\n", "; ") for declared in fields] for r in records]
        write_table(out, csv_data([f.label for f in fields], rows), force=force)

    def _shown(self, record: Record, declared: Field) -> str:
        return show_value(
            declared, getattr(record, declared.key), choices=choices_of(declared, self._reader.settings, record)
        )

    def _data(self, form: RegisterFormat, rows: Sequence[Sequence[Cell]], period: Period, name: str) -> bytes:
        book = _BOOKS[name]
        office = self._reader.settings.full_name or self._reader.settings.short_name or ""
        if form == "csv":
            return csv_data([column.head for column in book.columns], [[printed(cell) for cell in row] for row in rows])
        if form == "jsonl":
            return self._json_lines(calendar_window(period), name)
        if form == "xlsx":
            from cchc_tui.export.register_xlsx import register_xlsx

            return register_xlsx(office, book, period.name, rows)
        from cchc_tui.export.register_docx import register_docx

        texts = [[printed(cell) for cell in row] for row in rows]
        heads, shares = [c.head for c in book.columns], [c.share for c in book.columns]
        return register_docx(office, book.title, period.name, heads, shares, texts)

    def _json_lines(self, window: Window, name: str) -> bytes:
        if name not in ("di", "den"):
            raise WrongUseError(
                f"Sổ {BOOK_NAMES[name]} không ghi được thành jsonl, vì mỗi dòng của sổ không phải là một hồ sơ.",
                "Dùng --to csv, xlsx hoặc docx; lấy hồ sơ thì: cchc list checklist --json",
            )
        chosen = entered((s.record for s in self._reader.stored(Directive)), window, incoming=name == "den")
        rows = ({"record": "directive"} | to_plain(d) for d in chosen)
        lines = (json.dumps(row, ensure_ascii=False, default=lambda day: day.isoformat()) for row in rows)
        return "".join(f"{line}\n" for line in lines).encode("utf-8")


def write_table(out: Path, data: bytes, *, force: bool) -> None:
    """Write a table that is made anew each time. RefusedError when another file is there, unless `force`."""
    if not out.exists():
        create_file(out, data)
    elif force or out.read_bytes() == data:
        replace_file(out, data)
    else:
        raise RefusedError(f"Đã có tệp {out}, không ghi đè.", "Đặt tên khác bằng -o, hoặc thêm --force.")


def csv_data(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return UTF-8 with the mark by which Excel knows it, semicolons as Excel in Vietnamese expects, CRLF."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (_BOM + text.getvalue()).encode("utf-8")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
