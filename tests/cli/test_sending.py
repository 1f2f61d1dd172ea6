"""`sent` and `new-report --for`, as a clerk types them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cchc_tui.storage.shipped import sample_records_dir
from tests.cli.conftest import Call


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample office; the current directory is its folder."""
    folder = tmp_path / "ha-ky"
    folder.mkdir()
    shutil.copytree(sample_records_dir(), folder / "records")
    monkeypatch.chdir(folder)
    return folder / "records"


@pytest.fixture
def begun(cchc: Call, sample: Path) -> str:
    """The short name of the report that the reform regime asks for next."""
    ended = cchc("new-report", "--for", "cchc")
    assert ended.code == 0, ended.err
    return ended.out.splitlines()[0]


def test_what_is_due_is_begun_and_sent(cchc: Call, begun: str) -> None:
    assert begun.endswith("-cchc")
    assert f"Đang soạn: {begun}. [cchc]" in cchc("due").out
    ended = cchc("sent", begun, "--to", "Sở Nội vụ", "--by", "thư điện tử", "--number", "12")
    assert ended.code == 0
    assert ended.err.startswith(f"Đã ghi: báo cáo {begun} gửi ngày ")
    assert ended.err.rstrip().endswith(" đến Sở Nội vụ, thư điện tử.")
    (sent,) = [one for one in cchc("due", "--json").json if one["report"] == begun]
    assert (sent["state"], sent["settled"]) == ("đã gửi", True)

    assert cchc("sent", begun, "--undo").err.rstrip() == f"Đã ghi: báo cáo {begun} chưa gửi."
    assert f"Đang soạn: {begun}. [cchc]" in cchc("due").out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--on", "bao giờ"], 2, "“bao giờ” không phải là một ngày."),
        (["--on", "31/12/2099"], 2, "Ngày gửi 31/12/2099 không đúng"),
        (["--undo", "--to", "x"], 2, "--undo không đi cùng tùy chọn khác."),
        (["--undo"], 3, "chưa ghi là đã gửi"),
    ],
)
def test_what_is_typed_wrong_is_said_and_nothing_kept(
    cchc: Call, begun: str, arguments: list[str], code: int, sentence: str
) -> None:
    ended = cchc("sent", begun, *arguments)
    assert ended.code == code
    assert sentence in ended.err
    assert f"Đang soạn: {begun}. [cchc]" in cchc("due").out


def test_from_and_outline_exclude_each_other(cchc: Call, sample: Path) -> None:
    ended = cchc("new-report", "--for", "cchc", "--from", "2023-nam", "--outline", "cchc-nam")
    assert (ended.code, ended.err.splitlines()[0]) == (2, "--from và --outline không đi cùng nhau.")
