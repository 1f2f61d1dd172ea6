"""One save, one commit, under the right name; many writers, nothing lost."""

from __future__ import annotations

import json
import multiprocessing
import os
import pwd
from pathlib import Path

import pytest

from cchc_tui.errors import EnvironmentFaultError, RefusedError, WrongUseError
from cchc_tui.office import ConflictError, Office
from cchc_tui.records.directive import Directive
from cchc_tui.storage.lock import lock_holder, locked

from .conftest import OFFICE, current, git, letter, make_office, open_office

WRITERS = 8
SAVES = int(os.environ.get("CCHC_TEST_SAVES", "16"))
"""Saves of each writer."""


def authors(records: Path) -> list[str]:
    return git(records, "log", "--format=%an <%ae>|%s").splitlines()


def test_a_save_is_one_commit_of_one_file_under_the_persons_name(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    office.records.save(stored, stored.record.change(subject="khác"))
    assert authors(records)[:2] == [
        "Trần Thị Lan <lan@xahaky.gov.vn>|công văn 17/CV-UBND: sửa Trích yếu",
        "Trần Thị Lan <lan@xahaky.gov.vn>|công văn 17/CV-UBND: thêm",
    ]
    assert git(records, "show", "--name-only", "--format=%(trailers)").split() == [
        "Record:",
        stored.record.id,
        stored.path,
    ]
    assert git(records, "status", "--porcelain") == ""


def test_saving_what_is_there_already_makes_no_commit(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    before = authors(records)
    office.records.save(stored, stored.record)
    assert authors(records) == before


def test_several_records_are_one_commit(office: Office, records: Path) -> None:
    office.records.add_all(letter(n) for n in range(1, 13))
    assert authors(records)[0].endswith("|thêm 12 văn bản")
    assert len(authors(records)) == 2


def test_what_others_have_staged_stays_staged(office: Office, records: Path) -> None:
    (records / "nhap.md").write_text("đang soạn\n", encoding="utf-8")
    git(records, "add", "nhap.md")
    office.records.add(letter(17))
    assert git(records, "status", "--porcelain") == "A  nhap.md\n"


def test_records_in_a_folder_of_a_bigger_repository_commit_only_their_own_paths(tmp_path: Path) -> None:
    top = tmp_path / "du-an"
    records = make_office(top / "records", history=False)
    git(tmp_path, "init", "-q", "-b", "main", str(top))
    (top / "khac.txt").write_text("của người khác\n", encoding="utf-8")
    git(top, "add", "khac.txt")
    stored = open_office(records).records.add(letter(17))
    assert git(top, "show", "--name-only", "--format=").split() == [f"records/{stored.path}"]
    assert "A  khac.txt" in git(top, "status", "--porcelain")
    assert [s.words for s in open_office(records).history.log(stored.record.id)] == ["công văn 17/CV-UBND: thêm"]


def test_without_a_repository_saving_works_and_history_says_why_there_is_none(tmp_path: Path) -> None:
    office = open_office(make_office(tmp_path / "records", history=False))
    stored = office.records.add(letter(17))
    office.records.save(stored, stored.record.change(note="một"))
    assert "không nằm trong kho git" in office.ledger.trouble
    assert office.ledger.uncommitted == 0
    with pytest.raises(EnvironmentFaultError, match="không có lịch sử"):
        office.history.log()


def test_a_bigger_repository_that_ignores_the_records_is_left_alone(tmp_path: Path) -> None:
    top = tmp_path / "du-an"
    records = make_office(top / "records", history=False)
    git(tmp_path, "init", "-q", "-b", "main", str(top))
    (top / ".gitignore").write_text("records/\n", encoding="ascii")
    office = open_office(records)
    office.records.add(letter(17))
    assert "bỏ qua" in office.ledger.trouble
    assert git(top, "status", "--porcelain", "--ignored") == "?? .gitignore\n!! records/\n"


def test_without_git_saving_works_and_the_commit_is_made_later_under_the_first_name(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", "/nowhere")
    office = open_office(records)
    stored = office.records.add(letter(17))
    stored = office.records.save(stored, stored.record.change(note="một"))
    assert "chưa có chương trình git" in office.ledger.trouble
    assert office.ledger.uncommitted == 2
    monkeypatch.setenv("PATH", path)
    monkeypatch.setenv("CCHC_PERSON", "Lê Văn Nam <nam@xahaky.gov.vn>")
    later = open_office(records)
    later.records.save(later.records.find(stored.record.id), stored.record.change(subject="của Nam"))
    assert authors(records)[:3] == [
        "Lê Văn Nam <nam@xahaky.gov.vn>|công văn 17/CV-UBND: sửa Trích yếu",
        "Trần Thị Lan <lan@xahaky.gov.vn>|công văn 17/CV-UBND: sửa Ghi chú",
        "Trần Thị Lan <lan@xahaky.gov.vn>|công văn 17/CV-UBND: thêm",
    ]
    assert git(records, "log", "-1", "--skip=1", "--format=%cn").strip() == "Lê Văn Nam"
    assert (later.ledger.uncommitted, later.ledger.trouble) == (0, "")
    assert git(records, "status", "--porcelain") == ""


def test_a_left_over_index_lock_does_not_stop_saving(office: Office, records: Path) -> None:
    (records / ".git/index.lock").touch()
    told: list[str] = []
    office.ledger.warn = told.append
    office.records.add(letter(17))
    assert told == ["Lịch sử đã tự chữa: bỏ 1 tệp khóa của git bị bỏ lại; dựng lại bảng kê (index) của git."]
    assert (office.ledger.uncommitted, len(authors(records))) == (0, 2)
    assert git(records, "status", "--porcelain") == ""


def test_a_file_changed_by_hand_does_not_go_under_the_name_of_who_saves_next(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    file = records / stored.path
    file.write_text(file.read_text(encoding="utf-8").replace("lần 17", "lần 17, sửa tay"), encoding="utf-8")
    office.records.refresh()
    found = office.records.find(stored.record.id)
    office.records.save(found, found.record.change(note="một"))
    assert authors(records)[:2] == [
        "Trần Thị Lan <lan@xahaky.gov.vn>|công văn 17/CV-UBND: sửa Ghi chú",
        f"Sửa ngoài chương trình <khong-ro@localhost>|sửa ngoài chương trình: {stored.path}",
    ]


def test_different_fields_of_two_people_both_stay(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    colleague = open_office(records)
    colleague.records.save(colleague.records.find(stored.record.id), stored.record.change(note="của đồng nghiệp"))
    saved = office.records.save(stored, stored.record.change(signer="Nguyễn Văn A"))
    assert (saved.record.note, saved.record.signer) == ("của đồng nghiệp", "Nguyễn Văn A")


def test_the_same_field_of_two_people_is_asked_and_settled_by_choice(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    colleague = open_office(records)
    colleague.records.save(colleague.records.find(stored.record.id), stored.record.change(note="của họ", signer="B"))
    with pytest.raises(ConflictError, match="“Ghi chú”") as caught:
        office.records.save(stored, stored.record.change(note="của tôi", subject="mới"))
    conflict = caught.value
    assert [(c.key, c.before, c.theirs, c.mine) for c in conflict.conflicts] == [("note", None, "của họ", "của tôi")]
    with pytest.raises(WrongUseError, match="Ghi chú"):
        office.sharing.resolve(conflict, {})
    office.sharing.resolve(conflict, {"note": "của cả hai"})
    after = current(office, stored)
    assert isinstance(after, Directive)
    assert (after.note, after.signer, after.subject) == ("của cả hai", "B", "mới")


def test_work_on_a_record_that_a_colleague_deleted_is_asked_about(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    colleague = open_office(records)
    colleague.records.delete(colleague.records.find(stored.record.id), "nhập trùng")
    with pytest.raises(ConflictError, match="Xóa hay giữ lại") as caught:
        office.records.save(stored, stored.record.change(note="đang sửa"))
    office.sharing.resolve(caught.value, {"deleted_on": None})
    after = current(office, stored)
    assert (after.deleted, after.deleted_because) == (False, None)


def test_unknown_keys_of_two_people_are_asked_about_too(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17, extra={"x_so_tay": "1"}))
    colleague = open_office(records)
    colleague.records.save(colleague.records.find(stored.record.id), stored.record.change(extra={"x_so_tay": "2"}))
    with pytest.raises(ConflictError) as caught:
        office.records.save(stored, stored.record.change(extra={"x_so_tay": "3"}))
    office.sharing.resolve(caught.value, {"x_so_tay": "3"})
    assert current(office, stored).extra == {"x_so_tay": "3"}


def test_a_busy_lock_is_waited_for_with_a_name_and_then_refused(
    office: Office, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_tui.storage.lock.WAIT_SECONDS", 0.1)
    heard: list[str] = []
    office.ledger.tell = heard.append
    with locked(records), pytest.raises(RefusedError, match="đang lưu vào"):
        office.records.add(letter(17))
    assert heard == ["Đang chờ root lưu xong…"] or heard[0].startswith("Đang chờ ")
    office.records.add(letter(17))


def test_who_is_waited_for_is_named_as_people_toml_names_them(office: Office, records: Path) -> None:
    account = pwd.getpwuid(os.getuid()).pw_name
    text = f'[[people]]\naccount = "{account}"\nname = "Phạm Văn Bình"\nemail = "binh@xa"\n'
    (records / "people.toml").write_text(text, encoding="utf-8")
    with locked(records):
        assert lock_holder(records) == "Phạm Văn Bình"
        journal = records / ".cchc" / str(os.getuid()) / "journal"
        journal.mkdir(parents=True, exist_ok=True)
        save = {
            "format": 2,
            "message": "x",
            "name": "Lê Thị Hoa",
            "email": "",
            "when": "2026-11-23T08:00:00+07:00",
            "files": [],
        }
        (journal / "00000001.writing").write_text(json.dumps(save), encoding="utf-8")
        (journal / "00000001.writing").chmod(0o640)
        assert lock_holder(records) == "Lê Thị Hoa", "on a shared account the save that is being written tells"


def _write_many(records: Path, writer: int, shared: str, saves: int) -> None:
    os.environ["CCHC_PERSON"] = f"Người {writer} <nguoi{writer}@xa>"
    office = Office.open(records)
    for number in range(saves):
        if number % 2:
            office.records.add(
                Directive(direction="outgoing", kind="ke-hoach", subject=f"{writer}-{number}", issued_on=office.today)
            )
            continue
        while True:
            office.records.refresh()
            stored = office.records.find(shared)
            try:
                office.records.save(
                    stored, stored.record.change(extra={**stored.record.extra, f"w{writer}_{number}": number})
                )
                break
            except ConflictError:
                continue


@pytest.mark.slow
def test_eight_writers_lose_nothing_and_every_save_is_one_commit_under_the_right_name(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(records)
    shared = office.records.add(letter(17)).record.id
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr("cchc_tui.storage.lock.WAIT_SECONDS", 60.0)
    workers = [fork.Process(target=_write_many, args=(records, n, shared, SAVES)) for n in range(WRITERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * WRITERS
    office.records.refresh()
    assert len(office.records.stored(Directive)) == 1 + WRITERS * (SAVES // 2)
    assert len(office.records.find(shared).record.extra) == WRITERS * (SAVES - SAVES // 2)
    names = [line.split(" <")[0] for line in authors(records)]
    assert [names.count(f"Người {n}") for n in range(WRITERS)] == [SAVES] * WRITERS
    added = [
        line
        for line in git(records, "log", "--format=@%an", "-p", "--unified=0", "--", "directives").splitlines()
        if line.startswith(("@Người", "+w"))
    ]
    _demand_own_keys(added)
    assert git(records, "status", "--porcelain") == ""


def _demand_own_keys(lines: list[str]) -> None:
    """Every key a commit adds carries the number of the writer it is signed by."""
    signer = ""
    for line in lines:
        if line.startswith("@"):
            signer = line.removeprefix("@Người ")
        else:
            assert line.startswith(f"+w{signer}_"), (signer, line)


def test_the_office_of_these_tests_is_lawful(office: Office) -> None:
    assert office.records.findings == ()
    assert office.settings.channels[0].code == "truyen-thanh", OFFICE
