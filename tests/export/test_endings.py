"""A body whose last line falls anywhere on the page: the signature is never alone, no page is blank."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.export.docx import build_docx
from export.builders import WHOLE, document, needs_libreoffice, pages, words

LENGTHS = 44
"""Paragraphs that reach over the end of a page; the suite tries every third number, another third for each ending."""
_ROWS = "\n".join(f"| {number} | Hàng {number} của bảng |" for number in range(6))
ENDINGS = {
    "one line": "Trên đây là báo cáo của xã.",
    "a long paragraph": "Đoạn cuối cùng của văn bản này dài nhiều dòng. " * 12,
    "a list": "- mục một\n- mục hai",
    "a table": f"| STT | Nội dung |\n|--|--|\n{_ROWS}",
}


def body(length: int, ending: str) -> str:
    return "\n\n".join([*(f"Đoạn {number}." for number in range(length)), ENDINGS[ending]])


def faults(made: list[pymupdf.Page]) -> list[str]:
    """What is wrong with the pages of one document."""
    texts = [re.sub(r"^\d+ ", "", words(page)) for page in made]
    found = [f"page {number} is blank" for number, text in enumerate(texts, start=1) if not text]
    signed = [text for text in texts if "Nơi nhận:" in text]
    if len(signed) != 1 or "Vũ Văn Khanh" not in signed[0]:
        return [*found, "the signature is split"]
    before = signed[0].split("Nơi nhận:")[0].strip()
    return [*found, "the signature is alone"] if before in ("", "./.") else found


@pytest.mark.parametrize("ending", ENDINGS)
def test_in_the_pdf(ending: str) -> None:
    lengths = range(LENGTHS) if WHOLE else range(list(ENDINGS).index(ending) % 3, LENGTHS, 3)
    wrong = {length: faults(pages(document(body(length, ending)))) for length in lengths}
    assert {length: found for length, found in wrong.items() if found} == {}


@pytest.mark.parametrize("rows", [24, 38, 39, 40, 41, 75, 76, 77, 78])
def test_a_table_over_several_pages_gives_its_last_row_to_the_signature(rows: int) -> None:
    table = "\n".join(f"| {number} | Hàng {number} của bảng |" for number in range(rows))
    made = pages(document(f"Mở đầu.\n\n| STT | Nội dung |\n|--|--|\n{table}"))
    assert faults(made) == []
    text = " ".join(words(page) for page in made)
    assert [text.count(f" Hàng {number} của bảng") for number in range(rows)] == [1] * rows
    assert all("STT Nội dung" in words(page) for page in made), "the head row is on every page, the last one too"


def libreoffice(folder: Path, *paths: Path) -> None:
    """The PDF LibreOffice makes of each DOCX, beside it."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir",
         str(folder), *map(str, paths)],
        capture_output=True,
        check=True,
        timeout=300,
    )  # fmt: skip


@needs_libreoffice
@pytest.mark.xdist_group("libreoffice")
def test_in_the_docx_and_both_formats_have_as_many_pages(tmp_path: Path) -> None:
    made = {length: document(body(length, "one line")) for length in range(0, LENGTHS, 2 if WHOLE else 4)}
    for length, each in made.items():
        (tmp_path / f"{length}.docx").write_bytes(build_docx(each))
    libreoffice(tmp_path, *(tmp_path / f"{length}.docx" for length in made))
    opened = {length: list(pymupdf.open(tmp_path / f"{length}.pdf")) for length in made}
    assert {length: found for length, each in opened.items() if (found := faults(each))} == {}
    assert {length: len(each) for length, each in opened.items()} == {
        length: len(pages(each)) for length, each in made.items()
    }


@needs_libreoffice
@pytest.mark.xdist_group("libreoffice")
def test_every_line_of_the_head_stands_in_the_same_place_in_both_formats(tmp_path: Path) -> None:
    head = {
        "co_quan_chu_quan": "UBND THÀNH PHỐ HỒ CHÍ MINH",
        "co_quan": "[TRUNG TÂM PHỤC VỤ, HÀNH CHÍNH CÔNG, PHƯỜNG ĐIỆN BIÊN PHỦ]",
        "dia_danh": "Thành phố Hồ Chí Minh",
        "trich_yeu": "Kết quả thực hiện công tác cải cách hành chính và kiểm soát thủ tục hành chính của Ủy ban",
        "kinh_gui": "[Sở Nội vụ, Sở Tài chính]",
    }
    made = document('Mở đầu.\n\n> Trích.\n\nHết.\n\n::: {.phu-luc ten="Biểu"}\n\n| STT |\n|-|\n| 1 |\n\n:::', **head)
    (tmp_path / "a.docx").write_bytes(build_docx(made))
    libreoffice(tmp_path, tmp_path / "a.docx")
    opened, ours = list(pymupdf.open(tmp_path / "a.pdf")), pages(made)
    assert len(opened) == len(ours) == 2
    for theirs, own in zip(opened, ours, strict=True):
        expected, found = places(theirs), places(own)
        assert expected.keys() == found.keys()
        far = {text: (place, found[text]) for text, place in expected.items()
               if abs(place[0] - found[text][0]) > 8 or abs(place[1] - found[text][1]) > 1.5}  # fmt: skip
        assert far == {}, "points from the left (LibreOffice sets blanks wider) and from the top"


@needs_libreoffice
@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("name", ["UBND xã Hà Kỳ", "Ủy ban nhân dân xã Hà Kỳ", "Văn phòng HĐND và UBND xã"])
def test_blanks_for_number_and_day_wrap_no_line_in_one_format_alone(tmp_path: Path, name: str) -> None:
    """LibreOffice sets a no-break space wider; 12 of them stand in "(Kèm theo Báo cáo số …)" of a draft."""
    body = 'Xem Phụ lục.\n\n::: {.phu-luc ten="Biểu"}\n\nMột.\n\n:::'
    made = document(body, ten_co_quan=name, ngay="2023-12")
    (tmp_path / "a.docx").write_bytes(build_docx(made))
    libreoffice(tmp_path, tmp_path / "a.docx")
    theirs, own = places(pymupdf.open(tmp_path / "a.pdf")[1]), places(pages(made)[1])
    assert abs(theirs["Một./."][1] - own["Một./."][1]) < 3, "as many lines above it"


def places(page: pymupdf.Page) -> dict[str, tuple[float, float]]:
    """Where the words of a page stand: each with its left edge and base line, those that come once."""
    found = [(span["text"], span["origin"]) for block in page.get_text("rawdict")["blocks"]
             for line in block.get("lines", []) for span in word_spans(line)]  # fmt: skip
    once = {text for text, _ in found if sum(each == text for each, _ in found) == 1}
    return {text: origin for text, origin in found if text in once}


def word_spans(line: dict[str, object]) -> list[dict[str, object]]:
    """A line's words, each with the place of its first letter."""
    words: list[dict[str, object]] = []
    fresh = True
    for span in line["spans"]:  # type: ignore[attr-defined]
        for letter in span["chars"]:
            if letter["c"].isspace() or letter["c"] == "\u00a0":
                fresh = True
                continue
            if fresh:
                words.append({"text": "", "origin": letter["origin"]})
                fresh = False
            words[-1]["text"] += letter["c"]
    return words
