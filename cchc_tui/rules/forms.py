"""Rules on statistical forms: rows that have a form, sums that agree, targets, and figures in the words of a report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.errors import CchcError
from cchc_tui.language.wording import Qualifier, format_quantity
from cchc_tui.records.figure_book import FigureFault
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Severity
from cchc_tui.records.measure_target import target_of
from cchc_tui.records.period import Period, PeriodKind, parse_period
from cchc_tui.records.yearbook import make_yearbook
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue, ReportContext, TextIssue
from cchc_tui.rules.rule import PROGRAM, REPORTING, record_rule, text_rule


@record_rule(
    "figure-form",
    Severity.ERROR,
    clause=PROGRAM,
    says="Mỗi dòng số liệu thuộc một biểu dùng được, ghi đúng các cột và dòng của biểu.",
    example="dòng của biểu tthc-6, trong khi biểu tên là tthc-06",
)
def figure_form(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each row whose form cannot be used, once a form; each column and row that its form does not have."""
    told: set[str] = set()
    for located in records.figures:
        row = located.record
        try:
            form = records.form_of(row.form or "")
        except CchcError as fault:
            if row.form not in told:
                told.add(row.form or "")
                yield RecordIssue(located, " ".join(filter(None, (fault.message, fault.hint))), key="form")
            continue
        typed = {column.key for column in form.typed}
        if unknown := sorted(row.extra.keys() - typed):
            message = f"{row.title}: biểu không có cột {', '.join(unknown)} để ghi, hoặc cột ấy do công thức tính."
            yield RecordIssue(located, message, key=unknown[0])
        if form.rows and row.row not in {fixed.code for fixed in form.rows}:
            yield RecordIssue(located, f"{row.title}: biểu có dòng cố định, không có dòng “{row.row}”.", key="row")


@record_rule(
    "figure-duplicate",
    Severity.ERROR,
    clause=REPORTING,
    says="Mỗi dòng của một biểu trong một kỳ chỉ có một tệp.",
    example="hai tệp cùng là dòng Chứng thực của biểu 06 quý 3/2026",
)
def figure_duplicate(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each row that an earlier file has: only that one is in the table."""
    first: dict[tuple[str | None, ...], Located[FigureRow]] = {}
    for located in records.figures:
        row = located.record
        other = first.setdefault((row.form, row.period, row.row), located)
        if other is not located:
            message = f"Dòng {row.title} đã có ở {other.path} nên tệp này không được tính; gộp số vào một tệp."
            yield RecordIssue(located, message, key="row")


def _issues(records: OfficeRecords, code: str) -> Iterator[RecordIssue]:
    """Yield what the tables say under a code, each on the row concerned, else on the first row of its form."""
    rows = {(k.record.form, k.record.period, k.record.row): k for k in reversed(records.figures)}
    for form, period, fault in records.figure_faults:
        if fault.code == code:
            place = rows.get((form, period, fault.row)) or _first(records, form, period)
            known = place.record.extra
            yield RecordIssue(place, f"Biểu {form}, {_named(period)}: {fault.message}", key=_key(fault, known))


def _key(fault: FigureFault, known: object) -> str:
    return fault.column if isinstance(known, dict) and fault.column in known else "row"


def _first(records: OfficeRecords, form: str, period: str) -> Located[FigureRow]:
    return next(k for k in records.figures if (k.record.form, k.record.period) == (form, period))


def _named(code: str) -> str:
    period = parse_period(code)
    return period.name if period else code


@record_rule(
    "figure-balance",
    Severity.WARNING,
    clause=REPORTING,
    says="Các cân đối khai trong biểu phải đúng ở từng dòng.",
    example="tiếp nhận 1.236, đã và đang giải quyết cộng được 1.235",
    needs_office=True,
)
def figure_balance(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each row in which both sides of a balance are known and differ."""
    yield from _issues(records, "figure-balance")


@record_rule(
    "figure-carried",
    Severity.WARNING,
    clause=REPORTING,
    says="Số mang sang từ kỳ trước bằng số tồn cuối kỳ trước.",
    example="từ kỳ trước chuyển sang 12, cuối kỳ trước còn đang giải quyết 21",
    needs_office=True,
)
def figure_carried(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each row whose opening figure is not what the period before ended with."""
    yield from _issues(records, "figure-carried")


@record_rule(
    "figure-total",
    Severity.WARNING,
    clause=REPORTING,
    says="Số ghi riêng cho kỳ dài bằng số cộng từ các quý, các tháng của kỳ ấy.",
    example="cả năm ghi 4.000 hồ sơ, bốn quý cộng được 4.100",
    needs_office=True,
)
def figure_total(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each row of a longer period that is not what its quarters or months add up to."""
    yield from _issues(records, "figure-total")


@record_rule(
    "figure-jump",
    Severity.NOTICE,
    clause=REPORTING,
    says="Số gấp năm lần, hay chưa tới một phần năm kỳ trước thì xem lại kẻo gõ thừa, thiếu chữ số.",
    example="quý này 12.000 hồ sơ, quý trước 1.200",
    needs_office=True,
)
def figure_jump(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each figure far from that of the period before."""
    yield from _issues(records, "figure-jump")


@record_rule(
    "figure-missing",
    Severity.NOTICE,
    clause=REPORTING,
    says="Dòng đã bắt đầu ghi thì ghi đủ các cột; không có thì ghi 0.",
    example="dòng Chứng thực có số tiếp nhận, chưa có số đã giải quyết",
    needs_office=True,
)
def figure_missing(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each empty cell of a row that is begun."""
    yield from _issues(records, "figure-missing")


@record_rule(
    "figure-target",
    Severity.NOTICE,
    clause=REPORTING,
    says="Số chưa đạt mức phải đạt của năm thì nói rõ trong báo cáo.",
    example="đúng hạn 97,28%, mức năm 2026 là từ 98% trở lên",
    needs_office=True,
)
def figure_target(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each column that misses its target, and each measure of a channel that does."""
    yield from _issues(records, "figure-target")
    for wanted in records.office.targets:
        channel, _, measure = (wanted.measure or "").partition(".")
        if (missed := _missed(records, channel, measure, wanted.year or 0)) is not None:
            yield missed


def _missed(records: OfficeRecords, channel: str, measure: str, year: int) -> RecordIssue | None:
    """Return the exact total of a year that is outside its target: too little only once the whole year is counted."""
    target = target_of(records.office, channel, measure, year)
    counts = [k for k in records.media if (k.record.channel, k.record.measure) == (channel, measure)]
    book = make_yearbook(records.office, Period(PeriodKind.YEAR, year), (), [k.record for k in counts], ())
    total = book.total(channel, measure)
    if target is None or total is None or total.qualifier is not Qualifier.EXACT or target.is_met(Decimal(total.value)):
        return None
    too_much = target.at_most is not None and total.value > target.at_most
    if not too_much and not book.is_whole(channel, measure):
        return None
    known = records.office.measure_of(channel, measure)
    name = f"{records.office.channel_label(channel)}, {known.label if known else measure}"
    last = next(k for k in reversed(counts) if k.record.id == book.media[-1].id)
    message = f"{name}: {format_quantity(total)}, chưa đạt mức {target.words} của năm {year}."
    return RecordIssue(last, message, key="value")


@text_rule(
    "figure-contradicts",
    Severity.WARNING,
    clause=REPORTING,
    says="Số và tỷ lệ của biểu ghi trong báo cáo bằng số liệu của biểu trong kỳ.",
    example="báo cáo ghi đúng hạn 99,1%, biểu tính ra 97,28%",
    final=True,
)
def figure_contradicts(context: ReportContext) -> Iterator[TextIssue]:
    """Report each number beside the words of a column that is not the column's in the report's period.

    A column is known by the words its form declares, else by a head that no other column has; a sentence of another
    time, and a number with "trên" or "khoảng", are left alone.
    """
    book, yearbook = context.figures, context.yearbook
    if book is None or yearbook is None:
        return
    from cchc_tui.citations.form_figures import find_form_figures, named_columns  # most papers have no forms

    named = named_columns(book, yearbook.period)
    for passage in context.prose.body() if named else ():
        for found in find_form_figures(passage.text, named, yearbook.period):
            if not found.agrees:
                message = (
                    f"{found.column.head[-1]} ({found.where}): báo cáo ghi {found.with_unit(found.said)},"
                    f" số liệu của biểu là {found.with_unit(found.kept)}."
                )
                yield TextIssue(passage, found.start, found.end, message)
