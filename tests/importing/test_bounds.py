"""Every reader's work grows with its text and no faster, is heard of while it is done, and can be stopped."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from cchc_tui.citations import find_citations
from cchc_tui.citations.counts import read_counts
from cchc_tui.importing import read_file
from cchc_tui.records.symbol import find_symbols
from tests.importing.builders import OFFICE, TODAY, pandoc, workbook

MOST = 2.3
"""Times the calls that twice the text may need."""


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, Python's own among them: the same on every machine and under every load."""
    count = 0

    def heard(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(heard)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


SENTENCES = {
    "counts": "Đài truyền thanh xã đã phát 24 tin bài với trên 85 lượt, trang tin đăng 31 tin và 22 bài. ",
    "citations": "Thực hiện Công văn số 45/UBND-VP ngày 05/6/2023 của UBND huyện về việc tuyên truyền (kèm biểu). ",
    "one sentence": "Công văn số 45/UBND-VP ngày 05/6/2023, Kế hoạch số 7/KH-UBND ngày 07/6/2023 của UBND xã, ",
    "laws": "Căn cứ Luật Cán bộ, công chức ngày 13/11/2008; Luật sửa đổi, bổ sung một số điều của Luật Cư trú; ",
    "brackets": "((((số 5/KH-UBND ngày “”““ ",
    "numbers": "24, 25, 26 và 27/2023, 5/30, 1.900-2.000, ",
    "words": "một hai mươi ba nghìn trăm linh một hàng chục l2 O5 2 nghìn 1,5 triệu tin bài ",
    "blanks": " " * 100,
}


@pytest.mark.parametrize("read", [find_citations, find_symbols, lambda text: read_counts(text, OFFICE)])
@pytest.mark.parametrize("name", SENTENCES)
def test_twice_the_words_are_twice_the_work(name: str, read: Callable[[str], object]) -> None:
    text, times = SENTENCES[name], 150 if name in ("one sentence", "brackets") else 30  # read in bounded parts
    read(text * 3)  # patterns are built by the first call
    once, twice = calls(lambda: read(text * times)), calls(lambda: read(text * times * 2))
    assert twice <= once * MOST + 200


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_twice_the_paragraphs_are_twice_the_work(tmp_path: Path, text: str) -> None:
    def written(times: int) -> Path:
        path = tmp_path / f"{times}.txt"
        path.write_text("BÁO CÁO\nKết quả năm 2023\n\n" + f"{text}\n\n" * times, encoding="utf-8")
        return path

    small, large = written(12), written(24)
    read_file(written(3), office=OFFICE, today=TODAY)
    once = calls(lambda: read_file(small, office=OFFICE, today=TODAY))
    assert calls(lambda: read_file(large, office=OFFICE, today=TODAY)) <= once * MOST


ROW = ["8/UBND-VP", "10/02/2023", "UBND huyện", "tuyên truyền cải cách hành chính"]


def book(folder: Path, rows: int) -> Path:
    head = ["Số ký hiệu", "Ngày VB", "Cơ quan ban hành", "Trích yếu"]
    lines = [[f"{number}/UBND-VP", *ROW[1:]] for number in range(1, rows + 1)]
    return workbook(folder / f"{rows}.xlsx", {"a": [head, *lines]})


def test_twice_the_rows_of_a_register_are_twice_the_work(tmp_path: Path) -> None:
    small, large = book(tmp_path, 30), book(tmp_path, 60)
    read_file(small, office=OFFICE, today=TODAY)
    once = calls(lambda: read_file(small, office=OFFICE, today=TODAY))
    assert calls(lambda: read_file(large, office=OFFICE, today=TODAY)) <= once * MOST


class StoppedError(Exception):
    """Raised by whoever does not want to wait."""


def source(folder: Path, kind: str) -> Path:
    """A file of this kind, long enough to be told about."""
    path = folder / f"a.{kind}"
    lines = "\n\n".join(f"Đài truyền thanh xã phát {n} tin bài." for n in range(1, 130))
    paper = f"BÁO CÁO\n\nKết quả năm 2023\n\n{lines}\n"
    match kind:
        case "docx":
            pandoc("-f", "markdown", "-t", "docx", "-o", str(path), text=paper)
        case "csv":
            rows = "\n".join(f"{n}/UBND-VP,10/02/2023,UBND huyện,tuyên truyền" for n in range(1, 130))
            path.write_text(f"Số ký hiệu,Ngày VB,Cơ quan ban hành,Trích yếu\n{rows}\n", encoding="utf-8")
        case "jsonl":
            record = {"record": "directive", "symbol": "8/UBND-VP", "issued_on": "2023-02-10"}
            path.write_text("\n".join([json.dumps(record)] * 130), encoding="utf-8")
        case "xlsx":
            return book(folder, 130)
        case _:
            path.write_text(paper, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["txt", "docx", "csv", "xlsx", "jsonl"])
def test_each_reader_is_heard_of_and_can_be_stopped(tmp_path: Path, name: str) -> None:
    path = source(tmp_path, name)
    heard: list[tuple[int, int]] = []
    read_file(path, office=OFFICE, today=TODAY, progress=lambda done, of: heard.append((done, of)))
    assert len(heard) >= 2
    assert all(0 <= done <= of for done, of in heard)

    def stop(_done: int, _of: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_file(path, office=OFFICE, today=TODAY, progress=stop)
