"""Counts in running text: what the office counts is read, parts, plans and changes are not."""

from __future__ import annotations

import pytest

from cchc_tui.citations.counts import ONE_MONTH, SEVERAL_MEASURES, TWO_OUTLETS, find_counts
from cchc_tui.language.wording import Qualifier, Quantity
from cchc_tui.records.office import Channel, Measure, OfficeSettings
from cchc_tui.records.tally import Counted, Outlet, counted_by, outlet_of

OFFICE = OfficeSettings(
    channels=(
        Channel(code="dai", label="Đài truyền thanh"),
        Channel(code="web", label="Trang thông tin điện tử"),
        Channel(code="mot-cua", label="Bộ phận Một cửa"),
        Channel(code="mxh", label="Mạng xã hội (Zalo, Facebook)"),
    ),
    measures=(
        Measure(channel="dai", code="bai", label="tin, bài xây dựng", unit="tin, bài"),
        Measure(channel="dai", code="luot", label="lượt phát sóng", unit="lượt"),
        Measure(channel="web", code="bai", label="tin, bài đăng", unit="tin, bài"),
        Measure(channel="mot-cua", code="luot", label="lượt hướng dẫn, tuyên truyền trực tiếp", unit="lượt"),
        Measure(channel="mxh", code="bai", label="bài đăng", unit="bài"),
    ),
)
EXACT, OVER, ABOUT_OVER = Qualifier.EXACT, Qualifier.OVER, Qualifier.ABOUT_OVER


@pytest.mark.parametrize(
    ("text", "channel", "measure", "quantity"),
    [
        ("Đài truyền thanh xã đã xây dựng được tổng số 24 bài tuyên truyền.", "dai", "bai", Quantity(24, EXACT)),
        ("Trên hệ thống truyền thanh, tổng số lượt phát sóng được trên 90 lượt.", "dai", "luot", Quantity(90, OVER)),
        ("Trang thông tin điện tử của xã đã đăng tải được 55 tin bài.", "web", "bai", Quantity(55, EXACT)),
        ("Đã đăng 1.200 tin, bài trên Cổng thông tin điện tử.", "web", "bai", Quantity(1200, EXACT)),
        (
            "Tại bộ phận tiếp nhận trả kết quả: hướng dẫn cho khoảng trên 2500 lượt.",
            "mot-cua", "luot", Quantity(2500, ABOUT_OVER),
        ),
        ("Trang Facebook của xã đăng 40 bài viết.", "mxh", "bai", Quantity(40, EXACT)),
    ],
)  # fmt: skip
def test_a_count_is_read_with_its_channel_and_qualifier(
    text: str, channel: str, measure: str, quantity: Quantity
) -> None:
    (found,) = find_counts(text, OFFICE)
    assert found.measure is not None
    assert (found.measure.channel, found.measure.code, found.quantity) == (channel, measure, quantity)
    assert not found.doubts
    assert text[found.start : found.end].split()[-1].replace(".", "") == str(quantity.value)


@pytest.mark.parametrize(
    "text",
    [
        "Mỗi tuần Đài truyền thanh phát 2 tin bài.",
        "Về TTHC, Đài truyền thanh đã phát sóng, trong đó 5 bài của xã.",
        "Số tin bài trên trang thông tin điện tử tăng 12 bài so với năm trước.",
        "Trang thông tin điện tử phấn đấu đăng 60 tin bài.",
        "Theo Công văn số 24 bài viết được đăng.",
        "Xã đã tổ chức 12 lượt kiểm tra.",
        "Đã in 2.000 tờ rơi.",
    ],
)
def test_parts_plans_changes_and_other_things_are_no_counts(text: str) -> None:
    assert find_counts(text, OFFICE) == []


def test_a_count_that_may_be_of_two_channels_or_of_one_month_is_doubtful() -> None:
    (both,) = find_counts("Đài truyền thanh và trang thông tin điện tử có 24 bài.", OFFICE)
    assert both.doubts == (TWO_OUTLETS,)
    (month,) = find_counts("Trong tháng 6, Đài truyền thanh có 3 bài.", OFFICE)
    assert month.doubts == (ONE_MONTH,)


def test_two_measures_of_one_kind_are_doubtful_and_none_is_told() -> None:
    twice = OFFICE.change(measures=(*OFFICE.measures, Measure(channel="dai", code="tin", label="tin ngắn", unit="tin")))
    (found,) = find_counts("Đài truyền thanh có 24 bài.", twice)
    assert SEVERAL_MEASURES in found.doubts
    (unknown,) = find_counts("Đài truyền thanh có 24 bài.", OfficeSettings())
    assert (unknown.measure, unknown.outlet, unknown.counted) == (None, Outlet.RADIO, Counted.ARTICLE)


@pytest.mark.parametrize(
    ("label", "outlet"),
    [
        ("Truyền thanh xã", Outlet.RADIO),
        ("Cổng thông tin điện tử", Outlet.WEB),
        ("Zalo OA", Outlet.SOCIAL),
        ("Trung tâm Phục vụ hành chính công", Outlet.DESK),
        ("Pano, áp phích", Outlet.VISUAL),
        ("Kênh khác", None),
    ],
)
def test_a_channel_is_known_by_its_name(label: str, outlet: Outlet | None) -> None:
    assert outlet_of(Channel(code="x", label=label)) is outlet


def test_a_measure_is_known_by_its_name() -> None:
    assert counted_by(Measure(channel="x", code="luot-phat", label="Phát sóng", unit="lượt")) is Counted.BROADCAST
    assert counted_by(Measure(channel="x", code="pano", label="cụm pano", unit="cụm")) is Counted.OTHER
