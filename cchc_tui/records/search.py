"""What the full-text search sees of a record, and which of the found ones stand first."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.language.text import fold
from cchc_tui.records.fields import FieldType, Record, fields_of
from cchc_tui.records.office import OfficeSettings, choices_of
from cchc_tui.records.typed import show_value

_UNSEEN = frozenset({"schema", "deleted_on", "deleted_by", "deleted_because"})


def search_text(record: Record, office: OfficeSettings) -> str:
    """Return the record folded into one line: every value as the office reads it."""
    shown = []
    for field in fields_of(type(record)):
        value = getattr(record, field.key)
        if value and field.key not in _UNSEEN:
            choices = choices_of(field, office, record) if field.type is FieldType.CHOICE else ()
            shown.append(show_value(field, value, choices=choices))
    return fold(" ".join(shown))


def rank(text: str, headline: str, words: Sequence[str]) -> tuple[int, int, int]:
    """Return how far from the wish a found text is, to sort by: smaller is nearer. All folded.

    First those that have the words side by side as typed, then those with most words in the headline, then those where
    words are found at the beginning of a word ("hoa" in "hòa giải" before "khoa").
    """
    spaced = f" {text}"
    return (
        " ".join(words) not in text,
        sum(word not in headline for word in words),
        sum(f" {word}" not in spaced for word in words),
    )
