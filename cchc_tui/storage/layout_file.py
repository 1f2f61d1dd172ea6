"""Read a layout profile: the shipped file gives values and bounds, the office's file may change values inside them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

from cchc_tui.document.form import Form
from cchc_tui.document.layout import COMMON_FORM, Component, Face, FaceWidths, Layout, LayoutRule, Value
from cchc_tui.errors import EnvironmentFaultError, FindingsError, WrongUseError
from cchc_tui.records.kind import KIND_BY_SLUG, Family, Kind

SCHEMA = 1
WORD_FILE = "docx/reference.docx"
"""A DOCX of ours whose styles the office changed in Word."""
_HEAD_KEYS = ("name", "title", "in_force_from", "style_prefix", "docx_template", "pdf_template")


def template_path(folders: Sequence[Path], relative: str) -> Path:
    """Return the file `relative` in the first of `folders` that has it: the office's folder comes before the shipped
    one.
    """
    for folder in folders:
        if (folder / relative).is_file():
            return folder / relative
    raise EnvironmentFaultError(
        f"Không tìm thấy tệp mẫu “{relative}” trong: {', '.join(str(folder) for folder in folders)}.",
        "Hãy cài lại chương trình hoặc đặt tệp đó vào thư mục mẫu của cơ quan.",
    )


def read_layout(name: str, folders: Sequence[Path]) -> Layout:
    """Return the layout called `name`. `folders`: the office's templates folder (when it has one), then the shipped
    one.

    What the office changed in its `docx/reference.docx` with Word comes last. A value outside the decree's bounds is
    refused with the clause that sets them.
    """
    relative = f"layout/{name}.toml"
    files = [folder / relative for folder in folders if (folder / relative).is_file()]
    if not files or "/" in name or name.startswith("."):
        known = sorted({path.stem for folder in folders for path in (folder / "layout").glob("nd*.toml")})
        raise WrongUseError(f"Không có bố cục “{name}”.", f"Các bố cục hiện có: {', '.join(known)}.")
    layout = _whole_layout(files[-1])
    for path in reversed(files[:-1]):
        layout = _with_values(layout, _read_toml(path), path)
    for folder in folders[:-1]:
        if (folder / WORD_FILE).is_file():
            from cchc_tui.storage.word_layout import values_in_word

            layout = _with_values(layout, values_in_word(folder / WORD_FILE, layout), folder / WORD_FILE)
    return layout


def read_face_widths(folders: Sequence[Path]) -> FaceWidths:
    """Return letter widths of the Times faces, from `layout/times.toml`."""
    table = _read_toml(template_path(folders, "layout/times.toml"))
    faces = {
        face: {letter: int(width) for width, letters in rows.items() for letter in letters}
        for face, rows in table.items()
        if face != "metrics"
    }
    return FaceWidths(cast("Mapping[Face, Mapping[str, int]]", faces), **table["metrics"])


def _read_toml(path: Path) -> dict[str, Any]:
    state = path.stat()
    return _parsed(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=16)
def _parsed(path: Path, _changed: int, _size: int) -> dict[str, Any]:
    """Return the table in the file, read once in a batch; whoever gets it only looks."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise FindingsError(f"Tệp {path} không phải văn bản UTF-8.", "Hãy lưu lại tệp bằng mã UTF-8.") from None
    except tomllib.TOMLDecodeError as fault:
        raise FindingsError(f"Tệp {path} sai cú pháp TOML: {fault}.", "Hãy sửa dòng được nêu rồi chạy lại.") from fault


def _whole_layout(path: Path) -> Layout:
    table = _read_toml(path)
    if table.get("schema", SCHEMA) != SCHEMA:
        raise FindingsError(
            f"Tệp {path} dùng phiên bản {table['schema']} mà chương trình chưa biết.", "Hãy cập nhật chương trình."
        )
    missing = [key for key in (*_HEAD_KEYS, "rules", "components", "kinds", "forms") if key not in table]
    if missing:
        raise FindingsError(f"Tệp {path} thiếu mục: {', '.join(missing)}.", "Hãy bổ sung theo tệp bố cục có sẵn.")
    layout = Layout(
        **{key: str(table[key]) for key in _HEAD_KEYS},
        rules={key: _rule(key, entry, path) for key, entry in table["rules"].items()},
        components={key: _component(key, entry, path) for key, entry in table["components"].items()},
        kinds={slug: _kind(slug, entry, path) for slug, entry in table["kinds"].items() if slug != "clause"},
        kinds_clause=str(table["kinds"].get("clause", "")),
        forms=_forms(table["forms"], path),
        kind_titles=_titles(table["kinds"]),
        kind_forms={slug: _form_name(entry) for slug, entry in table["kinds"].items() if slug != "clause"},
    )
    for rule in layout.rules.values():
        _demand_allowed(rule, rule.value, path)
    for component in layout.components.values():
        _demand_sizes(component, path)
    _demand_forms(layout, path)
    return layout


def _rule(key: str, entry: Any, path: Path) -> LayoutRule:
    if not isinstance(entry, dict) or "value" not in entry or "clause" not in entry:
        raise FindingsError(f"Tệp {path}: mục rules.{key} phải có value và clause.", "Hãy ghi như tệp bố cục có sẵn.")
    return LayoutRule(
        key, entry["value"], str(entry["clause"]), entry.get("min"), entry.get("max"), tuple(entry.get("choices", ()))
    )


def _component(key: str, entry: dict[str, Any], path: Path) -> Component:
    try:
        return Component(
            key=key,
            style=entry["style"],
            align=entry["align"],
            clause=entry["clause"],
            sizes={int(profile): float(size) for profile, size in entry["sizes"].items()},
            bold=entry.get("bold", False),
            italic=entry.get("italic", False),
            before_pt=entry.get("before_pt", 0),
            after_pt=entry.get("after_pt", 0),
            spacing=entry.get("spacing", "single"),
            indent=entry.get("indent", False),
            keep_next=entry.get("keep_next", False),
            capitals=entry.get("capitals", False),
            left_mm=entry.get("left_mm", 0),
            minimum=entry.get("min"),
            maximum=entry.get("max"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise FindingsError(
            f"Tệp {path}: mục components.{key} thiếu hoặc sai giá trị ({fault}).", "Hãy ghi như tệp bố cục có sẵn."
        ) from fault


def _kind(slug: str, entry: Any, path: Path) -> Kind:
    known = ("name", "code", "addressed", "by_articles", "titled", "decides", "form", "title")
    if not isinstance(entry, dict) or not set(entry) <= set(known) or "name" not in entry:
        raise FindingsError(
            f"Tệp {path}: mục kinds.{slug} phải có name, và chỉ thêm {', '.join(known[1:])}.",
            "Hãy ghi như tệp bố cục có sẵn.",
        )
    return Kind(
        slug,
        str(entry["name"]),
        entry.get("code"),
        KIND_BY_SLUG[slug].family if slug in KIND_BY_SLUG else Family.ADMINISTRATIVE,
        addressed=entry.get("addressed", False),
        by_articles=entry.get("by_articles", False),
        titled=entry.get("titled", True),
        decides=entry.get("decides", False),
    )


def _forms(table: Mapping[str, Any], path: Path) -> dict[str, Form]:
    forms = {key: _form(key, entry, path) for key, entry in table.items()}
    if COMMON_FORM not in forms:
        raise FindingsError(f"Tệp {path}: thiếu mục forms.{COMMON_FORM}.", "Hãy ghi như tệp bố cục có sẵn.")
    return forms


def _titles(kinds: Mapping[str, Any]) -> dict[str, str]:
    return {slug: str(entry["title"]) for slug, entry in kinds.items() if isinstance(entry, dict) and "title" in entry}


def _form_name(entry: Any) -> str:
    return str(entry.get("form", COMMON_FORM)) if isinstance(entry, dict) else COMMON_FORM


def _demand_forms(layout: Layout, path: Path) -> None:
    for slug, name in layout.kind_forms.items():
        if name not in layout.forms:
            known = ", ".join(sorted(layout.forms))
            raise FindingsError(f"Tệp {path}: kinds.{slug} có form không có: {name}.", f"Các mẫu: {known}.")


def _form(key: str, entry: Any, path: Path) -> Form:
    known = {field.name: field for field in fields(Form) if field.name != "key"}
    wrong = set(entry) - set(known) if isinstance(entry, dict) else {key}
    if wrong or "sample" not in entry:
        raise FindingsError(
            f"Tệp {path}: mục forms.{key} phải có sample, và chỉ thêm {', '.join(list(known)[1:])}.",
            "Hãy ghi như tệp bố cục có sẵn.",
        )
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    if any(type(value) is not type(known[name].default) for name, value in values.items() if name != "sample"):
        raise FindingsError(f"Tệp {path}: mục forms.{key} có giá trị sai kiểu.", "Hãy ghi như tệp bố cục có sẵn.")
    return Form(key, **values)


def _with_values(layout: Layout, table: Mapping[str, Any], path: Path) -> Layout:
    """Return the layout with an office's own values, from the file at `path`."""
    rules, components = dict(layout.rules), dict(layout.components)
    for key, entry in table.get("rules", {}).items():
        rules[key] = _changed_rule(layout, key, entry, path)
    for key, entry in table.get("components", {}).items():
        components[key] = _changed_component(layout, key, entry, path)
    own = _own_kinds(layout, table.get("kinds", {}), path)
    kinds = {**layout.kinds, **{slug: kind for slug, (kind, _) in own.items()}}
    kind_forms = {**layout.kind_forms, **{slug: form for slug, (_, form) in own.items()}}
    titles = {**layout.kind_titles, **_titles(table.get("kinds", {}))}
    changed = replace(
        layout, rules=rules, components=components, kinds=kinds, kind_forms=kind_forms, kind_titles=titles
    )
    _demand_forms(changed, path)
    return changed


def _own_kinds(layout: Layout, table: Mapping[str, Any], path: Path) -> dict[str, tuple[Kind, str]]:
    """Return the office's own kinds, each with the name of its form; the decree's kinds may only be repeated as they
    are.
    """
    own: dict[str, tuple[Kind, str]] = {}
    for slug, entry in table.items():
        if slug == "clause":
            continue
        own[slug] = _kind(slug, entry, path), _form_name(entry)
        if slug in layout.kinds and own[slug] != (layout.kinds[slug], layout.kind_forms[slug]):
            raise FindingsError(
                f"Tệp {path}: kinds.{slug} là loại văn bản của {layout.title}; cơ quan không đổi được.",
                "Hãy đặt mã khác cho loại văn bản riêng của cơ quan.",
            )
    return own


def _changed_rule(layout: Layout, key: str, entry: Any, path: Path) -> LayoutRule:
    if key not in layout.rules:
        raise FindingsError(
            f"Tệp {path}: không có mục rules.{key} trong bố cục {layout.name}.",
            "Hãy xem tên các mục trong tệp bố cục có sẵn.",
        )
    value: Value = entry["value"] if isinstance(entry, dict) and "value" in entry else entry
    _demand_allowed(layout.rules[key], value, path)
    return replace(layout.rules[key], value=value)


def _changed_component(layout: Layout, key: str, entry: Any, path: Path) -> Component:
    """Return the component with the office's name, sizes and distances; an entry copied whole may repeat the rest."""
    known = {"style", "sizes", "before_pt", "after_pt"}
    old = layout.components.get(key)
    if old is None or not isinstance(entry, dict):
        raise FindingsError(
            f"Tệp {path}: mục components.{key} không có trong bố cục {layout.name}.",
            "Hãy xem tên các mục trong tệp bố cục có sẵn.",
        )
    fixed = {
        "minimum" if name == "min" else "maximum" if name == "max" else name: value
        for name, value in entry.items()
        if name not in known
    }
    other = [name for name, value in fixed.items() if getattr(old, name, None) != value]
    if other:
        raise FindingsError(
            f"Tệp {path}: mục components.{key} đổi điều không được đổi: {', '.join(other)}.",
            f"Cơ quan chỉ đổi được: {', '.join(sorted(known))}.",
        )
    sizes = {int(profile): float(size) for profile, size in entry.get("sizes", old.sizes).items()}
    new = replace(
        old,
        style=entry.get("style", old.style),
        sizes={**old.sizes, **sizes},
        before_pt=entry.get("before_pt", old.before_pt),
        after_pt=entry.get("after_pt", old.after_pt),
    )
    _demand_sizes(new, path)
    return new


def _demand_allowed(rule: LayoutRule, value: Value, path: Path) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)) or not rule.allows(value):
        raise FindingsError(
            f"Tệp {path}: {rule.key} = {value} ngoài khoảng cho phép ({_allowed(rule)}).", f"Căn cứ: {rule.clause}."
        )


def _demand_sizes(component: Component, path: Path) -> None:
    if "," in component.style:
        # A comma parts aliases in Word's style names; LibreOffice does not notice, Word asks to repair the file.
        raise FindingsError(f"Tệp {path}: tên kiểu “{component.style}” không được có dấu phẩy.", "Hãy đổi tên kiểu.")
    low, high = component.minimum or 1, component.maximum or 96
    for profile, size in component.sizes.items():
        if not low <= size <= high:
            raise FindingsError(
                f"Tệp {path}: cỡ chữ {size:g} của “{component.style}” (bộ {profile}) ngoài khoảng cho phép "
                f"({low:g} đến {high:g}).",
                f"Căn cứ: {component.clause}.",
            )


def _allowed(rule: LayoutRule) -> str:
    if rule.choices:
        return " hoặc ".join(f"{choice:g}" if not isinstance(choice, str) else f"“{choice}”" for choice in rule.choices)
    if rule.minimum is None and rule.maximum is None:
        return "một số"
    return f"{rule.minimum:g} đến {rule.maximum:g}"
