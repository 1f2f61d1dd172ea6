"""What was done to records, in the words of messages and of a conflict's two sides."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.records.conflict import Conflict, ConflictOrigin
from cchc_tui.records.description import describe_many
from cchc_tui.records.directive import Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings

KEPT = Directive(id="a", subject="x", note="cũ")
GONE = KEPT.change(deleted_on=date(2026, 11, 23), deleted_by="Trần Thị Lan", deleted_because="nhập trùng")
DELETED = "xóa ngày 23/11/2026 (Trần Thị Lan): nhập trùng"


@pytest.mark.parametrize(
    ("before", "theirs", "told"),
    [
        (KEPT, KEPT, "giữ nguyên"),
        (KEPT, GONE, DELETED),
        (KEPT, KEPT.change(note="mới"), "sửa Ghi chú: “cũ” → “mới”"),
        (KEPT, GONE.change(note=None), f"{DELETED}; sửa Ghi chú: “cũ” → (trống)"),
        (GONE, KEPT, "lấy lại hồ sơ đã xóa"),
        (GONE, GONE, "giữ nguyên"),
        (GONE, GONE.change(note="mới"), "sửa Ghi chú: “cũ” → “mới”"),
    ],
)
def test_a_side_of_a_conflict_says_what_it_did(before: Directive, theirs: Directive, told: str) -> None:
    conflict = Conflict("x.toml", ConflictOrigin.SYNC, before, (), None, sides=(before, theirs, before))
    assert conflict.told(OfficeSettings()) == (told, "giữ nguyên")


def test_many_changes_are_counted_by_what_was_done_to_what() -> None:
    count = MediaCount(id="m", value=1)
    changes = [
        (None, KEPT), (None, KEPT), (None, count), (KEPT, GONE), (GONE, KEPT), (count, count.change(value=2)),
    ]  # fmt: skip
    assert describe_many(changes) == (
        "thêm 2 văn bản; thêm 1 thống kê tin bài; xóa 1 văn bản; khôi phục 1 văn bản; sửa 1 thống kê tin bài"
    )
