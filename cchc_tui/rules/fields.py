"""Rules on the text of any field of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import is_normalized

from cchc_tui.language.text import clean, clean_line, hidden_letters
from cchc_tui.records.fields import Field, FieldType, Record, fields_of, overlong_fields
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue
from cchc_tui.rules.excerpt import around, beginning
from cchc_tui.rules.rule import GOOD_WRITING, ND30, record_rule


@record_rule(
    "overlong-field",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục VI, Phần II, mục I",
    says="Mỗi trường của sổ văn bản không dài quá mức Nghị định cho.",
    example="trích yếu dài 620 ký tự",
)
def overlong_field(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each field over its limit."""
    groups: tuple[tuple[Located[Record], ...], ...] = (
        tuple(records.directives), tuple(records.media), tuple(records.checklist), tuple(records.reports),
    )  # fmt: skip
    for group in groups:
        for kept in group:
            for field in overlong_fields(kept.record):
                length = len(getattr(kept.record, field.key))
                yield RecordIssue(
                    kept,
                    f"“{field.label}” của {kept.record.name} {beginning(kept.record.title)} dài {length} ký tự,"
                    f" quá {field.limit} ký tự.",
                    key=field.key,
                )


_TEXTS = (FieldType.LINE, FieldType.TEXT, FieldType.LINES)
_NAMES = {"\u202e": "đảo chiều chữ", "\u200b": "dấu cách không bề rộng", "\ufeff": "dấu đầu tệp", "\x1b": "ESC"}


@record_rule(
    "hidden-character",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục I, khoản 4",
    says="Chữ trong hồ sơ là chữ Unicode dựng sẵn, không lẫn ký tự ẩn, không xuống dòng trong mục một dòng.",
    example="trích yếu có ký tự đảo chiều chữ U+202E",
    cures=True,
)
def hidden_character(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each text with such a character, with the text as the program itself would have kept it."""
    groups: tuple[Sequence[Located[Record]], ...] = (
        records.directives,
        records.media,
        records.checklist,
        records.reports,
    )
    for group in groups:
        for kept in group:
            for field in fields_of(type(kept.record)):
                if field.type in _TEXTS and not field.system and (value := getattr(kept.record, field.key)):
                    if isinstance(value, str) and value.isprintable() and is_normalized("NFC", value):
                        continue  # nearly all of many thousands of texts
                    yield from _hidden_character_issues(kept, field, value)


def _hidden_character_issues(
    kept: Located[Record], field: Field, value: str | tuple[str, ...]
) -> Iterator[RecordIssue]:
    lines = value if isinstance(value, tuple) else (value,)
    one_line = field.type is not FieldType.TEXT
    fault = next((words for line in lines if (words := _hidden_fault(line, one_line=one_line))), "")
    if not fault:
        return
    right = tuple(clean_line(line) if one_line else clean(line) for line in lines)
    name = f"{kept.record.name} {beginning(clean_line(kept.record.title))}"
    yield RecordIssue(
        kept,
        f"“{field.label}” của {name} có {fault}; trên màn hình và trang in có thể hiện sai.",
        key=field.key,
        new=right if isinstance(value, tuple) else right[0],
    )


def _hidden_fault(line: str, *, one_line: bool) -> str:
    """Return what is hidden in the line, in words; "" for a sound one."""
    if line.isprintable():
        return "" if is_normalized("NFC", line) else "dấu tiếng Việt tách rời khỏi chữ (Unicode tổ hợp)"
    if hidden := hidden_letters(line):
        named = f" {_NAMES[hidden[0]]}" if hidden[0] in _NAMES else ""
        return f"ký tự ẩn{named} (U+{ord(hidden[0]):04X})"
    if one_line and ("\n" in line or "\r" in line or "\t" in line):
        return "chỗ xuống dòng hoặc dấu TAB trong mục chỉ có một dòng"
    return ""


_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
"""`Ủy ban  nhân dân`: two blanks between words."""
_TEXTS = (FieldType.LINE, FieldType.TEXT, FieldType.LINES)


@record_rule(
    "record-spacing",
    Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Chữ trong hồ sơ không có hai dấu cách liền nhau.",
    example="chuyên mục CCHC trên  đài truyền thanh xã",
    cures=True,
)
def record_spacing(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each field that holds two spaces between words; notes are nobody's business."""
    groups: tuple[tuple[Located[Record], ...], ...] = (
        tuple(records.directives), tuple(records.media), tuple(records.checklist), tuple(records.reports),
    )  # fmt: skip
    for group in groups:
        for kept in group:
            yield from _record_spacing_issues(kept)


def _record_spacing_issues(kept: Located[Record]) -> Iterator[RecordIssue]:
    for field in fields_of(type(kept.record)):
        value = getattr(kept.record, field.key)
        if not value or field.type not in _TEXTS or field.system or field.key == "note":
            continue
        lines = value if isinstance(value, tuple) else (value,)
        if not any("  " in line for line in lines):
            continue
        wrong = next((line for line in lines if _SPACES.search(line)), None)
        if wrong is None:
            continue
        right = tuple(_SPACES.sub(" ", line) for line in lines)
        place = _SPACES.search(wrong)
        shown = around(wrong, *place.span()) if place else wrong
        yield RecordIssue(
            kept,
            f"“{field.label}” của {kept.record.name} {beginning(kept.record.title)}: thừa dấu cách ở “{shown}”.",
            key=field.key,
            new=right if isinstance(value, tuple) else right[0],
        )
