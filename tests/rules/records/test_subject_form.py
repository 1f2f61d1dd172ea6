"""A subject holds neither về việc nor a final stop."""

from __future__ import annotations

import pytest

from cchc_tui.records.cure import FieldCure
from cchc_tui.rules.records.subject_form import RULE
from tests.rules.builders import found_on, letter, sheet


@pytest.mark.parametrize("subject", ["V/v chấn chỉnh TTHC", "Về việc chấn chỉnh TTHC.", "chấn chỉnh TTHC;"])
def test_it_is_cured(subject: str) -> None:
    (finding,) = found_on(RULE, directives=[letter(subject=subject)])
    assert finding.cure == FieldCure("d17/UBND-VP", "subject", subject, "chấn chỉnh TTHC")


def test_the_small_letter_after_about_is_cured() -> None:
    (finding,) = found_on(RULE, directives=[letter(subject="V/v Tăng cường kỷ luật.")])
    assert finding.message == (
        "Trích yếu của văn bản 17/UBND-VP viết là “tăng cường kỷ luật”"
        " (không “về việc” ở đầu, không dấu ở cuối, chữ đầu viết thường)."
    )
    names = [letter(subject=name) for name in ("Công an xã trực Tết", "Ủy ban nhân dân xã phân công")]
    assert found_on(RULE, directives=names) == []
    assert found_on(RULE, reports=[sheet(subject="Báo cáo kết quả")]) == []


def test_a_bare_subject_is_lawful() -> None:
    assert found_on(RULE, directives=[letter()]) == []
