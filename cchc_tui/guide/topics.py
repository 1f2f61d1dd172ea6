"""A topic as somebody types it, a slug or a few words with or without diacritics, and what of the guide it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cchc_tui.guide.chapters import GuideChapter, all_chapters
from cchc_tui.language.text import fold, matches


@dataclass(frozen=True)
class Topic:
    """A chapter, or one of its sections."""

    chapter: GuideChapter
    heading: str = ""
    """Of the section; "" for the whole chapter."""

    @property
    def name(self) -> str:
        """What to type to get it."""
        return self.heading or self.chapter.slug

    @property
    def text(self) -> str:
        """Its Markdown."""
        return self.chapter.section(self.heading) if self.heading else self.chapter.text


def find_topics(words: str) -> list[Topic]:
    """Return what the words mean, nearest kind of match first found: only matches of one kind are returned.

    In order: a slug, a whole title, a whole heading, a title with all the words, a heading with them, a chapter that
    has them somewhere. Empty when nothing matches.
    """
    asked = fold(words)
    chapters = [Topic(chapter) for chapter in all_chapters()]
    sections = [Topic(topic.chapter, heading) for topic in chapters for heading in topic.chapter.headings]
    kinds: tuple[tuple[list[Topic], Callable[[Topic], bool]], ...] = (
        (chapters, lambda topic: asked.replace(" ", "-") == topic.chapter.slug),
        (chapters, lambda topic: asked == fold(topic.chapter.title)),
        (sections, lambda topic: asked == fold(topic.heading)),
        (chapters, lambda topic: matches(fold(f"{topic.chapter.title} {topic.chapter.slug}"), words)),
        (sections, lambda topic: matches(fold(topic.heading), words)),
        (chapters, lambda topic: matches(fold(topic.chapter.text), words)),
    )
    for topics, means in kinds:
        found = [topic for topic in topics if means(topic)]
        if found:
            return found
    return []


def nearest_topics(words: str) -> list[str]:
    """Return the slugs and headings that look most like the words: for a mistyped topic."""
    from difflib import get_close_matches  # 3 ms that only a mistyped topic costs

    names = {fold(name): name for c in all_chapters() for name in (*c.headings, c.title, c.slug)}
    return [names[near] for near in get_close_matches(fold(words), names, n=3)]
