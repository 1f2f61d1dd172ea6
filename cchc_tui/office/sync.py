"""Copies of the records brought together: conflicts settled by field, the other side fetched, merged and given ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.git.checkout import Checkout
from cchc_tui.git.cloning import connect
from cchc_tui.git.command import GitError
from cchc_tui.git.exchange import (
    demand_folder_of,
    fetch,
    forget_incoming,
    incoming,
    push,
    read_bundle,
    remote_of,
    remote_place,
    write_bundle,
)
from cchc_tui.git.founding import apply_settings
from cchc_tui.git.merging import (
    conclude,
    demand_clean,
    is_ancestor,
    mark_resolved,
    stages,
    step_to,
)
from cchc_tui.git.reading import read_blobs
from cchc_tui.office.closed_facts import closed_reports_touched
from cchc_tui.office.ledger import BY_HAND, RESOLVES, Ledger
from cchc_tui.office.merging import MergePlan, Versions, bring_together, plan_merge, settled
from cchc_tui.office.reading import RecordReader
from cchc_tui.office.recording import Records, checked_record
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.conflict import Conflict, ConflictOrigin
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record
from cchc_tui.records.finding import Finding
from cchc_tui.records.identity import identity_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.merge import with_choices
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.atomic import FileWrite, safe_target
from cchc_tui.storage.journal import JournalEntry, entries, unfinished
from cchc_tui.storage.paths import BODY_FILE, FROZEN_FILE
from cchc_tui.storage.repository import Stored
from cchc_tui.storage.saving import ConflictError, SaveMessage, Written, write_files, writing
from cchc_tui.storage.toml_file import fingerprint, read_bytes
from cchc_tui.storage.transaction import write_together
from cchc_tui.storage.tree_folder import TreeFolder
from cchc_tui.storage.versions import class_of, read_version, split_sides

_ROUNDS = 4
"""How often a push is tried again after a colleague was quicker."""
_LISTED = 5


@dataclass(frozen=True)
class Synced:
    """How a synchronisation ended."""

    done: tuple[str, ...]
    """Vietnamese sentences."""
    conflicts: tuple[Conflict, ...]
    """When there are any, nothing was merged or sent; settle them with `resolve` and synchronise again."""


class Sharing:
    """Many copies, many hands."""

    def __init__(self, reader: RecordReader, records: Records, ledger: Ledger) -> None:
        self._reader = reader
        self._records = records
        self._ledger = ledger

    # ---- conflicts -------------------------------------------------------------------------------------------------
    def conflicts(self) -> list[Conflict]:
        """Return what somebody has to settle: left by git in files, or by the last synchronisation. Changes nothing."""
        return [*self._conflicts_in_files(), *self._conflicts_of_sync()]

    def resolve(self, conflict: Conflict | ConflictError, choices: Mapping[str, Any]) -> Stored[Record] | None:
        """Write a settled conflict: for each of its fields the value chosen, theirs, mine or a third.

        Takes the ConflictError of a save too, and then gives what is on disk. RefusedError when the file has changed
        again meanwhile (read the conflicts anew); WrongUseError while something is not chosen.
        """
        if isinstance(conflict, ConflictError):
            missing = [c.label for c in conflict.conflicts if c.key not in choices]
            if missing:
                raise WrongUseError(f"Chưa chọn bản nào cho {', '.join(missing)}.", "Chưa ghi gì.")
            return self._records.save_all([(conflict.stored, with_choices(conflict.merged, choices))])[0]
        record, data = settled(conflict, choices)
        if record is not None and not record.deleted:
            checked_record(record, self._reader.settings)
        with writing(self._reader.directory, self._ledger) as lock:
            self._write_settled(conflict, record, data, lock)
        self._reader.refresh()
        return None

    def finish_merge(self) -> bool:
        """Finish what an earlier `resolve` could not: the saves that wait, and a merge by hand with nothing left to
        settle; whether one was concluded.
        """
        checkout = self._ledger.checkout
        if not checkout.merging and not unfinished(self._reader.directory):
            return False
        with writing(self._reader.directory, self._ledger) as lock:
            self._ledger.heal(lock)  # a git that was killed may have left its lock files
            merged = not self._conflicts_in_files() and conclude(checkout, self._ledger.signed(), lock=lock)
            if merged:
                self._ledger.settle(self._reader.directory, lock)
        self._reader.refresh()
        return merged

    def _write_settled(self, conflict: Conflict, record: Record | None, data: bytes, lock: int) -> None:
        now = self._bytes_of(conflict.path)
        if (fingerprint(now) if now is not None else None) != conflict.fingerprint:
            raise RefusedError(f"{conflict.path} vừa thay đổi nên chưa ghi.", "Hãy xem lại xung đột rồi chọn lại.")
        checkout = self._ledger.checkout
        message = SaveMessage("giải quyết xung đột: ", _resolves(conflict))
        if record is not None:
            note = self._ledger.note([Written(conflict.path, read_version(conflict.path, now), record)], message)
        else:
            note = self._ledger.text_note(conflict.path, conflict.path, message)
        if now != data and (now is not None or data):
            write_files(self._reader.directory, [FileWrite(conflict.path, now, data)], note, self._ledger, lock)
        elif conflict.origin is ConflictOrigin.SYNC:
            checkout.note_decision(note.message, self._ledger.signed(), lock=lock)
        if conflict.origin is ConflictOrigin.MERGE:
            mark_resolved(checkout, conflict.path, data, lock=lock)
            if conclude(checkout, self._ledger.signed(), lock=lock):
                self._ledger.settle(self._reader.directory, lock)

    def _conflicts_in_files(self) -> list[Conflict]:
        found: list[Conflict] = []
        unfinished = self._stages()
        for path, sides in unfinished.items():
            blobs = read_blobs(self._ledger.checkout, sides.values())
            base, mine, theirs = (blobs.get(sides.get(stage, "")) for stage in (1, 2, 3))
            found.append(self._conflict(Versions(path, base, theirs, mine), ConflictOrigin.MERGE))
        for finding in self._reader.loaded.findings:
            if finding.code != "conflict-markers" or not finding.path or finding.path in unfinished:
                continue
            sides_in_file = split_sides(self._bytes_of(finding.path) or b"")
            if sides_in_file is not None:
                versions = Versions(finding.path, sides_in_file.base, sides_in_file.theirs, sides_in_file.ours)
                found.append(self._conflict(versions, ConflictOrigin.MARKS))
        return found

    def _stages(self) -> dict[str, dict[int, str]]:
        try:
            return stages(self._ledger.checkout)
        except GitError:
            return {}

    def _conflict(self, versions: Versions, origin: ConflictOrigin) -> Conflict:
        """Return the conflict in a file with marks; one that fits together has no fields and only waits to be
        confirmed.
        """
        result = bring_together(versions, origin)
        now = self._bytes_of(versions.path)
        disk = fingerprint(now) if now is not None else None
        if isinstance(result, Conflict):
            return replace(result, fingerprint=disk)
        return Conflict(versions.path, origin, read_version(versions.path, result), (), disk)

    def _conflicts_of_sync(self) -> list[Conflict]:
        try:
            checkout = self._ledger.checkout
            head, theirs = checkout.head(), incoming(checkout)
        except GitError:
            return []
        if head is None or theirs is None or is_ancestor(checkout, theirs, head):
            return []
        waiting = self._waiting_decisions()
        return [c for c in conflicts_with(checkout, head, theirs) if not waiting & set(_resolves(c))]

    def _waiting_decisions(self) -> set[str]:
        """Return what was decided in saves that are on disk and not yet in the history."""
        found = entries(self._reader.directory)
        return {line for entry in found for line in entry.note.message.splitlines() if line.startswith(f"{RESOLVES}: ")}

    def _bytes_of(self, path: str) -> bytes | None:
        target = safe_target(self._reader.directory, path)
        data = read_bytes(target, shown=path) if target.exists() else None
        if isinstance(data, Finding):
            raise RefusedError(data.message)
        return data

    # ---- synchronising ---------------------------------------------------------------------------------------------
    def sync(self, *, bundle: Path | None = None, to: str = "", tell: Callable[[str], None] | None = None) -> Synced:
        """Bring this copy and another together: the repository it is connected to, or a bundle on a stick.

        `to` connects it to a repository first, once and for all; one on this machine is made when it is not there.
        Conflicts come back and leave both copies as they were. Never forces, never resets, never asks for a password.
        """
        say = tell or (lambda _: None)
        checkout = self._ledger.checkout
        demand_clean(checkout)
        if bundle is not None:
            demand_folder_of(bundle)
        branch = checkout.branch() or ""
        if not checkout.prefix:
            apply_settings(checkout)
        done = list(self.commit_leftovers())
        if bundle is not None:
            return self._sync_bundle(checkout, bundle, branch, done)
        if to:
            connect(checkout, to)
        remote = remote_of(checkout, branch)
        for _ in range(_ROUNDS):
            say(f"Đang lấy về từ {remote}…")
            theirs = fetch(checkout, remote, branch)
            conflicts = self._merge(checkout, theirs, done) if theirs else ()
            if conflicts:
                return Synced(tuple(done), conflicts)
            say(f"Đang gửi lên {remote}…")
            if push(checkout, remote, branch):
                done.append("Hai kho đã như nhau.")
                done += [f"Máy khác lấy hồ sơ về bằng: cchc init THƯ_MỤC --from {remote_place(checkout)}"] if to else []
                return Synced(tuple(done), ())
        raise RefusedError("Kho chung đang có nhiều người đồng bộ cùng lúc.", "Hãy chạy lại cchc sync sau ít phút.")

    def _sync_bundle(self, checkout: Checkout, bundle: Path, branch: str, done: list[str]) -> Synced:
        if bundle.exists():
            conflicts = self._merge(checkout, read_bundle(checkout, bundle, branch), done)
            if conflicts:
                return Synced(tuple(done), conflicts)
        write_bundle(checkout, bundle, branch)
        done.append(f"Đã ghi toàn bộ lịch sử vào {bundle}; mang sang máy kia và chạy cùng lệnh này ở đó.")
        return Synced(tuple(done), ())

    def commit_leftovers(self, *, pass_marked: bool = False) -> list[str]:
        """Put everything that lies on disk into the history, so that merging cannot touch anything unsaved.

        Files with conflict marks are refused, or only named where they are to be passed over (`pass_marked`).
        """
        checkout = self._ledger.checkout
        with writing(self._reader.directory, self._ledger) as lock:
            if self._ledger.uncommitted:
                raise RefusedError(self._ledger.trouble or "Còn lần lưu chưa vào lịch sử.", "Xem cchc doctor.")
            changed = [(sign, path) for sign, path in checkout.changed() if sign != " D"]
            ours = [path for sign, path in changed if sign != "??" or is_ours(path)]
            marked = [p for p in ours if split_sides(self._bytes_of(p) or b"")]
            if marked and not pass_marked:
                raise RefusedError(f"{marked[0]} còn dấu xung đột.", "Hãy chạy: cchc resolve")
            left = [f"Chưa ghi {_few(marked)} vì còn dấu xung đột. Hãy chạy: cchc resolve"] if marked else []
            ours = [path for path in ours if path not in marked]
            if not ours:
                return left
            shown = _few(ours)
            me = self._ledger.signed()
            checkout.commit(ours, f"sửa ngoài chương trình: {shown}\n", BY_HAND, me, lock=lock)
            return [f"Đã đưa vào lịch sử {len(ours)} tệp sửa ngoài chương trình: {shown}.", *left]

    def _merge(self, checkout: Checkout, theirs: str, done: list[str]) -> tuple[Conflict, ...]:
        """Merge their commit into ours under the lock; the conflicts when there are any."""
        with writing(self._reader.directory, self._ledger) as lock:
            head = checkout.head()
            if head is None or is_ancestor(checkout, theirs, head):
                forget_incoming(checkout)
                return ()
            plan = plan_merge(checkout, head, theirs)
            if plan.conflicts:
                return plan.conflicts
            told = self._told_of_closed(plan)
            self._carry_out(checkout, plan, lock)
            forget_incoming(checkout)
        self._reader.refresh()
        done += [*_told(plan), *told]
        faulty = [f.message for f in self._reader.loaded.findings if f.path in plan.contents or f.code == "repeated-id"]
        done += [f"Cần xem lại sau khi gộp: {message}" for message in faulty]
        done += self._doubled(plan.contents)
        return ()

    def _told_of_closed(self, plan: MergePlan) -> list[str]:
        """Return what comes in behind reports that are closed here; a colleague was asked about it where it was
        changed, so it is told, not asked again.
        """
        writes = list(self._writes(plan))
        sides = ((read_version(w.path, w.before), read_version(w.path, w.after)) for w in writes)
        pairs = [(before, after) for before, after in sides if after is not None]
        arriving = {after.id for _, after in pairs if isinstance(after, ReportSheet)}
        closed = [s for s in closed_reports_touched(self._reader, pairs) if s.id not in arriving]
        return [
            f"Báo cáo {sheet.title} đã chốt số liệu; hồ sơ vừa nhận về làm khác bản đã chốt. Xem: cchc list reports"
            for sheet in closed
        ]

    def _doubled(self, paths: Collection[str]) -> list[str]:
        """Return the facts that both sides recorded, each for itself, of which one came in at these paths."""
        groups: dict[object, list[Stored[Record]]] = {}
        for cls in (Directive, MediaCount, ChecklistItem, ReportSheet):
            for stored in self._reader.stored(cls):
                key = identity_of(stored.record, self._reader.settings)
                if key is not None:
                    groups.setdefault((cls, key), []).append(stored)
        doubled = [group for group in groups.values() if len(group) > 1 and any(s.path in paths for s in group)]
        if not doubled:
            return []
        shown = [
            f"{self._records.describe(g[0].record)} (mã {', '.join(s.record.id for s in g)})" for g in doubled[:_LISTED]
        ]
        more = "…" if len(doubled) > _LISTED else ""
        return [f"Có {len(doubled)} hồ sơ trùng sau khi gộp: {'; '.join(shown)}{more}. Xem: cchc check"]

    def _carry_out(self, checkout: Checkout, plan: MergePlan, lock: int) -> None:
        writes = list(self._writes(plan))
        self._demand_untouched(checkout, plan, writes)
        writes = [write for write in writes if write.before != write.after]
        note = self._ledger.text_note(f"gộp hai kho: {len(writes)} tệp thay đổi")

        def commit(entry: JournalEntry | None) -> str | None:
            try:
                if plan.forward:
                    step_to(checkout, plan.theirs, plan.ours, plan.contents, lock=lock)
                else:
                    me, sides = self._ledger.signed(), (plan.ours, plan.theirs)
                    checkout.commit_contents(plan.contents, note.message, me, me, lock=lock, parents=sides)
            except GitError:
                if entry is None:
                    raise
                return self._ledger.commit(entry, lock)
            return checkout.head()

        if writes:
            write_together(self._reader.directory, writes, note, commit)
            self._ledger.placed()
            checkout.write_graph(lock=lock)
        else:
            commit(None)

    def _writes(self, plan: MergePlan) -> Iterator[FileWrite]:
        """Give what is to be written, each file as it lies here now; thousands of them cost one look at each folder."""
        with TreeFolder(self._reader.directory) as tree:
            for path, data in plan.contents.items():
                now = tree.read(path)
                if isinstance(now, Finding):
                    raise RefusedError(now.message)
                yield FileWrite(path, now, data)

    def _demand_untouched(self, checkout: Checkout, plan: MergePlan, writes: list[FileWrite]) -> None:
        """Demand on disk what our last commit has; a file git does not know would be written over."""
        unknown = {path for sign, path in checkout.changed() if sign != " D"}
        for write in writes:
            if write.path in unknown and write.before is not None and write.before != write.after:
                raise RefusedError(
                    f"{write.path} ở đây chưa vào lịch sử mà kho kia cũng có nên chưa gộp.",
                    "Hãy đổi tên hoặc chuyển tệp ấy đi rồi chạy lại.",
                )


def conflicts_with(checkout: Checkout, ours: str, theirs: str) -> tuple[Conflict, ...]:
    """Return what bringing two commits together would ask."""
    return plan_merge(checkout, ours, theirs).conflicts


def is_ours(path: str) -> bool:
    """Return whether a file at this place is one that the program writes: a record, a report's prose, a closed
    report.
    """
    return class_of(path) is not None or path.endswith(("/" + BODY_FILE, "/" + FROZEN_FILE))


def _few(paths: list[str]) -> str:
    return ", ".join(paths[:_LISTED]) + ("…" if len(paths) > _LISTED else "")


def _resolves(conflict: Conflict) -> tuple[str, ...]:
    return (f"{RESOLVES}: {conflict.theirs}",) if conflict.origin is ConflictOrigin.SYNC else ()


def _told(plan: MergePlan) -> list[str]:
    done = [f"Đã gộp {len(plan.contents)} tệp từ kho kia."] if plan.contents else []
    if plan.kept:
        shown = ", ".join(plan.kept[:_LISTED])
        done.append(
            f"Giữ lại {len(plan.kept)} tệp mà một bên đã xóa khỏi thư mục: {shown}. Muốn bỏ hồ sơ, hãy dùng lệnh xóa."
        )
    return done
