"""A filled example of each kind of document, to start from: `cchc new-document KIND`."""

from __future__ import annotations

from cchc_tui.errors import WrongUseError
from cchc_tui.records.kind import ADMINISTRATIVE_KINDS, KIND_BY_SLUG
from cchc_tui.storage.shipped import templates_dir


def new_document(kind: str) -> str:
    """The Markdown of a filled example. Seven kinds have their own; the others share one with their name and code."""
    known = KIND_BY_SLUG.get(kind)
    if known not in ADMINISTRATIVE_KINDS:
        slugs = ", ".join(each.slug for each in ADMINISTRATIVE_KINDS)
        raise WrongUseError(f"Không có loại văn bản “{kind}”.", f"Các loại: {slugs}.")
    folder = templates_dir() / "documents"
    own = folder / f"{kind}.md"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    symbol = f"{known.abbreviation}-UBND" if known and known.abbreviation else "UBND-VP"
    return (folder / "chung.md").read_text(encoding="utf-8").replace("LOAI", kind, 1).replace("KY-HIEU", symbol, 1)
