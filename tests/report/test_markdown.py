"""Values in Markdown: printed as they stand, whatever signs they hold."""

from __future__ import annotations

import json
import subprocess

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cchc_tui.language.text import clean_line
from cchc_tui.report.markdown import escape, escape_cell

HOSTILE = [
    "*đậm* **rất đậm** _nghiêng_ `mã` ~~gạch~~",
    "# Không phải đề mục #",
    "- không phải gạch đầu dòng",
    "+ cũng không",
    "1. không phải danh sách",
    "12) cũng không",
    "> không phải trích dẫn",
    "--- không phải đường kẻ",
    "===",
    '::: {.phu-luc ten="giả"}',
    "<script>alert(1)</script> <br> <!-- giấu -->",
    "[chữ](javascript:alert(1)) ![ảnh](/etc/passwd) <http://a.vn>",
    "a | b || c",
    "&amp; &#60; & thường",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} {# chú #}",
    '#set text(fill: red) #include "/etc/passwd" $ x $ @nhãn',
    "ten: giá trị",
    "--- \nso: 1",
    "\\ dấu chéo ngược \\* và cuối \\",
    "``` không phải khối mã",
    "| a | b |",
    "dòng một\ndòng hai\n\n# đề mục",
]


def _lone_paragraph(markdown: str) -> str:
    """The text of a document that is one paragraph of plain text and nothing else."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], markdown
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}, markdown
    return "".join(child.content for child in children)


@given(st.text(alphabet=st.sampled_from("ab1 .)#*+-=_`[]<>&|~$\\{}:!\n\"'(đ"), min_size=1, max_size=24))
def test_an_escaped_value_alone_on_a_line_is_one_paragraph_saying_the_same(value: str) -> None:
    wanted = clean_line(value)
    if wanted:
        assert _lone_paragraph(escape(value)) == wanted


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_text(value: str) -> None:
    assert _lone_paragraph(escape(value)) == clean_line(value)


def test_pandoc_reads_hostile_values_in_paragraphs_lists_and_cells_as_text() -> None:
    rows = [f"{escape(v)}\n\n- mục {escape(v)}\n\n| a | b |\n|---|---|\n| {escape_cell([v])} | x |\n" for v in HOSTILE]
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "commonmark+pipe_tables+fenced_divs", "-t", "json"],
        input="\n".join(rows).encode(),
        capture_output=True,
        check=True,
    )
    blocks = json.loads(done.stdout)["blocks"]
    assert [b["t"] for b in blocks] == ["Para", "BulletList", "Table"] * len(HOSTILE)
    assert not {"RawInline", "Link", "Image", "Emph", "Strong", "Code", "LineBreak"} & _kinds(blocks)
    said = [_words(block) for block in blocks if block["t"] == "Para"]
    assert said == [clean_line(v) for v in HOSTILE]


def _kinds(node: object) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_kinds, node)) if node else set()
    if isinstance(node, dict):
        return {str(node.get("t"))} | _kinds(node.get("c"))
    return set()


def _words(block: dict[str, list[dict[str, str]]]) -> str:
    return "".join(" " if inline["t"] in ("Space", "SoftBreak") else inline["c"] for inline in block["c"])


def test_lines_of_a_cell_are_parted_and_empty_ones_left_out() -> None:
    assert escape_cell(["- một", " ", "hai | ba"]) == "- một<br>hai \\| ba"
