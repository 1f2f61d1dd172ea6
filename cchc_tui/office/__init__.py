"""The one door for the command line and the terminal face.

The names are found when they are asked for: a list must not wait for what only saving or sharing needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_tui.office.office import Office
    from cchc_tui.office.recording import DuplicateError
    from cchc_tui.office.sync import Synced
    from cchc_tui.storage.drafts import Draft
    from cchc_tui.storage.repository import Stored
    from cchc_tui.storage.saving import ConflictError

__all__ = ["ConflictError", "Draft", "DuplicateError", "Office", "Stored", "Synced"]

_HOMES = {
    "ConflictError": "cchc_tui.storage.saving",
    "Draft": "cchc_tui.storage.drafts",
    "DuplicateError": "cchc_tui.office.recording",
    "Stored": "cchc_tui.storage.repository",
    "Synced": "cchc_tui.office.sync",
    "Office": "cchc_tui.office.office",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
