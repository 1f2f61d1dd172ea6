"""A reader sees one gathering whole, whatever becomes of the one that is being written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from cchc_tui.collect import ask, gather
from cchc_tui.collect.columns import TABLES
from cchc_tui.collect.plain_parquet import write_parquet
from cchc_tui.collect.tidy import tidy
from cchc_tui.errors import RefusedError, WrongUseError
from tests.bench.offices import Simulated, commit_files
from tests.collect.conftest import Found

MARKS = """
SELECT (SELECT max(value) FROM media), (SELECT max(position) FROM checklist), (SELECT max(copies) FROM directives),
  (SELECT count(*) FROM offices), (SELECT count(DISTINCT commune) FROM media)
"""
"""What every table says of the number that `mark` last wrote into all of them."""

GATHER = """
import os, signal, sys
from pathlib import Path
from cchc_tui.collect import delta, gather
at, before = int(sys.argv[1]), sys.argv[2] == "before"
write, calls = delta._write, [0]
def stop_at(*words, **options):
    calls[0] += 1
    if calls[0] == at and before:
        os.kill(os.getpid(), signal.SIGKILL)
    write(*words, **options)
    if calls[0] == at:
        os.kill(os.getpid(), signal.SIGKILL)
delta._write = stop_at
if __name__ == "__main__":
    gather([Path(source) for source in sys.argv[4:]], Path(sys.argv[3]))
"""
"""A gathering that is killed before or after its n-th write to a table."""


def mark(office: Simulated, number: int) -> None:
    """Commit the same number into a record of each kind."""
    commit_files(
        office.repository,
        {
            "records/media/2025/mark.toml": 'schema = 1\nid = "mmmmmm"\nchannel = "mot-cua"\n'
            f'measure = "luot-huong-dan"\nperiod = "2025-03"\nvalue = {number}\n',
            "records/checklists/2025-tuyen-truyen/mark.toml": 'schema = 1\nid = "cccccc"\n'
            f'checklist = "2025-tuyen-truyen"\nposition = {number}\ntask = "Việc"\n',
            "records/directives/2025/mark.toml": 'schema = 1\nid = "dddddd"\nkind = "cong-van"\nsubject = "s"\n'
            f"issued_on = 2025-05-05\ncopies = {number}\n",
        },
    )


def marks(lake: Path) -> tuple[object, ...]:
    return ask(lake, MARKS).rows[0]


WRITES = len(TABLES) + 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("at", range(1, WRITES + 1))
def test_a_gathering_killed_at_any_write_is_not_seen_and_the_next_one_starts_from_the_one_before(
    found: Found, tmp_path: Path, at: int, when: str
) -> None:
    lake = tmp_path / "lake"
    first, other = found("00001", records=0), found("00002", records=0)
    mark(first, 1001)
    mark(other, 1000)
    gather([first.repository, other.repository], lake)
    mark(first, 2000)
    words = [str(at), when, str(lake), str(first.repository)]
    killed = subprocess.run([sys.executable, "-c", GATHER, *words], check=False, cwd=Path.cwd())
    assert killed.returncode == -signal.SIGKILL
    done = at == WRITES and when == "after"
    assert marks(lake) == ((2000, 2000, 2000, 2, 2) if done else (1001, 1001, 1001, 2, 2))

    mark(other, 1002)
    gather([other.repository], lake)
    assert marks(lake) == ((2000, 2000, 2000, 2, 2) if done else (1002, 1002, 1002, 2, 2))

    gather([first.repository, other.repository], lake)
    assert marks(lake) == (2000, 2000, 2000, 2, 2)


@pytest.mark.parametrize("at", [1, 3, WRITES])
def test_a_first_gathering_that_was_killed_leaves_no_lake_and_no_rows(found: Found, tmp_path: Path, at: int) -> None:
    lake = tmp_path / "lake"
    first, other = found("00001", records=0), found("00002", records=0)
    mark(first, 5)
    mark(other, 6)
    subprocess.run([sys.executable, "-c", GATHER, str(at), "before", str(lake), str(first.repository)], check=False)
    with pytest.raises(WrongUseError, match="không phải thư mục đã tổng hợp"):
        ask(lake, "SELECT 1")

    gather([other.repository], lake)
    assert marks(lake) == (6, 6, 6, 1, 1)


def test_seventy_looks_beside_a_writer_are_whole(found: Found, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    office = found("00001", records=0)
    mark(office, 1)
    gather([office.repository], lake)
    code = (
        "import sys\nfrom pathlib import Path\nfrom cchc_tui.collect import gather\n"
        "from tests.bench.offices import Simulated\nfrom tests.collect.test_commit import mark\n"
        "office = Simulated(Path(sys.argv[1]), '', '', '')\n"
        "for number in range(2, 10_000):\n"
        "    mark(office, number)\n    gather([office.repository], Path(sys.argv[2]))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    words = [sys.executable, "-c", code, str(office.repository), str(lake)]
    with subprocess.Popen(words, env=environment) as writer:
        try:
            looks = [marks(lake)]
            while len(looks) < 75 and writer.poll() is None:
                looks.append(marks(lake))
        finally:
            writer.kill()

    assert len(looks) == 75
    assert [look for look in looks if len({*look[:3]}) > 1 or look[3:] != (1, 1)] == []
    assert looks == sorted(looks)
    assert looks[-1] > looks[0]


def test_the_slower_of_two_gatherers_without_a_common_lock_is_refused(
    found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = tmp_path / "lake"
    first, other = found("00001", records=0), found("00002", records=0)
    mark(first, 1)
    mark(other, 2)
    gather([first.repository], lake)
    monkeypatch.setattr(sys.modules["cchc_tui.collect.gather"], "locked", lambda *_, **__: nullcontext())
    mark(first, 7)

    def other_first(done: int, of: int, name: str) -> None:
        gather([other.repository], lake)

    with pytest.raises(RefusedError, match="có lẽ trên máy khác"):
        gather([first.repository], lake, progress=other_first)
    assert marks(lake) == (2, 2, 2, 2, 2)

    gather([first.repository], lake)
    assert marks(lake) == (7, 7, 7, 2, 2)


def test_an_earlier_gathering_answers_as_it_did(found: Found, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    office = found("00001", records=0)
    for number in (1, 2, 3):
        mark(office, number)
        gather([office.repository], lake)

    assert [ask(lake, MARKS, gathering).rows[0][0] for gathering in (1, 2, 3, None)] == [1, 2, 3, 3]
    with pytest.raises(WrongUseError) as refused:
        ask(lake, MARKS, 4)
    assert refused.value.hint == "Các lần còn giữ: từ số 1 đến số 3."


def test_tidying_removes_what_no_kept_gathering_needs_and_nothing_else(found: Found, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    office = found("00001", records=0)
    for number in range(1, 6):
        mark(office, number)
        gather([office.repository], lake)
    stray = lake / "media" / "province=lang-son" / "year=2025" / "stray.parquet"
    stray.write_bytes(b"of a killed writer")

    assert tidy(lake, keep=2).files == 0, "files younger than a week may be in use"
    tidied = tidy(lake, keep=2, retention_hours=0)
    assert not stray.exists()
    assert tidied.files > 3
    assert [ask(lake, MARKS, gathering).rows[0][:3] for gathering in (4, 5)] == [(4, 4, 4), (5, 5, 5)]
    with pytest.raises(WrongUseError, match="không có lần tổng hợp số 3"):
        ask(lake, MARKS, 3)

    mark(office, 6)
    gather([office.repository], lake)
    assert marks(lake)[:3] == (6, 6, 6)


def test_bare_parquet_files_hold_the_newest_gathering_alone(found: Found, tmp_path: Path) -> None:
    import duckdb

    lake = tmp_path / "lake"
    office = found("00001", records=40)
    for number in (1, 2):
        mark(office, 1000 + number)
        gather([office.repository], lake)
    assert write_parquet(lake, tmp_path / "bare") == 2

    for table in TABLES:
        files = [str(p) for p in (tmp_path / "bare").rglob("*.parquet") if table in (p.stem, p.parents[1].name)]
        bare = duckdb.execute("SELECT * FROM read_parquet(?, hive_partitioning=true)", [files])
        kept = ask(lake, f"SELECT * FROM {table}")
        assert {column[0] for column in bare.description or ()} == set(kept.columns), table
        assert len(bare.fetchall()) == len(kept.rows), table
    with pytest.raises(RefusedError, match="không trống"):
        write_parquet(lake, tmp_path / "bare")


@pytest.mark.parametrize("name", ["tổng hợp 2026", "a=b", "it's", 'a"b', "a#b&c+d"])
def test_a_lake_may_lie_under_any_ordinary_name(found: Found, tmp_path: Path, name: str) -> None:
    office = found("00001", records=0)
    mark(office, 3)
    gather([office.repository], tmp_path / name)
    assert marks(tmp_path / name)[:3] == (3, 3, 3)


@pytest.mark.parametrize("name", ["a%41b", "a[b", "a*b"])
def test_a_name_under_which_no_table_can_lie_is_refused_before_anything_is_written(
    found: Found, tmp_path: Path, name: str
) -> None:
    with pytest.raises(WrongUseError, match="đường dẫn có ký tự"):
        gather([found("00001", records=0).repository], tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_lake_of_the_older_kind_is_refused_and_left_alone(found: Found, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    lake.mkdir()
    (lake / "collected.json").write_text("{}")
    with pytest.raises(RefusedError, match="bản cũ của chương trình"):
        gather([found("00001", records=0).repository], lake)
    assert (lake / "collected.json").read_text() == "{}"


def test_two_communes_of_one_code_in_two_provinces_do_not_replace_each_other(tmp_path: Path) -> None:
    from tests.bench.offices import make_office

    lake = tmp_path / "lake"
    offices = [
        make_office(tmp_path / province, province=province, code="00001", name=f"UBND xã ở {province}", records=20)
        for province in ("Huế", "Lạng Sơn")
        if not (tmp_path / province).mkdir()
    ]
    gather([office.repository for office in offices], lake)
    before = ask(lake, "SELECT count(*) FROM directives WHERE province = 'hue'").rows
    mark(offices[1], 9)
    gather([offices[1].repository], lake)

    assert ask(lake, "SELECT count(*) FROM directives WHERE province = 'hue'").rows == before
    assert ask(lake, "SELECT count(*) FROM offices").rows == ((2,),)
