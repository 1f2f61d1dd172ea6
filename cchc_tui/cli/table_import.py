"""A table of another program taken in from the command line: what each column is shown, guesses asked, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.cli.agreeing import agreeing
from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import agrees, has_terminal, print_data, print_notice
from cchc_tui.errors import FindingsError
from cchc_tui.language.text import printable
from cchc_tui.language.wording import format_quantity

if TYPE_CHECKING:
    from cchc_tui.office import MappedTable, Office, TablePlan
    from cchc_tui.records.period import Period

_MOST_CHANGES = 60


def take_table(
    office: Office, path: Path, target: str, period: Period | None, *, sheet: str = "", answers: Sequence[str] = (),
    yes: bool = False, dry_run: bool = False, as_json: bool = False,
) -> int:  # fmt: skip
    """Show what a table of a file would set, ask, set it; return how many figures were set.

    Columns known by name or remembered are taken by themselves, guesses only when they are agreed to.
    """
    tables = office.intake.tables
    table = tables.read(path, target, sheet=sheet, answers=answers, period=period)
    if period is None and (named := tables.period_of(table)) is not None:
        print_notice(printable(f"Kỳ lấy theo chữ trên bảng: {named.name}."))
        period = named
    _tell_columns(office, table, path.name)
    if table.guessed:
        is_agreed = not yes and has_terminal() and agrees("Những chỗ đoán trên có đúng không?")
        table = table.agreed(guesses=is_agreed)
        if not is_agreed:
            print_notice('Chưa nhập các chỗ đoán; nói rõ bằng --map "TÊN CỘT=KHÓA" hay --map "dong:TÊN DÒNG=MÃ".')
    plan = tables.plan(table, period)
    if as_json:
        print_data(to_json(_plain(plan)))
    else:
        _tell_changes(plan)
    if dry_run or (as_json and not yes):
        return 0
    if plan.count and not yes and not agrees(f"Ghi {plan.count} ô này?"):
        print_notice("Chưa ghi gì.")
        return 0
    done = agreeing(office, lambda: tables.take(plan, source=path.name), yes=yes)
    print_notice(f"Đã ghi {done} ô." if done else "Không có ô nào thay đổi.")
    if any(table.answers()):
        print_notice(f"Đã nhớ cách đọc bảng này ({target}.toml); lần sau cùng tên cột thì không hỏi nữa.")
    return done


def table_among(office: Office, path: Path, fault: FindingsError) -> str:
    """Return what a file that is no register is read into: the one target that knows all its columns. FindingsError
    with the way to say it where none or several do.
    """
    found = office.intake.tables.known_of(path)
    surest = [table.target for table in found if table.certain == found[0].certain]
    if len(surest) != 1:
        known = ", ".join(surest or (code for code, _ in office.intake.tables.targets()))
        raise FindingsError(
            fault.message, f"Nếu là bảng số liệu: cchc import {path.name} --table BIỂU --period KỲ; BIỂU là {known}."
        ) from fault
    print_notice(f"{printable(path.name)}: bảng của {surest[0]}.")
    return surest[0]


def _tell_columns(office: Office, table: MappedTable, name: str) -> None:
    words = dict(office.intake.tables.meanings(table.target))
    for column in table.columns:
        head = printable(f"Cột “{column.head}”")
        if not column.meaning:
            print_notice(f"{head} của {printable(name)} không có trong biểu nên không nhập.")
        elif column.known != "đúng tên":
            said = words.get(column.meaning, column.meaning)
            print_notice(printable(f"{head} là {column.meaning}: {said} ({column.known})."))
    for row in table.names:
        if row.meaning and row.known != "đúng tên":
            print_notice(printable(f"Dòng “{row.label}” là {row.meaning} ({row.known})."))
    for label in office.intake.tables.unnamed(table):
        print_notice(printable(f"Dòng “{label}” không rõ là chỉ tiêu nào nên không nhập."))


def _tell_changes(plan: TablePlan) -> None:
    lines = [
        f"{change.label} · {change.column}: {'trống' if change.before is None else change.before} → {change.after}"
        for _, _, changes in plan.cells
        for change in changes
    ]
    for count in plan.counts:
        before = format_quantity(count.stored.record.quantity) if count.stored else "trống"
        words = f"{count.measure.channel}.{count.measure.code} · {count.period.name}"
        lines.append(f"{words}: {before} → {format_quantity(count.quantity)}")
    for line in lines[:_MOST_CHANGES]:
        print_notice(printable(line))
    if len(lines) > _MOST_CHANGES:
        print_notice(f"và {len(lines) - _MOST_CHANGES} ô nữa")


def _plain(plan: TablePlan) -> dict[str, object]:
    cells: list[dict[str, object]] = [
        {"period": period.code, "row": c.row, "label": c.label, "column": c.column, "before": _text(c.before),
         "after": _text(c.after)}
        for period, _, changes in plan.cells
        for c in changes
    ]  # fmt: skip
    cells += [
        {"period": c.period.code, "channel": c.measure.channel, "measure": c.measure.code,
         "before": format_quantity(c.stored.record.quantity) if c.stored else None,
         "after": format_quantity(c.quantity)}
        for c in plan.counts
    ]  # fmt: skip
    columns = [{"head": c.head, "is": c.meaning, "known": str(c.known)} for c in plan.table.columns]
    return {"table": plan.table.target, "columns": columns, "changes": cells}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
