"""The decree is data: a changed layout file changes the pages, and no word or number of it stands in the code."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import tomli_w

from cchc_tui.document.layout import Layout
from cchc_tui.document.official import OfficialDocument
from cchc_tui.export import document as document_module
from cchc_tui.export import export_markdown
from cchc_tui.export.document import plan
from cchc_tui.export.docx import _ooxml, _variables
from cchc_tui.export.fonts import pdf_font
from cchc_tui.export.pdf import _compiled, _data, typst_body
from cchc_tui.export.reference import reference_docx
from cchc_tui.records.kind import ADMINISTRATIVE_KINDS, COPY_KINDS
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.official_document import read_official_document
from cchc_tui.storage.shipped import templates_dir
from export.builders import docx_parts, docx_text, lines, markdown, with_numbers, words
from tests.rules.builders import found_in_file

SHIPPED = templates_dir() / "layout" / "nd30-2020.toml"
LONG = "Kết quả công tác cải cách hành chính và kiểm soát thủ tục hành chính năm 2023 của Ủy ban nhân dân xã Hà Kỳ"
BODY = (
    "Mở đầu. Xem Phụ lục.\n\n# Chương I. MỘT\n\n# I. MỤC\n\n## Hai\n\n### Ba\n\n## Điều 1. Bốn\n\n- gạch\n  - cộng\n\n"
    "Điều 2. Năm\n\n---\n\n| STT | Nội dung |\n|-|-|\n| 1 | Một |\n\nHết.\n\n"
    f'::: {{.phu-luc ten="{LONG}"}}\n\n| STT | Nội dung |\n|-|-|\n| 1 | Một |\n\nHết.\n\n:::\n'
)
EVERYTHING: dict[str, str | None] = {
    "danh_so_de_muc": "true",
    "trich_yeu": LONG,
    "co_quan_chu_quan": "UBND TỈNH",
    "kinh_gui": "[Sở A, Sở B]",
    "du_thao": "true",
    "do_khan": "khan",
    "pham_vi_luu_hanh": "Nội bộ",
    "nguoi_soan": "PL.(300)",
    "lien_he": "{dia-chi: A, thu-dien-tu: b, trang-thong-tin: c, dien-thoai: d, fax: e}",
    "noi_nhan": "['Lưu: VT', Như trên, {ten: Sở A, de: b/c}]",
    "can_cu": "[Căn cứ Luật A]",
    "ngay": "2023-02-05",
    "so": "5",
}
DOCUMENTS: tuple[dict[str, str | None], ...] = (
    EVERYTHING,
    {
        "loai": "cong-van",
        "trich_yeu": LONG,
        "kinh_gui": None,
        "do_khan": "hoa-toc",
        "dia_danh": "Thành phố Hồ Chí Minh",
        "noi_nhan": f"[{', '.join(f'Nơi {number}' for number in range(45))}]",
    },
    {"loai": "quyet-dinh", "do_khan": "thuong-khan", "tham_quyen": "A", "ten_co_quan": None, "co_quan": None},
    {
        "loai": "bien-ban",
        "ky_trai": "{quyen-han: A, ho-ten: B}",
        "ngay": "2023",
        "so": '""',
        "noi_nhan": f"[{', '.join(f'Nơi {number}' for number in range(150))}]",
        "lien_tich": "[{co-quan: [SỞ A]}]",
        "ky": "[{quyen-han: A, ho-ten: B}, {quyen-han: C, ho-ten: D}, {quyen-han: E, ho-ten: F}]",
    },
    {"loai": "phu-luc", "thoi_diem_ky": "2026-03-09 08:30:15"},
    {"loai": "sao-y", "thoi_diem_ky": "2026-03-09 08:30:15"},
)


def layout_file(folder: Path, changed: dict[str, Any], name: str = "nd99-2030") -> Path:
    """A layout of its own in the office's templates folder."""
    (folder / "layout").mkdir(parents=True, exist_ok=True)
    (folder / "layout" / f"{name}.toml").write_text(tomli_w.dumps({**changed, "name": name}), encoding="utf-8")
    return folder


def shipped() -> dict[str, Any]:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def changed_value(key: str, value: Any) -> Any:
    """Another value of the same sort."""
    if key in ("colour", "urgency_colour"):
        return "123456"
    lower = {"head_gap_pt": 20, "zero_day_below": 2, "zero_month_below": 1, "long_recipients": 60, "language": "en-US"}
    if key in lower:
        return lower[key]
    if key == "point_letters":
        return value[::-1]
    if key.startswith("heading_"):
        return {"I.": "1/", "1.": "I/", "a)": "1)"}[value]
    if key == "profile":
        return 13
    return f"{value}X" if isinstance(value, str) else value + (1 if float(value).is_integer() else 0.1)


def fingerprint(made: OfficialDocument) -> str:
    """Everything that reaches pandoc for the DOCX."""
    return json.dumps([_variables(made), plan(made, _ooxml(made))], sort_keys=True) + str(reference_docx(made))


RULES = sorted(shipped()["rules"])
ONLY_CHECKED = {
    "agency_max_lines", "subject_max_lines", "file_copy_desk", *(key for key in RULES if key.startswith("limit_"))
}  # fmt: skip


ONLY_IN_PDF = {"signature_field_mm"}


@pytest.mark.parametrize("key", [key for key in RULES if key not in ONLY_CHECKED | ONLY_IN_PDF])
def test_every_rule_of_the_layout_reaches_the_page(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = shipped()
    value = table["rules"][key]["value"]
    table["rules"][key] = {"value": changed_value(key, value), "clause": "x"}
    folder = layout_file(tmp_path, table)

    def made(head: dict[str, str | None], name: str) -> OfficialDocument:
        # The two files differ in the rule alone: the same text, the same name.
        return read_official_document(markdown(BODY, **head, bo_cuc=name), "x", folder)

    layout_file(tmp_path, shipped(), "nd98-2030")
    for head in DOCUMENTS:
        before, after = made(head, "nd98-2030"), made(head, "nd99-2030")
        if fingerprint(before) != fingerprint(after):
            return
    pytest.fail(f"rules.{key} changes no DOCX")


def test_every_rule_the_pdf_asks_for_changes_the_pdf() -> None:
    """The words of components come ready; lengths and fixed words the template takes from the rules itself."""
    made = [read_official_document(markdown(BODY, **head), "x", None) for head in DOCUMENTS]
    bodies = [typst_body(each) for each in made]
    template = (templates_dir() / "pdf" / "nd30.typ").read_text(encoding="utf-8")
    used = set(re.findall(r"\br\.(\w+)", template)) - {"at", "page_width_mm", "page_height_mm"}
    assert len(used) > 30

    def pdf(number: int, key: str = "") -> bytes:
        data = _data(made[number], pdf_font())
        if key:
            data["rules"] = {**data["rules"], key: changed_value(key, data["rules"][key])}
        return _compiled(made[number], bodies[number], json.dumps(data), pdf_font(), False)

    before = [pdf(number) for number in range(len(made))]
    dead = [key for key in sorted(used) if not any(pdf(number, key) != before[number] for number in range(len(made)))]
    assert dead == []


@pytest.mark.parametrize("component", sorted(shipped()["components"]))
def test_every_size_of_the_layout_reaches_word(component: str, tmp_path: Path) -> None:
    table = shipped()
    entry = table["components"][component]
    table["components"][component] = {**entry, "sizes": {"13": 33, "14": 34}, "min": 1, "max": 90}
    # A name that does not fit its line is set smaller, so the agency's is short here.
    text = markdown(bo_cuc="nd99-2030", co_quan="XÃ A")
    made = read_official_document(text, "x", layout_file(tmp_path, table))
    assert '<w:sz w:val="68"/>' in docx_parts(reference_docx(made))["word/styles.xml"]


def test_a_successor_decree_is_a_new_file_and_nothing_else(tmp_path: Path) -> None:
    """Other words, other sizes, other margins, other codes, another number under the heading."""
    table = shipped()
    for key, value in {
        "national_name": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM MỚI", "motto": "Ấm no - Bình đẳng", "margin_top_mm": 40,
        "end_mark": "###", "addressee_word": "Trình:", "recipients_word": "Gửi tới:", "file_copy_word": "Giữ:",
        "number_form": "No {number}.{symbol}", "date_form": "{day}.{month}.{year}", "appendix_word": "Bản kèm",
        "heading_1_mark": "1)", "zero_month_below": 10, "number_width": 4,
    }.items():  # fmt: skip
        table["rules"][key] = {"value": value, "clause": "Điều 9 Nghị định số 99/2030/NĐ-CP"}
    table["components"]["motto"] |= {"sizes": {"13": 20, "14": 20}, "max": 30, "italic": True, "bold": False}
    table["components"]["kind_name"]["capitals"] = False
    table["kinds"]["bao-cao"] = {"name": "Bản tường trình", "code": "BTTr"}
    table["kinds"]["loai-moi"] = {"name": "Loại mới", "code": "LM", "titled": False}
    folder = layout_file(tmp_path, table)
    source = markdown(f"# MỘT\n\nHết.\n\n{BODY[BODY.index(':::'):]}", bo_cuc="nd99-2030", so="5", ngay="2030-04-09",
                      danh_so_de_muc="true", noi_nhan="['Giữ: VT']")  # fmt: skip
    export_markdown(source, source="a.md", out=tmp_path / "a", templates=folder)
    docx = docx_text(with_numbers(docx_parts((tmp_path / "a.docx").read_bytes()))).replace("\u00a0", " ")
    pages = list(pymupdf.open(tmp_path / "a.pdf"))
    pdf = " ".join(words(page) for page in pages)
    for text in ("NAM MỚI", "Ấm no - Bình đẳng", "No 0005.BC-UBND", "Hà Kỳ, 09.04.2030", "Bản tường trình", "1) MỘT",
                 "Trình: Sở Nội vụ tỉnh", "Hết###", "Gửi tới:", "- Giữ: VT.", "Bản kèm",
                 "(Kèm theo Bản tường trình số 0005/BC-UBND 09.04.2030 của Ủy ban"):  # fmt: skip
        assert text in " ".join(docx.split()), text
        assert text in pdf, text
    (motto,) = [spans for text, _, spans in lines(pages[0]) if "Ấm no" in text]
    assert (motto[0]["size"], "Italic" in str(motto[0]["font"])) == (20.0, True)
    assert 'w:top="2268"' in docx_parts((tmp_path / "a.docx").read_bytes())["word/document.xml"]
    found = {each.code: each.clause for each in found_in_file(source, templates=folder)}
    assert "symbol-kind-code" in found, "the new code of the kind is asked for"
    letter = read_official_document(markdown(loai="loai-moi", bo_cuc="nd99-2030"), "x", folder)
    assert letter.components.letter_subject.startswith("V/v ")


def test_the_kinds_of_the_layout_are_those_the_records_know() -> None:
    layout: Layout = read_layout("nd30-2020", [templates_dir()])
    own_file = {"phu-luc"}
    kinds = {slug: kind for slug, kind in layout.kinds.items() if slug not in own_file}
    assert list(kinds.values())[: len(ADMINISTRATIVE_KINDS)] == list(ADMINISTRATIVE_KINDS)
    assert set(kinds.values()) == {*ADMINISTRATIVE_KINDS, *COPY_KINDS}


WORDS_OF_THE_DECREE = re.compile(
    r"CỘNG HÒA|Độc lập|Times New Roman|Kính gửi|Nơi nhận:|Như trên|Lưu:|V/v|Kèm theo|HỎA TỐC|KHẨN|DỰ THẢO|Địa chỉ:"
    r"|Phụ lục(?! I\b| III\b)|FF0000"
)
NUMBERS_OF_THE_DECREE = re.compile(r"\b\d+(?:\.\d+)?(?:mm|pt)\b|w:(?:top|left|right|bottom|sz)=\"[1-9]\d+\"")


@pytest.mark.parametrize(
    "name",
    ["document/components.py", "export/docx.py", "export/reference.py", "export/xml_parts.py", "export/pdf.py",
     "document/measure.py", "export/document.py", "export/body.lua", "export/tables.lua", "export/docx_tables.py",
     "templates:docx/nd30.openxml", "templates:pdf/nd30.typ"],
)  # fmt: skip
def test_no_word_and_no_measure_of_the_decree_is_written_in_code(name: str) -> None:
    kind, _, rest = name.rpartition(":")
    path = templates_dir() / rest if kind else Path(document_module.__file__).parent.parent / rest
    code = without_comments(path.read_text(encoding="utf-8"))
    assert WORDS_OF_THE_DECREE.findall(code) == []
    assert set(NUMBERS_OF_THE_DECREE.findall(code)) <= {"0pt", "1pt", "1mm", "0mm"}


def without_comments(code: str) -> str:
    """Code without comments, docstrings, the notice about fonts and the measured height of a drawn line in Word."""
    code = re.sub(r'""".*?"""|NOT_TIMES = \(.*?\n\)', "", code, flags=re.DOTALL)
    rows = (re.sub(r"(?:^|\s)(?:# |//|--).*", "", row) for row in code.split("\n"))
    return "\n".join(row for row in rows if not row.startswith("#let o-ke"))


def test_an_office_may_copy_the_whole_file_and_change_one_line(tmp_path: Path) -> None:
    shutil.copytree(templates_dir() / "layout", tmp_path / "layout")
    own = tmp_path / "layout" / "nd30-2020.toml"
    own.write_text(own.read_text(encoding="utf-8").replace("value = 25\nmin = 18", "value = 30\nmin = 18"))
    assert read_official_document(markdown(), "x", tmp_path).layout.number("signature_gap_mm") == 30
