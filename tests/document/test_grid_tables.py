"""Tables drawn with +---+: read as pipe tables, their merged heads as paths, no line added or taken away."""

from __future__ import annotations

import pytest

from cchc_tui.document.grid_tables import with_pipe_tables
from cchc_tui.document.source import as_read, split
from tests.export.builders import attributes, body_rows, document, docx_parts

MERGED = """\
+------------------+-----------------------+
| Tiêu chí         | Điểm                  |
|                  +-----------+-----------+
|                  | Tối đa    | Tự chấm   |
+==================+===========+==========:+
| Kế hoạch năm     | 1,50      | 1,25      |
| sau              |           |           |
+------------------+-----------+-----------+
| Tuyên truyền     | 1,00      | 1|00      |
|                  |           |           |
| - hội nghị       |           |           |
| - tờ rơi         |           |           |
+------------------+-----------+-----------+
| Ghi chung cho hai cột        | 2         |
+------------------+-----------+-----------+
"""
PLAIN = ["| a | b |", "| --- | --- |", "| 1 | 2 |"]
CASES = (
    ("a plain one", "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n", PLAIN),
    ("without a head", "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+", PLAIN),
    ("not straight", "+----+---+\n| aaaaaaa | b |\n+====+===+\n| 1 | 2 |\n+----+---+\n",
     ["| aaaaaaa | b |", "| ---- | --- |", "| 1 | 2 |"]),
    ("sides", "+---+---+---+\n| a | b | c |\n+:==+==:+:=:+\n| 1 | 2 | 3 |\n+---+---+---+\n",
     ["| a | b | c |", "| :-- | --: | :-: |", "| 1 | 2 | 3 |"]),
    ("merged heads", MERGED,
     ["| Tiêu chí | Điểm > Tối đa | Điểm > Tự chấm |", "| ------------------ | ----------- | ----------: |",
      "| Kế hoạch năm sau | 1,50 | 1,25 |", "| Tuyên truyền<br>- hội nghị<br>- tờ rơi | 1,00 | 1\\|00 |",
      "| Ghi chung cho hai cột |  | 2 |"]),
)  # fmt: skip


@pytest.mark.parametrize(("case", "grid", "rows"), CASES, ids=[case for case, _, _ in CASES])
def test_a_grid_is_read_as_rows_and_the_text_keeps_its_lines(case: str, grid: str, rows: list[str]) -> None:
    text = f"Lời trước.\n\n{grid}\nLời sau."
    read = with_pipe_tables(text)
    assert [line for line in read.split("\n") if line.startswith("|")] == rows, case
    assert read.count("\n") == text.count("\n")
    assert read.split("\n")[-1] == "Lời sau."
    assert as_read(text) == split(text, "x.md").body, "rules, preview and export read alike"


UNCHANGED = (
    "+---+---+\n| a | b |",
    "+---+---+\nlời thường\n+---+---+",
    "```\n+---+\n| a |\n+---+\n```",
    "| a | b |\n|---|---|\n| + | - |",
    "+-5 độ\n\n1 +- 2",
    "lời\n+---+\n| a |\n+---+",
    "+---+---+\n| a | b | c |\n+===+===+\n| 1 |\n+---+---+",
)


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_is_no_grid_stays(text: str) -> None:
    assert with_pipe_tables(text) == text


def test_a_page_prints_it_as_a_table_with_merged_heads() -> None:
    xml = docx_parts(document(f"Bảng:\n\n{MERGED}\nHết."))["word/document.xml"]
    head = "".join(body_rows(xml)[:2])
    assert {"w:val": "2"} in attributes(head, "w:gridSpan")
    assert [each["w:val"] for each in attributes(head, "w:vMerge")] == ["restart", "continue"]
    assert "+--" not in xml
