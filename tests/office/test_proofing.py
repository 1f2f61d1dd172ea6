"""Files that are no records are checked as they lie, and a Markdown file is cured in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.office.curing import cure_markdown
from cchc_tui.office.documents import begin_document
from cchc_tui.office.proofing import proof
from tests.importing.builders import SEED
from tests.office.conftest import TODAY, opened


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A new letter with mistakes in its head and its prose."""
    path = tmp_path / "thu.md"
    begin_document("cong-van", path)
    text = path.read_text(encoding="utf-8").rstrip("\n")
    head, _, body = text.partition("\n---\n")
    lines = [line if not line.startswith("trich-yeu") else "trich-yeu: tuyền truyền CCHC" for line in head.split("\n")]
    body += "\n\nTheo công văn số 17/UBND-VP  ngày 6/9/2023 về việc A.\n"
    path.write_text("\n".join(lines) + "\n---\n" + body, encoding="utf-8")
    return path


def test_findings_name_the_line_of_the_file(letter: Path) -> None:
    lines = letter.read_text(encoding="utf-8").split("\n")
    found = {f.code: f for f in proof(letter, None, today=TODAY)}
    assert {"C07", "double-space", "date-form", "spelling-compound"} <= set(found)
    assert all(f.path == str(letter) for f in found.values())
    assert "công văn số 17" in lines[(found["C07"].line or 0) - 1]
    assert lines[(found["spelling-compound"].line or 0) - 1].startswith("trich-yeu:")


def test_what_is_safe_is_cured_in_the_file(letter: Path) -> None:
    cured = cure_markdown(letter, proof(letter, None, today=TODAY))
    assert "Theo Công văn số 17/UBND-VP ngày 06/9/2023 về việc A." in letter.read_text(encoding="utf-8")
    assert cured.left == ()
    assert {f.code for f in proof(letter, None, today=TODAY)} & {"C07", "double-space", "date-form"} == set()


def test_what_the_layout_check_and_a_rule_both_know_is_said_once(letter: Path) -> None:
    letter.write_text(letter.read_text(encoding="utf-8") + "\n# I. KẾT QUẢ.\n\nXong.\n", encoding="utf-8")
    codes = [f.code for f in proof(letter, None, today=TODAY)]
    assert codes.count("heading-stop") == 1
    assert "heading-end" not in codes


def test_the_prose_of_a_report_is_checked_as_that_report(records: Path) -> None:
    office = opened(records)
    found = proof(records / "reports" / "2023-nam" / "body.md", office, today=TODAY)
    assert found == office.rules.check_report("2023-nam")


def test_so_it_is_under_another_name_and_through_a_link(records: Path, tmp_path: Path) -> None:
    (records / "reports" / "2023-nam").rename(records / "reports" / "bao-cao-cu")
    (tmp_path / "hs").symlink_to(records)
    office = opened(records)
    found = proof(tmp_path / "hs" / "reports" / "bao-cao-cu" / "body.md", office, today=TODAY)
    assert found == office.rules.check_report("2023-nam")
    assert found


def test_a_file_among_the_records_is_checked_as_the_record_it_is(records: Path) -> None:
    office = opened(records)
    (path,) = records.glob("directives/2023/*17-cv-ubnd*.toml")
    assert [f.code for f in proof(path, office, today=TODAY)] == ["symbol-kind"]
    assert proof(records / "office.toml", office, today=TODAY) == []


def test_a_rule_the_office_switched_off_is_not_heard(records: Path, letter: Path) -> None:
    office = opened(records)
    assert "C07" in {f.code for f in proof(letter, office, today=TODAY)}
    office.rules.switch_off("C07", "thử")
    assert "C07" not in {f.code for f in proof(letter, office, today=TODAY)}


def test_a_register_is_checked_row_by_row(records: Path, tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text(
        '"Số, ký hiệu",Ngày tháng văn bản,Tên loại và trích yếu\n'
        "95/UBND-VP,10/3/2022,Công văn về việc A\n91/UBND-VP,11/4/2022,Công văn về việc B\n"
        "91/UBND-VP,11/4/2022,Công văn về việc B\n",
        encoding="utf-8",
    )
    found = proof(path, opened(records), today=TODAY)
    assert {"duplicate-directive", "number-order"} <= {f.code for f in found}
    assert all(f.record is None and f.cure is None for f in found)


@pytest.mark.parametrize(("months", "count"), [("tháng 12  năm", 1), ("tháng 12 năm", 0)])
def test_two_spaces_in_the_line_of_the_date_are_found(records: Path, tmp_path: Path, months: str, count: int) -> None:
    text = SEED.read_text(encoding="utf-8").replace("tháng 12  năm", months)
    (tmp_path / "goc.txt").write_text(text, encoding="utf-8")
    said = [f.message for f in proof(tmp_path / "goc.txt", opened(records), today=TODAY)]
    assert sum("tháng 12  năm" in message for message in said) == count


def test_other_files_need_an_office(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("BÁO CÁO\n", encoding="utf-8")
    with pytest.raises(FindingsError, match="phải biết cơ quan nào"):
        proof(tmp_path / "a.txt", None, today=TODAY)
