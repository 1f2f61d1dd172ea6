"""Forms of figures from the command line: filled in, balanced, taken in, written out, printed in a report."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.office import Office
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.report_sheet import ReportSheet

QUARTER = ("--period", "quý 3/2026")
CELLS = {
    "truc-tuyen": 1200, "truc-tiep": 30, "ky-truoc": 5, "truoc-han": 1000, "dung-han": 200, "qua-han": 5,
    "dang-trong-han": 29, "dang-qua-han": 1,
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    from cchc_tui.office.starting import create_office

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "phuong", {"short_name": "UBND phường Hà Kỳ", "place": "Hà Kỳ"})
    monkeypatch.chdir(records.parent)
    return Office.open(records, today=date(2026, 10, 1))


def fill(row: str = "Chứng thực", period: tuple[str, str] = QUARTER, **other: int) -> int:
    cells = CELLS | {key.replace("_", "-"): value for key, value in other.items()}
    return run(["figures", "tthc-06", *period, *(w for k, v in cells.items() for w in ("--set", f"{row}.{k}={v}"))])


def test_every_shipped_form_can_be_used_and_is_listed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures"]) == 0
    listed = capsys.readouterr().out
    for form in office.figures.forms():
        assert form.code in listed


def test_one_row_is_one_file_and_a_column_one_key(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert fill() == 0
    said = capsys.readouterr()
    assert "Đã ghi 8 ô." in said.err
    assert "Chứng thực           1.235" in said.out
    office.records.refresh()
    (stored,) = office.records.stored(FigureRow)
    assert stored.path.startswith("figures/2026-quy-3/tthc-06_chung-thuc_")
    assert stored.record.cells == {key: Decimal(value) for key, value in CELLS.items()}

    assert fill(truc_tuyen=1200) == 0
    assert "Không có ô nào thay đổi." in capsys.readouterr().err


def test_a_balance_that_does_not_hold_is_said_and_ends_with_1(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fill(truc_tuyen=1201) == 1
    assert "Tổng số là 1.236, mà" in capsys.readouterr().err


WRONG = (
    ("Chứng thực.truc-tuyen=nhiều", "“nhiều” không phải là một số ở cột “Trực tuyến”."),
    ("Chứng thực.truc-tuyen=1,5", "Cột “Trực tuyến” nhận 0 chữ số sau dấu phẩy, mà đã gõ “1,5”."),
    ("Chứng thực.truc-tuyen=-5", "không phải là một số"),
    ("Chứng thực.tiep-nhan=5", "Cột “Tổng số” của biểu tthc-06 do công thức tính, không gõ được."),
    ("Chứng thực.truc-tuyenn=5", "Biểu tthc-06 không có cột “truc-tuyenn”."),
    ("Chứng thực=5", "“Chứng thực=5” không đọc được."),
)


@pytest.mark.parametrize(("cell", "sentence"), WRONG)
def test_what_is_no_cell_is_a_sentence_and_nothing_is_kept(
    office: Office, capsys: pytest.CaptureFixture[str], cell: str, sentence: str
) -> None:
    assert run(["figures", "tthc-06", *QUARTER, "--set", "Chứng thực.truc-tiep=1", "--set", cell]) == 2
    assert sentence in capsys.readouterr().err
    office.records.refresh()
    assert office.records.stored(FigureRow) == ()


def test_an_unknown_form_names_the_nearest(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures", "tthc-6", *QUARTER]) == 2
    assert "Có phải “tthc-06”?" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_thirty_rows_go_out_and_come_back_as_they_were(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    rows = [
        {"label": f"Lĩnh vực {n}"} | {key: Decimal(value * n) for key, value in CELLS.items()} for n in range(1, 31)
    ]
    from cchc_tui.records.period import parse_period

    quarter, next_quarter = parse_period("quý 3/2026"), parse_period("quý 4/2026")
    assert quarter is not None
    assert next_quarter is not None
    office.figures.fill("tthc-06", quarter, rows)  # type: ignore[arg-type]
    out = tmp_path / f"bieu.{suffix}"
    assert run(["figures", "tthc-06", *QUARTER, "--to", suffix, "-o", str(out)]) == 0
    before = office.figures.table("tthc-06", quarter)
    assert run(["figures", "tthc-06", "--period", "quý 4/2026", "--from", str(out), "--yes"]) == 1, (
        "ky-truoc ≠ dang-giai-quyet"
    )

    office.records.refresh()
    after = office.figures.table("tthc-06", next_quarter)
    assert [(line.label, line.cells) for line in after.lines] == [(line.label, line.cells) for line in before.lines]
    assert after.whole == before.whole
    assert before.whole["tiep-nhan"] == sum(n * 1235 for n in range(1, 31))
    capsys.readouterr()
    assert run(["figures", "tthc-06", "--period", "quý 4/2026", "--from", str(out), "--yes"]) == 1
    assert "Không có ô nào thay đổi." in capsys.readouterr().err


def test_a_sheet_says_which_column_it_could_not_place_and_which_cell_is_no_number(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "bieu.csv"
    sheet.write_text("Lĩnh vực giải quyết;Trực tuyến;Ghi thêm\nChứng thực;12;7\n", encoding="utf-8")
    run(["figures", "tthc-06", *QUARTER, "--from", str(sheet), "--yes"])
    said = capsys.readouterr().err
    assert "Cột “Ghi thêm” của bieu.csv không có trong biểu nên không nhập." in said
    assert "Chứng thực · truc-tuyen: trống → 12" in said

    sheet.write_text("Lĩnh vực giải quyết;Trực tuyến\nChứng thực;12 hồ sơ\n", encoding="utf-8")
    assert run(["figures", "tthc-06", *QUARTER, "--from", str(sheet), "--yes"]) == 1
    assert "bieu.csv, dòng 2: “12 hồ sơ” không phải là một số" in capsys.readouterr().err


def test_a_forms_file_that_contradicts_itself_is_a_sentence(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office.directory / "templates" / "forms"
    folder.mkdir(parents=True)
    for text, sentence in (
        ('key = "a"\nhead = "A"\nformula = "b + c"', "nói đến cột b, c không có trong biểu"),
        ('key = "a"\nhead = "A"\nformula = "a"', "có công thức tự cần đến chính nó"),
        ('key = "period"\nhead = "A"', "khóa cột “period”"),
        ('head = "A"', "thiếu khóa 'key'"),
    ):
        (folder / "rieng.toml").write_text(f'title = "X"\n[[columns]]\n{text}\n', encoding="utf-8")
        assert run(["figures", "rieng", *QUARTER]) == 1
        assert sentence in capsys.readouterr().err


def test_the_prose_prints_figures_comparisons_and_the_whole_form(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    fill()
    fill(period=("--period", "quý 3/2025"), truc_tuyen=600, truoc_han=400)
    folder = office.directory / "reports" / "2026-quy-3"
    folder.mkdir(parents=True)
    (folder / "report.toml").write_text(
        'schema = 1\nid = "r00001"\nslug = "2026-quy-3"\nkind = "bao-cao"\nperiod = "2026-quy-3"\nsubject = "kết quả"\n'
    )
    (folder / "body.md").write_text(
        'Nhận {{ chi_tieu("tthc-06.tiep-nhan") }}, {{ so_sanh_chi_tieu("tthc-06.tiep-nhan") }}; cùng kỳ '
        '{{ chi_tieu("tthc-06.tiep-nhan", "cùng kỳ") }}.\n\n{{ bieu("tthc-06") }}\n',
        encoding="utf-8",
    )
    capsys.readouterr()
    assert run(["report", "2026-quy-3", "--draft"]) == 0
    said = capsys.readouterr().out
    assert "Nhận 1.235, tăng 600 hồ sơ, bằng 194,5% so với cùng kỳ; cùng kỳ 635." in said
    assert "Số lượng hồ sơ tiếp nhận > Trong kỳ > Trực tuyến" in said
    assert "| 1 | Chứng thực | 1.235 |" in said
    assert "**Tổng số**" in said

    (folder / "body.md").write_text('{{ chi_tieu("tthc-06.tiep-nhan", "kỳ trước") }}\n', encoding="utf-8")
    assert run(["report", "2026-quy-3"]) == 1
    assert "Chưa có đủ số liệu quý II năm 2026" in capsys.readouterr().err


def test_a_frozen_report_notices_a_figure_that_changed(office: Office) -> None:
    from cchc_tui.records.facts_mark import facts_mark

    fill()
    office.records.refresh()
    rows = [stored.record for stored in office.records.stored(FigureRow)]
    sheet = ReportSheet(id="r", slug="x", period="2026-quy-3")
    book = office.reports.yearbook_of(sheet)
    body = '{{ bieu("tthc-06") }}'
    changed = [row.change(extra={**row.extra, "qua-han": 6}) for row in rows]
    assert facts_mark(sheet, body, book, None, (), rows) != facts_mark(sheet, body, book, None, (), changed)
    assert facts_mark(sheet, "", book, None, (), rows) == facts_mark(sheet, "", book)


def test_two_people_who_fill_two_columns_never_meet_and_one_cell_is_asked(office: Office) -> None:
    from cchc_tui.storage.saving import ConflictError

    fill()
    office.records.refresh()
    (mine,) = office.records.stored(FigureRow)
    other = Office.open(office.directory)
    (theirs,) = other.records.stored(FigureRow)
    other.records.save(theirs, theirs.record.change(extra={**theirs.record.extra, "qua-han": 9}))
    saved = office.records.save(mine, mine.record.change(extra={**mine.record.extra, "dung-han": 210}))
    assert (saved.record.extra["qua-han"], saved.record.extra["dung-han"]) == (9, 210)

    with pytest.raises(ConflictError):
        other.records.save(theirs, theirs.record.change(extra={**theirs.record.extra, "dung-han": 220}))


def test_the_table_as_json(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    capsys.readouterr()
    run(["figures", "tthc-06", *QUARTER, "--json"])
    plain = json.loads(capsys.readouterr().out)
    assert (plain["period"], plain["total"]["tiep-nhan"], plain["rows"][0]["row"]) == (
        "2026-quy-3",
        "1235",
        "chung-thuc",
    )
