"""Plain text pasted or saved from a PDF: decoded, broken lines joined where that is safe, a checklist found again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_tui.errors import FindingsError
from cchc_tui.importing.blocks import Block, Paragraph, SourceTable
from cchc_tui.importing.opening import utf16_without_mark
from cchc_tui.importing.pages import (
    EVALUATED,
    is_task_head,
    join_over_pages,
    join_products,
    unfold_columns,
    without_page_numbers,
)
from cchc_tui.importing.paper import is_title_word
from cchc_tui.language.legacy_encoding import LegacyEncoding, convert, recognise
from cchc_tui.language.letters import CAPITAL, SMALL
from cchc_tui.language.text import clean

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARK = re.compile(r"^(?:[-–+•*]\s|\d{1,2}[.)]\s|[IVX]{1,5}[.)]\s|[a-zđ]\)\s|[a-zđ]\.\s)")
"""`a) `: the mark of an item."""
_BROKEN_SYMBOL = re.compile(r"\d\s?/(?:[A-ZĐ0-9&/-]*[-/])?\s*$")
"""A line that ends inside a number and symbol, after one of its signs: `17/UBND-`."""
_ROMAN = re.compile(r"^[IVX]{1,5}[.)]\s")
"""`II. `: the mark of a section."""
_STARTS = re.compile(
    r"^(?:Ngày\s+\d|Căn cứ\s|Thực hiện\s+(?:Kế hoạch|Công văn|Quyết định|Nghị quyết|Chỉ thị)\s+số\s"
    r"|Kính gửi|Nơi nhận|Trên đây là|Phụ lục|TM\s*\.|KT\s*\.|TL\s*\.|TUQ\s*\."
    r"|\(Kèm theo|STT\b|Số\s*:|Độc lập\s*[-–])"
)
"""`Căn cứ `: words that begin a paragraph."""
_MOTTO = re.compile(r"^\s*Độc lập\s*[-–]")
"""`Độc lập - Tự do`: the end of the country's name and motto, whatever the width of the paper's lines."""
_SENTENCE_END = re.compile(r"[.;:!?…/]\s*$")
"""`xong.`: a line after which the paragraph is over."""
_SMALL = re.compile(rf"^[{SMALL}]")
"""`và`: a line that goes on from the one before."""
_RUN_TOGETHER = re.compile(
    rf"(?<=[:;.])\s+(?=[-+]\s+[{CAPITAL}])|\s+(?=Ngày\s+\d{{1,2}}/\d{{1,2}}/\d{{4}})"
    rf"|(?<=[{CAPITAL}]{{2}})\s+(?=(?:KT|TL|TUQ)\.\s)"
)
"""Where a converter ran lines together: before a dash after a stop, a capital "Ngày", the next rank of a signature."""
_CAPITALS_FIRST = re.compile(rf"^([^{SMALL}]+)\s+(?=[{CAPITAL}][{SMALL}])")
"""`I. KẾT QUẢ Trong quý`: a head in capitals and its text run together."""
_LONGEST_PRINTED = 130
"""Letters; nine of ten printed lines are shorter, paragraphs are not."""
_BROKEN_SHARE = 0.2
"""More paragraphs than this beginning with a small letter: somebody pasted printed lines."""
_SURELY_BROKEN = 60
"""Letters; a paragraph that long without a stop goes on in the next one that begins small, across a gap."""
_LONG_LINE = 0.75  # of the usual width; shorter lines end because their paragraph does


def decode(data: bytes, name: str) -> tuple[str, LegacyEncoding | None]:
    """Return the text of a file and the old encoding it was converted from, if any."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), None
    if b"\x00" in data[:4096] and (unmarked := utf16_without_mark(data)):
        return data.decode(unmarked, "replace"), None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        found = recognise(text)
        if found is not None:
            return convert(text, found), found
        try:
            return data.decode("cp1258"), None
        except UnicodeDecodeError as error:
            raise FindingsError(
                f"“{name}” không phải UTF-8 và không nhận ra bảng mã cũ nào.",
                "Hãy mở lại tệp và lưu bằng UTF-8 rồi nhập.",
            ) from error
    found = recognise(text)
    return (convert(text, found), found) if found else (text, None)


def read_blocks(text: str) -> list[Block]:
    """Return the paragraphs of a text, broken lines joined; a checklist whose columns were lost becomes a table
    again.
    """
    return _blocks_of(join_lines(unfold_columns(join_over_pages(without_page_numbers(text)))))


def mended(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a document made from pasted text: a paragraph for each printed line, tables without
    columns.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(blocks):
        return list(blocks)  # with real tables it was not pasted
    small = sum(bool(_SMALL.match(p.text)) for p in paragraphs if not p.bullet)
    lines = [part for p in paragraphs for part in _parted(f"{p.bullet} {p.text}".strip())]
    if small > _BROKEN_SHARE * len(paragraphs):
        printed = sorted(map(len, lines))[int(0.9 * len(lines))] < _LONGEST_PRINTED
        return _blocks_of(join_lines(("\n" if printed else "\n\n").join(lines)))
    if any(is_task_head(line) for line in lines):
        return _blocks_of([part for line in lines for part in ("", line)])
    return list(blocks)


def _parted(text: str) -> list[str]:
    """Return the lines that a converter ran together in one paragraph, where capitals or dashes show it."""
    return [part for piece in _after_capitals(text) if piece for part in _RUN_TOGETHER.split(piece)]


def _after_capitals(text: str) -> tuple[str, str]:
    """Return a heading in capitals, or the name of a kind, and the sentence that goes on behind it."""
    found = _CAPITALS_FIRST.match(text)
    if found and (_ROMAN.match(found[1]) or is_title_word(found[1])):
        return found[1], text[found.end() :]
    return text, ""


def _blocks_of(lines: Sequence[str]) -> list[Block]:
    head = next((n for n, line in enumerate(lines) if is_task_head(line)), len(lines))
    blocks: list[Block] = [paragraph for line in lines[:head] if (paragraph := _paragraph(line))]
    if head < len(lines):
        blocks.append(_columns_again(lines[head + 1 :]))
    return blocks


_ROW = re.compile(r"^(?P<number>\d{1,3})[.)]?(?:\s+(?P<rest>\S.*))?$")
"""`12. Họp`: a row that begins with its number."""


def _columns_again(lines: Sequence[str]) -> SourceTable:
    """Return rows told apart by their numbers; the first block of a row is the task, the rest its products, then the
    word.
    """
    rows: list[tuple[tuple[str, ...], ...]] = [
        (("STT",), ("Nội dung nhiệm vụ",), ("Sản phẩm, kết quả",), ("Đánh giá",))
    ]
    groups: list[list[list[str]]] = []
    for line, gap in _with_gaps(lines):
        row = _ROW.match(line.strip())
        if row and int(row["number"]) == len(groups) + 1:
            groups.append([[row["rest"]]] if row["rest"] else [[]])
        elif groups:
            starts_product = line.strip().startswith(("-", "+"))
            if groups[-1][-1] and (gap or (starts_product and len(groups[-1]) == 1)):
                groups[-1].append([])
            groups[-1][-1].append(line.strip())
    rows += [_row_of(number, blocks) for number, blocks in enumerate(groups, 1)]
    return SourceTable(tuple(rows))


def _row_of(number: int, blocks: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    task, *rest = [list(block) for block in blocks]
    products = [line for block in rest for line in block]
    word = ""
    last = products or task
    if last and (found := EVALUATED.search(last[-1])):
        word = found["word"]
        last[-1] = last[-1][: found.start()].rstrip()
    return (str(number),), (" ".join(task),), tuple(join_products([line for line in products if line])), (word,)


def _paragraph(line: str) -> Paragraph | None:
    bare = line.strip()
    if not bare:
        return None
    if bare[0] in "-–+•*" and bare[1:2] == " ":
        return Paragraph(bare[1:].strip(), 0, "+" if bare[0] == "+" else "-")
    return Paragraph(bare)


def join_lines(text: str) -> list[str]:
    """Return the lines of a text with those a page broke joined again; an empty string for each gap between blocks.

    A space at the end of a line is how PDF readers mark a broken one: where a text does so, only such lines are joined.
    Else a line is joined when it is full and the next one goes on in small letters.
    """
    spaced = text.replace("\r\n", "\n").replace("\f", "\n").split("\n")
    marked = _marks_broken_lines(spaced)
    lines = [clean(line) + (" " if line.endswith((" ", "\u00a0")) else "") for line in spaced]
    width = _usual_width(lines)
    joined: list[list[str]] = []
    last = ""
    for line, gap in _with_gaps(lines):
        previous = joined[-1] if joined else []
        if previous and _goes_on(previous[0], previous[-1], last, line.strip(), gap, width, marked=marked):
            previous[-1] = previous[-1].rstrip()
            previous.append(line.lstrip())
        else:
            joined += [[""], [line]] if gap else [[line]]
        last = line.rstrip()
    return [" ".join(parts).rstrip() for parts in joined]


def _with_gaps(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    gap = False
    for line in lines:
        if line.strip():
            yield line, gap
            gap = False
        else:
            gap = True


def _marks_broken_lines(lines: Sequence[str]) -> bool:
    long = [line for line in lines if len(line) > 60]
    return len(long) > 4 and sum(line.endswith(" ") for line in long) > 0.3 * len(long)


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _goes_on(first: str, previous: str, last_line: str, line: str, gap: bool, width: int, *, marked: bool) -> bool:
    """Return whether `line` continues the paragraph that began with the line `first` and whose last one is
    `previous`.
    """
    if not previous:
        return False
    if not gap and _BROKEN_SYMBOL.search(previous) and line[:1].isupper():
        return True
    if _MARK.match(line) or _STARTS.match(line) or (previous is first and _is_heading(previous)):
        return False
    if is_title_word(line) or _MOTTO.match(previous):
        return False
    ended = _SENTENCE_END.search(previous)
    if marked:
        if not previous.endswith(" "):
            return False
        return not (ended and gap)
    full = len(last_line) >= _LONG_LINE * width > 30
    if gap:
        return bool((full or len(last_line) > _SURELY_BROKEN) and not ended and _SMALL.match(line))
    return bool(full and (_SMALL.match(line) or not ended)) or bool(_SMALL.match(line) and not ended)


def _is_heading(line: str) -> bool:
    return line.strip().isupper() and bool(_ROMAN.match(line.strip()) or is_title_word(line))
