"""The opening and closing lines of divisions (`::: {.phu-luc ten="…"}`), made such that every reader takes them.

Pandoc prints a line it cannot read as text: an appendix whose title holds straight quotes would begin with `:::` on
paper. What was meant is nearly always plain; it is written out, and what had to be guessed is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
"""`````: a fence of code, in which nothing is a division."""
_LINE = re.compile(r"( {0,3}):{3,}[ \t]*(.*?)[ \t]*:*[ \t]*$")
"""`::: {.phu-luc}`: an opening or closing line of a division, with what it says."""
_SOUND = re.compile(r'(?:[\w-]+|\{[ \t]*(?:\.[\w-]+[ \t]*|[\w-]+="[^"\n]*"[ \t]*)*\})$')
"""`{.phu-luc ten="Biểu"}`: attributes as they should be written."""
_KEYS = "ten|kem-theo|loai"
_VALUE = re.compile(
    rf"\b({_KEYS})[ \t]*=[ \t]*[\"“'](.*?)[\"”'][ \t]*(?=(?:{_KEYS})[ \t]*=|\.[\w-]+[ \t]*[.}}]?|\}}|$)"
)
"""`ten="Biểu"`: attributes as people write them: any quotes, blanks around the sign."""
_CLASS = re.compile(r"(?:^|[ \t{])\.?([a-z][\w-]*)(?![\w-]*[ \t]*=)")
"""`.phu-luc`: the division's kind, with or without its dot."""


@dataclass(frozen=True)
class DivisionFault:
    """A line of a division that was not as it should be: its row (from 0) and what was done with it (Vietnamese)."""

    row: int
    message: str


def with_sound_divisions(body: str) -> tuple[str, tuple[DivisionFault, ...]]:
    """Return the body with every division readable, and what was wrong. No line is added or taken away."""
    if ":::" not in body:
        return body, ()
    rows = body.split("\n")
    faults: list[DivisionFault] = []
    opened: list[int] = []
    in_code = False
    for place, row in enumerate(rows):
        in_code ^= bool(_FENCE.match(row))
        match = None if in_code else _LINE.match(row)
        if match is None:
            continue
        if match[2]:
            opened.append(place)
            rows[place], fault = _opening(row, match[1], match[2])
        elif opened:
            opened.pop()
            continue
        else:
            rows[place] = ""
            fault = "Dòng “:::” này không đóng khối nào nên đã bỏ."
        if fault:
            faults.append(DivisionFault(place, fault))
    faults += [DivisionFault(place, "Khối mở ở dòng này chưa có dòng “:::” đóng lại.") for place in opened]
    return "\n".join(rows), tuple(faults)


def _opening(row: str, indent: str, info: str) -> tuple[str, str]:
    """Return the line as readers take it, and what was wrong with it ("" when nothing)."""
    if _SOUND.fullmatch(info):
        return (row if row.rstrip().endswith(info) else f"{indent}::: {info}"), ""
    values = {key: value.replace('"', "&quot;") for key, value in _VALUE.findall(info)}
    bare = _VALUE.sub("", info)
    classes = [name for name in _CLASS.findall(bare) if name not in _KEYS.split("|")]
    if not classes:
        return (
            f"{indent}::: {{.khong-ro}}",
            f"Không đọc được khối “:::{info[:40]}”; nội dung trong khối được in như thường.",
        )
    written = " ".join([*(f".{name}" for name in classes), *(f'{key}="{value}"' for key, value in values.items())])
    return f"{indent}::: {{{written}}}", f"Dòng mở khối ghi chưa đúng; đã hiểu là ::: {{{_shown(written)}}}."


def _shown(written: str) -> str:
    return written.replace("&quot;", "”")
