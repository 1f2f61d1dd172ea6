"""Beginning: `init` makes a new office, `demo` shows everything on the sample one."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_tui.cli.office_options import OFFICE_OPTIONS, asked_values, simple_values, table_values
from cchc_tui.cli.session import GOOD, Session, has_terminal, print_data, print_notice
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import CchcError, WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date
from cchc_tui.records.report_sheet import FROZEN, ReportSheet

if TYPE_CHECKING:
    from cchc_tui.office import Office, Sample

SAMPLE_WORDS = ("phuong", "xa")
"""Those of `cchc_tui.office.SAMPLES`, told without loading it."""


class InitCommand(click.Command):
    """`init` with the options that say what the office is."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the declared parameters, those of the office, and last the one for help."""
        *declared, for_help = super().get_params(ctx)
        return [*declared, *OFFICE_OPTIONS, for_help]


@click.command(
    cls=InitCommand,
    options_metavar=OPTIONS_WORD,
    short_help="Tạo thư mục hồ sơ cho một cơ quan.",
    help="Tạo thư mục hồ sơ mới trong THƯ_MỤC/records. Trong cửa sổ dòng lệnh, không nêu gì thì hỏi từng câu; "
    "điều không trả lời thì để trống, ghi sau bằng cchc office. Thư mục đã có hồ sơ thì không đụng đến.",
    context_settings={"token_normalize_func": lambda word: word.replace("_", "-")},
)
@click.argument("directory", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--shared", is_flag=True, help="Để cả một nhóm Unix cùng nhập liệu; hồ sơ đã có thì chỉ đặt lại quyền.")
@click.option("--group", metavar="NHÓM", default="", help="Tên nhóm Unix, đi cùng --shared.")
@click.option(
    "--from",
    "source",
    metavar="KHO",
    default="",
    help="Lấy hồ sơ đã có về máy này: kho chung (/srv/git/cchc.git, máy-chủ:/srv/git/cchc.git) hoặc tệp trên USB do "
    "cchc sync --bundle ghi.",
)
def init_office(directory: Path, shared: bool, group: str, source: str, **typed: Any) -> int:
    """Make a new office's records with their history, or copy an office's, and share them with a group."""
    from cchc_tui.office import demand_group_name, office_in, share

    said = {key: value for key, value in typed.items() if value not in (None, ())}
    if group and not shared:
        raise WrongUseError("--group chỉ dùng cùng --shared.", "Chưa làm gì.")
    if shared:
        demand_group_name(group)
    if source:
        if said:
            raise WrongUseError("Lấy hồ sơ đã có (--from) thì không nêu tên cơ quan.", "Chưa làm gì.")
        _copy(source, directory)
    records = office_in(directory) if shared or source else None
    if records is None:
        records = _new_office(directory, said)
    if shared:
        around = records.parent if directory.resolve() == records.parent else None
        setup = share(records, group, around=around)
        for line in setup.done:
            print_notice(line)
        print_notice(f"Người quản trị chạy một lần:\n{setup.root_command}")
    print_data(printable(str(records)))
    return GOOD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Thử ngay trên hồ sơ mẫu.",
    help="Chép hồ sơ mẫu ra thư mục hiện tại, xuất các báo cáo của nó, in đường dẫn DOCX và PDF, rồi mở màn hình nhập "
    "liệu như vào ngày của hồ sơ ấy. MẪU là phuong (không nêu cũng vậy): phường Bến Sậy, năm 2026, đặt ra để thử, vào "
    "./cchc-demo; hoặc xa: báo cáo thật của xã Hà Kỳ, năm 2023, vào ./cchc-demo-xa. Chạy lại thì dùng tiếp hồ sơ đã "
    "chép, không ghi đè những gì bạn đã sửa.",
)
@click.argument("sample", metavar="[MẪU]", type=click.Choice(SAMPLE_WORDS), default=SAMPLE_WORDS[0])
def demo(sample: str) -> int:
    """Copy a sample office, export its reports, open the terminal face."""
    from cchc_tui.cli.app import open_face
    from cchc_tui.office import SAMPLES, begin_history, copy_sample

    chosen = SAMPLES[sample]
    folder = Path(chosen.folder)
    records, copied = copy_sample(folder, chosen.records())
    print_notice(chosen.about)
    print_notice(f"Hồ sơ {'đã chép vào' if copied else 'đã có sẵn ở'} {records}.")
    if copied:
        print_notice(begin_history(records.resolve(), own=True))
    session = Session(str(records), today=chosen.day)
    office = session.open_quietly()
    code = _export_all(office)
    if not has_terminal():
        print_notice("Đầu vào hoặc đầu ra không phải cửa sổ dòng lệnh nên không mở màn hình nhập liệu.")
        print_notice(f"Mở sau bằng: cchc --records {records}")
        return code
    return open_face(session, welcome=_welcome(chosen, office))


def _welcome(sample: Sample, office: Office) -> list[str]:
    """Return what was made, where it lies, and what to look at."""
    return [
        sample.about,
        "",
        f"Hồ sơ: {office.directory}",
        f"Báo cáo đã xuất (DOCX, PDF): {office.reports.output_folder}",
        f"Mở như vào ngày {format_date(sample.day)}.",
        "",
        f"Sửa, xóa thoải mái: hồ sơ thật không bị động đến. Làm lại từ đầu: xóa thư mục {sample.folder} rồi chạy lại "
        "cchc demo.",
        "Xem gì trước: Enter ở việc đầu tiên; 2 Tin bài; 4 Báo cáo rồi Ctrl+Y; F1 giúp.",
    ]


def _new_office(directory: Path, said: dict[str, Any]) -> Path:
    """Return a new office with its history, from what was said or is answered now."""
    from cchc_tui.office import begin_history, create_office, example_settings, office_in

    if not said and has_terminal() and office_in(directory) is None:
        said = asked_values(example_settings().series)
    tables = table_values(example_settings(), said, today=date.today())
    records = create_office(directory, {**simple_values(said), **tables}).resolve()
    print_notice("Đã tạo hồ sơ. Xem cơ quan đã khai gì, còn thiếu gì: cchc office")
    print_notice(begin_history(records))
    print_notice(f"Mở chương trình: cd {shlex.quote(printable(str(records.parent)))} && cchc")
    return records


def _copy(source: str, directory: Path) -> None:
    from cchc_tui.office import copy_office

    for line in copy_office(source, directory).done:
        print_notice(line)


def _export_all(office: Office) -> int:
    """Export every report of the sample office, one that is not finished as a draft; print the files. What refuses is
    told, and the rest goes on.
    """
    code = GOOD
    for stored in office.records.stored(ReportSheet):
        name = stored.record.slug or stored.record.id
        draft = stored.record.state != FROZEN and bool(office.rules.obstacles(stored))
        print_notice(f"Đang lập và xuất {'bản dự thảo' if draft else 'báo cáo'} {name}…")
        try:
            made = office.pages.export_report(name, draft=draft, progress=print_notice)
        except CchcError as error:
            print_notice(str(error))
            code = error.exit_code
            continue
        for notice in made.notices:
            print_notice(notice)
        for path in made.paths:
            print_data(printable(str(path)))
    return code
