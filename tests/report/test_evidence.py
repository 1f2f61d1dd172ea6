"""What proves a task is printed as a list and in the appendix, whose columns a report chooses."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.proof import ProofKind, read_proof
from cchc_tui.report import compose_report
from tests.report.builders import SOURCE, directive, sheet, task, yearbook

MARK = "3f" * 32
PROVED = task(1, "Tập huấn", "02 lớp").change(
    number="1.1",
    lead="Văn phòng",
    due_on=date(2023, 6, 30),
    evidence=("d00017", "https://hà-kỳ.vn/tin/1", f"kiem-chung/anh.jpg (sha256 {MARK})"),
)
LETTER = directive("17/UBND-VP", "2023-02-21", id="d00017")


def composed(body: str, **more: object) -> str:
    book = yearbook(LETTER, PROVED)
    return compose_report(sheet(**more), book, body, source=SOURCE, templates=None, draft=False, register=[LETTER])


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [("d00017", ProofKind.RECORD, "d00017"), ("https://x.vn/a", ProofKind.ADDRESS, "https://x.vn/a"),
     ("anh.jpg", ProofKind.FILE, "anh.jpg"), (f"a b.pdf (sha256 {MARK})", ProofKind.FILE, "a b.pdf")],
)  # fmt: skip
def test_a_line_of_evidence_is_a_record_an_address_or_a_file(text: str, kind: ProofKind, target: str) -> None:
    proof = read_proof(text)
    assert (proof.kind, proof.target, proof.text) == (kind, target, text)


def test_evidence_is_printed_as_a_list() -> None:
    text = composed("{{ kiem_chung() }}")
    row = next(line for line in text.splitlines() if line.startswith("| 1.1 | Tập huấn"))
    for said in ("17/UBND-VP ngày 21/02/2023", "https://hà-kỳ.vn/tin/1", "kiem-chung/anh.jpg (SHA-256 3f3f3f3f3f3f…)"):
        assert said in row.replace("\\", "")


def test_the_appendix_has_the_columns_that_the_sheet_names() -> None:
    plain = composed("Lời.")
    assert "| 1.1 | Tập huấn |" in plain
    assert "Chủ trì" not in plain
    text = composed("Lời.", appendix_columns=("Đơn vị chủ trì", "thoi han", "Tài liệu kiểm chứng"))
    head = next(line for line in text.splitlines() if line.startswith("| STT"))
    assert [cell.strip() for cell in head.strip("|").split("|")][-3:] == ["Chủ trì", "Thời hạn", "Tài liệu kiểm chứng"]
    row = next(line for line in text.splitlines() if line.startswith("| 1.1 |"))
    assert row.count("|") == head.count("|")
    assert "| Văn phòng | 30/6/2023 |" in row


def test_a_column_that_no_task_has_is_a_sentence() -> None:
    with pytest.raises(FindingsError, match="Phụ lục không có cột “Màu sắc”"):
        composed("Lời.", appendix_columns=("Màu sắc",))


def test_a_file_is_attached_with_the_hash_of_its_bytes_and_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CCHC_PERSON", "A <a@b.vn>")
    records = create_office(tmp_path / "xa", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    office = Office.open(records, today=date(2026, 10, 1))
    file = records.parent / "kiem-chung" / "bien-ban.txt"
    file.parent.mkdir()
    file.write_text("Biên bản", encoding="utf-8")
    office.records.add(
        ChecklistItem(checklist="2026-bang", position=1, task="Họp dân", evidence=("kiem-chung/bien-ban.txt",))
    )
    office.records.refresh()
    (item,) = office.records.stored(ChecklistItem)
    mark = hashlib.sha256(file.read_bytes()).hexdigest()
    assert item.record.evidence == (f"kiem-chung/bien-ban.txt (sha256 {mark})",)

    def told() -> list[str]:
        return [f.message for f in office.rules.check(reports=False) if f.code.startswith("evidence-")]

    assert told() == []
    file.write_text("Biên bản khác", encoding="utf-8")
    assert "đã bị sửa hoặc thay" in told()[0]
    file.unlink()
    assert "không có trong thư mục" in told()[0]
