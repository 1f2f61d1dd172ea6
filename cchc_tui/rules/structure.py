"""Rules on lists, appendices, ends, and what paper cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cchc_tui.document.dialect import is_comment
from cchc_tui.document.official import OfficialDocument
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import LineIssue
from cchc_tui.rules.rule import page_rule

if TYPE_CHECKING:
    from markdown_it.token import Token

_OUR_WAY = "Cách viết Markdown của chương trình"
_APPENDIX = "phu-luc"
_DIVISIONS = (_APPENDIX, "ban-hanh-kem", "can-cu")
_DEEPEST_BULLETS = 2
_LONG_WORD = 40
"""Letters below which no word is wider than a page."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
"""`<br/>`: a break written as HTML."""


@page_rule(
    "body-empty",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Văn bản có nội dung.",
    example="chỉ có phần đầu",
)
def body_empty(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report a paper that is only a head."""
    if not page.body.strip():
        yield LineIssue(page.body_line, "Văn bản chưa có nội dung.")


@page_rule(
    "field-missing",
    Severity.WARNING,
    clause="Các mẫu của Phụ lục III",
    says="Nội dung có những dòng mà mẫu của loại văn bản ấy có.",
    example="giấy mời không có “Thời gian: …”",
)
def field_missing(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report the lines of the sample of this kind that the text lacks."""
    form = page.layout.form(page.head.kind)
    texts = [each.text.lower() for each in page.content.lines]
    missing = [field for field in form.fields if not any(text.startswith(field.lower()) for text in texts)]
    if missing and page.body.strip():
        named = ", ".join(f"“{field}: …”" for field in missing)
        yield LineIssue(page.body_line, f"Nội dung chưa có dòng {named} ({form.sample}).")


@page_rule(
    "closing-mark",
    Severity.WARNING,
    layout_key="end_mark",
    says="Nội dung kết thúc bằng câu trọn vẹn rồi “./.”.",
    example="…năm 2023;",
)
def closing_mark(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report a text or appendix that ends with a mark inside a sentence."""
    mark, ends = page.layout.text("end_mark"), set(page.content.last_lines())
    for each in page.content.lines:
        if each.line in ends and not each.level:
            sign = re.search(r"[;,:]$", each.text.rstrip().removesuffix(mark).rstrip())
            if sign:
                message = f"Nội dung kết thúc bằng “{sign[0]}”; khi xuất đã thay bằng “{mark}”."
                yield LineIssue(each.line, message, each.text[-40:])


@page_rule(
    "end-heading",
    Severity.WARNING,
    layout_key="end_mark",
    says="Dưới đề mục cuối cùng phải có lời.",
    example="văn bản hết ở đề mục “III. KIẾN NGHỊ”",
)
def end_heading(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report a body that ends with a heading."""
    end = min(page.content.last_lines(), default=0)
    last = max((each for each in page.content.lines if each.line == end), key=lambda each: each.level, default=None)
    if last and last.level:
        mark = page.layout.text("end_mark")
        message = (
            f"Nội dung kết thúc bằng đề mục “{last.text[:40]}”; dưới đề mục chưa có lời nào"
            f" nên dấu “{mark}” đứng riêng một dòng."
        )
        yield LineIssue(last.line, message, last.text)


@page_rule(
    "bullets-deep",
    Severity.WARNING,
    layout_key="bullet_marks",
    says="Gạch đầu dòng chỉ có hai cấp: “-” rồi “+”.",
    example="gạch đầu dòng cấp ba",
)
def bullets_deep(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each list inside two others."""
    depth = 0
    for token in page.content.tokens:
        depth += token.nesting if token.type.startswith("bullet_list") else 0
        if token.type == "bullet_list_open" and depth > _DEEPEST_BULLETS:
            message = "Gạch đầu dòng chỉ có hai cấp: “-” rồi “+”; cấp sâu hơn được in như cấp hai."
            yield LineIssue(page.content.line_of(token), message)


@page_rule(
    "bullet-star",
    Severity.NOTICE,
    layout_key="bullet_marks",
    says="Đầu dòng dùng “-” và “+”.",
    example="* tuyên truyền",
)
def bullet_star(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each list with stars."""
    for token in page.content.tokens:
        if token.type == "bullet_list_open" and token.markup == "*":
            yield LineIssue(page.content.line_of(token), "Đầu dòng “*” được in thành “-” hoặc “+”.")


@page_rule(
    "bullet-dot",
    Severity.WARNING,
    layout_key="bullet_marks",
    says="Đầu dòng không dùng dấu chấm tròn.",
    example="• tuyên truyền",
)
def bullet_dot(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each line that begins with a round dot."""
    for token in page.content.tokens:
        if token.type == "inline" and token.content.startswith(("•", "●", "▪", "◦")):
            message = "Đầu dòng dùng “-” và “+”, không dùng dấu chấm tròn."
            yield LineIssue(page.content.line_of(token), message, token.content[0])


def _divisions(page: OfficialDocument) -> Iterator[Token]:
    return (token for token in page.content.tokens if token.type == "container_div_open")


@page_rule(
    "div-unknown",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Khối “:::” chỉ có phu-luc, ban-hanh-kem và can-cu.",
    example="::: hop",
)
def div_unknown(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each division of another name."""
    for token in _divisions(page):
        if not any(name in token.info for name in _DIVISIONS):
            message = f"Khối “:::{token.info}” không có tác dụng; chỉ có phu-luc, ban-hanh-kem và can-cu."
            yield LineIssue(page.content.line_of(token), message, token.info.strip())


@page_rule(
    "appendix-title",
    Severity.WARNING,
    layout_key="appendix_label",
    says="Phụ lục có tên.",
    example="::: {.phu-luc}",
)
def appendix_title(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each appendix without title."""
    for token in _divisions(page):
        if _APPENDIX in token.info and not re.search(r'\bten="[^"]+"', token.info):
            message = 'Phụ lục chưa có tên: ::: {.phu-luc ten="TÊN PHỤ LỤC"}.'
            yield LineIssue(page.content.line_of(token), message)


@page_rule(
    "text-after-appendix",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Sau phụ lục không còn nội dung nào.",
    example="đoạn văn đứng sau phụ lục",
)
def text_after_appendix(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report the first block outside divisions after an appendix."""
    depth, seen = 0, False
    for token in page.content.tokens:
        if token.type in ("container_div_open", "container_div_close"):
            depth += token.nesting
            seen = seen or (token.type == "container_div_open" and _APPENDIX in token.info)
        elif seen and depth == 0 and token.map and token.type != "inline":
            message = "Nội dung sau phụ lục được in trước phần ký; hãy chuyển lên trước phụ lục."
            yield LineIssue(page.content.line_of(token), message)
            return


def _html(page: OfficialDocument) -> Iterator[tuple[str, str, int]]:
    """Yield every piece of HTML that is no line break: what it says, its name in a sentence, its line."""
    for token in page.content.tokens:
        if token.type == "html_block":
            yield token.content, "Mã HTML", page.content.line_of(token)
        for child in token.children or ():
            if child.type == "html_inline" and not _BREAK.match(child.content):
                yield child.content, f"“{child.content[:30]}”", page.content.line_of(token)


@page_rule(
    "html",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Văn bản không có mã HTML.",
    example="một <b>hai</b>",
)
def html(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each tag."""
    for content, name, line in _html(page):
        if not is_comment(content):
            yield LineIssue(line, f"{name} được in ra như chữ thường.", content.strip().split("\n")[0])


@page_rule(
    "comment",
    Severity.NOTICE,
    clause=_OUR_WAY,
    says="Chú thích không được in ra.",
    example="<!-- hỏi lại số liệu -->",
)
def comment(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each comment."""
    for content, _, line in _html(page):
        if is_comment(content):
            yield LineIssue(line, "Chú thích “<!-- … -->” không được in ra.", content.strip().split("\n")[0])


@page_rule(
    "image-alt",
    Severity.NOTICE,
    clause=_OUR_WAY,
    says="Ảnh có lời mô tả, để máy đọc cho người khiếm thị.",
    example="ảnh không có lời trong ngoặc vuông",
)
def image_alt(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each image without a description."""
    for token in page.content.tokens:
        for child in token.children or ():
            if child.type == "image" and not (child.content.strip() or child.attrGet("title")):
                message = (
                    "Ảnh chưa có lời mô tả: ghi trong ngoặc vuông, ![lời mô tả](tệp), để máy đọc cho người khiếm thị."
                )
                yield LineIssue(page.content.line_of(token), message)


@page_rule(
    "word-too-wide",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Không chữ nào dài hơn một dòng.",
    example="một địa chỉ mạng dài 120 ký tự",
)
def word_too_wide(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each word wider than the page."""
    room, size = page.layout.text_width_mm, page.size("body")
    for each in page.content.lines:
        for word in each.text.split():
            if len(word) > _LONG_WORD and page.widths.millimetres(word, "regular", size) > room:
                yield LineIssue(each.line, f"“{word[:30]}…” dài hơn một dòng nên tràn ra lề.", word)


def _texts(page: OfficialDocument) -> Iterator[tuple[str, int]]:
    """Yield every run of plain text with its line."""
    for token in page.content.tokens:
        for child in token.children or ():
            if child.type == "text":
                yield child.content, page.content.line_of(token)


_STRUCK = re.compile(r"~~\S.*?~~")
"""`~~bỏ~~`: struck out."""
_TASK = re.compile(r"\[[ xX]\] ")
"""`[x] `: a box of a task list."""
_LOST_NOTE = re.compile(r"\[\^[^\]\s]+\](:?)")
"""`[^1]`: the mark of a footnote; with a colon, the note itself."""


@page_rule(
    "strike",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Văn bản không có chữ gạch ngang.",
    example="~~câu này~~",
)
def strike(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report words struck out, which paper shows as typed."""
    for text, line in _texts(page):
        if found := _STRUCK.search(text):
            message = "Chữ gạch ngang “~~…~~” không in được; dấu ~ được in ra như chữ thường."
            yield LineIssue(line, message, found[0])


@page_rule(
    "task-list",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Văn bản không có ô đánh dấu.",
    example="- [x] đã làm",
)
def task_list(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report boxes to tick, which paper shows as typed."""
    for text, line in _texts(page):
        if found := _TASK.match(text):
            yield LineIssue(line, "Ô đánh dấu “[ ]” được in ra như chữ thường.", found[0].strip())


@page_rule(
    "note-lost",
    Severity.WARNING,
    clause=_OUR_WAY,
    says="Mỗi chú thích có lời và có chỗ nhắc đến.",
    example="[^1]: không ai nhắc",
)
def note_lost(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report a note nothing refers to, and a reference to no note."""
    for text, line in _texts(page):
        if note := _LOST_NOTE.match(text) or _LOST_NOTE.search(text):
            told = "không có chỗ nào nhắc đến" if note[1] else "không có lời chú thích"
            named = note[0].rstrip(":")
            yield LineIssue(line, f"Chú thích “{named}” {told} nên được in ra như chữ thường.", named)
