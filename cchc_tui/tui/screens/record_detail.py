"""The record under the cursor, told beside its list: who, what, when; where it is used; what the checks say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, fields_of, is_empty
from cchc_tui.records.finding import Severity
from cchc_tui.records.media import MediaCount
from cchc_tui.tui.canvas import Line, Run, fit, full, paragraph, width_of
from cchc_tui.tui.filter import shown
from cchc_tui.tui.words import directive_words, media_words

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_WIDEST_LABEL = 19
_SIGNS = {Severity.ERROR: ("×", "bad"), Severity.WARNING: ("!", "warn"), Severity.NOTICE: ("·", "")}
_SAID_ABOVE = frozenset({"schema", "id", "symbol", "subject", "task", "kind", "direction"})


def detail_lines(desk: Desk, record: Record, width: int) -> list[Line]:
    """Return everything there is room to say about it, the most telling first; as many lines as that takes."""
    lines = [*_headline(desk, record, width), full([], width), *_facts(desk, record, width)]
    for name, said in (("KIỂM CHỨNG", _uses(desk, record)), ("KIỂM TRA", _findings(desk, record))):
        if said is None:
            continue
        lines += [full([], width), full([(name, "strong")], width)]
        for (sign, role), words in said:
            first, *rest = paragraph(printable(words), width - 4)
            lines.append(full([("  ", ""), (f"{sign} " if sign else "", role), *first], width))
            lines += [full([("    ", ""), *line], width) for line in rest]
    return lines


def brief_lines(desk: Desk, record: Record, width: int, height: int) -> list[Line]:
    """Return the same in a few lines under a list: name, sentence, where it is used, what is wrong with it."""
    lines = [line for line in _headline(desk, record, width) if any(text.strip() for text, _ in line)][: height - 2]
    uses = "; ".join(words for _, words in _uses(desk, record) or ())
    if uses and len(lines) < height:
        lines.append(full([("Kiểm chứng  ", "muted"), (printable(uses), "")], width))
    for (sign, role), words in [f for f in _findings(desk, record) or () if f[0][0] != "√"][: height - len(lines)]:
        lines.append(full([(f"{sign} ", role), (printable(words), role)], width))
    return (lines + [full([], width)] * height)[:height]


def _headline(desk: Desk, record: Record, width: int) -> list[Line]:
    """Return the name and the sentence that says what it is."""
    office = desk.office.settings
    if isinstance(record, Directive):
        kind = shown(record, next(f for f in fields_of(Directive) if f.key == "kind"), office)
        day = format_date(record.issued_on) if record.issued_on else "chưa ghi ngày"
        way: Run = ("→ văn bản đi", "muted") if record.direction == "outgoing" else ("← văn bản đến", "accent")
        head: list[Run] = [(record.symbol or "(chưa có số)", "strong"), (f"   {kind}, {day}   ", ""), way]
        issuer = f"của {record.issuer} " if record.issuer and record.issuer != office.title else ""
        return [full(head, width), *paragraph(printable(f"{issuer}về việc {record.subject or '…'}"), width)]
    if isinstance(record, ChecklistItem):
        words = f"{record.position}. {record.task or ''}"
        return paragraph(printable(words, keep="\n"), width, "strong")
    if isinstance(record, MediaCount):
        return paragraph(printable(media_words(record, office)), width, "strong")
    return paragraph(printable(record.title), width, "strong")


def _facts(desk: Desk, record: Record, width: int) -> list[Line]:
    """Label and value of every field that says something and is not said above."""
    told: list[tuple[str, str]] = []
    for declared in fields_of(type(record)):
        value = getattr(record, declared.key)
        if is_empty(value) or declared.system or declared.key in _SAID_ABOVE or declared.key == "evidence":
            continue
        told.append((declared.label, printable(shown(record, declared, desk.office.settings), keep="\n")))
    wide = min(_WIDEST_LABEL, max((width_of(label) for label, _ in told), default=0)) + 1
    lines: list[Line] = []
    for label, text in told:
        first, *rest = paragraph(text, max(8, width - wide))
        lines.append(full([(fit(label, wide - 1), "muted"), (" ", ""), *first], width))
        lines += [full([(" " * wide, ""), *line], width) for line in rest]
    return lines


def _uses(desk: Desk, record: Record) -> list[tuple[Run, str]] | None:
    """Return the tasks that this document or count proves, or what proves this task; None where nothing could."""
    if isinstance(record, ChecklistItem):
        office = desk.office.settings
        said = {s.record.id: directive_words(s.record) for s in desk.office.records.stored(Directive)}
        said |= {s.record.id: media_words(s.record, office) for s in desk.office.records.stored(MediaCount)}
        proofs = [(("→", "muted"), said.get(proof, proof)) for proof in record.evidence]
        return proofs or [(("!", "warn"), "chưa gắn tài liệu kiểm chứng: Ctrl+K chọn")]
    if not isinstance(record, Directive | MediaCount):
        return None
    tasks = [s.record for s in desk.office.records.stored(ChecklistItem) if record.id in s.record.evidence]
    used: list[tuple[Run, str]] = [(("", ""), f"Nhiệm vụ {task.position}: {task.task}") for task in tasks]
    return used or [(("·", "muted"), "chưa cho nhiệm vụ nào")]


def _findings(desk: Desk, record: Record) -> list[tuple[Run, str]] | None:
    """Return what the checks found in it; None while they have not looked."""
    if desk.watch.seen is None:
        return None
    found = [f for f in desk.watch.seen.findings if f.record == record.id]
    return [(_SIGNS[f.severity], f.message) for f in found] or [(("√", "good"), "không có lỗi")]
