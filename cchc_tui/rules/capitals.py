"""Rules on capital letters (Nghị định 30/2020/NĐ-CP, Phụ lục II)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cchc_tui.document.passages import Passage, PassageKind
from cchc_tui.language.letters import CAPITAL, SMALL
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import ReportContext, TextIssue
from cchc_tui.rules.excerpt import around
from cchc_tui.rules.rule import ND30, STATE_PAPERS, text_rule

_AFTER_STOP = re.compile(rf"(?<=[\w)”%][.?!]) +(?P<letter>[{SMALL}])(?=\w*)")
"""`đã xong. kết quả`: a small letter begins the next sentence."""
_ABBREVIATED = re.compile(r"(?:(?<!\w)(?:TP|Tp|tp|TX|TT|tr|Q|P|v\.v|vv|số|STT|Th\.S|ThS|TS|PGS|GS)|(?<!\w)\w|\d)\.$")
"""`TP.`: a full stop that belongs to an abbreviation or a number ends no sentence."""
_FIRST = re.compile(rf"^(?:[-–+•]\s*)?(?P<letter>[{SMALL}])(?!\)|\w*://)")
"""`- tổ chức họp`: a paragraph or dash begins small; not a point "a)" nor an address."""
_MARKER = re.compile(r"^(?:[a-zđ]\d{0,2}[)/-]|[a-z]{1,4}\.)")
"""`a) `, `a1) `, `b- `: the mark of a point before its first word."""


@text_rule(
    "C01",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục I",
    says="Viết hoa chữ đầu câu và chữ đầu dòng.",
    example="của xã. ngoài ra",
    cures=True,
    papers=STATE_PAPERS,
)
def sentence_capital(context: ReportContext) -> Iterator[TextIssue]:
    """Report each small letter after a full stop, and at the beginning of a paragraph or list item."""
    for passage in context.prose.passages:
        if passage.kind is PassageKind.CELL:
            continue
        text = passage.text
        if not _MARKER.match(text) and (first := _FIRST.match(text)):
            yield _sentence_capital_issue(passage, first)
        for match in _AFTER_STOP.finditer(text):
            if not _ABBREVIATED.search(text[: match.start()]):
                yield _sentence_capital_issue(passage, match)


def _sentence_capital_issue(passage: Passage, match: re.Match[str]) -> TextIssue:
    start = match.start("letter")
    word = re.match(r"\w+", passage.text[start:])
    end = start + (len(word[0]) if word else 1)
    written = passage.text[start:end]
    right = written[0].upper() + written[1:]
    return TextIssue(passage, start, end, f"Đầu câu viết hoa: “{right}”, không phải “{written}”.", right)


_WORD = re.compile(r"(?<!\w)(?P<word>nhân dân|nhà nước)(?!\w)")
"""`nhân dân`: two words that are capitals as names and small as adjectives."""
# Names and set terms in which the word is no noun of its own: agency names capitalise only their first word.
_PEOPLE_STATE_NAMES = re.compile(
    r"(?:ủy ban|uỷ ban|hội đồng|tòa án|toà án|công an|quân đội|viện kiểm sát|nghệ sĩ|nhà giáo|thầy thuốc|quỹ tín dụng"
    r"|báo|giấy chứng minh|chứng minh|lực lượng vũ trang|kiểm sát|hội thẩm|an ninh|toàn dân|quốc phòng|thanh tra)\s+$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"(?:hành chính|quản lý|cơ quan|tổ chức|ngân sách|doanh nghiệp|kho bạc|kiểm toán|bí mật|vốn|thanh tra|viên chức"
    r"|công chức|tài sản|ngân hàng|chủ tịch|bộ máy|đầu tư|sự nghiệp|cấp|đơn vị|sở hữu|nội bộ|khu vực|hệ thống"
    r"|kinh tế|tài chính|giá trị|đối ngoại|ngoại giao|ngoài)\s+$",
    re.IGNORECASE,
)
"""`tổ chức `: before "nhà nước" these words make it an adjective."""


@text_rule(
    "C02",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 1",
    says="Hai từ Nhân dân, Nhà nước viết hoa chữ N.",
    example="cán bộ, đảng viên và nhân dân",
    papers=STATE_PAPERS,
)
def people_state(context: ReportContext) -> Iterator[TextIssue]:
    """Report each of the two words in small letters where it is a noun of its own."""
    for passage, match in context.matches(_WORD):
        before, after = passage.text[: match.start()], passage.text[match.end() :]
        if _PEOPLE_STATE_NAMES.search(before) or after.startswith(" tệ"):
            continue
        if _ADJECTIVE.search(before) and (match["word"] == "nhà nước" or before.endswith(("ngoại ", "ngoại giao "))):
            continue
        shown = around(passage.text, *match.span())
        right = match["word"][0].upper() + match["word"][1:]
        yield TextIssue(passage, match.start(), match.end(), f"Viết hoa “{right}”: “{shown}”.")


_UNIT = re.compile(
    rf"(?<=[{SMALL}{CAPITAL},] )(?P<unit>Xã|Huyện|Tỉnh|Thôn|Ấp|Khu phố) (?P<name>(?:[{CAPITAL}][{SMALL}]*\s?){{1,4}})"
)
"""`, Xã Hạ Kỳ`: the unit's word in capitals within a sentence."""


@text_rule(
    "C03",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục III, khoản 1 điểm a",
    says="Đơn vị hành chính có tên riêng: danh từ chung viết thường.",
    example="của Xã Hà Kỳ",
    papers=STATE_PAPERS,
)
def unit_name(context: ReportContext) -> Iterator[TextIssue]:
    """Report each capital unit inside a sentence; units named after a person or an event may be right."""
    for passage, match in context.matches(_UNIT):
        if passage.kind is PassageKind.HEADING:
            continue
        unit = match["unit"]
        right = f"{unit.lower()} {match['name'].strip()}"
        message = f"Chữ chỉ đơn vị viết thường: “{right}” (trừ nơi mang tên người, sự kiện, số)."
        yield TextIssue(passage, match.start("unit"), match.end("unit"), message)


_WARD = re.compile(
    r"(?<!\d )(?<!số )(?<!\w)(?P<unit>phường|quận) (?P<number>\d{1,2})(?![\d/]|[.,]\d|\s*%|\s+(?:xã|người|lượt|hồ sơ))"
)
"""`phường 5`: a unit named by its number has a capital; "2 phường 5 người" counts."""


@text_rule(
    "C04",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục III, khoản 1 điểm b",
    says="Đơn vị hành chính gọi theo số, tên người, sự kiện: danh từ chung viết hoa.",
    example="UBND phường 1",
    cures=True,
    papers=STATE_PAPERS,
)
def numbered_ward(context: ReportContext) -> Iterator[TextIssue]:
    """Report each `phường 1`, `quận 3`."""
    for passage, match in context.matches(_WARD):
        right = f"{match['unit'].capitalize()} {match['number']}"
        yield TextIssue(passage, match.start(), match.end(), f"Đơn vị gọi theo số viết hoa: “{right}”.", right)


_CITY = re.compile(r"(?<!\w)(?:thủ đô Hà Nội|thành phố Hồ Chí Minh)(?!\w)")
"""`thủ đô Hà Nội`: two cities whose unit is part of the name."""


@text_rule(
    "C05",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục III, khoản 1 điểm c",
    says="Hai tên riêng Thủ đô Hà Nội, Thành phố Hồ Chí Minh viết hoa chữ đầu.",
    example="thành phố Hồ Chí Minh",
    cures=True,
    papers=STATE_PAPERS,
)
def capital_city(context: ReportContext) -> Iterator[TextIssue]:
    """Report each of the two names with a small first letter."""
    for passage, match in context.matches(_CITY):
        right = match[0][0].upper() + match[0][1:]
        yield TextIssue(passage, match.start(), match.end(), f"Viết hoa “{right}”.", right)


_LOWER = re.compile(
    r"(?:khoản|điểm) [\da-zđ]+(?:,? (?:và |khoản |điểm )?[\da-zđ]+){0,8} "
    r"(?P<word>điều|mục|chương|phần) (?=\d|[IVX]+\b)|(?:theo|tại) (?P<word2>điều) (?=\d{1,3}\b)"
)
"""`khoản 2 điều 5`: an article in small letters where it is cited with its number."""
_AFTER_ARTICLE = re.compile(r"[Đđ]iều \d+(?: (?:mục|Mục|chương|Chương|phần|Phần) [\dIVX]+\b)+")
"""`Điều 5 mục 2 Chương III`: divisions cited behind an article stay small."""
_DIVISION = re.compile(r"(?:mục|chương|phần)(?= [\dIVX])")
"""`mục 2`: what becomes a capital in such a chain."""
_UPPER = re.compile(
    rf"(?<=[{SMALL},] )(?P<word>Khoản|Điểm) (?=\d{{1,2}}\b|[a-zđ]\b)(?=[^.]{{0,80}}(?:Điều|khoản|điều))"
)
"""`, Khoản 2 Điều 5`: clause and point are small within a sentence."""


@text_rule(
    "C06",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 7",
    says="Viện dẫn: Phần, Chương, Mục, Điều viết hoa; khoản, điểm viết thường.",
    example="khoản 2 điều 15, Khoản 1 Điều 7",
    cures=True,
    papers=STATE_PAPERS,
)
def article_capital(context: ReportContext) -> Iterator[TextIssue]:
    """Report each slip of the capital in a reference such as điểm a khoản 2 Điều 103."""
    for passage, match in context.matches(_LOWER):
        group = "word" if match["word"] else "word2"
        right = match[group].capitalize()
        yield TextIssue(passage, match.start(group), match.end(group), f"Viện dẫn viết hoa “{right}”.", right)
    for passage, match in context.matches(_AFTER_ARTICLE):
        for found in _DIVISION.finditer(passage.text, *match.span()):
            right = found[0].capitalize()
            yield TextIssue(passage, *found.span(), f"Viện dẫn viết hoa “{right}”.", right)
    for passage, match in context.matches(_UPPER):
        right = match["word"].lower()
        yield TextIssue(passage, match.start("word"), match.end("word"), f"Viện dẫn viết thường “{right}”.", right)


@text_rule(
    "C07",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 6",
    says="Tên loại của một văn bản cụ thể viết hoa chữ đầu.",
    example="công văn số 17/UBND-VP",
    cures=True,
    papers=STATE_PAPERS,
)
def kind_capital(context: ReportContext) -> Iterator[TextIssue]:
    """Report each citation by number whose kind begins with a small letter; "văn bản" is no kind."""
    for passage, citation in context.citations:
        word = citation.kind_text
        if not word or not word[0].islower() or citation.symbol is None or word.startswith("văn bản"):
            continue
        right = word[0].upper() + word[1:]
        message = f"Tên loại của văn bản cụ thể viết hoa: “{right} số {citation.symbol_text}”."
        yield TextIssue(passage, citation.start, citation.start + len(word), message, right)


@text_rule(
    "C08",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục IV",
    says="Tên cơ quan viết hoa chữ đầu của từ chỉ loại hình, chức năng, lĩnh vực (templates/wording/ten-co-quan.txt).",
    example="bộ phận tiếp nhận và trả kết quả",
    papers=STATE_PAPERS,
)
def agency_name(context: ReportContext) -> Iterator[TextIssue]:
    """Report each name of the office's list written with other capitals; words all in capitals are titles."""
    names = context.words.names
    if not names:
        return
    right = {name.lower(): name for name in names}
    for passage, match in context.matches(_names_pattern(names)):
        written = match[0]
        name = right[" ".join(written.lower().split())]
        if written in (name, name.upper()) or written.isupper() or passage.kind is PassageKind.HEADING:
            continue
        yield TextIssue(passage, match.start(), match.end(), f"Tên cơ quan, tổ chức viết “{name}”.")


@lru_cache(maxsize=4)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(names, key=len, reverse=True)
    alternatives = "|".join(r"\s+".join(map(re.escape, name.split())) for name in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


_POSITION = re.compile(
    r"(?<!\w)(?P<word>phó chủ tịch|chủ tịch|phó bí thư|bí thư|thủ tướng|bộ trưởng|giám đốc|trưởng phòng)"
    rf"(?P<name>(?: [{CAPITAL}][{SMALL}]+){{2,4}})(?!\w)"
)
"""`chủ tịch Nguyễn Văn Bình`: a position before a person's name."""
_AGENCY = re.compile(r"^ (?:Hội|Ủy|Uỷ|Mặt|Đảng|Sở|Phòng|Bộ|Ban|Trung|Văn|Liên|Công)\b")
"""` Hội đồng`: behind "chủ tịch" follows an agency, not a person."""


@text_rule(
    "C09",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 2",
    says="Chức vụ đi với tên người cụ thể viết hoa.",
    example="đồng chí chủ tịch Nguyễn Văn An",
    papers=STATE_PAPERS,
)
def position_name(context: ReportContext) -> Iterator[TextIssue]:
    """Report each position in small letters with a person's name after it."""
    for passage, match in context.matches(_POSITION):
        if _AGENCY.match(match["name"]):
            continue
        right = match["word"][0].upper() + match["word"][1:]
        message = f"Chức vụ đi với họ tên viết hoa: “{right}{match['name']}”."
        yield TextIssue(passage, match.start("word"), match.end("word"), message)


_DAYS = "hai|ba|tư|năm|sáu|bảy"
_WEEKDAY = re.compile(
    rf"(?:(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=ngày )|(?<=vào ))(?P<one>[Tt]hứ (?:{_DAYS}))(?!\w)"
    rf"|(?<!\w)(?P<two>[Tt]hứ (?:{_DAYS}))(?= (?:hằng|hàng|mỗi) tuần)",
    re.IGNORECASE,
)
"""`sáng thứ hai`: a weekday as the day of a deed, or of every week."""


@text_rule(
    "C10",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 5",
    says="Ngày trong tuần viết bằng chữ: thứ Hai, thứ Tư.",
    example="sáng thứ hai hằng tuần",
    cures=True,
    papers=STATE_PAPERS,
)
def weekday(context: ReportContext) -> Iterator[TextIssue]:
    """Report each weekday not written `thứ Hai`; "thứ hai" that counts is no weekday."""
    for passage, match in context.matches(_WEEKDAY):
        written = match["one"] or match["two"]
        day = written.split()[1]
        right = ("Thứ " if match.start() == 0 else "thứ ") + day[0].upper() + day[1:].lower()
        if written != right:
            yield TextIssue(passage, match.start(), match.end(), f"Ngày trong tuần viết “{right}”.", right)


_TET = re.compile(r"(?<!\w)(?P<tet>[Tt]ết) (?P<name>[Nn]guyên [Đđ]án|[Đđ]oan [Nn]gọ|[Tt]rung [Tt]hu)(?!\w)")
"""`tết Nguyên đán`: the feast's own capitals."""


@text_rule(
    "C11",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 5 điểm c",
    says="Tên các ngày tết: tết Nguyên đán, tết Trung thu.",
    example="Tết Nguyên Đán",
    cures=True,
    papers=STATE_PAPERS,
)
def tet(context: ReportContext) -> Iterator[TextIssue]:
    """Report each festival not written `tết Nguyên đán`, `tết Trung thu`."""
    for passage, match in context.matches(_TET):
        name = match["name"].capitalize()
        starts = match.start() == 0 or passage.text[: match.start()].rstrip().endswith((".", ":", "-", "+"))
        right = f"{match['tet'] if starts else 'tết'} {name}"
        if match[0] != right and passage.kind is not PassageKind.HEADING:
            yield TextIssue(passage, match.start(), match.end(), f"Tên ngày tết viết “{right}”.", right)


_HOLIDAY_NAMES = ("Quốc khánh", "Quốc tế Lao động", "Quốc tế Phụ nữ", "Nhà giáo Việt Nam", "Pháp luật Việt Nam",
          "Chuyển đổi số quốc gia", "Thương binh - Liệt sĩ")  # fmt: skip
_HOLIDAY = re.compile(rf"(?<=ngày |Ngày )(?:{'|'.join(map(re.escape, _HOLIDAY_NAMES))})(?!\w)", re.IGNORECASE)
"""`ngày quốc khánh`: a day of remembrance by its name."""
_RIGHT = {name.lower(): name for name in _HOLIDAY_NAMES}


@text_rule(
    "C12",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 4",
    says="Tên ngày lễ, ngày kỷ niệm viết hoa: ngày Quốc khánh, ngày Quốc tế Lao động.",
    example="ngày quốc khánh 2-9",
    cures=True,
    papers=STATE_PAPERS,
)
def holiday(context: ReportContext) -> Iterator[TextIssue]:
    """Report each holiday after "ngày" written with other capitals."""
    for passage, match in context.matches(_HOLIDAY):
        right = _RIGHT[match[0].lower()]
        if match[0] != right and not match[0].isupper():
            yield TextIssue(passage, match.start(), match.end(), f"Tên ngày kỷ niệm viết “{right}”.", right)


_PARTY = re.compile(
    r"(?:(?<=của )|(?<=do )|(?<=theo )|(?<=chính sách )|(?<=trương ))đảng"
    r"(?!\w| (?:bộ|viên|ủy|uỷ|phái|cấp|đoàn|tịch|chính trị|khác))|(?<!\w)đảng(?=,? (?:và )?[Nn]hà nước)"
)
"""`chính sách của đảng`: the Party; not a member, a committee or "đảng phái"."""


@text_rule(
    "C13",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục IV, khoản 1",
    says="Đảng Cộng sản Việt Nam gọi tắt viết hoa: Đảng.",
    example="chủ trương của đảng",
    papers=STATE_PAPERS,
)
def party_capital(context: ReportContext) -> Iterator[TextIssue]:
    """Report each `đảng` that is the Party; đảng viên and đảng bộ stay as they are."""
    for passage, match in context.matches(_PARTY):
        shown = around(passage.text, match.start(), match.end())
        yield TextIssue(passage, match.start(), match.end(), f"Viết hoa “Đảng”: “{shown}”.")


_ABOUT = re.compile(rf"(?<=[\w)] )(?P<word>Về) (?:việc )?(?=[{SMALL}])")
"""`Kế hoạch Về việc xây dựng`: "về" within a sentence is small."""


@text_rule(
    "subject-capital",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục I",
    says="Chữ “về việc” giữa câu viết thường.",
    example="Công văn số 91/UBND-VP Về việc triển khai",
    cures=True,
    papers=STATE_PAPERS,
)
def subject_capital(context: ReportContext) -> Iterator[TextIssue]:
    """Report each capital "Về" between a document and its subject."""
    for passage, match in context.matches(_ABOUT):
        if "/" not in passage.text[max(0, match.start() - 60) : match.start()]:
            continue
        yield TextIssue(passage, match.start("word"), match.end("word"), "Giữa câu viết thường “về việc”.", "về")


_LAWS = (
    "ban hành văn bản quy phạm pháp luật", "bảo vệ bí mật nhà nước", "cán bộ, công chức", "cư trú", "đất đai",
    "đầu tư công",
    "giao dịch điện tử", "hộ tịch", "khiếu nại", "lưu trữ", "ngân sách nhà nước", "phòng, chống tham nhũng",
    "thi đua, khen thưởng", "thực hiện dân chủ ở cơ sở", "tiếp cận thông tin", "tiếp công dân", "tố cáo",
    "tổ chức chính quyền địa phương", "viên chức",
)  # fmt: skip
_LAW = re.compile(rf"(?<!\w)(?<!pháp )(?P<word>Luật|luật) (?P<name>{'|'.join(map(re.escape, _LAWS))})(?!\w)")
"""`luật đất đai`: a law by name; "pháp luật" is none."""


@text_rule(
    "law-capital",
    Severity.NOTICE,
    clause=f"{ND30}, Phụ lục II, Mục V, khoản 6",
    says="Tên luật cụ thể viết hoa chữ Luật và chữ đầu của tên luật.",
    example="Luật cán bộ, công chức",
    cures=True,
    papers=STATE_PAPERS,
)
def law_capital(context: ReportContext) -> Iterator[TextIssue]:
    """Report the name of a law in force that begins with a small letter."""
    for passage, match in context.matches(_LAW):
        name = match["name"]
        right = f"Luật {name[0].upper()}{name[1:]}"
        yield TextIssue(passage, match.start(), match.end(), f"Tên luật viết “{right}”.", right)
