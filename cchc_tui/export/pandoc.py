"""The one door to pandoc: where it is, whether it is new enough, one run of it."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from cchc_tui.errors import CchcError, EnvironmentFaultError, FindingsError

OLDEST = (3, 8)
"""The first that knows --syntax-highlighting. An older one so fails; below 3.3 it would silently ignore a docx template
and leave out header and signature.
"""
DIALECT = "commonmark+pipe_tables+fenced_divs+footnotes"
"""What the preview reads too; the YAML head is taken off before (see source.split)."""
TIMEOUT_SECONDS = 900
_RUNTIME_OPTIONS = "-A64m -M6g"
"""Haskell runtime: fewer collections (-A), and a bound that turns an endless document into a message (-M)."""


@functools.cache
def pandoc_path() -> str:
    """Return the pandoc program of the pypandoc_binary wheel, or the one the system has."""
    bundled = _bundled()
    if bundled:
        return bundled
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise EnvironmentFaultError(
            "Không tìm thấy pandoc nên chưa xuất được văn bản.",
            "Hãy cài lại chương trình: pip install --force-reinstall pypandoc_binary",
        ) from None


@functools.cache
def _bundled() -> str:
    """Return the program inside the pypandoc_binary wheel, "" when there is none; importing pypandoc costs 40 ms
    more.
    """
    spec = importlib.util.find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        program = Path(folder) / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
        if os.access(program, os.X_OK):
            return str(program)
    return ""


@functools.cache
def pandoc_version() -> str:
    """Return its version, like "3.9". EnvironmentFaultError when there is none or it cannot run."""
    path = pandoc_path()
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, check=True, timeout=60).stdout.decode()
    except (OSError, subprocess.SubprocessError) as fault:
        raise EnvironmentFaultError(
            f"Không chạy được pandoc ở {path}: {fault}.", "Hãy cài lại chương trình."
        ) from fault
    return answer.split("\n", 1)[0].removeprefix("pandoc").strip()


def demand_new_enough() -> None:
    """Refuse a pandoc that does not know what we ask of it."""
    version = pandoc_version()
    parts = re.findall(r"\d+", version)
    if tuple(int(part) for part in parts[:2]) < OLDEST:
        raise EnvironmentFaultError(
            f"pandoc {version} quá cũ: chương trình cần pandoc từ {'.'.join(map(str, OLDEST))} trở lên.",
            "Hãy cài pypandoc_binary mới: pip install --upgrade pypandoc_binary",
        )


def run(
    arguments: Sequence[str], text: str, source: str, environment: Mapping[str, str], folder: Path | None = None
) -> bytes:
    """Return what pandoc makes of `text`.

    `source` names the document in messages; `folder` is where it finds its files.
    """
    command = [pandoc_path(), "--from", DIALECT, "--syntax-highlighting=none", *arguments]
    variables = {**os.environ, **environment, "LC_ALL": "C.UTF-8"}
    if _bundled():  # a pandoc of the system may have been built to refuse them
        variables["GHCRTS"] = _RUNTIME_OPTIONS
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            env=variables,
            cwd=folder,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FindingsError(
            f"pandoc đọc “{source}” quá {TIMEOUT_SECONDS // 60} phút nên đã dừng.", "Hãy chia nhỏ văn bản."
        ) from None
    except OSError as fault:
        raise EnvironmentFaultError(f"Không chạy được pandoc: {fault}.", "Hãy cài lại chương trình.") from fault
    if done.returncode:
        demand_new_enough()
        raise _failure(done.returncode, done.stderr.decode(errors="replace"), source)
    return done.stdout


def _failure(code: int, message: str, source: str) -> CchcError:
    if code == 251 or "heap" in message.lower():
        return EnvironmentFaultError(f"“{source}” quá lớn so với bộ nhớ của máy.", "Hãy chia nhỏ văn bản.")
    columns = re.search(r"cchc-columns:(\d+);", message)
    if columns:
        return FindingsError(
            f"“{source}” có bảng {columns[1]} cột; Word chỉ mở được bảng đến 63 cột.", "Hãy tách bảng thành nhiều bảng."
        )
    last = " ".join(message.split())[-300:]
    return FindingsError(
        f"pandoc không đọc được “{source}” (mã {code}): {last}",
        "Hãy xem lại nội dung; nếu nội dung đúng, hãy gửi tệp này cho người bảo trì chương trình.",
    )
