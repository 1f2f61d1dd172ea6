"""Files that prove a task or a figure: attached with the hash of their bytes, and looked at again by the check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.fields import Record
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.proof import Proof, ProofKind, read_proof

_MOST_BYTES = 200_000_000
_READ = 1 << 20


def with_marks(record: Record, directory: Path) -> dict[str, object]:
    """Return the evidence of a record with the hash of each file that is named without one; nothing to change: {}."""
    if not isinstance(record, ChecklistItem | FigureRow) or not record.evidence:
        return {}
    marked = tuple(_marked(text, directory) for text in record.evidence)
    return {"evidence": marked} if marked != record.evidence else {}


def file_marks(directory: Path, records: Iterable[ChecklistItem | FigureRow]) -> dict[str, str]:
    """Return the hash of each file that records name as evidence, as it is now; "" for one that is not there."""
    proofs = [read_proof(text) for record in records for text in record.evidence]
    return {proof.target: _hash(directory, proof.target) for proof in proofs if proof.kind is ProofKind.FILE}


def _marked(text: str, directory: Path) -> str:
    proof = read_proof(text)
    if proof.kind is not ProofKind.FILE or proof.mark:
        return text
    return Proof(ProofKind.FILE, proof.target, _hash(directory, proof.target)).text


def _hash(directory: Path, target: str) -> str:
    """Return the SHA-256 of a file of the office, beside or inside its records; "" for none, and for one outside."""
    for folder in (directory.parent, directory):
        path = folder / target
        if path.resolve().is_relative_to(folder.resolve()) and path.is_file() and path.stat().st_size <= _MOST_BYTES:
            digest = hashlib.sha256()
            with path.open("rb") as file:
                while block := file.read(_READ):
                    digest.update(block)
            return digest.hexdigest()
    return ""
