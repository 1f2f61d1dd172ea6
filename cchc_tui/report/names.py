"""Every placeholder by name with its value now: one list for rendering, for the picker and for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cchc_tui.language.wording import (
    Qualifier,
    Quantity,
    apart,
    compare,
    format_date,
    format_number,
    format_percent,
    format_quantity,
)
from cchc_tui.records.figure_book import a_year_before
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.letterhead import issuing_body
from cchc_tui.records.office import Measure, OfficeSettings
from cchc_tui.records.period import Period, PeriodKind
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook

_UNITS = ("xã", "phường", "thị trấn", "đặc khu", "thành phố", "huyện", "tỉnh")

FUNCTIONS = (
    "van_ban", "van_ban_den", "so_van_ban", "so_van_ban_den", "so_sanh_van_ban", "so_sanh_van_ban_cung_ky",
    "cac_van_ban", "cac_van_ban_den",
    "vien_dan", "can_cu", "cac_nhiem_vu", "thong_ke", "bieu_do", "cac_so_lieu",
    "chi_tieu", "luy_ke", "ke_hoach", "ty_le", "so_sanh_chi_tieu", "bieu", "kiem_chung",
)  # fmt: skip
"""What the prose can call; `Sentences.functions` does the work."""

NOTHING_COUNTED = "chưa có số liệu"
"""What the picker shows, and a draft prints in brackets, for a measure nobody has counted in the window."""


@dataclass(frozen=True, slots=True)
class Name:
    """One placeholder. A value of None means: known, but nothing has been recorded for it."""

    path: str
    value: str | int | None
    meaning: str


def names_of(
    sheet: ReportSheet, yearbook: Yearbook, previous: Yearbook | None, year_before: Yearbook | None = None
) -> list[Name]:
    """Return every plain placeholder of this report; `previous` is what the period before saw, `year_before` what the
    same period saw a year before, None when unknown.
    """
    return [
        *_period_names(yearbook),
        *_count_names(yearbook, previous, year_before),
        *_task_names(yearbook),
        *_office_names(yearbook.office, sheet),
        *_sheet_names(sheet, yearbook),
    ]


def _period_names(yearbook: Yearbook) -> Iterator[Name]:
    period, window = yearbook.period, yearbook.window
    yield Name("ky.ten", period.name, "tên kỳ báo cáo")
    yield Name("ky.nam", str(period.year), "năm của kỳ báo cáo")
    yield Name("ky.tu_ngay", format_date(window.first), "ngày đầu tính số liệu")
    yield Name("ky.den_ngay", format_date(window.last), "ngày chốt số liệu")
    yield Name("ky.khoang", window.name, "khoảng ngày tính số liệu")
    yield Name("ky.thang_cuoi", format_date(window.last).partition("/")[2], "tháng chốt số liệu")
    yield Name("ky.truoc", period.previous.name, "kỳ cùng loại ngay trước, để so sánh")
    yield Name("ky.cung_ky", a_year_before(period).name, "kỳ này của năm trước, để so sánh cùng kỳ")
    yield Name("ky.sau", following_name(period), "kỳ tiếp theo, cho phần phương hướng")


def following_name(period: Period) -> str:
    """Return the period that tasks are set for: quý IV năm 2023 after quý III, 6 tháng cuối năm after 6 tháng đầu
    năm.
    """
    match period.kind:
        case PeriodKind.HALF:
            return f"6 tháng cuối năm {period.year}"
        case PeriodKind.NINE_MONTHS:
            return f"3 tháng cuối năm {period.year}"
        case PeriodKind.FIRST_MONTHS:
            return f"{12 - period.number} tháng cuối năm {period.year}"
        case PeriodKind.LAST_MONTHS:
            return f"năm {period.year + 1}"
        case PeriodKind.FREE:
            return "thời gian tới"
    last = 12 if period.kind is PeriodKind.MONTH else 4
    if period.number and period.number < last:
        return Period(period.kind, period.year, period.number + 1).name
    return Period(period.kind, period.year + 1, 1 if period.number else 0).name


def as_name(code: str | None) -> str:
    """Return a code of office.toml as part of a placeholder: truyen-thanh is truyen_thanh."""
    return (code or "").replace("-", "_").replace(".", "_")


@dataclass(frozen=True, slots=True)
class Figure:
    """What one measure comes to in words, now, in the period before and in the same period a year before, and how it
    changed since; None where nothing was counted, or a side of a comparison is not wholly recorded.
    """

    measure: Measure
    now: str | None
    before: str | None
    change: str | None
    year_before: str | None = None
    year_change: str | None = None

    @property
    def told(self) -> str:
        """`24 bài tuyên truyền`, `tờ rơi đã phát 300 tờ`: the unit is not said twice; "" where nothing was counted."""
        label, unit = self.measure.label or self.measure.code or "", self.measure.unit or ""
        if self.now is None:
            return ""
        if unit and f"{label} ".casefold().startswith(f"{unit} ".casefold()):
            return f"{self.now} {label}"
        return f"{label} {self.now} {unit}".rstrip()


def figures(yearbook: Yearbook, previous: Yearbook | None, year_before: Yearbook | None = None) -> Iterator[Figure]:
    """Yield one figure for each measure of the office, in the office's order."""
    for measure in yearbook.office.measures:
        asked = (measure.channel or "", measure.code or "")
        now = yearbook.total(*asked)
        before, change = _earlier(yearbook, previous, asked)
        year, year_change = _earlier(yearbook, year_before, asked)
        yield Figure(measure, format_quantity(now) if now else None, before, change, year, year_change)


def _earlier(book: Yearbook, earlier: Yearbook | None, asked: tuple[str, str]) -> tuple[str | None, str | None]:
    """Return what a measure came to earlier, and how it changed since; None for what was not wholly recorded."""
    now, then = book.whole_total(*asked), earlier.whole_total(*asked) if earlier else None
    return format_quantity(then) if then else None, compared(now, then) if now and then else None


def _count_names(yearbook: Yearbook, previous: Yearbook | None, year_before: Yearbook | None) -> Iterator[Name]:
    for figure in figures(yearbook, previous, year_before):
        path = f"{as_name(figure.measure.channel)}.{as_name(figure.measure.code)}"
        said = _said(figure.measure, yearbook.office)
        yield Name(f"so_lieu.{path}", figure.now, said)
        yield Name(f"so_lieu_truoc.{path}", figure.before, f"{said}, kỳ trước")
        yield Name(f"so_sanh.{path}", figure.change, f"{said}, tăng hay giảm so với kỳ trước")
        yield Name(f"so_lieu_cung_ky.{path}", figure.year_before, f"{said}, cùng kỳ năm trước")
        yield Name(f"so_sanh_cung_ky.{path}", figure.year_change, f"{said}, tăng hay giảm so với cùng kỳ năm trước")


def _said(measure: Measure, office: OfficeSettings) -> str:
    label = measure.label or measure.code or ""
    unit = f" ({measure.unit})" if measure.unit else ""
    return f"{office.channel_label(measure.channel)}: {label}{unit}"


def compared(now: Quantity, before: Quantity) -> str:
    """Return `tăng 12 (15,4%)`, `không thay đổi` for two exact counts; `giảm khoảng 3`, `tương đương` for others.

    A share is never computed from "trên 90": it would be more exact than what it is computed from.
    """
    if now.qualifier is before.qualifier is Qualifier.EXACT:
        return compare(now.value, before.value)
    if now.value == before.value:
        return "tương đương"
    return f"{'tăng' if now.value > before.value else 'giảm'} khoảng {format_number(apart(now.value, before.value))}"


def _task_names(yearbook: Yearbook) -> Iterator[Name]:
    met = {e.code for e in yearbook.office.evaluations if e.met}
    items = yearbook.checklist
    done = sum(1 for item in items if item.evaluation in met)
    unset = sum(1 for item in items if not item.evaluation)
    yield Name("nhiem_vu.tong_so", len(items), "số nhiệm vụ trong bảng ở phụ lục")
    yield Name("nhiem_vu.so_dat", done, "số nhiệm vụ được đánh giá là đạt")
    yield Name("nhiem_vu.so_chua_dat", len(items) - done - unset, "số nhiệm vụ được đánh giá là chưa đạt, không đạt")
    yield Name("nhiem_vu.so_chua_danh_gia", unset, "số nhiệm vụ chưa đánh giá")
    yield Name("nhiem_vu.ty_le_dat", format_percent(done, len(items)) or None, "tỷ lệ nhiệm vụ đạt")


def _office_names(office: OfficeSettings, sheet: ReportSheet) -> Iterator[Name]:
    if joined := office.predecessor_of(sheet.predecessor):
        office = office.change(
            short_name=joined.name, full_name=joined.full_name or joined.name, place=joined.place or office.place
        )
    yield Name("co_quan.ten", office.short_name, "tên cơ quan, viết gọn")
    yield Name("co_quan.ten_day_du", office.full_name or office.short_name, "tên cơ quan đầy đủ")
    yield Name("co_quan.goi_tat", name_without_place(office), "tên cơ quan không kèm địa danh, dùng trong câu")
    yield Name("co_quan.don_vi", office.unit_word or None, "chữ xã, phường hoặc đặc khu")
    yield Name("co_quan.dia_danh", office.place, "địa danh")
    yield Name("co_quan.tinh", office.province, "tỉnh, thành phố")
    body = issuing_body(office, sheet.symbol, sheet.dated_on, predecessor=sheet.predecessor)
    yield Name("noi_ban_hanh.ten", body.name or None, "nơi ban hành báo cáo này theo ký hiệu, viết gọn")
    yield Name("noi_ban_hanh.ten_day_du", body.full_name or None, "nơi ban hành báo cáo này theo ký hiệu, tên đầy đủ")


def name_without_place(office: OfficeSettings) -> str:
    """Return `UBND xã` of `UBND xã Hà Kỳ`, `UBND phường` of `UBND Phường 1`: how an office names itself in its own
    report.
    """
    name, place = office.short_name or "", office.place or ""
    if not place or not name.lower().endswith(place.lower()):
        return name
    # Units named by a number or a person carry the unit's word in the place itself (NĐ 30/2020, Phụ lục II, III.1).
    unit = next((word for word in _UNITS if place.lower().startswith(f"{word} ")), "")
    return f"{name[: -len(place)].rstrip()} {unit}".strip() or name


def _sheet_names(sheet: ReportSheet, yearbook: Yearbook) -> Iterator[Name]:
    kind = KIND_BY_SLUG.get(sheet.kind or "")
    yield Name("bao_cao.ten_loai", kind.name if kind else None, "tên loại của báo cáo này")
    yield Name("bao_cao.trich_yeu", sheet.subject, "trích yếu của báo cáo này")
    yield Name("bao_cao.ngay", format_date(sheet.dated_on) if sheet.dated_on else None, "ngày ký báo cáo này")
    yield Name("bao_cao.phu_luc", sheet.appendix_title, "tên phụ lục")
    yield Name("bao_cao.che_do", yearbook.office.regime_of(yearbook.regime).name, "chế độ báo cáo")
