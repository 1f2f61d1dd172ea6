"""Rules about the body: levels and their numbers, lists, tables, appendices, what paper cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.document.dialect import dialect_parser, is_comment
from cchc_tui.document.official import MAX_COLUMNS, OfficialDocument
from cchc_tui.records.finding import Finding, Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

_ROMAN = re.compile(r"^([IVXLC]+)\.\s")
_ARABIC = re.compile(r"^(\d+)\.\s")
_POINT = re.compile(r"^(\w)\)\s")
_DECIMAL = re.compile(r"^\d+\.\d+")
_PART = re.compile(r"^(?:Phần|Chương|Mục|Tiểu mục|Điều)\s")
_MENTION = re.compile(r"phụ lục|kèm theo|biểu mẫu|danh sách", re.IGNORECASE)
_TALL_CELL = 4000
"""Letters in one cell beyond which its row may fill a page even in a wide column."""

_Fault = tuple[str, Severity, str, int | None, str | None]


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph or heading outside tables: its text, its line in the file, its heading level (0 = paragraph)."""

    text: str
    line: int
    level: int


def body_findings(document: OfficialDocument) -> Iterator[Finding]:
    """Every rule of the body, rule by rule."""
    tokens = dialect_parser().parse(document.body)
    paragraphs = list(_paragraphs(tokens, document.body_line))
    faults: list[_Fault] = [
        *_empty(paragraphs, document),
        *_headings(paragraphs, document),
        *_points(paragraphs, document),
        *_end_marks(paragraphs, tokens, document),
        *_articles(list(_paragraphs(list(_main_text(tokens)), document.body_line)), document),
        *_fields(paragraphs, document),
        *_bullets(tokens, document),
        *_tables(tokens, document),
        *_appendices(tokens, document),
        *_not_on_paper(tokens, document),
        *_long_words(paragraphs, document),
    ]
    for code, severity, message, line, clause in faults:
        yield Finding(
            code=code, severity=severity, message=message, path=document.source, line=line, record=None, clause=clause
        )


def _line(token: Token, document: OfficialDocument) -> int:
    return document.body_line + (token.map[0] if token.map else 0)


def _paragraphs(tokens: Sequence[Token], first_line: int) -> Iterator[_Paragraph]:
    level, in_table = 0, False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline" and not in_table and token.map:
            text = "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
            )
            yield _Paragraph(text.replace("\u00a0", " "), first_line + token.map[0], level)


def _empty(paragraphs: Sequence[_Paragraph], document: OfficialDocument) -> Iterator[_Fault]:
    if not document.body.strip():
        yield "body-empty", WARNING, "Văn bản chưa có nội dung.", document.body_line, None


def _headings(paragraphs: Sequence[_Paragraph], document: OfficialDocument) -> Iterator[_Fault]:
    """Form without Điều: I. in capitals, 1., a) (Mục II, khoản 6, điểm đ)."""
    clause = document.layout.clause("heading_1")
    last = {1: 0, 2: 0}
    for heading in (each for each in paragraphs if each.level):
        if _PART.match(heading.text):
            continue
        if heading.level > 3:
            yield "heading-deep", NOTICE, "Nghị định chỉ chia đến điểm: I., 1., a).", heading.line, clause
        if _DECIMAL.match(heading.text):
            yield (
                "heading-decimal",
                NOTICE,
                f"“{heading.text[:30]}”: cách đánh số 1.1 không có trong Nghị định.",
                heading.line,
                clause,
            )
        if heading.level == 1 and heading.text != heading.text.upper():
            yield (
                "heading-capitals",
                WARNING,
                f"Tiêu đề “{heading.text[:40]}” viết bằng chữ in hoa.",
                heading.line,
                clause,
            )
        if heading.text.endswith((".", ":")):
            yield "heading-end", NOTICE, f"Tiêu đề “{heading.text[:40]}” không có dấu ở cuối.", heading.line, None
        if not document.head.numbered_headings:
            yield from _sequence(heading, last, clause)


def _sequence(heading: _Paragraph, last: dict[int, int], clause: str) -> Iterator[_Fault]:
    number = _number_of(heading)
    if heading.level == 1:
        last[2] = 0
    if number is None or heading.level > 2:
        return
    if number != last[heading.level] + 1:
        yield (
            "heading-sequence",
            WARNING,
            f"Đề mục “{heading.text[:40]}” không nối tiếp số trước.",
            heading.line,
            clause,
        )
    last[heading.level] = number


def _number_of(heading: _Paragraph) -> int | None:
    match = (_ROMAN if heading.level == 1 else _ARABIC).match(heading.text)
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else _roman(match[1])


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _points(paragraphs: Sequence[_Paragraph], document: OfficialDocument) -> Iterator[_Fault]:
    """a, b, c, d, đ, e… in the Vietnamese order (Mục II, khoản 6, điểm d)."""
    letters = document.layout.text("point_letters")
    clause = document.layout.clause("point_letters")
    last = -1
    for paragraph in paragraphs:
        match = _POINT.match(paragraph.text)
        if not match or match[1].isdigit():
            continue
        if match[1] not in letters:
            yield (
                "point-letter",
                WARNING,
                f"“{match[1]})” không phải chữ cái dùng cho điểm; thứ tự là {', '.join(letters[:7])}…",
                paragraph.line,
                clause,
            )
            continue
        place = letters.index(match[1])
        if place not in (0, last + 1):
            yield (
                "point-sequence",
                WARNING,
                f"Điểm {match[1]}) không nối tiếp điểm trước; thứ tự là {', '.join(letters[:7])}…",
                paragraph.line,
                clause,
            )
        last = place


def _end_marks(
    paragraphs: Sequence[_Paragraph], tokens: Sequence[Token], document: OfficialDocument
) -> Iterator[_Fault]:
    """Once, at the end of the content of the body and of each appendix (the samples of Phụ lục III)."""
    clause, mark = document.layout.clause("end_mark"), document.layout.text("end_mark")
    ends = {document.body_line + row for row in _last_rows(tokens)}
    lines = [
        *((each.text, each.line) for each in paragraphs),
        *((token.content.rstrip(), _line(token, document)) for token in _cells(tokens)),
    ]
    for text, line in lines:
        if text.endswith(mark) and line not in ends:
            yield (
                "end-mark-early",
                WARNING,
                f"Dấu “{mark}” chỉ đặt một lần, ở cuối nội dung; khi xuất đã bỏ dấu ở chỗ này.",
                line,
                clause,
            )
    for paragraph in paragraphs:
        if paragraph.line in ends and not paragraph.level:
            sign = re.search(r"[;,:]$", paragraph.text.rstrip().removesuffix(mark).rstrip())
            if sign:
                yield (
                    "end-punctuation",
                    WARNING,
                    f"Nội dung kết thúc bằng “{sign[0]}”; khi xuất đã thay bằng “{mark}”.",
                    paragraph.line,
                    clause,
                )
    last = max(
        (each for each in paragraphs if each.line == min(ends, default=0)), key=lambda each: each.level, default=None
    )
    if last and last.level:
        yield (
            "end-heading",
            WARNING,
            f"Nội dung kết thúc bằng đề mục “{last.text[:40]}”; dưới đề mục chưa có lời nào "
            f"nên dấu “{mark}” đứng riêng một dòng.",
            last.line,
            clause,
        )


def _cells(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of every table cell."""
    in_table = False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif in_table and token.type == "inline":
            yield token


def _last_rows(tokens: Sequence[Token]) -> Iterator[int]:
    """Rows where the content of the body ends, then of each appendix."""
    last: int | None = None
    for token in tokens:
        appendix = token.type == "container_div_open" and "phu-luc" in token.info
        if (appendix or token.type == "container_div_close") and last is not None:
            yield last
            last = None
        if token.type == "inline" and token.map:
            last = token.map[0]
    if last is not None:
        yield last


def _articles(paragraphs: Sequence[_Paragraph], document: OfficialDocument) -> Iterator[_Fault]:
    kind = document.head.kind
    if not (kind and kind.by_articles and kind.slug == "quyet-dinh") or not document.body.strip():
        return
    numbers = [int(match[1]) for each in paragraphs if (match := re.match(r"Điều (\d+)\.", each.text))]
    if not numbers:
        yield (
            "article-missing",
            WARNING,
            "Quyết định chia theo Điều: “Điều 1. …”.",
            document.body_line,
            document.layout.clause("article"),
        )
    elif numbers != list(range(1, len(numbers) + 1)):
        yield (
            "article-sequence",
            WARNING,
            "Số của các Điều không nối tiếp nhau.",
            document.body_line,
            document.layout.clause("article"),
        )


def _main_text(tokens: Sequence[Token]) -> Iterator[Token]:
    """The text without the divisions after it: what is issued with a decision counts its Điều anew."""
    depth = 0
    for token in tokens:
        if token.type == "container_div_open":
            depth += 1
        elif token.type == "container_div_close":
            depth -= 1
        elif not depth:
            yield token


def _fields(paragraphs: Sequence[_Paragraph], document: OfficialDocument) -> Iterator[_Fault]:
    """The lines the sample of this kind has: "Thời gian", "Địa điểm"…"""
    form = document.layout.form(document.head.kind)
    missing = [
        field for field in form.fields if not any(each.text.lower().startswith(field.lower()) for each in paragraphs)
    ]
    if missing and document.body.strip():
        named = ", ".join(f"“{field}: …”" for field in missing)
        yield (
            "field-missing",
            WARNING,
            f"Nội dung chưa có dòng {named} ({form.sample}).",
            document.body_line,
            f"Phụ lục III, {form.sample}",
        )


def _bullets(tokens: Sequence[Token], document: OfficialDocument) -> Iterator[_Fault]:
    depth = 0
    for token in tokens:
        if token.type == "bullet_list_open":
            depth += 1
            if depth > 2:
                yield (
                    "bullets-deep",
                    WARNING,
                    "Gạch đầu dòng chỉ có hai cấp: “-” rồi “+”; cấp sâu hơn được in như cấp hai.",
                    _line(token, document),
                    None,
                )
            if token.markup == "*":
                yield ("bullet-star", NOTICE, "Đầu dòng “*” được in thành “-” hoặc “+”.", _line(token, document), None)
        elif token.type == "bullet_list_close":
            depth -= 1
        elif token.type == "inline" and token.content.startswith(("•", "●", "▪", "◦")):
            yield (
                "bullet-dot",
                WARNING,
                "Đầu dòng dùng “-” và “+”, không dùng dấu chấm tròn.",
                _line(token, document),
                None,
            )


def _tables(tokens: Sequence[Token], document: OfficialDocument) -> Iterator[_Fault]:
    columns, start = 0, None
    for token in tokens:
        if token.type == "table_open":
            columns, start = 0, token
        elif token.type == "th_open":
            columns += 1
        elif token.type == "thead_close" and start and columns > MAX_COLUMNS:
            yield (
                "table-columns",
                ERROR,
                f"Bảng có {columns} cột; Word chỉ mở được {MAX_COLUMNS} cột.",
                _line(start, document),
                None,
            )
        elif token.type == "inline" and columns and len(token.content) > _TALL_CELL:
            yield (
                "table-tall-row",
                WARNING,
                f"Một ô bảng có {len(token.content)} ký tự nên hàng này dài quá một "
                "trang; hãy đưa nội dung ra ngoài bảng.",
                _line(token, document),
                None,
            )
        elif token.type == "inline" and columns and "|" in token.content:
            yield (
                "table-row-long",
                NOTICE,
                "Hàng này có nhiều ô hơn đầu bảng; phần thừa được in chung vào ô cuối, sau dấu “|”.",
                _line(token, document),
                None,
            )
        elif token.type == "table_close":
            columns, start = 0, None


def _appendices(tokens: Sequence[Token], document: OfficialDocument) -> Iterator[_Fault]:
    opened = [token for token in tokens if token.type == "container_div_open"]
    appendices = [token for token in opened if "phu-luc" in token.info]
    for token in opened:
        if not any(name in token.info for name in ("phu-luc", "can-cu", "ban-hanh-kem")):
            yield (
                "div-unknown",
                WARNING,
                f"Khối “:::{token.info}” không có tác dụng; chỉ có phu-luc, ban-hanh-kem và can-cu.",
                _line(token, document),
                None,
            )
    for token in appendices:
        if not re.search(r'\bten="[^"]+"', token.info):
            yield (
                "appendix-title",
                WARNING,
                'Phụ lục chưa có tên: ::: {.phu-luc ten="TÊN PHỤ LỤC"}.',
                _line(token, document),
                document.layout.clause("appendix_label"),
            )
    if not appendices:
        return
    first = (appendices[0].map or [0])[0]
    before = document.body.split("\n")[:first]
    if not _MENTION.search("\n".join(before)):
        yield (
            "appendix-unmentioned",
            WARNING,
            "Trong văn bản phải có chỉ dẫn về phụ lục kèm theo.",
            document.body_line,
            document.layout.clause("appendix_label"),
        )
    yield from _after_appendix(tokens, document)


def _after_appendix(tokens: Sequence[Token], document: OfficialDocument) -> Iterator[_Fault]:
    depth, seen = 0, False
    for token in tokens:
        if token.type == "container_div_open":
            depth += 1
            seen = seen or "phu-luc" in token.info
        elif token.type == "container_div_close":
            depth -= 1
        elif seen and depth == 0 and token.map and token.type != "inline":
            yield (
                "text-after-appendix",
                WARNING,
                "Nội dung sau phụ lục được in trước phần ký; hãy chuyển lên trước phụ lục.",
                _line(token, document),
                None,
            )
            return


def _not_on_paper(tokens: Sequence[Token], document: OfficialDocument) -> Iterator[_Fault]:
    for token in tokens:
        if token.type == "html_block":
            yield _html_fault(token.content, "Mã HTML", _line(token, document))
        for child in token.children or ():
            if child.type == "text":
                yield from _markup_of_others(child.content, _line(token, document))
            if child.type == "image" and not (child.content.strip() or child.attrGet("title")):
                yield (
                    "image-alt",
                    NOTICE,
                    "Ảnh chưa có lời mô tả: ghi trong ngoặc vuông, ![lời mô tả](tệp), để máy đọc cho người khiếm thị.",
                    _line(token, document),
                    None,
                )
            elif child.type == "html_inline" and not re.match(r"<br\s*/?>", child.content, re.IGNORECASE):
                yield _html_fault(child.content, f"“{child.content[:30]}”", _line(token, document))


_STRUCK = re.compile(r"~~\S.*?~~")
_TASK = re.compile(r"\[[ xX]\] ")
_LOST_NOTE = re.compile(r"\[\^[^\]\s]+\](:?)")


def _markup_of_others(text: str, line: int) -> Iterator[_Fault]:
    """Marks of other dialects of Markdown, which paper shows as typed."""
    if _STRUCK.search(text):
        yield "strike", WARNING, "Chữ gạch ngang “~~…~~” không in được; dấu ~ được in ra như chữ thường.", line, None
    if _TASK.match(text):
        yield "task-list", WARNING, "Ô đánh dấu “[ ]” được in ra như chữ thường.", line, None
    note = _LOST_NOTE.match(text) or _LOST_NOTE.search(text)
    if note:
        told = "không có chỗ nào nhắc đến" if note[1] else "không có lời chú thích"
        yield (
            "note-lost",
            WARNING,
            f"Chú thích “{note[0].rstrip(':')}” {told} nên được in ra như chữ thường.",
            line,
            None,
        )


def _html_fault(html: str, name: str, line: int) -> _Fault:
    if is_comment(html):
        return "comment", NOTICE, "Chú thích “<!-- … -->” không được in ra.", line, None
    return "html", WARNING, f"{name} được in ra như chữ thường.", line, None


def _long_words(paragraphs: Sequence[_Paragraph], document: OfficialDocument) -> Iterator[_Fault]:
    room, size = document.layout.text_width_mm, document.size("body")
    for paragraph in paragraphs:
        for word in paragraph.text.split():
            if len(word) > 40 and document.widths.millimetres(word, "regular", size) > room:
                yield (
                    "word-too-wide",
                    WARNING,
                    f"“{word[:30]}…” dài hơn một dòng nên tràn ra lề.",
                    paragraph.line,
                    None,
                )
