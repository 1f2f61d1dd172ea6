"""Pages: a report or any Markdown document on the screen, as DOCX and as PDF, by the layout of the office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cchc_tui.errors import ClosedError, FindingsError
from cchc_tui.office.checking import Checking
from cchc_tui.office.closing import HASH_MARK, TEXT_LIMIT, Closing, frozen_words
from cchc_tui.office.final_copy import TextToExport
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.reporting import Reports
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import fingerprint, read_bytes

if TYPE_CHECKING:
    from cchc_tui.document.page import Block
    from cchc_tui.export import ExportResult
    from cchc_tui.office.previewing import ReportPreview

Target = Literal["docx", "pdf"]
TARGETS: tuple[Target, ...] = ("docx", "pdf")


class Pages:
    """What may be printed of the office's reports now, and its printing."""

    def __init__(self, reader: RecordReader, reports: Reports, rules: Checking, closing: Closing) -> None:
        self._reader = reader
        self._reports = reports
        self._rules = rules
        self._closing = closing

    def preview(
        self, report: Stored[ReportSheet], prose: str | None = None, *, line: int = 0, draft: bool = False
    ) -> ReportPreview:
        """Return a report as export would print it now: with `prose` in place of the one on disk, the block of its
        `line` (from 1) marked. Of a closed report the text that was closed. What lacks a figure is shown as a draft.

        NotComposedError when not even a draft can be composed: it holds what is wrong and where.
        """
        from cchc_tui.document.page import marked_prose
        from cchc_tui.office.previewing import NotComposedError, ReportPreview

        name = report.record.slug or report.record.id
        if report.record.state == FROZEN and prose is None:
            return ReportPreview(self._blocks(self._closing.frozen_text(name), name), frozen=True)
        try:
            marked = marked_prose(self._reports.body(report).text if prose is None else prose, line)
            text = self._drafted(name, marked, draft=draft)
        except FindingsError as fault:
            raise NotComposedError(fault, self._rules.obstacles(report, prose)) from fault
        return ReportPreview(self._blocks(text, name))

    def _blocks(self, text: str, name: str) -> tuple[Block, ...]:
        from cchc_tui.document.page import read_page
        from cchc_tui.storage.official_document import read_official_document

        return read_page(read_official_document(text, name, self._reader.templates))

    def _drafted(self, name: str, prose: str, *, draft: bool) -> str:
        """Return the final text, or the draft where there is none or a heading is still empty."""
        from cchc_tui.report import empty_sections

        if not draft:
            try:
                text = self._reports.compose(name, prose=prose)
            except FindingsError:
                text = ""
            if text and not empty_sections(text):
                return text
        return self._reports.compose(name, draft=True, prose=prose)

    def export(
        self,
        text: str,
        *,
        source: str,
        targets: Sequence[Target],
        out: Path,
        force: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> ExportResult:
        """Make DOCX and PDF of one Markdown document; see `cchc_tui.export.export_markdown`."""
        from cchc_tui.export import export_markdown

        return export_markdown(
            text,
            source=source,
            targets=targets,
            out=out,
            force=force,
            templates=self._reader.templates,
            progress=progress or (lambda _: None),
        )

    def text_to_export(self, reference: str, *, draft: bool = False, at_freeze: bool = False) -> TextToExport:
        """Return the Markdown whose pages may be made now: of a closed report only what was closed, unless as a draft.

        FindingsError with everything that keeps it from being final, unless as a draft. ClosedError when a closed
        report would come out differently now.
        """
        stored = self._reports.find(reference)
        closed = stored.record.state == FROZEN
        final = not (draft or at_freeze or closed)
        told = self._rules.demand_final(stored) if final else self._rules.told_with(stored)
        if at_freeze or (closed and not draft):
            text = self._closed_text(stored.record, reference, as_it_was=at_freeze)
        else:
            text = self._reports.compose(reference, draft=draft)
        return TextToExport(text, (*told, *self._reports.remarks(reference, text)))

    def _closed_text(self, sheet: ReportSheet, reference: str, *, as_it_was: bool) -> str:
        """Return the text that was closed. ClosedError where it would come out differently now, unless `as_it_was`."""
        from cchc_tui.office.documents import unsealed

        kept = unsealed(self._closing.frozen_text(reference))
        if as_it_was:
            return kept
        try:
            now = self._reports.compose(reference)
        except FindingsError as fault:
            raise _changed(sheet, reference) from fault
        if now != kept:
            raise _changed(sheet, reference)
        return kept

    def export_report(
        self,
        reference: str,
        *,
        targets: Sequence[Target] = TARGETS,
        out: Path | None = None,
        draft: bool = False,
        force: bool = False,
        at_freeze: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> ExportResult:
        """Make one report's DOCX and PDF; `out` is the path without suffix, else `output_place`.

        Files of a closed report that are still those recorded when it was closed are left as they are.
        """
        from cchc_tui.export import ExportResult, target_paths

        wanted = self.text_to_export(reference, draft=draft, at_freeze=at_freeze)
        sheet = self._reports.find(reference).record
        paths = target_paths(out or self._reports.output_place(reference, draft=draft), targets)
        kept = [] if draft or sheet.state != FROZEN else [t for t, p in paths.items() if _recorded(sheet, p)]
        notices = [*wanted.told, *(f"{paths[target]} đúng là tệp đã chốt, giữ nguyên." for target in kept)]
        rest = [target for target in paths if target not in kept]
        if rest:
            place = next(iter(paths.values())).with_suffix("")
            made = self.export(wanted.text, source=sheet.title, targets=rest, out=place, force=force, progress=progress)
            notices += made.notices
            if not draft and sheet.state == FROZEN:
                notices += [_otherwise(paths[t]) for t in rest if not _recorded(sheet, paths[t], like=True)]
        return ExportResult(tuple(paths.values()), tuple(notices))


def _changed(sheet: ReportSheet, name: str) -> ClosedError:
    return ClosedError(
        f"{frozen_words(sheet)} nay đã đổi so với bản chốt; chưa xuất gì.",
        f"Xuất đúng bản đã chốt: cchc export {name} --at-freeze. "
        f"Muốn xuất số liệu mới, hãy mở chốt trước: cchc freeze {name} --undo",
    )


def _recorded(sheet: ReportSheet, path: Path, *, like: bool = False) -> bool:
    """Return whether the file is byte for byte one recorded at closing; `like`: or none of its kind was recorded."""
    kind = [line for line in sheet.exported if line.partition(HASH_MARK)[0].endswith(path.suffix)]
    if like and not kind:
        return True
    data = read_bytes(path, shown=str(path), limit=TEXT_LIMIT) if path.is_file() else None
    return isinstance(data, bytes) and any(line.endswith(fingerprint(data)) for line in kind)


def _otherwise(path: Path) -> str:
    return (
        f"{path} có đúng chữ và số của bản chốt nhưng không giống từng byte tệp đã ghi lúc chốt"
        " (chương trình, mẫu hoặc phông chữ đã khác)."
    )
