"""Help is Vietnamese to the last word, and names every option the fields declare."""

from __future__ import annotations

import inspect
import re

import click
import pytest

from cchc_tui.cli.app import VERBS
from cchc_tui.cli.app import cchc as cchc_command
from cchc_tui.cli.completers import typed_fields
from cchc_tui.cli.kinds import ADDED
from tests.cli.conftest import Call

_ENGLISH = (
    "Usage", "Options", "Commands", "Show this", "TEXT", "INTEGER", "COMMAND", "ARGS", "required", "default", "Error",
    "PATH", "FILENAME", "Try ",
)  # fmt: skip


@pytest.mark.parametrize("verb", ["", *VERBS, *(f"add {kind}" for kind in ADDED), "hook install"])
def test_every_help_is_vietnamese(cchc: Call, verb: str) -> None:
    ended = cchc(*verb.split(), "--help")
    assert ended.code == 0
    assert ended.err == ""
    assert ended.out.startswith(f"Cách dùng: cchc {verb}".rstrip())
    assert [word for word in _ENGLISH if word in ended.out] == []


@pytest.mark.parametrize("kind", ADDED)
def test_each_field_a_person_may_fill_in_is_an_option(cchc: Call, kind: str) -> None:
    shown = cchc("add", kind, "--help").out
    for field in typed_fields(ADDED[kind]):
        assert f"--{field.key.replace('_', '-')} " in shown
    assert "--schema" not in shown
    assert "--deleted-on" not in shown


def test_the_exit_codes_are_written_down(cchc: Call) -> None:
    shown = cchc("--help").out
    for code in ("0  tốt đẹp", "1  có lỗi", "2  gọi sai", "3  bị từ chối", "4  máy không làm được"):
        assert code in shown


def test_every_verb_is_listed_with_a_sentence(cchc: Call) -> None:
    shown = cchc("--help").out
    for verb in VERBS:
        said = re.search(rf"^  {re.escape(verb)} +(\S.*(?:\n {{8,}}\S.*)*)$", shown, re.MULTILINE)
        assert said is not None, verb
        assert said[1].endswith("."), verb


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_taken_by_the_function_of_its_verb(verb: str) -> None:
    command = cchc_command.get_command(click.Context(cchc_command), verb)
    assert command is not None
    assert command.callback is not None
    taken = inspect.signature(command.callback).parameters
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in taken.values()):
        return
    given = [p.name for p in command.params if p.expose_value]
    assert [name for name in given if name not in taken] == []
