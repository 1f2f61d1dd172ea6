"""A bar chart written where a picture stands: `![Tin, bài theo tháng](<bieu-do: T1=12; T2=9; T3=>)`.

The figures are in the text itself, so a report composed once is printed alike for ever. The same figures give the same
drawing, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

CHART = "bieu-do:"
"""What a picture's path begins with when it is drawn from figures."""
MOST_BARS = 24

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
"""`1.250`: a figure as offices write it."""
_WIDTH, _HEIGHT = 150.0, 62.0
_LEFT, _TOP, _ROOM, _TALL = 14.0, 6.0, _WIDTH - 16, _HEIGHT - 15
_SIZE = 11 * 25.4 / 72
_FONTS = "'Times New Roman', Tinos, 'Liberation Serif', 'TeX Gyre Termes', 'Libertinus Serif', serif"
_LINES = 5


@dataclass(frozen=True)
class Bar:
    """One bar: what stands under it, what stands over it, and how tall it is; None where nothing was counted."""

    name: str
    said: str
    value: float | None


def read_bars(path: str) -> list[Bar] | None:
    """Return the bars that a picture's path names; None when they cannot be read."""
    found = []
    for part in path.removeprefix(CHART).split(";"):
        name, sign, said = (each.strip() for each in part.partition("="))
        number = _NUMBER.search(said)
        if not name or not sign or (said and number is None):
            return None
        value = float(number[0].replace(".", "").replace(",", ".")) if number else None
        found.append(Bar(name, said or "–", value))
    return found if 0 < len(found) <= MOST_BARS else None


def draw_bars(bars: Sequence[Bar]) -> bytes:
    """Return the chart as SVG: bars in grey, their figures over them, a scale at the left."""
    step = _step(max(bar.value or 0 for bar in bars))
    scale = step * max(1, -(-max(bar.value or 0 for bar in bars) // step))
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH:g}mm" height="{_HEIGHT:g}mm"'
        f' viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" font-family="{_FONTS}" font-size="{_SIZE:.3f}" fill="#000">'
    ]
    for line in range(round(scale / step) + 1):
        height = _TOP + _TALL * (1 - line * step / scale)
        out.append(
            f'<path d="M{_LEFT:g} {height:.3f}h{_ROOM:g}" stroke="{"#000" if line == 0 else "#bbb"}"'
            f' stroke-width="0.2"/>{_text(_LEFT - 1.2, height + 1.3, f"{line * step:g}".replace(".", ","), "end")}'
        )
    slot = _ROOM / len(bars)
    for place, bar in enumerate(bars):
        tall, left = _TALL * (bar.value or 0) / scale, _LEFT + slot * place
        out.append(
            f'<rect x="{left + slot * 0.2:.3f}" y="{_TOP + _TALL - tall:.3f}" width="{slot * 0.6:.3f}"'
            f' height="{tall:.3f}" fill="#555"/>'
            + _text(left + slot / 2, _TOP + _TALL - tall - 1, bar.said, "middle")
            + _text(left + slot / 2, _TOP + _TALL + 4.8, bar.name, "middle")
        )
    return ("".join(out) + "</svg>").encode()


def _step(most: float) -> float:
    """Return a round step of the scale: 1, 2 or 5 of some power of ten, about five of them."""
    power = 1.0
    while power * 10 * _LINES <= most:
        power *= 10
    return next((power * unit for unit in (1, 2, 5) if power * unit * _LINES >= most), power * 10)


def _text(across: float, down: float, words: str, anchor: str) -> str:
    said = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<text x="{across:.3f}" y="{down:.3f}" text-anchor="{anchor}">{said}</text>'
