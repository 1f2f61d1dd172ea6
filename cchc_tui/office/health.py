"""The records directory examined, and what can be mended safely, mended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from cchc_tui.errors import CchcError, RefusedError, system_cause
from cchc_tui.git.command import GitError
from cchc_tui.git.founding import ATTRIBUTES, apply_settings, renew_settings
from cchc_tui.git.healing import back_on_branch
from cchc_tui.git.leftovers import drop_unfinished_objects
from cchc_tui.git.reading import read_blobs
from cchc_tui.language.text import printable
from cchc_tui.office import health_history as history
from cchc_tui.office.health_files import (
    LEFT_BEHIND,
    LETTERS,
    look_at_dates,
    look_at_letters,
    look_at_names,
    look_at_strays,
    mended_letters,
    text_files,
)
from cchc_tui.office.health_rights import RIGHTS, look_at_clock, look_at_file_system, look_at_rights, mend_rights
from cchc_tui.office.ledger import Ledger
from cchc_tui.office.netted import Check, netted
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.setup import begin_history
from cchc_tui.office.sync import Sharing, is_ours
from cchc_tui.records.finding import Finding, by_gravity
from cchc_tui.storage.atomic import FileWrite, create_file, group_rights, remove_inside, safe_target
from cchc_tui.storage.leftovers import sweep_records
from cchc_tui.storage.saving import write_files, writing
from cchc_tui.storage.toml_file import read_bytes

_OF_FILES = ("conflict-markers", "repeated-id", "unfinished-save", "unknown-key")
"""What the reading of the records finds that belongs here too; the rest is for `check`."""


class Health:
    """Examining and mending."""

    def __init__(self, reader: RecordReader, sharing: Sharing, ledger: Ledger, *, today: date) -> None:
        self._reader = reader
        self._sharing = sharing
        self._ledger = ledger
        self._today = today

    def examine(self) -> list[Finding]:
        """Return what is wrong with the directory, its files, rights and history, gravest first; each says its cure.

        Changes nothing.
        """
        records = self._reader.directory
        checks: tuple[tuple[str, Check], ...] = (
            ("các tệp hồ sơ", lambda: (f for f in self._reader.findings if f.code in _OF_FILES)),
            ("chữ trong các tệp", lambda: look_at_letters(records, text_files(self._reader.everything()))),
            ("tên các tệp", lambda: look_at_names(self._reader.everything())),
            ("ngày trong hồ sơ", lambda: look_at_dates(self._reader.everything(), self._today)),
            ("tệp lạ và nhật ký lưu", lambda: look_at_strays(records)),
            ("quyền của các tệp", lambda: look_at_rights(records)),
            ("ổ đĩa", lambda: look_at_file_system(records)),
            ("lịch sử", lambda: history.look_at_history(self._ledger, self._marked())),
            ("đồng hồ", lambda: look_at_clock(records, *history.last_and_latest(self._ledger))),
        )
        return by_gravity([finding for what, look in checks for finding in netted(what, look)])

    def _marked(self) -> set[str | None]:
        return {finding.path for finding in self._reader.findings if finding.code == _OF_FILES[0]}

    def can_heal(self, finding: Finding) -> bool:
        """Return whether `heal` mends this by itself."""
        return finding.code in self._cures

    def heal(self, finding: Finding) -> str:
        """Mend one finding of `examine`; what was done, in a sentence. RefusedError for one a person must settle."""
        mend = self._cures.get(finding.code)
        if mend is None:
            raise RefusedError(f"Chỗ này chương trình không tự chữa: {finding.message}")
        said = mend(finding)
        self._reader.refresh()
        return said

    @property
    def _cures(self) -> dict[str, Callable[[Finding], str]]:
        return {
            **dict.fromkeys(LETTERS, self._mend_letters),
            RIGHTS: lambda _: f"Đã chữa quyền của {mend_rights(self._reader.directory)} tệp, thư mục của bạn.",
            "temporary": self._drop_temporary,
            LEFT_BEHIND: self._sweep,
            history.NO_HISTORY: lambda _: begin_history(self._reader.directory, own=True),
            history.INDEX_LOCK: self._heal_history,
            history.BROKEN: self._heal_history,
            history.DETACHED: self._leave_detached,
            history.UNCOMMITTED: self._commit_waiting,
            "unfinished-save": self._commit_waiting,
            history.CHANGED: self._commit_hand_edits,
            history.MISSING: self._bring_back,
            history.SETTINGS: self._apply_settings,
            history.LOOSE: self._tidy,
            history.SETTLED_MERGE: self._finish_merge,
        }

    def _mend_letters(self, finding: Finding) -> str:
        path = finding.path or ""
        with writing(self._reader.directory, self._ledger) as lock:
            now = read_bytes(safe_target(self._reader.directory, path), shown=path)
            if isinstance(now, Finding):
                raise RefusedError(now.message)
            after = mended_letters(now)
            if after != now:
                note = self._ledger.text_note(f"chuẩn hóa chữ trong tệp {path}")
                write_files(self._reader.directory, [FileWrite(path, now, after)], note, self._ledger, lock)
        return f"Đã chuẩn hóa {printable(path)}."

    def _drop_temporary(self, finding: Finding) -> str:
        path = finding.path or ""
        with writing(self._reader.directory, self._ledger):
            remove_inside(self._reader.directory, path)
        return f"Đã bỏ tệp tạm {printable(path)}."

    def _sweep(self, _: Finding) -> str:
        with writing(self._reader.directory, self._ledger):
            sweep_records(self._reader.directory)
            with suppress(GitError):
                drop_unfinished_objects(self._ledger.checkout.of)
        return "Đã dọn các tệp tạm."

    def _heal_history(self, _: Finding) -> str:
        """Mend the history, and put into it what had to wait for that."""
        with writing(self._reader.directory, self._ledger) as lock:
            said = self._ledger.heal(lock)
        with writing(self._reader.directory, self._ledger):
            pass
        return f"Lịch sử: {'; '.join(said)}." if said else "Lịch sử đã lành."

    def _leave_detached(self, _: Finding) -> str:
        """Let the work tree stand on its branch again, without touching a file; what was committed aside is kept."""
        with writing(self._reader.directory, self._ledger) as lock:
            said = back_on_branch(self._ledger.checkout, lock=lock)
        with writing(self._reader.directory, self._ledger):
            pass
        return said

    def _commit_waiting(self, _: Finding) -> str:
        with writing(self._reader.directory, self._ledger):
            pass
        if self._ledger.uncommitted:
            raise RefusedError(self._ledger.trouble or "Vẫn chưa ghi được lịch sử.")
        return "Đã ghi vào lịch sử những lần lưu còn chờ, dưới tên người đã lưu."

    def _bring_back(self, _: Finding) -> str:
        """Write the missing files again as the last commit has them."""
        checkout = self._ledger.checkout
        with writing(self._reader.directory, self._ledger) as lock:
            gone = [path for sign, path in checkout.changed() if "D" in sign and is_ours(path)]
            known = checkout.committed(gone)
            blobs = read_blobs(checkout, known.values())
            writes = [FileWrite(path, None, blobs[known[path]]) for path in gone if known.get(path) in blobs]
            if writes:
                note = self._ledger.text_note(f"lấy lại {len(writes)} tệp bị xóa khỏi thư mục")
                write_files(self._reader.directory, writes, note, self._ledger, lock)
        return f"Đã lấy lại {len(writes)} tệp."

    def _apply_settings(self, _: Finding) -> str:
        with group_rights():
            try:
                apply_settings(self._ledger.checkout)
            except GitError:
                renew_settings(self._ledger.checkout)
            attributes = self._reader.directory / ".gitattributes"
            if not attributes.exists():
                create_file(attributes, ATTRIBUTES.encode("ascii"))
        return "Đã đặt lại các thiết lập của kho lịch sử."

    def _finish_merge(self, _: Finding) -> str:
        return "Đã kết thúc lần gộp." if self._sharing.finish_merge() else "Lần gộp vẫn còn chỗ xung đột."

    def _commit_hand_edits(self, _: Finding) -> str:
        return " ".join(self._sharing.commit_leftovers(pass_marked=True)) or "Không còn gì để ghi."

    def _tidy(self, _: Finding) -> str:
        checkout = self._ledger.checkout
        with writing(self._reader.directory, self._ledger) as lock:
            # `git gc` would run a program that the settings may name (gc.recentObjectsHook), and drop objects.
            checkout.run("repack", "-a", "-d", "-k", "--quiet", lock=lock)
            checkout.run("pack-refs", "--all", lock=lock)
        return "Đã dọn kho lịch sử."


def heal_all(health: Health, findings: list[Finding]) -> list[str]:
    """Mend all that can be mended, one after the other; what was done or why not, in sentences."""
    said = []
    for finding in dict.fromkeys(f for f in findings if health.can_heal(f)):
        try:
            said.append(health.heal(finding))
        except CchcError as fault:
            said.append(f"Chưa chữa được: {fault}".replace("\n", " "))
        except OSError as error:
            said.append(f"Chưa chữa được ({system_cause(error)}): {finding.message}")
    return list(dict.fromkeys(said))
