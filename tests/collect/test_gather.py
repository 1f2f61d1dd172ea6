"""Gathering reads each office once, says what it could not read, and touches only what moved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_tui.collect import ask, gather
from cchc_tui.errors import EnvironmentFaultError, RefusedError
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import create_office
from cchc_tui.storage.lock import locked
from tests.bench.offices import commit_files, office_files
from tests.collect.conftest import Found


def count(lake: Path, table: str, where: str = "true") -> int:
    return int(ask(lake, f"SELECT count(*) FROM {table} WHERE {where}").rows[0][0])


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", *words], cwd=folder, check=True)


def test_every_record_in_use_becomes_one_row(found: Found, tmp_path: Path) -> None:
    deleted = 'schema = 1\nid = "x00001"\nkind = "cong-van"\nsubject = "s"\ndeleted_on = 2025-03-03\n'
    office = found("00001", {"records/directives/2025/x.toml": deleted}, records=100)
    gathered = gather([office.repository], tmp_path / "lake")

    files = office_files(province="Lạng Sơn", code="00001", name="UBND xã 00001", records=100)
    for table, folder in (("directives", "directives"), ("media", "media"), ("checklist", "checklists")):
        assert count(tmp_path / "lake", table) == sum(f"records/{folder}/" in path for path in files)
    assert (len(gathered.read), gathered.faults) == (1, 0)


def test_rows_are_parted_by_province_and_year_and_the_commune_is_a_column(found: Found, tmp_path: Path) -> None:
    gather([found("00001").repository], tmp_path / "lake")

    folders = sorted(p.relative_to(tmp_path / "lake").parent.as_posix() for p in (tmp_path / "lake").rglob("*.parquet"))
    assert "directives/province=lang-son/year=2025" in folders
    assert "offices" in folders
    assert ask(tmp_path / "lake", "SELECT DISTINCT commune, typeof(commune) FROM media").rows == (("00001", "VARCHAR"),)


def test_an_office_whose_head_did_not_move_is_not_read_again(found: Found, tmp_path: Path) -> None:
    offices = [found(code).repository for code in ("00001", "00002", "00003")]
    gather(offices, tmp_path / "lake")
    new = 'schema = 1\nid = "n00001"\nkind = "cong-van"\nsubject = "mới"\nissued_on = 2025-05-05\n'
    commit_files(offices[1], {"records/directives/2025/new.toml": new})
    again = gather(offices, tmp_path / "lake")

    assert again.read == (str(offices[1]),)
    assert again.unchanged == (str(offices[0]), str(offices[2]))
    assert count(tmp_path / "lake", "directives", "subject = 'mới'") == 1


def test_rows_that_went_from_an_office_go_from_the_lake(found: Found, tmp_path: Path) -> None:
    office = found("00001")
    gather([office.repository], tmp_path / "lake")
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", str(office.repository), str(work))
    git(work, "rm", "--quiet", "-r", "records/directives/2024")
    git(work, "commit", "--quiet", "-m", "x")
    git(work, "push", "--quiet")
    gather([office.repository], tmp_path / "lake")

    assert count(tmp_path / "lake", "directives", "year = 2024") == 0
    assert count(tmp_path / "lake", "directives", "year = 2025") > 0


@pytest.mark.parametrize("shape", ["bare", "work tree", "records folder", "bundle"])
def test_every_shape_of_repository_gives_the_same_rows(found: Found, tmp_path: Path, shape: str) -> None:
    bare = found("00001").repository
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", str(bare), str(work))
    git(bare, "bundle", "create", "--quiet", str(tmp_path / "office.bundle"), "HEAD", "main")
    source = {"bare": bare, "work tree": work, "records folder": work / "records", "bundle": tmp_path / "office.bundle"}
    gathered = gather([source[shape]], tmp_path / "lake")

    assert gathered.unreadable == ()
    assert count(tmp_path / "lake", "directives") == 17
    assert gather([source[shape]], tmp_path / "lake").read == ()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office as `cchc init` and `cchc demo` make it: the repository is `records/` inside the office's directory."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "o1", {"short_name": "UBND xã 1", "place": "Một"})
    begin_history(records)
    return records.parent


@pytest.mark.parametrize("name", ["o1", "o1/records", "o1/records/.git", "link"])
def test_an_office_is_one_source_by_whatever_name(home: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(home)
    gathered = gather([tmp_path / name], tmp_path / "lake")
    assert (gathered.read, gathered.unreadable) == ((str(home / "records"),), ())

    again = gather([home, home / "records", tmp_path / "link"], tmp_path / "lake")
    assert (again.unchanged, again.unreadable) == ((str(home / "records"),), ())
    assert count(tmp_path / "lake", "errors") == 0


def test_a_repository_that_holds_records_and_its_records_are_one_source(found: Found, tmp_path: Path) -> None:
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", str(found("00001").repository), str(work))
    gathered = gather([work, work / "records", work / ".git"], tmp_path / "lake")

    assert (len(gathered.read), gathered.unreadable) == (1, ())


def test_what_never_was_an_office_is_forgotten_when_it_is_not_named_any_more(home: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (told,) = gather([tmp_path / "plain", home], tmp_path / "lake").unreadable
    assert told[1].startswith("Không phải là kho git. Hãy nêu thư mục của cơ quan")
    assert count(tmp_path / "lake", "errors") == 1

    gather([home], tmp_path / "lake")
    assert count(tmp_path / "lake", "errors") == 0
    assert count(tmp_path / "lake", "offices") == 1


def test_the_fault_of_an_office_once_read_stays_while_others_are_gathered(
    found: Found, home: Path, tmp_path: Path
) -> None:
    office = found("00001")
    gather([office.repository, home], tmp_path / "lake")
    commit_files(office.repository, {"records/office.toml": "short_name = "})
    gather([office.repository], tmp_path / "lake")

    gather([home], tmp_path / "lake")
    assert count(tmp_path / "lake", "errors") == 1


def test_a_work_tree_edited_but_not_committed_is_read_as_committed(found: Found, tmp_path: Path) -> None:
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", str(found("00001").repository), str(work))
    for path in (work / "records" / "directives").rglob("*.toml"):
        path.write_text("schema = ")
    assert gather([work], tmp_path / "lake").faults == 0


BROKEN = {
    "records/directives/2025/bad.toml": 'schema = 1\nid = "b00001"\nsubject = "dở dang\n',
    "records/directives/2025/wrong.toml": 'schema = 1\nid = "b00002"\nkind = "khong-co"\nsubject = "s"\n',
    "records/directives/2025/huge.toml": f'schema = 1\nid = "b00003"\nnote = "{"x" * 1_000_001}"\n',
}


def test_a_faulty_file_is_named_with_office_file_and_line(found: Found, tmp_path: Path) -> None:
    office = found("00001", BROKEN)
    gathered = gather([office.repository], tmp_path / "lake")

    rows = ask(tmp_path / "lake", "SELECT office, path, line, code FROM errors ORDER BY path").rows
    assert rows == (
        ("UBND xã 00001", "directives/2025/bad.toml", 3, "broken-toml"),
        ("UBND xã 00001", "directives/2025/huge.toml", None, "unreadable"),
        ("UBND xã 00001", "directives/2025/wrong.toml", 3, "bad-value"),
    )
    assert gathered.faults == 3
    assert count(tmp_path / "lake", "offices", "faults = 3") == 1


def test_mended_files_take_their_error_rows_away(found: Found, tmp_path: Path) -> None:
    office = found("00001", BROKEN)
    gather([office.repository], tmp_path / "lake")
    good = 'schema = 1\nid = "b0000%d"\nkind = "cong-van"\nsubject = "s"\nissued_on = 2025-01-01\n'
    commit_files(office.repository, {path: good % at for at, path in enumerate(BROKEN)})

    assert gather([office.repository], tmp_path / "lake").faults == 0
    assert count(tmp_path / "lake", "errors") == 0


def test_a_source_that_is_no_office_is_an_error_row_and_the_others_are_read(found: Found, tmp_path: Path) -> None:
    empty, plain = tmp_path / "empty.git", tmp_path / "plain"
    git(tmp_path, "init", "--quiet", "--bare", str(empty))
    plain.mkdir()
    gathered = gather([empty, found("00001").repository, plain], tmp_path / "lake")

    assert [name for name, _ in gathered.unreadable] == [str(empty), str(plain)]
    assert len(gathered.read) == 1
    assert count(tmp_path / "lake", "errors", "code = 'unreadable-source' AND office IS NULL") == 2


def test_an_office_that_cannot_be_read_any_more_keeps_its_rows_until_it_can(found: Found, tmp_path: Path) -> None:
    office = found("00001")
    good = office_files(province="Lạng Sơn", code="00001", name="UBND xã 00001", records=20)["records/office.toml"]
    gather([office.repository], tmp_path / "lake")
    commit_files(office.repository, {"records/office.toml": "short_name = "})

    assert len(gather([office.repository], tmp_path / "lake").unreadable) == 1
    assert count(tmp_path / "lake", "directives") == 17
    assert count(tmp_path / "lake", "errors") == 1

    commit_files(office.repository, {"records/office.toml": good + "# x\n"})
    assert gather([office.repository], tmp_path / "lake").unreadable == ()
    assert count(tmp_path / "lake", "errors") == 0


def test_a_second_repository_of_the_same_commune_is_refused(found: Found, tmp_path: Path) -> None:
    office = found("00001")
    copy = tmp_path / "copy.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(office.repository), str(copy))
    gathered = gather([office.repository, copy], tmp_path / "lake")

    assert [name for name, _ in gathered.unreadable] == [str(copy)]
    assert count(tmp_path / "lake", "directives") == 17


def test_an_office_that_changed_its_code_moves(found: Found, tmp_path: Path) -> None:
    office = found("00001")
    gather([office.repository], tmp_path / "lake")
    renamed = office_files(province="Lạng Sơn", code="99999", name="UBND xã mới", records=20)["records/office.toml"]
    commit_files(office.repository, {"records/office.toml": renamed})
    gather([office.repository], tmp_path / "lake")

    assert ask(tmp_path / "lake", "SELECT DISTINCT commune FROM directives").rows == (("99999",),)


def test_a_number_no_column_can_hold_is_an_error_not_a_crash(found: Found, tmp_path: Path) -> None:
    text = f'schema = 1\nid = "b00001"\nkind = "cong-van"\nsubject = "s"\ncopies = 1{"0" * 30}\nissued_on = 2025-01-01'
    gathered = gather([found("00001", {"records/directives/2025/x.toml": text}).repository], tmp_path / "lake")

    assert len(gathered.unreadable) == 1
    assert "bảng directives" in gathered.unreadable[0][1]


def test_progress_is_told_for_every_source(found: Found, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sources = [found("00001").repository, found("00002").repository]
    gather(sources, tmp_path / "lake", progress=lambda done, of, name: told.append((done, of)))

    assert told == [(1, 2), (2, 2)]


def test_two_gatherings_do_not_work_in_one_lake(found: Found, tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    with locked(tmp_path / "lake"), pytest.raises(RefusedError, match="Một lần gom khác đang ghi"):
        gather([found("00001").repository], tmp_path / "lake")


def test_without_duckdb_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EnvironmentFaultError) as refused:
        gather([tmp_path], tmp_path / "lake")
    assert refused.value.hint == "Hãy cài: pip install 'cchc-tui[collect]'"


def test_a_lake_that_cannot_be_written_is_said(found: Found) -> None:
    kernels = Path("/sys/kernel/cchc-lake")  # where root may not write either
    with pytest.raises(EnvironmentFaultError) as refused:
        gather([found("00001").repository], kernels)
    assert str(kernels) in refused.value.message


def raw_commit(repository: Path, *lines: bytes) -> None:
    """A commit on top of HEAD with these lines of `git fast-import`, which takes what a work tree would not."""
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=repository, capture_output=True, check=True).stdout.strip()
    stream = [b"commit refs/heads/main", b"committer A <a@b> 1766000001 +0700", b"data 1", b"x", b"from " + head]
    stream += lines
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository, input=b"\n".join(stream) + b"\n", check=True)


HOSTILE: dict[str, tuple[bytes, ...]] = {
    "a link out of the repository": (b"M 120000 inline records/directives/2025/bad.toml", b"data 11", b"/etc/passwd"),
    "a submodule": (b"M 160000 " + b"1" * 40 + b" records/directives/2025/bad.toml",),
    "a blob of 40 MB": (
        b"M 100644 inline records/directives/2025/bad.toml", b"data 40000000", b"x" * 40_000_000,
    ),
    "a name that is no text": (b'M 100644 inline "records/directives/2025/\\377bad.toml"', b"data 2", b"x="),
}  # fmt: skip


@pytest.mark.parametrize("lines", HOSTILE.values(), ids=HOSTILE)
def test_what_no_office_would_commit_is_one_error_row_and_the_rest_is_read(
    found: Found, tmp_path: Path, lines: tuple[bytes, ...]
) -> None:
    office = found("00001")
    raw_commit(office.repository, *lines)
    gathered = gather([office.repository], tmp_path / "lake")

    assert (gathered.unreadable, gathered.faults) == ((), 1)
    assert count(tmp_path / "lake", "errors", "path LIKE '%bad.toml' AND office = 'UBND xã 00001'") == 1
    assert count(tmp_path / "lake", "directives") == 17


def test_broken_packs_are_an_error_row_and_the_other_offices_are_read(found: Found, tmp_path: Path) -> None:
    broken, whole = found("00001").repository, found("00002").repository
    git(broken, "repack", "--quiet", "-a", "-d")
    for pack in (broken / "objects" / "pack").glob("*.pack"):
        pack.chmod(0o644)
        pack.write_bytes(pack.read_bytes()[:300] + b"\0" * 300)
    gathered = gather([broken, whole], tmp_path / "lake")

    assert [name for name, _ in gathered.unreadable] == [str(broken)]
    assert gathered.read == (str(whole),)
    assert count(tmp_path / "lake", "errors", "code = 'unreadable-source'") == 1


def test_a_bundle_cut_short_is_an_error_row(found: Found, tmp_path: Path) -> None:
    bundle = tmp_path / "office.bundle"
    git(found("00001").repository, "bundle", "create", "--quiet", str(bundle), "HEAD", "main")
    bundle.write_bytes(bundle.read_bytes()[: bundle.stat().st_size // 2])

    assert [name for name, _ in gather([bundle], tmp_path / "lake").unreadable] == [str(bundle)]


@pytest.mark.skipif(os.geteuid() != 0, reason="giving a repository to another account needs root")
def test_a_repository_of_another_account_is_read_like_any_other(
    found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """git refuses one because of its settings; none of them is obeyed here."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    office = found("00001").repository
    os.chown(office, 65534, -1)
    assert gather([office], tmp_path / "lake").unreadable == ()
