"""`cchc verify`: one line, an exit code for cron, JSON; nothing is changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_tui.office import begin_history

from .conftest import Call

PEOPLE = '[[people]]\naccount = "lan"\nname = "Trần Thị Lan"\nemail = "lan@xa"\n'


@pytest.fixture
def records(tmp_path: Path, cchc: Call, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office whose people are listed, with one letter."""
    monkeypatch.setenv("CCHC_PERSON", "Trần Thị Lan <lan@xa>")
    assert cchc("init", str(tmp_path / "o"), "--short-name", "UBND xã A", "--place", "A").code == 0
    records = tmp_path / "o/records"
    (records / "people.toml").write_text(PEOPLE, encoding="utf-8")
    begin_history(records)
    words = ("--direction", "outgoing", "--kind", "ke-hoach", "--subject", "việc", "--issued-on", "21/2/2023")
    assert cchc("--records", str(records), "add", "directive", *words).code == 0
    assert cchc("--records", str(records), "doctor", "--fix").code in (0, 1)
    return records


def test_a_sound_office_is_said_in_one_line_and_ends_with_0(records: Path, cchc: Call) -> None:
    proven = cchc("--records", str(records), "verify")
    assert (proven.code, proven.out.count("\n")) == (0, 1), proven.out
    assert proven.out.startswith("Đúng: 1 hồ sơ khớp với lịch sử")
    quiet = cchc("--records", str(records), "verify", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


def test_what_is_not_so_is_a_line_each_and_ends_with_1(records: Path, cchc: Call) -> None:
    (file,) = (records / "directives").rglob("*.toml")
    file.write_bytes(file.read_bytes().replace("việc".encode(), b"khac"))
    (records / "people.toml").write_text(PEOPLE.replace("Trần Thị Lan", "Người Khác"), encoding="utf-8")
    proven = cchc("--records", str(records), "verify", "--json")
    assert proven.code == 1
    said = json.loads(proven.out)
    assert (said["ok"], said["records"]) == (False, 1)
    assert [f["code"] for f in said["findings"]] == ["unlike-history", "unknown-author"]
    assert "2 tệp khác với lịch sử" in cchc("--records", str(records), "verify", "--quiet").out
