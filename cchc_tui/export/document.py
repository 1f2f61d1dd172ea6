"""What both formats ask of an official document: a head without errors, and the plan for the body filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cchc_tui.document.attribute import attachments
from cchc_tui.document.attribute import titles as titles_of
from cchc_tui.document.official import MAX_COLUMNS, OfficialDocument
from cchc_tui.document.source import bind
from cchc_tui.errors import FindingsError
from cchc_tui.export.table_hints import table_hints
from cchc_tui.records.finding import Severity

LAST_ROW_STYLE = "Hàng cuối bảng"
"""The style that keeps the last row of a closing table with the signature."""
ARTICLE_STYLE, LAST_ARTICLE_STYLE = "Điều (đoạn)", "Điều (đoạn cuối)"
"""Styles of paragraphs that begin "Điều 1. …": Word's navigation shows them."""


def demand_sound_head(document: OfficialDocument) -> None:
    """Refuse a head with errors, naming every one with its line."""
    errors = [finding for finding in document.findings if finding.severity is Severity.ERROR]
    if errors:
        raise FindingsError(
            "\n".join(f"{error.place}: {error.message}" for error in errors),
            "Hãy sửa phần đầu của văn bản rồi xuất lại.",
        )


def appendix_heads(document: OfficialDocument) -> list[tuple[str, str]]:
    """Return the centred lines over the appendices that may take several lines on paper, each with its component."""
    own_file = document.layout.form(document.head.kind).role == "appendix"
    if ".phu-luc" not in document.body and ".ban-hanh-kem" not in document.body and not own_file:
        return []
    title = document.layout.components["appendix_title"]
    titles = [*titles_of(document.body), *([" ".join(document.components.subject)] if own_file else [])]
    notes = [bind(document.components.attached_to), *attachments(document.body)]
    return [
        *((title.cased(text), "appendix_title") for text in titles),
        *((text, "subject") for text in titles if text != title.cased(text)),
        *((text, "attached_to") for text in notes),
    ]


def plan(document: OfficialDocument, more: Mapping[str, Any], *, as_points: bool = False) -> dict[str, Any]:
    """Return what the body filter (body.lua) must know of head and layout.

    `more`: the `indents` of appendix heads by their text, in the format's unit; for DOCX also a thematic break
    (`drawn_line`) and the distance under a table (`table_gap`). `as_points`: drawn pictures come as PNG.
    """
    parts, kind, layout = document.components, document.head.kind, document.layout
    return {
        "letters": layout.text("point_letters"),
        "end_mark": layout.text("end_mark"),
        "mark_typed": "./." in document.body,
        "heading_marks": [layout.text(f"heading_{level}_mark") for level in (1, 2, 3)],
        "part_words": layout.text("part_words").split(),
        "article_word": layout.text("article_word"),
        "bullet_marks": layout.text("bullet_marks"),
        "appendix_word": layout.text("appendix_word"),
        "title_capitals": layout.components["appendix_title"].capitals,
        "numbered": document.head.numbered_headings,
        "articles": bool(kind and kind.by_articles),
        "deciding_authority": parts.deciding_authority,
        "legal_bases": [bind(line) for line in parts.legal_bases],
        "title": parts.title,
        "author": parts.author,
        "lang": document.layout.text("language"),
        "decision_word": parts.decision_word,
        "role": layout.form(kind).role,
        "call": bind(parts.call),
        "call_names": [bind(name) for name in parts.call_names],
        "call_centred": layout.form(kind).call_centred,
        "subject": " ".join(parts.subject),
        "appendix_label": parts.appendix_label,
        "kind_names": {slug: layout.components["kind_name"].cased(each.name) for slug, each in layout.kinds.items()},
        "attached_to": bind(parts.attached_to),
        "styles": _style_names(document),
        "max_columns": MAX_COLUMNS,
        "table": _table_plan(document),
        "special_inlines": _special_inlines(document.body),
        "pictures": _picture_plan(document, as_points=as_points),
        **more,
    }


def _style_names(document: OfficialDocument) -> dict[str, str]:
    """Return the name of every style that the filter gives."""
    prefix = document.layout.style_prefix
    return {key: document.style_name(key) for key in document.layout.components} | {
        "article_text": f"{prefix} {ARTICLE_STYLE}",
        "article_last": f"{prefix} {LAST_ARTICLE_STYLE}",
        "table_last": f"{prefix} {LAST_ROW_STYLE}",
    }


def _picture_plan(document: OfficialDocument, *, as_points: bool) -> dict[str, dict[str, Any]]:
    """Return the file and the width of each picture by what the text calls it."""
    return {
        named: {
            "name": f"{picture.name}.png" if as_points and picture.is_vector else picture.name,
            "width": picture.width_mm,
        }
        for named, picture in document.pictures.items()
    }


def table_sizes(document: OfficialDocument) -> list[int]:
    """Return the sizes a table may have, in points: the layout's own, then smaller ones for a table of many columns."""
    largest = int(document.size("table_text"))
    return list(range(largest, min(int(document.layout.number("table_least_pt")), largest) - 1, -1))


def table_style_name(document: OfficialDocument, size: int) -> str:
    """Return the name of the table style that sets a table smaller than usual."""
    return f"{document.layout.style_prefix} Bảng {size}"


def _table_plan(document: OfficialDocument) -> dict[str, Any]:
    """Return what the filter of tables must know: letters, sizes and rooms for the widths, words that name rows."""
    if "|" not in document.body:
        return {"sizes": table_sizes(document), "hints": {}, "unit_words": {}}
    layout = document.layout
    height = layout.number("page_height_mm") - layout.number("margin_top_mm") - layout.number("margin_bottom_mm")
    lines = height / (document.size("table_text") * document.widths.line / 1000 * 25.4 / 72)
    return {
        "letters": {face: dict(document.widths.faces[face]) for face in ("regular", "bold")},
        "sizes": table_sizes(document),
        "upright_mm": layout.text_width_mm,
        "wide_mm": layout.wide_text_width_mm,
        "cell_mm": layout.number("table_cell_margin_mm"),
        "pen_mm": layout.number("table_pen_mm"),
        "tall_lines": int(lines * _TALL_SHARE),
        "total_words": _words(layout.text("table_total_words")),
        "unit_words": _words(layout.text("table_unit_words")),
        "ordinal_words": _words(layout.text("table_ordinal_words")),
        "hints": table_hints(document.body, layout),
    }


_TALL_SHARE = 0.7
"""A row of more than this share of a page's lines may break: its estimate could be that wrong."""


def _words(listed: str) -> dict[str, bool]:
    return {word.strip().lower(): True for word in listed.split(";")}


def _special_inlines(body: str) -> str:
    """Return where code, links, images or HTML may stand: "", "tables" or "all"; a filter's look at every inline is
    costly.
    """
    rows = [row for row in body.split("\n") if "`" in row or "[" in row or "<" in row]
    if not rows:
        return ""
    return "tables" if all(row.startswith("|") for row in rows) else "all"


def strip_empty(lines: Sequence[str]) -> list[str]:
    """Return the lines that say something, numbers bound to their words."""
    return [bind(line) for line in lines if line.strip()]
