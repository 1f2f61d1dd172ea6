"""The way in and out: `import` takes in what offices have, `export-register` gives the books; `schema`, `hook`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from cchc_tui.cli.agreeing import agreeing
from cchc_tui.cli.bringing_back import bring_back
from cchc_tui.cli.completers import ReportName
from cchc_tui.cli.kinds import named_period
from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import GOOD, Session, agrees, has_terminal, print_data, print_notice
from cchc_tui.cli.table_import import table_among, take_table
from cchc_tui.cli.vietnamese import COMMAND_WORD, OPTIONS_WORD
from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.records.fields import Record
from cchc_tui.records.follow_up import BOOK_NAMES
from cchc_tui.records.office import choices_of
from cchc_tui.records.typed import show_value

if TYPE_CHECKING:
    from cchc_tui.office import Candidate, Offered, Office, RegisterFormat, Unread

_KIND_WORDS = {
    "directive": "Văn bản",
    "media": "Số liệu",
    "checklist": "Nhiệm vụ",
    "report": "Thông tin báo cáo",
    "body": "Phần lời",
}
_SHOWN_KEYS = {
    "directive": ("kind", "symbol", "issued_on", "issuer", "subject"),
    "media": ("channel", "measure", "period", "qualifier", "value"),
    "checklist": ("checklist", "position", "task", "evaluation"),
    "report": ("slug", "period", "dated_on", "subject"),
}


_MOST_UNREAD = 40
_OF_TABLES = (".xlsx", ".xlsm", ".csv", ".tsv")
_MANY = 500
"""From so many on a person sees that something is going on."""


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Nhập báo cáo, sổ văn bản, danh sách đã có.",
    help="Nhập từ báo cáo DOCX, ODT, tệp chữ (TXT), sổ văn bản XLSX, CSV, hoặc JSON mỗi dòng một hồ sơ. Mọi thứ đọc"
    " được đều liệt kê trước; chỗ nào chưa chắc thì nói rõ vì sao. Không kèm --yes thì hỏi rồi mới ghi; ghi một lần,"
    " một lần lưu; nhập lại lần nữa không thêm gì. Bảng số liệu của phần mềm khác: --table; cột nào chưa biết thì hỏi"
    " một lần rồi nhớ.",
)
@click.argument("files", nargs=-1, required=True, metavar="TỆP…", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ghi ngay những hồ sơ chắc chắn và chưa có, không hỏi.")
@click.option("--doubtful", is_flag=True, help="Ghi cả những hồ sơ chưa chắc; hãy xem lại sau khi ghi.")
@click.option("--dry-run", is_flag=True, help="Chỉ liệt kê, không ghi gì.")
@click.option(
    "--into", metavar="BÁO_CÁO", type=ReportName(),
    help="Báo cáo đã sửa trong Word: in chỗ khác so với phần lời, hỏi rồi mới ghi; lấy cả số và ngày ký.",
)  # fmt: skip
@click.option(
    "--table", "target", metavar="BIỂU",
    help="Tệp là một bảng số liệu (XLSX, CSV, DOCX) của biểu này; so-lieu là thống kê tin bài.",
)  # fmt: skip
@click.option("--period", metavar="KỲ", help="Với bảng số liệu: kỳ của bảng; không nêu thì lấy theo chữ trên bảng.")
@click.option("--sheet", metavar="TRANG", default="", help="Với bảng số liệu: trang của bảng tính, bảng của DOCX.")
@click.option(
    "--map", "answers", metavar="CỘT=KHÓA", multiple=True,
    help="Với bảng số liệu: cột trong tệp là gì (bo-qua là không nhập, dong là tên dòng, ky là kỳ, so là số);"
    " “dong:TÊN=MÃ” nói dòng nào là dòng nào. Nói một lần rồi được nhớ.",
)  # fmt: skip
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Liệt kê bằng JSON, mỗi hồ sơ: record (directive, media, checklist, report, body), các khóa TOML như list"
    " --json (cũng có đủ trong values), source, doubtful (danh sách lý do), exists (mã đã có hoặc null),"
    " evidence (mỗi khóa: chữ trong nguồn làm căn cứ).",
)
@click.pass_obj
def import_files(
    session: Session, files: tuple[Path, ...], yes: bool, doubtful: bool, dry_run: bool, into: str | None,
    target: str | None, period: str | None, sheet: str, answers: tuple[str, ...], as_json: bool,
) -> int:  # fmt: skip
    """List what the files offer, ask, and keep what was agreed to."""
    office = session.open_quietly()
    if into is not None:
        return bring_back(office, files, into, yes=yes, dry_run=dry_run)
    offered = None
    if target is None and not answers:
        try:
            offered = office.intake.read(files, progress=_RowsRead())
        except FindingsError as fault:
            if len(files) > 1 or files[0].suffix.lower() not in _OF_TABLES:
                raise
            target = table_among(office, files[0], fault)
    if offered is None:
        if target is None:
            raise WrongUseError("--map chỉ dùng với bảng số liệu.", "Thêm --table BIỂU; so-lieu là thống kê tin bài.")
        wanted = named_period(period) if period else None
        for file in files:
            take_table(
                office, file, target, wanted, sheet=sheet, answers=answers, yes=yes, dry_run=dry_run, as_json=as_json
            )
        return GOOD
    return _take_records(office, files, offered, yes=yes, doubtful=doubtful, dry_run=dry_run, as_json=as_json)


def _take_records(
    office: Office, files: Sequence[Path], offered: Offered, *, yes: bool, doubtful: bool, dry_run: bool, as_json: bool
) -> int:
    candidates = offered.candidates
    refused = {id(c): office.intake.obstacle(c) for c in candidates if not c.exists}
    if as_json:
        print_data(to_json([plain_candidate(candidate) for candidate in candidates]))
    else:
        for candidate in candidates:
            print_data(_line(office, candidate, refused.get(id(candidate), "")))
    chosen = [c for c in candidates if not c.exists and (doubtful or not c.doubtful)]
    savable = [c for c in chosen if not refused[id(c)]]
    _tell_counts(candidates, savable)
    tell_unread(offered.unread)
    if dry_run or (as_json and not yes) or not savable:
        return GOOD
    if not yes and not _agreed(len(savable)):
        print_notice("Chưa ghi gì. Thêm --yes để ghi những hồ sơ chắc chắn.")
        return GOOD
    if len(savable) >= _MANY:
        print_notice(f"Đang ghi {len(savable)} hồ sơ, xin chờ…")
    source = ", ".join(file.name for file in files)
    taken = agreeing(office, lambda: office.intake.take(savable, source=source), yes=yes)
    print_notice(f"Đã ghi {len(taken.records)} hồ sơ" + (f" và {len(taken.bodies)} phần lời." if taken.bodies else "."))
    for report in {c.values.get("report") for c in savable if c.kind == "body"}:
        print_notice(f"Soát lại báo cáo vừa nhập: cchc check --report {report}")
    return GOOD


def plain_candidate(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as JSON keys: `record`, its TOML keys as in `list --json`, and what there is to know about it.

    A count has a TOML key `source` too, which only `values` shows: outside it is what the candidate was read from.
    """
    rests_on = {key: {"words": e.words, "assumed": e.assumed} for key, e in candidate.evidence.items()}
    known = {
        "source": candidate.source, "doubtful": list(candidate.doubtful), "exists": candidate.exists,
        "evidence": rests_on,
    }  # fmt: skip
    return {"record": candidate.kind} | dict(candidate.values) | known | {"values": dict(candidate.values)}


def _line(office: Office, candidate: Candidate, refused: str) -> str:
    """Return `? Văn bản: Công văn · 17/UBND-VP · 21/02/2023 · … (chưa chắc: …)`; `=` is there already, `+` is new."""
    sign = "=" if candidate.exists else "?" if candidate.doubtful else "+"
    if candidate.kind == "body":
        words = f"{candidate.values.get('report') or '?'}, {len(candidate.values['text'].split())} chữ"
    else:
        record = office.intake.as_record(candidate)
        shown = (_shown(office, record, key) for key in _SHOWN_KEYS[candidate.kind])
        words = " · ".join(part for part in shown if part)
    notes = [f"đã có: {candidate.exists}"] if candidate.exists else []
    notes += [f"chưa chắc: {'; '.join(candidate.doubtful)}"] if candidate.doubtful else []
    notes += [f"chưa ghi được: {refused}"] if refused else []
    tail = f" ({'. '.join(notes)})" if notes else ""
    return printable(f"{sign} {_KIND_WORDS[candidate.kind]}: {words}{tail}")


def _shown(office: Office, record: Record, key: str) -> str:
    from cchc_tui.records.fields import field_of

    field = field_of(type(record), key)
    if field is None:
        return ""
    text = show_value(field, getattr(record, key), choices=choices_of(field, office.settings, record))
    return " ".join(text.split())[:100]


def _tell_counts(candidates: Sequence[Candidate], savable: Sequence[Candidate]) -> None:
    if not candidates:
        print_notice("Không thấy văn bản, số liệu, nhiệm vụ hay báo cáo nào trong tệp.")
        return
    there = sum(bool(c.exists) for c in candidates)
    doubtful = sum(bool(c.doubtful) and not c.exists for c in candidates)
    print_notice(f"Đọc được {len(candidates)}: {there} đã có, {doubtful} chưa chắc, {len(savable)} sẽ ghi.")


def tell_unread(unread: Sequence[Unread]) -> None:
    """Say what of the files became no record, each with its place."""
    if not unread:
        return
    print_notice(f"Chưa đọc thành hồ sơ ({len(unread)}):")
    for one in unread[:_MOST_UNREAD]:
        print_notice(f"- {one.said}")
    if len(unread) > _MOST_UNREAD:
        print_notice(f"- và {len(unread) - _MOST_UNREAD} chỗ khác; xem đủ bằng: cchc check TỆP --json")


def _agreed(count: int) -> bool:
    return has_terminal() and agrees(f"Ghi {count} hồ sơ?")


class _RowsRead:
    """How far a long register is read: a bar on a terminal, elsewhere one sentence, as of an export."""

    def __init__(self) -> None:
        self._told = False

    def __call__(self, done: int, of: int) -> None:
        if of < _MANY:
            return
        if sys.stderr.isatty():
            full = 30 * done // of
            bar = "█" * full + "·" * (30 - full)
            sys.stderr.write(f"\r\x1b[KĐang đọc sổ: {bar} {100 * done // of}%" if done < of else "\r\x1b[K")
        elif not self._told:
            self._told = True
            print_notice("Đang đọc sổ…")


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xuất sổ văn bản đi, đến, sổ theo dõi, sổ nhiệm vụ.",
    help="Xuất sổ đăng ký văn bản đi (hoặc đến) đủ mười cột của Phụ lục IV Nghị định 30/2020/NĐ-CP. Sổ tính theo ngày"
    " lịch: --period 2023 là từ 01/01 đến 31/12/2023. CSV mở được ngay bằng Excel; DOCX, XLSX in được để đóng sổ.",
)
@click.option("--period", required=True, metavar="KỲ", help="2023, 6/2023, quý 3/2023, 01/7/2023 - 31/12/2023.")
@click.option(
    "--to", "form", type=click.Choice(("csv", "xlsx", "docx", "jsonl")), default="xlsx", help="Không nêu là xlsx."
)
@click.option(
    "--book", type=click.Choice(tuple(BOOK_NAMES)), default="di",
    help="di, den: sổ đăng ký văn bản đi, đến; theo-doi: theo dõi giải quyết văn bản đến (Phụ lục IV, mục VIII); "
    "nhiem-vu: theo dõi nhiệm vụ.",
)  # fmt: skip
@click.option("--incoming", is_flag=True, help="Như --book den.")
@click.option(
    "-o", "--output", "out", metavar="TỆP", type=click.Path(path_type=Path),
    help="Tệp kết quả; không nêu thì vào thư mục xuat.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.pass_obj
def export_register(
    session: Session, period: str, form: str, book: str, incoming: bool, out: Path | None, force: bool
) -> int:
    """Write one register and print where it is."""
    office = session.open()
    wanted = named_period(period)
    book = "den" if incoming else book
    stem = f"so-van-ban-{book}" if book in ("di", "den") else f"so-{book}"
    name = f"{stem}-{wanted.code.replace('..', '_')}.{form}"
    place = out or office.reports.output_folder / name
    chosen = cast("RegisterFormat", form)
    count = office.registers.export(wanted, chosen, place, book=book, force=force)
    print_data(str(place))
    print_notice(f"Sổ có {count} {'nhiệm vụ' if book == 'nhiem-vu' else 'văn bản'}.")
    return GOOD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="In lược đồ JSON của hồ sơ.",
    help="In JSON Schema của hồ sơ (văn bản, số liệu, nhiệm vụ, báo cáo), cho chương trình khác đọc và ghi JSON mỗi"
    " dòng một hồ sơ. Trong thư mục của cơ quan thì chỉ cho các mã mà cơ quan khai.",
)
@click.option("--tables", is_flag=True, help="Thay vào đó in các bảng Parquet do cchc collect ghi: CREATE TABLE (SQL).")
@click.pass_obj
def print_schema(session: Session, tables: bool) -> int:
    """Print the JSON Schema, or the tables of a gathering."""
    if tables:
        from cchc_tui.office import table_schemas

        print_data(table_schemas())
        return GOOD
    from cchc_tui.records.json_schema import json_schema

    office = session.open_if_any()
    print_data(to_json(office.registers.schema() if office else json_schema()))
    return GOOD


@click.group(
    options_metavar=OPTIONS_WORD,
    subcommand_metavar=COMMAND_WORD,
    short_help="Gắn việc kiểm tra vào git.",
    help="Gắn việc kiểm tra hồ sơ vào git, cho những lần ghi lịch sử bằng tay (git commit).",
)
def hook() -> None:
    """Set the check in git's own commits."""


@hook.command(
    "install",
    options_metavar=OPTIONS_WORD,
    short_help="Kiểm tra hồ sơ trước mỗi lần git commit bằng tay.",
    help="Kiểm tra hồ sơ trước mỗi lần git commit bằng tay; có lỗi thì không ghi được.",
)
@click.option("--force", is_flag=True, help="Hook khác đang có được giữ lại và vẫn chạy trước.")
@click.pass_obj
def install(session: Session, force: bool) -> int:
    """Put the check before a commit made by hand; print the hook's path."""
    from cchc_tui.office import install_hook

    session.demand_writable()
    print_data(str(install_hook(session.open_quietly().directory, force=force)))
    print_notice("Đã gắn kiểm tra vào trước git commit. cchc tự lưu thì không chạy kiểm tra này.")
    return GOOD
