"""What a clerk can put into the prose, with today's values, for the editor's picker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cchc_tui.language.wording import format_number
from cchc_tui.records.directive import INCOMING, Directive
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.report.names import NOTHING_COUNTED, names_of


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One thing that can be put into the prose."""

    name: str
    """What stands between the double braces: so_lieu.truyen_thanh.bai, van_ban("cong-van")."""
    value_now: str
    """What it would print now, short; "chưa có số liệu" when nothing has been recorded."""
    meaning: str

    @property
    def text(self) -> str:
        """What the editor inserts."""
        return f"{{{{ {self.name} }}}}"


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One expression: what it prints now, what it means, and what it was earlier."""

    value: str | None
    """Its first words where it prints paragraphs; None where nothing is recorded or it cannot be printed by itself."""
    meaning: str = ""
    """"" for what is no plain name."""
    before: str = ""
    year_before: str = ""


@dataclass(frozen=True, slots=True)
class ProseValues:
    """Every expression and condition that was asked for."""

    values: Mapping[str, PrintedValue] = field(default_factory=dict)
    holds: Mapping[str, bool] = field(default_factory=dict)
    """By condition whether it is true now; one that cannot be answered by itself is left out."""


def placeholders(
    yearbook: Yearbook,
    sheet: ReportSheet,
    *,
    previous: Yearbook | None = None,
    year_before: Yearbook | None = None,
    register: Sequence[Directive] = (),
) -> list[Placeholder]:
    """Return everything this report can print: counts first, then documents, period, tasks, office."""
    names = names_of(sheet, yearbook, previous, year_before)
    plain = [Placeholder(name.path, _shown(name.value), name.meaning) for name in names]
    counts = [p for p in plain if p.name.startswith("so_")]
    others = [p for p in plain if not p.name.startswith("so_")]
    every = Placeholder(
        "thong_ke()", "bảng kê", "mọi số liệu có trong kỳ, mỗi kênh một dòng, kèm so sánh kỳ trước, cùng kỳ"
    )
    citations = _citations(register or yearbook.directives)
    return [*counts, every, *_documents(yearbook), *_legal_basis(sheet), *others, *citations]


def _shown(value: str | int | None) -> str:
    if value is None:
        return NOTHING_COUNTED
    return format_number(value) if isinstance(value, int) else value


def _documents(yearbook: Yearbook) -> Iterator[Placeholder]:
    issued = [d for d in yearbook.directives if d.direction != INCOMING]
    received = [d for d in yearbook.directives if d.direction == INCOMING]
    for function, group, words in (("van_ban", issued, "đã ban hành"), ("van_ban_den", received, "nhận được")):
        yield Placeholder(f"{function}()", _count(group), f"mọi văn bản {words} trong kỳ, mỗi văn bản một câu")
        for slug in dict.fromkeys(d.kind for d in group if d.kind in KIND_BY_SLUG):
            kind = KIND_BY_SLUG[slug or ""].name.lower()
            same = [d for d in group if d.kind == slug]
            yield Placeholder(f'{function}("{slug}")', _count(same), f"{kind} {words} trong kỳ, mỗi văn bản một câu")
            yield Placeholder(f'so_{function}("{slug}")', format_number(len(same)), f"số {kind} {words} trong kỳ")


def _count(directives: Sequence[Directive]) -> str:
    return f"{format_number(len(directives))} văn bản"


def _legal_basis(sheet: ReportSheet) -> Iterator[Placeholder]:
    if sheet.legal_basis:
        yield Placeholder("can_cu()", sheet.legal_basis[0], "căn cứ ghi ở thông tin báo cáo, mỗi căn cứ một đoạn")


def _citations(register: Sequence[Directive]) -> Iterator[Placeholder]:
    """Yield the latest first; as the picker filters by typing, the whole register is offered."""
    dated = [d for d in register if d.symbol and d.issued_on]
    for directive in sorted(dated, key=lambda d: (d.issued_on, d.symbol), reverse=True):
        kind = KIND_BY_SLUG.get(directive.kind or "")
        said = f"{kind.name if kind else 'Văn bản'} số {directive.symbol}"
        yield Placeholder(f'vien_dan("{directive.symbol}")', said, directive.subject or "")
