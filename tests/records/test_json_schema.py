"""The published schema says what the field declarations say."""

from __future__ import annotations

import re

from cchc_tui.records.fields import fields_of
from cchc_tui.records.json_schema import RECORD_CLASSES, json_schema
from cchc_tui.records.office import Channel, OfficeSettings


def test_every_declared_field_is_a_property_with_its_label() -> None:
    definitions = json_schema()["$defs"]
    for name, cls in RECORD_CLASSES.items():
        properties = definitions[name]["properties"]
        for field in fields_of(cls):
            assert properties[field.key]["title"] == field.label
        required = {field.key for field in fields_of(cls) if field.required}
        assert set(definitions[name]["required"]) == {"record"} | required


def test_an_offices_codes_are_the_only_ones() -> None:
    office = OfficeSettings(channels=(Channel(code="dai", label="Đài truyền thanh"),))
    assert json_schema(office)["$defs"]["media"]["properties"]["channel"]["enum"] == ["dai"]
    assert "enum" not in json_schema()["$defs"]["media"]["properties"]["channel"]


def test_periods_dates_and_limits_are_said() -> None:
    directive = json_schema()["$defs"]["directive"]["properties"]
    assert directive["issued_on"] == {"title": "Ngày ban hành", "type": "string", "format": "date"}
    assert directive["subject"]["maxLength"] == 500
    assert directive["copies"] == {"title": "Số lượng bản", "type": "integer", "minimum": 0}
    pattern = json_schema()["$defs"]["media"]["properties"]["period"]["pattern"]
    codes = ("2023-06", "2023-quy-3", "2023-6-thang", "2023-nam", "2022-12-15..2023-12-14")
    assert all(re.fullmatch(pattern, code) for code in codes)
    assert not re.fullmatch(pattern, "tháng 6")
