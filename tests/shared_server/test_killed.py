"""kill -9 at any moment: every save is there whole or not at all, and the next start is clean."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.records.directive import Directive
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.pending import half_written
from cchc_tui.storage.toml_file import fingerprint

from .conftest import git, letter, open_office

RUNS = int(os.environ.get("CCHC_TEST_KILLS", "60"))
TOGETHER = 3
"""Records of one transaction; they always carry the same note."""


def prepared(records: Path) -> None:
    open_office(records).records.add_all(letter(n, note="0") for n in range(TOGETHER))


def notes(office: Office) -> list[str | None]:
    return sorted({s.record.note for s in office.records.stored(Directive)}, key=str)


def in_child(work: Callable[[], None]) -> int:
    """Run in a process of its own, forked from this warm one; its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def save_all(records: Path, note: str, *, new: bool = False) -> None:
    """One transaction: all records get the same note, or are added anew with it."""
    os.environ["CCHC_PERSON"] = "Phạm Văn Bị <bi@xa>"
    office = open_office(records)
    if new:
        plans = (letter(n, symbol=f"{n}-{note}/KH-UBND", kind="ke-hoach", note="0") for n in range(TOGETHER))
        office.records.add_all(plans)
        return
    office.records.save_all([(s, s.record.change(note=note)) for s in office.records.stored(Directive)])


def demand_clean(records: Path) -> Office:
    """Everything readable, nothing half-way, nothing uncommitted, no lock or temporary file left."""
    office = open_office(records)
    assert office.records.findings == ()
    first = office.records.stored(Directive)[0]
    office.records.save(first, first.record)  # a save that changes nothing finishes what is left
    assert not half_written(records)
    assert (office.ledger.uncommitted, office.ledger.trouble) == (0, "")
    assert git(records, "status", "--porcelain") == ""
    return office


@pytest.mark.slow
def test_killed_at_random_moments_records_are_all_old_or_all_new(records: Path) -> None:
    prepared(records)
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    start = time.monotonic()
    save_all(records, "đo")
    whole = time.monotonic() - start
    expected = {"đo"}
    for run in range(RUNS):
        child = in_child(lambda run=run: save_all(records, f"lần {run}"))  # type: ignore[misc]
        time.sleep(chance.uniform(0, whole * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = notes(open_office(records))
        assert len(found) == 1, f"mixed in run {run}, seed {seed}: {found}"
        assert found[0] in {*expected, f"lần {run}"}, f"neither old nor new in run {run}, seed {seed}: {found}"
        expected = {str(found[0])}
        if run % 20 == 0:
            demand_clean(records)
    demand_clean(records)
    signed = set(git(records, "log", "--format=%an", "--", "directives").split("\n")) - {""}
    assert signed == {"Trần Thị Lan", "Phạm Văn Bị"}


_STEPS = ("link", "replace", "rename", "unlink", "fsync", "mkdir", "posix_spawn", "open")


def _die_at(step: int) -> None:
    """Kill this process at its `step`-th call that changes the disk."""
    left = [step]

    def counted(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object, **more: object) -> object:
            if name != "open" or (isinstance(args[1], int) and args[1] & os.O_CREAT):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        setattr(os, name, call)

    for name in _STEPS:
        counted(name)


@pytest.mark.slow
@pytest.mark.parametrize("new", [False, True], ids=["changed records", "new records"])
def test_killed_before_every_single_step_of_a_save_nothing_is_half(records: Path, new: bool) -> None:
    prepared(records)
    outcomes = set()
    for step in range(1, 200):
        before = len(open_office(records).records.stored(Directive))

        def dying(step: int = step) -> None:
            _die_at(step)
            save_all(records, f"bước {step}", new=new)

        _, status = os.waitpid(in_child(dying), 0)
        office = demand_clean(records)
        count = len(office.records.stored(Directive)) - before
        if new:
            assert count in (0, TOGETHER)
            outcomes.add(count)
        else:
            assert (len(notes(office)), count) == (1, 0)
            outcomes.add(notes(office)[0] == f"bước {step}")
        if status == 0:
            break
    else:
        pytest.fail("the save never came to its end")
    assert len(outcomes) == 2, "both an old and a new state must have been seen"
    assert step > 10


def _die_between_records() -> None:
    """Kill this process when it is about to put its second record in place, whatever else it has done until then."""
    real, placed = os.rename, [0]

    def rename(source: str, target: str, **more: int) -> None:
        placed[0] += Path(target).suffix == ".toml"
        if placed[0] == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        real(source, target, **more)

    os.rename = rename  # type: ignore[assignment]


def half_placed(records: Path) -> str:
    """Kill a save of several records when the first of them is in place and the last is not."""
    prepared(records)
    note = "dở dang"
    _, status = os.waitpid(in_child(lambda: (_die_between_records(), save_all(records, note))[1]), 0)  # type: ignore[func-returns-value]
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert {note in file.read_text("utf-8") for file in records.glob("directives/*/*.toml")} == {True, False}
    return note


def test_who_looks_sees_a_killed_save_as_it_will_be_and_writes_nothing(office: Office, records: Path) -> None:
    note = half_placed(records)
    before = fingerprints(records)
    looking = open_office(records)
    assert (notes(looking), looking.records.findings) == ([note], ())
    assert looking.records.find(looking.records.stored(Directive)[-1].record.id).record.note == note  # type: ignore[attr-defined]
    looking.history.log()
    looking.health.examine()
    assert fingerprints(records) == before
    demand_clean(records)
    assert {note in file.read_text(encoding="utf-8") for file in records.glob("directives/*/*.toml")} == {True}


def test_who_looks_sees_the_prose_and_the_decisions_of_a_killed_save(office: Office, records: Path) -> None:
    sheet = office.records.add(ReportSheet(slug="2026-nam", kind="bao-cao", period="2026", subject="kết quả"))
    office.reports.save_body(office.reports.body(sheet), "# I. CŨ\n")
    body, decided = "reports/2026-nam/body.md", "accepted.toml"
    new = "# I. MỚI\n".encode()
    accepted = '[[switched_off]]\ncode = "symbol-kind"\nbecause = "lệ cũ"\n'
    files = [
        {"path": body, "before": fingerprint((records / body).read_bytes()), "text": new.decode()},
        {"path": decided, "before": None, "text": accepted},
    ]
    plant(records, {"format": 2, "files": files})
    before = fingerprints(records)
    looking = open_office(records)
    assert looking.reports.body(sheet).text == "# I. MỚI\n"
    assert [hit.excerpt for hit in looking.search.find("mới")] == ["# I. MỚI"]
    assert [row.code for row in looking.rules.acceptance.switched_off] == ["symbol-kind"]
    assert fingerprints(records) == before
    saved = looking.reports.save_body(looking.reports.body(sheet), "# I. MỚI HƠN\n")
    assert ((records / body).read_text("utf-8"), saved.text) == ("# I. MỚI HƠN\n", "# I. MỚI HƠN\n")
    assert (records / decided).read_text("utf-8") == accepted


def fingerprints(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its time and inode."""
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in sorted(folder.rglob("*"))}


def own_journal(records: Path) -> Path:
    return records / ".cchc" / str(os.geteuid()) / "journal"


def test_a_damaged_journal_is_laid_aside_and_does_not_stop_the_office(office: Office, records: Path) -> None:
    office.records.add(letter(1))
    entry = own_journal(records) / "00000009.writing"
    entry.write_text("{", encoding="utf-8")
    entry.chmod(0o640)
    office.records.add(letter(2))
    assert [f.name for f in own_journal(records).iterdir() if f.suffix != ".done"] == ["00000009.damaged"]


ENTRY = {
    "format": 1,
    "message": "m",
    "name": "n",
    "email": "e",
    "when": "2026-11-23T08:00:00+00:00",
}


def plant(records: Path, plain: dict[str, object], *, old_place: bool = False) -> Path:
    """Put an entry into the journal as another version of the program, or a colleague, would."""
    folder = records / ".cchc/journal" if old_place else own_journal(records)
    folder.mkdir(parents=True, exist_ok=True)
    entry = folder / "00000009.writing"
    entry.write_text(json.dumps({**ENTRY, **plain}), encoding="utf-8")
    entry.chmod(0o640)
    return entry


@pytest.mark.parametrize(
    "path",
    ["../ngoai.toml", "/etc/ngoai.toml", ".git/config", "sub/.GIT/config", "directives/../../x.toml", "", ".cchc/x"],
)
def test_a_journal_does_not_lead_out_of_the_records(office: Office, records: Path, path: str) -> None:
    office.records.add(letter(1))
    plant(records, {"files": [{"path": path, "before": None, "text": "x"}]})
    before = (records / ".git/config").read_bytes()
    open_office(records).records.add(letter(2))
    assert not (records.parent / "ngoai.toml").exists()
    assert not (records / ".cchc/x").exists()
    assert (records / ".git/config").read_bytes() == before


@pytest.mark.parametrize("old_place", [False, True], ids=["own folder", "folder of earlier versions"])
@pytest.mark.parametrize(
    "plain",
    [
        {"format": 3, "files": [{"path": "PATH", "before": "MARK", "zstd": "KLUv"}]},
        {"format": 2, "files": [{"path": "PATH", "before": "MARK", "zstd": "KLUv"}]},
        {"format": 2, "files": [{"path": "PATH", "before": "MARK"}]},
        {"format": 2, "files": [{"path": "PATH", "before": "MARK", "gone": "no"}]},
        {"format": 1, "files": [{"path": "PATH", "before": "MARK", "gone": True, "text": "x"}]},
        {"format": None, "files": []},
    ],
    ids=["newer", "new key", "nothing said", "odd value", "both", "no format"],
)
def test_an_entry_of_another_version_is_refused_and_left_alone(
    office: Office, records: Path, plain: dict[str, object], old_place: bool
) -> None:
    stored = office.records.add(letter(1))
    mark = fingerprint((records / stored.path).read_bytes())
    told = json.loads(json.dumps(plain).replace("PATH", stored.path).replace("MARK", mark))
    entry = plant(records, told, old_place=old_place)
    before = entry.read_bytes()
    other = open_office(records)
    assert [f.code for f in other.records.findings] == ["unfinished-save"], "a total could be half old and half new"
    other.records.add(letter(2))
    assert len(open_office(records).records.stored(Directive)) == 2
    assert entry.read_bytes() == before
    assert git(records, "log", "-1", "--format=%s").strip() == "công văn 2/CV-UBND: thêm"


def test_an_entry_of_the_first_format_is_finished_and_committed_under_its_name(office: Office, records: Path) -> None:
    stored = office.records.add(letter(1))
    old = (records / stored.path).read_bytes()
    new = old + '\nnote = "nối"\n'.encode()
    files = [
        {"path": stored.path, "before": fingerprint(old), "text": new.decode()},
        {"path": "reports/x/body.md", "before": None, "base64": "4buq"},
    ]
    plant(
        records, {"message": "công văn: sửa\n", "name": "Lê Thị Hoa", "email": "hoa@xa", "files": files}, old_place=True
    )
    seen = open_office(records)
    assert [s.record.note for s in seen.records.stored(Directive)] == ["nối"]
    seen.records.add(letter(2))
    assert ((records / stored.path).read_bytes(), (records / "reports/x/body.md").read_bytes()) == (new, "Ừ".encode())
    assert git(records, "log", "-1", "--skip=1", "--format=%an: %s").strip() == "Lê Thị Hoa: công văn: sửa"


def test_a_file_that_goes_is_said_without_a_text_in_the_first_format(office: Office, records: Path) -> None:
    stored = office.records.add(letter(1))
    mark = fingerprint((records / stored.path).read_bytes())
    plant(records, {"files": [{"path": stored.path, "before": mark}]}, old_place=True)
    office.records.add(letter(2))
    assert not (records / stored.path).exists()
