"""The kinds of documents and their abbreviations, as Phụ lục III prints them."""

from __future__ import annotations

from cchc_tui.records.kind import ADMINISTRATIVE_KINDS, COPY_KINDS, KIND_BY_SLUG, KINDS, kinds_with

PHU_LUC_III = """
Nghị quyết NQ|Quyết định QĐ|Chỉ thị CT|Quy chế QC|Quy định QyĐ|Thông cáo TC|Thông báo TB|Hướng dẫn HD|Chương trình CTr
Kế hoạch KH|Phương án PA|Đề án ĐA|Dự án DA|Báo cáo BC|Biên bản BB|Tờ trình TTr|Hợp đồng HĐ|Công điện CĐ|Bản ghi nhớ BGN
Bản thỏa thuận BTT|Giấy ủy quyền GUQ|Giấy mời GM|Giấy giới thiệu GGT|Giấy nghỉ phép GNP|Phiếu gửi PG|Phiếu chuyển PC
Phiếu báo PB|Bản sao y SY|Bản trích sao TrS|Bản sao lục SL
"""


def test_the_abbreviations_are_those_of_phu_luc_iii() -> None:
    wanted = [entry.rsplit(" ", 1) for line in PHU_LUC_III.split("\n") for entry in line.split("|") if entry]
    listed = [kind for kind in (*ADMINISTRATIVE_KINDS, *COPY_KINDS) if kind.abbreviation]
    assert [[kind.name, kind.abbreviation] for kind in listed] == wanted


def test_there_are_29_administrative_kinds_two_of_them_without_code() -> None:
    assert len(ADMINISTRATIVE_KINDS) == 29
    assert [kind.slug for kind in ADMINISTRATIVE_KINDS if kind.abbreviation is None] == ["cong-van", "thu-cong"]


def test_slugs_are_unique() -> None:
    assert len(KIND_BY_SLUG) == len(KINDS)


def test_a_code_is_found_whatever_its_case() -> None:
    assert [kind.slug for kind in kinds_with("Ctr")] == ["chuong-trinh"]
    assert kinds_with("CV")[0].slug == "cong-van-dang"
