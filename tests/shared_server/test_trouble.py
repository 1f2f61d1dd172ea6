"""Disk full, read-only, folder gone, wrong clock: a sentence each, and nothing that was saved is lost."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from pathlib import Path

import pytest

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError
from cchc_tui.office import Office
from cchc_tui.office.doctor import examine
from cchc_tui.records.directive import Directive
from tests.other_account import become, read_everything

from .conftest import git, letter, make_office, open_office

NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """A small disk of its own at `folder`; skips where this machine does not allow it."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"this machine does not mount: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@needs_root
def test_a_full_disk_is_said_and_every_saved_record_stays_readable(tmp_path: Path) -> None:
    small = tmp_path / "dia-nho"
    small.mkdir()
    with mounted(small, "-t", "tmpfs", "-o", "size=700k", "tmpfs"):
        office = open_office(make_office(small / "records"))
        kept = {}

        def fill() -> None:
            for number in range(1, 1000):
                stored = office.records.add(letter(number, note="dài " * 100))
                kept[stored.record.id] = stored.record

        with pytest.raises(EnvironmentFaultError, match="Đĩa đầy") as caught:
            fill()
        assert "Chưa ghi gì" in str(caught.value)
        again = open_office(small / "records")
        assert {s.record.id: s.record for s in again.records.stored(Directive)} == kept
        assert again.records.findings == ()
        subprocess.run(["mount", "-o", "remount,size=20m", str(small)], check=True)
        again.records.add(letter(2000))
        assert (again.ledger.uncommitted, again.ledger.trouble) == (0, "")
        assert git(small / "records", "status", "--porcelain") == ""


@needs_root
def test_a_disk_that_fills_up_in_the_middle_of_many_files_leaves_all_old(tmp_path: Path) -> None:
    small = tmp_path / "dia-nho"
    small.mkdir()
    with mounted(small, "-t", "tmpfs", "-o", "size=700k", "tmpfs"):
        office = open_office(make_office(small / "records"))
        made = office.records.add_all(letter(n) for n in range(10))
        with pytest.raises(EnvironmentFaultError, match="Đĩa đầy"):
            office.records.save_all([(s, s.record.change(note=os.urandom(60_000).hex())) for s in made])
        again = open_office(small / "records")
        assert {s.record.note for s in again.records.stored(Directive)} == {None}
        assert not list((small / "records").rglob("*.tmp"))


@needs_root
def test_a_read_only_disk_is_said_and_can_still_be_read(tmp_path: Path) -> None:
    disk = tmp_path / "dia"
    disk.mkdir()
    with mounted(disk, "-t", "tmpfs", "-o", "size=5m", "tmpfs"):
        office = open_office(make_office(disk / "records"))
        stored = office.records.add(letter(17))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        office = open_office(disk / "records")
        with pytest.raises(EnvironmentFaultError, match="chỉ cho đọc"):
            office.records.save(stored, stored.record.change(note="x"))
        (closed,) = [f.message for f in examine(str(disk / "records")).findings if f.code == "not-writable"]
        assert f"mount -o remount,rw {disk}" in closed
        assert "chmod" not in closed
        assert office.history.log(stored.record.id)[0].words == "công văn 17/CV-UBND: thêm"
        assert office.records.find(stored.record.id).record.note is None  # type: ignore[attr-defined]


def test_a_folder_removed_under_the_program_is_said(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    shutil.rmtree(records)
    with pytest.raises(CchcError, match="Không mở được thư mục hồ sơ"):
        office.records.save(stored, stored.record.change(note="x"))


def test_a_record_removed_under_the_program_is_said(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    (records / stored.path).unlink()
    with pytest.raises(RefusedError, match="không còn nữa"):
        office.records.save(stored, stored.record.change(note="x"))


def test_a_year_folder_that_is_a_link_is_not_written_through(office: Office, records: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (records / "directives").mkdir()
    (records / "directives/2023").symlink_to(outside)
    with pytest.raises(RefusedError, match="liên kết"):
        office.records.add(letter(17))
    assert list(outside.iterdir()) == []


def test_a_record_that_is_a_link_is_neither_read_nor_written_through(
    office: Office, records: Path, tmp_path: Path
) -> None:
    stored = office.records.add(letter(17))
    outside = tmp_path / "ngoai.toml"
    shutil.move(records / stored.path, outside)
    (records / stored.path).symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(RefusedError, match="liên kết"):
        office.records.save(stored, stored.record.change(note="x"))
    assert open_office(records).records.findings[0].code == "unreadable"
    assert outside.read_bytes() == before


def test_a_clock_that_went_back_saves_all_the_same_and_doctor_says_so(
    office: Office, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = office.records.add(letter(17))

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            return cls(2090, 1, 1, tzinfo=tz)

    with monkeypatch.context() as patch:
        patch.setattr("cchc_tui.git.committing.datetime", Later)
        stored = office.records.save(stored, stored.record.change(note="từ tương lai"))
    office.records.save(stored, stored.record.change(note="bây giờ"))
    assert office.history.log(stored.record.id)[0].words == "công văn 17/CV-UBND: sửa Ghi chú"
    (past,) = open_office(records).health.examine()
    assert (past.code, "lần lưu ghi ngày 01/01/2090" in past.message) == ("future-save", True)
    git(records, "reset", "-q", "--hard", "HEAD~1")
    (finding,) = open_office(records).health.examine()
    assert (finding.code, re.search(r"khoảng \d+ năm: ", finding.message) is not None) == ("clock", True)


def test_a_save_that_failed_is_not_told_as_one_that_waits(office: Office, records: Path) -> None:
    """Others' saves that wait for the history are tried first; what is said of them is not said of this one."""
    stored = office.records.add(letter(17))
    lock = records / ".git/BISECT_LOG"
    lock.touch()
    office.records.save(stored, stored.record.change(note="của Lan"))
    assert office.ledger.trouble.startswith("Đã lưu hồ sơ, nhưng lần lưu này chưa vào lịch sử.")
    other = open_office(records)
    heard: list[str] = []
    other.ledger.warn = heard.append
    with pytest.raises(CchcError, match="Người khác vừa sửa"):
        other.records.save(stored, stored.record.change(note="của Bình"))
    assert heard == []
    assert other.ledger.trouble.startswith("Những lần lưu trước chưa vào lịch sử.")
    other.records.add(letter(18))
    (said,) = heard
    assert said.startswith("Đã lưu hồ sơ, nhưng lần lưu này chưa vào lịch sử. Có một lần git bisect")
    lock.unlink()
    other.records.add(letter(19))
    assert (other.ledger.trouble, other.ledger.uncommitted, len(heard)) == ("", 0, 1)


def test_a_folder_without_rights_is_said(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    folder = (records / stored.path).parent
    folder.chmod(0o555)
    records.parent.chmod(0o755)
    try:
        assert "Tài khoản này không được phép ghi" in refused_without_root(lambda: office.records.add(letter(18)))
        assert refused_without_root(office.records.refresh) == ""
    finally:
        folder.chmod(0o775)
    assert [s.record for s in open_office(records).records.stored(Directive)] == [stored.record]


def refused_without_root(work: Callable[[], object]) -> str:
    """The sentence with which `work` is refused in a process that root's rights are taken from; "" when it is not."""
    read_everything()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "crashed"
        try:
            if os.geteuid() == 0:
                become(NOBODY, NOBODY)
            work()
            said = ""
        except CchcError as fault:
            said = fault.message
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        sentence = pipe.read()
    os.waitpid(child, 0)
    return sentence


def test_git_that_does_not_answer_is_stopped_and_said(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nexec sleep 30\n", encoding="ascii")
    (slow / "git").chmod(0o755)
    office.ledger.checkout  # noqa: B018 - found while git still answers
    monkeypatch.setenv("PATH", f"{slow}:{os.environ['PATH']}")
    monkeypatch.setattr("cchc_tui.git.command.LOCAL_SECONDS", 0.3)
    stored = office.records.add(letter(17))
    assert "không trả lời" in office.ledger.trouble
    assert office.records.find(stored.record.id).record == stored.record
    assert office.ledger.uncommitted == 1


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_folder_that_cannot_be_synced_tears_no_save_of_three_folders(
    office: Office, records: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """The disk says no after the renames, once: what was in place is taken back, and the sentence is true."""
    office.records.add_all(letter(n, issued_on=date(2021 + n, 2, 21)) for n in (1, 2, 3))
    stored = office.records.stored(Directive)
    folders = {(records / s.path).parent.stat().st_ino for s in stored}
    real, synced = os.fsync, [0]

    def fsync(descriptor: int) -> None:
        synced[0] += os.fstat(descriptor).st_ino in folders
        if synced[0] == failing:
            synced[0] = 99
            raise OSError(errno.EIO, "x")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        with pytest.raises(CchcError, match="lỗi đĩa") as refused:
            office.records.save_all([(s, s.record.change(note="mới")) for s in stored])
    assert refused.value.hint.startswith("Tệp cũ còn nguyên.")
    assert [s.record.note for s in open_office(records).records.stored(Directive)] == [None, None, None]
    office.records.add(letter(9))
    assert [s.record.note for s in open_office(records).records.stored(Directive)] == [None] * 4
    assert (git(records, "status", "--porcelain"), office.ledger.uncommitted) == ("", 0)
