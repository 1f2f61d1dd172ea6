"""What a key costs on the line at 80×24 in 16 colours: bytes are exact, so they are limits.

`tests/terminal/test_bytes.py` shows in a pty that the program sends these bytes; here it runs without one, so that
every kind of field can be typed into.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from cchc_tui.tui.kit.cells import Grid
from cchc_tui.tui.kit.difference import difference
from tests.terminal.conftest import LETTERHEAD, OFFICE
from tests.tui.conftest import write_directives
from tests.tui.running import press, running, split

OVERVIEW, LIST, FORM, QUESTION = 4_000, 3_000, 2_500, 1_000
CURSOR = 500
"""Where the record under the cursor is told below the list."""
LETTER, TAB = 60, 200
TELLING = 200
"""A letter that brings another offer, guess or warning."""
SCROLLING = 900
"""Tab where the form moves on by a page, or a wrong field gets a sentence of two rows."""
LONG = (
    "tăng cường chỉ đạo thực hiện một số nhiệm vụ về cải cách hành chính, kỷ luật, kỷ cương và hoạt động công vụ; "
    "đẩy mạnh ứng dụng công nghệ thông tin năm 2023"
)


class ThinLine(HeadlessDriver):
    """A line that remembers what the terminal shows."""

    @property
    def is_headless(self) -> bool:
        """Textual draws only for a driver with a terminal."""
        return False

    def start_application_mode(self) -> None:
        """Begin with a blank terminal."""
        self.wanted, self.shown = Grid(*(self._size or (80, 24))), Grid(*(self._size or (80, 24)))
        super().start_application_mode()

    def write(self, data: str) -> None:
        """Take what Textual draws."""
        self.wanted.feed(data)

    def sent(self) -> int:
        """Return the bytes that bring the terminal up to date."""
        return len(difference(self.shown, self.wanted).encode())


def sizes(records: Path, *streams: str | list[str]) -> list[list[tuple[str, int]]]:
    """Return each key of the streams with its bytes, the first picture before all; a list comes as one packet."""

    async def run() -> list[list[tuple[str, int]]]:
        async with running(records, ThinLine) as app:
            line = app._driver
            assert isinstance(line, ThinLine)
            found = [[("first", line.sent())]]
            for stream in streams:
                found.append([])
                for keys in [split("".join(stream))] if isinstance(stream, list) else [[key] for key in split(stream)]:
                    await press(app, keys)
                    found[-1].append((keys[-1], line.sent()))
            return found

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def plain_terminal(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen colours, and an office of which no check complains."""
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    settings = OFFICE.replace("\n[[channels]]", f"{LETTERHEAD}\n[[channels]]", 1)
    (records / "office.toml").write_text(settings, encoding="utf-8")


def over(
    found: list[tuple[str, int]], letter: int = LETTER, tab: int = TAB, telling: str = ""
) -> list[tuple[str, int]]:
    """Return the keys that cost more than they may; letters of `telling` bring more than themselves, once each."""
    rest, dear = list(telling), []
    for key, size in found:
        limit = tab if key == "<Tab>" else letter
        if size > limit and key in rest and size <= TELLING:
            rest.remove(key)
        elif size > limit:
            dear.append((key, size))
    return dear


def test_lists_forms_and_questions_of_documents_with_long_subjects(records: Path) -> None:
    write_directives(records, 200, subject=LONG)
    first, listed, moves, form, letters, tabs, asked = sizes(
        records, "1", "<Down><Down><Down><Up>", "<F4>", "201/UBND-VP", "<Tab><Tab><Tab><Tab><Tab>", "<F3>"
    )
    assert first[-1][1] <= OVERVIEW
    assert listed[0][1] <= LIST
    assert max(size for _, size in moves) <= CURSOR
    assert form[0][1] <= FORM
    assert over(letters, telling="201NDVP-") == []
    assert over(tabs) == []
    assert asked[0][1] <= QUESTION


@pytest.mark.parametrize(
    ("typed", "telling", "tab"),
    [
        ("330/UBND-VP<Tab>31/2/2023<Tab>", "3NDV3", 400),
        ("<Tab><Tab>kế<Tab><Tab>tăng cường<Tab>", "kt", 600),
        ("<Tab><Tab><Tab><Tab><Tab>kỷ<Tab>ế<Tab>", "", SCROLLING),
    ],
)
def test_every_field_of_a_document_also_with_offers_and_faults(
    records: Path, typed: str, telling: str, tab: int
) -> None:
    assert over(sizes(records, ["1<F4>"], typed)[-1], telling=telling, tab=tab) == []


def test_every_field_of_a_count(records: Path) -> None:
    typed = "trang thông tin<Tab>tin bài<Tab>6/2023<Tab>trên 90<Tab>"
    assert over(sizes(records, ["2<F4>"], typed)[-1], telling="tt63t 9") == []


def test_a_long_sentence_where_it_begins_a_row_and_late_in_one(records: Path) -> None:
    to_subject = ["1<F4><Tab><Tab><Tab><Tab><Tab>"]
    *_, first, _, second = sizes(records, to_subject, [LONG[:46]], LONG[46:58], [LONG[58:98]], LONG[98:110])
    assert over(first) == []
    assert over(second) == []


def test_a_cell_and_a_filter(records: Path) -> None:
    write_directives(records, 40)
    *_, cell, _, words = sizes(records, ["2<Right>"], "trên 90", ["<Esc>", "<F3>", "1<F5>"], "chấn")
    assert over(cell, telling="t", letter=65) == []
    assert over(words) == []
