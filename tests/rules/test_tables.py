"""Every rule declares what it is and has a test of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.rules import Rule, all_rules
from cchc_tui.rules.prose_table import PROSE_RULES
from cchc_tui.rules.record_table import RECORD_RULES
from cchc_tui.rules.rule import GOOD_WRITING, REPORTING

HERE = Path(__file__).parent
PACKAGE = Path(__file__).parents[2] / "cchc_tui" / "rules"


def test_codes_are_used_once() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_says_what_it_wants_why_and_shows_an_example(rule: Rule) -> None:
    assert rule.says.endswith((".", ")"))
    assert rule.clause
    assert rule.example


@pytest.mark.parametrize(("room", "table"), [("records", RECORD_RULES), ("prose", PROSE_RULES)])
def test_one_rule_one_file_one_test(room: str, table: tuple[Rule, ...]) -> None:
    files = {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__"}
    tests = {path.stem.removeprefix("test_") for path in (HERE / room).glob("test_*.py")}
    assert len(files) == len(table)
    assert tests == files


DATA = {
    "broadcasts-below-articles", "count-contradicts", "duplicate-count", "duplicate-position", "evaluation-missing",
    "evidence-unknown", "met-without-evidence", "missing-month", "window-total",
}  # fmt: skip


def test_rules_on_figures_and_tasks_do_not_quote_conventions_of_layout() -> None:
    clauses = {rule.code: rule.clause for rule in all_rules()}
    assert {code for code in DATA if clauses[code] != REPORTING} == set()
    assert {rule.code for rule in RECORD_RULES if rule.clause == GOOD_WRITING} == {"record-spacing"}
