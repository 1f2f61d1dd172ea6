"""JSON Lines with the TOML keys, and the array that `list --json` prints."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from tests.importing.builders import read

LETTER = {"symbol": "17/UBND-VP", "kind": "cong-van", "issued_on": "2023-02-21", "subject": "A", "id": "x", "path": "p"}


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_and_an_array_give_the_same(tmp_path: Path) -> None:
    count = {"record": "media", "channel": "trang-tin", "measure": "tin-bai", "period": "2023-06", "value": 3}
    lines = read(written(tmp_path / "a.jsonl", f"{json.dumps(LETTER)}\n\n{json.dumps(count)}\n"))
    array = read(written(tmp_path / "a.json", json.dumps([LETTER, count], indent=2)))
    assert [dict(c.values) for c in lines] == [dict(c.values) for c in array]
    assert lines[0].values == {
        "symbol": "17/UBND-VP",
        "kind": "cong-van",
        "issued_on": date(2023, 2, 21),
        "subject": "A",
    }
    assert [c.kind for c in lines] == ["directive", "media"]


def test_a_value_a_field_cannot_hold_is_doubtful(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path / "a.jsonl", json.dumps(LETTER | {"copies": "ba"})))
    assert found.doubtful == ("“Số lượng bản” phải là số nguyên từ 0 trở lên, không có dấu nháy.",)
    assert "copies" not in found.values


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"symbol": \n', "dòng 1 không phải JSON đúng cách"),
        ('{"a": 1}\n', "không biết là văn bản, số liệu, nhiệm vụ hay báo cáo"),
        ('[1, {"a": 2}]', "hồ sơ thứ 1 không phải đối tượng"),
        ("[" * 100_000, "không phải JSON đúng cách"),
    ],
)
def test_what_is_no_record_is_named_by_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(FindingsError, match=sentence):
        read(written(tmp_path / "a.jsonl", text))


@pytest.mark.parametrize("line", ['{"record": "nope"}', "null", '{"symbol": ', '{"record": "body"}'])
def test_one_line_that_is_no_record_leaves_the_others_and_is_named(tmp_path: Path, line: str) -> None:
    good = json.dumps(LETTER)
    first, second, third = read(written(tmp_path / "a.jsonl", f"{good}\n\n{line}\n{good}\n"))
    assert first.values == third.values
    assert second.values == {}
    assert second.source == line.strip()
    assert "dòng 3" in second.doubtful[0]


def test_a_record_of_an_unknown_name_is_guessed_at_in_doubt(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path / "a.jsonl", json.dumps(LETTER | {"record": "van-ban"})))
    assert found.kind == "directive"
    assert "khóa “record” ghi “van-ban”" in found.doubtful[0]


@pytest.mark.parametrize("day", [20230308, "2023-02-31"])
def test_advice_on_dates_is_true_of_json(tmp_path: Path, day: object) -> None:
    (found,) = read(written(tmp_path / "a.jsonl", json.dumps(LETTER | {"issued_on": day})))
    assert found.doubtful == ('“Ngày ban hành” phải là một ngày viết như "2023-02-21", có dấu nháy kép',)


def test_a_report_sheet_comes_too_but_not_its_state(tmp_path: Path) -> None:
    sheet = {"record": "report", "slug": "2023-nam", "period": "2023-nam", "subject": "A", "state": "frozen"}
    (found,) = read(written(tmp_path / "a.jsonl", json.dumps(sheet)))
    assert found.kind == "report"
    assert found.values == {"slug": "2023-nam", "period": "2023-nam", "subject": "A"}


def test_keys_nobody_knows_are_kept_and_said(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path / "a.jsonl", json.dumps(LETTER | {"do_khan": "khẩn", "bang": {"a": None}})))
    assert found.values["do_khan"] == "khẩn"
    assert found.doubtful == (
        "khóa “do_khan” không có trong mẫu hồ sơ; vẫn giữ nguyên trong tệp",
        "khóa “bang” không có trong mẫu hồ sơ và không giữ được",
    )


def test_a_choice_that_is_none_is_doubtful(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path / "a.jsonl", json.dumps(LETTER | {"direction": "sideways"})))
    assert found.doubtful[0].startswith("“Chiều văn bản” không có giá trị “sideways”.")
    assert "direction" not in found.values


def test_each_field_names_the_pair_it_was_read_from(tmp_path: Path) -> None:
    line = '{"record": "media", "channel": "truyen-thanh", "measure": "tin-bai", "period": "2023-nam", "value": 24}'
    (count,) = read(written(tmp_path / "a.jsonl", line))
    assert {key: e.words for key, e in count.evidence.items()} == {
        "channel": '"channel": "truyen-thanh"', "measure": '"measure": "tin-bai"', "period": '"period": "2023-nam"',
        "value": '"value": 24',
    }  # fmt: skip
    assert not any(e.assumed for e in count.evidence.values())
