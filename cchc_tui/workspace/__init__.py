"""The one door for the command line and the terminal face.

The names are found when they are asked for: a list must not wait for what only saving or sharing needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_tui.storage.drafts import Draft
    from cchc_tui.storage.repository import Stored
    from cchc_tui.storage.saving import ConflictError
    from cchc_tui.workspace.recording import DuplicateError
    from cchc_tui.workspace.sync import Synced
    from cchc_tui.workspace.workspace import Workspace

__all__ = ["ConflictError", "Draft", "DuplicateError", "Stored", "Synced", "Workspace"]

_HOMES = {
    "ConflictError": "cchc_tui.storage.saving",
    "Draft": "cchc_tui.storage.drafts",
    "DuplicateError": "cchc_tui.workspace.recording",
    "Stored": "cchc_tui.storage.repository",
    "Synced": "cchc_tui.workspace.sync",
    "Workspace": "cchc_tui.workspace.workspace",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)
