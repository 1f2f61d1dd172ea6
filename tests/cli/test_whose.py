"""`add` and `set` never take a document for the office's that may be another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call, OnTerminal

ADD = ("add", "directive", "--issued-on", "12/11/2026", "--subject", "việc")


def _kept(cchc: Call) -> list[tuple[str | None, str | None]]:
    return [(d.get("issuer"), d.get("direction")) for d in cchc("list", "directives", "--json").json]


@pytest.mark.parametrize(
    ("symbol", "issuer"),
    [("160/SNV-CCHC", "Sở Nội vụ"), ("20-NQ/ĐU", "Đảng ủy xã Hà Kỳ"), ("225/QĐ-TTg", "Thủ tướng Chính phủ")],
)
def test_a_symbol_that_only_another_has_is_incoming(cchc: Call, office: Path, symbol: str, issuer: str) -> None:
    assert cchc(*ADD, "--symbol", symbol).code == 0
    assert _kept(cchc) == [(issuer, "incoming")]


def test_a_shared_symbol_of_a_new_office_is_asked_and_nothing_is_written(cchc: Call, office: Path) -> None:
    ended = cchc(*ADD, "--symbol", "36/KH-UBND")
    assert ended.code == 2
    assert ended.err.startswith("! “36/KH-UBND” có thể là của UBND xã Hà Kỳ hoặc của UBND tỉnh")
    assert "direction=outgoing" in ended.err
    assert _kept(cchc) == []


def test_once_answered_the_series_is_known(cchc: Call, office: Path) -> None:
    assert cchc(*ADD, "--symbol", "36/KH-UBND", "--direction", "outgoing").code == 0
    assert cchc(*ADD, "--symbol", "37/KH-UBND").code == 0
    assert cchc(*ADD, "--symbol", "1420/KH-UBND").code == 2
    assert _kept(cchc) == [("UBND xã Hà Kỳ", "outgoing")] * 2


def test_an_issuer_says_the_direction(cchc: Call, office: Path) -> None:
    assert cchc(*ADD, "--symbol", "1420/UBND-NC", "--issuer", "UBND tỉnh Hải Dương").code == 0
    assert cchc(*ADD, "--symbol", "36/KH-UBND", "--issuer", "UBND xã Hà Kỳ").code == 0
    assert _kept(cchc) == [("UBND xã Hà Kỳ", "outgoing"), ("UBND tỉnh Hải Dương", "incoming")]


def test_what_contradicts_itself_is_refused(cchc: Call, office: Path, directive: str) -> None:
    assert cchc(*ADD, "--symbol", "160/SNV-CCHC", "--direction", "outgoing").code == 2
    assert cchc("set", directive, "issuer=Sở Nội vụ").code == 2
    assert cchc("set", directive, "issuer=UBND huyện Tứ Kỳ", "direction=incoming").code == 0


def test_at_a_terminal_it_is_asked(on_terminal: OnTerminal, office: Path, cchc: Call) -> None:
    typed = ("--records", str(office), *ADD, "--symbol", "36/KH-UBND")
    ended = on_terminal(*typed, typed="đi", when="Là văn bản đi hay đến?")
    assert ended.code == 0, ended.out
    assert _kept(cchc) == [("UBND xã Hà Kỳ", "outgoing")]


def test_the_list_tells_which_came_in(cchc: Call, office: Path, directive: str) -> None:
    cchc(*ADD, "--symbol", "160/SNV-CCHC")
    head, *rows = cchc("list", "directives").out.splitlines()
    assert "Chiều văn bản" in head
    assert ["văn bản đến" in row for row in rows] == [False, True]
