"""When two records are the same fact."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.identity import identity_of, record_key, traces_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet

HA_KY = OfficeSettings(short_name="UBND xã Hà Kỳ")
LETTER = Directive(
    direction=OUTGOING,
    kind="cong-van",
    symbol="17/CV-UBND",
    issued_on=date(2023, 2, 21),
    issuer="UBND xã Hà Kỳ",
    subject="tăng cường tuyên truyền",
)
COUNT = MediaCount(channel="truyen-thanh", measure="tin", period="2023-06", value=24)
TASK = ChecklistItem(checklist="2023-tuyen-truyen", position=3, task="Duy trì chuyên mục")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LETTER, LETTER.change(issuer=None)),
        (LETTER, LETTER.change(issuer=None, direction=None)),
        (LETTER, LETTER.change(issuer="Ủy ban nhân dân xã Hà Kỳ", symbol="17 / CV-UBND", issued_on=date(2023, 12, 30))),
        (COUNT, COUNT.change(value=25)),
        (TASK, TASK.change(task="khác")),
        (ReportSheet(slug="2023-nam"), ReportSheet(slug="2023-nam", subject="khác")),
    ],
)
def test_the_same_fact(one: Record, other: Record) -> None:
    assert identity_of(one, HA_KY) == identity_of(other, HA_KY) is not None
    assert record_key(one, HA_KY) == record_key(other, HA_KY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LETTER, LETTER.change(issuer="UBND huyện Hà Trung")),
        (LETTER, LETTER.change(direction=INCOMING, issuer=None)),
        (LETTER, LETTER.change(symbol="17/KH-UBND")),
        (LETTER, LETTER.change(issued_on=date(2024, 2, 21))),
        (COUNT, COUNT.change(measure="bai")),
        (TASK, TASK.change(position=4)),
    ],
)
def test_another_fact(one: Record, other: Record) -> None:
    assert identity_of(one, HA_KY) != identity_of(other, HA_KY)


@pytest.mark.parametrize("without", [{"symbol": None}, {"symbol": "/CV-UBND"}, {"issued_on": None}])
def test_a_document_without_number_or_day_is_never_the_same_but_has_a_key(without: dict[str, object]) -> None:
    unnumbered = LETTER.change(**without)
    assert identity_of(unnumbered, HA_KY) is None
    assert record_key(unnumbered, HA_KY) == record_key(unnumbered.change(id="abc"), HA_KY)
    assert record_key(unnumbered, HA_KY) != record_key(unnumbered.change(subject="khác"), HA_KY)


@pytest.mark.parametrize(
    ("before", "after", "still"),
    [
        (LETTER, LETTER.change(issued_on=date(2023, 3, 21)), True),
        (LETTER, LETTER.change(symbol="18/CV-UBND"), True),
        (LETTER, LETTER.change(symbol="18/CV-UBND", issued_on=date(2023, 3, 21)), False),
        (COUNT, COUNT.change(period="2023-07"), True),
        (COUNT, COUNT.change(value=25), False),
        (TASK, TASK.change(position=4), True),
    ],
)
def test_what_an_edit_leaves_still_tells_the_record(before: Record, after: Record, still: bool) -> None:
    assert bool({*traces_of(before)} & {*traces_of(after)}) is still
