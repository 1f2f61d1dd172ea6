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
_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_ROW_NUMBER = re.compile(r"^\s{0,12}(\d{1,3})[.)]?(?=\s|$)")
_NARROWEST_GUTTER = 2
EVALUATED = re.compile(
    r"(?:^|\s)(?P<word>(?:Chưa đạt|Không đạt|Đạt|Hoàn thành tốt|Hoàn thành|Chưa hoàn thành|Không hoàn thành"
    r"|Đang thực hiện|Chưa thực hiện|Đã thực hiện))\.?$"
)
"""An evaluation at the end of a line."""


def without_page_numbers(text: str) -> str:
    """The pages one after the other; a lone number that begins a page is its number (NĐ 30/2020, Phụ lục I)."""
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
    """The text with columns that stand side by side, in head, signature and task table, one after the other."""
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
    """The line parted at its widest gap; the second half empty where there is none."""
    gaps = list(_GAP.finditer(line))
    if not gaps:
        return line, ""
    widest = max(gaps, key=lambda gap: gap.end() - gap.start())
    return line[: widest.start()], line[widest.end() :]


def _middle(lines: Sequence[str]) -> int:
    """Where the right column begins; 0 where there is none."""
    return min((len(line) - len(half) for line in lines if (half := _halves(line)[1])), default=0)


def _one_after_the_other(lines: Sequence[str]) -> list[str]:
    """Left halves, then right ones; a line alone is where it begins."""
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
    """Where the appendix begins: its word, or a line of capitals left of the signatures."""
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
    """Whether one line heads a table of tasks."""
    folded = fold(line)
    return folded.startswith(("stt ", "tt ")) and "noi dung" in folded and "danh gia" in folded


def _unfold_tables(lines: Sequence[str]) -> list[str]:
    """The lines, the rows of a task table below its head each as number and task, products, evaluation."""
    head = next((n for n, line in enumerate(lines) if is_task_head(" ".join(line.split())) and _GAP.search(line)), None)
    if head is None:
        return _column_by_column(lines)
    first = next((n for n in range(head + 1, len(lines)) if _ROW_NUMBER.match(lines[n])), len(lines))
    rows: list[list[str]] = []
    for line in filter(str.strip, lines[first:]):
        if _ROW_NUMBER.match(line) or not rows:
            rows.append([])
        rows[-1].append(line)
    return [*lines[:head], " ".join(lines[head].split()), *(part for row in rows for part in _row_told_apart(row))]


def _column_by_column(lines: Sequence[str]) -> list[str]:
    """The lines, a task table whose columns came one below the other as its numbered tasks with their evaluations.

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
    """Whether a line is the head of a number column and nothing else."""
    return fold(line).strip(" .") in ("stt", "tt", "so tt")


def _row_told_apart(lines: Sequence[str]) -> Iterator[str]:
    """Number and task, products, evaluation of one row; each row is set by itself, so its columns are its own."""
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
    """Where the second column begins: after the widest strip of the row without a letter."""
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
    """The products of one task: a dash begins one; a line without goes on, unless the one before has ended."""
    joined: list[str] = []
    for line in lines:
        begins = line.startswith(("-", "+", "–")) or (joined and joined[-1].endswith((".", ";")) and line[:1].isupper())
        if joined and not begins:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined
