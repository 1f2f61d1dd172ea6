"""The guide: its list of topics, one topic on the screen, all of it as one HTML file or PDF."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from cchc_tui.cli.session import GOOD, on_screen, print_data, print_notice, print_text
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import printable

if TYPE_CHECKING:
    from cchc_tui.guide import GuideChapter, GuideLine, Topic

_WIDEST = 100
"""Longer lines are hard to read."""


class TopicName(click.ParamType[str]):
    """A word of a topic."""

    name = "chủ đề"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the chapters whose slug begins like this, each with its title."""
        from cchc_tui.guide import all_chapters

        return [CompletionItem(c.slug, help=c.title) for c in all_chapters() if c.slug.startswith(incomplete)]


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Đọc hướng dẫn sử dụng.",
    help="Đọc hướng dẫn sử dụng. Không nêu chủ đề thì kể các chủ đề; CHỦ_ĐỀ là tên ngắn trong danh sách ấy hoặc vài "
    "chữ, không cần dấu: cchc guide chot so lieu. Nối sang chương trình khác thì in nguyên văn Markdown.",
)
@click.argument("words", metavar="[CHỦ_ĐỀ]...", nargs=-1, type=TopicName())
@click.option(
    "--html",
    metavar="TỆP",
    type=click.Path(dir_okay=False),
    help="Ghi thành một trang HTML kèm hình; không nêu chủ đề: cả cuốn.",
)
@click.option(
    "--pdf",
    metavar="TỆP",
    type=click.Path(dir_okay=False),
    help="Ghi thành một tệp PDF kèm hình; không nêu chủ đề: cả cuốn.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp không do cchc tạo ra.")
def show_guide(words: Sequence[str], html: str | None, pdf: str | None, force: bool) -> int:
    """Show or write the guide."""
    from cchc_tui.guide import all_chapters, write_guide_html

    if html is None and pdf is None:
        if words:
            _read(_topic(" ".join(words)))
        else:
            _list_topics()
        return GOOD
    chapters = [_topic(" ".join(words)).chapter] if words else all_chapters()
    if html is not None:
        write_guide_html(chapters, Path(html), force=force)
        print_data(printable(html))
    if pdf is not None:
        _write_pdf(chapters, Path(pdf), force)
    return GOOD


def _list_topics() -> None:
    from cchc_tui.guide import CONTENTS, read_chapter

    for part, slugs in CONTENTS:
        print_data(part)
        for slug in slugs:
            print_data(f"  {slug:<14} {read_chapter(slug).title}")
    print_notice("Đọc một chủ đề: cchc guide CHỦ_ĐỀ. Cả cuốn có hình: cchc guide --html huong-dan.html")


def _topic(words: str) -> Topic:
    """Return the one topic the words mean; WrongUseError, naming the near ones, when that is not clear."""
    from cchc_tui.guide import find_topics, nearest_topics

    found = find_topics(words)
    if len(found) == 1:
        return found[0]
    if found:
        names = "\n".join(f"  cchc guide {topic.name}" for topic in found)
        raise WrongUseError(f"“{words}” có ở nhiều chủ đề:\n{names}", "Hãy chọn một.")
    near = ", ".join(nearest_topics(words))
    raise WrongUseError(
        f"Hướng dẫn không có chủ đề “{words}”.", f"Có phải: {near}?" if near else "Xem các chủ đề: cchc guide"
    )


def _read(topic: Topic) -> None:
    if not on_screen():
        print_text(topic.text)
        return
    from cchc_tui.guide import guide_lines

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    # less shows bytes instead of letters where the login's locale is C, and would stay open on half a page.
    os.environ.setdefault("LESSCHARSET", "utf-8")
    os.environ.setdefault("LESS", "FRX")
    shown = "\n".join(map(_styled, guide_lines(topic.text, width)))
    more = f"\n\nCả chương: cchc guide {topic.chapter.slug}" if topic.heading else ""
    click.echo_via_pager(f"{shown}{more}\n", color=os.environ.get("TERM") not in ("dumb", None))


def _styled(line: GuideLine) -> str:
    return "".join(click.style(words, bold=True) if style == "bold" else words for words, style in line)


def _write_pdf(chapters: Sequence[GuideChapter], out: Path, force: bool) -> None:
    from cchc_tui.guide import write_guide_pdf

    made = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
    for notice in write_guide_pdf(chapters, made, force=force):
        print_notice(notice)
    print_data(printable(str(made)))
