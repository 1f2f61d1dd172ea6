"""A document taken apart into the components of an official paper: head, title, căn cứ, prose, signature, appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cchc_tui.importing.blocks import Block, Paragraph, SourceTable, collapse
from cchc_tui.language.letters import CAPITAL, SMALL
from cchc_tui.records.kind import KINDS, Family

_KINDS = {k.name.upper(): k.slug for k in KINDS if k.family is Family.ADMINISTRATIVE and k.slug != "cong-van"}
_NUMBER = re.compile(
    r"^Số\s*:?\s*(?P<number>\d{0,5}[a-z]?)[\s.…_]*(?P<sign>[/-])\s*(?P<symbol>(?:\d{4}/)?[A-ZĐ][\w&/.-]*)",
    re.IGNORECASE,
)
"""`Số: 15/BC-UBND`: the paper's own number, also left open: "Số:     /BC-UBND"."""
_PLACE = re.compile(
    r"^(?P<place>[^,/:]{2,40}),\s*ngày\s*(?P<d>\d{0,2})[\s.…_]*tháng\s*(?P<m>\d{0,2})[\s.…_]*năm\s*(?P<y>\d{4})"
)
"""`Hạ Kỳ, ngày 5 tháng 3 năm 2026`: place and date, also left open."""
_ADDRESSED = re.compile(r"^Kính gửi\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
"""`Kính gửi: UBND huyện`: the addressee."""
_BASIS = re.compile(r"^(?:Căn cứ|Thực hiện|Theo)\s.*;$")
"""`Căn cứ Luật Đất đai;`: a legal basis before the body."""
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?\s*$", re.IGNORECASE)
"""`Nơi nhận:`: the head of the recipients."""
_APPENDIX = re.compile(r"^Phụ lục(?:\s+(?:[IVX]+|\d+))?\s*[:.]?$", re.IGNORECASE)
"""`Phụ lục II`: the head of an appendix."""
_ATTACHED = re.compile(
    r"^\(?\s*Kèm theo\s.*?số\s*:?\s*(?P<number>\d{0,5}[a-z]?)[\s.…_]*/\s*(?P<symbol>[A-ZĐ][\w&-]*)", re.IGNORECASE
)
"""`(Kèm theo Quyết định số 15/QĐ-UBND`: what an attachment belongs to."""
_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\s*\.|^(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|CHÁNH VĂN PHÒNG|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG)")
"""`TM. ỦY BAN NHÂN DÂN`: the signature begins."""
_GLUED_NAME = re.compile(
    r"^(?P<position>.*?(?i:chủ tịch|văn phòng|giám đốc|trưởng).*?)\s+"
    rf"(?P<name>[{CAPITAL}][{SMALL}]+(?:\s+[{CAPITAL}][{SMALL}]*){{2,4}})$"
)
"""A position and a name of three words and more on one line; two words may be the name of the commune."""
_SIGNED = re.compile(r"^\(?\s*(?:đã ký|ký tên|ký,)", re.IGNORECASE)
"""`(đã ký)`: where the signature stood."""
_POSITION = re.compile(r"(?i)(?:chủ tịch|văn phòng|giám đốc|bí thư|trưởng|phó|ủy ban|ubnd|hđnd)")
"""`CHỦ TỊCH`: a position, not a name."""
_ABOUT = re.compile(r"^(?:V/v|Về việc)\s*:?\s*(?P<about>.+)$", re.IGNORECASE)
"""`V/v báo cáo`: the subject of a letter."""
_PARTY_HEAD = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
_LONGEST_TITLE = 300
_STAMPS = ("DỰ THẢO", "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "LƯU HÀNH NỘI BỘ", "MẬT", "TỐI MẬT", "TUYỆT MẬT")
"""Words that stand in a head in capitals and name no agency."""
_MOTTO_RESTS = ("NAM", "VIỆT NAM", "NGHĨA VIỆT NAM")
"""What is left of the nation's name where its line was too long."""
_MOTTO = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐỘC LẬP - TỰ DO", "ĐỘC LẬP – TỰ DO")


@dataclass
class Paper:
    """The components found; what the document does not have stays empty."""

    kind: str = ""
    number: str = ""
    sign: str = "/"
    """What stands between number and symbol: a hyphen in the Party's papers."""
    symbol: str = ""
    place: str = ""
    dated_on: date | None = None
    year: int | None = None
    """The year of the paper's date, known even while the day is blank."""
    dated_line: str = ""
    """The line of place and date with its spaces as typed."""
    agency: list[str] = field(default_factory=list)
    """The lines in capitals above its number: who is above, then whose it is."""
    party: bool = False
    """It bears the Party's name where papers of the state bear the nation's."""
    subject: str = ""
    addressees: list[str] = field(default_factory=list)
    legal_basis: list[str] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signing: list[str] = field(default_factory=list)
    signatory: str = ""
    appendices: list[tuple[str, list[Block]]] = field(default_factory=list)
    """Title and content of each."""

    @property
    def symbol_text(self) -> str:
        """Number and symbol as a register writes them; "" while there is no number."""
        return f"{self.number}{self.sign}{self.symbol}" if self.number and self.symbol else ""


def is_title_word(line: str) -> bool:
    """Return whether a line is the name of a kind in capitals, which heads a paper."""
    return collapse(line) in _KINDS


def is_recipients_word(line: str) -> bool:
    """Return whether a line is "Nơi nhận:"."""
    return bool(_RECIPIENTS.match(collapse(line)))


def is_appendix_word(line: str) -> bool:
    """Return whether a line is "Phụ lục" with its number, or none."""
    return bool(_APPENDIX.match(collapse(line)))


def read_paper(blocks: Sequence[Block]) -> Paper:
    """Return the components of an official paper.

    Without a title of its kind, or a letter's head, everything is prose.
    """
    paper = Paper()
    title = _title_at(blocks)
    end = _signature_at(blocks)
    if title is None:
        letter = _letter_at(blocks[:end])
        if letter is not None:
            _read_head(paper, blocks[:letter])
            paper.kind = "cong-van"
            subject, paper.subject = paper.subject, ""
            paper.body = _read_front(paper, list(blocks[letter:end]))
            paper.subject = subject
        else:
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


def _letter_at(blocks: Sequence[Block]) -> int | None:
    """Return where "Kính gửi" stands in a letter: below its number and, under that, what it is about."""
    for place, block in enumerate(blocks[:25]):
        if _ADDRESSED.match(collapse(_text(block))):
            lines = [collapse(line) for line in _lines_of(blocks[:place])]
            is_letter = any(map(_NUMBER.match, lines)) and any(map(_ABOUT.match, lines))
            return place if is_letter else None
    return None


def _lines_of(blocks: Sequence[Block]) -> list[str]:
    return [line for block in blocks for line in (block.lines if isinstance(block, SourceTable) else [block.text])]


def _signature_at(blocks: Sequence[Block]) -> int:
    """Return where the recipients begin, as a paragraph or in a table."""
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        lines = block.lines if isinstance(block, SourceTable) else [block.text]
        if any(_RECIPIENTS.match(collapse(line)) for line in lines):
            return place
    return len(blocks)


def _read_head(paper: Paper, blocks: Sequence[Block]) -> None:
    lines = _lines_of(blocks)
    for at, typed in enumerate(lines):
        line = collapse(typed)
        if re.fullmatch(r"Số\s*:", line) and at + 1 < len(lines):  # PDF readers part it at the blank number
            line += lines[at + 1]
        if number := _NUMBER.match(line):
            paper.number, paper.sign, paper.symbol = number["number"], number["sign"], number["symbol"].rstrip(".,")
        elif about := _ABOUT.match(line):
            paper.subject = about["about"]
        elif line.startswith(_PARTY_HEAD):
            paper.party = True
        elif place := _PLACE.match(line):
            _take_date(paper, place)
            paper.dated_line = typed.strip()
        elif line.isupper() and not line.startswith((*_MOTTO, "/")) and line not in (*_MOTTO_RESTS, *_STAMPS):
            paper.agency.append(line)


def _take_date(paper: Paper, found: re.Match[str]) -> None:
    paper.place, paper.year = found["place"].strip(), int(found["y"])
    try:
        paper.dated_on = date(int(found["y"]), int(found["m"] or 0), int(found["d"] or 0))
    except ValueError:
        paper.dated_on = None


def _read_front(paper: Paper, blocks: list[Block]) -> list[Block]:
    """Take subject, addressees and căn cứ off and return what is left, which is prose."""
    subject: list[str] = []
    whole = _title_lines(blocks)
    while blocks and isinstance(blocks[0], Paragraph) and len(subject) < max(4, whole):
        if len(subject) >= whole and not _is_subject(blocks[0], subject):
            break
        subject.append(collapse(_text(blocks.pop(0))))
    paper.subject = " ".join(subject)
    while blocks and _is_authority(_text(blocks[0])):
        blocks.pop(0)  # `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …` above the legal bases of a decision
    if blocks and (found := _ADDRESSED.match(collapse(_text(blocks[0])))):
        blocks.pop(0)
        if found["rest"].strip():
            paper.addressees.append(found["rest"].strip(" .;"))
        while blocks and isinstance(blocks[0], Paragraph) and blocks[0].bullet == "-":
            paper.addressees.append(collapse(_text(blocks.pop(0))).strip(" .;"))
    while blocks and _BASIS.match(collapse(_text(blocks[0]))):
        paper.legal_basis.append(collapse(_text(blocks.pop(0))).rstrip(" ;"))
    return blocks


def _is_authority(text: str) -> bool:
    line = collapse(text)
    return line.isupper() and bool(_POSITION.search(line)) and not re.match(r"[IVX]+\.\s", line)


def _title_lines(blocks: Sequence[Block]) -> int:
    """Return how many paragraphs between the kind's name and what must follow it are the title; 0 where one is a
    sentence.
    """
    lines: list[str] = []
    for block in blocks[:5]:
        text = collapse(_text(block))
        if _ADDRESSED.match(text) or _BASIS.match(text) or _is_authority(text):
            return len(lines) if sum(map(len, lines)) <= _LONGEST_TITLE else 0
        is_line = isinstance(block, Paragraph) and not block.level and not block.bullet
        if not text or not is_line or text.endswith((".", ":")) or re.match(r"[IVX]+\.\s", text):
            return 0
        lines.append(text)
    return 0


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
    """Read recipients, signature, appendices."""
    if blocks and isinstance(blocks[0], SourceTable):
        table = blocks.pop(0)
        assert isinstance(table, SourceTable)
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
    """Return capitals that are no rank and no position."""
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
        elif text or isinstance(block, SourceTable):
            content.append(block)
    if title or content:
        paper.appendices.append((" ".join(title), content))
