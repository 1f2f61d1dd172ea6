"""One file of any kind as candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from cchc_tui.errors import FindingsError
from cchc_tui.importing import json_lines, pandoc, plain, spreadsheet
from cchc_tui.importing.blocks import Block
from cchc_tui.importing.candidate import Candidate
from cchc_tui.importing.opening import Opened, open_source
from cchc_tui.importing.register import CONVERTED, NO_HEADS, read_register
from cchc_tui.importing.report import read_report
from cchc_tui.language.legacy_encoding import LegacyEncoding
from cchc_tui.records.office import OfficeSettings

Progress = Callable[[int, int], None]


def read_source(
    path: Path, *, office: OfficeSettings, today: date, progress: Progress | None = None
) -> list[Candidate]:
    """What a DOCX, ODT, XLSX, CSV, JSON Lines or text file offers. Nothing is written.

    `progress` hears how many of how many rows of a register have been read. FindingsError and EnvironmentFaultError say
    why a file cannot be read and what to do.
    """
    source = open_source(path)
    match source.format:
        case "docx" | "odt":
            blocks, _ = pandoc.read_blocks(source)
            return read_report(plain.mended(_some(blocks, source)), office, today)
        case "xlsx":
            return _read_workbook(source, office, today, progress)
        case _:
            return _read_text(source, office, today, progress)


def _read_workbook(source: Opened, office: OfficeSettings, today: date, progress: Progress | None) -> list[Candidate]:
    """Unpacking the rows takes longer than understanding them: both count half in what `progress` hears."""

    def unpacked(done: int, of: int) -> None:
        if progress is not None:
            progress(done, 2 * of)

    found = []
    for title, rows, converted in spreadsheet.xlsx_sheets(source, unpacked):

        def understood(done: int, of: int) -> None:
            if progress is not None:
                progress(of + done, 2 * of)

        titles = (title, source.path.stem)
        found.append(read_register(rows, office, today, titles=titles, progress=understood, converted=converted))
    return _any_of(found, source)


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


def _read_text(source: Opened, office: OfficeSettings, today: date, progress: Progress | None) -> list[Candidate]:
    text, legacy = plain.decode(source.data, source.name)
    if source.path.suffix.lower() in (".jsonl", ".ndjson", ".json") or json_lines.looks_like_json(text):
        return json_lines.read_lines(text, source.name)
    if source.path.suffix.lower() in (".csv", ".tsv"):
        rows, converted, faults = spreadsheet.csv_rows(source)
        titles = (source.path.stem,)
        places = range(len(rows) if converted else 0)
        found = read_register(
            rows, office, today, titles=titles, progress=progress, converted=places, faults=faults
        )  # fmt: skip
        return _any_of([found], source)
    candidates = read_report(plain.read_blocks(text), office, today)
    return [c.doubt(f"{CONVERTED} ({_name(legacy)})") for c in candidates] if legacy else candidates


def _name(legacy: LegacyEncoding) -> str:
    return legacy.label
