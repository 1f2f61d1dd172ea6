"""One number in six reports, by hand and against exact arithmetic; what a foreign paper gets wrong is found."""

from __future__ import annotations

import random
import re
import shutil
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from cchc_tui.office import Office, proof
from cchc_tui.records.figure_book import FigureBook, number_text
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.form import StatisticalForm
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.form_file import read_form
from cchc_tui.storage.shipped import sample_ward_dir, templates_dir
from tests.importing.builders import pandoc

TODAY = date(2026, 11, 27)
QUARTER = Period(PeriodKind.QUARTER, 2026, 3)
TABLES = 1000


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    return Office.open(Path(shutil.copytree(sample_ward_dir(), tmp_path / "records")), today=TODAY)


def on_disk(office: Office, form: str, *periods: str) -> dict[str, Fraction]:
    """The sums of the columns over all rows of these periods, read by nobody but this test."""
    sums: dict[str, Fraction] = {}
    for period in periods:
        for path in (office.directory / "figures" / period).glob(f"{form}_*.toml"):
            for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
                if isinstance(value, int) and key not in ("schema", "position"):
                    sums[key] = sums.get(key, Fraction(0)) + value
    return sums


def rounded(value: Fraction, places: int) -> str:
    """Half up, in whole numbers alone."""
    scaled = value * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = f"{whole:0{places + 1}d}"
    text = f"{int(digits[:-places] or 0):,}".replace(",", ".") if places else f"{whole:,}".replace(",", ".")
    return f"{text},{digits[-places:]}" if places else text


WRITTEN = {
    "tuyen-truyen": 'Hướng dẫn nộp qua dịch vụ công {{ chi_tieu("tthc-06.truc-tuyen") }} hồ sơ.',
    "chuyen-doi-so": 'Tỷ lệ trực tuyến đạt {{ chi_tieu("dvc-truc-tuyen.ty-le-truc-tuyen") }}%, với '
    '{{ chi_tieu("tthc-06.truc-tuyen") }} hồ sơ; đúng hạn {{ chi_tieu("dvc-truc-tuyen.ty-le-dung-han") }}%.',
    "766": 'Trực tuyến {{ chi_tieu("tthc-06.truc-tuyen") }}, tỷ lệ {{ chi_tieu("dvc-truc-tuyen.ty-le-dung-han") }}% '
    '(mức {{ ke_hoach("dvc-truc-tuyen.ty-le-dung-han") }}).',
    "tuan": 'Lũy kế {{ luy_ke("tthc-06.truc-tuyen") }}, trong quý {{ chi_tieu("tthc-06.truc-tuyen") }}.',
}  # fmt: skip
OWN = ("2026-quy-3-cchc", "2026-quy-3-kstthc")
"""The ward's own reports of the quarter; the second prints form 06 whole."""


def six_reports(ward: Office) -> dict[str, str]:
    """Six reports of one quarter, composed from the records as they are."""
    ward.records.refresh()
    composed = {name: ward.reports.compose(name, draft=True) for name in OWN}
    for name, body in WRITTEN.items():
        if not any(stored.record.slug == name for stored in ward.records.stored(ReportSheet)):
            ward.records.add(
                ReportSheet(slug=name, kind="bao-cao", period=QUARTER.code, subject=f"Về {name}", addressees=("Sở",))
            )
            ward.records.refresh()
        composed[name] = ward.reports.compose(name, draft=True, prose=body)
    return composed


def test_one_entry_is_right_in_six_reports(ward: Office) -> None:
    ward.agreed = None
    quarters = ("2026-quy-1", "2026-quy-2", QUARTER.code)
    before = six_reports(ward)
    old = rounded(on_disk(ward, "tthc-06", QUARTER.code)["truc-tuyen"], 0)
    certified = ward.figures.table("tthc-06", QUARTER).cells("chung-thuc")["truc-tuyen"]
    assert isinstance(certified, Decimal)
    ward.figures.fill("tthc-06", QUARTER, [{"row": "chung-thuc", "truc-tuyen": certified + 7}])
    after = six_reports(ward)
    form_06 = on_disk(ward, "tthc-06", QUARTER.code)
    new = rounded(form_06["truc-tuyen"], 0)
    assert int(new.replace(".", "")) == int(old.replace(".", "")) + 7
    assert len(after) == 6
    for name, text in after.items():
        assert re.search(rf"(?<![\d.]){old}(?!\.?\d)", before[name]), name
        assert re.search(rf"(?<![\d.]){new}(?!\.?\d)", text), name
        assert not re.search(rf"(?<![\d.]){old}(?!\.?\d)", text), f"{name} still says the figure of before"
    received = rounded(form_06["truc-tuyen"] + form_06["truc-tiep"] + form_06["ky-truoc"], 0)
    for name in OWN:
        assert f"{received} hồ sơ" in after[name], f"{name}: what the formula makes of it"
    assert f"| 1 | Chứng thực | 382 | {certified + 7} | 125 | 11 |" in after[OWN[1]]
    so_far = rounded(on_disk(ward, "tthc-06", *quarters)["truc-tuyen"], 0)
    assert f"Lũy kế {so_far}, trong quý {new}." in after["tuan"]
    months = on_disk(ward, "dvc-truc-tuyen", "2026-07", "2026-08", "2026-09")
    in_time = rounded(100 * months["dung-han"] / (months["dung-han"] + months["qua-han"]), 2)
    online = months["nhan-truc-tuyen"]
    rate = rounded(100 * online / (online + months["nhan-truc-tiep"] + months["nhan-buu-chinh"]), 2)
    assert f"đúng hạn {in_time}%" in after["chuyen-doi-so"]
    assert f"tỷ lệ {in_time}% (mức ≥ " in after["766"]
    assert f"{rate}%" in after["chuyen-doi-so"]
    assert f"Tỷ lệ hồ sơ nộp trực tuyến đạt {rate}%" in after[OWN[0]]


def test_the_same_period_and_the_year_so_far_as_reckoned_on_paper() -> None:
    def row(period: str, online: int, in_time: int, late: int) -> FigureRow:
        cells = {"truc-tuyen": online, "dung-han": in_time, "qua-han": late}
        return FigureRow(id=period, form="tthc-06", period=period, row="xa", label="Xã", extra=cells)

    rows = [row("2026-quy-1", 100, 60, 1), row("2026-quy-2", 250, 80, 2), row("2026-quy-3", 1440, 90, 3),
            row("2025-quy-3", 840, 70, 4)]  # fmt: skip
    book = FigureBook(rows, _form)
    nine = Period(PeriodKind.NINE_MONTHS, 2026)
    assert book.table("tthc-06", nine).whole["truc-tuyen"] == 1790, "100 + 250 + 1.440"
    assert book.same_period_last_year("tthc-06", QUARTER).whole["truc-tuyen"] == 840
    from cchc_tui.report.figures import compare_in_words

    words = compare_in_words(Decimal(1440), Decimal(840), "hồ sơ", "cùng kỳ", rate=False)
    assert words == "tăng 600 hồ sơ, bằng 171,4% so với cùng kỳ"


def _form(code: str) -> StatisticalForm:
    return read_form(code, [templates_dir()])


def test_a_thousand_tables_to_the_last_printed_digit() -> None:
    dice = random.Random(766)
    for number in range(TABLES):
        rows = [
            FigureRow(
                id=f"{n}", form="dvc-truc-tuyen", period="2026-07", row=f"r{n}", label=f"R{n}",
                extra={"dung-han": dice.randrange(0, 10**dice.randrange(1, 6)), "qua-han": dice.randrange(0, 50)},
            )
            for n in range(dice.randrange(1, 6))
        ]  # fmt: skip
        whole = FigureBook(rows, _FORMS.__getitem__).table("dvc-truc-tuyen", Period(PeriodKind.MONTH, 2026, 7)).whole
        in_time = sum(Fraction(int(row.extra["dung-han"])) for row in rows)
        late = sum(Fraction(int(row.extra["qua-han"])) for row in rows)
        value = whole["ty-le-dung-han"]
        if not in_time + late:
            assert value is None, number
            continue
        assert isinstance(value, Decimal)
        assert number_text(value) == rounded(100 * in_time / (in_time + late), 2), number
        assert whole["dung-han"] == in_time


_FORMS = {"dvc-truc-tuyen": _form("dvc-truc-tuyen")}

FOREIGN = """---
title: x
---

**BÁO CÁO**

**Kết quả cải cách hành chính quý III năm 2026**

Trong quý III năm 2026, lĩnh vực Chứng thực đã tiếp nhận {wrong} hồ sơ.

Lĩnh vực Hộ tịch đã tiếp nhận {right} hồ sơ.

Tỷ lệ hồ sơ giải quyết đúng hạn đạt {rate}%.
"""


def test_a_wrong_total_and_a_wrong_rate_in_a_foreign_paper_are_found(ward: Office, tmp_path: Path) -> None:
    table = ward.figures.table("tthc-06", QUARTER)
    certified, registered = table.cells("chung-thuc")["tiep-nhan"], table.cells("ho-tich")["tiep-nhan"]
    in_time = ward.figures.table("dvc-truc-tuyen", QUARTER).whole["ty-le-dung-han"]
    assert isinstance(certified, Decimal)
    assert isinstance(registered, Decimal)
    assert isinstance(in_time, Decimal)
    paper = tmp_path / "bao-cao.docx"
    wrong = {"wrong": number_text(certified + 1), "rate": number_text(in_time - 1)}
    pandoc("-f", "markdown", "-o", str(paper), text=FOREIGN.format(right=number_text(registered), **wrong))
    found = [f.message for f in proof(paper, ward, today=TODAY) if f.code == "figure-contradicts"]
    assert len(found) == 2
    assert f"báo cáo ghi {wrong['wrong']} hồ sơ, số liệu của biểu là {number_text(certified)}" in found[0]
    assert f"báo cáo ghi {wrong['rate']}%, số liệu của biểu là {number_text(in_time)}%" in found[1]
