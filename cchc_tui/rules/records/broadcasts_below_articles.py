"""Fewer broadcasts than pieces made for broadcasting."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.language.wording import Qualifier, format_quantity
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.records.tally import Counted, counted_by
from cchc_tui.rules.rule import REPORTING, Book, Kept, RecordRule, Slip

_MAY_BE_MORE = {Qualifier.OVER, Qualifier.MORE_THAN, Qualifier.ABOUT_OVER, Qualifier.ABOUT}


def check(book: Book) -> Iterator[Slip]:
    """A slip for each channel and period with fewer broadcasts than pieces: each piece is aired at least once."""
    pieces: dict[tuple[str | None, str | None], Kept[MediaCount]] = {}
    aired: dict[tuple[str | None, str | None], Kept[MediaCount]] = {}
    with_broadcasts = {m.channel for m in book.office.measures if counted_by(m) is Counted.BROADCAST}
    for kept in book.media:
        measure = book.office.measure_of(kept.record.channel, kept.record.measure)
        if measure is None or measure.channel not in with_broadcasts:
            continue
        key = (kept.record.channel, kept.record.period)
        if counted_by(measure) is Counted.ARTICLE:
            pieces[key] = kept
        elif counted_by(measure) is Counted.BROADCAST:
            aired[key] = kept
    for key in pieces.keys() & aired.keys():
        made, sent = pieces[key].record.quantity, aired[key].record.quantity
        if sent.value < made.value and sent.qualifier not in _MAY_BE_MORE:
            period = parse_period(key[1] or "")
            yield Slip(
                aired[key],
                f"{book.office.channel_label(key[0])}, {period.name if period else key[1]}: phát sóng"
                f" {format_quantity(sent)} lượt, ít hơn {format_quantity(made)} bài đã xây dựng.",
                key="value",
            )


RULE = RecordRule(
    code="broadcasts-below-articles",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Số lượt phát sóng không thể ít hơn số tin, bài đã xây dựng để phát.",
    example="24 bài nhưng 20 lượt phát",
    check=check,
)
