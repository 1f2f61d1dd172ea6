"""A quarter of a new ward played by commands, from `init` to the closed report and into the next period."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.cli import run
from tests.quarter.expected import expect_closed_pages, expect_records
from tests.quarter.plan import (
    CENTRE, CHAIRMAN, COUNCIL, COUNTS, DEPUTY, FILLED, LAST, NEXT, PAPERS, PROVINCE, REPORT, TABLE, TASKS, TODAY,
)  # fmt: skip

Call = Callable[..., str]


class _Day(datetime.date):
    @classmethod
    def today(cls) -> datetime.date:  # type: ignore[override]
        return TODAY


@pytest.fixture
def cchc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """`cchc WORDS…` on that day, which must end well; what it prints."""
    for variable, folder in (("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache")):
        monkeypatch.setenv(variable, str(tmp_path / folder))
    monkeypatch.delenv("CCHC_RECORDS", raising=False)
    monkeypatch.setenv("CCHC_PERSON", "Phùng Thanh Tùng <tung@dongsay.vn>")
    for module in ("cchc_tui.cli.starting", "cchc_tui.cli.office_settings", "cchc_tui.office.office"):
        monkeypatch.setattr(f"{module}.date", _Day, raising=False)

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
    cchc("new-report", "--from", REPORT, "--period", "quý 4/2026")
    draft = cchc("report", NEXT, "--draft")
    assert "quý IV năm 2026" in draft
    assert not any(f"số {paper.symbol} về việc" in draft for paper in PAPERS)
    assert "cảnh báo" not in cchc("check", "--report", REPORT)


def _found_office(cchc: Call, folder: Path) -> Path:
    last = [word for name, number in LAST.items() for word in ("--last", f"{name}={number}")]
    people = ("--chairman", CHAIRMAN, "--deputy", DEPUTY)
    bodies = ("--issuer", f"TTPVHCC={CENTRE}", "--issuer", f"HĐND={COUNCIL}")
    unit = ("--unit", "phường", "--name", "Đồng Sậy", "--province", PROVINCE)
    return Path(cchc("init", str(folder / "phuong"), *unit, *people, *bodies, *last).strip())


def _record_the_quarter(cchc: Call) -> None:
    for paper in PAPERS:
        said = ("--issuer", paper.issuer) if paper.said else ()
        typed = ("add", "directive", "--symbol", paper.symbol, "--issued-on", paper.day, "--subject", paper.subject)
        if said:
            assert "văn bản đi hay đến" in cchc(*typed, ends=2)
        cchc(*typed, *said)
    for count in COUNTS:
        where = ("--channel", count.channel, "--measure", count.measure, "--period", count.period)
        cchc("add", "media", *where, "--value", count.typed)
    for number, task in enumerate(TASKS, 1):
        what = ("--task", task.task, "--products", task.product, "--evaluation", task.evaluation)
        cchc("add", "checklist", "--checklist", TABLE, "--position", str(number), *what)


def _write_the_report(cchc: Call) -> None:
    cchc("new-report", "--outline", "tuyen-truyen-cchc", "--period", "quý 3/2026")
    refused = cchc("export", REPORT, ends=1)
    assert all(heading in refused for heading in ("1. Ưu điểm", "IV. ĐỀ XUẤT, KIẾN NGHỊ"))
    body = cchc("body", REPORT)
    for reminder, words in FILLED:
        assert body.count(reminder) == 1
        body = body.replace(reminder, words)
    Path("loi.md").write_text(body, encoding="utf-8")
    cchc("body", REPORT, "--from", "loi.md")
    cchc("set", REPORT, "number=141", "dated_on=17/9/2026")
    cchc("export", REPORT)
    cchc("freeze", REPORT)
