"""The appendix of a province's report: all communes with how far each is."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.report.markdown import escape, escape_cell

_COLUMNS = ("STT", "Đơn vị", "Báo cáo", "Văn bản đã ban hành", "Đạt", "Không đạt", "Chưa đánh giá")
_RULE = "|:-:|:----------------|:---------|:-:|:-:|:-:|:-:|"


def communes_appendix(title: str, rows: Sequence[tuple[str, str, int, int, int, int]]) -> str:
    """A `phu-luc` division with a numbered row for each office: name, state, documents, tasks done, not done, open."""
    lines = [
        f"| {number} | {escape_cell([name])} | {escape(state)} | " + " | ".join(map(str, counts)) + " |"
        for number, (name, state, *counts) in enumerate(rows, 1)
    ]
    head = f"| {' | '.join(_COLUMNS)} |"
    return "\n".join([f'::: {{.phu-luc ten="{title.upper()}"}}', "", head, _RULE, *lines, "", ":::"]) + "\n"
