"""An office small enough to read at a glance, and reports of it with one interesting difference each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import Channel, Evaluation, Measure, OfficeSettings, RegimeTable, Signatory
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.records.yearbook import Yearbook, make_yearbook
from cchc_tui.report import compose_report

SOURCE = "reports/2023-nam/body.md"

OFFICE = OfficeSettings(
    short_name="UBND xã Hà Kỳ",
    full_name="Ủy ban nhân dân xã Hà Kỳ",
    letterhead=("ỦY BAN NHÂN DÂN", "XÃ HÀ KỲ"),
    place="Hà Kỳ",
    regime="chung",
    signatories=(Signatory(name="Vũ Văn Khanh", signing=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),),
    channels=(Channel(code="truyen-thanh", label="Đài truyền thanh"), Channel(code="mot-cua", label="Bộ phận Một cửa")),
    measures=(
        Measure(channel="truyen-thanh", code="tin-bai", label="tin, bài xây dựng", unit="bài"),
        Measure(channel="truyen-thanh", code="luot-phat-song", label="lượt phát sóng", unit="lượt"),
        Measure(channel="mot-cua", code="luot-huong-dan", label="lượt hướng dẫn", unit="lượt"),
    ),
    evaluations=(Evaluation(code="met", label="Đạt", met=True), Evaluation(code="not_met", label="Không đạt")),
    regimes=(
        RegimeTable(code="chung", name="Chế độ chung", closing_day=14),
        RegimeTable(
            code="cchc",
            name="Chế độ báo cáo CCHC",
            closing_day=14,
            periods=("quy-1", "6-thang", "quy-3", "nam"),
            cumulative=("6-thang", "nam"),
            due_day=20,
        ),
    ),
)


def directive(symbol: str | None, day: str, subject: str = "chấn chỉnh tiếp nhận TTHC", **more: object) -> Directive:
    values: dict[str, object] = {"id": symbol or day, "direction": OUTGOING, "kind": "cong-van"} | more
    values |= {"symbol": symbol, "issued_on": date.fromisoformat(day), "subject": subject}
    if values["direction"] != INCOMING:
        values.setdefault("issuer", "UBND xã Hà Kỳ")
    return Directive(**values)  # type: ignore[arg-type]


def count(measure: str, value: int, period: str = "2023-nam", qualifier: str = "exact", **more: str) -> MediaCount:
    channel = more.get("channel", "truyen-thanh")
    return MediaCount(
        id=f"{measure}{period}", channel=channel, measure=measure, value=value, period=period, qualifier=qualifier
    )


def task(position: int, text: str, *products: str, **more: str) -> ChecklistItem:
    return ChecklistItem(
        id=f"v{position}", checklist="2023-tuyen-truyen", position=position, task=text, products=products, **more
    )


def sheet(**more: object) -> ReportSheet:
    values: dict[str, object] = {
        "slug": "2023-nam",
        "kind": "bao-cao",
        "period": "2023-nam",
        "symbol": "BC-UBND",
        "dated_on": date(2023, 12, 22),
        "subject": "Kết quả tuyên truyền cải cách hành chính năm 2023",
        "addressees": ("UBND huyện",),
        "recipients": ("Như trên", "Lưu: VT, VP"),
        "checklist": "2023-tuyen-truyen",
    }
    return ReportSheet(**(values | more))  # type: ignore[arg-type]


def yearbook(
    *facts: Directive | MediaCount | ChecklistItem, period: str = "2023-nam", office: OfficeSettings = OFFICE
) -> Yearbook:
    wanted = parse_period(period)
    assert wanted is not None
    return make_yearbook(
        office,
        wanted,
        _of(Directive, facts),
        _of(MediaCount, facts),
        _of(ChecklistItem, facts),
        regime=office.regime,
    )


def _of(cls: type, facts: Iterable[object]) -> list:  # type: ignore[type-arg]
    return [fact for fact in facts if isinstance(fact, cls)]


def printed(
    body: str,
    *facts: Directive | MediaCount | ChecklistItem,
    previous: Yearbook | None = None,
    register: Iterable[Directive] = (),
    draft: bool = False,
    templates: Path | None = None,
    office: OfficeSettings = OFFICE,
) -> str:
    """What the prose comes out as, without head and appendix."""
    text = compose_report(
        sheet(),
        yearbook(*facts, office=office),
        body,
        source=SOURCE,
        templates=templates,
        draft=draft,
        previous=previous,
        register=tuple(register),
    )
    return text.split("\n---\n\n", 1)[1].split("\n\n::: {.phu-luc", 1)[0].rstrip("\n")
