"""Fifteen bursts, as input methods, pastes and slow lines deliver keys: the records are those of keys one by one."""

from __future__ import annotations

import asyncio
import codecs
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from textual import events

from cchc_tui.tui.key import read_key
from cchc_tui.tui.kit.messages import Packet
from cchc_tui.tui.kit.terminal_input import TerminalInput
from tests.tui.conftest import press_key, sit_down
from tests.tui.running import quiet, running
from tests.tui.streams import facts
from tests.tui.test_bytes import ThinLine

F2, F3, F4, F5 = "\x1b[12~", "\x1b[13~", "\x1b[14~", "\x1b[15~"
_OWN = "\t\tUBND xã\t\t"
"""From the day to the subject, the issuer said."""
_NFD = unicodedata.normalize("NFD", "đẩy mạnh thanh toán trực tuyến")
_RETYPED = "Ni\x7fie\x7fêm\x7f\x7f\x7fiêm yết công khai thu\x08ủ tu\x7fục"
"""Backspaces and letters, as UniKey and EVKey send them, once in the spelling of some Windows machines."""

Reads = Sequence[bytes]


def whole(*reads: str) -> Reads:
    """What comes in so many reads of the line; a question takes no key of the read that opened it."""
    return [read.encode() for read in reads]


def apart(stream: str, size: int) -> Reads:
    """The same in pieces of so many bytes: letters of three bytes and sequences of keys are cut."""
    data = stream.encode()
    return [data[start : start + size] for start in range(0, len(data), size)]


BURSTS: dict[str, tuple[Reads, str, str]] = {
    "a whole record in one write": (whole(f"{F4}326/UBND-VP\thn\tCong van\tUBND xã\t\ttăng cường kỷ luật{F2}"),
                                    "326/UBND-VP", "tăng cường kỷ luật"),
    "backspaces and letters in one write": (whole(f"{F4}771/TB-UBND\t5/6/2023{_OWN}{_RETYPED}{F2}"),
                                            "771/TB-UBND", "Niêm yết công khai thủ tục"),
    "combining marks": (whole(f"{F4}772/KH-UBND\t6/6/2023{_OWN}{_NFD}{F2}"),
                        "772/KH-UBND", "đẩy mạnh thanh toán trực tuyến"),
    "a word retyped, a paste of two lines": (
        whole(f"{F4}773/QD-UBND{chr(127) * 7}QĐ-UBND\t7/6/2023{_OWN}\x1b[200~kiện toàn\nBan Chỉ đạo\x1b[201~{F2}"),
        "773/QĐ-UBND", "kiện toàn Ban Chỉ đạo"),
    "a phantom blank and one backspace more": (whole(f"{F4}774/TB-UBND\t8/6/2023{_OWN}a\u202f\x7f\x7fân cần{F2}"),
                                               "774/TB-UBND", "ân cần"),
    "two records in one write": (
        whole(f"{F4}775/TB-UBND\t8/6/2023{_OWN}một{F2}{F4}776/TB-UBND\t9/6/2023{_OWN}hai{F2}"),
        "776/TB-UBND", "hai"),
    "thrown away, then again": (whole(f"{F4}abc{F3}", f"b{F4}777/TB-UBND\t8/6/2023{_OWN}ba{F2}"),
                                "777/TB-UBND", "ba"),
    "filter, open the hit, back, new": (whole(f"{F5}142\r\r{F3}{F3}{F4}778/TB-UBND\t8/6/2023{_OWN}bốn{F2}"),
                                        "778/TB-UBND", "bốn"),
    "other screens and back": (whole(f"213121{F4}779/TB-UBND\t8/6/2023{_OWN}năm{F2}"), "779/TB-UBND", "năm"),
    "two hundred letters": (whole(f"{F4}780/TB-UBND\t8/6/2023{_OWN}{'abcdefghi ' * 20}x{F2}"),
                            "780/TB-UBND", "abcdefghi " * 20 + "x"),
    "the list of commands and back": (whole(f"\x10{F3}{F4}781/TB-UBND\t8/6/2023{_OWN}sáu{F2}"), "781/TB-UBND", "sáu"),
    "byte by byte": (apart(f"{F4}782/TB-UBND\t5/6/2023{_OWN}{_RETYPED}{F2}", 1),
                     "782/TB-UBND", "Niêm yết công khai thủ tục"),
    "cut every five bytes": (apart(f"{F4}783/TB-UBND\t5/6/2023{_OWN}{_NFD}{F2}", 5),
                             "783/TB-UBND", "đẩy mạnh thanh toán trực tuyến"),
    "bytes that are no letters": ([f"{F4}784/TB-UBND\t8/6/2023{_OWN}bản \xff\xfe".encode("latin-1", "replace"),
                                   *whole(f"\x15bản đã chữa{F2}")], "784/TB-UBND", "bản đã chữa"),
    "the answers of a terminal between letters": (
        whole(f"{F4}785/TB-UBND\t8/6/2023{_OWN}ch\x1b[?1;2c\x1b]11;rgb:0000/0000/0000\x1b\\eo{F2}"),
        "785/TB-UBND", "cheo"),
}  # fmt: skip
"""By what they try: the reads of the line, then number and subject of the record that has to be there."""


def packets(reads: Reads) -> list[Packet]:
    """Return what the driver hands on for each read."""
    parser, decode = TerminalInput(), codecs.getincrementaldecoder("utf-8")("replace").decode
    found = []
    for read in reads:
        text = decode(read)
        keys = [m for m in parser.feed(text) if isinstance(m, events.Key | events.Paste)] if text else []
        found += [Packet(keys)] if keys else []
    return found


def typed_in_bursts(records: Path) -> None:
    """Type all of them into the running application."""

    async def run() -> None:
        async with running(records, ThinLine) as app:
            for reads, _, _ in BURSTS.values():
                for packet in [*packets(whole("1")), *packets(reads)]:
                    app.post_message(packet)
                    await asyncio.sleep(0)
                await quiet(app)

    asyncio.run(run())


def typed_one_by_one(records: Path) -> None:
    """Type them key by key at a desk without a loop."""
    sitting = sit_down(records)
    for reads, _, _ in BURSTS.values():
        for packet in [*packets(whole("1")), *packets(reads)]:
            for key in packet.keys:
                if isinstance(key, events.Paste):
                    sitting.desk.top.paste(key.text)
                else:
                    press_key(sitting.desk, read_key(key.key, key.character)[0])
            sitting.desk.settle()


def test_fifteen_bursts_make_the_records_they_would_make_key_by_key(records: Path, tmp_path: Path) -> None:
    single = tmp_path / "single" / "records"
    single.mkdir(parents=True)
    (single / "office.toml").write_bytes((records / "office.toml").read_bytes())
    typed_in_bursts(records)
    typed_one_by_one(single)
    found = {record["symbol"]: record["subject"] for record in facts(records) if "symbol" in record}
    wrong = {name: found.get(symbol) for name, (_, symbol, subject) in BURSTS.items() if found.get(symbol) != subject}
    assert wrong == {}
    assert facts(records) == facts(single)
