"""Rules on spaces and punctuation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from cchc_tui.document.passages import COVER, Passage, PassageKind
from cchc_tui.language.letters import CAPITAL, SMALL
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import ReportContext, TextIssue
from cchc_tui.rules.excerpt import around, ending
from cchc_tui.rules.rule import GOOD_WRITING, ND30, STATE_PAPERS, text_rule

# Before an issue no space is right at all, which another rule says.
_SPACES = re.compile(r"(?<=\S) {2,}(?! )(?![.,;:!?](?![\w.,:;!?/]))(?=(?P<slash>/)|\S)")
_FILLED_IN = re.compile(r"(?:số|ngày|tháng|năm):?\Z", re.IGNORECASE)
"""`ngày:`: a colon before something to be filled in."""
_ROOM = 3  # so many spaces are room for a number or a day


@text_rule(
    "double-space",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Giữa hai chữ chỉ có một dấu cách.",
    example="trên  đài truyền thanh",
    cures=True,
)
def double_space(context: ReportContext) -> Iterator[TextIssue]:
    """Report each run of spaces between words; room left for a number or a day is lawful."""
    for passage, match in context.matches(_SPACES):
        before = passage.text[max(0, match.start() - 8) : match.start()]
        if len(match[0]) >= _ROOM and (match["slash"] or _FILLED_IN.search(before)):
            continue
        start, end = match.start() - 1, match.end() + 1
        shown = around(passage.text, start, end)
        new = passage.text[start] + " " + passage.text[end - 1]
        yield TextIssue(passage, start, end, f"Thừa dấu cách ở “{shown}”.", new)


_ENDINGS = (
    r"(?:docx?|pdf|xlsx?|pptx?|od[tsp]|txt|csv|md|zip|rar|png|jpe?g|mp[34]|xml|json|toml|html?|exe|net|vn|com|org|gov)"
)
_SPACE = re.compile(
    r"(?<=[\w)\]”\"%])\s+(?P<mark>\.\s?/\.|[.,;:!?](?![\w.,:;!?/])|[)\]”](?!\w)"
    # A letter right after the mark: the space stands on the wrong side of it. `.docx` and `.vn` are written so.
    rf"|(?P<wrong_side>(?!(?i:\.{_ENDINGS}\b))[.,;:!?](?=[^\W\d_])))"
)
"""`đã xong .`: a blank before a sign."""


@text_rule(
    "space-before-mark",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Dấu câu viết liền chữ đứng trước.",
    example="tại UBND xã .",
    cures=True,
)
def space_before_mark(context: ReportContext) -> Iterator[TextIssue]:
    """Report each punctuation mark that a space parts from its word; `số ...` and `1 : 2` are left alone."""
    for passage, match in context.matches(_SPACE):
        if match["mark"] == ":" and re.match(r":\s*\d", passage.text[match.start("mark") :]):
            continue
        start = match.start() - 1
        shown = around(passage.text, start, match.end(), letters=12)
        message = f"Thừa dấu cách trước dấu “{match['mark']}” ở “{shown}”."
        after = " " if match["wrong_side"] else ""
        yield TextIssue(passage, start, match.end(), message, passage.text[start] + match["mark"] + after)


_JOINED = re.compile(
    rf"(?<=[{SMALL}]{{2}})(?P<mark>[.;:!?,])(?P<next>[{CAPITAL}][{SMALL}]+(?=[\s,.;])|(?<=,)[{SMALL}]+(?=\s))"
)
"""`đã xong.Kết quả`: no blank behind a sign."""


@text_rule(
    "missing-space",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Sau dấu câu có một dấu cách.",
    example="của xã.Ngoài ra",
    cures=True,
)
def missing_space(context: ReportContext) -> Iterator[TextIssue]:
    """Report where a word begins right after a mark."""
    for passage, match in context.matches(_JOINED):
        shown = around(passage.text, match.start(), match.end(), letters=1)
        message = f"Thiếu dấu cách sau dấu “{match['mark']}” ở “{shown}”."
        yield TextIssue(passage, match.start(), match.end(), message, f"{match['mark']} {match['next']}")


_DOUBLED = re.compile(
    r"(?<=[\w)”])(?:(?P<same>[,;:])\s?(?P=same)+|(?<!\.)\.\.(?![.\w])|(?P<two>[,;:]\s?\.(?!\w)|\.\s?[,;])(?!\.))"
)
"""`đã xong,, và`: a sign twice, or two that exclude each other."""
_SMALL = re.compile(r"(?:v\.v|tr|TP|Tp|tp|Q|P|TX|TT|tt)$")
"""`v.v`: before ".." an abbreviation has its own full stop."""


@text_rule(
    "doubled-mark",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Mỗi chỗ chỉ có một dấu câu.",
    example="năm 2023.. hoặc xã,.",
    cures=True,
)
def doubled_mark(context: ReportContext) -> Iterator[TextIssue]:
    """Report each doubled mark; an ellipsis and the stop of an abbreviation (v.v.,) are lawful."""
    for passage, match in context.matches(_DOUBLED):
        if _SMALL.search(passage.text[: match.start()]):
            continue
        shown = around(passage.text, match.start(), match.end(), letters=12)
        new = None if match["two"] else match[0][0]
        yield TextIssue(passage, match.start(), match.end(), f"Dấu câu gõ hai lần ở “{shown}”.", new)


_END = re.compile(r"\.\s?/\s?\.|\.//\.?|/\./|\./(?=\s*$)")
"""`.//.`: the closing mark miswritten."""


@text_rule(
    "end-mark",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm e và Phụ lục III",
    says="Dấu “./.” đứng một lần, ở chữ cuối cùng của nội dung.",
    example="…năm 2023./. rồi còn đoạn sau",
    cures=True,
    papers=STATE_PAPERS,
)
def end_mark(context: ReportContext) -> Iterator[TextIssue]:
    """Report each "./." that text follows, and for one misspelt; the export adds a missing one itself."""
    for _, group in groupby(context.prose.passages, key=lambda p: p.in_appendix):
        passages = list(group)
        prose = [place for place, p in enumerate(passages) if p.kind is not PassageKind.CELL]
        for place, passage in enumerate(passages):
            in_cell = passage.kind is PassageKind.CELL
            more = place + 1 < len(passages) if in_cell else any(later > place for later in prose)
            for match in _END.finditer(passage.text):
                rest = passage.text[match.end() :].strip(" .")
                if match[0] != "./.":
                    message = f"Dấu kết thúc viết “./.”, không phải “{match[0]}”."
                    yield TextIssue(passage, match.start(), match.end(), message, "./.")
                elif rest or more:
                    message = "Dấu “./.” chỉ đặt một lần, ở cuối văn bản."
                    yield TextIssue(passage, match.start(), match.end(), message, "." if not rest else None)


_FEWEST_WORDS = 8  # shorter lines are titles, captions and names
_CAPTION = re.compile(r"^(?:Bảng|Biểu|Hình|Sơ đồ|Phụ lục|Kính gửi|Nơi nhận|Ghi chú)\b")
"""`Bảng 1`: lines that end without a sign."""
_TITLE = re.compile(
    r"^(?:(?:Điều|Chương|Mục|Tiểu mục|Phần)\s+[\dIVX]+|[IVX]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})*\.|[a-zđ]\))\s*"
)
"""`Điều 3.`, `2.`, `a)`: how a numbered line begins."""
_LONGEST_TITLE = 24
"""Words of a numbered line that may be the title of what follows it."""
_ENDED = re.compile(r"[.;:,!?…”\")\]/]$")
"""`xong.`: a paragraph that has its end."""
_SENTENCE = re.compile(rf"(?<!\w)đã(?!\w)|(?<=[{SMALL}”)])[.!?]\s+[{CAPITAL}][{SMALL}]*\s")
"""`UBND xã đã ban hành`: a deed, or a stop before: a sentence, where other lines may be titles, names or captions."""
_TORN = re.compile(
    r"(?<!\w)(?:của|với|và|cho|đến|từ|tại|theo|về|các|những|là|do|ở|trong|trên|cấp|khoản|điều|số|ngày|tháng|năm)$", re.I
)
"""`theo quy định của`: a line that a page or a column has torn."""


@text_rule(
    "end-punctuation",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Mỗi câu kết thúc bằng dấu câu, cả trong dòng liệt kê.",
    example="UBND xã đã ban hành Công văn số 17/UBND-VP (hết dòng, không dấu)",
    cures=True,
)
def end_punctuation(context: ReportContext) -> Iterator[TextIssue]:
    """Report each sentence of the prose that stops without any mark; titles, names and captions do so by right."""
    passages = [p for p in context.prose.body() if p.kind in (PassageKind.PARAGRAPH, PassageKind.ITEM)]
    for place, passage in enumerate(passages):
        text = passage.text.rstrip()
        if _ENDED.search(text) or len(text.split()) < _FEWEST_WORDS or _CAPTION.match(text) or COVER in text[-2:]:
            continue
        if not _SENTENCE.search(text) or _TORN.search(text):
            continue
        if text == text.upper() or (_TITLE.match(text) and len(text.split()) <= _LONGEST_TITLE):
            continue
        start = text.rfind(" ") + 1
        word = text[start:]
        new = word + _missing_mark(passages, place)
        yield TextIssue(passage, start, len(text), f"Cuối đoạn “{ending(text)}” thiếu dấu câu.", new)


def _missing_mark(passages: Sequence[Passage], place: int) -> str:
    """Return a semicolon inside a list whose other items have one, else a stop."""
    before = passages[place - 1].text.rstrip() if place else ""
    return ";" if passages[place].kind is PassageKind.ITEM and before.endswith(";") else "."
