"""Documents nobody would write: never a traceback, never a lost word."""

from __future__ import annotations

import contextlib
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_tui.errors import CchcError
from cchc_tui.export.document import demand_sound_head
from cchc_tui.storage.official_document import read_official_document
from export.builders import WHOLE, docx_parts, docx_text, pages
from export.fragments import nested, whole
from tests.rules.builders import found_in_file

WORD = re.compile(r"chu\d+z")


SHARES = 12
"""Of 25 documents each; the suite tries two of them."""


@pytest.mark.parametrize("share", range(SHARES) if WHOLE else (0, 7))
def test_three_hundred_documents_lose_no_word(share: int) -> None:
    for seed in range(share, 300, SHARES):
        text = nested(random.Random(seed)) if seed % 3 == 0 else whole(random.Random(seed))
        made = read_official_document(text, f"{seed}.md", None)
        wanted = set(WORD.findall(text))
        docx = "".join(docx_text(xml) for name, xml in docx_parts(made).items() if name.startswith("word/"))
        assert wanted <= set(WORD.findall(docx.lower())), f"DOCX, seed {seed}"
        pdf = "".join("".join(page.get_text().split()) for page in pages(made))
        assert wanted <= set(WORD.findall(pdf.lower())), f"PDF, seed {seed}"


@settings(max_examples=300)
@given(st.text(max_size=400))
def test_any_head_at_all_is_read_or_explained(head: str) -> None:
    with contextlib.suppress(CchcError):
        demand_sound_head(read_official_document(f"---\n{head}\n---\n\nNội dung.", "thu.md", None))


@settings(max_examples=200)
@given(st.text(max_size=300), st.integers(0, 10_000))
def test_checking_survives_anything(tail: str, seed: int) -> None:
    with contextlib.suppress(CchcError):
        findings = found_in_file(whole(random.Random(seed)) + "\n" + tail)
        assert all(finding.message for finding in findings)
