"""A self-scoring sheet of sixty criteria in three levels: a form and tasks with evidence, summed to 0,01."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.errors import WrongUseError
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.figure_book import number_text
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.report import carry_over
from cchc_tui.report.figures import table_markdown
from tests.export.builders import attributes, body_rows, document, docx_parts, docx_text, pages, words

YEAR, NEXT = Period(PeriodKind.YEAR, 2026), Period(PeriodKind.YEAR, 2027)
NUMBERS = [f"{a}.{b}.{c}" for a in range(1, 6) for b in range(1, 5) for c in range(1, 4)]
RANDOM = random.Random(17)
MOST = {number: Decimal(RANDOM.randrange(25, 200)) / 100 for number in NUMBERS}
SCORED = {number: (MOST[number] * RANDOM.randrange(0, 101) / 100).quantize(Decimal("0.01")) for number in NUMBERS}


def form() -> str:
    """Sixty criteria below twenty groups below five fields, made up."""
    lines = [
        'title = "PHIẾU TỰ CHẤM ĐIỂM"', 'unit = "điểm"', 'row_head = "Tiêu chí"', 'total = "Tổng điểm"',
        *(f'[[columns]]\nkey = "{key}"\nhead = "{head}"\nkind = "stock"\nplaces = 2'
          for key, head in (("toi-da", "Điểm tối đa"), ("tu-cham", "Tự chấm"))),
    ]  # fmt: skip
    for number in sorted(
        {n[:k] for n in NUMBERS for k in (1, 3, 5)}, key=lambda n: [int(part) for part in n.split(".")]
    ):
        given = f'given = {{ toi-da = "{MOST[number]}" }}' if number in MOST else ""
        code = "m-" + number.replace(".", "-")
        lines.append(f'[[rows]]\ncode = "{code}"\nnumber = "{number}"\nlabel = "Mục {number}"\n{given}')
    return "\n".join(lines) + "\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "xa", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    folder = records.parent / "templates" / "forms"
    folder.mkdir(parents=True)
    (folder / "cham-diem.toml").write_text(form(), encoding="utf-8")
    monkeypatch.chdir(records.parent)
    return Office.open(records, today=date(2026, 12, 20))


def fill(office: Office) -> None:
    rows = [{"row": "m-" + number.replace(".", "-"), "tu-cham": score} for number, score in SCORED.items()]
    office.figures.fill("cham-diem", YEAR, rows)
    office.records.refresh()


def test_every_level_is_the_sum_of_the_one_below_to_the_hundredth(office: Office) -> None:
    fill(office)
    table = office.figures.table("cham-diem", YEAR)
    assert len(table.lines) == 85
    for line in table.lines:
        below = [score for number, score in SCORED.items() if (number + ".").startswith(line.number + ".")]
        assert line.cells["tu-cham"] == sum(below), line.number
        assert line.summed == (len(line.number) < 5)
    assert table.whole["tu-cham"] == sum(SCORED.values())
    assert table.whole["toi-da"] == sum(MOST.values())
    assert table.faults(office.figures.table("cham-diem", NEXT)) == []


def test_a_score_is_missing_upwards_and_never_taken_as_nought(office: Office) -> None:
    office.figures.fill("cham-diem", YEAR, [{"row": "m-1-1-1", "tu-cham": SCORED["1.1.1"]}])
    office.records.refresh()
    table = office.figures.table("cham-diem", YEAR)
    assert table.cells("m-1-1-1")["tu-cham"] == SCORED["1.1.1"]
    assert table.cells("m-1-1")["tu-cham"] is None
    assert table.whole["tu-cham"] is None


def test_a_sum_and_the_highest_score_are_not_typed(office: Office) -> None:
    with pytest.raises(WrongUseError, match=r"“1\.1 Mục 1.1” là tổng của các dòng bên trong"):
        office.figures.fill("cham-diem", YEAR, [{"row": "m-1-1", "tu-cham": Decimal(1)}])
    with pytest.raises(WrongUseError, match="biểu đã định toi-da"):
        office.figures.fill("cham-diem", YEAR, [{"row": "m-1-1-1", "toi-da": Decimal(9)}])


def test_it_is_printed_with_its_numbers_and_bold_groups(office: Office) -> None:
    fill(office)
    printed = table_markdown(office.figures.table("cham-diem", YEAR)).splitlines()
    whole = sum(SCORED.values())
    assert printed[-1].endswith(f"| {f'{whole:.2f}'.replace('.', ',')} |")
    assert any(line.startswith("| 1 | **Mục 1** |") for line in printed)
    assert any(line.startswith("| 1.1.1 | Mục 1.1.1 |") for line in printed)


def test_a_spreadsheet_of_it_is_taken_in_and_the_next_year_begins_with_the_same_criteria(
    office: Office, tmp_path: Path
) -> None:
    fill(office)
    out = tmp_path / "cham-diem.xlsx"
    assert run(["figures", "cham-diem", "--period", "2026", "--to", "xlsx", "-o", str(out)]) == 0
    assert run(["figures", "cham-diem", "--period", "2026", "--from", str(out), "--yes"]) == 0
    now, empty = office.figures.table("cham-diem", YEAR), office.figures.table("cham-diem", NEXT)
    assert [line.number for line in empty.lines] == [line.number for line in now.lines]
    assert {line.cells["tu-cham"] for line in empty.lines} == {None}, "the criteria are there, the scores are not"


def test_tasks_carry_number_and_evidence_and_go_over_to_the_next_year_without_what_proved_them(office: Office) -> None:
    items = [
        ChecklistItem(
            id=f"t{place:05d}", checklist="2026-cham-diem", position=place, number=number,
            group=f"Lĩnh vực {number[0]}",
            task=f"Tiêu chí {number} năm 2026", evaluation="dat", evidence=("https://xa.vn/bang-chung",),
        )
        for place, number in enumerate(NUMBERS, 1)
    ]  # fmt: skip
    sheet = ReportSheet(
        id="r00001", slug="2026-cham-diem", kind="bao-cao", period="2026-nam", checklist="2026-cham-diem",
        subject="Kết quả tự chấm điểm năm 2026",
    )  # fmt: skip
    begun = carry_over(sheet, "Lời.", items, NEXT, OfficeSettings())
    assert [item.number for item in begun.items] == NUMBERS
    assert {item.evidence for item in begun.items} == {()}
    assert {item.evaluation for item in begun.items} == {None}
    assert begun.items[0].task == "Tiêu chí 1.1.1 năm 2027"


def test_both_formats_print_merged_heads_groups_and_every_score(office: Office) -> None:
    parts = ("A", "B")
    path = office.directory.parent / "templates" / "forms" / "cham-diem.toml"
    text = path.read_text(encoding="utf-8").replace('head = "Tự chấm"', 'head = ["Điểm", "Tự chấm"]')
    text = text.replace('head = "Điểm tối đa"', 'head = ["Điểm", "Tối đa"]')
    for number in range(1, 6):
        text = text.replace(f'label = "Mục {number}', f'group = "PHẦN {parts[number > 3]}"\nlabel = "Mục {number}')
    path.write_text(text, encoding="utf-8")
    fill(office)
    table = table_markdown(office.figures.table("cham-diem", YEAR))
    made = document(f"Điểm:\n\n{table}\n\nHết.")
    assert made.findings == ()
    xml = docx_parts(made)["word/document.xml"]
    rows = body_rows(xml)
    assert {"w:val": "2"} in attributes(rows[0], "w:gridSpan"), "Điểm over two columns"
    assert [each["w:val"] for each in attributes(rows[0] + rows[1], "w:vMerge")] == ["restart"] * 2 + ["continue"] * 2
    grouped = [row for row in rows[2:] if "PHẦN" in row]
    assert [attributes(row, "w:gridSpan") for row in grouped] == [[{"w:val": "3"}]] * len(parts)
    printed = " ".join(words(page) for page in pages(made))
    for text in (" ".join(docx_text(xml).split()), printed):
        assert [part for part in parts if text.count(f"PHẦN {part}") == 1] == list(parts)
        for number, score in SCORED.items():
            assert f"Mục {number} {number_text(MOST[number])} {number_text(score)}" in text, number
