"""Records and changes of records in a few words of the office: for messages, histories and questions."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.kind import KINDS
from cchc_tui.records.media import MediaCount
from cchc_tui.records.merge import changed_fields
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period


def describe_record(record: Record, settings: OfficeSettings) -> str:
    """Return e.g. `công văn 17/CV-UBND`, `thống kê tin bài Truyền thanh · tin tháng 6/2023`."""
    match record:
        case Directive():
            name = next((k.name for k in KINDS if k.slug == record.kind), record.name)
            return f"{name[:1].lower()}{name[1:]} {record.title}"
        case MediaCount():
            measure = settings.measure_of(record.channel, record.measure)
            words = (settings.channel_label(record.channel), (measure.label if measure else record.measure) or "")
            period = parse_period(record.period or "")
            return f"{record.name} {' · '.join(filter(None, words))} {period.name if period else ''}".strip()
        case _:
            return f"{record.name} {record.title}"


def describe_change(before: Record | None, after: Record) -> str:
    """Return what a save did: `thêm`, `xóa (lý do)`, `khôi phục`, or the labels of the changed fields."""
    if before is None:
        return "thêm"
    if after.deleted and not before.deleted:
        return f"xóa ({after.deleted_because})"
    if before.deleted and not after.deleted:
        return "khôi phục"
    changed = changed_fields(before, after)
    return f"sửa {', '.join(changed)}" if changed else "giữ nguyên"


def describe_many(changes: Iterable[tuple[Record | None, Record]]) -> str:
    """Return several changes in one sentence: `thêm 12 văn bản; sửa 3 nhiệm vụ`."""
    counted: dict[tuple[str, str], int] = {}
    for before, after in changes:
        what = describe_change(before, after).partition(" ")[0]
        key = ("khôi phục" if what == "khôi" else what, after.name)
        counted[key] = counted.get(key, 0) + 1
    return "; ".join(f"{what} {number} {name}" for (what, name), number in counted.items())
