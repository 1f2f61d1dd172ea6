"""Which reports an office owes, when, and how far each is; the days of 2025 to 2027 were worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cchc_tui.records.agenda import report_items
from cchc_tui.records.office import Obligation, OfficeSettings, RegimeTable
from cchc_tui.records.owed import (
    PERIOD_WORDS,
    ObligationState,
    OwedReport,
    due_day,
    is_period_word,
    obligation_of,
    obligations_of,
    owed_reports,
)
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.records.working_days import WorkCalendar
from cchc_tui.storage.calendar_file import read_calendar
from cchc_tui.storage.shipped import templates_dir

WORK = read_calendar([templates_dir()])
GENERAL = RegimeTable(code="chung", name="Chế độ chung (Nghị định 09/2019/NĐ-CP)", closing_day=14)
REFORM = RegimeTable(
    code="581",
    name="Chế độ báo cáo CCHC (Công văn 581/BNV-CCHC)",
    closing_day=14,
    periods=("quy-1", "6-thang", "quy-3", "nam"),
    cumulative=("6-thang", "nam"),
)
LAST_DAY = RegimeTable(code="cuoi-thang", name="Chốt ngày cuối tháng", closing_day=31, periods=("thang",))
OFFICE = OfficeSettings(short_name="UBND xã Hà Kỳ", regime="chung", regimes=(GENERAL, REFORM, LAST_DAY))
TODAY = date(2026, 12, 1)


def owed(
    obligation: Obligation, *sheets: ReportSheet, first: str = "2025-01-01", last: str = "2027-12-31"
) -> list[OwedReport]:
    office = OFFICE.change(obligations=(obligation,))
    return owed_reports(office, sheets, WORK, first=date.fromisoformat(first), last=date.fromisoformat(last))


def day(text: str) -> date:
    return date(*(int(part) for part in reversed(text.split("/"))))  # type: ignore[arg-type]


CCHC = Obligation(code="cchc", name="Báo cáo CCHC", regime="581", deadline="ngày 20")
ONE_STOP = Obligation(
    code="tthc", name="Báo cáo TTHC", regime="chung", periods=("thang",), deadline="2 ngày làm việc sau ngày chốt"
)
MONTH_END = Obligation(
    code="766", name="Chỉ số 766", regime="cuoi-thang", periods=("thang",), deadline="2 ngày làm việc sau ngày chốt"
)
SCORING = Obligation(
    code="par", name="Tự chấm điểm", regime="chung", periods=("nam",), deadline="trước ngày 10/01 năm sau"
)
WEEK = Obligation(code="tuan", name="Báo cáo tuần", periods=("tuan",), deadline="thứ sáu hằng tuần")
AD_HOC = Obligation(code="8t", name="Báo cáo 8 tháng", window="2026-01-01..2026-08-31", deadline="trước ngày 15/9/2026")

TABLE = (
    # the 20th of the last month: quarters I and III, half and year, whatever day of the week it is
    (CCHC, "20/3/2025 20/6/2025 20/9/2025 20/12/2025 20/3/2026 20/6/2026 20/9/2026 20/12/2026 20/3/2027 20/6/2027"
           " 20/9/2027 20/12/2027"),
    # the 14th and two working days: weekends; Tết of 2026 (16 to 20/02); the Hùng kings' day of 2027 (16/4)
    (ONE_STOP, "16/1/2025 18/2/2025 18/3/2025 16/4/2025 16/5/2025 17/6/2025 16/7/2025 18/8/2025 16/9/2025 16/10/2025"
               " 18/11/2025 16/12/2025 16/1/2026 24/2/2026 17/3/2026 16/4/2026 18/5/2026 16/6/2026 16/7/2026 18/8/2026"
               " 16/9/2026 16/10/2026 17/11/2026 16/12/2026 18/1/2027 16/2/2027 16/3/2027 19/4/2027 18/5/2027 16/6/2027"
               " 16/7/2027 17/8/2027 16/9/2027 18/10/2027 16/11/2027 16/12/2027"),
    (SCORING, "10/1/2025 10/1/2026 10/1/2027"),
    (AD_HOC, "15/9/2026"),
)  # fmt: skip


@pytest.mark.parametrize(("obligation", "days"), TABLE, ids=[one.code for one, _ in TABLE])
def test_the_days_of_three_years_are_those_worked_out_by_hand(obligation: Obligation, days: str) -> None:
    assert [one.due_on for one in owed(obligation)] == [day(text) for text in days.split()]


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2025-01", "04/2/2025"),  # closed on the last day of Tết
        ("2025-04", "06/5/2025"),  # 30/4 to 02/5
        ("2026-01", "03/2/2026"),
        ("2026-08", "04/9/2026"),  # 31/8 exchanged, 01/9 and 02/9
        ("2027-01", "02/2/2027"),
    ],
)
def test_two_working_days_after_the_end_of_a_month_skip_the_holidays(month: str, due: str) -> None:
    assert {one.period.code: one.due_on for one in owed(MONTH_END)}[month] == day(due)


def test_every_week_owes_its_report_on_its_friday() -> None:
    found = owed(WEEK, first="2025-12-25", last="2026-01-10")
    assert [(one.period.code, one.due_on.isoformat()) for one in found] == [
        ("2025-12-22..2025-12-28", "2025-12-26"),
        ("2025-12-29..2026-01-04", "2026-01-02"),
        ("2026-01-05..2026-01-11", "2026-01-09"),
    ]
    assert len(owed(WEEK)) == 157, "every Friday of three years"


def test_a_weekly_report_due_long_after_its_week_is_found_too() -> None:
    late = WEEK.change(deadline="30 ngày sau ngày chốt")
    assert [one.due_on for one in owed(late, first="2026-03-01", last="2026-03-08")] == [date(2026, 3, 3)], (
        "of the week that ended on 01/02"
    )


def test_an_obligation_asks_on_the_days_the_office_says_for_a_period() -> None:
    found = owed(CCHC, first="2026-09-01", last="2026-09-30")
    assert [(one.window.first, one.window.last) for one in found] == [(date(2026, 6, 15), date(2026, 9, 14))]
    assert found[0].sentence(date(2026, 9, 8)) == (
        "Báo cáo CCHC quý III năm 2026 (chốt số liệu 14/9/2026): hạn gửi 20/9/2026, còn 12 ngày."
    )
    assert found[0].sentence(date(2026, 9, 20)).endswith("hạn gửi 20/9/2026, hôm nay.")
    assert found[0].sentence(date(2026, 9, 22)).endswith("hạn gửi 20/9/2026, quá 2 ngày.")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-09-05", "còn hạn"),
        ("2026-09-06", "sắp đến hạn"),
        ("2026-09-20", "đến hạn hôm nay"),
        ("2026-09-21", "quá hạn"),
    ],
)
def test_how_near_a_report_is(today: str, words: str) -> None:
    (one,) = owed(CCHC, first="2026-09-01", last="2026-09-30")
    assert one.nearness(date.fromisoformat(today)) == words


def test_a_regime_with_a_due_day_asks_without_an_obligation_of_its_own() -> None:
    asking = REFORM.change(due_day=20)
    office = OFFICE.change(regimes=(GENERAL, asking))
    (one,) = obligations_of(office)
    assert (one.code, one.name, one.deadline) == ("581", "Báo cáo CCHC", "ngày 20")
    found = owed_reports(office, (), WORK, first=date(2024, 2, 1), last=date(2024, 3, 31))
    assert [(o.period.code, o.due_on) for o in found] == [("2024-quy-1", date(2024, 3, 20))]
    assert obligations_of(office.change(obligations=(CCHC,))) == [CCHC], "the obligation speaks for its regime"
    assert obligations_of(OFFICE) == []


def test_a_day_the_month_does_not_have_is_its_last() -> None:
    monthly = ONE_STOP.change(deadline="ngày 31")
    assert date(2024, 2, 29) in [one.due_on for one in owed(monthly, first="2024-02-01", last="2024-03-31")]


def test_the_states_of_a_period_from_nothing_to_sent() -> None:
    sheet = ReportSheet(id="r00001", slug="2026-quy-3", period="2026-quy-3", obligation="cchc")
    steps = (
        (None, ObligationState.MISSING),
        (sheet, ObligationState.DRAFTING),
        (sheet.change(submitted_on=date(2026, 9, 15)), ObligationState.SUBMITTED),
        (sheet.change(number="12", dated_on=date(2026, 9, 16)), ObligationState.SIGNED),
        (sheet.change(state=FROZEN), ObligationState.SIGNED),
        (sheet.change(state=FROZEN, sent_on=date(2026, 9, 17), sent_by="trục liên thông"), ObligationState.SENT),
    )
    for made, state in steps:
        (one,) = owed(CCHC, *([made] if made else []), first="2026-09-01", last="2026-09-30")
        assert (one.state, one.due_on, one.report) == (state, date(2026, 9, 20), made.slug if made else None)
        assert bool(report_items([one], TODAY)) is (state is not ObligationState.SENT)
    assert one.nearness(TODAY) == "đã gửi"
    assert one.sentence(TODAY).endswith("đã gửi.")


def test_of_two_reports_on_one_period_the_one_further_on_counts() -> None:
    draft = ReportSheet(slug="moi", period="2026-quy-3", obligation="cchc")
    sent = draft.change(slug="cu", sent_on=date(2026, 9, 17))
    for sheets in ((draft, sent), (sent, draft)):
        (one,) = owed(CCHC, *sheets, first="2026-09-01", last="2026-09-30")
        assert (one.report, one.settled) == ("cu", True)


def test_a_deleted_report_and_one_of_another_regime_settle_nothing() -> None:
    sent = ReportSheet(slug="x", period="2026-quy-3", regime="581", sent_on=date(2026, 9, 17))
    for other in (sent.change(deleted_on=TODAY), sent.change(regime="chung"), sent.change(obligation="tthc")):
        (one,) = owed(CCHC, other, first="2026-09-01", last="2026-09-30")
        assert one.state is ObligationState.MISSING, other


def test_a_report_that_may_be_for_two_obligations_settles_neither() -> None:
    spread = CCHC.change(code="tuyen-truyen", name="Báo cáo tuyên truyền", outline="tuyen-truyen-cchc")
    office = OFFICE.change(obligations=(CCHC.change(outline="cchc-quy"), spread))
    doubtful = ReportSheet(slug="x", period="2026-quy-3", regime="581", sent_on=date(2026, 9, 17))
    assert obligation_of(office, doubtful) is None
    assert obligation_of(office, doubtful.change(outline="tuyen-truyen-cchc")) == spread
    assert obligation_of(office, doubtful.change(obligation="tuyen-truyen")) == spread
    found = owed_reports(office, [doubtful], WORK, first=date(2026, 9, 1), last=date(2026, 9, 30))
    assert [one.settled for one in found] == [False, False]


def test_an_obligation_owes_nothing_outside_its_days() -> None:
    obligation = ONE_STOP.change(deadline="ngày 20", from_on=date(2026, 7, 1), to_on=date(2026, 9, 14))
    assert [one.period.code for one in owed(obligation)] == ["2026-07", "2026-08", "2026-09"]


def test_a_deadline_changed_from_a_day_on_owes_no_period_twice() -> None:
    before = CCHC.change(deadline="ngày 20", to_on=date(2026, 6, 30))
    after = CCHC.change(deadline="ngày 18", from_on=date(2026, 7, 1))
    office = OFFICE.change(obligations=(before, after))
    found = owed_reports(office, (), WORK, first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert [one.due_on for one in found] == [
        date(2026, 3, 20), date(2026, 6, 20), date(2026, 9, 18), date(2026, 12, 18),
    ]  # fmt: skip


def test_what_was_asked_for_once_is_owed_until_it_is_sent_whenever_that_is() -> None:
    sent = ReportSheet(slug="8t", period=AD_HOC.window, obligation="8t", sent_on=date(2026, 9, 14))
    for first, last in (("2026-11-01", "2027-03-01"), ("2025-01-01", "2025-02-01")):
        (one,) = owed(AD_HOC, first=first, last=last)
        assert (one.window.first, one.due_on) == (date(2026, 1, 1), date(2026, 9, 15))
        assert owed(AD_HOC, sent, first=first, last=last) == []


def test_one_day_without_the_days_it_counts_is_owed_all_the_same() -> None:
    (one,) = owed(Obligation(code="x", name="Báo cáo nhanh", deadline="15/9/2026"))
    assert one.due_on == date(2026, 9, 15)


@pytest.mark.parametrize("word", [*PERIOD_WORDS, "8-thang", "6-thang-cuoi"])
def test_a_word_of_periods_is_owed(word: str) -> None:
    assert is_period_word(word)
    deadline = "thứ sáu hằng tuần" if word == "tuan" else "ngày 20"
    assert owed(Obligation(code="x", name="X", periods=(word,), deadline=deadline), first="2026-01-01")


@pytest.mark.parametrize("word", ["quy", "quý I", "hằng tháng", "6thang", "13-thang", "03", ""])
def test_another_word_is_none(word: str) -> None:
    assert not is_period_word(word)


def test_a_day_is_assumed_only_where_working_days_of_an_undecided_year_are_counted() -> None:
    def assumed(obligation: Obligation) -> set[bool]:
        return {one.assumed for one in owed(obligation, first="2027-01-01")}

    assert (assumed(CCHC), assumed(ONE_STOP)) == ({False}, {True})
    assert {one.assumed for one in owed(ONE_STOP, first="2026-01-01", last="2026-12-31")} == {False}


def test_the_day_of_one_report() -> None:
    office = OFFICE.change(obligations=(CCHC,))
    sheet = ReportSheet(slug="x", period="2026-quy-3", regime="581")
    assert due_day(office, sheet, WORK) == date(2026, 9, 20)
    assert due_day(office, sheet.change(period="2026-quy-2"), WORK) is None, "no quarter II under 581"
    assert due_day(office, sheet.change(period="bao giờ"), WORK) is None


def test_every_period_owed_is_on_the_agenda_until_it_is_sent() -> None:
    found = owed(CCHC)
    sent = [one.period.code for one in found[::2]]
    sheets = [ReportSheet(slug=c, period=c, obligation="cchc", sent_on=TODAY) for c in sent]
    items = report_items(owed(CCHC, *sheets), TODAY)
    assert [item.key for item in items] == [f"cchc {one.period.code}" for one in found[1::2]]
    assert all(item.days_left == (item.due_on - TODAY).days for item in items)


def test_an_empty_calendar_counts_all_but_weekends() -> None:
    office = OFFICE.change(obligations=(ONE_STOP,))
    first = date(2026, 2, 1)
    (one,) = owed_reports(office, (), WorkCalendar(), first=first, last=first + timedelta(days=27))
    assert one.due_on == date(2026, 2, 17)
