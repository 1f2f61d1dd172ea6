"""The guide's table of rules is the program's own."""

from __future__ import annotations

from tests.rules.guide_table import CHAPTER, HEAD, rows


def test_the_table_of_the_guide_is_that_of_the_program() -> None:
    lines = CHAPTER.read_text(encoding="utf-8").splitlines()
    start = lines.index(HEAD[0])
    table = lines[start : start + len(rows())]
    assert table == rows()
    assert not lines[start + len(rows())].startswith("|"), "the guide names a rule that is gone"


def test_every_rule_has_one_row_of_six_cells() -> None:
    for row in rows():
        assert row.replace("\\|", "").count("|") == 7, row
