"""`cchc today --brief` answered before the command line is built: every login of every clerk waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cchc_tui.cli.session import FINDINGS, GOOD, Session, print_data, warn_of_broken_files
from cchc_tui.language.text import printable

_FLAGS = ("today", "--brief", "--read-only")
_VALUED = ("--records", "--person")
_OF_THE_VERB = ("--brief", "--person")
"""These stand behind it only."""


class LoginLine(NamedTuple):
    """What the words after `cchc` ask of it."""

    records: str | None
    read_only: bool
    person: str


def login_line(words: Sequence[str]) -> LoginLine | None:
    """Return what is asked; None where the words are no plain `today --brief`: the command line says what is wrong."""
    rest = list(words)
    given: dict[str, str] = {}
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in _VALUED and not equals and rest and not rest[0].startswith("-"):
            given[name] = rest.pop(0)
        elif (name in _VALUED and equals) or (name in _FLAGS and not equals):
            given[name] = value
        else:
            return None
        if name in _OF_THE_VERB and "today" not in given:
            return None
    records = given.get("--records")
    if "today" not in given or "--brief" not in given or (records is not None and Path(records).is_file()):
        return None
    return LoginLine(records, "--read-only" in given, given.get("--person", ""))


def print_login_line(asked: LoginLine) -> int:
    """Print the line, nothing when nothing is due; 1 when something is overdue."""
    from cchc_tui.records.agenda import Urgency, brief_line

    agenda = Session(asked.records, asked.read_only).open_quietly().agenda
    items = agenda.items(asked.person)
    if line := brief_line(items):
        print_data(printable(line))
    warn_of_broken_files(agenda.unread)
    return FINDINGS if any(item.urgency is Urgency.OVERDUE for item in items) else GOOD
