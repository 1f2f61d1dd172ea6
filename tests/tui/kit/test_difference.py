"""What goes over the line between two pictures: a terminal that gets it shows the new picture, for few bytes."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_tui.tui.kit.cells import Grid, cells_of, turn
from cchc_tui.tui.kit.difference import difference

WIDTH, HEIGHT = 30, 8
PENS = ("", "1", "7", "4", "36", "1;91", "38;2;92;200;215", "48;5;23;1")
Run = tuple[str, str]


def drawn(rows: list[list[Run]], width: int = WIDTH) -> Grid:
    """A grid with these rows, as Textual writes them: style, text, reset."""
    grid = Grid(width, len(rows))
    for y, row in enumerate(rows):
        grid.feed(f"\x1b[{y + 1};1H" + "".join(f"\x1b[{pen}m{text}\x1b[0m" if pen else text for text, pen in row))
    grid.feed("\x1b[1;1H")
    return grid


def lines(*texts: str) -> Grid:
    return drawn([[(text, "")] for text in texts])


def cells(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """Every cell with all that can be seen of it."""
    rows = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
    return [
        [(c.data, c.reverse, c.underscore, c.bg, *((c.bold, c.fg) if c.data.strip() else ())) for c in row]
        for row in rows
    ]


def terminal_with(grid: Grid) -> tuple[pyte.Screen, pyte.Stream]:
    """A terminal on which the picture was drawn from nothing, cell by cell."""
    screen = pyte.Screen(grid.width, grid.height)
    stream = pyte.Stream(screen)
    for y, row in enumerate(grid.rows):
        stream.feed(f"\x1b[{y + 1};1H" + "".join(f"\x1b[0;{pen}m{char}\x1b[m" for char, pen in row if char))
    return screen, stream


TEXTS = ("", "a", "ế", "trên 90", "văn bản số 17", "世界", " " * 12 + "x")
ROWS = st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(PENS)), max_size=3)
PICTURES = st.lists(ROWS, min_size=HEIGHT, max_size=HEIGHT)


@settings(max_examples=120)
@given(PICTURES, PICTURES, st.integers(-6, 6))
def test_the_terminal_shows_the_new_picture(old: list[list[Run]], new: list[list[Run]], moved: int) -> None:
    if moved > 0:
        new = old[moved:] + new[:moved]
    elif moved < 0:
        new = new[:-moved] + old[:moved]
    shown, wanted = drawn(old), drawn(new)
    screen, stream = terminal_with(shown)
    stream.feed(difference(shown, wanted))
    assert cells(screen) == cells(terminal_with(wanted)[0])
    assert shown.rows == wanted.rows
    assert difference(shown, wanted) == ""


def test_only_the_cells_that_differ_are_written() -> None:
    old, new = lines("Trích yếu [chấn "), lines("Trích yếu [chấn c")
    new.feed("\x1b[1;18H")
    assert difference(old, new) == "\x1b[1;17Hc\x1b[1;18H"
    assert difference(lines("như cũ"), lines("như cũ")) == ""


def test_changes_far_apart_are_written_apart() -> None:
    old, new = lines("a" + "-" * 20 + "a"), lines("b" + "-" * 20 + "b")
    assert difference(old, new) == "\x1b[1Hb\x1b[1;22Hb\x1b[1;1H"


def test_a_sentence_that_goes_is_erased() -> None:
    assert difference(lines("x một câu dài"), lines("x")) == "\x1b[1;3H\x1b[K\x1b[1;1H"


def test_rows_that_move_are_moved_by_the_terminal() -> None:
    rows = [f"dòng thứ {n} của một danh sách" for n in range(20)]
    for old, new in [(rows, [*rows[1:], "dòng mới"]), (rows, ["dòng mới", *rows[:-1]])]:
        assert len(difference(lines(*old), lines(*new))) < 60


def test_a_style_costs_what_differs_of_it() -> None:
    assert turn("1", "1;36") == "\x1b[36m"
    assert turn("1;36", "36") == "\x1b[0;36m"
    assert turn("1;36", "") == "\x1b[m"
    assert turn("38;2;1;2;3", "4;38;2;1;2;3") == "\x1b[4m"


def test_blanks_whose_style_nobody_sees_are_plain() -> None:
    assert cells_of("a b", "36") == (("a", "36"), (" ", ""), ("b", "36"))
    assert cells_of(" ", "4;36") == ((" ", "4;36"),)


def test_what_is_no_drawing_is_given_back_in_its_order() -> None:
    grid = Grid(10, 2)
    assert grid.feed("\x1b[?25la\x07\x1b[?2026hb\x1b]52;c;eA==\x07") == "\x1b[?25l\x07\x1b]52;c;eA==\x07"
    assert [char for char, _ in grid.rows[0][:2]] == ["a", "b"]


def test_what_is_drawn_outside_the_window_is_not_there() -> None:
    grid = Grid(5, 2)
    grid.feed("\x1b[1;4Habc\x1b[1;9Hxyz\x1b[7;1Hxyz")
    assert [len(row) for row in grid.rows] == [5, 5]
    assert "".join(char for char, _ in grid.rows[0]) == "   ab"
