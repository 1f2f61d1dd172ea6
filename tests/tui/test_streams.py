"""Keys in packets do what keys one by one do, and the thin line shows what Textual draws; more: `tests.tui.streams`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.streams import try_stream

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}


@pytest.mark.parametrize("seed", [3, 8])
@pytest.mark.parametrize("size", SIZES)
def test_a_random_stream_in_packets(tmp_path: Path, seed: int, size: str) -> None:
    assert try_stream(seed, tmp_path, SIZES[size]) == []
