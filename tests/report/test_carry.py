"""The next period from the last: carried over, emptied, moved, and what is left for a person."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.office import Issuer, Signatory
from cchc_tui.records.period import parse_period
from cchc_tui.report import NewReport, carry_over
from cchc_tui.report.carry import move_title
from tests.report.builders import OFFICE, sheet, task

BODY = """{{ can_cu() }}

# I. CHỈ ĐẠO NĂM 2023

Ngày 10/01/2023, UBND xã tổ chức hội nghị. Việc tuyên truyền được làm thường xuyên.

Có {{ so_lieu.truyen_thanh.tin_bai }} bài; phát được 90 lượt.

Giai đoạn 2021 - 2030.
"""
OLD = sheet(
    id="r8d2nm",
    number="59",
    regime="chung",
    legal_basis=("Thực hiện Kế hoạch số 59/KH-UBND ngày 31/12/2022",),
    appendix_title="NHIỆM VỤ NĂM 2023 XÃ HÀ KỲ",
    exported=("xuat/a.docx",),
    state="frozen",
    frozen_on=date(2023, 12, 25),
    note="gửi lại",
)
ITEMS = (
    task(1, "Tuyên truyền năm 2023", "Bài đăng năm 2023", evaluation="met", note="xong"),
    task(2, "Khẩu hiệu", "Treo khẩu hiệu"),
)


def _carried(code: str = "2024-nam", body: str = BODY, **more: str) -> NewReport:
    period = parse_period(code)
    assert period is not None
    return carry_over(OLD, body, ITEMS, period, OFFICE, **more)


def test_what_belongs_to_the_old_report_alone_is_empty() -> None:
    new = _carried().sheet
    assert (new.id, new.number, new.dated_on, new.exported, new.frozen_on, new.note) == ("", None, None, (), None, None)
    assert new.state == "draft"
    assert (new.slug, new.period, new.checklist) == ("2024-nam", "2024-nam", "2024-tuyen-truyen")


def test_titles_are_moved_in_either_case() -> None:
    new = _carried()
    assert new.sheet.subject == "Kết quả tuyên truyền cải cách hành chính năm 2024"
    assert new.sheet.appendix_title == "NHIỆM VỤ NĂM 2024 XÃ HÀ KỲ"
    assert "# I. CHỈ ĐẠO NĂM 2024\n" in new.body


def test_prose_is_carried_over_untouched() -> None:
    assert _carried().body == BODY.replace("NĂM 2023", "NĂM 2024")


def test_tasks_are_carried_over_without_their_results() -> None:
    first, second = _carried().items
    assert (first.id, first.checklist, first.position) == ("", "2024-tuyen-truyen", 1)
    assert (first.task, first.products) == ("Tuyên truyền năm 2024", ("Bài đăng năm 2023",))
    assert (first.evaluation, first.evidence, first.note) == (None, (), None)
    assert second.task == "Khẩu hiệu"


def test_every_sentence_of_the_old_year_is_listed_with_its_place() -> None:
    assert [(left.place, left.line, left.sentence, left.reason) for left in _carried().leftovers] == [
        ("căn cứ", None, "Thực hiện Kế hoạch số 59/KH-UBND ngày 31/12/2022", "năm cũ"),
        ("phần lời", 5, "Ngày 10/01/2023, UBND xã tổ chức hội nghị.", "năm cũ"),
        ("phần lời", 7, "phát được 90 lượt.", "số gõ tay"),
        ("nhiệm vụ 1", None, "Bài đăng năm 2023", "năm cũ"),
    ]


def test_within_one_year_the_old_periods_name_is_listed_and_the_checklist_goes_on() -> None:
    old = OLD.change(slug="2023-quy-3-cchc", period="2023-quy-3", subject="Kết quả quý III năm 2023")
    period = parse_period("2023-quy-4")
    assert period is not None
    new = carry_over(old, "# I. QUÝ III NĂM 2023\n\nTrong quý III xã đã làm.\n", ITEMS, period, OFFICE)
    assert (new.sheet.slug, new.sheet.subject) == ("2023-quy-4-cchc", "Kết quả quý IV năm 2023")
    assert new.body.startswith("# I. QUÝ IV NĂM 2023\n")
    assert (new.items, new.sheet.checklist) == ((), "2023-tuyen-truyen")
    assert [left.sentence for left in new.leftovers] == ["Trong quý III xã đã làm."]


def test_quarter_one_is_not_taken_for_the_beginning_of_quarter_two() -> None:
    old = OLD.change(period="2023-quy-1", legal_basis=())
    period = parse_period("2023-quy-2")
    assert period is not None
    new = carry_over(old, "Trong quý II sẽ làm. Trong quý I đã làm.\n", (), period, OFFICE)
    assert [left.sentence for left in new.leftovers] == ["Trong quý I đã làm."]


@pytest.mark.parametrize(
    ("before", "after", "slug", "subject", "listed"),
    [
        ("2021-nam", "2024-nam", "2024-nam", "Kết quả năm 2024", ["Năm 2021 đã làm."]),
        ("2023-quy-1", "2023-quy-4", "2023-quy-4", "Kết quả quý IV năm 2023", ["Trong quý I đã làm."]),
        (
            "2022-quy-3",
            "2024-quy-1",
            "2024-quy-1",
            "Kết quả quý I năm 2024",
            ["Trong quý III đã làm.", "Năm 2022 đã làm."],
        ),
        ("2023-nam", "2022-nam", "2022-nam", "Kết quả năm 2022", ["Năm 2023 đã làm."]),
        ("2023-quy-2", "2023-nam", "2023-nam", "Kết quả năm 2023", ["Trong quý II đã làm."]),
    ],
)
def test_a_report_may_be_carried_over_from_any_period(
    before: str, after: str, slug: str, subject: str, listed: list[str]
) -> None:
    """Not only from the one just before: what is old is what belongs to the report that was taken."""
    old, new = parse_period(before), parse_period(after)
    assert old is not None
    assert new is not None
    taken = OLD.change(period=before, slug=before, subject=f"Kết quả {old.name}", legal_basis=())
    body = "".join(f"Trong quý {number} đã làm.\n" for number in ("I", "II", "III", "IV"))
    body += "".join(f"Năm {year} đã làm.\n" for year in range(2018, 2027))
    carried = carry_over(taken, body, (), new, OFFICE)
    assert (carried.sheet.slug, carried.sheet.period, carried.sheet.subject) == (slug, after, subject)
    assert carried.body == body
    window = OFFICE.window_of(old, taken.regime)
    beside = {f"Năm {day.year} đã làm." for day in (window.first, window.last) if day.year not in (old.year, new.year)}
    assert [left.sentence for left in carried.leftovers if left.sentence not in beside] == listed


def test_a_short_name_moves_once_and_without_a_period_gets_one() -> None:
    def moved(slug: str) -> str | None:
        period = parse_period("2024-nam")
        assert period is not None
        return carry_over(OLD.change(slug=slug), "", (), period, OFFICE).sheet.slug

    assert moved("2023-nam-so-voi-2023-nam") == "2024-nam-so-voi-2023-nam"
    assert moved("bao-cao-2023") == "bao-cao-2024"
    assert moved("tuyen-truyen") == "tuyen-truyen-2024-nam"


def test_places_are_named_by_line_and_task() -> None:
    new = _carried(body="Dòng một.\n\nCòn của năm 2023. Câu sau; năm 2023 nữa.\n")
    found = [(left.place, left.line, left.sentence) for left in new.leftovers if left.place == "phần lời"]
    assert found == [
        ("phần lời", 3, "Còn của năm 2023."),
        ("phần lời", 3, "năm 2023 nữa."),
    ]


def test_a_task_that_names_a_year_of_the_old_period_is_listed() -> None:
    period = parse_period("2024-nam")
    assert period is not None
    items = (task(1, "Tiếp tục Kế hoạch năm 2022", "Bài đăng"), task(2, None, "Khẩu hiệu"))
    new = carry_over(OLD.change(legal_basis=()), "", items, period, OFFICE)
    assert [(left.place, left.sentence) for left in new.leftovers] == [("nhiệm vụ 1", "Tiếp tục Kế hoạch năm 2022")]


def test_a_chosen_short_name_is_kept() -> None:
    assert _carried(slug="bao-cao-moi").sheet.slug == "bao-cao-moi"


@pytest.mark.parametrize(
    ("title", "moved"),
    [
        ("Kết quả năm 2023", "Kết quả năm 2024"),
        ("Kết quả CCHC 2023", "Kết quả CCHC 2024"),
        ("Kế hoạch số 2023/KH-UBND", "Kế hoạch số 2023/KH-UBND"),
        ("ngày 10/01/2023", "ngày 10/01/2023"),
        ("giai đoạn 2021-2030", "giai đoạn 2021-2030"),
    ],
)
def test_the_year_of_a_title_is_moved_but_no_date_and_no_number(title: str, moved: str) -> None:
    before, after = parse_period("2023"), parse_period("2024")
    assert before is not None
    assert after is not None
    assert move_title(title, before, after) == moved


CHAIR = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
TERMS = OFFICE.change(
    signatories=(
        Signatory(name="Vũ Văn Khanh", signing=CHAIR, to_on=date(2024, 3, 31)),
        Signatory(name="Lê Thị Mai", signing=(CHAIR[0], "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        Signatory(name="Bùi Thu Hà", signing=CHAIR, from_on=date(2024, 4, 1)),
        Signatory(name="Đỗ Tiến", signing=("GIÁM ĐỐC",), issuer="TTPVHCC"),
    ),
    issuers=(Issuer(code="TTPVHCC", name="Trung tâm Phục vụ hành chính công xã Hà Kỳ"),),
)


@pytest.mark.parametrize(
    ("before", "day", "symbol", "signs", "said"),
    [
        ("Vũ Văn Khanh", date(2024, 3, 31), "", ("Vũ Văn Khanh", CHAIR), ""),
        (
            "Vũ Văn Khanh",
            date(2024, 4, 1),
            "",
            ("Bùi Thu Hà", CHAIR),
            "Vũ Văn Khanh đã hết nhiệm kỳ; nay ghi Bùi Thu Hà.",
        ),
        ("Người Chưa Khai", date(2024, 4, 1), "", ("Người Chưa Khai", CHAIR), ""),
        (
            "Bùi Thu Hà",
            date(2024, 5, 2),
            "BC-TTPVHCC",
            ("Đỗ Tiến", ("GIÁM ĐỐC",)),
            "Bùi Thu Hà không ký cho Trung tâm Phục vụ hành chính công xã Hà Kỳ; nay ghi Đỗ Tiến.",
        ),
    ],
)
def test_who_signed_gives_way_to_who_serves(
    before: str, day: date, symbol: str, signs: tuple[str, tuple[str, ...]], said: str
) -> None:
    period = parse_period("2024-nam")
    assert period is not None
    old = OLD.change(signatory=before, signing=CHAIR, symbol="BC-UBND")
    new = carry_over(old, "", (), period, TERMS, day=day, symbol=symbol)
    assert (new.sheet.signatory, new.sheet.signing) == signs
    assert [left.sentence for left in new.leftovers if left.place == "người ký"] == ([said] if said else [])
