"""The sample offices to try things on: where their records lie, on which day they are opened, what there is to see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_tui.storage.shipped import sample_records_dir, sample_ward_dir


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample office."""

    folder: str
    """The folder it is copied to."""
    records: Callable[[], Path]
    """Where the program keeps it."""
    day: date
    """The day on which it is opened: its papers and tasks would all be long overdue on a later one."""
    about: str


SAMPLES: Mapping[str, Sample] = {
    "phuong": Sample(
        "cchc-demo",
        sample_ward_dir,
        date(2026, 11, 27),
        "UBND phường Bến Sậy, năm 2026: một phường đặt ra để thử, người và số liệu đều không có thật.",
    ),
    "xa": Sample(
        "cchc-demo-xa",
        sample_records_dir,
        date(2023, 12, 22),
        "UBND xã Hà Kỳ, năm 2023: đúng từng chữ một báo cáo đã gửi, trừ những chỗ kể trong records/README.md.",
    ),
}
"""By the word that `cchc demo` takes; the first is the usual one."""
