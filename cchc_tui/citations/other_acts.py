"""Dates beside a number that tell of another act: what was done next, when a letter was sent, when a meeting was."""

from __future__ import annotations

import re

from cchc_tui.citations.agencies import ACTOR
from cchc_tui.citations.cited import COMPETING_DATES, RECEIVED_DATE, UNSURE_DATE
from cchc_tui.citations.clauses import DONE, ISSUES, SENDS, SUBJECT_VERBS
from cchc_tui.citations.scene import CitationReading, Day, Scene

_DEEDS = (
    r"ban hành|tổ chức|họp|tiếp tục|tiếp nhận|nhận|gửi|chuyển|ra|ký|có|mở|cử|lập|xây dựng|hoàn thành|đăng|phát|nộp"
    r"|trả lời|trình|tham mưu|làm việc|khai mạc|bế mạc|tiến hành|phối hợp|chỉ đạo|quyết định|niêm yết|công khai|dự"
    r"|quán triệt|sơ kết|tổng kết|tập huấn|khảo sát|giải quyết|phân công|giao|cho|là|đang|sẽ|mới|kết thúc|bắt đầu"
)
_NEXT_DEED = re.compile(
    rf"(?P<stop>\s*,)?\s+(?:(?P<who>(?:các|toàn|cán bộ|công chức)(?!\w)[^,;:.()]{{0,40}}?|{ACTOR}[^,;:.()]{{0,50}}?)"
    rf"\s+)?(?P<done>(?:{DONE}\s+)*)(?P<verb>{_DEEDS}|{SUBJECT_VERBS})(?!\w)"
)
"""Somebody, or nobody named, and what was done on that day."""
_AFTER_COMMA = re.compile(r"[,;]\s*(?:ngày)?\s*$", re.IGNORECASE)
"""`, ngày `: a day of its own behind a comma."""
_ITS_OWN_DEED = re.compile(rf"(?:{SUBJECT_VERBS})$")
"""`triển khai`: the day belongs to the deed before it."""
_SENT = re.compile(rf"(?<!\w)(?:được\s+)?(?:{SENDS}|trình)(?:\s+(?:đến|tới|về|đi))?\s*,?\s*\(?ngày\s*$", re.IGNORECASE)
"""`gửi ngày `: a day on which a paper was sent, not issued."""
_NO_NAME = re.compile(
    r"(?<!\w)(?:gửi|nhận|chuyển|trình|đến|tới|từ|trước|sau|tại|họp|hội nghị|phiên|cuộc|buổi|để|cho|theo|hiệu lực|đã"
    r"|áp dụng|thực hiện|triển khai|tổ chức|niêm yết|giao|hết|trong|vào|cùng)(?!\w)"
)
"""Words that stand in no name of an agency: what is dated behind them may be something else."""
_UNTIL = re.compile(r"(?<!\w)(?:từ|đến|tới|trước|sau|hết)\s+ngày\s*$")
"""`đến ngày `: a limit, not the day of a document."""
_EVENT = re.compile(
    r"(?<!\w)(?:họp|hội nghị|tập huấn|kỳ họp|cuộc|buổi|lễ|ngày hội|ra quân|mít tinh|kiểm tra|tổ chức|tham gia|dự|mời"
    r"|diễn ra|bầu cử|nghỉ|trực|tiếp công dân|khai mạc|trước|đến|từ|hết|báo cáo kết quả|làm việc|kỷ niệm|diễn tập)"
    r"(?!\w)"
)
"""`hội nghị`: a day on which something happened."""


def is_of_the_next_act(scene: Scene, reading: CitationReading, day: Day) -> bool:
    """Return whether the date behind a number and a comma is when something else was done; doubts what could be both.

    `Thực hiện Công văn số 71/UBND-VP, ngày 25/12/2023 UBND xã tổ chức họp`: the meeting's. `Quyết định số 20/QĐ-UBND,
    ngày 10/01/2024 phê duyệt Đề án`: likely the decision's own, yet a person must look.
    """
    comma = _AFTER_COMMA.search(scene.text[reading.at[1] : day.start])
    deed = _NEXT_DEED.match(scene.text[day.end : scene.end])
    if deed is None or (comma is None and deed["who"] is None):
        return False
    if comma is None or deed["stop"]:
        reading.doubt(UNSURE_DATE)
        return False
    was_issued_here = re.search(rf"(?:{ISSUES}|{SENDS})(?:\s+\w+){{0,4}}?\s*$", scene.text[scene.start : reading.start])
    if deed["who"] or deed["done"] or was_issued_here or not _ITS_OWN_DEED.match(deed["verb"]):
        return True
    if re.match(r"\s+(?:các|những|hai|02)?\s*[^,;]{0,40}\d+\s?[/-]\s?[A-ZĐ]", scene.text[day.end + deed.end() :]):
        return True  # `, ngày 20/6/2023 ban hành Công văn số 150/UBND-NV`
    reading.doubt(UNSURE_DATE)
    return False


def is_not_of_issue(reading: CitationReading, between: str) -> bool:
    """Return whether the words between a number and a date say that it was sent or came then, or until when it
    holds.
    """
    if _SENT.search(between):
        reading.doubt(RECEIVED_DATE)
        return True
    if _UNTIL.search(between):
        return True
    if _NO_NAME.search(between):
        reading.doubt(RECEIVED_DATE if re.search(rf"(?<!\w){SENDS}(?!\w)", between) else UNSURE_DATE)
    return False


def doubt_if_event(reading: CitationReading, about: str) -> None:
    """Doubt the day of an event: `về việc họp giao ban vào ngày 20/6/2023`: perhaps the day of the meeting."""
    if _EVENT.search(about):
        reading.doubt(UNSURE_DATE)


def doubt_if_competing(reading: CitationReading, before: Day | None) -> None:
    """Doubt one of two days: `Ngày 22/02/2023 … ban hành Công văn số 17/UBND-VP ngày 21/02/2023`: one of the two is
    wrong.
    """
    if before is not None and reading.day is not None and before.value != reading.day.value:
        reading.doubt(COMPETING_DATES)
