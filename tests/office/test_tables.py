"""Tables of other programs: what each column is, asked once, remembered, shown; taken in as figures or as counts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cchc_tui.cli import run
from cchc_tui.errors import CchcError, FindingsError
from cchc_tui.importing.table_grid import TableGrid, grid_of_text, read_grids
from cchc_tui.importing.table_heads import find_head
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.table_mapping import TableMapping
from cchc_tui.storage.mapping_file import mapping_bytes
from tests.importing.builders import pandoc

QUARTER = Period(PeriodKind.QUARTER, 2026, 3)
WORDS = ("--period", "quý 3/2026")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "phuong", {"short_name": "UBND phường Hà Kỳ", "place": "Hà Kỳ"})
    monkeypatch.chdir(records.parent)
    return Office.open(records, today=date(2026, 10, 1))


def csv(tmp_path: Path, text: str, name: str = "bang.csv") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def figures(office: Office) -> dict[str, dict[str, object]]:
    office.records.refresh()
    return {s.record.row or "": dict(s.record.cells) for s in office.records.stored(FigureRow)}


def counts(office: Office) -> dict[str, str]:
    office.records.refresh()
    kept = [stored.record for stored in office.records.stored(MediaCount)]
    return {f"{c.channel}.{c.measure} {c.period}": f"{c.qualifier or ''} {c.value}".strip() for c in kept}


OTHERS = """SỐ LIỆU MỘT CỬA QUÝ III NĂM 2026;;;
Tên lĩnh vực;Hồ sơ nộp qua mạng;Hồ sơ nộp trực tiếp;Mã nội bộ
Chứng thực;1.200;30;7
Hộ tịch;75;8;9
Tổng cộng;1.275;38;
"""
ANSWERS = ("--map", "Tên lĩnh vực=dong", "--map", "Hồ sơ nộp qua mạng=truc-tuyen",
           "--map", "Hồ sơ nộp trực tiếp=truc-tiep", "--map", "Mã nội bộ=bo-qua")  # fmt: skip


def test_what_was_answered_once_is_not_asked_again(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = csv(tmp_path, OTHERS)
    assert run(["import", sheet, "--table", "tthc-06", "--yes"]) == 1
    assert "Không cột nào của bảng là cột của biểu tthc-06" in capsys.readouterr().err, "nothing is guessed into it"
    assert figures(office) == {}

    assert run(["import", sheet, "--table", "tthc-06", "--yes", *ANSWERS]) == 0
    said = capsys.readouterr().err
    assert "Kỳ lấy theo chữ trên bảng: quý III năm 2026." in said
    assert "Đã ghi 4 ô." in said
    assert "Đã nhớ cách đọc bảng này" in said
    wanted = {"truc-tuyen": Decimal(1200), "truc-tiep": Decimal(30)}
    assert figures(office)["chung-thuc"] == wanted
    mapping = office.directory / "templates" / "mappings" / "tthc-06.toml"
    assert '"Hồ sơ nộp qua mạng" = "truc-tuyen"' in mapping.read_text(encoding="utf-8")

    later = csv(tmp_path, OTHERS.replace("QUÝ III", "QUÝ IV").replace("1.200", "999"), "quy-4.csv")
    assert run(["import", later, "--yes"]) == 0, "the heads are known: not even the form need be named"
    said = capsys.readouterr().err
    assert "quy-4.csv: bảng của tthc-06." in said
    assert "Cột “Hồ sơ nộp qua mạng” là truc-tuyen: Số lượng hồ sơ tiếp nhận > Trong kỳ > Trực tuyến (đã nhớ)." in said
    quarter = Period(PeriodKind.QUARTER, 2026, 4)
    office.records.refresh()
    assert office.figures.table("tthc-06", quarter).cells("chung-thuc")["truc-tuyen"] == Decimal(999)
    assert run(["import", later, "--yes"]) == 0
    assert "Không có ô nào thay đổi." in capsys.readouterr().err


def test_the_mapping_is_in_the_history_and_a_broken_one_is_a_sentence(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", csv(tmp_path, OTHERS), "--table", "tthc-06", "--yes", *ANSWERS])
    mapping = office.directory / "templates" / "mappings" / "tthc-06.toml"
    for text in ("[columns", "columns = 3", '[rows]\n"a" = 1'):
        mapping.write_text(text, encoding="utf-8")
        capsys.readouterr()
        assert run(["import", csv(tmp_path, OTHERS), "--table", "tthc-06", "--yes"]) == 1
        assert "Tệp mappings/tthc-06.toml trong thư mục mẫu không dùng được" in capsys.readouterr().err


COUNTED: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "measures in columns, months in rows",
        "Tháng;Đài truyền thanh tin, bài xây dựng;Trang thông tin điện tử tin, bài đăng\n"
        "Tháng 7;4;khoảng 6\n8/2026;5;-\n",
        {"truyen-thanh.tin-bai 2026-07": "4", "trang-tin.tin-bai 2026-07": "about 6",
         "truyen-thanh.tin-bai 2026-08": "5"},
    ),
    (
        "measures in rows, months in columns, a sum beside them",
        "Chỉ tiêu;Tháng 7;Tháng 8;Tổng\nlượt phát sóng;10;12;22\nkhẩu hiệu;3;0;3\n",
        {"truyen-thanh.luot-phat-song 2026-07": "10", "truyen-thanh.luot-phat-song 2026-08": "12",
         "truc-quan.khau-hieu 2026-07": "3", "truc-quan.khau-hieu 2026-08": "0"},
    ),
    (
        "one number a row, of the whole period",
        "STT;Nội dung;Đơn vị tính;Số lượng\n1;pano, áp phích;tấm;5 tấm\n2;lượt người dự;lượt;1.250\n",
        {"truc-quan.pano 2026-quy-3": "5", "hoi-hop.luot-nguoi 2026-quy-3": "1250"},
    ),
    (
        "channel and measure in columns of their own",
        "Kênh;Nội dung;Tháng;Số lượng\nĐài truyền thanh;tin, bài xây dựng;9/2026;7\n",
        {"truyen-thanh.tin-bai 2026-09": "7"},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("shape", "text", "wanted"), COUNTED, ids=[shape for shape, _, _ in COUNTED])
def test_a_table_of_counts_is_taken_in(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], shape: str, text: str, wanted: dict[str, str]
) -> None:
    sheet = csv(tmp_path, text)
    assert run(["import", sheet, "--table", "so-lieu", *WORDS, "--yes"]) == 0
    assert counts(office) == wanted, shape
    capsys.readouterr()
    assert run(["import", sheet, "--table", "so-lieu", *WORDS, "--yes"]) == 0
    assert "Không có ô nào thay đổi." in capsys.readouterr().err
    assert len(counts(office)) == len(wanted)


def test_a_row_of_another_name_is_guessed_asked_and_remembered(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = csv(tmp_path, "Chỉ tiêu;Số lượng\nBài viết phát trên loa truyền thanh;9\nViệc khác hẳn;4\n")
    assert run(["import", sheet, "--table", "so-lieu", *WORDS, "--yes"]) == 0
    said = capsys.readouterr().err
    assert "Dòng “Bài viết phát trên loa truyền thanh” là truyen-thanh.tin-bai (đoán)." in said
    assert "Dòng “Việc khác hẳn” không rõ là chỉ tiêu nào nên không nhập." in said
    assert counts(office) == {}, "what is only guessed is not kept unasked"
    answer = "dong:Bài viết phát trên loa truyền thanh=truyen-thanh.tin-bai"
    assert run(["import", sheet, "--table", "so-lieu", *WORDS, "--yes", "--map", answer]) == 0
    assert counts(office) == {"truyen-thanh.tin-bai 2026-quy-3": "9"}
    capsys.readouterr()
    assert run(["import", sheet, "--table", "so-lieu", "--period", "quý 4/2026", "--yes"]) == 0
    assert "là truyen-thanh.tin-bai (đã nhớ)." in capsys.readouterr().err
    assert counts(office)["truyen-thanh.tin-bai 2026-quy-4"] == "9"


def test_a_changed_count_is_shown_with_both_values_and_keeps_its_file(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Chỉ tiêu;Tháng 7\nkhẩu hiệu;{}\n"
    for value in (3, 5):
        assert run(["import", csv(tmp_path, text.format(value)), "--table", "so-lieu", *WORDS, "--yes"]) == 0
    assert "truc-quan.khau-hieu · tháng 7 năm 2026: 3 → 5" in capsys.readouterr().err
    assert counts(office) == {"truc-quan.khau-hieu 2026-07": "5"}


WRONG = (
    ("so-lieu", "Chỉ tiêu;Tháng 7\nkhẩu hiệu;1,5\nlượt phát sóng;2\n", "dòng 2: “1,5” không phải là một số"),
    ("so-lieu", "Chỉ tiêu;Tháng 7\nkhẩu hiệu;3\nkhẩu hiệu;4\n", "khẩu hiệu của tháng 7 năm 2026 có hai số"),
    ("so-lieu", "Kỳ;lượt phát sóng\nhôm nào đó;3\n", "“hôm nào đó” không phải là một kỳ"),
    ("tthc-06", "Lĩnh vực giải quyết;Trực tuyến\nChứng thực;=SUM(B3:B9)\nHộ tịch;1\n", "công thức chưa có kết quả"),
    ("tthc-06", "Lĩnh vực giải quyết;Trực tuyến\nChứng thực;1,234\nHộ tịch;1\n", "nhận 0 chữ số sau dấu phẩy"),
    ("tthc-06", "chỉ có chữ\nkhông có bảng\n", "không có bảng số liệu nào"),
    ("dvc-truc-tuyen", "Lĩnh vực giải quyết;Số\nAB;0.123\n", "Không cột nào của bảng"),
)


@pytest.mark.parametrize(("target", "text", "sentence"), WRONG)
def test_what_is_no_figure_is_a_sentence_and_nothing_is_kept(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str, text: str, sentence: str
) -> None:
    assert run(["import", csv(tmp_path, text), "--table", target, *WORDS, "--yes"]) != 0
    assert sentence.casefold() in capsys.readouterr().err.casefold()
    assert figures(office) == {}
    assert counts(office) == {}


ANSWERED_WRONG = (
    ("Hồ sơ nộp qua mạng=truc-tuyenn", "Có phải “truc-tuyen”?"),
    ("truc-tuyen", "không đọc được"),
    ("=truc-tuyen", "không đọc được"),
)


@pytest.mark.parametrize(("answer", "sentence"), ANSWERED_WRONG)
def test_an_answer_that_says_nothing_is_refused(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: str, sentence: str
) -> None:
    assert run(["import", csv(tmp_path, OTHERS), "--table", "tthc-06", "--map", answer, "--yes"]) == 2
    assert sentence in capsys.readouterr().err


def test_two_columns_cannot_be_one(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = ("--map", "Hồ sơ nộp qua mạng=truc-tuyen", "--map", "Hồ sơ nộp trực tiếp=truc-tuyen")
    assert run(["import", csv(tmp_path, OTHERS), "--table", "tthc-06", "--yes", *both]) == 2
    assert "cùng là truc-tuyen" in capsys.readouterr().err


def test_a_file_that_is_no_register_says_how_a_table_is_taken_in(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", csv(tmp_path, OTHERS), "--yes"]) == 1
    assert "cchc import bang.csv --table BIỂU --period KỲ" in capsys.readouterr().err


HEADS = (
    (
        "Lĩnh vực;Tiếp nhận;;Còn\n;Trực tuyến;Trực tiếp;\nA B;1;2;3\n",
        ["Lĩnh vực", "Tiếp nhận > Trực tuyến", "Tiếp nhận > Trực tiếp", "Còn"],
    ),
    ("UBND XÃ;;\nBIỂU 06;;\nLĩnh vực;Số\n(1);(2)\nA B;1\n", ["Lĩnh vực", "Số"]),
    ("Chỉ tiêu;2025;2026\nHội nghị;3;4\n", ["Chỉ tiêu", "2025", "2026"]),
    ("Lĩnh vực > x;Số\nA B;-\n", ["Lĩnh vực > x", "Số"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "heads"), HEADS)
def test_the_head_is_found_however_its_cells_are_merged(text: str, heads: list[str]) -> None:
    found = find_head(grid_of_text(text).rows, lambda head: False)
    assert found is not None
    assert [head for head in found.heads if head] == heads


def workbook(path: Path, make: Callable[[Any], None]) -> TableGrid:
    book = openpyxl.Workbook()
    make(book.active)
    book.save(path)
    return read_grids(path)[0]


def test_cells_of_excel_are_read_as_a_clerk_would_type_them(tmp_path: Path) -> None:
    def make(sheet: Any) -> None:
        sheet.append([1234.5, 0.9728, date(2026, 9, 30), True, None, "1.234,5", 0.1 + 0.2, 1e16])
        sheet["B1"].number_format = "0.00%"

    grid = workbook(tmp_path / "o.xlsx", make)
    assert grid.rows[0] == ("1234,5", "97,28%", "30/9/2026", "", "", "1.234,5", "0,3", "10000000000000000")


def test_a_cell_far_out_and_merges_over_everything_cost_nothing(tmp_path: Path) -> None:
    def far(sheet: Any) -> None:
        sheet["A1"] = "Lĩnh vực"
        sheet.cell(1_048_576, 16_384, 1)

    with pytest.raises(FindingsError, match=r"hơn 20\.000 dòng|quá lớn"):
        workbook(tmp_path / "xa.xlsx", far)

    path = tmp_path / "gop.xlsx"
    with zipfile.ZipFile(tmp_path / "xa.xlsx") as source, zipfile.ZipFile(path, "w") as hostile:
        for name in source.namelist():
            merges = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            hostile.writestr(name, source.read(name).replace(b"</sheetData>", merges))
    with pytest.raises(FindingsError, match="gộp quá nhiều ô"):
        read_grids(path)


def test_decomposed_letters_are_the_same_heads(office: Office, tmp_path: Path) -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "Lĩnh vực giải quyết;Trực tuyến\nChứng thực;12\nHộ tịch;1\n")
    assert run(["import", csv(tmp_path, text), "--table", "tthc-06", *WORDS, "--yes"]) == 0
    assert figures(office)["chung-thuc"] == {"truc-tuyen": Decimal(12)}


def test_another_office_member_between_look_and_save_loses_nothing(office: Office, tmp_path: Path) -> None:
    sheet = Path(csv(tmp_path, "Lĩnh vực giải quyết;Trực tuyến\nChứng thực;12\nHộ tịch;1\n"))
    tables = office.intake.tables
    plan = tables.plan(tables.read(sheet, "tthc-06"), QUARTER)
    other = Office.open(office.directory, today=office.today)
    other.figures.fill("tthc-06", QUARTER, [{"label": "Chứng thực", "truc-tuyen": Decimal(5)}])
    with pytest.raises(CchcError):
        tables.take(plan)
    assert figures(office) == {"chung-thuc": {"truc-tuyen": Decimal(5)}}


HOURS = """title = "GIỜ PHÁT"
row_head = "Đài"
total = "Tổng số"
columns = [
    { key = "gio", head = ["Phát", "Giờ"], places = 2 }, { key = "buoi", head = ["Phát", "Buổi"] },
    { key = "ghi", head = "Ghi", kind = "text" },
    { key = "ty-le", head = "Tỷ lệ (%)", formula = "gio / buoi", places = 1 },
]
"""


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_goes_out_comes_back_byte_for_byte(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    offices = [office, Office.open(create_office(tmp_path / "khac", {"short_name": "UBND xã B", "place": "B"}))]
    for one in offices:
        (one.directory / "templates" / "forms").mkdir(parents=True)
        (one.directory / "templates" / "forms" / "gio.toml").write_text(HOURS, encoding="utf-8")
    kept = ("1.50", "2.00", "0.25", "1234.5", "7")
    rows: list[dict[str, Decimal | str | None]] = [
        {"label": f"Đài {n}", "gio": Decimal(hours), "buoi": Decimal(1_234_567 + n), "ghi": "=1+1; 007"}
        for n, hours in enumerate(kept)
    ]
    office.figures.fill("gio", QUARTER, rows, source=f"ra.{suffix}")
    office.records.refresh()
    out = tmp_path / f"ra.{suffix}"
    office.figures.export(office.figures.table("gio", QUARTER), suffix, out)
    args = ["--records", str(offices[1].directory), "import", str(out), "--table", "gio", *WORDS, "--yes"]
    assert run(args) == 0, capsys.readouterr().err
    files = [sorted((one.directory / "figures").rglob("*.toml")) for one in offices]
    assert len(files[0]) == len(kept)
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_heads_of_the_same_words_are_answered_for_one_by_one(office: Office, tmp_path: Path) -> None:
    sheet = csv(tmp_path, "Lĩnh vực giải quyết;Quá hạn;Quá hạn\nChứng thực;1;2\nHộ tịch;3;4\n")
    answers = ("--map", "Quá hạn=qua-han", "--map", "Quá hạn (2)=dang-qua-han")
    for quarter, words in (("quý 3/2026", answers), ("quý 4/2026", ())):
        assert run(["import", sheet, "--table", "tthc-06", "--period", quarter, "--yes", *words]) == 0
    assert figures(office)["ho-tich"] == {"qua-han": Decimal(3), "dang-qua-han": Decimal(4)}
    table = office.figures.table("tthc-06", Period(PeriodKind.QUARTER, 2026, 4))
    assert table.cells("chung-thuc")["dang-qua-han"] == Decimal(2)


def test_three_hundred_rows_read_form_and_records_a_handful_of_times(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cchc_tui.office import figures as module

    heads = "Lĩnh vực giải quyết\tTrực tuyến\tTừ kỳ trước\tTrước hạn\n"
    tables = office.intake.tables
    read: list[str] = []
    kept = module.read_form
    monkeypatch.setattr(module, "read_form", lambda code, folders: read.append(code) or kept(code, folders))
    table = tables.read_text(heads + "\n".join(f"Dòng {n}\t{n}\t0\t1" for n in range(300)), "tthc-06", period=QUARTER)
    assert tables.plan(table, QUARTER).count == 900
    assert len(read) < 10


MERGES: tuple[tuple[str, dict[str, str], dict[str, str], dict[str, str], dict[str, str] | None], ...] = (
    ("both answered anew", {}, {"A": "a"}, {"B": "b"}, {"A": "a", "B": "b"}),
    ("one head, one answer", {}, {"A": "a"}, {"A": "a"}, {"A": "a"}),
    ("one head, two answers", {}, {"A": "a"}, {"A": "b"}, None),
    ("one side changed its mind", {"A": "a"}, {"A": "b"}, {"A": "a", "B": "b"}, {"A": "b", "B": "b"}),
    ("the other did", {"A": "a"}, {"A": "a"}, {"A": "c"}, {"A": "c"}),
    (
        "one side took an answer back",
        {"A": "a", "B": "b"},
        {"B": "b"},
        {"A": "a", "B": "b", "C": "c"},
        {"B": "b", "C": "c"},
    ),
)


@pytest.mark.parametrize(("case", "before", "theirs", "mine", "both"), MERGES, ids=[case for case, *_ in MERGES])
def test_answers_given_in_two_copies_are_one_file(
    case: str, before: dict[str, str], theirs: dict[str, str], mine: dict[str, str], both: dict[str, str] | None
) -> None:
    from cchc_tui.office import Versions, bring_together
    from cchc_tui.records.conflict import Conflict, ConflictOrigin

    sides = [mapping_bytes(TableMapping("x", side)) for side in (before, theirs, mine)]
    result = bring_together(Versions("templates/mappings/x.toml", *sides), ConflictOrigin.SYNC)
    if both is None:
        assert isinstance(result, Conflict), case
    else:
        assert result == mapping_bytes(TableMapping("x", both)), case


def test_the_table_of_a_word_paper_goes_in_by_the_same_answers(office: Office, tmp_path: Path) -> None:
    rows = [line.split(";") for line in OTHERS.splitlines()[1:]]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    text = "\n".join(["Số liệu một cửa quý III năm 2026.", "", lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])
    paper = tmp_path / "bao-cao.docx"
    pandoc("-f", "markdown", "-o", str(paper), text=text)
    assert read_grids(paper)[0].rows == tuple(tuple(row) for row in rows)
    assert run(["import", str(paper), "--table", "tthc-06", "--yes", *ANSWERS]) == 0
    assert figures(office)["ho-tich"] == {"truc-tuyen": Decimal(75), "truc-tiep": Decimal(8)}
    quarter = office.figures.table("tthc-06", QUARTER)
    assert quarter.cells("chung-thuc")["truc-tuyen"] == Decimal(1200), "the period is that of the words above the table"
