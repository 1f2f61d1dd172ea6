"""Text of printed pages as PDF readers give it: page numbers off, columns side by side read one after the other.

`pdftotext -layout` keeps the place of every word: the head and the signature then stand in two columns on one line, and
the table of tasks in three. Without `-layout` the columns come one below the other, and nothing is to be done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from cchc_tui.importing.paper import is_appendix_word, is_recipients_word, is_title_word
from cchc_tui.language.text import fold

_PAGE_NUMBER = re.compile(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")
"""` - 3 - `: a page's number."""
_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
"""`a   b`: two columns of a printed page."""
_ROW_NUMBER = re.compile(r"^\s{0,12}(\d{1,3})[.)]?(?=\s|$)")
"""` 12. Họp`: the number of a row."""
_NARROWEST_GUTTER = 2
EVALUATED = re.compile(
    r"(?:^|\s)(?P<word>(?:Chưa đạt|Không đạt|Đạt|Hoàn thành tốt|Hoàn thành|Chưa hoàn thành|Không hoàn thành"
    r"|Đang thực hiện|Chưa thực hiện|Đã thực hiện))\.?$"
)
"""An evaluation at the end of a line."""


def without_page_numbers(text: str) -> str:
    """Return the pages one after the other; a lone number that begins a page is its number (NĐ 30/2020, Phụ lục I)."""
    first, *others = text.split("\f")
    pages = [first]
    for page in others:
        lines = page.split("\n")
        top = next((n for n, line in enumerate(lines) if line.strip()), None)
        if top is not None and _PAGE_NUMBER.match(lines[top]):
            del lines[: top + 1]
        pages.append("\n".join(lines))
    return "\n".join(pages)


def unfold_columns(text: str) -> str:
    """Return the text with columns that stand side by side, in head, signature and task table, one after the other."""
    lines = text.split("\n")
    title = next((n for n, line in enumerate(lines[:40]) if is_title_word(line)), 0)
    signed = next((n for n in range(len(lines) - 1, -1, -1) if is_recipients_word(_halves(lines[n])[0])), len(lines))
    if not any(_GAP.search(line) for line in (*lines[:title], *lines[signed : signed + 1])):
        return "\n".join(_unfold_tables(lines))
    end = _end_of_signature(lines, signed)
    head = _one_after_the_other(lines[:title])
    return "\n".join([*head, *lines[title:signed], *_one_after_the_other(lines[signed:end]), "",
                      *_unfold_tables(lines[end:])])  # fmt: skip


def _halves(line: str) -> tuple[str, str]:
    """Return the line parted at its widest gap; the second half empty where there is none."""
    gaps = list(_GAP.finditer(line))
    if not gaps:
        return line, ""
    widest = max(gaps, key=lambda gap: gap.end() - gap.start())
    return line[: widest.start()], line[widest.end() :]


def _middle(lines: Sequence[str]) -> int:
    """Return where the right column begins; 0 where there is none."""
    return min((len(line) - len(half) for line in lines if (half := _halves(line)[1])), default=0)


def _one_after_the_other(lines: Sequence[str]) -> list[str]:
    """Return left halves, then right ones; a line alone is where it begins."""
    middle = _middle(lines)
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        one, other = _halves(line)
        if not other and middle and len(one) - len(one.lstrip()) >= middle - 8:
            one, other = "", one
        left += [one.strip()] if one.strip() else []
        right += [other.strip()] if other.strip() else []
    return [*left, "", *right]


def _end_of_signature(lines: Sequence[str], signed: int) -> int:
    """Return where the appendix begins: its word, or a line of capitals left of the signatures."""
    middle = _middle(lines[signed : signed + 12])
    for place in range(signed + 1, len(lines)):
        line = lines[place]
        begins = len(line) - len(line.lstrip())
        alone = bool(line.strip()) and not _halves(line)[1]
        if alone and (is_appendix_word(line) or (line.isupper() and begins < middle - 8)):
            return place
    return len(lines)


# -- tables of tasks ------------------------------------------------------------------------------------------------
def is_task_head(line: str) -> bool:
    """Return whether one line heads a table of tasks."""
    folded = fold(line)
    return folded.startswith(("stt ", "tt ")) and "noi dung" in folded and "danh gia" in folded


def _unfold_tables(lines: Sequence[str]) -> list[str]:
    """Return the lines, the rows of a task table below its head each as number and task, products, evaluation."""
    found = next(filter(None, (_task_head_at(lines, n) for n in range(len(lines)))), None)
    if found is None:
        return _column_by_column(lines)
    start, heads, end = found
    first = next((n for n in range(end, len(lines)) if _ROW_NUMBER.match(lines[n])), len(lines))
    rows: list[list[str]] = []
    for line in filter(str.strip, lines[first:]):
        if _ROW_NUMBER.match(line) or not rows:
            rows.append([])
        rows[-1].append(line)
    return [*lines[:start], heads, *(part for row in rows for part in _row_told_apart(row))]


def _task_head_at(lines: Sequence[str], at: int) -> tuple[int, str, int] | None:
    """Return where the head of a task table begins, its words in one line, and where it ends; None where this line is
    none.

    A narrow column parts its words over the lines around: `Đánh` above, `giá` below.
    """
    line = lines[at]
    if not _GAP.search(line) or not fold(line).startswith(("stt ", "tt ")):
        return None
    if is_task_head(" ".join(line.split())):
        return at, " ".join(line.split()), at + 1
    start, end = max(0, at - 1), min(at + 2, len(lines))
    around = [part for part in (lines[start], lines[end - 1]) if part is not line and len(part.split()) <= 3]
    words = " ".join(" ".join([line, *around]).split())
    return (start, words, end) if len(around) == 2 and is_task_head(words) else None


def _column_by_column(lines: Sequence[str]) -> list[str]:
    """Return the lines, a task table whose columns came one below the other as its numbered tasks with their
    evaluations.

    Whose product is whose cannot be told from such a text: products are left out, which the reader of the rows says.
    """
    head = next((n for n, line in enumerate(lines) if is_lone_number_head(line)), len(lines))
    below = [line.strip() for line in lines[head + 1 :] if line.strip()]
    tasks: list[list[str]] = []
    rest: list[str] = []
    for place, line in enumerate(below):
        if fold(line).startswith(("san pham", "ket qua", "danh gia")):
            rest = below[place:]
            break
        row = _ROW_NUMBER.match(line)
        if row and int(row[1]) == len(tasks) + 1:
            tasks.append([line[row.end() :].strip()])
        elif tasks:
            tasks[-1].append(line)
    words = [line.rstrip(".") for line in rest if EVALUATED.fullmatch(line)]
    rows = [" ".join(filter(None, task)) for task in tasks]
    if not rows or not all(rows) or len(words) != len(rows):
        return list(lines)
    shown = [part for number, (task, word) in enumerate(zip(rows, words, strict=True), 1)
             for part in ("", f"{number} {task}", "", word)]  # fmt: skip
    return [*lines[:head], "STT Nội dung Sản phẩm Đánh giá", *shown]


def is_lone_number_head(line: str) -> bool:
    """Return whether a line is the head of a number column and nothing else."""
    return fold(line).strip(" .") in ("stt", "tt", "so tt")


def _row_told_apart(lines: Sequence[str]) -> Iterator[str]:
    """Yield number and task, products, evaluation of one row; each row is set by itself, so its columns are its own."""
    number = _ROW_NUMBER.match(lines[0])
    words: list[str] = []
    evaluation = ""
    for place, line in enumerate(lines):
        bare = _ROW_NUMBER.sub(lambda m: " " * len(m[0]), line) if not place else line
        if found := EVALUATED.search(bare):
            evaluation, bare = found["word"], bare[: found.start()]
        words.append(bare.rstrip())
    edge = _edge(words)
    task = " ".join(part for line in words if (part := line[:edge].strip()))
    products = [part for line in words if (part := line[edge:].strip())]
    yield from ("", f"{number[1] if number else ''} {task}".strip(), "", *join_products(products), evaluation)


def _edge(lines: Sequence[str]) -> int:
    """Return where the second column begins: after the widest strip of the row without a letter."""
    width = max(map(len, lines), default=0)
    filled = [any(line[place : place + 1].strip() for line in lines) for place in range(width)]
    begin = filled.index(True) if True in filled else width
    best, edge, at = 0, width, begin
    for has_letters, run in groupby(filled[begin:]):
        length = len(list(run))
        if not has_letters and length > max(best, _NARROWEST_GUTTER - 1):
            best, edge = length, at + length
        at += length
    return edge


def join_products(lines: Sequence[str]) -> list[str]:
    """Return the products of one task: a dash begins one; a line without goes on, unless the one before has ended."""
    joined: list[str] = []
    for line in lines:
        begins = line.startswith(("-", "+", "–")) or (joined and joined[-1].endswith((".", ";")) and line[:1].isupper())
        if joined and not begins:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


# -- pages without a form feed ----------------------------------------------------------------------------------------
_LONE_NUMBER = re.compile(r"^\s*[-–]?\s*(\d{1,3})\s*[-–]?\s*$")
_NOTE_MARK = re.compile(r"^\s{0,6}(\d{1,2})\s*$")
"""` 2`: a footnote's mark on a line of its own."""
_NOTE = re.compile(r"^\s{0,8}(\d{1,2})\s{1,3}(?=\S)")
"""` 2 Theo`: a footnote's text."""
_ENDED = re.compile(r"[.;:!?…/”)]\s*$")
"""`xong.`: a line after which the paragraph is over."""
_LONGEST_NOTE = 12  # lines


def join_over_pages(text: str) -> str:
    """Return the text with a sentence that a page's end cut in two in one piece again, the notes of that page behind
    it.

    `pdftotext` without form feeds leaves the page's notes and its number where the page ended. They are taken out only
    where what stands before has not ended and what stands behind is no beginning.
    """
    lines = text.split("\n")
    joined: list[str] = []
    waiting: list[str] = []
    at = 0
    # Below the head of a table a lone number is the number of a row.
    end = next((n for n, line in enumerate(lines) if _ends_prose(line)), len(lines))
    while at < len(lines):
        page = _page_end(lines, at) if joined and at < end and not lines[at].strip() else None
        if page is None:
            joined.append(lines[at])
            if waiting and _ENDED.search(lines[at]):
                joined += ["", *waiting, ""]
                waiting = []
            at += 1
            continue
        notes, at = page
        waiting += notes
        while joined and not joined[-1].strip():
            joined.pop()
    return "\n".join([*joined, *waiting])


def _ends_prose(line: str) -> bool:
    return is_lone_number_head(line) or is_task_head(" ".join(line.split())) or is_recipients_word(_halves(line)[0])


def _page_end(lines: Sequence[str], at: int) -> tuple[list[str], int] | None:
    """Return the notes of the page that ends here in the middle of a sentence, and where the next page begins; else
    None.
    """
    before = next((line for line in reversed(lines[max(0, at - 3) : at]) if line.strip()), "")
    if not before or _ENDED.search(before) or before.strip().isupper() or len(before.split()) < 4:
        return None
    number = next((n for n in range(at, min(at + _LONGEST_NOTE, len(lines))) if _is_page_number(lines, n)), None)
    if number is None:
        return None
    notes = [line for line in lines[at:number] if line.strip()]
    if notes and not (_NOTE_MARK.match(notes[0]) or _NOTE.match(notes[0])):
        return None
    after = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), None)
    if after is None or re.match(r"\s*(?:[IVX]+\.|\d{1,2}[.)]\s|[-+•]\s|[a-zđ]\))", lines[after]):
        return None
    return [" ".join(_as_note(notes).split())] if notes else [], after


def _is_page_number(lines: Sequence[str], at: int) -> bool:
    """Return a lone number far from the margin, or between blank lines."""
    line = lines[at]
    if not _LONE_NUMBER.match(line):
        return False
    indented = len(line) - len(line.lstrip()) >= 10
    alone = at + 1 >= len(lines) or not lines[at + 1].strip()
    return indented or (alone and not _NOTE_MARK.match(line))


def _as_note(notes: Sequence[str]) -> str:
    """Return `1` above its words, or before them, as `[1] …`."""
    first = _NOTE_MARK.match(notes[0]) or _NOTE.match(notes[0])
    rest = notes[0][first.end() :] if first else notes[0]
    return f"[{first[1] if first else ''}] {rest} {' '.join(notes[1:])}"
