"""Where an issuer and a subject begin and end in a sentence."""

from __future__ import annotations

import re

from cchc_tui.citations.agencies import ACTOR, AGENCY
from cchc_tui.language.letters import CAPITAL

SUBJECT_VERBS = (
    r"quy định|hướng dẫn|phê duyệt|triển khai|chấn chỉnh|tăng cường|sửa đổi|bổ sung|công bố|thành lập|kiện toàn"
    r"|ban hành|đẩy mạnh|tổ chức|thực hiện|yêu cầu|giao|phát động|phân công|kiểm tra|tuyên truyền|công tác|đôn đốc"
    r"|rà soát|mời|báo cáo|đề nghị|điều chỉnh|thông báo|xử lý|nâng cao"
)
_ABOUT = r"(?:(?i:về việc|v/v|về))"
DONE = r"(?:đã|vừa|cũng|tiếp tục|kịp thời|thường xuyên|có|được|chủ động|nghiêm túc|còn)"
ISSUES = r"(?:ban hành|ra|ký ban hành|ký|phát hành|có)"
SENDS = r"(?:nhận được|nhận|gửi|tiếp nhận|chuyển)"
_CLAUSE_VERBS = (
    rf"(?:{DONE}|ban hành|báo cáo|triển khai|tổ chức|xây dựng|yêu cầu|đề nghị|chỉ đạo|nhận|giao|thực hiện|ra|gửi|cử|xin"
    r"|kính|phối hợp|đang|sẽ|tham mưu|quyết định|thông báo)"
)
ISSUER_AFTER = re.compile(
    rf"\s*\)?\s*,?\s*\(?(?:của|do|từ)\s+(?P<issuer>(?P<head>{AGENCY})?[^,;:.()“”]*?)"
    rf"(?=\s*[,;:()“”]|\s*\.(?!\w)|\s+(?:{_ABOUT}|ngày|{SUBJECT_VERBS}|{DONE}|nêu|để|cho|thì|tại|theo|đến|số|trong"
    rf"|là|quý|năm|và các)(?!\w)|\s*$)"
)
"""` của UBND tỉnh, `: the issuer behind the number."""
ISSUER_BEFORE = re.compile(
    rf"(?P<issuer>{AGENCY}[^,;:.()“”]{{0,60}}?)\s*,?\s+(?:{DONE}\s+)*"
    rf"(?P<verb>{ISSUES}|{SENDS})(?:\s+[\w]+){{0,4}}?\s*:?\s*$"
)
"""`UBND tỉnh ban hành`: the issuer before its verb."""
UNKNOWN_BEFORE = re.compile(
    rf"(?:[,;:]\s+|\d{{4}}\s+)(?P<issuer>(?!Ngày|Tháng|Năm|Quý|Trong|Thực|Sau|Theo|Căn|Để|Từ|Đến|Các|Những|Tại)[{CAPITAL}]"
    r"[^\s\d,;:.()“”]*(?:\s+[^\s\d,;:.()“”]+){1,8}?)\s+"
    rf"(?:{DONE}\s+)*(?P<verb>ban hành|ký ban hành|phát hành|có)(?:\s+[\w]+){{0,3}}?\s*:?\s*$"
)
"""Somebody with a name that begins like no agency known here, and issued what follows."""
ISSUER_AT = re.compile(
    rf"(?:của|do)\s+(?P<issuer>{AGENCY}(?:(?!\s(?:của|do)\s)[^,;:.()“”]){{0,60}}?)\s+(?:nêu\s+)?(?:tại"
    rf"|trong)\s+(?:các\s+|văn bản\s+)?$"
)
"""`theo đề nghị của Phòng Nội vụ tại Tờ trình số …`."""
TO_THE_DAY = re.compile(
    r"[\s,(]*(?:được\s+)?(?:(?:ký|đề|phát hành|ban hành|ký ban hành)\s+)?(?:lần lượt\s+|cùng\s+)?(?:ngày)?\s*",
    re.IGNORECASE,
)
"""`ký ban hành ngày`: what stands between a number and its day."""
BLANK_DAY = re.compile(r"\s*,?\s*ngày[\s.…_]+(?:/\s*\d{0,2}\s*/\s*\d{4}|tháng[\s.…_]+\d{0,2}\s*năm\s+\d{4})?")
"""` ngày ... tháng ... năm 2026`: a day left open in a draft."""
SECOND_AGENCY = re.compile(
    rf"(?<!\w)(?:chỉ đạo|yêu cầu|đề nghị|giao|phối hợp|triển khai|thực hiện)\s+(?:với\s+)?{AGENCY}"
)
"""`chỉ đạo UBND xã`: an agency that was told to do something is no issuer."""
OUTSIDE_AGENCY = re.compile(rf",?\s+(?:{DONE}\s+)*(?:ban hành|ra|ký ban hành|ký|phát hành|có|nhận|gửi|tiếp nhận)(?!\w)")
"""` đã ban hành`: where the name of an agency is over."""
SUBJECT_START = re.compile(
    r"(?:,\s*(?:có )?hiệu lực[^,;]{0,60}(?=,))?\s*\)?\s*[,:]?\s*(?:ban hành\s+)?"
    rf"(?:(?P<bracket>\()?{_ABOUT}(?!\w)\s*:?\s*(?P<about>[“\"]?)"
    rf"|(?=(?:{SUBJECT_VERBS})(?!\w)|[“\"]))"
)
"""` về việc `: what leads to a subject."""
_CLAUSE_END = re.compile(
    rf"\s*;|\s*\./\.|\s+\.|\.(?=\s*$)|\s*,?\s+(?:đã được|đã|thì|do vậy|vì vậy|nhưng)(?!\w)"
    rf"|,\s*(?:trong đó|theo đó|đến nay|qua đó|cụ thể|kèm theo|đồng thời|tuy nhiên|ngoài ra|nhờ đó|từ đó|sau khi"
    rf"|hằng tháng|hàng tháng|hằng quý|kết quả)(?!\w)"
    rf"|,\s*(?={ACTOR}[^,;:.()]{{0,50}}?\s+{_CLAUSE_VERBS}(?!\w))"
    rf"|(?:,|\s+và)\s*(?:(?:sau đó|tiếp đó|đến)\s+)?(?=(?:Ngày|ngày)\s+\d)|\s+(?=(?:như sau|cụ thể như sau))"
)
"""`; `: where a subject is over: another clause, another actor, another day."""
_TAIL = re.compile(
    r"(?:[\s,:;.–-]|(?<!\w)(?:và|cùng|cùng với|với|theo|tại|căn cứ|thực hiện|triển khai thực hiện|kèm theo|các|ngày"
    r"|ban hành|ký)(?=\s*$))+$"
)
"""` và`: little words left at a subject's end."""
PREDICATE = re.compile(
    r"\s+(?:,\s*)?(?:(?:đã\s+)?(?:hết hiệu lực|còn hiệu lực|có hiệu lực|bị bãi bỏ|bị thay thế|được thay thế|được bãi bỏ"
    r"|được sửa đổi|bị hủy bỏ|bị huỷ bỏ|bị đình chỉ|không còn phù hợp|thay thế|thay cho)(?!\w)"
    r"|(?:có\s+)?(?:quy định|hướng dẫn|yêu cầu|đề nghị|nêu|ghi|chỉ đạo|giao|xác định)(?:\s+(?:rõ|như sau|cụ thể))*\s*:"
    r"|(?:có\s+)?(?:nêu rõ|quy định rõ|ghi rõ|chỉ rõ|nhấn mạnh|nêu)(?!\w))"
)
"""What is said about a document behind its subject: that it ended, what stands in it."""
ANOTHER_SOURCE = re.compile(
    r"(?:,|;|\s+và|\s+cùng|\s+theo)\s+(?:(?!\s(?:và|cùng|theo)\s)[^,;])*?\s(?:tại|theo|trong)\s*(?:các\s*)?$"
)
"""`… và ý kiến của Phòng Nội vụ tại Tờ trình số`: what is cited there is a source of its own."""
AT_A_SOURCE = re.compile(r"(?<!\w)(?:tại|trong)\s*(?:các\s*)?$")
"""`tại `: the document is a source, not a deed."""
UNSURE = re.compile(r"(?<!\w)(?:được|đến toàn thể|tới toàn thể|đến các|tới các|nhằm|để|với nội dung|là|cho thấy)(?!\w)")
"""`nhằm`: words of a sentence, not of a subject."""


_BRACKET_REACH = 600
"""Letters back in which an open bracket is looked for: a bracket longer than that is no bracket of a citation."""


class ClauseEnds:
    """Where the clause that runs at some letter ends, brackets and quotes jumped over; no letter is read twice."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self._depth = 0
        self._found: int | None = None

    def before(self, stop: int) -> int | None:
        """Return where the clause ends before `stop`; None where it runs on. `stop` only grows from call to call."""
        while self._found is None and self._at < stop:
            letter = self._text[self._at]
            if letter in "(“":
                self._depth += 1
            elif letter in ")”":
                self._depth -= 1
            elif self._depth <= 0 and letter in " ,;.":
                end = _CLAUSE_END.match(self._text, self._at, stop + 40)
                if end is not None and end.start() < stop:
                    self._found = end.start()
                    break
            self._at += 1
        return self._found


def clause_end(text: str, start: int, stop: int) -> int | None:
    """Return where the clause that runs at `start` ends before `stop`."""
    return ClauseEnds(text, start).before(stop)


def closing_bracket(text: str, lo: int, start: int, at: int, hi: int) -> int | None:
    """Return where the bracket closes that was opened before the citation, or None outside brackets."""
    lo = max(lo, start - _BRACKET_REACH)
    if text.count("(", lo, start) <= text.count(")", lo, start):
        return None
    depth = 0
    for place in range(at, hi):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            if not depth:
                return place
            depth -= 1
    return None


def tidy(subject: str, *, whole: bool = False) -> str | None:
    """Return the subject without the signs that lead on to what follows; None when nothing is left.

    Little words and verbs at its end lead on too, unless it is `whole`, ended by a full stop or a semicolon.
    """
    words = " ".join(subject.split())
    words = words.rstrip(" ,:;.–-") if whole else _TAIL.sub("", words)
    words = words.strip(' "')
    if words.startswith("“") and words.endswith("”") and words.find("”") == len(words) - 1:
        words = words[1:-1]
    elif words.count("“") != words.count("”"):
        words = words.strip("“”")
    return words.strip() or None
