"""The report as xã Hà Kỳ sent it, before a second pair of eyes: what it must find, counted, and what it must not say.

The list is that of the report's own mistakes. Everything else a check says about it is a false alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.document.passages import read_prose
from cchc_tui.office import Office
from cchc_tui.office.documents import begin_document
from cchc_tui.office.proofing import proof
from cchc_tui.office.starting import create_office
from cchc_tui.office.word_lists import WORD_LISTS
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.kind import KINDS, Family
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.rules import FileOrigins, Located, ReportContext, check_paper, read_words
from cchc_tui.rules.engine import ON_PAPERS, rules_of
from cchc_tui.rules.rule import TextRule
from cchc_tui.storage.shipped import sample_records_dir, templates_dir
from tests.importing.builders import SEED, seed_docx, seed_paragraphs

TODAY = date(2023, 12, 22)
SEEN = {
    "citation-listed-twice": 1, "symbol-kind": 2, "C07": 6, "spelling-compound": 4, "spelling-abbreviation": 1,
    "addressee-missing": 1, "filing-line": 1, "signing-position": 1, "appendix-unmentioned": 1, "record-spacing": 1,
    "space-before-mark": 1, "heading-stop": 2, "number-form": 1, "closing-title": 1, "subject-capital": 2, "C02": 5,
    "C08": 1, "end-punctuation": 5,
}  # fmt: skip
"""Every mistake of the report that its import keeps, and how often."""
MOST_FALSE_ALARMS = 2


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A new office of xã Hà Kỳ."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("CCHC_PERSON", "Nguyễn Thị Hà <ha@xahaky.gov.vn>")
    return Office.open(create_office(tmp_path / "ubnd", {"short_name": "UBND xã Hà Kỳ"}), today=TODAY)


def as_text(folder: Path) -> Path:
    path = folder / "bao-cao.txt"
    path.write_bytes(SEED.read_bytes())
    return path


def taken_in(office: Office, path: Path) -> list[Finding]:
    """As `cchc import FILE --yes` and `cchc check --report 2023-nam` do."""
    office.intake.take([c for c in office.intake.candidates([path]) if not c.exists and not c.doubtful])
    return office.rules.check_report("2023-nam")


def looked_at(office: Office, path: Path) -> list[Finding]:
    """As `cchc check FILE` does: nothing is kept."""
    return proof(path, office, today=TODAY)


@pytest.mark.parametrize("way", [taken_in, looked_at])
@pytest.mark.parametrize("source", [as_text, seed_docx])
def test_every_mistake_is_found_and_next_to_nothing_else(
    office: Office, tmp_path: Path, source: Callable[[Path], Path], way: Callable[..., list[Finding]]
) -> None:
    findings = way(office, source(tmp_path))
    counted = Counter(finding.code for finding in findings)
    assert {code: counted[code] for code in SEEN} == SEEN
    false_alarms = [f.message for f in findings if f.code not in SEEN]
    print(f"{len(findings) - len(false_alarms)} mistakes, {len(false_alarms)} false alarms")
    assert len(false_alarms) <= MOST_FALSE_ALARMS, false_alarms
    _names_the_words(findings)


def _names_the_words(findings: Sequence[Finding]) -> None:
    """The typos, the two codes and the number, word by word."""
    said = " ".join(finding.message for finding in findings)
    quoted = Counter(f.quote for f in findings if f.code.startswith("spelling"))
    assert quoted == {"tuyền truyền": 2, "phố biến": 1, "các nhân": 1, "THHC": 1}
    for words in (
        "Công văn 17/CV-UBND:", "Công văn 91/CV-UBND:", "Văn bản số 17/CV-UBND ngày 21/02/2023 được liệt kê hai lần",
        "“Lưu: VP", "“Phó chủ tịch UBND xã” viết in hoa", "“III. ĐÁNH GIÁ CHUNG.”", "tại UBND xã .", "2.500",
        "trên  đài", "chưa ghi “Kính gửi”", "không có câu nào nhắc đến “Phụ lục”",
    ):  # fmt: skip
        assert words in said


def test_looking_at_a_file_keeps_nothing(office: Office, tmp_path: Path) -> None:
    before = sorted(path for path in office.directory.rglob("*") if path.is_file())
    looked_at(office, as_text(tmp_path))
    assert sorted(path for path in office.directory.rglob("*") if path.is_file()) == before


def test_its_prose_as_a_markdown_file_shows_the_same_mistakes(tmp_path: Path) -> None:
    """`cchc check FILE.md`, in no office at all."""
    path = tmp_path / "loi.md"
    path.write_text("\n\n".join(seed_paragraphs()) + "\n", encoding="utf-8")
    counted = Counter(finding.code for finding in proof(path, None, today=TODAY))
    wanted = {"citation-listed-twice": 1, "C07": 6, "cited-symbol": 2, "spelling-compound": 3, "number-form": 1}
    assert {code: counted[code] for code in wanted} == wanted


def test_of_the_corrected_sample_only_what_may_not_be_corrected_is_said(tmp_path: Path) -> None:
    """What the office had sent stays as it sent it; everything else would be a false alarm."""
    findings = Office.open(sample_records_dir(), today=TODAY).rules.check()
    assert [f for f in findings if f.severity is Severity.ERROR] == []
    kept = {"symbol-kind": 2, "addressee-missing": 1, "filing-line": 1, "appendix-unmentioned": 1, "closing-title": 1}
    assert {code: sum(f.code == code for f in findings) for code in kept} == kept
    false_alarms = [f.message for f in findings if f.code not in kept]
    assert len(false_alarms) <= MOST_FALSE_ALARMS, false_alarms


@pytest.mark.parametrize("period", ["quý 1/2023", "6 tháng 2023", "quý 3/2023", "2023"])
def test_nothing_is_said_of_the_words_of_the_outlines(office: Office, period: str) -> None:
    """What is still to be written or counted is another matter."""
    on_words = {rule.code for rule in rules_of(*ON_PAPERS) if isinstance(rule, TextRule)}
    for outline in office.outlines.listed():
        begun = office.outlines.new_report(period, outline=outline.name, slug=f"thu-{outline.name}")
        found = office.rules.check_report(begun.report.record.id)
        assert [f.message for f in found if f.code in on_words] == []


@pytest.mark.parametrize("kind", [kind.slug for kind in KINDS if kind.family is Family.ADMINISTRATIVE])
def test_nothing_is_said_of_a_new_document(tmp_path: Path, kind: str) -> None:
    begin_document(kind, tmp_path / "moi.md")
    assert [f.message for f in proof(tmp_path / "moi.md", None, today=TODAY)] == []


@pytest.mark.parametrize(("name", "signed"), [("right_prose", TODAY), ("right_prose_2025", date(2025, 9, 15))])
def test_nothing_is_said_of_prose_that_is_right(name: str, signed: date) -> None:
    """Two reports of two pages in the style of the outlines, full of what only looks wrong."""
    text = (Path(__file__).parents[1] / "cases" / f"{name}.md").read_text(encoding="utf-8")
    wording = templates_dir() / "wording"
    words = read_words(*((wording / name).read_text("utf-8") for name in WORD_LISTS))
    sheet = ReportSheet(subject="Kết quả công tác cải cách hành chính năm 2023", dated_on=signed)
    origins = FileOrigins(name, lambda _: None)
    context = ReportContext(read_prose(text), Located(sheet, ""), OfficeSettings(), origins, today=signed, words=words)
    found = check_paper(context)
    assert [f"{f.line}: {f.message}" for f in found] == []
