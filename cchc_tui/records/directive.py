"""A directive: a document the office issued or received to steer administrative reform."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import ClassVar

from cchc_tui.language.text import fold
from cchc_tui.records.fields import Choice, FieldType, Record, entry
from cchc_tui.records.kind import Family, kinds_with
from cchc_tui.records.symbol import Symbol, parse_symbol

OUTGOING = "outgoing"
INCOMING = "incoming"

_parsed = lru_cache(maxsize=16_384)(parse_symbol)
"""Lists, searches and checks ask for the same symbols again and again; a commune has some thousands."""


class Directive(Record):
    """One document, with what the register of outgoing documents asks for (NĐ 30/2020, Phụ lục IV, I)."""

    name: ClassVar[str] = "văn bản"

    direction: str | None = entry(
        "Chiều văn bản",
        FieldType.CHOICE,
        choices=(Choice(OUTGOING, "văn bản đi"), Choice(INCOMING, "văn bản đến")),
        form=5,
    )
    kind: str | None = entry("Tên loại", FieldType.CHOICE, choices_from="kinds", required=True, form=3, width=11)
    symbol: str | None = entry(
        "Số, ký hiệu", FieldType.LINE, limit=41, form=1, width=16, help="Ghi như trên văn bản: 17/UBND-NV."
    )
    issued_on: date | None = entry("Ngày ban hành", FieldType.DATE, required=True, form=2, width=10)
    issuer: str | None = entry("Cơ quan ban hành", FieldType.LINE, limit=200, form=4, width=16)
    subject: str | None = entry(
        "Trích yếu",
        FieldType.LINE,
        limit=500,
        required=True,
        form=6,
        width=30,
        help="Viết tiếp sau chữ “về việc”, không có dấu chấm cuối.",
    )
    signer: str | None = entry("Người ký", FieldType.LINE, limit=50)
    recipients: tuple[str, ...] = entry("Nơi nhận", FieldType.LINES)
    kept_by: str | None = entry("Đơn vị hoặc người nhận bản lưu", FieldType.LINE)
    copies: int | None = entry("Số lượng bản", FieldType.INTEGER)
    sent_on: date | None = entry("Ngày chuyển", FieldType.DATE)
    received_on: date | None = entry("Ngày đến", FieldType.DATE)
    received_number: int | None = entry("Số đến", FieldType.INTEGER)
    due_on: date | None = entry(
        "Hạn trả lời, xử lý", FieldType.DATE, help="Của văn bản đến: ngày phải trả lời hay xử lý xong."
    )
    handler: str | None = entry("Đơn vị, người xử lý", FieldType.LINE, limit=200)
    settled_on: date | None = entry("Ngày xử lý xong", FieldType.DATE)
    answers: tuple[str, ...] = entry(
        "Trả lời văn bản đến", FieldType.IDS, help="Mã các văn bản đến mà văn bản này trả lời."
    )
    note: str | None = entry("Ghi chú", FieldType.TEXT, limit=500, form=7)

    @property
    def parsed(self) -> Symbol | None:
        """Number and symbol taken apart, or None without a symbol that can be read."""
        return _parsed(self.symbol) if self.symbol else None

    @property
    def title(self) -> str:
        """Symbol, else the subject, for lists and messages."""
        return self.symbol or self.subject or self.id


def likely_kind(symbol: str | None) -> str | None:
    """Return the kind that a number and symbol stand for, or None: its code's, or công văn where there is no code.

    NĐ 30/2020, Phụ lục I, Phần I, II.3.b: a công văn has no code; CV, common in communes, means one all the same.
    """
    parsed = parse_symbol(symbol) if symbol else None
    if parsed is None or (parsed.type_code is None and parsed.year is not None):
        return None
    if parsed.type_code in (None, "CV") and not parsed.party:
        return "cong-van"
    families = (Family.PARTY,) if parsed.party else (Family.NORMATIVE,) if parsed.year else ()
    kinds = kinds_with(parsed.type_code or "")
    return next((k.slug for k in kinds if k.family in families), kinds[0].slug if kinds else None)


def issuer_key(issuer: str | None) -> str:
    """Return the issuer folded, long and short names of the same council alike (UBND, HĐND)."""
    folded = fold(issuer or "")
    return folded.replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
