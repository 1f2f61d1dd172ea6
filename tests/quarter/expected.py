"""What must lie on disk and stand on the pages after the quarter, whichever way it was played."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pymupdf

from cchc_tui.language.wording import format_date
from tests.quarter.plan import COUNTS, FILLED, OFFICE, PAPERS, REPORT, TABLE, TASKS, TOLD

KINDS = {"ke-hoach": "Kế hoạch", "cong-van": "Công văn", "quyet-dinh": "Quyết định", "thong-bao": "Thông báo",
         "nghi-quyet": "Nghị quyết"}  # fmt: skip
_QUALIFIERS = {"": "exact", "trên": "over"}
_EVALUATIONS = {"Đạt": "met", "Chưa đạt": "not_yet"}


def expect_records(records: Path) -> None:
    """Every paper, count and task as it was written by hand, and nothing else."""
    papers = _read(records, "directives/*/*.toml")
    assert sorted(
        (p["symbol"], format_date(p["issued_on"]), p["kind"], p["issuer"], p["direction"], p["subject"]) for p in papers
    ) == sorted((p.symbol, p.day, p.kind, p.issuer, p.direction, p.subject) for p in PAPERS)
    counts = _read(records, "media/*/*.toml")
    assert sorted(
        (c["channel"], c["measure"], c["period"], c["value"], c.get("qualifier", "exact")) for c in counts
    ) == sorted(
        (c.channel, c.measure, c.period, int(c.typed.split()[-1].replace(".", "")), _QUALIFIERS[_words(c.typed)])
        for c in COUNTS
    )
    tasks = [t for t in _read(records, "checklists/*/*.toml") if t["checklist"] == TABLE]
    assert [(t["position"], t["task"], t["products"], t["evaluation"]) for t in tasks] == [
        (number, task.task, [task.product], _EVALUATIONS[task.evaluation]) for number, task in enumerate(TASKS, 1)
    ]


def expect_closed_pages(records: Path) -> None:
    """The final page: what the office issued and nothing of others, every number, every task; then closed."""
    sheet = tomllib.loads((records / f"reports/{REPORT}/report.toml").read_text("utf-8"))
    assert sheet["state"] == "frozen"
    pages = records.parent / "xuat" / f"{REPORT}.pdf"
    with pymupdf.open(pages) as document:
        said = " ".join(" ".join(page.get_text() for page in document).replace("\u00a0", " ").split())
    assert f"{OFFICE} báo cáo kết quả công tác tuyên truyền" in said
    assert "đã ban hành 20 văn bản chỉ đạo, điều hành" in said
    for paper in PAPERS:
        name = "UBND phường" if paper.issuer == OFFICE else paper.issuer
        told = f"Ngày {paper.day}, {name} đã ban hành {KINDS[paper.kind]} số {paper.symbol} về việc {paper.subject}."
        assert (told in said) is (paper.direction == "outgoing"), told
        assert said.count(f"số {paper.symbol} về") == (paper.direction == "outgoing")
    for words in TOLD:
        assert words in said, words
    assert all(prose.words in said for prose in FILLED)
    for number, task in enumerate(TASKS, 1):
        assert f"{number} {task.task} {task.product} {task.evaluation}" in said
    for missing in ("DỰ THẢO", "chưa có", "{{", "Nguyễn Văn A"):
        assert missing not in said


def _words(typed: str) -> str:
    return " ".join(typed.split()[:-1])


def _read(records: Path, pattern: str) -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(records.glob(pattern))]
