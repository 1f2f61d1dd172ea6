"""A bar chart from figures in the text: the same drawing in both formats, and nothing drawn that was not said."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from cchc_tui.document.chart import Bar, draw_bars, read_bars
from cchc_tui.export.docx import build_docx
from cchc_tui.export.docx_drawings import add_drawings
from export.builders import attributes, document, docx_parts, pages, words

BODY = "Số tin, bài:\n\n![Tin, bài theo tháng](<bieu-do: T1=12; T2=trên 9; T3=>)\n\nHết."


@pytest.mark.parametrize(
    ("path", "bars"),
    [
        ("bieu-do: T1=12; T2=9", [Bar("T1", "12", 12), Bar("T2", "9", 9)]),
        ("bieu-do:T1=1.250;T2=", [Bar("T1", "1.250", 1250), Bar("T2", "–", None)]),
        ("bieu-do: Quý I = khoảng 2,5", [Bar("Quý I", "khoảng 2,5", 2.5)]),
        ("bieu-do:", None),
        ("bieu-do: T1", None),
        ("bieu-do: T1=nhiều", None),
        ("bieu-do: " + ";".join(f"T{n}=1" for n in range(25)), None),
    ],
)
def test_what_a_path_says(path: str, bars: list[Bar] | None) -> None:
    assert read_bars(path) == bars


@pytest.mark.parametrize("values", [(0, None), (1,), (7, 12, 3), (999, 1), (123_456,), (0.5, 0.25)])
def test_bars_are_as_tall_as_their_figures_and_no_taller_than_the_scale(values: tuple[float | None, ...]) -> None:
    svg = draw_bars([Bar("a", "x", value) for value in values]).decode()
    tall = [float(each) for each in re.findall(r'height="([\d.]+)" fill', svg)]
    most = max(tall)
    assert most <= 47
    for value, height in zip(values, tall, strict=True):
        assert height == pytest.approx(most * (value or 0) / (max(v or 0 for v in values) or 1), abs=0.01)


def test_both_formats_draw_it() -> None:
    made = document(BODY)
    assert made.findings == ()
    (page,) = pages(made)
    assert not page.get_images(), "the drawing stays a drawing"
    for said in ("12", "trên 9", "–", "T1", "T3"):
        assert said in words(page)
    with zipfile.ZipFile(BytesIO(build_docx(made))) as archive:
        names = archive.namelist()
        (svg,) = [name for name in names if name.endswith(".svg")]
        assert archive.read(svg) == made.pictures["bieu-do: T1=12; T2=trên 9; T3="].data
        assert svg.replace(".svg", ".png") in names, "what older programs show"
    parts = docx_parts(build_docx(made))
    (drawing,) = attributes(parts["word/document.xml"], "asvg:svgBlip")
    assert f'Id="{drawing["r:embed"]}"' in parts["word/_rels/document.xml.rels"]
    assert 'Extension="svg" ContentType="image/svg+xml"' in parts["[Content_Types].xml"]
    assert [each["descr"] for each in attributes(parts["word/document.xml"], "wp:docPr")] == ["Tin, bài theo tháng"]


def test_the_same_figures_give_the_same_bytes() -> None:
    assert build_docx(document(BODY)) == build_docx(document(BODY))


def test_figures_that_cannot_be_read_are_named_before_export() -> None:
    made = document("![Tin](<bieu-do: T1=nhiều>)\n\nHết.")
    (finding,) = made.findings
    assert finding.code == "image"
    assert "biểu đồ phải ghi như bieu-do: T1=12; T2=9; T3=15" in finding.message


@pytest.mark.parametrize(
    "svg", [b"<svg><script/></svg>", b'<svg><a href="http://x"/></svg>', b'<svg onload="x"/>', b"<svg><image/></svg>"]
)
def test_a_drawing_that_could_run_or_fetch_goes_in_as_points_alone(svg: bytes) -> None:
    parts = {"word/media/rId1.png": b"points", "word/_rels/document.xml.rels": b"", "word/document.xml": b""}
    add_drawings(parts, {b"points": svg})
    assert list(parts) == ["word/media/rId1.png", "word/_rels/document.xml.rels", "word/document.xml"]
