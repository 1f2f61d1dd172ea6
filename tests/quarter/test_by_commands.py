"""A quarter of a new ward played by commands, from `init` to the closed report and into the next period."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.cli import run
from tests.quarter import plan
from tests.quarter.expected import expect_closed_pages, expect_records
from tests.quarter.that_day import ASKING_THE_CLOCK, ThatDay

Call = Callable[..., str]


@pytest.fixture
def cchc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """`cchc WORDS…` on that day, which must end well; what it prints."""
    for variable, folder in (("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache")):
        monkeypatch.setenv(variable, str(tmp_path / folder))
    monkeypatch.delenv("CCHC_RECORDS", raising=False)
    monkeypatch.setenv("CCHC_PERSON", "Phùng Thanh Tùng <tung@dongsay.vn>")
    for module in ASKING_THE_CLOCK:
        monkeypatch.setattr(f"{module}.date", ThatDay)

    def call(*words: str, ends: int = 0) -> str:
        capsys.readouterr()
        code = run(words)
        out, err = capsys.readouterr()
        assert code == ends, (words, err)
        return out if ends == 0 else err

    return call


def test_the_quarter(cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = _found_office(cchc, tmp_path)
    monkeypatch.chdir(records.parent)
    _record_the_quarter(cchc)
    expect_records(records)
    _write_the_report(cchc)
    expect_closed_pages(records)
    cchc("new-report", "--from", plan.REPORT, "--period", "quý 4/2026")
    draft = cchc("report", plan.NEXT, "--draft")
    assert "quý IV năm 2026" in draft
    assert not any(f"số {paper.symbol} về việc" in draft for paper in plan.PAPERS)
    assert "cảnh báo" not in cchc("check", "--report", plan.REPORT)


def _found_office(cchc: Call, folder: Path) -> Path:
    last = [word for name, number in plan.LAST.items() for word in ("--last", f"{name}={number}")]
    people = ("--chairman", plan.CHAIRMAN, "--deputy", plan.DEPUTY)
    bodies = ("--issuer", f"TTPVHCC={plan.CENTRE}", "--issuer", f"HĐND={plan.COUNCIL}")
    unit = ("--unit", "phường", "--name", "Đồng Sậy", "--province", plan.PROVINCE)
    return Path(cchc("init", str(folder / "phuong"), *unit, *people, *bodies, *last).strip())


def _record_the_quarter(cchc: Call) -> None:
    for paper in plan.PAPERS:
        said = ("--issuer", paper.issuer) if paper.said else ()
        typed = ("add", "directive", "--symbol", paper.symbol, "--issued-on", paper.day, "--subject", paper.subject)
        if said:
            assert "văn bản đi hay đến" in cchc(*typed, ends=2)
        cchc(*typed, *said)
    for count in plan.COUNTS:
        where = ("--channel", count.channel, "--measure", count.measure, "--period", count.period)
        cchc("add", "media", *where, "--value", count.typed)
    for number, task in enumerate(plan.TASKS, 1):
        what = ("--task", task.task, "--products", task.product, "--evaluation", task.evaluation)
        cchc("add", "checklist", "--checklist", plan.TABLE, "--position", str(number), *what)


def _write_the_report(cchc: Call) -> None:
    cchc("new-report", "--outline", "tuyen-truyen-cchc", "--period", "quý 3/2026")
    refused = cchc("export", plan.REPORT, ends=1)
    assert all(heading in refused for heading in ("1. Ưu điểm", "IV. ĐỀ XUẤT, KIẾN NGHỊ"))
    body = cchc("body", plan.REPORT)
    for prose in plan.FILLED:
        assert body.count(prose.reminder) == 1
        body = body.replace(prose.reminder, prose.words)
    Path("loi.md").write_text(body, encoding="utf-8")
    cchc("body", plan.REPORT, "--from", "loi.md")
    cchc("set", plan.REPORT, "number=141", "dated_on=17/9/2026")
    cchc("export", plan.REPORT)
    cchc("freeze", plan.REPORT)
