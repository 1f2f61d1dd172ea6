"""A body whose last line falls anywhere on the page: the signature is never alone, no page is blank."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.export.docx import build_docx
from export.builders import document, needs_libreoffice, pages, words

LENGTHS = 44
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
    wrong = {length: faults(pages(document(body(length, ending)))) for length in range(LENGTHS)}
    assert {length: found for length, found in wrong.items() if found} == {}


@pytest.mark.parametrize("rows", [24, 38, 39, 40, 41, 75, 76, 77, 78])
def test_a_table_over_several_pages_gives_its_last_row_to_the_signature(rows: int) -> None:
    table = "\n".join(f"| {number} | Hàng {number} của bảng |" for number in range(rows))
    made = pages(document(f"Mở đầu.\n\n| STT | Nội dung |\n|--|--|\n{table}"))
    assert faults(made) == []
    text = " ".join(words(page) for page in made)
    assert [text.count(f" Hàng {number} của bảng") for number in range(rows)] == [1] * rows
    assert all("STT Nội dung" in words(page) for page in made), "the head row is on every page, the last one too"


@needs_libreoffice
@pytest.mark.xdist_group("libreoffice")
def test_in_the_docx_and_both_formats_have_as_many_pages(tmp_path: Path) -> None:
    made = {length: document(body(length, "one line")) for length in range(0, LENGTHS, 2)}
    for length, each in made.items():
        (tmp_path / f"{length}.docx").write_bytes(build_docx(each))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *(str(tmp_path / f"{length}.docx") for length in made),
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    opened = {length: list(pymupdf.open(tmp_path / f"{length}.pdf")) for length in made}
    assert {length: found for length, each in opened.items() if (found := faults(each))} == {}
    assert {length: len(each) for length, each in opened.items()} == {
        length: len(pages(each)) for length, each in made.items()
    }
