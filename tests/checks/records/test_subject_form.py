"""A subject holds neither về việc nor a final stop."""

from __future__ import annotations

import pytest

from cchc_tui.checks.records.subject_form import RULE
from cchc_tui.domain.cure import FieldCure
from tests.checks.builders import found_on, letter


@pytest.mark.parametrize("subject", ["V/v chấn chỉnh TTHC", "Về việc chấn chỉnh TTHC.", "chấn chỉnh TTHC;"])
def test_it_is_cured(subject: str) -> None:
    (finding,) = found_on(RULE, directives=[letter(subject=subject)])
    assert finding.cure == FieldCure("d17/UBND-VP", "subject", subject, "chấn chỉnh TTHC")


def test_a_bare_subject_is_lawful() -> None:
    assert found_on(RULE, directives=[letter()]) == []
