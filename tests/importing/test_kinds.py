"""Kinds of words that papers have and a reader gets wrong: each read as it is, asked, or left alone with its reason."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.citations import find_citations
from cchc_tui.citations.counts import Setting, find_counts, read_counts
from cchc_tui.errors import FindingsError
from cchc_tui.importing import Candidate, read_file
from cchc_tui.importing.blocks import Paragraph, SourceTable
from cchc_tui.importing.prose import MERGED_HEADS, heading_levels, markdown_table
from cchc_tui.records.office import Channel, Issuer, Measure, OfficeSettings, Predecessor
from cchc_tui.records.period import parse_period
from tests.importing.builders import OFFICE, TODAY, of_kind, workbook

UNITS = OfficeSettings(
    short_name="UBND xã Hà Kỳ",
    place="Hà Kỳ",
    channels=(
        Channel(code="dai", label="Đài truyền thanh"),
        Channel(code="web", label="Trang thông tin điện tử"),
        Channel(code="mxh", label="Mạng xã hội"),
        Channel(code="mot-cua", label="Bộ phận Một cửa"),
        Channel(code="truc-quan", label="Tuyên truyền trực quan"),
        Channel(code="hop", label="Hội nghị, tập huấn"),
        Channel(code="tthc", label="Thủ tục hành chính"),
    ),
    measures=(
        Measure(channel="dai", code="bai", label="tin, bài xây dựng", unit="bài"),
        Measure(channel="dai", code="luot", label="lượt phát sóng", unit="lượt"),
        Measure(channel="dai", code="buoi", label="buổi tiếp âm đài cấp trên", unit="buổi"),
        Measure(channel="web", code="bai", label="tin, bài đăng", unit="tin bài"),
        Measure(channel="mxh", code="bai", label="bài đăng", unit="bài"),
        Measure(channel="mot-cua", code="luot", label="lượt hướng dẫn, tuyên truyền trực tiếp", unit="lượt"),
        Measure(channel="truc-quan", code="khau-hieu", label="khẩu hiệu", unit="khẩu hiệu"),
        Measure(channel="truc-quan", code="pano", label="pano, áp phích", unit="tấm"),
        Measure(channel="truc-quan", code="to-roi", label="tờ rơi", unit="tờ"),
        Measure(channel="hop", code="hoi-nghi", label="hội nghị", unit="cuộc"),
        Measure(channel="hop", code="nguoi", label="lượt người dự", unit="lượt"),
        Measure(channel="hop", code="tap-huan", label="lớp tập huấn", unit="lớp"),
        Measure(channel="tthc", code="truc-tuyen", label="hồ sơ nộp trực tuyến", unit="hồ sơ"),
        Measure(channel="tthc", code="dung-han", label="tỷ lệ hồ sơ giải quyết đúng hạn", unit="%", places=1),
        Measure(channel="tthc", code="so-hoa", label="hồ sơ được số hóa (%)", unit="%", places=2),
    ),
)
YEAR = Setting(parse_period("2023"))


def sure(text: str, setting: Setting = YEAR) -> list[tuple[str, int]]:
    """`channel/measure` and value of the counts that are sure and of the paper's own period."""
    return [
        (f"{m.measure.channel}/{m.measure.code}", m.quantity.value)
        for m in find_counts(text, UNITS, setting)
        if m.measure is not None and not m.doubts and (m.when is None or m.when.own)
    ]


class TestThePeriodOfASentence:
    @pytest.mark.parametrize(
        ("text", "period"),
        [
            ("Năm 2021, đài truyền thanh xã phát 18 tin bài.", "2021-nam"),
            ("Trong năm 2023, đài truyền thanh xã phát 18 tin bài.", "2023-nam"),
            ("Quý II, đài truyền thanh xã phát 9 tin bài.", "2023-quy-2"),
            ("Quý 3 năm 2022 đài truyền thanh xã phát 9 tin bài.", "2022-quy-3"),
            ("9 tháng đầu năm 2023, đài truyền thanh xã phát 20 tin bài.", "2023-9-thang"),
            ("6 tháng cuối năm đài truyền thanh xã phát 11 tin bài.", "2023-6-thang-cuoi"),
            ("Tháng 8/2023, đài truyền thanh xã phát 2 tin bài.", "2023-08"),
            ("Từ 01/4/2023 đến 15/5/2023, đài truyền thanh xã phát 4 tin bài.", "2023-04-01..2023-05-15"),
            ("Từ tháng 3 đến tháng 5, đài truyền thanh xã phát 4 tin bài.", "2023-03-01..2023-05-31"),
            ("Tính đến tháng 12/2023, đài truyền thanh xã đã phát 24 tin bài.", "2023-nam"),
            ("Đài truyền thanh xã phát 24 tin bài trong năm 2022.", "2022-nam"),
            ("Sáu tháng đầu năm, đài truyền thanh xã phát 12 tin bài.", "2023-6-thang"),
            ("Chín tháng đầu năm 2023 đài truyền thanh xã phát 20 tin bài.", "2023-9-thang"),
            ("Quý ba, đài truyền thanh xã phát 9 tin bài.", "2023-quy-3"),
            ("Trong quý hai, đài truyền thanh xã phát 9 tin bài.", "2023-quy-2"),
            ("Quý tư năm 2022 đài truyền thanh xã phát 9 tin bài.", "2022-quy-4"),
        ],
    )
    def test_it_is_read(self, text: str, period: str) -> None:
        (found,) = find_counts(text, UNITS, YEAR)
        assert found.when is not None
        assert found.when.period is not None
        assert (found.when.period.code, found.doubts) == (period, ())

    @pytest.mark.parametrize(
        "text",
        [
            "Cùng kỳ, đài truyền thanh xã phát 19 tin bài.",
            "Năm trước đài truyền thanh xã phát 19 tin bài.",
            "Lũy kế từ đầu nhiệm kỳ, đài truyền thanh xã đã phát 90 tin bài.",
            "Giai đoạn 2021 - 2023, đài truyền thanh xã đã phát 90 tin bài.",
            "Từ đầu năm đến nay, đài truyền thanh xã đã phát 20 tin bài.",
            "Tháng 8, đài truyền thanh xã phát 2 tin bài.",
            "So với năm 2022, đài truyền thanh xã phát 19 tin bài.",
            "Trong năm 2022 và năm 2023, đài truyền thanh xã phát 60 tin bài.",
            "6 tháng đầu năm 2023 và 6 tháng cuối năm 2022, đài truyền thanh xã phát 30 tin bài.",
            "Tính đến 30/9/2023, đài truyền thanh xã đã phát 18 tin bài.",
            "Đến nay đài truyền thanh xã đã phát 18 tin bài.",
            "Trong tháng, đài truyền thanh xã phát 2 tin bài.",
            "Trong quý, đài truyền thanh xã phát 6 tin bài.",
            "Tuần 40, đài truyền thanh xã phát 2 tin bài.",
            "Sáu tháng qua đài truyền thanh xã phát 12 tin bài.",
            "Nửa đầu năm, đài truyền thanh xã phát 12 tin bài.",
            "Những tháng cuối năm đài truyền thanh xã phát 12 tin bài.",
            "Tháng ba, đài truyền thanh xã phát 2 tin bài.",
            "Hai quý đầu năm đài truyền thanh xã phát 12 tin bài.",
            "Tuần đầu tháng đài truyền thanh xã phát 2 tin bài.",
            "Cuối năm, đài truyền thanh xã phát 2 tin bài.",
            "Trong mười tháng, đài truyền thanh xã phát 20 tin bài.",
        ],
    )
    def test_it_is_asked_where_nobody_can_tell(self, text: str) -> None:
        (found,) = find_counts(text, UNITS, YEAR)
        assert found.doubts

    @pytest.mark.parametrize(
        ("text", "periods"),
        [
            ("Đài truyền thanh xã phát 26 tin bài (cùng kỳ năm 2022: 19 tin bài).", [None, "?"]),
            ("Đài truyền thanh xã phát 26 tin bài, cùng kỳ 19 tin bài.", [None, "?"]),
            ("Đài truyền thanh xã phát 24 tin bài (năm 2022 là 20 tin bài).", [None, "2022-nam"]),
            ("Đài truyền thanh xã phát 7 tin bài trong quý I và 9 tin bài trong quý II.", ["2023-quy-1", "2023-quy-2"]),
            ("Năm 2023 đài truyền thanh xã phát 24 tin bài, năm 2022 phát 20 tin bài.", ["2023-nam", "2022-nam"]),
        ],
    )
    def test_each_number_of_a_sentence_has_its_own(self, text: str, periods: list[str | None]) -> None:
        found = [m.when for m in find_counts(text, UNITS, YEAR)]
        assert [None if w is None else w.period.code if w.period else "?" for w in found] == periods

    def test_a_heading_says_it_for_what_stands_below(self) -> None:
        setting = Setting(YEAR.period, "1. Kết quả quý I năm 2023")
        (found,) = find_counts("Đài truyền thanh xã phát 7 tin bài.", UNITS, setting)
        assert found.when is not None
        assert found.when.period == parse_period("quý I/2023")

    def test_the_plan_a_sentence_cites_does_not_say_it(self) -> None:
        assert sure("Thực hiện Kế hoạch số 59/KH-UBND, đài truyền thanh xã phát 7 tin bài.") == [("dai/bai", 7)]


class TestWhatIsNoResult:
    @pytest.mark.parametrize(
        "text",
        [
            "Phấn đấu trang thông tin điện tử đăng 60 tin bài.",
            "Dự kiến đài truyền thanh phát 12 tin bài.",
            "Năm tới đài truyền thanh sẽ phát 36 tin bài.",
            "Đề nghị Đài truyền thanh xã phát 5 tin bài.",
            "Bộ phận Một cửa cần có 3 tờ rơi cho mỗi lượt.",
            "Đài truyền thanh xã phát 3 tin bài mỗi tuần.",
            "Đài truyền thanh xã phát 2 tin bài/tháng.",
            "Đài truyền thanh xã không phát 4 tin bài theo lịch.",
            "Đài truyền thanh xã xin kinh phí cho 10 tin bài.",
            "Đài phát thanh tỉnh phát 6 tin bài về xã.",
            "Đài truyền thanh xã Thanh Hà phát 6 tin bài.",
            "Trang thông tin điện tử của huyện đăng 9 tin bài.",
            "Trang thông tin điện tử đăng tăng 12 tin bài.",
            "Nếu có kinh phí, đài truyền thanh xã phát 40 tin bài.",
            "Tiếp tục duy trì phát 30 tin bài trên đài truyền thanh xã.",
            "Đài truyền thanh xã được giao phát 30 tin bài.",
            "UBND xã chỉ đạo đài truyền thanh phát 30 tin bài.",
            "Mỗi thôn treo 2 khẩu hiệu.",
            "Facebook của huyện đăng 20 bài.",
            "Cổng thông tin điện tử tỉnh đăng 5 tin bài.",
        ],
    )
    def test_it_is_not_taken_and_its_reason_is_kept(self, text: str) -> None:
        assert sure(text) == []
        assert all(mention.refused for mention in read_counts(text, UNITS, YEAR))

    def test_below_a_heading_of_plans_nothing_is_a_result(self) -> None:
        setting = Setting(YEAR.period, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024")
        assert find_counts("Đài truyền thanh xã phát 40 tin bài.", UNITS, setting) == []

    @pytest.mark.parametrize(
        "text",
        [
            "Theo đề nghị của xã, Đài truyền thanh xã đã phát 5 tin bài.",
            "Tuy chưa có kinh phí nhưng đài truyền thanh xã đã phát 5 tin bài.",
            "Thực hiện nhiệm vụ được giao, đài truyền thanh xã phát 5 tin bài.",
            "Theo chỉ đạo của huyện, đài truyền thanh xã đã phát 5 tin bài.",
            "UBND xã đã chỉ đạo đài truyền thanh xã phát 5 tin bài.",
        ],
    )
    def test_a_result_among_such_words_is_one(self, text: str) -> None:
        assert sure(text) == [("dai/bai", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "Bộ phận Một cửa hướng dẫn từ 300 đến 400 lượt công dân.",
        "Bộ phận Một cửa hướng dẫn 300 - 400 lượt người.",
        "Bộ phận Một cửa hướng dẫn ít nhất 300 lượt người.",
        "Bộ phận Một cửa hướng dẫn tối đa 300 lượt người.",
        "Bộ phận Một cửa hướng dẫn không quá 300 lượt người.",
        "Bộ phận Một cửa hướng dẫn 300 lượt trở xuống.",
        "Bộ phận Một cửa hướng dẫn chưa đến 300 lượt.",
        "Bộ phận Một cửa hướng dẫn 1.900-2.000 lượt công dân.",
        "Bộ phận Một cửa hướng dẫn tới 300 lượt người.",
        "Bộ phận Một cửa hướng dẫn lên đến 300 lượt người.",
        "Bộ phận Một cửa hướng dẫn từ 300 lượt công dân trở lên.",
    ],
)
def test_a_range_or_a_bound_is_asked_with_its_words_and_has_no_value(text: str) -> None:
    (found,) = find_counts(text, UNITS, YEAR)
    assert not found.has_value
    assert any("câu ghi “" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Trang thông tin điện tử đăng 12 tin và 8 bài.", 20),
        ("Trang thông tin điện tử đăng 12 tin, 8 bài.", 20),
        ("Đài truyền thanh phát 3 bài viết và 4 tin.", 7),
        ("Đài truyền thanh phát 1 tin, 2 bài và 3 tin bài.", 6),
        ("Zalo của xã đăng 5 bài và 6 tin.", 11),
        ("Trang thông tin điện tử đăng 31 tin; 22 bài.", 53),
    ],
)
def test_two_numbers_of_one_measure_are_added_and_asked(text: str, total: int) -> None:
    (found,) = find_counts(text, UNITS, YEAR)
    assert found.quantity.value == total
    assert any(doubt.startswith("cộng “") for doubt in found.doubts)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Treo 12 khẩu hiệu, dựng 5 pano, phát 1.200 tờ rơi.",
         [("truc-quan/khau-hieu", 12), ("truc-quan/pano", 5), ("truc-quan/to-roi", 1200)]),
        ("Dựng 6 tấm áp phích.", [("truc-quan/pano", 6)]),
        ("Tổ chức 04 cuộc hội nghị với 320 lượt người dự.", [("hop/hoi-nghi", 4), ("hop/nguoi", 320)]),
        ("Mở 02 lớp tập huấn.", [("hop/tap-huan", 2)]),
        ("Đài truyền thanh phát 24 (hai mươi bốn) tin bài.", [("dai/bai", 24)]),
        ("Đài truyền thanh đã phát 24 bài với 85 lượt.", [("dai/bai", 24), ("dai/luot", 85)]),
        ("Đài truyền thanh đã tiếp âm 30 buổi tiếp âm.", [("dai/buoi", 30)]),
        ("Bộ phận Một cửa hướng dẫn 900 lượt người.", [("mot-cua/luot", 900)]),
    ],
)  # fmt: skip
def test_every_declared_measure_is_read(text: str, counts: list[tuple[str, int]]) -> None:
    assert sure(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "Đài truyền thanh xã và trang thông tin điện tử xã đã đăng, phát 79 tin bài.",
        "Bộ phận Một cửa hướng dẫn 1,900 lượt công dân.",
        "Đài truyền thanh xã mới chỉ phát 5/30 tin bài.",
        "Đoàn Thanh niên xã đăng 20 bài trên Facebook.",
        "Huyện tổ chức 3 cuộc hội nghị.",
        "Xã cử cán bộ dự 2 cuộc hội nghị do huyện tổ chức.",
    ],
)
def test_what_could_be_otherwise_is_asked(text: str) -> None:
    (found,) = find_counts(text, UNITS, YEAR)
    assert found.doubts


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [("trên", "over"), ("hơn", "more_than"), ("gần", "nearly"), ("khoảng", "about"), ("khoảng trên", "about_over"),
     ("xấp xỉ", "about"), ("ước đạt", "about"), ("ước tính", "about")],
)  # fmt: skip
def test_a_qualifier_is_read_with_its_number(words: str, qualifier: str) -> None:
    (found,) = find_counts(f"Bộ phận Một cửa đã hướng dẫn {words} 1.900 lượt công dân.", UNITS, YEAR)
    assert (found.quantity.qualifier.value, found.quantity.value) == (qualifier, 1900)


def test_a_channel_named_behind_its_number_is_that_number_s() -> None:
    text = "Đã phát 24 tin bài trên đài truyền thanh xã, 55 tin bài trên trang thông tin điện tử."
    assert sure(text) == [("dai/bai", 24), ("web/bai", 55)]


def test_a_number_spelled_otherwise_is_asked() -> None:
    (found,) = find_counts("Đài truyền thanh phát 24 (hai mươi lăm) tin bài.", UNITS, YEAR)
    assert found.doubts


@pytest.mark.parametrize(
    ("number", "value", "is_sure"),
    [
        ("hai mươi bốn", 24, True), ("mười hai", 12, True), ("một trăm linh năm", 105, True), ("ba chục", 30, True),
        ("hai nghìn ba trăm mười lăm", 2315, True), ("khoảng hai nghìn", 2000, True), ("Bốn mươi mốt", 41, True),
        ("hai mươi bốn (24)", 24, True), ("2 500", 2500, True), ("2.500", 2500, True),
        ("ba", 3, False), ("mười", 10, False), ("hai mươi bốn (25)", 24, False),
        ("2 nghìn", 2000, False), ("1,5 triệu", 1_500_000, False), ("2.500 nghìn", 2_500_000, False),
        ("15 trăm", 1500, False), ("2 nghìn rưỡi", 2500, False), ("1,2 nghìn", 1200, False), ("3 chục", 30, False),
        ("l2", 12, False), ("O5", 5, False), ("1O", 10, False), ("2.5OO", 2500, False), ("1|", 11, False),
        ("1,900", 1900, False), ("12,5", "12.5", False),
        ("hàng trăm", None, False), ("vài chục", None, False), ("mấy", None, False), ("hai ba", None, False),
        ("hai nghìn ba", None, False), ("2.50", None, False), ("1.2345", None, False),
    ],
)  # fmt: skip
def test_a_number_however_it_is_written_is_read_or_asked(number: str, value: int | str | None, is_sure: bool) -> None:
    (found,) = find_counts(f"Bộ phận Một cửa đã hướng dẫn {number} lượt người.", UNITS, YEAR)
    assert found.has_value == (value is not None)
    assert value is None or found.quantity.value == Decimal(value)
    assert (found.doubts == ()) == is_sure


@pytest.mark.parametrize(
    "text",
    [
        "Đài truyền thanh xã có một tin bài hay.",
        "Số tin bài phát trên đài truyền thanh xã: 24.",
        "Tổng số lượt hướng dẫn tại Bộ phận Một cửa là 1.900.",
        "Xã tổ chức 3 cuộc vận động.",
        "Tiếp nhận 1.250 hồ sơ.",
        "Tiếp nhận hai trăm hồ sơ.",
        "Tỷ lệ hài lòng của người dân đạt 97,5%.",
        "Công chức tiếp 12 lượt khách.",
    ],
)
def test_a_number_beside_a_declared_unit_that_is_not_taken_is_listed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HEAD.format(**_USUAL).replace("Đài truyền thanh xã phát 24 tin bài.", text), encoding="utf-8")
    read = read_file(path, office=UNITS, today=TODAY)
    assert not of_kind(read.candidates, "media")
    assert [one.place for one in read.unread] == ["dòng 12"]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày thứ ba tin bài được phát.", "Thôn có 02 tổ dân phố.", "Năm 2025, bộ phận một cửa có 02 công chức.",
        "Đầu tư cho loa truyền thanh.", "Xã lo hội nghị tổng kết.", "Kỳ họp lần hai cuộc bầu cử.",
    ],
)  # fmt: skip
def test_words_that_are_no_numbers_are_left_alone(text: str) -> None:
    assert read_counts(text, UNITS, YEAR) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%.", [("tthc/dung-han", "98.5", True)]),
        ("Hồ sơ giải quyết đúng hạn: 98,5 %.", [("tthc/dung-han", "98.5", True)]),
        ("Đã có 100% hồ sơ giải quyết đúng hạn.", [("tthc/dung-han", "100", True)]),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%, hồ sơ được số hóa đạt 75,25%.",
         [("tthc/dung-han", "98.5", True), ("tthc/so-hoa", "75.25", True)]),
        ("Tỷ lệ giải quyết hồ sơ đúng hạn đạt 98,5%.", [("tthc/dung-han", "98.5", False)]),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,57%.", [("tthc/dung-han", "98.57", False)]),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt trên 98%.", [("tthc/dung-han", "98", True)]),
        ("Có 320 hồ sơ nộp trực tuyến.", [("tthc/truc-tuyen", "320", True)]),
        ("Tỷ lệ hài lòng đạt 97%.", []),
    ],
)  # fmt: skip
def test_a_share_is_that_of_the_measure_its_words_name(text: str, counts: list[tuple[str, str, bool]]) -> None:
    found = find_counts(text, UNITS, YEAR)
    assert [(f"{m.measure.channel}/{m.measure.code}", m.quantity.value, not m.doubts) for m in found if m.measure] == [
        (code, Decimal(value), is_sure) for code, value, is_sure in counts
    ]


class TestCitations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Luật sửa đổi, bổ sung một số điều của Luật Đất đai ngày 18/01/2024.",
             "sửa đổi, bổ sung một số điều của Luật Đất đai"),
            ("Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003.",
             "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân"),
            ("Căn cứ Luật Khám bệnh, chữa bệnh ngày 09/01/2023;", "Khám bệnh, chữa bệnh"),
            ("Căn cứ Luật Phòng, chống tham nhũng ngày 20 tháng 11 năm 2018;", "Phòng, chống tham nhũng"),
            ("Luật sửa đổi, bổ sung một số điều của Luật Thanh tra, Luật Khiếu nại ngày 20/11/2023.",
             "sửa đổi, bổ sung một số điều của Luật Thanh tra, Luật Khiếu nại"),
        ],
    )  # fmt: skip
    def test_a_law_has_its_whole_name_and_its_issuer(self, text: str, expected: str) -> None:
        (law,) = find_citations(text)
        assert (law.kind, law.subject, law.issuer, law.doubts) == ("luat", expected, "Quốc hội", ())

    @pytest.mark.parametrize(
        ("text", "subject", "is_sure"),
        [
            ("Công văn số 8/UBND-VP ngày 05/6/2023 của UBND xã về việc rà soát, thống kê, báo cáo, thực hiện.",
             "rà soát, thống kê, báo cáo, thực hiện", True),
            ("Công văn số 8/UBND-VP ngày 05/6/2023 của UBND xã về phát động “Ngày vì dân”.",
             "phát động “Ngày vì dân”", True),
            ("Nghị định số 9/2019/NĐ-CP ngày 24/01/2019 của Chính phủ về chế độ báo cáo được thay thế từ năm 2026.",
             "chế độ báo cáo", False),
            ("Thông tư số 2/2019/TT-BNV ngày 24/01/2019 của Bộ Nội vụ về lưu trữ điện tử bị bãi bỏ.",
             "lưu trữ điện tử", False),
            ("Công văn số 8/SNV-CCHC ngày 05/6/2023 của Sở Nội vụ về chấm điểm nêu rõ: “Nộp đúng hạn.”.",
             "chấm điểm", False),
            ("Kế hoạch số 14/KH-UBND ngày 18/4/2023 của UBND xã về việc phân công nhiệm vụ; theo dõi, đôn đốc.",
             "phân công nhiệm vụ", False),
            ("Công văn số 3/CV-HPN ngày 12/02/2023 của Hội Phụ nữ xã về mở lớp và ý kiến của Phòng Nội vụ tại Tờ"
             " trình số 5/TTr-PNV ngày 24/02/2023 về mở lớp.", "mở lớp", False),
        ],
    )  # fmt: skip
    def test_a_subject_ends_where_it_ends(self, text: str, subject: str, is_sure: bool) -> None:
        first, *_ = find_citations(text)
        assert (first.subject, not first.doubts) == (subject, is_sure)

    @pytest.mark.parametrize(
        ("text", "symbol"),
        [
            ("Công văn số 7/HCG.HK ngày 19/8/2023 của Hội Cựu giáo chức về đại hội.", "7/HCG.HK"),
            ("Kế hoạch liên tịch số 2/KHLT/CAX-HPN ngày 01/3/2023 của Công an xã về an ninh.", "2/KHLT/CAX-HPN"),
            ("Chương trình hành động số 9-CTrHĐ/ĐU ngày 09/5/2023 của Đảng ủy xã về chuyển đổi số.", "9-CTrHĐ/ĐU"),
            ("Quyết định 31/QĐUBND ngày 10/3/2023 của UBND tỉnh về công bố TTHC.", "31/QĐUBND"),
            ("Căn cứ Công văn 85/CCTTHC ngày 08/9/2023 của Tổ công tác về dữ liệu.", "85/CCTTHC"),
            ("Quy chế phối hợp số 4/QCPH-UBND-CA ngày 08/9/2023 của UBND xã về an ninh.", "4/QCPH-UBND-CA"),
        ],
    )
    def test_a_symbol_is_read_whole(self, text: str, symbol: str) -> None:
        (found,) = find_citations(text)
        assert found.symbol_text == symbol
        assert found.issued_on is not None

    @pytest.mark.parametrize(
        ("text", "symbols", "day"),
        [
            ("UBND xã ban hành các Công văn số 7, 8 và 9/UBND-VP ngày 12/3/2023 về tuyên truyền.",
             ["7/UBND-VP", "8/UBND-VP", "9/UBND-VP"], date(2023, 3, 12)),
            ("UBND xã ban hành các Kế hoạch số 11 và 12/KH-UBND ngày 12/3/2023 về CCHC.",
             ["11/KH-UBND", "12/KH-UBND"], date(2023, 3, 12)),
            ("Quyết định số 21/QĐ-UBND, Quyết định số 22/QĐ-UBND cùng ngày 14/4/2023 của UBND xã về TTHC.",
             ["21/QĐ-UBND", "22/QĐ-UBND"], date(2023, 4, 14)),
            ("Công văn số 5/UBND-VP ngày 14/4/2023 và Công văn số 6/UBND-VP cùng ngày của UBND xã về TTHC.",
             ["5/UBND-VP", "6/UBND-VP"], date(2023, 4, 14)),
            ("Các Nghị định số 61/2018 và 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ về một cửa.",
             ["61/2018/NĐ-CP", "107/2021/NĐ-CP"], date(2021, 12, 6)),
        ],
    )  # fmt: skip
    def test_a_list_shares_its_code_and_its_day(self, text: str, symbols: list[str], day: date) -> None:
        found = find_citations(text)
        assert [c.symbol_text for c in found] == symbols
        assert {c.issued_on for c in found} == {day}

    @pytest.mark.parametrize(
        ("text", "issuer"),
        [
            (
                "Ngày 09/01/2023, Hiệp hội Vận tải tỉnh có Công văn số 82/HHVT-K4 đề nghị gia hạn.",
                "Hiệp hội Vận tải tỉnh",
            ),
            (
                "Ngày 09/01/2023, Câu lạc bộ Hưu trí xã ban hành Kế hoạch số 2/KH-CLB về sinh hoạt.",
                "Câu lạc bộ Hưu trí xã",
            ),
            ("Theo đề nghị của Phòng Nội vụ tại Tờ trình số 6/TTr-PNV ngày 05/6/2023 về hội.", "Phòng Nội vụ"),
            ("Công văn số 6/UBND-NC ngày 05/6/2023 của tỉnh về hội.", None),
            ("Công văn số 6/UBND-NC ngày 05/6/2023 của cấp trên về hội.", None),
        ],
    )
    def test_an_issuer_is_an_agency_never_a_mere_unit(self, text: str, issuer: str | None) -> None:
        (found,) = find_citations(text)
        assert found.issuer == issuer


def test_tables_nested_beyond_reason_are_a_sentence(tmp_path: Path) -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    depth = 200
    inside = f"{'<w:tbl><w:tr><w:tc>' * depth}<w:p/>{'</w:tc></w:tr></w:tbl>' * depth}"
    path = tmp_path / "sau.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{inside}</w:body></w:document>')
    with pytest.raises(FindingsError, match="bảng lồng trong bảng quá 30 tầng"):
        read_file(path, office=OFFICE, today=TODAY)


class StoppedError(Exception):
    """Raised by whoever does not want to wait."""


def test_a_long_text_can_be_stopped_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dai.txt"
    path.write_text("BÁO CÁO\nKết quả năm 2023\n\n" + "Đài truyền thanh xã phát 5 tin bài.\n\n" * 400, encoding="utf-8")
    heard: list[tuple[int, int]] = []

    def told(done: int, of: int) -> None:
        heard.append((done, of))
        if len(heard) == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        read_file(path, office=OFFICE, today=TODAY, progress=told)
    assert heard[0][0] < heard[0][1]


def test_what_became_no_record_is_accounted_for_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "so.txt"
    path.write_text(
        "Hà Kỳ, ngày 22 tháng 12 năm 2023\nBÁO CÁO\nKết quả năm 2023\n\nĐài truyền thanh xã phát 2 tin bài/tuần.\n\n"
        "Tỷ lệ trực tuyến đạt 75,5%.\n",
        encoding="utf-8",
    )
    unread = read_file(path, office=OFFICE, today=TODAY).unread
    assert [(one.place, one.words.endswith(end)) for one, end in zip(unread, ("/tuần.", "75,5%"), strict=True)] == [
        ("dòng 5", True), ("dòng 7", True),
    ]  # fmt: skip


HEAD = """{agency}                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{place}                   Độc lập - Tự do - Hạnh phúc
Số: {symbol}                     Hà Kỳ, ngày 22 tháng 12 năm 2025

{kind}
{title}

Kính gửi: Phòng Nội vụ.

II. KẾT QUẢ THỰC HIỆN

Đài truyền thanh xã phát 24 tin bài.
"""


_USUAL = {
    "agency": "ỦY BAN NHÂN DÂN", "place": "XÃ HÀ KỲ", "symbol": "118/BC-UBND", "kind": "BÁO CÁO",
    "title": "Kết quả cải cách hành chính năm 2025",
}  # fmt: skip


def paper(folder: Path, **parts: str) -> list[Candidate]:
    """What a paper with this head offers the sample office."""
    path = folder / "a.txt"
    path.write_text(HEAD.format(**(_USUAL | parts)), encoding="utf-8")
    return read_file(path, office=OFFICE, today=TODAY).candidates


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Kết quả CCHC 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2025", "2025-6-thang"),
        ("Kết quả quý I, phương hướng nhiệm vụ quý II năm 2025", "2025-quy-1"),
        ("Kết quả cải cách hành chính từ ngày 01/7/2025 đến ngày 14/9/2025", "2025-07-01..2025-09-14"),
        ("Kết quả thực hiện Kế hoạch cải cách hành chính năm 2025", "2025-nam"),
        ("Kết quả thực hiện Nghị quyết số 76/NQ-CP năm 2021 trên địa bàn", None),
        ("Tổng kết công tác cải cách hành chính giai đoạn 2021 - 2025", None),
        ("Kết quả công tác cải cách hành chính", None),
    ],
)
def test_the_period_of_a_title_is_that_of_its_results(tmp_path: Path, title: str, period: str | None) -> None:
    (sheet,) = of_kind(paper(tmp_path, title=title), "report")
    assert sheet.values.get("period") == period
    assert bool(sheet.doubtful) == (period is None)


@pytest.mark.parametrize(
    ("head", "kinds", "issuer"),
    [
        ({}, {"media", "report", "body"}, None),
        ({"agency": "UBND TỈNH MẪU", "place": "SỞ NỘI VỤ", "symbol": "8/BC-SNV"}, {"directive"}, "Sở Nội vụ"),
        ({"place": "TỈNH MẪU", "symbol": "8/KH-UBND", "kind": "KẾ HOẠCH"}, {"directive"}, "Ủy ban nhân dân tỉnh Mẫu"),
        ({"agency": "HỘI ĐỒNG NHÂN DÂN", "symbol": "8/NQ-HĐND", "kind": "NGHỊ QUYẾT"}, {"directive"},
         "Hội đồng nhân dân xã Hà Kỳ"),
        ({"symbol": "8/KH-UBND", "kind": "KẾ HOẠCH"}, {"directive"}, "UBND xã Hà Kỳ"),
        ({"symbol": "8/TTr-UBND", "kind": "TỜ TRÌNH"}, {"directive"}, "UBND xã Hà Kỳ"),
    ],
)  # fmt: skip
def test_the_head_says_whose_a_paper_is(
    tmp_path: Path, head: dict[str, str], kinds: set[str], issuer: str | None
) -> None:
    found = paper(tmp_path, **head)
    assert {c.kind for c in found} == kinds
    if issuer:
        (entry,) = found
        assert entry.values["issuer"] == issuer
        assert entry.values["direction"] == ("outgoing" if issuer == "UBND xã Hà Kỳ" else "incoming")
        assert entry.values["issued_on"] == date(2025, 12, 22)


def test_a_report_of_another_commune_is_asked(tmp_path: Path) -> None:
    (sheet,) = of_kind(paper(tmp_path, place="XÃ THANH HÀ"), "report")
    assert any("không phải của cơ quan này" in doubt for doubt in sheet.doubtful)


def test_every_sure_field_names_the_words_it_rests_on(tmp_path: Path) -> None:
    found = paper(tmp_path)
    count, sheet = of_kind(found, "media")[0], of_kind(found, "report")[0]
    assert {key: e.words for key, e in count.evidence.items()} == {
        "channel": "truyen thanh", "measure": "tin bài", "period": "năm 2025", "value": "24", "qualifier": "24",
    }  # fmt: skip
    assert set(sheet.evidence) >= set(sheet.values) - {"checklist"}
    assert count.sure
    assert sheet.sure


@pytest.mark.parametrize(
    ("cell", "symbol", "day"),
    [
        ("15/UBND-VP ngày 12/3/2023", "15/UBND-VP", date(2023, 3, 12)),
        ("15/UBND-VP, 12/3/2023", "15/UBND-VP", date(2023, 3, 12)),
        ("15/UBND-VP (12/3/2023)", "15/UBND-VP", date(2023, 3, 12)),
        ("Ngày 12/3/2023 15/UBND-VP", "15/UBND-VP", date(2023, 3, 12)),
        ("15/UBND-VP ngày 12 tháng 3 năm 2023", "15/UBND-VP", date(2023, 3, 12)),
    ],
)
def test_number_and_day_in_one_column_are_parted(tmp_path: Path, cell: str, symbol: str, day: date) -> None:
    rows = [
        ["STT", "Số, ký hiệu, ngày tháng", "Cơ quan ban hành", "Trích yếu"],
        [1, cell, "UBND huyện", "tuyên truyền"],
    ]
    (found,) = read_file(workbook(tmp_path / "so.xlsx", {"a": rows}), office=OFFICE, today=TODAY).candidates
    assert (found.values["symbol"], found.values["issued_on"], found.doubtful) == (symbol, day, ())


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (("1. Chủ tịch xã chịu trách nhiệm chung.", "2. Văn phòng theo dõi và báo cáo."), 0),
        (("1. Nội dung, hình thức tuyên truyền", "2. Thống kê lượng tin bài."), 2),
        (("2. Thống kê lượng tin bài.", "3. Công tác kiểm tra"), 2),
        (("1. Ưu điểm", "Xã đã làm nhiều việc."), 1),
        (("1. Mở lớp; 2. mời dự.",), 0),
    ],
)
def test_a_numbered_sentence_is_no_heading_unless_one_beside_it_is(lines: tuple[str, ...], headings: int) -> None:
    assert sum(level == 2 for level in heading_levels([Paragraph(line) for line in lines])) == headings


def test_merged_heads_are_told_in_a_reminder_that_is_never_printed(tmp_path: Path) -> None:
    table = SourceTable(
        ((("Lĩnh vực",), ("Hồ sơ",), ()), ((), ("Đúng hạn",), ("Quá hạn",)), (("Đất đai",), ("9",), ("1",))),
        merged=((0, 0, 2, 1), (0, 1, 1, 2)),
    )  # fmt: skip
    written, _, reminder = markdown_table(table).partition("\n\n")
    assert written.splitlines()[0] == "| Lĩnh vực | Hồ sơ > Đúng hạn | Hồ sơ > Quá hạn |"
    assert reminder == f"{{# {MERGED_HEADS} Lĩnh vực; Hồ sơ > Đúng hạn; Hồ sơ > Quá hạn. #}}"


def test_one_number_for_two_papers_is_asked_and_neither_is_dropped(tmp_path: Path) -> None:
    rows = [
        ["Số ký hiệu", "Ngày VB", "Cơ quan ban hành", "Trích yếu"],
        ["45/GM-UBND", "03/01/2024", "UBND huyện", "họp trực tuyến"],
        ["45/GM-UBND", "30/12/2024", "UBND huyện", "họp tổng kết"],
    ]
    found = read_file(workbook(tmp_path / "so.xlsx", {"a": rows}), office=OFFICE, today=TODAY).candidates
    assert [(c.exists, bool(c.doubtful)) for c in found] == [(None, True), (None, True)]


@pytest.mark.parametrize("symbol", ["3-NQ/ĐU", "8/SNV-CCHC", "12/HĐND-VP", "5/QĐ-TTg", "7-CV/BTGTU"])
def test_a_book_of_what_went_out_does_not_make_others_papers_ours(tmp_path: Path, symbol: str) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu"], [symbol, "10/02/2023", "lãnh đạo CCHC"]]
    (found,) = read_file(workbook(tmp_path / "so.xlsx", {"a": rows}), office=OFFICE, today=TODAY).candidates
    assert "issuer" not in found.values
    assert found.doubtful


WITH_OTHERS = OFFICE.change(
    issuers=(Issuer(code="TTPVHCC", name="Trung tâm Phục vụ hành chính công xã Hà Kỳ"),),
    predecessors=(Predecessor(name="UBND xã Hà Thanh"),),
)


@pytest.mark.parametrize(
    ("agency", "place", "issuer"),
    [
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "XÃ HÀ KỲ", "Trung tâm Phục vụ hành chính công xã Hà Kỳ"),
        ("ỦY BAN NHÂN DÂN", "XÃ HÀ THANH", "UBND xã Hà Thanh"),
        ("ỦY BAN NHÂN DÂN", "XÃ HÀ KỲ", "UBND xã Hà Kỳ"),
    ],
)
def test_the_office_s_own_issuers_and_predecessors_are_the_office(
    tmp_path: Path, agency: str, place: str, issuer: str
) -> None:
    path = tmp_path / "p.txt"
    path.write_text(
        f"{agency}          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{place}            Độc lập - Tự do - Hạnh phúc\n"
        "Số: 8/KH-UBND            Hà Kỳ, ngày 22 tháng 12 năm 2025\n\nKẾ HOẠCH\nVề việc kiểm tra\n\nMột.\n\nHai.\n",
        encoding="utf-8",
    )
    (entry,) = of_kind(read_file(path, office=WITH_OTHERS, today=TODAY).candidates, "directive")
    assert (entry.values["issuer"], entry.values["direction"]) == (issuer, "outgoing")


@pytest.mark.parametrize(
    ("symbol", "issuer"),
    [
        ("8/TTPVHCC-HC", "Trung tâm Phục vụ hành chính công xã Hà Kỳ"),
        ("8/KH-UBND", "UBND xã Hà Kỳ"),
        ("8/SNV-VP", None),
    ],
)
def test_a_book_of_what_went_out_knows_every_issuer_of_the_office(
    tmp_path: Path, symbol: str, issuer: str | None
) -> None:
    rows = [["Số ký hiệu", "Ngày VB", "Trích yếu"], [symbol, "10/02/2023", "lãnh đạo CCHC"]]
    book = workbook(tmp_path / "so.xlsx", {"a": rows})
    (found,) = read_file(book, office=WITH_OTHERS, today=TODAY).candidates
    assert found.values.get("issuer") == issuer
