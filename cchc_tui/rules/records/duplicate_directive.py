"""The same document entered twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc_tui.language.wording import format_date
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.directive import Directive, issuer_key
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import OfficeSettings
from cchc_tui.rules.rule import ND30, Book, Kept, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for each document whose number, symbol, year and issuer an earlier one already has.

    Another date is a warning only, since one of the two dates may be the slip. A duplicate kept on purpose, with its
    reason, is none.
    """
    first: dict[tuple[int, str, str], Kept[Directive]] = {}
    for kept in sorted((k for k in book.directives if not reason_to_keep(k.record)), key=_by_date):
        key = identity(kept.record, book.office)
        if key is None:
            continue
        other = first.setdefault(key, kept)
        if other is not kept:
            yield _slip(kept, other)


def identity(directive: Directive, office: OfficeSettings) -> tuple[int, str, str] | None:
    """The directive's identity; one without issuer is taken for the office's own."""
    key = directive.identity
    return key if key is None or key[2] else (key[0], key[1], issuer_key(office.short_name))


def _by_date(kept: Kept[Directive]) -> tuple[date, str]:
    return kept.record.issued_on or date.max, kept.path


def _slip(kept: Kept[Directive], other: Kept[Directive]) -> Slip:
    same_day = kept.record.issued_on == other.record.issued_on
    day = format_date(other.record.issued_on) if other.record.issued_on else "không rõ ngày"
    tail = "" if same_day else " nhưng khác ngày ban hành; hãy xem lại ngày nào đúng"
    return Slip(
        kept,
        f"Văn bản số {kept.record.symbol} ngày {day} đã có trong sổ ({other.path}, mã {other.record.id}){tail}.",
        key="symbol",
        severity=Severity.ERROR if same_day else Severity.WARNING,
    )


RULE = RecordRule(
    code="duplicate-directive",
    severity=Severity.ERROR,
    clause=f"{ND30}, Phụ lục VI, Phần I, mục III.1.h",
    says="Một văn bản (số, ký hiệu, cơ quan ban hành) chỉ vào sổ một lần trong năm.",
    example="17/CV-UBND ngày 21/02/2023 nhập hai lần",
    check=check,
)
