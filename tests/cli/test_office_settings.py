"""`init` and `office`: an office without placeholders, said in options or answers, never in an editor."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call, OnTerminal

WARD = (
    "--unit", "phường", "--name", "Bến Sậy", "--province", "tỉnh Nam Sơn", "--chairman", "Trần Văn Bình",
    "--deputy", "Lê Thị Cúc", "--deputy", "Phạm Minh Đức",
    "--issuer", "TTPVHCC=Trung tâm Phục vụ hành chính công phường Bến Sậy", "--predecessor", "UBND xã Sậy Hạ",
    "--last", "Sổ công văn=300", "--series", "Sổ kế hoạch=ke-hoach", "--last", "Sổ kế hoạch=35",
)  # fmt: skip


def settings(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "records/office.toml").read_text("utf-8"))


def test_a_ward_is_a_ward_everywhere(cchc: Call, tmp_path: Path) -> None:
    assert cchc("init", str(tmp_path), *WARD).code == 0
    office = settings(tmp_path)
    assert (office["unit"], office["short_name"], office["place"]) == ("phuong", "UBND phường Bến Sậy", "Bến Sậy")
    assert office["letterhead"] == ["ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN SẬY"]
    assert office["addressees"] == ["UBND tỉnh Nam Sơn (qua Sở Nội vụ)"]
    assert office["recipients"] == ["Như trên", "TT Đảng ủy, HĐND phường", "Lãnh đạo UBND phường", "Lưu: VT"]
    assert [(s["name"], s["signing"][-1]) for s in office["signatories"]] == [
        ("Trần Văn Bình", "CHỦ TỊCH"), ("Lê Thị Cúc", "PHÓ CHỦ TỊCH"), ("Phạm Minh Đức", "PHÓ CHỦ TỊCH"),
    ]  # fmt: skip
    assert office["issuers"][0]["code"] == "TTPVHCC"
    assert office["predecessors"] == [{"name": "UBND xã Sậy Hạ"}]
    last = {row["name"]: row.get("last_number") for row in office["series"]}
    assert (last["Sổ công văn"], last["Sổ kế hoạch"]) == (300, 35)
    assert [row["name"] for row in office["series"] if "ke-hoach" in row["kinds"]] == ["Sổ kế hoạch"]
    assert cchc("--records", str(tmp_path / "records"), "check").code == 0


@pytest.mark.parametrize(
    ("unit", "title", "letterhead"),
    [
        ("xã", "xã Hà Kỳ", "XÃ HÀ KỲ"),
        ("dac khu", "đặc khu Hà Kỳ", "ĐẶC KHU HÀ KỲ"),
        ("phuong", "phường Hà Kỳ", "PHƯỜNG HÀ KỲ"),
    ],
)
def test_every_kind_of_unit_gives_its_own_words(
    cchc: Call, tmp_path: Path, unit: str, title: str, letterhead: str
) -> None:
    cchc("init", str(tmp_path), "--unit", unit, "--name", "Hà Kỳ")
    office = settings(tmp_path)
    assert (office["full_name"], office["letterhead"][1]) == (f"Ủy ban nhân dân {title}", letterhead)
    assert office["recipients"][0] == f"TT Đảng ủy, HĐND {title.removesuffix(' Hà Kỳ')}"


def test_nothing_said_stays_empty_and_is_an_error_that_says_how(cchc: Call, tmp_path: Path) -> None:
    assert cchc("init", str(tmp_path)).code == 0
    assert (
        not {"short_name", "place", "province", "letterhead", "addressees", "signatories"} & settings(tmp_path).keys()
    )
    records = str(tmp_path / "records")
    assert cchc("--records", records, "check").code == 1
    assert "! Chưa ghi tên cơ quan: cchc office --unit" in cchc("--records", records, "office").err


def test_what_was_left_out_is_said_later_without_an_editor(cchc: Call, tmp_path: Path) -> None:
    cchc("init", str(tmp_path))
    records = str(tmp_path / "records")
    changed = cchc("--records", records, "office", *WARD)
    assert changed.code == 0, changed.err
    assert "Ủy ban nhân dân phường Bến Sậy" in changed.out
    assert settings(tmp_path)["addressees"] == ["UBND tỉnh Nam Sơn (qua Sở Nội vụ)"]
    assert cchc("--records", records, "check").code == 0
    assert cchc("--records", records, "office").err == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--unit", "thôn", "--name", "Hạ"), "“thôn” không phải loại đơn vị"),
        (("--unit", "xã"), "--unit và --name đi cùng nhau"),
        (("--issuer", "BQLCHO"), "thiếu dấu ="),
        (("--head", "TTPVHCC"), "thiếu dấu ="),
        (("--chairman", "A", "--since", "hôm nào"), "không phải là một ngày"),
        (("--last", "Sổ lạ=3"), "Không có sổ “Sổ lạ”"),
        (("--last", "Sổ công văn=ba"), "“ba” không phải là số"),
        (("--series", "Sổ=cong-vann"), "Không có loại văn bản “cong-vann”"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_made(
    cchc: Call, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ended = cchc("init", str(tmp_path / "xa"), *options)
    assert ended.code == 2
    assert said in ended.err
    assert not (tmp_path / "xa").exists()


def test_an_issuer_renamed_from_a_day_keeps_its_name_until_then(cchc: Call, tmp_path: Path) -> None:
    assert cchc("init", str(tmp_path / "xa"), "--issuer", "VP=Văn phòng", "--issuer", "TT=Trung tâm").code == 0
    here = ("--records", str(tmp_path / "xa" / "records"), "office", "--issuer")
    said = cchc(*here, "VP=Văn phòng HĐND và UBND", "--since", "01/7/2025").out
    assert "VP: Văn phòng (đến hết 30/6/2025); VP: Văn phòng HĐND và UBND (từ 01/7/2025)" in said
    said = cchc(*here, "VP=Văn phòng HĐND", "--since", "01/7/2025").out
    assert "VP: Văn phòng (đến hết 30/6/2025); VP: Văn phòng HĐND (từ 01/7/2025)" in said
    assert [row["code"] for row in settings(tmp_path / "xa")["issuers"]] == ["TT", "VP", "VP"]


def test_at_a_terminal_it_is_asked(on_terminal: OnTerminal, tmp_path: Path) -> None:
    bodies = "1, 9\n1 4\nMai Xuân Hiệp\n\nxã Sậy Hạ, phường Cầu Dền\n"
    answers = f"phường\nBến Sậy\ntỉnh Nam Sơn\nTrần Văn Bình\nLê Thị Cúc\n{bodies}300\nba\n\n60"
    ended = on_terminal("init", str(tmp_path / "xa"), typed=answers, when="Xã, phường hay đặc khu?")
    assert ended.code == 0, ended.out
    office = settings(tmp_path / "xa")
    assert office["short_name"] == "UBND phường Bến Sậy"
    assert [(s["name"], s["signing"][-1], s.get("issuer")) for s in office["signatories"]] == [
        ("Trần Văn Bình", "CHỦ TỊCH", None), ("Lê Thị Cúc", "PHÓ CHỦ TỊCH", None),
        ("Mai Xuân Hiệp", "GIÁM ĐỐC", "TTPVHCC"),
    ]  # fmt: skip
    assert office["issuers"] == [
        {"code": "TTPVHCC", "name": "Trung tâm Phục vụ hành chính công phường Bến Sậy"},
        {"code": "KTHTĐT", "name": "Phòng Kinh tế, Hạ tầng và Đô thị phường Bến Sậy"},
    ]  # fmt: skip
    assert [p["name"] for p in office["predecessors"]] == ["UBND xã Sậy Hạ", "UBND phường Cầu Dền"]
    assert [row.get("last_number") for row in office["series"]] == [300, None, 60]
    assert "“ba” không phải là số" in ended.out


def test_who_signs_changes_by_day_and_only_in_that_place(cchc: Call, tmp_path: Path) -> None:
    """A new chairman ends the old one's term the day before; the deputies and the centre's director stay."""
    cchc("init", str(tmp_path), *WARD, "--head", "TTPVHCC=Mai Xuân Hiệp", "--issuer", "VP")
    named = {row["code"]: row["name"] for row in settings(tmp_path)["issuers"]}
    assert named["VP"] == "Văn phòng HĐND và UBND phường Bến Sậy"
    changed = cchc(
        "--records", str(tmp_path / "records"), "office", "--chairman", "Lưu Thị Hạnh", "--since", "10/4/2026"
    )
    assert changed.code == 0, changed.err
    rows = [(s["name"], str(s.get("from_on", "")), str(s.get("to_on", ""))) for s in settings(tmp_path)["signatories"]]
    assert rows == [
        ("Trần Văn Bình", "", "2026-04-09"), ("Lê Thị Cúc", "", ""), ("Phạm Minh Đức", "", ""),
        ("Mai Xuân Hiệp", "", ""), ("Lưu Thị Hạnh", "2026-04-10", ""),
    ]  # fmt: skip
    cchc("--records", str(tmp_path / "records"), "office", "--chairman", "Sửa Tên Gõ Nhầm")
    names = [s["name"] for s in settings(tmp_path)["signatories"]]
    assert ("Lưu Thị Hạnh" in names, "Trần Văn Bình" in names) == (False, True), "a term that has ended is kept"
