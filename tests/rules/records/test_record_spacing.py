"""Two spaces in a text of a record are found and cured."""

from __future__ import annotations

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.records.record_spacing import RULE
from tests.rules.builders import found_on, letter, task


def test_a_text_and_a_line_of_a_list_are_cured() -> None:
    found = found_on(RULE, checklist=[task(task="trên  đài", products=("một", "hai   ba"))])
    assert [f.cure for f in found] == [
        FieldCure("c1", "task", "trên  đài", "trên đài"),
        FieldCure("c1", "products", ("một", "hai   ba"), ("một", "hai ba")),
    ]


def test_single_spaces_indents_and_notes_are_lawful() -> None:
    assert found_on(RULE, checklist=[task(task="a b\n  c", note="a  b")], directives=[letter()]) == []
