"""The whole house on the first user's own report: records → Markdown → DOCX and PDF, held against the original text.

`goc.txt` is the text of the report as xã Hà Kỳ sent it on 22/12/2023, mistakes and all; `records/README.md` lists what
was corrected and by which clause, and its table is what the page is held to, word for word.
"""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pypandoc
import pytest

from cchc_tui.office import Office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.canonical import render
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS, birth_path
from cchc_tui.storage.repository import load_record
from cchc_tui.storage.shipped import sample_records_dir
from tests.export.builders import with_numbers

HERE = Path(__file__).parent
TWICE = re.compile(
    r"Ngày 21/02/2023 UBND xã đã ban hành công văn số 17/CV-UBND về việc\s+"
    r"chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã\s+"
)
SYMBOLS = ["17/CV-UBND", "91/CV-UBND", "142/UBND-NV", "184/UBND-NV", "325/UBND-VP"]
CORRECTED = {"2500": "2.500"}
"""What the original writes without the separator of thousands."""


def _even(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


@pytest.fixture(scope="module")
def original() -> str:
    return _even((HERE / "goc.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    records = tmp_path_factory.mktemp("ha-ky") / "records"
    shutil.copytree(sample_records_dir(), records)
    return Office.open(records, today=date(2023, 12, 22))


@pytest.fixture(scope="module")
def pages(office: Office) -> dict[str, Path]:
    made = office.pages.export_report("2023-nam", out=office.directory.parent / "bao-cao")
    return {path.suffix: path for path in made.paths}


def listed_corrections() -> list[tuple[str, str, int]]:
    """The table of `records/README.md`: what the original says, what the report says, in how many places."""
    lines = (sample_records_dir() / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| \d+ \|", line)]
    return [(before, after, int(places)) for _, before, after, places, _ in rows]


def _page_words(docx: Path) -> str:
    """All that stands on the pages, in reading order, the numbers that Word counts among it."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(docx) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    root = ElementTree.fromstring(with_numbers(parts))
    found = []
    for paragraph in root.iter(f"{space}p"):
        for part in paragraph.iter():
            found.append(part.text or "" if part.tag == f"{space}t" else " " if part.tag == f"{space}br" else "")
        found.append(" ")
    return " ".join(_even("".join(found)).split())


def test_word_for_word_the_original_but_for_the_listed_corrections(pages: dict[str, Path], original: str) -> None:
    expected = " ".join(original.split())
    for before, after, places in listed_corrections():
        assert expected.count(before) == places, f"{before} stands {expected.count(before)} times in the original"
        expected = expected.replace(before, after)
    said = _page_words(pages[".docx"])
    differences = [
        f"{' '.join(expected.split()[a:b])} → {' '.join(said.split()[c:d])}"
        for what, a, b, c, d in difflib.SequenceMatcher(None, expected.split(), said.split(), False).get_opcodes()
        if what != "equal"
    ]
    assert differences == []
    assert said == expected


@pytest.fixture(scope="module")
def docx_text(pages: dict[str, Path]) -> str:
    command = [pypandoc.get_pandoc_path(), "-t", "plain", "--wrap=none", str(pages[".docx"])]
    return _even(subprocess.run(command, capture_output=True, check=True).stdout.decode())


@pytest.fixture(scope="module")
def pdf_text(pages: dict[str, Path]) -> str:
    import pymupdf

    with pymupdf.open(pages[".pdf"]) as document:
        return " ".join(_even("\n".join(page.get_text() for page in document)).split())


def test_the_word_document_says_what_the_original_said(docx_text: str, original: str) -> None:
    """Capitals are folded, since a dozen of them are among the corrections; the letterhead counts against us."""
    once = TWICE.sub("", original, count=1)
    figures = {
        "once": _alike(once, docx_text),
        "once, capitals folded": _alike(once.casefold(), docx_text.casefold()),
        "twice": _alike(original, docx_text),
        "twice, capitals folded": _alike(original.casefold(), docx_text.casefold()),
    }
    print({name: f"{value:.2%}" for name, value in figures.items()})
    assert figures["once"] >= 0.96
    assert figures["once, capitals folded"] >= 0.97
    assert figures["twice, capitals folded"] >= 0.965


def test_every_number_date_and_symbol_of_the_original_is_there(docx_text: str, pdf_text: str, original: str) -> None:
    tokens = set(re.findall(r"(?<![\w/])\d+(?:/\d+)*(?:/[A-ZĐ]+(?:-[A-ZĐ]+)+)?", original))
    assert {"59/KH-UBND", "31/12/2022", "06/9/2023", "24", "90", "55", "2500"} <= tokens
    assert {t for t in tokens if CORRECTED.get(t, t) not in docx_text} == set()
    assert {t for t in tokens if CORRECTED.get(t, t) not in pdf_text} == set()


def test_the_letter_entered_twice_is_told_once(docx_text: str, pdf_text: str, original: str) -> None:
    assert original.count("17/CV-UBND") == 2
    assert [docx_text.count(symbol) for symbol in SYMBOLS] == [1] * 5
    assert pdf_text.count("17/CV-UBND") == 1


def test_the_letters_stand_in_date_order_and_the_plan_is_not_among_them(office: Office) -> None:
    text = office.reports.compose("2023-nam")
    told = re.findall(r"^Ngày (\S+), UBND xã đã ban hành Công văn số (\S+) về việc ", text, re.MULTILINE)
    assert told == list(zip(["21/02/2023", "11/4/2023", "15/6/2023", "06/9/2023", "27/11/2023"], SYMBOLS, strict=True))
    assert "đã ban hành Kế hoạch" not in text
    assert text.count("59/KH-UBND") == 1


def test_the_counts_are_printed_with_their_qualifiers(office: Office) -> None:
    text = office.reports.compose("2023-nam")
    for words in (
        "tính đến tháng 12/2023, Đài truyền thanh xã đã xây dựng được tổng số 24 bài",
        "được trên 90 lượt",
        "đăng tải được 55 tin bài",
        "cho khoảng trên 2.500 lượt về thủ tục hành chính",
    ):
        assert words in text


def test_the_sections_are_those_of_the_original(office: Office, original: str) -> None:
    flat = " ".join(original.split())
    titles = [heading.text for heading in office.reports.headings(office.reports.compose("2023-nam"))]
    assert len(titles) == 6
    assert [title for title in titles if title not in flat] == []


def test_the_table_is_that_of_the_original(office: Office, original: str) -> None:
    flat = re.sub(r"[\s-]+", " ", original.replace("THHC", "TTHC"))
    rows = re.findall(r"^\| (\d) \| (.+?) \| (.+?) \| (\S+) \|$", office.reports.compose("2023-nam"), re.MULTILINE)
    assert [(number, evaluation) for number, _, _, evaluation in rows] == [(str(n), "Đạt") for n in range(1, 6)]
    for _, text, products, _ in rows:
        for part in (text, *products.split("<br>")):
            assert re.sub(r"[\s-]+", " ", part).strip() in flat


@pytest.mark.parametrize(
    "mistake",
    ["tuyền truyền", "phố biến", "các nhân", "THHC", "công văn số", "UBND xã .", "2500", "CHUNG.", "  "],
)
def test_a_mistake_of_the_original_does_not_come_out_again(office: Office, original: str, mistake: str) -> None:
    assert mistake in original
    assert mistake not in office.reports.compose("2023-nam").split("---\n", 2)[2]


def test_the_parts_the_decree_asks_for_are_on_the_page(pdf_text: str) -> None:
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Kỳ, ngày 22 tháng 12 năm 2023",
        "- Lưu: VP.",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Vũ Văn Khanh",
        "Phụ lục ĐÁNH GIÁ MỨC ĐỘ",
        "(Kèm theo Báo cáo số",
    ):
        assert words in pdf_text


def test_the_records_state_what_the_original_states_and_nothing_more(office: Office) -> None:
    period = parse_period("2023-nam")
    assert period is not None
    book = office.reports.yearbook(period)
    assert book.window.name == "từ ngày 15/12/2022 đến ngày 14/12/2023"
    assert [(d.kind, d.symbol) for d in book.directives] == [
        ("ke-hoach", "59/KH-UBND"),
        *(("cong-van", symbol) for symbol in SYMBOLS),
    ]
    assert sorted((m.value, m.qualifier) for m in book.media) == [
        (24, "exact"), (55, "exact"), (90, "over"), (2500, "about_over"),
    ]  # fmt: skip
    assert len(office.records.stored(Directive)) == 6
    assert len(office.records.stored(MediaCount)) == 4
    assert len(office.records.stored(ChecklistItem)) == 5
    assert len(office.records.stored(ReportSheet)) == 1


def test_nothing_is_wrong_with_the_sample_files(office: Office) -> None:
    assert [finding.message for finding in office.records.findings] == []


def _sample_files() -> list[tuple[str, type[Record]]]:
    sample = sample_records_dir()
    kinds: list[tuple[str, type[Record]]] = [(OFFICE_FILE, OfficeSettings)]
    for cls, pattern in PATTERNS.items():
        kinds += [(str(path.relative_to(sample)), cls) for path in sorted(sample.glob(pattern))]
    return kinds


@pytest.mark.parametrize(("path", "cls"), _sample_files(), ids=[path for path, _ in _sample_files()])
def test_loading_and_saving_a_sample_file_changes_no_byte(path: str, cls: type[Record]) -> None:
    sample = sample_records_dir()
    stored = load_record(sample, path, cls, None, [])
    assert stored is not None
    assert render(stored.record) == (sample / path).read_bytes()
    assert birth_path(stored.record) == path


def test_saving_the_prose_unchanged_changes_no_byte(office: Office) -> None:
    body = office.reports.body(office.reports.find("2023-nam"))
    before = (office.directory / body.path).read_bytes()
    assert office.reports.save_body(body, body.text).fingerprint == body.fingerprint
    assert (office.directory / body.path).read_bytes() == before
