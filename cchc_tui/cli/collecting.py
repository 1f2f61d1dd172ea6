"""Many offices at once: `collect` gathers them, `summary` asks."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import FINDINGS, GOOD, print_data, print_notice
from cchc_tui.cli.tables import table
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_date, format_number, format_quantity, without_zeros
from cchc_tui.records.period import parse_period

if TYPE_CHECKING:
    from cchc_tui.office import Summary, Total

_LISTED = 20
"""Most sources that could not be read named one by one."""
ERRORS_SQL = "SELECT office, path, line, message FROM errors"
"""The question that lists every fault."""


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Gom hồ sơ nhiều cơ quan về một chỗ (Delta Lake).",
    help="Đọc kho git của nhiều cơ quan (thư mục của cơ quan, kho trần hoặc tệp bundle) và ghi thành các bảng Delta "
    "Lake trong THƯ_MỤC, chia theo tỉnh, năm. Lần sau chỉ đọc lại kho có thay đổi; mỗi lần có một số thứ tự, hỏi lại "
    "được bằng summary --gathering. Tệp hỏng được ghi vào bảng errors. Cần gói thêm: pip install 'cchc-tui[collect]'.",
)
@click.argument("sources", metavar="NGUỒN…", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--output", metavar="THƯ_MỤC", required=True, type=click.Path(file_okay=False, path_type=Path),
    help="Nơi ghi các bảng.",
)  # fmt: skip
@click.option("--tidy", is_flag=True, help="Xóa tệp của các lần tổng hợp cũ (tệp dưới 7 ngày tuổi vẫn giữ).")
@click.option(
    "--keep", metavar="SỐ", type=click.IntRange(min=1), default=100, show_default=True,
    help="Với --tidy: giữ bấy nhiêu lần tổng hợp gần nhất.",
)  # fmt: skip
@click.option(
    "--parquet", metavar="THƯ_MỤC", type=click.Path(file_okay=False, path_type=Path),
    help="Chép lần tổng hợp mới nhất thành tệp Parquet thường vào thư mục mới này.",
)  # fmt: skip
def collect_offices(sources: Sequence[Path], output: Path, tidy: bool, keep: int, parquet: Path | None) -> int:
    """Gather, then tidy and copy where asked; 1 when a file or a source could not be read."""
    if not sources and not tidy and parquet is None:
        raise WrongUseError("Chưa nêu nguồn nào.", "Ghi như: cchc collect XÃ_1 XÃ_2 -o tong-hop")
    result = _gather(sources, output) if sources else GOOD
    if tidy:
        _tidy(output, keep)
    if parquet is not None:
        from cchc_tui.office import write_parquet

        number = write_parquet(output, parquet)
        print_notice(f"Đã chép lần tổng hợp số {number} thành tệp Parquet trong {parquet}.")
    return result


def _gather(sources: Sequence[Path], output: Path) -> int:
    from cchc_tui.office import gather

    gathered = gather(sources, output, progress=_show_progress)
    print_notice(f"Đọc mới {len(gathered.read)} kho, {len(gathered.unchanged)} kho không thay đổi.")
    for name, why in gathered.unreadable[:_LISTED]:
        print_notice(f"Không đọc được {name}: {why}")
    if len(gathered.unreadable) > _LISTED:
        print_notice(f"… và {len(gathered.unreadable) - _LISTED} kho nữa.")
    if gathered.faults:
        print_notice(f"Có {gathered.faults} lỗi trong hồ sơ các cơ quan; xem: {_errors_of(output)}")
    return FINDINGS if gathered.unreadable or gathered.faults else GOOD


def _tidy(lake: Path, keep: int) -> None:
    from cchc_tui.office import tidy

    tidied = tidy(lake, keep=keep)
    size = f"{format_number(tidied.bytes // 1000)} kB"
    print_notice(f"Bỏ {tidied.gatherings} lần tổng hợp cũ; xóa {format_number(tidied.files)} tệp, {size}.")


def _errors_of(lake: Path) -> str:
    return f"cchc summary {lake} --sql '{ERRORS_SQL}'"


def _show_progress(done: int, of: int, name: str) -> None:
    """Rewrite one line on a terminal; else a line for every tenth part."""
    if sys.stderr.isatty():
        path = Path(name)
        office = path.parent.name if path.name == "records" else path.name
        sys.stderr.write(f"\r\x1b[K{done}/{of} {printable(office)[:40]}" + ("\n" if done == of else ""))
    elif of >= 10 and done * 10 // of > (done - 1) * 10 // of:
        print_notice(f"{done}/{of}")


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Hỏi số liệu đã gom của nhiều cơ quan.",
    help="Trả lời từ THƯ_MỤC do cchc collect ghi: xã nào chưa báo cáo, tổng số theo kênh và theo tháng, nhiệm vụ "
    "Đạt và Không đạt, văn bản trùng giữa các xã, hồ sơ hỏng. Các bảng cho --sql: directives, media, "
    "checklist, reports, offices, errors, gatherings.",
)
@click.argument("lake", metavar="THƯ_MỤC", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--period", metavar="KỲ",
    help="Kỳ báo cáo: 2025, quý 3/2025, 8 tháng đầu năm 2025, 15/12/2024 - 14/12/2025. Cần khi không có --sql.",
)  # fmt: skip
@click.option("--sql", metavar="CÂU", help="Một câu SELECT của DuckDB thay cho bản tổng hợp.")
@click.option("--gathering", metavar="SỐ", type=int, help="Hỏi lần tổng hợp số này thay vì lần mới nhất.")
@click.option(
    "--html", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi bản tổng hợp thành một trang HTML có biểu đồ, mở được không cần mạng.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Với --html: ghi đè tệp đã có.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def show_summary(
    lake: Path,
    period: str | None,
    sql: str | None,
    gathering: int | None,
    html: Path | None,
    force: bool,
    as_json: bool,
) -> int:
    """Print the answers, or write them as a page."""
    if sql is not None:
        return _show_answer(lake, sql, gathering, as_json)
    wanted = parse_period(period or "")
    if wanted is None:
        raise WrongUseError(
            "Chưa nêu kỳ, hoặc kỳ không đọc được.", "Ghi như: --period 2025, --period 'quý 3/2025', hoặc dùng --sql."
        )
    from cchc_tui.office import summarise, write_page

    summary = summarise(lake, wanted, gathering)
    if html is not None:
        write_page(summary, html, force=force)
        print_notice(f"Đã ghi {html}, theo lần tổng hợp số {summary.gathering}.")
    elif as_json:
        print_data(to_json(asdict(summary)))
    else:
        for line in _summary_lines(summary):
            print_data(line)
    return FINDINGS if summary.faults else GOOD


def _show_answer(lake: Path, sql: str, gathering: int | None, as_json: bool) -> int:
    from cchc_tui.office import ask

    answer = ask(lake, sql, gathering)
    if as_json:
        print_data(to_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows]))
        return GOOD
    for line in table(answer.columns, [[_cell(value) for value in row] for row in answer.rows]):
        print_data(line)
    return GOOD


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(without_zeros(value)) if isinstance(value, Decimal) else str(value)


def _summary_lines(summary: Summary) -> list[str]:
    """Return the whole answer as tables with a heading each; a part without anything is one sentence."""
    states = Counter(standing.state for standing in summary.standings)
    lines = [f"TỔNG HỢP {summary.period.name.upper()} ({summary.window.name})"]
    lines += [f"Lần tổng hợp số {summary.gathering}, ngày {summary.gathered_on}", ""]
    lines.append(f"{len(summary.standings)} cơ quan: " + ", ".join(f"{n} {state}" for state, n in states.most_common()))
    lines += _standing_lines(summary)
    lines += _part("TỔNG SỐ CẢ KỲ", ("Kênh", "Chỉ tiêu", "Số lượng", "Số cơ quan"), map(_total_row, summary.totals))
    by_period = [(_period_name(total.period), *_total_row(total)) for total in summary.months]
    lines += _part("THEO THÁNG, KỲ ĐÃ GHI", ("Kỳ", "Kênh", "Chỉ tiêu", "Số lượng", "Số cơ quan"), by_period)
    figures = [
        (total.form, total.label, total.words, format_number(total.offices), format_number(total.lacking))
        for total in summary.figures
    ]
    lines += _part("BIỂU SỐ LIỆU CẢ KỲ", ("Biểu", "Cột", "Số liệu", "Số cơ quan", "Còn thiếu"), figures)
    if summary.straddling:
        lines += ["", f"{summary.straddling} số liệu nằm vắt qua ranh giới kỳ nên không tính vào đâu cả."]
    repeated = [(r.symbol, format_date(r.issued_on), ", ".join(r.offices)) for r in summary.repeated]
    lines += _part("VĂN BẢN TRÙNG GIỮA CÁC CƠ QUAN", ("Số, ký hiệu", "Ngày", "Cơ quan"), repeated)
    if summary.faults:
        lines += ["", f"Còn {summary.faults} lỗi, các số trên có thể thiếu. Xem từng lỗi bằng --sql '{ERRORS_SQL}'."]
    return lines


def _standing_lines(summary: Summary) -> list[str]:
    rows = [
        (s.office, s.state, *(format_number(n) for n in (s.documents, s.met, s.not_met, s.unset, s.faults)))
        for s in summary.standings
    ]
    return _part("", ("Cơ quan", "Báo cáo", "Văn bản", "Đạt", "Không đạt", "Chưa đánh giá", "Lỗi"), rows)


def _total_row(total: Total) -> tuple[str, ...]:
    quantity = f"{format_quantity(total.quantity)} {total.unit}".rstrip()
    return (total.channel_label, total.measure_label, quantity, format_number(total.offices))


def _period_name(code: str) -> str:
    period = parse_period(code)
    return period.name if period else code


def _part(title: str, head: Sequence[str], rows: Any) -> list[str]:
    found = list(rows)
    return ["", *([title] if title else []), *table(head, found)] if found else []
