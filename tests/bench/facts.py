"""Made-up facts of a commune office: the same ones for us and for every peer, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LAST_DAY = date(2025, 12, 31)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_KINDS = (
    ("cong-van", "", 60),
    ("ke-hoach", "KH-", 12),
    ("bao-cao", "BC-", 12),
    ("quyet-dinh", "QĐ-", 8),
    ("thong-bao", "TB-", 8),
)
_DOINGS = (
    "đẩy mạnh", "tăng cường", "triển khai", "rà soát", "kiểm tra", "báo cáo kết quả", "hướng dẫn", "tiếp tục thực hiện",
    "chấn chỉnh", "phát động thi đua", "phối hợp", "đôn đốc",
)  # fmt: skip
_THINGS = (
    "công tác cải cách hành chính", "tuyên truyền cải cách hành chính", "giải quyết thủ tục hành chính",
    "dịch vụ công trực tuyến", "số hóa hồ sơ tại Bộ phận Một cửa", "kỷ luật, kỷ cương hành chính",
    "chuyển đổi số cấp xã", "khảo sát mức độ hài lòng của người dân", "thanh toán không dùng tiền mặt",
    "niêm yết công khai thủ tục hành chính", "truyền thanh cơ sở", "cải cách chế độ công vụ",
)  # fmt: skip
_PLACES = (
    "trên địa bàn xã", "tại các thôn", "trong cán bộ, công chức", "tại trụ sở Ủy ban nhân dân xã",
    "trên hệ thống truyền thanh", "tại nhà văn hóa thôn", "trong trường học", "trên trang thông tin điện tử",
)  # fmt: skip
RARE_WORDS = "diễn tập chữa cháy"
"""Stands in one fact of a thousand: what the full-text search looks for."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One document of the register."""

    id: str
    kind: str
    number: int
    symbol: str
    issued_on: date
    issuer: str
    subject: str
    note: str


def make_facts(count: int, *, seed: int = 1, years: int = 10) -> Iterator[Fact]:
    """`count` documents over the years up to 2025, numbered from 1 each year, in date order."""
    chance = random.Random(seed)
    first, days = date(LAST_DAY.year - years + 1, 1, 1), 365 * years
    numbers: dict[int, int] = {}
    for place in range(count):
        day = first + timedelta(days=place * days // count)
        numbers[day.year] = number = numbers.get(day.year, 0) + 1
        kind, mark, _ = chance.choices(_KINDS, weights=[k[2] for k in _KINDS])[0]
        symbol = f"{number}/{mark}UBND" + ("-NV" if not mark else "")
        rare = f", {RARE_WORDS}" if place % 1000 == 500 else ""
        yield Fact(
            id=_id(place),
            kind=kind,
            number=number,
            symbol=symbol,
            issued_on=day,
            issuer="UBND xã Hà Kỳ",
            subject=f"{chance.choice(_DOINGS)} {chance.choice(_THINGS)} {chance.choice(_PLACES)} năm {day.year}{rare}",
            note=f"Lưu hồ sơ số {chance.randrange(1, 400)}; {chance.choice(_THINGS)}" if chance.random() < 0.3 else "",
        )


def _id(place: int) -> str:
    digits = ""
    for _ in range(6):
        place, digit = divmod(place, 32)
        digits = _CROCKFORD[digit] + digits
    return digits
