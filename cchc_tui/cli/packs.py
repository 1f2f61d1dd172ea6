"""`pack`: what a province publishes for its communes, added, updated and removed; differences shown first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import GOOD, Session, agrees, print_data, print_notice
from cchc_tui.cli.tables import table
from cchc_tui.cli.vietnamese import COMMAND_WORD, OPTIONS_WORD
from cchc_tui.errors import RefusedError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.pack import PackPlan

if TYPE_CHECKING:
    from cchc_tui.office import Office

_YES = click.option("--yes", "-y", is_flag=True, help="Không hỏi lại.")
_ONLY_SHOW = click.option("--dry-run", is_flag=True, help="Chỉ kể khác biệt, không ghi gì.")
_TAKE_PACK = click.option(
    "--take-pack", is_flag=True, help="Chỗ nào cơ quan đã sửa riêng cũng lấy theo gói; không nêu thì giữ của cơ quan."
)


@click.group(
    options_metavar=OPTIONS_WORD,
    subcommand_metavar=COMMAND_WORD,
    short_help="Gói của tỉnh: báo cáo phải nộp, biểu, đề cương, ngày nghỉ.",
    help="Gói là thư mục hoặc kho git mà tỉnh công bố: báo cáo phải nộp, chế độ báo cáo, đề cương, biểu, lịch nghỉ, "
    "danh sách chữ. Khác biệt được kể trước khi ghi (+ thêm, ~ sửa, - bỏ, ! giữ của cơ quan); mỗi lần là một lần lưu, "
    "lấy lại bằng cchc undo.",
)
def pack() -> None:
    """Name the packs that provinces publish."""


@pack.command(
    "add", options_metavar=OPTIONS_WORD, short_help="Thêm một gói.", help="Thêm gói ở NƠI: thư mục, kho git, địa chỉ."
)
@click.argument("source", metavar="NƠI")
@_TAKE_PACK
@_ONLY_SHOW
@_YES
@click.pass_obj
def add(session: Session, source: str, take_pack: bool, dry_run: bool, yes: bool) -> int:
    """Install a pack."""
    return _make(session, lambda o: o.intake.packs.plan_add(source, take_pack=take_pack), dry_run=dry_run, yes=yes)


@pack.command(
    "update",
    options_metavar=OPTIONS_WORD,
    short_help="Lấy bản mới của một gói.",
    help="Lấy bản mới của gói từ nơi đã thêm, hoặc từ nơi khác bằng --from.",
)
@click.argument("code", metavar="MÃ")
@click.option("--from", "source", metavar="NƠI", default="", help="Nơi công bố mới của gói.")
@_TAKE_PACK
@_ONLY_SHOW
@_YES
@click.pass_obj
def update(session: Session, code: str, source: str, take_pack: bool, dry_run: bool, yes: bool) -> int:
    """Bring an installed pack to its present version."""
    return _make(
        session, lambda o: o.intake.packs.plan_update(code, source, take_pack=take_pack), dry_run=dry_run, yes=yes
    )


@pack.command(
    "remove",
    options_metavar=OPTIONS_WORD,
    short_help="Bỏ một gói.",
    help="Bỏ gói: những gì gói thêm mà cơ quan không sửa thì bỏ; biểu đã có số liệu, chế độ đã có báo cáo thì giữ.",
)
@click.argument("code", metavar="MÃ")
@_ONLY_SHOW
@_YES
@click.pass_obj
def remove(session: Session, code: str, dry_run: bool, yes: bool) -> int:
    """Take a pack away."""
    return _make(session, lambda o: o.intake.packs.plan_remove(code), dry_run=dry_run, yes=yes)


@pack.command("list", options_metavar=OPTIONS_WORD, short_help="Các gói đang có.", help="Kể các gói đang có.")
@click.option("--json", "as_json", is_flag=True, help="In JSON: code, name, version, source, revision, applied_on.")
@click.pass_obj
def show(session: Session, as_json: bool) -> int:
    """List the packs that are installed."""
    rows = session.open().intake.packs.listed()
    if as_json:
        keys = ("code", "name", "version", "source", "revision", "applied_on")
        print_data(to_json([{key: getattr(row, key) for key in keys} for row in rows]))
        return GOOD
    if not rows:
        print_notice("Chưa có gói nào; thêm bằng: cchc pack add THƯ_MỤC_HOẶC_KHO_GIT")
        return GOOD
    cells = [
        (r.code or "", r.version or "", format_date(r.applied_on) if r.applied_on else "", r.name or "", r.source or "")
        for r in rows
    ]
    for line in table(("Mã", "Bản", "Ngày ghi", "Tên", "Từ"), cells):
        print_data(printable(line))
    return GOOD


def _make(session: Session, planned: Callable[[Office], PackPlan], *, dry_run: bool, yes: bool) -> int:
    """Show what would change; unless only that is wanted, ask and make it so."""
    if not dry_run:
        session.demand_writable()
    office = session.open()
    plan = planned(office)
    for line in plan.lines:
        print_data(printable(str(line)))
    if not plan.lines:
        print_notice("Không khác gì hồ sơ lúc này.")
    if dry_run:
        return GOOD
    if not yes and not agrees("Ghi như trên?"):
        raise RefusedError("Chưa ghi gì.", "Ghi mà không hỏi: thêm --yes.")
    office.intake.packs.apply(plan)
    print_notice("Đã ghi, thành một lần lưu; lấy lại bằng: cchc undo")
    return GOOD
