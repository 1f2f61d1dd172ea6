"""What a person types into a field, and how a value is shown back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Field, FieldType, ValueFault, field_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Channel, Evaluation, Measure, OfficeSettings, choices_of
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.typed import read_typed, show_value, value_faults

TODAY = date(2023, 12, 22)
OFFICE = OfficeSettings(
    channels=(Channel(code="truyen-thanh", label="Đài truyền thanh"), Channel(code="trang-tin", label="Trang tin")),
    measures=(
        Measure(channel="truyen-thanh", code="bai", label="bài"),
        Measure(channel="truyen-thanh", code="luot", label="lượt phát"),
        Measure(channel="trang-tin", code="bai", label="tin bài"),
    ),
    evaluations=(Evaluation(code="met", label="Đạt", met=True),),
)


def _field(cls: type[Any], key: str) -> Field:
    found = field_of(cls, key)
    assert found is not None
    return found


def _typed(cls: type[Any], key: str, text: str) -> Any:
    field = _field(cls, key)
    return read_typed(field, text, today=TODAY, choices=choices_of(field, OFFICE))


@pytest.mark.parametrize(
    ("cls", "key", "text", "value"),
    [
        (Directive, "subject", "  chấn chi\u0309nh\tcông\u00a0tác ", "chấn chỉnh công tác"),
        (Directive, "subject", " \u200b ", None),
        (Directive, "note", "a  \r\n\nb\n", "a\n\nb"),
        (Directive, "recipients", "Như trên\n\n  Lưu: VT ", ("Như trên", "Lưu: VT")),
        (Directive, "recipients", "", ()),
        (Directive, "issued_on", "21/2", date(2023, 2, 21)),
        (Directive, "issued_on", "hn", TODAY),
        (Directive, "copies", "2.500", 2500),
        (Directive, "copies", "0", 0),
        (Directive, "kind", "cong-van", "cong-van"),
        (Directive, "kind", "CÔNG VĂN", "cong-van"),
        (Directive, "kind", "quyet dinh", "quyet-dinh"),
        (Directive, "direction", "văn bản đến", "incoming"),
        (MediaCount, "channel", "dai truyen thanh", "truyen-thanh"),
        (MediaCount, "qualifier", "khoảng trên", "about_over"),
        (MediaCount, "qualifier", "đúng", "exact"),
        (MediaCount, "period", "tháng 6 năm 2023", "2023-06"),
        (MediaCount, "period", "15/12/2022 - 14/12/2023", "2022-12-15..2023-12-14"),
        (ReportSheet, "period", "Quý III/2023", "2023-quy-3"),
    ],
)
def test_is_read_as_the_office_writes_it(cls: type[Any], key: str, text: str, value: Any) -> None:
    assert _typed(cls, key, text) == (value, "")


@pytest.mark.parametrize(
    ("cls", "key", "text", "sentence"),
    [
        (
            Directive,
            "issued_on",
            "31/2/2023",
            "“31/2/2023” không phải là một ngày. Gõ như 21/2/2023, 21/2, hn (hôm nay).",
        ),
        (Directive, "copies", "25.00", "“25.00” không phải là số nguyên. Gõ như 2500 hoặc 2.500."),
        (Directive, "copies", "-1", "“-1” là số âm; mục này chỉ nhận số từ 0 trở lên."),
        (
            MediaCount,
            "period",
            "13/2023",
            "“13/2023” không phải là một kỳ. Gõ như 6/2023, quý 3/2023, 2023, hoặc 15/12/2022 - 14/12/2023.",
        ),
        (
            MediaCount,
            "channel",
            "đài truyền than",
            "“Kênh” không có giá trị “đài truyền than”. Có phải “Đài truyền thanh”? Được dùng: Đài truyền thanh,"
            " Trang tin.",
        ),
        (
            MediaCount,
            "qualifier",
            "chắc",
            "“Mức chính xác” không có giá trị “chắc”. Được dùng: đúng, trên, khoảng, khoảng trên, gần, hơn.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_what_to_type(cls: type[Any], key: str, text: str, sentence: str) -> None:
    assert _typed(cls, key, text) == (None, sentence)


def test_a_list_the_office_left_empty_is_named() -> None:
    field = _field(MediaCount, "channel")
    _, sentence = read_typed(field, "Zalo", today=TODAY, choices=choices_of(field, OfficeSettings()))
    assert sentence == "“Kênh” không có giá trị “Zalo”. Được dùng: chưa khai trong office.toml."


@pytest.mark.parametrize(
    ("cls", "key", "value", "shown"),
    [
        (Directive, "issued_on", date(2023, 9, 6), "06/9/2023"),
        (Directive, "recipients", ("Như trên", "Lưu: VT"), "Như trên\nLưu: VT"),
        (Directive, "kind", "cong-van", "Công văn"),
        (Directive, "kind", "la", "la"),
        (Directive, "subject", None, ""),
        (Directive, "received_number", 1234, "1234"),
        (MediaCount, "value", 2500, "2.500"),
        (MediaCount, "value", 0, "0"),
        (MediaCount, "period", "2023-quy-3", "quý III năm 2023"),
        (MediaCount, "qualifier", "exact", "đúng"),
    ],
)
def test_is_shown_as_the_office_reads_it(cls: type[Any], key: str, value: Any, shown: str) -> None:
    field = _field(cls, key)
    assert show_value(field, value, choices=choices_of(field, OFFICE)) == shown


def test_what_is_shown_can_be_typed_again() -> None:
    record = MediaCount(channel="truyen-thanh", measure="luot", period="2023-06", value=2500, qualifier="about_over")
    for key in ("channel", "measure", "period", "value", "qualifier"):
        field = _field(MediaCount, key)
        choices = choices_of(field, OFFICE, record)
        shown = show_value(field, getattr(record, key), choices=choices)
        assert read_typed(field, shown, today=TODAY, choices=choices) == (getattr(record, key), "")


def test_yes_and_no() -> None:
    field = Field(key="met", label="Hoàn thành", type=FieldType.FLAG)
    assert [read_typed(field, text, today=TODAY)[0] for text in ("có", "x", "không")] == [True, True, False]
    assert (show_value(field, True), show_value(field, False)) == ("có", "không")


class TestValueFaults:
    def test_a_sound_record_has_none(self) -> None:
        assert value_faults(MediaCount(channel="trang-tin", measure="bai", period="2023-06"), OFFICE) == []

    def test_measures_follow_the_channel(self) -> None:
        faults = value_faults(MediaCount(channel="trang-tin", measure="luot", period="2023-06"), OFFICE)
        assert faults == [ValueFault("measure", "“Chỉ tiêu” không có giá trị “luot”. Được dùng: bai (tin bài).")]

    def test_a_wrong_channel_does_not_accuse_its_measure(self) -> None:
        faults = value_faults(MediaCount(channel="zalo", measure="bai", period="2023-06"), OFFICE)
        assert [fault.key for fault in faults] == ["channel"]

    def test_labels_are_for_people_files_hold_codes(self) -> None:
        faults = value_faults(MediaCount(channel="Trang tin", measure="bai", period="2023-06"), OFFICE)
        assert [fault.key for fault in faults] == ["channel"]

    def test_measures_without_a_channel_are_those_of_all(self) -> None:
        field = _field(MediaCount, "measure")
        assert [choice.code for choice in choices_of(field, OFFICE)] == ["bai", "luot"]
