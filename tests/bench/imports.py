"""What the longest inputs cost to read: CPU of this process and of the programs it starts, and when somebody is told.

python -m tests.bench.imports            a table of every input
python -m tests.bench.imports counts     one of them

What was measured stands in RESULTS.md.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cchc_tui.errors import CchcError
from cchc_tui.importing import read_file
from tests.importing.builders import OFFICE, workbook

TODAY = date(2026, 11, 23)
HEAD = "BÁO CÁO\nKết quả công tác cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n"
COUNTED = "Đài truyền thanh xã đã phát 24 tin bài với trên 85 lượt, hai mươi mốt khẩu hiệu, l2 pano, 2 nghìn tờ rơi. "
CITED = "Thực hiện Công văn số {}/UBND-VP ngày 05/6/2023 của UBND huyện về việc tuyên truyền cải cách hành chính. "


class StoppedError(Exception):
    """Raised by whoever does not want to wait."""


def counts(folder: Path) -> Path:
    """60 kB of counts in one paragraph."""
    return _text(folder, COUNTED * (60_000 // len(COUNTED.encode()) + 1))


def citations(folder: Path) -> Path:
    """820 kB of citations, ten in a paragraph."""
    some = [CITED.format(number) for number in range(1, 820_000 // len(CITED.encode()) + 1)]
    return _text(folder, "\n\n".join("".join(some[at : at + 10]) for at in range(0, len(some), 10)))


def blanks(folder: Path) -> Path:
    """400,000 blanks between two words."""
    return _text(folder, f"Đài truyền thanh xã{' ' * 400_000}phát 24 tin bài.")


def blanks_in_word(folder: Path) -> Path:
    """The same in a Word file."""
    return word_file(
        folder, f'<w:p><w:r><w:t xml:space="preserve">Đài{" " * 400_000}phát 24 tin bài.</w:t></w:r></w:p>'
    )


def nested(folder: Path) -> Path:
    """Tables 200 deep."""
    return word_file(folder, f"{'<w:tbl><w:tr><w:tc>' * 200}<w:p/>{'</w:tc></w:tr></w:tbl>' * 200}")


def rows(folder: Path) -> Path:
    """10,000 rows of an XLSX."""
    head = ["Số ký hiệu", "Ngày VB", "Cơ quan ban hành", "Trích yếu"]
    lines = [[f"{n}/UBND-VP", "10/02/2023", "UBND huyện", f"tuyên truyền việc số {n}"] for n in range(1, 10_001)]
    return workbook(folder / "so.xlsx", {"a": [head, *lines]})


INPUTS: dict[str, Callable[[Path], Path]] = {
    made.__name__: made for made in (counts, citations, blanks, blanks_in_word, nested, rows)
}


def _text(folder: Path, words: str) -> Path:
    path = folder / "a.txt"
    path.write_text(f"{HEAD}{words}\n", encoding="utf-8")
    return path


def word_file(folder: Path, inside: str) -> Path:
    """Return a Word file with this in its body and nothing else."""
    path = folder / "a.docx"
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{inside}</w:body></w:document>')
    return path


def measure(name: str) -> str:
    """A row of the table: CPU seconds, how often somebody was told, whether the reading ends where told to."""
    with tempfile.TemporaryDirectory() as folder:
        path = INPUTS[name](Path(folder))
        told: list[int] = []
        before = sum(os.times()[:4])
        try:
            read = read_file(path, office=OFFICE, today=TODAY, progress=lambda done, _: told.append(done))
            outcome = f"{len(read.candidates)} hồ sơ"
        except CchcError as fault:
            outcome = f"“{fault}”"
        spent = sum(os.times()[:4]) - before
        return (
            f"| {(INPUTS[name].__doc__ or '').rstrip('.')} | {spent:.1f} | {len(told)} | {_stops(path)} | {outcome} |"
        )


def _stops(path: Path) -> str:
    def stop(_done: int, _of: int) -> None:
        raise StoppedError

    try:
        read_file(path, office=OFFICE, today=TODAY, progress=stop)
    except StoppedError:
        return "có"
    except CchcError:
        return "–"
    return "không báo"


if __name__ == "__main__":
    for one in sys.argv[1:] or INPUTS:
        print(measure(one), flush=True)
