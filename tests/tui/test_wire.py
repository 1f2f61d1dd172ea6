"""What goes over the line between two pictures: a terminal that gets it shows the new picture, for few bytes."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_tui.tui.canvas import Line, full
from cchc_tui.tui.wire import difference

_SGR = {"": "0", "bold": "1", "cursor": "7", "field": "4"}
WIDTH = 30


def paint(text: str, style: str) -> str:
    return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if style else text


def terminal_with(picture: list[Line]) -> tuple[pyte.Screen, pyte.Stream]:
    """A terminal on which the picture was drawn whole."""
    screen = pyte.Screen(WIDTH, len(picture))
    stream = pyte.Stream(screen)
    for y, line in enumerate(picture):
        stream.feed(f"\x1b[{y + 1};1H" + "".join(paint(text, style) for text, style in line))
    return screen, stream


def shown(screen: pyte.Screen) -> list[list[tuple[str, bool, bool, bool]]]:
    """Every cell with its letter and attributes."""
    rows = [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(screen.lines)]
    return [[(c.data, c.bold, c.reverse, c.underscore) for c in row] for row in rows]


def lines(*texts: str) -> list[Line]:
    return [full([(text, "")], WIDTH) for text in texts]


ROWS = st.lists(
    st.tuples(st.sampled_from(["", "a", "ế", "trên 90", "văn bản số 17", "世界", " " * 12 + "x"]),
              st.sampled_from(sorted(_SGR))),
    max_size=3,
)  # fmt: skip
PICTURES = st.lists(ROWS, min_size=8, max_size=8).map(lambda rows: [full(row, WIDTH) for row in rows])


@settings(max_examples=300, deadline=None)
@given(PICTURES, PICTURES, st.integers(-6, 6))
def test_the_terminal_shows_the_new_picture(old: list[Line], new: list[Line], moved: int) -> None:
    if moved > 0:
        new = old[moved:] + new[:moved]
    elif moved < 0:
        new = new[:-moved] + old[:moved]
    screen, stream = terminal_with(old)
    written = difference(old, new, paint)
    assert written is not None
    stream.feed(written)
    assert shown(screen) == shown(terminal_with(new)[0])


def test_only_the_cells_that_differ_are_written() -> None:
    assert difference(lines("Trích yếu [chấn "), lines("Trích yếu [chấn c"), paint) == "\x1b[1;17Hc"
    assert difference(lines("như cũ"), lines("như cũ"), paint) == ""


def test_changes_far_apart_are_written_apart() -> None:
    old, new = lines("a" + "-" * 20 + "a"), lines("b" + "-" * 20 + "b")
    assert difference(old, new, paint) == "\x1b[1;1Hb\x1b[1;22Hb"


def test_a_sentence_that_goes_is_erased() -> None:
    assert difference(lines("x một câu dài"), lines("x"), paint) == "\x1b[1;3H\x1b[K"


def test_a_change_of_style_alone_is_written() -> None:
    old, new = [full([("ab", "")], WIDTH)], [full([("a", ""), ("b", "bold")], WIDTH)]
    assert difference(old, new, paint) == "\x1b[1;2H\x1b[1mb\x1b[0m"


def test_rows_that_move_are_moved_by_the_terminal() -> None:
    rows = [f"dòng thứ {n} của một danh sách" for n in range(20)]
    for old, new in [(rows, [*rows[1:], "dòng mới"]), (rows, ["dòng mới", *rows[:-1]])]:
        written = difference(lines(*old), lines(*new), paint)
        assert written is not None
        assert len(written) < 60


def test_a_picture_of_another_size_is_drawn_whole() -> None:
    assert difference([], lines("a"), paint) is None
    assert difference([full([("a", "")], 20)], lines("a"), paint) is None
