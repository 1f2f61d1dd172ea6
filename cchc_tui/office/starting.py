"""Beginning: a new office's records, and the sample office to try things on."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_tui.errors import EnvironmentFaultError, RefusedError, WrongUseError
from cchc_tui.records.fields import fields_of, from_plain, is_empty
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.office_names import completed_settings
from cchc_tui.storage.atomic import create_file, group_rights
from cchc_tui.storage.canonical import render
from cchc_tui.storage.faults import write_fault
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS
from cchc_tui.storage.shipped import sample_records_dir, templates_dir
from cchc_tui.storage.temporary import working_folder
from cchc_tui.storage.toml_file import read_toml

RECORDS_FOLDER = "records"
_README = "README.md"


def create_office(directory: Path, values: Mapping[str, Any]) -> Path:
    """Make the records of a new office in `directory`/records (`directory` itself when it is called records).

    A short or full name that says enough gives the other one, the letterhead and the place too where they are not among
    the `values`; what nobody said stays empty. The records directory comes back. RefusedError when an office is already
    there, WrongUseError for a value that is named and empty.
    """
    records = directory if directory.name == RECORDS_FOLDER else directory / RECORDS_FOLDER
    for taken in (directory, records):
        if (taken / OFFICE_FILE).exists():
            raise RefusedError(f"Thư mục {taken} đã là hồ sơ của một cơ quan ({OFFICE_FILE}).", "Chưa làm gì.")
    empty = [f.label for f in fields_of(OfficeSettings) if f.key in values and is_empty(values[f.key])]
    if empty:
        raise WrongUseError(f"Thiếu {', '.join(empty)}.", "Chưa làm gì.")
    office = completed_settings(example_settings(), values)
    with group_rights():
        for pattern in PATTERNS.values():
            _make_folder(records / pattern.split("/", 1)[0])
        if not (records / _README).exists():
            create_file(records / _README, (templates_dir() / "office" / _README).read_bytes())
        create_file(records / OFFICE_FILE, render(office))
    return records


def office_in(directory: Path) -> Path | None:
    """Return the records directory that `directory` is or holds; None when there is no office yet."""
    for place in (directory / RECORDS_FOLDER, directory):
        if (place / OFFICE_FILE).is_file():
            return place.resolve()
    return None


def copy_sample(directory: Path, source: Path | None = None) -> tuple[Path, bool]:
    """Return the records of a sample office (`source`; else that of xã Hà Kỳ) in `directory`/records, and whether they
    were copied now.

    Records that are already there stay as they are: what the person changed in them is theirs. RefusedError when they
    are another office's.
    """
    records, source = directory / RECORDS_FOLDER, source or sample_records_dir()
    if (records / OFFICE_FILE).is_file():
        _demand_same_office(records, source)
        return records, False
    if records.exists():
        raise RefusedError(
            f"Thư mục {records} đã có nhưng không phải hồ sơ (thiếu {OFFICE_FILE}).",
            "Hãy chuyển nó đi chỗ khác rồi chạy lại.",
        )
    with group_rights():
        _make_folder(directory)
        try:
            with working_folder("sample", directory) as temporary:
                whole = temporary / RECORDS_FOLDER
                hidden = shutil.ignore_patterns(".*")  # a checkout may keep git's and our own working files there
                shutil.copytree(source, whole, copy_function=shutil.copyfile, ignore=hidden)
                whole.rename(records)
        except (OSError, shutil.Error) as error:
            fault = error if isinstance(error, OSError) else OSError(str(error))
            raise write_fault(records, fault) from error
    return records, True


def _demand_same_office(records: Path, source: Path) -> None:
    ours, theirs = (read_toml(folder / OFFICE_FILE, shown=OFFICE_FILE) for folder in (source, records))
    if isinstance(ours, Finding) or isinstance(theirs, Finding) or ours.table.get("id") == theirs.table.get("id"):
        return  # one that cannot be read is told when it is opened
    raise RefusedError(
        f"Thư mục {records} là hồ sơ của một cơ quan khác: {theirs.table.get('short_name')}.",
        f"Chưa làm gì. Mở nó bằng: cchc --records {records}; hoặc chuyển nó đi chỗ khác rồi chạy lại.",
    )


def example_settings() -> OfficeSettings:
    """Return the example office that ships with the program."""
    path = templates_dir() / "office" / OFFICE_FILE
    read = read_toml(path, shown=str(path))
    if isinstance(read, Finding):
        raise EnvironmentFaultError(read.message, "Hãy cài lại chương trình.")
    office, faults = from_plain(OfficeSettings, read.table)
    if faults:
        raise EnvironmentFaultError(f"Tệp mẫu {path} hỏng: {faults[0].message}", "Hãy cài lại chương trình.")
    return office


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise RefusedError(f"{folder} đã có và không phải là thư mục.", "Hãy chọn chỗ khác; chưa làm gì.") from error
    except OSError as error:
        raise write_fault(folder, error) from error
