"""Rules on the levels of a text and their numbers: I., 1., a) and Điều (Phụ lục I, Phần I, Mục II, khoản 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.body import BodyLine
from cchc_tui.document.official import OfficialDocument
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import LineIssue
from cchc_tui.rules.rule import page_rule

_ROMAN = re.compile(r"^(?P<number>[IVXLC]+|[ivxlc]+)\.\s")
"""`IV. Kết quả`: a section."""
_ARABIC = re.compile(r"^(?P<number>\d+)\.\s")
"""`2. Công tác`: an item."""
_POINT = re.compile(r"^(\w)\)\s")
"""`b) Kết quả`: a point."""
_DECIMAL = re.compile(r"^\d+\.\d+")
"""`1.2`: an item of an item."""
_PART = re.compile(r"^(?:Phần|Chương|Mục|Tiểu mục|Điều)\s")
"""`Chương II`: a division that bears its own word."""
_ARTICLE = re.compile(r"Điều (\d+)\.")
"""`Điều 3.`: an article."""
_DEEPEST = 3


def _headings(page: OfficialDocument) -> Iterator[BodyLine]:
    """Return the headings of the form without Điều; those of Phần, Chương, Mục count for themselves."""
    return (each for each in page.content.headings if not _PART.match(each.text))


@page_rule(
    "heading-deep",
    Severity.NOTICE,
    layout_key="heading_1",
    says="Đề mục chia đến điểm: I., 1., a).",
    example="đề mục cấp bốn (####)",
)
def heading_deep(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each heading below the third level."""
    for heading in _headings(page):
        if heading.level > _DEEPEST:
            yield LineIssue(heading.line, "Nghị định chỉ chia đến điểm: I., 1., a).", heading.text)


@page_rule(
    "heading-decimal",
    Severity.NOTICE,
    layout_key="heading_1",
    says="Đề mục không đánh số kiểu 1.1.",
    example="1.1 Kết quả",
)
def heading_decimal(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each heading numbered 1.1."""
    for heading in _headings(page):
        if _DECIMAL.match(heading.text):
            message = f"“{heading.text[:30]}”: cách đánh số 1.1 không có trong Nghị định."
            yield LineIssue(heading.line, message, heading.text)


@page_rule(
    "heading-capitals",
    Severity.WARNING,
    layout_key="heading_1",
    says="Đề mục cấp một viết bằng chữ in hoa.",
    example="I. Kết quả",
)
def heading_capitals(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each heading of the first level that is not in capitals."""
    for heading in _headings(page):
        if heading.level == 1 and heading.text != heading.text.upper():
            yield LineIssue(heading.line, f"Tiêu đề “{heading.text[:40]}” viết bằng chữ in hoa.", heading.text)


@page_rule(
    "heading-sequence",
    Severity.ERROR,
    layout_key="heading_1",
    says="Số của đề mục viết đúng chữ số và nối tiếp nhau, không số nào dùng hai lần.",
    example="I, IV, iii, IV",
)
def heading_sequence(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each number that does not follow the one before it, was used before, or has small Roman digits."""
    if page.head.numbered_headings:
        return
    used: dict[int, dict[int, BodyLine]] = {1: {}, 2: {}}
    last = {1: 0, 2: 0}
    for heading in _headings(page):
        number = _number_of(heading)
        if heading.level == 1:
            used[2], last[2] = {}, 0
        if number is None:
            continue
        message = _wrong_number(heading, number, last[heading.level], used[heading.level])
        if message:
            yield LineIssue(heading.line, f"Đề mục “{heading.text[:40]}” {message}.", heading.text)
        last[heading.level] = number
        used[heading.level].setdefault(number, heading)


def _wrong_number(heading: BodyLine, number: int, last: int, used: dict[int, BodyLine]) -> str:
    """Return what is wrong with a number, as the end of a sentence; "" for a right one."""
    if number in used:
        return f"lặp lại số của đề mục “{used[number].text[:40]}”"
    if number != last + 1:
        before = f"số trước là {_written(last, heading.level)}" if last else f"số đầu là {_written(1, heading.level)}"
        return f"không nối tiếp: {before}"
    if heading.level == 1 and heading.text[0].islower():
        return f"đánh số La Mã bằng chữ thường, phải là {_written(number, 1)}"
    return ""


def _number_of(heading: BodyLine) -> int | None:
    if heading.level > 2:
        return None
    match = (_ROMAN if heading.level == 1 else _ARABIC).match(heading.text)
    if not match:
        return None
    return int(match["number"]) if match["number"].isdigit() else _roman(match["number"].upper())


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _written(number: int, level: int) -> str:
    """Return the number as its level writes it."""
    if level != 1:
        return str(number)
    text = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        text += letters * (number // value)
        number %= value
    return text


def _points(page: OfficialDocument) -> Iterator[tuple[BodyLine, str]]:
    """Yield the paragraphs that begin with a letter and a bracket, each with the letter."""
    for each in page.content.lines:
        match = _POINT.match(each.text)
        if match and not match[1].isdigit():
            yield each, match[1]


@page_rule(
    "point-letter",
    Severity.WARNING,
    layout_key="point_letters",
    says="Điểm đánh bằng chữ cái tiếng Việt (a, b, c, d, đ, e…).",
    example="f) thực hiện",
)
def point_letter(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each point with a letter that Vietnamese has not."""
    letters = page.layout.text("point_letters")
    for each, letter in _points(page):
        if letter not in letters:
            order = ", ".join(letters[:7])
            message = f"“{letter})” không phải chữ cái dùng cho điểm; thứ tự là {order}…"
            yield LineIssue(each.line, message, each.text[:2])


@page_rule(
    "point-sequence",
    Severity.WARNING,
    layout_key="point_letters",
    says="Các điểm nối tiếp nhau theo thứ tự chữ cái tiếng Việt.",
    example="d) rồi đến e), thiếu đ)",
)
def point_sequence(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each point that is neither the first nor the next letter."""
    letters = page.layout.text("point_letters")
    last = -1
    for each, letter in _points(page):
        place = letters.find(letter)
        if place < 0:
            continue
        if place not in (0, last + 1):
            message = f"Điểm {letter}) không nối tiếp điểm trước; thứ tự là {', '.join(letters[:7])}…"
            yield LineIssue(each.line, message, each.text[:2])
        last = place


def _articles(page: OfficialDocument) -> list[int] | None:
    """Return the numbers of the Điều of a decision; None for a paper that need not have any, or is empty."""
    kind = page.head.kind
    if not (kind and kind.by_articles and kind.slug == "quyet-dinh") or not page.body.strip():
        return None
    return [int(match[1]) for each in _main(page) if (match := _ARTICLE.match(each.text))]


def _main(page: OfficialDocument) -> list[BodyLine]:
    """Return the lines of the text itself: what is issued with a decision counts its Điều anew."""
    return [each for each in page.content.lines if not each.attached]


@page_rule(
    "article-missing",
    Severity.WARNING,
    layout_key="article",
    says="Quyết định chia theo Điều.",
    example="quyết định không có “Điều 1.”",
)
def article_missing(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report a decision without Điều."""
    if _articles(page) == []:
        yield LineIssue(page.body_line, "Quyết định chia theo Điều: “Điều 1. …”.")


@page_rule(
    "article-sequence",
    Severity.WARNING,
    layout_key="article",
    says="Số của các Điều nối tiếp nhau.",
    example="Điều 1 rồi đến Điều 3",
)
def article_sequence(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report the first Điều whose number does not follow."""
    numbers = _articles(page) or []
    lines = [each for each in _main(page) if _ARTICLE.match(each.text)]
    wrong = next((n for n, number in enumerate(numbers, 1) if number != n), None)
    if wrong is not None:
        each = lines[wrong - 1]
        yield LineIssue(each.line, "Số của các Điều không nối tiếp nhau.", each.text)
