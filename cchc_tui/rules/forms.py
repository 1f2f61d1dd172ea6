"""Rules on statistical forms: rows that have a form, sums that agree, targets, and figures in the words of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from cchc_tui.document.passages import Passage
from cchc_tui.errors import CchcError
from cchc_tui.language.text import fold
from cchc_tui.records.figure_book import FigureBook, FigureFault, FigureTable, number_text
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Severity
from cchc_tui.records.form import FormColumn
from cchc_tui.records.period import Period, parse_period
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
    """Report each column that misses its target."""
    yield from _issues(records, "figure-target")


_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?(?![\d.,]*\d)"
_ABOUT = re.compile(r"(?:tren|khoang|gan|hon|duoi|tu|muc|chi tieu|ke hoach|toi thieu|it nhat|>|≥|≤|<)\s*$")
"""`tren`: what stands before a number that is no exact figure, folded."""
_OTHER_TIME = re.compile(r"cung ky|ky truoc|quy truoc|nam truoc|thang|luy ke|ke hoach|so voi|tang|giam|nam 20\d\d|quy ")
"""`cung ky`: words of a sentence whose number may be of another time than the report's, folded."""
_SENTENCE = re.compile(r"[^.;!?]+(?:\.(?=\d)[^.;!?]+)*")
"""`Đã giải quyết 1.235 hồ sơ`: a sentence, whose numbers may have points."""


@text_rule(
    "figure-contradicts",
    Severity.WARNING,
    clause=REPORTING,
    says="Số và tỷ lệ của biểu ghi trong báo cáo bằng số liệu của biểu trong kỳ.",
    example="báo cáo ghi đúng hạn 99,1%, biểu tính ra 97,28%",
)
def figure_contradicts(context: ReportContext) -> Iterator[TextIssue]:
    """Report each number beside the words of a column that is not the column's in the report's period.

    Only columns that say by which words prose names them; a sentence of another time, and a number with "trên" or
    "khoảng", are left alone.
    """
    book, yearbook = context.figures, context.yearbook
    if book is None or yearbook is None:
        return
    codes = dict.fromkeys(code for code, _ in book.forms())
    tables = [table for code in codes if (table := _table(book, code, yearbook.period)) is not None]
    named = [(table, column) for table in tables for column in table.form.columns if column.words]
    if not named:
        return
    for passage in context.prose.body():
        for sentence in _SENTENCE.finditer(passage.text):
            yield from _contradictions(passage, sentence, named, fold(yearbook.period.name))


def _table(book: FigureBook, code: str, period: Period) -> FigureTable | None:
    try:
        return book.table(code, period)
    except CchcError:
        return None


def _contradictions(
    passage: Passage, sentence: re.Match[str], named: list[tuple[FigureTable, FormColumn]], period: str
) -> Iterator[TextIssue]:
    text = fold(sentence[0])
    if len(text) != len(sentence[0]) or _OTHER_TIME.search(text.replace(period, "")):
        return
    for table, column in named:
        for words in column.words:
            match = re.search(_beside(fold(words), table, column), text)
            if match is None or _ABOUT.search(text[: match.start("number")]):
                continue
            row = next((line.code for line in table.lines if fold(line.label) in text), "")
            kept, said = table.cells(row).get(column.key), _value(match)
            if isinstance(kept, Decimal) and said != _rounded(kept, said):
                where = f", dòng {row}" if row else ""
                unit = "%" if column.is_rate else f" {column.unit or table.form.unit}".rstrip()
                message = (
                    f"{column.head[-1]} ({table.form.code}{where}): báo cáo ghi {number_text(said)}{unit},"
                    f" số liệu của biểu là {number_text(kept)}{unit}."
                )
                end = match.end("decimals") if match["decimals"] else match.end("number")
                yield TextIssue(passage, sentence.start() + match.start("number"), sentence.start() + end, message)
            break


def _beside(words: str, table: FigureTable, column: FormColumn) -> str:
    """Return the pattern of the words with their number after them, and the unit of the column after that."""
    unit = "%" if column.is_rate else re.escape(fold(column.unit or table.form.unit)) + r"\b"
    return rf"\b{re.escape(words)}\b[^.;\d]{{0,60}}?{_NUMBER}\s*{unit}"


def _value(match: re.Match[str]) -> Decimal:
    decimals = f".{match['decimals']}" if match["decimals"] else ""
    return Decimal(match["number"].replace(".", "") + decimals)


def _rounded(kept: Decimal, said: Decimal) -> Decimal:
    """Return what the record gives with as many decimals as the report says; never with more than it has."""
    return kept.quantize(Decimal(1).scaleb(said.as_tuple().exponent), ROUND_HALF_UP)  # type: ignore[arg-type]
