"""Simulated commune offices as bare git repositories, written straight into git's objects: a province in seconds."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.facts import Fact, make_facts

_CHANNELS = (
    ("truyen-thanh", "Đài truyền thanh", "luot-phat-song", "lượt phát sóng", "lượt"),
    ("trang-tin", "Trang thông tin điện tử", "tin-bai", "tin, bài đăng", "tin bài"),
    ("mot-cua", "Bộ phận Một cửa", "luot-huong-dan", "lượt hướng dẫn, tuyên truyền trực tiếp", "lượt"),
)
"""Channels and measures of the office file that `cchc init` writes."""
_QUALIFIERS = ("exact", "exact", "exact", "over", "about", "about_over", "nearly", "more_than")
_EVALUATIONS = ("dat", "dat", "dat", "khong-dat", "")


@dataclass(frozen=True)
class Simulated:
    """One office: its place, and what it recorded, to be added up without any engine."""

    repository: Path
    province: str
    commune: str
    name: str


def make_office(folder: Path, *, province: str, code: str, name: str, records: int, years: int = 2) -> Simulated:
    """A bare repository with about `records` records of the years up to 2025; same arguments, same records."""
    repository = folder / f"{code}.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(repository)], check=True)
    commit_files(repository, office_files(province=province, code=code, name=name, records=records, years=years))
    return Simulated(repository, province, code, name)


def office_files(*, province: str, code: str, name: str, records: int, years: int = 2) -> dict[str, str]:
    """The files of an office by path: a tenth are counts, a twentieth tasks, the rest documents; one report a year."""
    chance = random.Random(code)
    files = {"records/office.toml": _office(province, code, name)}
    for fact in make_facts(records * 17 // 20, seed=chance.randrange(10**9), years=years):
        files[f"records/directives/{fact.issued_on.year}/{fact.issued_on}_{fact.id}.toml"] = _directive(fact, name)
    for place in range(records // 10):
        channel, _, measure, *_ = _CHANNELS[place % 3]
        year, month = 2025 - place // 36 % years, place // 3 % 12 + 1
        path = f"records/media/{year}/{year}-{month:02d}_{channel}_{place:04d}.toml"
        files[path] = (
            f'schema = 1\nid = "m{place:05d}"\nchannel = "{channel}"\nmeasure = "{measure}"\n'
            f'period = "{year}-{month:02d}"\nvalue = {chance.randrange(200)}\n'
            f'qualifier = "{chance.choice(_QUALIFIERS)}"\n'
        )
    for place in range(records // 20):
        evaluation = chance.choice(_EVALUATIONS)
        files[f"records/checklists/2025-tuyen-truyen/{place:03d}.toml"] = (
            f'schema = 1\nid = "c{place:05d}"\nchecklist = "2025-tuyen-truyen"\nposition = {place + 1}\n'
            f'task = "Nhiệm vụ {place + 1}"\n' + (f'evaluation = "{evaluation}"\n' if evaluation else "")
        )
    for year in range(2026 - years, 2026):
        if chance.random() < 0.8:
            files[f"records/reports/{year}-nam/report.toml"] = (
                f'schema = 1\nid = "r{year}"\nslug = "{year}-nam"\nkind = "bao-cao"\nperiod = "{year}-nam"\n'
                f'number = "{chance.randrange(1, 400)}"\nsymbol = "BC-UBND"\ndated_on = {year}-12-16\n'
                f'subject = "kết quả tuyên truyền cải cách hành chính năm {year}"\n'
            )
    return files


def commit_files(repository: Path, files: dict[str, str], *, message: str = "Ghi hồ sơ") -> None:
    """One commit on top of HEAD that sets these files, through one `git fast-import`."""
    known = subprocess.run(["git", "rev-parse", "--verify", "-q", "HEAD"], cwd=repository, capture_output=True)
    said = message.encode()
    stream = [b"commit refs/heads/main\n", b"committer Nguyen Van A <a@xa.gov.vn> 1766000000 +0700\n"]
    stream.append(b"data %d\n%s\n" % (len(said), said))
    if known.returncode == 0:
        stream.append(b"from %s\n" % known.stdout.strip())
    for path, text in files.items():
        data = text.encode()
        stream.append(b'M 100644 inline "%s"\ndata %d\n%s\n' % (path.encode(), len(data), data))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository, input=b"".join(stream), check=True)


def _office(province: str, code: str, name: str) -> str:
    words = "".join(f'[[channels]]\ncode = "{code}"\nlabel = "{label}"\n' for code, label, *_ in _CHANNELS)
    words += "".join(
        f'[[measures]]\nchannel = "{channel}"\ncode = "{code}"\nlabel = "{label}"\nunit = "{unit}"\n'
        for channel, _, code, label, unit in _CHANNELS
    )
    words += '[[evaluations]]\ncode = "dat"\nlabel = "Đạt"\nmet = true\n'
    words += '[[evaluations]]\ncode = "khong-dat"\nlabel = "Không đạt"\nmet = false\n'
    words += '[[obligations]]\ncode = "nam"\nname = "Báo cáo năm"\nperiods = ["nam"]\ndeadline = "ngày 20"\n'
    return (
        f'schema = 1\nid = "0ff1ce"\nshort_name = "{name}"\nprovince = "{province}"\ncommune_code = "{code}"\n'
        f'place = "{name.removeprefix("UBND xã ")}"\n' + words
    )


def _directive(fact: Fact, issuer: str) -> str:
    return (
        f'schema = 1\nid = "{fact.id}"\ndirection = "outgoing"\nkind = "{fact.kind}"\nsymbol = "{fact.symbol}"\n'
        f'issued_on = {fact.issued_on}\nissuer = "{issuer}"\nsubject = "{fact.subject}"\n'
    )
