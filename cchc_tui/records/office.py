"""The office: its names, lists of words, people who sign, and the regimes it reports under."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from cchc_tui.language.text import fold
from cchc_tui.records.fields import Choice, Entity, Field, FieldType, Record, entry
from cchc_tui.records.kind import KINDS
from cchc_tui.records.period import GENERAL_REGIME, Period, Regime, Window, parse_period

if TYPE_CHECKING:
    from decimal import Decimal


class Channel(Entity):
    """Where pieces appear: truyền thanh, trang thông tin điện tử, bộ phận một cửa."""

    code: str | None = entry("Mã kênh", FieldType.LINE, required=True)
    label: str | None = entry("Tên kênh", FieldType.LINE, required=True)


class Measure(Entity):
    """What is counted on a channel, with its unit."""

    channel: str | None = entry("Mã kênh", FieldType.LINE, required=True)
    code: str | None = entry("Mã chỉ tiêu", FieldType.LINE, required=True)
    label: str | None = entry("Tên chỉ tiêu", FieldType.LINE, required=True)
    unit: str | None = entry("Đơn vị tính", FieldType.LINE)
    places: int | None = entry("Số chữ số sau dấu phẩy", FieldType.INTEGER, help="Để trống: chỉ nhận số nguyên.")


class MeasureTarget(Entity):
    """What a measure must reach in a year."""

    measure: str | None = entry("Kênh và chỉ tiêu", FieldType.LINE, required=True, help="truyen-thanh.tin-bai")
    year: int | None = entry("Năm", FieldType.INTEGER, required=True)
    at_least: int | Decimal | None = entry("Ít nhất", FieldType.NUMBER)
    at_most: int | Decimal | None = entry("Nhiều nhất", FieldType.NUMBER)


class Evaluation(Entity):
    """One of the office's words for how a task was done."""

    code: str | None = entry("Mã đánh giá", FieldType.LINE, required=True)
    label: str | None = entry("Chữ trong báo cáo", FieldType.LINE, required=True)
    met: bool = entry("Là hoàn thành", FieldType.FLAG)


class Issuer(Entity):
    """A body of the office that issues documents of its own: own seal, own letterhead, own number series."""

    code: str | None = entry("Chữ viết tắt trong ký hiệu", FieldType.LINE, required=True)
    name: str | None = entry("Tên, viết gọn", FieldType.LINE, required=True)
    full_name: str | None = entry("Tên đầy đủ", FieldType.LINE)
    superior: str | None = entry("Cơ quan chủ quản (dòng trên đầu văn bản)", FieldType.LINE)
    letterhead: tuple[str, ...] = entry("Tên ở đầu văn bản, từng dòng", FieldType.LINES)
    from_on: date | None = entry("Từ ngày", FieldType.DATE, help="Đổi tên: thêm dòng cùng chữ viết tắt, ngày nối nhau.")
    to_on: date | None = entry("Đến hết ngày", FieldType.DATE)

    def serves(self, day: date | None) -> bool:
        """Return whether it stands on that day; without a day, whether it has not ended."""
        return _holds(self.from_on, self.to_on, day)


def _holds(from_on: date | None, to_on: date | None, day: date | None) -> bool:
    if day is None:
        return to_on is None
    return (from_on is None or from_on <= day) and (to_on is None or day <= to_on)


class Predecessor(Entity):
    """A commune that was joined into this one: its documents and reports keep their old name."""

    name: str | None = entry("Tên cơ quan, viết gọn", FieldType.LINE, required=True)
    full_name: str | None = entry("Tên cơ quan đầy đủ", FieldType.LINE)
    commune_code: str | None = entry("Mã đơn vị hành chính cấp xã", FieldType.LINE)
    to_on: date | None = entry("Đến hết ngày", FieldType.DATE)
    taken_on: date | None = entry("Ngày nhận hồ sơ", FieldType.DATE)
    superior: str | None = entry("Cơ quan chủ quản (dòng trên đầu văn bản)", FieldType.LINE)
    letterhead: tuple[str, ...] = entry("Tên ở đầu văn bản, từng dòng", FieldType.LINES)
    place: str | None = entry("Địa danh", FieldType.LINE)


class Signatory(Entity):
    """A person who signs, with the stack of lines above the name, and the term in which that is so."""

    name: str | None = entry("Họ tên", FieldType.LINE, required=True)
    signing: tuple[str, ...] = entry("Quyền hạn, chức vụ", FieldType.LINES)
    issuer: str | None = entry("Ký cho nơi ban hành (chữ viết tắt)", FieldType.LINE)
    from_on: date | None = entry("Từ ngày", FieldType.DATE)
    to_on: date | None = entry("Đến hết ngày", FieldType.DATE)

    def serves(self, day: date | None) -> bool:
        """Return whether the term holds that day; without a day, whether it has not ended."""
        return _holds(self.from_on, self.to_on, day)


@lru_cache(maxsize=256)  # every document of a year is asked which series it is in
def _kind_slugs(words: tuple[str, ...]) -> frozenset[str]:
    """Return kinds written as names or slugs, as slugs."""
    return frozenset(fold(word).replace(" ", "-") for word in words)


class Series(Entity):
    """A number series: which kinds are numbered together (NĐ 30/2020, Điều 15.1.c)."""

    name: str | None = entry("Tên sổ", FieldType.LINE, required=True)
    kinds: tuple[str, ...] = entry("Các loại văn bản cùng sổ", FieldType.LINES)
    issuer: str | None = entry("Của nơi ban hành (chữ viết tắt)", FieldType.LINE)
    last_number: int | None = entry("Số cuối đã cấp trước khi dùng chương trình", FieldType.INTEGER)
    last_year: int | None = entry("Năm của số ấy", FieldType.INTEGER)

    def holds(self, kind: str | None) -> bool:
        """Return whether documents of that kind are numbered in this series; kinds may be written as names or slugs."""
        return bool(kind) and kind in _kind_slugs(tuple(self.kinds))


class RegimeTable(Entity):
    """A reporting regime as `office.toml` writes it."""

    code: str | None = entry("Mã chế độ", FieldType.LINE, required=True)
    name: str | None = entry("Tên chế độ", FieldType.LINE, required=True)
    closing_day: int | None = entry("Ngày chốt trong tháng cuối kỳ", FieldType.INTEGER, required=True)
    periods: tuple[str, ...] = entry("Các kỳ phải báo cáo", FieldType.LINES)
    cumulative: tuple[str, ...] | None = entry("Các kỳ cộng dồn từ đầu năm", FieldType.LINES, default=None)
    """Not written: as NĐ 09/2019 has it. An empty list: none is."""
    due_day: int | None = entry("Ngày phải gửi trong tháng cuối kỳ", FieldType.INTEGER)


class Obligation(Entity):
    """A report the office owes again and again; `cchc_tui.records.owed` tells its days."""

    code: str | None = entry("Mã", FieldType.LINE, required=True)
    name: str | None = entry("Tên báo cáo", FieldType.LINE, required=True)
    periods: tuple[str, ...] = entry(
        "Các kỳ", FieldType.LINES, help="thang, quy-1 … quy-4, 6-thang, 9-thang, nam, tuan."
    )
    deadline: str | None = entry(
        "Hạn gửi", FieldType.LINE, required=True, help="ngày 20; 2 ngày làm việc sau ngày chốt."
    )
    regime: str | None = entry("Chế độ báo cáo", FieldType.CHOICE, choices_from="regimes")
    window: str | None = entry("Từ ngày..đến ngày", FieldType.PERIOD, help="Chỉ cho báo cáo một lần.")
    recipient: str | None = entry("Nơi nhận", FieldType.LINE)
    outline: str | None = entry("Đề cương", FieldType.LINE)
    forms: tuple[str, ...] = entry("Biểu kèm theo", FieldType.LINES)
    issuer: str | None = entry("Đơn vị ban hành", FieldType.LINE)
    owner: str | None = entry("Người, đơn vị lập", FieldType.LINE)
    system: str | None = entry("Hệ thống phải nhập", FieldType.LINE)
    from_on: date | None = entry("Áp dụng từ ngày", FieldType.DATE)
    to_on: date | None = entry("Áp dụng đến ngày", FieldType.DATE)


class InstalledPack(Entity):
    """What a province published and this office installed; the program keeps it, `cchc_tui.records.pack`."""

    code: str | None = entry("Mã gói", FieldType.LINE, required=True)
    name: str | None = entry("Tên gói", FieldType.LINE)
    version: str | None = entry("Bản", FieldType.LINE)
    source: str | None = entry("Lấy từ", FieldType.LINE)
    revision: str | None = entry("Lần lưu ở nơi ấy", FieldType.LINE)
    applied_on: date | None = entry("Ngày ghi", FieldType.DATE)
    files: tuple[str, ...] = entry("Tệp mẫu của gói", FieldType.LINES)


OFF, WORKED = "nghi", "lam-bu"
"""The two kinds of a day that is not what the week says."""


class ExchangedDay(Entity):
    """A day off or a day worked instead, as the government decided for one year."""

    day: date | None = entry("Ngày", FieldType.DATE, required=True)
    kind: str | None = entry(
        "Nghỉ hay làm bù", FieldType.CHOICE, required=True, choices=(Choice(OFF, "nghỉ"), Choice(WORKED, "làm bù"))
    )
    note: str | None = entry("Theo văn bản", FieldType.LINE, help="Ghi đủ các ngày của năm theo quyết định.")


class WindowTable(Entity):
    """A window the office sets by itself for one period."""

    regime: str | None = entry("Mã chế độ", FieldType.LINE, required=True)
    period: str | None = entry("Kỳ", FieldType.PERIOD, required=True)
    window: str | None = entry("Từ ngày..đến ngày", FieldType.PERIOD, required=True)


UNITS = (Choice("xa", "xã"), Choice("phuong", "phường"), Choice("dac-khu", "đặc khu"))
"""The kinds of communes since 01/7/2025."""


class OfficeSettings(Record):
    """One commune office. Everything that differs from office to office is here, not in code."""

    name: ClassVar[str] = "cơ quan"

    unit: str | None = entry("Loại đơn vị hành chính", FieldType.CHOICE, choices=UNITS)

    short_name: str | None = entry("Tên cơ quan, viết gọn", FieldType.LINE, required=True)
    full_name: str | None = entry("Tên cơ quan đầy đủ", FieldType.LINE)
    province: str | None = entry("Tỉnh, thành phố", FieldType.LINE)
    commune_code: str | None = entry("Mã đơn vị hành chính cấp xã", FieldType.LINE)
    superior: str | None = entry("Cơ quan chủ quản (dòng trên đầu văn bản)", FieldType.LINE)
    letterhead: tuple[str, ...] = entry("Tên cơ quan ở đầu văn bản, từng dòng", FieldType.LINES)
    place: str | None = entry("Địa danh ghi trên văn bản", FieldType.LINE, required=True)
    regime: str | None = entry("Chế độ báo cáo thường dùng", FieldType.LINE)
    addressees: tuple[str, ...] = entry("Kính gửi thường dùng", FieldType.LINES)
    recipients: tuple[str, ...] = entry("Nơi nhận thường dùng", FieldType.LINES)
    two_tier_from: str | None = entry("Bỏ cấp huyện từ ngày", FieldType.LINE)
    issuers: tuple[Issuer, ...] = entry("Nơi ban hành khác của cơ quan", FieldType.TABLES, of=Issuer)
    predecessors: tuple[Predecessor, ...] = entry("Cơ quan trước khi sáp nhập", FieldType.TABLES, of=Predecessor)
    signatories: tuple[Signatory, ...] = entry("Người ký", FieldType.TABLES, of=Signatory)
    channels: tuple[Channel, ...] = entry("Kênh tuyên truyền", FieldType.TABLES, of=Channel)
    measures: tuple[Measure, ...] = entry("Chỉ tiêu thống kê", FieldType.TABLES, of=Measure)
    targets: tuple[MeasureTarget, ...] = entry("Mức phải đạt của chỉ tiêu", FieldType.TABLES, of=MeasureTarget)
    evaluations: tuple[Evaluation, ...] = entry("Mức đánh giá", FieldType.TABLES, of=Evaluation)
    regimes: tuple[RegimeTable, ...] = entry("Chế độ báo cáo", FieldType.TABLES, of=RegimeTable)
    obligations: tuple[Obligation, ...] = entry("Báo cáo phải nộp", FieldType.TABLES, of=Obligation)
    overview: tuple[str, ...] = entry(
        "Chỉ tiêu ở Tổng quan", FieldType.LINES, help="Cột của biểu: tthc-06.tiep-nhan, dvc-truc-tuyen.ty-le-dung-han."
    )
    windows: tuple[WindowTable, ...] = entry("Khoảng ngày riêng của kỳ", FieldType.TABLES, of=WindowTable)
    exchanged_days: tuple[ExchangedDay, ...] = entry("Ngày nghỉ, làm bù", FieldType.TABLES, of=ExchangedDay)
    series: tuple[Series, ...] = entry("Sổ đánh số văn bản", FieldType.TABLES, of=Series)
    packs: tuple[InstalledPack, ...] = entry("Gói của tỉnh", FieldType.TABLES, of=InstalledPack)

    @property
    def title(self) -> str:
        """The short name of the office."""
        return self.short_name or "cơ quan chưa đặt tên"

    @property
    def unit_word(self) -> str:
        """`xã`, `phường`, `đặc khu`: as the office says, else as its name does; "" where neither does."""
        named = next((choice.label for choice in UNITS if choice.code == self.unit), "")
        if named:
            return named
        words = f" {(self.short_name or self.full_name or '').casefold()} "
        return next((choice.label for choice in UNITS if f" {choice.label} " in words), "")

    @property
    def unit_title(self) -> str:
        """`phường Kỳ Lừa`: the unit with its name; as much of it as is known."""
        unit, name = self.unit_word, self.short_name or self.full_name or ""
        at = name.casefold().find(f"{unit} ")
        return f"{unit} {name[at + len(unit) :].strip()}" if unit and at >= 0 else unit

    def issuer_of(self, code: str | None) -> Issuer | None:
        """Return the issuer with that abbreviation besides the office itself; None for the office."""
        return next((issuer for issuer in self.issuers_on() if code and issuer.code == code), None)

    def issuers_on(self, day: date | None = None) -> tuple[Issuer, ...]:
        """Return one row for each abbreviation: the one that stands on that day, else the last one declared, for its
        papers are the office's whenever it ended.
        """
        chosen: dict[str, Issuer] = {}
        for issuer in sorted(self.issuers, key=lambda row: row.serves(day)):
            chosen[issuer.code or ""] = issuer
        return tuple(chosen.values())

    def predecessor_of(self, name: str | None) -> Predecessor | None:
        """Return the commune with that name that was joined into this one."""
        return next((row for row in self.predecessors if name and name in (row.name, row.full_name)), None)

    def signatories_on(self, day: date | None, issuer: str | None = None) -> tuple[Signatory, ...]:
        """Return those who sign for the office, or for one of its issuers, on that day."""
        return tuple(s for s in self.signatories if (s.issuer or None) == (issuer or None) and s.serves(day))

    def regime_of(self, code: str | None) -> Regime:
        """Return the regime with that code, else the office's usual one, else the general regime of NĐ 09/2019."""
        wanted = code or self.regime or GENERAL_REGIME.code
        for table in self.regimes:
            if table.code == wanted:
                return _regime(table, self.windows)
        return GENERAL_REGIME._replace(overrides=_overrides(GENERAL_REGIME.code, self.windows))

    def window_of(self, period: Period, regime: str | None = None) -> Window:
        """Return the days `period` counts under the regime with that code (None: the office's usual one)."""
        return self.regime_of(regime).window(period)

    def channel_label(self, code: str | None) -> str:
        """Return the channel's name, or its code where the office does not name it."""
        return next((c.label or "" for c in self.channels if c.code == code), code or "")

    def measure_of(self, channel: str | None, code: str | None) -> Measure | None:
        """Return the measure `code` of `channel`, or None."""
        return next((m for m in self.measures if m.channel == channel and m.code == code), None)

    def evaluation_label(self, code: str | None) -> str:
        """Return the word printed in the report; "" while unset."""
        return next((e.label or "" for e in self.evaluations if e.code == code), code or "")


def _overrides(regime: str | None, windows: tuple[WindowTable, ...]) -> tuple[tuple[str, Window], ...]:
    """Return the windows the office sets by itself for one regime, by period code."""
    found = []
    for row in windows:
        period, window = parse_period(row.period or ""), parse_period(row.window or "")
        if row.regime == regime and period and window and window.free:
            found.append((period.code, window.free))
    return tuple(found)


def _regime(table: RegimeTable, windows: tuple[WindowTable, ...]) -> Regime:
    return Regime(
        code=table.code or "",
        name=table.name or "",
        closing_day=table.closing_day or 31,
        periods=table.periods,
        cumulative=GENERAL_REGIME.cumulative if table.cumulative is None else table.cumulative,
        overrides=_overrides(table.code, windows),
    )


_KIND_CHOICES = tuple(Choice(k.slug, k.name) for k in KINDS)


def choices_of(field: Field, office: OfficeSettings, record: Entity | None = None) -> tuple[Choice, ...]:
    """Return the allowed codes of a CHOICE field with the office's words; measures follow the record's channel."""
    match field.choices_from:
        case "kinds":
            return _KIND_CHOICES
        case "channels":
            return tuple(Choice(c.code or "", c.label or "") for c in office.channels)
        case "measures":
            channel = getattr(record, "channel", None)
            chosen = [m for m in office.measures if channel is None or m.channel == channel]
            return tuple({m.code: Choice(m.code or "", m.label or "") for m in chosen}.values())
        case "evaluations":
            return tuple(Choice(e.code or "", e.label or "") for e in office.evaluations)
        case "regimes":
            return regimes_of(office)
        case _:
            return field.choices


def regimes_of(office: OfficeSettings) -> tuple[Choice, ...]:
    """Return the office's reporting regimes; the general one where it has written none."""
    named = tuple(Choice(r.code or "", r.name or "") for r in office.regimes)
    return named or (Choice(GENERAL_REGIME.code, GENERAL_REGIME.name),)


class Person(Entity):
    """A Unix account and whose it is."""

    account: str | None = entry("Tài khoản", FieldType.LINE, required=True)
    name: str | None = entry("Họ tên", FieldType.LINE, required=True)
    email: str | None = entry("Thư điện tử", FieldType.LINE)


class People(Record):
    """`people.toml`: who is behind each account."""

    name: ClassVar[str] = "danh sách người dùng"

    people: tuple[Person, ...] = entry("Người dùng", FieldType.TABLES, of=Person)
