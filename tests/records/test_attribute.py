"""Words between the quotes of a division's opening line."""

from __future__ import annotations

import pytest

from cchc_tui.document.attribute import attachments, quoted, titles


@pytest.mark.parametrize(
    "text", ['BẢNG "ĐẠT" 2023', "A & B", "&quot;", "a \\ b", "{a} }", "‘k’ “l” ’23", '"', "&lt", "x < y > z"]
)
def test_what_is_written_is_read_again(text: str) -> None:
    line = f'::: {{.phu-luc ten="{quoted(text)}" kem-theo="{quoted(text)}"}}'
    assert titles(line) == [text]
    assert attachments(line) == [text]


def test_what_was_typed_without_references_is_read_as_typed() -> None:
    assert titles('::: {.phu-luc ten="A&B &ltd"}\n\n::: {.phu-luc ten=""}') == ["A&B &ltd", ""]
