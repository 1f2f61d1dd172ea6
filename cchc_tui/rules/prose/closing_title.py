"""A closing sentence that speaks of something else than the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.language.text import fold
from cchc_tui.records.finding import Severity
from cchc_tui.rules.excerpt import beginning
from cchc_tui.rules.rule import GOOD_WRITING, Mark, Paper, ProseRule

_CLOSING = re.compile(
    r"Trên đây là\s+(?:toàn bộ\s+)?(?P<topic>.*?)(?=\s+của\s+(?:Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Đảng ủy|xã|phường"
    r"|Văn phòng|Phòng|Trung tâm)|[;.]|,?\s+(?:kính|đề nghị|trân trọng|để|xin|gửi)(?!\w)|$)"
)
_LONG_FORMS = {
    "cchc": "cai cach hanh chinh", "tthc": "thu tuc hanh chinh", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan",
    "cntt": "cong nghe thong tin", "cds": "chuyen doi so", "ksTTHC": "kiem soat thu tuc hanh chinh",
}  # fmt: skip
_EMPTY_WORDS = (
    "bao cao ket qua cong tac thuc hien tinh hinh cua va ve viec nam ky quy thang ngay nhiem vu trien khai tren dia ban"
    " xa phuong cac nhung mot so den dau cuoi giai doan hang i ii iii iv tuan tinh"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_TOO_MANY = 3


def check(paper: Paper) -> Iterator[Mark]:
    """A mark for a closing sentence with several words of substance the title lacks, or with another year."""
    title = paper.sheet.record.subject or ""
    for passage in paper.document.body():
        found = _CLOSING.search(passage.text)
        if found is None or not title:
            continue
        topic = found["topic"]
        added = [word for word in _words(topic) if word not in _words(title)]
        years = set(_years(topic)) - set(_years(title))
        if len([word for word in added if not word.isdigit()]) >= _TOO_MANY:
            message = f"Câu kết nói về “{beginning(topic, letters=240)}”, khác tên báo cáo “{title}”."
        elif years and _years(title):
            message = f"Câu kết ghi năm {', '.join(sorted(years))}, tên báo cáo ghi năm {', '.join(_years(title))}."
        else:
            continue
        yield Mark(passage, found.start("topic"), found.end("topic"), message)


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", " ".join(_LONG_FORMS.get(word, word) for word in re.findall(r"\w+", fold(text))))
    return [word for word in words if word not in _EMPTY]


def _years(text: str) -> list[str]:
    return re.findall(r"(?<!\d)20\d\d(?!\d)", text)


RULE = ProseRule(
    code="closing-title",
    severity=Severity.WARNING,
    clause=GOOD_WRITING,
    says="Câu kết “Trên đây là …” nói đúng nội dung và năm của tên báo cáo.",
    example="câu kết thêm “kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa”",
    check=check,
)
