"""One number in five reports, by hand and against exact arithmetic; what a foreign paper gets wrong is found."""

from __future__ import annotations

import random
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


BODIES = {
    "cchc": 'Tiếp nhận {{ chi_tieu("tthc-06.truc-tuyen") }} hồ sơ trực tuyến, '
    'đúng hạn {{ chi_tieu("dvc-truc-tuyen.ty-le-dung-han") }}%.',
    "tuyen-truyen": 'Qua dịch vụ công: {{ chi_tieu("tthc-06.truc-tuyen") }} hồ sơ.',
    "06": '{{ chi_tieu("tthc-06.truc-tuyen") }} hồ sơ\n\n{{ bieu("tthc-06") }}',
    "766": 'Trực tuyến {{ chi_tieu("tthc-06.truc-tuyen") }}, tỷ lệ {{ chi_tieu("dvc-truc-tuyen.ty-le-dung-han") }}% '
    '(mức {{ ke_hoach("dvc-truc-tuyen.ty-le-dung-han") }}).',
    "tuan": 'Lũy kế {{ luy_ke("tthc-06.truc-tuyen") }}, trong quý {{ chi_tieu("tthc-06.truc-tuyen") }}.',
}  # fmt: skip


def test_five_reports_of_one_quarter_print_the_same_numbers(ward: Office) -> None:
    form_06 = on_disk(ward, "tthc-06", QUARTER.code)
    months = on_disk(ward, "dvc-truc-tuyen", "2026-07", "2026-08", "2026-09")
    rate = rounded(100 * months["dung-han"] / (months["dung-han"] + months["qua-han"]), 2)
    online = rounded(form_06["truc-tuyen"], 0)
    so_far = rounded(on_disk(ward, "tthc-06", "2026-quy-1", "2026-quy-2", QUARTER.code)["truc-tuyen"], 0)
    for name, body in BODIES.items():
        slug = f"thu-{name}"
        ward.records.add(
            ReportSheet(slug=slug, kind="bao-cao", period=QUARTER.code, subject=f"Báo cáo {name}", addressees=("Sở",))
        )
        ward.records.refresh()
        composed = ward.reports.compose(slug, draft=True, prose=body)
        assert online in composed, name
        assert ("ty-le-dung-han" in body) == (f"{rate}%" in composed), name
    assert f"Lũy kế {so_far}, trong quý {online}." in composed


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
"""


def test_a_wrong_total_in_a_foreign_paper_is_found_and_a_right_one_left_alone(ward: Office, tmp_path: Path) -> None:
    table = ward.figures.table("tthc-06", QUARTER)
    certified, registered = table.cells("chung-thuc")["tiep-nhan"], table.cells("ho-tich")["tiep-nhan"]
    assert isinstance(certified, Decimal)
    assert isinstance(registered, Decimal)
    text = FOREIGN.format(wrong=number_text(certified + 1), right=number_text(registered))
    paper = tmp_path / "bao-cao.docx"
    pandoc("-f", "markdown", "-o", str(paper), text=text)
    found = [f.message for f in proof(paper, ward, today=TODAY) if f.code == "figure-contradicts"]
    assert len(found) == 1
    assert f"báo cáo ghi {number_text(certified + 1)} hồ sơ, số liệu của biểu là {number_text(certified)}" in found[0]
