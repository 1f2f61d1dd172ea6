"""The door to export: a Markdown document becomes DOCX and PDF, whole or not at all."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cchc_tui.errors import EnvironmentFaultError, RefusedError, WrongUseError
from cchc_tui.export.background_call import BackgroundCall

if TYPE_CHECKING:
    from cchc_tui.document.official import OfficialDocument

Target = Literal["docx", "pdf"]
Progress = Callable[[str], None]
_Made = tuple[bytes, list[str]]
TARGETS: tuple[Target, ...] = ("docx", "pdf")
QUIET_SECONDS = 1.0
"""A phase that is done sooner says nothing."""


@dataclass(frozen=True)
class ExportResult:
    """The files written, in the order asked for, and what the user should know about them (Vietnamese)."""

    paths: tuple[Path, ...]
    notices: tuple[str, ...]


OTHER_FORMS = (".odt", ".doc", ".rtf", ".html", ".htm", ".txt", ".tex", ".epub", ".ods", ".xls", ".xlsx", ".pptx")
"""Suffixes that ask for a form we do not make; any other is part of the name ("5.BC-UBND")."""


def silent(_message: str) -> None:
    """Say nothing."""


def export_markdown(
    text: str,
    *,
    source: str,
    targets: Sequence[Target] = TARGETS,
    out: Path,
    force: bool = False,
    templates: Path | None = None,
    folder: Path | None = None,
    own_head: str = "",
    progress: Progress = silent,
    together: bool = True,
) -> ExportResult:
    """Write the document in `text` as each of `targets` beside `out`.

    `source` names the Markdown in messages; `out` is the path without suffix, or with it for a single target;
    `templates` is the office's own templates folder; `folder` is where the document and its pictures lie; `own_head`
    is the head of a text typed without one.
    `progress` hears one sentence for each phase that takes longer than a second, from another thread;
    `together` makes the formats side by side, on two cores. Nothing is written unless everything could be made;
    a file that we did not make, or that someone has edited since, is refused without `force`.
    """
    with faults_named(source, out):
        made, notices = make_files(
            text,
            source=source,
            targets=targets,
            out=out,
            force=force,
            templates=templates,
            folder=folder,
            own_head=own_head,
            progress=progress,
            together=together,
        )
        write_files(made, force=force)
    return ExportResult(tuple(made), tuple(notices))


@contextlib.contextmanager
def faults_named(source: str, out: Path) -> Iterator[None]:
    """Yield a fault of the disk as a sentence that names the document."""
    try:
        yield
    except OSError as fault:
        raise EnvironmentFaultError(
            f"Không xuất được “{source}”: {fault.strerror or fault} ({fault.filename or out}).",
            "Hãy xem đĩa còn chỗ không và tài khoản này có quyền đọc, ghi ở đó không.",
        ) from fault


def make_files(
    text: str,
    *,
    source: str,
    targets: Sequence[Target],
    out: Path,
    force: bool,
    templates: Path | None,
    folder: Path | None,
    own_head: str,
    progress: Progress,
    together: bool,
) -> tuple[dict[Path, bytes], list[str]]:
    """Return the finished files by path, nothing written yet, and the notices about them; see `export_markdown`."""
    paths = target_paths(out, targets)
    if not force:
        demand_ours(paths.values())
    with phase(f"Đang đọc “{source}”", progress):
        document = _read(text, source, templates, folder, own_head)
    notices = [f"{finding.place}: {finding.message}" for finding in document.findings]
    made, more = _make(document, paths, templates, progress, together)
    return made, [*notices, *more]


def write_files(made: Mapping[Path, bytes], *, force: bool) -> None:
    """Put finished files in their places; one that somebody has put there meanwhile is refused without `force`."""
    from cchc_tui.storage.atomic import create_file, replace_file

    if not force:
        demand_ours(made)
    written: list[Path] = []
    for path, data in made.items():
        try:
            (replace_file if path.exists() else create_file)(path, data)
        except OSError as fault:
            if not written:
                raise
            done, left = (", ".join(f"“{each}”" for each in group) for group in (written, [*made][len(written) :]))
            raise EnvironmentFaultError(
                f"Đã ghi {done}; chưa ghi được {left}: {fault.strerror or fault}.",
                "Hãy xem đĩa còn chỗ không và tài khoản này có quyền ghi ở đó không, rồi xuất lại.",
            ) from fault
        written.append(path)


def _read(text: str, source: str, templates: Path | None, folder: Path | None, own_head: str) -> OfficialDocument:
    from cchc_tui.export.document import demand_sound_head
    from cchc_tui.storage.official_document import read_official_document

    document = read_official_document(text, source, templates, folder, own_head)
    demand_sound_head(document)
    return document


def _make(
    document: OfficialDocument, paths: Mapping[Target, Path], templates: Path | None, progress: Progress, together: bool
) -> tuple[dict[Path, bytes], list[str]]:
    """Return the finished files by path, and the notices about them."""
    makers = {"docx": _docx_maker, "pdf": _pdf_maker}
    at_work: dict[Path, BackgroundCall[_Made]] = {}
    for target, path in paths.items():
        at_work[path] = BackgroundCall(makers[target](document, templates, progress))
        if not together:
            at_work[path].result()
    results = {path: work.result() for path, work in at_work.items()}
    return {path: data for path, (data, _) in results.items()}, [each for _, more in results.values() for each in more]


def _docx_maker(document: OfficialDocument, templates: Path | None, progress: Progress) -> Callable[[], _Made]:
    from cchc_tui.export.docx import build_docx

    def make() -> _Made:
        with phase(f"Đang dựng DOCX của “{document.source}”", progress):
            return build_docx(document), []

    return make


def _pdf_maker(document: OfficialDocument, templates: Path | None, progress: Progress) -> Callable[[], _Made]:
    from cchc_tui.export.pdf import build_pdf

    return lambda: build_pdf(document, templates, lambda message: phase(f"{message} của “{document.source}”", progress))


def target_paths(out: Path, targets: Sequence[Target]) -> dict[Target, Path]:
    """Return where each target goes: the suffix is added, not put in place of what follows a dot in the name."""
    unknown = [target for target in targets if target not in TARGETS]
    if unknown or not targets:
        raise WrongUseError(f"Không xuất được dạng “{', '.join(unknown)}”; chỉ có docx và pdf.")
    if out.suffix.lower() in OTHER_FORMS:
        raise WrongUseError(
            f"Không xuất được dạng {out.suffix.lower()} (“{out.name}”); chỉ có .docx và .pdf.",
            "Hãy đổi đuôi tệp; tệp .docx mở được bằng Word và LibreOffice.",
        )
    bare = out.with_name(out.name[: -len(out.suffix)]) if out.suffix.lower() in (".docx", ".pdf", ".md") else out
    if out.suffix.lower() in (".docx", ".pdf") and list(targets) != [out.suffix.lower()[1:]]:
        raise WrongUseError(
            f"Tên tệp “{out.name}” không hợp với dạng cần xuất ({', '.join(targets)}).",
            "Hãy bỏ đuôi tệp hoặc chọn đúng một dạng bằng --to.",
        )
    return {target: bare.with_name(f"{bare.name}.{target}") for target in dict.fromkeys(targets)}


def demand_ours(paths: Iterable[Path]) -> None:
    """Refuse to touch a file that is not ours or is no longer as we wrote it."""
    from cchc_tui.export.fingerprint import FileOrigin, origin_of

    for path in paths:
        origin = origin_of(path)
        if origin is FileOrigin.EDITED:
            raise RefusedError(
                f"“{path}” đã được sửa (trong Word hoặc chương trình khác) sau lần xuất trước.",
                "Hãy đổi tên tệp đó để giữ lại, hoặc thêm --force để ghi đè.",
            )
        if origin is FileOrigin.SIGNED:
            raise RefusedError(
                f"“{path}” là bản đã ký số của chính văn bản này.",
                "Hãy giữ bản đã ký: đổi tên tệp đó trước, hoặc thêm --force để ghi đè.",
            )
        if origin is FileOrigin.FOREIGN:
            raise RefusedError(
                f"“{path}” đã có và không phải do chương trình này tạo ra.",
                "Hãy chọn tên khác, hoặc thêm --force để ghi đè.",
            )


@contextlib.contextmanager
def phase(message: str, progress: Progress) -> Iterator[None]:
    """Say `message` once when the block takes longer than a second."""
    timer = threading.Timer(QUIET_SECONDS, progress, (f"{message}…",))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
