"""Trace: every number, symbol, date and agency of a paper has a source, contradicts one, or is listed without one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.language.wording import Qualifier
from cchc_tui.office.tracer import Thing, TracedText, Tracer, Verdict
from cchc_tui.office.tracing import trace_file, trace_prose, trace_report
from cchc_tui.records.directive import Directive
from cchc_tui.records.figure_book import FigureBook
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.form_file import read_form
from cchc_tui.storage.shipped import templates_dir
from tests.importing.builders import OFFICE, SEED
from tests.office.conftest import opened
from tests.rules.builders import figures

DIRECTIVES = [
    Directive(
        id="a1", kind="cong-van", symbol="17/UBND-VP", issued_on=date(2023, 2, 21), issuer="UBND xã Hà Kỳ",
        subject="chấn chỉnh",
    ),
    Directive(
        id="a2", kind="luat", issued_on=date(2020, 11, 13), issuer="Quốc hội", subject="Cư trú", direction="incoming"
    ),
]  # fmt: skip
MEDIA = [
    MediaCount(id="m1", channel="truyen-thanh", measure="tin-bai", period="2023-nam", value=27),
    MediaCount(id="m2", channel="truyen-thanh", measure="tin-bai", period="2022-nam", value=31),
    MediaCount(
        id="m3", channel="mot-cua", measure="luot-huong-dan", period="2023-nam", value=1440, qualifier=Qualifier.ABOUT
    ),
]  # fmt: skip
FIGURES = FigureBook(
    [figures("dvc-truc-tuyen", "2023-nam", "Xã", **{"nhan-truc-tuyen": 60, "nhan-truc-tiep": 40, "nhan-buu-chinh": 0})],
    lambda code: read_form(code, [templates_dir()]),
)
TRACER = Tracer(OFFICE, DIRECTIVES, MEDIA, sheet=ReportSheet(slug="2023-nam", period="2023-nam"), figures=FIGURES)
YES, NO, NONE = Verdict.SOURCED, Verdict.CONTRADICTED, Verdict.UNSOURCED


@pytest.mark.parametrize(
    ("text", "thing", "verdict", "says"),
    [
        ("Đài truyền thanh xã phát 27 tin bài.", Thing.COUNT, YES, "năm 2023"),
        ("Đài truyền thanh xã phát 29 tin bài.", Thing.COUNT, NO, "27"),
        ("Năm 2022, đài truyền thanh xã phát 31 tin bài.", Thing.COUNT, YES, "năm 2022"),
        ("Năm 2022, đài truyền thanh xã phát 27 tin bài.", Thing.COUNT, NO, "31"),
        ("Bộ phận Một cửa hướng dẫn khoảng 1.440 lượt.", Thing.COUNT, YES, ""),
        ("Bộ phận Một cửa hướng dẫn 1.440 lượt.", Thing.COUNT, NO, "khoảng 1.440"),
        ("Bộ phận Một cửa hướng dẫn 1.500 lượt.", Thing.COUNT, NO, "khoảng 1.440"),
        ("Trang thông tin điện tử đăng 12 tin bài.", Thing.COUNT, NONE, ""),
        ("Đài truyền thanh xã phát hai mươi bảy tin bài.", Thing.COUNT, YES, "năm 2023"),
        ("Đài truyền thanh xã phát hai mươi chín tin bài.", Thing.COUNT, NO, "27"),
        ("Đài truyền thanh xã phát 2O tin bài.", Thing.COUNT, NONE, "có chữ cái"),
        ("Đài truyền thanh xã phát hàng chục tin bài.", Thing.COUNT, NONE, "không phải một số đúng"),
        ("Bộ phận Một cửa hướng dẫn khoảng 1,5 nghìn lượt.", Thing.COUNT, NONE, "làm tròn"),
        ("Đài truyền thanh xã có một tin bài hay.", Thing.COUNT, NONE, "không phải số đếm"),
        ("Tỷ lệ trực tuyến đạt 60%.", Thing.COUNT, YES, "dvc-truc-tuyen"),
        ("Tỷ lệ trực tuyến đạt 75,5 %.", Thing.COUNT, NO, "60,00%"),
        ("Tỷ lệ thanh toán trực tuyến đạt 75,5 %.", Thing.NUMBER, NONE, ""),
        ("Phấn đấu đài truyền thanh phát 40 tin bài.", Thing.COUNT, NONE, "kế hoạch"),
        ("Quý II/2023, đài truyền thanh xã phát 5 tin bài.", Thing.COUNT, NONE, ""),
        ("Công văn số 17/UBND-VP ngày 21/02/2023 của UBND xã về chấn chỉnh.", Thing.DOCUMENT, YES, "17/UBND-VP"),
        ("Công văn số 17/UBND-VP ngày 22/02/2023 của UBND xã về chấn chỉnh.", Thing.DOCUMENT, NO, "ngày 21/02/2023"),
        ("Công văn số 17/UBND-VP ngày 21/02/2023 của Sở Nội vụ về chấn chỉnh.", Thing.DOCUMENT, NO, "UBND xã Hà Kỳ"),
        ("Công văn số 18/UBND-VP ngày 21/02/2023 của UBND xã về chấn chỉnh.", Thing.DOCUMENT, NONE, ""),
        ("Căn cứ Luật Cư trú ngày 13/11/2020;", Thing.DOCUMENT, YES, "Cư trú"),
        ("Căn cứ Luật Cư trú ngày 14/11/2020;", Thing.DOCUMENT, NONE, ""),
        ("Hội nghị họp vào 21/02/2023.", Thing.DATE, YES, "17/UBND-VP"),
        ("Hội nghị họp vào 23/02/2023.", Thing.DATE, NONE, ""),
        ("Theo chỉ đạo của Sở Tài chính.", Thing.AGENCY, NONE, ""),
        ("Theo chỉ đạo của UBND xã Hà Kỳ.", Thing.AGENCY, YES, "tên cơ quan"),
        ("Tỷ lệ hài lòng đạt 75,5 %.", Thing.NUMBER, NONE, ""),
    ],
)
def test_one_thing(text: str, thing: Thing, verdict: Verdict, says: str) -> None:
    found = [trace for trace in TRACER.trace([TracedText(text)]) if trace.thing is thing]
    assert [trace.verdict for trace in found] == [verdict]
    assert says in found[0].says


def test_numbers_of_headings_and_years_are_no_figures() -> None:
    text = ["II. KẾT QUẢ NĂM 2023", "1. Kết quả năm 2023", "2.1. Việc khác", "Điều 3. Trách nhiệm"]
    assert [trace for line in text for trace in TRACER.trace([TracedText(line)])] == []


def test_the_sample_report_contradicts_nothing_of_its_own_records(records: Path) -> None:
    traces = trace_report(opened(records), "2023-nam")
    assert not [trace for trace in traces if trace.verdict is Verdict.CONTRADICTED]
    assert {trace.verdict for trace in traces if trace.thing in (Thing.COUNT, Thing.DOCUMENT)} == {Verdict.SOURCED}


def test_exactly_the_altered_figures_contradict(records: Path, tmp_path: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    for right, wrong in (("tổng số 24 bài", "tổng số 29 bài"), ("55 tin ", "51 tin "), ("trên 90", "trên 95")):
        assert right in text
        text = text.replace(right, wrong)
    path = tmp_path / "sua.txt"
    path.write_text(text, encoding="utf-8")
    against = [trace for trace in trace_file(opened(records), path) if trace.verdict is Verdict.CONTRADICTED]
    assert [trace.words for trace in against] == ["29 bài tuyên truyền", "trên 95 lượt", "51 tin bài"]
    assert all(trace.place.startswith("dòng ") for trace in against)


def test_prose_as_it_is_typed_has_the_line_of_each(records: Path) -> None:
    office = opened(records)
    sheet = office.reports.find("2023-nam").record
    prose = "# I. KẾT QUẢ\n\nĐài xã phát {{ so_lieu.truyen_thanh.tin_bai }} tin bài.\n\nĐài phát 3 tin bài trên loa.\n"
    traces = [trace for trace in trace_prose(office, sheet, prose) if trace.thing is Thing.COUNT]
    assert [(trace.line, trace.verdict) for trace in traces] == [(5, Verdict.CONTRADICTED)]
