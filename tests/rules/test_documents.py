"""Rules on documents: entered once, numbered in order, dated and named as the decree says."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.allowed_duplicate import with_reason
from cchc_tui.records.cure import FieldCure
from cchc_tui.records.finding import Severity
from cchc_tui.records.office import Series
from cchc_tui.rules import Located, OfficeRecords
from cchc_tui.rules.documents import (
    date_in_future,
    date_order,
    date_outside_year,
    duplicate_directive,
    missing_symbol,
    near_duplicate,
    subject_form,
    symbol_kind,
)
from cchc_tui.rules.engine import record_findings
from cchc_tui.rules.issuers import missing_issuer
from cchc_tui.rules.series import number_order
from tests.rules.builders import OFFICE, count, found_on, letter, sheet

SUBJECT = "chấn chỉnh công tác tiếp nhận, giải quyết thủ tục hành chính tại Ủy ban nhân dân xã"


def test_the_same_document_typed_two_ways_is_an_error() -> None:
    twice = [letter("17/CV-UBND", id="a"), letter("017 /CV–UBND", id="b", issuer="Ủy ban nhân dân xã Hà Kỳ")]
    (finding,) = found_on(duplicate_directive, directives=twice)
    assert finding.severity is Severity.ERROR
    assert finding.record == "b"
    assert finding.message == "Văn bản số 017 /CV–UBND ngày 21/02/2023 đã có trong sổ (directives/2023/a.toml, mã a)."


def test_another_date_is_a_warning() -> None:
    twice = [letter("17/CV-UBND", id="a"), letter("17/CV-UBND", date(2023, 3, 21), id="b")]
    assert [f.severity for f in found_on(duplicate_directive, directives=twice)] == [Severity.WARNING]


def test_the_number_of_another_year_or_issuer_is_another_document() -> None:
    others = [letter(id="a"), letter(id="b", day=date(2022, 2, 21)), letter(id="c", issuer="Sở Nội vụ")]
    assert found_on(duplicate_directive, directives=others) == []


def test_a_duplicate_kept_on_purpose_with_its_reason_is_accepted() -> None:
    first, again = letter(id="a"), letter(id="b", note="bản hai\n" + with_reason(None, "cấp nhầm số hai lần"))
    assert found_on(duplicate_directive, directives=[first, again]) == []
    assert [f.record for f in found_on(duplicate_directive, directives=[first, again, letter(id="c")])] == ["c"]
    assert [
        f.record for f in found_on(duplicate_directive, directives=[first, again.change(note="Cố ý nhập trùng:")])
    ] == ["b"]


def test_near_subjects_of_one_day_are_noticed() -> None:
    pair = [letter("17/UBND-VP", id="a", subject=SUBJECT), letter("18/UBND-VP", id="b", subject=SUBJECT + " ta")]
    assert [f.record for f in found_on(near_duplicate, directives=pair)] == ["b"]


def test_other_days_and_other_digits_are_two_documents() -> None:
    monthly = [letter(f"{n}/UBND-VP", id=str(n), subject=f"{SUBJECT} tháng {n}") for n in (5, 7)]
    later = [letter(f"{n}/UBND-VP", date(2023, n, 1), id=str(n), subject=SUBJECT) for n in (5, 7)]
    assert found_on(near_duplicate, directives=monthly) == []
    assert found_on(near_duplicate, directives=later) == []


def test_the_same_number_is_left_to_the_rule_for_duplicates() -> None:
    assert found_on(near_duplicate, directives=[letter(id="a", subject=SUBJECT), letter(id="b", subject=SUBJECT)]) == []


def test_one_kept_on_purpose_is_accepted() -> None:
    kept = letter("18/UBND-VP", id="b", subject=SUBJECT, note=with_reason(None, "gửi hai nơi"))
    assert found_on(near_duplicate, directives=[letter("17/UBND-VP", id="a", subject=SUBJECT), kept]) == []


def test_a_number_out_of_order_is_found_alone() -> None:
    letters = [letter(f"{n}/UBND-VP", date(2023, m, 1)) for n, m in ((17, 2), (95, 3), (20, 4), (25, 5))]
    assert [f.record for f in found_on(number_order, directives=letters)] == ["d95/UBND-VP"]


def test_the_seed_and_numbers_of_one_day_rise() -> None:
    days = {
        "17/CV-UBND": date(2023, 2, 21),
        "91/CV-UBND": date(2023, 4, 11),
        "142/UBND-NV": date(2023, 6, 15),
        "143/UBND-VP": date(2023, 6, 15),
        "325/UBND-VP": date(2023, 11, 27),
        "2/UBND-VP": date(2024, 1, 3),
    }
    assert found_on(number_order, directives=[letter(symbol, day) for symbol, day in days.items()]) == []


def test_plans_and_letters_are_two_series_unless_the_office_says_one() -> None:
    both = [letter("17/UBND-VP"), letter("5/KH-UBND", date(2023, 3, 1), kind="ke-hoach")]
    assert found_on(number_order, directives=both) == []
    one = OFFICE.change(series=(Series(name="chung", kinds=("Công văn", "Kế hoạch")),))
    assert len(found_on(number_order, directives=both, office=one)) == 1


def test_documents_of_others_are_not_our_series() -> None:
    theirs = letter("5/UBND-VP", date(2023, 3, 1), direction="incoming", issuer="UBND huyện")
    assert found_on(number_order, directives=[letter("17/UBND-VP"), theirs]) == []


def test_a_document_and_a_month_after_today_are_found() -> None:
    found = found_on(date_in_future, directives=[letter(day=date(2032, 2, 21))], media=[count("bai", "2024-04", 3)])
    assert [f.key for f in found] == ["issued_on", "period"]


def test_today_and_this_month_are_lawful() -> None:
    assert found_on(date_in_future, directives=[letter(day=date(2024, 3, 1))], media=[count("bai", "2024-03", 3)]) == []


def test_a_symbol_with_another_year_is_found() -> None:
    decree = letter("30/2020/NĐ-CP", date(2021, 3, 5), kind="nghi-dinh")
    (finding,) = found_on(date_outside_year, directives=[decree])
    assert "ký hiệu ghi năm 2020" in finding.message


def test_a_file_in_another_years_folder_is_found() -> None:
    records = OfficeRecords(OFFICE, directives=[Located(letter(), "directives/2022/x.toml")])
    assert [f.key for f in record_findings(date_outside_year, records)] == ["issued_on"]


def test_the_same_year_is_lawful() -> None:
    assert (
        found_on(date_outside_year, directives=[letter(), letter("30/2020/NĐ-CP", date(2020, 3, 5), kind="nghi-dinh")])
        == []
    )


def test_sent_before_issued_is_found() -> None:
    assert [f.key for f in found_on(date_order, directives=[letter(sent_on=date(2023, 2, 2))])] == ["sent_on"]


def test_sent_the_same_day_is_lawful() -> None:
    assert found_on(date_order, directives=[letter(sent_on=date(2023, 2, 21), received_on=date(2023, 2, 22))]) == []


@pytest.mark.parametrize(
    ("symbol", "kind", "words"),
    [
        ("17/CV-UBND", "cong-van", "không có chữ CV"),
        ("5/QCh-UBND", "quy-che", "đúng là QC"),
        ("5/DAn-UBND", "du-an", "đúng là DA"),
        ("5/GN-UBND", "giay-nghi-phep", "đúng là GNP"),
        ("5/QĐ-UBND", "ke-hoach", "không phải KH"),
        ("5/KH-UBND", "cong-van", "là của kế hoạch"),
        ("5/UBND-VP", "ke-hoach", "thiếu chữ viết tắt KH"),
    ],
)
def test_a_wrong_code_is_found_and_never_cured(symbol: str, kind: str, words: str) -> None:
    (finding,) = found_on(symbol_kind, directives=[letter(symbol, kind=kind)])
    assert words in finding.message
    assert finding.cure is None


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("17/UBND-VP", "cong-van"),
        ("5/QĐ-UBND", "quyet-dinh"),
        ("5/Ctr-UBND", "chuong-trinh"),
        ("30/2020/NĐ-CP", "nghi-dinh"),
        ("340-CV/ĐU", "cong-van-dang"),
    ],
)
def test_a_right_code_is_lawful(symbol: str, kind: str) -> None:
    assert found_on(symbol_kind, directives=[letter(symbol, kind=kind)]) == []


def test_documents_of_others_are_not_ours_to_correct() -> None:
    assert found_on(symbol_kind, directives=[letter("17/CV-UBND", direction="incoming")]) == []


def test_the_symbol_of_an_open_report_is_looked_at() -> None:
    assert found_on(symbol_kind, reports=[sheet()]) == []
    (finding,) = found_on(symbol_kind, reports=[sheet(symbol="KH-UBND")])
    assert finding.key == "symbol"


def test_our_own_document_is_cured_with_our_name() -> None:
    (finding,) = found_on(missing_issuer, directives=[letter(issuer=None)])
    assert finding.cure == FieldCure("d17/UBND-VP", "issuer", None, "UBND xã Hà Kỳ")


def test_a_received_one_has_no_safe_cure() -> None:
    (finding,) = found_on(missing_issuer, directives=[letter(issuer=None, direction="incoming")])
    assert finding.cure is None


def test_a_law_needs_no_issuer() -> None:
    assert found_on(missing_issuer, directives=[letter(issuer=None, kind="luat"), letter()]) == []


@pytest.mark.parametrize("symbol", [None, "/KH-UBND", "không số"])
def test_no_number_is_noticed(symbol: str | None) -> None:
    assert len(found_on(missing_symbol, directives=[letter(symbol)])) == 1


def test_a_number_or_a_law_is_lawful() -> None:
    assert found_on(missing_symbol, directives=[letter(), letter(None, kind="luat")]) == []


@pytest.mark.parametrize("subject", ["V/v chấn chỉnh TTHC", "Về việc chấn chỉnh TTHC.", "chấn chỉnh TTHC;"])
def test_it_is_cured(subject: str) -> None:
    (finding,) = found_on(subject_form, directives=[letter(subject=subject)])
    assert finding.cure == FieldCure("d17/UBND-VP", "subject", subject, "chấn chỉnh TTHC")


def test_the_small_letter_after_about_is_cured() -> None:
    (finding,) = found_on(subject_form, directives=[letter(subject="V/v Tăng cường kỷ luật.")])
    assert finding.message == (
        "Trích yếu của văn bản 17/UBND-VP viết là “tăng cường kỷ luật”"
        " (không “về việc” ở đầu, không dấu ở cuối, chữ đầu viết thường)."
    )
    names = [letter(subject=name) for name in ("Công an xã trực Tết", "Ủy ban nhân dân xã phân công")]
    assert found_on(subject_form, directives=names) == []
    assert found_on(subject_form, reports=[sheet(subject="Báo cáo kết quả")]) == []


def test_a_bare_subject_is_lawful() -> None:
    assert found_on(subject_form, directives=[letter()]) == []
