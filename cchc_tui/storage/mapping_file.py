"""What was answered about tables of others, in `templates/mappings/TARGET.toml` of the office."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomli_w

from cchc_tui.errors import FindingsError, system_cause
from cchc_tui.records.table_mapping import TableMapping

FOLDER = "mappings"
_LONGEST = 1_000_000
_HEADING = """\
# Cách đọc bảng của nơi khác: tên cột, tên dòng trong bảng ấy là cột, dòng nào ở đây. Chương trình ghi khi đã hỏi;
# sửa tay được. "bo-qua" là không nhập, "dong" là cột tên dòng, "ky" là cột kỳ, "so" là cột số.
"""


def mapping_path(target: str) -> str:
    """Return where the answers about one target lie, from the templates folder."""
    return f"{FOLDER}/{target}.toml"


def read_mapping(target: str, templates: Path | None) -> TableMapping:
    """Return what was answered about tables of a target; nothing where nobody was asked. FindingsError for a file that
    cannot be used.
    """
    path = templates / mapping_path(target) if templates is not None else None
    if path is None or not path.is_file():
        return TableMapping(target)
    try:
        if path.stat().st_size > _LONGEST:
            raise ValueError("tệp quá lớn")
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
        parts = [_texts(plain.get(key, {}), key) for key in ("columns", "rows")]
    except OSError as error:
        raise FindingsError(f"Không đọc được {path}: {system_cause(error)}.") from error
    except ValueError as error:
        raise FindingsError(
            f"Tệp {mapping_path(target)} trong thư mục mẫu không dùng được: {error}.",
            "Sửa lại, hoặc xóa tệp để chương trình hỏi lại.",
        ) from error
    return TableMapping(target, *parts)


def merged_mappings(path: str, before: bytes, theirs: bytes, mine: bytes) -> bytes | None:
    """Return the answers of both sides; None where they say two things of one head, or the file is none of answers."""
    folder, _, name = path.rpartition("/")
    if not folder.endswith(f"templates/{FOLDER}") or not name.endswith(".toml"):
        return None
    parts: list[dict[str, str]] = []
    try:
        sides = [tomllib.loads(side.decode("utf-8")) for side in (before, theirs, mine)]
        for key in ("columns", "rows"):
            old, other, own = (_texts(side.get(key, {}), key) for side in sides)
            if any(_differ(head, old, other, own) for head in other.keys() & own.keys()):
                return None
            kept = {head: words for head, words in other.items() if head in own or head not in old}
            parts.append(kept | {h: w for h, w in own.items() if (h in other or h not in old) and old.get(h) != w})
    except ValueError:
        return None
    return mapping_bytes(TableMapping(name.removesuffix(".toml"), *parts))


def _differ(head: str, old: Mapping[str, str], other: Mapping[str, str], own: Mapping[str, str]) -> bool:
    return other[head] != own[head] and old.get(head) not in (other[head], own[head])


def _texts(table: object, key: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise ValueError(f'[{key}] phải là các dòng "tên" = "nghĩa"')
    return table


def mapping_bytes(mapping: TableMapping) -> bytes:
    """Return the file of a mapping, one answer a line in the order they were given."""
    return (_HEADING + "\n" + tomli_w.dumps({"columns": mapping.columns, "rows": mapping.rows})).encode("utf-8")
