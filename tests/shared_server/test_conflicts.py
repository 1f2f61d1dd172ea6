"""Conflicts that git left in files: read as three versions, settled by field, the rest of the office goes on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.errors import RefusedError
from cchc_tui.git.command import GitError
from cchc_tui.office import Office
from cchc_tui.office.health import heal_all
from cchc_tui.records.conflict import ConflictOrigin
from cchc_tui.records.directive import Directive
from cchc_tui.storage.versions import split_sides

from .conftest import git, letter, open_office


def stopped_merge(office: Office, ours: dict[str, object], theirs: dict[str, object]) -> str:
    """A `git merge` by hand that stopped at one record; its path."""
    records = office.directory
    stored = office.records.add(letter(17))
    other = office.records.add(letter(18))
    git(records, "branch", "khac")
    office.records.save(stored, stored.record.change(**ours))
    git(records, "checkout", "-q", "khac")
    there = open_office(records)
    there.records.save(there.records.find(stored.record.id), stored.record.change(**theirs))
    there.records.save(there.records.find(other.record.id), other.record.change(note="từ nhánh khác"))
    git(records, "checkout", "-q", "main")
    with pytest.raises(subprocess.CalledProcessError):
        git(records, "merge", "-q", "khac")
    return stored.path


def test_a_merge_by_hand_that_stopped_is_settled_by_field_and_concluded(office: Office, records: Path) -> None:
    path = stopped_merge(office, {"subject": "của main"}, {"subject": "của khác", "note": "thêm"})
    opened = open_office(records)
    assert [f.code for f in opened.records.findings] == ["conflict-markers"]
    (conflict,) = opened.sharing.conflicts()
    assert (conflict.path, conflict.origin) == (path, ConflictOrigin.MERGE)
    assert [(f.key, f.theirs, f.mine) for f in conflict.fields] == [("subject", "của khác", "của main")]
    opened.sharing.resolve(conflict, {"subject": "của cả hai"})
    merged = opened.records.find(conflict.record).record
    assert isinstance(merged, Directive)
    assert (merged.subject, merged.note) == ("của cả hai", "thêm")
    assert opened.sharing.conflicts() == []
    assert git(records, "status", "--porcelain") == ""
    assert not (records / ".git/MERGE_HEAD").exists()
    assert len(git(records, "log", "--merges", "--format=%h").split()) == 1
    assert opened.ledger.uncommitted == 0


def test_what_git_could_not_merge_but_fits_together_by_field_only_waits_for_a_yes(
    office: Office, records: Path
) -> None:
    stopped_merge(office, {"signer": "A"}, {"recipients": ("Như trên",)})
    opened = open_office(records)
    (conflict,) = opened.sharing.conflicts()
    assert conflict.fields == ()
    opened.sharing.resolve(conflict, {})
    merged = opened.records.find(conflict.record).record
    assert isinstance(merged, Directive)
    assert (merged.signer, merged.recipients) == ("A", ("Như trên",))


def test_saving_goes_on_while_a_merge_is_unfinished_and_is_committed_after_it(office: Office, records: Path) -> None:
    stopped_merge(office, {"subject": "của main"}, {"subject": "của khác"})
    opened = open_office(records)
    added = opened.records.add(letter(99))
    assert "làm bằng tay chưa xong" in opened.ledger.trouble
    assert opened.ledger.uncommitted == 1
    (conflict,) = opened.sharing.conflicts()
    opened.sharing.resolve(conflict, {"subject": "của main"})
    assert opened.ledger.uncommitted == 0
    assert [s.words for s in opened.history.log(added.record.id)] == ["công văn 99/CV-UBND: thêm"]
    assert git(records, "status", "--porcelain") == ""


def marked(base: str | None, ours: str, theirs: str) -> str:
    """A record whose subject two changed, with git's marks."""
    middle = f'||||||| gốc\nsubject = "{base}"\n' if base else ""
    return (
        'schema = 1\n\nid = "7k3f9q"\n\nkind = "cong-van"\n\nissued_on = 2023-02-21\n\n'
        f'<<<<<<< HEAD\nsubject = "{ours}"\n{middle}=======\nsubject = "{theirs}"\n>>>>>>> khac\n'
    )


@pytest.mark.parametrize("base", ["gốc", None])
def test_marks_that_git_knows_nothing_of_are_read_from_the_file(
    office: Office, records: Path, base: str | None
) -> None:
    file = records / "directives/2023/2023-02-21_x_7k3f9q.toml"
    file.parent.mkdir(parents=True)
    file.write_text(marked(base, "của tôi", "của họ"), encoding="utf-8")
    opened = open_office(records)
    opened.records.add(letter(17))
    (conflict,) = opened.sharing.conflicts()
    assert conflict.origin is ConflictOrigin.MARKS
    assert ("subject", "của họ", "của tôi") in [(f.key, f.theirs, f.mine) for f in conflict.fields]
    opened.sharing.resolve(conflict, {f.key: f.theirs for f in conflict.fields})
    settled = opened.records.find("7k3f9q").record
    assert isinstance(settled, Directive)
    assert settled.subject == "của họ"
    assert opened.sharing.conflicts() == []
    assert git(records, "status", "--porcelain") == ""


def test_a_conflict_that_changed_meanwhile_is_not_written_over(office: Office, records: Path) -> None:
    file = records / "directives/2023/2023-02-21_x_7k3f9q.toml"
    file.parent.mkdir(parents=True)
    file.write_text(marked("gốc", "a", "b"), encoding="utf-8")
    opened = open_office(records)
    (conflict,) = opened.sharing.conflicts()
    file.write_text(marked("gốc", "a", "c"), encoding="utf-8")
    with pytest.raises(RefusedError, match="vừa thay đổi"):
        opened.sharing.resolve(conflict, {"subject": "b"})
    assert "c" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "sides"),
    [
        (b"a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n", (None, b"a\nb\nd\n", b"a\nc\nd\n")),
        (b"<<<<<<< x\nb\n||||||| z\no\n=======\nc\n>>>>>>> y\n", (b"o\n", b"b\n", b"c\n")),
        (b"<<<<<<< x\r\nb\r\n=======\r\nc\r\n>>>>>>> y\r\n", (None, b"b\r\n", b"c\r\n")),
        (b"a\n", None),
        (b"<<<<<<< x\nb\n", None),
        (b"=======\n", None),
        (b"<<<<<<< x\n<<<<<<< x\n=======\n>>>>>>> y\n", None),
    ],
)
def test_the_sides_of_a_marked_file(data: bytes, sides: tuple[bytes | None, bytes, bytes] | None) -> None:
    found = split_sides(data)
    assert (None if found is None else (found.base, found.ours, found.theirs)) == sides


@pytest.mark.parametrize("how", ["resolve", "doctor"])
def test_a_settled_merge_whose_end_was_refused_is_concluded_later(
    office: Office, records: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    stopped_merge(office, {"subject": "của main"}, {"subject": "của khác"})
    opened = open_office(records)
    (conflict,) = opened.sharing.conflicts()

    def refuse(*_: object, **__: object) -> bool:
        raise GitError("Đĩa đầy.")

    with monkeypatch.context() as patch:
        patch.setattr("cchc_tui.office.sync.conclude", refuse)
        with pytest.raises(GitError):
            opened.sharing.resolve(conflict, {"subject": "của khác"})
    later = open_office(records)
    assert later.sharing.conflicts() == []
    assert (records / ".git/MERGE_HEAD").exists()
    if how == "resolve":
        assert run(["--records", str(records), "resolve"]) == 0
    else:
        assert "Đã kết thúc lần gộp." in heal_all(later.health, later.health.examine())
    assert not (records / ".git/MERGE_HEAD").exists()
    assert (git(records, "status", "--porcelain"), open_office(records).ledger.uncommitted) == ("", 0)
    assert len(git(records, "log", "--merges", "--format=%h").split()) == 1
