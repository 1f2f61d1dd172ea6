"""`body` and `drafts`: what the screens do with prose and unsaved forms, done by commands."""

from __future__ import annotations

import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import copy_sample
from tests.cli.conftest import Call


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    records, _ = copy_sample(tmp_path / "mau")
    begin_history(records, own=True)
    monkeypatch.chdir(records.parent)
    return records


def test_the_prose_comes_out_as_it_was_written(sample: Path, cchc: Call) -> None:
    ended = cchc("body", "2023-nam")
    assert (ended.code, ended.out) == (0, (sample / "reports/2023-nam/body.md").read_text("utf-8"))


def test_it_is_replaced_in_one_save_and_taken_back(sample: Path, cchc: Call, tmp_path: Path) -> None:
    before = cchc("body", "2023-nam").out
    after = before + "\nMột đoạn mới.\n"
    (tmp_path / "moi.md").write_text(after, "utf-8")
    ended = cchc("body", "2023-nam", "--from", str(tmp_path / "moi.md"))
    assert ended.err.endswith("Đã lưu phần lời của báo cáo 2023-nam.\n")
    assert cchc("body", "2023-nam").out == after
    assert "sửa phần lời" in cchc("log", "2023-nam").out.splitlines()[0]
    assert "không có gì thay đổi" in cchc("body", "2023-nam", "--from", str(tmp_path / "moi.md")).err
    assert cchc("undo", "--yes").code == 0
    assert cchc("body", "2023-nam").out == before


def test_it_is_taken_from_standard_input(sample: Path, cchc: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("# I. MỘT\n".encode())))
    assert cchc("body", "2023-nam", "--from", "-").code == 0
    assert cchc("body", "2023-nam").out == "# I. MỘT\n"
    assert cchc("body", "2023-nam", "--outline").out == "    1  I. MỘT\n"
    assert cchc("body", "2023-nam", "--outline", "--json").json == [{"level": 1, "text": "I. MỘT", "line": 1}]


def test_what_cannot_be_read_as_text_is_refused(sample: Path, cchc: Call, tmp_path: Path) -> None:
    (tmp_path / "la.md").write_bytes("Cộng hòa".encode("utf-16"))
    assert cchc("body", "2023-nam", "--from", str(tmp_path / "la.md")).code == 2
    assert cchc("body", "2023-nam", "--from", str(tmp_path / "khong-co.md")).code == 2


def test_placeholders_are_listed_with_their_values(sample: Path, cchc: Call) -> None:
    found = cchc("body", "2023-nam", "--placeholders", "--json").json
    assert {"name", "value_now", "meaning"} == found[0].keys()
    shown = cchc("body", "2023-nam", "--placeholders").out
    assert all(one["name"] in shown for one in found)


def test_drafts_are_listed_and_dropped(office: Path, cchc: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cchc("drafts").err == "Không có bản nháp nào chưa lưu.\n"
    typed = (
        "add",
        "directive",
        "--direction",
        "outgoing",
        "--kind",
        "cong-van",
        "--issued-on",
        "1/2/2023",
        "--subject",
        "điều hay",
    )
    with monkeypatch.context() as full:
        full.setattr(os, "link", _no_room)
        ended = cchc(*typed)
    assert ended.code == 4
    assert "Đĩa đầy" in ended.err
    assert "giữ làm bản nháp" in ended.err
    (draft,) = cchc("drafts", "--json").json
    assert draft["texts"]["subject"] == "điều hay"
    assert "điều hay" in cchc("drafts").out
    assert cchc("drafts", "--drop", "x").code == 2
    assert cchc("drafts", "--drop", draft["token"]).code == 0
    assert cchc("drafts", "--json").json == []


def _no_room(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")
