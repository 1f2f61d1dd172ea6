"""Twenty documents of the seed's kind, each in one burst of keys: twenty right files, hardly more keys than letters."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sshd import running_sshd
from tests.terminal.conftest import PROGRAM, ROOT, Open
from tests.terminal.input_methods import unikey
from tests.terminal.pty_terminal import KEYS, Terminal

ISSUER = "UBND xã Hà Kỳ"
SUBJECTS = [
    "chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã",
    "triển khai thanh toán trực tuyến phí, lệ phí trong giải quyết TTHC",
    "chấn chỉnh thực hiện nhiệm vụ Cải cách hành chính tháng {month}/2023",
    "tăng cường chỉ đạo thực hiện một số nhiệm vụ về cải cách hành chính và hoạt động công vụ năm 2023",
    "tuyên truyền về chuyển đổi số, phát triển xã hội số, kinh tế số",
]
KINDS = [("CV-UBND", "Công văn"), ("KH-UBND", "Kế hoạch"), ("UBND-VP", "Công văn"), ("TB-UBND", "Thông báo")]


def documents() -> list[tuple[str, str, str, str, str]]:
    """Symbol, date, kind, issuer, subject of twenty documents."""
    made = []
    for number in range(20):
        letters, kind = KINDS[number % len(KINDS)]
        month = number % 12 + 1
        zero = f"{month:02d}" if month < 3 else str(month)
        subject = SUBJECTS[number % len(SUBJECTS)].format(month=month)
        made.append((f"{17 + 13 * number}/{letters}", f"{number + 1:02d}/{zero}/2023", kind, ISSUER, subject))
    return made


def in_the_form(document: tuple[str, str, str, str, str]) -> tuple[str, ...]:
    """A document's words in the order of the form; the direction before the subject follows from the issuer."""
    return (*document[:4], "", document[4])


def expect_right(records: Path) -> None:
    """Every file as meant."""
    found = {r["symbol"]: r for r in (tomllib.loads(p.read_text("utf-8")) for p in records.glob("directives/*/*.toml"))}
    assert len(found) == 20
    for symbol, day, kind, issuer, subject in documents():
        record = found[symbol]
        written = record["issued_on"]
        zero = f"{written.month:02d}" if written.month < 3 else str(written.month)
        assert f"{written.day:02d}/{zero}/{written.year}" == day
        assert (record["issuer"], record["subject"]) == (issuer, subject)
        assert record["kind"] == {"Công văn": "cong-van", "Kế hoạch": "ke-hoach", "Thông báo": "thong-bao"}[kind]


def test_twenty_documents_in_bursts_with_few_keys(open_program: Open, records: Path) -> None:
    """Kind and issuer need not be typed: they follow from the symbol and from what was there before."""
    terminal = open_program()
    strokes = letters = 0
    for symbol, day, kind, issuer, subject in documents():
        day_typed = day.removesuffix("/2023")
        stream = f"<F4>{symbol}<Tab>{day_typed}<Tab><Tab><Tab><Tab>{subject}<F2>"
        terminal.send(stream)
        strokes += len(symbol) + len(day_typed) + len(subject) + 6
        letters += len(symbol + day + kind + issuer + subject)
        terminal.wait_for(f"Đã thêm văn bản {symbol}")
    expect_right(records)
    assert strokes <= 1.3 * letters


def test_the_same_typed_in_full_through_unikey_without_waiting(open_program: Open, records: Path) -> None:
    terminal = open_program()
    for document in documents():
        fields = b"\t".join("".join(unikey(text)).encode() for text in in_the_form(document))
        terminal.send(KEYS["F4"] + fields + KEYS["F2"])
    terminal.wait_for(f"Đã thêm văn bản {documents()[-1][0]}")
    expect_right(records)


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The command that logs in at a real sshd."""
    with running_sshd(tmp_path_factory.mktemp("sshd")) as door:
        yield [*door.command, "-tt", door.place]


@pytest.mark.parametrize("term", ["xterm", "putty"])
def test_the_same_through_a_real_sshd(
    ssh: list[str], records: Path, environment: dict[str, str], term: str, tmp_path: Path
) -> None:
    kept = {k: environment[k] for k in ("XDG_STATE_HOME", "PYTHONPATH", "CCHC_PERSON")}
    words = " ".join(f"{key}='{value}'" for key, value in kept.items())
    command = f"env {words} {sys.executable} {PROGRAM} {records}"
    with Terminal([*ssh, command], environment | {"TERM": term}, cwd=ROOT) as terminal:
        terminal.wait_for("Ctrl+P Lệnh")
        for document in documents():
            for number, text in enumerate(in_the_form(document)):
                terminal.send(KEYS["Tab"] if number else KEYS["F4"])
                for chunk in unikey(text):
                    terminal.send(chunk.encode())
                    terminal.read(0)
            terminal.send(KEYS["F2"])
        terminal.wait_for(f"Đã thêm văn bản {documents()[-1][0]}")
        terminal.send("<Ctrl+Q>")
        assert terminal.wait_end() == 0
    expect_right(records)
