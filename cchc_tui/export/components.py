"""From the head to the words of each component, the same for DOCX and PDF, by the layout's rules."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_tui.domain.layout import Layout
from cchc_tui.export.head import URGENCIES, Head, Signature, date_parts

NBSP = "\u00a0"
_BLANK_NUMBER = NBSP * 7
_BLANK_DAY = NBSP * 5
_AS_ABOVE = "Như trên"
_FILE_COPY = "Lưu:"


@dataclass(frozen=True)
class Components:
    """The finished words of every component; "" and () are components this document does not have.

    `urgency_key` is the slug of the urgency mark; `kind_in_text` is the kind as running text writes it ("Báo cáo").
    """

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    number: str
    place_date: str
    letter_subject: str
    draft: str
    urgency_key: str
    urgency: str
    circulation: str
    kind_name: str
    subject: tuple[str, ...]
    addressees: tuple[str, ...]
    legal_bases: tuple[str, ...]
    deciding_authority: str
    decision_word: str
    recipients: tuple[str, ...]
    drafter: str
    contact: tuple[str, ...]
    signature: Signature
    left_signature: Signature | None
    attached_to: str
    title: str
    author: str


def compose(head: Head, layout: Layout) -> Components:
    """The components of a document with this head."""
    letter = is_letter(head)
    kind_name = "" if letter else (head.kind_name or (head.kind.name if head.kind else "")).upper()
    decides = bool(head.kind and head.kind.slug == "quyet-dinh")
    return Components(
        superior=_upper(head.superior), agency=_upper(head.agency),
        number=f"Số:{NBSP}{_number(head, layout)}/{head.symbol}", place_date=place_date(head, layout),
        letter_subject=_letter_subject(head) if letter else "",
        draft=head.draft, urgency_key=head.urgency, urgency=URGENCIES.get(head.urgency, ""),
        circulation=head.circulation.upper(), kind_name=kind_name, subject=() if letter else head.subject,
        addressees=_punctuated(head.addressees), legal_bases=_punctuated(head.legal_bases),
        deciding_authority=head.deciding_authority.upper() if decides else head.deciding_authority,
        decision_word=f"{kind_name}:" if decides and (head.legal_bases or head.deciding_authority) else "",
        recipients=_recipients(head), drafter=head.drafter, contact=head.contact,
        signature=_signed(head.signature),
        left_signature=_signed(head.left_signature) if head.left_signature else None,
        attached_to=_attached_to(head, layout),
        title=" ".join((kind_name, *head.subject)).strip() or "Văn bản",
        author=head.agency_in_text or " ".join(head.agency),
    )


def is_letter(head: Head) -> bool:
    """A công văn: no kind title, no kind code, its subject under the number."""
    return bool(head.kind and head.kind.slug == "cong-van")


def epoch(head: Head, layout: Layout) -> int:
    """Seconds since 1970 of the document's date, the only time its files carry; the decree's own date when blank."""
    from calendar import timegm

    year, month, day = date_parts(head.date) or (None, None, None)
    if year is None or not 1980 <= year <= 2100:
        year, month, day = (int(part) for part in layout.in_force_from.split("-"))
    return timegm((year, month or 1, day or 1, 0, 0, 0))


def place_date(head: Head, layout: Layout) -> str:
    """`Hà Kỳ, ngày 05 tháng 01 năm 2023`; day and month stay blank when not given."""
    when = date_words(head, layout)
    return f"{head.place}, {when}" if head.place else when


def date_words(head: Head, layout: Layout) -> str:
    """`ngày 05 tháng 01 năm 2023` by the zero rule (Phụ lục I, Phần I, Mục II, khoản 4, điểm b)."""
    year, month, day = date_parts(head.date) or (None, None, None)
    day_word = f"{day:02d}" if day else _BLANK_DAY
    below = layout.number("zero_month_below")
    month_word = _BLANK_DAY if month is None else f"{month:02d}" if month < below else str(month)
    return f"ngày{NBSP}{day_word} tháng{NBSP}{month_word} năm{NBSP}{year or _BLANK_DAY}"


def _number(head: Head, layout: Layout) -> str:
    digits = len(head.number) - len(head.number.lstrip("0123456789"))
    if not head.number:
        return _BLANK_NUMBER
    missing = int(layout.number("number_width")) - digits if digits else 0
    return "0" * max(0, missing) + head.number


def _letter_subject(head: Head) -> str:
    subject = " ".join(head.subject)
    if not subject or subject[:3].lower() == "v/v":
        return subject
    return f"V/v {subject}"


def _recipients(head: Head) -> tuple[str, ...]:
    """The list with "Như trên" first when there is Kính gửi, and "Lưu: …" last (Mục II, khoản 9)."""
    items = [item.removeprefix("-").strip().rstrip(".;").rstrip() for item in head.recipients]
    items = [item for item in items if item]
    kept = [item for item in items if item.startswith(_FILE_COPY)]
    others = [item for item in items if not item.startswith(_FILE_COPY)]
    if head.addressees and items and not any(item.startswith(_AS_ABOVE) for item in others):
        others.insert(0, _AS_ABOVE)
    return _punctuated(tuple(others + kept))


def _punctuated(items: tuple[str, ...]) -> tuple[str, ...]:
    """Entries ending in ";", the last in "." (one addressee alone stays bare)."""
    bare = [item.removeprefix("-").strip().rstrip(".;,").rstrip() for item in items]
    return tuple(f"{item}{'.' if place == len(bare) else ';'}" for place, item in enumerate(bare, start=1))


def _signed(signature: Signature) -> Signature:
    return Signature(_upper(signature.authority), signature.other_position, signature.name)


def _upper(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.upper() for line in lines)


def _attached_to(head: Head, layout: Layout) -> str:
    """`(Kèm theo Báo cáo số …/BC-UBND ngày … của …)` (Phụ lục I, Phần I, Mục III, khoản 1)."""
    name = head.kind.name if head.kind else (head.kind_name.capitalize() or "Văn bản")
    issuer = head.agency_in_text or " ".join(head.agency)
    by = f" của {issuer}" if issuer else ""
    return f"(Kèm theo {name} số{NBSP}{_number(head, layout)}/{head.symbol} {date_words(head, layout)}{by})"
