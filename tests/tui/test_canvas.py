"""Lines and wrapping."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.tui.canvas import cells, fit, full, join, line_width, paragraph, width_of, wrap

TEXTS = st.text(st.sampled_from("aăâđếnộ 1,.-\u0301漢…│"), max_size=120)


@given(TEXTS, st.integers(1, 40))
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    assert width_of(fit(text, width)) == width


@given(TEXTS, st.integers(2, 40))
def test_wrapping_loses_and_doubles_nothing(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert "".join(text[start:end] for start, end in rows) == text
    assert all(width_of(text[start:end].rstrip(" ")) <= width for start, end in rows)


def test_words_are_kept_whole_where_they_fit() -> None:
    lines = paragraph("chấn chỉnh công tác tiếp nhận", 12)
    assert ["".join(text for text, _ in line) for line in lines] == ["chấn chỉnh  ", "công tác    ", "tiếp nhận   "]


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["", "bold"])), max_size=5), st.integers(1, 60))
def test_a_full_line_has_exactly_the_width_and_survives_its_cells(runs: list[tuple[str, str]], width: int) -> None:
    line = full(runs, width)
    assert line_width(line) == width
    assert len(cells(line)) == width
    again = cells(line)
    assert cells(join(again)) == again


def test_nothing_a_terminal_could_obey_comes_through() -> None:
    line = full([("a\x1b]0;x\x07b\u202e", "")], 10)
    assert "".join(text for text, _ in line) == "a␛]0;x␇b\ufffd "
