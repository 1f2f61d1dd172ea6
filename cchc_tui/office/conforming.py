"""A draft in DOCX from somebody else, set by the office's layout."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, RefusedError
from cchc_tui.export.conform import conform_docx
from cchc_tui.records.finding import Finding
from cchc_tui.storage.atomic import create_file, replace_file
from cchc_tui.storage.official_document import read_official_document
from cchc_tui.storage.toml_file import read_bytes

_MOST_BYTES = 100_000_000


def conform_draft(path: Path, out: Path, *, templates: Path | None, force: bool = False) -> tuple[str, ...]:
    """Write the draft at `path` in the styles of the layout to `out`; return what was changed. The draft stays.

    RefusedError where `out` is there already, unless `force`.
    """
    data = read_bytes(path.resolve(), shown=str(path), limit=_MOST_BYTES)
    if isinstance(data, Finding):
        raise EnvironmentFaultError(data.message)
    if out.exists() and (not force or out.samefile(path)):
        raise RefusedError(
            f"{out} đã có.", "Hãy chọn tên khác bằng -o, hoặc thêm --force để ghi đè; bản gốc thì không."
        )
    made = conform_docx(data, read_official_document("---\n---\n", path.name, templates))
    (replace_file if out.exists() else create_file)(out, made.data)
    return made.changes
