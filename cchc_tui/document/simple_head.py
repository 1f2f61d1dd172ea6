"""The heads that this program writes, read without a YAML library: importing one costs as much as reading ten heads.

Keys, text and lists of text, two levels deep. Whatever could mean more to YAML, down to one odd character, is left to
the library.
"""

from __future__ import annotations

from typing import Any

SimpleHead = tuple[dict[str, Any], dict[str, int]]
"""The values by their keys, and the line of each key ("ky.ho-ten")."""

_NOT_FIRST = frozenset("#&*!|>'\"%@`[]{},?:-~=.")
_DEEPEST = 2


class _NotSimpleError(Exception):
    """YAML has something to say about this."""


def read_simple_head(text: str, first_line: int, most_items: int) -> SimpleHead | None:
    """Return the head, or None where it uses more of YAML, or a longer list, than this knows."""
    if "\t" in text:
        return None
    rows = [(number, row.rstrip(" ")) for number, row in enumerate(text.split("\n"), first_line)]
    reader = _Rows([(n, row) for n, row in rows if row and not row.lstrip(" ").startswith("#")], most_items)
    try:
        values = reader.table(0, "", 0)
    except _NotSimpleError:
        return None
    return (values, reader.lines) if reader.ended else None


class _Rows:
    """The rows that say something, taken one after the other."""

    def __init__(self, rows: list[tuple[int, str]], most_items: int) -> None:
        self._rows = rows
        self._place = 0
        self._most_items = most_items
        self.lines: dict[str, int] = {}

    @property
    def ended(self) -> bool:
        return self._place == len(self._rows)

    def _indent(self) -> int:
        """Return where the next row begins; -1 after the last."""
        if self.ended:
            return -1
        row = self._rows[self._place][1]
        return len(row) - len(row.lstrip(" "))

    def _is_item(self, indent: int) -> bool:
        return self._rows[self._place][1][indent:].startswith("-")

    def table(self, indent: int, prefix: str, depth: int) -> dict[str, Any]:
        """Return the keys that stand at `indent`."""
        found: dict[str, Any] = {}
        while (here := self._indent()) >= indent:
            number, row = self._rows[self._place]
            key, colon, rest = row[here:].partition(":")
            plain = key.replace("-", "").isalnum() and key.isascii() and key[0] != "-"
            if here > indent or depth >= _DEEPEST or not colon or not plain or key in found or rest[:1].strip(" "):
                raise _NotSimpleError
            self.lines.setdefault(prefix + key, number)
            self._place += 1
            found[key] = self._value(rest, indent, f"{prefix}{key}.", depth)
        return found

    def _value(self, rest: str, indent: int, prefix: str, depth: int) -> Any:
        below = self._indent()
        if rest:
            if below > indent:
                raise _NotSimpleError
            return _text(rest)
        if below >= indent and self._is_item(below):
            return self._items(below)
        return self.table(below, prefix, depth + 1) if below > indent else ""

    def _items(self, indent: int) -> list[str]:
        items = []
        while self._indent() == indent and self._is_item(indent):
            row = self._rows[self._place][1]
            if not row[indent:].startswith("- "):
                raise _NotSimpleError
            items.append(_text(row[indent + 2 :]))
            self._place += 1
        if self._indent() > indent or len(items) > self._most_items:
            raise _NotSimpleError
        return items


def _text(typed: str) -> str:
    """Return one value: bare words, or words in double quotes with no escape in them."""
    typed = typed.strip(" ")
    if typed[:1] == '"':
        if len(typed) > 1 and typed[-1] == '"' and "\\" not in typed and typed.count('"') == 2:
            return " ".join(typed[1:-1].split())
        raise _NotSimpleError
    doubtful = not typed or typed[0] in _NOT_FIRST or typed[-1] == ":" or ": " in typed or " #" in typed
    if doubtful or typed.lower() == "null" or not typed.isprintable():
        raise _NotSimpleError
    return " ".join(typed.split())
