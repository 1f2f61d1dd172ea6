"""The tables answer alike whoever asks: DuckDB, polars, ClickHouse, Spark SQL on workers, and no engine at all."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from cchc_tui.collect import Summary, ask, gather, summarise
from cchc_tui.language.wording import Qualifier, Quantity, add_quantities
from cchc_tui.records.period import GENERAL_REGIME, Period, PeriodKind
from tests.bench.offices import Simulated, commit_files, make_office
from tests.collect.engines import ENGINES, QUESTIONS, Answer, ask_engine, is_installed
from tests.collect.test_commit import GATHER

OFFICES, RECORDS = 24, 60


class Country:
    """A lake that was gathered, updated, and left by a gathering that was killed."""

    def __init__(self, folder: Path) -> None:
        self.lake = folder / "lake"
        self.offices = [
            make_office(folder, province=f"Tỉnh {n % 3}", code=f"{n:05d}", name=f"UBND xã {n}", records=RECORDS)
            for n in range(OFFICES)
        ]
        gather(self.repositories(), self.lake)
        self.first = added_up(self.offices)
        for number, office in enumerate(self.offices[::3]):
            commit_files(office.repository, changed(number))
        gather(self.repositories(), self.lake)
        self.second = added_up(self.offices)
        commit_files(self.offices[1].repository, changed(99))
        words = ["2", "after", str(self.lake), str(self.offices[1].repository)]
        killed = subprocess.run([sys.executable, "-c", GATHER, *words], cwd=Path(__file__).parents[2], check=False)
        assert killed.returncode == -signal.SIGKILL

    def repositories(self) -> list[Path]:
        return [office.repository for office in self.offices]

    def versions(self, gathering: int) -> dict[str, int]:
        answer = ask(self.lake, f"SELECT * FROM gatherings WHERE id = {gathering}")
        row = dict(zip(answer.columns, answer.rows[0], strict=True))
        return {table: row[f"{table}_version"] for table in QUESTIONS}


def changed(number: int) -> dict[str, str]:
    """One more count, one more document and a task not met."""
    return {
        f"records/media/2025/new{number}.toml": f'schema = 1\nid = "nm{number:04d}"\nchannel = "mot-cua"\n'
        f'measure = "luot-huong-dan"\nperiod = "2025-07"\nvalue = {5000 + number}\n',
        f"records/directives/2025/new{number}.toml": f'schema = 1\nid = "nd{number:04d}"\nkind = "cong-van"\n'
        f'symbol = "{9000 + number}/UBND"\nsubject = "mới"\nissued_on = 2025-06-06\n',
        f"records/checklists/2025-tuyen-truyen/new{number}.toml": f'schema = 1\nid = "nc{number:04d}"\n'
        f'checklist = "2025-tuyen-truyen"\nposition = 99\ntask = "mới"\nevaluation = "khong-dat"\n',
    }


def records_of(office: Simulated, kind: str) -> list[dict[str, object]]:
    """The files of one kind at HEAD, read by nothing of ours."""
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "-z", "--name-only", "HEAD", f"records/{kind}/"],
        cwd=office.repository, capture_output=True, check=True,
    ).stdout.decode().strip("\0").split("\0")  # fmt: skip
    asked = "\n".join(f"HEAD:{path}" for path in listed if path)
    data = subprocess.run(
        ["git", "cat-file", "--batch=%(objectsize)"],
        cwd=office.repository, input=asked.encode(), capture_output=True, check=True,
    ).stdout  # fmt: skip
    found = []
    while data:
        size, _, data = data.partition(b"\n")
        found.append(tomllib.loads(data[: int(size)].decode()))
        data = data[int(size) + 1 :]
    return found


def added_up(offices: Sequence[Simulated]) -> dict[str, Answer]:
    """The three answers, added up from the files in plain Python."""
    values: Counter[tuple[str, str, str]] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    met: Counter[tuple[str, object]] = Counter()
    documents: list[list[object]] = []
    words = {"dat": True, "khong-dat": False}
    for office in offices:
        province = office.province.lower().replace("tỉnh ", "tinh-")
        for count in records_of(office, "media"):
            key = (province, str(count["channel"]), str(count["measure"]))
            values[key] += int(str(count["value"]))
            counts[key] += 1
        for task in records_of(office, "checklists"):
            met[province, words.get(str(task.get("evaluation")))] += 1
        issued = [d for d in records_of(office, "directives") if str(d["issued_on"]).startswith("2025")]
        documents.append([office.commune, len(issued), len({d["symbol"] for d in issued if "symbol" in d})])
    return {
        "media": [[*key, values[key], counts[key]] for key in sorted(values)],
        "directives": sorted(documents, key=lambda row: str(row[0])),
        "checklist": [[*key, met[key]] for key in sorted(met, key=lambda k: (k[0], k[1] is not None, k[1] or False))],
    }


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    return Country(tmp_path_factory.mktemp("country"))


@pytest.mark.parametrize("gathering", [1, 2])
def test_the_summary_engine_gives_what_the_files_add_up_to(country: Country, gathering: int) -> None:
    expected = country.first if gathering == 1 else country.second
    for table, question in QUESTIONS.items():
        assert [list(row) for row in ask(country.lake, question, gathering).rows] == expected[table], table
    assert country.first != country.second


@pytest.mark.parametrize("gathering", [2, 1], ids=["after an update", "an earlier one"])
@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_what_the_files_add_up_to(country: Country, engine: str, gathering: int) -> None:
    if not is_installed(engine):
        pytest.skip(f"{engine} is not installed (extra `engines`)")
    answers = ask_engine(engine, country.lake, country.versions(gathering))
    assert answers == (country.first if gathering == 1 else country.second)


def test_three_hundred_random_totals_are_what_the_files_add_up_to(country: Country) -> None:
    """Random windows, channels and provinces, with the sums' qualifiers, against the files added up here."""
    chance = random.Random(20261201)
    # What the killed gathering read of one office belongs to no answer.
    known = [
        count
        for office in country.offices
        for count in records_of(office, "media")
        if office is not country.offices[1] or not str(count["id"]).startswith("nm")
    ]
    summaries: dict[Period, Summary] = {}
    asked = 0
    while asked < 300:
        period = random_period(chance)
        if period not in summaries:
            summaries[period] = summarise(country.lake, period, GENERAL_REGIME.window(period))
        summary = summaries[period]
        months = {f"{month.year}-{month.number:02d}" for month in months_of(period)}
        for total in chance.sample(summary.totals, min(3, len(summary.totals))):
            inside = [
                Quantity(int(str(count["value"])), Qualifier(str(count.get("qualifier", "exact"))))
                for count in known
                if (count["channel"], count["measure"]) == (total.channel, total.measure) and count["period"] in months
            ]
            assert total.quantity == add_quantities(inside), (period.code, total.channel)
            asked += 1


def random_period(chance: random.Random) -> Period:
    year = chance.choice((2024, 2025))
    kind = chance.choice(
        (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.MONTH)
    )
    number = {PeriodKind.QUARTER: chance.randrange(1, 5), PeriodKind.MONTH: chance.randrange(1, 13)}.get(kind, 0)
    return Period(kind, year, number)


def months_of(period: Period) -> list[Period]:
    last = {PeriodKind.YEAR: 12, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9}.get(period.kind)
    if last is not None:
        numbers = range(1, last + 1)
    elif period.kind is PeriodKind.QUARTER:
        numbers = range(period.number * 3 - 2, period.number * 3 + 1)
    else:
        numbers = range(period.number, period.number + 1)
    return [Period(PeriodKind.MONTH, period.year, number) for number in numbers]
