"""Rules on what has a day: obligations that can be reckoned, papers and tasks whose day is past, links that lead on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_tui.language.text import nearest
from cchc_tui.language.wording import format_date
from cchc_tui.records.agenda import is_settled
from cchc_tui.records.deadline import EXAMPLES, DeadlineKind, parse_deadline
from cchc_tui.records.directive import INCOMING
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import Obligation, OfficeSettings
from cchc_tui.records.owed import PERIOD_WORDS, WEEKLY, is_period_word
from cchc_tui.records.period import parse_period
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue
from cchc_tui.rules.rule import PROGRAM, REPORTING, record_rule
from cchc_tui.storage.paths import OFFICE_FILE


def _settings(records: OfficeRecords) -> Located[OfficeSettings]:
    return Located(records.office, OFFICE_FILE)


def _words(obligation: Obligation) -> str:
    return f"Báo cáo phải nộp “{obligation.code or obligation.name or '?'}”"


@record_rule(
    "deadline-unread",
    Severity.WARNING,
    clause=REPORTING,
    says="Hạn gửi của mỗi báo cáo phải nộp viết theo một trong các cách chương trình đọc được.",
    example="hạn “cuối kỳ”",
    needs_office=True,
)
def deadline_unread(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each obligation whose deadline names no day, or whose days cannot be read: nobody would be reminded."""
    for row in records.office.obligations:
        if parse_deadline(row.deadline or "") is None:
            near = nearest(row.deadline or "", EXAMPLES)
            hint = f"Có phải “{near}”?" if near else f"Viết như: {'; '.join(EXAMPLES)}."
            message = f"{_words(row)}: hạn gửi “{row.deadline or ''}” không đọc được nên không nhắc được. {hint}"
            yield RecordIssue(_settings(records), message, key="obligations", quote=row.deadline or "")
        if row.window and parse_period(row.window) is None:
            message = f"{_words(row)}: khoảng ngày “{row.window}” không đọc được. Viết như 2026-01-01..2026-08-31."
            yield RecordIssue(_settings(records), message, key="obligations", quote=row.window)


@record_rule(
    "period-word",
    Severity.WARNING,
    clause=REPORTING,
    says="Kỳ trong chế độ báo cáo và báo cáo phải nộp ghi bằng các chữ đã định.",
    example="periods = [“quy-5”]",
    needs_office=True,
)
def period_word(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each word among the periods of a regime or an obligation that names no period."""
    for table in records.office.regimes:
        for key, words in (("periods", table.periods), ("cumulative", table.cumulative or ())):
            for word in _unknown(words, weekly=False):
                where = f"Chế độ báo cáo “{table.code}”, {key}"
                yield RecordIssue(_settings(records), _unknown_sentence(where, word), key="regimes", quote=word)
    for row in records.office.obligations:
        for word in _unknown(row.periods, weekly=True):
            message = _unknown_sentence(f"{_words(row)}, periods", word)
            yield RecordIssue(_settings(records), message, key="obligations", quote=word)


def _unknown(words: Iterable[str], *, weekly: bool) -> Iterator[str]:
    return (word for word in words if not is_period_word(word) or (word == WEEKLY and not weekly))


def _unknown_sentence(where: str, word: str) -> str:
    meant = next((p for text in (f"2023-{word}", f"{word.replace('-', ' ')} 2023") if (p := parse_period(text))), None)
    near = meant.word if meant is not None else nearest(word, PERIOD_WORDS)
    hint = f"Có phải “{near}”?" if near else f"Dùng: {', '.join(PERIOD_WORDS)}."
    return f"{where}: “{word}” không phải là một kỳ nên kỳ ấy không được nhắc. {hint}"


@record_rule(
    "obligation-unclear",
    Severity.WARNING,
    clause=REPORTING,
    says="Mỗi báo cáo phải nộp chỉ được hiểu một cách: chế độ, nơi ban hành có khai; hạn hợp với kỳ; ngày áp dụng không"
    " chồng nhau.",
    example="hai dòng “cchc” cùng áp dụng từ 01/7/2026",
    needs_office=True,
)
def obligation_unclear(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each obligation that contradicts itself, another of its code, or what the office declares."""
    office = records.office
    regimes, issuers = {table.code for table in office.regimes}, {issuer.code for issuer in office.issuers}
    for number, row in enumerate(office.obligations):
        if row.regime and row.regime not in regimes:
            yield _unclear(records, row, f"chế độ báo cáo “{row.regime}” chưa khai", row.regime)
        if row.issuer and row.issuer not in issuers:
            yield _unclear(records, row, f"đơn vị ban hành “{row.issuer}” chưa khai", row.issuer)
        rule = parse_deadline(row.deadline or "")
        if rule is not None and rule.weekly and row.periods not in ((), (WEEKLY,)):
            yield _unclear(records, row, f"hạn “{row.deadline}” là hằng tuần mà kỳ thì không", row.deadline or "")
        if rule is not None and rule.kind is DeadlineKind.SINGLE_DAY and not row.window:
            words = "hạn là một ngày mà chưa nêu khoảng ngày lấy số liệu (window)"
            yield _unclear(records, row, words, row.deadline or "")
        if any(row.code == other.code and _overlap(row, other) for other in office.obligations[:number]):
            yield _unclear(records, row, "trùng mã và trùng ngày áp dụng với một dòng trước", row.code or "")
    codes = {row.code for row in office.obligations} | {table.code for table in office.regimes if table.due_day}
    for kept in records.reports:
        if kept.record.obligation and kept.record.obligation not in codes:
            near = nearest(kept.record.obligation, [code for code in codes if code])
            message = f"Báo cáo {kept.record.title}: không có báo cáo phải nộp “{kept.record.obligation}”."
            message += f" Có phải “{near}”?" if near else ""
            yield RecordIssue(kept, message, key="obligation", quote=kept.record.obligation)


def _unclear(records: OfficeRecords, row: Obligation, what: str, quote: str) -> RecordIssue:
    return RecordIssue(_settings(records), f"{_words(row)}: {what}.", key="obligations", quote=quote)


def _overlap(one: Obligation, other: Obligation) -> bool:
    ends_before = one.to_on is not None and other.from_on is not None and one.to_on < other.from_on
    begins_after = other.to_on is not None and one.from_on is not None and other.to_on < one.from_on
    return not ends_before and not begins_after


@record_rule(
    "paper-overdue",
    Severity.WARNING,
    clause="Nghị định 30/2020/NĐ-CP, Điều 24",
    says="Văn bản đến có thời hạn phải được giải quyết đúng hạn.",
    example="208/UBND-VP hạn 25/11/2026, hôm nay 01/12/2026 chưa trả lời",
)
def paper_overdue(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each incoming paper whose day is past and that nothing answers or settles."""
    answered = {answered for kept in records.directives for answered in kept.record.answers}
    for kept in records.directives:
        paper = kept.record
        if paper.due_on is None or paper.due_on >= records.today:
            continue
        if paper.direction == INCOMING and not is_settled(paper, answered):
            held = f", {paper.handler} đang giữ" if paper.handler else ", chưa giao cho ai"
            message = f"Văn bản đến {paper.title}: quá hạn từ {format_date(paper.due_on)}{held}."
            yield RecordIssue(kept, message, key="due_on")


@record_rule(
    "task-overdue",
    Severity.WARNING,
    clause=REPORTING,
    says="Nhiệm vụ quá thời hạn phải có kết quả, hoặc thời hạn mới.",
    example="nhiệm vụ hạn 25/11/2026, hôm nay 01/12/2026 chưa đánh giá",
    final=True,
)
def task_overdue(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each task whose day is past and that nobody has evaluated."""
    for kept in records.checklist:
        task = kept.record
        if task.due_on is not None and task.due_on < records.today and not task.evaluation:
            holder = task.owner or task.lead
            held = f", {holder} đang giữ" if holder else ", chưa giao cho ai"
            message = f"Nhiệm vụ {task.title}: quá hạn từ {format_date(task.due_on)}{held}."
            yield RecordIssue(kept, message, key="due_on")


@record_rule(
    "answer-unknown",
    Severity.ERROR,
    clause=PROGRAM,
    says="Mã ghi ở “Trả lời văn bản đến” là mã của một văn bản đến còn dùng.",
    example="trả lời một văn bản đã xóa",
)
def answer_unknown(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each answered document that is not there, is deleted, or did not come from outside."""
    by_id = {kept.record.id: kept.record for kept in records.directives}
    for kept in records.directives:
        for reference in kept.record.answers:
            answered = by_id.get(reference)
            if answered is not None and answered.direction == INCOMING and reference != kept.record.id:
                continue
            what = "đã bị xóa" if reference in records.deleted_ids else "không có" if answered is None else "không phải"
            what += " văn bản đến" if what == "không phải" else ""
            message = f"Văn bản {kept.record.title} ghi trả lời văn bản mang mã “{reference}”, mà mã ấy {what}."
            yield RecordIssue(kept, message, key="answers", quote=reference)
