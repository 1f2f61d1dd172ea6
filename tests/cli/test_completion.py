"""TAB in the three shells: verbs, options, kinds, ids, keys and report names."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Call


def _offered(program: Call, office: Path, *words: str) -> list[str]:
    """What zsh is told for `cchc WORDS` with the last word unfinished: values, every third line from the second."""
    asked = {"_CCHC_COMPLETE": "zsh_complete", "COMP_WORDS": " ".join(["cchc", *words]), "COMP_CWORD": str(len(words))}
    ended = program(env=asked | {"CCHC_RECORDS": str(office)})
    assert ended.err == ""
    return ended.out.splitlines()[1::3]


def test_verbs_options_and_kinds(program: Call, office: Path) -> None:
    assert _offered(program, office, "rest") == ["restore"]
    assert _offered(program, office, "list", "dir") == ["directives"]
    assert "--issued-on" in _offered(program, office, "add", "directive", "--direction", "outgoing", "--is")
    assert _offered(program, office, "new-document", "cong-v") == ["cong-van"]


def test_ids_with_their_titles(program: Call, office: Path, directive: str) -> None:
    asked = {"_CCHC_COMPLETE": "fish_complete", "COMP_WORDS": "cchc show", "COMP_CWORD": directive[:2]}
    ended = program(env=asked | {"CCHC_RECORDS": str(office)})
    assert f"{directive}\n17/CV-UBND" in ended.out.replace("\t", "\n")


def test_keys_of_the_record_named_before(program: Call, office: Path, directive: str) -> None:
    assert _offered(program, office, "set", directive, "iss") == ["issued_on=", "issuer="]


def test_report_names(program: Call, office: Path) -> None:
    from cchc_tui.storage.shipped import sample_records_dir

    assert _offered(program, sample_records_dir(), "report", "20") == ["2023-nam"]


def test_without_an_office_tab_is_silent(program: Call, tmp_path: Path) -> None:
    assert _offered(program, tmp_path, "show", "a") == []
    assert _offered(program, tmp_path, "report", "a") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_cchc(cchc: Call, shell: str) -> None:
    ended = cchc("completion", shell)
    assert ended.code == 0
    assert f"_CCHC_COMPLETE={shell}_complete" in ended.out
    assert ended.err == "", "a login file that evaluates the script must not talk at every login"
    assert f"cchc completion {shell}" in cchc("completion", "--help").out


def test_bash_takes_the_script(cchc: Call) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    done = subprocess.run(["bash", "-n"], input=cchc("completion", "bash").out, encoding="utf-8", check=False)
    assert done.returncode == 0


def test_another_shell_is_wrong_use(cchc: Call) -> None:
    ended = cchc("completion", "tcsh")
    assert (ended.code, ended.err) == (2, "Không có mã gợi ý cho “tcsh”.\nĐược dùng: bash, zsh, fish.\n")
