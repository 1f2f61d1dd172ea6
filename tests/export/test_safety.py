"""Text is text: nothing in a head or a body is run, read or taken for markup of another language."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.export.document import demand_sound_head
from cchc_tui.export.docx import build_docx
from cchc_tui.storage.official_document import read_official_document
from export.builders import document, docx_parts, docx_text, markdown, pages, words

HOSTILE = [
    "] #panic() [",
    '#read("/etc/passwd")',
    "$x$ #let a = 1",
    "<w:p/></w:t></w:r>",
    "{{ 1+1 }} {% x %}",
    "a | b || c",
    "`mã` ``",
    "::: {.phu-luc}",
    "\\u{41} \\n",
    "@nhan <nhan>",
    "// không /* phải */ chú thích",
    "= đề mục",
    "- gạch",
    "/ từ: nghĩa",
    "... -- --- -5 -?",
    "\"nháy\" 'đơn'",
    "&amp; &lt; & <",
    "${body} $body$ $vb.number$",
    "%PDF %%",
    "~ ^ _ *",
    '#include "a.typ"',
    '#import "@preview/x:1.0.0"',
    "\\#",
    "]]> <!-- -->",
    "a\tb",
]
KEYS = (
    "co-quan-chu-quan",
    "co-quan",
    "ten-co-quan",
    "so",
    "ky-hieu",
    "dia-danh",
    "trich-yeu",
    "pham-vi-luu-hanh",
    "nguoi-soan",
    "tham-quyen",
    "ten-loai",
)
LISTS = ("kinh-gui", "can-cu", "noi-nhan", "lien-he")


def squashed(text: str) -> str:
    return "".join(text.split()).upper()


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_head_is_printed_as_typed_in_both_formats(text: str) -> None:
    head = {key.replace("-", "_"): quoted(f"{text} {key}") for key in KEYS}
    head |= {key.replace("-", "_"): f"[{quoted(text)} , {quoted(f'hai {text}')}]" for key in LISTS}
    head["ky"] = f"{{quyen-han: [{quoted(text)}], chuc-vu-khac: {quoted(text)}, ho-ten: {quoted(text)}}}"
    made = document(f'Một.\n\n::: {{.phu-luc ten="{text.replace(chr(34), "")}"}}\n\nHai.\n\n:::\n', **head)
    docx = "".join(docx_text(xml) for name, xml in docx_parts(made).items() if name.startswith("word/"))
    pdf = "".join(page.get_text() for page in pages(made))
    wanted = squashed(" ".join(text.split()))
    for printed in (docx, pdf):
        assert squashed(printed.replace("\u00a0", "")).count(wanted.rstrip(".;")) >= len(KEYS)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_paragraph_and_cell_are_printed_as_typed(text: str) -> None:
    escaped = "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|<>&:~$%@^=/\"'" else letter for letter in text)
    made = document(f"Đầu {escaped} cuối.\n\n{escaped} cuối.\n\n| a |\n|-|\n| {escaped} cuối |\n\nHết.")
    docx = docx_text(docx_parts(made)["word/document.xml"])
    pdf = "".join(words(page) for page in pages(made))
    for printed in (docx, pdf):
        assert squashed(printed).count(squashed(text + "cuối")) == 3, printed


def test_no_image_html_or_link_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "bi-mat.txt").write_text("BÍ MẬT")
    (tmp_path / "bi-mat.png").write_bytes(b"\x89PNG\r\n\x1a\nBI MAT")
    path = tmp_path / "bi-mat.txt"
    body = (
        f'![ảnh]({path}) ![]({tmp_path}/bi-mat.png)\n\n<img src="file://{path}">\n\n<iframe src="{path}"></iframe>\n\n'
        f'[chữ](file://{path})\n\n```{{=typst}}\n#read("{path}")\n```\n\n`#read("{path}")`{{=typst}}\n\n'
        f'::: {{.hop typst:fill="rgb(read(\\"{path}\\"))" include="{path}" custom-style="NĐ30 Quốc hiệu"}}\nx\n:::\n'
    )
    made = document(body)
    parts = docx_parts(made)
    assert not [name for name in parts if "media" in name]
    assert "BÍ MẬT" not in "".join(parts.values())
    assert "hyperlink" not in parts["word/document.xml"]
    assert "file:" not in parts["word/_rels/document.xml.rels"]
    assert "BÍ MẬT" not in "".join(page.get_text() for page in pages(made))


def test_a_links_address_is_printed_beside_its_words() -> None:
    text = words(pages(document("[trang của xã](https://haky.gov.vn/a?b=1) và <https://haky.gov.vn>"))[0])
    assert "trang của xã (https://haky.gov.vn/a?b=1) và https://haky.gov.vn./." in text


@pytest.mark.parametrize(
    "body",
    [
        "[" * 20_000,
        "(" * 20_000,
        "*" * 20_000,
        "`" * 19_999,
        "<" * 20_000,
        "![" * 10_000,
        "|" * 20_000,
        "[a](" * 5_000,
        "<!--" * 5_000,
        "&" * 20_000,
        "\\" * 20_001,
        "*a " * 500 + "b*" * 500,
        "\n".join("> " * (number % 60) + "x" for number in range(500)),
        ":::\n" * 3_000,
        "::: a\n" * 300,
    ],
)
def test_endless_marks_end_in_a_file_or_a_sentence(body: str) -> None:
    with contextlib.suppress(FindingsError):
        assert build_docx(document(body))[:2] == b"PK"


def test_control_characters_never_reach_a_file() -> None:
    dirty = "Một\x00\x01\x08 hai\x1b[31m ba\ufeff bốn\u202e năm\ud800 sáu\uffff bảy\x0btám"
    made = document(dirty, trich_yeu=dirty.replace("\x0b", " "))
    text = docx_text(docx_parts(made)["word/document.xml"])
    assert "Một hai[31m ba bốn năm sáu bảy tám./." in text.replace("\n", " ")


@pytest.mark.parametrize(
    "head",
    [
        "a: !!python/object/apply:os.system ['true']",
        "<<: *a",
        "? [a, b]\n: c",
        "a: &a [*a]",
        "{",
        "\t",
        "a: |\n b",
        "%YAML",
        "a: 'x",
        "- - -",
        "'': ''",
        "ky: [1]",
        "lien-he: {a: [b]}",
        "noi-nhan: {a: b}",
        "ngay: [2023]",
        "~: ~",
        "? ? ?",
    ],
)
def test_a_strange_head_is_a_finding_never_a_crash(head: str) -> None:
    read = read_official_document(f"---\n{head}\n---\n\nNội dung.", "thu.md", None)
    if read.findings:
        assert all(finding.message and finding.line for finding in read.findings)
    else:
        demand_sound_head(read)


def test_markdown_in_a_head_stays_text() -> None:
    text = words(pages(read_official_document(markdown(trich_yeu="'**đậm** [a](b) `c` <br>'"), "x", None))[0])
    assert "**đậm** [a](b) `c` <br>" in text
