"""Facts behind a closed report ask before they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call

LETTER = ("add", "directive", "--direction", "outgoing", "--symbol", "9/UBND-VP", "--subject", "một việc")


@pytest.fixture
def closed(cchc: Call, office: Path) -> str:
    """An office with one closed report on 2023; the id of the document it tells of."""
    words = ("office", "--unit", "xã", "--name", "Hà Kỳ")
    assert cchc(*words).code == 0
    (added,) = cchc(*LETTER, "--issued-on", "1/3/2023").out.split()
    cchc("new-report", "--outline", "cchc-nam", "--period", "2023")
    (body,) = office.glob("reports/*/body.md")
    body.write_text("Đã ban hành {{ so_van_ban() }} văn bản.\n", encoding="utf-8")
    ended = cchc("freeze", "2023-nam-cchc")
    assert ended.code == 0, ended.err
    return added


def test_a_change_of_what_was_closed_is_refused_until_it_is_meant(cchc: Call, office: Path, closed: str) -> None:
    for words in (
        (*LETTER, "--issued-on", "2/3/2023", "--allow-duplicate", "hai văn bản"),
        ("set", closed, "subject=việc khác"),
        ("delete", closed, "--because", "nhập trùng"),
    ):
        refused = cchc(*words)
        assert refused.code == 3, words
        assert "Báo cáo 2023-nam-cchc đã chốt số liệu" in refused.err
        assert "--yes" in refused.err
        assert cchc("list", "reports", "--json").json[0]["changed_since_freeze"] is False
    assert cchc("set", closed, "subject=việc khác", "--yes").code == 0
    assert cchc("list", "reports", "--json").json[0]["changed_since_freeze"] is True


def test_what_no_page_prints_and_what_is_of_another_time_is_not_asked(cchc: Call, closed: str) -> None:
    assert cchc("set", closed, "note=đã gửi").code == 0
    assert cchc(*LETTER, "--issued-on", "1/3/2024").code == 0


def test_ways_back_and_in_are_refused_until_they_are_meant(
    cchc: Call, office: Path, tmp_path: Path, closed: str
) -> None:
    assert cchc("set", closed, "subject=việc khác", "--yes").code == 0
    other = tmp_path / "van-ban.jsonl"
    other.write_text(
        '{"record": "directive", "direction": "outgoing", "kind": "cong-van", "symbol": "12/UBND-VP",'
        ' "issued_on": "2023-03-05", "issuer": "UBND xã Hà Kỳ", "subject": "một việc nữa"}\n',
        encoding="utf-8",
    )
    assert cchc("import", str(other), "--yes").code == 0
    assert cchc("delete", closed, "--because", "thử", "--yes").code == 0
    assert "đã chốt số liệu" in cchc("restore", closed).err
    assert cchc("restore", closed, "--yes").code == 0
