"""Sentences and lists of words that several screens say alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_tui.language.wording import format_date, format_quantity
from cchc_tui.records.directive import INCOMING, Directive
from cchc_tui.records.fields import Field, FieldType, Record
from cchc_tui.records.media import MediaCount
from cchc_tui.records.merge import changed_fields
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.tui.widgets.field_box import FieldBox


def saved_sentence(
    before: Record | None, after: Record, typed: Record | None = None, settings: OfficeSettings | None = None
) -> str:
    """Return what a save did: to what, in the words of the office's `settings`, and which fields. `typed`: what the
    person made of it, where a colleague's change of other fields may have come into `after` besides.
    """
    title = media_words(after, settings) if settings and isinstance(after, MediaCount) else after.title
    if before is None:
        return f"Đã thêm {after.name} {title}."
    labels = changed_fields(before, typed or after)
    theirs = [label for label in changed_fields(before, after) if label not in labels]
    if not labels:
        return f"{after.name.capitalize()} {title}: không có gì thay đổi."
    beside = f"; gộp cùng {', '.join(theirs)} người khác vừa sửa" if theirs else ""
    return f"Đã lưu {after.name} {title}: sửa {', '.join(labels)}{beside}."


def meanwhile(before: Record, now: Record | None, mine: Sequence[Field]) -> str:
    """Return what a colleague did to the record that is being edited, and what a save will do about it; "" for nothing.

    `before` is what the editing began from, `now` what lies on disk, `mine` the fields changed here.
    """
    if now is None:
        return "Người khác vừa xóa hồ sơ này. Bản đang gõ vẫn còn; lưu sẽ hỏi lại."
    labels = changed_fields(before, now)
    if not labels:
        return ""
    told = f"Người khác vừa sửa: {', '.join(labels)}."
    both = [f.label for f in mine if getattr(before, f.key) != getattr(now, f.key)]
    if not both:
        return f"{told} Khi lưu, các mục khác nhau được gộp lại."
    rest = "; các mục khác được gộp lại" if len(labels) > len(both) or len(mine) > len(both) else ""
    return f"{told} Bạn cũng sửa {', '.join(both)}: khi lưu phải chọn bản nào{rest}."


def directive_words(record: Directive) -> str:
    """Return a document on one line."""
    day = format_date(record.issued_on) if record.issued_on else "chưa ghi ngày"
    return f"{record.symbol or '(chưa có số)'} ngày {day}: {record.subject or ''}"


def media_words(record: MediaCount, settings: OfficeSettings) -> str:
    """Return a count on one line."""
    measure = settings.measure_of(record.channel, record.measure)
    period = parse_period(record.period or "")
    what = (measure.label if measure else record.measure) or "?"
    when = period.name if period else record.period or "?"
    return f"{settings.channel_label(record.channel)}, {_lower_first(what)}, {when}: {format_quantity(record.quantity)}"


def _lower_first(text: str) -> str:
    """Return `Bài tuyên truyền` inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def choose_entries(office: Office, box: FieldBox) -> list[tuple[str, str]]:
    """Return what may be picked for a field: its choices, or for evidence the documents and counts."""
    if box.declared.key == "answers":
        return answerable_entries(office)
    if box.declared.type is FieldType.IDS:
        return evidence_entries(office)
    return [(c.code, c.label) for c in box.choices]


def answerable_entries(office: Office) -> list[tuple[str, str]]:
    """Return every paper that came in, those that are waited for first, the nearest day before."""
    incoming = [s.record for s in office.records.stored(Directive) if s.record.direction == INCOMING]
    waiting = {item.record: place for place, item in enumerate(office.agenda.items())}
    incoming.reverse()
    incoming.sort(key=lambda paper: waiting.get(paper.id, len(waiting)))
    return [(paper.id, directive_words(paper)) for paper in incoming]


def evidence_entries(office: Office) -> list[tuple[str, str]]:
    """Return every document, the latest first, and every count, each with its words."""
    directives = [s.record for s in office.records.stored(Directive)]
    counts = [s.record for s in office.records.stored(MediaCount)]
    return [(d.id, directive_words(d)) for d in reversed(directives)] + [
        (m.id, media_words(m, office.settings)) for m in counts
    ]
