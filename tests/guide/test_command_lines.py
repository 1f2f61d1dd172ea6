"""Every command line of the guide, typed at a real terminal in the sample office, does what it is there for.

A fence of language `sh` holds command lines. One that no test machine can run says why in its own words,
`not-run="…"`, and is listed here. Command lines inside a sentence are run too, unless a capital word or an ellipsis
stands for something (`cchc show MÃ`): what those name is checked in test_documents. After a sentence's `cd PLACE`
the lines of its chapter are typed there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from cchc_tui.cli.app import VERBS, cchc
from cchc_tui.guide import all_chapters
from tests.terminal.pty_terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
NOT_RUN = {"qua SSH": 2, "trong zsh": 1, "tệp của bạn": 1, "sổ của mẫu còn trống": 1}
"""Reasons for which blocks are not run, and how many give each."""
FOUND_FAULTY = ("check", "doctor", "export --check", "summary", "collect", "today")
"""Verbs that end with 1 when they have found something: in the sample office they do."""
_BLOCK = re.compile(r'^```sh(?: not-run="([^"]+)")?\n(.*?)^```', re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(cd \S+|(?:cd \S+ && )?cchc(?: [^`\n]+)?)`")
_STANDS_FOR = re.compile(r"…|\||\b[A-ZĐ]{2,}|\bMÃ|\bKỲ|\bTỆP|\bNHÓM|\bTHƯ|\bTÊN|\bNGUỒN|\bTÀI_KHOẢN")
_PLACES = re.compile(r"(?<![\w.~])/(srv|mnt|media|noi|tmp)/")
_MAY_BE_EMPTY = re.compile(r"để trống câu ấy\)$|\bsố cuối đã cấp [^\n]*\?$")
_PATIENCE = 120.0
_PACK = """code = "thanh-giang"
name = "Chế độ báo cáo của tỉnh Thanh Giang"
version = "2026.1"

[[obligations]]
code = "tg-nam"
name = "Báo cáo năm của tỉnh"
periods = ["nam"]
deadline = "ngày 20"
"""
"""What a province publishes, at the place that the guide names."""
_WEEKLY = """
[[obligations]]
code = "tuan"
name = "Báo cáo tuần"
periods = ["tuan"]
deadline = "thứ sáu hằng tuần"
"""
"""The weekly report that the reader has declared."""


@dataclass(frozen=True)
class Block:
    """Command lines that follow each other."""

    slug: str
    number: int
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.slug}-{self.number}"


def _blocks() -> Iterator[Block]:
    for chapter in all_chapters():
        for number, (reason, text) in enumerate(_BLOCK.findall(chapter.text), 1):
            if not reason:
                lines = text.replace("\\\n", " ").splitlines()
                yield Block(chapter.slug, number, tuple(line for line in lines if line.strip()))
        told = _INLINE.findall(_FENCE.sub("", chapter.text))
        lines = [line for line in dict.fromkeys(told) if not _STANDS_FOR.search(re.sub('"[^"]*"', "", line))]
        lines = [line for line in lines if not _only_names_a_verb(line)]
        if lines:
            yield Block(chapter.slug, 0, tuple(_in_their_places(lines)))


def _in_their_places(lines: list[str]) -> Iterator[str]:
    """Yield each line where the sentence `cd PLACE` before it has led the reader; lines of one block share nothing."""
    place = ""
    for line in lines:
        if line.startswith("cd ") and "&&" not in line:
            place = f"{line} && "
        else:
            yield place + line


def _only_names_a_verb(line: str) -> bool:
    """Whether a verb is spoken of that means nothing without more words."""
    _, _, verb = line.partition("cchc ")
    command = cchc.get_command(click.Context(cchc), verb) if verb in VERBS else None
    return command is not None and (isinstance(command, click.Group) or any(p.required for p in command.params))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine as the guide's reader has it: the sample office with its history, and the files the lines name."""
    top = tmp_path_factory.mktemp("guide")
    office = top / "office"
    shutil.copytree(ROOT / "records", office / "records")
    _name_commune(office, "06001")
    with (office / "records/office.toml").open("a", encoding="utf-8") as settings:
        settings.write(_WEEKLY)
    for name in (
        "srv/xa",
        "srv/git",
        "srv/goi/thanh-giang",
        "mnt/usb",
        "media/usb",
        "noi/khac",
        "tmp",
        "home/.config/fish/completions",
        "bin",
    ):
        (top / name).mkdir(parents=True)
    program = top / "bin/cchc"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cchc_tui "$@"\n')
    program.chmod(0o755)
    (top / "srv/goi/thanh-giang/pack.toml").write_text(_PACK, encoding="utf-8")
    old = {"GIT_AUTHOR_DATE": "2023-02-20T08:00:00", "GIT_COMMITTER_DATE": "2023-02-20T08:00:00"}
    script = """
    git init -q -b main && git add -A && git commit -qm "hồ sơ mẫu"
    git clone -q --bare . "$TOP/srv/xa/ha-ky.git"
    cchc add directive --direction incoming --symbol 412/UBND-NV --issued-on 5/6/2023 --received-on 7/6/2023 \\
        --due-on 20/6/2023 --issuer "UBND huyện Tràng Định" --subject "báo cáo quý II năm 2023"
    cchc set 4j9x2d assigned_on=1/6/2023 due_on=30/6/2023
    cchc sync --to "$TOP/srv/git/cchc.git"
    cchc export 2023-nam --draft -o bao-cao.docx && cchc export 2023-nam --draft --to pdf
    for name in baocao du-thao bao-cao-2022 bao-cao-2023 da-sua; do cp bao-cao.docx $name.docx; done
    cchc export-register --period 2023 -o so-van-ban.xlsx && cp so-van-ban.xlsx so-van-ban-2023.xlsx
    cp so-van-ban.xlsx so-di.xlsx && cchc export-register --period 2023 --to csv -o so-den.csv
    for name in a b A B C; do cchc new-document cong-van -o $name.md; done
    cchc body 2023-nam > loi.md
    cp xuat/*.pdf ban-ky.pdf
    cchc init "$TOP/srv/xa-cu" --short-name "UBND xã Khe Mơ" --place "Khe Mơ"
    cchc --records "$TOP/srv/xa-cu/records" add directive --symbol 5/KH-UBND --direction outgoing \\
        --issued-on 6/1/2025 --subject "cải cách hành chính năm 2025"
    """
    _bash(script, office, top, old)
    second = top / "second"
    shutil.copytree(office, second)
    _name_commune(second, "06002")
    _bash('git commit -qam "mã xã" && git bundle create -q "$TOP/mnt/usb/xa-ha-ky.bundle" HEAD main', second, top, {})
    shutil.rmtree(second)
    return top


def _name_commune(office: Path, code: str) -> None:
    settings = office / "records/office.toml"
    text = re.sub(r"(?m)^(province|commune_code) = .*\n", "", settings.read_text(encoding="utf-8"))
    named = f'province = "20"\ncommune_code = "{code}"\n'
    settings.write_text(re.sub(r"(?m)^(short_name = )", rf"{named}\1", text, count=1), encoding="utf-8")


def _environment(top: Path) -> dict[str, str]:
    return {
        "PATH": f"{top / 'bin'}:{os.environ['PATH']}",
        "HOME": str(top / "home"),
        "TOP": str(top),
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(top / "home/state"),
        "XDG_CACHE_HOME": str(top / "home/cache"),
        "CCHC_PERSON": "Nguyễn Thị Hà <ha@xahaky.gov.vn>",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": "Nguyễn Thị Hà",
        "GIT_CONFIG_KEY_1": "user.email",
        "GIT_CONFIG_VALUE_1": "ha@xahaky.gov.vn",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PAGER": "cat",
        "EDITOR": "true",
    }


def _bash(script: str, cwd: Path, top: Path, more: dict[str, str]) -> None:
    subprocess.run(["bash", "-ec", script], cwd=cwd, env=_environment(top) | more, check=True, capture_output=True)


@pytest.fixture
def machine(workshop: Path, tmp_path: Path) -> Path:
    """The workshop anew for one block."""
    top = tmp_path / "machine"
    shutil.copytree(workshop, top, symlinks=True)
    connected = top / "office/.git/config"
    connected.write_text(connected.read_text().replace(str(workshop), str(top)))
    return top


def _type(line: str, top: Path) -> tuple[int, str]:
    """Type the line at a terminal, answer what is asked, leave the screens; its exit code and the last screen."""
    typed = _PLACES.sub(rf"{top}/\1/", line)
    with Terminal(["bash", "-c", typed], _environment(top), columns=160, rows=50, cwd=top / "office") as terminal:
        asked, end = 0, time.monotonic() + _PATIENCE
        while terminal.ended is None:
            assert time.monotonic() < end, f"{line}\n{terminal.text}"
            if terminal.read(0.2):
                continue
            if "Ctrl+Q Thoát" in terminal.text:
                terminal.send("<Ctrl+Q>")
            elif re.search(r"(?m)^F3 Về *$", terminal.text):
                terminal.send("<F3>")
            elif terminal.received > asked and (answer := _answer(terminal.text.rstrip())):
                asked = terminal.received
                terminal.send(answer)
            terminal._reap(block=False)
        while terminal.read(0):
            pass
        return terminal.ended, terminal.text


def _answer(shown: str) -> str:
    """Return what is typed at the question that the screen ends with: yes, or nothing where no yes is asked for."""
    if _MAY_BE_EMPTY.search(shown):
        return "<Enter>"
    return "c<Enter>" if shown.endswith(("]", "?", ":")) else ""


@pytest.mark.slow
@pytest.mark.parametrize("block", list(_blocks()), ids=str)
def test_the_command_lines_of_the_guide_run(block: Block, machine: Path) -> None:
    for line in block.lines:
        code, said = _type(line, machine)
        assert code in _good(block, line), f"{line}\nended with {code}:\n{said}"


def _good(block: Block, line: str) -> set[int]:
    """Which endings are as the guide means it; what a sentence names may be refused in the office as it stands."""
    if block.number == 0:
        return {0, 1, 3}
    return {0, 1} if any(f"cchc {verb}" in line for verb in FOUND_FAULTY) else {0}


def test_what_is_not_run_is_known() -> None:
    reasons = [reason for c in all_chapters() for reason, _ in _BLOCK.findall(c.text) if reason]
    assert {reason: reasons.count(reason) for reason in set(reasons)} == NOT_RUN


def test_every_block_of_commands_says_that_it_is_one() -> None:
    for chapter in all_chapters():
        for block in re.findall(r"(?ms)^```(?!sh)[^\n]*\n(.*?)^```", chapter.text):
            assert not re.search(r"(?m)^(cchc|cd|eval) ", block), (chapter.slug, block)
