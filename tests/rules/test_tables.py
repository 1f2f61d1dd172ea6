"""Every rule declares what it is and has a test of its own."""

from __future__ import annotations

import pytest

from cchc_tui.rules import Rule, all_rules
from cchc_tui.rules.engine import ON_RECORDS, rules_of
from cchc_tui.rules.rule import GOOD_WRITING, REPORTING, RecordRule
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.shipped import templates_dir

LAYOUT = read_layout("nd30-2020", (templates_dir(),))
RULES = all_rules(LAYOUT)


def test_codes_are_used_once() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_wants_why_and_shows_an_example(rule: Rule) -> None:
    assert rule.says.endswith((".", ")"))
    assert rule.clause
    assert rule.example


DATA = {
    "broadcasts-below-articles", "count-contradicts", "duplicate-count", "duplicate-position", "evaluation-missing",
    "evidence-unknown", "met-without-evidence", "missing-month", "window-total",
}  # fmt: skip


def test_rules_on_figures_and_tasks_do_not_quote_conventions_of_layout() -> None:
    clauses = {rule.code: rule.clause for rule in RULES}
    assert {code for code in DATA if clauses[code] != REPORTING} == set()
    assert {
        rule.code for rule in rules_of(*ON_RECORDS) if isinstance(rule, RecordRule) and rule.clause == GOOD_WRITING
    } == {"record-spacing"}
