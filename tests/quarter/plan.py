"""A quarter of a new ward, written by hand: what a clerk has on the desk, and what must come out.

Nothing here is worked out from the program: issuers, directions and totals were written down beside the papers.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

TODAY = date(2026, 9, 17)
OFFICE = "UBND phường Đồng Sậy"
PROVINCE = "tỉnh Thanh Giang"
CENTRE = "Trung tâm Phục vụ hành chính công phường Đồng Sậy"
COUNCIL = "HĐND phường Đồng Sậy"
CHAIRMAN, DEPUTY = "Lưu Bích Hạnh", "Ngô Đức Thịnh"

LAST = {"Sổ công văn": 111, "Sổ quyết định": 39, "Sổ kế hoạch, báo cáo, thông báo và các loại khác": 60}
"""The numbers that the ward's books had reached before."""


class Paper(NamedTuple):
    """One document: what is typed, then what must be known of it afterwards."""

    symbol: str
    day: str
    subject: str
    issuer: str
    direction: str
    kind: str
    said: bool = False
    """Whether the symbol alone leaves it open whose it is, so that the clerk says so."""


def _own(symbol: str, day: str, subject: str, kind: str, issuer: str = OFFICE, *, said: bool = False) -> Paper:
    return Paper(symbol, day, subject, issuer, "outgoing", kind, said)


PAPERS = (
    _own("61/KH-UBND", "17/6/2026", "tuyên truyền cải cách hành chính quý III năm 2026", "ke-hoach"),
    _own("112/UBND-VP", "19/6/2026", "phân công cán bộ trực hệ thống một cửa", "cong-van"),
    _own("113/UBND-VHXH", "22/6/2026", "đẩy mạnh tin, bài về dịch vụ công trực tuyến", "cong-van"),
    _own("40/QĐ-UBND", "24/6/2026", "thành lập Tổ công tác chuyển đổi số", "quyet-dinh"),
    _own("05/TTPVHCC", "26/6/2026", "hướng dẫn nộp hồ sơ hộ tịch trực tuyến", "cong-van", CENTRE),
    Paper("1480/SNV-CCHC", "29/6/2026", "khắc phục tồn tại sau kiểm tra", "Sở Nội vụ", "incoming", "cong-van"),
    _own("118/UBND-VP", "03/7/2026", "khắc phục tồn tại sau kiểm tra cải cách hành chính", "cong-van"),
    _own("63/KH-UBND", "06/7/2026", "hỗ trợ người cao tuổi nộp hồ sơ trực tuyến", "ke-hoach"),
    Paper("20-NQ/ĐU", "08/7/2026", "lãnh đạo đẩy mạnh cải cách hành chính", "Đảng ủy phường Đồng Sậy", "incoming",
          "nghi-quyet"),
    _own("09/NQ-HĐND", "14/7/2026", "chương trình giám sát cải cách hành chính", "nghi-quyet", COUNCIL, said=True),
    _own("121/UBND-VP", "16/7/2026", "chấn chỉnh giờ giấc làm việc", "cong-van"),
    _own("64/TB-UBND", "20/7/2026", "lịch tiếp công dân quý III năm 2026", "thong-bao"),
    Paper("1322/QĐ-TTg", "22/7/2026", "phê duyệt kế hoạch chuyển đổi số", "Thủ tướng Chính phủ", "incoming",
          "quyet-dinh"),
    _own("125/UBND-VHXH", "24/7/2026", "tuyên truyền thanh toán trực tuyến", "cong-van"),
    _own("44/QĐ-UBND", "29/7/2026", "công nhận sáng kiến cải cách hành chính", "quyet-dinh"),
    _own("07/KH-TTPVHCC", "31/7/2026", "tiếp nhận hồ sơ vào sáng thứ Bảy", "ke-hoach", CENTRE),
    Paper("841/STP-HCTP", "04/8/2026", "cấp bản sao trích lục hộ tịch trực tuyến", "Sở Tư pháp", "incoming",
          "cong-van"),
    _own("131/UBND-VP", "06/8/2026", "xử lý phản ánh, kiến nghị của người dân", "cong-van"),
    _own("66/KH-UBND", "11/8/2026", "khảo sát mức độ hài lòng của người dân", "ke-hoach"),
    Paper("3018/UBND-KSTT", "13/8/2026", "rà soát hồ sơ quá hạn", "UBND tỉnh Thanh Giang", "incoming", "cong-van",
          said=True),
    _own("134/UBND-VP", "18/8/2026", "rà soát hồ sơ quá hạn", "cong-van"),
    _own("46/QĐ-UBND", "20/8/2026", "kiện toàn Tổ công nghệ số cộng đồng", "quyet-dinh"),
    _own("137/UBND-VHXH", "27/8/2026", "phát động cuộc thi tìm hiểu dịch vụ công trực tuyến", "cong-van"),
    _own("09/TTPVHCC", "03/9/2026", "phối hợp xử lý hồ sơ đất đai sắp đến hạn", "cong-van", CENTRE),
    _own("140/UBND-VP", "10/9/2026", "cung cấp số liệu báo cáo quý III năm 2026", "cong-van"),
)  # fmt: skip
"""Twenty of the office's own bodies, five of others."""


class Count(NamedTuple):
    """One number of one measure in one period."""

    channel: str
    measure: str
    period: str
    typed: str


MONTHS = ("2026-07", "2026-08", "2026-09")


def _by_month(channel: str, measure: str, *typed: str) -> tuple[Count, ...]:
    return tuple(Count(channel, measure, month, number) for month, number in zip(MONTHS, typed, strict=True))


COUNTS = (
    *_by_month("truyen-thanh", "tin-bai", "6", "7", "9"),
    *_by_month("truyen-thanh", "luot-phat-song", "24", "28", "36"),
    *_by_month("trang-tin", "tin-bai", "11", "12", "14"),
    *_by_month("mang-xa-hoi", "bai-dang", "8", "9", "10"),
    *_by_month("mot-cua", "luot-huong-dan", "610", "trên 600", "655"),
    Count("truc-quan", "to-roi", "2026-quy-3", "1.200"),
    Count("hoi-hop", "hoi-nghi", "2026-quy-3", "2"),
)
"""Seventeen: five measures by month, two for the whole quarter."""

TOLD = ("22 bài", "88 lượt phát sóng", "37 tin bài", "27 bài đăng", "trên 1.865 lượt", "1.200 tờ", "2 cuộc")
"""What the report must say of them: 6 + 7 + 9, 24 + 28 + 36, 11 + 12 + 14, 8 + 9 + 10, 610 + trên 600 + 655."""


class Task(NamedTuple):
    """One row of the table of tasks."""

    task: str
    product: str
    evaluation: str


TASKS = (
    Task("Ban hành kế hoạch tuyên truyền quý III", "Kế hoạch số 61/KH-UBND", "Đạt"),
    Task("Phân công cán bộ trực hệ thống một cửa", "Công văn số 112/UBND-VP", "Đạt"),
    Task("Đăng tin, bài về dịch vụ công trực tuyến", "37 tin bài", "Đạt"),
    Task("Thành lập Tổ công tác chuyển đổi số", "Quyết định số 40/QĐ-UBND", "Đạt"),
    Task("Hướng dẫn nộp hồ sơ hộ tịch trực tuyến", "Công văn số 05/TTPVHCC", "Đạt"),
    Task("Khắc phục tồn tại sau kiểm tra", "Công văn số 118/UBND-VP", "Đạt"),
    Task("Hỗ trợ người cao tuổi nộp hồ sơ", "9 buổi hỗ trợ", "Đạt"),
    Task("Tiếp nhận hồ sơ vào sáng thứ Bảy", "Kế hoạch số 07/KH-TTPVHCC", "Đạt"),
    Task("Tuyên truyền thanh toán trực tuyến", "1.200 tờ rơi", "Đạt"),
    Task("Khảo sát mức độ hài lòng", "Phiếu khảo sát", "Chưa đạt"),
    Task("Phát động cuộc thi tìm hiểu dịch vụ công", "Công văn số 137/UBND-VHXH", "Đạt"),
    Task("Giải quyết hồ sơ đất đai đúng hạn", "Báo cáo của Trung tâm", "Chưa đạt"),
)  # fmt: skip
"""Twelve, ten of them done."""

REPORT = "2026-quy-3-tuyen-truyen"
NEXT = "2026-quy-4-tuyen-truyen"
TABLE = "2026-tuyen-truyen"


class Prose(NamedTuple):
    """What the clerk writes under one heading of the outline."""

    heading: str
    reminder: str
    words: str


FILLED = (
    Prose("Nội dung, hình thức tuyên truyền",
          "{# Nội dung đã tuyên truyền; lồng ghép trong hội nghị, sinh hoạt; tuyên truyền trực quan; "
          "tại Bộ phận Một cửa. #}",
          "Tuyên truyền dịch vụ công trực tuyến, thanh toán trực tuyến tại khu phố và tại nơi tiếp nhận hồ sơ."),
    Prose("Ưu điểm",
          "{# Những việc làm được, có số liệu hoặc tài liệu kiểm chứng. #}",
          "Tin, bài đăng đều hằng tháng; người dân được hướng dẫn tận nơi."),
    Prose("Tồn tại, hạn chế",
          "{# Việc chưa làm được và vì sao. #}",
          "Việc khảo sát mức độ hài lòng chưa xong do thiếu người."),
    Prose("ĐỀ XUẤT, KIẾN NGHỊ",
          "{# Đề xuất với cơ quan cấp trên. #}",
          "Đề nghị tổ chức tập huấn kỹ năng viết tin, bài cho công chức phường."),
)  # fmt: skip
