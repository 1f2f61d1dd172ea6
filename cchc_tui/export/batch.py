"""Many documents at once, on every core."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.errors import CchcError, RefusedError, WrongUseError
from cchc_tui.export.door import TARGETS, ExportResult, Progress, Target, export_markdown, silent


@dataclass(frozen=True)
class Order:
    """One document to export: its text, the name it has in messages, and the path without suffix to write to."""

    text: str
    source: str
    out: Path


@dataclass(frozen=True)
class BatchResult:
    """What became of one order: `result`, or the error that stopped this one and no other."""

    order: Order
    result: ExportResult | None
    error: CchcError | None


def export_many(
    orders: Sequence[Order], *, targets: Sequence[Target] = TARGETS, force: bool = False,
    templates: Path | None = None, progress: Progress = silent, workers: int | None = None,
) -> list[BatchResult]:
    """Export every order, in order; one that fails does not stop the others.

    Of several documents a worker makes one format after the other, so that each keeps one core; of one alone both are
    made side by side. Threads are enough: pandoc is another process and typst lets go of the interpreter. Two orders
    for one file are refused before anything is written.
    """
    from concurrent.futures import ThreadPoolExecutor

    _demand_different(orders)

    alone = len(orders) == 1

    def one(order: Order) -> BatchResult:
        try:
            return BatchResult(order, export_markdown(
                order.text, source=order.source, targets=targets, out=order.out, force=force, templates=templates,
                progress=progress, together=alone), None)
        except CchcError as error:
            return BatchResult(order, None, error)

    pool = ThreadPoolExecutor(workers or os.cpu_count() or 2)
    try:
        return list(pool.map(one, orders))
    finally:
        # Ctrl+C: orders not begun are dropped, those at work end whole or write nothing.
        pool.shutdown(wait=True, cancel_futures=True)


def _demand_different(orders: Sequence[Order]) -> None:
    seen: dict[Path, str] = {}
    for order in orders:
        path = order.out.resolve()
        if path in seen:
            raise RefusedError(f"“{seen[path]}” và “{order.source}” cùng xuất ra “{order.out}”.",
                               "Hãy đổi tên một trong hai tệp nguồn.")
        seen[path] = order.source
    if not orders:
        raise WrongUseError("Chưa chỉ ra văn bản nào để xuất.", "Hãy ghi tên tệp Markdown hoặc mã báo cáo.")
