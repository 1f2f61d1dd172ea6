"""The check before a commit made by hand, with a real git."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import RefusedError
from cchc_tui.office.doctor import examine
from cchc_tui.office.hooks import install_hook
from cchc_tui.office.starting import create_office
from cchc_tui.records.directive import Directive
from tests.office.conftest import opened


def commit(records: Path) -> subprocess.CompletedProcess[str]:
    subprocess.run(["git", "-C", str(records), "add", "-A"], check=True)
    words = ["git", "-C", str(records), "-c", "user.name=Hà", "-c", "user.email=ha@x.vn", "commit", "-m", "bằng tay"]
    return subprocess.run(words, capture_output=True, text=True)


def test_an_error_stops_the_commit_and_is_named(empty: Path) -> None:
    stored = opened(empty).records.add(
        Directive(
            direction="outgoing",
            kind="cong-van",
            symbol="17/CV-UBND",
            issued_on=date(2023, 2, 21),
            subject="chấn chỉnh TTHC",
        )
    )
    install_hook(empty)
    file = empty / stored.path
    copy = file.with_name("ban-chep.toml")
    copy.write_text(file.read_text(encoding="utf-8").replace(stored.record.id, "zzzzzz"), encoding="utf-8")
    done = commit(empty)
    assert done.returncode != 0
    assert "đã có trong sổ" in done.stderr
    copy.unlink()
    (empty / "ghi-chu.txt").write_text("x", encoding="utf-8")
    assert commit(empty).returncode == 0  # the warning about the code CV does not stop it


def test_the_programs_own_saves_do_not_wait_for_it(empty: Path) -> None:
    hook = install_hook(empty)
    hook.write_text(hook.read_text(encoding="utf-8") + "\nexit 1\n", encoding="utf-8")
    office = opened(empty)
    office.records.add(
        Directive(direction="outgoing", kind="cong-van", symbol="1/UBND-VP", issued_on=date(2023, 2, 21), subject="A")
    )
    assert office.ledger.uncommitted == 0


def git(records: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(records), *words], capture_output=True, text=True, check=True)


def spoil(records: Path) -> Path:
    """A file that cannot be read: an error."""
    path = records / "directives" / "2023" / "hong.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("subject = ", encoding="utf-8")
    return path


def test_somebody_elses_hook_is_left_alone(empty: Path) -> None:
    hook = install_hook(empty)
    assert install_hook(empty) == hook
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="Kho đã có hook khác"):
        install_hook(empty)
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"


def test_with_force_it_is_kept_and_still_runs_first(empty: Path) -> None:
    hook = install_hook(empty)
    hook.write_text("#!/bin/sh\necho 'hook cũ' >&2\ntest ! -e cam\n", encoding="utf-8")
    assert install_hook(empty, force=True) == hook
    assert (hook.parent / "pre-commit.truoc-cchc").read_text(encoding="utf-8").endswith("test ! -e cam\n")
    (empty / "cam").write_text("x", encoding="utf-8")
    refused = commit(empty)
    assert (refused.returncode, refused.stderr) == (1, "hook cũ\n")
    (empty / "cam").unlink()
    spoil(empty)
    told = commit(empty).stderr
    assert told.startswith("hook cũ\n")
    assert "hong.toml không đúng cú pháp" in told
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="đã có, nên không giữ thêm"):
        install_hook(empty, force=True)


def test_a_folder_of_hooks_of_the_repositorys_own_is_used(empty: Path) -> None:
    git(empty, "config", "core.hooksPath", ".hooks")
    assert install_hook(empty) == empty / ".hooks" / "pre-commit"
    spoil(empty)
    assert commit(empty).returncode != 0


def test_a_folder_of_hooks_that_others_share_is_left_alone(empty: Path, tmp_path: Path) -> None:
    shared = tmp_path / "hooks-chung"
    git(empty, "config", "core.hooksPath", str(shared))
    with pytest.raises(RefusedError, match="thư mục hook chung cho nhiều kho") as refused:
        install_hook(empty, force=True)
    assert "cchc check --errors --no-reports" in refused.value.hint
    assert not shared.exists()


def test_what_is_outside_the_records_is_committed_unchecked(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    records = create_office(tmp_path / "kho", {"short_name": "UBND xã Hà Kỳ"})
    install_hook(records)
    assert commit(tmp_path).returncode == 0
    spoil(records)
    (tmp_path / "thu.txt").write_text("x", encoding="utf-8")
    git(tmp_path, "add", "thu.txt")
    words = ["-c", "user.name=Hà", "-c", "user.email=ha@x.vn", "commit", "-q", "-m", "thư"]
    assert git(tmp_path, *words).returncode == 0
    assert commit(tmp_path).returncode != 0


def test_a_program_that_is_gone_stops_nobody_and_is_said(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/khong/co/python")
    install_hook(empty)
    spoil(empty)
    done = commit(empty)
    assert done.returncode == 0
    assert "Không tìm thấy cchc ở /khong/co/python" in done.stderr


def test_the_doctor_knows_our_hook_from_others(empty: Path) -> None:
    hook = install_hook(empty)
    assert "git-hooks" not in {f.code for f in examine(str(empty)).findings}
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    assert "git-hooks" in {f.code for f in examine(str(empty)).findings}
