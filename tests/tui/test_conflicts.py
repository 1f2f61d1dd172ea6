"""Two people and one record: nothing chosen beforehand, either version or a third, deletion in words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.office import Office
from cchc_tui.records.directive import Directive
from tests.tui.conftest import TODAY, Sitting, in_git

Colleague = Callable[..., None]
FIELD = "<Enter><Tab><Tab><Tab><Tab><Tab><Ctrl+Home>"
"""From the list to the beginning of the first document's subject."""


@pytest.fixture
def colleague(ha_ky: Sitting, monkeypatch: pytest.MonkeyPatch) -> Colleague:
    """Another person who saves the same record."""

    def save(symbol: str, *, delete: str = "", **values: object) -> None:
        with monkeypatch.context() as other:
            other.setenv("CCHC_PERSON", "Trần Thị Lan <lan@hk>")
            theirs = Office.open(ha_ky.records, today=TODAY)
            stored = next(s for s in theirs.records.stored(Directive) if s.record.symbol == symbol)
            if delete:
                theirs.records.delete(stored, delete)
            else:
                theirs.records.save(stored, stored.record.change(**values))

    return save


def subject(sitting: Sitting, number: str = "325") -> str:
    return str(sitting.saved(f"directives/2023/*{number}-ubnd*.toml")[0]["subject"])


def test_nothing_is_chosen_beforehand_and_f2_twice_overwrites_nobody(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan")
    shown = ha_ky.press("<F2>")
    assert "Hai người cùng sửa một mục" in shown
    assert "(•)" not in shown
    assert "chưa chọn" in shown
    ha_ky.press("<F2><F2>")
    assert "chưa chọn bản nào cho “Trích yếu”" in ha_ky.message
    assert subject(ha_ky) == "của Lan"


def test_it_says_who_saved_what_and_when(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan")
    shown = ha_ky.press("<F2>")
    assert "Bản của họ: Trần Thị Lan lưu lúc" in shown
    assert "sửa Trích yếu" in shown


@pytest.mark.parametrize(("key", "kept"), [("<Left>", "của Lan"), ("<Right>", "của tôi")])
def test_either_version_is_taken(ha_ky: Sitting, colleague: Colleague, key: str, kept: str) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan", note="thêm ghi chú")
    ha_ky.press(f"<F2>{key}<F2>")
    assert subject(ha_ky).startswith(kept)
    assert ha_ky.saved("directives/2023/*325-ubnd*.toml")[0]["note"] == "thêm ghi chú"
    assert not list(ha_ky.desk.office.drafts.folder.glob("*.json"))


def test_a_third_version_is_typed(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan")
    ha_ky.press("<F2><Enter><Ctrl+Home>cả hai: <F2>")
    assert "(•) gõ thêm" in ha_ky.screen()
    ha_ky.press("<F2>")
    assert subject(ha_ky).startswith("cả hai: của tôi")


def test_a_third_version_that_cannot_be_read_is_complained_of(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press("<Enter><Tab><Ctrl+U>28/11/2023")
    colleague("325/UBND-VP", issued_on=date(2023, 11, 29))
    shown = ha_ky.press("<F2><Enter><Ctrl+U>31/02/2023<Enter>")
    assert "×" in shown
    ha_ky.press("<Ctrl+U>30/11/2023<Enter><F2>")
    assert ha_ky.saved("directives/2023/*325-ubnd*.toml")[0]["issued_on"] == date(2023, 11, 30)


def test_a_colleague_who_is_quicker_once_more_is_seen(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan")
    ha_ky.press("<F2><Right>")
    colleague("325/UBND-VP", subject="của Lan, lần hai")
    shown = ha_ky.press("<F2>")
    assert "lần hai" in shown
    assert "(•)" not in shown
    assert subject(ha_ky) == "của Lan, lần hai"


def test_deletion_against_change_is_told_in_words(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", delete="nhập trùng")
    shown = " ".join(ha_ky.press("<F2>").split())
    assert "XÓA hồ sơ" in shown
    assert "Trần Thị Lan" in shown
    assert "nhập trùng" in shown
    assert "GIỮ LẠI hồ sơ" in shown
    assert "Trích yếu" in shown
    ha_ky.press("<Enter>")
    assert "chỉ có hai cách" in ha_ky.message
    ha_ky.press("<Right><F2>")
    (record,) = ha_ky.saved("directives/2023/*325-ubnd*.toml")
    assert "deleted_on" not in record
    assert record["subject"].startswith("của tôi")


def test_their_deletion_may_be_taken(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", delete="nhập trùng")
    ha_ky.press("<F2><Left><F2>")
    (record,) = ha_ky.saved("directives/2023/*325-ubnd*.toml")
    assert record["deleted_because"] == "nhập trùng"


def test_going_back_keeps_what_was_typed(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan")
    assert "của tôi" in ha_ky.press("<F2><F3>")


def test_no_digit_takes_the_choice_away(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan")
    assert "Hai người cùng sửa" in ha_ky.press("<F2>2<Ctrl+U>")


def test_undo_of_what_a_colleague_changed_since_asks(ha_ky: Sitting, colleague: Colleague) -> None:
    ha_ky.press(f"{FIELD}của tôi <F2>")
    colleague("325/UBND-VP", subject="của Lan")
    shown = ha_ky.press("<Ctrl+R><Ctrl+U><Enter>")
    assert "Hai người cùng sửa một mục" in shown
    ha_ky.press("<F2>")
    assert subject(ha_ky) == "của Lan"
    ha_ky.press("<Right><F2>")
    assert not subject(ha_ky).startswith("của")


def merged_by_git(records: Path, mine: str, theirs: str) -> None:
    """A `git merge` by hand that stopped at one record."""
    (path,) = records.glob("directives/2023/*325-ubnd*.toml")
    text = path.read_text(encoding="utf-8")
    in_git(records, "checkout", "-qb", "kia")
    path.write_text(text.replace("tăng cường chỉ đạo", theirs), encoding="utf-8")
    in_git(records, "commit", "-qam", "kia")
    in_git(records, "checkout", "-q", "main")
    path.write_text(text.replace("tăng cường chỉ đạo", mine), encoding="utf-8")
    in_git(records, "commit", "-qam", "này")
    with pytest.raises(subprocess.CalledProcessError):
        in_git(records, "merge", "-q", "kia")


def test_what_git_left_is_listed_and_the_rest_goes_on(ha_ky: Sitting) -> None:
    merged_by_git(ha_ky.records, "bản này", "bản kia")
    shown = ha_ky.press("<Ctrl+R>")
    assert "184/UBND-NV" in shown
    shown = ha_ky.press("5")
    assert "HAI BẢN CHỜ CHỌN (1)" in shown
    assert "conflict" not in shown
    assert "Trích yếu" in ha_ky.press("<Home><Enter>")
    shown = ha_ky.press("<Enter>")
    assert "bản kia" in shown
    assert "bản này" in shown
    ha_ky.press("<F2>")
    assert "chưa chọn" in ha_ky.message
    ha_ky.press("<Left><F2>")
    assert "Không còn chỗ nào" in ha_ky.message
    assert "bản kia" in subject(ha_ky)
    assert "UU" not in in_git(ha_ky.records, "status", "--porcelain")


def test_the_menu_opens_the_list(ha_ky: Sitting) -> None:
    assert "0 chỗ hai bên cùng sửa" in ha_ky.press("<Ctrl+P>xung dot<Enter>")


@pytest.mark.parametrize(("width", "height"), [(60, 15), (80, 24), (120, 40)])
def test_every_size_shows_the_three_versions(ha_ky: Sitting, colleague: Colleague, width: int, height: int) -> None:
    ha_ky.press(f"{FIELD}của tôi ")
    colleague("325/UBND-VP", subject="của Lan")
    ha_ky.press("<F2>")
    shown = ha_ky.screen(width, height)
    for words in ("trước đó", "của họ", "của mình", "của Lan"):
        assert words in shown


def test_deletion_against_change_left_by_git_is_told_in_words(ha_ky: Sitting) -> None:
    (path,) = ha_ky.records.glob("directives/2023/*325-ubnd*.toml")
    text = path.read_text(encoding="utf-8")
    tombstone = 'deleted_on = 2023-12-20\ndeleted_by = "Trần Thị Lan"\ndeleted_because = "nhập trùng"\n'
    in_git(ha_ky.records, "checkout", "-qb", "kia")
    path.write_text(text.rstrip("\n") + "\n" + tombstone, encoding="utf-8")
    in_git(ha_ky.records, "commit", "-qam", "kia")
    in_git(ha_ky.records, "checkout", "-q", "main")
    path.write_text(text.replace("tăng cường chỉ đạo", "bản này"), encoding="utf-8")
    in_git(ha_ky.records, "commit", "-qam", "này")
    subprocess.run(["git", "-C", str(ha_ky.records.parent), "merge", "-q", "kia"], check=False, capture_output=True)
    ha_ky.press("<Ctrl+R>5")
    if "HAI BẢN CHỜ CHỌN" not in ha_ky.screen():
        pytest.skip("this git merged the two by itself")
    shown = " ".join(ha_ky.press("<Home><Enter><Enter>").split())
    assert "XÓA hồ sơ (Trần Thị Lan xóa ngày 20/12/2023, lý do: nhập trùng)" in shown
    assert "GIỮ LẠI hồ sơ, với phần vừa sửa: Trích yếu" in shown
    ha_ky.press("<Right><F2>")
    assert "bản này" in subject(ha_ky)
    assert "deleted_on" not in ha_ky.saved("directives/2023/*325-ubnd*.toml")[0]


def test_what_a_synchronisation_could_not_join_is_chosen_here(
    ha_ky: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare, laptop = tmp_path / "chung.git", tmp_path / "laptop"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True)
    in_git(ha_ky.records, "remote", "add", "origin", str(bare))
    in_git(ha_ky.records, "push", "-qu", "origin", "main")
    subprocess.run(["git", "clone", "-q", str(bare), str(laptop)], check=True)
    with monkeypatch.context() as other:
        other.setenv("CCHC_PERSON", "Trần Thị Lan <lan@hk>")
        theirs = Office.open(laptop / "records", today=TODAY)
        stored = next(s for s in theirs.records.stored(Directive) if s.record.symbol == "325/UBND-VP")
        theirs.records.save(stored, stored.record.change(subject="của Lan"))
        theirs.sharing.sync()
    ha_ky.press(f"{FIELD}của tôi <F2>")
    assert ha_ky.desk.office.sharing.sync().conflicts
    ha_ky.press("<Ctrl+R>")
    assert "HAI BẢN CHỜ CHỌN (1)" in ha_ky.press("5")
    shown = " ".join(ha_ky.press("<Home><Enter><Enter>").split())
    assert "Hai kho cùng sửa" in shown
    assert "của Lan" in shown
    ha_ky.press("<Right><F2>")
    assert "chạy tiếp: cchc sync" in ha_ky.message
    assert not ha_ky.desk.office.sharing.sync().conflicts
    assert subject(ha_ky).startswith("của tôi")


def test_a_prose_that_git_could_not_join_is_chosen_by_its_changed_lines(ha_ky: Sitting) -> None:
    path = ha_ky.records / "reports/2023-nam/body.md"
    text = path.read_text(encoding="utf-8")
    for branch, words in (("kia", "Của họ. "), ("main", "Của tôi. ")):
        in_git(ha_ky.records, "checkout", "-q", *(["-b", branch] if branch == "kia" else [branch]))
        path.write_text(words + text, encoding="utf-8")
        in_git(ha_ky.records, "commit", "-qam", branch)
    with pytest.raises(subprocess.CalledProcessError):
        in_git(ha_ky.records, "merge", "-q", "kia")
    assert "HAI BẢN CHỜ CHỌN (1)" in ha_ky.press("<Ctrl+R>5")
    shown = ha_ky.press("<Home><Enter><Enter>")
    assert "+ Của họ. {{ can_cu() }}" in shown
    assert "+ Của tôi. {{ can_cu() }}" in shown
    ha_ky.press("<Enter><Ctrl+Home>Cả hai. <F2><F2>")
    assert path.read_text(encoding="utf-8").startswith("Cả hai. Của tôi. {{")
    assert "<<<<" not in path.read_text(encoding="utf-8")
    assert "U" not in in_git(ha_ky.records, "status", "--porcelain")
