"""History in words, versions of any day, undoing and going back as new saves."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.office import ConflictError, Office
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet

from .conftest import current, git, letter, open_office


@pytest.fixture
def nam(records: Path, office: Office) -> Office:
    """A colleague's sitting in the same office."""
    return open_office(records)


def as_person(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("CCHC_PERSON", f"{name} <{name.split()[-1].lower()}@xahaky.gov.vn>")


def test_the_history_of_a_record_tells_who_changed_which_fields_from_what_to_what(
    office: Office, nam: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = office.records.add(letter(17))
    as_person(monkeypatch, "Lê Văn Nam")
    nam.records.refresh()
    nam.records.save(
        nam.records.find(stored.record.id), stored.record.change(subject="khác", issued_on=date(2023, 3, 1))
    )
    newest, first = office.history.log(stored.record.id)
    assert (newest.who, newest.words) == ("Lê Văn Nam", "công văn 17/CV-UBND: sửa Ngày ban hành, Trích yếu")
    assert [(c.label, c.old, c.new) for c in newest.changes] == [
        ("Ngày ban hành", "21/02/2023", "01/3/2023"),
        ("Trích yếu", "tăng cường tuyên truyền lần 17", "khác"),
    ]
    assert (first.who, first.words, first.record) == ("Trần Thị Lan", "công văn 17/CV-UBND: thêm", stored.record.id)


def test_choices_are_told_by_their_words_not_their_codes(office: Office) -> None:
    stored = office.records.add(MediaCount(channel="truyen-thanh", measure="tin-bai", period="2023-06", value=24))
    assert (
        office.history.log(stored.record.id)[0].words
        == "thống kê tin bài Truyền thanh · tin, bài tháng 6 năm 2023: thêm"
    )
    assert ("Kênh", "", "Truyền thanh") in [
        (c.label, c.old, c.new) for c in office.history.log(stored.record.id)[0].changes
    ]


def test_the_offices_own_file_has_a_history_in_words_too(office: Office, records: Path) -> None:
    file = records / "office.toml"
    text = file.read_text(encoding="utf-8").replace('label = "tin, bài"', 'label = "tin, bài"\nunit = "bài"')
    file.write_text(text, encoding="utf-8")
    git(records, "commit", "-qam", "thêm đơn vị tính")
    office.records.refresh()
    (change,) = office.history.log("office")[0].changes
    assert (change.label, change.old) == ("Chỉ tiêu thống kê", "truyen-thanh · tin-bai · tin, bài")
    assert change.new == "truyen-thanh · tin-bai · tin, bài · bài"


def test_the_history_of_all_names_bulk_saves_by_their_number(office: Office) -> None:
    office.records.add_all(letter(n) for n in range(30))
    newest = office.history.log()[0]
    assert (newest.words, newest.count, newest.record, newest.changes) == ("thêm 30 văn bản", 30, "", ())


def test_a_limit_counts_saves(office: Office) -> None:
    for number in range(5):
        office.records.add(letter(number))
    assert len(office.history.log(limit=3)) == 3


def test_prose_is_told_by_its_lines(office: Office) -> None:
    sheet = ReportSheet(slug="2023-nam", kind="bao-cao", period="2023", subject="kết quả")
    body = office.reports.save_body(office.reports.body(office.records.add(sheet)), "một\nhai\n")
    office.reports.save_body(body, "một\nhai sửa\nba\n")
    newest = office.history.log("2023-nam")[0]
    assert newest.words == "báo cáo 2023-nam: sửa phần lời"
    assert [(c.label, c.old, c.new) for c in newest.changes] == [("Phần lời", "bỏ 1 dòng", "thêm 2 dòng")]


def test_a_record_is_shown_as_it_was_on_a_day_and_in_a_commit(
    office: Office,
) -> None:
    stored = office.records.add(letter(17))
    office.records.save(stored, stored.record.change(subject="bản hai"))
    commit = office.history.log(stored.record.id)[1].commit
    old = office.history.at(stored.record.id, commit[:10])
    assert isinstance(old, Directive)
    assert old.subject == "tăng cường tuyên truyền lần 17"
    assert office.history.at(stored.record.id, date(2020, 1, 1)) is None
    assert office.history.at(stored.record.id, "1/1/2020") is None
    newest = office.history.at(stored.record.id, date.today())
    assert isinstance(newest, Directive)
    assert newest.subject == "bản hai"
    with pytest.raises(WrongUseError, match="không phải là ngày"):
        office.history.at(stored.record.id, "hôm nào đó")


def test_a_clock_that_went_back_does_not_hide_versions(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    text = (records / stored.path).read_text(encoding="utf-8").replace("lần 17", "từ tương lai")
    (records / stored.path).write_text(text, encoding="utf-8")
    git(records, "commit", "-q", "-a", "-m", "x", "--date=2090-01-01T00:00:00")
    office.records.refresh()
    found = office.records.find(stored.record.id)
    office.records.save(found, found.record.change(note="sau"))
    assert [s.when.year for s in office.history.log(stored.record.id)][1] == 2090
    shown = office.history.at(stored.record.id, date.today())
    assert isinstance(shown, Directive)
    assert shown.note == "sau"


def test_each_field_names_who_gave_it_its_value(office: Office, nam: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = office.records.add(letter(17))
    as_person(monkeypatch, "Lê Văn Nam")
    nam.records.refresh()
    nam.records.save(nam.records.find(stored.record.id), stored.record.change(subject="của Nam"))
    office.records.refresh()
    blamed = {b.key: (b.value, b.who) for b in office.history.blame(stored.record.id)}
    assert blamed["subject"] == ("của Nam", "Lê Văn Nam")
    assert blamed["symbol"] == ("17/CV-UBND", "Trần Thị Lan")


def test_a_field_changed_on_disk_but_not_saved_is_not_blamed_on_anybody(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    file = records / stored.path
    file.write_text(file.read_text(encoding="utf-8").replace("lần 17", "sửa tay"), encoding="utf-8")
    office.records.refresh()
    blamed = {b.key: b.who for b in office.history.blame(stored.record.id)}
    assert (blamed["subject"], blamed["symbol"]) == ("chưa vào lịch sử", "Trần Thị Lan")


def test_undo_takes_back_my_last_save_and_then_the_one_before(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    stored = office.records.save(stored, stored.record.change(subject="hai"))
    office.records.save(stored, stored.record.change(subject="ba"))
    told = office.history.undo()
    assert told.startswith("Đã hoàn tác: công văn 17/CV-UBND: sửa Trích yếu (lưu lúc ")
    assert getattr(current(office, stored), "subject", None) == "hai"
    later = open_office(records)
    later.history.undo()
    assert getattr(current(later, stored), "subject", None) == "tăng cường tuyên truyền lần 17"
    later.history.undo()
    assert current(later, stored).deleted_because == "hoàn tác việc thêm"
    with pytest.raises(RefusedError, match="chưa có lần lưu nào để hoàn tác"):
        later.history.undo()
    assert git(records, "log", "--format=%s").count("hoàn tác: ") == 3


def test_undo_takes_back_only_my_own_saves_and_keeps_what_others_did_since(
    office: Office, nam: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = office.records.add(letter(17))
    office.records.save(stored, stored.record.change(subject="của Lan"))
    as_person(monkeypatch, "Lê Văn Nam")
    nam.records.refresh()
    nam.records.save(
        nam.records.find(stored.record.id), nam.records.find(stored.record.id).record.change(note="của Nam")
    )
    monkeypatch.setenv("CCHC_PERSON", "Trần Thị Lan <lan@xahaky.gov.vn>")
    office.history.undo()
    after = current(office, stored)
    assert isinstance(after, Directive)
    assert (after.subject, after.note) == ("tăng cường tuyên truyền lần 17", "của Nam")


def test_undo_of_a_field_that_somebody_changed_since_is_asked(
    office: Office, nam: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = office.records.add(letter(17))
    office.records.save(stored, stored.record.change(subject="của Lan"))
    monkeypatch.setenv("CCHC_PERSON", "Lê Văn Nam <nam@xa>")
    nam.records.refresh()
    nam.records.save(
        nam.records.find(stored.record.id), nam.records.find(stored.record.id).record.change(subject="của Nam")
    )
    monkeypatch.setenv("CCHC_PERSON", "Trần Thị Lan <lan@xahaky.gov.vn>")
    with pytest.raises(ConflictError) as caught:
        office.history.undo()
    (field,) = caught.value.conflicts
    assert (field.before, field.theirs, field.mine) == ("của Lan", "của Nam", "tăng cường tuyên truyền lần 17")


def test_adding_is_not_undone_under_a_colleagues_work(
    office: Office, nam: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = office.records.add(letter(17))
    monkeypatch.setenv("CCHC_PERSON", "Lê Văn Nam <nam@xa>")
    nam.records.refresh()
    nam.records.save(nam.records.find(stored.record.id), stored.record.change(note="của Nam"))
    monkeypatch.setenv("CCHC_PERSON", "Trần Thị Lan <lan@xahaky.gov.vn>")
    with pytest.raises(RefusedError, match="đã được sửa sau khi thêm"):
        office.history.undo()


def test_undo_of_an_import_takes_all_of_it_back_at_once(office: Office, records: Path) -> None:
    office.records.add(letter(500))
    office.records.add_all(letter(n) for n in range(40))
    office.history.undo()
    assert [s.record.symbol for s in office.records.stored(Directive)] == ["500/CV-UBND"]
    assert len(office.records.stored(Directive, deleted=True)) == 40
    assert git(records, "log", "-1", "--format=%s").strip() == "hoàn tác: xóa 40 văn bản"


def test_undo_of_deleting_and_of_prose(office: Office) -> None:
    stored = office.records.add(letter(17))
    office.records.delete(stored, "nhầm")
    office.history.undo()
    assert not current(office, stored).deleted
    sheet = ReportSheet(slug="2023-nam", kind="bao-cao", period="2023", subject="kết quả")
    report = office.records.add(sheet)
    office.reports.save_body(office.reports.save_body(office.reports.body(report), "một\n"), "hai\n")
    office.history.undo()
    assert office.reports.body(report).text == "một\n"
    office.history.undo()
    assert office.reports.body(report).fingerprint is None


@pytest.mark.parametrize("with_id", [True, False])
def test_undo_of_the_office_and_the_way_back_by_its_name(records: Path, with_id: bool) -> None:
    settings = records / "office.toml"
    if with_id:
        settings.write_text('id = "0ff1ce"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
        git(records, "commit", "-q", "-a", "-m", "sửa tay")
    office = open_office(records)
    before = office.settings.place
    for place in ("Bến Mới", "Bến Cũ"):
        office.records.save_settings(office.settings.change(place=place))
    last = office.history.log("office")[0]
    office.history.undo()
    assert office.settings.place == "Bến Mới"
    office.history.undo()
    assert office.settings.place == before
    office.history.restore_version(last.record, last.commit)
    assert office.settings.place == "Bến Cũ"


def test_what_undo_would_take_back_can_be_asked_first(office: Office) -> None:
    assert office.history.last_change() is None
    office.records.add(letter(17))
    last = office.history.last_change()
    assert last is not None
    assert last.words == "công văn 17/CV-UBND: thêm"


def test_a_save_that_is_not_in_the_history_yet_is_not_passed_over_by_undo(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    (records / ".git/BISECT_LOG").touch()
    office.records.save(stored, stored.record.change(note="chưa vào lịch sử"))
    with pytest.raises(RefusedError, match="chưa vào lịch sử nên chưa hoàn tác được"):
        office.history.undo()
    (records / ".git/BISECT_LOG").unlink()
    office.history.undo()
    after = current(office, stored)
    assert isinstance(after, Directive)
    assert (after.note, after.deleted) == (None, False)


def test_a_record_goes_back_to_any_version_as_a_new_save(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    stored = office.records.save(stored, stored.record.change(subject="hai"))
    office.records.save(stored, stored.record.change(subject="ba"))
    first = office.history.log(stored.record.id)[-1].commit
    office.history.restore_version(stored.record.id, first)
    assert getattr(current(office, stored), "subject", None) == "tăng cường tuyên truyền lần 17"
    assert len(office.history.log(stored.record.id)) == 4
    assert git(records, "log", "-1", "--format=%s").startswith(f"trở lại bản {first[:10]}: ")


def test_a_record_whose_file_was_removed_is_listed_and_comes_back(office: Office, records: Path) -> None:
    stored = office.records.add(letter(17))
    git(records, "rm", "-q", stored.path)
    git(records, "commit", "-q", "-m", "xóa bằng tay")
    office.records.refresh()
    (gone,) = office.history.gone()
    assert (gone.record, gone.path) == (stored.record, stored.path)
    assert [s.words for s in office.history.log(stored.record.id)][-1] == "công văn 17/CV-UBND: thêm"
    office.history.restore_version(stored.record.id, gone.commit)
    assert current(office, stored) == stored.record
    assert office.history.gone() == []


def test_what_nobody_ever_recorded_has_no_history(office: Office) -> None:
    with pytest.raises(WrongUseError, match="cả trong lịch sử"):
        office.history.log("zzzzzz")


def test_escape_sequences_in_names_and_messages_of_commits_never_reach_the_screen_raw(
    office: Office, records: Path
) -> None:
    stored = office.records.add(letter(17))
    file = records / stored.path
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(records, "commit", "-qam", "x\x1b]0;trộm\x07 \u202e", "--author=Kẻ\x1b[31m <a@b>")
    newest = office.history.log()[0]
    assert (newest.words.isprintable(), newest.who.isprintable()) == (True, True)


def test_undo_of_an_edit_to_a_record_deleted_since_says_so(
    office: Office, nam: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = office.records.add(letter(17))
    edited = office.records.save(stored, stored.record.change(note="sửa"))
    as_person(monkeypatch, "Lê Văn Nam")
    nam.records.refresh()
    nam.records.delete(nam.records.find(stored.record.id), "nhập trùng")
    as_person(monkeypatch, "Trần Thị Lan")
    deleted = r"Công văn 17/CV-UBND đã bị xóa sau lần lưu đó \(Lê Văn Nam xóa ngày"
    with pytest.raises(RefusedError, match=deleted) as said:
        office.history.undo()
    assert f"cchc restore {stored.record.id}" in str(said.value)
    assert current(office, edited).deleted


def test_undo_takes_the_last_save_here_whatever_the_dates_say(office: Office, records: Path) -> None:
    """A save of 2090 came in from another machine; undo takes back what was saved here last."""
    stored = office.records.add(letter(17))
    start = git(records, "rev-parse", "HEAD").strip()
    (records / "directives/2023/2023-02-21_x_abcdef.toml").write_text('id = "abcdef"\n', encoding="utf-8")
    git(records, "add", "-A")
    me = ("-c", "user.name=Trần Thị Lan", "-c", "user.email=lan@xahaky.gov.vn")
    message = "văn bản x: thêm\n\nRecord: abcdef"
    tree = git(records, "write-tree").strip()
    theirs = dated(records, tree, start, message, "2090-01-01T00:00:00Z")
    git(records, "reset", "-q", "--hard")
    office.records.refresh()
    office.records.save(office.records.find(stored.record.id), stored.record.change(note="ở đây"))
    git(records, *me, "merge", "-q", "--no-edit", theirs)
    office.records.refresh()
    assert "sửa Ghi chú" in office.history.undo()


def dated(records: Path, tree: str, parent: str, message: str, day: str) -> str:
    """A commit of Lan's made by hand that bears a day of our choosing."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "Trần Thị Lan"), ("EMAIL", "lan@xahaky.gov.vn"), ("DATE", day))}  # fmt: skip
    words = ["git", "commit-tree", tree, "-p", parent, "-m", message]
    return subprocess.run(
        words, cwd=records, env={"PATH": "/usr/bin:/bin", **who}, check=True, capture_output=True, text=True
    ).stdout.strip()
