"""Closing a report: the figures as they were signed, kept for years, whatever happens to the records since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from cchc_tui.errors import FindingsError, RefusedError, WrongUseError
from cchc_tui.git.command import GitError
from cchc_tui.git.reading import read_blobs, read_log
from cchc_tui.language.wording import format_date
from cchc_tui.office.checking import Checking
from cchc_tui.office.documents import sealed
from cchc_tui.office.ledger import Ledger
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.recording import Records
from cchc_tui.office.reporting import Reports
from cchc_tui.office.sync import Sharing
from cchc_tui.records.finding import Finding
from cchc_tui.records.report_sheet import DRAFT, FROZEN, ReportSheet
from cchc_tui.storage.finished import read_finished
from cchc_tui.storage.paths import FROZEN_FILE
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import Change, SaveMessage, save_changes
from cchc_tui.storage.toml_file import fingerprint, read_bytes

TEXT_LIMIT = 50_000_000
"""Largest frozen report or exported file in bytes that is read for its hash."""
HASH_MARK = " sha256:"
KINDS_OF_PAGES = ("docx", "pdf")
NOT_FROZEN: dict[str, Any] = {
    "state": DRAFT, "frozen_on": None, "frozen_at": None, "frozen_facts": None, "exported": (),
}  # fmt: skip
"""The fields of a sheet that is not closed."""


class Closing:
    """Reports that are closed."""

    def __init__(
        self,
        reader: RecordReader,
        records: Records,
        reports: Reports,
        rules: Checking,
        sharing: Sharing,
        ledger: Ledger,
        *,
        today: date,
    ) -> None:
        self._reader = reader
        self._records = records
        self._reports = reports
        self._rules = rules
        self._sharing = sharing
        self._ledger = ledger
        self._today = today

    def freeze(self, reference: str, *, files: Sequence[Path] | None = None) -> Stored[ReportSheet]:
        """Close a report (chốt số liệu): its Markdown is kept beside its prose, with the commit it was made from and
        the hashes of the exported `files`, by default its DOCX and PDF in the output folder.

        FindingsError while errors keep it from being final. RefusedError when it is closed already, or
        when a file is not what would be exported now; a file of another origin is taken only when it is named.
        """
        if self._reports.find(reference).record.state == FROZEN:
            raise RefusedError(
                f"Báo cáo {reference} đã chốt rồi.", f"Muốn chốt lại, hãy mở chốt trước: cchc freeze {reference} --undo"
            )
        self._rules.demand_final(self._reports.find(reference))
        text = self._reports.compose(reference)
        stored = self._reports.find(reference)
        made = self._made_files(stored, text, files)
        kept = sealed(text).encode("utf-8")
        sheet = stored.record.change(
            state=FROZEN,
            frozen_on=self._today,
            frozen_at=self._commit_of_now(),
            frozen_facts=self._reports.facts_mark_of(stored),
            exported=(hash_line(FROZEN_FILE, kept), *made),
        )
        folder = stored.path.rpartition("/")[0]
        saved = save_changes(
            self._reader.directory,
            [Change(stored, sheet)],
            hooks=self._ledger,
            beside={f"{folder}/{FROZEN_FILE}": kept},
            message=SaveMessage("chốt số liệu, "),
        )
        self._reader.refresh()
        return cast("Stored[ReportSheet]", saved[0])

    def doubts(self, reference: str) -> list[str]:
        """Return what speaks against closing a report today: its window is not over, its day of signing is ahead."""
        sheet, words = self._reports.find(reference).record, []
        last = self._reports.yearbook_of(sheet).window.last
        if last >= self._today:
            words.append(
                f"Kỳ tính số liệu đến hết ngày {format_date(last)}, hôm nay {format_date(self._today)}:"
                " việc phát sinh sau khi chốt sẽ không có trong báo cáo."
            )
        if sheet.dated_on is not None and sheet.dated_on > self._today:
            words.append(f"Ngày ký ghi {format_date(sheet.dated_on)} chưa tới.")
        return words

    def thaw(self, reference: str) -> Stored[ReportSheet]:
        """Open a closed report again; what was closed stays in the history. RefusedError when it is not closed."""
        stored = self._reports.find(reference)
        if stored.record.state != FROZEN:
            raise RefusedError(f"Báo cáo {reference} chưa chốt số liệu nên không có gì để mở.")
        return self._records.save(stored, stored.record.change(**NOT_FROZEN), message=SaveMessage("mở chốt, "))

    def record_sent(
        self, reference: str, *, on: date, to: str = "", by: str = "", number: str = ""
    ) -> Stored[ReportSheet]:
        """Keep when a report was sent, to whom and how, and under which number: its period is settled.

        What is not named stays as it is; without any addressee so far, those of the report. WrongUseError for a day
        that cannot be, RefusedError when a closed report has another number.
        """
        stored = self._reports.find(reference)
        sheet = stored.record
        if on > self._today or (sheet.dated_on is not None and on < sheet.dated_on):
            signed = f" báo cáo ký ngày {format_date(sheet.dated_on)}," if sheet.dated_on else ""
            raise WrongUseError(
                f"Ngày gửi {format_date(on)} không đúng:{signed} hôm nay {format_date(self._today)}.", "Chưa ghi gì."
            )
        if number and sheet.state == FROZEN and number != sheet.number:
            raise RefusedError(
                f"Báo cáo {reference} đã chốt với số {sheet.number or '(chưa có)'}, không phải {number}.",
                f"Mở chốt rồi ghi số: cchc freeze {reference} --undo; chưa ghi gì.",
            )
        after = sheet.change(
            sent_on=on,
            sent_to=to or sheet.sent_to or "; ".join(sheet.addressees) or None,
            sent_by=by or sheet.sent_by,
            number=number or sheet.number,
        )
        return self._records.save(stored, after, message=SaveMessage("gửi, "))

    def take_back_sent(self, reference: str) -> Stored[ReportSheet]:
        """Say that a report was not sent after all: its period is owed again. RefusedError when it was not said."""
        stored = self._reports.find(reference)
        if stored.record.sent_on is None:
            raise RefusedError(f"Báo cáo {reference} chưa ghi là đã gửi.", "Chưa ghi gì.")
        after = stored.record.change(sent_on=None, sent_to=None, sent_by=None)
        return self._records.save(stored, after, message=SaveMessage("chưa gửi, "))

    def frozen_text(self, reference: str) -> str:
        """Return the Markdown of a closed report, byte for byte as it was closed, proven by its hash.

        A copy that somebody changed since is passed over for the one in the history. FindingsError when there is none.
        """
        stored = self._reports.find(reference)
        wanted = next((line for line in stored.record.exported if line.startswith(FROZEN_FILE + HASH_MARK)), "")
        if stored.record.state != FROZEN or not wanted:
            raise RefusedError(f"Báo cáo {reference} chưa chốt số liệu.", f"Chốt bằng: cchc freeze {reference}")
        path = stored.path.rpartition("/")[0] + "/" + FROZEN_FILE
        data = read_finished(self._reader.directory, path, limit=TEXT_LIMIT)
        if isinstance(data, bytes) and hash_line(FROZEN_FILE, data) == wanted:
            return data.decode("utf-8")
        for kept in self._kept_versions(path):
            if hash_line(FROZEN_FILE, kept) == wanted:
                return kept.decode("utf-8")
        raise FindingsError(
            f"Bản đã chốt {path} bị sửa hoặc mất, và lịch sử không còn bản đúng.", "Hãy tìm bản sao lưu, hoặc chốt lại."
        )

    def _kept_versions(self, path: str) -> list[bytes]:
        try:
            commits = read_log(self._ledger.checkout, path=path)
            ids = {change.after for commit in commits for change in commit.changes if change.after}
            return list(read_blobs(self._ledger.checkout, ids).values())
        except GitError:
            return []

    def _commit_of_now(self) -> str | None:
        """Return the commit that has the records as they are on disk; None without a history."""
        try:
            self._sharing.commit_leftovers()
            return self._ledger.checkout.head()
        except GitError:
            return None

    def _made_files(self, stored: Stored[ReportSheet], text: str, files: Sequence[Path] | None) -> list[str]:
        """Return name and hash of each exported file, once it is known to say what `text` says."""
        place = self._reports.output_place(stored.record.id)
        made = [place.with_name(f"{place.name}.{kind}") for kind in KINDS_OF_PAGES]
        wanted = [file for file in made if file.is_file()] if files is None else files
        return [self._vouched(file, text, stored.record, named=files is not None) for file in wanted]

    def _vouched(self, file: Path, text: str, sheet: ReportSheet, *, named: bool) -> str:
        """Return name and hash of one file. RefusedError when it was made from other figures, or edited and not
        `named`.
        """
        from cchc_tui.export import made_from

        data = read_bytes(file, shown=str(file), limit=TEXT_LIMIT)
        if isinstance(data, Finding):
            raise FindingsError(data.message)
        same, name = made_from(file, text), sheet.slug or sheet.id
        if same is False:
            raise RefusedError(
                f"{file} xuất từ trước khi báo cáo đổi, không khớp với số liệu và phần lời lúc này; chưa chốt gì.",
                f"Hãy xuất lại rồi chốt: cchc export {name}, rồi cchc freeze {name}",
            )
        if same is None and not named:
            raise RefusedError(
                f"{file} đã sửa trong Word hoặc không phải do chương trình xuất ra, không biết có khớp số liệu không;"
                " chưa chốt gì.",
                f"Nếu đó là bản đã ký, hãy nêu rõ tệp: cchc freeze {name} {file}. "
                f"Nếu không, xuất lại: cchc export {name} --force, rồi cchc freeze {name}",
            )
        return hash_line(file.name, data)


def frozen_words(sheet: ReportSheet) -> str:
    """Return `Số liệu, phần lời của báo cáo 2023-nam (đã chốt ngày 22/12/2023)`."""
    day = f" ngày {format_date(sheet.frozen_on)}" if sheet.frozen_on else ""
    return f"Số liệu, phần lời của báo cáo {sheet.title} (đã chốt{day})"


def hash_line(name: str, data: bytes) -> str:
    return f"{name}{HASH_MARK}{fingerprint(data)}"
