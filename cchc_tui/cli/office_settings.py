"""`office`: what is known of the office, what is missing, and the way to say it without an editor."""

from __future__ import annotations

from typing import Any

import click

from cchc_tui.cli.office_options import OFFICE_OPTIONS, simple_values, table_values
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice
from cchc_tui.cli.tables import pairs
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.language.wording import format_date
from cchc_tui.records.office import OFF, WORKED, Issuer, OfficeSettings, Predecessor, Signatory
from cchc_tui.records.office_names import completed_settings

_KINDS = {OFF: "nghỉ", WORKED: "làm bù"}


class OfficeCommand(click.Command):
    """`office` with the options of `init`."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the declared parameters, those of the office, and last the one for help."""
        *declared, for_help = super().get_params(ctx)
        return [*declared, *OFFICE_OPTIONS, for_help]


@click.command(
    cls=OfficeCommand,
    options_metavar=OPTIONS_WORD,
    short_help="Xem, ghi tên cơ quan, người ký, sổ đánh số.",
    help="Xem những gì đã khai về cơ quan và còn thiếu gì. Nêu tùy chọn nào thì ghi mục ấy vào office.toml.",
)
@click.pass_obj
def show_office(session: Session, /, **typed: Any) -> int:
    """Show the settings, or change what the options name."""
    office = session.open()
    before = office.settings
    values = {**simple_values(typed), **table_values(before, typed, today=office.today)}
    if values:
        session.demand_writable()
        office.records.save_settings(completed_settings(before, values))
        print_notice("Đã ghi vào office.toml.")
    for line in pairs(_told(office.settings)):
        print_data(line)
    for missing in _missing(office.settings):
        print_notice(f"! {missing}")
    return GOOD


def _told(settings: OfficeSettings) -> list[tuple[str, str]]:
    signing = [f"{s.name} ({' / '.join(s.signing[-1:])}){_days(s)}" for s in settings.signatories]
    series = [
        f"{row.name}: {', '.join(row.kinds)}" + (f" (đã đến số {row.last_number})" if row.last_number else "")
        for row in settings.series
    ]
    rows = [
        ("Tên cơ quan", settings.full_name or settings.short_name or ""),
        ("Tỉnh, thành phố", settings.province or ""),
        ("Đầu văn bản", " / ".join(settings.letterhead)),
        ("Địa danh", settings.place or ""),
        ("Kính gửi", "; ".join(settings.addressees)),
        ("Nơi nhận", "; ".join(settings.recipients)),
        ("Người ký", "; ".join(signing)),
        ("Nơi ban hành khác", "; ".join(f"{i.code}: {i.name}{_days(i)}" for i in settings.issuers)),
        ("Trước sáp nhập", "; ".join(f"{p.name}{_days(p)}" for p in settings.predecessors)),
        (
            "Nghỉ, làm bù",
            "; ".join(f"{format_date(d.day)} {_KINDS.get(d.kind or '', '')}" for d in settings.exchanged_days if d.day),
        ),
        ("Sổ đánh số", "\n".join(series)),
    ]
    return [row for row in rows if row[1]]


def _days(row: Issuer | Predecessor | Signatory) -> str:
    """Return ` (từ 01/7/2025 đến hết 30/6/2026)`, as much of it as is known."""
    since = getattr(row, "from_on", None)
    words = [f"từ {format_date(since)}"] if since else []
    words += [f"đến hết {format_date(row.to_on)}"] if row.to_on else []
    return f" ({' '.join(words)})" if words else ""


def _missing(settings: OfficeSettings) -> list[str]:
    wanted = (
        (settings.short_name, "Chưa ghi tên cơ quan: cchc office --unit phường --name “Bến Sậy”"),
        (settings.province, "Chưa ghi tỉnh, thành phố: cchc office --province “tỉnh Bắc Ninh”"),
        (settings.signatories, "Chưa ghi người ký: cchc office --chairman “HỌ TÊN” --deputy “HỌ TÊN”"),
    )
    return [sentence for value, sentence in wanted if not value]
