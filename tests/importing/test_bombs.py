"""Small hostile files cost no more than they weigh: nested tables, a paragraph of counts, a sea of spaces."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECONDS = 20
"""Of CPU, start and pandoc included; before they were bounded these took minutes, or for ever."""


def docx(place: Path, body: str) -> Path:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"'
        f' ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_RELATION}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return place


def nested(place: Path, depth: int) -> Path:
    begin, end = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
    return docx(place, f"{begin}<w:p><w:r><w:t>x</w:t></w:r></w:p>{end}")


def spaces(place: Path) -> Path:
    return docx(place, f'<w:p><w:r><w:t xml:space="preserve">a{" " * 400_000}b</w:t></w:r></w:p>')


def counts(place: Path) -> Path:
    place.write_text("BÁO CÁO\n\n" + "có 17 tin, bài; " * 1_600, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("lồng 18.docx", lambda place: nested(place, 18)),
        ("lồng 200.docx", lambda place: nested(place, 200)),
        ("dấu cách.docx", spaces),
        ("số liệu.txt", counts),
    ],
    ids=["18 tables", "200 tables", "spaces", "counts"],
)
def test_a_small_file_is_read_or_refused_in_a_moment(tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    file = make(tmp_path / name)
    state = {"XDG_STATE_HOME": str(tmp_path / "s"), "XDG_CACHE_HOME": str(tmp_path / "c"), "CCHC_PERSON": "Lan <l@x>"}
    cchc = [sys.executable, "-m", "cchc_tui"]
    environment = {**os.environ, **state}
    made = [*cchc, "init", str(tmp_path / "o"), "--short-name", "UBND xã X", "--place", "X"]
    subprocess.run(made, env=environment, check=True, capture_output=True)
    before = os.times()
    words = [*cchc, "--records", str(tmp_path / "o"), "import", str(file), "--dry-run"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert done.returncode in (0, 1, 2, 3), done.stderr
    assert "Traceback" not in done.stderr
    assert used < SECONDS
