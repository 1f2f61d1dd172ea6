"""The table of rules as the guide prints it.

python -m tests.rules.guide_table
"""

from __future__ import annotations

from cchc_tui.rules import all_rules

HEAD = ("| Mã | Mức | Quy tắc | Ví dụ | Căn cứ |", "|---|---|---|---|---|")


def rows() -> list[str]:
    """The table, head first."""
    return [*HEAD, *(_row(r.code, r.severity.label, r.says, r.example, r.clause) for r in all_rules())]


def _row(code: str, *cells: str) -> str:
    return "| " + " | ".join((f"`{code}`", *(cell.replace("|", "\\|") for cell in cells))) + " |"


if __name__ == "__main__":
    print("\n".join(rows()))
