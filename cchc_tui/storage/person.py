"""Who is at the keyboard: the name and e-mail under which saves are recorded."""

from __future__ import annotations

import os
import pwd

from cchc_tui.domain.office import People, Person
from cchc_tui.domain.text import clean_line

PERSON_VARIABLE = "CCHC_PERSON"


def current_person(people: People | None) -> Person:
    """The person of this login: CCHC_PERSON (`Name <e-mail>` or an account of people.toml), else people.toml by
    Unix account, else the account's full name (GECOS), else the account itself.
    """
    account = account_name()
    wanted = clean_line(os.environ.get(PERSON_VARIABLE, ""))
    listed = people.people if people else ()
    if wanted:
        named = next((p for p in listed if wanted in (p.account, p.name)), None)
        return named or _typed_person(account, wanted)
    return next((p for p in listed if p.account == account), None) or Person(
        account=account, name=_full_name(account), email=f"{account}@localhost"
    )


def account_name() -> str:
    """The Unix account of this process, by its user id."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid{os.getuid()}"


def _typed_person(account: str, text: str) -> Person:
    name, _, rest = text.partition("<")
    email = rest.rstrip("> ").strip()
    return Person(account=account, name=name.strip() or account, email=email or f"{account}@localhost")


def _full_name(account: str) -> str:
    try:
        gecos = pwd.getpwnam(account).pw_gecos.split(",")[0]
    except KeyError:
        return account
    return clean_line(gecos) or account
