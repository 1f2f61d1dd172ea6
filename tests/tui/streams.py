"""Random streams of keys: `python -m tests.tui.streams [HOW MANY]` tries so many, the suite a few.

Each is typed in packets, as input methods and slow lines deliver keys, into the real application on a driver that draws
what Textual writes twice: as it is, as Textual's own driver would send it, and as `LineDriver` sends the difference.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyte
from textual.drivers.headless_driver import HeadlessDriver

from cchc_tui.tui.kit.cells import Grid
from cchc_tui.tui.kit.difference import difference
from tests.terminal.conftest import OFFICE
from tests.tui.conftest import sit_down, write_directives
from tests.tui.running import press, running, split

Keys = Sequence[str]
ENDS = ("<F2>", "<F3>", "<F8>", "<Esc>", "<Enter>", "<Delete>")
"""Keys that may open a question, which takes no key of the packet that opened it: a packet ends with them."""
PIECES = (
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "<F4>", "<F4>", "<Tab>", "<Tab>", "<Tab>", "<Down>", "<Up>", "<Right>",
    "<Left>", "<Home>", "<End>", "<PageDown>", "<Backspace>", "<F5>", " ", "s", "r", "m", "t", "v", "<Ctrl+P>", "<F1>",
    "<Ctrl+Z>", "<Ctrl+T>", "<Ctrl+X>", "326/UBND-VP", "21/2/2023", "Công văn", "kỷ luật, kỷ cương", "trên 90", "Hà Kỳ",
    "x", "b", "l", "g", *ENDS, *ENDS,
)  # fmt: skip
"""What people press; nothing that leaves, exports or gives the terminal away."""


def packets(seed: int, count: int = 24) -> list[list[str]]:
    """Return a stream as the packets in which it arrives."""
    draw = random.Random(seed)
    out: list[list[str]] = [[]]
    for _ in range(count):
        piece = draw.choice(PIECES)
        out[-1] += split(piece)
        if piece in ENDS or draw.random() < 0.2:
            out.append([])
    return [packet for packet in out if packet]


class TwoTerminals(HeadlessDriver):
    """A terminal that gets all that Textual writes, and one that gets only what differs."""

    @property
    def is_headless(self) -> bool:
        """Textual draws only for a driver with a terminal."""
        return False

    def attach(self, width: int, height: int) -> None:
        """Two blank terminals of that size."""
        self.whole, self.thin = pyte.Screen(width, height), pyte.Screen(width, height)
        self._whole, self._thin = pyte.Stream(self.whole), pyte.Stream(self.thin)
        self._wanted, self._shown = Grid(width, height), Grid(width, height)

    def write(self, data: str) -> None:
        """Draw it on the one, remember it for the other."""
        if not hasattr(self, "whole"):
            self.attach(*(self._size or (80, 24)))
        self._whole.feed(data.replace("\n", "\r\n"))
        self._wanted.feed(data)

    def send(self) -> None:
        """Bring the other up to date."""
        self._thin.feed(difference(self._shown, self._wanted))

    def differing(self) -> list[str]:
        """Return the cells that are not alike on both, as a person sees them."""
        return [
            f"{y}:{x} {self.whole.buffer[y][x]} {self.thin.buffer[y][x]}"
            for y in range(self.whole.lines)
            for x in range(self.whole.columns)
            if seen(self.whole.buffer[y][x]) != seen(self.thin.buffer[y][x])
        ]


def seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """Return what can be seen of a cell: a blank has no ink."""
    blank = cell.data == " "
    ink = "" if blank and not cell.reverse else cell.fg
    return (cell.data, ink, cell.bg, cell.underscore, cell.reverse, cell.bold and not blank)


async def play(records: Path, stream: Sequence[Keys], size: tuple[int, int]) -> list[str]:
    """Type the packets into the program; cells that differed after any of them."""
    faults: list[str] = []
    async with running(records, TwoTerminals, size) as app:
        driver = app._driver
        assert isinstance(driver, TwoTerminals)
        for packet in stream:
            await press(app, packet)
            if not app.is_running or app.bug is not None:
                break
            driver.send()
            assert any(row.strip() for row in driver.whole.display), "nothing was drawn at all"
            faults += [f"{''.join(packet)}: {fault}" for fault in driver.differing()[:3]]
    return faults


def make_office(folder: Path) -> Path:
    """Lay an office with a few documents down."""
    records = folder / "office" / "records"
    records.mkdir(parents=True)
    (records / "office.toml").write_text(OFFICE, encoding="utf-8")
    write_directives(records, 12)
    return records


def facts(records: Path) -> list[dict[str, Any]]:
    """Return every record on disk without its id, which is drawn by lot."""
    found = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(records.rglob("*.toml"))]
    for record in found:
        record.pop("id", None)
    return sorted(found, key=repr)


def try_stream(seed: int, folder: Path, size: tuple[int, int]) -> list[str]:
    """Return what is wrong with a stream: cells that differ, or records that differ from those typed one by one."""
    stream = packets(seed)
    burst, single = make_office(folder / "burst"), make_office(folder / "single")
    faults = asyncio.run(play(burst, stream, size))
    sitting = sit_down(single, screen=0)
    for key in (key for packet in stream for key in packet):
        sitting.press(key)
    if facts(burst) != facts(single):
        faults.append("other records than typed one by one: " + " ".join("".join(packet) for packet in stream))
    return faults


def tried(count: int) -> Iterator[str]:
    """Try so many streams, in two sizes by turns; what was wrong."""
    for seed in range(count):
        with tempfile.TemporaryDirectory() as place:
            os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = place
            size = (80, 24) if seed % 2 else (120, 40)
            for fault in try_stream(seed, Path(place), size):
                yield f"stream {seed}, {size[0]}×{size[1]}: {fault}"
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    os.environ |= {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_FPS": "1000", "CCHC_PERSON": "Lê Thị Hà <ha@hk>"}
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    wrong = list(tried(many))
    print("\n".join(wrong) or f"{many} streams: the same records, the same cells.")
    raise SystemExit(bool(wrong))
