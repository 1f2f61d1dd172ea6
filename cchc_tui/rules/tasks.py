"""Rules on tasks: numbered once, evaluated in time, shown by evidence that exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cchc_tui.records.allowed_duplicate import reason_to_keep
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Severity
from cchc_tui.records.period import parse_period
from cchc_tui.records.proof import ProofKind, read_proof
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue, checklist_words
from cchc_tui.rules.rule import REPORTING, record_rule


@record_rule(
    "duplicate-position",
    Severity.WARNING,
    clause=REPORTING,
    says="Mỗi số thứ tự của một bảng nhiệm vụ chỉ dùng một lần.",
    example="hai nhiệm vụ cùng số 3",
)
def duplicate_position(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each item whose place in its checklist is taken, unless it was kept on purpose."""
    first: dict[tuple[str | None, int | str | None], Located[ChecklistItem]] = {}
    for kept in records.checklist:
        if reason_to_keep(kept.record):
            continue
        key = (kept.record.checklist, kept.record.position)
        other = first.setdefault(key, kept)
        if other is not kept and kept.record.position is not None:
            yield RecordIssue(
                kept,
                f"{checklist_words(kept.record.checklist)}: nhiệm vụ số {kept.record.position} có hai lần"
                f" (mã {other.record.id} và {kept.record.id}).",
                key="position",
            )


@record_rule(
    "evaluation-missing",
    Severity.WARNING,
    clause=REPORTING,
    says="Nhiệm vụ đến hạn hôm nay, hoặc thuộc báo cáo đã hết kỳ, phải có đánh giá.",
    example="ô Đánh giá để trống ở báo cáo năm",
    needs_office=True,
    final=True,
)
def evaluation_missing(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each task without evaluation; before its day has come or its report's window is over as a notice.

    One whose own day is past is `task-overdue`.
    """
    ends: defaultdict[str | None, list[bool]] = defaultdict(list)
    for report in records.reports:
        period = parse_period(report.record.period or "")
        if period is not None:
            last = report.record.to_on or records.office.window_of(period, report.record.regime).last
            ends[report.record.checklist].append(last <= records.today)
    for kept in records.checklist:
        record = kept.record
        if record.evaluation or (record.due_on is not None and record.due_on < records.today):
            continue
        due = record.due_on == records.today or any(ends[record.checklist])
        yield RecordIssue(
            kept,
            f"{checklist_words(record.checklist)}, nhiệm vụ {record.title}: chưa đánh giá.",
            key="evaluation",
            severity=None if due else Severity.NOTICE,
        )


@record_rule(
    "met-without-evidence",
    Severity.NOTICE,
    clause=REPORTING,
    says="Nhiệm vụ ghi là đạt nên có tài liệu kiểm chứng.",
    example="Đạt, cột Tài liệu kiểm chứng trống",
)
def met_without_evidence(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each task done without evidence; one issue for a whole checklist that gives none anywhere."""
    done_codes = {row.code for row in records.office.evaluations if row.met}
    checklists: defaultdict[str | None, list[Located[ChecklistItem]]] = defaultdict(list)
    for kept in records.checklist:
        if kept.record.evaluation in done_codes:
            checklists[kept.record.checklist].append(kept)
    for name, done in checklists.items():
        shown = checklist_words(name)
        bare = [kept for kept in done if not kept.record.evidence]
        if len(bare) > 1 and len(bare) == len(done):
            numbers = ", ".join(str(kept.record.position) for kept in bare)
            message = f"{shown}: các nhiệm vụ {numbers} ghi là đạt nhưng chưa gắn tài liệu kiểm chứng nào."
            yield RecordIssue(bare[0], message, key="evidence")
            continue
        for kept in bare:
            message = f"{shown}, nhiệm vụ {kept.record.title}: ghi là đạt nhưng chưa gắn tài liệu kiểm chứng."
            yield RecordIssue(kept, message, key="evidence")


@record_rule(
    "evidence-unknown",
    Severity.ERROR,
    clause=REPORTING,
    says="Mã ghi ở tài liệu kiểm chứng phải là mã của một hồ sơ còn dùng.",
    example="kiểm chứng bằng công văn đã xóa",
)
def evidence_unknown(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each id under evidence that no record in use has; web addresses and files are left alone."""
    for kept in records.checklist:
        for reference in kept.record.evidence:
            if reference in records.ids or read_proof(reference).kind is not ProofKind.RECORD:
                continue
            gone = "đã bị xóa" if reference in records.deleted_ids else "không có"
            yield RecordIssue(
                kept,
                f"{checklist_words(kept.record.checklist)}, nhiệm vụ {kept.record.title}: tài liệu kiểm chứng mang mã"
                f" “{reference}” {gone}.",
                key="evidence",
                quote=reference,
            )


@record_rule(
    "evidence-file",
    Severity.WARNING,
    clause=REPORTING,
    says="Tệp kiểm chứng còn ở chỗ đã ghi và đúng như khi gắn vào.",
    example="kiem-chung/bien-ban.pdf đã bị sửa sau khi gắn",
)
def evidence_file(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each file named as evidence that is not there, or is another one than was attached."""
    groups: tuple[Sequence[Located[ChecklistItem] | Located[FigureRow]], ...] = (records.checklist, records.figures)
    for kept in (located for group in groups for located in group):
        for reference in kept.record.evidence:
            proof = read_proof(reference)
            now = records.file_marks.get(proof.target)
            if proof.kind is not ProofKind.FILE or now is None or (now and now == proof.mark):
                continue
            wrong = "đã bị sửa hoặc thay từ khi gắn vào" if now else "không có trong thư mục của cơ quan"
            message = f"{kept.record.title}: tệp kiểm chứng “{proof.target}” {wrong}."
            yield RecordIssue(kept, message, key="evidence", quote=reference)
