"""A report that came back from Word: what was changed there, against the prose it was printed from.

Every passage of the composed report is known with the line of the prose it stands on and the placeholders in it. What
came back the same keeps its line as it is; what was changed becomes new prose, with each placeholder kept whose printed
value was not touched. What records print (tables of tasks, lists of documents) is told and not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.document.passages import COVER, Passage, PassageKind, read_prose
from cchc_tui.errors import FindingsError, RefusedError
from cchc_tui.importing import read_file
from cchc_tui.importing.blocks import Block, Paragraph
from cchc_tui.importing.paper import Paper
from cchc_tui.importing.prose import escape, heading_level
from cchc_tui.language.wording import format_date
from cchc_tui.office.reporting import Body
from cchc_tui.records.report_sheet import FROZEN, ReportSheet
from cchc_tui.storage.repository import Stored

if TYPE_CHECKING:
    from cchc_tui.office import Office

_OPEN, _SEPARATOR, _CLOSE, _LINE, _END = (chr(0xE010 + n) for n in range(5))
"""Private signs around what a placeholder prints, and around the number of a line of the prose."""
_MARKED = re.compile(f"{_OPEN}(\\d+){_SEPARATOR}(.*?){_CLOSE}", re.DOTALL)
_LINE_MARK = re.compile(f"{_LINE}(\\d+){_END}")
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_SIGNS = re.compile(r"^[\s#>|+*\\-]*(?:\d+[.)]\s)?")
MADE_BY_RECORDS = "“{}” do hồ sơ sinh ra, trong Word đã sửa thành “{}”: hãy sửa hồ sơ"
REMOVED_RECORD = "“{}” do hồ sơ sinh ra, trong Word đã bỏ: hãy sửa hồ sơ"
_LONGEST = 80


@dataclass(frozen=True)
class Returned:
    """What a paper that came back changes."""

    report: Stored[ReportSheet]
    body: Body
    text: str
    """The prose with the changes in it."""
    sheet: ReportSheet
    """The sheet with the number and the date of the issued paper."""
    told: tuple[str, ...] = ()
    """Changes that the prose cannot hold."""

    @property
    def difference(self) -> str:
        """The changes of the prose line by line; "" where there are none."""
        before, after = self.body.text.splitlines(), self.text.splitlines()
        return "\n".join(unified_diff(before, after, self.body.path, self.body.path, lineterm="", n=1))

    @property
    def sheet_changes(self) -> list[str]:
        """What the sheet takes over, in words."""
        old, new = self.report.record, self.sheet
        words = [f"Số: {old.number or '(trống)'} → {new.number}"] if new.number != old.number else []
        if new.dated_on != old.dated_on and new.dated_on:
            before = format_date(old.dated_on) if old.dated_on else "(trống)"
            words.append(f"Ngày ký: {before} → {format_date(new.dated_on)}")
        return words


@dataclass
class _Passage:
    """One passage of the composed report."""

    text: str
    lines: tuple[int, ...]
    """Lines of the prose it stands on, from 0; empty for what no line of it holds."""
    parts: list[tuple[str, int]] = field(default_factory=list)
    """Its words in order, each part with the place of its placeholder in the prose, -1 for what was typed."""


def read_return(office: Office, path: Path, name: str) -> Returned:
    """Read a paper that came back and compare it with the report it was printed from. Nothing is written.

    RefusedError for a report that is closed; FindingsError for a file that is no paper.
    """
    report = office.reports.find(name)
    if report.record.state == FROZEN:
        raise RefusedError(f"Báo cáo {name} đã chốt nên không nhận sửa từ Word.", "Hãy mở chốt rồi nhập lại.")
    paper = read_file(path, office=office.settings, today=office.today).paper
    if paper is None:
        raise FindingsError(f"“{path.name}” không phải một văn bản.", "Hãy nhập tệp DOCX, ODT hoặc TXT của báo cáo.")
    body = office.reports.body(report)
    expressions = _EXPRESSION.findall(body.text)
    composed = office.reports.compose(name, draft=True, prose=_with_marks(body.text))
    passages = [p for p in map(_passage, read_prose(composed).passages) if p is not None]
    text, told = _merged(body.text, expressions, passages, _blocks(paper))
    return Returned(report, body, text, _with_number(report.record, paper), tuple(told))


def take_return(office: Office, returned: Returned) -> None:
    """Save the prose and the sheet of a paper that came back."""
    if returned.text != returned.body.text:
        office.reports.save_body(returned.body, returned.text)
    if returned.sheet_changes:
        office.records.save(returned.report, returned.sheet)


def _with_number(sheet: ReportSheet, paper: Paper) -> ReportSheet:
    """Return the sheet with the number and the date of the paper, where it bears them."""
    number, day = paper.number or sheet.number, paper.dated_on or sheet.dated_on
    return sheet.change(number=number, dated_on=day) if (number, day) != (sheet.number, sheet.dated_on) else sheet


# ---- the report as it was printed ------------------------------------------------------------------------------------
def _with_marks(prose: str) -> str:
    """Return the prose with a mark before the words of each line, and around each placeholder."""
    places = iter(range(len(prose)))
    marked = _EXPRESSION.sub(lambda m: f"{_OPEN}{next(places)}{_SEPARATOR}{m[0]}{_CLOSE}", prose)
    rows = marked.split("\n")
    for number, row in enumerate(rows):
        bare = row.strip()
        if (
            bare
            and not bare.startswith(("{%", "{#", ":::", "```", "|--", "|:-"))
            and not re.fullmatch(r"[|\s:-]+", bare)
        ):
            signs = _SIGNS.match(row)
            at = signs.end() if signs else 0
            rows[number] = f"{row[:at]}{_LINE}{number}{_END}{row[at:]}"
    return "\n".join(rows)


def _passage(passage: Passage) -> _Passage | None:
    """Return what a passage says, its marks taken out; None for the head and for what says nothing."""
    if passage.kind is PassageKind.HEAD:
        return None
    lines = tuple(dict.fromkeys(int(n) for n in _LINE_MARK.findall(passage.text)))
    text = _LINE_MARK.sub("", passage.text.replace(COVER, " "))
    parts: list[tuple[str, int]] = []
    at = 0
    for match in _MARKED.finditer(text):
        parts += [(_unmarked(text[at : match.start()]), -1), (_unmarked(match[2]), int(match[1]))]
        at = match.end()
    parts.append((_unmarked(text[at:]), -1))
    whole = "".join(words for words, _ in parts)
    bare = " ".join(whole.split())
    return _Passage(bare, lines, [part for part in parts if part[0]]) if bare else None


def _unmarked(text: str) -> str:
    return re.sub(f"{_OPEN}\\d+{_SEPARATOR}|[{_OPEN}{_SEPARATOR}{_CLOSE}]", "", text)


def _blocks(paper: Paper) -> list[Paragraph]:
    """Return what came back, as paragraphs: each cell of a table is one."""
    return [*(Paragraph(line) for line in paper.legal_basis), *_paragraphs(paper.body)]


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Paragraph(f"+ {block.text}", block.level) if block.bullet == "+" else block
        else:
            yield from (Paragraph(" ".join(cell)) for row in block.rows for cell in row if any(cell))


# ---- one against the other -------------------------------------------------------------------------------------------
def _merged(
    prose: str, expressions: Sequence[str], printed: Sequence[_Passage], came: Sequence[Paragraph]
) -> tuple[str, list[str]]:
    """Return the prose with the changes, and those it cannot hold."""
    rows: list[str | None] = list(prose.split("\n"))
    shared = [line for passage in printed for line in passage.lines]
    added: dict[int, list[str]] = {}
    told: list[str] = []
    ours, theirs = [_key(p.text) for p in printed], [_key(p.text) for p in came]
    end = len(printed) if len(ours) <= len(theirs) else _last_of_body(printed)
    for what, a, b, c, d in SequenceMatcher(None, ours[:end], theirs, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for place in range(max(b - a, d - c)):
            old = printed[a + place] if a + place < b else None
            new = came[c + place] if c + place < d else None
            if old is None and new is not None:
                added.setdefault(_line_before(printed, min(b, end)), []).append(_markdown(new))
            elif old is not None:
                told += _changed(old, new, rows, expressions, shared)
    return _written(rows, added), told


def _last_of_body(printed: Sequence[_Passage]) -> int:
    """Return where the passages end that stand on lines of the prose: what follows is the table of tasks."""
    return max((n for n, passage in enumerate(printed, 1) if passage.lines), default=len(printed))


def _key(text: str) -> str:
    """Return a passage as it is compared: export puts the mark ./. behind the last one, and căn cứ have marks of their
    own.
    """
    return " ".join(text.split()).rstrip(" ;.,/")


def _changed(
    old: _Passage, new: Paragraph | None, rows: list[str | None], expressions: Sequence[str], shared: Sequence[int]
) -> list[str]:
    """Put the change of one passage into the rows; what they cannot hold in a sentence."""
    is_plain = bool(old.lines) and all(shared.count(line) == 1 for line in old.lines)
    if not is_plain or (len(old.parts) == 1 and old.parts[0][1] >= 0):
        shown = old.text[:_LONGEST]
        return [MADE_BY_RECORDS.format(shown, new.text[:_LONGEST]) if new else REMOVED_RECORD.format(shown)]
    first = old.lines[0]
    if new is None:
        for line in old.lines:
            rows[line] = None
        return []
    signs = _SIGNS.match(rows[first] or "")
    lead = signs[0] if signs else ""
    words = _with_placeholders_kept(
        old, new.text.removeprefix("+ ") if lead.endswith("\\+ ") else new.text, expressions
    )
    rows[first] = f"{lead}{words}"
    for line in old.lines[1:]:
        rows[line] = None
    return []


def _with_placeholders_kept(old: _Passage, new: str, expressions: Sequence[str]) -> str:
    """Return the new words, each placeholder of the old ones where what it printed still stands."""
    whole = "".join(words for words, _ in old.parts)
    matcher = SequenceMatcher(None, whole, new, autojunk=False)
    same = [block for block in matcher.get_matching_blocks() if block.size]
    kept: list[tuple[int, int, str]] = []
    at = 0
    for words, place in old.parts:
        begin, at = at, at + len(words)
        found = next((b for b in same if b.a <= begin and at <= b.a + b.size), None)
        if place >= 0 and found is not None and _stands_alone(new, begin - found.a + found.b, at - found.a + found.b):
            kept.append((begin - found.a + found.b, at - found.a + found.b, expressions[place]))
    parts: list[str] = []
    done = 0
    for begin, stop, expression in kept:
        parts += [_escaped(new[done:begin], first=not done), expression]
        done = stop
    return "".join([*parts, _escaped(new[done:], first=not done)])


def _stands_alone(text: str, begin: int, stop: int) -> bool:
    """Return whether no digit or letter touches what stands there: 24 inside 1.240 is another number."""
    around = text[max(0, begin - 1) : begin] + text[stop : stop + 1]
    return not any(letter.isalnum() for letter in around)


def _escaped(text: str, *, first: bool) -> str:
    return escape(text) if first else escape(f"x{text}")[1:]


def _line_before(printed: Sequence[_Passage], at: int) -> int:
    """Return the line behind which something new stands."""
    return next((passage.lines[-1] for passage in reversed(printed[:at]) if passage.lines), -1)


def _markdown(new: Paragraph) -> str:
    level = heading_level(new)
    if level:
        return f"{'#' * level} {escape(new.text)}"
    return f"- {escape(new.text)}" if new.bullet else escape(new.text)


def _written(rows: Sequence[str | None], added: dict[int, list[str]]) -> str:
    """Return the rows with what is new between them, and no more than one blank line where some were taken out."""
    lines: list[str] = [part for text in added.get(-1, []) for part in (text, "")]
    for number, row in enumerate(rows):
        if row is not None and not (not row.strip() and lines and not lines[-1].strip() and None in rows):
            lines.append(row)
        for text in added.get(number, []):
            lines += ["", text]
    return "\n".join(lines)
