"""Several cures of one text are made together, or the one that cannot be is left."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_tui.workspace.curing import merged_value


@pytest.mark.parametrize(
    ("base", "one", "other", "both"),
    [
        ("V/v chấn  chỉnh.", "chấn  chỉnh", "V/v chấn chỉnh.", "chấn chỉnh"),
        ("chấn  chỉnh", "chấn  chỉnh", "chấn chỉnh", "chấn chỉnh"),
        ("chấn  chỉnh", "chấn chỉnh", "chấn chỉnh", "chấn chỉnh"),
        (("a  b", "Lưu: VP"), ("a b", "Lưu: VP"), ("a  b", "Lưu: VT, VP"), ("a b", "Lưu: VT, VP")),
        (("a", "b"), ("a",), ("a", "c"), None),
        ("một hai", "một ba", "một bốn", None),
        (None, "a", "b", None),
    ],
)
def test_two_changes_of_one_value(base: Any, one: Any, other: Any, both: Any) -> None:
    assert merged_value(base, one, other) == both
    assert merged_value(base, other, one) == both
