"""A picture of a document: what is printed where the text names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

_NAMED = re.compile(r"!\[[^\]\n]*\]\((?:<([^>\n]+)>|([^()\s]+))(?:[ \t]+\"[^\"\n]*\")?\)")
"""`![Bản đồ](ban-do.png)`: a picture's file."""


@dataclass(frozen=True)
class Picture:
    """One picture file: its own name among the others of the document, its bytes, its width on paper."""

    name: str
    data: bytes
    width_mm: float
    height_mm: float

    @property
    def is_vector(self) -> bool:
        """Whether it is drawn, not a grid of points: Word before 2016 shows no such picture."""
        return self.name.endswith(".svg")


def picture_names(body: str) -> Iterator[str]:
    """Yield the paths of the pictures a text names, each once, as the disk spells them."""
    if "![" not in body:
        return
    yield from dict.fromkeys(unquote(found[0] or found[1]) for found in _NAMED.findall(body))
