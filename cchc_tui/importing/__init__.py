"""What offices already have, read as records: reports, registers, lists. Nothing here writes."""

from cchc_tui.importing.account import Unread
from cchc_tui.importing.candidate import ALREADY_ABOVE, Candidate
from cchc_tui.importing.reading import ReadFile, read_file, read_source

__all__ = ["ALREADY_ABOVE", "Candidate", "ReadFile", "Unread", "read_file", "read_source"]
