"""Whether a sentence tells of something done: not of a plan, a request, a refusal, a rate, a part or a change."""

from __future__ import annotations

import re

PLAN = "kế hoạch, mục tiêu hoặc việc sẽ làm, không phải kết quả"
REFUSED = "việc chưa làm được, không phải kết quả"
ASKED = "điều đề nghị hoặc yêu cầu, không phải kết quả"
RATE = "số theo từng ngày, tuần hoặc tháng, không phải tổng"
PART_OF_IT = "một phần của số khác trong câu"
CHANGE = "mức tăng, giảm, không phải kết quả"

_PLANS = (
    r"phấn đấu|nếu|giả sử|sẽ|dự kiến|mục tiêu|chỉ tiêu|kế hoạch (?:là|đề ra|giao|đặt ra)|theo kế hoạch"
    r"|đăng ký (?:thực hiện|phát|đăng)|chuẩn bị|dự định|đặt ra|đề ra|phương hướng|trong thời gian tới|thời gian tới"
    r"|năm tới|quý tới"
    r"|tháng tới|tiếp theo|cố gắng|quyết tâm|hướng tới|tiến tới|kỳ vọng|có thể"
)
_REFUSALS = (
    r"chưa (?:\w+\s+){0,2}?(?:phát|đăng|tổ chức|xây dựng|thực hiện|treo|dựng|in|mở|hướng dẫn|làm|đạt|có|hoàn thành"
    r"|được)"
    r"|không (?:\w+\s+){0,2}?(?:phát|đăng|tổ chức|xây dựng|thực hiện|treo|dựng|in|mở|hướng dẫn|làm|có|hoàn thành"
    r"|đạt)(?! dưới)"
    r"|chưa (?:phát|đăng|đạt)|còn thiếu|hủy|huỷ|hoãn|tạm dừng|như đã hứa"
)
_REQUESTS = (
    r"xin (?:cấp|bổ sung|hỗ trợ|phép|kinh phí)|(?<!theo )đề nghị|kiến nghị|đề xuất|(?<!theo )yêu cầu"
    r"|(?:được giao|có trách nhiệm|có nhiệm vụ) (?:phát|đăng|tổ chức|xây dựng|treo|dựng|in|mở|hướng dẫn)"
    r"|(?<!đã )chỉ đạo (?:đài|trang|bộ phận|các|văn phòng|công chức)"
    r"|phân công (?:đài|trang|bộ phận|các|văn phòng|công chức)"
    r"|giao (?:cho )?(?:đài|xã|phường|bộ phận|các"
    r"|văn phòng|công chức)|cần (?:phải )?(?:phát|đăng|tổ chức|xây dựng|có)|phải (?:phát|đăng|tổ chức|xây dựng|có)"
    r"|kinh phí cho|cấp kinh phí|bố trí kinh phí|hãy"
)
_PLANNED = re.compile(rf"(?<!\w)(?:{_PLANS})(?!\w)", re.IGNORECASE)
"""`dự kiến`: what is meant to be done."""
_REFUSED = re.compile(rf"(?<!\w)(?:{_REFUSALS})(?!\w)", re.IGNORECASE)
"""`chưa phát`: what was not done."""
_REQUESTED = re.compile(rf"(?<!\w)(?:{_REQUESTS})(?!\w)", re.IGNORECASE)
"""`yêu cầu`: what others are to do."""
_GOES_ON = re.compile(r"^\s*(?:[-–+•]\s*)?tiếp tục(?!\w)", re.IGNORECASE)
"""`Tiếp tục phát`: a sentence that begins so tells what is to be done, unless it says that it was."""
_FULFILLED = re.compile(r"(?<!\w)(?:đã|được|đạt|vượt|hoàn thành)\s[^,;]*$", re.IGNORECASE)
"""`đã thực hiện`: a plan that came true."""
_REPEATED = re.compile(
    r"(?<!\w)(?:(?:mỗi|hằng|hàng)\s+(?:ngày|tuần|tháng|quý|kỳ|buổi|năm)"
    r"|(?:mỗi|từng)\s+(?:thôn|xóm|ấp|bản|tổ|hộ|khu|xã|cụm|người|lớp|đơn vị|cơ quan|điểm|trường))(?!\w)",
    re.IGNORECASE,
)
"""`mỗi tuần`, `mỗi thôn`: a rate, not a total."""
_PER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:/|trên|một|mỗi|hằng|hàng)\s*(?:\d+\s*)?(?:ngày|tuần|tháng|quý|năm|buổi|kỳ|thôn|tổ|hộ|lần|người)(?!\w)",
    re.IGNORECASE,
)
"""`/tuần`: a rate, behind the number."""
_PART = re.compile(r"(?<!\w)(?:trong đó|trong số đó|bao gồm cả|riêng)(?:\s+\w+){0,3}\s*[:,]?\s*$", re.IGNORECASE)
"""`trong đó `: a part of a total already told."""
_CHANGED = re.compile(r"(?<!\w)(?:tăng|giảm|thêm|nhiều hơn|ít hơn|hơn|kém|vượt)(?:\s+\w+){0,3}\s+$", re.IGNORECASE)
"""`tăng `: a difference, not a total."""
_TOTAL = re.compile(r"(?:tổng số|được|tổng cộng|đã có|gồm|lên|còn|đạt|với)\s*$", re.IGNORECASE)
"""`tổng số `: a difference word after all followed by the total."""
_NOT_A_TOTAL = re.compile(
    r"(?<!\w)(?:bình quân|trung bình|so với|số|năm|tháng|quý|điều|khoản|điểm|mục|phụ lục|lần thứ)\s+(?:\w+\s+){0,1}?$",
    re.IGNORECASE,
)
"""`bình quân `: means and ordinals."""
_DONE = re.compile(
    r"(?<!\w)(?:đã|được|phát|đăng|đăng tải|xây dựng|biên soạn|viết|treo|dựng|in|cấp phát|tổ chức|mở|hướng dẫn"
    r"|tuyên truyền"
    r"|tư vấn|tiếp|tiếp đón|tiếp nhận|đón tiếp|giải quyết|lồng ghép|có|đạt|tổng số|tổng cộng|thực hiện|ban hành"
    r"|tham gia|dự"
    r"|tiếp âm|tiếp sóng|phát sóng|lắp đặt|căng|niêm yết|trả lời|giải đáp|thu hút|phát hành|sản xuất|duy trì|triển khai"
    r"|tham dự|kết quả|gồm|ghi nhận|hoàn thành|hỗ trợ|kẻ vẽ|trưng bày|chia sẻ|đăng phát)(?!\w)",
    re.IGNORECASE,
)
"""`đã`: a deed of the office."""


def why_no_result(before: str, after: str) -> str:
    """Return why a number is no result, by the words of its sentence before it and after its unit; "" for one that may
    be.
    """
    if _REPEATED.search(before) or _PER.match(after):
        return RATE
    near = before[-60:]
    if _PART.search(near):
        return PART_OF_IT
    if not _TOTAL.search(near):
        if _CHANGED.search(near):
            return CHANGE
        if _NOT_A_TOTAL.search(near):
            return PART_OF_IT
    clause = before.rpartition(";")[2]
    refused = _REFUSED.search(clause)
    if refused and not _AFTER_ALL.search(clause[refused.end() :]):
        return REFUSED
    for pattern, why in ((_PLANNED, PLAN), (_GOES_ON, PLAN), (_REQUESTED, ASKED)):
        if (found := pattern.search(clause)) and not _FULFILLED.search(clause[found.end() :]):
            return why
    if _AHEAD.search(after):
        return PLAN
    return ""


_AFTER_ALL = re.compile(r"(?<!\w)(?:đã|nhưng|song|tuy nhiên|vẫn)(?!\w)", re.IGNORECASE)
"""`nhưng`: what turns a plan into a deed."""
_AHEAD = re.compile(
    r"^[^.;]{0,60}?(?<!\w)(?:trong (?:thời gian|năm|quý|tháng) tới|theo chỉ tiêu|theo kế hoạch|là mục tiêu)(?!\w)", re.I
)
"""` bài trong thời gian tới`: a plan told behind its number."""


def has_deed(before: str, after: str) -> bool:
    """Return whether the sentence has a verb of something done, or a word that heads a result."""
    return bool(_DONE.search(before) or _DONE.search(after) or before.rstrip().endswith(":"))


_OTHER_ACTOR = re.compile(
    r"(?:^|[,;:]\s+)(?P<who>(?:Huyện|Tỉnh|Sở|Phòng|Trường|Trạm|Công an|Ban Chỉ huy|Đoàn|Hội(?! nghị| thi| trường)"
    r"|Mặt trận|MTTQ|Ủy ban MTTQ|Liên đoàn|Đảng ủy|HĐND|Hội đồng nhân dân|UBND (?:huyện|tỉnh|thành phố|quận))"
    r"(?:\s+[^\s,;:.\d]+){0,6}?)\s+(?:đã|được|có|tổ chức|đăng|phát|treo|dựng|mở|in|hướng dẫn"
    r"|tuyên truyền|xây dựng)(?!\w)"
)
"""`Huyện tổ chức`: somebody else did it."""
_BY_OTHERS = re.compile(
    r"^[^,.;\d]{0,40}?(?<!\w)(?P<who>(?:do|của)\s+(?:huyện|tỉnh|cấp trên|sở|quận|trung ương)(?!\w))", re.I
)
"""` do huyện tổ chức`: somebody else did it, told behind the number."""


def others_deed(before: str, after: str) -> str:
    """Return the words that name somebody else as who did it; "" where the office did, or nobody is named."""
    found = _OTHER_ACTOR.search(before) or _BY_OTHERS.search(after)
    return found["who"] if found else ""


_PLAN_HEADING = re.compile(
    r"(?:phương hướng|nhiệm vụ (?:trọng tâm|trong|năm|quý|6 tháng|thời gian)|kế hoạch (?:năm|quý|tháng|6 tháng"
    r"|công tác)"
    r"|dự kiến|mục tiêu|chỉ tiêu|giải pháp|kiến nghị|đề xuất)",
    re.IGNORECASE,
)
"""`phương hướng`: sections that tell plans."""
_RESULT_HEADING = re.compile(r"(?<!\w)(?:kết quả|đánh giá|tình hình|thực hiện|ưu điểm|công tác chỉ đạo)", re.IGNORECASE)
"""`kết quả`: sections that tell deeds."""


def is_plan_heading(heading: str) -> bool:
    """Return whether what stands below this heading is planned, asked for or aimed at."""
    found = _PLAN_HEADING.search(heading)
    return bool(found) and not _RESULT_HEADING.search(heading[: found.start() if found else 0])
