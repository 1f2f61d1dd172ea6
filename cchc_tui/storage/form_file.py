"""A form read from `templates/forms/*.toml`: the office's own file of that name before the shipped one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import nearest, slug
from cchc_tui.records.figures import RESERVED, read_cell
from cchc_tui.records.form import (
    Balance,
    ColumnKind,
    FormColumn,
    FormRow,
    StatisticalForm,
    Target,
    filled,
    parse_balance,
    parse_formula,
)

FOLDER = "forms"
_MOST_PLACES = 4


def form_codes(folders: Sequence[Path]) -> list[str]:
    """Return the names of all forms in these template folders."""
    return sorted({path.stem for folder in folders for path in (folder / FOLDER).glob("*.toml")})


def read_form(code: str, folders: Sequence[Path]) -> StatisticalForm:
    """Return one form; the first folder that has it wins. WrongUseError where none has it, FindingsError where the file
    contradicts itself: an unknown column in a formula, a formula that needs itself, a key twice.
    """
    path = next((p for folder in folders if (p := folder / FOLDER / f"{code}.toml").is_file()), None)
    if path is None or code != slug(code):
        codes = form_codes(folders)
        near = nearest(code, codes)
        raise WrongUseError(
            f"Không có biểu “{code}”.", f"Có phải “{near}”?" if near else f"Các biểu: {', '.join(codes)}."
        )
    return _parsed(code, path.read_bytes)


def form_among(code: str, files: Mapping[str, bytes], folders: Sequence[Path]) -> StatisticalForm:
    """Return one form of an office whose own forms are these files, else that of the folders; see `read_form`."""
    return _parsed(code, lambda: files[code]) if code in files else read_form(code, folders)


def _parsed(code: str, read: Callable[[], bytes]) -> StatisticalForm:
    try:
        return _checked(_form(code, tomllib.loads(read().decode("utf-8"))))
    except (OSError, ValueError, KeyError, TypeError, InvalidOperation) as error:
        reason = f"thiếu khóa {error}" if isinstance(error, KeyError) else str(error)
        raise FindingsError(
            f"Tệp biểu {code}.toml không dùng được: {reason}.", "So với các biểu đi kèm chương trình rồi sửa."
        ) from error


def _form(code: str, plain: Mapping[str, Any]) -> StatisticalForm:
    return StatisticalForm(
        code=code,
        title=plain["title"],
        unit=plain.get("unit", ""),
        row_head=plain.get("row_head", "Nội dung"),
        columns=tuple(_column(row) for row in plain["columns"]),
        rows=tuple(_row(row) for row in plain.get("rows", [])),
        total=plain.get("total", ""),
        balances=tuple(_balance(row) for row in plain.get("balances", [])),
        targets=tuple(_target(row) for row in plain.get("targets", [])),
        note=plain.get("note", ""),
    )


def _row(row: Mapping[str, Any]) -> FormRow:
    given = {key: read_cell(value) for key, value in row.get("given", {}).items()}
    return FormRow(row["code"], row["label"], row.get("group", ""), row.get("number", ""), given)


def _column(row: Mapping[str, Any]) -> FormColumn:
    key = row["key"]
    if key != slug(key) or key in RESERVED:
        raise ValueError(
            f"khóa cột “{key}” phải là chữ thường không dấu nối bằng gạch, khác {', '.join(sorted(RESERVED))}"
        )
    head = row["head"] if isinstance(row["head"], list) else [row["head"]]
    formula = parse_formula(row["formula"]) if "formula" in row else None
    if row.get("places", 0) not in range(_MOST_PLACES + 1):
        raise ValueError(f"cột “{key}”: places từ 0 đến {_MOST_PLACES}")
    kind = ColumnKind(row.get("kind", ColumnKind.RATIO if formula and formula.over else ColumnKind.FLOW))
    return FormColumn(
        key, tuple(head), kind, row.get("unit", ""), row.get("places", 0), row.get("number", ""), formula,
        tuple(row.get("words", ())),
    )  # fmt: skip


def _balance(row: Mapping[str, Any]) -> Balance:
    return parse_balance(row["equation"], before=bool(row.get("before", False)))


def _target(row: Mapping[str, Any]) -> Target:
    bounds = [Decimal(row[key]) if key in row else None for key in ("at_least", "at_most")]
    return Target(row["column"], row["year"], *bounds)


def _checked(form: StatisticalForm) -> StatisticalForm:
    keys = [column.key for column in form.columns]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"cột {', '.join(sorted(twice))} khai hai lần")
    named = [(f"công thức của {c.key}", c.formula.columns) for c in form.columns if c.formula]
    named += [(f"cân đối “{b.text}”", (*b.left.columns, *b.right.columns)) for b in form.balances]
    named += [("chỉ tiêu kế hoạch", (target.column,)) for target in form.targets]
    for place, used in named:
        if unknown := [key for key in used if key not in keys]:
            raise ValueError(f"{place} nói đến cột {', '.join(unknown)} không có trong biểu")
    for row in form.rows:
        if unknown := [key for key in row.given if key not in {column.key for column in form.typed}]:
            raise ValueError(
                f"dòng {row.code} cho sẵn cột {', '.join(unknown)} mà biểu không có, hoặc là cột công thức"
            )
    for column in form.columns:
        if (column.kind is ColumnKind.RATIO) != bool(column.formula and column.formula.over):
            raise ValueError(f"cột {column.key}: tỷ lệ (ratio) phải có công thức tử / mẫu, và chỉ tỷ lệ mới chia")
    if len(filled(form, {})) < len(keys):
        raise ValueError("có công thức tự cần đến chính nó")
    return form
