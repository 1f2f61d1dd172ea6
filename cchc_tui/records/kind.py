"""Kinds of documents: slug, Vietnamese name, abbreviation exactly as Phụ lục III prints it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """Which rules name and number a document."""

    ADMINISTRATIVE = "administrative"
    COPY = "copy"
    NORMATIVE = "normative"
    PARTY = "party"
    OTHER = "other"


class Kind(NamedTuple):
    """One kind of document. `abbreviation` is None for kinds that have none (công văn, thư công, laws).

    `addressed`: the decree wants "Kính gửi" (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9).
    `by_articles`: the text is divided into Điều. `titled`: the kind is printed as a title; a công văn has its subject
    under the number instead. `decides`: its word ("QUYẾT ĐỊNH:") stands between the legal bases and the articles.
    """

    slug: str
    name: str
    abbreviation: str | None
    family: Family = Family.ADMINISTRATIVE
    addressed: bool = False
    by_articles: bool = False
    titled: bool = True
    decides: bool = False


# Điều 7 and Phụ lục III, Mục I of Nghị định 30/2020/NĐ-CP: 27 kinds with an abbreviation, two without.
ADMINISTRATIVE_KINDS = (
    Kind("nghi-quyet", "Nghị quyết", "NQ", by_articles=True),
    Kind("quyet-dinh", "Quyết định", "QĐ", by_articles=True, decides=True),
    Kind("chi-thi", "Chỉ thị", "CT"),
    Kind("quy-che", "Quy chế", "QC", by_articles=True),
    Kind("quy-dinh", "Quy định", "QyĐ", by_articles=True),
    Kind("thong-cao", "Thông cáo", "TC"),
    Kind("thong-bao", "Thông báo", "TB"),
    Kind("huong-dan", "Hướng dẫn", "HD"),
    Kind("chuong-trinh", "Chương trình", "CTr"),
    Kind("ke-hoach", "Kế hoạch", "KH"),
    Kind("phuong-an", "Phương án", "PA"),
    Kind("de-an", "Đề án", "ĐA"),
    Kind("du-an", "Dự án", "DA"),
    Kind("bao-cao", "Báo cáo", "BC", addressed=True),
    Kind("bien-ban", "Biên bản", "BB"),
    Kind("to-trinh", "Tờ trình", "TTr", addressed=True),
    Kind("hop-dong", "Hợp đồng", "HĐ"),
    Kind("cong-dien", "Công điện", "CĐ"),
    Kind("ban-ghi-nho", "Bản ghi nhớ", "BGN"),
    Kind("ban-thoa-thuan", "Bản thỏa thuận", "BTT"),
    Kind("giay-uy-quyen", "Giấy ủy quyền", "GUQ"),
    Kind("giay-moi", "Giấy mời", "GM"),
    Kind("giay-gioi-thieu", "Giấy giới thiệu", "GGT"),
    Kind("giay-nghi-phep", "Giấy nghỉ phép", "GNP"),
    Kind("phieu-gui", "Phiếu gửi", "PG"),
    Kind("phieu-chuyen", "Phiếu chuyển", "PC"),
    Kind("phieu-bao", "Phiếu báo", "PB"),
    Kind("cong-van", "Công văn", None, addressed=True, titled=False),
    Kind("thu-cong", "Thư công", None),
)

COPY_KINDS = (
    Kind("sao-y", "Bản sao y", "SY", Family.COPY),
    Kind("trich-sao", "Bản trích sao", "TrS", Family.COPY),
    Kind("sao-luc", "Bản sao lục", "SL", Family.COPY),
)

# Normative documents as their symbols write them (30/2020/NĐ-CP, 01/2011/TTLT-VPCP-BNV, 72/2025/QH15).
NORMATIVE_KINDS = (
    Kind("luat", "Luật", None, Family.NORMATIVE, by_articles=True),
    Kind("phap-lenh", "Pháp lệnh", "PL", Family.NORMATIVE, by_articles=True),
    Kind("lenh", "Lệnh", "L", Family.NORMATIVE),
    Kind("nghi-dinh", "Nghị định", "NĐ", Family.NORMATIVE, by_articles=True),
    Kind("thong-tu", "Thông tư", "TT", Family.NORMATIVE, by_articles=True),
    Kind("thong-tu-lien-tich", "Thông tư liên tịch", "TTLT", Family.NORMATIVE, by_articles=True),
    Kind("nghi-quyet-lien-tich", "Nghị quyết liên tịch", "NQLT", Family.NORMATIVE, by_articles=True),
    Kind("van-ban-hop-nhat", "Văn bản hợp nhất", "VBHN", Family.NORMATIVE, by_articles=True),
)

# Party documents (24-NQ/TW, 340-CV/ĐU): Party rules, not the decree; Phụ lục III does not list these codes.
PARTY_KINDS = (
    Kind("cong-van-dang", "Công văn", "CV", Family.PARTY),
    Kind("ket-luan", "Kết luận", "KL", Family.PARTY),
)

# Met in symbols (2596/GP-UBND) under laws of their own, outside the decree's list.
OTHER_KINDS = (Kind("giay-phep", "Giấy phép", "GP", Family.OTHER),)

KINDS: tuple[Kind, ...] = (*ADMINISTRATIVE_KINDS, *COPY_KINDS, *NORMATIVE_KINDS, *PARTY_KINDS, *OTHER_KINDS)
KIND_BY_SLUG: dict[str, Kind] = {kind.slug: kind for kind in KINDS}


def kinds_with(abbreviation: str) -> tuple[Kind, ...]:
    """Return the kinds a code in a symbol can mean, compared without case ("Ctr" is met in the wild); usually one."""
    wanted = abbreviation.casefold()
    return tuple(kind for kind in KINDS if kind.abbreviation and kind.abbreviation.casefold() == wanted)


WILD_CODES: dict[str, str] = {
    "CTHĐ": "chuong-trinh", "CTrHĐ": "chuong-trinh", "CTPH": "chuong-trinh", "CTrPH": "chuong-trinh",
    "KHPH": "ke-hoach", "KHHĐ": "ke-hoach", "KHLN": "ke-hoach", "KHLT": "ke-hoach", "QCPH": "quy-che",
    "BCTH": "bao-cao",    "HDLN": "huong-dan", "HDLT": "huong-dan", "TTLN": "thong-tu-lien-tich",
}  # fmt: skip
"""Codes that no list has and offices use: an action programme, a plan of coordination, a joint plan."""
