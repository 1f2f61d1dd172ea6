"""DOCX and ODT through pandoc: its JSON as paragraphs and tables."""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from cchc_tui.errors import EnvironmentFaultError, FindingsError
from cchc_tui.importing.blocks import Block, Paragraph, Table, collapse
from cchc_tui.importing.opening import Opened
from cchc_tui.language.text import clean

TIMEOUT_SECONDS = 300
_RUNTIME_OPTIONS = "-M3g"
"""A document that would fill the memory ends in a sentence, not in the machine's death."""


def read_blocks(source: Opened) -> list[Block]:
    """The paragraphs and tables of a DOCX or ODT. FindingsError when pandoc cannot read it."""
    blocks = list(_blocks(_run(source)["blocks"], ""))
    typed = _typed_spaces(source) if source.format == "docx" else {}
    return [_as_typed(block, typed) for block in blocks]


def _run(source: Opened) -> dict[str, Any]:
    import pypandoc

    try:
        pandoc = str(pypandoc.get_pandoc_path())
        done = subprocess.run(
            [pandoc, "--sandbox", "--from", source.format, "--to", "json"],
            input=source.data, capture_output=True, timeout=TIMEOUT_SECONDS, check=False,
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
        raise FindingsError(
            f"“{source.name}” không đọc được: tệp hỏng hoặc không đúng định dạng.",
            "Hãy mở bằng Word hoặc LibreOffice, lưu lại thành DOCX rồi nhập.",
        )
    document = json.loads(done.stdout)
    assert isinstance(document, dict)
    return document


def _blocks(nodes: Sequence[Any], bullet: str) -> Iterator[Block]:
    for node in nodes:
        kind, content = node["t"], node.get("c")
        match kind:
            case "Para" | "Plain":
                yield from _paragraphs(_inlines(content), 0, bullet)
            case "Header":
                yield from _paragraphs(_inlines(content[2]), content[0], "")
            case "BulletList":
                for item in content:
                    yield from _blocks(item, "-")
            case "OrderedList":
                yield from _numbered(content)
            case "LineBlock":
                for line in content:
                    yield from _paragraphs(_inlines(line), 0, bullet)
            case "Div" | "Figure":
                yield from _blocks(content[-1], bullet)
            case "BlockQuote":
                yield from _blocks(content, bullet)
            case "Table":
                yield Table(tuple(_rows(content)))
            case "CodeBlock" | "RawBlock":
                yield from _paragraphs(content[1] if kind == "CodeBlock" else "", 0, bullet)
            case "DefinitionList":
                for term, meanings in content:
                    yield from _paragraphs(_inlines(term), 0, bullet)
                    for meaning in meanings:
                        yield from _blocks(meaning, bullet)


def _paragraphs(text: str, level: int, bullet: str) -> Iterator[Paragraph]:
    """One paragraph for each line of the text; a sign typed at its beginning is its bullet."""
    for place, line in enumerate(clean(text).split("\n")):
        bare = line.strip()
        if not bare:
            continue
        sign = bullet if not place else ""
        if bare[0] in "-–+•*" and bare[1:2] == " ":
            sign, bare = bare[0] if bare[0] == "+" else "-", bare[1:].strip()
        yield Paragraph(bare, level, sign)


def _numbered(content: Any) -> Iterator[Block]:
    """Items of an automatic list with the number Word shows, which is part of the text for a reader."""
    (start, style, delimiter), items = content
    for place, item in enumerate(items):
        blocks = list(_blocks(item, ""))
        if blocks and isinstance(blocks[0], Paragraph):
            marker = _marker(start + place, style["t"], delimiter["t"])
            blocks[0] = Paragraph(f"{marker} {blocks[0].text}", blocks[0].level, "")
        yield from blocks


_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def _marker(number: int, style: str, delimiter: str) -> str:
    end = ")" if "Paren" in delimiter else "."
    if "Roman" in style and number < len(_ROMAN):
        return (_ROMAN[number] if style.startswith("Upper") else _ROMAN[number].lower()) + end
    if "Alpha" in style and number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return (letter.upper() if style.startswith("Upper") else letter) + end
    return f"{number}{end}"


def _inlines(nodes: Sequence[Any]) -> str:
    parts: list[str] = []
    for node in nodes:
        kind, content = node["t"], node.get("c")
        match kind:
            case "Str":
                parts.append(content)
            case "Space" | "SoftBreak":
                parts.append(" ")
            case "LineBreak":
                parts.append("\n")
            case "Quoted":
                marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
                parts.append(marks[0] + _inlines(content[1]) + marks[1])
            case "Span" | "Link":
                parts.append(_inlines(content[1]))
            case "Code" | "Math":
                parts.append(content[1])
            case "Emph" | "Strong" | "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps":
                parts.append(_inlines(content))
    return "".join(parts)


def _rows(content: Any) -> Iterator[tuple[tuple[str, ...], ...]]:
    """All rows of a table, heads first; a cell over several columns is followed by empty ones."""
    head, bodies, foot = content[3], content[4], content[5]
    rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
    for row in rows:
        cells: list[tuple[str, ...]] = []
        for cell in row[1]:
            lines = [_shown(block) for block in _blocks(cell[4], "") if isinstance(block, Paragraph)]
            nested = [line for block in _blocks(cell[4], "") if isinstance(block, Table) for line in block.lines]
            cells.append(tuple(lines + nested))
            cells += [()] * (cell[3] - 1)
        yield tuple(cells)


def _shown(paragraph: Paragraph) -> str:
    return f"{paragraph.bullet} {paragraph.text}" if paragraph.bullet else paragraph.text


# -- spaces, which pandoc does not keep -------------------------------------------------------------------------------
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _typed_spaces(source: Opened) -> dict[str, str]:
    """Paragraphs of a DOCX with two spaces in a row somewhere, by the text pandoc gives for them."""
    from xml.etree.ElementTree import ParseError, iterparse

    typed: dict[str, str] = {}
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive, archive.open("word/document.xml") as file:
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
    return Table(rows)
