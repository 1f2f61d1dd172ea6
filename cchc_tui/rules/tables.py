"""Rules on tables: what Word can open and a page can hold."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.document.official import MAX_COLUMNS, OfficialDocument
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import LineIssue
from cchc_tui.rules.rule import page_rule

_TALL_CELL = 4000
"""Letters in one cell beyond which its row may fill a page even in a wide column."""
_PAPER = "Khuôn khổ của Word và của trang giấy"


@page_rule(
    "table-columns",
    Severity.ERROR,
    clause=_PAPER,
    says=f"Bảng không quá {MAX_COLUMNS} cột.",
    example="bảng 64 cột",
)
def table_columns(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each table with more columns than Word opens."""
    columns, line = 0, 0
    for token in page.content.tokens:
        if token.type == "table_open":
            columns, line = 0, page.content.line_of(token)
        columns += token.type == "th_open"
        if token.type == "thead_close" and columns > MAX_COLUMNS:
            yield LineIssue(line, f"Bảng có {columns} cột; Word chỉ mở được {MAX_COLUMNS} cột.")


@page_rule(
    "table-tall-row",
    Severity.WARNING,
    clause=_PAPER,
    says="Một hàng của bảng không dài quá một trang.",
    example="ô bảng 4.400 ký tự",
)
def table_tall_row(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each cell that may fill a page."""
    for cell in page.content.cells():
        if len(cell.content) > _TALL_CELL:
            length = f"Một ô bảng có {len(cell.content)} ký tự nên hàng này dài quá một trang"
            yield LineIssue(page.content.line_of(cell), f"{length}; hãy đưa nội dung ra ngoài bảng.")


@page_rule(
    "table-row-long",
    Severity.NOTICE,
    clause=_PAPER,
    says="Mỗi hàng có đúng số ô của đầu bảng.",
    example="hàng năm ô dưới đầu bảng ba cột",
)
def table_row_long(page: OfficialDocument) -> Iterator[LineIssue]:
    """Report each row with cells beyond the head's last column."""
    for cell in page.content.cells():
        if "|" in cell.content:
            message = "Hàng này có nhiều ô hơn đầu bảng; phần thừa được in chung vào ô cuối, sau dấu “|”."
            yield LineIssue(page.content.line_of(cell), message, cell.content.partition("|")[0].strip() or None)
