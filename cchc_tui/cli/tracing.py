"""`check --trace`: where each number, symbol, date and name of a paper comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import FINDINGS, GOOD, print_data, print_notice
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import printable

if TYPE_CHECKING:
    from cchc_tui.office import Office, Trace


def show_traces(office: Office | None, names: Sequence[str], *, as_json: bool) -> int:
    """Print the trace of each file and report; 1 when something says otherwise than the records."""
    from cchc_tui.office import Verdict, trace_file, trace_report

    if office is None:
        raise WrongUseError(
            "Truy nguồn phải có hồ sơ của cơ quan, mà ở đây không có thư mục hồ sơ.",
            "Hãy chạy trong thư mục của cơ quan hoặc dùng --records THƯ_MỤC.",
        )
    if not names:
        raise WrongUseError(
            "Chưa nêu tệp hay báo cáo nào để truy nguồn.", "Ví dụ: cchc check --report 2023-nam --trace"
        )
    traces = [
        trace
        for name in names
        for trace in (trace_file(office, Path(name)) if Path(name).is_file() else trace_report(office, name))
    ]
    if as_json:
        print_data(to_json([plain_trace(trace) for trace in traces]))
    else:
        for trace in traces:
            print_data(printable(trace.said))
        counts = Counter(trace.verdict for trace in traces)
        print_notice(", ".join(f"{counts[verdict]} {verdict.label}" for verdict in Verdict) + ".")
    return FINDINGS if any(trace.verdict is Verdict.CONTRADICTED for trace in traces) else GOOD


def plain_trace(trace: Trace) -> dict[str, Any]:
    """Return a trace as JSON keys."""
    return {
        "thing": trace.thing.value, "words": trace.words, "verdict": trace.verdict.value, "says": trace.says,
        "record": trace.record, "place": trace.place, "line": trace.line,
    }  # fmt: skip
