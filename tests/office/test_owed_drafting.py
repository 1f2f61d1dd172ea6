"""A report begun for what is owed, and its way to sent."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.office import Office
from cchc_tui.records.office import Obligation, Signatory
from cchc_tui.records.owed import ObligationState
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.shipped import sample_ward_dir

TODAY = date(2026, 11, 27)


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    return Office.open(Path(shutil.copytree(sample_ward_dir(), tmp_path / "records")), today=TODAY)


def state(office: Office, code: str, period: str) -> tuple[ObligationState, str | None]:
    (one,) = [o for o in office.agenda.owed_reports() if (o.obligation.code, o.period.code) == (code, period)]
    return one.state, one.report


def test_the_nearest_open_period_is_proposed_with_outline_recipient_and_forms(ward: Office) -> None:
    sheet = ward.outlines.new_owed_report("tuyen-truyen").report.record
    assert (sheet.slug, sheet.period, sheet.obligation, sheet.regime) == (
        "2026-nam-tuyen-truyen", "2026-nam", "tuyen-truyen", "chung",
    )  # fmt: skip
    assert (sheet.outline, sheet.addressees) == ("tuyen-truyen-cchc", ("Sở Nội vụ tỉnh Thanh Giang",))
    assert state(ward, "tuyen-truyen", "2026-nam") == (ObligationState.DRAFTING, "2026-nam-tuyen-truyen")


def test_each_form_becomes_an_appendix_that_the_prose_names(ward: Office) -> None:
    begun = ward.outlines.new_owed_report("kstthc", "quý 4/2026", outline="bao-cao-quy-chung")
    assert begun.body.text.count("::: {.phu-luc ") == 1
    assert begun.body.text.rstrip().endswith('{{ bieu("tthc-06") }}\n\n:::')
    assert "(kèm Phụ lục)" in begun.body.text
    assert "nhiem_vu.tong_so > 0" not in begun.body.text
    composed = ward.reports.compose("2026-quy-4-kstthc", draft=True)
    assert composed.count(".phu-luc") == 1


def test_a_form_that_the_prose_prints_already_is_not_appended_again(ward: Office) -> None:
    begun = ward.outlines.new_owed_report("kstthc", "quý 4/2026", from_report="2026-quy-3-kstthc")
    assert begun.body.text.count('bieu("tthc-06")') == 1
    sheet = begun.report.record
    assert (sheet.sent_on, sheet.sent_by, sheet.submitted_on, sheet.number) == (None, None, None, None)
    assert state(ward, "kstthc", "2026-quy-4")[0] is ObligationState.DRAFTING


def test_the_issuer_signs_with_who_serves_there_on_the_day(ward: Office) -> None:
    now = Signatory(name="Đinh Thị Sen", signing=("GIÁM ĐỐC",), issuer="TTPVHCC", from_on=date(2026, 7, 1))
    before = now.change(name="Cao Văn Lựu", from_on=None, to_on=date(2026, 6, 30))
    ward.records.save_settings(ward.settings.change(signatories=(before, now)))
    sheet = ward.outlines.new_owed_report("kstthc", "quý 4/2026", outline="bao-cao-quy-chung").report.record
    assert (sheet.symbol, sheet.signatory, sheet.signing) == ("BC-TTPVHCC", "Đinh Thị Sen", ("GIÁM ĐỐC",))


def test_without_a_named_outline_the_only_one_of_its_regime_is_taken(ward: Office) -> None:
    assert ward.outlines.new_owed_report("cchc", "quý 1/2027").report.record.outline == "cchc-quy"


@pytest.mark.parametrize(
    ("code", "period", "sentence"),
    [
        ("tuyen-truyenn", None, "Không có báo cáo phải nộp “tuyen-truyenn”. Có phải “tuyen-truyen”?"),
        ("ra-soat", None, "Báo cáo phải nộp “ra-soat” chưa ghi đề cương. Thêm --outline ĐỀ_CƯƠNG"),
        ("cchc", "sang năm", "“sang năm” không phải là một kỳ báo cáo."),
    ],
)
def test_what_cannot_be_proposed_is_said(ward: Office, code: str, period: str | None, sentence: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        ward.outlines.new_owed_report(code, period)
    assert f"{caught.value.message} {caught.value.hint}".startswith(sentence)


def test_no_open_period_asks_for_one(ward: Office) -> None:
    once = Obligation(code="mot-lan", name="Một lần", window="2026-01-01..2026-01-31", deadline="05/02/2026")
    ward.records.save_settings(ward.settings.change(obligations=(once,)))
    ward.records.add(
        ReportSheet(slug="x", kind="bao-cao", subject="s", period=once.window, obligation="mot-lan", state="draft")
    )
    with pytest.raises(WrongUseError, match="Không có kỳ nào của “mot-lan” còn phải lập"):
        ward.outlines.new_owed_report("mot-lan")


def test_sending_settles_the_period_and_can_be_taken_back(ward: Office) -> None:
    ward.outlines.new_owed_report("tuyen-truyen")
    sheet = ward.closing.record_sent("2026-nam-tuyen-truyen", on=TODAY, by="trục liên thông", number="215").record
    assert (sheet.sent_on, sheet.sent_to, sheet.sent_by, sheet.number) == (
        TODAY, "Sở Nội vụ tỉnh Thanh Giang", "trục liên thông", "215",
    )  # fmt: skip
    ward.records.refresh()
    assert state(ward, "tuyen-truyen", "2026-nam")[0] is ObligationState.SENT
    assert "2026-nam-tuyen-truyen" not in {item.record for item in ward.agenda.items()}
    ward.closing.take_back_sent("2026-nam-tuyen-truyen")
    ward.records.refresh()
    assert state(ward, "tuyen-truyen", "2026-nam")[0] is ObligationState.DRAFTING
    with pytest.raises(RefusedError, match="chưa ghi là đã gửi"):
        ward.closing.take_back_sent("2026-nam-tuyen-truyen")


def test_a_closed_report_is_sent_under_the_number_it_was_closed_with(ward: Office) -> None:
    with pytest.raises(RefusedError, match="đã chốt với số 130, không phải 131"):
        ward.closing.record_sent("2026-quy-3-kstthc", on=date(2026, 9, 17), number="131")
    sent = ward.closing.record_sent("2026-quy-3-kstthc", on=date(2026, 9, 17), number="130").record
    assert (sent.sent_on, sent.sent_by) == (date(2026, 9, 17), "Trục liên thông văn bản")
    assert not ward.reports.changed_since_freeze(ward.reports.find("2026-quy-3-kstthc"))


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 9, 15)])
def test_a_day_that_cannot_be_is_refused(ward: Office, day: date) -> None:
    with pytest.raises(WrongUseError, match=r"Ngày gửi .* không đúng: báo cáo ký ngày 16/9/2026, hôm nay 27/11/2026"):
        ward.closing.record_sent("2026-quy-3-kstthc", on=day)
