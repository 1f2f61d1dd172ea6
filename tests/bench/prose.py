"""What the rules on words say of a folder of real papers (.md, .txt): findings of each rule and for 1 000 words.

python -m tests.bench.prose FOLDER            a table of the rules
python -m tests.bench.prose FOLDER --quotes   every finding with its words, to be judged right or false by hand

A paper without a head of Markdown says by its name what it is: `quyet-dinh_ANYTHING.txt`, `chi-thi-dang_ANYTHING.txt`,
`quy-dinh_dang-ANYTHING.txt` (the Party's, of a kind that the state has too).
The papers stay outside the repository; what was measured stands in PROSE.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from cchc_tui.document.passages import read_prose
from cchc_tui.records.finding import Finding
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.rules import FileOrigins, Located, ReportContext, Words, check_paper, read_words
from cchc_tui.storage.official_document import read_official_document

_LEGAL = re.compile(r"(\d+)-(\d{4})-((?:nq|qd|tt|nd)-[a-z]+)")
"""`06-2024-qd-ubnd` in a name: a legal document, whose symbol holds a year."""
WORDING = Path(__file__).parents[2] / "templates" / "wording"


def main(folder: Path, *, quotes: bool) -> None:
    """Print the findings, or the table."""
    lists = read_words(
        *(
            (WORDING / name).read_text("utf-8")
            for name in ("tu-ghep.txt", "ten-co-quan.txt", "don-vi-tinh.txt", "tu-quen.txt")
        )
    )
    words, papers = 0, 0
    counted: Counter[str] = Counter()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".txt")):
        text = path.read_text("utf-8")
        papers, words = papers + 1, words + len(text.split())
        for finding in found(text, path, lists):
            counted[finding.code] += 1
            if quotes:
                print(f"{finding.code}\t{path.name}:{finding.line}\t{finding.quote}\t{finding.message}")
    if not quotes:
        print(f"{papers} papers, {words:,} words\n\n| rule | findings | for 1 000 words |\n|---|--:|--:|")
        for code, times in counted.most_common():
            print(f"| {code} | {times} | {1000 * times / max(words, 1):.2f} |")


def found(text: str, path: Path, lists: Words) -> list[Finding]:
    """What the rules say of the words of one paper; of its page nothing, since its head is not ours."""
    head = read_official_document(text, path.name, None).head if text.startswith("---\n") else None
    named, _, rest = path.stem.partition("_")
    kind = (head.kind_slug or None) if head else named if named in KIND_BY_SLUG else None
    legal = _LEGAL.search(rest)
    named_symbol = (
        f"{legal[1]}/{legal[2]}/{legal[3].upper()}" if legal else "1-QĐ/TW" if rest.startswith("dang-") else ""
    )
    symbol = head.symbol if head else named_symbol
    sheet = ReportSheet(kind=kind, symbol=symbol or None)
    origins = FileOrigins(path.name, lambda _: None)
    located = Located(sheet, path.name)
    return check_paper(
        ReportContext(read_prose(text), located, OfficeSettings(), origins, today=date.today(), words=lists)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), quotes="--quotes" in sys.argv)
