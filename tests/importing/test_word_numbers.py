"""Numbers that only Word's lists know, typed into a text before pandoc, which would drop or restart them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from cchc_tui.importing.word_numbers import WordNumbers

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tree(name: str, content: str) -> ET.Element:
    return ET.fromstring(f'<w:{name} xmlns:w="{W}">{content}</w:{name}>')


def level(at: int, counting: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{counting}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


JOINED = '<w:suff w:val="nothing"/>'
RESTARTED = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMBERING = tree(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    f"{level(0, 'upperRoman', '%1.')}{level(1, 'decimal', '%1.%2.')}{level(2, 'lowerLetter', '%3)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "-")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimalZero", "Điều %1.", 4, JOINED)}'
    "</w:abstractNum>"
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>'
    f'<w:num w:numId="8"><w:abstractNumId w:val="0"/>{RESTARTED}</w:num>',
)
STYLES = tree(
    "styles",
    '<w:style w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>',
)


def paragraph(words: str, *, of: str = "", at: int = 0, style: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{of}"/></w:numPr>' if of else ""
    return f"<w:p><w:pPr>{name}{number}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("paragraphs", "read"),
    [
        ([("a", "5", 0), ("b", "5", 1), ("c", "5", 1), ("d", "5", 0), ("e", "5", 1)],
         ["I. a", "I.1. b", "I.2. c", "II. d", "II.1. e"]),
        ([("a", "5", 2), ("xen", "", 0), ("b", "5", 2)], ["a) a", "xen", "b) b"]),
        ([("a", "6", 0)], ["a"]),
        ([("a", "7", 0), ("b", "7", 0)], ["Điều 04.a", "Điều 05.b"]),
        ([("a", "5", 0), ("b", "5", 0), ("c", "8", 0)], ["I. a", "II. b", "I. c"]),
        ([("a", "99", 0), ("b", "0", 0), ("c", "5", 7)], ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_word_counts(paragraphs: list[tuple[str, str, int]], read: list[str]) -> None:
    root = tree("body", "".join(paragraph(words, of=of, at=at) for words, of, at in paragraphs))
    WordNumbers(NUMBERING, STYLES).type_out(root)
    assert ["".join(p.itertext()) for p in root] == read


def test_styles_number_too_and_a_paragraph_may_say_none() -> None:
    root = tree(
        "body",
        paragraph("a", style="Heading1")
        + paragraph("b", style="Own")
        + paragraph("c", style="Heading1", of="0")
        + paragraph("d", style="Ring"),
    )
    assert WordNumbers(NUMBERING, STYLES).type_out(root)
    assert ["".join(p.itertext()) for p in root] == ["I. a", "II. b", "c", "d"]
    assert [each.get(f"{{{W}}}val") for each in root.iter(f"{{{W}}}numId")] == ["0", "0", "0"]


def test_without_lists_nothing_is_changed() -> None:
    root = tree("body", paragraph("a", of="5"))
    assert not WordNumbers(None, STYLES).type_out(root)
