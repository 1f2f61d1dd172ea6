"""One declaration per field: what it says drives reading, writing, forms and lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import (
    FieldType,
    Record,
    ValueFault,
    field_of,
    fields_of,
    form_fields,
    from_plain,
    list_columns,
    missing_fields,
    overlong_fields,
    to_plain,
)
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Channel, OfficeSettings, People
from cchc_tui.records.report_sheet import ReportSheet

ALL: tuple[type[Record], ...] = (Directive, MediaCount, ChecklistItem, ReportSheet, OfficeSettings, People)


class TestDeclarations:
    @pytest.mark.parametrize("cls", ALL)
    def test_the_file_begins_with_schema_and_id_and_ends_with_the_tombstone(self, cls: type[Record]) -> None:
        keys = [f.key for f in fields_of(cls)]
        assert keys[:2] == ["schema", "id"]
        assert keys[-3:] == ["deleted_on", "deleted_by", "deleted_because"]
        assert len(keys) == len(set(keys))

    @pytest.mark.parametrize("cls", ALL)
    def test_every_field_has_a_label_of_its_own(self, cls: type[Record]) -> None:
        labels = [f.label for f in fields_of(cls)]
        assert all(labels)
        assert len(labels) == len(set(labels))

    @pytest.mark.parametrize("cls", [ChecklistItem, Directive, MediaCount, ReportSheet])
    def test_no_two_fields_have_the_same_place_in_the_form(self, cls: type[Record]) -> None:
        places = [f.form for f in fields_of(cls) if f.form]
        assert len(places) == len(set(places))

    @pytest.mark.parametrize("cls", ALL)
    def test_choices_and_tables_say_where_they_come_from(self, cls: type[Record]) -> None:
        for field in fields_of(cls):
            assert (field.type is FieldType.CHOICE) == bool(field.choices or field.choices_from), field.key
            assert (field.type is FieldType.TABLES) == (field.of is not None), field.key

    def test_the_directives_form_is_in_the_order_of_the_day(self) -> None:
        first = [f.label for f in form_fields(Directive)][:7]
        assert first[:4] == ["Số, ký hiệu", "Ngày ban hành", "Tên loại", "Cơ quan ban hành"]
        assert first[4:] == ["Chiều văn bản", "Trích yếu", "Ghi chú"], "the direction stands beside the issuer"

    def test_columns_are_fields_with_a_width(self) -> None:
        assert [f.key for f in list_columns(MediaCount)] == ["channel", "measure", "period", "value", "qualifier"]

    def test_a_value_cannot_be_changed_in_place(self) -> None:
        directive = Directive(id="000001", subject="trích yếu")
        with pytest.raises(AttributeError):
            directive.subject = "khác"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            del directive.subject
        assert directive.change(subject="khác") == Directive(id="000001", subject="khác") != directive

    def test_values_of_two_classes_are_never_equal_and_unknown_keys_count(self) -> None:
        assert Directive(id="000001") != ChecklistItem(id="000001")
        assert Directive(id="000001") != Directive(id="000001", extra={"x": 1})
        assert Directive(extra={}) == Directive()
        assert Directive().extra is not Directive().extra

    def test_a_key_that_is_not_declared_is_no_argument(self) -> None:
        with pytest.raises(TypeError, match="Directive has no khong_co"):
            Directive(khong_co=1)  # type: ignore[call-arg]

    def test_a_value_shows_what_it_says_and_nothing_else(self) -> None:
        assert repr(Channel(code="loa", extra={"x": 1})) == "Channel(code='loa', extra={'x': 1})"

    def test_an_unknown_key_has_no_declaration(self) -> None:
        assert field_of(Directive, "khong_co") is None


class TestReading:
    def test_what_is_written_is_read(self) -> None:
        record = Directive(id="a", symbol="17/CV-UBND", issued_on=date(2023, 2, 21), recipients=("Như trên",), copies=0)
        assert from_plain(Directive, to_plain(record)) == (record, [])

    def test_unknown_keys_are_kept(self) -> None:
        record, faults = from_plain(Directive, {"id": "a", "mat": True, "extra": 1})
        assert faults == []
        assert record.extra == {"mat": True, "extra": 1}
        assert to_plain(record) == {"schema": 1, "id": "a", "extra": 1, "mat": True}

    def test_empty_values_are_absent(self) -> None:
        record, _ = from_plain(Directive, {"subject": "", "recipients": [], "note": ""})
        assert record == Directive()
        assert to_plain(record) == {"schema": 1}

    @pytest.mark.parametrize(
        ("key", "raw"),
        [
            ("issued_on", "2023-02-21"),
            ("issued_on", datetime(2023, 2, 21, 8, 30)),
            ("copies", "3"),
            ("copies", -1),
            ("copies", True),
            ("copies", 1.0),
            ("symbol", 17),
            ("subject", ["a"]),
            ("recipients", "Như trên"),
            ("recipients", ["a", 1]),
            ("direction", "di"),
            ("schema", "1"),
        ],
    )
    def test_a_value_of_the_wrong_type_is_a_fault_and_leaves_the_rest(self, key: str, raw: Any) -> None:
        record, faults = from_plain(Directive, {"id": "a", key: raw})
        assert [fault.key for fault in faults] == [key]
        assert faults[0].message.endswith(".")
        assert record.id == "a"

    def test_every_fault_is_gathered(self) -> None:
        _, faults = from_plain(Directive, {"symbol": 1, "issued_on": "x", "copies": "y"})
        assert [fault.key for fault in faults] == ["symbol", "issued_on", "copies"]

    def test_a_fault_in_a_table_says_which_one(self) -> None:
        _, faults = from_plain(OfficeSettings, {"channels": [{"code": "a", "label": "A"}, {"code": 1}]})
        assert faults == [
            ValueFault("channels", "Bảng [[channels]] thứ 2: “Mã kênh” phải là chữ đặt trong dấu nháy kép.")
        ]

    @pytest.mark.parametrize("raw", ["x", {"code": "a"}, [1]])
    def test_tables_must_be_tables(self, raw: Any) -> None:
        _, faults = from_plain(OfficeSettings, {"channels": raw})
        assert faults == [ValueFault("channels", "“Kênh tuyên truyền” phải là các bảng [[channels]].")]

    def test_unknown_keys_of_a_table_are_kept_in_it(self) -> None:
        office, _ = from_plain(OfficeSettings, {"channels": [{"code": "a", "label": "A", "mau": "đỏ"}]})
        assert office.channels == (Channel(code="a", label="A", extra={"mau": "đỏ"}),)
        assert to_plain(office)["channels"] == [{"code": "a", "label": "A", "mau": "đỏ"}]


class TestAsking:
    def test_missing_fields_in_order(self) -> None:
        assert [f.key for f in missing_fields(Directive(subject="x"))] == ["kind", "issued_on"]
        assert [f.key for f in missing_fields(MediaCount(value=0))] == ["channel", "measure", "period"]

    def test_overlong_fields_by_the_register_of_the_decree(self) -> None:
        assert overlong_fields(Directive(subject="x" * 500, symbol="y" * 41)) == []
        assert [f.key for f in overlong_fields(Directive(subject="x" * 501, symbol="y" * 42))] == ["symbol", "subject"]

    def test_a_record_is_deleted_once_it_has_a_tombstone(self) -> None:
        assert not Directive().deleted
        assert Directive(deleted_on=date(2023, 3, 1)).deleted

    def test_titles_say_something_even_when_nothing_is_filled_in(self) -> None:
        assert Directive(id="7k3f9q").title == "7k3f9q"
        assert Directive(id="a", subject="mời họp").title == "mời họp"
        assert MediaCount().title == "? · ? · ?"
        assert ChecklistItem(id="a").title == "?. a"
        assert ReportSheet(id="a", subject="Kết quả").title == "Kết quả"
        assert OfficeSettings().title == "cơ quan chưa đặt tên"
