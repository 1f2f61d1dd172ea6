"""The same number, symbol, year and issuer is one document, however it is typed."""

from __future__ import annotations

from datetime import date

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.records.finding import Severity
from cchc_tui.rules.records.duplicate_directive import RULE
from tests.rules.builders import found_on, letter


def test_the_same_document_typed_two_ways_is_an_error() -> None:
    twice = [letter("17/CV-UBND", id="a"), letter("017 /CV–UBND", id="b", issuer="Ủy ban nhân dân xã Hà Kỳ")]
    (finding,) = found_on(RULE, directives=twice)
    assert finding.severity is Severity.ERROR
    assert finding.record == "b"
    assert finding.message == "Văn bản số 017 /CV–UBND ngày 21/02/2023 đã có trong sổ (directives/2023/a.toml, mã a)."


def test_another_date_is_a_warning() -> None:
    twice = [letter("17/CV-UBND", id="a"), letter("17/CV-UBND", date(2023, 3, 21), id="b")]
    assert [f.severity for f in found_on(RULE, directives=twice)] == [Severity.WARNING]


def test_the_number_of_another_year_or_issuer_is_another_document() -> None:
    others = [letter(id="a"), letter(id="b", day=date(2022, 2, 21)), letter(id="c", issuer="Sở Nội vụ")]
    assert found_on(RULE, directives=others) == []


def test_a_duplicate_kept_on_purpose_with_its_reason_is_accepted() -> None:
    first, again = letter(id="a"), letter(id="b", note="bản hai\n" + with_reason(None, "cấp nhầm số hai lần"))
    assert found_on(RULE, directives=[first, again]) == []
    assert [f.record for f in found_on(RULE, directives=[first, again, letter(id="c")])] == ["c"]
    assert [f.record for f in found_on(RULE, directives=[first, again.change(note="Cố ý nhập trùng:")])] == ["b"]
