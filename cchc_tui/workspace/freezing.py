"""Closing a report: the figures as they were signed, kept for years, whatever happens to the records since."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from cchc_tui.domain.finding import Finding
from cchc_tui.domain.report_sheet import DRAFT, FROZEN, ReportSheet
from cchc_tui.errors import FindingsError, RefusedError
from cchc_tui.git.command import GitError
from cchc_tui.git.reading import read_blobs, read_log
from cchc_tui.storage.paths import FROZEN_FILE
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import Change, save_changes
from cchc_tui.storage.toml_file import fingerprint, read_bytes
from cchc_tui.workspace.reporting import ReportDesk
from cchc_tui.workspace.sync import Sharing

TEXT_LIMIT = 50_000_000
"""Largest frozen report or exported file in bytes that is read for its hash."""
_MARK = " sha256:"


class Freezing(ReportDesk, Sharing):
    """Reports that are closed."""

    def freeze(self, reference: str, *, files: Sequence[Path] | None = None) -> Stored[ReportSheet]:
        """Close a report (chốt số liệu): its Markdown is kept beside its prose, with the commit it was made from and
        the hashes of the exported `files`, by default its DOCX and PDF in the output folder.

        FindingsError while the records have faults: a draft is not closed. RefusedError when it is closed already.
        """
        if self.find_report(reference).record.state == FROZEN:
            raise RefusedError(f"Báo cáo {reference} đã chốt rồi.", "Muốn chốt lại, hãy mở chốt trước.")
        from cchc_tui.workspace.documents import sealed

        text = sealed(self.compose(reference)).encode("utf-8")
        stored = self.find_report(reference)
        sheet = stored.record.change(
            state=FROZEN,
            frozen_on=self.today,
            frozen_at=self._commit_of_now(),
            exported=(_line(FROZEN_FILE, text), *self._hashes(stored.record, files)),
        )
        with self.ledger.saying(lead="chốt số liệu, "):
            folder = stored.path.rpartition("/")[0]
            saved = save_changes(
                self.records, [Change(stored, sheet)], keeper=self.ledger, beside={f"{folder}/{FROZEN_FILE}": text}
            )
        self.refresh()
        return cast("Stored[ReportSheet]", saved[0])

    def thaw(self, reference: str) -> Stored[ReportSheet]:
        """Open a closed report again; what was closed stays in the history."""
        stored = self.find_report(reference)
        with self.ledger.saying(lead="mở chốt, "):
            return self.save(stored, stored.record.change(state=DRAFT, frozen_on=None, frozen_at=None, exported=()))

    def frozen_text(self, reference: str) -> str:
        """The Markdown of a closed report, byte for byte as it was closed, proven by its hash.

        A copy that somebody changed since is passed over for the one in the history. FindingsError when there is none.
        """
        stored = self.find_report(reference)
        wanted = next((line for line in stored.record.exported if line.startswith(FROZEN_FILE + _MARK)), "")
        if stored.record.state != FROZEN or not wanted:
            raise RefusedError(f"Báo cáo {reference} chưa chốt số liệu.", f"Chốt bằng: cchc freeze {reference}")
        path = stored.path.rpartition("/")[0] + "/" + FROZEN_FILE
        data = read_bytes(self.records / path, shown=path, limit=TEXT_LIMIT)
        if not isinstance(data, Finding) and _line(FROZEN_FILE, data) == wanted:
            return data.decode("utf-8")
        for kept in self._kept_versions(path):
            if _line(FROZEN_FILE, kept) == wanted:
                return kept.decode("utf-8")
        raise FindingsError(
            f"Bản đã chốt {path} bị sửa hoặc mất, và lịch sử không còn bản đúng.", "Hãy tìm bản sao lưu, hoặc chốt lại."
        )

    def _kept_versions(self, path: str) -> list[bytes]:
        try:
            commits = read_log(self.ledger.checkout, path=path)
            ids = {change.after for commit in commits for change in commit.changes if change.after}
            return list(read_blobs(self.ledger.checkout, ids).values())
        except GitError:
            return []

    def _commit_of_now(self) -> str | None:
        """The commit that has the records as they are on disk; None without a history."""
        try:
            self._commit_leftovers(self.ledger.checkout)
            return self.ledger.checkout.head()
        except GitError:
            return None

    def _hashes(self, sheet: ReportSheet, files: Sequence[Path] | None) -> list[str]:
        name = sheet.slug or sheet.id
        made = [self.output_folder / f"{name}.{kind}" for kind in ("docx", "pdf")]
        wanted = [file for file in made if file.is_file()] if files is None else files
        lines = []
        for file in wanted:
            data = read_bytes(file, shown=str(file), limit=TEXT_LIMIT)
            if isinstance(data, Finding):
                raise FindingsError(data.message)
            lines.append(_line(file.name, data))
        return lines


def _line(name: str, data: bytes) -> str:
    return f"{name}{_MARK}{fingerprint(data)}"
