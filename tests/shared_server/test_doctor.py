"""Each fault is found, says its cure, and `heal` mends it where that is safe."""

from __future__ import annotations

import os
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cchc_tui.errors import RefusedError
from cchc_tui.office import Office
from cchc_tui.office.doctor import examine
from cchc_tui.office.health import heal_all
from cchc_tui.office.health_files import mended_letters
from cchc_tui.office.setup import share
from cchc_tui.records.directive import Directive

from .conftest import git, letter, make_office, open_office


def codes(office: Office) -> list[str]:
    office.records.refresh()
    return [f.code for f in office.health.examine()]


def test_a_new_office_is_healthy(office: Office) -> None:
    office.records.add(letter(17))
    assert codes(office) == []


Spoil = Callable[[Path, Path], object]


def rewrite(change: Callable[[bytes], bytes]) -> Spoil:
    return lambda _, file: file.write_bytes(change(file.read_bytes()))


def apart(data: bytes) -> bytes:
    return unicodedata.normalize("NFD", data.decode()).encode()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (rewrite(lambda data: b"\xef\xbb\xbf" + data), "file-bom"),
        (rewrite(lambda data: data.replace(b"\n", b"\r\n")), "file-crlf"),
        (rewrite(apart), "file-nfd"),
        (rewrite(lambda data: data.replace("lần 17".encode(), b"tay")), "changed-by-hand"),
        (lambda _, file: file.with_name("x_aaaaaa.toml").write_text('id = "aaaaaa"\n'), "changed-by-hand"),
        (lambda _, file: file.unlink(), "missing-file"),
        (lambda records, _: _old(records / ".git/index.lock"), "git-lock"),
        (lambda records, _: _old(records / ".git/refs/heads/main.lock"), "git-lock"),
        (lambda records, _: git(records, "checkout", "-q", "--detach"), "detached"),
        (lambda records, _: git(records, "config", "--unset", "merge.conflictStyle"), "git-settings"),
        (lambda records, _: (records / "directives/.x.toml.0123abcd.tmp").touch(), "temporary"),
    ],
    ids=[
        "bom",
        "crlf",
        "nfd",
        "edited",
        "added",
        "removed",
        "index lock",
        "branch lock",
        "detached",
        "settings",
        "temporary",
    ],
)
def test_what_can_be_mended_safely_is_found_and_mended(office: Office, records: Path, spoil: Spoil, code: str) -> None:
    stored = office.records.add(letter(17))
    spoil(records, records / stored.path)
    assert code in codes(office)
    heal_all(office.health, office.health.examine())
    assert codes(office) == []
    kept = office.records.find(stored.record.id).record
    assert isinstance(kept, Directive)
    assert kept.change(subject=None) == stored.record.change(subject=None)
    assert git(records, "status", "--porcelain") == ""


def _old(lock: Path) -> None:
    lock.touch()
    os.utime(lock, (1_600_000_000, 1_600_000_000))


def test_a_fresh_lock_of_a_running_git_is_left_alone(office: Office, records: Path) -> None:
    lock = records / ".git/index.lock"
    lock.touch()
    with subprocess.Popen(["git", "cat-file", "--batch"], cwd=records, stdin=subprocess.PIPE) as running:
        while Path(f"/proc/{running.pid}/comm").read_bytes().strip() != b"git":
            pass
        assert codes(office) == []
        office.records.add(letter(17))
        assert (office.ledger.trouble, lock.exists()) == ("", True)
        running.communicate()
    office.records.add(letter(18))
    assert not lock.exists()
    assert git(records, "status", "--porcelain") == ""


def test_a_hand_edit_is_not_committed_under_the_name_of_who_mends(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    rewrite(lambda data: data.replace("lần 17".encode(), b"tay"))(records, records / stored.path)
    heal_all(office.health, office.health.examine())
    assert git(records, "log", "-1", "--format=%an|%cn").strip() == "Sửa ngoài chương trình|Trần Thị Lan"


def test_saves_that_wait_are_committed_under_the_name_of_who_saved(
    office: Office, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bisecting = records / ".git/BISECT_LOG"
    bisecting.touch()
    office.records.add(letter(17))
    bisecting.unlink()
    monkeypatch.setenv("CCHC_PERSON", "Lê Văn Nam <nam@xa>")
    assert codes(office) == ["uncommitted"]
    (said,) = heal_all(office.health, office.health.examine())
    assert "dưới tên người đã lưu" in said
    assert git(records, "log", "-1", "--format=%an|%cn").strip() == "Trần Thị Lan|Lê Văn Nam"


def test_an_office_without_history_gets_one(tmp_path: Path) -> None:
    office = open_office(make_office(tmp_path / "records", history=False))
    stored = office.records.add(letter(17))
    assert codes(office) == ["no-history"]
    heal_all(office.health, office.health.examine())
    assert codes(office) == []
    assert office.history.log(stored.record.id)[0].words == "lập thư mục hồ sơ"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda _, file: file.write_text("<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n"), "conflict-markers"),
        (lambda _, file: file.with_name("chép_aaaaaa.toml").write_bytes(file.read_bytes()), "repeated-id"),
        (lambda _, file: file.with_name("chép_aaaaaa.toml").write_bytes(file.read_bytes()), "name-not-ascii"),
        (lambda _, file: file.rename(file.with_name("khac.toml")), "id-not-in-name"),
        (lambda _, file: file.with_name("x_bbbbbb.toml").symlink_to("/etc/passwd"), "link"),
        (lambda records, _: _hook(records), "git-hooks"),
        (lambda records, _: (records / f".cchc/{os.geteuid()}/journal/1.damaged").touch(), "damaged-journal"),
    ],
    ids=["marks", "copy", "accents", "renamed", "link", "hooks", "journal"],
)
def test_what_a_person_must_settle_is_found_and_not_touched(
    office: Office, records: Path, spoil: Spoil, code: str
) -> None:
    stored = office.records.add(letter(17))
    spoil(records, records / stored.path)
    assert code in codes(office)
    finding = next(f for f in office.health.examine() if f.code == code)
    assert finding.message.endswith(".") or ":" in finding.message
    assert not office.health.can_heal(finding)
    with pytest.raises(RefusedError):
        office.health.heal(finding)


def _hook(records: Path) -> None:
    (records / ".git/hooks").mkdir(exist_ok=True)
    (records / ".git/hooks/pre-commit").write_text("#!/bin/sh\n", encoding="ascii")
    (records / ".git/hooks/pre-commit").chmod(0o755)


def test_a_day_that_has_not_come_is_named_with_its_record(office: Office) -> None:
    office.records.add(letter(17, issued_on=office.today + timedelta(days=400)))
    (finding,) = office.health.examine()
    assert finding.code == "future-date"
    assert "Văn bản 17/CV-UBND" in finding.message


def test_rights_colleagues_lack_are_found_and_mended(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    share(records, "root" if os.getuid() == 0 else _group())
    assert codes(office) == []
    (records / stored.path).chmod(0o600)
    (records / "directives").chmod(0o755)
    assert codes(office) == ["rights"]
    heal_all(office.health, office.health.examine())
    assert codes(office) == []
    assert (records / stored.path).stat().st_mode & 0o777 == 0o660


def _group() -> str:
    import grp

    return grp.getgrgid(os.getgid()).gr_name


def test_a_network_drive_is_warned_of(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_tui.office.health_rights._file_system", lambda _: "nfs4")
    (finding,) = office.health.examine()
    assert (finding.code, "nfs4" in finding.message) == ("network-drive", True)


def test_mending_letters_changes_nothing_that_is_said() -> None:
    text = '# chú thích\r\nsubject = "Tuyên truyền"\r\n'
    assert mended_letters(b"\xef\xbb\xbf" + apart(text.encode())) == text.replace("\r\n", "\n").encode()


def test_one_file_in_conflict_does_not_hold_up_the_other_hand_edits(office: Office, records: Path) -> None:
    marked, edited = office.records.add(letter(17)), office.records.add(letter(18))
    whole = (records / marked.path).read_text(encoding="utf-8")
    both = f"<<<<<<< a\n{whole}=======\n{whole.replace('lần 17', 'khác')}>>>>>>> b\n"
    (records / marked.path).write_text(both, encoding="utf-8")
    rewrite(lambda data: data.replace("lần 18".encode(), b"tay"))(records, records / edited.path)
    assert codes(office) == ["conflict-markers", "changed-by-hand"]
    (said,) = heal_all(office.health, office.health.examine())
    assert edited.path in said
    assert f"Chưa ghi {marked.path} vì còn dấu xung đột. Hãy chạy: cchc resolve" in said
    assert codes(office) == ["conflict-markers"], "the same advice is not given again"


def test_a_file_with_two_faults_of_its_letters_is_told_once(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    rewrite(lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))(records, records / stored.path)
    said = heal_all(office.health, office.health.examine())
    assert said.count(f"Đã chuẩn hóa {stored.path}.") == 1


def test_a_mistyped_table_of_people_is_found(office: Office, records: Path) -> None:
    text = '[[nguoi]]\naccount = "lan"\nname = "Lan"\n'
    (records / "people.toml").write_text(text, encoding="utf-8")
    office.records.refresh()
    found = {f.code: f for f in office.health.examine()}
    assert "dòng 1, có khóa lạ “nguoi”" in found["unknown-key"].message


def test_a_file_just_over_the_limit_is_not_said_to_be_as_long_as_the_limit(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    (records / stored.path).write_bytes(b"#" * 1_000_001)
    office.records.refresh()
    (finding,) = office.records.findings
    assert "dài 1001 kB, quá mức 1000 kB" in finding.message


@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("cchc_tui.office.doctor.shutil.disk_usage", "chỗ trống của đĩa"),
        ("cchc_tui.office.doctor.look_at_access", "quyền ghi và khóa"),
        ("cchc_tui.export.pandoc.pandoc_version", "pandoc"),
        ("cchc_tui.export.fonts.pdf_font", "phông chữ"),
        ("cchc_tui.office.doctor.metadata.version", "typst"),
        ("cchc_tui.office.health.look_at_letters", "chữ trong các tệp"),
        ("cchc_tui.office.health.look_at_strays", "tệp lạ và nhật ký lưu"),
        ("cchc_tui.office.health.look_at_file_system", "ổ đĩa"),
        ("cchc_tui.office.health.look_at_clock", "đồng hồ"),
        ("cchc_tui.office.health.history.look_at_history", "lịch sử"),
        ("cchc_tui.office.health_history.pending_sync", "kho lịch sử"),
        ("cchc_tui.office.doctor.Office.open", "các tệp hồ sơ"),
    ],
)
@pytest.mark.parametrize("fault", [OSError(5, "x"), RuntimeError("hỏng")], ids=["disk", "fault of ours"])
def test_a_check_that_dies_is_told_and_the_others_go_on(
    office: Office, records: Path, monkeypatch: pytest.MonkeyPatch, place: str, what: str, fault: Exception
) -> None:
    office.records.add(letter(17))
    (records / "directives/.x.toml.0123abcd.tmp").touch()
    (records / ".git/refs/heads/main.lock").touch()
    whole = {f.code for f in examine(str(records)).findings}

    def die(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(place, die)
    found = examine(str(records)).findings
    assert [f.message for f in found if f.message.startswith(f"Không xem hết được {what}: ")]
    if "Office" not in place:
        lost = {"temporary"} if "strays" in place else {"git-lock"} if place.endswith("look_at_history") else set()
        assert whole - {f.code for f in found} <= lost


def test_doctor_offers_the_proof_of_everything(office: Office, records: Path) -> None:
    assert [fact for fact in examine(str(records)).facts if f"cchc --records {records} verify" in fact]


def test_what_killed_programs_left_is_found_and_swept(office: Office, records: Path) -> None:
    office.records.add(letter(17))
    own = records / ".cchc" / str(os.geteuid())
    half_begun = records / ".git.0123456789abcdef.tmp"
    left = [
        own / "staging/0123456789abcdef.tmp",
        own / "journal/.00000009.writing.tmp",
        records / ".cchc/staging/0123456789abcdef.tmp",
        records / ".git/objects/17/tmp_obj_aaaaaa",
        half_begun / ".git/HEAD",
    ]
    for file in left:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        _old(file)
    _old(half_begun)
    assert codes(office) == ["left-behind", "left-behind"]
    heal_all(office.health, office.health.examine())
    assert codes(office) == []
    assert not [file for file in (*left, half_begun, records / ".cchc/staging") if file.exists()]


def test_a_save_sweeps_what_this_account_left(office: Office, records: Path) -> None:
    own = records / ".cchc" / str(os.geteuid())
    left = [own / "staging/0123456789abcdef.old", own / "journal/.00000001.writing.tmp"]
    for file in left:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    office.records.add(letter(17))
    assert not [file for file in left if file.exists()]
