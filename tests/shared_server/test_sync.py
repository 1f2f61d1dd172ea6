"""Two copies of the records brought together: by field, by choice, never crossed, never forced."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError, WrongUseError
from cchc_tui.office import Office
from cchc_tui.office.unfinished_sync import pending_sync
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Field, FieldType, fields_of
from cchc_tui.records.report_sheet import ReportSheet

from .conftest import current, git, letter, open_office


@pytest.fixture
def server(records: Path) -> Office:
    """The server's copy, connected to a bare repository beside it."""
    bare = records.parent / "chung.git"
    git(records.parent, "init", "-q", "--bare", "-b", "main", str(bare))
    git(records, "remote", "add", "origin", str(bare))
    office = open_office(records)
    office.records.add(letter(1))
    office.sharing.sync()
    return office


@pytest.fixture
def laptop(server: Office) -> Office:
    """A clone of it on another machine."""
    return cloned(server, "may-tinh")


def cloned(server: Office, name: str) -> Office:
    folder = server.directory.parent
    git(folder, "clone", "-q", str(folder / "chung.git"), name)
    return open_office(folder / name)


def both_ways(server: Office, laptop: Office) -> None:
    for office in (server, laptop, server):
        assert office.sharing.sync().conflicts == ()
    assert git(server.directory, "rev-parse", "HEAD") == git(laptop.directory, "rev-parse", "HEAD")
    for office in (server, laptop):
        office.records.refresh()
        assert office.records.findings == ()
        assert git(office.directory, "status", "--porcelain") == ""


def edit(office: Office, number: int = 1, **values: Any) -> None:
    office.records.refresh()
    stored = next(s for s in office.records.stored(Directive) if s.record.symbol == f"{number}/CV-UBND")
    office.records.save(stored, stored.record.change(**values))


def only(office: Office) -> Directive:
    office.records.refresh()
    return office.records.stored(Directive)[0].record


def test_what_each_side_added_is_on_both_afterwards(server: Office, laptop: Office) -> None:
    server.records.add(letter(2))
    laptop.records.add(letter(3))
    both_ways(server, laptop)
    assert sorted(str(s.record.symbol) for s in laptop.records.stored(Directive)) == [
        "1/CV-UBND",
        "2/CV-UBND",
        "3/CV-UBND",
    ]
    assert git(server.directory, "log", "--merges", "--format=%s").strip().startswith("gộp hai kho")


def test_a_side_that_has_nothing_new_only_goes_forward(server: Office, laptop: Office) -> None:
    laptop.records.add(letter(2))
    both_ways(laptop, server)
    assert git(server.directory, "log", "--merges", "--format=%s") == ""


EDITABLE = [f for f in fields_of(Directive) if not f.system and not f.last]
OTHER_VALUES: dict[FieldType, Any] = {
    FieldType.DATE: date(2024, 5, 6),
    FieldType.INTEGER: 77,
    FieldType.LINES: ("Như trên", "Lưu: VT"),
    FieldType.IDS: ("0k3f9q",),
    FieldType.LINE: "chữ khác",
    FieldType.TEXT: "hai dòng\nchữ khác",
}


def other_value(field: Field) -> Any:
    fixed = {"kind": "ke-hoach", "direction": "incoming", "symbol": "99/KH-UBND"}
    return fixed.get(field.key) or OTHER_VALUES[field.type]


def test_all_pairs_of_fields_changed_in_two_copies_merge_clean_and_right(server: Office, laptop: Office) -> None:
    pairs = list(itertools.combinations(EDITABLE, 2))
    assert len(pairs) > 90
    made = server.records.add_all(letter(100 + n) for n in range(len(pairs)))
    both_ways(server, laptop)
    for office, side in ((server, 0), (laptop, 1)):
        office.records.refresh()
        found = [office.records.find(stored.record.id) for stored in made]
        changed = [
            (stored, stored.record.change(**{pair[side].key: other_value(pair[side])}))
            for stored, pair in zip(found, pairs, strict=True)
        ]
        office.records.save_all(changed)
    both_ways(server, laptop)
    for stored, pair in zip(made, pairs, strict=True):
        merged = laptop.records.find(stored.record.id).record
        assert merged == stored.record.change(**{f.key: other_value(f) for f in pair})


def test_the_same_field_waits_for_a_choice_and_nothing_moves_before(server: Office, laptop: Office) -> None:
    edit(server, subject="của máy chủ", note="thêm ở máy chủ")
    edit(laptop, subject="của máy tính", signer="Nguyễn Văn A")
    server.sharing.sync()
    head = git(laptop.directory, "rev-parse", "HEAD")
    (conflict,) = laptop.sharing.sync().conflicts
    assert git(laptop.directory, "rev-parse", "HEAD") == head
    assert [(f.key, f.theirs, f.mine) for f in conflict.fields] == [("subject", "của máy chủ", "của máy tính")]
    assert laptop.sharing.conflicts() == [conflict]
    with pytest.raises(WrongUseError, match="Trích yếu"):
        laptop.sharing.resolve(conflict, {})
    laptop.sharing.resolve(conflict, {"subject": "của cả hai"})
    assert laptop.history.log(limit=1)[0].words == "giải quyết xung đột: công văn 1/CV-UBND: sửa Trích yếu, Ghi chú"
    assert laptop.sharing.conflicts() == []
    both_ways(laptop, server)
    merged = only(server)
    assert (merged.subject, merged.note, merged.signer) == ("của cả hai", "thêm ở máy chủ", "Nguyễn Văn A")


@pytest.mark.parametrize("mine", [True, False], ids=["mine", "theirs"])
def test_either_side_may_be_taken_whole(server: Office, laptop: Office, mine: bool) -> None:
    edit(server, subject="của máy chủ")
    edit(laptop, subject="của máy tính")
    server.sharing.sync()
    (conflict,) = laptop.sharing.sync().conflicts
    laptop.sharing.resolve(conflict, {"subject": conflict.fields[0].mine if mine else conflict.fields[0].theirs})
    said = git(laptop.directory, "log", "-1", "--format=%s").strip()
    assert said == f"giải quyết xung đột: công văn 1/CV-UBND: {'giữ nguyên' if mine else 'sửa Trích yếu'}"
    both_ways(laptop, server)
    assert only(server).subject == ("của máy tính" if mine else "của máy chủ")


def test_deletion_against_work_is_asked(server: Office, laptop: Office) -> None:
    stored = server.records.stored(Directive)[0]
    server.records.delete(stored, "nhập trùng")
    edit(laptop, note="vừa bổ sung")
    server.sharing.sync()
    (conflict,) = laptop.sharing.sync().conflicts
    assert [(f.key, f.theirs, f.mine) for f in conflict.fields] == [("deleted_on", server.today, None)]
    laptop.sharing.resolve(conflict, {"deleted_on": None})
    both_ways(laptop, server)
    kept = current(server, stored)
    assert isinstance(kept, Directive)
    assert (kept.deleted, kept.deleted_because, kept.note) == (False, None, "vừa bổ sung")


def test_deletion_against_work_is_told_in_words_with_who_and_why(server: Office, laptop: Office) -> None:
    server.records.delete(server.records.stored(Directive)[0], "nhập trùng")
    edit(laptop, note="vừa bổ sung")
    server.sharing.sync()
    (conflict,) = laptop.sharing.sync().conflicts
    theirs, mine = conflict.told(laptop.settings)
    assert theirs == "xóa ngày 23/11/2026 (Trần Thị Lan): nhập trùng"
    assert mine == "sửa Ghi chú: (trống) → “vừa bổ sung”"
    laptop.sharing.resolve(conflict, {"deleted_on": conflict.fields[0].theirs})
    both_ways(laptop, server)
    gone = server.records.stored(Directive, deleted=True)[0].record
    assert (gone.deleted_by, gone.deleted_because) == ("Trần Thị Lan", "nhập trùng")


def test_what_waits_for_a_choice_is_known_until_it_is_merged(server: Office, laptop: Office) -> None:
    assert pending_sync(laptop.directory) == ""
    edit(server, subject="của máy chủ")
    edit(laptop, subject="của máy tính")
    server.sharing.sync()
    (conflict,) = laptop.sharing.sync().conflicts
    assert "còn 1 chỗ hai bên cùng sửa" in pending_sync(laptop.directory)
    assert "unsettled" in [f.code for f in laptop.health.examine()]
    laptop.sharing.resolve(conflict, {"subject": "của cả hai"})
    assert pending_sync(laptop.directory) == "Lần đồng bộ trước chưa xong; chạy tiếp: cchc sync"
    laptop.sharing.sync()
    assert pending_sync(laptop.directory) == ""
    assert pending_sync(server.directory) == ""


def test_the_same_document_entered_on_both_sides_is_told(server: Office, laptop: Office) -> None:
    ids = {office.records.add(letter(400)).record.id for office in (server, laptop)}
    server.sharing.sync()
    (told,) = [line for line in laptop.sharing.sync().done if "trùng" in line]
    assert told.startswith("Có 1 hồ sơ trùng sau khi gộp: công văn 400/CV-UBND (mã ")
    assert all(one in told for one in ids)
    assert not any("trùng" in line for line in laptop.sharing.sync().done), "said once, when they come together"


def test_deletion_on_both_sides_is_no_conflict(server: Office, laptop: Office) -> None:
    for office, reason in ((server, "nhập trùng"), (laptop, "nhầm sổ")):
        office.records.delete(office.records.stored(Directive)[0], reason)
    both_ways(server, laptop)


def test_deletion_and_a_similar_new_record_against_work_never_cross(server: Office, laptop: Office) -> None:
    old = server.records.stored(Directive)[0]
    server.records.delete(old, "nhập lại cho đúng")
    new = server.records.add(old.record.change(id=""), allow_duplicate="nhập lại")
    edit(laptop, note="sửa bản cũ")
    server.sharing.sync()
    (conflict,) = laptop.sharing.sync().conflicts
    assert conflict.record == old.record.id
    laptop.sharing.resolve(conflict, {"deleted_on": conflict.fields[0].theirs})
    both_ways(laptop, server)
    untouched = current(server, new)
    assert isinstance(untouched, Directive)
    assert untouched.note == new.record.note


def test_a_file_removed_by_hand_and_a_similar_new_one_never_cross(server: Office, laptop: Office) -> None:
    old = server.records.stored(Directive)[0]
    git(server.directory, "rm", "-q", old.path)
    git(server.directory, "commit", "-q", "-m", "rm")
    server.records.refresh()
    new = server.records.add(old.record.change(id=""))
    edit(laptop, note="sửa bản cũ")
    both_ways(server, laptop)
    both_ways(laptop, server)
    kept, other = (current(server, s) for s in (old, new))
    assert isinstance(kept, Directive)
    assert isinstance(other, Directive)
    assert (kept.note, other.note) == ("sửa bản cũ", None)


def test_a_file_removed_by_hand_on_one_side_stays_and_is_told(server: Office, laptop: Office) -> None:
    path = server.records.stored(Directive)[0].path
    git(server.directory, "rm", "-q", path)
    git(server.directory, "commit", "-q", "-m", "rm")
    server.sharing.sync()
    told = laptop.sharing.sync().done
    assert any("Giữ lại 1 tệp" in line and path in line for line in told)
    both_ways(laptop, server)
    assert (server.directory / path).exists()


def test_prose_changed_in_different_places_merges_and_in_one_place_is_asked(server: Office, laptop: Office) -> None:
    lines = [f"Dòng {n}." for n in range(1, 12)]
    sheet = ReportSheet(slug="2023-nam", kind="bao-cao", period="2023", subject="kết quả")
    server.reports.save_body(server.reports.body(server.records.add(sheet)), "\n".join(lines))
    both_ways(server, laptop)
    for office, line in ((server, 1), (laptop, 9)):
        body = office.reports.body(office.reports.find("2023-nam"))
        office.reports.save_body(
            body, body.text.replace(f"Dòng {line}.", f"Dòng {line} sửa ở {office.directory.name}.")
        )
    both_ways(server, laptop)
    merged = server.reports.body(server.reports.find("2023-nam")).text
    assert "Dòng 1 sửa ở records." in merged
    assert "Dòng 9 sửa ở may-tinh." in merged
    for office in (server, laptop):
        body = office.reports.body(office.reports.find("2023-nam"))
        office.reports.save_body(body, body.text.replace("Dòng 5.", f"Dòng 5 của {office.directory.name}."))
    server.sharing.sync()
    (conflict,) = laptop.sharing.sync().conflicts
    assert (conflict.path, conflict.merged) == ("reports/2023-nam/body.md", None)
    laptop.sharing.resolve(conflict, {"text": conflict.fields[0].mine})
    both_ways(laptop, server)
    assert "Dòng 5 của may-tinh." in server.reports.body(server.reports.find("2023-nam")).text


def test_two_reports_of_the_same_name_begun_on_both_sides_become_one(server: Office, laptop: Office) -> None:
    sheet = ReportSheet(slug="2024-nam", kind="bao-cao", period="2024", subject="kết quả")
    server.records.add(sheet)
    laptop.records.add(sheet.change(note="của máy tính"))
    both_ways(server, laptop)
    assert server.reports.find("2024-nam").record.note == "của máy tính"


def test_what_was_changed_outside_the_program_is_committed_before_merging(server: Office, laptop: Office) -> None:
    file = laptop.directory / laptop.records.stored(Directive)[0].path
    file.write_text(file.read_text(encoding="utf-8").replace("lần 1", "lần một"), encoding="utf-8")
    server.records.add(letter(2))
    both_ways(server, laptop)
    assert only(server).subject == "tăng cường tuyên truyền lần một"
    assert "Sửa ngoài chương trình" in git(server.directory, "log", "--format=%an")


def test_a_stick_carries_the_whole_office_there_and_back(server: Office, laptop: Office, tmp_path: Path) -> None:
    stick = tmp_path / "usb" / "cchc.bundle"
    stick.parent.mkdir()
    server.records.add(letter(2))
    laptop.records.add(letter(3))
    for office in (server, laptop, server):
        assert office.sharing.sync(bundle=stick).conflicts == ()
    assert len(server.records.stored(Directive)) == len(laptop.records.stored(Directive)) == 3
    git(tmp_path, "clone", "-q", "-b", "main", str(stick), "moi")
    assert len(open_office(tmp_path / "moi").records.stored(Directive)) == 3


def test_a_stick_that_is_not_there_or_is_full_is_said(server: Office, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match=r"Không có thư mục .*/usb\."):
        server.sharing.sync(bundle=tmp_path / "usb" / "cchc.bundle")
    with pytest.raises(EnvironmentFaultError, match=r"Không ghi được /sys/cchc\.bundle"):
        server.sharing.sync(bundle=Path("/sys/cchc.bundle"))


@pytest.mark.parametrize("what", ["nothing", "text", "truncated"])
def test_a_spoilt_bundle_is_refused(server: Office, laptop: Office, tmp_path: Path, what: str) -> None:
    stick = tmp_path / "cchc.bundle"
    laptop.records.add(letter(2))
    laptop.sharing.sync(bundle=stick)
    spoilt = {"nothing": b"", "text": b"khong phai bundle\n", "truncated": stick.read_bytes()[:-300]}[what]
    stick.write_bytes(spoilt)
    head = git(server.directory, "rev-parse", "HEAD")
    cure = "Hãy chép lại tệp từ máy kia" if what == "truncated" else "Hãy lấy lại tệp từ máy kia"
    with pytest.raises(CchcError, match=cure) as caught:
        server.sharing.sync(bundle=stick)
    assert "fatal" not in str(caught.value)
    assert git(server.directory, "rev-parse", "HEAD") == head
    assert stick.read_bytes() == spoilt


def test_another_offices_history_is_not_merged(server: Office, tmp_path: Path) -> None:
    from .conftest import make_office

    other = open_office(make_office(tmp_path / "xa-khac", name="UBND xã Khác"))
    other.records.add(letter(50))
    other.sharing.sync(bundle=tmp_path / "khac.bundle")
    with pytest.raises(RefusedError, match="không cùng gốc"):
        server.sharing.sync(bundle=tmp_path / "khac.bundle")


def hostile_commit(folder: Path, *words: str) -> None:
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "-m", "x")
    git(folder, *(words or ("push", "-q", "origin", "main")))


def test_links_and_giants_from_the_other_side_do_not_come_in(server: Office, laptop: Office) -> None:
    evil = cloned(server, "ke-xau").directory
    (evil / "directives/2023/x_aaaaaa.toml").symlink_to("/etc/passwd")
    hostile_commit(evil)
    with pytest.raises(RefusedError, match="không phải là tệp thường"):
        laptop.sharing.sync()
    (evil / "directives/2023/x_aaaaaa.toml").unlink()
    (evil / "directives/2023/x_aaaaaa.toml").write_text("x" * 1_500_000, encoding="ascii")
    hostile_commit(evil)
    with pytest.raises(RefusedError, match="quá lớn"):
        laptop.sharing.sync()
    assert laptop.records.findings == ()
    assert len(laptop.records.stored(Directive)) == 1


def test_hooks_filters_and_settings_of_the_repository_are_not_run(
    server: Office, laptop: Office, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    hooks = laptop.directory / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "post-commit", "post-merge", "pre-push", "commit-msg", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\necho {name} >> {trap}\n", encoding="ascii")
        (hooks / name).chmod(0o755)
    git(laptop.directory, "config", "core.fsmonitor", f"touch {trap}; false")
    git(laptop.directory, "config", "core.editor", f"touch {trap}")
    git(laptop.directory, "config", "core.pager", f"touch {trap}")
    git(laptop.directory, "config", "commit.gpgSign", "true")
    git(laptop.directory, "config", "gpg.program", f"{trap}")
    laptop.records.add(letter(2))
    server.records.add(letter(3))
    server.sharing.sync()
    laptop.sharing.sync()
    laptop.history.undo()
    assert not trap.exists()


def test_a_server_that_is_away_or_wants_a_password_is_said_in_a_sentence(server: Office) -> None:
    git(server.directory, "remote", "set-url", "origin", "/khong/co/kho.git")
    with pytest.raises(Exception, match="Không tới được kho kia"):
        server.sharing.sync()
    git(server.directory, "remote", "remove", "origin")
    with pytest.raises(WrongUseError, match="chưa nối với kho nào"):
        server.sharing.sync()


def test_pushing_into_a_folder_where_people_work_is_refused_with_advice(server: Office, laptop: Office) -> None:
    git(laptop.directory, "remote", "set-url", "origin", str(server.directory))
    laptop.records.add(letter(2))
    with pytest.raises(Exception, match="đang có người nhập liệu"):
        laptop.sharing.sync()


def test_unknown_keys_and_tables_merge_like_fields(server: Office, laptop: Office) -> None:
    edit(server, extra={"x_a": 1})
    edit(laptop, extra={"x_b": {"c": [1, 2]}})
    both_ways(server, laptop)
    assert only(server).extra == {"x_a": 1, "x_b": {"c": [1, 2]}}


def test_every_record_of_three_busy_copies_is_on_all_of_them(server: Office, laptop: Office) -> None:
    third = cloned(server, "may-thu-ba")
    for round_ in range(3):
        for number, office in enumerate((server, laptop, third)):
            office.records.add(letter(1000 + round_ * 10 + number))
            assert office.sharing.sync().conflicts == ()
    both_ways(server, laptop)
    both_ways(server, third)
    assert {s.record.id for s in server.records.stored(Directive)} == {
        s.record.id for s in third.records.stored(Directive)
    }
    assert len(server.records.stored(Directive)) == 10


def test_a_decision_that_waits_for_the_history_is_not_asked_again(server: Office, laptop: Office) -> None:
    edit(server, note="của máy chủ")
    edit(laptop, note="của máy tính")
    server.sharing.sync()
    (conflict,) = laptop.sharing.sync().conflicts
    bisecting = laptop.directory / ".git/BISECT_LOG"
    bisecting.touch()
    laptop.sharing.resolve(conflict, {"note": "của máy chủ"})
    assert (laptop.ledger.uncommitted, open_office(laptop.directory).sharing.conflicts()) == (1, [])
    bisecting.unlink()
    both_ways(server, laptop)
    assert only(server).note == "của máy chủ"
