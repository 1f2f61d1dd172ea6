"""Rules on a report as one text: said once, ended as it began, its appendix mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.passages import Passage, PassageKind
from cchc_tui.language.letters import SMALL
from cchc_tui.language.text import fold
from cchc_tui.records.finding import Severity
from cchc_tui.rules.citations import citation_listed_twice
from cchc_tui.rules.context import ReportContext, TextIssue
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.rule import GOOD_WRITING, ND30, STATE_PAPERS, text_rule

_FEW, _NEAR = 12, 6
"""A line may be said of two things, each with its own; so many words twice within so many passages were pasted."""
_OF_AN_ARTICLE = re.compile(r"“?(?:\d{1,2}\.|[a-zđ]\))\s|“")
"""`a) Lập `: a point of an article, which others may have too."""
_PROSE = (PassageKind.PARAGRAPH, PassageKind.ITEM)


@text_rule(
    "repeated-paragraph",
    Severity.WARNING,
    clause=GOOD_WRITING,
    says="Không đoạn nào đứng hai lần nguyên văn trong một báo cáo.",
    example="dán hai lần cùng một đoạn",
    off=True,  # plans and decisions say `Đơn vị thực hiện: …` of each task, procedures their steps
)
def repeated_paragraph(context: ReportContext) -> Iterator[TextIssue]:
    """Report each paragraph or list item that an earlier one equals, spaces, capitals and its end mark apart.

    A document listed twice has a rule of its own, which says more.
    """
    first: dict[str, Passage] = {}
    again: list[tuple[Passage, Passage]] = []
    at = {id(passage): place for place, passage in enumerate(context.prose.passages)}
    for place, passage in enumerate(context.prose.passages):
        if passage.kind in _PROSE and not _OF_AN_ARTICLE.match(passage.text):
            words = passage.text.casefold().strip(" .;,-–+•").split()
            before = first.setdefault(" ".join(words), passage)
            if before is not passage and len(words) >= _FEW and place - at[id(before)] <= _NEAR:
                again.append((passage, before))
    listed = {id(mark.passage) for mark in citation_listed_twice.check(context)} if again else set()
    for passage, before in again:
        if id(passage) not in listed:
            here, there = context.shown_line(passage), context.shown_line(before)
            message = f"Đoạn “{beginning(passage.text, letters=60)}” ({here}) lặp lại nguyên văn đoạn ở {there}."
            yield TextIssue(passage, 0, len(passage.text.rstrip()), message)


_CLOSING = re.compile(
    r"Trên đây là\s+(?:toàn bộ\s+)?(?P<topic>.*?)(?=\s+của\s+(?:Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Đảng ủy|xã|phường"
    r"|Văn phòng|Phòng|Trung tâm)|[;.]|,?\s+(?:kính|đề nghị|trân trọng|để|xin|gửi)(?!\w)|$)"
)
"""`Trên đây là kết quả quý I của Ủy ban nhân dân`: what the closing sentence says the paper was about."""
_LONG_FORMS = {
    "cchc": "cai cach hanh chinh", "tthc": "thu tuc hanh chinh", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan",
    "cntt": "cong nghe thong tin", "cds": "chuyen doi so", "ksTTHC": "kiem soat thu tuc hanh chinh",
}  # fmt: skip
_EMPTY_WORDS = (
    "bao cao ket qua cong tac thuc hien tinh hinh cua va ve viec nam ky quy thang ngay nhiem vu trien khai tren dia ban"
    " xa phuong cac nhung mot so den dau cuoi giai doan hang i ii iii iv tuan tinh"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_TOO_MANY = 3


@text_rule(
    "closing-title",
    Severity.WARNING,
    clause=GOOD_WRITING,
    says="Câu kết “Trên đây là …” nói đúng nội dung và năm của tên báo cáo.",
    example="câu kết thêm “kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa”",
)
def closing_title(context: ReportContext) -> Iterator[TextIssue]:
    """Report a closing sentence with several words of substance the title lacks, or with another year."""
    title = context.sheet.record.subject or ""
    for passage in context.prose.body():
        found = _CLOSING.search(passage.text)
        if found is None or not title:
            continue
        topic = found["topic"]
        added = [word for word in _words(topic) if word not in _words(title)]
        years = set(_years(topic)) - set(_years(title))
        if len([word for word in added if not word.isdigit()]) >= _TOO_MANY:
            message = f"Câu kết nói về “{beginning(topic, letters=240)}”, khác tên báo cáo “{title}”."
        elif years and _years(title):
            message = f"Câu kết ghi năm {', '.join(sorted(years))}, tên báo cáo ghi năm {', '.join(_years(title))}."
        else:
            continue
        yield TextIssue(passage, found.start("topic"), found.end("topic"), message)


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", " ".join(_LONG_FORMS.get(word, word) for word in re.findall(r"\w+", fold(text))))
    return [word for word in words if word not in _EMPTY]


def _years(text: str) -> list[str]:
    return re.findall(r"(?<!\d)20\d\d(?!\d)", text)


_APPENDIX = re.compile(
    r"phụ lục|(?:danh sách|biểu(?: \w+){0,3}|bảng|mẫu) kèm theo|kèm theo \w+(?: \w+)? này", re.IGNORECASE
)
"""`danh sách kèm theo`: the prose promises an attachment."""


@text_rule(
    "appendix-unmentioned",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục III, khoản 1",
    says="Có phụ lục thì trong văn bản phải có chỉ dẫn về phụ lục đó.",
    example="bảng đánh giá kèm theo mà thân báo cáo không nhắc",
)
def appendix_unmentioned(context: ReportContext) -> Iterator[TextIssue]:
    """Yield one mark, at the last paragraph, when the report has an appendix and no word about it."""
    body = list(context.prose.body())
    if not context.prose.has_appendix or not body or any(_APPENDIX.search(p.text) for p in body):
        return
    last = body[-1]
    message = "Văn bản có phụ lục kèm theo nhưng trong nội dung không có câu nào nhắc đến “Phụ lục”."
    yield TextIssue(last, 0, len(last.text.rstrip()), message)


_SHORTEST = 4
"""Letters of a heading that is only its number: “IV.”."""
_NUMBERED = re.compile(rf"^(?:[IVX]{{1,5}}|Phần [IVX]+)[.\s]+[^{SMALL}]+$")
"""`II. KẾT QUẢ THỰC HIỆN`: a head all in capitals that bears a number."""


@text_rule(
    "heading-stop",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm d",
    says="Cuối đề mục không có dấu chấm, dấu hai chấm.",
    example="III. ĐÁNH GIÁ CHUNG.",
    cures=True,
    papers=STATE_PAPERS,
)
def heading_stop(context: ReportContext) -> Iterator[TextIssue]:
    """Report each heading, or line set like one, with a stop at its end."""
    for passage in context.prose.passages:
        text = passage.text.rstrip()
        if passage.kind is not PassageKind.HEADING and not _NUMBERED.match(text):
            continue
        if len(text) <= _SHORTEST or text.endswith(("..", "./.", "v.v.")):
            continue
        if text.endswith(".") or (text.endswith(":") and passage.kind is PassageKind.HEADING):
            message = f"Đề mục “{beginning(text)}” không có dấu “{text[-1]}” ở cuối."
            yield TextIssue(passage, len(text) - 2, len(text), message, text[-2])
