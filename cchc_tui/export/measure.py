"""How long lines of text are on paper, without a font: for drawn lines in DOCX and for rules about what fits."""

from __future__ import annotations

from cchc_tui.domain.layout import Component, FaceWidths
from cchc_tui.export.document import Document


def line_lengths(text: str, component: Component, profile: int, widths: FaceWidths, room_mm: float) -> list[float]:
    """Lengths in millimetres of the lines `text` falls into when `room_mm` is all there is."""
    lengths: list[float] = []
    size = component.sizes[profile]
    space = widths.millimetres(" ", component.face, size)
    for word in text.split(" "):
        long = widths.millimetres(word, component.face, size)
        if lengths and lengths[-1] + space + long <= room_mm:
            lengths[-1] += space + long
        else:
            lengths.append(long)
    return lengths


def longest_line(texts: tuple[str, ...], component: Component, profile: int, widths: FaceWidths,
                 room_mm: float) -> float:
    """The longest line of several paragraphs, never longer than the room."""
    every = [length for text in texts for length in line_lengths(text, component, profile, widths, room_mm)]
    return min(max(every, default=0.0), room_mm)


def head_right_mm(document: Document) -> float:
    """The right column of the head: as the layout says, wider (inside the layout's bound) when place and date need it.

    "Thành phố Hồ Chí Minh, ngày 22 tháng 12 năm 2026" is 106 mm long at 14 points.
    """
    rule = document.layout.rules["head_right_mm"]
    wanted = document.widths.millimetres(document.components.place_date, "italic", document.size("place_date")) + 2
    return min(max(document.layout.number("head_right_mm"), wanted), rule.maximum or wanted)
