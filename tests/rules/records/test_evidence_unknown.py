"""Evidence points at a record in use."""

from __future__ import annotations

from cchc_tui.rules.records.evidence_unknown import RULE
from tests.rules.builders import found_on, letter, task


def test_an_unknown_or_deleted_record_is_an_error() -> None:
    found = found_on(RULE, checklist=[task(evidence=("aaaaaa", "bbbbbb"))], deleted_ids=frozenset({"bbbbbb"}))
    assert [(f.quote, f.message.split("” ")[-1]) for f in found] == [("aaaaaa", "không có."), ("bbbbbb", "đã bị xóa.")]


def test_records_and_web_addresses_are_lawful() -> None:
    evidence = ("dx", "https://haky.example.vn/tin")
    assert found_on(RULE, directives=[letter(id="dx")], checklist=[task(evidence=evidence)]) == []
