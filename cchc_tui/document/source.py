"""The text before pandoc sees it: one Unicode form, nothing unseen, numbers bound to their words, bounded size."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from cchc_tui.document.divisions import DivisionFault, with_sound_divisions
from cchc_tui.document.grid_tables import with_pipe_tables
from cchc_tui.errors import FindingsError

MAX_BYTES = 32_000_000
"""Largest source: the 10 000-row appendix is 1.6 MB; far beyond that pandoc would fill the machine's memory."""
MAX_HEAD_BYTES = 200_000
SOURCE_MARK_LENGTH = 32
MAX_NESTING = 64
"""Deepest quotation or list: pandoc's time and stack grow with it, and the decree knows four levels."""

MAX_PARAGRAPH = 100_000
"""Letters of the longest paragraph: forty pages without a break. Beyond that the time to set its lines runs away."""

_BIND = re.compile(r"\b(ngày|tháng|năm|số|khoản|Điều|điều|điểm|Ngày|Tháng|Năm|Số|Khoản|Điểm) (?=\d)")
"""`ngày 5`: a word and the number that must stay on its line."""
_YEARS = re.compile(r"\b(\d{4}) ([-–]) (?=\d{4}\b)")
"""`2021 - 2025`: two years, whose dash stays on their line."""
# Control characters, zero-width and direction marks, surrogates, non-characters: not valid in XML or unseen on paper.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufdd0-\ufdef\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Word leaves VT for a line and FF for a page break; both part words.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNDER_HEAD = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
"""`|---|:-:|`: the line under the head of a pipe table."""
_FENCE = re.compile(r"[ \t>]{0,9}(?:```|~~~)")
"""`````: a fence of code."""
_NOTE = re.compile(r"([ \t>*+\-\d.)]*)\[\^([^\]\s]+)\]:")
"""`[^1]:`: a footnote's text."""
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
"""`[^1]`: a footnote's mark."""
_BAR = re.compile(r"(?<!\\)\|")
"""`a | b`: a bar between cells; an escaped one is text."""
_DEEP = re.compile(rf"^(?:[ \t]*(?:>|[-+*]|\d{{1,9}}[.)])){{{MAX_NESTING},}}", re.MULTILINE)
"""Nesting deeper than any paper, which would take the reader's stack."""
_DEEP_INDENT = re.compile(rf"^[ \t]{{{MAX_NESTING * 4},}}(?=\S)", re.MULTILINE)
"""The same by blanks alone."""


@dataclass(frozen=True)
class Source:
    """A cleaned document: the YAML head as text, the Markdown body, the line (from 1) the body starts on, and what was
    wrong with its divisions.
    """

    head: str
    body: str
    body_line: int
    faults: tuple[DivisionFault, ...] = ()


def source_mark(text: str) -> str:
    """Return the fingerprint of the Markdown that a file is made from."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:SOURCE_MARK_LENGTH]


def clean(text: str) -> str:
    """Return `text` in NFC with LF line ends and nothing unseen in it.

    Unlike domain.text.clean it keeps spaces at line ends (a hard break) and no-break spaces, which mean something here.
    """
    return unicodedata.normalize("NFC", _UNSEEN.sub("", with_plain_line_ends(text)))


def with_plain_line_ends(text: str) -> str:
    """Return `text` with LF wherever a reader of the document begins a new line."""
    return _LINE_ENDS.sub("\n", text)


def bind(text: str) -> str:
    """Return "ngày 22", "số 17", "2021 - 2030" with no-break spaces: no line ends before the number or between the
    years.
    """
    return _YEARS.sub("\\1\u00a0\\2\u00a0", _BIND.sub("\\1\u00a0", text))


def split(text: str, source: str) -> Source:
    """Return the head and the body of a document. A document too large or nested too deep is refused by name."""
    if len(text) > MAX_BYTES // 2 and len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise FindingsError(
            f"“{source}” lớn hơn {MAX_BYTES // 1_000_000} MB nên không xuất được.",
            "Hãy chia thành nhiều văn bản hoặc đưa bảng lớn ra tệp riêng.",
        )
    text = clean(text)
    head, body, line = _at_fence(text, source)
    if len(head.encode()) > MAX_HEAD_BYTES:
        raise FindingsError(
            f"Phần đầu (YAML) của “{source}” dài quá {MAX_HEAD_BYTES // 1000} kB.",
            "Phần đầu chỉ ghi các thành phần thể thức; nội dung đặt sau dòng “---” thứ hai.",
        )
    deep = _DEEP.search(body) or _DEEP_INDENT.search(body)
    if deep:
        at = line + body.count("\n", 0, deep.start())
        raise FindingsError(
            f"“{source}”, dòng {at}: danh sách hoặc trích dẫn lồng nhau quá {MAX_NESTING} cấp.",
            "Nghị định chỉ có bốn cấp; hãy bỏ bớt dấu đầu dòng hoặc khoảng thụt.",
        )
    _demand_short_paragraphs(body, line, source)
    body, faults = with_sound_divisions(body)
    return Source(head, with_whole_rows(with_pipe_tables(without_references(body))), line, faults)


_BEGINS = re.compile(r"[ \t>]*(?:$|[|#]|[-+*:][ \t:-]|\d{1,9}[.)][ \t]|```|~~~)")
"""`- việc`: a line that begins a block of its own, here of a list."""


def _demand_short_paragraphs(body: str, first_line: int, source: str) -> None:
    """Refuse a paragraph, or a cell of a table, that nobody could print."""
    if len(body) <= MAX_PARAGRAPH:
        return
    length = 0
    for number, row in enumerate(body.split("\n"), start=first_line):
        length = len(row) if _BEGINS.match(row) else length + len(row) + 1
        if length > MAX_PARAGRAPH:
            raise FindingsError(
                f"“{source}”, dòng {number}: một đoạn dài hơn {MAX_PARAGRAPH // 1000} nghìn chữ cái nên không dàn trang"
                " được.",
                "Hãy ngắt thành nhiều đoạn bằng dòng trống; nếu là dữ liệu thì đưa ra tệp riêng.",
            )


def as_read(body: str) -> str:
    """Return the body as pandoc and markdown-it read it alike."""
    return with_whole_rows(with_pipe_tables(with_plain_notes(with_sound_divisions(body)[0])))


def with_whole_rows(text: str) -> str:
    """Return the text with every cell of its tables kept: one too many would be dropped by every reader of pipe tables.

    What is beyond the head's last column is printed in that column, its bar escaped. No line is added or taken away.
    In a head an escaped ">" gets no-break spaces around it: one between plain spaces parts groups of columns.
    """
    if "|" not in text:
        return text
    rows = text.split("\n")
    columns, in_code = 0, False
    for place, row in enumerate(rows):
        if "|" not in row:
            columns = 0
            in_code ^= bool(_FENCE.match(row))
        elif columns:
            rows[place] = _with_columns(row, columns)
        elif place and not in_code and "|" in rows[place - 1] and _UNDER_HEAD.match(row):
            columns = len(_bars(row)) + 1
            rows[place - 1] = rows[place - 1].replace(" \\> ", "\u00a0>\u00a0")
    return "\n".join(rows)


def _bars(row: str) -> list[int]:
    """Return where in the row a cell ends and another begins: its bars without those at its edges."""
    bare = row.strip(" \t>")
    start = row.index(bare) if bare else 0
    bars = [match.start() for match in _BAR.finditer(row)]
    if bars and bars[0] == start:
        bars = bars[1:]
    return bars[:-1] if bars and bars[-1] == start + len(bare) - 1 else bars


def _with_columns(row: str, columns: int) -> str:
    for bar in reversed(_bars(row)[columns - 1 :]):
        row = f"{row[:bar]}\\{row[bar:]}"
    return row


def without_references(body: str) -> str:
    """Return the body with definitions that would vanish from the page made plain text: of links (`[chú]: x`), and of
    notes (`[^1]: x`) that nothing refers to, that stand twice, or that refer to notes themselves.
    """
    if "]:" not in body:
        return body
    from cchc_tui.document.dialect import dialect_parser

    found: dict[str, Any] = {}
    parser = dialect_parser()
    parser.enable("reference")
    body = with_plain_notes(body)
    parser.parse(body, found)
    references = [*found.get("references", {}).values(), *found.get("duplicate_refs", [])]
    rows = body.split("\n")
    for row in [reference["map"][0] for reference in references] + found.get("lost_notes", []):
        rows[row] = rows[row].replace("[", "\\[", 1)
    return "\n".join(rows)


def with_plain_notes(body: str) -> str:
    """Return the body with `[^1]:` escaped where it begins no note.

    In lists, quotations and paragraphs readers disagree; one nothing refers to, or that stands twice, would vanish.
    """
    if "]:" not in body:
        return body
    rows = body.split("\n")
    wanted = set(_NOTE_MARK.findall(body))
    free, in_code = True, False
    for place, row in enumerate(rows):
        in_code ^= bool(_FENCE.match(row))
        found = None if in_code else _NOTE.match(row)
        if found and (found[1] or not free or found[2] not in wanted):
            rows[place] = f"{found[1]}\\{row[found.end(1) :]}"
            found = None
        if found:
            wanted.discard(found[2])
        free = not row.strip() or found is not None
    return "\n".join(rows)


_HEAD_FENCE = re.compile(r"---[ \t]*\n")
"""The line that opens a head, alone with blanks at its end."""
"""The line above a head of fields."""


def has_head(text: str) -> bool:
    """Return whether the text begins with a head, be it empty."""
    return bool(_HEAD_FENCE.match(clean(text)))


def _at_fence(text: str, source: str) -> tuple[str, str, int]:
    if not _HEAD_FENCE.match(text):
        return "", text, 1
    lines = text.split("\n")
    for number, row in enumerate(lines[1:], start=1):
        if row.rstrip() in ("---", "..."):
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    raise FindingsError(
        f"“{source}”: phần đầu mở bằng “---” ở dòng 1 nhưng không có dòng “---” đóng lại.",
        "Hãy thêm một dòng “---” sau mục cuối của phần đầu.",
    )
