"""What checking costs on top of reading: 10 000 records and a body of about 100 pages. Prints ratios, asserts nothing.

python -m tests.bench.rules
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from cchc_tui.document.passages import read_prose
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records import directive
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.rules import FileOrigins, Located, ReportContext, check_paper, read_words
from cchc_tui.storage.canonical import render
from cchc_tui.storage.official_document import read_official_document
from cchc_tui.storage.paths import birth_path
from cchc_tui.storage.repository import Repository

RECORDS = 10_000
PAGES = 100
LETTERS_A_PAGE = 2_400
ROUNDS = 5
ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)


def main() -> None:
    """Make the office, measure, print one Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        records = fill(create_office(Path(folder) / "ubnd", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"}))
        cold = cpu(lambda: Repository(records).load().of(Directive), rounds=1)
        warm = cpu(lambda: Repository(records).load().of(Directive))
        office = Office.open(records, today=TODAY)
        on_records = cpu(lambda: (directive._parsed.cache_clear(), office.rules._on_records()))
        found = len(office.rules._on_records())
        big = big_report(Path(folder))
        whole = cpu(lambda: big.rules.check_report("2023-nam"))
    markdown = body()
    words = [
        (ROOT / "templates" / "wording" / name).read_text("utf-8")
        for name in ("tu-ghep.txt", "ten-co-quan.txt", "don-vi-tinh.txt", "tu-quen.txt")
    ]
    sample = Office.open(ROOT / "records", today=TODAY)
    sheet = sample.reports.find("2023-nam")
    book = sample.reports.yearbook_of(sheet.record)

    def prose() -> int:
        page = read_official_document(markdown, "body.md", None)
        context = ReportContext(
            read_prose(markdown), Located(sheet.record, sheet.path), sample.settings,
            FileOrigins("body.md", page.head.line), page=page, yearbook=book, today=TODAY, words=read_words(*words),
        )  # fmt: skip
        return len(check_paper(context))

    on_prose = cpu(prose)
    rows = [
        (f"read {RECORDS:,} records, no cache", cold, ""),
        (f"read {RECORDS:,} records, verified cache", warm, ""),
        ("check the records", on_records, f"{found} findings"),
        (f"check {len(markdown) // LETTERS_A_PAGE} pages of prose", on_prose, f"{prose()} findings"),
        ("both checks", on_records + on_prose, ""),
        ("`cchc check --report`: read, compose, check, find again in the prose file", whole, ""),
    ]
    print("| what | CPU s | of reading without cache | of reading with it | |\n|---|---|---|---|---|")
    for what, seconds, note in rows:
        print(f"| {what} | {seconds:.2f} | {seconds / cold:.2f} | {seconds / warm:.2f} | {note} |")


def big_report(folder: Path) -> Office:
    """The sample office with that body for its report."""
    records = Path(shutil.copytree(ROOT / "records", folder / "mau"))
    (records / "reports" / "2023-nam" / "body.md").write_text(body(), "utf-8")
    return Office.open(records, today=TODAY)


def cpu(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Median CPU seconds of some runs."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def fill(records: Path) -> Path:
    """Nine documents for every count, over four years."""
    chance = random.Random(1)
    for number in range(RECORDS):
        day = date(2022, 1, 1) + timedelta(days=number * 1460 // RECORDS)
        record: Directive | MediaCount
        if number % 10:
            record = Directive(
                id=f"d{number:05d}", direction="outgoing", kind="cong-van", symbol=f"{number}/UBND-VP", issued_on=day,
                issuer="UBND xã Hà Kỳ", subject=f"triển khai nhiệm vụ {chance.choice(SUBJECTS)} số {number}",
            )  # fmt: skip
        else:
            measure = ("tin-bai", "luot-phat-song")[number // 10 % 2]
            period = f"{day.isoformat()}..{(day + timedelta(days=6)).isoformat()}"
            record = MediaCount(
                id=f"m{number:05d}", channel="truyen-thanh", measure=measure, period=period, value=chance.randint(1, 90)
            )
        path = records / birth_path(record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render(record))
    return records


SUBJECTS = ("cải cách hành chính", "kiểm soát thủ tục hành chính", "chuyển đổi số", "tuyên truyền", "tiếp công dân")


def body() -> str:
    """The sample's prose over and over, with a citation in every third paragraph."""
    text = (ROOT / "records" / "reports" / "2023-nam" / "body.md").read_text("utf-8")
    paragraphs = [p for p in text.split("\n\n") if "{{" not in p]
    parts: list[str] = []
    number = 0
    while sum(map(len, parts)) < PAGES * LETTERS_A_PAGE:
        for place, paragraph in enumerate(paragraphs):
            parts.append(paragraph)
            if place % 3 == 0:
                number += 1
                parts.append(
                    f"Ngày {1 + number % 28:02d}/{3 + number % 7}/2023, UBND xã đã ban hành Công văn số"
                    f" {number}/UBND-VP về việc triển khai {SUBJECTS[number % 5]} lần thứ {number}."
                )
    return "\n\n".join(parts)


if __name__ == "__main__":
    main()
