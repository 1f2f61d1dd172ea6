"""The short way to read a record says what the parser says, or nothing."""

from __future__ import annotations

import random
import tomllib

import pytest

from cchc_tui.storage.canonical import render
from cchc_tui.storage.plain_toml import plain_table
from cchc_tui.storage.shipped import sample_records_dir

from .random_records import make_record

SPOILT = (
    *"\"\\'#=[]{}.,-_+ \t\n\r\0\x7f09azAZ€ắ\ufeff",
    *("\r\n", '"""', "'''", " = ", "1_000", "0x1", "nan", "[a]\n"),
)


def by_parser(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def test_the_records_of_the_sample_are_read_the_short_way_mostly() -> None:
    texts = [file.read_text("utf-8") for file in sorted(sample_records_dir().rglob("*.toml"))]
    short = [(plain_table(text), text) for text in texts]
    assert all(table is None or table == tomllib.loads(text) for table, text in short)
    assert sum(table is not None for table, _ in short) > len(texts) // 2


def test_spoilt_records_are_read_as_the_parser_reads_them_or_left_to_it() -> None:
    chance = random.Random(5)
    for _ in range(1000):
        text = render(make_record(chance)).decode("utf-8", "replace")
        for _ in range(chance.randint(0, 3)):
            place = chance.randint(0, len(text))
            text = text[:place] + chance.choice(SPOILT) + text[place + chance.randint(0, 2) :]
        short = plain_table(text)
        assert short is None or short == by_parser(text), text


@pytest.mark.parametrize(
    "text",
    ["a = 1", "a = 01\n", "a = 2023-02-30\n", "a = 1\na = 2\n", 'a = "\t"\n', 'a = "x" # y\n', "a.b = 1\n", "a=1\n",
     "a = 12:00:00\n", "a = -1\n", "a = [1]\n", "[a]\n", 'a = "x\\n"\n', "# \x01\n", "a = 1\r\n", 'a = """x"""\n'],
)  # fmt: skip
def test_what_is_odd_is_left_to_the_parser(text: str) -> None:
    assert plain_table(text) is None


def test_kinds_of_values_are_those_of_the_parser() -> None:
    text = '# chú thích\na = "ắ#"\n\nb = 2023-02-21\nc = 0\nd = true\n'
    table = plain_table(text)
    assert table == tomllib.loads(text)
    assert [type(value) for value in (table or {}).values()] == [type(v) for v in tomllib.loads(text).values()]
