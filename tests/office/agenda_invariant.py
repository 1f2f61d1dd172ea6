"""Nothing with a day that is not settled is absent from the agenda: random offices on disk, looked at on random days.

python -m tests.office.agenda_invariant [OFFICES [FIRST_SEED]]  looks at as many, by default 1 000
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc_tui.office import Office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.office import Evaluation, Obligation, OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.canonical import render
from cchc_tui.storage.paths import birth_path

LAST_MONTHS = {"quy-1": 3, "6-thang": 6, "quy-3": 9, "nam": 12}


def examine(seed: int, folder: Path) -> None:
    """Make one office in a folder, look at its agenda, and compare with what its records say."""
    chance = random.Random(seed)
    today = date(2025, 1, 1) + timedelta(days=chance.randrange(1095))
    records, expected = _random_office(chance, today)
    for record in records:
        path = folder / birth_path(record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render(record))
    office = Office.open(folder, today=today)
    assert office.records.findings == (), seed
    items = office.agenda.items()
    assert sorted(item.key for item in items) == sorted(expected), f"seed {seed}, {today}"
    assert [item.due_on for item in items] == sorted(item.due_on for item in items), seed
    assert all(item.due_on == expected[item.key] for item in items), seed
    assert all(item.days_left == (item.due_on - today).days for item in items), seed


def _random_office(chance: random.Random, today: date) -> tuple[list[Record], dict[str, date]]:
    """Return the files of an office, and what must stand on its agenda with the day of each."""
    expected: dict[str, date] = {}
    obligation = Obligation(
        code="cchc", name="Báo cáo CCHC", periods=tuple(LAST_MONTHS), deadline=f"ngày {chance.choice((18, 20, 28))}",
        from_on=today - timedelta(days=chance.randrange(900)),
    )  # fmt: skip
    settings = OfficeSettings(
        short_name="UBND xã Mẫu", place="Mẫu", obligations=(obligation,),
        evaluations=(Evaluation(code="dat", label="Đạt", met=True),),
    )  # fmt: skip
    found: list[Record] = [settings]
    papers = list(_papers(chance, today))
    answered = {paper.id for paper in papers if chance.random() < 0.25}
    for number, paper in enumerate(papers):
        found.append(paper)
        replied = paper.id in answered
        if replied:
            gone = today if chance.random() < 0.2 else None
            reply = _paper(f"r{number:05d}", 500 + number, direction=OUTGOING, answers=(paper.id,), deleted_on=gone)
            found.append(reply)
            replied = gone is None
        waited = paper.direction == INCOMING and not paper.deleted and not paper.settled_on
        if paper.due_on and waited and not replied:
            expected[paper.id] = paper.due_on
    for task in _tasks(chance, today):
        found.append(task)
        if task.due_on and not task.evaluation and not task.deleted:
            expected[task.id] = task.due_on
    for period, due_on in _owed(obligation, today):
        sent = chance.random() < 0.5
        if sent or chance.random() < 0.5:
            found.append(
                ReportSheet(
                    id=f"s{len(found):05d}",
                    slug=period,
                    kind="bao-cao",
                    period=period,
                    subject="Kết quả",
                    obligation="cchc" if chance.random() < 0.7 else None,
                    sent_on=today if sent else None,
                )
            )
        if not sent:
            expected[f"cchc {period}"] = due_on
    return found, expected


def _owed(obligation: Obligation, today: date) -> Iterator[tuple[str, date]]:
    """Yield period and day of what is owed, worked out month by month from what the obligation says."""
    assert obligation.from_on is not None
    day = int((obligation.deadline or "").removeprefix("ngày "))
    for year in range(obligation.from_on.year, today.year + 2):
        for word, month in LAST_MONTHS.items():
            due_on = date(year, month, day)
            if date(year, month, 14) >= obligation.from_on and due_on <= today + timedelta(days=100):
                yield f"{year}-{word}", due_on


def _day(chance: random.Random, today: date) -> date | None:
    return today + timedelta(days=chance.randrange(-400, 400)) if chance.random() < 0.8 else None


def _paper(identity: str, number: int, **more: object) -> Directive:
    values = {
        "kind": "cong-van", "symbol": f"{number}/UBND-VP", "issued_on": date(2024, 12, 1), "issuer": "UBND xã Mẫu",
        "subject": "báo cáo kết quả",
    }  # fmt: skip
    return Directive(id=identity, **(values | more))


def _papers(chance: random.Random, today: date) -> Iterator[Directive]:
    for number in range(chance.randrange(8)):
        yield _paper(
            f"p{number:05d}",
            number + 1,
            direction=chance.choice((INCOMING, INCOMING, OUTGOING)),
            issuer="Sở Tư pháp",
            due_on=_day(chance, today),
            settled_on=today if chance.random() < 0.2 else None,
            deleted_on=today if chance.random() < 0.1 else None,
        )


def _tasks(chance: random.Random, today: date) -> Iterator[ChecklistItem]:
    for number in range(chance.randrange(8)):
        yield ChecklistItem(
            id=f"t{number:05d}",
            checklist=chance.choice(("2026-tuyen-truyen", "viec-khac")),
            position=number + 1,
            task="Việc",
            due_on=_day(chance, today),
            evaluation=chance.choice(("dat", None, None)),
            deleted_on=today if chance.random() < 0.1 else None,
        )


def main(offices: int = 1000, first: int = 0) -> None:
    """Look at so many offices; the first that is wrong ends it with its seed."""
    for seed in range(first, first + offices):
        with TemporaryDirectory(prefix="cchc-agenda-") as folder:
            examine(seed, Path(folder))
    print(f"{offices} offices, nothing absent")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
