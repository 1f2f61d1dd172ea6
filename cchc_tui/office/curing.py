"""Making cures: records and prose together, in one save and one commit, and only where nothing changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any

from cchc_tui.office.ledger import TEXT, Ledger
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.cure import FieldCure, TextCure
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.media import MediaCount
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.atomic import FileWrite, replace_file, safe_target
from cchc_tui.storage.canonical import render
from cchc_tui.storage.paths import BODY_FILE
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import SaveMessage, Written, write_files, writing
from cchc_tui.storage.toml_file import fingerprint, read_bytes

LEAD = "chữa chỗ cchc check nêu: "


@dataclass(frozen=True)
class Cured:
    """What was cured: the findings settled, and those whose place had changed meanwhile."""

    done: tuple[Finding, ...]
    left: tuple[Finding, ...]


@dataclass
class _Plan:
    """The files as they will be: nothing is written before all of them are known."""

    writes: list[FileWrite] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    done: list[Finding] = field(default_factory=list)


def cure(reader: RecordReader, ledger: Ledger, findings: Iterable[Finding]) -> Cured:
    """Make the cures of these findings; a record or line that is no longer as the finding saw it is left alone."""
    curable = [f for f in findings if f.cure is not None]
    plan = _Plan()
    with writing(reader.directory, ledger) as lock:
        reader.refresh()
        _plan_records(reader, curable, plan)
        _plan_texts(reader, curable, plan)
        if plan.writes:
            trailers = tuple(f"{TEXT}: {path}" for path in plan.texts) if plan.written else ()
            message = SaveMessage(f"{LEAD}phần lời; " if trailers else LEAD, trailers)
            if plan.written:
                note = ledger.note(plan.written, message)
            else:
                note = ledger.text_note(f"phần lời {', '.join(plan.texts)}", plan.texts[0], message)
            write_files(reader.directory, plan.writes, note, ledger, lock)
    reader.refresh()
    return Cured(tuple(plan.done), tuple(f for f in curable if f not in plan.done))


def cure_markdown(path: Path, findings: Sequence[Finding]) -> Cured:
    """Make the cures of these findings in a Markdown file outside the records."""
    curable = [f for f in findings if isinstance(f.cure, TextCure)]
    text, done = cured_text(path.read_bytes().decode("utf-8"), curable)
    if done:
        replace_file(path.resolve(), text.encode("utf-8"))
    return Cured(tuple(done), tuple(f for f in curable if f not in done))


def merged_value(base: Any, one: Any, other: Any) -> Any:
    """Return both changes of `base` made; None where they are not to be had together."""
    if base in (one, other):
        return other if base == one else one
    if isinstance(base, str) and isinstance(one, str) and isinstance(other, str):
        return _merged_text(base, one, other)
    lists = isinstance(base, tuple) and isinstance(one, tuple) and isinstance(other, tuple)
    if not lists or not len(base) == len(one) == len(other):
        return None
    lines = [merged_value(*lines) for lines in zip(base, one, other, strict=True)]
    return None if None in lines else tuple(lines)


def _merged_text(base: str, one: str, other: str) -> str | None:
    edits = sorted({*_edits(base, one), *_edits(base, other)})
    if any(before[1] > after[0] or before[:2] == after[:2] for before, after in pairwise(edits)):
        return None
    text = base
    for start, end, words in reversed(edits):
        text = text[:start] + words + text[end:]
    return text


def _edits(base: str, changed: str) -> list[tuple[int, int, str]]:
    """Return what was put in place of which part of the base."""
    codes = SequenceMatcher(None, base, changed, autojunk=False).get_opcodes()
    return [(i1, i2, changed[j1:j2]) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def cured_text(text: str, findings: Sequence[Finding]) -> tuple[str, list[Finding]]:
    """Return the text with the cures of these findings made, and those that could be: from the end, so that places stay
    true.

    A place whose words are others by now, or whose letters a later cure has changed, is left alone.
    """
    seen = text.split("\n")
    lines = list(seen)
    done: list[Finding] = []
    taken: tuple[int, int, int] | None = None
    pairs = [(finding, finding.cure) for finding in findings if isinstance(finding.cure, TextCure)]
    for finding, whole in sorted(pairs, key=lambda pair: _changed_part(pair[1])[:2], reverse=True):
        line, start, end, new = _changed_part(whole)
        column = whole.column
        if line >= len(seen) or seen[line][column : column + len(whole.before)] != whole.before:
            continue
        if taken is not None and line == taken[0] and (end > taken[1] or (start, end) == taken[1:]):
            continue
        lines[line] = lines[line][:start] + new + lines[line][end:]
        taken = (line, start, end)
        done.append(finding)
    return "\n".join(lines), done


def _changed_part(cure: TextCure) -> tuple[int, int, int, str]:
    """Line from 0, start, end and new letters without what stays: two cures that only share a letter go together."""
    same = _same_letters(cure.before, cure.after)
    before, after = cure.before[same:], cure.after[same:]
    tail = _same_letters(before[::-1], after[::-1])
    start = cure.column + same
    return cure.line - 1, start, start + len(before) - tail, after[: len(after) - tail]


def _same_letters(one: str, other: str) -> int:
    """With how many same letters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _plan_records(reader: RecordReader, findings: Sequence[Finding], plan: _Plan) -> None:
    """Plan the records as they will be; several cures of one field are made together where they do not overlap."""
    by_id = _by_id(reader)
    changed: dict[str, tuple[Stored[Record], Record, list[Finding]]] = {}
    for finding in findings:
        change = finding.cure
        if not isinstance(change, FieldCure):
            continue
        stored = by_id.get(change.record)
        if stored is None or stored.read_only:
            continue
        _, record, before = changed.get(change.record, (stored, stored.record, []))
        now = getattr(record, change.key)
        if getattr(stored.record, change.key) != change.before:
            continue
        after = merged_value(change.before, now, change.after)
        if after is not None:
            changed[change.record] = (stored, record.change(**{change.key: after}), [*before, finding])
    for stored, record, settled in changed.values():
        now = read_bytes(safe_target(reader.directory, stored.path), shown=stored.path)
        if isinstance(now, bytes) and fingerprint(now) == stored.fingerprint:
            plan.writes.append(FileWrite(stored.path, now, render(record, keeping=(now,))))
            plan.written.append(Written(stored.path, stored.record, record))
            plan.done += settled


def _by_id(reader: RecordReader) -> dict[str, Stored[Record]]:
    groups: tuple[Sequence[Stored[Record]], ...] = (
        reader.stored(Directive), reader.stored(MediaCount), reader.stored(ChecklistItem), reader.stored(ReportSheet),
    )  # fmt: skip
    return {stored.record.id: stored for group in groups for stored in group}


def _plan_texts(reader: RecordReader, findings: Sequence[Finding], plan: _Plan) -> None:
    """Plan the prose files as they will be."""
    known = {f"{stored.path.rpartition('/')[0]}/{BODY_FILE}" for stored in reader.stored(ReportSheet)}
    for path in dict.fromkeys(f.cure.path for f in findings if isinstance(f.cure, TextCure)):
        if path not in known:
            continue
        here = [f for f in findings if isinstance(f.cure, TextCure) and f.cure.path == path]
        now = read_bytes(safe_target(reader.directory, path), shown=path)
        if not isinstance(now, bytes):
            continue
        text, done = cured_text(now.decode("utf-8", "surrogateescape"), here)
        if done:
            plan.writes.append(FileWrite(path, now, text.encode("utf-8", "surrogateescape")))
            plan.texts.append(path)
            plan.done += done
