"""Saving: old or new, never a part; what a colleague changed meanwhile is kept or shown, never overwritten."""

from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cchc_tui.errors import CchcError, RefusedError
from cchc_tui.office import ConflictError, DuplicateError, Office, Stored
from cchc_tui.office.starting import create_office
from cchc_tui.records.directive import Directive

TODAY = date(2023, 12, 22)
LETTER = Directive(
    direction="outgoing", kind="cong-van", symbol="17/CV-UBND", issued_on=date(2023, 2, 21), subject="chấn chỉnh"
)


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new office."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("CCHC_PERSON", "Nguyễn Thị Hà <ha@xahaky.gov.vn>")
    return create_office(tmp_path, {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})


def _open(records: Path) -> Office:
    return Office.open(records, today=TODAY)


def _kept(records: Path) -> Stored[Directive]:
    (stored,) = _open(records).records.stored(Directive)
    return stored


@pytest.fixture
def two(records: Path) -> tuple[Office, Office]:
    """Two people with the same letter open."""
    _open(records).records.add(LETTER)
    return _open(records), _open(records)


def _change(office: Office, **values: Any) -> None:
    (stored,) = office.records.stored(Directive)
    office.records.save(stored, stored.record.change(**values))


class TestTwoPeople:
    def test_different_fields_are_both_kept(self, records: Path, two: tuple[Office, Office]) -> None:
        ha, khanh = two
        _change(ha, note="đã gửi")
        _change(khanh, signer="Vũ Văn Khanh")
        kept = _kept(records).record
        assert (kept.note, kept.signer) == ("đã gửi", "Vũ Văn Khanh")

    def test_the_same_field_is_shown_and_nothing_is_written(self, records: Path, two: tuple[Office, Office]) -> None:
        ha, khanh = two
        _change(ha, note="đã gửi", signer="Vũ Văn Khanh")
        with pytest.raises(ConflictError) as conflict:
            _change(khanh, note="chưa gửi", copies=3)
        assert conflict.value.message == "Người khác vừa sửa “Ghi chú” của văn bản 17/CV-UBND."
        (clash,) = conflict.value.conflicts
        assert (clash.before, clash.theirs, clash.mine) == (None, "đã gửi", "chưa gửi")
        assert _kept(records).record.copies is None

    def test_the_same_change_by_both_is_no_conflict(self, records: Path, two: tuple[Office, Office]) -> None:
        ha, khanh = two
        _change(ha, note="đã gửi")
        _change(khanh, note="đã gửi")
        assert _kept(records).record.note == "đã gửi"

    def test_unknown_keys_of_a_newer_program_survive_both(self, records: Path, two: tuple[Office, Office]) -> None:
        ha, khanh = two
        path = records / _kept(records).path
        path.write_bytes(path.read_bytes() + b'\nmat_ma = "x"\n')
        _change(ha, note="đã gửi")
        _change(khanh, signer="Vũ Văn Khanh")
        kept = _kept(records).record
        assert (kept.extra, kept.note, kept.signer) == ({"mat_ma": "x"}, "đã gửi", "Vũ Văn Khanh")

    def test_a_file_spoilt_meanwhile_is_not_written_over(self, records: Path, two: tuple[Office, Office]) -> None:
        path = records / _kept(records).path
        path.write_text("<<<<<<< HEAD\n", "utf-8")
        with pytest.raises(RefusedError) as refused:
            _change(two[0], note="đã gửi")
        assert "còn dấu xung đột của git" in refused.value.message
        assert path.read_text("utf-8") == "<<<<<<< HEAD\n"

    def test_a_file_taken_away_meanwhile_is_not_made_again(self, records: Path, two: tuple[Office, Office]) -> None:
        path = records / _kept(records).path
        path.unlink()
        with pytest.raises(RefusedError):
            _change(two[0], note="đã gửi")
        assert not path.exists()


class TestTransaction:
    def test_a_conflict_in_one_record_leaves_all_as_they_were(self, records: Path) -> None:
        book = _open(records)
        first = book.records.add(LETTER)
        second = book.records.add(LETTER.change(symbol="18/CV-UBND"))
        other = _open(records)
        other.records.save(other.records.find(second.record.id), second.record.change(note="của họ"))
        with pytest.raises(ConflictError):
            book.records.save_all([(first, first.record.change(note="a")), (second, second.record.change(note="b"))])
        assert [s.record.note for s in _open(records).records.stored(Directive)] == [None, "của họ"]

    def test_the_same_bytes_are_not_written_again(self, records: Path) -> None:
        stored = _open(records).records.add(LETTER)
        before = (records / stored.path).stat()
        again = _open(records)
        again.records.save(again.records.find(stored.record.id), stored.record)
        after = (records / stored.path).stat()
        assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)

    def test_mode_and_group_stay(self, records: Path) -> None:
        stored = _open(records).records.add(LETTER)
        path = records / stored.path
        assert path.stat().st_mode & 0o777 == 0o660
        path.chmod(0o640)
        _change(_open(records), note="x")
        assert path.stat().st_mode & 0o777 == 0o640


class TestDuplicates:
    def test_two_in_one_go_are_refused_together(self, records: Path) -> None:
        with pytest.raises(DuplicateError):
            _open(records).records.add_all([LETTER, LETTER.change(subject="bản hai")])
        assert _open(records).records.stored(Directive) == ()

    def test_changing_a_record_into_another_is_allowed_and_left_to_the_check(self, records: Path) -> None:
        book = _open(records)
        book.records.add(LETTER)
        other = book.records.add(LETTER.change(symbol="18/CV-UBND"))
        book.records.save(other, other.record.change(symbol="17/CV-UBND"))
        assert len(_open(records).records.stored(Directive)) == 2


def _add_at_once(records: Path, gate: Any, answers: Any) -> None:
    office = _open(records)
    gate.wait()
    try:
        answers.put(("kept", office.records.add(LETTER).record.id))
    except CchcError as error:
        answers.put((type(error).__name__, error.message))


@pytest.mark.parametrize("attempt", range(3))
def test_two_processes_adding_one_letter_one_wins_the_other_is_told(records: Path, attempt: int) -> None:
    context = multiprocessing.get_context("spawn")
    gate, answers = context.Barrier(2), context.Queue()
    both = [context.Process(target=_add_at_once, args=(records, gate, answers)) for _ in range(2)]
    for process in both:
        process.start()
    told = sorted((answers.get(timeout=120) for _ in both), key=lambda answer: answer[0])
    for process in both:
        process.join(120)
    (refused, message), (kept, identity) = told
    assert (refused, kept) == ("DuplicateError", "kept")
    assert message == f"Văn bản số 17/CV-UBND ngày 21/02/2023 đã có trong sổ (mã {identity})."
    assert _kept(records).record.id == identity
