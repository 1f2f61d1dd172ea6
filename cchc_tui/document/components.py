"""From the head to the words of each component, the same for DOCX and PDF, by the layout's rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_tui.document.head import Head, JointAgency, Signature, date_parts, urgency_marks
from cchc_tui.document.layout import Layout

NBSP = "\u00a0"


@dataclass(frozen=True)
class SignatureRow:
    """Two who sign side by side; an odd last one stands at the right."""

    left: Signature | None
    right: Signature


@dataclass(frozen=True)
class Components:
    """The finished words of every component; "" and () are components this document does not have.

    `number_value` and `date_value` are number with symbol, and day, alone. `urgency_key` is the slug of the urgency
    mark. `signature_rows` are all who sign when there are several. `call` is the line that names who is told or asked,
    `call_names` the names under it.
    """

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    number: str
    number_value: str
    place_date: str
    date_value: str
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
    signature_rows: tuple[SignatureRow, ...]
    joint: tuple[JointAgency, ...]
    confirmation: tuple[str, ...]
    signing_line: str
    call: str
    call_names: tuple[str, ...]
    appendix_label: str
    attached_to: str
    title: str
    author: str


def compose(head: Head, layout: Layout) -> Components:
    """Return the components of a document with this head."""
    titled, form = is_titled(head), layout.form(head.kind)
    kind_name = (
        _cased("kind_name", head.kind_name or (layout.kind_title(head.kind) if head.kind else ""), layout)
        if titled
        else ""
    )
    call, call_names = _call(head, layout)
    return Components(
        superior=_all_cased("superior_agency", head.superior, layout),
        agency=_all_cased("agency", head.agency, layout),
        number=_unbroken(layout.filled("number_form", number=_number(head, layout), symbol=head.symbol)),
        number_value=_unbroken(f"{_number(head, layout)}/{head.symbol}") if head.symbol else "",
        place_date=place_date(head, layout) if form.place_date else "",
        date_value=date_words(head, layout),
        letter_subject="" if titled else _letter_subject(head, layout),
        draft=_cased("draft_mark", head.draft, layout),
        urgency_key=head.urgency,
        urgency=_cased("urgency", urgency_marks(layout).get(head.urgency, ""), layout),
        circulation=_cased("circulation", head.circulation, layout),
        kind_name=kind_name,
        subject=head.subject if titled else (),
        addressees=() if form.call else _punctuated(head.addressees),
        legal_bases=_punctuated(head.legal_bases),
        deciding_authority=_deciding_authority(head, layout),
        decision_word=form.verb if head.legal_bases or head.deciding_authority else "",
        recipients=_recipients(head, layout),
        drafter=head.drafter,
        contact=head.contact,
        signature=_signed(head.signature, layout),
        signature_rows=_signature_rows(head, layout),
        joint=tuple(_joint(agency, layout) for agency in head.joint),
        confirmation=head.confirmation or ((form.confirmation,) if form.confirmation else ()),
        signing_line=_signing_line(head, layout),
        call=call,
        call_names=call_names,
        appendix_label=f"{layout.text('appendix_word')} {head.appendix_number}".strip(),
        attached_to=_attached_to(head, layout),
        title=" ".join((kind_name, *head.subject)).strip() or "Văn bản",
        author=head.agency_in_text or " ".join(head.agency),
    )


def _deciding_authority(head: Head, layout: Layout) -> str:
    """Return the line over the legal bases; a form with a call names the same authority there instead."""
    form = layout.form(head.kind)
    if form.call:
        return ""
    return head.deciding_authority.upper() if form.verb else head.deciding_authority


def _call(head: Head, layout: Layout) -> tuple[str, tuple[str, ...]]:
    """Return `Ủy ban nhân dân xã điện:` and the names under it; a single name may stand on the line itself."""
    form = layout.form(head.kind)
    if not form.call:
        return "", ()
    issuer = head.deciding_authority or head.agency_in_text or " ".join(head.agency)
    call = form.call.replace("{issuer}", issuer)
    if len(head.addressees) == 1 and not form.call_centred:
        return f"{call} {head.addressees[0]}", ()
    return call, _punctuated(head.addressees)


def _signature_rows(head: Head, layout: Layout) -> tuple[SignatureRow, ...]:
    if head.left_signature:
        return (SignatureRow(_signed(head.left_signature, layout), _signed(head.signature, layout)),)
    signed = [_signed(signature, layout) for signature in head.signatures]
    pairs = [signed[place : place + 2] for place in range(0, len(signed), 2)]
    return tuple(SignatureRow(pair[0] if len(pair) > 1 else None, pair[-1]) for pair in pairs)


def _joint(joint: JointAgency, layout: Layout) -> JointAgency:
    return JointAgency(
        _all_cased("superior_agency", joint.superior, layout), _all_cased("agency", joint.agency, layout)
    )


def _signing_line(head: Head, layout: Layout) -> str:
    """Return what stands at the top right of an appendix or a copy that is an electronic file of its own."""
    if not head.signing_time:
        return ""
    day, time = head.signing_time.replace("T", " ").split(" ")
    year, month, date = day.split("-")
    return layout.filled(
        "copy_signing_form" if layout.form(head.kind).role == "copy" else "signing_form",
        number=_number(head, layout).strip(NBSP),
        symbol=head.symbol,
        date=f"{date}/{month}/{year}",
        time=time,
        kind=_cased("kind_name", layout.kind_title(head.kind) if head.kind else "", layout),
        issuer=head.agency_in_text or " ".join(head.agency),
    )


def is_titled(head: Head) -> bool:
    """Return whether the kind is printed as a title; a công văn has neither title nor code, its subject under the
    number.
    """
    return head.kind is None or head.kind.titled


def epoch(head: Head, layout: Layout) -> int:
    """Return seconds since 1970 of the document's date, the only time its files carry; the decree's own date when
    blank.
    """
    from calendar import timegm

    year, month, day = date_parts(head.date) or (None, None, None)
    if year is None or not 1980 <= year <= 2100:
        year, month, day = (int(part) for part in layout.in_force_from.split("-"))
    return timegm((year, month or 1, day or 1, 0, 0, 0))


def place_date(head: Head, layout: Layout) -> str:
    """Return `Hà Kỳ, ngày 05 tháng 01 năm 2023`; day and month stay blank when not given."""
    when = date_words(head, layout)
    return layout.filled("place_date_form", place=head.place, date=when) if head.place else when


def date_words(head: Head, layout: Layout) -> str:
    """Return `ngày 05 tháng 01 năm 2023` by the zero rule (Phụ lục I, Phần I, Mục II, khoản 4, điểm b)."""
    year, month, day = date_parts(head.date) or (None, None, None)
    blank = NBSP * int(layout.number("blank_day_spaces"))
    return _unbroken(
        layout.filled(
            "date_form",
            day=_with_zero(day, layout.number("zero_day_below")) or blank,
            month=_with_zero(month, layout.number("zero_month_below")) or blank,
            year=str(year or blank),
        )
    )


def _with_zero(number: int | None, below: float) -> str:
    if number is None:
        return ""
    return f"0{number}" if number < below else str(number)


def _unbroken(text: str) -> str:
    """Return the text with no line ending between a word and the number or blank after it."""
    return re.sub(rf"(?<=\w|:) (?=[\d{NBSP}])", NBSP, text)


def _number(head: Head, layout: Layout) -> str:
    digits = len(head.number) - len(head.number.lstrip("0123456789"))
    if not head.number:
        return NBSP * int(layout.number("blank_number_spaces"))
    missing = int(layout.number("number_width")) - digits if digits else 0
    return "0" * max(0, missing) + head.number


def _letter_subject(head: Head, layout: Layout) -> str:
    subject, word = " ".join(head.subject), layout.text("letter_subject_word")
    if not subject or subject.lower().startswith(word.lower()):
        return subject
    return f"{word} {subject}"


def _recipients(head: Head, layout: Layout) -> tuple[str, ...]:
    """Return the list with "Như trên" first when there is Kính gửi, and "Lưu: …" last (Mục II, khoản 9)."""
    as_above, file_copy = layout.text("as_above_words"), layout.text("file_copy_word")
    items = [item.removeprefix("-").strip().rstrip(".;").rstrip() for item in head.recipients]
    items = [item for item in items if item]
    kept = [item for item in items if item.startswith(file_copy)]
    others = [item for item in items if not item.startswith(file_copy)]
    if (
        head.addressees
        and not layout.form(head.kind).call
        and items
        and not any(item.startswith(as_above) for item in others)
    ):
        others.insert(0, as_above)
    return _punctuated(tuple(others + kept))


def _punctuated(items: tuple[str, ...]) -> tuple[str, ...]:
    """Entries ending in ";", the last in "." (one addressee alone stays bare)."""
    bare = [item.removeprefix("-").strip().rstrip(".;,").rstrip() for item in items]
    return tuple(f"{item}{'.' if place == len(bare) else ';'}" for place, item in enumerate(bare, start=1))


def _signed(signature: Signature, layout: Layout) -> Signature:
    return Signature(_all_cased("authority", signature.authority, layout), signature.other_position, signature.name)


def _cased(component: str, text: str, layout: Layout) -> str:
    return layout.components[component].cased(text)


def _all_cased(component: str, lines: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    return tuple(_cased(component, line, layout) for line in lines)


def _attached_to(head: Head, layout: Layout) -> str:
    """Return `(Kèm theo Báo cáo số …/BC-UBND ngày … của …)` (Phụ lục I, Phần I, Mục III, khoản 1)."""
    kind = head.main_kind or head.kind
    name = kind.name if kind else (head.kind_name.capitalize() or "Văn bản")
    issuer = head.agency_in_text or " ".join(head.agency)
    form = "attached_form" if issuer else "attached_form_no_issuer"
    return _unbroken(
        layout.filled(
            form,
            kind=name,
            number=_number(head, layout),
            symbol=head.symbol,
            date=date_words(head, layout).replace(" ", NBSP),
            issuer=issuer,
        )
    )
