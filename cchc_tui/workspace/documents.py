"""Markdown documents outside the records: read, and begun from an example of their kind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cchc_tui.domain.finding import Finding, by_gravity
from cchc_tui.domain.text import nearest
from cchc_tui.errors import EnvironmentFaultError, FindingsError, RefusedError, WrongUseError
from cchc_tui.storage.atomic import create_file, replace_file
from cchc_tui.storage.shipped import templates_dir
from cchc_tui.storage.toml_file import read_bytes

if TYPE_CHECKING:
    from cchc_tui.export import ExportResult as ExportResult

MAX_DOCUMENT_BYTES = 20_000_000
"""A Markdown document larger than this is no document of an office: about 10 000 printed pages."""

_SEAL_WORD = "dấu vân tay"
_SEAL = re.compile(rf"---\n# cchc lập; {_SEAL_WORD} (?P<digest>[0-9a-f]{{32}})\n")


def read_document(path: Path) -> str:
    """The text of a Markdown file. FindingsError when it is no UTF-8 text, EnvironmentFaultError when unreadable."""
    shown = str(path)
    data = read_bytes(path.resolve(), shown=shown, limit=MAX_DOCUMENT_BYTES)
    if isinstance(data, Finding):
        raise EnvironmentFaultError(data.message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FindingsError(
            f"Tệp {shown} không phải UTF-8 (dòng {line}).",
            "Có thể tệp được ghi bằng bảng mã cũ (CP1258, TCVN3, VNI); hãy mở lại và lưu bằng UTF-8.",
        ) from error


def export_document(
    text: str,
    *,
    source: str,
    targets: Sequence[Literal["docx", "pdf"]],
    out: Path,
    force: bool = False,
    office_templates: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> ExportResult:
    """Make DOCX and PDF of one Markdown document, inside or outside an office; see `export_markdown`."""
    from cchc_tui.export import export_markdown

    return export_markdown(
        text,
        source=source,
        targets=targets,
        out=out,
        force=force,
        templates=office_templates,
        progress=progress or (lambda _: None),
    )


def check_document(text: str, *, source: str, office_templates: Path | None = None) -> list[Finding]:
    """What in the document's head and body is against the decree, gravest first."""
    from cchc_tui.export.document import read_document as read_head_and_body

    return by_gravity(list(read_head_and_body(text, source, office_templates).findings))


def example_kinds(office_templates: Path | None = None) -> tuple[str, ...]:
    """The kinds of documents an example exists for, by slug."""
    folders = [folder / "documents" for folder in _folders(office_templates)]
    return tuple(sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.md")}))


def begin_document(kind: str, out: Path, *, office_templates: Path | None = None) -> None:
    """Write the filled example of one kind to `out`. WrongUseError for a kind without one, RefusedError if `out` is."""
    for folder in _folders(office_templates):
        example = folder / "documents" / f"{kind}.md"
        if kind in example_kinds(office_templates) and example.is_file():
            create_file(out, example.read_bytes())
            return
    kinds = example_kinds(office_templates)
    near = nearest(kind, kinds)
    hint = f"Có phải “{near}”? " if near else ""
    raise WrongUseError(f"Không có văn bản mẫu loại “{kind}”.", f"{hint}Được dùng: {', '.join(kinds)}.")


def sealed(text: str) -> str:
    """The composed document with a comment in its head that tells, later, whether somebody has edited it since."""
    opening, _, rest = text.partition("\n")
    return f"{opening}\n# cchc lập; {_SEAL_WORD} {_digest(text)}\n{rest}" if opening == "---" else text


def is_untouched(text: str) -> bool:
    """Whether the text is just as `sealed` gave it."""
    found = _SEAL.match(text)
    return found is not None and found["digest"] == _digest(f"---\n{text[found.end():]}")


def write_composed(out: Path, text: str, *, force: bool = False) -> None:
    """Write a sealed document. RefusedError, without `force`, where a file stands that we did not make or that was
    edited since.
    """
    if not out.exists():
        create_file(out, text.encode("utf-8"))
        return
    if not force and not is_untouched(read_document(out)):
        raise RefusedError(
            f"{out} đã có và không phải do cchc report lập, hoặc đã được sửa tay sau đó.",
            "Hãy chọn tên khác, hoặc thêm --force để ghi đè.",
        )
    replace_file(out, text.encode("utf-8"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def _folders(office_templates: Path | None) -> tuple[Path, ...]:
    return tuple(folder for folder in (office_templates, templates_dir()) if folder is not None)
