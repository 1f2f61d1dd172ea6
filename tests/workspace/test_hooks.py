"""The check before a commit made by hand, with a real git."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.domain.directive import Directive
from cchc_tui.errors import RefusedError
from cchc_tui.workspace.doctor import examine
from cchc_tui.workspace.hooks import install_hook
from tests.workspace.conftest import opened


def commit(records: Path) -> subprocess.CompletedProcess[str]:
    subprocess.run(["git", "-C", str(records), "add", "-A"], check=True)
    words = ["git", "-C", str(records), "-c", "user.name=Hà", "-c", "user.email=ha@x.vn", "commit", "-m", "bằng tay"]
    return subprocess.run(words, capture_output=True, text=True)


def test_an_error_stops_the_commit_and_is_named(empty: Path) -> None:
    stored = opened(empty).add(
        Directive(kind="cong-van", symbol="17/CV-UBND", issued_on=date(2023, 2, 21), subject="chấn chỉnh TTHC")
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
    workspace = opened(empty)
    workspace.add(Directive(kind="cong-van", symbol="1/UBND-VP", issued_on=date(2023, 2, 21), subject="A"))
    assert workspace.ledger.uncommitted == 0


def test_somebody_elses_hook_is_left_alone(empty: Path) -> None:
    hook = install_hook(empty)
    assert install_hook(empty) == hook
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="Kho đã có hook khác"):
        install_hook(empty)
    assert install_hook(empty, force=True) == hook


def test_the_doctor_knows_our_hook_from_others(empty: Path) -> None:
    hook = install_hook(empty)
    assert "git-hooks" not in {f.code for f in examine(str(empty)).findings}
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    assert "git-hooks" in {f.code for f in examine(str(empty)).findings}
