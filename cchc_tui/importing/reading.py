"""One file of any kind as candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cchc_tui.errors import FindingsError
from cchc_tui.importing import json_lines, pandoc, plain, spreadsheet
from cchc_tui.importing.account import Unread, account_of, account_of_rows, passages_of
from cchc_tui.importing.blocks import Block
from cchc_tui.importing.candidate import Candidate
from cchc_tui.importing.opening import Opened, open_source
from cchc_tui.importing.paper import Paper
from cchc_tui.importing.register import CONVERTED, NO_HEADS, read_register
from cchc_tui.importing.report import ReadPaper, understand
from cchc_tui.records.office import OfficeSettings

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class ReadFile:
    """What a file offers, and what of it became no record."""

    candidates: list[Candidate]
    unread: list[Unread] = field(default_factory=list)
    sheet: Candidate | None = None
    """Head and foot of a paper that is offered as no report, for whoever checks it."""
    prose: str = ""
    """Its prose."""
    passages: tuple[tuple[str, str], ...] = ()
    """Place and words of everything between its head and its signature, and of its appendices."""
    paper: Paper | None = None
    """The paper taken apart; None for a register or JSON."""


def read_source(
    path: Path, *, office: OfficeSettings, today: date, progress: Progress | None = None
) -> list[Candidate]:
    """Return what a DOCX, ODT, XLSX, CSV, JSON Lines or text file offers; as `read_file`."""
    return read_file(path, office=office, today=today, progress=progress).candidates


def read_file(path: Path, *, office: OfficeSettings, today: date, progress: Progress | None = None) -> ReadFile:
    """Return what a DOCX, ODT, XLSX, CSV, JSON Lines or text file offers, and its account. Nothing is written.

    `progress` hears how many of how many rows or paragraphs have been read; what it raises ends the reading.
    FindingsError and EnvironmentFaultError say why a file cannot be read and what to do.
    """
    source = open_source(path)
    match source.format:
        case "docx" | "odt":
            blocks, left_out = pandoc.read_blocks(source)
            blocks = plain.mended(_some(blocks, source))
            read = understand(blocks, office, today, progress)
            return _read_paper(read, account_of(read, blocks, None, left_out), passages_of(read, blocks, None))
        case "xlsx":
            return _read_workbook(source, office, today, progress)
        case _:
            return _read_text(source, office, today, progress)


def _read_paper(read: ReadPaper, unread: list[Unread], passages: tuple[tuple[str, str], ...]) -> ReadFile:
    return ReadFile(read.candidates, unread, read.sheet, read.prose, passages, read.paper)


def _read_workbook(source: Opened, office: OfficeSettings, today: date, progress: Progress | None) -> ReadFile:
    """Return the rows of a workbook; unpacking them takes longer than understanding them, so that each is half of what
    `progress` hears.
    """

    def unpacked(done: int, of: int) -> None:
        if progress is not None:
            progress(done, 2 * of)

    found: list[list[Candidate]] = []
    unread: list[Unread] = []
    for title, rows, converted in spreadsheet.xlsx_sheets(source, unpacked):

        def understood(done: int, of: int) -> None:
            if progress is not None:
                progress(of + done, 2 * of)

        titles = (title, source.path.stem)
        found.append(read_register(rows, office, today, titles=titles, progress=understood, converted=converted))
        unread += account_of_rows(rows, title)
    return ReadFile(_any_of(found, source), unread)


def _any_of(found: Sequence[list[Candidate]], source: Opened) -> list[Candidate]:
    candidates = [candidate for part in found for candidate in part]
    if not candidates:
        raise FindingsError(f"“{source.name}”: {NO_HEADS}", "Hãy thêm một dòng tên cột ở đầu bảng rồi nhập lại.")
    return candidates


def _some(blocks: list[Block], source: Opened) -> list[Block]:
    if not blocks:
        raise FindingsError(
            f"“{source.name}” không có chữ nào; có thể chỉ có ảnh chụp.",
            "Hãy nhập bản Word gốc, hoặc gõ lại thành tệp chữ.",
        )
    return blocks


def _read_text(source: Opened, office: OfficeSettings, today: date, progress: Progress | None) -> ReadFile:
    text, legacy = plain.decode(source.data, source.name)
    if source.path.suffix.lower() in (".jsonl", ".ndjson", ".json") or json_lines.looks_like_json(text):
        return ReadFile(json_lines.read_lines(text, source.name, progress))
    if source.path.suffix.lower() in (".csv", ".tsv"):
        rows, converted, faults = spreadsheet.csv_rows(source)
        titles = (source.path.stem,)
        places = range(len(rows) if converted else 0)
        found = read_register(
            rows, office, today, titles=titles, progress=progress, converted=places, faults=faults
        )  # fmt: skip
        return ReadFile(_any_of([found], source), account_of_rows(rows))
    blocks = plain.read_blocks(text)
    read = understand(blocks, office, today, progress)
    doubts = (f"{CONVERTED} ({legacy.label})",) if legacy else ()
    whole = _read_paper(read, account_of(read, blocks, text, ()), passages_of(read, blocks, text))
    return replace(whole, candidates=[c.doubt(*doubts) for c in whole.candidates])
