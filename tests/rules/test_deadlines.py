"""Rules on what has a day: obligations that can be reckoned, papers and tasks whose day is past, links that lead on."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.office import Issuer, Obligation, OfficeSettings, RegimeTable
from cchc_tui.rules.deadlines import (
    answer_unknown,
    deadline_unread,
    obligation_unclear,
    paper_overdue,
    period_word,
    task_overdue,
)
from cchc_tui.rules.rule import RecordRule
from cchc_tui.rules.tasks import evaluation_missing
from tests.rules.builders import OFFICE, found_on, letter, sheet, task

REGIME = RegimeTable(code="581", name="CCHC", closing_day=14, periods=("quy-1", "nam"))
ROW = Obligation(code="cchc", name="Báo cáo CCHC", regime="581", periods=("quy-1",), deadline="ngày 20")


def office(*rows: Obligation, regime: RegimeTable = REGIME) -> OfficeSettings:
    return OFFICE.change(
        obligations=rows, regimes=(regime,), issuers=(Issuer(code="TTPVHCC", name="Trung tâm Phục vụ hành chính công"),)
    )


def said(rule: RecordRule, *rows: Obligation, regime: RegimeTable = REGIME) -> list[str]:
    found = found_on(rule, office=office(*rows, regime=regime))
    assert all(finding.path == "office.toml" for finding in found)
    return [finding.message for finding in found]


def test_a_plain_obligation_is_lawful() -> None:
    for rule in (deadline_unread, period_word, obligation_unclear):
        assert said(rule, ROW) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ROW.change(deadline="2 ngày làm việc sau ngày chôt sổ"),
            "Báo cáo phải nộp “cchc”: hạn gửi “2 ngày làm việc sau ngày chôt sổ” không đọc được nên không nhắc được."
            " Có phải “2 ngày làm việc sau ngày chốt”?",
        ),
        (ROW.change(deadline="khi có yêu cầu"), "Viết như: ngày 20; 2 ngày làm việc sau ngày chốt;"),
        (ROW.change(window="từ đầu năm", deadline="15/9/2026"), "khoảng ngày “từ đầu năm” không đọc được."),
    ],
)
def test_a_deadline_that_names_no_day_is_told(row: Obligation, sentence: str) -> None:
    (message,) = said(deadline_unread, row)
    assert sentence in message


def test_an_unknown_word_of_a_period_is_told_with_the_nearest_right_one() -> None:
    assert said(period_word, ROW.change(periods=("quy-1", "quy-I", "6 thang"))) == [
        "Báo cáo phải nộp “cchc”, periods: “quy-I” không phải là một kỳ nên kỳ ấy không được nhắc. Có phải “quy-1”?",
        "Báo cáo phải nộp “cchc”, periods: “6 thang” không phải là một kỳ nên kỳ ấy không được nhắc."
        " Có phải “6-thang”?",
    ]
    assert said(period_word, regime=REGIME.change(periods=("tháng một",), cumulative=("namm",))) == [
        "Chế độ báo cáo “581”, periods: “tháng một” không phải là một kỳ nên kỳ ấy không được nhắc. Có phải “thang”?",
        "Chế độ báo cáo “581”, cumulative: “namm” không phải là một kỳ nên kỳ ấy không được nhắc. Có phải “nam”?",
    ]
    assert said(period_word, regime=REGIME.change(periods=("tuan",)))[0].startswith("Chế độ báo cáo “581”")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ROW.change(regime="851"), "chế độ báo cáo “851” chưa khai."),
        (ROW.change(issuer="TTHCC"), "đơn vị ban hành “TTHCC” chưa khai."),
        (ROW.change(deadline="thứ sáu hằng tuần"), "hạn “thứ sáu hằng tuần” là hằng tuần mà kỳ thì không."),
        (ROW.change(deadline="15/9/2026"), "hạn là một ngày mà chưa nêu khoảng ngày lấy số liệu (window)."),
    ],
)
def test_an_obligation_that_may_be_read_in_two_ways(row: Obligation, sentence: str) -> None:
    (message,) = said(obligation_unclear, row)
    assert message == f"Báo cáo phải nộp “cchc”: {sentence}"


def test_two_rows_of_one_code_must_follow_each_other() -> None:
    before, after = ROW.change(to_on=date(2026, 6, 30)), ROW.change(from_on=date(2026, 7, 1))
    assert said(obligation_unclear, before, after) == said(obligation_unclear, after, before) == []
    assert said(obligation_unclear, before, ROW) == [
        "Báo cáo phải nộp “cchc”: trùng mã và trùng ngày áp dụng với một dòng trước."
    ]


def test_a_report_for_an_obligation_that_is_not_there() -> None:
    (found,) = found_on(obligation_unclear, office=office(ROW), reports=[sheet(obligation="cchcc")])
    assert found.message == "Báo cáo 2023-nam: không có báo cáo phải nộp “cchcc”. Có phải “cchc”?"


LATE = {"direction": "incoming", "issuer": "UBND tỉnh", "due_on": date(2024, 2, 29)}


def test_a_paper_past_its_day_says_who_holds_it() -> None:
    (found,) = found_on(paper_overdue, directives=[letter("208/UBND-VP", **LATE, handler="Thu Hà")])
    assert found.message == "Văn bản đến 208/UBND-VP: quá hạn từ 29/02/2024, Thu Hà đang giữ."
    (found,) = found_on(paper_overdue, directives=[letter("208/UBND-VP", **LATE)])
    assert found.message.endswith("chưa giao cho ai.")


def test_a_paper_on_its_day_settled_or_answered_is_lawful() -> None:
    paper = letter("208/UBND-VP", id="p1", **LATE)
    for kept in (
        [paper.change(due_on=date(2024, 3, 1))],
        [paper.change(settled_on=date(2024, 3, 1))],
        [paper.change(direction="outgoing")],
        [paper, letter("9/UBND-VP", answers=("p1",))],
    ):
        assert found_on(paper_overdue, directives=kept) == []


def test_a_task_past_its_day_is_told_once() -> None:
    late = task(due_on=date(2024, 2, 29), owner="Minh")
    (found,) = found_on(task_overdue, checklist=[late])
    assert found.message == "Nhiệm vụ 1. Treo khẩu hiệu: quá hạn từ 29/02/2024, Minh đang giữ."
    assert found_on(evaluation_missing, checklist=[late], reports=[sheet()]) == []
    assert found_on(task_overdue, checklist=[late.change(evaluation="met"), task(2, due_on=date(2024, 3, 1))]) == []


def test_an_answer_leads_to_a_paper_that_came() -> None:
    paper, own = letter("208/UBND-VP", id="p1", **LATE), letter("5/UBND-VP", id="o1")
    assert found_on(answer_unknown, directives=[paper, letter("9/UBND-VP", answers=("p1",))]) == []
    found = found_on(
        answer_unknown,
        directives=[own, letter("9/UBND-VP", answers=("o1", "gone00", "none00"))],
        deleted_ids=frozenset({"gone00"}),
    )
    assert [finding.message.partition("mà mã ấy ")[2] for finding in found] == [
        "không phải văn bản đến.",
        "đã bị xóa.",
        "không có.",
    ]
