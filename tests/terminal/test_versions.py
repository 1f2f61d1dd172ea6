"""The oldest Textual that the pin allows does the same as the newest, which all other tests run on.

`CCHC_OLD_TEXTUAL` names a directory that it was installed into (`pip install --no-deps --target`).
"""

from __future__ import annotations

import os
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT, Open, write_directives

OLD = os.environ.get("CCHC_OLD_TEXTUAL", "")
needs_old = pytest.mark.skipif(not OLD, reason="CCHC_OLD_TEXTUAL names no directory with the oldest Textual allowed")


@needs_old
def test_it_is_the_oldest_that_the_pin_allows() -> None:
    (found,) = distributions(name="textual", path=[OLD])
    pins = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    (pin,) = (p for p in pins if p.startswith("textual"))
    assert pin.startswith(f"textual>={found.version},")


@needs_old
def test_keys_in_one_packet_reach_their_fields_and_the_picture_is_thin(open_program: Open, records: Path) -> None:
    write_directives(records, 40)
    terminal = open_program(wait="VIỆC PHẢI LÀM", PYTHONPATH=f"{OLD}{os.pathsep}{ROOT}")
    terminal.settle()
    assert terminal.received <= 4_000  # the limits of test_bytes: the first screen, the list after it, a row
    assert terminal.press("1") <= 3_000
    assert terminal.press("<Down>") <= 500
    terminal.press("<F4>401/TB-UBND<Tab>5/6/2023<Tab><Tab><Tab><Tab>Nie\x7fê\x7f\x7fiêm yết công khai<F2>")
    terminal.wait_for("Đã thêm văn bản 401/TB-UBND")
    (path,) = records.glob("directives/2023/2023-06-05*.toml")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["subject"] == "Niêm yết công khai"
