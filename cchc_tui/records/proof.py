"""What proves a task or a figure: a record of the office, an address on the web, or a file with its hash."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class ProofKind(StrEnum):
    """Where a proof lies."""

    RECORD = "record"
    ADDRESS = "address"
    FILE = "file"


class Proof(NamedTuple):
    """One line of `evidence` taken apart."""

    kind: ProofKind
    target: str
    """Id of the record, address, or path of the file from the office's folder."""
    mark: str = ""
    """SHA-256 of the file when it was attached; "" where it is not known."""

    @property
    def text(self) -> str:
        """The line as it is kept."""
        return f"{self.target} (sha256 {self.mark})" if self.mark else self.target


_FILE = re.compile(r"(?P<path>.+?)(?: \(sha256 (?P<mark>[0-9a-f]{64})\))?")
_ID = re.compile(r"[0-9a-z]{6}")


def read_proof(text: str) -> Proof:
    """Return the proof that a line names: six letters and digits are a record, `://` an address, a dot or a slash a
    file. What is none of them counts as a record, which the check then misses.
    """
    if "://" in text:
        return Proof(ProofKind.ADDRESS, text)
    found = _FILE.fullmatch(text)
    if found is None or _ID.fullmatch(text) or not (found["mark"] or "." in text or "/" in text):
        return Proof(ProofKind.RECORD, text)
    return Proof(ProofKind.FILE, found["path"], found["mark"] or "")
