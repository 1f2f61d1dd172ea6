"""Many copies and many hands: `resolve` settles conflicts, `sync` joins copies, `freeze` closes a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_tui.cli.agreeing import THOUGH_CLOSED, agreeing
from cchc_tui.cli.completers import ReportName
from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import GOOD, REFUSED, Session, ask, has_terminal, print_data, print_notice
from cchc_tui.cli.tables import pairs
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import fold, printable
from cchc_tui.records.conflict import Conflict
from cchc_tui.records.fields import field_of
from cchc_tui.records.history import shown_value
from cchc_tui.records.merge import DELETION, FieldConflict
from cchc_tui.records.office import choices_of
from cchc_tui.records.typed import read_typed

if TYPE_CHECKING:
    from cchc_tui.office import Office

_SIDES = ("mine", "theirs")


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Giải quyết xung đột, theo từng mục.",
    help="Giải quyết những chỗ hai người cùng sửa một mục: xung đột git để lại trong tệp, hoặc của cchc sync. "
    "Có cửa sổ dòng lệnh thì hỏi từng mục: của mình, của họ, hay gõ giá trị khác. "
    "Chỗ nào ghép được cả hai thì ghép luôn.",
)
@click.option("--list", "only_list", is_flag=True, help="Chỉ liệt kê, không sửa gì.")
@click.option("--take", type=click.Choice(_SIDES), help="Lấy một bên cho mọi chỗ: mine (bản này), theirs (bản kia).")
@click.option("--json", "as_json", is_flag=True, help="Liệt kê bằng JSON, không sửa gì.")
@click.option("--yes", is_flag=True, help=THOUGH_CLOSED)
@click.pass_obj
def resolve_conflicts(session: Session, only_list: bool, take: str | None, as_json: bool, yes: bool) -> int:
    """Settle conflicts one after the other."""
    office = session.open_quietly()
    if not (only_list or as_json):
        session.demand_writable()
        if office.sharing.finish_merge():
            print_notice("Đã kết thúc lần gộp (git merge) mà mọi chỗ đã giải quyết xong.")
    conflicts = office.sharing.conflicts()
    if as_json:
        print_data(to_json([_plain(office, conflict) for conflict in conflicts]))
        return REFUSED if conflicts else GOOD
    if not conflicts:
        print_notice("Không có xung đột nào.")
        return GOOD
    for conflict in conflicts:
        _show(office, conflict)
        if not only_list:
            _settle(office, conflict, take, yes=yes)
    left = office.sharing.conflicts()
    print_notice(
        f"Còn {len(left)} chỗ xung đột." if left else "Đã giải quyết hết. Nếu đang đồng bộ, chạy tiếp: cchc sync"
    )
    return REFUSED if left else GOOD


def _settle(office: Office, conflict: Conflict, take: str | None, *, yes: bool) -> None:
    if conflict.fields and take is None and not has_terminal():
        raise WrongUseError(
            "Không có cửa sổ dòng lệnh để hỏi nên chưa giải quyết gì.", "Hãy thêm --take mine hoặc --take theirs."
        )
    choices = {field.key: _choice(office, conflict, field, take) for field in conflict.fields}
    agreeing(office, lambda: office.sharing.resolve(conflict, choices), yes=yes)
    print_notice(f"Đã giải quyết {office.records.describe(conflict.merged) if conflict.merged else conflict.title}.")


def _choice(office: Office, conflict: Conflict, field: FieldConflict, take: str | None) -> Any:
    """Return the value chosen for one field; asked for until it can be read."""
    if take is not None:
        return getattr(field, take)
    if field.key == DELETION:
        return _deletion(field)
    declared = field_of(type(conflict.merged), field.key) if conflict.merged else None
    while True:
        third = ", hoặc gõ giá trị khác" if declared and not declared.system else ""
        answer = ask(f"{field.label}: m = của mình, h = của họ{third}:")
        if answer in ("m", "h"):
            return field.mine if answer == "m" else field.theirs
        if declared and not declared.system and conflict.merged:
            choices = choices_of(declared, office.settings, conflict.merged)
            value, fault = read_typed(declared, answer, today=office.today, choices=choices)
            if not fault:
                return value
            print_notice(fault)


def _deletion(field: FieldConflict) -> Any:
    """Return whether the record that one deleted and the other worked on goes or stays."""
    while True:
        answer = fold(ask("x = xóa, g = giữ lại (cả những gì đã sửa):"))
        if answer in ("x", "xoa"):
            return field.theirs or field.mine
        if answer in ("g", "giu", "giu lai"):
            return None


def _show(office: Office, conflict: Conflict) -> None:
    title = office.records.describe(conflict.merged) if conflict.merged else conflict.title
    print_data(printable(f"{title} ({conflict.path})"))
    if not conflict.fields:
        print_data("    hai bản ghép được với nhau, không phải chọn gì")
    for field in conflict.fields:
        if field.key == DELETION and conflict.sides:
            sides = list(zip(("họ đã", "mình đã"), conflict.told(office.settings), strict=True))
        else:
            values = [_shown(office, conflict, field, value) for value in (field.before, field.theirs, field.mine)]
            sides = list(zip(("trước đó", "của họ", "của mình"), values, strict=True))
        print_data(f"  {printable(field.label)}")
        for line in pairs([(f"    {name}", value or "(trống)") for name, value in sides]):
            print_data(line)


def _shown(office: Office, conflict: Conflict, field: FieldConflict, value: Any) -> str:
    if conflict.merged is None or field_of(type(conflict.merged), field.key) is None:
        return "" if value is None else str(value)
    return shown_value(conflict.merged.change(**{field.key: value}), field.key, office.settings)


def _plain(office: Office, conflict: Conflict) -> dict[str, Any]:
    fields = [
        {"key": f.key, "label": f.label}
        | {side: _shown(office, conflict, f, getattr(f, side)) for side in ("before", "theirs", "mine")}
        for f in conflict.fields
    ]
    theirs, mine = conflict.told(office.settings)
    return {
        "path": conflict.path,
        "record": conflict.record,
        "origin": conflict.origin.value,
        "fields": fields,
        "theirs_did": theirs,
        "mine_did": mine,
    }


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Đồng bộ với kho chung, hoặc qua USB.",
    help="Đồng bộ hồ sơ ở máy này với kho chung (git remote), hoặc qua một tệp trên USB. "
    "Hai bên sửa khác mục thì tự ghép; cùng một mục thì dừng lại để chọn bằng cchc resolve. "
    "Không bao giờ ghi đè, không bao giờ hỏi mật khẩu.",
)
@click.option(
    "--bundle",
    metavar="TỆP",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Đồng bộ qua tệp này: nhận những gì trong tệp, rồi ghi lại tệp với toàn bộ lịch sử.",
)
@click.option(
    "--to",
    metavar="KHO",
    default="",
    help="Nối với kho chung này một lần cho mãi mãi, rồi đồng bộ: /srv/git/cchc.git hoặc máy-chủ:/srv/git/cchc.git. "
    "Kho trên chính máy này mà chưa có thì được tạo.",
)
@click.pass_obj
def sync_records(session: Session, bundle: Path | None, to: str) -> int:
    """Bring two copies of the records together."""
    if bundle and to:
        raise WrongUseError("--to và --bundle không đi cùng nhau.", "Chưa làm gì.")
    session.demand_writable()
    office = session.open_quietly(read=False)  # what comes in is read afterwards, and what was there need not be
    synced = office.sharing.sync(bundle=bundle, to=to, tell=print_notice)
    for line in synced.done:
        print_notice(line)
    for conflict in synced.conflicts:
        _show(office, conflict)
    if synced.conflicts:
        print_notice(f"Có {len(synced.conflicts)} chỗ hai bên cùng sửa. Hãy chạy: cchc resolve, rồi cchc sync.")
        return REFUSED
    return GOOD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xem hoặc nêu ai đang làm việc.",
    help="Xem lịch sử đang ghi tên ai; kèm HỌ_TÊN thì nêu người đang làm việc cho đến khi đăng xuất, "
    "dùng khi nhiều người chung một tài khoản.",
)
@click.argument("name", metavar="[HỌ_TÊN]", required=False)
@click.option("--email", metavar="THƯ", default="", help="Thư điện tử của người ấy.")
@click.pass_obj
def name_person(session: Session, name: str | None, email: str) -> int:
    """Show or set the person of this login."""
    office = session.open_quietly()
    person = office.people.choose(name, email) if name else office.people.current
    if office.people.is_unsure:
        known = ", ".join(p.name or "" for p in office.people.listed)
        print_notice("Chưa biết ai đang làm việc ở tài khoản này. Hãy nêu: cchc person “HỌ TÊN”")
        if known:
            print_notice(f"Những người đã khai: {known}.")
    print_data(printable(f"{person.name} <{person.email}>"))
    return GOOD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Chốt số liệu một báo cáo.",
    help="Chốt số liệu một báo cáo: giữ nguyên văn bản Markdown lúc này, ghi lần lưu mà nó được lập từ đó và mã băm "
    "của các tệp đã xuất (không nêu tệp thì là DOCX, PDF của báo cáo trong thư mục xuat, nếu có). "
    "Về sau lập lại đúng từng chữ bằng: cchc report BÁO_CÁO --at-freeze",
)
@click.argument("reference", metavar="BÁO_CÁO", type=ReportName())
@click.option("--undo", "thaw", is_flag=True, help="Mở chốt; bản đã chốt vẫn còn trong lịch sử.")
@click.argument("files", metavar="[TỆP_ĐÃ_XUẤT]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def freeze_report(session: Session, reference: str, thaw: bool, files: tuple[Path, ...]) -> int:
    """Close one report, or open it again."""
    if thaw and files:
        raise WrongUseError("Mở chốt (--undo) thì không nêu tệp.", "Chưa làm gì.")
    office = session.open()
    if thaw:
        office.closing.thaw(reference)
        print_notice(f"Đã mở chốt báo cáo {reference}.")
        return GOOD
    doubts = office.closing.doubts(reference)
    stored = office.closing.freeze(reference, files=files or None)
    for words in doubts:
        print_notice(f"Lưu ý: {words}")
    at = stored.record.frozen_at
    print_notice(f"Đã chốt báo cáo {reference}" + (f", lập từ lần lưu {at[:10]}." if at else " (không có lịch sử)."))
    if len(stored.record.exported) == 1:
        print_notice(f"Chưa có tệp DOCX, PDF nào được chốt cùng; xuất bằng: cchc export {reference}")
    for line in stored.record.exported:
        print_data(printable(line))
    return GOOD
