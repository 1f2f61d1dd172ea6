"""A filled example of each kind of document, to start from: `cchc new-document KIND`."""

from __future__ import annotations

from cchc_tui.errors import WrongUseError
from cchc_tui.storage.shipped import templates_dir


def new_document(kind: str) -> str:
    """Return the Markdown of a filled example of that kind."""
    examples = {path.stem: path for path in sorted((templates_dir() / "documents").glob("*.md"))}
    if kind not in examples:
        raise WrongUseError(f"Không có loại văn bản “{kind}”.", f"Các loại: {', '.join(examples)}.")
    return examples[kind].read_text(encoding="utf-8")
