"""A second machine: the office's records brought there from the shared repository or from a stick."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.errors import CchcError, RefusedError, WrongUseError
from cchc_tui.git.checkout import Checkout
from cchc_tui.git.cloning import fetch_history, name_remote, unlawful_file, write_files
from cchc_tui.git.exchange import forget_incoming, local_path
from cchc_tui.git.objects import tree_files, view_of
from cchc_tui.office.starting import RECORDS_FOLDER
from cchc_tui.storage.atomic import group_rights
from cchc_tui.storage.faults import write_fault
from cchc_tui.storage.paths import OFFICE_FILE
from cchc_tui.storage.pending import WORK_FOLDER
from cchc_tui.storage.temporary import working_folder


@dataclass(frozen=True)
class Copied:
    """Where the copy lies, and what to tell."""

    records: Path
    done: tuple[str, ...]
    """Vietnamese sentences."""


def copy_office(source: str, directory: Path) -> Copied:
    """Bring an office's records and their whole history into `directory`/records, ready to be synchronised.

    `source` is a repository (a path, or one reached through SSH) or a bundle. WrongUseError when it is no office;
    RefusedError when something is in the way, or comes along that no office sends.
    """
    place = local_path(source)
    if place is not None and not place.exists():
        advice = "Hãy xem lại đường dẫn; kho ở máy khác viết như máy-chủ:/srv/git/cchc.git"
        raise WrongUseError(f"Không có {place}.", advice)
    if place is not None and (place / RECORDS_FOLDER / ".git").exists():
        place = place / RECORDS_FOLDER
    origin = str(place) if place else source
    is_bundle = place is not None and place.is_file()
    with group_rights(), _made(directory), working_folder("copy", directory) as temporary:
        folder = temporary / RECORDS_FOLDER
        folder.mkdir()
        checkout, commit = fetch_history(origin, folder)
        inside = _office_inside(checkout, commit)
        target = _target(directory, inside)
        _reject_foreign_paths(checkout, commit)
        write_files(checkout, commit)
        forget_incoming(checkout)
        if not is_bundle:
            name_remote(checkout, origin)
        _put(folder, target)
    records = (target / inside).resolve()
    again = f"cchc sync --bundle {origin}" if is_bundle else "cchc sync"
    return Copied(records, (f"Đã lấy hồ sơ và toàn bộ lịch sử từ {origin}.", f"Từ nay đồng bộ bằng: {again}"))


@contextlib.contextmanager
def _made(directory: Path) -> Iterator[None]:
    """Yield the folder for the length of the block; one that was made for nothing goes again."""
    there = directory.exists()
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_fault(directory, error) from error
    try:
        yield
    except CchcError:
        if not there:
            with contextlib.suppress(OSError):
                directory.rmdir()
        raise


def _office_inside(checkout: Checkout, commit: str) -> str:
    """Return where the office lies in the repository: at its root ("") or in its folder records."""
    paths = {file.path for file in tree_files(view_of(checkout.records), commit)}
    for inside in ("", RECORDS_FOLDER):
        if f"{inside}/{OFFICE_FILE}".lstrip("/") in paths:
            return inside
    raise WrongUseError(f"Kho ấy không phải kho hồ sơ: không có {OFFICE_FILE}.", "Chưa làm gì.")


def _target(directory: Path, inside: str) -> Path:
    """Return where the copy shall stand. RefusedError when something is there already."""
    target = directory if inside or directory.name == RECORDS_FOLDER else directory / RECORDS_FOLDER
    others = [path for path in target.iterdir() if not path.name.startswith(".cchc-")] if target.is_dir() else []
    if others or (target.exists() and not target.is_dir()):
        advice = "Hãy chọn thư mục khác; chưa làm gì."
        raise RefusedError(f"{target} đã có và không trống nên không chép vào đó.", advice)
    return target


def _reject_foreign_paths(checkout: Checkout, commit: str) -> None:
    odd = unlawful_file(checkout, commit, WORK_FOLDER)
    if odd is not None:
        raise RefusedError(
            f"Kho ấy có {odd.path!r} không phải là tệp thường (liên kết, kho con) hoặc quá lớn nên không nhận.",
            "Hãy nhờ người quản trị xem kho ấy; chưa làm gì.",
        )


def _put(folder: Path, target: Path) -> None:
    """Let the finished copy take its place; into the folder that holds the temporary one it goes piece by piece."""
    try:
        if target == folder.parent.parent:
            for path in folder.iterdir():
                path.rename(target / path.name)
            return
        with contextlib.suppress(FileNotFoundError):
            target.rmdir()
        folder.rename(target)
    except OSError as error:
        raise write_fault(target, error) from error
