"""Abbreviations of agencies as symbols write them, with what each stands for and at which level it works."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple


class Level(StrEnum):
    """Where an agency stands; the value is the word shown to the office."""

    CENTRAL = "trung ương"
    PROVINCE = "cấp tỉnh"
    DISTRICT = "cấp huyện"
    COMMUNE = "cấp xã"
    OTHER = "cơ quan, tổ chức khác"


class Agency(NamedTuple):
    """What one abbreviation stands for. `name` may hold `{tinh}`, `{xa}`, filled in with the office's own places.

    `level` is None where the same abbreviation is used at several levels: UBND, HĐND, BCĐ.
    """

    code: str
    name: str
    level: Level | None


def _agencies(level: Level | None, rows: str) -> tuple[Agency, ...]:
    """Return one agency a line: code, then name."""
    found = (line.strip().partition(" ") for line in rows.strip().splitlines())
    return tuple(Agency(code, name, level) for code, _, name in found)


AGENCIES: tuple[Agency, ...] = (
    *_agencies(
        Level.CENTRAL,
        """
        QH Quốc hội
        UBTVQH Ủy ban Thường vụ Quốc hội
        CTN Chủ tịch nước
        CP Chính phủ
        TTg Thủ tướng Chính phủ
        VPQH Văn phòng Quốc hội
        VPCTN Văn phòng Chủ tịch nước
        VPCP Văn phòng Chính phủ
        TW Trung ương Đảng
        VPTW Văn phòng Trung ương Đảng
        BCĐTW Ban Chỉ đạo Trung ương
        BCA Bộ Công an
        BCT Bộ Công Thương
        BDTTG Bộ Dân tộc và Tôn giáo
        BGDĐT Bộ Giáo dục và Đào tạo
        BGD&ĐT Bộ Giáo dục và Đào tạo
        BGTVT Bộ Giao thông vận tải
        BKHCN Bộ Khoa học và Công nghệ
        BKHĐT Bộ Kế hoạch và Đầu tư
        BLĐTBXH Bộ Lao động - Thương binh và Xã hội
        BNG Bộ Ngoại giao
        BNNMT Bộ Nông nghiệp và Môi trường
        BNNPTNT Bộ Nông nghiệp và Phát triển nông thôn
        BNN Bộ Nông nghiệp và Phát triển nông thôn
        BNV Bộ Nội vụ
        BQP Bộ Quốc phòng
        BTC Bộ Tài chính
        BTNMT Bộ Tài nguyên và Môi trường
        BTP Bộ Tư pháp
        BTTTT Bộ Thông tin và Truyền thông
        BVHTTDL Bộ Văn hóa, Thể thao và Du lịch
        BXD Bộ Xây dựng
        BYT Bộ Y tế
        UBDT Ủy ban Dân tộc
        NHNN Ngân hàng Nhà nước Việt Nam
        TTCP Thanh tra Chính phủ
        KTNN Kiểm toán nhà nước
        TANDTC Tòa án nhân dân tối cao
        VKSNDTC Viện kiểm sát nhân dân tối cao
        MTTW Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam
        BHXHVN Bảo hiểm xã hội Việt Nam
        TCTK Tổng cục Thống kê
        TCT Tổng cục Thuế
        TLĐ Tổng Liên đoàn Lao động Việt Nam
        """,
    ),
    *_agencies(
        Level.PROVINCE,
        """
        TU {tinh_uy}
        ĐUTU Đảng ủy trực thuộc {tinh_uy}
        VPTU Văn phòng {tinh_uy}
        BTCTU Ban Tổ chức {tinh_uy}
        BTGTU Ban Tuyên giáo {tinh_uy}
        BTGDVTU Ban Tuyên giáo và Dân vận {tinh_uy}
        BDVTU Ban Dân vận {tinh_uy}
        BNCTU Ban Nội chính {tinh_uy}
        UBKTTU Ủy ban Kiểm tra {tinh_uy}
        SCT Sở Công Thương
        SDL Sở Du lịch
        SDTTG Sở Dân tộc và Tôn giáo
        SGDĐT Sở Giáo dục và Đào tạo
        SGD&ĐT Sở Giáo dục và Đào tạo
        SGD Sở Giáo dục và Đào tạo
        SGTVT Sở Giao thông vận tải
        SKHCN Sở Khoa học và Công nghệ
        SKH&CN Sở Khoa học và Công nghệ
        SKHĐT Sở Kế hoạch và Đầu tư
        SKH&ĐT Sở Kế hoạch và Đầu tư
        SLĐTBXH Sở Lao động - Thương binh và Xã hội
        SNgV Sở Ngoại vụ
        SNN Sở Nông nghiệp và Phát triển nông thôn
        SNNMT Sở Nông nghiệp và Môi trường
        SNN&MT Sở Nông nghiệp và Môi trường
        SNNPTNT Sở Nông nghiệp và Phát triển nông thôn
        SNV Sở Nội vụ
        SQHKT Sở Quy hoạch - Kiến trúc
        STC Sở Tài chính
        STNMT Sở Tài nguyên và Môi trường
        STP Sở Tư pháp
        STTTT Sở Thông tin và Truyền thông
        SVHTT Sở Văn hóa và Thể thao
        SVHTTDL Sở Văn hóa, Thể thao và Du lịch
        SXD Sở Xây dựng
        SYT Sở Y tế
        VPUB Văn phòng UBND {tinh}
        VPUBND Văn phòng UBND {tinh}
        VPĐĐBQH Văn phòng Đoàn đại biểu Quốc hội và HĐND {tinh}
        ĐĐBQH Đoàn đại biểu Quốc hội {tinh}
        BDT Ban Dân tộc {tinh}
        BQLKKT Ban Quản lý khu kinh tế {tinh}
        BQLKCN Ban Quản lý các khu công nghiệp {tinh}
        TTT Thanh tra {tinh}
        TTTP Thanh tra {tinh}
        CAT Công an {tinh}
        CATP Công an {tinh}
        BCHQST Bộ Chỉ huy quân sự {tinh}
        CCKL Chi cục Kiểm lâm
        CCTHADS Cục Thi hành án dân sự {tinh}
        CTHADS Cục Thi hành án dân sự {tinh}
        CTK Cục Thống kê {tinh}
        VPĐK Văn phòng Đăng ký đất đai
        CNVPĐK Chi nhánh Văn phòng Đăng ký đất đai
        TTPVHCCT Trung tâm Phục vụ hành chính công {tinh}
        """,
    ),
    *_agencies(
        Level.DISTRICT,
        """
        HU Huyện ủy
        QU Quận ủy
        ThU Thị ủy
        PNV Phòng Nội vụ huyện
        PTP Phòng Tư pháp huyện
        PTCKH Phòng Tài chính - Kế hoạch huyện
        PGDĐT Phòng Giáo dục và Đào tạo huyện
        PGD&ĐT Phòng Giáo dục và Đào tạo huyện
        PVHTT Phòng Văn hóa và Thông tin huyện
        PLĐTBXH Phòng Lao động - Thương binh và Xã hội huyện
        PTNMT Phòng Tài nguyên và Môi trường huyện
        PYT Phòng Y tế huyện
        """,
    ),
    *_agencies(
        Level.COMMUNE,
        """
        ĐU Đảng ủy {xa}
        UBKTĐU Ủy ban Kiểm tra Đảng ủy {xa}
        VPĐU Văn phòng Đảng ủy {xa}
        BXDĐ Ban Xây dựng Đảng, Đảng ủy {xa}
        VP Văn phòng HĐND và UBND {xa}
        PKT Phòng Kinh tế {xa}
        KT Phòng Kinh tế {xa}
        PKTHTĐT Phòng Kinh tế, Hạ tầng và Đô thị {xa}
        KTHTĐT Phòng Kinh tế, Hạ tầng và Đô thị {xa}
        PVHXH Phòng Văn hóa - Xã hội {xa}
        VHXH Phòng Văn hóa - Xã hội {xa}
        VH-XH Phòng Văn hóa - Xã hội {xa}
        TTPVHCC Trung tâm Phục vụ hành chính công {xa}
        TTHCC Trung tâm Phục vụ hành chính công {xa}
        PVHCC Trung tâm Phục vụ hành chính công {xa}
        TTDVTH Trung tâm Dịch vụ tổng hợp {xa}
        CAX Công an {xa}
        CAP Công an {xa}
        CAĐK Công an {xa}
        BCHQSX Ban Chỉ huy quân sự {xa}
        """,
    ),
    *_agencies(
        None,
        """
        UBND Ủy ban nhân dân
        HĐND Hội đồng nhân dân
        TTHĐND Thường trực Hội đồng nhân dân
        BCĐ Ban Chỉ đạo
        UBMTTQ Ủy ban Mặt trận Tổ quốc Việt Nam
        MTTQ Ủy ban Mặt trận Tổ quốc Việt Nam
        BCHQS Ban Chỉ huy quân sự
        BHXH Bảo hiểm xã hội
        KBNN Kho bạc Nhà nước
        TAND Tòa án nhân dân
        VKSND Viện kiểm sát nhân dân
        HPN Hội Liên hiệp Phụ nữ
        HND Hội Nông dân
        HCCB Hội Cựu chiến binh
        ĐTN Đoàn Thanh niên Cộng sản Hồ Chí Minh
        LĐLĐ Liên đoàn Lao động
        TT Trung tâm
        """,
    ),
)

PARTY_ENDINGS: tuple[tuple[str, Level], ...] = (
    ("TW", Level.CENTRAL), ("TU", Level.PROVINCE), ("HU", Level.DISTRICT), ("DU", Level.COMMUNE),
)  # fmt: skip
"""How the abbreviation of a Party body ends, with its level: UBKTTW, BTGTU, VPĐU."""
PROVINCE_UNITS = frozenset(
    ("NC", "TH", "KGVX", "VX", "KTTH", "KTN", "KSTT", "TKBT", "XDNĐ", "ĐT", "NNTN",
     "HCTC", "KGVX1", "NLN", "CNXD", "ĐTXD", "KTTC", "GTCNXD")
)  # fmt: skip
"""Divisions of a provincial office as the symbols of UBND tỉnh name them; none of them is a room of a commune."""
COMMUNE_UNITS = frozenset(
    ("VP", "VHXH", "VH-XH", "KTHT", "KTHTĐT", "PVHCC", "TTPVHCC", "VPHĐND", "ĐC", "TP", "ĐCXD",
     "LĐTBXH", "CA", "QS", "TCKT", "VHTT")
)  # fmt: skip
"""Rooms and posts of a commune as the symbols of UBND xã name them."""


@lru_cache(maxsize=4096)  # an office has a few dozen, and every record is compared by its own
def code_key(code: str | None) -> str:
    """Return the abbreviation without case and without the bar of Đ, as it is compared; numbers of a term left out
    (QH15).
    """
    plain = (code or "").upper().replace("Ð", "Đ").replace("Đ", "D")
    return re.sub(r"^(QH|UBTVQH)(?:[IVX]+|\d+)$", r"\1", plain)


@cache
def _by_code() -> dict[str, Agency]:
    return {code_key(agency.code): agency for agency in AGENCIES}


def agency_of(code: str | None, *, party: bool = False) -> Agency | None:
    """Return the agency an abbreviation stands for, also one that only its beginning or end tells; None for an unknown
    one.

    Without a name of its own the agency's name is empty: SBCVT is some department of a province.
    """
    key = code_key(code)
    if not key:
        return None
    if found := _by_code().get(key):
        return found
    for ending, level in PARTY_ENDINGS:
        if party and key.endswith(ending):
            return Agency(code or "", "", level)
    if re.fullmatch(r"S[A-Z&]{2,}", key) and not party:
        return Agency(code or "", "", Level.PROVINCE)
    return None
