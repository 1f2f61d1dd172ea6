"""The repository as the rest of the program sees it: paths from the records, exact commits, versions."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cchc_tui.git.checkout import LOOSE_SAMPLE, SHA1, Checkout, blob_id, find_checkout
from cchc_tui.git.command import GitError, git
from cchc_tui.git.committing import Author, name_line
from cchc_tui.git.founding import SETTINGS, apply_settings, found, missing_settings
from cchc_tui.git.merging import changed_since, merge_text, paths_in
from cchc_tui.git.reading import read_blobs, read_log, read_path, resolve_commit

LAN = Author("Trần Thị Lan", "lan@xa", datetime(2023, 2, 21, 8, 30, tzinfo=UTC))


@pytest.fixture
def lock(tmp_path: Path) -> int:
    return os.open(tmp_path, os.O_RDONLY)


@pytest.fixture(params=["root", "folder"])
def checkout(tmp_path: Path, request: pytest.FixtureRequest) -> Checkout:
    """The records as a whole repository, and as a folder of a bigger one."""
    if request.param == "root":
        records = tmp_path / "records"
        records.mkdir()
        return found(records)
    records = tmp_path / "du án" / "hồ sơ"
    records.mkdir(parents=True)
    found(records.parent)
    return find_checkout(records)


def write(checkout: Checkout, path: str, text: str) -> str:
    (checkout.records / path).parent.mkdir(parents=True, exist_ok=True)
    (checkout.records / path).write_text(text, encoding="utf-8")
    return path


def test_a_commit_has_exactly_the_paths_given_and_their_author_and_time(checkout: Checkout, lock: int) -> None:
    one, two = write(checkout, "a/một *.toml", "1\n"), write(checkout, "a/hai.toml", "2\n")
    assert checkout.commit([one], "công văn: thêm\n\nRecord: abc\n", LAN, LAN, lock=lock)
    (commit,) = read_log(checkout)
    assert (commit.name, commit.email, commit.when, commit.subject) == (LAN.name, LAN.email, LAN.when, "công văn: thêm")
    assert [c.path for c in commit.changes] == [one]
    assert commit.trailers("Record") == ["abc"]
    assert checkout.changed() == [("??", two)]
    assert not checkout.commit([one], "nữa\n", LAN, LAN, lock=lock), "nothing new, no commit"


def test_versions_of_a_file_are_read_back(checkout: Checkout, lock: int) -> None:
    path = write(checkout, "a.toml", "1\n")
    checkout.commit([path], "một\n", LAN, LAN, lock=lock)
    write(checkout, path, "2\n")
    checkout.commit([path], "hai\n", LAN, LAN, lock=lock)
    (checkout.records / path).unlink()
    checkout.commit([path], "bỏ\n", LAN, LAN, lock=lock)
    gone, second, first = read_log(checkout, path=path)
    assert (first.changes[0].before, gone.changes[0].after) == (None, None)
    assert second.changes[0].before == first.changes[0].after
    blobs = read_blobs(checkout, [first.changes[0].after or "", second.changes[0].after or "", "0" * 40])
    assert list(blobs.values()) in ([b"1\n", b"2\n"], [b"2\n", b"1\n"])
    assert read_path(checkout, second.id, path) == b"2\n"
    assert read_path(checkout, gone.id, path) is None
    assert read_log(checkout, only_removed=True)[0].id == gone.id


def test_contents_are_committed_without_the_work_tree(checkout: Checkout, lock: int) -> None:
    path = write(checkout, "a.toml", "1\n")
    checkout.commit([path], "một\n", LAN, LAN, lock=lock)
    write(checkout, path, "3, đã đi xa hơn\n")
    assert checkout.commit_contents({path: b"2\n", "mới/b.toml": b"b\n"}, "hai\n", LAN, LAN, lock=lock)
    assert read_path(checkout, "HEAD", path) == b"2\n"
    assert (checkout.records / path).read_text(encoding="utf-8").startswith("3")
    assert not checkout.commit_contents({path: b"2\n"}, "nữa\n", LAN, LAN, lock=lock)


def test_without_a_commit_the_log_is_empty_and_a_spoilt_history_is_said(checkout: Checkout, lock: int) -> None:
    assert read_log(checkout) == []
    checkout.commit([write(checkout, "a.toml", "1\n")], "x\n", LAN, LAN, lock=lock)
    (checkout.git_dir / "refs/heads/main").write_text("1" * 40 + "\n", encoding="ascii")
    with pytest.raises(GitError):
        read_log(checkout)


def test_thousands_of_loose_objects_are_packed_and_nothing_is_lost(checkout: Checkout, lock: int) -> None:
    checkout.commit([write(checkout, "a.toml", "1\n")], "một\n", LAN, LAN, lock=lock)
    assert not checkout.pack_when_many(lock=lock)
    number = 0
    folder = checkout.git_dir / "objects" / "17"
    while not folder.is_dir() or len(list(folder.iterdir())) <= LOOSE_SAMPLE:
        number += 1
        if blob_id(b"%d\n" % number, SHA1).startswith("17"):
            git(checkout.records, "hash-object", "-w", "--stdin", stdin=b"%d\n" % number)
    assert checkout.pack_when_many(lock=lock)
    assert read_path(checkout, "HEAD", "a.toml") == b"1\n"
    assert git(checkout.records, "count-objects", "-v").text.split("\n")[3] == "packs: 1"
    assert not checkout.pack_when_many(lock=lock), "not twice a day"


def test_the_id_of_a_file_is_reckoned_as_git_does(checkout: Checkout, lock: int) -> None:
    path = write(checkout, "a.toml", "tiếng Việt\n")
    checkout.commit([path], "x\n", LAN, LAN, lock=lock)
    known = checkout.committed([path, "không-có.toml"])
    assert known == {path: blob_id("tiếng Việt\n".encode(), known[path])}


def test_a_repository_with_the_longer_hash_works_too(tmp_path: Path, lock: int) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "-b", "main", "dài")
    checkout = find_checkout(tmp_path / "dài")
    path = write(checkout, "a.toml", "1\n")
    checkout.commit([path], "x\n", LAN, LAN, lock=lock)
    assert checkout.commit_contents({path: None, "b.toml": b"2\n"}, "y\n", LAN, LAN, lock=lock)
    assert paths_in(checkout, "HEAD") == {"b.toml"}
    assert blob_id(b"2\n", "0" * 64) == checkout.committed(["b.toml"])["b.toml"]


def test_what_a_bigger_repository_ignores_is_known(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    found(tmp_path)
    (tmp_path / ".gitignore").write_text("records/\n", encoding="ascii")
    assert find_checkout(tmp_path / "records").ignored("office.toml")


def test_similar_files_are_never_taken_for_a_rename(checkout: Checkout, lock: int) -> None:
    text = "".join(f"dòng {n}\n" for n in range(50))
    old = write(checkout, "cũ.toml", text)
    checkout.commit([old], "một\n", LAN, LAN, lock=lock)
    base = checkout.head() or ""
    (checkout.records / old).unlink()
    new = write(checkout, "mới.toml", text)
    checkout.commit([old, new], "hai\n", LAN, LAN, lock=lock)
    changed = changed_since(checkout, base, "HEAD")
    assert sorted(p.removeprefix(checkout.prefix) for p in changed) == ["cũ.toml", "mới.toml"]
    assert len(read_log(checkout, path="mới.toml")) == 1


def test_prose_merges_by_lines_or_not_at_all() -> None:
    base = "".join(f"{n}\n" for n in range(9))
    ours, theirs = base.replace("1\n", "một\n"), base.replace("7\n", "bảy\n")
    merged = merge_text(base.encode(), theirs.encode(), ours.encode())
    assert merged == ours.replace("7\n", "bảy\n").encode()
    assert merge_text(b"a\n", b"b\n", b"c\n") is None


def test_settings_are_put_right_and_known_to_be(checkout: Checkout) -> None:
    assert missing_settings(checkout) == []
    git(checkout.records, "config", "--local", "merge.renames", "true")
    assert [key for key, _ in missing_settings(checkout)] == ["merge.renames"]
    apply_settings(checkout)
    assert missing_settings(checkout) == []
    assert not any("union" in value for _, value in SETTINGS)


@pytest.mark.parametrize("words", ["HEAD", "main", "--help", "zzzz", "abc", "", "0123456789abcdef", "a" * 99])
def test_only_ids_name_a_commit(checkout: Checkout, lock: int, words: str) -> None:
    checkout.commit([write(checkout, "a.toml", "1\n")], "x\n", LAN, LAN, lock=lock)
    head = checkout.head() or ""
    assert resolve_commit(checkout, head[:8]) == head
    assert resolve_commit(checkout, words) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("Lan <a@b>", "Lan a@b"), ("a\nb", "a b"), ("", "không rõ"), ("<>", "không rõ"), ("\x1b[1mL", "[1mL")],
)
def test_a_name_is_one_harmless_line(text: str, name: str) -> None:
    assert name_line(text) == name
