"""Failed operations: one Vietnamese sentence, a hint, and the exit code the command line ends with."""

from __future__ import annotations


class CchcError(Exception):
    """An operation that could not be done.

    `message` is a full Vietnamese sentence saying what is wrong and where; `hint` says what to do next ("" when the
    sentence already does). Exit codes: 1 findings, 2 wrong use, 3 refused (conflict, locked), 4 environment.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class FindingsError(CchcError):
    """The records or the document have faults that must be settled first."""

    exit_code = 1


class WrongUseError(CchcError):
    """The call itself was wrong: an unknown word, a value that cannot be read."""

    exit_code = 2


class RefusedError(CchcError):
    """Another person's work would be lost: a conflict, a lock, an edited file, an existing record."""

    exit_code = 3


class EnvironmentFaultError(CchcError):
    """The machine cannot do it: disk full, no rights, a program missing or too old."""

    exit_code = 4
