"""Where git looks for the hooks of a repository: the settings may name another folder than `.git/hooks`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_tui.git.checkout import Checkout


@dataclass(frozen=True, slots=True)
class HooksFolder:
    """The folder whose hooks a commit made by hand runs."""

    path: Path
    shared: bool
    """Whether other repositories run them too: a `core.hooksPath` outside this one."""


def hooks_folder(checkout: Checkout) -> HooksFolder:
    """The folder in force. Linked work trees share that of the repository."""
    common = checkout.records / checkout.run("rev-parse", "--git-common-dir").text
    named = _named(checkout)
    if named is None:
        return HooksFolder(common.resolve() / "hooks", shared=False)
    path = (checkout.top / named).resolve()
    inside = any(path.is_relative_to(place.resolve()) for place in (checkout.top, common))
    return HooksFolder(path, shared=not inside)


def _named(checkout: Checkout) -> str | None:
    """The last `core.hooksPath` of the settings files; our own on the command line switches hooks off and is none."""
    answer = checkout.run("config", "--show-scope", "--type=path", "-z", "--get-all", "core.hooksPath", may_fail=True)
    parts = answer.out.decode("utf-8", "surrogateescape").split("\0")
    rows = zip(parts[::2], parts[1::2], strict=False)
    values = [value for scope, value in rows if scope != "command"]
    return values[-1] if values else None
