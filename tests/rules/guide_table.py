"""The table of rules as the guide prints it.

python -m tests.rules.guide_table  writes it into the chapter
"""

from __future__ import annotations

from pathlib import Path

from cchc_tui.document.head import DEFAULT_LAYOUT
from cchc_tui.rules import Rule, all_rules
from cchc_tui.storage.layout_file import read_layout
from cchc_tui.storage.shipped import templates_dir

CHAPTER = Path(__file__).parents[2] / "cchc_tui/guide/quy-tac.md"
HEAD = ("| Mã | Mức | Quy tắc | Ví dụ | Căn cứ | Dùng cho |", "|---|---|---|---|---|---|")


def rows() -> list[str]:
    """The table, head first."""
    return [*HEAD, *map(_row, all_rules(read_layout(DEFAULT_LAYOUT, (templates_dir(),))))]


def _row(rule: Rule) -> str:
    level = f"{rule.severity.label}{', tắt sẵn' if rule.off else ''}{', chữa được' if rule.cures else ''}"
    level += ", chặn bản chính thức" if rule.final else ""
    cells = (level, rule.says, rule.example, rule.clause, rule.papers.words)
    return "| " + " | ".join((f"`{rule.code}`", *(cell.replace("|", "\\|") for cell in cells))) + " |"


def write(chapter: Path = CHAPTER) -> None:
    """Put the table in place of the one the chapter has."""
    lines = chapter.read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("| Mã | Mức |"))
    end = next(n for n in range(start, len(lines)) if not lines[n].startswith("|"))
    chapter.write_text("\n".join([*lines[:start], *rows(), *lines[end:]]), encoding="utf-8")


if __name__ == "__main__":
    write()
