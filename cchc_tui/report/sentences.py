"""Directives as the report says them: sentences, citations, counts, in the wording of the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from inspect import signature
from pathlib import Path

from cchc_tui.language.text import clean_line, fold
from cchc_tui.language.wording import compare, format_date, format_quantity
from cchc_tui.records.directive import INCOMING, Directive, issuer_key
from cchc_tui.records.figure_book import a_year_before
from cchc_tui.records.kind import KIND_BY_SLUG, KINDS
from cchc_tui.records.period import Period, PeriodKind, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.symbol import parse_symbol
from cchc_tui.records.yearbook import Yearbook
from cchc_tui.report.faults import near_hint
from cchc_tui.report.markdown import Markdown, escape
from cchc_tui.report.names import Name, figures, name_without_place
from cchc_tui.report.rendering import CALL_STEPS, Budget, Function, PlaceholderError, Rows, Unrecorded, render
from cchc_tui.report.wording_files import read_template

_ABOUT = re.compile(r"^(?:về việc|v/v)\s*:?\s+", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"^số\s*:?\s*(?=\d)", re.IGNORECASE)
_COMMON_BEGINNINGS = "wording/dau-trich-yeu.txt"
NAMED_BY_SUBJECT = ("luat", "phap-lenh")
"""Kinds whose subject is a name (Luật Tổ chức chính quyền địa phương)."""
_LONGEST_BEGINNING = 3
"""Syllables of the longest of them."""


class Wording:
    """The wording templates of one office, each read once."""

    def __init__(self, office_templates: Path | None) -> None:
        self._folder = office_templates
        self._texts: dict[str, tuple[str, str]] = {}
        self._beginnings: frozenset[str] | None = None

    def say(self, name: str, names: Sequence[Name]) -> Markdown:
        """Return the sentence of `wording/{name}.j2` for these values, on one paragraph."""
        if name not in self._texts:
            text, path = read_template(f"wording/{name}.j2", self._folder)
            self._texts[name] = (text, str(path))
        text, file = self._texts[name]
        return Markdown(" ".join(render(text, file=file, names=names).split()))

    def in_sentence(self, subject: str) -> str:
        """Return the subject inside a sentence: a common word that begins it small, a name as it is."""
        if self._beginnings is None:
            text, _ = read_template(_COMMON_BEGINNINGS, self._folder)
            lines = (clean_line(line).lower() for line in text.splitlines())
            self._beginnings = frozenset(line for line in lines if line and not line.startswith("#"))
        first, *more = subject.split(" ")[:_LONGEST_BEGINNING]
        if not first.istitle():
            return subject
        spoken = [" ".join([first.lower(), *more[:count]]) for count in range(len(more) + 1)]
        common = any(words.rstrip(",;") in self._beginnings for words in spoken)
        return subject[0].lower() + subject[1:] if common else subject


class Sentences:
    """What the prose can ask about directives. One for each rendering: it remembers what was cited in full."""

    def __init__(
        self,
        sheet: ReportSheet,
        yearbook: Yearbook,
        previous: Yearbook | None,
        register: Sequence[Directive],
        wording: Wording,
        *,
        year_before: Yearbook | None = None,
    ) -> None:
        self.legal_basis_placed = False
        """Whether the prose printed the căn cứ itself."""
        self._sheet = sheet
        self._yearbook = yearbook
        self._previous = previous
        self._year_before = year_before
        self._register = register or yearbook.directives
        self._wording = wording
        self._cited: set[str] = set()
        self._budget = Budget()
        self._said: dict[tuple[str, str], Markdown] = {}
        self._told: list[dict[str, str]] | None = None

    def functions(self, more: Mapping[str, Function]) -> dict[str, Function]:
        """Return these functions and `more` by the names the prose uses; each call is paid for, so that no loop calls
        without end.
        """
        return {name: self._paid(function) for name, function in (self._functions() | dict(more)).items()}

    def _paid(self, function: Function) -> Function:
        takes = signature(function)

        def call(*arguments: object) -> Markdown | int | Rows | Unrecorded:
            self._budget.spend(CALL_STEPS)
            try:
                takes.bind(*arguments)
            except TypeError:
                raise PlaceholderError("hàm này gọi không đúng cách: thiếu hoặc thừa giá trị trong ngoặc.") from None
            return function(*arguments)

        return call

    def _functions(self) -> dict[str, Function]:
        return {
            "van_ban": lambda *kinds: self._paragraphs("van-ban", self._issued(kinds)),
            "van_ban_den": lambda *kinds: self._paragraphs("van-ban-den", self._received(kinds)),
            "so_van_ban": lambda *kinds: len(self._issued(kinds)),
            "so_van_ban_den": lambda *kinds: len(self._received(kinds)),
            "so_sanh_van_ban": lambda *kinds: self._compared("so_sanh_van_ban()", self._previous, kinds),
            "so_sanh_van_ban_cung_ky": lambda *kinds: self._compared(
                "so_sanh_van_ban_cung_ky()", self._year_before, kinds
            ),
            "cac_van_ban": lambda *kinds: self._rows("van-ban", self._issued(kinds)),
            "cac_van_ban_den": lambda *kinds: self._rows("van-ban-den", self._received(kinds)),
            "vien_dan": self._cite,
            "can_cu": self._legal_basis,
            "cac_nhiem_vu": self._tasks,
            "thong_ke": self._statistics,
            "bieu_do": self._chart,
            "cac_so_lieu": lambda: Rows(self._figures(), self._budget),
        }

    def _issued(self, kinds: Sequence[object]) -> list[Directive]:
        return _of_kinds((d for d in self._yearbook.directives if d.direction != INCOMING), kinds)

    def _received(self, kinds: Sequence[object]) -> list[Directive]:
        return _of_kinds((d for d in self._yearbook.directives if d.direction == INCOMING), kinds)

    def _compared(self, asked: str, earlier: Yearbook | None, kinds: Sequence[object]) -> Markdown | Unrecorded:
        """Return the change in the number of own documents; unrecorded where the register does not reach back so
        far.
        """
        own = [d.issued_on for d in self._register if d.issued_on and d.direction != INCOMING]
        if earlier is None or min(own, default=date.max) > earlier.window.first:
            return Unrecorded(asked)
        before = [d for d in earlier.directives if d.direction != INCOMING]
        return escape(compare(len(self._issued(kinds)), len(_of_kinds(before, kinds))))

    def _paragraphs(self, wording: str, directives: Sequence[Directive]) -> Markdown:
        if not directives:
            return self._wording.say("khong-co", [])
        self._cited.update(d.id for d in directives)
        return Markdown("\n\n".join(self._say(wording, d) for d in directives))

    def _rows(self, wording: str, directives: Sequence[Directive]) -> Rows:
        self._cited.update(d.id for d in directives)
        rows = [{**self._values(d), "cau": self._say(wording, d)} for d in directives]
        return Rows(rows, self._budget)

    def _tasks(self) -> Rows:
        office = self._yearbook.office
        return Rows(
            [
                {
                    "stt": item.position or 0,
                    "nhom": item.group or "",
                    "noi_dung": item.task or "",
                    "san_pham": "; ".join(item.products),
                    "danh_gia": office.evaluation_label(item.evaluation),
                }
                for item in self._yearbook.checklist
            ],
            self._budget,
        )

    def _figures(self) -> list[dict[str, str]]:
        """Return every measure that was counted in the window; what is not known is ""."""
        if self._told is None:
            self._told = [
                {
                    "kenh": self._yearbook.office.channel_label(figure.measure.channel),
                    "chi_tieu": figure.measure.label or "",
                    "don_vi": figure.measure.unit or "",
                    "so": figure.now,
                    "ke": figure.told,
                    "so_truoc": figure.before or "",
                    "so_sanh": figure.change or "",
                    "ky_truoc": self._yearbook.period.previous.name,
                    "so_cung_ky": figure.year_before or "",
                    "so_sanh_cung_ky": (figure.year_change or "") if self._years_apart else "",
                    "cung_ky": a_year_before(self._yearbook.period).name,
                }
                for figure in figures(self._yearbook, self._previous, self._year_before)
                if figure.now is not None
            ]
        return self._told

    @property
    def _years_apart(self) -> bool:
        """Whether the same period a year before is another than the period before."""
        return a_year_before(self._yearbook.period) != self._yearbook.period.previous

    def _statistics(self) -> Markdown | Unrecorded:
        """Return one list item for each channel, its measures one after the other; a count that is truly none is kept
        as 0.
        """
        channels: dict[str, list[Markdown]] = {}
        for row in self._figures():
            said = self._wording.say("so-lieu", [Name(key, value, "") for key, value in row.items()])
            channels.setdefault(row["kenh"], []).append(said)
        if not channels:
            return Unrecorded("thong_ke()")
        lines = [f"- {escape(channel)}: {'; '.join(said)}." for channel, said in channels.items()]
        return Markdown("\n".join(lines))

    def _chart(self, channel: object, measure: object) -> Markdown | Unrecorded:
        """Return one measure by months as a bar chart; a month nobody counted stands there without a bar."""
        known = self._yearbook.office.measure_of(_code(channel), _code(measure))
        if known is None:
            raise PlaceholderError(f"cơ quan không có chỉ tiêu “{measure}” của kênh “{channel}”.")
        wanted = (known.channel, known.code)
        months = [parse_period(c.period or "") for c in self._yearbook.media if (c.channel, c.measure) == wanted]
        counted = sorted((m.year, m.number) for m in months if m is not None and m.kind is PeriodKind.MONTH)
        if not counted:
            return Unrecorded(f'bieu_do("{channel}", "{measure}")')
        bars = [self._bar(wanted, *month) for month in _from_to(counted[0], counted[-1])]
        return Markdown(f"![{escape(known.label or '')} theo tháng](<bieu-do: {'; '.join(bars)}>)")

    def _bar(self, wanted: tuple[str | None, str | None], year: int, month: int) -> str:
        code = Period(PeriodKind.MONTH, year, month).code
        found = [c for c in self._yearbook.media if (c.channel, c.measure, c.period) == (*wanted, code)]
        return f"T{month}={format_quantity(found[0].quantity) if found else ''}"

    def _legal_basis(self) -> Markdown:
        """Return each căn cứ a paragraph ending in ";", since the sentence that reports goes on after the last."""
        self.legal_basis_placed = True
        lines = [line.strip().rstrip(";,.") for line in self._sheet.legal_basis]
        return Markdown("\n\n".join(f"{escape(line)};" for line in lines if line))

    def _cite(self, symbol: object, year: object = None) -> Markdown:
        """Cite in full the first time, by kind and number later (NĐ 30/2020, Phụ lục I, Phần I, II.6.b)."""
        directive = self._find(str(symbol), year if isinstance(year, int) else None)
        again = directive.id in self._cited
        self._cited.add(directive.id)
        return self._say("vien-dan-lai" if again else "vien-dan", directive)

    def _find(self, symbol: str, year: int | None) -> Directive:
        """Return the document with that symbol: the one of this window, else the latest before its end."""
        wanted = parse_symbol(symbol)
        same = [
            d
            for d in self._register
            if d.symbol and (d.symbol == symbol or (wanted and d.parsed and d.parsed.key == wanted.key))
        ]
        dated = [d for d in same if d.issued_on and (year is None or d.issued_on.year == year)]
        if not dated:
            asked = f"“{symbol}” năm {year}" if year else f"“{symbol}”"
            hint = near_hint(symbol, [d.symbol for d in self._register if d.symbol])
            raise PlaceholderError(f"sổ văn bản không có {asked}{hint}")
        window = self._yearbook.window
        early = [d for d in dated if d.issued_on and d.issued_on <= window.last] or dated
        return max(early, key=lambda d: (d.issued_on is not None and d.issued_on in window, d.issued_on))

    def _say(self, wording: str, directive: Directive) -> Markdown:
        """Return the sentence on this document, made once: a loop inside a loop asks for it again for every row."""
        asked = (wording, directive.id)
        if asked not in self._said:
            names = [Name(key, value, "") for key, value in self._values(directive).items()]
            self._said[asked] = self._wording.say(wording, names)
        return self._said[asked]

    def _values(self, directive: Directive) -> dict[str, str]:
        office = self._yearbook.office
        kind = KIND_BY_SLUG.get(directive.kind or "")
        issuer = directive.issuer or ("" if directive.direction == INCOMING else office.short_name or "")
        own = issuer_key(issuer) in {issuer_key(office.short_name), issuer_key(office.full_name)}
        subject = bare_subject(directive.subject)
        return {
            "loai": directive.kind or "",
            "ten_loai": kind.name if kind else "Văn bản",
            "so_ky_hieu": bare_symbol(directive.symbol),
            "ngay": format_date(directive.issued_on) if directive.issued_on else "",
            "co_quan": issuer,
            "co_quan_goi_tat": name_without_place(office) if own else issuer,
            "trich_yeu": subject if directive.kind in NAMED_BY_SUBJECT else self._wording.in_sentence(subject),
            "nguoi_ky": directive.signer or "",
        }


def _code(word: object) -> str:
    """Return the code of a channel or measure; names in the prose spell it with `_`."""
    return str(word).replace("_", "-")


def _from_to(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the months from one to another, both with their year."""
    year, month = first
    while (year, month) <= last:
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def bare_subject(subject: str | None) -> str:
    """Return the subject as it stands after "về việc": without those words and without a full stop."""
    return _ABOUT.sub("", subject.strip(), count=1).rstrip(" .;") if subject else ""


def bare_symbol(symbol: str | None) -> str:
    """Return number and symbol as they stand after "số": without that word."""
    return _NUMBER_WORD.sub("", symbol.strip(), count=1) if symbol else ""


def _of_kinds(directives: Iterable[Directive], kinds: Sequence[object]) -> list[Directive]:
    """Return those of the kinds named by slug or by name; all of them when none is named."""
    wanted = {_kind_slug(str(kind)) for kind in kinds}
    return [d for d in directives if not wanted or d.kind in wanted]


def _kind_slug(word: str) -> str:
    folded = fold(word).replace(" ", "-")
    if folded in KIND_BY_SLUG:
        return folded
    raise PlaceholderError(f"không có loại văn bản “{word}”{near_hint(word, [kind.slug for kind in KINDS])}")
