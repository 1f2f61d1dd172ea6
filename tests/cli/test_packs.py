"""`pack` as a clerk types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.office.test_packs import LAM_BINH, publish


@pytest.fixture
def lam_binh(tmp_path: Path) -> Path:
    return publish(tmp_path / "lam-binh", LAM_BINH)


def test_shown_asked_added_listed_and_removed(cchc: Call, office: Path, lam_binh: Path) -> None:
    only = cchc("pack", "add", str(lam_binh), "--dry-run")
    assert (only.code, only.out.count("\n+ "), only.out[0]) == (0, 1, "+")
    assert "lam-binh" not in (office / "office.toml").read_text("utf-8")

    refused = cchc("pack", "add", str(lam_binh))
    assert (refused.code, refused.out) == (2, only.out)
    assert "Thêm --yes" in refused.err

    added = cchc("pack", "add", str(lam_binh), "--yes")
    assert (added.code, added.out) == (0, only.out)
    assert added.err.rstrip().endswith("Đã ghi, thành một lần lưu; lấy lại bằng: cchc undo")
    assert [(row["code"], row["version"]) for row in cchc("pack", "list", "--json").json] == [("lam-binh", "3")]
    assert "Báo cáo của tỉnh Lâm Bình" in cchc("pack", "list").out
    assert "lb-tuan" in cchc("due").out

    publish(
        lam_binh, LAM_BINH.replace("thứ sáu hằng tuần", "thứ năm hằng tuần").replace('version = "3"', 'version = "4"')
    )
    updated = cchc("pack", "update", "lam-binh", "--yes")
    assert updated.out == "~ Báo cáo phải nộp lb-tuan, hạn gửi: “thứ sáu hằng tuần” → “thứ năm hằng tuần”\n"
    assert "Không khác gì hồ sơ lúc này." in cchc("pack", "update", "lam-binh", "--yes").err
    assert cchc("pack", "remove", "lam-binh", "-y").out.count("- ") == 2
    assert "Chưa có gói nào" in cchc("pack", "list").err


def test_only_looking_refuses_to_write(cchc: Call, office: Path, lam_binh: Path) -> None:
    assert cchc("--read-only", "pack", "add", str(lam_binh), "--yes").code == 3
    assert cchc("--read-only", "pack", "add", str(lam_binh), "--dry-run").code == 0
