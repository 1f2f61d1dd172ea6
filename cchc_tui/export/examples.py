"""A filled example of each kind of document, to start from: `cchc new-document KIND`."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.errors import WrongUseError
from cchc_tui.records.kind import KINDS
from cchc_tui.storage.shipped import templates_dir


def new_document(kind: str) -> str:
    """Return the Markdown of a filled example of that kind."""
    examples = _examples()
    if kind not in examples:
        raise WrongUseError(f"Không có loại văn bản “{kind}”.", f"Các loại: {', '.join(examples)}.")
    return examples[kind].read_text(encoding="utf-8")


def _examples() -> dict[str, Path]:
    """Return the files by kind, in the order in which the decree lists the kinds."""
    files = {path.stem: path for path in (templates_dir() / "documents").glob("*.md")}
    listed = [kind.slug for kind in KINDS if kind.slug in files]
    return {slug: files[slug] for slug in (*listed, *sorted(set(files) - set(listed)))}
