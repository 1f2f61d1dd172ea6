"""Closing a report: the figures as they were signed, kept for years, whatever happens to the records since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cchc_tui.errors import ClosedError, FindingsError, RefusedError
from cchc_tui.git.command import GitError
from cchc_tui.git.reading import read_blobs, read_log
from cchc_tui.language.wording import format_date
from cchc_tui.office.reporting import ReportDesk, Target
from cchc_tui.office.sync import Sharing
from cchc_tui.records.finding import Finding
from cchc_tui.records.report_sheet import DRAFT, FROZEN, ReportSheet
from cchc_tui.storage.paths import FROZEN_FILE
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import Change, save_changes
from cchc_tui.storage.toml_file import fingerprint, read_bytes

if TYPE_CHECKING:
    from cchc_tui.export import ExportResult

TEXT_LIMIT = 50_000_000
"""Largest frozen report or exported file in bytes that is read for its hash."""
_MARK = " sha256:"
TARGETS: tuple[Target, ...] = ("docx", "pdf")
NOT_FROZEN: dict[str, Any] = {
    "state": DRAFT, "frozen_on": None, "frozen_at": None, "frozen_facts": None, "exported": (),
}  # fmt: skip
"""The fields of a sheet that is not closed."""


class Freezing(ReportDesk, Sharing):
    """Reports that are closed."""

    def freeze(self, reference: str, *, files: Sequence[Path] | None = None) -> Stored[ReportSheet]:
        """Close a report (chốt số liệu): its Markdown is kept beside its prose, with the commit it was made from and
        the hashes of the exported `files`, by default its DOCX and PDF in the output folder.

        FindingsError while the records have faults: a draft is not closed. RefusedError when it is closed already, or
        when a file is not what would be exported now; a file of another origin is taken only when it is named.
        """
        if self.find_report(reference).record.state == FROZEN:
            raise RefusedError(
                f"Báo cáo {reference} đã chốt rồi.", f"Muốn chốt lại, hãy mở chốt trước: cchc freeze {reference} --undo"
            )
        from cchc_tui.office.documents import sealed

        text = self.compose(reference)
        stored = self.find_report(reference)
        made = self._made_files(stored, text, files)
        kept = sealed(text).encode("utf-8")
        sheet = stored.record.change(
            state=FROZEN,
            frozen_on=self.today,
            frozen_at=self._commit_of_now(),
            frozen_facts=self.facts_mark_of(stored),
            exported=(_line(FROZEN_FILE, kept), *made),
        )
        with self.ledger.saying(lead="chốt số liệu, "):
            folder = stored.path.rpartition("/")[0]
            saved = save_changes(
                self.records, [Change(stored, sheet)], hooks=self.ledger, beside={f"{folder}/{FROZEN_FILE}": kept}
            )
        self.refresh()
        return cast("Stored[ReportSheet]", saved[0])

    def thaw(self, reference: str) -> Stored[ReportSheet]:
        """Open a closed report again; what was closed stays in the history. RefusedError when it is not closed."""
        stored = self.find_report(reference)
        if stored.record.state != FROZEN:
            raise RefusedError(f"Báo cáo {reference} chưa chốt số liệu nên không có gì để mở.")
        with self.ledger.saying(lead="mở chốt, "):
            return self.save(stored, stored.record.change(**NOT_FROZEN))

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

    def text_to_export(self, reference: str, *, draft: bool = False, at_freeze: bool = False) -> str:
        """The Markdown whose pages may be made now: of a closed report only what was closed, unless as a draft.

        ClosedError when a closed report would come out differently now.
        """
        from cchc_tui.office.documents import unsealed

        sheet = self.find_report(reference).record
        if at_freeze:
            return unsealed(self.frozen_text(reference))
        if draft or sheet.state != FROZEN:
            return self.compose(reference, draft=draft)
        kept = unsealed(self.frozen_text(reference))
        try:
            now = self.compose(reference)
        except FindingsError as fault:
            raise _changed(sheet, reference) from fault
        if now != kept:
            raise _changed(sheet, reference)
        return kept

    def export_report(
        self,
        reference: str,
        *,
        targets: Sequence[Target] = TARGETS,
        out: Path | None = None,
        draft: bool = False,
        force: bool = False,
        at_freeze: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> ExportResult:
        """Make one report's DOCX and PDF; `out` is the path without suffix, else `output_place`.

        Files of a closed report that are still those recorded when it was closed are left as they are.
        """
        from cchc_tui.export import ExportResult, target_paths

        text = self.text_to_export(reference, draft=draft, at_freeze=at_freeze)
        sheet = self.find_report(reference).record
        paths = target_paths(out or self.output_place(reference, draft=draft), targets)
        kept = [] if draft or sheet.state != FROZEN else [t for t, p in paths.items() if _recorded(sheet, p)]
        notices = [f"{paths[target]} đúng là tệp đã chốt, giữ nguyên." for target in kept]
        rest = [target for target in paths if target not in kept]
        if rest:
            place = next(iter(paths.values())).with_suffix("")
            made = self.export(text, source=sheet.title, targets=rest, out=place, force=force, progress=progress)
            notices += made.notices
            if not draft and sheet.state == FROZEN:
                notices += [_otherwise(paths[t]) for t in rest if not _recorded(sheet, paths[t], like=True)]
        return ExportResult(tuple(paths.values()), tuple(notices))

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

    def _made_files(self, stored: Stored[ReportSheet], text: str, files: Sequence[Path] | None) -> list[str]:
        """Name and hash of each exported file, once it is known to say what `text` says."""
        place = self.output_place(stored.record.id)
        made = [place.with_name(f"{place.name}.{kind}") for kind in TARGETS]
        wanted = [file for file in made if file.is_file()] if files is None else files
        return [self._vouched(file, text, stored.record, named=files is not None) for file in wanted]

    def _vouched(self, file: Path, text: str, sheet: ReportSheet, *, named: bool) -> str:
        """Name and hash of one file. RefusedError when it was made from other figures, or edited and not `named`."""
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
        return _line(file.name, data)


def _changed(sheet: ReportSheet, name: str) -> ClosedError:
    return ClosedError(
        f"{frozen_words(sheet)} nay đã đổi so với bản chốt; chưa xuất gì.",
        f"Xuất đúng bản đã chốt: cchc export {name} --at-freeze. "
        f"Muốn xuất số liệu mới, hãy mở chốt trước: cchc freeze {name} --undo",
    )


def frozen_words(sheet: ReportSheet) -> str:
    """`Số liệu, phần lời của báo cáo 2023-nam (đã chốt ngày 22/12/2023)`."""
    day = f" ngày {format_date(sheet.frozen_on)}" if sheet.frozen_on else ""
    return f"Số liệu, phần lời của báo cáo {sheet.title} (đã chốt{day})"


def _recorded(sheet: ReportSheet, path: Path, *, like: bool = False) -> bool:
    """Whether the file is byte for byte one recorded at closing; `like`: or none of its kind was recorded."""
    kind = [line for line in sheet.exported if line.partition(_MARK)[0].endswith(path.suffix)]
    if like and not kind:
        return True
    data = read_bytes(path, shown=str(path), limit=TEXT_LIMIT) if path.is_file() else None
    return isinstance(data, bytes) and any(line.endswith(fingerprint(data)) for line in kind)


def _otherwise(path: Path) -> str:
    return (
        f"{path} có đúng chữ và số của bản chốt nhưng không giống từng byte tệp đã ghi lúc chốt"
        " (chương trình, mẫu hoặc phông chữ đã khác)."
    )


def _line(name: str, data: bytes) -> str:
    return f"{name}{_MARK}{fingerprint(data)}"
