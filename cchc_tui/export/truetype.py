"""Just enough of the OpenType format to know a font's family and which letters it has."""

from __future__ import annotations

import struct
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FontFile:
    """One font file: family and style as the font itself names them, and which of the letters asked for it has."""

    path: Path
    family: str
    style: str
    letters: frozenset[int]


def read_font(path: Path, wanted: frozenset[int]) -> FontFile | None:
    """Return the font at `path`, looked through for the code points `wanted`.

    None when it is not a readable OpenType font: a damaged file is no reason to stop.
    """
    try:
        data = path.read_bytes()
        tables = _tables(data)
        names = _names(data, *tables[b"name"])
        letters = _letters(data, tables[b"cmap"][0], wanted)
    except (OSError, struct.error, KeyError, IndexError, UnicodeDecodeError):
        return None
    return FontFile(path, names.get(16) or names.get(1, ""), names.get(17) or names.get(2, ""), letters)


def _tables(data: bytes) -> dict[bytes, tuple[int, int]]:
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12)
    (count,) = struct.unpack_from(">H", data, start + 4)
    entries = (struct.unpack_from(">4sIII", data, start + 12 + 16 * index) for index in range(count))
    return {tag: (offset, length) for tag, _, offset, length in entries}


def _names(data: bytes, start: int, _length: int) -> dict[int, str]:
    count, strings = struct.unpack_from(">HH", data, start + 2)
    names: dict[int, str] = {}
    for index in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(">6H", data, start + 6 + 12 * index)
        raw = data[start + strings + offset : start + strings + offset + length]
        if platform == 3 and (language == 0x409 or name not in names):
            names[name] = raw.decode("utf-16-be")
        elif platform == 1:
            names.setdefault(name, raw.decode("mac-roman"))
    return names


def _letters(data: bytes, start: int, wanted: frozenset[int]) -> frozenset[int]:
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * index)
        if (platform, encoding) in ((3, 1), (3, 10)) or platform == 0:
            found |= _subtable(data, start + offset, wanted)
    return frozenset(found)


def _subtable(data: bytes, start: int, wanted: frozenset[int]) -> set[int]:
    (form,) = struct.unpack_from(">H", data, start)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, start + 12)
        found: set[int] = set()
        for index in range(groups):
            first, last, _ = struct.unpack_from(">III", data, start + 16 + 12 * index)
            found.update(code for code in wanted if first <= code <= last)
        return found
    return _segments(data, start, wanted) if form == 4 else set()


def _segments(data: bytes, start: int, wanted: frozenset[int]) -> set[int]:
    (double,) = struct.unpack_from(">H", data, start + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + double)
    deltas = struct.unpack_from(f">{count}h", data, start + 16 + 2 * double)
    offsets_at = start + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    found: set[int] = set()
    for code in wanted:
        index = bisect_left(ends, code)
        if (
            index < count
            and starts[index] <= code
            and _glyph(data, code, starts[index], deltas[index], offsets[index], offsets_at + 2 * index)
        ):
            found.add(code)
    return found


def _glyph(data: bytes, code: int, first: int, delta: int, offset: int, offset_at: int) -> int:
    """Return the glyph of a code point, 0 when the font has none (OpenType, cmap format 4)."""
    if offset == 0:
        return (code + delta) & 0xFFFF
    (glyph,) = struct.unpack_from(">H", data, offset_at + offset + 2 * (code - first))
    return int(glyph)
