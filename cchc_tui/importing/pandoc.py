"""DOCX and ODT through pandoc."""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
import zipfile
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse

from cchc_tui.errors import EnvironmentFaultError, FindingsError
from cchc_tui.importing.blocks import Block, Paragraph, SourceTable, collapse
from cchc_tui.importing.opening import Opened
from cchc_tui.importing.pandoc_blocks import blocks_of
from cchc_tui.importing.word_xml import LeftOut, Readied, ready

TIMEOUT_SECONDS = 300
_RUNTIME_OPTIONS = "-M3g"
"""A document that would fill the memory ends in a sentence, not in the machine's death."""


def read_blocks(source: Opened) -> tuple[list[Block], list[LeftOut]]:
    """Return the paragraphs and tables of a DOCX or ODT, and what did not come along as it stands.

    FindingsError when pandoc cannot read it.
    """
    try:
        readied = ready(source) if source.format == "docx" else Readied(source.data)
    except (ParseError, KeyError, ValueError) as error:
        raise _damaged(source) from error
    blocks = blocks_of(_run(source, readied.data))
    typed = _typed_spaces(readied.data) if source.format == "docx" else {}
    return [_as_typed(block, typed) for block in blocks], readied.left_out


def _run(source: Opened, data: bytes) -> dict[str, Any]:
    import pypandoc

    try:
        pandoc = str(pypandoc.get_pandoc_path())
        done = subprocess.run(
            [pandoc, "--sandbox", "--from", source.format, "--to", "json"],
            input=data, capture_output=True, timeout=TIMEOUT_SECONDS, check=False,
            env={**os.environ, "GHCRTS": _RUNTIME_OPTIONS, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise FindingsError(f"pandoc đọc “{source.name}” quá lâu nên đã dừng.", "Hãy chia nhỏ tệp rồi nhập.") from None
    except OSError as error:
        raise EnvironmentFaultError(
            "Không chạy được pandoc nên chưa nhập được DOCX, ODT.",
            "Hãy cài lại chương trình: pip install --force-reinstall pypandoc_binary",
        ) from error
    if done.returncode:
        raise _damaged(source)
    document = json.loads(done.stdout)
    assert isinstance(document, dict)
    return document


def _damaged(source: Opened) -> FindingsError:
    return FindingsError(
        f"“{source.name}” không đọc được: tệp hỏng hoặc không đúng định dạng.",
        "Hãy mở bằng Word hoặc LibreOffice, lưu lại thành DOCX rồi nhập.",
    )


# -- spaces, which pandoc does not keep -------------------------------------------------------------------------------
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _typed_spaces(data: bytes) -> dict[str, str]:
    """Return paragraphs of a DOCX with two spaces in a row somewhere, by the text pandoc gives for them."""
    typed: dict[str, str] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("word/document.xml") as file:
            for _, element in iterparse(file):
                if element.tag == f"{_WORD}p":
                    text = "".join(part.text or "" for part in element.iter(f"{_WORD}t"))
                    if "  " in text:
                        text = unicodedata.normalize("NFC", text).strip()
                        typed[collapse(text)] = text
                    element.clear()
    except (KeyError, ParseError):
        return {}
    return typed


def _as_typed(block: Block, typed: dict[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(typed.get(collapse(block.text), block.text), block.level, block.bullet)
    rows = tuple(tuple(tuple(typed.get(collapse(line), line) for line in cell) for cell in row) for row in block.rows)
    return SourceTable(rows, block.merged)
