"""What offices already have, read as records: reports, registers, lists. Nothing here writes."""

from cchc_tui.importing.candidate import ALREADY_ABOVE, Candidate
from cchc_tui.importing.reading import read_source

__all__ = ["ALREADY_ABOVE", "Candidate", "read_source"]
