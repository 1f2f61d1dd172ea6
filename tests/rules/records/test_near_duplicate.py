"""Near subjects of one day are noticed; digits make them two matters."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.rules.records.near_duplicate import RULE
from tests.rules.builders import found_on, letter

SUBJECT = "chấn chỉnh công tác tiếp nhận, giải quyết thủ tục hành chính tại Ủy ban nhân dân xã"


def test_near_subjects_of_one_day_are_noticed() -> None:
    pair = [letter("17/UBND-VP", id="a", subject=SUBJECT), letter("18/UBND-VP", id="b", subject=SUBJECT + " ta")]
    assert [f.record for f in found_on(RULE, directives=pair)] == ["b"]


def test_other_days_and_other_digits_are_two_documents() -> None:
    monthly = [letter(f"{n}/UBND-VP", id=str(n), subject=f"{SUBJECT} tháng {n}") for n in (5, 7)]
    later = [letter(f"{n}/UBND-VP", date(2023, n, 1), id=str(n), subject=SUBJECT) for n in (5, 7)]
    assert found_on(RULE, directives=monthly) == []
    assert found_on(RULE, directives=later) == []


def test_the_same_number_is_left_to_the_rule_for_duplicates() -> None:
    assert found_on(RULE, directives=[letter(id="a", subject=SUBJECT), letter(id="b", subject=SUBJECT)]) == []


def test_one_kept_on_purpose_is_accepted() -> None:
    kept = letter("18/UBND-VP", id="b", subject=SUBJECT, note=with_reason(None, "gửi hai nơi"))
    assert found_on(RULE, directives=[letter("17/UBND-VP", id="a", subject=SUBJECT), kept]) == []
