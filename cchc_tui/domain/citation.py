"""Documents cited in running text: kind, number and symbol, date, issuer, subject, and what is doubtful about them.

A citation read wrongly is worse than one not read: where a sentence can be understood in two ways, for instance two
dates before two numbers, the likelier reading is given and `doubts` says why a person must look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from cchc_tui.domain.kind import KINDS, kinds_with
from cchc_tui.domain.symbol import Symbol, find_symbols, parse_symbol
from cchc_tui.domain.text import fold

NO_DATE = "không thấy ngày ban hành"
NO_SUBJECT = "không thấy trích yếu"
NO_NUMBER = "số còn để trống"
NO_KIND = "không rõ tên loại"
OTHER_KIND = "tên loại không khớp ký hiệu"
FAR_KIND = "tên loại đứng xa số, ký hiệu"
SEVERAL_DATES = "nhiều ngày đi với nhiều số trong một câu"
SHARED_DATE = "dùng chung ngày với văn bản nêu trước"
RECEIVED_DATE = "ngày nêu có thể là ngày nhận hoặc ngày gửi"
SHARED_SUBJECT = "trích yếu có thể là của cả nhóm văn bản"
NESTED_SUBJECT = "trích yếu nhắc đến nhiều văn bản khác"
UNSURE_SUBJECT = "chưa chắc trích yếu dừng ở đâu"
UNSURE_ISSUER = "chưa chắc cơ quan ban hành"
BAD_DATE = "ngày không có trong lịch"

_LONGEST_SUBJECT = 300
_NEWEST_SHORT_YEAR = 69  # 21/2/23 is 2023, 21/2/98 is 1998


@dataclass(frozen=True, slots=True)
class Citation:
    """One document named in a text. Offsets count in the NFC form of that text."""

    start: int
    """Where the kind, else the number begins."""
    end: int
    """Where the last part that was read ends."""
    kind: str | None
    """Slug of the kind."""
    kind_text: str
    """The kind as typed; "" when the text does not name it before the number."""
    symbol: Symbol | None
    """None for a document cited by date and subject alone."""
    symbol_at: tuple[int, int]
    issued_on: date | None = None
    issuer: str | None = None
    subject: str | None = None
    doubts: tuple[str, ...] = ()

    @property
    def symbol_text(self) -> str | None:
        """Number and symbol as typed, without spaces and dashes of other kinds; None when there is none."""
        if self.symbol is None:
            return None
        return re.sub(r"\s*([/&-])\s*", r"\1", self.symbol.text.translate(_DASHES)).lstrip("._… ")


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("∕⁄", "/") | {"Ð": "Đ"})
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\t\n\r", " "))
_SENTENCE_END = re.compile(r"(?<![\d\W][.])(?<!\bTP\.)(?<!\bTX\.)(?<!\bTT\.)(?<!\bQ\.)(?<!\bP\.)(?<=[.!?])\s+(?=[A-ZÀÁẢÃẠĂẮÂẤẦẨĐÊẾỀÉÔỐỒƠỚÓÒỦÙÚƯỨỪỬÝ“\"(])")


def find_citations(text: str) -> list[Citation]:
    """Every document cited in one paragraph, in order. Line ends count as spaces."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.translate(_SPACES)
    if "/" not in text and "ngày" not in text and "-" not in text:
        return []
    symbols = _with_loose(text, find_symbols(text))
    found: list[Citation] = []
    start = 0
    for end in [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]:
        inside = [s for s in symbols if start <= s[0] < end]
        if inside or "ngày" in text[start:end]:
            found += _Sentence(text, start, end, inside).read()
        start = end
    return found


_LOOSE = re.compile(
    r"(?i:số)\s*:?\s*(?P<symbol>\d{1,5}\s?/\s?[A-ZĐ][A-ZĐa-z&]+(?:\s?[-–]\s?[A-ZĐ][A-ZĐa-z0-9&]+){1,2})(?=\s*,?\s+(?:ngày|của|về|V/v|v/v))"
)


def _with_loose(text: str, symbols: list[tuple[int, int, Symbol]]) -> list[tuple[int, int, Symbol]]:
    """The symbols, and those with spaces at every sign, which prose allows only between "số" and what follows."""
    for match in _LOOSE.finditer(text):
        start, end = match.span("symbol")
        inside = [s for s in symbols if s[0] < end and start < s[1]]
        if (not inside or inside[0][1] < end) and (symbol := parse_symbol(match["symbol"])):
            symbols = [s for s in symbols if s not in inside] + [(start, end, symbol)]
    return sorted(symbols, key=lambda s: s[0])


# -- kinds ----------------------------------------------------------------------------------------------------------
_SHORT_KINDS = {
    "CV": "cong-van", "QĐ": "quyet-dinh", "KH": "ke-hoach", "BC": "bao-cao", "TB": "thong-bao", "NQ": "nghi-quyet",
    "NĐ": "nghi-dinh", "TT": "thong-tu", "CT": "chi-thi", "TTr": "to-trinh", "HD": "huong-dan", "CTr": "chuong-trinh",
    "GM": "giay-moi", "KL": "ket-luan", "TTLT": "thong-tu-lien-tich", "Bộ luật": "luat", "Bộ Luật": "luat",
    "Giấy uỷ quyền": "giay-uy-quyen", "Bản thoả thuận": "ban-thoa-thuan", "Thông tri": "thong-tri",
}  # fmt: skip
_ANY_KIND = ("văn bản chỉ đạo", "văn bản", "Văn bản chỉ đạo", "Văn bản")
_URGENT = r"(?:\s+(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn|cá biệt|liên ngành|chỉ đạo))?"


@cache
def _kind_names() -> dict[str, str | None]:
    """Lower-case name → slug; None for words that say only that it is a document."""
    names: dict[str, str | None] = {kind.name.lower(): kind.slug for kind in reversed(KINDS)}
    names |= {name.lower(): slug for name, slug in _SHORT_KINDS.items() if " " in name}
    return names | dict.fromkeys((word.lower() for word in _ANY_KIND), None)


@cache
def _kind_pattern() -> str:
    words = sorted(_kind_names(), key=len, reverse=True)
    short = "|".join(sorted((s for s in _SHORT_KINDS if " " not in s), key=len, reverse=True))
    return rf"(?<!\w)(?:(?i:{'|'.join(map(re.escape, words))})|(?:{short}))(?!\w)"


@cache
def _kind_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{_kind_pattern()}){_URGENT}\s*[,:]?\s*(?P<so>(?i:số|so))?\s*:?\s*[.…_ ]*$")


@cache
def _kind_issuer_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<kind>{_kind_pattern()}){_URGENT}\s+(?:của|do)\s+(?P<issuer>(?:{_AGENCY_HEAD})[^,;:()]{{0,60}}?)"
        r"(?:\s+ban hành)?\s*,?\s+(?:số)\s*:?\s*$"
    )


@cache
def _kind_name_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{_kind_pattern()})\s+(?P<name>[^,;:()“”]{{4,160}}?)\s*,?\s+(?:số)\s*:?\s*$")


def _kind_slug(word: str) -> str | None:
    return _SHORT_KINDS.get(word) or _kind_names().get(word.lower())


def _kind_by_symbol(symbol: Symbol) -> str | None:
    """The kind a symbol alone tells."""
    if symbol.type_code:
        kinds = kinds_with(symbol.type_code)
        if symbol.type_code == "CV":
            return "cong-van-dang" if symbol.party else "cong-van"
        return kinds[0].slug if kinds else None
    if symbol.year is not None:
        return None  # a law and a resolution of the National Assembly look alike: 56/2017/QH14
    return "cong-van" if symbol.agency else None


def _kinds_agree(slug: str, symbol: Symbol) -> bool:
    """Whether a named kind can carry this symbol; CV on a công văn is against the decree but means no other kind."""
    code = symbol.type_code
    if code is None:
        return slug in ("cong-van", "luat", "thu-cong") or symbol.year is not None
    if code in ("CV", "GP", "QCh", "DAn", "GN", "TTh"):
        return True
    slugs = {kind.slug for kind in kinds_with(code)}
    if symbol.party and code == "QĐ":
        slugs.add("quy-dinh")
    if symbol.party and code == "TT":
        slugs.add("thong-tri")
    return slug in slugs


# -- dates ----------------------------------------------------------------------------------------------------------
_DATE = re.compile(
    r"(?<![\d/.,-])(?P<d>\d{1,2})(?:\s?(?P<sign>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sign)\s?(?P<y>\d{4}|\d{2})(?![\d/])"
    r"|\s+tháng\s+(?P<m2>\d{1,2})\s*,?\s*năm\s+(?P<y2>\d{4}))"
)


@dataclass(slots=True)
class _Day:
    start: int
    end: int
    value: date | None
    used: bool = False


def _read_day(match: re.Match[str]) -> _Day:
    year = int(match["y"] or match["y2"])
    if year < 100:
        year += 2000 if year <= _NEWEST_SHORT_YEAR else 1900
    try:
        value = date(year, int(match["m"] or match["m2"]), int(match["d"]))
    except ValueError:
        value = None
    return _Day(match.start(), match.end(), value)


# -- issuers and subjects -------------------------------------------------------------------------------------------
_AGENCY_HEAD = (
    r"(?<!\w)(?:(?:Thường trực|Thường vụ|Ban Thường vụ|Lãnh đạo|Chủ tịch|Phó Chủ tịch|Bí thư)\s+)?"
    r"(?:UBND|Ủy ban|Uỷ ban|ủy ban nhân dân|uỷ ban nhân dân|HĐND|Hội đồng|hội đồng nhân dân|Đảng ủy|Đảng uỷ|Đảng bộ"
    r"|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Quận ủy|Thị ủy|Trung ương|Ban|Bộ|Sở|Phòng|Văn phòng"
    r"|Chính phủ|Thủ tướng|Quốc hội|Công an|Công An|Trung tâm|Chi cục|Cục|Tổng cục|Vụ|Thanh tra|Kho bạc|Bảo hiểm"
    r"|Trường|Trạm|Đài|MTTQ|Mặt trận|Hội|Đoàn|Liên đoàn|Tòa án|Toà án|Viện|Ngân hàng|Chủ tịch|Bộ trưởng|Bộ phận"
    r"|Tổ|xã|phường|tỉnh|huyện)(?!\w)"
)
_SUBJECT_VERBS = (
    r"quy định|hướng dẫn|phê duyệt|triển khai|chấn chỉnh|tăng cường|sửa đổi|bổ sung|công bố|thành lập|kiện toàn|ban hành"
    r"|đẩy mạnh|tổ chức|thực hiện|yêu cầu|giao|phát động|phân công|kiểm tra|tuyên truyền|công tác|đôn đốc|rà soát|mời"
    r"|báo cáo|đề nghị|điều chỉnh|thông báo|xử lý|nâng cao"
)
_ABOUT = r"(?:(?i:về việc|v/v|về))"
_DONE = r"(?:đã|vừa|cũng|tiếp tục|kịp thời|thường xuyên|có|được|chủ động|nghiêm túc|còn)"
_ISSUES = r"(?:ban hành|ra|ký ban hành|ký|phát hành|có)"
_SENDS = r"(?:nhận được|nhận|gửi|tiếp nhận|chuyển)"
_CLAUSE_VERBS = (
    rf"(?:{_DONE}|ban hành|báo cáo|triển khai|tổ chức|xây dựng|yêu cầu|đề nghị|chỉ đạo|nhận|giao|thực hiện|ra|gửi|cử|xin"
    r"|kính|phối hợp|đang|sẽ|tham mưu|quyết định|thông báo)"
)
_ISSUER_AFTER = re.compile(
    rf"\s*\)?\s*,?\s*(?:của|do|từ)\s+(?P<issuer>(?P<head>{_AGENCY_HEAD})?[^,;:.()“”]*?)"
    rf"(?=\s*[,;:()“”]|\s*\.(?!\w)|\s+(?:{_ABOUT}|ngày|{_SUBJECT_VERBS}|{_DONE}|nêu|để|cho|thì|tại|theo|đến|số|trong"
    rf"|là|quý|năm|và các)(?!\w)|\s*$)"
)
_ISSUER_BEFORE = re.compile(
    rf"(?P<issuer>{_AGENCY_HEAD}[^,;:.()“”]{{0,60}}?)\s*,?\s+(?:{_DONE}\s+)*"
    rf"(?P<verb>{_ISSUES}|{_SENDS})(?:\s+[\w]+){{0,4}}?\s*:?\s*$"
)
_TO_THE_DAY = re.compile(r"[\s,(]*(?:được\s+)?(?:(?:ký|ban hành|ký ban hành)\s+)?(?:lần lượt\s+)?(?:ngày)?\s*", re.IGNORECASE)
_BLANK_DAY = re.compile(r"\s*,?\s*ngày[\s.…_]+(?:/\s*\d{0,2}\s*/\s*\d{4}|tháng[\s.…_]+\d{0,2}\s*năm\s+\d{4})?")
_SECOND_AGENCY = re.compile(rf"(?<!\w)(?:chỉ đạo|yêu cầu|đề nghị|giao|phối hợp|triển khai|thực hiện)\s+(?:với\s+)?{_AGENCY_HEAD}")
_OUTSIDE_AGENCY = re.compile(rf",?\s+(?:{_DONE}\s+)*(?:ban hành|ra|ký ban hành|ký|phát hành|có|nhận|gửi|tiếp nhận)(?!\w)")
_SUBJECT_START = re.compile(
    rf"\s*\)?\s*[,:]?\s*(?:ban hành\s+)?(?:(?P<bracket>\()?{_ABOUT}(?!\w)\s*:?\s*(?P<about>[“\"]?)"
    rf"|(?=(?:{_SUBJECT_VERBS})(?!\w)))"
)
_CLAUSE_END = re.compile(
    rf"\s*;|\s*\./\.|\s+\.|\.(?=\s*$)|\s*,?\s+(?:đã được|đã|thì|do vậy|vì vậy|nhưng)(?!\w)"
    rf"|,\s*(?:trong đó|theo đó|đến nay|qua đó|cụ thể|kèm theo|đồng thời|tuy nhiên|ngoài ra|nhờ đó|từ đó|sau khi|hằng tháng"
    rf"|hàng tháng|hằng quý|kết quả)(?!\w)"
    rf"|,\s*(?={_AGENCY_HEAD}[^,;:.()]{{0,50}}?\s+{_CLAUSE_VERBS}(?!\w))"
    rf"|(?:,|\s+và)\s*(?=(?:Ngày|ngày)\s+\d)|\s+(?=(?:như sau|cụ thể như sau))"
)
_TAIL = re.compile(
    r"(?:[\s,:;.–-]|(?<!\w)(?:và|cùng|cùng với|với|theo|tại|căn cứ|thực hiện|triển khai thực hiện|kèm theo|các|ngày"
    r"|ban hành|ký)(?=\s*$))+$"
)
_UNSURE = re.compile(r"(?<!\w)(?:được|đến toàn thể|tới toàn thể|đến các|tới các|nhằm|để|với nội dung|là|cho thấy)(?!\w)")


@dataclass
class _Reading:
    """One citation while its sentence is being understood."""

    symbol: Symbol | None
    at: tuple[int, int]
    start: int
    kind: str | None
    kind_text: str
    name: str | None = None
    issuer: str | None = None
    day: _Day | None = None
    subject: str | None = None
    end: int = 0
    doubts: list[str] = field(default_factory=list)

    def doubt(self, why: str) -> None:
        if why not in self.doubts:
            self.doubts.append(why)

    def result(self) -> Citation:
        return Citation(
            start=self.start, end=max(self.end, self.at[1]), kind=self.kind, kind_text=self.kind_text,
            symbol=self.symbol, symbol_at=self.at, issued_on=self.day.value if self.day else None,
            issuer=self.issuer, subject=self.subject, doubts=tuple(self.doubts),
        )  # fmt: skip


class _Sentence:
    """One sentence and the citations in it."""

    def __init__(self, text: str, start: int, end: int, symbols: list[tuple[int, int, Symbol]]) -> None:
        self.text, self.start, self.end = text, start, end
        spans = [(a, b) for a, b, _ in symbols]
        matches = _DATE.finditer(text, start, end)
        self.days = [_read_day(m) for m in matches if not any(a < m.end() and m.start() < b for a, b in spans)]
        self.readings: list[_Reading] = []
        last = start
        for begin, stop, symbol in symbols:
            reading = self._head(last, begin, stop, symbol)
            if reading is not None:
                self.readings.append(reading)
                last = stop

    def read(self) -> Iterator[Citation]:
        """The citations, in order."""
        if not self.readings:
            yield from self._unnumbered()
            return
        self._give_days()
        for place, reading in enumerate(self.readings):
            self._read_rest(place, reading)
        self._share_in_lists()
        for reading in self.readings:
            self._judge(reading)
            yield reading.result()

    # kind, and what stands before the number
    def _head(self, lo: int, begin: int, stop: int, symbol: Symbol) -> _Reading | None:
        before = self.text[lo:begin]
        at = (begin, stop)
        if m := _kind_before().search(before):
            return _Reading(symbol, at, lo + m.start("kind"), _kind_slug(m["kind"]), m["kind"])
        if m := _kind_issuer_before().search(before):
            return _Reading(symbol, at, lo + m.start("kind"), _kind_slug(m["kind"]), m["kind"], issuer=m["issuer"])
        numbered = re.search(r"(?i:số)\s*:?\s*[.…_ ]*$", before)
        if numbered is None and not (symbol.year or symbol.type_code) and symbol.unit is None:
            return None
        start = lo + numbered.start() if numbered else begin
        reading = _Reading(symbol, at, start, None, "")
        if numbered and (m := _last(_kind_name_before(), before)):
            reading.start, reading.kind, reading.kind_text = lo + m.start("kind"), _kind_slug(m["kind"]), m["kind"]
            reading.name = m["name"]
        return reading

    # dates
    def _give_days(self) -> None:
        self._days_after_lists()
        for place, reading in enumerate(self.readings):
            if reading.day is None and (day := self._day_after(place)):
                reading.day, day.used = day, True
        self._days_before()

    def _days_after_lists(self) -> None:
        """`số X và số Y ngày A và ngày B`, `số X, số Y ngày A`: whose date is whose is never sure."""
        for place in range(len(self.readings) - 1, 0, -1):
            first = place
            while first > 0 and self._are_joined(first - 1):
                first -= 1
            group = self.readings[first : place + 1]
            if len(group) < 2 or any(r.day for r in group):
                continue
            days = self._run_of_days(place)
            if not days:
                continue
            for reading, day in zip(group, days, strict=False) if len(days) > 1 else [(group[-1], days[0])]:
                reading.day, day.used = day, True
            for reading in group:
                reading.doubt(SEVERAL_DATES if len(days) > 1 else SHARED_DATE)

    def _run_of_days(self, place: int) -> list[_Day]:
        """The dates right after a number that follow each other with nothing but `và`, `,` between."""
        at = self.readings[place].at[1]
        found: list[_Day] = []
        for day in self.days:
            between = self.text[at : day.start] if day.start >= at else None
            if between is None:
                continue
            words = r"[\s,(]*(?:lần lượt\s+)?(?:ngày\s+)?" if not found else r"\s*(?:,|và|,\s*và)\s*(?:ngày\s+)?"
            if not re.fullmatch(words, between, re.IGNORECASE):
                break
            found.append(day)
            at = day.end
        return found

    def _are_joined(self, place: int) -> bool:
        """Whether nothing but `và`, a comma, `số` or a kind stands between this number and the next."""
        here, then = self.readings[place], self.readings[place + 1]
        between = self.text[here.at[1] : then.start if then.kind_text else then.at[0]]
        return bool(re.fullmatch(r"\s*(?:,|và|,\s*và|/|-)\s*(?:số)?\s*:?\s*", between))

    def _day_after(self, place: int) -> _Day | None:
        reading = self.readings[place]
        limit = self._next_start(place)
        days = [d for d in self.days if reading.at[1] <= d.start < limit and not d.used]
        if not days:
            return None
        between = self.text[reading.at[1] : days[0].start]
        if _TO_THE_DAY.fullmatch(between):
            return days[0]
        issuer = rf"[\s,]*(?:của|do)\s+{_AGENCY_HEAD}[^,;:()]{{0,80}}?\s*,?\s*\(?(?:(?:ký\s+)?ban hành\s+|ký\s+)?ngày\s*"
        if re.fullmatch(issuer, between, re.IGNORECASE) and not re.search(r"\svề\s", between):
            return days[0]
        return self._day_at_the_end(days[-1], limit)

    def _day_at_the_end(self, day: _Day, limit: int) -> _Day | None:
        """`… về việc A (ngày 21/02/2023)`, `… về việc A, ban hành ngày 21/02/2023`."""
        before, after = self.text[self.start : day.start], self.text[day.end : limit]
        closes = re.match(r"\s*(?:[);]|\.?\s*$|\./\.|,?\s*(?:và)?\s*$)", after)
        leads = re.search(r"(?:\(\s*(?:ký\s+|ban hành\s+)?ngày|,\s*(?:ký|ban hành)\s+ngày|,\s*ngày)\s*$", before, re.IGNORECASE)
        return day if closes and leads else None

    def _days_before(self) -> None:
        """`Ngày 21/02/2023 UBND xã đã ban hành công văn số …`."""
        waiting = [r for r in self.readings if r.day is None]
        if not waiting:
            return
        leading = [d for d in self.days if not d.used and d.end <= waiting[0].start]
        if len(leading) > 1 and len(waiting) > 1 and _stand_together(self.text, leading):
            for reading, day in zip(waiting, leading, strict=False):
                reading.day, day.used = day, True
            for reading in waiting:
                reading.doubt(SEVERAL_DATES)
            return
        shared: _Day | None = None
        for place, reading in enumerate(self.readings):
            if reading.day is not None:
                continue
            found, why = self._day_before(place)
            if found is not None:
                reading.day = shared = found
                found.used = True
                if why:
                    reading.doubt(why)
            elif shared is not None and place and self._continues_list(place):
                reading.day = shared
                reading.doubt(SHARED_DATE)

    def _day_before(self, place: int) -> tuple[_Day | None, str]:
        reading = self.readings[place]
        lo = self.readings[place - 1].at[1] if place else self.start
        days = [d for d in self.days if lo <= d.start and d.end <= reading.start and not d.used]
        if not days:
            return None, ""
        day = days[-1]
        if not re.search(r"(?:ngày|^|[-+*(,;:])\s*$", self.text[self.start : day.start], re.IGNORECASE):
            return None, ""
        between = self.text[day.end : reading.start]
        if re.search(rf"{_ISSUES}(?:\s+(?:\w+\s+){{0,5}}(?:văn bản)?\s*:)?\s*(?:các|những|hai|02)?\s*$", between):
            return (None, "") if re.search(r"(?:tổ chức|triển khai|thực hiện)(?!\w)", between) else (day, "")
        if re.search(rf"{_SENDS}\s*$", between):
            return day, RECEIVED_DATE
        if re.fullmatch(r"\s*[:,-]?\s*", between):  # "- 21/02/2023: Công văn số …"
            return day, ""
        return None, ""

    def _continues_list(self, place: int) -> bool:
        between = self.text[self.readings[place - 1].at[1] : self.readings[place].start]
        return bool(re.search(r"(?:[,;]|và)\s*$", between))

    # issuer and subject
    def _read_rest(self, place: int, reading: _Reading) -> None:
        closed = _closing(self.text, self.start, reading.start, reading.at[1], self.end)
        limit = min(self._next_start(place), closed or self.end)
        at = self._after_day(place, reading, limit)
        reading.end = at
        if m := _ISSUER_AFTER.match(self.text[at:limit]):
            self._set_issuer(reading, m)
            at += m.end()
            reading.end = at
        elif reading.issuer is None:
            self._issuer_before(place, reading)
        self._read_subject(place, reading, at, self.text[at : closed or self.end])

    def _after_day(self, place: int, reading: _Reading, limit: int) -> int:
        """Where reading goes on after the date, if that follows the number; an issuer between the two is taken."""
        at, day = reading.at[1], reading.day
        if SEVERAL_DATES in reading.doubts and (run := self._run_of_days(place)):
            return run[-1].end
        if day is None:
            blank = _BLANK_DAY.match(self.text, at, limit)
            return blank.end() if blank else at
        if not at <= day.start < limit:
            return at
        lead = self.text[at : day.start]
        if m := _ISSUER_AFTER.match(lead):
            if not _TO_THE_DAY.fullmatch(lead[m.end() :]):
                return at
            self._set_issuer(reading, m)
            return day.end
        return day.end if _TO_THE_DAY.fullmatch(lead) else at

    def _set_issuer(self, reading: _Reading, match: re.Match[str]) -> None:
        issuer = re.sub(r"\s+(?:và|ban hành|ký)$", "", match["issuer"].strip())
        if not issuer:
            return
        reading.issuer = issuer
        if match["head"] is None or len(issuer) > 100:
            reading.doubt(UNSURE_ISSUER)

    def _issuer_before(self, place: int, reading: _Reading) -> None:
        lo = self.readings[place - 1].at[1] if place else self.start
        found = _ISSUER_BEFORE.search(self.text[lo : reading.start])
        if found is None or re.match(_SENDS, found["verb"]):
            return
        reading.issuer = re.sub(rf"(?:\s+{_DONE})+$", "", _OUTSIDE_AGENCY.split(found["issuer"])[0]).strip(" ,")
        if _SECOND_AGENCY.search(reading.issuer):
            reading.doubt(UNSURE_ISSUER)

    def _read_subject(self, place: int, reading: _Reading, at: int, tail: str) -> None:
        start = _SUBJECT_START.match(tail)
        if start is None:
            reading.subject = _tidy(reading.name) if reading.name else None
            return
        begin = at + start.end()
        stop = self._subject_end(place, reading, begin)
        if start["bracket"] and (bracket := self.text.find(")", begin, stop)) > 0:
            stop = bracket
        quoted = start["about"] and re.search(r"[”\"]", self.text[begin:stop])
        if quoted:
            stop = begin + quoted.start()
        subject = self.text[begin:stop]
        day = reading.day
        if day is not None and begin <= day.start < stop and not quoted:
            cut = re.search(r"[\s,(]*(?:ký\s+|ban hành\s+)?ngày\s*$", self.text[begin : day.start], re.IGNORECASE)
            subject = self.text[begin : begin + cut.start()] if cut else subject
        reading.subject = _tidy(subject)
        reading.end = max(reading.end, stop)
        if reading.subject and (len(reading.subject) > _LONGEST_SUBJECT or _UNSURE.search(reading.subject)):
            reading.doubt(UNSURE_SUBJECT)

    def _subject_end(self, place: int, reading: _Reading, begin: int) -> int:
        """Where a subject that begins at `begin` ends: at the clause's end, or before the next citation of a list."""
        stop = self.end
        if bracket := _closing(self.text, self.start, reading.start, begin, self.end):
            stop = bracket
        nested = 0
        for other in self.readings[place + 1 :]:
            if other.start >= stop:
                break
            clause = _first_clause_end(self.text, begin, other.start)
            if clause is not None:
                return clause
            lead = self.text[begin : other.start]
            if re.search(r"(?:[,;]|(?<!\w)và|(?<!\w)cùng)\s*(?:(?:theo|tại|thực hiện|căn cứ|các)\s+)*$", lead):
                if nested:
                    reading.doubt(NESTED_SUBJECT)
                return other.start
            nested += 1
            if nested > 1:
                reading.doubt(NESTED_SUBJECT)
        after = self.readings[place + nested].at[1] if nested else begin
        return min(_first_clause_end(self.text, after, stop) or stop, stop)

    def _share_in_lists(self) -> None:
        """`Công văn số X ngày A, số Y ngày B của UBND xã về …`: kind from the first, issuer and subject from the last."""
        for place in range(1, len(self.readings)):
            here, before = self.readings[place], self.readings[place - 1]
            if here.kind is None and not here.kind_text and before.kind and self._continues_list(place):
                if here.symbol is not None and _kinds_agree(before.kind, here.symbol):
                    here.kind = before.kind
            if here.issuer is None and before.issuer and self._continues_list(place) and self._is_same_act(place):
                here.issuer = before.issuer
        for place in range(len(self.readings) - 2, -1, -1):
            here, then = self.readings[place], self.readings[place + 1]
            between = self.text[here.end : then.start]
            if here.subject is None and re.fullmatch(r"\s*\)?\s*(?:,|và|;|,\s*và)\s*(?:các)?\s*", between):
                if here.issuer is None and then.issuer:
                    here.issuer = then.issuer
                if then.subject:
                    here.subject = then.subject
                    here.doubt(SHARED_SUBJECT)
                    then.doubt(SHARED_SUBJECT)

    def _is_same_act(self, place: int) -> bool:
        """Whether the citation before was issued in this very sentence (`UBND xã ban hành A và B`)."""
        first = self.readings[0]
        lead = self.text[self.start : first.start]
        return bool(re.search(rf"(?:{_ISSUES})(?:\s+\w+){{0,4}}\s*:?\s*$", lead)) and first.issuer is not None

    def _judge(self, reading: _Reading) -> None:
        symbol = reading.symbol
        assert symbol is not None
        if reading.kind is None:
            reading.kind = _kind_by_symbol(symbol)
            if reading.kind is None and symbol.agency and symbol.agency.startswith("QH"):
                reading.kind = "luat" if reading.kind_text.lower().endswith("luật") else None
            if reading.kind is None:
                reading.doubt(NO_KIND)
        elif not _kinds_agree(reading.kind, symbol):
            reading.doubt(OTHER_KIND)
        if reading.name and reading.kind != "luat":
            reading.doubt(FAR_KIND)
        if reading.kind == "cong-van" and symbol.party:
            reading.kind = "cong-van-dang"
        if reading.issuer is None:
            reading.issuer = _issuer_by_symbol(symbol)
        if reading.day is None:
            reading.doubt(NO_DATE)
        elif reading.day.value is None:
            reading.doubt(BAD_DATE)
        if not reading.subject:
            reading.subject = None
            reading.doubt(NO_SUBJECT)
        if symbol.number is None:
            reading.doubt(NO_NUMBER)

    def _next_start(self, place: int) -> int:
        return self.readings[place + 1].start if place + 1 < len(self.readings) else self.end

    # documents without a number
    def _unnumbered(self) -> Iterator[Citation]:
        for match in _unnumbered().finditer(self.text, self.start, self.end):
            day = next(d for d in self.days if d.start == match.start("d"))
            kind = _kind_slug(match["kind"])
            name = match["name"] if kind == "luat" else None
            reading = _Reading(None, (match.start(), match.start()), match.start(), kind, match["kind"])
            reading.day, reading.end = day, day.end
            reading.issuer = match["issuer"]
            at = day.end
            if reading.issuer is None and (m := _ISSUER_AFTER.match(self.text[at : self.end])):
                self._set_issuer(reading, m)
                at += m.end()
            self.readings.append(reading)
            self._read_subject(len(self.readings) - 1, reading, at, self.text[at : self.end])
            if name:
                reading.subject = _tidy(name)
            if reading.subject and day.value:
                reading.doubt("không có số, ký hiệu") if kind not in ("luat", "phap-lenh") else None
                yield reading.result()


@cache
def _unnumbered() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<kind>{_kind_pattern()})(?:\s+(?P<name>(?-i:[A-ZĐÂĂÊÔƠƯ])[^,;:()\d]{{3,120}}?))??"
        rf"(?:\s+(?:của|do)\s+(?P<issuer>{_AGENCY_HEAD}[^,;:()]{{0,60}}?))?(?:\s+ban hành)?\s*,?\s+ngày\s+"
        rf"(?P<d>\d{{1,2}})(?=\s?[/.-]\s?\d|\s+tháng)"
    )


def _issuer_by_symbol(symbol: Symbol) -> str | None:
    """Issuers that a symbol alone names: the government, its head, the National Assembly and its committee."""
    agency = fold(symbol.agency or "")
    if agency.startswith("ubtvqh"):
        return "Ủy ban Thường vụ Quốc hội"
    if re.fullmatch(r"qh\d*", agency):
        return "Quốc hội"
    return {"cp": "Chính phủ", "ttg": "Thủ tướng Chính phủ"}.get(agency)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that reaches the end of `text` and begins last."""
    found = None
    at = 0
    while (m := pattern.search(text, at)) is not None:
        found, at = m, m.start() + 1
    return found


def _stand_together(text: str, days: list[_Day]) -> bool:
    pairs = pairwise(days)
    return all(re.fullmatch(r"\s*(?:,|và|,\s*và)\s*(?:ngày\s+)?", text[a.end : b.start]) for a, b in pairs)


def _first_clause_end(text: str, start: int, stop: int) -> int | None:
    """Where the clause that runs at `start` ends before `stop`, brackets and quotes jumped over."""
    depth = 0
    for at in range(start, stop):
        letter = text[at]
        if letter in "(“":
            depth += 1
        elif letter in ")”":
            depth -= 1
        elif depth <= 0 and letter in " ,;." and (m := _CLAUSE_END.match(text, at, stop + 40)) and m.start() < stop:
            return m.start()
    return None


def _closing(text: str, lo: int, start: int, at: int, hi: int) -> int | None:
    """Where the bracket closes that was opened before the citation, or None outside brackets."""
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


def _tidy(subject: str) -> str | None:
    words = " ".join(subject.split())
    words = _TAIL.sub("", words).strip(" “”\"")
    return words or None
