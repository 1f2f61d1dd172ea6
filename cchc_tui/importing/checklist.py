"""Tables of tasks with their evaluation as checklist items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cchc_tui.importing.blocks import SourceTable, collapse
from cchc_tui.importing.candidate import CHECKLIST, Candidate, Evidence
from cchc_tui.importing.register_days import YEAR_FROM, read_day, year_named
from cchc_tui.language.text import clean, fold
from cchc_tui.records.office import OfficeSettings

_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("evaluation", ("danh gia", "muc do hoan thanh", "ket qua danh gia", "tinh trang")),
    ("position", ("stt", "tt", "so tt")),
    ("evidence", ("kiem chung", "minh chung")),
    ("lead", ("chu tri",)),
    ("cooperating", ("phoi hop",)),
    ("due_on", ("thoi han", "thoi gian", "hoan thanh")),
    ("products", ("san pham", "ket qua")),
    ("note", ("ghi chu",)),
    ("task", ("noi dung", "nhiem vu", "cong viec")),
)
"""Folded words of a column's head and the key they mean, surer ones first."""

_EVALUATED = re.compile(
    r"(?:chua |khong |dang |da )?(?:dat|hoan thanh|thuc hien|trien khai|xong|qua han|dung han|co|chua|khong)\b.{0,40}$"
)
"""`da hoan thanh`: an evaluation, folded."""
UNKNOWN_EVALUATION = "đánh giá “{}” không có trong danh sách của cơ quan"
NO_EVALUATION = "chưa có đánh giá"
NO_PRODUCTS = "không có sản phẩm, kết quả; nếu bảng bị mất cột thì có thể đã dính vào nội dung"
UNREAD_DATE = "thời hạn “{}” không đọc được thành ngày"


def is_checklist(table: SourceTable) -> bool:
    """Return whether the table's first row heads tasks and evaluations."""
    heads = _columns(table) if table.rows else {}
    return "task" in heads.values() and "evaluation" in heads.values()


def read_items(table: SourceTable, name: str, office: OfficeSettings, today: date) -> Iterator[Candidate]:
    """Yield one candidate for each task row; a row with one text only names the group of those below it."""
    columns = _columns(table)
    table = table.filled
    group: str | None = None
    number = 0
    for row in table.rows[1:]:
        cells = {columns[place]: cell for place, cell in enumerate(row) if place in columns}
        texts = {key: collapse(" ".join(cell)) for key, cell in cells.items()}
        if not any(texts.values()) or all(re.fullmatch(r"\(?\d*\)?", text) for text in texts.values()):
            continue
        alone = [collapse(" ".join(cell)) for cell in row if collapse(" ".join(cell))]
        if len({*alone} - {texts.get("position", "")}) == 1 and not texts.get("evaluation") and not _is_number(texts):
            group = max(alone, key=len)
            continue
        number += 1
        values, doubts = _item(cells, texts, office, today, year_named(name))
        place = int(texts["position"]) if _is_number(texts) else number
        if re.fullmatch(r"\d+(?:\.\d+)+", texts.get("position", "").rstrip(".")):
            values["number"] = texts["position"].rstrip(".")
        group_value = {"group": group} if group else {}
        source = " | ".join(collapse(" ".join(cell)) for cell in row)
        known = {"checklist": name, "position": place, **group_value, **values}
        yield Candidate(CHECKLIST, known, source, doubts, evidence=_evidence(known, texts))


def _evidence(values: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Evidence]:
    """Return the cell behind each field; the place of a task without a number is that of its row."""
    found = {key: Evidence(texts[key]) for key in values if texts.get(key)}
    if "group" in values:
        found["group"] = Evidence(str(values["group"]))
    return found | {"position": found.get("position", Evidence(f"dòng thứ {values['position']} của bảng"))}


def _columns(table: SourceTable) -> dict[int, str]:
    """Return the key of each column; "Kết quả" beside products, or above words of evaluation, is the evaluation."""
    heads = table.filled.rows[0]
    found: dict[int, str] = {}
    for place, cell in enumerate(heads):
        head = fold(" ".join(cell)).replace("/", " ")
        for key, words in _HEADS:
            if key not in found.values() and any(re.search(rf"\b{word}\b", head) for word in words):
                found[place] = key
                break
        else:
            if (
                "evaluation" not in found.values()
                and re.search(r"\b(?:ket qua|tinh hinh|tien do|muc do)\b", head)
                and _evaluates(table, place)
            ):
                found[place] = "evaluation"
    products = next((place for place, key in found.items() if key == "products"), None)
    if "evaluation" not in found.values() and products is not None and _evaluates(table, products):
        found[products] = "evaluation"
    return found


def _evaluates(table: SourceTable, place: int) -> bool:
    """Return whether most cells below a head say how a task was done."""
    words = [collapse(" ".join(row[place])) for row in table.rows[1:] if place < len(row) and any(row[place])]
    return bool(words) and 2 * sum(bool(_EVALUATED.match(fold(word))) for word in words) >= len(words)


def _is_number(texts: Mapping[str, str]) -> bool:
    return texts.get("position", "").rstrip(".").isdigit() and texts["position"].isdigit()


def _item(
    cells: Mapping[str, Sequence[str]], texts: Mapping[str, str], office: OfficeSettings, today: date, year: int | None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    values: dict[str, Any] = {"task": clean(" ".join(cells.get("task", ()))).strip()}
    doubts: list[str] = []
    products = tuple(clean(line).strip().lstrip("-+–•").strip() for line in cells.get("products", ()))
    if any(products):
        values["products"] = tuple(line for line in products if line)
    elif "products" in cells:
        doubts.append(NO_PRODUCTS)
    word = texts.get("evaluation", "").rstrip(".")
    code = next((e.code for e in office.evaluations if fold(e.label or "") == fold(word)), None) if word else None
    if code:
        values["evaluation"] = code
    else:
        doubts.append(UNKNOWN_EVALUATION.format(word) if word else NO_EVALUATION)
    for key in ("lead", "cooperating", "note"):
        if texts.get(key):
            values[key] = texts[key]
    if texts.get("evidence"):
        values["note"] = "\n".join(filter(None, (values.get("note"), f"Kiểm chứng: {texts['evidence']}")))
    if texts.get("due_on"):
        day = read_day(texts["due_on"], today)
        due = day.day or (day.in_year(year) if year else None)
        if due:
            values["due_on"] = due
        if not day.day:
            doubts.append((YEAR_FROM if due else UNREAD_DATE).format(texts["due_on"], year, "năm của bảng"))
    if not values["task"]:
        doubts.append("không có nội dung nhiệm vụ")
    return values, tuple(doubts)
