"""The values an office set in Word: sizes, distances and margins in the styles of its `templates/docx/reference.docx`.

They come out as a layout file would say them, so the same bounds hold and the PDF follows too.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from cchc_tui.document.layout import Component, Layout
from cchc_tui.document.word_names import BUILT_IN
from cchc_tui.errors import FindingsError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 20_000_000
_DEEPEST = 12
"""Styles one upon another; Word itself refuses more than a few."""
_MILLIMETRES_PER_TWIP = 25.4 / 1440
_IN_RULES = ("table_text", "table_head", "signer_name")
"""Components whose distances are rules of the layout."""
_LEAST = 0.05
"""A difference smaller than this is only rounding."""


def values_in_word(path: Path, layout: Layout) -> dict[str, Any]:
    """Return what differs from `layout`, as tables `rules` and `components`.

    FindingsError where a style has another face, colour or emphasis than the decree's, or the file is no DOCX.
    """
    styles, document = _parts(path)
    looks = _looks(styles)
    rules = _margins(document, layout)
    body = looks.get(BUILT_IN["body"][1].casefold(), {})
    profile = 13 if body.get("size") == min(layout.components["body"].sizes.values()) else 14
    if profile != layout.number("profile"):
        rules["profile"] = profile
    components = {}
    for key, component in layout.components.items():
        name = BUILT_IN[key][1] if key in BUILT_IN else f"{layout.style_prefix} {component.style}"
        look = looks.get(name.casefold())
        if look:
            _demand_face(look, component, layout, path)
            components[key] = _differences(look, component, profile)
    rules |= _distances(looks, layout)
    return {"rules": rules, "components": {key: values for key, values in components.items() if values}}


def _parts(path: Path) -> tuple[ET.Element, ET.Element]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise FindingsError(f"Tệp {path} quá lớn.", "Tệp mẫu chỉ cần các kiểu; hãy bỏ ảnh và nội dung.")
            styles, document = (archive.read(f"word/{name}.xml") for name in ("styles", "document"))
        if b"<!DOCTYPE" in styles[:2000] + document[:2000]:
            raise ValueError
        return ET.fromstring(styles), ET.fromstring(document)
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, ET.ParseError, RuntimeError, NotImplementedError):
        raise FindingsError(
            f"Tệp {path} không phải tệp DOCX đọc được.",
            "Hãy chép một tệp DOCX do cchc export ghi, rồi sửa kiểu bằng Word.",
        ) from None


def _looks(root: ET.Element) -> dict[str, dict[str, Any]]:
    """Return how each paragraph style looks, what it is based on counted in, by its name."""
    styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    defaults = _own(root.find(f"{_W}docDefaults/{_W}rPrDefault"))
    found = {}
    for style in styles.values():
        chain: list[ET.Element] = []
        each: ET.Element | None = style
        while each is not None and len(chain) < _DEEPEST:
            chain.append(each)
            each = styles.get(_value(each, "basedOn"))
        look = dict(defaults)
        for part in reversed(chain):
            look |= _own(part)
        found[_value(style, "name").casefold()] = look
    return found


def _value(element: ET.Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return child.get(f"{_W}val", "") if child is not None else ""


def _own(element: ET.Element | None) -> dict[str, Any]:
    """Return what a style says itself."""
    look: dict[str, Any] = {}
    if element is None:
        return look
    run, paragraph = element.find(f"{_W}rPr"), element.find(f"{_W}pPr")
    for mark in run if run is not None else ():
        name, value = mark.tag.removeprefix(_W), mark.get(f"{_W}val", "true")
        if name == "sz" and value.isdigit():
            look["size"] = int(value) / 2
        elif name in ("b", "i"):
            look[name] = value not in ("0", "false", "off")
        elif name == "color":
            look["colour"] = value
        elif name == "rFonts":
            look["face"] = mark.get(f"{_W}ascii", look.get("face", ""))
    for mark in paragraph if paragraph is not None else ():
        if mark.tag == f"{_W}spacing":
            for key in ("before", "after", "line"):
                value = mark.get(f"{_W}{key}", "")
                if value.isdigit():
                    look[key] = int(value)
        elif mark.tag == f"{_W}jc":
            look["align"] = mark.get(f"{_W}val", "")
    return look


def _demand_face(look: Mapping[str, Any], component: Component, layout: Layout, path: Path) -> None:
    wanted = (
        ("phông chữ", look.get("face", ""), layout.text("font"), "font"),
        ("màu chữ", look.get("colour", ""), layout.text("colour"), "colour"),
        ("chữ đậm", look.get("b", False), component.bold, component.key),
        ("chữ nghiêng", look.get("i", False), component.italic, component.key),
        ("canh lề", look.get("align", component.align), component.align, component.key),
    )
    for what, is_now, must_be, clause in wanted:
        if (is_now and is_now != "auto" and is_now != must_be) or (is_now is False and must_be is True):
            raise FindingsError(
                f"Tệp {path}: kiểu “{component.style}” đổi {what}, cơ quan không đổi được.",
                f"Căn cứ: {layout.clause(clause)}.",
            )


def _differences(look: Mapping[str, Any], component: Component, profile: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    size = look.get("size")
    if size and size != component.sizes[profile]:
        values["sizes"] = {profile: size}
    if component.key in _IN_RULES or component.spacing == "body":
        return values
    for key, now in (("before", component.before_pt), ("after", component.after_pt)):
        points = look.get(key, 0) / 20
        if abs(points - now) > _LEAST:
            values[f"{key}_pt"] = points
    return values


def _distances(looks: Mapping[str, Mapping[str, Any]], layout: Layout) -> dict[str, float]:
    """Return the rules that stand in the styles of text, tables and signer."""
    body = looks.get(BUILT_IN["body"][1].casefold(), {})
    cell = looks.get(BUILT_IN["table_text"][1].casefold(), {})
    signer = looks.get(f"{layout.style_prefix} {layout.components['signer_name'].style}".casefold(), {})
    found = {
        "paragraph_gap_pt": body["after"] / 20 if "after" in body else None,
        "line_spacing": round(body["line"] / 240, 2) if "line" in body else None,
        "table_cell_gap_pt": cell["before"] / 20 if "before" in cell else None,
        "signature_gap_mm": round(signer["before"] * _MILLIMETRES_PER_TWIP, 1) if "before" in signer else None,
    }
    return {
        key: value
        for key, value in found.items()
        if value is not None and abs(value - layout.number(key)) > _LEAST / 10
    }


def _margins(document: ET.Element, layout: Layout) -> dict[str, float]:
    edges = document.find(f"{_W}body/{_W}sectPr/{_W}pgMar")
    found: dict[str, float] = {}
    for side in ("top", "bottom", "left", "right"):
        twips = edges.get(f"{_W}{side}", "") if edges is not None else ""
        if twips.isdigit():
            millimetres = round(int(twips) * _MILLIMETRES_PER_TWIP, 1)
            if abs(millimetres - layout.number(f"margin_{side}_mm")) > _LEAST:
                found[f"margin_{side}_mm"] = millimetres
    return found
