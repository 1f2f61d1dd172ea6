"""A document taken apart into the components of an official paper: head, title, căn cứ, prose, signature, appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cchc_tui.importing.blocks import Block, Paragraph, Table, collapse
from cchc_tui.records.kind import KINDS, Family

_KINDS = {k.name.upper(): k.slug for k in KINDS if k.family is Family.ADMINISTRATIVE and k.slug != "cong-van"}
_NUMBER = re.compile(r"^Số\s*:?\s*(?P<number>\d{0,5}[a-z]?)[\s.…_]*/\s*(?P<symbol>[A-ZĐ][\w&-]*)", re.IGNORECASE)
_PLACE = re.compile(
    r"^(?P<place>[^,/:]{2,40}),\s*ngày\s*(?P<d>\d{0,2})[\s.…_]*tháng\s*(?P<m>\d{0,2})[\s.…_]*năm\s*(?P<y>\d{4})"
)
_ADDRESSED = re.compile(r"^Kính gửi\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_BASIS = re.compile(r"^(?:Căn cứ|Thực hiện|Theo)\s.*;$")
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?\s*$", re.IGNORECASE)
_APPENDIX = re.compile(r"^Phụ lục(?:\s+(?:[IVX]+|\d+))?\s*[:.]?$", re.IGNORECASE)
_ATTACHED = re.compile(
    r"^\(?\s*Kèm theo\s.*?số\s*:?\s*(?P<number>\d{0,5}[a-z]?)[\s.…_]*/\s*(?P<symbol>[A-ZĐ][\w&-]*)", re.IGNORECASE
)
_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\s*\.|^(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|CHÁNH VĂN PHÒNG|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG)")
_GLUED_NAME = re.compile(
    r"^(?P<position>.*?(?i:chủ tịch|văn phòng|giám đốc|trưởng).*?)\s+"
    r"(?P<name>[A-ZĐÀ-Ỹ][^\W\dA-ZĐ]+(?:\s+[A-ZĐÀ-Ỹ][^\W\dA-ZĐ]*){2,4})$"
)
"""A position and a name of three words and more on one line; two words may be the name of the commune."""
_SIGNED = re.compile(r"^\(?\s*(?:đã ký|ký tên|ký,)", re.IGNORECASE)
_POSITION = re.compile(r"(?i)(?:chủ tịch|văn phòng|giám đốc|bí thư|trưởng|phó|ủy ban|ubnd|hđnd)")
_MOTTO = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐỘC LẬP - TỰ DO", "ĐỘC LẬP – TỰ DO")


@dataclass
class Paper:
    """The components found; what the document does not have stays empty."""

    kind: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    dated_on: date | None = None
    year: int | None = None
    """The year of the paper's date, known even while the day is blank."""
    dated_line: str = ""
    """The line of place and date with its spaces as typed."""
    agency: list[str] = field(default_factory=list)
    subject: str = ""
    addressees: list[str] = field(default_factory=list)
    legal_basis: list[str] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signing: list[str] = field(default_factory=list)
    signatory: str = ""
    appendices: list[tuple[str, list[Block]]] = field(default_factory=list)
    """Title and content of each."""


def is_title_word(line: str) -> bool:
    """Whether a line is the name of a kind in capitals, which heads a paper."""
    return collapse(line) in _KINDS


def is_recipients_word(line: str) -> bool:
    """Whether a line is "Nơi nhận:"."""
    return bool(_RECIPIENTS.match(collapse(line)))


def is_appendix_word(line: str) -> bool:
    """Whether a line is "Phụ lục" with its number, or none."""
    return bool(_APPENDIX.match(collapse(line)))


def read_paper(blocks: Sequence[Block]) -> Paper:
    """The components of an official paper. Without a title of its kind everything is prose."""
    paper = Paper()
    title = _title_at(blocks)
    end = _signature_at(blocks)
    if title is None:
        paper.body = list(blocks[:end])
    else:
        _read_head(paper, blocks[:title])
        paper.kind = _KINDS[collapse(_text(blocks[title])).upper()]
        paper.body = _read_front(paper, list(blocks[title + 1 : end]))
    _read_end(paper, list(blocks[end:]))
    return paper


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _title_at(blocks: Sequence[Block]) -> int | None:
    for place, block in enumerate(blocks[:60]):
        text = collapse(_text(block))
        if text and text == text.upper() and text in _KINDS:
            return place
    return None


def _signature_at(blocks: Sequence[Block]) -> int:
    """Where the recipients begin, as a paragraph or in a table."""
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        lines = block.lines if isinstance(block, Table) else [block.text]
        if any(_RECIPIENTS.match(collapse(line)) for line in lines):
            return place
    return len(blocks)


def _read_head(paper: Paper, blocks: Sequence[Block]) -> None:
    lines = [line for block in blocks for line in (block.lines if isinstance(block, Table) else [block.text])]
    for at, typed in enumerate(lines):
        line = collapse(typed)
        if re.fullmatch(r"Số\s*:", line) and at + 1 < len(lines):  # PDF readers part it at the blank number
            line += lines[at + 1]
        if number := _NUMBER.match(line):
            paper.number, paper.symbol = number["number"], number["symbol"]
        elif place := _PLACE.match(line):
            _take_date(paper, place)
            paper.dated_line = typed.strip()
        elif line.isupper() and not line.startswith(_MOTTO):
            paper.agency.append(line)


def _take_date(paper: Paper, found: re.Match[str]) -> None:
    paper.place, paper.year = found["place"].strip(), int(found["y"])
    try:
        paper.dated_on = date(int(found["y"]), int(found["m"] or 0), int(found["d"] or 0))
    except ValueError:
        paper.dated_on = None


def _read_front(paper: Paper, blocks: list[Block]) -> list[Block]:
    """Subject, addressees and căn cứ are taken off; what is left is prose."""
    subject: list[str] = []
    while blocks and isinstance(blocks[0], Paragraph) and len(subject) < 4 and _is_subject(blocks[0], subject):
        subject.append(collapse(_text(blocks.pop(0))))
    paper.subject = " ".join(subject)
    if blocks and (found := _ADDRESSED.match(collapse(_text(blocks[0])))):
        blocks.pop(0)
        if found["rest"].strip():
            paper.addressees.append(found["rest"].strip(" .;"))
        while blocks and isinstance(blocks[0], Paragraph) and blocks[0].bullet == "-":
            paper.addressees.append(collapse(_text(blocks.pop(0))).strip(" .;"))
    while blocks and _BASIS.match(collapse(_text(blocks[0]))):
        paper.legal_basis.append(collapse(_text(blocks.pop(0))).rstrip(" ;"))
    return blocks


def _is_subject(block: Paragraph, before: Sequence[str]) -> bool:
    text = collapse(block.text)
    if block.level or block.bullet or _ADDRESSED.match(text) or _BASIS.match(text) or re.match(r"[IVX]+\.\s", text):
        return False
    if text.endswith((".", ";", ":")) or len(text) > 200:
        return False
    # A second line goes on only where the first is broken off: a paper's prose begins with a capital too.
    broken_off = bool(before) and len(before[-1]) > 40 and len(text) < 80
    return not before or text[:1].islower() or (broken_off and not text.endswith(","))


def _read_end(paper: Paper, blocks: list[Block]) -> None:
    """Recipients, signature, appendices."""
    if blocks and isinstance(blocks[0], Table):
        table = blocks.pop(0)
        assert isinstance(table, Table)
        for row in table.rows:
            for cell in row:
                _take_lines(paper, list(cell))
    else:
        lines: list[str] = []
        while blocks and isinstance(blocks[0], Paragraph) and not _begins_appendix(blocks, _is_signed(lines)):
            block = blocks.pop(0)
            assert isinstance(block, Paragraph)
            lines.append(f"{block.bullet} {block.text}".strip())
            if len(lines) > 1 and _is_name(block.text) and _is_signed(lines):
                break
        _take_lines(paper, lines)
    _read_appendices(paper, blocks)


def _begins_appendix(blocks: Sequence[Block], signed: bool) -> bool:
    text = collapse(_text(blocks[0]))
    return bool(_APPENDIX.match(text) or _ATTACHED.match(text)) or (signed and _may_be_title(text))


def _is_signed(lines: Sequence[str]) -> bool:
    return any(_AUTHORITY.match(line) for line in lines)


def _may_be_title(text: str) -> bool:
    """Capitals that are no rank and no position."""
    return text.isupper() and not _AUTHORITY.match(text) and not _POSITION.search(text)


def _take_lines(paper: Paper, lines: Sequence[str]) -> None:
    listing = False
    for line in map(collapse, lines):
        if _RECIPIENTS.match(line):
            listing = True
        elif listing and line.startswith(("-", "–")):
            paper.recipients.append(line.lstrip("-– ").rstrip(" .;"))
        elif _SIGNED.match(line):
            continue
        elif _is_name(line) and paper.signing:
            paper.signatory = line
        elif line and (_AUTHORITY.match(line) or paper.signing or _POSITION.match(line)):
            paper.signing.append(line)
    if not paper.signatory and paper.signing and (glued := _GLUED_NAME.match(paper.signing[-1])):
        paper.signing[-1], paper.signatory = glued["position"], glued["name"]


def _is_name(line: str) -> bool:
    words = line.split()
    titled = all(word.isalpha() and word[0].isupper() and (len(word) == 1 or word[1:].islower()) for word in words)
    return 2 <= len(words) <= 6 and titled and not _POSITION.search(line)


def _read_appendices(paper: Paper, blocks: Sequence[Block]) -> None:
    title: list[str] = []
    content: list[Block] = []
    for block in blocks:
        text = collapse(_text(block))
        if attached := _ATTACHED.match(text):
            paper.number, paper.symbol = paper.number or attached["number"], paper.symbol or attached["symbol"]
        elif isinstance(block, Paragraph) and (_APPENDIX.match(text) or (text.isupper() and len(text) > 8)):
            if content:
                paper.appendices.append((" ".join(title), content))
                title, content = [], []
            if not _APPENDIX.match(text):
                title.append(text)
        elif text or isinstance(block, Table):
            content.append(block)
    if title or content:
        paper.appendices.append((" ".join(title), content))
