"""The one door for the command line and the terminal face."""

from cchc_tui.storage.drafts import Draft
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import ConflictError
from cchc_tui.workspace.recording import DuplicateError
from cchc_tui.workspace.sync import Synced
from cchc_tui.workspace.workspace import Workspace

__all__ = ["ConflictError", "Draft", "DuplicateError", "Stored", "Synced", "Workspace"]
