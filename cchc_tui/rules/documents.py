"""Rules on documents: entered once, numbered in order, dated and named as the decree says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cchc_tui.language.letters import SMALL
from cchc_tui.language.similarity import near_pairs
from cchc_tui.language.wording import format_date
from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Severity
from cchc_tui.records.identity import directive_identity
from cchc_tui.records.kind import KIND_BY_SLUG, Family, kinds_with
from cchc_tui.records.period import PeriodKind, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.symbol import Symbol, parse_symbol
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue, is_outgoing
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.rule import ND30, record_rule


@record_rule(
    "duplicate-directive",
    Severity.ERROR,
    clause=f"{ND30}, Phụ lục VI, Phần I, mục III.1.h",
    says="Một văn bản (số, ký hiệu, cơ quan ban hành) chỉ vào sổ một lần trong năm.",
    example="17/CV-UBND ngày 21/02/2023 nhập hai lần",
)
def duplicate_directive(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each document whose number, symbol, year and issuer an earlier one already has.

    Another date is a warning only, since one of the two dates may be the slip. A duplicate kept on purpose, with its
    reason, is none.
    """
    first: dict[tuple[int, str, str], Located[Directive]] = {}
    for kept in sorted((k for k in records.directives if not reason_to_keep(k.record)), key=_by_date):
        key = directive_identity(kept.record, records.office)
        if key is None:
            continue
        other = first.setdefault(key, kept)
        if other is not kept:
            yield _duplicate_issue(kept, other)


def _by_date(kept: Located[Directive]) -> tuple[date, str]:
    return kept.record.issued_on or date.max, kept.path


def _duplicate_issue(kept: Located[Directive], other: Located[Directive]) -> RecordIssue:
    same_day = kept.record.issued_on == other.record.issued_on
    day = format_date(other.record.issued_on) if other.record.issued_on else "không rõ ngày"
    tail = "" if same_day else " nhưng khác ngày ban hành; hãy xem lại ngày nào đúng"
    return RecordIssue(
        kept,
        f"Văn bản số {kept.record.symbol} ngày {day} đã có trong sổ ({other.path}, mã {other.record.id}){tail}.",
        key="symbol",
        severity=Severity.ERROR if same_day else Severity.WARNING,
    )


_DIGITS = re.compile(r"\d+")
"""Near subjects hold the same numbers, so the others need not be compared."""


@record_rule(
    "near-duplicate",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục VI, Phần I, mục III.1.h",
    says="Hai văn bản cùng ngày, trích yếu gần như nhau thì nên xem lại có phải một văn bản.",
    example="hai dòng cùng ngày 21/02/2023 “chấn chỉnh công tác tiếp nhận, giải quyết TTHC”",
)
def near_duplicate(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report the later of two documents of one date whose subjects are near and hold the same numbers."""
    by_day: defaultdict[tuple[date, tuple[str, ...]], list[Located[Directive]]] = defaultdict(list)
    for kept in records.directives:
        if kept.record.issued_on and kept.record.subject and not reason_to_keep(kept.record):
            digits = tuple(number.lstrip("0") for number in _DIGITS.findall(kept.record.subject))
            by_day[kept.record.issued_on, digits].append(kept)
    for (day, _), group in by_day.items():
        if len(group) < 2:
            continue
        for left, right in near_pairs([kept.record.subject or "" for kept in group]):
            one, two = group[left], group[right]
            key = directive_identity(one.record, records.office)
            if key is None or key != directive_identity(two.record, records.office):
                yield RecordIssue(
                    two,
                    f"Văn bản {two.record.title} gần giống văn bản {one.record.title} cùng ngày {format_date(day)}"
                    f" (mã {one.record.id}): “{two.record.subject}”. Hãy xem có phải một văn bản nhập hai lần.",
                    key="subject",
                )


@record_rule(
    "date-in-future",
    Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Văn bản đã ban hành và số liệu đã có thì không thể mang ngày sau hôm nay.",
    example="ngày ban hành 21/02/2032 gõ nhầm năm",
)
def date_in_future(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each document issued after today and each month counted before it began."""
    for kept in records.directives:
        day = kept.record.issued_on
        if day is not None and day > records.today:
            yield RecordIssue(
                kept, f"Văn bản {kept.record.title} ghi ngày {format_date(day)}, sau hôm nay.", key="issued_on"
            )
    for count in records.media:
        period = parse_period(count.record.period or "")
        if period is None or period.kind is not PeriodKind.MONTH:
            continue
        if (period.year, period.number) > (records.today.year, records.today.month):
            yield RecordIssue(count, f"Số liệu {count.record.title} của {period.name}, tháng chưa đến.", key="period")


_FOLDER_YEAR = re.compile(r"^directives/(\d{4})/")
"""`directives/2026/`: the year a file lies under."""


@record_rule(
    "date-outside-year",
    Severity.WARNING,
    clause=f"{ND30}, Điều 15 khoản 1",
    says="Ngày ban hành phải thuộc năm của số, ký hiệu và của sổ.",
    example="30/2020/NĐ-CP ghi ngày 05/3/2021",
)
def date_outside_year(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report where the symbol holds another year than the date, or the file lies in another year's folder."""
    for kept in records.directives:
        day, parsed = kept.record.issued_on, kept.record.parsed
        if day is None:
            continue
        folder = _FOLDER_YEAR.match(kept.path)
        if parsed is not None and parsed.year and parsed.year != day.year:
            other = f"ký hiệu ghi năm {parsed.year}"
        elif folder and int(folder[1]) != day.year:
            other = f"hồ sơ nằm ở thư mục năm {folder[1]}"
        else:
            continue
        message = f"Văn bản {kept.record.title} ghi ngày {format_date(day)} nhưng {other}. Hãy xem lại năm."
        yield RecordIssue(kept, message, key="issued_on")


@record_rule(
    "date-order",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục IV",
    says="Ngày chuyển, ngày đến không thể trước ngày ban hành.",
    example="ban hành 15/6/2023, ngày chuyển 05/6/2023",
)
def date_order(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each document whose day of sending or receipt lies before its day of issue."""
    for kept in records.directives:
        issued = kept.record.issued_on
        for key, words in (("sent_on", "chuyển đi"), ("received_on", "đến")):
            day = getattr(kept.record, key)
            if issued is not None and day is not None and day < issued:
                yield RecordIssue(
                    kept,
                    f"Văn bản {kept.record.title} {words} ngày {format_date(day)}, trước ngày ban hành"
                    f" {format_date(issued)}.",
                    key=key,
                )


RIGHT_CODES = {"QCh": "QC", "DAn": "DA", "GN": "GNP", "TTh": "TTr"}
"""Codes that printed forms carry and the decree does not know → the decree's own (Phụ lục III, Mục I)."""


@record_rule(
    "symbol-kind",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3 và Phụ lục III",
    says="Ký hiệu mang chữ viết tắt của đúng tên loại; công văn không có chữ viết tắt.",
    example="17/CV-UBND, 05/QCh-UBND",
)
def symbol_kind(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each own document and report whose code is CV, unknown to the decree, or another kind's.

    Nothing is cured: a number given is never changed afterwards.
    """
    for kept in records.directives:
        if is_outgoing(kept.record) and kept.record.symbol and kept.record.kind:
            yield from _symbol_issues(kept, kept.record.symbol, kept.record.parsed, kept.record.kind)
    for report in records.reports:
        if report.record.symbol and report.record.kind and report.record.state != "frozen":
            numbered = parse_symbol(f"1/{report.record.symbol}")
            yield from _symbol_issues(report, report.record.symbol, numbered, report.record.kind)


def _symbol_issues(kept: Located[Record], shown: str, parsed: Symbol | None, slug: str) -> Iterator[RecordIssue]:
    kind = KIND_BY_SLUG.get(slug)
    if parsed is None or kind is None or parsed.party or kind.family in (Family.PARTY, Family.NORMATIVE):
        return
    code = parsed.type_code
    if code == "CV":
        message = code_of_a_letter(shown, parsed)
    elif code in RIGHT_CODES:
        message = f"Văn bản {shown}: Nghị định không có chữ viết tắt {code}, đúng là {RIGHT_CODES[code]}."
    elif slug == "cong-van" and code is not None:
        names = ", ".join(k.name.lower() for k in kinds_with(code))
        message = f"Văn bản {shown} ghi là công văn nhưng ký hiệu {code} là của {names or 'loại khác'}."
    elif code is not None and kind.abbreviation and code.casefold() != kind.abbreviation.casefold() and not parsed.year:
        message = f"Văn bản {shown} ghi là {kind.name.lower()} nhưng ký hiệu {code} không phải {kind.abbreviation}."
    elif code is None and kind.abbreviation and parsed.year is None:
        message = f"Văn bản {shown} ghi là {kind.name.lower()} nhưng ký hiệu thiếu chữ viết tắt {kind.abbreviation}."
    else:
        return
    yield RecordIssue(kept, message, key="symbol")


def code_of_a_letter(shown: str, symbol: Symbol) -> str:
    """Return what to say of an official letter with a type code; the example keeps the letter's own number."""
    return f"Công văn {shown}: ký hiệu của công văn không có chữ CV, viết như {symbol.number or 17}/UBND-VP."


@record_rule(
    "missing-symbol",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3",
    says="Văn bản đã ban hành thì có số và ký hiệu.",
    example="/KH-UBND ngày 31/12/2022",
)
def missing_symbol(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each document whose symbol is empty, has no number, or cannot be read."""
    for kept in records.directives:
        record = kept.record
        parsed = record.parsed
        if record.kind in ("luat", "phap-lenh") or (parsed is not None and parsed.number is not None):
            continue
        if not record.symbol:
            message = f"Văn bản “{record.subject or record.id}” chưa ghi số, ký hiệu."
        elif parsed is None:
            message = f"Không đọc được số, ký hiệu “{record.symbol}”. Viết như 17/UBND-VP, 59/KH-UBND, 24-NQ/ĐU."
        else:
            message = f"Văn bản {record.symbol} chưa có số."
        yield RecordIssue(kept, message, key="symbol")


_ABOUT = re.compile(r"^(?:về việc|v/v)\s*:?\s+", re.IGNORECASE)
"""`V/v triển khai`: the words before a subject that are not part of it."""
_VERB = re.compile(
    r"(?:Tăng cường|Triển khai|Chấn chỉnh|Đẩy mạnh|Thực hiện|Tổ chức|Ban hành|Phê duyệt|Kiểm tra|Rà soát|Hướng dẫn"
    rf"|Đề nghị|Phối hợp|Tuyên truyền|Báo cáo|Tiếp tục|Nâng cao)(?= [{SMALL}])"
)
"""Words that subjects begin with and that no name begins with."""


@record_rule(
    "subject-form",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 5",
    says="Trích yếu ghi trong hồ sơ không có chữ “về việc” ở đầu, không có dấu chấm ở cuối, chữ đầu viết thường.",
    example="V/v Chấn chỉnh TTHC.",
    cures=True,
)
def subject_form(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each subject that would print "về việc" or a stop twice, or a capital in the middle of a sentence."""
    groups: tuple[Located[Directive] | Located[ReportSheet], ...] = (*records.directives, *records.reports)
    for kept in groups:
        subject = kept.record.subject or ""
        right = _ABOUT.sub("", subject).rstrip(" .;,")
        if isinstance(kept.record, Directive) and (verb := _VERB.match(right)):
            right = verb[0].lower() + right[verb.end() :]
        if right != subject and right and getattr(kept.record, "state", None) != "frozen":
            yield RecordIssue(
                kept,
                f"Trích yếu của {kept.record.name} {beginning(kept.record.title)}"
                f" viết là “{beginning(right)}” (không “về việc” ở đầu, không dấu ở cuối, chữ đầu viết thường).",
                key="subject",
                new=right,
            )
