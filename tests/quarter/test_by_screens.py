"""The same quarter played by keys in a real terminal: questions of `init`, then nothing but the screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.quarter import plan
from tests.quarter.expected import expect_closed_pages, expect_records
from tests.terminal.pty_terminal import Terminal

ROOT = Path(__file__).parents[2]
Open = Callable[..., Terminal]


@pytest.fixture
def cchc(tmp_path: Path) -> Iterator[Open]:
    """`cchc WORDS…` on the day of the plan in a pty, in the folder where the office will be."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"), "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT), "CCHC_PERSON": "Phùng Thanh Tùng <tung@dongsay.vn>",
    }  # fmt: skip
    with ExitStack() as stack:

        def start(*words: str) -> Terminal:
            argv = [sys.executable, str(Path(__file__).with_name("that_day.py")), *words]
            return stack.enter_context(Terminal(argv, environment, cwd=tmp_path, columns=100, rows=32))

        yield start


def test_the_quarter(cchc: Open, tmp_path: Path) -> None:
    _found_office(cchc("init", "phuong"))
    records = tmp_path / "phuong/records"
    screen = cchc("--records", str(records))
    screen.wait_for("Sổ mới.")
    _type_the_papers(screen)
    _type_the_counts(screen)
    _type_the_tasks(screen)
    expect_records(records)
    _write_the_report(screen)
    expect_closed_pages(records)
    _begin_the_next(screen)
    screen.send("<Ctrl+Q>")
    assert screen.wait_end() == 0
    assert (records / f"reports/{plan.NEXT}/body.md").read_text("utf-8").count(plan.FILLED[0].words) == 1


def _found_office(terminal: Terminal) -> None:
    answers = (
        ("Xã, phường hay đặc khu?", "phường"), ("Tên đơn vị", "Đồng Sậy"), ("Thuộc tỉnh", plan.PROVINCE),
        ("Họ tên Chủ tịch?", plan.CHAIRMAN), ("các Phó Chủ tịch", plan.DEPUTY), ("Gõ số của những nơi có", "1, 5"),
        ("đứng đầu TTPVHCC", ""), ("đứng đầu HĐND", ""), ("Sáp nhập từ những nơi nào", ""),
        *((f"{name}: số cuối", str(last)) for name, last in plan.LAST.items()),
    )  # fmt: skip
    for question, answer in answers:
        terminal.wait_for(lambda t, words=question: words in " ".join(t.text.split()))
        terminal.send(f"{answer}<Enter>")
    assert terminal.wait_end() == 0, terminal.text


def _type_the_papers(screen: Terminal) -> None:
    screen.send("1")
    for paper in plan.PAPERS:
        issuer = paper.issuer if paper.said else ""
        screen.send(f"<F4>{paper.symbol}<Tab>{paper.day}<Tab><Tab>{issuer}<Tab><Tab>{paper.subject}<F2>")
    screen.wait_for(f"Đã thêm văn bản {plan.PAPERS[-1].symbol}")


def _type_the_counts(screen: Terminal) -> None:
    """Month by month down the grid of the quarter; what is known for the whole quarter only, in a form."""
    screen.send("2<Ctrl+T>quý 3/2026<Enter>")
    screen.wait_for("T9")
    for month in plan.MONTHS:
        broadcast, times, site, posts, guided = (c.typed for c in plan.COUNTS if c.period == month)
        screen.send(f"<Right>{broadcast}<Enter>{times}<Enter><Down>{site}<Enter>{posts}<Enter>{guided}<Enter>")
        screen.send("<Up>" * 6)
        screen.wait_for(f"tháng {int(month[-2:])} năm 2026: {guided}")
    screen.send("<Ctrl+E><F4>Tuyên truyền trực quan<Tab>tờ rơi<Tab>quý 3/2026<Tab>1.200<F2>")
    screen.wait_for("Đã thêm thống kê tin bài Tuyên truyền trực quan, tờ rơi")
    screen.send("<F4>Hội nghị, tập huấn<Tab>hội nghị<Tab>quý 3/2026<Tab>2<F2>")
    screen.wait_for("Đã thêm thống kê tin bài Hội nghị, tập huấn, hội nghị")


def _type_the_tasks(screen: Terminal) -> None:
    screen.send("3")
    for number, task in enumerate(plan.TASKS, 1):
        screen.send(f"<F4>{plan.TABLE}<Tab>{number}<Tab>{task.task}<Tab>{task.product}<Tab>{task.evaluation}<F2>")
    screen.wait_for(f"Đã thêm nhiệm vụ {len(plan.TASKS)}.")


def _write_the_report(screen: Terminal) -> None:
    screen.send("4<F4>")
    screen.wait_for("Lập báo cáo mới từ đâu?")
    screen.send("tuyen truyen<Enter>")
    screen.wait_for("Kỳ của báo cáo mới")
    screen.send("<Enter>")
    screen.wait_for("Chưa xuất chính thức được")
    screen.send("<Ctrl+E>")
    screen.wait_for("Phần lời báo cáo")
    for prose in plan.FILLED:
        screen.send("<Ctrl+T>")
        screen.wait_for("Mục lục")
        screen.send(f"{prose.heading}<Enter><End><Enter><Enter>{prose.words}")
        screen.wait_for(prose.words.split()[-1])
    screen.send("<F2>")
    screen.wait_for("Đã lưu phần lời")
    screen.send("<F3>")
    screen.wait_for("Đã đủ để xuất bản chính thức")
    screen.send("<Enter><Tab><Tab>141<Tab><Tab>17/9<F2>")
    screen.wait_for("sửa Số, Ngày ký")
    screen.send("<F9>")
    screen.wait_for("Đã xuất")
    screen.send("<Ctrl+K>")
    screen.wait_for("Chốt số liệu 2026")
    screen.send("c")
    screen.wait_for("Đã chốt số liệu báo cáo")


def _begin_the_next(screen: Terminal) -> None:
    screen.send("<F4>")
    screen.wait_for("Lập báo cáo mới từ đâu?")
    screen.send("<Enter>")
    screen.wait_for("quý 4/2026")
    screen.send("<Enter>")
    screen.wait_for(f"Đã lập báo cáo {plan.NEXT}")
