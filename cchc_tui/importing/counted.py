"""The counts a report states as candidates: with their own period, and with the words of each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cchc_tui.citations.counts import CountMention, Setting, numbers_beside, read_counts
from cchc_tui.importing.blocks import Block, Paragraph, collapse
from cchc_tui.importing.candidate import MEDIA, Candidate, Evidence
from cchc_tui.importing.paper import Paper
from cchc_tui.language.wording import Qualifier, format_date
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import Period
from cchc_tui.records.tally import Counted, Outlet

NO_PERIOD = "không rõ kỳ báo cáo"
NO_CHANNEL = "cơ quan chưa khai kênh và chỉ tiêu này trong office.toml"
_NEW_MEASURES = {
    (Outlet.RADIO, Counted.ARTICLE): ("truyen-thanh", "tin-bai"),
    (Outlet.RADIO, Counted.BROADCAST): ("truyen-thanh", "luot-phat-song"),
    (Outlet.SOCIAL, Counted.ARTICLE): ("mang-xa-hoi", "bai-dang"),
    (Outlet.WEB, Counted.ARTICLE): ("trang-tin", "tin-bai"),
    (Outlet.DESK, Counted.GUIDANCE): ("mot-cua", "luot-huong-dan"),
}
"""Codes proposed where the office has not named the channel yet: those a new office begins with."""


@dataclass(frozen=True)
class CountedText:
    """One paragraph with the numbers it holds."""

    text: str
    mentions: tuple[CountMention, ...]
    beside: tuple[tuple[int, int], ...] = ()
    """Where numbers stand behind the words of something counted and are read as nothing."""


def counted_texts(
    body: Iterable[Block], levels: Sequence[int], office: OfficeSettings, period: Period | None
) -> Iterator[CountedText]:
    """Yield the paragraphs of a body with the numbers in them, each read under its headings; `levels` are theirs."""
    above: dict[int, str] = {}
    for block, level in zip(body, levels, strict=True):
        if not isinstance(block, Paragraph):
            continue
        text = collapse(block.text)
        if level:
            above = {at: words for at, words in above.items() if at < level} | {level: text}
        heading = " ".join(above[at] for at in sorted(above))
        mentions = tuple(read_counts(block.text, office, Setting(period, heading)))
        yield CountedText(block.text, mentions, tuple(numbers_beside(block.text, office, mentions)))


def counts_of(texts: Sequence[CountedText], paper: Paper, period: Period | None, title: str) -> Iterator[Candidate]:
    """Yield a candidate for each number that is a result; `title` are the words that name the paper's period."""
    when = f" ngày {format_date(paper.dated_on)}" if paper.dated_on else ""
    for counted in texts:
        for mention in counted.mentions:
            if not mention.refused:
                yield _count(mention, counted.text, period, title, f"Báo cáo{when}")


def _count(mention: CountMention, text: str, of: Period | None, title: str, source: str) -> Candidate:
    doubts = list(mention.doubts)
    channel, measure = _codes(mention)
    if mention.measure is None:
        doubts.append(NO_CHANNEL)
    when = mention.when
    period = of if when is None else None if when.compared else when.period
    if period is None:
        doubts.append(NO_PERIOD)
    quantity = mention.quantity
    values: dict[str, Any] = {
        "channel": channel, "measure": measure, "period": period.code if period else None,
        "value": quantity.value if mention.has_value else None,
        "qualifier": Qualifier(quantity.qualifier).value if mention.has_value else None, "source": source,
    }  # fmt: skip
    number, unit = text[mention.start : mention.end], " ".join(text[mention.end : mention.unit_end].split())
    evidence = {
        "channel": Evidence(mention.channel_words or unit),
        "measure": Evidence(unit),
        "period": Evidence(when.words if when and not when.compared else title),
        "value": Evidence(number),
        "qualifier": Evidence(number),
    }
    kept = {key: value for key, value in values.items() if value is not None}
    start = max(0, mention.start - 120)
    return Candidate(
        MEDIA, kept, text[start : mention.end + 60], tuple(doubts),
        evidence={key: found for key, found in evidence.items() if key in kept},
    )  # fmt: skip


def _codes(mention: CountMention) -> tuple[str, str]:
    if mention.measure is not None:
        return mention.measure.channel or "", mention.measure.code or ""
    outlet, counted = mention.outlet or Outlet.RADIO, mention.counted
    return _NEW_MEASURES.get((outlet, counted), (outlet.value, counted.value))
