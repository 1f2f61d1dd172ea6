"""Where git looks for the hooks of a repository: the settings may name another folder than `.git/hooks`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_tui.git.checkout import Checkout
from cchc_tui.git.command import git


@dataclass(frozen=True, slots=True)
class HooksFolder:
    """The folder whose hooks a commit made by hand runs."""

    path: Path
    shared: bool
    """Whether other repositories run them too: a `core.hooksPath` outside this one."""


def hooks_folder(checkout: Checkout) -> HooksFolder:
    """Return the folder in force. Linked work trees share that of the repository."""
    common = checkout.of.common
    named = _named(checkout)
    if not named:
        return HooksFolder(common.resolve() / "hooks", shared=False)
    path = (checkout.top / Path(named).expanduser()).resolve()
    inside = any(path.is_relative_to(place.resolve()) for place in (checkout.top, common))
    return HooksFolder(path, shared=not inside)


def _named(checkout: Checkout) -> str:
    """Return the last `core.hooksPath` of the machine's, the person's and the repository's settings."""
    places = (("--system",), ("--global",), ("--file", str(checkout.of.common / "config")))
    found = (git(checkout.records, "config", *place, "--get", "core.hooksPath", may_fail=True).text for place in places)
    return ["", *filter(None, found)][-1]
