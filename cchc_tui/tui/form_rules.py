"""What the fields of one form mean to each other: guesses, offers, warnings. Kept apart from drawing and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cchc_tui.language.text import clean_line
from cchc_tui.language.wording import Qualifier, format_date, format_number, parse_quantity
from cchc_tui.records.answer_day import asked_day
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, Directive, issuer_key, likely_kind
from cchc_tui.records.fields import Record, place_key
from cchc_tui.records.issuing import WHOSE, IssuerGuess, SymbolHabits, habits_of, resolve_issuer
from cchc_tui.records.kind import KINDS
from cchc_tui.records.letterhead import issuing_body
from cchc_tui.records.media import MediaCount
from cchc_tui.records.next_number import LETTER_CODE
from cchc_tui.records.office import choices_of
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.symbol import parse_symbol
from cchc_tui.tui.suggest import complete, complete_issuer, complete_subject, next_symbol, own_papers, same_number

if TYPE_CHECKING:
    from cchc_tui.office import Office
    from cchc_tui.tui.widgets.field_box import FieldBox

T = TypeVar("T")
Boxes = Mapping[str, "FieldBox"]
_HABITS = "habits"
_LOOK_BACK = 3000
"""Earlier documents looked through for the habits of the office: years of a commune."""

SHARED: dict[type[Record], tuple[str, ...]] = {
    Directive: ("issued_on", "kind"),
    MediaCount: ("channel", "measure", "source"),
    ChecklistItem: ("checklist", "group", "lead"),
}
"""What the next new record keeps of the one just saved (Ctrl+N). Whose a document is, is never carried on."""


@dataclass(frozen=True)
class Context:
    """What the rules look at: the office's records, newest first, and the record being changed.

    Of a hundred thousand documents only those that a rule asks for are unpacked.
    """

    office: Office
    own_id: str
    _found: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def found(self, look: Callable[..., T], *typed: object) -> T:
        """Return what `look` finds among the latest documents for this text: looked for once, as they do not change
        meanwhile, and the rules run at every key.
        """
        return self._once((look, *typed), lambda: look(self.latest, *typed))

    @cached_property
    def latest(self) -> list[Directive]:
        """The latest documents: enough for what is offered from earlier ones."""
        return self._others(last=_LOOK_BACK)

    def same_number(self, symbol: str) -> list[Directive]:
        """Return the documents with this number and symbol, of any year."""
        parsed = parse_symbol(symbol)
        if parsed is None or parsed.number is None:
            return []
        digits = parsed.number
        spelled = [f"{digits}/", f"{digits} /", f'"{digits}-', f'"0{digits}-', f'"{digits} -']
        return self._once((same_number, symbol), lambda: same_number(self._others(naming=spelled), symbol))

    def _others(self, **which: Any) -> list[Directive]:
        found = self.office.records.stored(Directive, **which)
        return [s.record for s in reversed(found) if s.record.id != self.own_id]

    def _once(self, key: tuple[object, ...], look: Callable[[], T]) -> T:
        if key not in self._found:
            self._found[key] = look()
        return cast("T", self._found[key])

    @property
    def habits(self) -> SymbolHabits:
        """What the latest documents tell of symbols, looked through once."""
        return self._once((_HABITS,), lambda: habits_of(self.latest, self.office.settings))


def context_of(office: Office, own_id: str) -> Context:
    """Return the context of a form on one record of `cls`."""
    return Context(office, own_id)


def derive(cls: type[Record], boxes: Boxes, context: Context) -> None:
    """Bring defaults, offers, choices and warnings up to what is typed now."""
    rule = _RULES.get(cls)
    if rule is not None:
        rule(boxes, context)


def _directive(boxes: Boxes, context: Context) -> None:
    symbol = boxes["symbol"]
    typed = symbol.editor.text
    year = context.office.today.year
    day, _ = boxes["issued_on"].read()
    if day is not None:
        year = day.year
    carried = next((k.abbreviation or LETTER_CODE for k in KINDS if k.slug == boxes["kind"].read()[0]), "")
    settings = context.office.settings
    symbol.offer = next_symbol(settings, context.found(own_papers), year, typed, "" if typed else carried)
    kind = likely_kind(typed)
    if kind is not None:
        boxes["kind"].default = next((c.label for c in boxes["kind"].choices if c.code == kind), "")
    boxes["issuer"].offer = context.found(complete_issuer, boxes["issuer"].editor.text)
    boxes["subject"].offer = context.found(complete_subject, boxes["subject"].editor.text)
    guess = _whose(boxes, context)
    _show_guess(boxes, guess)
    asked = asked_day(f"{boxes['subject'].editor.text}; {boxes['note'].editor.text}", day)
    boxes["due_on"].offer = format_date(asked) if asked and boxes["direction"].read()[0] == INCOMING else ""
    parsed = parse_symbol(typed)
    doubt = guess.doubt if parsed and parsed.agency else ""
    symbol.warning = _duplicate_warning(boxes, context) or _capital(doubt.removeprefix(f"“{typed}” "))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _whose(boxes: Boxes, context: Context) -> IssuerGuess:
    """Whose document it is by what is typed; defaults are not typed."""
    office = context.office.settings
    values = {key: boxes[key].read()[0] for key in ("issued_on", "kind")}
    direction = boxes["direction"]
    typed = Directive(
        symbol=boxes["symbol"].editor.text or None,
        issuer=clean_line(boxes["issuer"].editor.text) or None,
        direction=direction.read()[0] if direction.editor.text else None,
        **values,
    )
    return resolve_issuer(typed, office, context.habits)


def _show_guess(boxes: Boxes, guess: IssuerGuess) -> None:
    """Show what is sure beside the symbol and as the value of the untouched fields; what is doubtful nowhere."""
    issuer, direction = boxes["issuer"], boxes["direction"]
    boxes["symbol"].told = guess.said if boxes["symbol"].editor.text and not guess.doubt else ""
    if guess.doubt:
        issuer.default = direction.default = ""
        return
    issuer.default = guess.issuer or ""
    direction.default = next((c.label for c in direction.choices if c.code == guess.direction), "")


def faults(cls: type[Record], before: Record | None, record: Record, context: Context) -> dict[str, str]:
    """Return what must be answered before a record can be saved, by field: whose a document is."""
    if not isinstance(record, Directive):
        return {}
    office = context.office.settings
    guess = resolve_issuer(record, office, context.habits)
    if not guess.doubt:
        return {}
    same = isinstance(before, Directive) and all(getattr(before, k) == getattr(record, k) for k in WHOSE)
    return {} if same else {"direction": guess.doubt}


def _duplicate_warning(boxes: Boxes, context: Context) -> str:
    """Return the document that already has this number, with its date and subject; "" when there is none."""
    own = context.office.settings.short_name or ""
    issuer = issuer_key(boxes["issuer"].text or own)
    for other in context.same_number(boxes["symbol"].editor.text):
        if other.deleted:
            continue
        day, _ = boxes["issued_on"].read()
        if issuer_key(other.issuer or own) == issuer and (
            day is None or other.issued_on is None or day.year == other.issued_on.year
        ):
            when = format_date(other.issued_on) if other.issued_on else "chưa ghi ngày"
            return f"Đã có trong sổ: {other.symbol} ngày {when}, {other.subject or 'chưa có trích yếu'}"
    return ""


def _media(boxes: Boxes, context: Context) -> None:
    settings = context.office.settings
    channel, _ = boxes["channel"].read()
    measure = boxes["measure"]
    measure.choices = choices_of(measure.declared, settings, MediaCount(channel=channel))
    _split_quantity(boxes["value"], boxes["qualifier"])
    code, _ = measure.read()
    period, _ = boxes["period"].read()
    value = boxes["value"]
    value.warning = ""
    found = settings.measure_of(channel, code)
    value.offer = ""
    if found is not None and period:
        twin = MediaCount(id=context.own_id or "-", channel=channel, measure=code, period=period)
        others = context.office.records.duplicates(twin)
        if others:
            old = others[0].record
            assert isinstance(old, MediaCount)
            value.warning = f"Kỳ này đã có {format_number(old.value or 0)} ({found.label}); hãy mở bản đó để sửa."


def _split_quantity(value: FieldBox, qualifier: FieldBox) -> None:
    """Let `trên 90` typed in the number's field fill both fields."""
    text = value.editor.text
    if not text or text[0].isdigit():
        return
    quantity = parse_quantity(text, decimals=True)
    if quantity is None:
        return
    value.put(format_number(quantity.value))
    if quantity.qualifier is not Qualifier.EXACT:
        qualifier.put(next(c.label for c in qualifier.choices if c.code == quantity.qualifier.value))


def _checklist(boxes: Boxes, context: Context) -> None:
    items = [s.record for s in context.office.records.stored(ChecklistItem) if s.record.id != context.own_id]
    names = boxes["checklist"]
    names.offer = complete((i.checklist for i in reversed(items)), names.editor.text)
    if not names.default and items:
        names.default = items[-1].checklist or ""
    chosen = names.text
    last = max((i.position for i in items if i.checklist == chosen), key=place_key, default=0)
    *above, own = place_key(last)
    boxes["position"].default = ".".join(str(part) for part in (*above, own + 1))


def _sheet(boxes: Boxes, context: Context) -> None:
    """Show whose head the symbol prints, and who serves on the day of signing where the signer named does not."""
    office, symbol, signer = context.office.settings, boxes["symbol"], boxes["signatory"]
    typed = symbol.editor.text
    day, _ = boxes["dated_on"].read()
    body = issuing_body(office, typed, day if isinstance(day, date) else None)
    symbol.told = f"đầu trang in: {' '.join((body.superior, *body.lines)).strip()}" if typed and body.code else ""
    serving = office.signatories_on(day or context.office.today, body.code)
    known = any(s.name == signer.text for s in office.signatories)
    names = "; ".join(s.name or "" for s in serving) or "chưa khai ai"
    wrong = known and all(s.name != signer.text for s in serving)
    signer.warning = f"Không ký cho nơi này vào ngày ấy. Đang ký: {names}." if wrong else ""
    signer.offer = complete((s.name for s in serving), signer.editor.text)


_RULES: dict[type[Record], Callable[[Boxes, Context], None]] = {
    Directive: _directive,
    MediaCount: _media,
    ChecklistItem: _checklist,
    ReportSheet: _sheet,
}
