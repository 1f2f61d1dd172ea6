"""Rules on numbers and dates in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from cchc_tui.document.passages import Passage, PassageKind
from cchc_tui.language.wording import format_date, format_long_date, format_number, format_quantity, full_year
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import ReportContext, TextIssue
from cchc_tui.rules.rule import GOOD_WRITING, ND30, REPORTING, STATE_PAPERS, text_rule


@text_rule(
    "count-contradicts",
    Severity.WARNING,
    clause=REPORTING,
    says="Số ghi trong báo cáo bằng số liệu trong hồ sơ của kỳ.",
    example="báo cáo ghi 65 tin bài, hồ sơ cộng được 55",
    final=True,
)
def count_contradicts(context: ReportContext) -> Iterator[TextIssue]:
    """Report each count whose channel is sure and whose total in the records is another number.

    Only what is said of the report's own period counts: a quarter, the year before and a plan have their own numbers.
    """
    book = context.yearbook
    if book is None:
        return
    from cchc_tui.citations.counts import Setting, find_counts  # most papers are checked without a yearbook

    for passage, heading in _with_headings(context):
        for mention in find_counts(passage.text, context.office, Setting(book.period, heading)):
            measure = mention.measure
            if measure is None or mention.doubts or (mention.when is not None and not mention.when.own):
                continue
            total = book.total(measure.channel or "", measure.code or "")
            if total is not None and total != mention.quantity:
                unit = "%" if measure.unit == "%" else ""
                said, kept = format_quantity(mention.quantity), format_quantity(total)
                label = f"{context.office.channel_label(measure.channel)}, {measure.label}"
                message = f"{label}: báo cáo ghi {said}{unit} nhưng số liệu trong hồ sơ là {kept}{unit}."
                yield TextIssue(passage, mention.start, mention.end, message)


_SECTION = re.compile(r"[IVX]{1,5}[.)]\s")
"""`III. `: a heading of the first level."""


def _with_headings(context: ReportContext) -> Iterator[tuple[Passage, str]]:
    """Yield the passages of the body, each with the words of its section and of the heading right above it."""
    section = heading = ""
    for passage in context.prose.body():
        if passage.kind is PassageKind.HEADING:
            is_section = bool(_SECTION.match(passage.text))
            section, heading = (passage.text, "") if is_section else (section, passage.text)
        yield passage, f"{section} {heading}".strip()


_SLASHED = re.compile(
    r"(?<![\w/.,-])(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{4}|\d{2})(?![\d/]|[.,]\d)"
)
"""`05-03-2026`: a date with any of three signs; "1/3/2026/QĐ" is a symbol."""
_MONTH = re.compile(r"(?<!\d )tháng\s+0(?P<m>[3-9])(?P<sign>\s*/\s*|\s*,?\s+năm\s+)(?P<y>\d{4})(?![\d/])")
"""`tháng 05/2026`: a nought before the months 3 to 9; before 1 and 2 the decree wants it."""
_SHORT_MONTH = re.compile(r"tháng\s+[3-9]\s*/\s*\d{4}(?![\d/])")
"""`tháng 5/2026`: the month as it should be."""
_DATE_FORM_LONG = re.compile(r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s*,?\s+năm\s+(?P<y>\d{4})")
"""`ngày 5 tháng 3 năm 2026`: a date in words."""


@text_rule(
    "date-form",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 4 điểm b",
    says="Ngày dưới 10 và tháng 1, 2 viết thêm số 0 ở trước, tháng 3 đến tháng 9 thì không; năm viết đủ bốn chữ số.",
    example="ngày 6/9/2023, ngày 21/2/23",
    cures=True,
    papers=STATE_PAPERS,
)
def date_form(context: ReportContext) -> Iterator[TextIssue]:
    """Report each date without the zero of days under 10 and of months 1, 2, with another sign, or a short year.

    A zero before months 3 to 9 is an issue in the long form; with slashes only where the report writes others without.
    """
    slashed = [(p, m) for p, m in context.matches(_SLASHED) if not p.in_appendix or p.kind != "cell"]
    without = any(re.fullmatch(r"[3-9]", m["m"]) for _, m in slashed) or any(context.matches(_SHORT_MONTH))
    for passage, match in slashed:
        day = _day(match["d"], match["m"], match["y"])
        if day is None or (match["sign"] != "/" and len(match["y"]) == 2):
            continue
        right = format_date(day)
        extra_zero = match[0] == f"{day.day:02d}/{day.month:02d}/{day.year}"
        if match[0] != right and (not extra_zero or without):
            yield TextIssue(passage, match.start(), match.end(), f"Ngày “{match[0]}” viết là {right}.", right)
    for passage, match in context.matches(_DATE_FORM_LONG):
        day = _day(match["d"], match["m"], match["y"])
        if day is not None and (right := format_long_date(day)) != " ".join(match[0].split()):
            yield TextIssue(passage, match.start(), match.end(), f"“{match[0]}” viết là “{right}”.", right)
    for passage, match in context.matches(_MONTH):
        if "/" not in match["sign"] or without:
            right = f"tháng {match['m']}{match['sign']}{match['y']}"
            yield TextIssue(passage, match.start(), match.end(), f"“{match[0]}” viết là “{right}”.", right)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(full_year(int(year)) if len(year) == 2 else int(year), int(month), int(day))
    except ValueError:
        return None


_DATE = re.compile(
    r"(?<![\w/.,-])(?:(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])"
    r"|(?<=ngày )(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s*,?\s+năm\s+(?P<y2>\d{4}))"
)
"""`5/3/2026`: a date in either form, to see whether the day exists."""


@text_rule(
    "impossible-date",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 4 điểm b",
    says="Ngày ghi trong văn bản phải có trong lịch.",
    example="ngày 31/02/2023",
)
def impossible_date(context: ReportContext) -> Iterator[TextIssue]:
    """Report each day that does not exist."""
    for passage, match in context.matches(_DATE):
        d, m, y = (int(match[k] or match[k + "2"]) for k in "dmy")
        try:
            date(y, m, d)
        except ValueError:
            yield TextIssue(passage, match.start(), match.end(), f"Không có ngày “{match[0]}” trong lịch.")


@cache
def _ungrouped(units: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of `1500 lượt`: four digits and more without their point, before a unit."""
    return re.compile(
        rf"(?<![\w/.,:-])(?P<number>\d{{4,9}})(?![\w/.,:-]*\d)(?=\s+{_one_of(units)}(?!\w))"
        r"|(?:(?<=khoảng )|(?<=trên ))(?P<vague>\d{4,9})(?![\w/.,:-]*\d)"
    )


@cache
def _foreign(units: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of `1,500 lượt`: a comma where Vietnamese puts a point."""
    return re.compile(rf"(?<![\w/.,:-])(?P<number>\d{{1,3}}(?:,\d{{3}})+)(?=\s+{_one_of(units)}(?!\w))")


def _one_of(units: frozenset[str]) -> str:
    """Return a pattern of the units; one that matches nothing where there are none."""
    longest_first = sorted(units, key=lambda unit: (-len(unit), unit))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if units else r"(?!)"


def _units(context: ReportContext) -> frozenset[str]:
    """Return the units of the word list, and those that the office counts in."""
    own = (measure.unit for measure in context.office.measures if measure.unit and measure.unit != "%")
    return frozenset((*context.words.units, *own))


_PERCENT = re.compile(r"(?<![\w/.,-])(?P<whole>\d{1,3})\.(?P<part>\d{1,2})(?P<sign>\s?%)")
"""`98.5%`: a point where Vietnamese puts a comma."""
# "Số 2500" names a document; "tổng số 2500 lượt" counts.
_NAMED = re.compile(r"(?:năm|(?<!tổng )(?<!con )số|mã|điện thoại|ĐT|Điều|giai đoạn)\s*:?\s*$", re.IGNORECASE)


@text_rule(
    "number-form",
    Severity.NOTICE,
    clause="Quy ước trình bày, theo cách viết số của Luật Kế toán năm 2015 (Điều 11)",
    says="Hàng nghìn ngăn bằng dấu chấm, phần lẻ bằng dấu phẩy.",
    example="khoảng trên 2500 lượt, 97.7%",
    cures=True,
)
def number_form(context: ReportContext) -> Iterator[TextIssue]:
    """Report each count of four digits or more without points, and each percentage with a decimal point."""
    for passage, match in context.matches(_ungrouped(_units(context))):
        number = match["number"] or match["vague"]
        if _NAMED.search(passage.text[: match.start()]) or number.startswith("0") or _is_year(match, number):
            continue
        right = format_number(int(number))
        message = f"Số {number} viết có dấu chấm ngăn hàng nghìn: {right}."
        yield TextIssue(passage, match.start(), match.end(), message, right)
    for passage, match in context.matches(_foreign(_units(context))):
        right = match["number"].replace(",", ".")
        message = f"Số {match['number']}: hàng nghìn ngăn bằng dấu chấm, phần lẻ bằng dấu phẩy."
        yield TextIssue(
            passage, match.start(), match.end(), message, None if match["number"].count(",") == 1 else right
        )
    for passage, match in context.matches(_PERCENT):
        right = f"{match['whole']},{match['part']}{match['sign']}"
        yield TextIssue(passage, match.start(), match.end(), f"Phần lẻ viết bằng dấu phẩy: {right}.", right)


def _is_year(match: re.Match[str], number: str) -> bool:
    return match["number"] is None and number[:2] in ("19", "20") and len(number) == 4


_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
_SUNDAY = 6
_DAY_NAME = rf"(?:thứ (?P<day>{'|'.join(_WEEKDAYS)})|(?P<sunday>chủ nhật))"
_DAY_DATE = r"(?P<d>\d{1,2})(?:[/.-]| tháng )(?P<m>\d{1,2})(?:[/.-]|,? năm )(?P<y>\d{4})(?![\d/])"
_DATED_WEEKDAY = (
    re.compile(rf"(?<!\w)(?<!lần ){_DAY_NAME}\s*[,(]?\s*(?:ngày\s+)?{_DAY_DATE}", re.IGNORECASE),
    re.compile(rf"(?<![\d/.-]){_DAY_DATE}\s*\(\s*{_DAY_NAME}\s*\)", re.IGNORECASE),
)


@text_rule(
    "weekday-date",
    Severity.WARNING,
    clause=GOOD_WRITING,
    says="Thứ trong tuần đúng với ngày ghi bên cạnh.",
    example="thứ Hai, ngày 05/9/2023 (ngày ấy là thứ Ba)",
)
def weekday_date(context: ReportContext) -> Iterator[TextIssue]:
    """Report each weekday beside a date that falls on another one."""
    for pattern in _DATED_WEEKDAY:
        for passage, match in context.matches(pattern):
            day = _day(match["d"], match["m"], match["y"])
            named = _SUNDAY if match["sunday"] else _WEEKDAYS[match["day"].lower()]
            if day is not None and day.weekday() != named:
                message = f"“{match[0]}”: ngày {format_date(day)} là {_NAMES_OF_DAYS[day.weekday()]}."
                yield TextIssue(passage, match.start(), match.end(), message)


_NAMES_OF_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "chủ nhật")
