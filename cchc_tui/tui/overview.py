"""What the first screen says: what is to be done, how far recording has come, what the figures are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.errors import CchcError
from cchc_tui.records.agenda import AgendaItem, AgendaKind
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Severity
from cchc_tui.records.kind import KINDS
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import MONTHS_IN_YEAR, Period, PeriodKind, Window, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.task_tables import table_of_period
from cchc_tui.records.yearbook import count_window
from cchc_tui.tui.indicators import CountRow, indicator_rows
from cchc_tui.tui.media_table import MediaTable, make_media_table

if TYPE_CHECKING:
    from cchc_tui.office import Office, Stored
    from cchc_tui.records.conflict import Conflict
    from cchc_tui.records.finding import Finding
    from cchc_tui.records.office import OfficeSettings
    from cchc_tui.records.owed import OwedReport

SOON = 14
"""Days ahead from which a task is called for."""
_FEW = 50
"""Documents among which there is one in use, unless the office is new."""
_OUTGOING = "outgoing"
_SAMPLE = "Mẫu"
"""The last word of the names that a new office is given until it sets its own."""
_KIND_NAMES = {kind.slug: kind.name for kind in KINDS}
HORIZON = 31
"""Days ahead that are told; what comes later stands on the screen of days."""
DOCUMENTS, COUNTS, TASKS, REPORTS, CHECKS = 1, 2, 3, 4, 5
"""The numbers of the screens that a line leads to."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of what is to be done, and where it is done."""

    words: str
    screen: int
    record: str = ""
    """Id of the record that the cursor goes to there; "" for none."""
    days_left: int | None = None
    ready: int | None = None
    """How far it is, in percent."""
    note: str = ""
    grave: bool = False
    soon: bool = False
    """To be done soon although no day is set for it."""

    @property
    def sign(self) -> str:
        """× for late or wrong, ! for soon, · for the rest."""
        if self.grave or (self.days_left is not None and self.days_left < 0):
            return "×"
        near = self.days_left is not None and self.days_left <= SOON
        return "!" if near or self.soon else "·"


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One thing a new office sets up."""

    words: str
    note: str
    screen: int
    done: bool
    needed: bool = False


@dataclass(frozen=True)
class Overview:
    """All of the first screen."""

    todos: tuple[Todo, ...]
    months: tuple[Period, ...]
    inside: tuple[bool, ...]
    """Which of the months lie in the period."""
    counts: tuple[CountRow, ...]
    tasks: tuple[tuple[str, int, bool], ...]
    """Each evaluation with how often it was given and whether it means done; last those not evaluated, as ""."""
    kinds: tuple[tuple[str, int], ...]
    outgoing: int
    incoming: int
    setup: tuple[SetupStep, ...] = ()
    """What a new office still has to set up; empty once it works."""


def make_overview(
    office: Office, period: Period, findings: Sequence[Finding] = (), conflicts: Sequence[Conflict] = ()
) -> Overview:
    """Return what there is to say now; cheap enough for the key that opens the screen."""
    months = _twelve_months(office, period)
    window = office.settings.window_of(period)
    counts = office.records.stored(MediaCount)
    table = make_media_table(office.settings, office.reports.yearbook(period, documents=False), months, counts)
    inside = tuple(window.covers(office.settings.window_of(month)) for month in months)
    rows = _count_rows(office, period, table, inside)
    stored = office.records.stored(Directive, around=window)
    documents = [s.record for s in stored if s.record.issued_on and s.record.issued_on in window]
    kinds = Counter(_KIND_NAMES.get(d.kind or "", "Khác") for d in documents)
    outgoing = sum(d.direction == _OUTGOING for d in documents)
    items = [s.record for s in office.records.stored(ChecklistItem)]
    tasks = tasks_of_period(office, period)
    return Overview(
        todos=tuple(sorted(_todos(office, rows, months, tasks, _found_todos(findings, conflicts)), key=_urgency)),
        months=tuple(months),
        inside=inside,
        counts=(*rows, *indicator_rows(office, period, months)),
        tasks=_by_evaluation(office, tasks),
        kinds=tuple(kinds.most_common()),
        outgoing=outgoing,
        incoming=len(documents) - outgoing,
        setup=() if documents or counts or items or _has_documents(office) else _setup(office),
    )


def _has_documents(office: Office) -> bool:
    return bool(office.records.stored(Directive, last=_FEW))


def _urgency(todo: Todo) -> tuple[int, int]:
    """Return late and wrong first, then what is soon; inside each by the days that are left."""
    order = {"×": 0, "!": 1, "·": 2}[todo.sign]
    return (order, todo.days_left if todo.days_left is not None else 999)


def _twelve_months(office: Office, period: Period) -> list[Period]:
    """Return the twelve reporting months up to the last one of the period."""
    last = office.settings.window_of(period).last if period.free else None
    year, month = (last.year, last.month) if last else (period.year, period.months[1])
    found = []
    for back in range(MONTHS_IN_YEAR - 1, -1, -1):
        number = year * MONTHS_IN_YEAR + month - 1 - back
        found.append(Period(PeriodKind.MONTH, number // MONTHS_IN_YEAR, number % MONTHS_IN_YEAR + 1))
    return found


def _count_rows(office: Office, period: Period, table: MediaTable, inside: Sequence[bool]) -> list[CountRow]:
    settings, today = office.settings, office.today
    over = [settings.window_of(month).last < today for month in table.months]
    before = office.reports.yearbook(period.previous, documents=False) if not period.free else None
    now = office.reports.yearbook(period, documents=False)
    rows = []
    for number, row in enumerate(table.rows):
        months = tuple(table.quantity(number, month) for month in range(len(table.months)))
        counted = any(months)
        longer = [count_window(stored.record, settings, None) for stored in table.longer_of(number)]
        owed = tuple(
            counted and inside[n] and over[n] and value is None and not _covered(settings, table.months[n], longer)
            for n, value in enumerate(months)
        )
        whole = before is not None and now.is_whole(row.channel, row.measure)
        was = before.whole_total(row.channel, row.measure) if before is not None and whole else None
        channel = settings.channel_label(row.channel)
        rows.append(CountRow(row.label, channel, row.unit, months, owed, table.totals[number], was))
    return rows


def _covered(settings: OfficeSettings, month: Period, longer: Sequence[Window]) -> bool:
    """Return whether a count for a longer time stands for the month."""
    return any(window.covers(settings.window_of(month)) for window in longer)


# ---- what is to be done ----------------------------------------------------------------------------------------------
def _todos(
    office: Office,
    rows: Sequence[CountRow],
    months: Sequence[Period],
    tasks: Sequence[ChecklistItem],
    found: Iterable[Todo],
) -> Iterator[Todo]:
    yield from (_agenda_todo(office, item) for item in agenda_items(office) if item.days_left <= HORIZON)
    yield from _owed_todos(rows, months)
    yield from found
    met = {e.code for e in office.settings.evaluations if e.met}
    bare = [item for item in tasks if item.evaluation in met and not item.evidence]
    if bare:
        yield Todo(f"{len(bare)} nhiệm vụ đã xong chưa gắn tài liệu kiểm chứng", TASKS, bare[0].id)


def agenda_items(office: Office) -> list[AgendaItem]:
    """Return all that has a day and is not settled; nothing where the calendar cannot be read, which the checks
    tell.
    """
    try:
        return office.agenda.items()
    except CchcError:
        return []


def owed_reports(office: Office) -> list[OwedReport]:
    """Return the reports that are owed and not sent; nothing where the calendar cannot be read."""
    try:
        return [owed for owed in office.agenda.owed_reports() if not owed.settled]
    except CchcError:
        return []


def _agenda_todo(office: Office, item: AgendaItem) -> Todo:
    """Return a paper to answer, a task, or a report owed, with how ready that is."""
    match item.kind:
        case AgendaKind.PAPER:
            return Todo(f"Trả lời {item.title}", DOCUMENTS, item.record, item.days_left)
        case AgendaKind.TASK:
            return Todo(f"Nhiệm vụ: {item.title}", TASKS, item.record, item.days_left)
        case _:
            stored = next((s for s in office.records.stored(ReportSheet) if s.record.slug == item.record), None)
            ready = report_readiness(office, stored) if stored else 0
            return Todo(item.title, REPORTS, stored.record.id if stored else "", item.days_left, ready)


def _owed_todos(rows: Sequence[CountRow], months: Sequence[Period]) -> Iterator[Todo]:
    """Yield the months that are over and have empty cells: the latest by itself, all before it together."""
    empty = {n: sum(row.owed[n] for row in rows) for n in range(len(months) - 1, -1, -1)}
    owed = [n for n, number in empty.items() if number]
    if owed:
        last = months[owed[0]]
        yield Todo(f"Tin bài tháng {last.number}/{last.year}: {empty[owed[0]]} ô trống", COUNTS, last.code, soon=True)
    if len(owed) > 1:
        number, first = sum(empty[n] for n in owed[1:]), months[owed[-1]]
        words = f"Tin bài {len(owed) - 1} tháng trước đó, từ tháng {first.number}/{first.year}: {number} ô trống"
        yield Todo(words, COUNTS, first.code, soon=True)


def _found_todos(findings: Sequence[Finding], conflicts: Sequence[Conflict]) -> Iterator[Todo]:
    """Yield what the checks have found, and what two people have changed."""
    errors = sum(f.severity is Severity.ERROR for f in findings)
    warnings = sum(f.severity is Severity.WARNING for f in findings)
    if errors:
        yield Todo(f"{errors} lỗi phải chữa trước khi trình", CHECKS, note="5 xem", grave=True)
    if conflicts:
        yield Todo(f"{len(conflicts)} chỗ hai người cùng sửa, chưa chọn", CHECKS, grave=True)
    if warnings:
        yield Todo(f"{warnings} chỗ nên xem lại", CHECKS, note="5 xem")


def report_readiness(office: Office, report: Stored[ReportSheet]) -> int:
    """Return how far a report is, in percent: its sheet, its signatory, its prose, its tasks, its months."""
    sheet, settings = report.record, office.settings
    if sheet.number:
        return 100
    items = [s.record for s in office.records.stored(ChecklistItem) if s.record.checklist == sheet.checklist]
    parts = [
        1.0 if sheet.subject and sheet.dated_on else 0.5,
        float(bool(sheet.signatory or sheet.signing or settings.signatories)),
        float((office.directory / report.path).with_name("body.md").exists()),
    ]
    if sheet.checklist:
        parts.append(sum(item.evaluation is not None for item in items) / len(items) if items else 0.0)
    period = parse_period(sheet.period or "")
    if period is not None and settings.measures:
        totals = office.reports.yearbook(period, regime=sheet.regime, documents=False)
        counted = sum(totals.total(m.channel or "", m.code or "") is not None for m in settings.measures)
        parts.append(counted / len(settings.measures))
    return min(99, int(100 * sum(parts) / len(parts)))


# ---- the rest of the screen ------------------------------------------------------------------------------------------
def tasks_of_period(office: Office, period: Period) -> list[ChecklistItem]:
    """Return the tasks of the table that belongs to the period."""
    items = [s.record for s in office.records.stored(ChecklistItem)]
    names = sorted({item.checklist or "" for item in items})
    table = table_of_period(period, (s.record for s in office.records.stored(ReportSheet)), names)
    return [item for item in items if (item.checklist or "") == table]


def _by_evaluation(office: Office, items: Sequence[ChecklistItem]) -> tuple[tuple[str, int, bool], ...]:
    given = Counter(item.evaluation for item in items)
    words = [(e.label or "", given[e.code], e.met) for e in office.settings.evaluations]
    unset = len(items) - sum(number for _, number, _ in words)
    return (*words, ("", unset, False)) if items else ()


def _setup(office: Office) -> tuple[SetupStep, ...]:
    """Return what a new office does first, in any order."""
    settings = office.settings
    named = bool(settings.title) and not settings.title.endswith(_SAMPLE)
    signed = bool(settings.signatories)
    counted = bool(settings.measures)
    measures = f"{len(settings.measures)} chỉ tiêu theo mẫu, sửa được" if counted else "chưa khai kênh và chỉ tiêu nào"
    regimes = ", ".join(r.name or "" for r in settings.regimes) or "theo Nghị định 09/2019/NĐ-CP"
    return (
        SetupStep("Tên cơ quan", settings.title if named else f"còn là “{settings.title}”", 8, named, needed=True),
        SetupStep("Người ký", settings.signatories[0].name or "" if signed else "chưa có ai", 8, signed, needed=True),
        SetupStep("Kênh và chỉ tiêu", measures, 8, counted),
        SetupStep("Chế độ báo cáo", regimes, 8, bool(settings.regimes)),
        SetupStep("Báo cáo năm trước", "nhập từ DOCX hay sổ Excel để có số cùng kỳ", 1, False),
        SetupStep("Văn bản đầu tiên", "F4 ghi", 1, False),
    )
