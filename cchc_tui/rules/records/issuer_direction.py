"""An outgoing document of another agency, or an incoming one of the office itself."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.text import fold
from cchc_tui.records.directive import INCOMING, OUTGOING
from cchc_tui.records.finding import Severity
from cchc_tui.records.issuing import is_own_name
from cchc_tui.rules.rule import ND30, Book, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip where issuer and direction contradict each other. A room of the office that is not declared as an issuer
    of its own is only warned of.
    """
    for kept in book.directives:
        record = kept.record
        if not record.issuer or not record.direction:
            continue
        own = is_own_name(record.issuer, book.office)
        if record.direction == OUTGOING and not own:
            ward = fold(book.office.unit_title)
            room = bool(ward) and ward in fold(record.issuer) and not fold(record.issuer).startswith("dang uy")
            hint = " Nếu đó là nơi ban hành của cơ quan mình, hãy khai bằng: cchc office --issuer." if room else ""
            yield Slip(
                kept,
                f"Văn bản {record.title} ghi là văn bản đi, mà cơ quan ban hành là {record.issuer}.{hint}",
                key="direction",
                severity=Severity.WARNING if room else Severity.ERROR,
                new=None if room else INCOMING,
            )
        elif record.direction == INCOMING and own:
            yield Slip(
                kept,
                f"Văn bản {record.title} ghi là văn bản đến, mà cơ quan ban hành là {record.issuer}.",
                key="direction",
                new=OUTGOING,
            )


RULE = RecordRule(
    code="issuer-direction",
    severity=Severity.ERROR,
    clause=f"{ND30}, Phụ lục IV, mục I và VI",
    says="Văn bản đi là của cơ quan mình, văn bản đến là của cơ quan khác.",
    example="160/SNV-CCHC của Sở Nội vụ nằm trong sổ văn bản đi",
    needs_office=True,
    check=check,
)
