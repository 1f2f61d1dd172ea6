"""Entering a document: direction, issuer and kind completed from each other, and what is doubtful refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_tui.errors import WrongUseError
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive, likely_kind
from cchc_tui.records.issuing import WHOSE, IssuerGuess, SymbolHabits, habits_of, resolve_issuer
from cchc_tui.records.office import OfficeSettings

if TYPE_CHECKING:
    from cchc_tui.citations import Citation
    from cchc_tui.importing import Candidate

_HOW = (
    "Nêu rõ: văn bản đi (direction=outgoing), hoặc văn bản đến (direction=incoming) và cơ quan ban hành (issuer)."
    " Chưa ghi gì."
)


class DoubtfulIssuerError(WrongUseError):
    """Nobody can tell whose document it is, or two of its fields contradict each other. `guess` holds the question."""

    def __init__(self, guess: IssuerGuess) -> None:
        super().__init__(f"! {guess.doubt}", _HOW)
        self.guess = guess


def completed(
    directive: Directive,
    office: OfficeSettings,
    known: Callable[[Directive], Iterable[Directive]],
    *,
    may_be_open: bool = False,
) -> Directive:
    """Return the document with direction, kind and issuer. DoubtfulIssuerError where a person must say them, unless
    it `may_be_open`: then it is kept as it was typed, and a rule asks until somebody answers.

    `known` gives the documents that may tell whose the symbol is; asked only where symbol and office do not.
    """
    typed = directive.change(kind=directive.kind or likely_kind(directive.symbol))
    guess = resolve_issuer(typed, office)
    if guess.doubt and not (typed.direction and typed.issuer):
        guess = resolve_issuer(typed, office, habits_of(known(typed), office))
    if guess.doubt and may_be_open:
        return typed
    if guess.doubt:
        raise DoubtfulIssuerError(guess)
    return typed.change(direction=guess.direction, issuer=typed.issuer or guess.issuer)


def read_citation(text: str) -> Citation | None:
    """Return the one document that a pasted text cites; None where it cites none, or several."""
    from cchc_tui.citations import find_citations

    found = find_citations(text)
    return found[0] if len(found) == 1 else None


def demand_consistent(before: Directive, after: Directive, office: OfficeSettings) -> None:
    """Raise DoubtfulIssuerError when a change makes direction, issuer and symbol contradict each other."""
    if after.deleted or all(getattr(before, key) == getattr(after, key) for key in WHOSE):
        return
    if after.direction not in (OUTGOING, INCOMING) or not after.issuer:
        return
    guess = resolve_issuer(after, office)
    if guess.doubt and not resolve_issuer(before, office).doubt:
        raise DoubtfulIssuerError(guess)


def examined(candidate: Candidate, office: OfficeSettings, habits: SymbolHabits) -> Candidate:
    """Return a document read from a file with what follows from its issuer and symbol; doubtful where that is asked."""
    keys = ("direction", "kind", "symbol", "issued_on", "issuer")
    typed = Directive(**{key: candidate.values[key] for key in keys if candidate.values.get(key)})
    guess = resolve_issuer(typed, office, habits)
    if guess.doubt:
        return candidate.doubt(guess.doubt)
    derived = {"direction": guess.direction, "issuer": guess.issuer}
    missing = {key: value for key, value in derived.items() if value and not candidate.values.get(key)}
    return replace(candidate, values={**candidate.values, **missing}) if missing else candidate
