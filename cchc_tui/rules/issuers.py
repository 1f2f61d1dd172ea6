"""Rules on whose a document is: issuer, direction and symbol agree."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.text import fold
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.finding import Severity
from cchc_tui.records.issuing import guess_by_symbol, is_own_name, level_of_name, resolve_issuer
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue
from cchc_tui.rules.rule import ND30, record_rule


@record_rule(
    "missing-direction",
    Severity.ERROR,
    clause=f"{ND30}, Phụ lục IV, mục I và VI",
    says="Mỗi văn bản ghi rõ là văn bản đi hay văn bản đến.",
    example="36/KH-UBND không ghi đi hay đến",
    needs_office=True,
    cures=True,
)
def missing_direction(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each document without direction; where issuer and symbol leave no doubt, with the cure."""
    for kept in records.directives:
        if kept.record.direction:
            continue
        guess = resolve_issuer(kept.record, records.office)
        asked = f" {guess.doubt}" if guess.doubt else ""
        yield RecordIssue(
            kept,
            f"Văn bản {kept.record.title} chưa ghi là văn bản đi hay đến.{asked}",
            key="direction",
            new=None if guess.doubt else guess.direction,
        )


@record_rule(
    "issuer-direction",
    Severity.ERROR,
    clause=f"{ND30}, Phụ lục IV, mục I và VI",
    says="Văn bản đi là của cơ quan mình, văn bản đến là của cơ quan khác.",
    example="160/SNV-CCHC của Sở Nội vụ nằm trong sổ văn bản đi",
    needs_office=True,
    cures=True,
    final=True,
)
def issuer_direction(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report where issuer and direction contradict each other. A room of the office that is not declared as an issuer
    of its own is only warned of.
    """
    for kept in records.directives:
        record = kept.record
        if not record.issuer or not record.direction:
            continue
        own = is_own_name(record.issuer, records.office)
        if record.direction == OUTGOING and not own:
            ward = fold(records.office.unit_title)
            room = bool(ward) and ward in fold(record.issuer) and not fold(record.issuer).startswith("dang uy")
            hint = " Nếu đó là nơi ban hành của cơ quan mình, hãy khai bằng: cchc office --issuer." if room else ""
            yield RecordIssue(
                kept,
                f"Văn bản {record.title} ghi là văn bản đi, mà cơ quan ban hành là {record.issuer}.{hint}",
                key="direction",
                severity=Severity.WARNING if room else Severity.ERROR,
                new=None if room else INCOMING,
            )
        elif record.direction == INCOMING and own:
            yield RecordIssue(
                kept,
                f"Văn bản {record.title} ghi là văn bản đến, mà cơ quan ban hành là {record.issuer}.",
                key="direction",
                new=OUTGOING,
            )


@record_rule(
    "symbol-issuer",
    Severity.ERROR,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3",
    says="Chữ viết tắt trong ký hiệu là của cơ quan ban hành.",
    example="20-NQ/ĐU ghi của UBND phường",
    needs_office=True,
)
def symbol_issuer(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report where the abbreviation leaves no doubt and the issuer is another, or stands at another level."""
    for kept in records.directives:
        record = kept.record
        if not record.symbol or not (record.issuer or record.direction == OUTGOING):
            continue
        told = guess_by_symbol(record, records.office)
        if told.doubt:
            continue
        if told.direction == OUTGOING:
            yield from _own_symbol_of_others(kept, records)
            continue
        own = not record.issuer or is_own_name(record.issuer, records.office)
        level = level_of_name(record.issuer)
        if own or (level and told.level and level != told.level):
            whose = told.issuer or f"cơ quan {told.level}"
            written = (
                f"cơ quan ban hành ghi “{record.issuer}”" if record.issuer else "ghi là văn bản đi của cơ quan mình"
            )
            yield RecordIssue(
                kept,
                f"Ký hiệu {record.symbol} là của {whose}, mà {written}.",
                key="issuer",
                severity=Severity.ERROR if own else Severity.WARNING,
            )


def _own_symbol_of_others(kept: Located[Directive], records: OfficeRecords) -> Iterator[RecordIssue]:
    """Yield where an abbreviation that only this office has stands on a paper of another."""
    record = kept.record
    if not record.issuer or record.direction != INCOMING or is_own_name(record.issuer, records.office):
        return
    if doubt := resolve_issuer(record, records.office).doubt:
        yield RecordIssue(kept, doubt, key="issuer")


@record_rule(
    "missing-issuer",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 6 điểm a",
    says="Mỗi văn bản ghi rõ cơ quan ban hành.",
    example="công văn đến không ghi của cơ quan nào",
    needs_office=True,
    cures=True,
)
def missing_issuer(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each document that does not say who issued it; laws name no issuer."""
    for kept in records.directives:
        record = kept.record
        if record.issuer or record.kind in ("luat", "phap-lenh"):
            continue
        new = records.office.short_name if record.direction == OUTGOING else None
        yield RecordIssue(kept, f"Văn bản {record.title} chưa ghi cơ quan ban hành.", key="issuer", new=new)
