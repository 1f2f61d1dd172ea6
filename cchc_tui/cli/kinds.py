"""The words of the command line: kinds of records and of documents, numbers, periods."""

from __future__ import annotations

from typing import Any

import click

from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import nearest
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.kind import ADMINISTRATIVE_KINDS
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import Period, parse_period
from cchc_tui.records.report_sheet import ReportSheet

KINDS: dict[str, type[Record]] = {
    "directives": Directive,
    "media": MediaCount,
    "checklist": ChecklistItem,
    "reports": ReportSheet,
}
"""What can be listed: văn bản, thống kê tin bài, nhiệm vụ, báo cáo."""

ADDED = {"directive": Directive, "media": MediaCount, "checklist": ChecklistItem}
"""What can be added from the command line; a report begins as a folder with its prose."""


def named_period(text: str) -> Period:
    """Return the period that was named; WrongUseError with what to type."""
    period = parse_period(text)
    if period is None:
        raise WrongUseError(
            f"“{text}” không phải là một kỳ.",
            "Gõ như 2023, 6/2023, quý 3/2023, 6 tháng 2023, 8 tháng đầu năm 2023, 15/12/2022 - 14/12/2023.",
        )
    return period


def ways_to_name_a_kind() -> str:
    """Return how `add directive` is told which kind a document is, with the kinds of Nghị định 30/2020/NĐ-CP (Điều 7);
    those without a title, the commonest, come first.
    """
    names = ", ".join(kind.name for kind in sorted(ADMINISTRATIVE_KINDS, key=lambda kind: kind.titled))
    return (
        'Nêu tên loại bằng mã hay bằng chữ (--kind cong-van, --kind "Kế hoạch"), '
        f"hoặc nêu số ký hiệu (--symbol 12/KH-UBND) để suy ra.\nCác tên loại: {names}."
    )


class Count(click.IntRange):
    """A number of things, 1 or more."""

    name = "số nguyên"

    def __init__(self) -> None:
        super().__init__(min=1)

    def _describe_range(self) -> str:
        return "từ 1 trở lên"


class KindType(click.ParamType[type[Record]]):
    """One of the words for a kind of records; singular and plural are both taken."""

    name = "loại"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> type[Record]:
        """Return the record class with that name."""
        if isinstance(value, type):
            return value
        for word, cls in KINDS.items():
            if value.rstrip("s") == word.rstrip("s"):
                return cls
        near = nearest(value, KINDS)
        hint = f" Có phải “{near}”?" if near else ""
        message = f"không có loại hồ sơ “{value}”.{hint} Được dùng: {', '.join(KINDS)}."
        raise click.BadParameter(message, ctx, param)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Return the words that begin like this."""
        return [
            click.shell_completion.CompletionItem(word, help=cls.name)
            for word, cls in KINDS.items()
            if word.startswith(incomplete)
        ]
