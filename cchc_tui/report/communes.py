"""The appendix of a province's report: all communes with how far each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cchc_tui.document.attribute import quoted
from cchc_tui.language.wording import format_number
from cchc_tui.report.markdown import escape, escape_cell

_COLUMNS = ("STT", "Đơn vị", "Báo cáo", "Văn bản đã ban hành", "Đạt", "Không đạt", "Chưa đánh giá")
_RULE = "|:-:|:---|:---|:-:|:-:|:-:|:-:|"


def communes_appendix(title: str, rows: Sequence[tuple[str, str, int, int, int, int]], source: str) -> str:
    """Return a `phu-luc` division with a numbered row for each office: name, state, documents, tasks done, not done,
    open; and a last row with the sums, where the states are counted. Under it the sentence that says where the
    figures are from.
    """
    lines = [
        f"| {number} | {escape_cell([name])} | {escape(state)} | {_cells(counts)} |"
        for number, (name, state, *counts) in enumerate(rows, 1)
    ]
    sums = [sum(column) for column in zip(*(row[2:] for row in rows), strict=True)]
    states = escape_cell([f"{format_number(n)} {state}" for state, n in Counter(row[1] for row in rows).most_common()])
    if rows:
        lines.append(f"| | **Cộng: {format_number(len(rows))} đơn vị** | {states} | {_cells(sums)} |")
    head = f"| {' | '.join(_COLUMNS)} |"
    return (
        "\n".join(
            [f'::: {{.phu-luc ten="{quoted(title.upper())}"}}', "", head, _RULE, *lines, "", escape(source), "", ":::"]
        )
        + "\n"
    )


def _cells(counts: Sequence[int]) -> str:
    return " | ".join(format_number(count) for count in counts)
