"""Who is at the keyboard: the name and e-mail under which saves are recorded."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
from contextlib import suppress
from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, WrongUseError, system_cause
from cchc_tui.language.text import clean_line
from cchc_tui.records.office import People, Person
from cchc_tui.storage.user_folders import state_folder, write_own_file

PERSON_VARIABLE = "CCHC_PERSON"
_NO_SESSION = str(2**32 - 1)
"""What the kernel says for a process outside any audited login."""


def current_person(people: People | None) -> Person:
    """Return the person of this login.

    CCHC_PERSON (`Name <e-mail>`, or an account or name of people.toml), else the name given in this login, else
    people.toml by Unix account when one person has it, else the name given in an earlier login where the account is not
    shared, else the account's full name (GECOS), else the account itself.
    """
    account = account_name()
    listed = people.people if people else ()
    if wanted := clean_line(os.environ.get(PERSON_VARIABLE, "")):
        named = next((p for p in listed if wanted in (p.account, p.name)), None)
        return named or _typed_person(account, wanted)
    if told := _told_in_this_login(account):
        return told
    own = [p for p in listed if p.account == account]
    if len(own) == 1:
        return own[0]
    if not own and (before := _told(_lasting_file(), account)):
        return before
    return Person(account=account, name=full_name(account), email=f"{account}@localhost")


def is_unsure(people: People | None) -> bool:
    """Return whether the person has to be asked: several people use this account, or nothing says who does."""
    account = account_name()
    if clean_line(os.environ.get(PERSON_VARIABLE, "")) or _told_in_this_login(account):
        return False
    own = [p for p in people.people if p.account == account] if people else []
    known = full_name(account) != account or _told(_lasting_file(), account) is not None
    return len(own) > 1 or (not own and not known)


def tell_person(name: str, email: str = "") -> None:
    """Remember who sits here: for the rest of this login, and afterwards where the account is not shared."""
    line = clean_line(name)
    if not line or not any(letter.isalpha() for letter in line):
        raise WrongUseError("Chưa ghi họ tên người đang làm việc.", "Hãy ghi đủ họ và tên, ví dụ: Trần Thị Lan.")
    file = _session_file()
    plain = {"name": line, "email": clean_line(email)}
    try:
        write_own_file(file, json.dumps(plain, ensure_ascii=False))
    except OSError as error:
        raise EnvironmentFaultError(
            f"Không ghi nhớ được họ tên ở {file.parent} ({system_cause(error)}).",
            f"Có thể đặt biến {PERSON_VARIABLE} thay cho việc hỏi.",
        ) from error
    with suppress(OSError):  # this login knows the name by now; the next one asks for it again
        write_own_file(_lasting_file(), json.dumps(plain, ensure_ascii=False))


def account_name() -> str:
    """Return the Unix account of this process, by its user id."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid{os.getuid()}"


def full_name(account: str) -> str:
    """Return the full name of a Unix account (GECOS), else the account."""
    try:
        gecos = pwd.getpwnam(account).pw_gecos.split(",")[0]
    except KeyError:
        return account
    return clean_line(gecos) or account


def _typed_person(account: str, text: str) -> Person:
    name, _, rest = text.partition("<")
    email = rest.rstrip("> ").strip()
    return Person(account=account, name=name.strip() or account, email=email or f"{account}@localhost")


def _told_in_this_login(account: str) -> Person | None:
    return _told(_session_file(), account)


def _lasting_file() -> Path:
    """Return the file of the name that was given last under this account, whatever the login."""
    return state_folder() / "person.json"


def _told(file: Path, account: str) -> Person | None:
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
        name, email = clean_line(plain["name"]), clean_line(plain["email"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Person(account=account, name=name, email=email or f"{account}@localhost") if name else None


def _session_file() -> Path:
    """Return one file per login, in the user's state directory."""
    mark = hashlib.sha256("\n".join(_login()).encode()).hexdigest()[:16]
    return state_folder() / "login" / f"{mark}.json"


def _login() -> tuple[str, ...]:
    """Return what is the same in one login and no other: this start of the machine with the login's number, or, where
    no number is kept, with the SSH connection or the session leader.
    """
    boot = _read("/proc/sys/kernel/random/boot_id")
    number = os.environ.get("XDG_SESSION_ID") or _read("/proc/self/sessionid")
    if number and number != _NO_SESSION:
        return (boot, number)
    if connection := os.environ.get("SSH_CONNECTION"):
        return (boot, connection)
    leader = os.getsid(0)
    began = _read(f"/proc/{leader}/stat").rpartition(")")[2].split()[19:20]
    return (boot, str(leader), *began)


def _read(path: str) -> str:
    with suppress(OSError):
        return Path(path).read_text(encoding="ascii", errors="replace").strip()
    return ""
