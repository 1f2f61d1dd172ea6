"""Components that are Word's own styles: Word shows them in the user's language, and pandoc looks for them by name."""

from __future__ import annotations

BUILT_IN = {
    "body": ("BodyText", "Body Text"),
    "heading_1": ("Heading1", "heading 1"),
    "heading_2": ("Heading2", "heading 2"),
    "heading_3": ("Heading3", "heading 3"),
    "table_text": ("Compact", "Compact"),
    "page_number": ("Header", "header"),
    "footnote": ("FootnoteText", "footnote text"),
}
"""The id and the name in Word, by component."""
