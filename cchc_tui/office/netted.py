"""A net below every check: one that dies is told as such, keeps what it had found, and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cchc_tui.errors import CchcError, system_cause
from cchc_tui.language.text import printable
from cchc_tui.records.finding import Finding, Severity

Check = Callable[[], Iterable[Finding]]
NOT_EXAMINED = "not-examined"


_GO_ON = "Các mục khác vẫn được xem."


def netted(what: str, look: Check, *, code: str = NOT_EXAMINED, cure: str = _GO_ON) -> list[Finding]:
    """Return what a check finds; where it dies, what it found until then and why it could not go on.

    Whatever it dies of: a fault of ours in one check is no reason to leave a person without all the others.
    """
    found: list[Finding] = []
    try:
        for finding in look():
            found.append(finding)
    except Exception as fault:
        said = printable(_cause(fault)).replace("\n", " ").rstrip(".")
        message = f"Không xem hết được {what}: {said}. {cure}"
        found.append(Finding(code=code, severity=Severity.ERROR, message=message))
    return found


def _cause(fault: Exception) -> str:
    match fault:
        case CchcError():
            return fault.message
        case OSError():
            return system_cause(fault)
        case _:
            return f"lỗi của chương trình ({type(fault).__name__}: {fault})"
