"""The books out again: ten columns, every form, and back in."""

from __future__ import annotations

import csv
import json
import subprocess
import time
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pypandoc
import pytest
from openpyxl import load_workbook

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.office import Office
from cchc_tui.office.register import RegisterFormat
from cchc_tui.records.directive import INCOMING, Directive
from cchc_tui.records.period import Period, PeriodKind
from tests.office.conftest import opened

YEAR = Period(PeriodKind.YEAR, 2023)
FORMS: tuple[RegisterFormat, ...] = ("csv", "xlsx", "docx", "jsonl")
HEADS = [
    "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
    "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip


@pytest.fixture
def office(records: Path) -> Office:
    """The sample office with one received letter."""
    office = opened(records)
    office.records.add(
        Directive(
            direction=INCOMING, kind="cong-van", symbol="35/SNV-CCHC", issued_on=date(2023, 1, 5), issuer="Sở Nội vụ",
            subject="=HYPERLINK(1)", received_on=date(2023, 1, 9), received_number=1,
            recipients=("Văn phòng", "Một cửa"),
        )
    )  # fmt: skip
    return office


def test_the_outgoing_book_has_the_decrees_ten_columns_in_calendar_order(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "so.csv"
    assert office.registers.export(YEAR, "csv", out) == 5
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == HEADS
    assert [row[0] for row in rows[1:]] == ["17/CV-UBND", "91/CV-UBND", "142/UBND-NV", "184/UBND-NV", "325/UBND-VP"]
    assert rows[1][1:3] == ["21/02/2023", "Công văn về việc chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã"]


def test_the_calendar_year_counts_not_the_reporting_year(office: Office, tmp_path: Path) -> None:
    office.registers.export(Period(PeriodKind.YEAR, 2022), "csv", tmp_path / "2022.csv")
    assert "59/KH-UBND;31/12/2022" in (tmp_path / "2022.csv").read_text(encoding="utf-8-sig")


def test_the_incoming_book_and_no_formula_for_excel(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "den.csv"
    office.registers.export(YEAR, "csv", out, book="den")
    rows = list(csv.reader(StringIO(out.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[1][:5] == ["09/01/2023", "1", "Sở Nội vụ", "35/SNV-CCHC", "05/01/2023"]
    assert rows[1][6] == "Văn phòng; Một cửa"
    office.registers.export(YEAR, "xlsx", tmp_path / "den.xlsx", book="den")
    sheet = load_workbook(tmp_path / "den.xlsx").active
    assert [cell.value for cell in sheet[5]][:3] == ["Ngày đến", "Số đến", "Tác giả"]
    assert sheet["A7"].value.date() == date(2023, 1, 9)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_the_bound_book_is_landscape_with_heads_on_every_page(office: Office, tmp_path: Path) -> None:
    office.registers.export(YEAR, "docx", tmp_path / "so.docx")
    with ZipFile(tmp_path / "so.docx") as archive:
        document = archive.read("word/document.xml").decode("utf-8")
    assert 'w:orient="landscape"' in document
    assert document.count("<w:tblHeader/>") == 2
    words = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "plain", "--columns=400", str(tmp_path / "so.docx")]
    text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in text
    assert all(head.split()[0] in text for head in HEADS)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_records_give_the_same_bytes(office: Office, tmp_path: Path, form: RegisterFormat) -> None:
    for name in ("a", "b"):
        office.registers.export(YEAR, form, tmp_path / name)
        time.sleep(1.1 if form == "xlsx" and name == "a" else 0)  # openpyxl writes the second of saving
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_back_as_the_records_it_came_from(
    office: Office, tmp_path: Path, form: RegisterFormat
) -> None:
    out = tmp_path / f"so.{form}"
    office.registers.export(YEAR, form, out)
    candidates = office.intake.candidates([out])
    kept = {s.record.id: s.record for s in office.records.stored(Directive)}
    assert len(candidates) == 5
    for candidate in candidates:
        record = kept[candidate.exists or ""]
        for key in ("kind", "symbol", "issued_on", "subject", "issuer"):
            assert candidate.values[key] == getattr(record, key)


OUT_FULL = [
    Directive(
        direction="outgoing", kind="cong-van", symbol="501/UBND-VP", issued_on=date(2023, 3, 1),
        subject="góp ý, báo cáo số liệu", copies=12, signer="Vũ Văn Khanh", recipients=("Các bộ phận", "Các thôn"),
        kept_by="VT", sent_on=date(2023, 3, 2), note="- gấp\n+ họp lại",
    ),
    Directive(
        direction="outgoing", kind="quyet-dinh", symbol="502/QĐ-UBND", issued_on=date(2023, 3, 2),
        subject="ban hành Quy chế làm việc",
    ),
    Directive(
        direction="outgoing", kind="ke-hoach", symbol="503/KH-UBND", issued_on=date(2023, 9, 3),
        subject="Kế hoạch số hóa năm 2023",
    ),
    Directive(
        direction="outgoing", kind="bao-cao", symbol="504a/BC-UBND", issued_on=date(2023, 12, 4),
        subject="số liệu quý", note="=1+1",
    ),
]  # fmt: skip
IN_FULL = [
    Directive(
        direction=INCOMING, kind="cong-van-dang", symbol="12-CV/ĐU", issued_on=date(2022, 12, 30), issuer="Đảng ủy xã",
        subject="góp ý văn kiện", received_on=date(2023, 1, 3), received_number=1, recipients=("Văn phòng",),
        sent_on=date(2023, 1, 4), note="nt",
    ),
    Directive(
        direction=INCOMING, kind="nghi-dinh", symbol="107/2021/NĐ-CP", issued_on=date(2021, 12, 6), issuer="Chính phủ",
        subject="sửa đổi Nghị định số 61/2018/NĐ-CP", received_on=date(2023, 1, 5), received_number=2,
    ),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("incoming", [False, True])
def test_every_column_comes_back_exactly(
    records: Path, empty: Path, tmp_path: Path, form: RegisterFormat, incoming: bool
) -> None:
    """All that a book prints of full records, read by another office of the same name, is what it was."""
    sample, new = opened(records), opened(empty)
    for record in (*OUT_FULL, *IN_FULL):
        sample.records.add(record)
    out = tmp_path / f"so.{form}"
    sample.registers.export(YEAR, form, out, book="den" if incoming else "di")
    candidates = new.intake.candidates([out])
    assert not any(c.doubtful for c in candidates)
    new.intake.take(candidates)
    before = [s.record for s in sample.records.stored(Directive) if (s.record.direction == INCOMING) is incoming]
    kept = {d.symbol: d.change(id="") for d in (s.record for s in new.records.stored(Directive))}
    assert kept == {d.symbol: d.change(id="") for d in before if d.symbol in kept}
    assert {d.symbol for d in (IN_FULL if incoming else OUT_FULL)} <= set(kept)


def test_another_file_is_not_overwritten(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "so.csv"
    out.write_text("của người khác", encoding="utf-8")
    with pytest.raises(RefusedError, match="không ghi đè"):
        office.registers.export(YEAR, "csv", out)
    office.registers.export(YEAR, "csv", out, force=True)


def test_an_empty_book_is_a_sentence(office: Office, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="Sổ không có văn bản đi nào của năm 1999"):
        office.registers.export(Period(PeriodKind.YEAR, 1999), "csv", tmp_path / "x")


def test_json_lines_fit_the_published_schema(office: Office, tmp_path: Path) -> None:
    office.registers.export(YEAR, "jsonl", tmp_path / "so.jsonl")
    schema = office.registers.schema()["$defs"]["directive"]
    for line in (tmp_path / "so.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(schema["required"]) <= set(row)
        assert set(row) <= set(schema["properties"])
        assert row["kind"] in schema["properties"]["kind"]["enum"]
        assert row["record"] == schema["properties"]["record"]["const"]


def test_the_workbook_opens_with_nothing_but_text_numbers_and_dates(office: Office, tmp_path: Path) -> None:
    office.registers.export(YEAR, "xlsx", tmp_path / "so.xlsx")
    book = load_workbook(BytesIO((tmp_path / "so.xlsx").read_bytes()))
    assert book.active.print_title_rows == "$5:$6"
    assert book.active.page_setup.orientation == "landscape"


@pytest.mark.parametrize("form", FORMS)
def test_letters_that_a_workbook_refuses_and_a_terminal_obeys_stay_behind(
    records: Path, tmp_path: Path, form: RegisterFormat
) -> None:
    path = next((records / "directives" / "2023").glob("*17-cv*"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('subject = "', 'subject = "\\u001b]0;PWN\\u0007\\u202e\\u0000 '), encoding="utf-8")
    office = opened(records)
    out = tmp_path / f"so.{form}"
    assert office.registers.export(YEAR, form, out) == 5
    office.registers.export_records([s.record for s in office.records.stored(Directive)], tmp_path / "chon.csv")
    chosen = (tmp_path / "chon.csv").read_text(encoding="utf-8")
    assert "PWN" in chosen
    assert not {"\x1b", "\x07", "\u202e", "\0"} & set(chosen)
    if form in ("csv", "jsonl"):
        assert not {"\x1b", "\x07", "\0"} & set(out.read_text(encoding="utf-8"))
