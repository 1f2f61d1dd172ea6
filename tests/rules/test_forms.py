"""Rules on statistical forms: a sentence that agrees with the form is silent, one that does not is told with both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.form import StatisticalForm
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import MeasureTarget
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.context import ReportContext
from cchc_tui.rules.forms import figure_contradicts, figure_target
from cchc_tui.storage.form_file import read_form
from cchc_tui.storage.shipped import templates_dir
from tests.rules.builders import OFFICE, ROW, context, count, figures, found_on

QUARTER = Period(PeriodKind.QUARTER, 2026, 3)


def _form(code: str) -> StatisticalForm:
    return read_form(code, [templates_dir()])


def paper(prose: str) -> ReportContext:
    """A paper on quarter 3 whose office has forms 06 and 766 filled in."""
    rate = {"dung-han": 9728, "qua-han": 272, "nhan-truc-tuyen": 1, "nhan-truc-tiep": 9, "nhan-buu-chinh": 0}
    rate["nghia-vu-tai-chinh"] = 40
    rows = [
        figures("tthc-06", QUARTER.code, "Chứng thực", **ROW),
        figures("tthc-06", QUARTER.code, "Hộ tịch", **ROW),
        figures("dvc-truc-tuyen", QUARTER.code, "Phường", **rate),
        figures("so-hoa", QUARTER.code, "Phường", **{"ket-qua-co": 60, "ket-qua-chua": 40}),
    ]
    book = make_yearbook(OFFICE, QUARTER, (), (), ())
    return replace(context(prose, yearbook=book), figures=FigureBook(rows, _form))


SENTENCES = (
    ("Trong kỳ đã tiếp nhận 2.470 hồ sơ.", None),
    ("Trong kỳ đã tiếp nhận 2.471 hồ sơ.", "báo cáo ghi 2.471 hồ sơ, số liệu của biểu là 2.470 hồ sơ."),
    ("Trong kỳ đã tiếp nhận trên 2.000 hồ sơ.", None),
    ("Lĩnh vực hộ tịch đã tiếp nhận 1.235 hồ sơ.", None),
    ("Lĩnh vực hộ tịch đã tiếp nhận 1.236 hồ sơ.", "báo cáo ghi 1.236 hồ sơ, số liệu của biểu là 1.235 hồ sơ."),
    ("Cùng kỳ năm trước đã tiếp nhận 999 hồ sơ.", None),
    ("Tỷ lệ đúng hạn đạt 97,28%.", None),
    ("Tỷ lệ đúng hạn đạt 97,3%.", None),
    ("Tỷ lệ đúng hạn đạt 99,1%.", "báo cáo ghi 99,1%, số liệu của biểu là 97,28%."),
    ("Tỷ lệ đúng hạn từ 95% trở lên.", None),
    ("Tỷ lệ trực tuyến đạt 10%.", None),
    ("Tỷ lệ trực tuyến đạt 75,5 %.", "báo cáo ghi 75,5%, số liệu của biểu là 10,00%."),
    ("Tỷ lệ hài lòng đạt 75,5%.", None),
    ("Có 97,28% hồ sơ được giải quyết đúng hạn.", None),
    ("Có 99,1% hồ sơ được giải quyết đúng hạn.", "báo cáo ghi 99,1%, số liệu của biểu là 97,28%."),
    ("Tỷ lệ đúng hạn cao, mức độ hài lòng đạt 95%.", None),
    ("Tỷ lệ đúng hạn và tỷ lệ thanh toán trực tuyến đạt 45,5%.", None),
    ("Tỷ lệ hồ sơ trực tuyến tăng.", None),
    ("Tỷ lệ trực tuyến là 20%.", "báo cáo ghi 20%, số liệu của biểu là 10,00%."),
    ("Tỷ lệ số hóa kết quả đạt 61%.", "báo cáo ghi 61%, số liệu của biểu là 60,00%."),
    ("Tỷ lệ số hóa kết quả đạt 60,00%.", None),
    ("Hồ sơ có nghĩa vụ tài chính là 41 hồ sơ.", "báo cáo ghi 41 hồ sơ, số liệu của biểu là 40 hồ sơ."),
    ("Lĩnh vực chứng thực đã tiếp nhận 1.235 hồ sơ, hộ tịch đã tiếp nhận 1.235 hồ sơ.", None),
    (
        "Lĩnh vực chứng thực đã tiếp nhận 1.235 hồ sơ, hộ tịch đã tiếp nhận 7 hồ sơ.",
        "ghi 7 hồ sơ, số liệu của biểu là 1.235 hồ sơ.",
    ),
    ("Lĩnh vực tư pháp đã tiếp nhận 12 hồ sơ.", None),
)


@pytest.mark.parametrize(("sentence", "told"), SENTENCES)
def test_a_number_beside_the_words_of_a_column_is_compared(sentence: str, told: str | None) -> None:
    issues = [issue.message for issue in figure_contradicts.check(paper(sentence))]
    assert len(issues) == (told is not None), issues
    assert all(told is not None and message.endswith(told) for message in issues)


YEAR_OF_RADIO = [count("bai", f"2023-{month:02d}", 3) for month in range(1, 13)]
MISSED = "Truyền thanh xã, Bài tuyên truyền: "


@pytest.mark.parametrize(
    ("counts", "bounds", "said"),
    [
        (YEAR_OF_RADIO, {"at_least": 36}, None),
        (YEAR_OF_RADIO, {"at_least": 40}, MISSED + "36, chưa đạt mức ≥ 40 của năm 2023."),
        (YEAR_OF_RADIO[:11], {"at_least": 40}, None),
        (YEAR_OF_RADIO[:11], {"at_most": 30}, MISSED + "33, chưa đạt mức ≤ 30 của năm 2023."),
        (YEAR_OF_RADIO[:11], {"at_least": 40, "at_most": 50}, None),
        ([count("bai", "2023-nam", 36, "over")], {"at_least": 40}, None),
        ([count("bai", "2022-nam", 1)], {"at_least": 40}, None),
        ([], {"at_least": 40}, None),
    ],
    ids=[
        "met",
        "missed",
        "the year goes on",
        "too much already",
        "both bounds",
        "not exact",
        "another year",
        "nothing",
    ],
)
def test_a_measure_that_misses_its_target_is_told(
    counts: list[MediaCount], bounds: dict[str, int], said: str | None
) -> None:
    office = OFFICE.change(targets=(MeasureTarget(measure="truyen-thanh.bai", year=2023, **bounds),))
    assert [f.message for f in found_on(figure_target, media=counts, office=office)] == ([said] if said else [])
