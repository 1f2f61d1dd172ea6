"""How long lines of text are on paper, without a font: for drawn lines in DOCX and for rules about what fits."""

from __future__ import annotations

from cchc_tui.document.components import NBSP
from cchc_tui.document.layout import Component, FaceWidths
from cchc_tui.document.official import OfficialDocument, right_column_mm

_WIDER_BLANK_MM = 0.35
"""What LibreOffice adds to a no-break space: the blanks of "số      /BC-UBND" make its line wrap before Word's."""


def line_lengths(text: str, component: Component, profile: int, widths: FaceWidths, room_mm: float) -> list[float]:
    """Return lengths in millimetres of the lines `text` falls into when `room_mm` is all there is."""
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


def side_indent(text: str, component: str, document: OfficialDocument, room_mm: float) -> float:
    """Return millimetres to leave free on both sides so that the lines of a centred paragraph come out alike.

    Without it the last line may be one syllable alone. 0 when the text fits on one line. The number of lines stays.
    """
    layout = document.layout
    look = layout.components[component]

    def count(room: float) -> int:
        return len(line_lengths(text, look, document.profile, document.widths, room))

    room = room_mm - _WIDER_BLANK_MM * text.count(NBSP)
    lines = count(room)
    if lines == 1:
        return 0.0
    narrow, wide = room / lines, room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if count(middle) == lines else (middle, wide)
    return max(0.0, (room - wide - layout.number("balance_slack_mm")) / 2)


def longest_line(texts: tuple[str, ...], component: str, document: OfficialDocument, room_mm: float) -> float:
    """Return the longest line of several centred paragraphs, never longer than the room."""
    look = document.layout.components[component]
    lengths = [
        length
        for text in texts
        for length in line_lengths(
            text, look, document.profile, document.widths, room_mm - 2 * side_indent(text, component, document, room_mm)
        )
    ]
    return min(max(lengths, default=0.0), room_mm)


def head_right_mm(document: OfficialDocument) -> float:
    """Return the right column of the head: as the layout says, wider (inside the layout's bound) when place and date
    need it.

    "Thành phố Hồ Chí Minh, ngày 22 tháng 12 năm 2026" is 106 mm long at 14 points.
    """
    return right_column_mm(document.layout, document.components.place_date, document.profile, document.widths)
