"""What a killed program leaves behind is known by its name, and the next program of the account takes it away."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import cchc_tui
from cchc_tui.office import Office, create_office
from cchc_tui.storage.atomic import replace_file
from cchc_tui.storage.temporary import temporary_beside, temporary_folder, working_folder

OWNERS = {
    "storage/temporary.py": "itself",
    "collect/gather.py": "the gatherer, which has a folder in the lake and takes away abandoned ones",
}
HIDDEN = {
    "storage/atomic.py": "temporary_beside",
    "storage/cache.py": "temporary_beside",
    "git/cloning.py": "temporary_beside",
    "git/exchange.py": "temporary_beside",
    "git/founding.py": "sweep_half_begun, by the next save, `init` or `doctor --fix`",
    "storage/staging.py": "clear_staging, by the next save",
    "storage/journal.py": "clear_temporary_entries, by the next save",
    "storage/user_folders.py": "a fixed name, written over by the next write",
    "git/isolated.py": "lies in a temporary folder and goes with it",
}
"""Who removes each temporary file that the package makes beside what it is to become."""


@pytest.fixture
def dead() -> int:
    """The number of a program that has ended."""
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    return ended.pid


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this machine keeps temporary files."""
    place = tmp_path / "machine"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def sources() -> Iterator[tuple[str, str]]:
    package = Path(cchc_tui.__file__).parent
    for file in package.rglob("*.py"):
        yield str(file.relative_to(package)), file.read_text(encoding="utf-8")


def test_every_temporary_thing_has_an_owner() -> None:
    made = {
        name
        for name, text in sources()
        if re.search(r"(?:mkdtemp|mkstemp|TemporaryDirectory|NamedTemporaryFile)\(", text)
    }
    assert made == set(OWNERS)
    written = {
        name
        for name, text in sources()
        if re.search(r"(?<!\\)\.(?:tmp|old|new)\"|temporary_beside\(|\.\{name\}\.", text)
    }
    assert written == set(HIDDEN) | {"storage/temporary.py"}


@pytest.mark.parametrize("inside", [False, True], ids=["of the machine", "beside records"])
def test_the_next_folder_takes_away_those_nobody_works_in(
    tmp_path: Path, machine: Path, dead: int, inside: bool
) -> None:
    place, mark = (tmp_path, ".") if inside else (machine, "")
    kept = {
        f"{mark}cchc-{os.getpid()}-export-abc_1234", f"{mark}cchc-of-a-person", f"{mark}cchc-{dead}-quy-3",
        f"{mark}cchc-{dead}-export-2026", f"{mark}cchc-{dead}-bao-cao_2026",
    }  # fmt: skip
    if inside:
        kept |= {f"cchc-{dead}-export-abc_1234"}
    for name in (f"{mark}cchc-{dead}-export-abc_1234", *kept):
        (place / name).mkdir()
        (place / name / "x").write_text("x")
    with working_folder("export", tmp_path if inside else None) as folder:
        assert folder.parent == place
        assert {p.name for p in place.iterdir() if "cchc-" in p.name} == {*kept, folder.name}
    assert not folder.exists()


def test_a_folder_for_the_length_of_the_program_is_known_too(machine: Path, dead: int) -> None:
    (machine / f"cchc-{dead}-git-abc_1234").mkdir()
    assert [temporary_folder("git")] == list(machine.iterdir())


def test_who_writes_a_file_takes_away_what_was_half_written_of_it(tmp_path: Path) -> None:
    old, young, other = (
        tmp_path / name for name in (".a.pdf.0123abcd.tmp", ".a.pdf.0123abce.tmp", ".b.pdf.0123abcd.tmp")
    )
    for file in (old, young, other):
        file.write_text("half")
    for file in (old, other):
        os.utime(file, (1, 1))
    replace_file(tmp_path / "a.pdf", b"whole")
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


def test_so_does_who_makes_a_meeting_place(tmp_path: Path) -> None:
    half = tmp_path / ".chung.git.0123abcd.tmp"
    (half / "refs").mkdir(parents=True)
    os.utime(half, (1, 1))
    assert temporary_beside(tmp_path / "chung.git").parent == tmp_path
    assert not half.exists()


def test_doctor_sees_and_removes_what_a_killed_copy_left_beside_the_records(tmp_path: Path, dead: int) -> None:
    office = Office.open(create_office(tmp_path / "o", {"short_name": "UBND xã X", "place": "X"}))
    left = tmp_path / "o" / f".cchc-{dead}-copy-abc_1234"
    left.mkdir()
    found = [finding for finding in office.health.examine() if finding.code == "left-behind"]
    assert len(found) == 1
    assert left.name in found[0].message
    office.health.heal(found[0])
    assert not left.exists()
