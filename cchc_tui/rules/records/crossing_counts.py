"""Two counts of one measure whose days cross: they cannot both be added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cchc_tui.language.wording import format_date
from cchc_tui.records.counting import crossing
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Window, parse_period
from cchc_tui.records.yearbook import count_window
from cchc_tui.rules.rule import REPORTING, Book, Kept, RecordRule, Slip


def check(book: Book) -> Iterator[Slip]:
    """A slip for the later of two counts that share days while neither stands for the other, in any regime in use."""
    seen: set[tuple[str, str]] = set()
    for regime in dict.fromkeys((None, *(kept.record.regime for kept in book.reports))):
        groups: defaultdict[tuple[str | None, str | None], dict[Window, Kept[MediaCount]]] = defaultdict(dict)
        for kept in book.media:
            if parse_period(kept.record.period or ""):
                window = count_window(kept.record, book.office, regime)
                groups[kept.record.channel, kept.record.measure].setdefault(window, kept)
        for counts in groups.values():
            for one, other in crossing(list(counts)):
                pair = (counts[one].record.id, counts[other].record.id)
                if pair not in seen:
                    seen.add(pair)
                    yield _slip(counts[one], counts[other], one, other)


def _slip(first: Kept[MediaCount], second: Kept[MediaCount], one: Window, other: Window) -> Slip:
    shared = f"{format_date(max(one.first, other.first))} đến {format_date(min(one.last, other.last))}"
    return Slip(
        second,
        f"Số liệu {second.record.title} ({other.name}) và {first.record.title} (mã {first.record.id}, {one.name})"
        f" cùng tính các ngày từ {shared}: không cộng cả hai được, báo cáo chỉ ghi phần chắc chắn với chữ “trên”.",
        key="period",
    )


RULE = RecordRule(
    code="crossing-counts",
    severity=Severity.WARNING,
    clause=REPORTING,
    says="Hai số của một chỉ tiêu không tính chung một số ngày, trừ khi kỳ này nằm trọn trong kỳ kia.",
    example="một số cho tháng 1 đến tháng 6, một số cho tháng 4 đến tháng 9",
    needs_office=True,
    check=check,
)
