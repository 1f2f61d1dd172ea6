"""Three versions of one file brought together: by field where they are records, by lines where they are prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cchc_tui.errors import RefusedError, WrongUseError
from cchc_tui.git.checkout import Checkout
from cchc_tui.git.merging import Side, changed_since, merge_base, merge_text, paths_in
from cchc_tui.git.objects import escapes_records_dir
from cchc_tui.git.reading import read_blobs, trailers_between
from cchc_tui.office.ledger import RESOLVES
from cchc_tui.records.conflict import WHOLE_TEXT, Conflict, ConflictOrigin
from cchc_tui.records.fields import Record
from cchc_tui.records.merge import FieldConflict, begun_alike, merge_records, with_choices
from cchc_tui.storage.canonical import render
from cchc_tui.storage.mapping_file import merged_mappings
from cchc_tui.storage.paths import PEOPLE_FILE
from cchc_tui.storage.pending import WORK_FOLDER
from cchc_tui.storage.toml_file import MAX_RECORD_BYTES, fingerprint
from cchc_tui.storage.versions import class_of, read_version

ASKED = {
    ".gitattributes": "Cách git xử lý các tệp (.gitattributes)",
    ".gitignore": "Những tệp git bỏ qua (.gitignore)",
    PEOPLE_FILE: "Những người làm việc (people.toml)",
}
"""Files that are never taken in from outside without a question: they decide how all others are kept, and whose name a
save bears.
"""


@dataclass(frozen=True, slots=True)
class Versions:
    """One file before two people changed it, and what each made of it; None where it was not there."""

    path: str
    before: bytes | None
    theirs: bytes | None
    mine: bytes | None


@dataclass(frozen=True)
class MergePlan:
    """What bringing the other side's commits in would do."""

    base: str
    ours: str
    theirs: str
    contents: Mapping[str, bytes | None]
    """The files that change here; None where one goes."""
    conflicts: tuple[Conflict, ...]
    kept: tuple[str, ...]
    """Records that one side removed as files; they stay, because deleting is a mark inside the file."""

    @property
    def forward(self) -> bool:
        """Whether there is nothing of ours that they do not have."""
        return self.base == self.ours and not self.kept


def bring_together(versions: Versions, origin: ConflictOrigin, theirs: str = "") -> bytes | Conflict:
    """Return the file with the work of both, or the conflict that somebody has to settle."""
    read = [read_version(versions.path, data) for data in (versions.before, versions.theirs, versions.mine)]
    before, other, own = read
    disk = fingerprint(versions.mine) if versions.mine is not None else None
    if other is not None and own is not None and (before is not None or versions.before is None):
        start = before or type(other)()
        if before is None:
            own = own.change(id=other.id, **begun_alike(other, own))
        merged, fields = merge_records(start, other, own)
        sides = (start, other, own)
        files = (versions.mine, versions.theirs)
        if not fields:
            return render(merged, keeping=files)
        return Conflict(versions.path, origin, merged, fields, disk, theirs, sides, files)
    return _bring_text_together(versions, origin, disk, theirs)


def _bring_text_together(versions: Versions, origin: ConflictOrigin, disk: str | None, theirs: str) -> bytes | Conflict:
    sides = [data or b"" for data in (versions.before, versions.theirs, versions.mine)]
    merged = merge_text(*sides)
    if merged is not None and (class_of(versions.path) is None or read_version(versions.path, merged) is not None):
        return merged
    if (answers := merged_mappings(versions.path, *sides)) is not None:
        return answers
    texts = [side.decode("utf-8", "surrogateescape") for side in sides]
    field = FieldConflict(WHOLE_TEXT, f"Nội dung tệp {versions.path}", *texts)
    return Conflict(versions.path, origin, None, (field,), disk, theirs)


def settled(conflict: Conflict, choices: Mapping[str, Any]) -> tuple[Record | None, bytes]:
    """Return the record (None for prose) and the bytes a conflict becomes; WrongUseError while something is not
    chosen.
    """
    if missing := conflict.missing(choices):
        raise WrongUseError(f"Chưa chọn bản nào cho {', '.join(f'“{label}”' for label in missing)}.", "Chưa ghi gì.")
    if conflict.merged is None:
        return None, str(choices[WHOLE_TEXT]).encode("utf-8", "surrogateescape")
    record = with_choices(conflict.merged, choices)
    return record, render(record, keeping=conflict.files)


def plan_merge(checkout: Checkout, ours: str, theirs: str) -> MergePlan:
    """Return what the other side's commits change here. RefusedError for what must not come in at all."""
    base = merge_base(checkout, ours, theirs)
    if base is None:
        raise RefusedError(
            "Kho kia không cùng gốc với kho này (hai cơ quan khác nhau?) nên không gộp.",
            "Máy mới phải bắt đầu từ chính kho chung hoặc tệp ấy: cchc init THƯ_MỤC --from KHO_HOẶC_TỆP",
        )
    own, other = (changed_since(checkout, base, side) for side in (ours, theirs))
    _reject_foreign_paths(checkout, other)
    sides = [*own.values(), *other.values()] if other else []
    ids = {blob for side in sides for blob in (side.before, side.after) if blob}
    decided = trailers_between(checkout, base, ours, RESOLVES)
    weighing = _Weighing(read_blobs(checkout, ids), decided)
    for path in sorted(own.keys() | other.keys()):
        known = own.get(path) or other[path]
        theirs_now, ours_now = (side[path].after if path in side else known.before for side in (other, own))
        weighing.weigh(path.removeprefix(checkout.prefix), known.before, theirs_now, ours_now)
    plan = MergePlan(base, ours, theirs, weighing.contents, tuple(weighing.conflicts), tuple(weighing.kept))
    _demand_nothing_lost(checkout, plan)
    return plan


class _Weighing:
    """The files of both sides, weighed one after the other."""

    def __init__(self, data: Mapping[str, bytes], decided: set[str]) -> None:
        self.contents: dict[str, bytes | None] = {}
        self.conflicts: list[Conflict] = []
        self.kept: list[str] = []
        self._data = data
        self._decided = decided

    def weigh(self, path: str, before: str | None, theirs: str | None, mine: str | None) -> None:
        """Decide about one file from its three blobs."""
        if theirs == mine or theirs in self._decided:
            return
        if theirs != before and (label := ASKED.get(path.rpartition("/")[2])):
            self._ask(path, label, before, theirs, mine)
            return
        may_go = class_of(path) is None
        if theirs == before and (may_go or mine is not None):
            return
        if mine == before and (may_go or theirs is not None):
            self.contents[path] = self._read(path, theirs)
        elif theirs is None or mine is None:
            self.kept.append(path)
            if theirs is not None:
                self.contents[path] = self._read(path, theirs)
        else:
            self._bring_together(path, before, theirs, mine)

    def _bring_together(self, path: str, before: str | None, theirs: str, mine: str) -> None:
        versions = Versions(path, *(self._read(path, blob) for blob in (before, theirs, mine)))
        result = bring_together(versions, ConflictOrigin.SYNC, theirs)
        if isinstance(result, Conflict):
            self.conflicts.append(result)
        else:
            self.contents[path] = result

    def _ask(self, path: str, label: str, before: str | None, theirs: str | None, mine: str | None) -> None:
        """Ask about a file that says how others are read; that it went from the other side asks for nothing."""
        if theirs is None:
            self.kept.append(path)
            return
        texts = [(self._read(path, blob) or b"").decode("utf-8", "surrogateescape") for blob in (before, theirs, mine)]
        disk = fingerprint(self._data[mine]) if mine else None
        field = FieldConflict(WHOLE_TEXT, label, *texts)
        self.conflicts.append(Conflict(path, ConflictOrigin.SYNC, None, (field,), disk, theirs))

    def _read(self, path: str, blob: str | None) -> bytes | None:
        if blob is None:
            return None
        if blob not in self._data or (class_of(path) and len(self._data[blob]) > MAX_RECORD_BYTES):
            raise RefusedError(f"Tệp {path} ở kho kia quá lớn so với một hồ sơ nên không nhận vào.", "Chưa gộp gì.")
        return self._data[blob]


def _reject_foreign_paths(checkout: Checkout, incoming: Mapping[str, Side]) -> None:
    """Refuse what no copy of the records has reason to send: other folders, links, our own work folder."""
    for path, side in incoming.items():
        inside = path.removeprefix(checkout.prefix)
        if not path.startswith(checkout.prefix):
            raise RefusedError(
                f"Kho kia sửa cả tệp ngoài thư mục hồ sơ ({path!r}) nên cchc không gộp.", "Hãy gộp bằng lệnh git."
            )
        if not side.plain or WORK_FOLDER in inside.split("/") or escapes_records_dir(inside):
            raise RefusedError(f"Kho kia gửi {inside!r} không phải là tệp thường nên không nhận.", "Chưa gộp gì.")


def _demand_nothing_lost(checkout: Checkout, plan: MergePlan) -> None:
    """Demand every record of both sides afterwards; a fault of ours stops here, before anything is written."""
    both = paths_in(checkout, plan.ours) | paths_in(checkout, plan.theirs)
    waiting = {conflict.path for conflict in plan.conflicts}
    there = paths_in(checkout, plan.ours) | plan.contents.keys() | waiting
    gone = {path for path, data in plan.contents.items() if data is None}
    lost = sorted(path for path in both - (there - gone) if class_of(path) and path not in ASKED)
    if lost:
        raise RefusedError(f"Gộp sẽ làm mất {', '.join(lost[:5])} nên đã dừng; chưa ghi gì.", "Hãy báo người quản trị.")
