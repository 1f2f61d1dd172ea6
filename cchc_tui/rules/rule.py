"""What a rule is: declared metadata and a plain function from what it looks at to what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cchc_tui.document.official import OfficialDocument
from cchc_tui.document.traits import PaperForm, PaperTraits
from cchc_tui.language.wording import format_date
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import HeadIssue, LineIssue, OfficeRecords, RecordIssue, ReportContext, TextIssue

ND30 = "Nghị định 30/2020/NĐ-CP"
GOOD_WRITING = "Quy ước trình bày"
"""The clause of rules on the form of prose that no decree states and every office keeps."""
REPORTING = "Chế độ báo cáo, Nghị định 09/2019/NĐ-CP"
"""The clause of rules on figures and tasks: an office answers for what it reports."""
PROGRAM = "Cách ghi hồ sơ của chương trình"
"""The clause of faults in the files themselves."""

TextCheck = Callable[[ReportContext], Iterable[TextIssue]]
PageCheck = Callable[[OfficialDocument], Iterable[LineIssue | HeadIssue]]
RecordCheck = Callable[[OfficeRecords], Iterable[RecordIssue]]


@dataclass(frozen=True, slots=True)
class Papers:
    """Which papers a rule is for. What is not named does not matter; a paper of unknown form is an office's own, one of
    unknown date is written today.
    """

    forms: frozenset[PaperForm] = frozenset()
    kinds: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()
    """Kinds the rule is not for."""
    since: date | None = None
    until: date | None = None

    def include(self, paper: PaperTraits) -> bool:
        """Return whether the rule speaks of this paper."""
        if self.forms and paper.form is not None and paper.form not in self.forms:
            return False
        if self.kinds and paper.kind not in self.kinds:
            return False
        if paper.kind in self.but:
            return False
        early = self.since is not None and paper.day is not None and paper.day < self.since
        late = self.until is not None and (paper.day is None or paper.day > self.until)
        return not early and not late

    @property
    def words(self) -> str:
        """Return `văn bản hành chính từ 05/3/2020`; "" for all papers."""
        parts = [", ".join(sorted(form.label for form in self.forms))] if self.forms else []
        parts += [f"loại {', '.join(sorted(self.kinds))}"] if self.kinds else []
        parts += [f"trừ {', '.join(sorted(self.but))}"] if self.but else []
        parts += [f"từ {format_date(self.since)}"] if self.since else []
        parts += [f"đến {format_date(self.until)}"] if self.until else []
        return " ".join(parts)


ALL_PAPERS = Papers()
COPIES = frozenset({"sao-y", "trich-sao", "sao-luc", "ban-sao-y", "ban-trich-sao", "ban-sao-luc"})
"""Kinds whose words are another paper's."""
ND30_FROM = date(2020, 3, 5)
"""The decree is in force since this day (Điều 37)."""
STATE_PAPERS = Papers(forms=frozenset({PaperForm.STATE}), since=ND30_FROM)
"""What the decree binds: administrative documents, not the Party's and not laws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The declared metadata of a rule. One of this very class is a fault met in reading; nothing is run for it."""

    code: str
    severity: Severity
    says: str
    """One Vietnamese sentence: what the rule wants."""
    example: str
    """What it finds, in a few words of a real document."""
    clause: str = ""
    layout_key: str = ""
    """The part of the layout whose clause stands in place of `clause`: another decree has other clauses."""
    papers: Papers = ALL_PAPERS
    cures: bool = False
    """Whether some of what it finds can be cured by `check --fix`."""
    off: bool = False
    """Whether it is silent until the office switches it on."""
    final: bool = False
    """Whether no final copy is made while it stands, though it is no error while the paper is being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Rule):
    """A rule on the records of an office."""

    check: RecordCheck
    needs_office: bool = False
    """Whether it would say something false while nothing is known of the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule(Rule):
    """A rule on the words of a paper."""

    check: TextCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule(Rule):
    """A rule on the head and the structure of a paper as it will be printed."""

    check: PageCheck
    files_only: bool = False
    """Whether a rule on the sheet says it of the office's own reports, so that this one is for Markdown files."""


def record_rule(
    code: str, severity: Severity, *, clause: str, says: str, example: str, papers: Papers = ALL_PAPERS,
    needs_office: bool = False, cures: bool = False, final: bool = False,
) -> Callable[[RecordCheck], RecordRule]:  # fmt: skip
    """Declare a rule on records; the function below becomes its check."""
    return lambda check: RecordRule(
        code=code, severity=severity, clause=clause, says=says, example=example, papers=papers,
        needs_office=needs_office, cures=cures, final=final, check=check,
    )  # fmt: skip


def text_rule(
    code: str, severity: Severity, *, clause: str, says: str, example: str, papers: Papers = ALL_PAPERS,
    cures: bool = False, off: bool = False, final: bool = False,
) -> Callable[[TextCheck], TextRule]:  # fmt: skip
    """Declare a rule on the words of a paper; the function below becomes its check."""
    return lambda check: TextRule(
        code=code, severity=severity, clause=clause, says=says, example=example, papers=papers, cures=cures, off=off,
        final=final, check=check,
    )  # fmt: skip


def page_rule(
    code: str, severity: Severity, *, says: str, example: str, clause: str = "", layout_key: str = "",
    papers: Papers = ALL_PAPERS, files_only: bool = False,
) -> Callable[[PageCheck], PageRule]:  # fmt: skip
    """Declare a rule on head or structure; the function below becomes its check."""
    return lambda check: PageRule(
        code=code, severity=severity, clause=clause, layout_key=layout_key, says=says, example=example, papers=papers,
        files_only=files_only, check=check,
    )  # fmt: skip
