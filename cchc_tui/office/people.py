"""Who works here: asked once per login where the account does not say."""

from __future__ import annotations

from cchc_tui.office.recording import RecordBook
from cchc_tui.records.office import People, Person
from cchc_tui.storage.person import account_name, is_unsure, tell_person


class Login(RecordBook):
    """The person of this login."""

    @property
    def needs_person(self) -> bool:
        """Whether to ask who is at the keyboard before the first save: a shared account, or one nobody has named."""
        return is_unsure(self._listed)

    @property
    def people_here(self) -> tuple[Person, ...]:
        """Whom people.toml names for this account, to choose from; everybody it names when none is."""
        listed = self._listed.people if self._listed else ()
        own = tuple(p for p in listed if p.account == account_name())
        return own or listed

    def name_person(self, name: str, email: str = "") -> Person:
        """Remember for this login who saves. A listed person keeps the listed e-mail; WrongUseError without a name."""
        listed = next((p for p in self.people_here if p.name == name), None)
        tell_person(name, email or (listed.email if listed and listed.email else ""))
        return self.person

    @property
    def _listed(self) -> People | None:
        return self._loaded.people.record if self._loaded.people else None
