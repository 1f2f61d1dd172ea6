"""`cchc guide`: the list, one topic, files; without any office."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.guide import CONTENTS, read_chapter
from tests.cli.conftest import Call, OnTerminal


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No office lies upwards."""
    monkeypatch.chdir(tmp_path)


def test_without_a_topic_it_lists_them(cchc: Call) -> None:
    ended = cchc("guide")
    assert ended.code == 0
    for part, slugs in CONTENTS:
        assert part in ended.out
        assert all(f"  {slug} " in ended.out for slug in slugs)


def test_a_topic_goes_to_a_pipe_as_it_was_written(cchc: Call) -> None:
    assert cchc("guide", "tin", "bai").out == read_chapter("tin-bai").text
    assert cchc("guide", "hoan tac").out == read_chapter("lich-su").section("Hoàn tác")


def test_words_that_mean_several_topics_are_answered_with_them(cchc: Call) -> None:
    ended = cchc("guide", "bang")
    assert ended.code == 2
    assert ended.out == ""
    assert "cchc guide phim" in ended.err
    assert "cchc guide quy-tac" in ended.err


def test_an_unknown_topic_is_answered_with_the_nearest(cchc: Call) -> None:
    ended = cchc("guide", "lenhh")
    assert ended.code == 2
    assert "Có phải: lenh?" in ended.err


def test_html_and_pdf_of_one_topic(cchc: Call, tmp_path: Path) -> None:
    ended = cchc("guide", "tin-bai", "--html", "a.html", "--pdf", "b")
    assert ended.code == 0, ended.err
    assert ended.out.splitlines() == ["a.html", "b.pdf"]
    assert "<svg" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")


def test_on_a_terminal_a_topic_is_laid_out_with_its_screens(on_terminal: OnTerminal) -> None:
    ended = on_terminal("guide", "tin-bai", typed="q", when="Số ước lượng", env={"PAGER": "cat", "COLUMNS": "90"})
    assert ended.code == 0
    assert "Bảng tin bài:" in ended.out
    assert "│  Kênh, chỉ tiêu" in ended.out
    assert "![" not in ended.out
