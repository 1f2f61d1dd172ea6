"""Statistics tables: merged heads, groups, totals, widths from letters; the same lines in DOCX and PDF."""

from __future__ import annotations

import random
import re
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from cchc_tui.document.official import OfficialDocument
from cchc_tui.export.docx import build_docx
from cchc_tui.export.table_hints import table_hints
from export.builders import (
    MILLIMETRE,
    WHOLE,
    attributes,
    document,
    docx_parts,
    docx_text,
    line_with,
    needs_libreoffice,
    pages,
    pdf_bytes,
    words,
)

FORM_06_HEADS = (
    "TT", "Lĩnh vực giải quyết", "Số hồ sơ tiếp nhận > Tổng số", "Số hồ sơ tiếp nhận > Trong kỳ > Trực tuyến",
    "Số hồ sơ tiếp nhận > Trong kỳ > Trực tiếp, dịch vụ bưu chính", "Số hồ sơ tiếp nhận > Từ kỳ trước",
    "Số lượng hồ sơ đã giải quyết > Tổng số", "Số lượng hồ sơ đã giải quyết > Trước hạn",
    "Số lượng hồ sơ đã giải quyết > Đúng hạn", "Số lượng hồ sơ đã giải quyết > Quá hạn",
    "Số lượng hồ sơ đang giải quyết > Tổng số", "Số lượng hồ sơ đang giải quyết > Trong hạn",
    "Số lượng hồ sơ đang giải quyết > Quá hạn", "Tỷ lệ đúng hạn (%)",
)  # fmt: skip
FIELDS = (
    "Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Người có công",
    "Thành lập và hoạt động của hộ kinh doanh, hợp tác xã, liên hiệp hợp tác xã",
    "Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân và các cơ sở giáo dục khác", "Tôn giáo Chính phủ",
    "Thi đua, khen thưởng", "Đất đai", "Hoạt động xây dựng", "Lâm nghiệp, bảo vệ thực vật",
    "Cấp, quản lý căn cước và đăng ký thường trú, tạm trú", "Bảo hiểm xã hội, bảo hiểm y tế", "Thuế", "Đường thủy",
)  # fmt: skip


def pipe_table(heads: tuple[str, ...] | list[str], rows: list[list[str]], dashes: list[int] | None = None) -> str:
    under = ["-" * number for number in dashes or [3] * len(heads)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (list(heads), under, *rows))


def form_06() -> str:
    columns = len(FORM_06_HEADS)
    rows = [[f"({number})" for number in range(1, columns + 1)]]
    rows += [["**I**", "**Thủ tục thuộc thẩm quyền của Ủy ban nhân dân xã**", *[""] * (columns - 2)]]
    for number, name in enumerate(FIELDS, start=1):
        figures = [f"{number * 87 % 1300}" for _ in range(columns - 3)]
        rows.append([str(number), name, *figures, "99,6" if number % 3 else "100"])
    return pipe_table(FORM_06_HEADS, [*rows, ["", "Tổng cộng", *["4.783"] * (columns - 3), "99,7"]])


def in_appendix(*tables: str) -> OfficialDocument:
    parts = "".join(f'\n\n::: {{.phu-luc ten="Biểu"}}\n\n{table}\n\n:::' for table in tables)
    return document(f"Kết quả tại Phụ lục.{parts}\n")


def rows_of(xml: str) -> list[str]:
    table = re.findall(r'<w:tbl><w:tblPr><w:tblStyle w:val="Table\d*".*?</w:tbl>', xml, re.DOTALL)[0]
    return re.findall(r"<w:tr>.*?</w:tr>", table, re.DOTALL)


def test_heads_with_a_common_beginning_share_a_cell_in_word() -> None:
    table = pipe_table(["TT", "Đã giải quyết > Đúng hạn", "Đã giải quyết > Quá hạn", "Ghi chú"], [["1", "2", "3", "x"]])
    rows = rows_of(docx_parts(document(table))["word/document.xml"])
    assert [docx_text(row).split("\n") for row in rows[:2]] == [
        ["TT", "Đã giải quyết", "Ghi chú"],
        ["", "Đúng hạn", "Quá hạn", ""],
    ]
    assert {"w:val": "2"} in attributes(rows[0], "w:gridSpan")
    assert [each["w:val"] for each in attributes(rows[0] + rows[1], "w:vMerge")] == ["restart"] * 2 + ["continue"] * 2
    assert ["<w:tblHeader" in row for row in rows] == [True, True, False]
    assert all('<w:vAlign w:val="center"' in row for row in rows[:2])


def test_the_head_of_a_form_three_deep_and_its_numbers_are_repeated() -> None:
    rows = rows_of(docx_parts(in_appendix(form_06()))["word/document.xml"])
    assert ["<w:tblHeader" in row for row in rows[:6]] == [True, True, True, True, False, False]
    assert docx_text(rows[3]).split("\n") == [f"({number})" for number in range(1, 15)]


def test_a_sign_greater_than_between_figures_or_escaped_parts_no_head() -> None:
    rows = rows_of(docx_parts(document(pipe_table(["A \\> B", "C>D"], [["1", "2"]])))["word/document.xml"])
    assert docx_text(rows[0]).replace("\u00a0", " ").split("\n") == ["A > B", "C>D"]


def test_a_group_runs_over_the_row_and_a_total_is_bold() -> None:
    rows = [["**I**", "**Cấp xã**", "", ""], ["1", "Hộ tịch", "5", "6"], ["Cộng", "", "5", "6"]]
    made = rows_of(docx_parts(document(pipe_table(["TT", "Lĩnh vực", "A", "B"], rows)))["word/document.xml"])
    assert attributes(made[1], "w:gridSpan") == [{"w:val": "3"}]
    assert attributes(made[3], "w:gridSpan") == [{"w:val": "2"}]
    assert made[3].count("<w:b ") == 3
    assert "<w:b " not in made[2]


def test_a_slanted_group_stands_inside_a_bold_one() -> None:
    rows = [["**I**", "**Cấp xã**", ""], ["", "*Đất đai*", ""], ["1", "Việc", "5"]]
    xml = docx_parts(document(pipe_table(["STT", "Nội dung", "Số"], rows) + "\n\nHết."))["word/document.xml"]
    assert [each["w:val"] for each in attributes(xml, "w:gridSpan")] == ["2", "2"]
    assert re.search(r"<w:i ?/>.{0,80}Đất đai", xml)


def test_the_unit_of_a_table_stands_over_its_right_end_and_keeps_with_it() -> None:
    made = document("Lời.\n\nĐơn vị tính: hồ sơ\n\n" + pipe_table(["a", "b"], [["1", "2"]]) + "\n\nĐơn vị: xã là đúng.")
    xml = docx_parts(made)["word/document.xml"]
    assert re.search(r'<w:pStyle w:val="UnitLine" ?/></w:pPr>(?:(?!</w:p>).)*Đơn vị', xml)
    assert xml.count('"UnitLine"') == 1, "a sentence under the table is none"
    page = pages(made)[0]
    box, spans = line_with(page, "Đơn vị tính: hồ sơ")
    assert box.x1 / MILLIMETRE == pytest.approx(190, abs=0.5)
    assert "Italic" in str(spans[0]["font"])


def test_figures_stand_at_the_right_with_their_commas_in_one_line() -> None:
    table = pipe_table(["Lĩnh vực", "Tỷ lệ"], [["A", "99,6"], ["B", "100"], ["C", "7,25"]])
    page = pages(document(table))[0]
    places = {text: box for *box, text, _, _, _ in page.get_text("words")}
    digit = 13 / 2
    commas = [places["99,6"][0] + 2 * digit, places["100"][2], places["7,25"][0] + digit]
    assert commas == pytest.approx([commas[0]] * 3, abs=0.1)


def test_dashes_say_how_wide_a_column_is_unless_drawn_under_the_words() -> None:
    def shares(heads: list[str], dashes: list[int] | None) -> list[float]:
        xml = docx_parts(document(pipe_table(heads, [["x"] * len(heads)], dashes)))["word/document.xml"]
        grid = re.findall(r'<w:tblStyle w:val="Table".*?</w:tblGrid>', xml, re.DOTALL)[0]
        columns = [int(each["w:w"]) for each in attributes(grid, "w:gridCol")]
        assert sum(columns) == 11906 - 1134 - 1701, "true twips, as wide as the text"
        return [column / sum(columns) for column in columns]

    assert shares(["Nội dung", "Ghi chú"], [30, 10]) == pytest.approx([0.75, 0.25], abs=0.01)
    assert shares(["Nội dung", "Ghi chú"], [3, 97])[0] > 0.05, "never narrower than its longest word"
    drawn = "| A    | Nội dung công việc |\n|------|--------------------|\n| x    | x                  |"
    assert "dashes" not in table_hints(drawn, document().layout)["ANộidungcôngviệc"][0]
    assert shares(["Nội dung", "Ghi chú"], None) == pytest.approx([0.5, 0.5], abs=0.2)


def test_a_form_of_fourteen_columns_turns_its_page_and_takes_two_of_them() -> None:
    made = in_appendix(form_06())
    shown = pages(made)
    assert [page.rect.width > page.rect.height for page in shown] == [False, True, True]
    assert not broken_words(shown, form_06())
    xml = docx_parts(made)["word/document.xml"]
    assert [each.get("w:orient") for each in attributes(xml, "w:pgSz")] == [None, "landscape"]


def test_an_appendix_told_to_stay_upright_stays_so() -> None:
    shown = pages(document(f'Xem Phụ lục.\n\n::: {{.phu-luc .doc ten="Biểu"}}\n\n{form_06()}\n\n:::'))
    assert all(page.rect.width < page.rect.height for page in shown)


def test_a_crowded_table_is_set_smaller_and_no_style_is_invented() -> None:
    heads = [f"Chỉ tiêu kế hoạch {number}" for number in range(9)]
    made = document(pipe_table(heads, [["1.245.678"] * 9]))
    xml, styles = (docx_parts(made)[f"word/{part}.xml"] for part in ("document", "styles"))
    sizes = {int(each["w:val"].removeprefix("Table") or 13) for each in attributes(xml, "w:tblStyle")}
    assert min(sizes) in (11, 12)
    known = set(re.findall(r'w:styleId="([^"]+)"', styles))
    assert {each["w:val"] for each in attributes(xml, "w:pStyle")} <= known
    assert known == set(re.findall(r'w:styleId="([^"]+)"', docx_parts(document())["word/styles.xml"]))


def test_the_head_cells_of_the_pdf_say_for_which_columns_they_speak(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(in_appendix(form_06())))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH"]
        cells = [attribute for each in found for attribute in _attributes_of(each)]
        scopes = {str(cell["/Scope"]) for cell in cells if "/Scope" in cell}
        spans = {int(cell.get("/ColSpan", 1)) for cell in cells}
    assert scopes == {"/Column"}
    assert {1, 2, 3, 4} <= spans


def _attributes_of(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    held = element.get("/A", pikepdf.Array())
    return [held] if isinstance(held, pikepdf.Dictionary) else [each for each in held if "/O" in each]


# Random tables
SYLLABLES = (
    *("giải", "quyết", "thủ", "tục", "hành", "chính", "trực", "tuyến", "hồ", "sơ", "tiếp", "nhận", "đúng", "hạn"),
    *("quá", "xã", "thôn", "kế", "hoạch", "năm", "nghiêm", "trọng"),
)


def random_table(dice: random.Random) -> str:
    columns = dice.randint(2, 9)
    groups = [f"Nhóm {dice.choice(SYLLABLES)}" if dice.random() < 0.4 else "" for _ in range(columns)]
    heads = []
    for k in range(columns):
        words_of_head = " ".join(dice.choices(SYLLABLES, k=dice.randint(1, 5)))
        heads.append(f"{groups[k // 2]} > {words_of_head} {k}" if groups[k // 2] else f"{words_of_head} {k}")
    sorts = [dice.choice(("words", "figure", "decimal", "empty")) for _ in range(columns)]

    def cell(sort: str) -> str:
        if sort == "words":
            return " ".join(dice.choices(SYLLABLES, k=dice.randint(1, 14)))
        if sort == "figure":
            return f"{dice.randint(0, 99999):,}".replace(",", ".")
        return f"{dice.randint(0, 100)},{dice.randint(1, 99)}" if sort == "decimal" and dice.random() < 0.7 else ""

    rows = [[cell(sort) for sort in sorts] for _ in range(dice.randint(1, 6))]
    return pipe_table(heads, rows)


def broken_words(shown: list[pymupdf.Page], source: str) -> Counter[str]:
    """Words of the tables that stand nowhere whole."""
    printed = Counter(word for page in shown for word in words(page).split())
    wanted = set(re.sub(r"[|*]|---+", " ", source).split()) - {">"}
    return Counter(word for word in wanted if not printed[word])


def test_no_word_of_a_hundred_random_tables_is_broken() -> None:
    dice = random.Random(30)
    for _ in range(4):
        tables = [random_table(dice) for _ in range(25)]
        assert not broken_words(pages(document("\n\nĐoạn.\n\n".join(tables))), "\n".join(tables))


@needs_libreoffice
def test_lines_in_cells_break_in_docx_as_in_the_pdf(tmp_path: Path) -> None:
    dice = random.Random(2020)
    alike = total = 0
    made = [document("\n\nĐoạn.\n\n".join(random_table(dice) for _ in range(25))) for _ in range(8 if WHOLE else 2)]
    for number, each in enumerate(made):
        (tmp_path / f"{number}.docx").write_bytes(build_docx(each))
    _convert(*(tmp_path / f"{number}.docx" for number in range(len(made))))
    for number, each in enumerate(made):
        ours = _lines(pages(each))
        theirs = _lines(list(pymupdf.open(tmp_path / f"{number}.pdf")))
        alike += (ours & theirs).total()
        total += max(ours.total(), theirs.total())
    assert alike / total >= 0.98, (alike, total)


def _convert(*paths: Path) -> None:
    folder = paths[0].parent
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, paths)], capture_output=True, check=True, timeout=240)


def _lines(shown: list[pymupdf.Page]) -> Counter[str]:
    """Every line of every cell, a cell's lines being apart in height or parted by a wide gap."""
    found: Counter[str] = Counter()
    for page in shown:
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", []):
                text = " ".join("".join(span["text"] for span in line["spans"]).replace("\u00a0", " ").split())
                if text:
                    found[text] += 1
    return found
