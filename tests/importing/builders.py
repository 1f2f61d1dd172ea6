"""The seed's report as the files an office has: text, DOCX as Word keeps it, ODT; and registers as XLSX."""

from __future__ import annotations

import html
import subprocess
import tomllib
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pypandoc

from cchc_tui.importing import Candidate, read_source
from cchc_tui.records.fields import from_plain
from cchc_tui.records.office import OfficeSettings

ROOT = Path(__file__).parents[2]
SEED = ROOT / "tests" / "ha_ky_2023" / "goc.txt"
TODAY = date(2026, 11, 23)
OFFICE, _ = from_plain(OfficeSettings, tomllib.loads((ROOT / "records" / "office.toml").read_text(encoding="utf-8")))

BODY_LINES = SEED.read_text(encoding="utf-8")
TASKS = [
    (
        "Tăng cường tuyên truyền CCHC trong từng bộ phận chuyên môn, cơ quan, đơn vị trên địa bàn xã.",
        ["- Tuyên truyền, dẫn người dân giao dịch tại bộ phận một cửa", "- Tuyên truyền qua cuộc họp, hội nghị."],
    ),
    ("Duy trì và nâng cao chất lượng chuyên mục CCHC trên  đài truyền thanh xã", ["- Các tin bài phát trên hệ thống"]),
    ("Đăng các bài viết, thông tin hoạt động CCHC trên Cổng thông tin xã", ["- Các bài viết, các chuyên mục"]),
    ("Duy trì thực hiện chuyên trang “Cải cách hành chính”", ["- Đưa tin.", "- Đăng tải công khai danh mục THHC"]),
    ("Khẩu hiệu tuyên truyền, pano, áp phích", ["Treo khẩu hiệu tuyên truyền tại cổng UBND xã"]),
]


def read(path: Path, office: OfficeSettings = OFFICE) -> list[Candidate]:
    """What a file offers the sample office."""
    return read_source(path, office=office, today=TODAY)


def of_kind(candidates: Sequence[Candidate], kind: str) -> list[Candidate]:
    """The candidates of one kind, in order."""
    return [candidate for candidate in candidates if candidate.kind == kind]


def values_of(candidates: Sequence[Candidate], kind: str) -> list[dict[str, Any]]:
    """Their values."""
    return [dict(candidate.values) for candidate in of_kind(candidates, kind)]


def pandoc(*arguments: str, text: str = "") -> None:
    """One run of pandoc."""
    subprocess.run([pypandoc.get_pandoc_path(), *arguments], input=text.encode(), check=True, timeout=60)


def seed_paragraphs() -> list[str]:
    """The prose of the seed, one paragraph each: a line that ends in a space goes on in the next."""
    text = BODY_LINES[BODY_LINES.index("Thực hiện Kế hoạch") : BODY_LINES.index("Nơi nhận:")]
    paragraphs: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        goes_on = paragraphs and paragraphs[-1].endswith(" ") and not line.startswith(("-", "+", "1.", "2.", "I"))
        if goes_on:
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    return paragraphs


def seed_html() -> str:
    """The seed laid out as Word has it: head and signature in tables without lines, tasks in a table."""
    head = _table([["ỦY BAN NHÂN DÂN<br>XÃ HÀ KỲ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc"],
                   ["Số:        /BC-UBND", "Hà Kỳ, ngày 22 tháng 12  năm 2023"]])  # fmt: skip
    title = ["BÁO CÁO", "Kết quả công tác tuyền truyền Cải cách hành chính năm 2023"]
    recipients = "Nơi nhận:<br>- TT Đảng ủy, HĐND xã;<br>- Lãnh đạo UBND xã;<br>- MTTQ, trưởng đoàn thể;<br>- Lưu: VP."
    signed = _table([[recipients, "TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>Phó chủ tịch UBND xã<br><br>Vũ Văn Khanh"]])
    appendix = [
        "ĐÁNH GIÁ MỨC ĐỘ THỰC HIỆN CÁC NHIỆM VỤ", "TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2023 XÃ HÀ KỲ",
        "(Kèm theo báo cáo số       /BC-UBND ngày     /12/2023 của UBND xã Hà Kỳ)",
    ]  # fmt: skip
    rows = [[str(n), html.escape(task), "<br>".join(products), "Đạt"] for n, (task, products) in enumerate(TASKS, 1)]
    tasks = _table([["STT", "Nội dung tuyên truyền", "Sản phẩm/kết quả", "Đánh giá"], *rows])
    return head + _paragraphs([*title, *seed_paragraphs()]) + signed + _paragraphs(appendix) + tasks


def seed_docx(folder: Path) -> Path:
    """The seed as DOCX."""
    path = folder / "bao-cao.docx"
    pandoc("-f", "html", "-t", "docx", "-o", str(path), text=seed_html())
    _with_two_spaces(path, "trên đài")
    return path


def _with_two_spaces(path: Path, words: str) -> None:
    """The words parted by two spaces in the document, which HTML cannot say."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "word/document.xml"
    parts[name] = parts[name].replace(words.encode(), words.replace(" ", "  ").encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def _table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """An XLSX with these sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
