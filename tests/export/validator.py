"""The Open XML SDK's validator over many files in one process; `python -m tests.export.validator` takes every kind."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cchc_tui.export import new_document
from cchc_tui.export.docx import build_docx
from cchc_tui.records.kind import ADMINISTRATIVE_KINDS, COPY_KINDS
from cchc_tui.storage.official_document import read_official_document

_PACKAGE = "@ooxml-tools/validate"
_VERSION = "0.4.6"
_CACHE = Path.home() / ".cache" / "cchc-ooxml-validate"
"""It outlives the run: the package is 40 MB."""


def example_docx(kind: str) -> bytes:
    """The DOCX of the example of one kind."""
    return build_docx(read_official_document(new_document(kind), kind, None))


def faults_of(made: Mapping[str, bytes], folder: Path) -> dict[str, list[Any]]:
    """What the validator finds in each file. The test is skipped where npm cannot fetch it."""
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = ["node", str(Path(__file__).with_name("validate.mjs")), str(_fetched()), str(folder)]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=300).stdout
    return {name.removesuffix(".docx"): found for name, found in json.loads(answer).items()}


def _fetched() -> Path:
    entry = _CACHE / "node_modules" / _PACKAGE / "dist" / "npm" / "index.js"
    if not entry.exists():
        _CACHE.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(_CACHE)]
        fetched = subprocess.run([*command, f"{_PACKAGE}@{_VERSION}"], capture_output=True, check=False, timeout=240)
        if fetched.returncode:
            pytest.skip(f"npm could not fetch {_PACKAGE}")
    return entry


def main() -> int:
    """Print how many files have faults, and which."""
    kinds = [kind.slug for kind in (*ADMINISTRATIVE_KINDS, *COPY_KINDS)]
    with tempfile.TemporaryDirectory() as folder:
        found = faults_of({kind: example_docx(kind) for kind in kinds}, Path(folder))
    faulty = {kind: faults for kind, faults in found.items() if faults}
    print(f"{len(found)} files, {len(faulty)} with faults", json.dumps(faulty, ensure_ascii=False, indent=1))
    return bool(faulty)


if __name__ == "__main__":
    sys.exit(main())
