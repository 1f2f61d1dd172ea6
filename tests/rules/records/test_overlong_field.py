"""Texts fit into the decree's register."""

from __future__ import annotations

from cchc_tui.rules.records.overlong_field import RULE
from tests.rules.builders import found_on, letter, task


def test_a_subject_over_500_letters_is_noticed() -> None:
    (finding,) = found_on(RULE, directives=[letter(subject="a" * 501)])
    assert finding.key == "subject"
    assert "dài 501 ký tự, quá 500 ký tự" in finding.message


def test_the_limit_itself_is_lawful() -> None:
    assert found_on(RULE, directives=[letter(subject="a" * 500)], checklist=[task()]) == []
