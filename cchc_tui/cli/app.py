"""The command `cchc` itself: its verbs, found when they are called, and the terminal face when none is."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from cchc_tui import __version__
from cchc_tui.cli.late_group import READ_ONLY_HELP, RECORDS_HELP, LateGroup
from cchc_tui.cli.session import ENVIRONMENT, Session, has_terminal, print_notice
from cchc_tui.cli.vietnamese import COMMAND_WORD, OPTIONS_WORD, speak_vietnamese

speak_vietnamese()

VERBS = {
    "guide": "guiding:show_guide",
    "init": "starting:init_office",
    "demo": "starting:demo",
    "office": "office_settings:show_office",
    "list": "listing:list_records",
    "show": "listing:show_record",
    "find": "searching:find_records",
    "add": "recording:add_record",
    "set": "recording:set_fields",
    "delete": "recording:delete_record",
    "restore": "recording:restore_record",
    "log": "history:show_log",
    "blame": "history:show_blame",
    "undo": "history:undo_save",
    "check": "checking:check_records",
    "doctor": "checking:doctor",
    "verify": "verifying:verify_records",
    "report": "reporting:compose_report",
    "export": "reporting:export_documents",
    "new-report": "drafting:new_report",
    "figures": "figures:show_figures",
    "today": "agenda:show_today",
    "due": "drafting:show_due",
    "new-document": "reporting:new_document",
    "conform": "conforming:conform_file",
    "import": "importing:import_files",
    "pack": "packs:pack",
    "take-over": "taking_over:take_over",
    "export-register": "importing:export_register",
    "schema": "importing:print_schema",
    "hook": "importing:hook",
    "person": "sharing:name_person",
    "body": "prose:show_body",
    "drafts": "prose:show_drafts",
    "freeze": "sharing:freeze_report",
    "sent": "sending:record_sent",
    "sync": "sharing:sync_records",
    "resolve": "sharing:resolve_conflicts",
    "collect": "collecting:collect_offices",
    "summary": "collecting:show_summary",
    "chart": "chart:show_chart",
    "completion": "completion:print_completion",
}
"""Each verb and the function that does it. A module is imported only when one of its verbs is called."""

_FOOT = """
\b
Mã kết thúc:
  0  tốt đẹp
  1  có lỗi hoặc cảnh báo cần xử lý trong hồ sơ, văn bản
  2  gọi sai cách: sai tên lệnh, thiếu hoặc sai giá trị
  3  bị từ chối: trùng, xung đột, đang có người lưu, tệp đã bị sửa
  4  máy không làm được: thiếu quyền, đầy đĩa, thiếu chương trình
  70 lỗi của chính chương trình; 130 ngừng theo Ctrl+C

\b
Biến môi trường:
  CCHC_RECORDS  thư mục hồ sơ khi không có --records
  CCHC_PERSON   người đang nhập: "Họ tên <thư điện tử>",
                hoặc tài khoản trong people.toml
"""


class VerbGroup(LateGroup):
    """The verbs in the order of a day's work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every verb."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb with that name, its module imported now."""
        place = VERBS.get(cmd_name)
        if place is None:
            return None
        module, _, function = place.partition(":")
        command = getattr(import_module(f"cchc_tui.cli.{module}"), function)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=VerbGroup,
    invoke_without_command=True,
    options_metavar=OPTIONS_WORD,
    subcommand_metavar=COMMAND_WORD,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Ghi chép việc cải cách hành chính của cơ quan và lập báo cáo theo Nghị định 30/2020/NĐ-CP. "
    "Không kèm lệnh nào thì mở màn hình nhập liệu.",
    epilog=_FOOT,
)
@click.option(
    "--records",
    metavar="THƯ_MỤC",
    type=click.Path(file_okay=False),
    help=RECORDS_HELP,
)
@click.option("--read-only", is_flag=True, help=READ_ONLY_HELP)
@click.option("--mouse", is_flag=True, help="Dùng cả chuột trong màn hình nhập liệu.")
@click.version_option(__version__, "--version", prog_name="cchc")
@click.pass_context
def cchc(ctx: click.Context, records: str | None, read_only: bool, mouse: bool) -> int:
    """Open the terminal face when no verb was called."""
    ctx.obj = Session(records, read_only)
    if ctx.invoked_subcommand is not None:
        return 0
    return open_face(Session(records, read_only), mouse=mouse)


def open_face(session: Session, *, mouse: bool = False, welcome: Sequence[str] = ()) -> int:
    """Run the terminal face until the person leaves it; its exit code. Its first screen tells the `welcome`."""
    if not has_terminal():
        print_notice("Màn hình nhập liệu cần một cửa sổ dòng lệnh ở cả đầu vào lẫn đầu ra, nên chưa mở.")
        print_notice("Các lệnh chạy không cần màn hình: cchc --help")
        return ENVIRONMENT
    from cchc_tui.tui import run as run_tui

    return run_tui(session.open_quietly, mouse=mouse, read_only=session.read_only, welcome=welcome)
