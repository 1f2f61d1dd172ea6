"""Who works here: asked once per login where the account does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.office.reading import RecordReader
from cchc_tui.records.office import Person
from cchc_tui.storage.person import account_name, current_person, is_unsure, tell_person

if TYPE_CHECKING:
    from cchc_tui.storage.preferences import ScreenPreferences


class Login:
    """The person of this login."""

    def __init__(self, reader: RecordReader) -> None:
        self._reader = reader

    @property
    def current(self) -> Person:
        """Who saves from here."""
        return current_person(self._reader.people)

    @property
    def preferences(self) -> ScreenPreferences:
        """What this account likes on the screen."""
        from cchc_tui.storage.preferences import ScreenPreferences

        return ScreenPreferences()

    @property
    def is_unsure(self) -> bool:
        """Whether to ask who is at the keyboard before the first save: a shared account, or one nobody has named."""
        return is_unsure(self._reader.people)

    @property
    def listed(self) -> tuple[Person, ...]:
        """Whom people.toml names for this account, to choose from; everybody it names when none is."""
        people = self._reader.people
        listed = people.people if people else ()
        own = tuple(p for p in listed if p.account == account_name())
        return own or listed

    def choose(self, name: str, email: str = "") -> Person:
        """Remember for this login who saves. A listed person keeps the listed e-mail; WrongUseError without a name."""
        listed = next((p for p in self.listed if p.name == name), None)
        tell_person(name, email or (listed.email if listed and listed.email else ""))
        return self.current
