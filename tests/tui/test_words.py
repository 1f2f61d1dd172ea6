"""What the screens say after a save."""

from __future__ import annotations

from cchc_tui.records.directive import Directive
from cchc_tui.tui.words import saved_sentence


def test_a_colleagues_fields_are_not_told_as_mine() -> None:
    before = Directive(kind="cong-van", symbol="17/CV-UBND", subject="một")
    typed = before.change(subject="hai")
    said = saved_sentence(before, typed.change(note="của Bình"), typed)
    assert said == "Đã lưu văn bản 17/CV-UBND: sửa Trích yếu; gộp cùng Ghi chú người khác vừa sửa."
    assert saved_sentence(before, typed, typed) == "Đã lưu văn bản 17/CV-UBND: sửa Trích yếu."
