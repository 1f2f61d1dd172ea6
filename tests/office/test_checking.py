"""Findings stand where the words were typed; cures are made there; decisions are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.errors import WrongUseError
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.media import MediaCount
from tests.office.conftest import opened


def spoil(records: Path, *pairs: tuple[str, str]) -> None:
    body = records / "reports" / "2023-nam" / "body.md"
    text = body.read_text(encoding="utf-8")
    for right, wrong in pairs:
        assert right in text
        text = text.replace(right, wrong, 1)
    body.write_text(text, encoding="utf-8")


def of(findings: list[Finding], code: str) -> Finding:
    (found,) = [f for f in findings if f.code == code]
    return found


def test_the_sample_as_it_was_sent_has_no_error_and_few_words_said_of_its_prose(records: Path) -> None:
    findings = opened(records).rules.check_report("2023-nam")
    assert [f for f in findings if f.severity is Severity.ERROR] == []
    on_prose = [f.code for f in findings if f.path and f.path.endswith("body.md")]
    assert on_prose == ["appendix-unmentioned", "closing-title", "C08"]


def test_a_finding_names_the_line_of_the_prose_even_beside_a_placeholder(records: Path) -> None:
    spoil(records, (". Tổng số lượt", " . Tổng số lượt"))
    finding = of(opened(records).rules.check_report("2023-nam"), "space-before-mark")
    line = (records / (finding.path or "")).read_text(encoding="utf-8").split("\n")[(finding.line or 0) - 1]
    assert "{{" in line
    assert "CCHC . Tổng số" in line


def test_what_word_leaves_for_line_and_page_ends_moves_no_finding(records: Path) -> None:
    body = records / "reports" / "2023-nam" / "body.md"
    text = body.read_text(encoding="utf-8") + "\nMột\v\f\u2028" * 30 + "\n\n# XII. MỤC LẠC\n"
    body.write_text(text, encoding="utf-8")
    lines = {f.line for f in opened(records).rules.check_report("2023-nam") if f.path and f.path.endswith("body.md")}
    assert text.split("\n").index("# XII. MỤC LẠC") + 1 in lines


def test_cures_are_made_in_the_prose_and_leave_what_changed_meanwhile(records: Path) -> None:
    spoil(records, ("các bộ phận chuyên", "các  bộ phận chuyên"), (". Tổng số lượt", " . Tổng số lượt"))
    office = opened(records)
    findings = [f for f in office.rules.check_report("2023-nam") if f.path and f.path.endswith("body.md")]
    spoil(records, ("các  bộ phận chuyên", "mọi bộ phận chuyên"))
    cured = office.rules.cure(findings)
    assert [f.code for f in cured.done] == ["space-before-mark"]
    assert [f.code for f in cured.left] == ["double-space"]
    body = (records / "reports" / "2023-nam" / "body.md").read_text(encoding="utf-8")
    assert "về CCHC. Tổng số lượt" in body
    assert "mọi bộ phận chuyên" in body


def test_words_of_a_record_are_cured_in_the_record(records: Path) -> None:
    office = opened(records)
    stored = office.records.stored(ChecklistItem)[1]
    office.records.save(stored, stored.record.change(task="Duy trì  chuyên mục"))
    cured = office.rules.cure([of(office.rules.check(), "record-spacing")])
    assert [f.code for f in cured.done] == ["record-spacing"]
    assert office.records.stored(ChecklistItem)[1].record.task == "Duy trì chuyên mục"


def test_cures_of_records_and_prose_are_one_commit_and_one_undo(
    empty: Path, commits: Callable[[Path], list[str]]
) -> None:
    office = opened(empty)
    sheet = office.outlines.new_report("2023", outline="tuyen-truyen-cchc").report
    office.records.save(
        sheet, sheet.record.change(recipients=("Như trên", "Lưu: VP"), signing=("TM. UBND", "Chủ tịch"))
    )
    body = office.reports.body(office.reports.find(sheet.record.id))
    office.reports.save_body(body, body.text + "\nĐã  tuyên truyền tại xã .\n")
    before = commits(empty)
    cured = office.rules.cure(office.rules.check_report(sheet.record.id))
    assert {"filing-line", "double-space", "space-before-mark"} <= {f.code for f in cured.done}
    assert cured.left == ()
    assert len(commits(empty)) == len(before) + 1
    assert commits(empty)[0].startswith(
        "chữa chỗ cchc check nêu: phần lời; báo cáo 2023-nam-tuyen-truyen: sửa Nơi nhận, "
    )
    assert "Đã tuyên truyền tại xã.\n" in (empty / body.path).read_text(encoding="utf-8")
    office.history.undo()
    assert "Đã  tuyên truyền tại xã .\n" in (empty / body.path).read_text(encoding="utf-8")
    assert office.reports.find(sheet.record.id).record.recipients == ("Như trên", "Lưu: VP")


def test_nothing_to_cure_makes_no_commit(empty: Path, commits: Callable[[Path], list[str]]) -> None:
    before = commits(empty)
    assert opened(empty).rules.cure([]).done == ()
    assert commits(empty) == before


def test_an_accepted_finding_is_not_heard_again_and_the_reason_is_kept(records: Path) -> None:
    office = opened(records)
    first = next(f for f in office.rules.check() if f.code == "symbol-kind")
    office.rules.accept(first, "đã ban hành, không sửa được")
    assert first not in office.rules.check()
    assert [f.record for f in office.rules.check() if f.code == "symbol-kind"] != [first.record]
    kept = (records / "accepted.toml").read_text(encoding="utf-8")
    assert 'reason = "đã ban hành, không sửa được"' in kept
    assert 'by = "Nguyễn Thị Hà"' in kept


def test_accepted_words_of_the_prose_stay_accepted_when_lines_move(records: Path) -> None:
    office = opened(records)
    office.rules.accept(of(office.rules.check_report("2023-nam"), "C08"), "quen dùng ở địa phương")
    spoil(records, ("# II. KẾT QUẢ", "Thêm một đoạn mới về công tác này.\n\n# II. KẾT QUẢ"))
    assert [f for f in office.rules.check_report("2023-nam") if f.code == "C08"] == []


def test_a_rule_is_switched_off_and_on(records: Path) -> None:
    office = opened(records)
    office.rules.switch_off("SYMBOL-KIND", "văn bản cũ")
    assert not any(f.code == "symbol-kind" for f in office.rules.check())
    office.rules.switch_on("symbol-kind")
    assert any(f.code == "symbol-kind" for f in office.rules.check())


def test_a_rule_that_is_off_by_itself_is_heard_once_somebody_wants_it(records: Path) -> None:
    office = opened(records)
    spoil(records, ("# II. KẾT QUẢ", "Theo Luật Lưu trữ số 33/2024/QH15.\n\n# II. KẾT QUẢ"))

    def heard() -> bool:
        return any(f.code == "law-number" for f in office.rules.check_report("2023-nam"))

    assert not heard()
    office.rules.switch_on("law-number")
    assert heard()
    assert 'code = "law-number"' in (records / "accepted.toml").read_text("utf-8")
    office.rules.switch_off("law-number", "chỉ thử")
    assert not heard()


def test_a_decision_needs_a_reason_and_a_rule_that_exists(records: Path) -> None:
    office = opened(records)
    with pytest.raises(WrongUseError, match="Chưa nêu lý do"):
        office.rules.switch_off("C08", " ")
    with pytest.raises(WrongUseError, match=r"Không có quy tắc “symbol-kin”\.\nCó phải “symbol-kind”\?"):
        office.rules.switch_off("symbol-kin", "x")


def test_an_unreadable_decision_file_is_a_finding_and_hides_nothing(records: Path) -> None:
    (records / "accepted.toml").write_text("[[accepted\n", encoding="utf-8")
    findings = opened(records).rules.check()
    assert any(f.path == "accepted.toml" for f in findings)
    assert any(f.code == "symbol-kind" for f in findings)


def test_a_prose_that_cannot_be_composed_is_a_finding(records: Path) -> None:
    spoil(records, ("{{ can_cu() }}", "{{ khong_co_ten_nay }}"))
    finding = of(opened(records).rules.check_report("2023-nam"), "unknown-placeholder")
    assert "khong_co_ten_nay" in finding.message


def test_everything_is_the_records_and_the_prose_of_open_reports(records: Path) -> None:
    codes = {f.code for f in opened(records).rules.check()}
    assert {"symbol-kind", "C08"} <= codes


def test_a_misspelt_placeholder_is_found_by_a_plain_check_at_its_line(records: Path) -> None:
    body = records / "reports/2023-nam/body.md"
    body.write_text(body.read_text("utf-8").replace("so_lieu.trang_tin.tin_bai", "so_lieu.trang_tin.tin_bay"), "utf-8")
    office = opened(records)
    line = next(n for n, text in enumerate(body.read_text("utf-8").split("\n"), 1) if "tin_bay" in text)
    for findings in (office.rules.check(), office.rules.check_report("2023-nam")):
        (found,) = (f for f in findings if f.code == "unknown-placeholder")
        assert (found.path, found.line) == ("reports/2023-nam/body.md", line)
        assert "“so_lieu.trang_tin.tin_bay”; có phải “so_lieu.trang_tin.tin_bai”?" in found.message


def test_a_count_nobody_recorded_is_found_where_the_prose_asks_for_it(records: Path) -> None:
    office = opened(records)
    for stored in office.records.stored(MediaCount):
        office.records.delete(stored, "thử")
    for findings in (office.rules.check_report("2023-nam"), office.rules.check()):
        found = [f for f in findings if f.code == "count-unrecorded"]
        assert [(f.path, f.line) for f in found] == [("reports/2023-nam/body.md", n) for n in (49, 49, 53, 55)]


def test_a_heading_with_nothing_under_it_is_found_in_the_prose_file(records: Path) -> None:
    body = records / "reports/2023-nam/body.md"
    body.write_text(body.read_text("utf-8").replace("# IV. ĐỀ", "# IV. PHƯƠNG HƯỚNG\n\n# V. ĐỀ"), "utf-8")
    (found,) = (f for f in opened(records).rules.check_report("2023-nam") if f.code == "empty-section")
    assert body.read_text("utf-8").split("\n")[(found.line or 0) - 1] == "# IV. PHƯƠNG HƯỚNG"
    assert found.path == "reports/2023-nam/body.md"


def test_a_missing_prose_is_named_by_its_own_file(records: Path) -> None:
    (records / "reports/2023-nam/body.md").unlink()
    (found,) = (f for f in opened(records).rules.check_report("2023-nam") if f.code == "not-composed")
    assert found.path == "reports/2023-nam/body.md"


def test_a_finding_on_a_record_gets_the_line_of_its_key_when_it_is_shown(records: Path) -> None:
    office = opened(records)
    for finding in (f for f in office.rules.check() if f.code == "symbol-kind"):
        line = (records / (finding.path or "")).read_text(encoding="utf-8").split("\n")[(finding.line or 0) - 1]
        assert line.startswith("symbol = ")


def test_a_finding_on_a_key_that_is_not_written_gets_the_first_line(records: Path) -> None:
    (path,) = records.glob("directives/*/*142-ubnd*.toml")
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line for line in text.split("\n") if not line.startswith("issuer =")), encoding="utf-8")
    office = opened(records)
    (finding,) = (f for f in office.rules.check() if f.code == "missing-issuer")
    assert finding.line == 1


def test_what_follows_from_a_broken_office_file_is_not_told_as_faults_of_its_own(records: Path) -> None:
    before = {f.message for f in opened(records).rules.check()}
    file = records / "office.toml"
    file.write_text("x = = 1\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    office = opened(records)
    for found in (office.rules.check(), office.rules.check_report("2023-nam")):
        assert [f.path for f in found if f.message not in before] == ["office.toml"]


def test_a_date_cited_otherwise_than_recorded_is_told(records: Path) -> None:
    spoil(records, ("# II.", "Theo Kế hoạch số 59/KH-UBND ngày 30/12/2022 của UBND xã về việc a.\n\n# II."))
    finding = of(opened(records).rules.check_report("2023-nam"), "citation-contradicts")
    assert "30/12/2022" in finding.message
    assert "31/12/2022" in finding.message
