"""Many documents at once, on every core."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_tui.errors import CchcError, RefusedError, WrongUseError
from cchc_tui.export import door
from cchc_tui.export.background_call import BackgroundCall
from cchc_tui.export.door import TARGETS, ExportResult, Progress, Target, export_markdown, silent


@dataclass(frozen=True)
class Order:
    """One document to export: its text, the name it has in messages, the path without suffix to write to, and the
    folder its pictures lie in. `head`: that of a text typed without one. `templates`: the office's, or those that lie
    beside the document.
    """

    text: str
    source: str
    out: Path
    folder: Path | None = None
    head: str = ""
    templates: Path | None = None


@dataclass(frozen=True)
class BatchResult:
    """What became of one order: `result`, or the error that stopped this one and no other."""

    order: Order
    result: ExportResult | None
    error: CchcError | None


def export_many(
    orders: Sequence[Order],
    *,
    targets: Sequence[Target] = TARGETS,
    force: bool = False,
    progress: Progress = silent,
    workers: int | None = None,
) -> list[BatchResult]:
    """Export every order, in order; one that fails does not stop the others.

    Of several documents a worker makes one format after the other, so that each keeps one core; of one alone both are
    made side by side. Threads are enough: pandoc is another process and typst lets go of the interpreter. Two orders
    for one file are refused before anything is written. `progress` also hears, once a second, how many are done.
    """
    _demand_different(orders)
    options: dict[str, Any] = {"targets": targets, "force": force, "progress": progress}

    def words(order: Order) -> dict[str, Any]:
        places = {"out": order.out, "folder": order.folder, "templates": order.templates}
        return options | places | {"source": order.source, "own_head": order.head}

    if len(orders) == 1:
        return [_answer(orders[0], lambda order: export_markdown(order.text, **words(order)))]
    writing = _Writing()

    def one(order: Order) -> ExportResult:
        with door.faults_named(order.source, order.out):
            made, notices = door.make_files(order.text, together=False, **words(order))
            with writing.allowed():
                door.write_files(made, force=force)
        return ExportResult(tuple(made), tuple(notices))

    return _at_work(orders, one, writing, progress, min(workers or os.cpu_count() or 2, len(orders)))


def _answer(order: Order, make: Callable[[Order], ExportResult]) -> BatchResult:
    try:
        return BatchResult(order, make(order), None)
    except CchcError as error:
        return BatchResult(order, None, error)


class _StoppedError(Exception):
    """Nothing more may be written."""


class _Writing:
    """Files are put in their places one document at a time, and none after Ctrl+C: no half file, no long wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.stopped = False

    @contextlib.contextmanager
    def allowed(self) -> Iterator[None]:
        """Hold while a document's files are written. _StoppedError after `stop`."""
        with self._lock:
            if self.stopped:
                raise _StoppedError
            yield

    def stop(self) -> None:
        """Let the document that is being written be finished, and no other be begun."""
        self.stopped = True
        with self._lock:
            pass


def _at_work(
    orders: Sequence[Order], make: Callable[[Order], ExportResult], writing: _Writing, progress: Progress, workers: int
) -> list[BatchResult]:
    results: dict[int, BatchResult] = {}
    waiting, pick = iter(range(len(orders))), threading.Lock()
    told = time.monotonic()

    def work() -> None:
        nonlocal told
        while not writing.stopped:
            with pick:
                place = next(waiting, None)
            if place is None:
                return
            results[place] = _answer(orders[place], make)
            if time.monotonic() - told >= door.QUIET_SECONDS and len(results) < len(orders):
                told = time.monotonic()
                progress(f"Đã xong {len(results)}/{len(orders)} văn bản…")

    try:
        threads = [BackgroundCall(work) for _ in range(workers)]
        for thread in threads:
            thread.result()
    except BaseException:
        writing.stop()
        raise
    return [results[place] for place in range(len(orders))]


def _demand_different(orders: Sequence[Order]) -> None:
    seen: dict[Path, str] = {}
    for order in orders:
        path = order.out.resolve()
        if path in seen:
            raise RefusedError(
                f"“{seen[path]}” và “{order.source}” cùng xuất ra “{order.out}”.",
                "Hãy đổi tên một trong hai tệp nguồn.",
            )
        seen[path] = order.source
    if not orders:
        raise WrongUseError("Chưa chỉ ra văn bản nào để xuất.", "Hãy ghi tên tệp Markdown hoặc mã báo cáo.")
