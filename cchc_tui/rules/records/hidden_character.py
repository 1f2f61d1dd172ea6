"""Characters in a record that nobody sees: controls, reversals of direction, line breaks inside one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import is_normalized

from cchc_tui.language.text import clean, clean_line, hidden_letters
from cchc_tui.records.fields import Field, FieldType, Record, fields_of
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.rule import ND30, Book, Kept, RecordRule, Slip

_TEXTS = (FieldType.LINE, FieldType.TEXT, FieldType.LINES)
_NAMES = {"\u202e": "đảo chiều chữ", "\u200b": "dấu cách không bề rộng", "\ufeff": "dấu đầu tệp", "\x1b": "ESC"}


def check(book: Book) -> Iterator[Slip]:
    """A slip for each text with such a character, with the text as the program itself would have kept it."""
    groups: tuple[Sequence[Kept[Record]], ...] = (book.directives, book.media, book.checklist, book.reports)
    for group in groups:
        for kept in group:
            for field in fields_of(type(kept.record)):
                if field.type in _TEXTS and not field.system and (value := getattr(kept.record, field.key)):
                    if isinstance(value, str) and value.isprintable() and is_normalized("NFC", value):
                        continue  # nearly all of many thousands of texts
                    yield from _slips(kept, field, value)


def _slips(kept: Kept[Record], field: Field, value: str | tuple[str, ...]) -> Iterator[Slip]:
    lines = value if isinstance(value, tuple) else (value,)
    one_line = field.type is not FieldType.TEXT
    fault = next((words for line in lines if (words := _fault(line, one_line=one_line))), "")
    if not fault:
        return
    right = tuple(clean_line(line) if one_line else clean(line) for line in lines)
    name = f"{kept.record.name} {beginning(clean_line(kept.record.title))}"
    yield Slip(
        kept,
        f"“{field.label}” của {name} có {fault}; trên màn hình và trang in có thể hiện sai.",
        key=field.key,
        new=right if isinstance(value, tuple) else right[0],
    )


def _fault(line: str, *, one_line: bool) -> str:
    """What is hidden in the line, in words; "" for a sound one."""
    if line.isprintable():
        return "" if is_normalized("NFC", line) else "dấu tiếng Việt tách rời khỏi chữ (Unicode tổ hợp)"
    if hidden := hidden_letters(line):
        named = f" {_NAMES[hidden[0]]}" if hidden[0] in _NAMES else ""
        return f"ký tự ẩn{named} (U+{ord(hidden[0]):04X})"
    if one_line and ("\n" in line or "\r" in line or "\t" in line):
        return "chỗ xuống dòng hoặc dấu TAB trong mục chỉ có một dòng"
    return ""


RULE = RecordRule(
    code="hidden-character",
    severity=Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục I, khoản 4",
    says="Chữ trong hồ sơ là chữ Unicode dựng sẵn, không lẫn ký tự ẩn, không xuống dòng trong mục một dòng.",
    example="trích yếu có ký tự đảo chiều chữ U+202E",
    check=check,
)
