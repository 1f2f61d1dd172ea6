"""What an office decided about checks takes exactly those findings away."""

from __future__ import annotations

from cchc_tui.records.acceptance import Acceptance, AcceptedFinding, SwitchedOff
from cchc_tui.records.finding import Finding, Severity


def finding(code: str = "C07", record: str | None = "r1", quote: str | None = "công văn") -> Finding:
    return Finding(code=code, severity=Severity.WARNING, message=".", record=record, quote=quote)


def test_a_rule_switched_off_is_heard_nowhere() -> None:
    decided = Acceptance(switched_off=(SwitchedOff(code="C07", reason="x"),))
    assert decided.remaining([finding(), finding("C08")]) == [finding("C08")]


def test_an_accepted_quote_is_accepted_on_its_record_only() -> None:
    decided = Acceptance(accepted=(AcceptedFinding(code="C07", record="r1", quote="công văn", reason="x"),))
    others = [finding(quote="kế hoạch"), finding(record="r2"), finding("C08")]
    assert decided.remaining([finding(), *others]) == others


def test_without_a_quote_the_whole_record_is_accepted_for_that_rule() -> None:
    decided = Acceptance(accepted=(AcceptedFinding(code="C07", record="r1", reason="x"),))
    assert decided.remaining([finding(), finding(quote=None)]) == []


def test_nothing_decided_changes_nothing() -> None:
    assert Acceptance().remaining([finding()]) == [finding()]
