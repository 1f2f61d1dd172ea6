"""A space before a punctuation mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule

_ENDINGS = (
    r"(?:docx?|pdf|xlsx?|pptx?|od[tsp]|txt|csv|md|zip|rar|png|jpe?g|mp[34]|xml|json|toml|html?|exe|net|vn|com|org|gov)"
)
_SPACE = re.compile(
    r"(?<=[\w)\]”\"%])\s+(?P<mark>\.\s?/\.|[.,;:!?](?![\w.,:;!?/])|[)\]”](?!\w)"
    # A letter right after the mark: the space stands on the wrong side of it. `.docx` and `.vn` are written so.
    rf"|(?P<wrong_side>(?!(?i:\.{_ENDINGS}\b))[.,;:!?](?=[^\W\d_])))"
)


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for each punctuation mark that a space parts from its word; `số ...` and `1 : 2` are left alone."""
    for passage, match in paper.matches(_SPACE):
        if match["mark"] == ":" and re.match(r":\s*\d", passage.text[match.start("mark") :]):
            continue
        start = match.start() - 1
        shown = around(passage.text, start, match.end(), letters=12)
        message = f"Thừa dấu cách trước dấu “{match['mark']}” ở “{shown}”."
        after = " " if match["wrong_side"] else ""
        yield Mark(passage, start, match.end(), message, passage.text[start] + match["mark"] + after)


RULE = ProseRule(
    code="space-before-mark",
    severity=Severity.NOTICE,
    clause=GOOD_WRITING,
    says="Dấu câu viết liền chữ đứng trước.",
    example="tại UBND xã .",
    check=check,
)
