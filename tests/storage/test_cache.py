"""The cache is a hint: whatever happens to it or behind its back, the records shown are those on disk."""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.errors import RefusedError
from cchc_tui.records.directive import Directive
from cchc_tui.storage import cache as cache_module
from cchc_tui.storage import repository as repository_module
from cchc_tui.storage.cache import PAYS_FROM
from cchc_tui.storage.canonical import render
from cchc_tui.storage.repository import Loaded, Repository
from cchc_tui.storage.saving import Change, save_changes

COUNT = PAYS_FROM + 40
OFFICE = 'schema = 1\nid = "0ff1ce"\nshort_name = "UBND xã Hà Kỳ"\nplace = "Hà Kỳ"\n'


def later() -> int:
    """A clock on which every file has long been at rest."""
    return time.time_ns() + 60 * 10**9


@pytest.fixture(autouse=True)
def cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home" / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    for year in (2023, 2024):
        (folder / "directives" / str(year)).mkdir(parents=True)
    (folder / "office.toml").write_text(OFFICE, encoding="utf-8")
    for number in range(COUNT):
        write(folder / f"directives/{2023 + number % 2}/{number:03d}.toml", number)
    return folder


def write(path: Path, number: int, subject: str = "tuyên truyền cải cách hành chính") -> None:
    directive = Directive(id=f"{number:06d}", kind="cong-van", symbol=f"{number}/UBND-NV", subject=subject)
    path.write_bytes(render(directive) + b"issued_on = 2023-02-21\n")


def read(records: Path) -> Loaded:
    return Repository(records, clock=later).load()


def seen(loaded: Loaded) -> list[object]:
    return [*loaded.of(Directive), *loaded.findings]


def truth(records: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a program without a cache reads."""
    with monkeypatch.context() as patch:
        patch.setattr(repository_module, "PAYS_FROM", COUNT * 100)
        return seen(read(records))


def cache_file(home: Path) -> Path:
    return next(home.glob("cchc/*/Directive"))


def forge(kept: Path, old: bytes, new: bytes) -> None:
    """Change the first `old` in a cache file and make its checksums right again."""
    _, head, body = kept.read_bytes().split(b"\n", 2)
    head, body = (head.replace(old, new, 1), body) if old in head else (head, body.replace(old, new, 1))
    sums = cache_module._checksum([head + b"\n"]) + b" " + cache_module._checksum([body])
    kept.write_bytes(sums + b"\n" + head + b"\n" + body)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that were parsed, in order."""
    paths: list[str] = []
    real = repository_module.load_record

    def noting(records: Path, path: str, *rest: object) -> object:
        paths.append(path)
        return real(records, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(repository_module, "load_record", noting)
    return paths


def test_the_second_start_parses_only_the_office_file(records: Path, parsed: list[str]) -> None:
    first = seen(read(records))
    parsed.clear()

    assert seen(read(records)) == first
    assert parsed == ["office.toml"]


def test_a_small_office_has_no_cache(records: Path, cache_home: Path) -> None:
    for path in sorted(records.glob("directives/*/*.toml"))[PAYS_FROM - 1 :]:
        path.unlink()
    read(records)

    assert not cache_home.exists()


def test_only_the_user_can_enter_the_cache(records: Path, cache_home: Path) -> None:
    read(records)

    kept = cache_file(cache_home)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_a_cache_that_others_could_write_is_not_read(records: Path, cache_home: Path, parsed: list[str]) -> None:
    read(records)
    cache_file(cache_home).parent.chmod(0o770)
    parsed.clear()
    read(records)

    assert len(parsed) == COUNT + 1


def test_a_file_still_warm_from_writing_is_read_again_until_it_has_rested(records: Path, parsed: list[str]) -> None:
    """Two writes within one tick of the file system's clock leave the same size, times and inode."""
    fresh = Repository(records)
    fresh.load()
    parsed.clear()
    fresh.load()

    assert len(parsed) == COUNT + 1


def test_other_lists_of_the_office_judge_the_values_anew(records: Path) -> None:
    media = records / "media" / "2023"
    media.mkdir(parents=True)
    for number in range(COUNT):
        (media / f"{number}.toml").write_text(
            f'schema = 1\nid = "m{number:05d}"\nchannel = "loa"\nmeasure = "tin"\nperiod = "2023-06"\nvalue = 3\n'
        )
    words = '[[channels]]\ncode = "loa"\nlabel = "Loa"\n[[measures]]\nchannel = "loa"\ncode = "tin"\nlabel = "Tin"\n'
    (records / "office.toml").write_text(OFFICE + words, encoding="utf-8")
    assert not [f for f in read(records).findings if f.code == "bad-value"]

    (records / "office.toml").write_text(OFFICE, encoding="utf-8")
    assert len([f for f in read(records).findings if f.path and f.path.startswith("media/")]) >= COUNT


def test_unknown_keys_comments_and_faults_come_back_from_the_second_start(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (records / "directives/2023/000.toml").open("a") as file:
        file.write("color = 07:32:00\n")
    with (records / "directives/2023/002.toml").open("a") as file:
        file.write("# hỏi lại chị Hoa\n")
    (records / "directives/2023/004.toml").write_text("subject = ")
    read(records)

    assert seen(read(records)) == truth(records, monkeypatch)


def test_records_of_two_directories_never_mix(records: Path, tmp_path: Path) -> None:
    read(records)
    other = tmp_path / "other"
    shutil.copytree(records, other)
    write(other / "directives/2023/000.toml", 0, "của xã khác")

    assert read(other).of(Directive)[0].record.subject == "của xã khác"
    assert read(records).of(Directive)[0].record.subject == "tuyên truyền cải cách hành chính"


def test_two_programs_at_once_do_not_disturb_each_other(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = truth(records, monkeypatch)
    answers: list[bool] = []

    def work() -> None:
        for _ in range(5):
            answers.append(seen(read(records)) == expected)
            shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 20


Mutation = Callable[[random.Random, Path, int], None]


def _same_size_and_time(chance: random.Random, path: Path, number: int) -> None:
    before = path.stat()
    write(path, number, "".join(chance.choices("abcdeghik", k=20)))
    path.write_bytes(path.read_bytes()[: before.st_size].ljust(before.st_size, b"\n"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(chance: random.Random, path: Path, number: int) -> None:
    before = path.stat()
    new = path.with_suffix(".new")
    write(new, number, f"thay {chance.random()}")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(path)


def _renamed(chance: random.Random, path: Path, number: int) -> None:
    path.rename(path.with_name(f"{chance.randrange(10**6):06d}.toml"))


def _swapped(chance: random.Random, path: Path, number: int) -> None:
    other = chance.choice(sorted(path.parent.glob("*.toml")))
    if other != path:
        aside = path.with_suffix(".aside")
        path.rename(aside)
        other.rename(path)
        aside.rename(other)


def _removed(chance: random.Random, path: Path, number: int) -> None:
    path.unlink()


def _added(chance: random.Random, path: Path, number: int) -> None:
    write(path.with_name(f"new{chance.randrange(10**6)}.toml"), chance.randrange(10**6))


def _spoilt(chance: random.Random, path: Path, number: int) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(200)])


def _linked(chance: random.Random, path: Path, number: int) -> None:
    other = chance.choice(sorted(path.parent.glob("*.toml")))
    path.unlink()
    path.symlink_to(other.name)


def _other_bytes_in_cache(chance: random.Random, kept: Path) -> None:
    data = bytearray(kept.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    kept.write_bytes(data)


def _truncated_cache(chance: random.Random, kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[: chance.randrange(kept.stat().st_size)])


def _foreign_version(chance: random.Random, kept: Path) -> None:
    forge(kept, b'"mark": "', b'"mark": "0')


def _lost_cache(chance: random.Random, kept: Path) -> None:
    kept.unlink()


FILE_MUTATIONS: tuple[Mutation, ...] = (
    _same_size_and_time, _replaced, _renamed, _swapped, _removed, _added, _spoilt, _linked,
)  # fmt: skip
CACHE_MUTATIONS = (_other_bytes_in_cache, _truncated_cache, _foreign_version, _lost_cache)


@pytest.mark.parametrize("seed", range(4))
def test_never_a_stale_record_in_two_hundred_random_mutations(
    records: Path, cache_home: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Four seeds of ten rounds of five mutations: fifty each. The cache is used in every round before it is spoilt;
    beside the programs that start anew, one has the office open all the time.
    """
    chance = random.Random(seed)
    lasting = Repository(records, clock=later)
    for _ in range(10):
        assert seen(read(records)) == truth(records, monkeypatch)
        time.sleep(0.02)  # a tick of the file system's clock: the tests' own clock claims that all has rested
        for _ in range(4):
            paths = sorted(records.glob("directives/*/*.toml"))
            chance.choice(FILE_MUTATIONS)(chance, chance.choice(paths), chance.randrange(1000))
        if chance.random() < 0.5:
            chance.choice(CACHE_MUTATIONS)(chance, cache_file(cache_home))
        else:
            chance.choice(FILE_MUTATIONS)(chance, chance.choice(sorted(records.glob("directives/*/*.toml"))), 7)
        assert seen(read(records)) == truth(records, monkeypatch)
        assert seen(lasting.load()) == truth(records, monkeypatch)
        time.sleep(0.02)


def test_a_search_finds_by_words_what_the_cache_has_and_what_was_read_since(records: Path) -> None:
    read(records)
    write(records / "directives/2023/000.toml", 0, "mượn hội trường")
    (records / "directives/2024/001.toml").unlink()
    write(records / "directives/2024/new.toml", 999, "mượn hội trường lần hai")
    shelf = read(records).shelves[Directive]

    assert [s.record.id for s, _ in shelf.having(["truong", "hoi"])] == ["000000", "000999"]
    assert len(shelf.having(["tuyen", "truyen"])) == COUNT - 2
    assert [text.split()[0] for _, text in shelf.having(["2/ubnd-nv"])][:1] == ["000002"]
    assert shelf.text_of("directives/2024/new.toml").endswith("hoi truong lan hai")
    assert shelf.text_of("directives/2024/001.toml") == ""
    assert len(shelf.kept.unpacked) == COUNT - 2


def test_reading_many_files_tells_how_far_it_is(records: Path) -> None:
    told: list[tuple[int, int]] = []
    Repository(records, clock=later).load(lambda done, of: told.append((done, of)))
    Repository(records, clock=later).load(lambda done, of: told.append((done, of)))

    assert told == [(COUNT, COUNT)], "the second time nothing is read"


def test_a_lying_cache_is_never_written_into_the_records(records: Path, cache_home: Path) -> None:
    path = records / "directives/2023/000.toml"
    before = path.read_bytes()
    read(records)
    kept = cache_file(cache_home)
    forge(kept, "tuyên truyền".encode(), "tuyên truyềN".encode())
    lied_to = read(records).of(Directive)[0]
    assert lied_to.record.subject == "tuyên truyềN cải cách hành chính"

    with pytest.raises(RefusedError, match="không giống tệp trên đĩa"):
        save_changes(records, [Change(lied_to, lied_to.record.change(note="x"))])
    assert path.read_bytes() == before
