"""The chapters: each file listed once, each screen with a chapter, each topic found as people type it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from cchc_tui.guide import CONTENTS, SCREENS, all_chapters, chapter_for, find_topics, nearest_topics, read_chapter
from cchc_tui.guide.chapters import FOLDER, PICTURES
from cchc_tui.tui.screens.base import View
from cchc_tui.tui.screens.help import TAB_NAMES

SLUGS = [slug for _, slugs in CONTENTS for slug in slugs]


def test_every_chapter_file_is_listed_once() -> None:
    assert sorted(SLUGS) == sorted(path.stem for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_chapter_has_one_title_and_sections_below_it(slug: str) -> None:
    text = re.sub(r"(?ms)^```.*?^```", "", read_chapter(slug).text)
    levels = [len(marks) for marks in re.findall(r"(?m)^(#+) ", text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_titles_differ_and_so_do_the_headings_of_one_chapter() -> None:
    titles = [chapter.title for chapter in all_chapters()]
    assert len(titles) == len(set(titles))
    for chapter in all_chapters():
        assert len(chapter.headings) == len(set(chapter.headings)), chapter.slug


def test_every_picture_is_shown_once() -> None:
    shown = [name for c in all_chapters() for name in re.findall(r"\(pictures/([\w-]+)\.svg\)", c.text)]
    assert sorted(shown) == sorted(path.stem for path in PICTURES.glob("*.svg"))


def _views(cls: type[View]) -> list[type[View]]:
    return [cls, *(below for sub in cls.__subclasses__() for below in _views(sub))]


def test_every_screen_that_names_itself_to_the_guide_has_a_chapter() -> None:
    names = {view.guide_name for view in _views(View) if view.guide_name} | set(TAB_NAMES)
    assert names <= SCREENS.keys()
    assert {SCREENS[name] for name in SCREENS} <= set(SLUGS)


def test_a_screen_without_a_chapter_of_its_own_gets_that_on_screens() -> None:
    assert chapter_for("media").slug == "tin-bai"
    assert chapter_for("no such screen").slug == "man-hinh"


@pytest.mark.parametrize(
    ("typed", "slug", "heading"),
    [
        ("bao-cao", "bao-cao", ""),
        ("tin bai", "tin-bai", ""),
        ("BẢNG QUY TẮC", "quy-tac", ""),
        ("chốt số liệu", "bao-cao", "Chốt số liệu"),
        ("hoan tac", "lich-su", "Hoàn tác"),
        ("may chu", "nhieu-nguoi", "Máy chủ chung"),
        ("go tieng viet", "go-tieng-viet", ""),
        ("UniKey EVKey", "go-tieng-viet", ""),
        ("tmux", "cua-so", ""),
    ],
)
def test_a_topic_is_found_as_people_type_it(typed: str, slug: str, heading: str) -> None:
    (topic,) = find_topics(typed)
    assert (topic.chapter.slug, topic.heading) == (slug, heading)


def test_a_section_is_its_heading_and_what_stands_under_it() -> None:
    section = read_chapter("lich-su").section("Bằng lệnh")
    assert section.startswith("## Bằng lệnh\n")
    assert "cchc blame" in section
    assert "## Hoàn tác" not in section


def test_what_nothing_matches_is_answered_with_what_looks_like_it() -> None:
    assert find_topics("zzz") == []
    assert nearest_topics("bao cai")[0] == "bao-cao"
